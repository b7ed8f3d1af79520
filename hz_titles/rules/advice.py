"""After a no: the nearest ways to a yes, each one tried with the engine before it is shown.

Some things have to be put right whatever else is done: a certificate that is not listed, a
grade that does not count, work outside the field. Time and qualifications come on top of
these, and a way that takes several steps names them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import partial

from ..names.identity import Identity, Kind
from ..notice.annex1 import Catalogue, Certificate, Level, Qualification
from ..notice.annex2 import Jurisdiction
from ..span import MONTHS_PER_YEAR, Stretch, on_anniversary
from .applicant import Applicant, Held, Period
from .engine import decide, going_on
from .verdict import Need, Reason, Status, Verdict


class Way(Enum):
    """A kind of way to a yes."""

    WAIT = "wait"
    EARLIER_QUALIFICATION = "earlier_qualification"
    QUALIFICATION = "qualification"
    GRADE = "grade"
    RELATED_WORK = "related_work"
    LISTED_CERTIFICATE = "listed_certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One way to a yes.

    Attributes:
        day: for `Way.WAIT`, the first day of a yes.
        supposing: for `Way.WAIT`, the fact that is not known and is supposed to be the best
            it can be: `Need.YEARS` or `Need.DEGREE_DATE`; None where nothing is supposed.
        since: the day since when the work has gone on, or by which the qualification was
            obtained, where that is supposed.
        qualifications: the qualifications that would carry, each with its years of work.
        grades: the grades that would be accepted.
        certificate: the listed certificate that would do.
        besides: the steps that have to be taken as well.
    """

    way: Way
    day: date | None = None
    supposing: Need | None = None
    since: date | None = None
    qualifications: tuple[tuple[Qualification, int], ...] = ()
    grades: tuple[str, ...] = ()
    certificate: Certificate | None = None
    besides: tuple[Advice, ...] = ()


_Steps = tuple[Advice, ...]
_Decide = Callable[[Applicant], Verdict]


def advise(catalogue: Catalogue, jurisdiction: Jurisdiction, verdict: Verdict) -> tuple[Advice, ...]:
    """Return the ways to a yes for a verdict that is a no; nothing for any other."""
    if verdict.status is not Status.NOT_ELIGIBLE:
        return ()

    answer = partial(decide, catalogue, jurisdiction)
    ways = [
        way
        for steps, applicant in _mended(verdict.applicant)
        for way in _ways(catalogue, answer, steps, applicant)
    ]
    return tuple(advice for advice, applicant in ways if answer(applicant).status is Status.ELIGIBLE)


def _mended(applicant: Applicant) -> Iterator[tuple[_Steps, Applicant]]:
    """Yield the steps that nothing can replace, with the applicant who would have taken them."""
    identity = applicant.identity
    if identity.certain:
        yield _mend((), applicant)
    for row in identity.near_miss.near if identity.near_miss else ():
        listed = Advice(way=Way.LISTED_CERTIFICATE, certificate=row)
        settled = Identity(kind=Kind.SETTLED, rows=(row,))
        yield _mend((listed,), replace(applicant, identity=settled, grade=None))


def _mend(steps: _Steps, applicant: Applicant) -> tuple[_Steps, Applicant]:
    """Add what else stands in the way of somebody whose certificate is listed, time aside."""
    if applicant.related is False:
        steps, applicant = (*steps, Advice(way=Way.RELATED_WORK)), replace(applicant, related=True)
    row = applicant.identity.rows[0]
    if row.grades and not row.accepts(applicant.grade):
        graded = Advice(way=Way.GRADE, grades=row.grades.accepted)
        steps, applicant = (*steps, graded), replace(applicant, grade=row.lowest_grade)
    return steps, applicant


def _ways(
    catalogue: Catalogue, answer: _Decide, steps: _Steps, applicant: Applicant
) -> Iterator[tuple[Advice, Applicant]]:
    """Yield `steps` where they suffice, else the ways that lead on from them."""
    verdict = answer(applicant)
    if verdict.status is Status.ELIGIBLE:
        *besides, last = steps
        yield replace(last, besides=tuple(besides)), applicant
    if verdict.status is Status.NOT_ELIGIBLE:
        for advice, taken in _in_time(catalogue, answer, verdict):
            yield replace(advice, besides=steps), taken


