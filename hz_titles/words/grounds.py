"""What an answer rests on, in words: what was assumed, what to know, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..language import Phrase
from ..names.identity import Kind
from ..notice.annex1 import Applies, Level, Title
from ..notice.readings import Reliance
from ..rules.verdict import Status
from .telling import Telling
from .vocabulary import month_name

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
_AS_ISSUED = Phrase(
    "依据{number}（{issued}印发），电话、机构以当时公布为准",
    "as issued in {number} on {issued}, telephones and offices included",
)
_DECIDES = Phrase(
    "符合条件即可按规定申请；是否认定由受理部门决定",
    "meeting the conditions lets you apply; the office decides",
)
_CALL = Phrase("前往前请先电话确认", "call before you go")
_WORTH = Phrase(
    "依据{year}年{month}月的通知；是否认定由受理部门决定，前往前请先电话确认",
    "notice of {month} {year}; the office decides; call before you go",
)


def assumed(telling: Telling) -> Iterator[str]:
    """Yield what was taken as given, unchecked."""
    applicant = telling.verdict.applicant
    if applicant.identity.rows:
        if applicant.related is not False:
            yield telling.say(_ASSUMED if applicant.related is None else _DECLARED)
        if not (applicant.place and applicant.place.elsewhere):
            yield telling.say(_IN_CITY, city=telling.data.jurisdiction.city)


def notes(telling: Telling) -> Iterator[tuple[str | None, str]]:
    """Yield what a person should know, each with the reading it rests on."""
    verdict = telling.verdict
    for remark in verdict.applicant.remarks:
        yield remark.reading.id if remark.reading else None, telling.say(remark.text)
    if verdict.open_level and verdict.title:
        text = _open_level(telling, verdict.open_level, verdict.title)
        yield telling.reading(Reliance.TITLE_OF_ROW).id, text
    if verdict.work_ended:
        yield telling.reading(Reliance.PRESENT_RELATED_WORK).id, telling.say(_ENDED)
    if verdict.status is Status.NOT_ELIGIBLE and verdict.applicant.identity.kind is Kind.NEEDS_ISSUER:
        yield telling.reading(Reliance.ROW_IDENTITY).id, telling.say(_SAME_NAME_ONLY)


def _open_level(telling: Telling, level: Level, title: Title) -> str:
    area = telling.verdict.area
    bureau = area.bureau if area and level.apply_to is Applies.BUREAU else telling.say(_SOME_BUREAU)
    return telling.say(_OPEN_LEVEL, level=level, title=title, office=bureau)


def worth(telling: Telling) -> str:
    """Return what an answer is worth, in one line."""
    issued = date.fromisoformat(telling.data.catalogue.notice.issued)
    return telling.say(_WORTH, year=issued.year, month=month_name(issued))


def caveats(telling: Telling) -> Iterator[str]:
    """Yield what holds for every verdict."""
    notice = telling.data.catalogue.notice
    yield telling.say(_AS_ISSUED, number=notice.number, issued=date.fromisoformat(notice.issued))
    yield telling.say(_DECIDES)
    yield telling.say(_CALL)
