"""The interview of a person: the questions, which comes next, and what an answer comes to.

Nothing is read or printed here. Only what can still change the answer is asked; once it is
settled, the place of work is asked for only where it tells somebody whom to turn to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from enum import Enum
from typing import Any

from ..checking import CheckedVerdict
from ..errors import FactError
from ..language import Phrase, same
from ..names.resolver import Names
from ..names.text import printable, yes_or_no
from ..names.times import read_day, read_period, read_years
from ..notice import Certificate, Qualification
from ..rules.advice import Way, advise
from ..rules.applicant import Facts
from ..rules.verdict import Need, Reason, Status, Verdict
from ..value import value
from ..words.vocabulary import issuer_text

Choices = Mapping[str, Phrase]  # what each of the numbered answers stands for, and what is shown


_NO_SUCH_CHOICE = Phrase("没有这个序号", "there is no such number")
_YES_OR_NO = Phrase("请输入 是 或 否", "please type yes or no")


class Question(Enum):
    """A question that a person is asked."""

    CERTIFICATE = "certificate"
    ISSUER = "issuer"
    GRADE = "grade"
    DEGREE = "degree"
    YEARS = "years"
    DEGREE_DATE = "degree_date"
    EARLIER = "earlier"  # a qualification held before the one given, and the years after that one
    RELATED = "related"
    DISTRICT = "district"


def open_questions(verdict: CheckedVerdict) -> Iterator[Question]:
    """Yield the questions that can still change the answer, in the order to ask them."""
    for need in verdict.needs:
        without = need is Need.DEGREE_DATE and not verdict.applicant.held
        if need not in (Need.CERTIFICATE, Need.DISTRICT) and not without:
            yield Question(need.value)
    if _earlier(verdict):
        yield Question.EARLIER
    if verdict.status is not Status.NOT_ELIGIBLE and verdict.applicant.related is None:
        yield Question.RELATED
    within_reach = verdict.status is not Status.NOT_ELIGIBLE or verdict.eligible_from
    if within_reach and Need.DISTRICT in verdict.needs:
        yield Question.DISTRICT


def _earlier(verdict: CheckedVerdict) -> tuple[Qualification, ...]:
    """Return the lower qualifications that could still turn a lack of years into a yes."""
    if verdict.reasons != (Reason.YEARS_SHORT,):
        return ()
    for advice in advise(verdict.data.catalogue, verdict.data.jurisdiction, verdict):
        if advice.way is Way.EARLIER_QUALIFICATION:
            return tuple(qualification for qualification, _ in advice.qualifications)
    return ()


def nearer(one: Verdict, other: Verdict) -> bool:
    """Tell whether `one` is nearer to a yes than `other`: yes, then open, then the earlier day."""
    order = (Status.ELIGIBLE, Status.UNDETERMINED, Status.NOT_ELIGIBLE)
    mine, others = ((order.index(each.status), each.eligible_from or date.max) for each in (one, other))
    return mine < others


def naming(names: Names, row: Certificate, text: str) -> tuple[str, str | None]:
    """Return certificate and issuer as they name just this row: as typed, as printed, or by number."""
    typed = [] if text.isdecimal() else [(text, None)]
    for cert, issuer in (*typed, (row.name, None), (row.name, row.issuer)):
        identity = names.identify(cert, issuer)
        if identity.certain and identity.row is row:
            return cert, issuer
    return str(row.number), None


def check_arguments(facts: Facts) -> list[str]:
    """Return the options of ``check`` that repeat `facts`."""
    arguments = []
    for fact, texts in facts.texts.items():
        for text in filter(None, texts if fact != "related" else ()):
            # What looks like an option is tied to its own.
            arguments += [f"--{fact}={text}"] if text.startswith("-") else [f"--{fact}", text]
    if facts.related is not None:
        arguments.append("--related" if facts.related else "--unrelated")
    return arguments


@value
class Asking:
    """What a question can be answered with, and what an answer comes to."""

    read: Callable[[CheckedVerdict, str], Mapping[str, Any]]  # the facts of an answer, or a `FactError`
    unknown: Mapping[str, Any] = field(default_factory=dict)  # the facts as they are where it is asked anew
    choices: Callable[[CheckedVerdict], Choices] = lambda verdict: {}

    def told(self, verdict: CheckedVerdict, text: str) -> Facts:
        """Return the facts with an answer, which may be the number of a choice, or raise a `FactError`."""
        assert verdict.applicant.facts is not None
        choices = self.choices(verdict)
        if choices and text.isdecimal() and int(text[:6]):
            if int(text[:6]) > len(choices):
                raise FactError("", text[:10], _NO_SUCH_CHOICE, accepted=(f"1–{len(choices)}",))
            text = list(choices)[int(text) - 1]
        return replace(verdict.applicant.facts, **self.read(verdict, text))


def _areas(verdict: CheckedVerdict) -> Choices:
    """Return all areas; only those that may be meant where the text named several."""
    place = verdict.applicant.place
    areas = (place.areas if place else ()) or verdict.data.jurisdiction.areas
    return {area.name: Phrase(area.name, f"{area.name} {area.english}") for area in areas}


def _work(_: CheckedVerdict, text: str) -> dict[str, Any]:
    """Read a number of years, a period, or the day since when the work goes on."""
    try:
        read_years(text)
        return {"years": text, "work": ()}
    except FactError as not_years:
        for period in (text, f"{text}.."):
            try:
                read_period(period)
            except FactError:
                continue
            return {"years": None, "work": (period,)}
        raise not_years from None


def _degree_date(verdict: CheckedVerdict, text: str) -> dict[str, Any]:
    read_day(text, "degree_date")
    return {"degrees": (f"{verdict.applicant.held[0].qualification.id}@{text}",)}


def _earlier_degree(_: CheckedVerdict, text: str) -> dict[str, Any]:
    return {} if yes_or_no(text) is False else {"degrees": (text,), "years": None, "work": ()}


def _related(_: CheckedVerdict, text: str) -> dict[str, Any]:
    related = yes_or_no(text)
    if related is None:
        raise FactError("related", printable(text, 40), _YES_OR_NO)
    return {"related": related}


def _place(verdict: CheckedVerdict, text: str) -> dict[str, Any]:
    """Read a place of work; one that became several stays as it was typed."""
    place = verdict.data.names.place(text)
    return {"district": place.area.name if place.area else text}


QUESTIONS = {  # but the first, which looks for a row of the list
    Question.ISSUER: Asking(
        unknown={"issuer": None},
        choices=lambda verdict: {row.issuer: same(issuer_text(row)) for row in verdict.rows},
        read=lambda _, text: {"issuer": text},
    ),
    Question.GRADE: Asking(unknown={"grade": None}, read=lambda _, text: {"grade": text}),
    Question.DEGREE: Asking(
        unknown={"degrees": ()},
        choices=lambda verdict: {one.id: one.name for one in verdict.data.catalogue.qualifications},
        read=lambda _, text: {"degrees": (text,)},
    ),
    Question.YEARS: Asking(unknown={"years": None, "work": ()}, read=_work),
    Question.DEGREE_DATE: Asking(read=_degree_date),
    Question.EARLIER: Asking(
        choices=lambda verdict: {one.id: one.name for one in _earlier(verdict)}, read=_earlier_degree
    ),
    Question.RELATED: Asking(unknown={"related": None}, read=_related),
    Question.DISTRICT: Asking(unknown={"district": None}, choices=_areas, read=_place),
}
