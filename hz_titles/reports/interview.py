"""The interview of a person: the questions, which comes next, and what an answer comes to.

Nothing is read or printed here: what is known goes in as a verdict, and the next question
comes out, or none. Only what can still change the answer is asked; once it is settled, the
place of work is asked for only where it tells somebody whom to turn to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any

from ..errors import FactError
from ..language import Phrase, same
from ..loading import Data
from ..names.dates import read_day, read_period
from ..names.resolver import Names
from ..names.text import printable
from ..names.years import read_years
from ..names.yes_or_no import yes_or_no
from ..notice.annex1 import Certificate, Qualification
from ..rules.advice import Way, advise
from ..rules.applicant import Facts
from ..rules.verdict import Need, Reason, Status, Verdict
from ..value import value
from ..words.vocabulary import area_gloss, issuer_text


class Question(Enum):
    """A question that a person is asked."""

    CERTIFICATE = "certificate"
    ISSUER = "issuer"
    GRADE = "grade"
    DEGREE = "degree"
    YEARS = "years"
    DEGREE_DATE = "degree_date"
    EARLIER = "earlier"  # A qualification held before the one given, and the years after that one
    RELATED = "related"
    DISTRICT = "district"


def next_question(data: Data, verdict: Verdict | None, asked: Collection[Question]) -> Question | None:
    """Return the question that comes next; None where nothing can change the answer any more.

    No question comes twice: one that is in `asked` without an answer stays unknown.
    """
    if verdict is None:
        return Question.CERTIFICATE
    return next((question for question in _open(data, verdict) if question not in asked), None)


def _open(data: Data, verdict: Verdict) -> Iterator[Question]:
    for need in verdict.needs:
        without = need is Need.DEGREE_DATE and not verdict.applicant.held
        if need not in (Need.CERTIFICATE, Need.DISTRICT) and not without:
            yield Question(need.value)
    if earlier_qualifications(data, verdict):
        yield Question.EARLIER
    if verdict.status is not Status.NOT_ELIGIBLE and verdict.applicant.related is None:
        yield Question.RELATED
    within_reach = verdict.status is not Status.NOT_ELIGIBLE or verdict.eligible_from
    if within_reach and Need.DISTRICT in verdict.needs:
        yield Question.DISTRICT


def earlier_qualifications(data: Data, verdict: Verdict) -> tuple[Qualification, ...]:
    """Return the lower qualifications that could still turn a lack of years into a yes."""
    if verdict.reasons != (Reason.YEARS_SHORT,):
        return ()
    for advice in advise(data.catalogue, data.jurisdiction, verdict):
        if advice.way is Way.EARLIER_QUALIFICATION:
            return tuple(qualification for qualification, _ in advice.qualifications)
    return ()


def nearer(one: Verdict, other: Verdict) -> bool:
    """Tell whether `one` is nearer to a yes than `other`: yes, then open, then the earlier day."""
    order = {Status.ELIGIBLE: 0, Status.UNDETERMINED: 1, Status.NOT_ELIGIBLE: 2}
    return (order[one.status], one.eligible_from or date.max) < (
        order[other.status],
        other.eligible_from or date.max,
    )


# The certificate


def naming(names: Names, row: Certificate, text: str) -> tuple[str, str | None]:
    """Return certificate and issuer as they name just this row: as typed, as printed, or by number."""
    typed = [] if text.isdecimal() else [(text, None)]
    for cert, issuer in (*typed, (row.name, None), (row.name, row.issuer)):
        identity = names.identify(cert, issuer)
        if identity.certain and identity.row is row:
            return cert, issuer
    return str(row.number), None


# The line that repeats the answers


def check_arguments(facts: Facts) -> list[str]:
    """Return the options of ``check`` that repeat `facts`."""
    arguments = [
        part
        for fact, values in facts.texts.items()
        for value in values
        if value and fact != "related"
        for part in _option(f"--{fact}", value)
    ]
    if facts.related is not None:
        arguments.append("--related" if facts.related else "--unrelated")
    return arguments


def _option(option: str, value: str) -> tuple[str, ...]:
    """Return an option with its value; one that looks like an option is tied to its own."""
    return (f"{option}={value}",) if value.startswith("-") else (option, value)


# The table of questions; the first is not among them: it looks for a row of the list


@value
class Asked:
    """What a question is about: the data, what is known so far, and what it comes to."""

    data: Data
    facts: Facts
    verdict: Verdict


Choices = dict[str, Phrase]  # what each of the numbered answers stands for, and what is shown


@value
class Asking:
    """A question: its words, what it can be answered with, and what an answer comes to."""

    text: Phrase
    hint: Phrase
    clears: tuple[str, ...]  # the facts that are unknown again when it is asked anew
    # returns the facts with an answer; raises `FactError` where it is none
    read: Callable[[Asked, str], Facts]
    choices: Callable[[Asked], Choices] = lambda asked: {}
    # what the words name, such as the qualification that they are about
    values: Callable[[Asked], dict[str, object]] = lambda asked: {}


_NO_SUCH_CHOICE = Phrase("没有这个序号", "there is no such number")
_A_QUALIFICATION = Phrase("学历", "the qualification")
_YES_OR_NO = Phrase("请输入 是 或 否", "please type yes or no")


_UNKNOWN: dict[str, Any] = {"degrees": (), "work": ()}


def _chosen(choices: Choices, fact: str, text: str) -> str:
    """Return what a number stands for; any other text as it is."""
    if not choices or not text.isdecimal():
        return text
    if not 1 <= int(text[:6]) <= len(choices):
        raise FactError(fact, text[:10], _NO_SUCH_CHOICE, accepted=(f"1–{len(choices)}",))
    return list(choices)[int(text) - 1]


def cleared(facts: Facts, question: Question) -> Facts:
    """Return `facts` without those that `question` asks for."""
    unknown: dict[str, Any] = {name: _UNKNOWN.get(name) for name in QUESTIONS[question].clears}
    return replace(facts, **unknown)


def _issuers(asked: Asked) -> Choices:
    return {row.issuer: same(issuer_text(row)) for row in asked.verdict.rows}


def _qualifications(asked: Asked) -> Choices:
    return {one.id: one.name for one in asked.data.catalogue.qualifications}


def _lower_qualifications(asked: Asked) -> Choices:
    return {one.id: one.name for one in earlier_qualifications(asked.data, asked.verdict)}


def _areas(asked: Asked) -> Choices:
    """Return all areas; only those that may be meant where the text named several."""
    place = asked.verdict.applicant.place
    areas = (place.areas if place else ()) or asked.data.jurisdiction.areas
    return {area.name: Phrase(area.name, f"{area.name} {area_gloss(area)}") for area in areas}


def _grade(asked: Asked) -> dict[str, object]:
    grades = next(row.grades for row in asked.verdict.rows if row.grades)
    return {"grades": grades.order, "example": grades.lowest}


def _held(asked: Asked) -> dict[str, object]:
    held = asked.verdict.applicant.held
    return {"held": held[0].qualification.name if held else _A_QUALIFICATION}


def _with_years(asked: Asked, text: str) -> Facts:
    """Return the facts with years of work: a number, a period, or the day since when it goes on."""
    try:
        read_years(text)
        return replace(asked.facts, years=text, work=())
    except FactError as not_years:
        for period in (text, f"{text}.."):
            try:
                read_period(period)
            except FactError:
                continue
            return replace(asked.facts, years=None, work=(period,))
        raise not_years from None


def _with_degree_date(asked: Asked, text: str) -> Facts:
    read_day(text, "degree_date")
    return replace(asked.facts, degrees=(f"{asked.verdict.applicant.held[0].qualification.id}@{text}",))


def _with_qualification(asked: Asked, text: str) -> Facts:
    return replace(asked.facts, degrees=(_chosen(_qualifications(asked), "degree", text),))


def _with_earlier(asked: Asked, text: str) -> Facts:
    if yes_or_no(text) is False:
        return asked.facts
    degree = _chosen(_lower_qualifications(asked), "degree", text)
    return replace(asked.facts, degrees=(degree,), years=None, work=())


def _with_related(asked: Asked, text: str) -> Facts:
    related = yes_or_no(text)
    if related is None:
        raise FactError("related", printable(text, 40), _YES_OR_NO)
    return replace(asked.facts, related=related)


def _with_place(asked: Asked, text: str) -> Facts:
    """Return the facts with a place of work; one that became several keeps the question open."""
    text = _chosen(_areas(asked), "district", text)
    place = asked.data.names.place(text)
    return replace(asked.facts, district=place.area.name if place.area else text)


QUESTIONS = {
    Question.ISSUER: Asking(
        text=Phrase("证书是哪个单位颁发的？", "Who issued the certificate?"),
        hint=Phrase(
            "同名证书不止一家颁发。输入序号或颁证单位名称",
            "Others issue certificates of this name too. Type a number, or the issuer's name as printed",
        ),
        clears=("issuer",),
        choices=_issuers,
        read=lambda asked, text: replace(asked.facts, issuer=_chosen(_issuers(asked), "issuer", text)),
    ),
    Question.GRADE: Asking(
        text=Phrase("证书是什么等级？", "Which grade is it?"),
        hint=Phrase(
            "等级印在证书上，共有 {grades}。例：{example}",
            "The grade stands on the certificate; there are {grades}. Example: {example}",
        ),
        clears=("grade",),
        values=_grade,
        read=lambda asked, text: replace(asked.facts, grade=text),
    ),
    Question.DEGREE: Asking(
        text=Phrase("最高学历或学位是什么？", "What is the highest qualification?"),
        hint=Phrase(
            "须已毕业或取得学位。输入序号，或直接写，例：本科、大专、硕士",
            "One that is obtained. Type a number or the word. Example: bachelor, 大专, MSc",
        ),
        clears=("degrees",),
        choices=_qualifications,
        read=_with_qualification,
    ),
    Question.YEARS: Asking(
        text=Phrase(
            "取得{held}后，从事相关专业工作多久了？",
            "For how long has related work been done since ({held})?",
        ),
        hint=Phrase(
            "只算取得之后、与证书专业相关的工作。例：6、4年半、5年3个月，或从何时起：2018-07",
            "Only work after it, in the certificate's field. Example: 6, 6.5, or since when: 2018-07",
        ),
        clears=("years", "work"),
        values=_held,
        read=_with_years,
    ),
    Question.DEGREE_DATE: Asking(
        text=Phrase("何时取得{held}？", "When was it obtained ({held})?"),
        hint=Phrase(
            "看毕业证或学位证上的日期。例：2018-07 或 2018-07-01",
            "The date on the diploma. Example: 2018-07 or 2018-07-01",
        ),
        clears=(),
        values=_held,
        read=_with_degree_date,
    ),
    Question.EARLIER: Asking(
        text=Phrase("此前还取得过较低的学历吗？", "Was a lower qualification obtained before that?"),
        hint=Phrase(
            "较早的学历之后工作更久，可能已经符合。输入序号或写出；没有请输入 0",
            "More work lies after an earlier one, which may be enough. Type a number or the word; 0 for none",
        ),
        clears=(),
        choices=_lower_qualifications,
        read=_with_earlier,
    ),
    Question.RELATED: Asking(
        text=Phrase(
            "现在从事的工作与证书专业相同或相近吗？",
            "Is the present work in the certificate's field or close to it?",
        ),
        hint=Phrase("输入 是 或 否", "Type yes or no"),
        clears=("related",),
        read=_with_related,
    ),
    Question.DISTRICT: Asking(
        text=Phrase("在哪个区、县（市）工作？", "In which district, county or city is the work?"),
        hint=Phrase(
            "看工作单位所在地，不看户籍。输入序号、名称或拼音，例：滨江、binjiang",
            "Where the work is counts, not the household register. A number or the name, such as Binjiang",
        ),
        clears=("district",),
        choices=_areas,
        read=_with_place,
    ),
}
