"""After a no: the nearest ways to a yes, each one found by the engine with all the facts that were given.

Some things have to be put right whatever else is done: a certificate that is not known to be listed,
a grade that does not count, work outside the field or the city. Time and qualifications come on top,
and a way names all of its steps. Whatever was given stays given; only what is not known is supposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import partial
from itertools import chain

from ..names.identity import Identity, Kind
from ..names.times import Day, Period
from ..notice import Catalogue, Certificate, Jurisdiction, Level, Qualification
from ..span import ONE_DAY, YEAR, last_start
from .applicant import Applicant, Held
from .conditions import choices, least_years
from .engine import decide
from .verdict import Need, Reason, Status, Verdict


class Way(Enum):
    """A kind of way to a yes."""

    WAIT = "wait"
    EARLIER_QUALIFICATION = "earlier_qualification"
    QUALIFICATION = "qualification"
    YEARS = "years"
    GRADE = "grade"
    RELATED_WORK = "related_work"
    PLACE_OF_WORK = "place_of_work"
    LISTED_CERTIFICATE = "listed_certificate"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One way to a yes."""

    way: Way
    day: date | None = None  # for `Way.WAIT`, the first day of a yes
    # for `Way.WAIT`, the fact that is not known and supposed to be the best it can be, years or degree_date
    supposing: Need | None = None
    since: date | None = None  # since when the work is supposed to go on, or the qualification to be held
    qualifications: tuple[tuple[Qualification, int], ...] = ()  # that would carry, each with its years
    grades: tuple[str, ...] = ()  # that would be accepted
    certificate: Certificate | None = None  # the listed one that would do
    certificates: tuple[Certificate, ...] = ()  # for `Way.CERTIFICATE`, of which the person's has to be one
    besides: tuple[Advice, ...] = ()  # the steps that have to be taken as well


_Steps = tuple[Advice, ...]
_Decide = Callable[[Applicant], Verdict]


def advise(catalogue: Catalogue, jurisdiction: Jurisdiction, verdict: Verdict) -> tuple[Advice, ...]:
    """Return the ways to a yes for a verdict that is a no; nothing for any other."""
    answer, ways = partial(decide, catalogue, jurisdiction), []
    if verdict.status is Status.NOT_ELIGIBLE:
        for steps, applicant in _mended(catalogue, replace(verdict.applicant, certificates=())):
            again, level = answer(applicant), applicant.identity.rows[0].title.level
            if again.status is Status.ELIGIBLE:
                ways.append(replace(steps[-1], besides=steps[:-1]))
            elif again.status is Status.UNDETERMINED:
                ways.append(replace(_told(catalogue, level, applicant), besides=steps))
            else:
                ways += [replace(way, besides=steps) for way in _in_time(catalogue, answer, level, again)]
    return tuple(dict.fromkeys(ways))


def _mended(catalogue: Catalogue, applicant: Applicant) -> Iterator[tuple[_Steps, Applicant]]:
    """Yield the steps that nothing can replace, time aside, with the applicant who would have taken them."""
    for steps, mended in _listed(catalogue, applicant):
        if mended.place and mended.place.elsewhere:
            steps, mended = (*steps, Advice(way=Way.PLACE_OF_WORK)), replace(mended, place=None)
        if mended.related is False:
            steps, mended = (*steps, Advice(way=Way.RELATED_WORK)), replace(mended, related=True)
        row = mended.identity.rows[0]
        if row.grades and not row.accepts(mended.grade):
            steps = *steps, Advice(way=Way.GRADE, grades=row.grades.accepted)
            mended = replace(mended, grade=row.grades.lowest)
        yield steps, mended


def _listed(catalogue: Catalogue, applicant: Applicant) -> Iterator[tuple[_Steps, Applicant]]:
    """Yield the applicant with each listed certificate that would do where theirs is none for sure."""
    identity = applicant.identity
    if identity.certain:
        yield (), applicant
        return
    near = identity.near_miss.near if identity.near_miss else ()
    ways = [(Advice(way=Way.LISTED_CERTIFICATE, certificate=row), row) for row in near]
    unread = identity.kind is Kind.NOT_RECOGNISED
    alike: dict[tuple[str, bool], list[Certificate]] = {}
    for row in catalogue.certificates if unread else identity.rows or identity.named:
        alike.setdefault((row.title.name, row.grades is not None and not unread), []).append(row)
    for rows in alike.values():
        told = Advice(way=Way.CERTIFICATE, certificates=tuple(rows))
        ways.append((told, min(rows, key=lambda row: row.grades is not None)))
    for advice, row in ways:
        grade = applicant.grade if row.grades and advice.certificates else None
        settled = Identity(kind=Kind.SETTLED, rows=(row,))
        yield (advice,), replace(applicant, identity=settled, grade=grade)


