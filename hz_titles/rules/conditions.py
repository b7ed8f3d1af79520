"""How a person stands towards the conditions of one level, whatever the certificate (具备以下条件之一).

Every case that the facts leave open goes through the same rule; what all of them agree on is
the answer, and what tells them apart is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TypeVar

from ..notice import Condition, Level, Qualification
from ..span import YEAR, Stretch, position
from ..value import value
from .applicant import Applicant
from .verdict import Need, Reason, Route
from .work import Case, Choice, WorkAfter, first_day, latest_start, least_work, most_work, worked

T = TypeVar("T")


@value
class Answer:
    """How a person stands towards the conditions of one level, or towards one row of it."""

    met: bool | None  # None where it is open
    needs: frozenset[Need] = frozenset()
    reasons: tuple[Reason, ...] = ()
    routes: tuple[Route, ...] = ()
    first_day: date | None = None  # the first day on which they are met for sure if the work goes on


@lru_cache(maxsize=256)
def least_years(level: Level, qualification: Qualification) -> int | None:
    """Return the least years that `qualification` needs at `level`; None where none will do."""
    condition = level.lightest(qualification)
    return condition.years if condition else None


def answer_level(level: Level, every: tuple[Choice, ...], applicant: Applicant) -> Answer:
    """Answer every condition of `level` for `applicant`."""
    cases = [case for choice in every for case in choice]
    # Where any qualification may be held, what lies below a condition and what does not speaks for all.
    shown = cases if applicant.held else [cases[0], cases[-1]]
    routes = tuple([_route(condition, shown, applicant) for condition in level.conditions])
    met = agreed(met_in(level, case) for case in cases)
    if met is None:
        return Answer(met=None, needs=frozenset(_needs(level, every, applicant)), routes=routes)
    if met:
        return Answer(met=True, routes=routes)
    held = {after.held.qualification for case in cases for after in case}
    reachable = any(least_years(level, one) is not None for one in held)
    reason = Reason.YEARS_SHORT if reachable else Reason.DEGREE_TOO_LOW
    day = _latest(_first_day(level, case, applicant) for case in cases)
    return Answer(met=False, reasons=(reason,), routes=routes, first_day=day)


def met_in(level: Level, case: Case) -> bool | None:
    """Tell whether any condition of `level` is met in a case; None where that hangs on years or dates."""
    met: bool | None = False
    for after in case:
        years = least_years(level, after.held.qualification)
        if years is None:
            continue
        reached = after.reaches(years)
        if reached:
            return True
        if reached is None:
            met = None
    return met


def always_met(level: Level, every: tuple[Choice, ...]) -> bool:
    """Tell whether the conditions of `level` are met in every case."""
    return all(met_in(level, case) for choice in every for case in choice)


def agreed(answers: Iterable[T | None]) -> T | None:
    """Return what all answers are; None where they differ."""
    every = set(answers)
    return every.pop() if len(every) == 1 else None


def _latest(days: Iterable[date | None]) -> date | None:
    """Return the last of the days; None where one of them is not known."""
    known = list(days)
    return None if None in known else max(day for day in known if day)


def _supposing(case: Case) -> bool:
    """Tell whether one day is known, so that work not told of has to be supposed for the others."""
    return any(after.least == after.most for after in case)


def _first_day(level: Level, case: Case, applicant: Applicant) -> date | None:
    supposed = _supposing(case)
    days = [
        first_day(applicant, after, years, supposed=supposed)
        for after in case
        if (years := least_years(level, after.held.qualification)) is not None
    ]
    return min((day for day in days if day), default=None)


# Needs


def _needs(level: Level, every: tuple[Choice, ...], applicant: Applicant) -> Iterator[Need]:
    """Name what tells apart the cases that are left, and what leaves one of them open."""
    for choice in every:
        if agreed(met_in(level, case) for case in choice) is not None:
            continue
        current = [after.held for after in choice[0] if after.begins is None]
        if applicant.years is None or len(current) < 2:
            yield from _time_needs(level, choice[0], applicant)
            continue
        yield Need.DEGREE_DATE if any(one.obtained is None for one in current) else Need.YEARS
        if applicant.years.least != applicant.years.most:
            yield Need.YEARS
    if len(every) > 1 and len({_told_apart(level, choice) for choice in every}) > 1:
        yield Need.DEGREE


def _told_apart(level: Level, choice: Choice) -> object:
    """Return what sets a choice of qualifications apart: its answer, or the years that it hangs on."""
    met = agreed(met_in(level, case) for case in choice)
    if met is not None:
        return met
    return tuple([least_years(level, each.held.qualification) for each in choice[0] if each.begins is None])


def _time_needs(level: Level, case: Case, applicant: Applicant) -> Iterator[Need]:
    """Name what would settle a case that is open for lack of years or of a date."""
    left_open = [
        (after, years)
        for after in case
        if (years := least_years(level, after.held.qualification)) is not None
        and after.reaches(years) is None
    ]
    if applicant.work is not None:
        yield from _dated_needs(left_open, applicant)
        return
    for after, years in left_open:
        if years:
            yield Need.YEARS
        if not after.surely or _date_matters(level, after, years, case):
            yield Need.DEGREE_DATE


def _date_matters(level: Level, after: WorkAfter, years: int, case: Case) -> bool:
    """Tell whether, of several and with work that is not told of, it can hang on when one was obtained.

    It does where just enough work from its first day on can be too little for each of the others.
    """
    obtained = after.held.obtained
    others = [each.held for each in case if each is not after and each.begins is None]
    if not others or (obtained and obtained.first == obtained.last):
        return False
    if obtained is None:
        return True
    enough = position(obtained.first) + years * YEAR
    for other in others:
        least = least_years(level, other.qualification)
        if least is None or other.obtained is None:
            continue
        if position(max(other.obtained.last, obtained.first)) + least * YEAR <= enough:
            return False
    return True


def _dated_needs(left_open: list[tuple[WorkAfter, int]], applicant: Applicant) -> Iterator[Need]:
    """Tell whether it hangs on when a qualification was obtained, on when the work was done, or on both."""
    periods, as_of = sorted(applicant.work or (), key=lambda one: one.start.first), applicant.as_of
    least, most = least_work(periods), most_work(periods)
    if least == most:
        yield Need.DEGREE_DATE
        return
    ends = [
        (years, *((one.first, one.last) if (one := after.held.obtained) else (date.min, as_of)))
        for after, years in left_open
    ]
    if any(_hangs_on_work(applicant, least, *each) for each in ends):
        yield Need.YEARS
    # The work may be early or late as a whole, or the most up to some period and the least from there on.
    early = [Stretch(one.start, other.end) for one, other in zip(most, least, strict=True)]
    late = [Stretch(one.start, other.end) for one, other in zip(least, most, strict=True)]
    mixed = [most[:count] + least[count:] for count in range(len(most) + 1)]
    for work in (*mixed, early, late):
        at_first = (worked(work, as_of, since=day).reaches(years) for years, day, _ in ends)
        at_last = (
            last <= as_of and worked(work, as_of, since=last).reaches(years) for years, _, last in ends
        )
        if any(at_first) and not any(at_last):
            yield Need.DEGREE_DATE


def _hangs_on_work(applicant: Applicant, least: list[Stretch], years: int, first: date, last: date) -> bool:
    """Tell whether for some day from `first` to `last` the most work would do and the least would not."""
    day = latest_start(applicant, years, min(last, applicant.as_of))
    return day is not None and day >= first and not worked(least, applicant.as_of, since=day).reaches(years)


# Routes


def _route(condition: Condition, cases: list[Case], applicant: Applicant) -> Route:
    routes = [_route_in(condition, case, applicant) for case in cases]
    if len(routes) == 1:
        return routes[0]
    tried = [route for route in routes if route.by] or routes[:1]
    met = agreed(route.met for route in routes)
    years = agreed(route.years for route in tried)
    bounds = [route.years or route.at_most for route in tried]
    return Route(
        condition=condition,
        by=min(tried, key=_preference).by if applicant.held else None,
        years=years,
        at_most=None if years or None in bounds else max(bound for bound in bounds if bound),
        met=met,
        short=agreed(route.short for route in tried) if met is False else None,
        eligible_from=_latest(route.eligible_from for route in routes) if met is False else None,
    )


def _route_in(condition: Condition, case: Case, applicant: Applicant) -> Route:
    rank = condition.qualification.rank
    supposed = len(case) > 1 and _supposing(case)
    routes = [
        _try(condition, after, applicant, supposed=supposed)
        for after in case
        if after.held.qualification.rank >= rank
    ]
    if not routes:
        return Route(condition=condition, met=False)
    return routes[0] if len(routes) == 1 else min(routes, key=_preference)


def _preference(route: Route) -> tuple[int, date, int, int]:
    """Met before unknown before unmet; then what is met earliest; the lower qualification; the longer."""
    order = {True: 0, None: 1, False: 2}[route.met]
    rank = route.by.qualification.rank if route.by else 0
    return order, route.eligible_from or date.max, rank, -route.years.worth if route.years else 1


def _try(condition: Condition, after: WorkAfter, applicant: Applicant, *, supposed: bool) -> Route:
    years, known = condition.years, after.known
    met = after.reaches(years) if applicant.related is not False else False
    lacking = met is False and applicant.related is not False
    short = lacking and known and not after.least.reaches(years)
    return Route(
        condition=condition,
        by=after.held,
        years=after.least if known else None,
        at_most=None if known else after.most,
        met=met,
        short=after.least.short_of(years) if short else None,
        eligible_from=first_day(applicant, after, years, supposed=supposed) if lacking else None,
    )
