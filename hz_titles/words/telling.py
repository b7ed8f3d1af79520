"""One verdict being put into words of one language: what every part of the answer begins with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..language import Language, Phrase
from ..loading import Data
from ..names.identity import Kind
from ..notice import Applies, Reading, Reliance
from ..rules.verdict import Status, Verdict
from ..value import value
from .vocabulary import NOT_YET, STATUS, in_words, month_name

_DECLARED = Phrase("现从事相关专业工作（本人所述）", "works in the field now (as declared)")
_ASSUMED = Phrase("现从事相关专业工作", "works in the field now")
_IN_CITY = Phrase("在{city}工作", "works in {city}")
_ENDED = Phrase(
    "所填工作经历均已结束；通知要求现从事相关专业工作",
    "all the work given has ended; the notice asks for present work in the field",
)
_OPEN_LEVEL = Phrase(
    "{level}的条件已满足，但本项认定的是{title}；能否据此认定{level}职称，通知没有规定，请询问{office}",
    "the conditions of {level} are met, but this row leads to {title}; whether it can give a title of "
    "{level} the notice does not say: ask {office}",
)
_SOME_BUREAU = Phrase("工作所在地人力社保局", "the HR bureau (人力社保局) of the place of work")
_SAME_NAME_ONLY = Phrase(
    "以上只就目录中恰为这一名称的各项而言；请用 --issuer 写明颁证单位",
    "this holds for the rows of just this name; give the issuer with --issuer",
)
_CAVEATS = (
    Phrase(
        "依据{number}（{issued}印发），电话、机构以当时公布为准",
        "as issued in {number} on {issued}, telephones and offices included",
    ),
    Phrase(
        "符合条件即可按规定申请；是否认定由受理部门决定",
        "meeting the conditions lets you apply; the office decides",
    ),
    Phrase("前往前请先电话确认", "call before you go"),
)
_WORTH = Phrase(
    "依据{year}年{month}月的通知；是否认定由受理部门决定，前往前请先电话确认",
    "notice of {month} {year}; the office decides; call before you go",
)


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
        return in_words(value, self.language)

    def typed(self, fact: str) -> str:
        """Return a fact as it was typed; empty where it was not given."""
        return next((taken.text for taken in self.verdict.applicant.taken if taken.fact == fact), "")

    def reading(self, reliance: Reliance) -> Reading:
        """Return the reading that covers what the engine leans on."""
        return next(reading for reading in self.data.catalogue.readings if reliance in reading.covers)

    @property
    def english(self) -> bool:
        """It is told in English: official names need a gloss."""
        return self.language is Language.EN

    @property
    def closed(self) -> bool:
        """The answer is a no that waiting alone does not change."""
        return self.verdict.status is Status.NOT_ELIGIBLE and not self.verdict.eligible_from

    @property
    def answer(self) -> str:
        """Yes, no, not yet or not known, in a few words."""
        verdict = self.verdict
        if verdict.status is Status.NOT_ELIGIBLE and verdict.eligible_from:
            return self.say(NOT_YET, day=verdict.eligible_from)
        return self.say(STATUS[verdict.status])

    # What an answer rests on

    def assumed(self) -> Iterator[str]:
        """Yield what was taken as given, unchecked."""
        applicant = self.verdict.applicant
        if applicant.identity.rows:
            if applicant.related is not False:
                yield self.say(_ASSUMED if applicant.related is None else _DECLARED)
            if not (applicant.place and applicant.place.elsewhere):
                yield self.say(_IN_CITY, city=self.data.jurisdiction.city)

    def notes(self) -> Iterator[tuple[str | None, str]]:
        """Yield what a person should know, each with the reading it rests on."""
        verdict = self.verdict
        for remark in verdict.applicant.remarks:
            yield remark.reading.id if remark.reading else None, self.say(remark.text)
        if level := verdict.open_level:
            bureau = verdict.area and level.apply_to is Applies.BUREAU and verdict.area.bureau
            text = self.say(_OPEN_LEVEL, level=level, title=verdict.title, office=bureau or _SOME_BUREAU)
            yield self.reading(Reliance.TITLE_OF_ROW).id, text
        if verdict.work_ended:
            yield self.reading(Reliance.PRESENT_RELATED_WORK).id, self.say(_ENDED)
        if verdict.status is Status.NOT_ELIGIBLE and verdict.applicant.identity.kind is Kind.NEEDS_ISSUER:
            yield self.reading(Reliance.ROW_IDENTITY).id, self.say(_SAME_NAME_ONLY)

    def worth(self) -> str:
        """Return what an answer is worth, in one line."""
        issued = date.fromisoformat(self.data.catalogue.notice.issued)
        return self.say(_WORTH, year=issued.year, month=month_name(issued))

    def caveats(self) -> list[str]:
        """Return what holds for every verdict."""
        notice = self.data.catalogue.notice
        issued = date.fromisoformat(notice.issued)
        return [self.say(caveat, number=notice.number, issued=issued) for caveat in _CAVEATS]
