"""After a no: the nearest ways to a yes, each one tried with the engine before it is shown.

Some things have to be put right whatever else is done: a certificate that is not listed or
not known to be, a grade that does not count, work outside the field or the city. Time and
qualifications come on top of these, and a way that takes several steps names them all.
Whatever was given stays given when a step is tried; only what is not known is supposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import partial
from itertools import chain

from ..names.dates import Day, Period
from ..names.identity import Identity, Kind
from ..notice import Catalogue, Certificate, Jurisdiction, Level, Qualification
from ..span import MONTHS_PER_YEAR, YEAR, day_at, on_anniversary, position
from .applicant import Applicant, Held
from .conditions import least_years
from .engine import decide
from .verdict import Need, Reason, Status, Verdict
from .work import choices

_ONE_DAY = timedelta(days=1)


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
_Ways = Iterator[tuple[Advice, Applicant | None]]
"""Each way with the applicant who would have taken it; None where the engine has said that it can be."""


def advise(catalogue: Catalogue, jurisdiction: Jurisdiction, verdict: Verdict) -> tuple[Advice, ...]:
    """Return the ways to a yes for a verdict that is a no; nothing for any other."""
    if verdict.status is not Status.NOT_ELIGIBLE:
        return ()

    answer = partial(decide, catalogue, jurisdiction)
    ways = [
        way
        for steps, applicant in _mended(catalogue, replace(verdict.applicant, certificates=()))
        for way in _ways(catalogue, answer, steps, applicant)
    ]
    proved = (way for way, taken in ways if taken is None or answer(taken).status is Status.ELIGIBLE)
    return tuple(dict.fromkeys(proved))


def _mended(catalogue: Catalogue, applicant: Applicant) -> Iterator[tuple[_Steps, Applicant]]:
    """Yield the steps that nothing can replace, with the applicant who would have taken them."""
    identity = applicant.identity
    if identity.certain:
        yield _mend((), applicant)
        return
    for row in identity.near_miss.near if identity.near_miss else ():
        listed = Advice(way=Way.LISTED_CERTIFICATE, certificate=row)
        yield _mend((listed,), _holding(applicant, row, grade=None))
    unread = identity.kind is Kind.NOT_RECOGNISED
    alike: dict[tuple[str, bool], list[Certificate]] = {}
    for row in catalogue.certificates if unread else identity.rows or identity.named:
        alike.setdefault((row.title.name, row.grades is not None and not unread), []).append(row)
    for rows in alike.values():
        told = Advice(way=Way.CERTIFICATE, certificates=tuple(rows))
        row = min(rows, key=lambda row: row.grades is not None)
        yield _mend((told,), _holding(applicant, row, grade=applicant.grade))


def _holding(applicant: Applicant, row: Certificate, *, grade: str | None) -> Applicant:
    settled = Identity(kind=Kind.SETTLED, rows=(row,))
    return replace(applicant, identity=settled, grade=grade if row.grades else None)


def _mend(steps: _Steps, applicant: Applicant) -> tuple[_Steps, Applicant]:
    """Add what else stands in the way of somebody whose certificate is listed, time aside."""
    if applicant.place and applicant.place.elsewhere:
        steps, applicant = (*steps, Advice(way=Way.PLACE_OF_WORK)), replace(applicant, place=None)
    if applicant.related is False:
        steps, applicant = (*steps, Advice(way=Way.RELATED_WORK)), replace(applicant, related=True)
    row = applicant.identity.rows[0]
    if row.grades and not row.accepts(applicant.grade):
        graded = Advice(way=Way.GRADE, grades=row.grades.accepted)
        steps, applicant = (*steps, graded), replace(applicant, grade=row.lowest_grade)
    return steps, applicant


def _ways(catalogue: Catalogue, answer: _Decide, steps: _Steps, applicant: Applicant) -> _Ways:
    """Yield `steps` where they suffice, else the ways that lead on from them."""
    verdict = answer(applicant)
    if verdict.status is Status.ELIGIBLE:
        *besides, last = steps
        yield replace(last, besides=tuple(besides)), applicant
        return
    level = applicant.identity.rows[0].title.level
    if verdict.status is Status.UNDETERMINED:
        further = _told(catalogue, level, applicant)
    else:
        further = _in_time(catalogue, answer, level, verdict)
    for advice, taken in further:
        yield replace(advice, besides=steps), taken


def _told(catalogue: Catalogue, level: Level, applicant: Applicant) -> _Ways:
    """Advise what the facts that are not known would have to be: the most that they can be is a yes."""
    ways: dict[Qualification, int] = {}
    for choice in choices(catalogue, applicant):
        for after in chain.from_iterable(choice):
            years = least_years(level, after.held.qualification)
            if years is not None and after.reaches(years) is not False:
                ways[after.held.qualification] = years
    yield Advice(way=Way.YEARS, qualifications=tuple(sorted(ways.items(), key=lambda way: way[0].rank))), None


def _going_on(start: date) -> Period:
    return Period(start=Day.on(start), end=None)


def _before(day: date, worth: int) -> date:
    """Return the last day from which to `day` work comes to `worth`."""
    return day_at(position(day) - worth + 1) - _ONE_DAY


# In time


def _in_time(catalogue: Catalogue, answer: _Decide, level: Level, verdict: Verdict) -> _Ways:
    """Yield the ways for somebody who meets no condition of the title and lacks nothing else."""
    applicant = verdict.applicant
    if Reason.YEARS_SHORT in verdict.reasons:
        yield from _supposing(answer, verdict)
        if day := verdict.eligible_from:
            yield Advice(way=Way.WAIT, day=day), _after_waiting(applicant, day)
        yield from _earlier(catalogue, answer, level, applicant)
    if Reason.DEGREE_TOO_LOW in verdict.reasons or not applicant.held:
        yield from _higher(catalogue, level, applicant)


def _supposing(answer: _Decide, verdict: Verdict) -> _Ways:
    """Advise to wait for the first day that it can be, where what is not known is the best it can be."""
    applicant = verdict.applicant
    tried: list[tuple[date, date, Applicant]] = []
    for one in applicant.held:
        if since := _supposed_since(applicant, one):
            others = tuple(each for each in applicant.held if each is not one)
            dated = (*others, replace(one, obtained=one.obtained or Day.on(since)))
            best = replace(applicant, held=dated, work=applicant.work or (_going_on(since),))
            if day := answer(best).eligible_from:
                tried.append((day, since, best))
    if tried:
        day, since, best = min(tried, key=lambda each: each[0])
        if verdict.eligible_from is None or day < verdict.eligible_from:
            supposing = Need.YEARS if applicant.work is None else Need.DEGREE_DATE
            yield Advice(way=Way.WAIT, day=day, supposing=supposing, since=since), _after_waiting(best, day)


def _supposed_since(applicant: Applicant, one: Held) -> date | None:
    """Return since when work may have gone on, or by when `one` was obtained, where that is not known."""
    if applicant.years is not None or (applicant.work is None) == (one.obtained is None):
        return None
    if applicant.work is not None:
        return min(applicant.as_of, *(each.start.first for each in applicant.work))
    return one.obtained.last if one.obtained and not one.to_come(applicant.as_of) else None


def _after_waiting(applicant: Applicant, day: date) -> Applicant:
    """Return the applicant on a later day, the work having gone on."""
    as_of, held = applicant.as_of, applicant.held
    work = applicant.work or (_going_on(as_of),)
    if applicant.years is not None:  # as though it were the last before the as-of date
        since = _before(as_of, applicant.years.least.worth)
        work = (_going_on(since),)
        held = tuple(one if one.to_come(as_of) else _dated(one, since) for one in held)
    first = min(each.start.last for each in work)
    return replace(applicant, as_of=day, held=held, years=None, work=(*work, _going_on(max(first, as_of))))


def _dated(one: Held, since: date) -> Held:
    return replace(one, obtained=Day.on(one.obtained.first if one.obtained else since))


def _earlier(catalogue: Catalogue, answer: _Decide, level: Level, applicant: Applicant) -> _Ways:
    """Advise to name lower qualifications too: work after an earlier one counts for that one."""
    ranks = {one.qualification.rank for one in applicant.held}
    ways: list[tuple[Qualification, int]] = []
    taken = applicant
    for qualification in catalogue.qualifications[: max(ranks, default=0)]:
        years = least_years(level, qualification)
        if years is None or qualification.rank in ranks:
            continue
        before = _with_earlier(applicant, qualification, years)
        if answer(before).status is Status.ELIGIBLE:
            ways.append((qualification, years))
            taken = before
    if ways:
        yield Advice(way=Way.EARLIER_QUALIFICATION, qualifications=tuple(ways)), taken


def _with_earlier(applicant: Applicant, qualification: Qualification, years: int) -> Applicant:
    """Return the applicant with a qualification before the others, and work after it where none is given."""
    held, as_of = applicant.held, applicant.as_of
    if applicant.work is not None:
        since = min(each.start.first for each in applicant.work)
        earlier = Held(qualification=qualification, obtained=Day.on(min(since, as_of)))
        return replace(applicant, held=(*held, earlier))
    until = _before(as_of, applicant.years.least.worth if applicant.years else 0)
    dated = tuple(replace(one, obtained=one.obtained or Day.on(until)) for one in held)
    first = min(until, *(one.obtained.first for one in dated if one.obtained))
    since = _before(first, years * YEAR)
    before = Period(start=Day.on(since), end=Day.on(first - _ONE_DAY))
    earlier = Held(qualification=qualification, obtained=Day.on(since))
    return replace(applicant, held=(*dated, earlier), years=None, work=(before, _going_on(until)))


def _higher(catalogue: Catalogue, level: Level, applicant: Applicant) -> _Ways:
    """Advise the lowest qualification that leads to the title, and the years after it."""
    as_of = applicant.as_of
    for qualification in catalogue.qualifications:
        years = least_years(level, qualification)
        if years is not None:
            held = Held(qualification=qualification, obtained=Day.on(as_of))
            advice = Advice(way=Way.QUALIFICATION, qualifications=((qualification, years),))
            taken = replace(applicant, held=(*applicant.held, held), years=None, work=(_going_on(as_of),))
            yield advice, replace(taken, as_of=on_anniversary(as_of, years * MONTHS_PER_YEAR))
            return
