"""After a no: the nearest ways to a yes, each one tried with the engine before it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from .applicant import Applicant, Held
from .catalogue import Catalogue, Certificate, Level, Qualification
from .engine import decide, going_on
from .identity import Identity, Kind
from .jurisdiction import Jurisdiction
from .span import MONTHS, Span, later
from .times import Period
from .verdict import Reason, Status, Verdict


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
        qualifications: the qualifications that would carry, each with its years of work.
        grades: the grades that would be accepted.
        certificate: the listed certificate that would do.
    """

    way: Way
    day: date | None = None
    qualifications: tuple[tuple[Qualification, int], ...] = ()
    grades: tuple[str, ...] = ()
    certificate: Certificate | None = None


def advise(catalogue: Catalogue, jurisdiction: Jurisdiction, verdict: Verdict) -> tuple[Advice, ...]:
    """Return the ways to a yes for a verdict that is a no; nothing for any other."""
    if verdict.status is not Status.NOT_ELIGIBLE:
        return ()

    def yes(applicant: Applicant) -> bool:
        return decide(catalogue, jurisdiction, applicant).status is Status.ELIGIBLE

    return tuple(advice for advice, applicant in _ways(catalogue, verdict) if yes(applicant))


def _ways(catalogue: Catalogue, verdict: Verdict) -> Iterator[tuple[Advice, Applicant]]:
    """Yield each way with the applicant who would have taken it."""
    applicant = verdict.applicant
    identity = applicant.identity
    if identity.near_miss:
        for row in identity.near_miss.near:
            advice = Advice(way=Way.LISTED_CERTIFICATE, certificate=row)
            yield (
                advice,
                replace(applicant, identity=Identity(kind=Kind.SETTLED, rows=(row,)), grade=_grade(row)),
            )
        return
    if not identity.certain or verdict.level is None:
        return
    grades = identity.rows[0].grades
    if Reason.GRADE_NOT_ACCEPTED in verdict.reasons and grades:
        yield Advice(way=Way.GRADE, grades=grades.accepted), replace(applicant, grade=grades.lowest)
        return
    if Reason.NOT_RELATED_WORK in verdict.reasons:
        yield Advice(way=Way.RELATED_WORK), replace(applicant, related=True)
    if grades and applicant.grade is None:
        applicant = replace(applicant, grade=grades.lowest)
    if Reason.YEARS_SHORT in verdict.reasons and verdict.eligible_from:
        yield (
            Advice(way=Way.WAIT, day=verdict.eligible_from),
            _after_waiting(applicant, verdict.eligible_from),
        )
    if Reason.YEARS_SHORT in verdict.reasons:
        yield from _earlier(catalogue, verdict.level, applicant)
    if Reason.DEGREE_TOO_LOW in verdict.reasons:
        yield from _higher(catalogue, verdict.level, applicant)


def _grade(row: Certificate) -> str | None:
    return row.grades.lowest if row.grades else None


def _after_waiting(applicant: Applicant, day: date) -> Applicant:
    """Return the applicant on a later day, the work having gone on."""
    if applicant.work is not None:
        return replace(applicant, as_of=day, work=going_on(applicant.work, applicant.as_of))
    if applicant.years is not None and not _to_come(applicant):
        # The years grow with the calendar: by whole months, the rest in days of a thirtieth.
        months = (day.year - applicant.as_of.year) * MONTHS + day.month - applicant.as_of.month
        if later(applicant.as_of, Span(months)) > day:
            months -= 1
        days = applicant.years.days + (day - later(applicant.as_of, Span(months))).days
        grown = Span(applicant.years.months + months + days // 30, days % 30)
        return replace(applicant, as_of=day, years=grown)
    since = min(held.obtained for held in applicant.held if held.obtained)
    return replace(applicant, as_of=day, years=None, work=(Period(start=since, last=None),))


def _to_come(applicant: Applicant) -> bool:
    return any(held.obtained and held.obtained > applicant.as_of for held in applicant.held)


def _years(level: Level, qualification: Qualification) -> int | None:
    """Return the least years that `qualification` needs at `level`; None where none will do."""
    condition = level.lightest(qualification)
    return condition.years if condition else None


def _with(applicant: Applicant, qualification: Qualification, years: int) -> Applicant:
    """Return the applicant with a qualification so long ago that all `years` came after it."""
    since = later(applicant.as_of, Span(-years * MONTHS))
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
