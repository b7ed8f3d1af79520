"""One verdict being put into words of one language: what every part of the answer begins with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..language import Language, Phrase, listed
from ..loading import Data
from ..notice.readings import Reading, Reliance
from ..rules.applicant import Held
from ..rules.verdict import Status, Verdict
from ..span import Amount, Span
from ..value import value
from . import vocabulary
from .document import ITEM


@value
class Telling:
    """A verdict, the data it rests on, and the language it is told in."""

    data: Data
    verdict: Verdict
    language: Language

    def say(self, phrase: Phrase, /, **values: object) -> str:
        """Say `phrase`."""
        return phrase.say(self.language, **values)

    def item(self, label: Phrase | str, text: str) -> str:
        """Return a text after what it is called."""
        return self.say(ITEM, label=label, text=text)

    def span(self, span: Span) -> str:
        """Return a length of time in words."""
        return vocabulary.span_text(span, self.language)

    def amount(self, amount: Amount) -> str:
        """Return a number of years in words, as far as it is known."""
        return vocabulary.amount_text(amount, self.language)

    def years(self, count: int) -> str:
        """Return a number of years in words."""
        return vocabulary.years_text(count, self.language)

    def day(self, day: date) -> str:
        """Return a day as it is written out."""
        return vocabulary.day_text(day, self.language)

    def held(self, held: Held) -> str:
        """Return a qualification that the person holds."""
        return vocabulary.held_text(held, self.language)

    def listed(self, items: Iterable[object]) -> str:
        """Join `items` as a list is written."""
        return listed(items, self.language)

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
            return self.say(vocabulary.NOT_YET, day=self.day(verdict.eligible_from))
        return self.say(vocabulary.STATUS[verdict.status])
