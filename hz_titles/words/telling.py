"""One verdict being put into words of one language: what every part of the answer begins with."""

from __future__ import annotations

from ..language import Language, Phrase
from ..loading import Data
from ..notice.readings import Reading, Reliance
from ..rules.verdict import Status, Verdict
from ..value import value
from . import vocabulary


@value
class Telling:
    """A verdict, the data it rests on, and the language it is told in."""

    data: Data
    verdict: Verdict
    language: Language

    def say(self, phrase: Phrase, /, **values: object) -> str:
        """Say `phrase`, its values put into words."""
        return phrase.say(self.language, **{name: self.words(value) for name, value in values.items()})

    def words(self, value: object) -> str:
        """Return a value as it stands in a sentence."""
        return vocabulary.in_words(value, self.language)

    def typed(self, fact: str) -> str:
        """Return a fact as it was typed; empty where it was not given."""
        return next((taken.text for taken in self.verdict.applicant.taken if taken.fact == fact), "")

    def reading(self, reliance: Reliance) -> Reading:
        """Return the reading that covers what the engine leans on."""
        return next(reading for reading in self.data.catalogue.readings if reliance in reading.covers)

    @property
    def answer(self) -> str:
        """Yes, no, not yet or not known, in a few words."""
        verdict = self.verdict
        if verdict.status is Status.NOT_ELIGIBLE and verdict.eligible_from:
            return self.say(vocabulary.NOT_YET, day=verdict.eligible_from)
        return self.say(vocabulary.STATUS[verdict.status])