def _in_time(catalogue: Catalogue, answer: _Decide, verdict: Verdict) -> Iterator[tuple[Advice, Applicant]]:
    """Yield the ways for somebody who meets no condition of the title and lacks nothing else."""
    level, applicant = verdict.rows[0].title.level, verdict.applicant
    if Reason.YEARS_SHORT in verdict.reasons:
        yield from _waiting(answer, verdict)
        yield from _earlier(catalogue, level, applicant)
    if Reason.DEGREE_TOO_LOW in verdict.reasons:
        yield from _higher(catalogue, level, applicant)


# Waiting


def _waiting(answer: _Decide, verdict: Verdict) -> Iterator[tuple[Advice, Applicant]]:
    """Advise to wait for the first day of a yes; where that is not known, for the first that it can be."""
    advice, applicant = Advice(way=Way.WAIT), verdict.applicant
    if verdict.eligible_from is None:
        advice, applicant = _supposing(advice, applicant)
        verdict = answer(applicant)
    if day := verdict.eligible_from:
        yield replace(advice, day=day), _after_waiting(applicant, day)


def _supposing(advice: Advice, applicant: Applicant) -> tuple[Advice, Applicant]:
    """Suppose of the work after each qualification that it is the most it can be."""
    if applicant.work is None:
        since = min((one.obtained for one in applicant.held if one.obtained), default=applicant.as_of)
        supposed = replace(applicant, work=(Period(start=since, last=None),))
        return replace(advice, supposing=Need.YEARS, since=since), supposed
    since = min(applicant.as_of, *(period.start for period in applicant.work))
    held = tuple(replace(one, obtained=one.obtained or since) for one in applicant.held)
    return replace(advice, supposing=Need.DEGREE_DATE, since=since), replace(applicant, held=held)


def _after_waiting(applicant: Applicant, day: date) -> Applicant:
    """Return the applicant on a later day, the work having gone on."""
    if applicant.work is not None:
        return replace(applicant, as_of=day, work=going_on(applicant.work, applicant.as_of))
    if applicant.years is not None and not any(held.to_come(applicant.as_of) for held in applicant.held):
        grown = applicant.years + Stretch(applicant.as_of, day).length()
        return replace(applicant, as_of=day, years=grown)
    return replace(applicant, as_of=day, years=None, work=(Period(start=applicant.as_of, last=None),))


def _years(level: Level, qualification: Qualification) -> int | None:
    """Return the least years that `qualification` needs at `level`; None where none will do."""
    condition = level.lightest(qualification)
    return condition.years if condition else None


def _with(applicant: Applicant, qualification: Qualification, years: int) -> Applicant:
    """Return the applicant with a qualification so long ago that all `years` came after it."""
    since = on_anniversary(applicant.as_of, -years * MONTHS_PER_YEAR)
    held = Held(qualification=qualification, obtained=since)
    return replace(
        applicant, held=(*applicant.held, held), years=None, work=(Period(start=since, last=None),)
    )


def _earlier(catalogue: Catalogue, level: Level, applicant: Applicant) -> Iterator[tuple[Advice, Applicant]]:
    """Advise to name lower qualifications too: work after an earlier one counts for that one."""
    if len(applicant.held) != 1:
        return
    rank = applicant.held[0].qualification.rank
    lower = [
        (qualification, years)
        for qualification in catalogue.qualifications[:rank]
        if (years := _years(level, qualification)) is not None
    ]
    if lower:
        advice = Advice(way=Way.EARLIER_QUALIFICATION, qualifications=tuple(lower))
        yield advice, _with(applicant, *lower[0])


def _higher(catalogue: Catalogue, level: Level, applicant: Applicant) -> Iterator[tuple[Advice, Applicant]]:
    """Advise the lowest qualification that leads to the title."""
    for qualification in catalogue.qualifications:
        years = _years(level, qualification)
        if years is not None:
            advice = Advice(way=Way.QUALIFICATION, qualifications=((qualification, years),))
            yield advice, _with(applicant, qualification, years)
            return
