"""Which question comes next for somebody who is asked for the facts one by one.

Nothing is read or printed here: what is known goes in as a verdict, and the next question
comes out, or none. Only what can still change the answer is asked; once it is settled, the
place of work is asked for only where it tells somebody whom to turn to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from enum import Enum

from ..loading import Data
from ..names.resolver import Names
from ..notice.annex1 import Certificate, Qualification
from ..rules.advice import Way, advise
from ..rules.applicant import Facts, texts_of
from ..rules.verdict import Need, Reason, Status, Verdict


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


_BY_NEED = {
    Need.ISSUER: Question.ISSUER,
    Need.GRADE: Question.GRADE,
    Need.DEGREE: Question.DEGREE,
    Need.YEARS: Question.YEARS,
    Need.DEGREE_DATE: Question.DEGREE_DATE,
}


def next_question(data: Data, verdict: Verdict | None, asked: Collection[Question]) -> Question | None:
    """Return the question that comes next; None where nothing can change the answer any more.

    No question comes twice: one that is in `asked` without an answer stays unknown.
    """
    if verdict is None:
        return Question.CERTIFICATE
    return next((question for question in _open(data, verdict) if question not in asked), None)


def _open(data: Data, verdict: Verdict) -> Iterator[Question]:
    for need in verdict.needs:
        if need is Need.DEGREE_DATE and not verdict.applicant.held:
            continue
        if need in _BY_NEED:
            yield _BY_NEED[need]
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
    given = [
        ("--cert", texts_of(facts.cert)),
        ("--issuer", texts_of(facts.issuer)),
        ("--grade", texts_of(facts.grade)),
        ("--degree", facts.degree_texts),
        ("--work", facts.work_texts),
        ("--years", texts_of(facts.years)),
        ("--district", texts_of(facts.district)),
    ]
    arguments = [
        part for option, values in given for value in values if value for part in _option(option, value)
    ]
    if facts.related is not None:
        arguments.append("--related" if facts.related else "--unrelated")
    return arguments


def _option(option: str, value: str) -> tuple[str, ...]:
    """Return an option with its value; one that looks like an option is tied to its own."""
    return (f"{option}={value}",) if value.startswith("-") else (option, value)