def _told(catalogue: Catalogue, level: Level, applicant: Applicant) -> Advice:
    """Advise what the facts that are not known would have to be: the most that they can be is a yes."""
    ways: dict[Qualification, int] = {}
    for after in chain.from_iterable(chain.from_iterable(choices(catalogue, applicant))):
        years = least_years(level, after.held.qualification)
        if years is not None and after.reaches(years) is not False:
            ways[after.held.qualification] = years
    return Advice(way=Way.YEARS, qualifications=tuple(sorted(ways.items(), key=lambda way: way[0].rank)))


# In time


def _in_time(catalogue: Catalogue, answer: _Decide, level: Level, verdict: Verdict) -> Iterator[Advice]:
    """Yield the ways for somebody who meets no condition of the title and lacks nothing else."""
    applicant, every = verdict.applicant, catalogue.qualifications
    if Reason.YEARS_SHORT in verdict.reasons:
        yield from _supposing(answer, verdict)
        if verdict.eligible_from:
            yield Advice(way=Way.WAIT, day=verdict.eligible_from)
        # Work after an earlier qualification counts for that one.
        ranks = {one.qualification.rank for one in applicant.held}
        lower = [
            (one, least_years(level, one)) for one in every[: max(ranks, default=0)] if one.rank not in ranks
        ]
        earlier = [
            (one, years)
            for one, years in lower
            if years is not None and answer(_with_earlier(applicant, one, years)).status is Status.ELIGIBLE
        ]
        if earlier:
            yield Advice(way=Way.EARLIER_QUALIFICATION, qualifications=tuple(earlier))
    if Reason.DEGREE_TOO_LOW in verdict.reasons or not applicant.held:
        enough = ((one, years) for one in every if (years := least_years(level, one)) is not None)
        yield Advice(way=Way.QUALIFICATION, qualifications=(next(enough),))


def _supposing(answer: _Decide, verdict: Verdict) -> Iterator[Advice]:
    """Advise to wait for the first day that it can be, where what is not known is the best it can be."""
    applicant, as_of, work = verdict.applicant, verdict.applicant.as_of, verdict.applicant.work
    tried: list[tuple[date, date]] = []
    for one in applicant.held:
        if applicant.years is not None or (work is None) == (one.obtained is None) or one.to_come(as_of):
            continue
        # Work may have gone on ever since a known qualification; one not dated may be as old as the work.
        since = one.obtained.last if one.obtained else min(as_of, *(each.start.first for each in work or ()))
        others = [each for each in applicant.held if each is not one]
        dated = replace(one, obtained=one.obtained or Day.on(since))
        going_on = Period(start=Day.on(since))
        best = replace(applicant, held=(*others, dated), work=work or (going_on,))
        if day := answer(best).eligible_from:
            tried.append((day, since))
    day, since = min(tried, key=lambda each: each[0], default=(date.max, as_of))
    if day < (verdict.eligible_from or date.max):
        supposing = Need.YEARS if work is None else Need.DEGREE_DATE
        yield Advice(way=Way.WAIT, day=day, supposing=supposing, since=since)


def _with_earlier(applicant: Applicant, qualification: Qualification, years: int) -> Applicant:
    """Return the applicant with a qualification before the others, and work after it where none is given."""
    held, as_of, work = applicant.held, applicant.as_of, applicant.work
    if work is not None:
        since = min(as_of, *(each.start.first for each in work))
    else:
        until = last_start(as_of, applicant.years.least.worth if applicant.years else 0)
        held = tuple(replace(one, obtained=one.obtained or Day.on(until)) for one in held)
        first = min(until, *(one.obtained.first for one in held if one.obtained))
        since = last_start(first, years * YEAR)
        before = Period(start=Day.on(since), end=Day.on(first - ONE_DAY))
        work = before, Period(start=Day.on(until))
    earlier = Held(qualification=qualification, obtained=Day.on(since))
    return replace(applicant, held=(*held, earlier), years=None, work=work)
