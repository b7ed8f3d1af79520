"""How a person stands towards the conditions of one level, whatever the certificate (具备以下条件之一).

The related work after a qualification lies between a least and a most. What is unknown in another
way, which qualification it is or from which of several the years are counted, makes several
cases. What holds in all of them is the answer; what tells them apart is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import chain, product
from typing import TypeVar

from ..names.times import Period
from ..notice import Catalogue, Condition, Level, Qualification
from ..span import ONE_DAY, YEAR, Span, Stretch, day_at, last_start, merged, position, total
from ..value import value
from .applicant import Applicant, Held
from .verdict import Need, Reason, Route

T = TypeVar("T")
NOTHING, ENDLESS = Span(0), Span(10**9)


@value
class WorkAfter:
    """A qualification and the related work after it."""

    held: Held
    already: bool | None  # it is held by the as-of date; None where that hangs on when it was obtained
    least: Span  # the least the work can be
    most: Span  # the most it can be; `ENDLESS` where nothing bounds it

    def reaches(self, years: int | None) -> bool | None:
        """Tell whether it comes to `years` years or more (以上, 满); None where that is open."""
        if years is None or self.already is False or not self.most.reaches(years):
            return False
        return True if self.already and self.least.reaches(years) else None


Case = tuple[WorkAfter, ...]  # one way in which it can be: each qualification with the work after it
Choice = tuple[Case, ...]  # the cases for one set of qualifications, from any of which the years may count


@value
class Answer:
    """How a person stands towards the conditions of one level, or towards one row of it."""

    met: bool | None  # None where it is open
    needs: frozenset[Need] = frozenset()
    reasons: tuple[Reason, ...] = ()
    routes: tuple[Route, ...] = ()
    first_day: date | None = None  # the first day on which they are met for sure if the work goes on


def choices(catalogue: Catalogue, applicant: Applicant) -> tuple[Choice, ...]:
    """Return the cases for every set of qualifications that the applicant may hold."""
    every = catalogue.qualifications
    possible = [
        [replace(one, qualification=each) for each in every[one.qualification.rank :]]
        if one.or_higher
        else [one]
        for one in applicant.held
    ]
    possible = possible or [[Held(qualification=one) for one in every]]
    return tuple([_choice(applicant, holding) for holding in product(*possible)])


def _choice(applicant: Applicant, held: tuple[Held, ...]) -> Choice:
    case = tuple([_work_after(applicant, one) for one in held])
    current = [after for after in case if after.already is not False]
    if applicant.years is None or len(current) < 2:
        return (case,)
    counted = [
        tuple([_beside(after, one, applicant) if after in current else after for after in case])
        for one in current
        if one.most >= one.least  # else the years are more than have passed since then
    ]
    return tuple(counted) or (case,)


def _work_after(applicant: Applicant, held: Held) -> WorkAfter:
    as_of, years, work, obtained = applicant.as_of, applicant.years, applicant.work, held.obtained
    if held.to_come(as_of):
        return WorkAfter(held=held, already=False, least=NOTHING, most=NOTHING)
    least, most = NOTHING, _passed(held, as_of)
    if years is not None:
        least, most = years.least, min(years.highest or ENDLESS, most)
    elif work is not None:
        shortest, longest = _stretches(work)
        most = _worked(longest, as_of, since=obtained.first if obtained else date.min)
        if obtained:
            exact = obtained.first == obtained.last and shortest == longest
            least = most if exact else _worked(shortest, as_of, since=obtained.last)
    already = True if obtained is None or obtained.last <= as_of else None
    return WorkAfter(held=held, already=already, least=least, most=most)


def _beside(after: WorkAfter, one: WorkAfter, applicant: Applicant) -> WorkAfter:
    """Return the work after a qualification where the years are counted from `one`."""
    if after is one:
        return one
    mine, its = after.held.obtained, one.held.obtained
    least, most = NOTHING, _passed(after.held, applicant.as_of)
    if mine and its:  # work between the two counts for the earlier one alone
        before, behind = Stretch(its.first, mine.last).length(), Stretch(mine.first, its.last).length()
        least, most = Span(max(one.least.worth - before.worth, 0)), min(one.most + behind, most)
    return WorkAfter(held=after.held, already=after.already, least=least, most=most)


def _passed(held: Held, as_of: date) -> Span:
    """Return what has passed since a qualification: no work after it can be more."""
    return Stretch(held.obtained.first, as_of).length() if held.obtained else ENDLESS


# Dated work


def _stretches(work: Iterable[Period]) -> tuple[list[Stretch], list[Stretch]]:
    """Return the least that work can be, from the last day of a beginning on, and the most."""
    ends = [(one.start, one.end) for one in work]
    return (
        [Stretch(start.last, end.first + ONE_DAY if end else date.max) for start, end in ends],
        [Stretch(start.first, end.last + ONE_DAY if end else date.max) for start, end in ends],
    )


def _worked(stretches: Iterable[Stretch], until: date, since: date) -> Span:
    return total(Stretch(max(one.start, since), min(one.end, until)) for one in stretches)


def _worked_since(stretches: Iterable[Stretch], until: date, years: int) -> date:
    """Return the last day since which work comes to `years` years before `until`; `date.min` if none."""
    wanted = years * YEAR
    if not wanted:
        return date.max
    for piece in reversed(merged(Stretch(one.start, min(one.end, until)) for one in stretches)):
        length = piece.length().worth
        if length >= wanted:
            return last_start(piece.end, wanted)
        wanted -= length
    return date.min


def _first_day(applicant: Applicant, case: Case, after: WorkAfter, years: int) -> date | None:
    """Return the first day on which `after` surely holds `years` years if the work goes on."""
    obtained, as_of, wanted = after.held.obtained, applicant.as_of, years * YEAR
    held = max(as_of, obtained.last) if obtained else as_of
    pieces: Iterable[Stretch] = [Stretch(held, date.max)]
    if applicant.work is None:
        # Work that was not told of is supposed to begin on the as-of date where one day is known by that.
        if applicant.years is None and not any(one.least == one.most for one in case):
            return None
        wanted -= after.least.worth
    elif obtained is None:
        return None
    else:  # it goes on from the as-of date, or from when the first of it begins
        work, _ = _stretches(applicant.work)
        work.append(Stretch(max(as_of, min(one.start for one in work)), date.max))
        pieces = merged(Stretch(max(one.start, obtained.last), one.end) for one in work)
    for piece in pieces if wanted > 0 else ():
        length = piece.length().worth
        if length >= wanted:
            return max(day_at(position(piece.start) + wanted), held)
        wanted -= length
    return held


# Answers


@lru_cache(maxsize=256)
def least_years(level: Level, qualification: Qualification) -> int | None:
    """Return the least years that `qualification` needs at `level`; None where none will do."""
    condition = level.lightest(qualification)
    return condition.years if condition else None


def answer_level(level: Level, every: tuple[Choice, ...], applicant: Applicant) -> Answer:
    """Answer every condition of `level` for `applicant`."""
    cases = list(chain.from_iterable(every))
    # Where any qualification may be held, the lowest and the highest speak for all.
    shown = cases if applicant.held else [cases[0], cases[-1]]
    answered = [[_route(one, case, applicant) for one in level.conditions] for case in shown]
    routes = tuple([_in_every(each, applicant) for each in zip(*answered, strict=True)])
    met = met_in(level, cases)
    if met is None:
        return Answer(met=None, needs=frozenset(_needs(level, every, applicant)), routes=routes)
    if met:
        return Answer(met=True, routes=routes)
    reachable = any(route.by for case in answered for route in case)
    days = [min(filter(None, (route.eligible_from for route in case)), default=None) for case in answered]
    reason = Reason.YEARS_SHORT if reachable else Reason.DEGREE_TOO_LOW
    return Answer(met=False, reasons=(reason,), routes=routes, first_day=_latest(days))


def met_in(level: Level, cases: Iterable[Case]) -> bool | None:
    """Tell whether a condition of `level` is met in all cases or in none; None where that is open."""
    met = []
    for case in cases:
        any_of = {after.reaches(least_years(level, after.held.qualification)) for after in case}
        met.append(True in any_of or (None if None in any_of else False))
    return agreed(met)


def agreed(answers: Iterable[T | None]) -> T | None:
    """Return what all answers are; None where they differ."""
    every = set(answers)
    return every.pop() if len(every) == 1 else None


def _latest(days: list[date | None]) -> date | None:
    """Return the last of the days; None where one of them is not known."""
    return None if None in days else max(filter(None, days))


# Needs


def _needs(level: Level, every: tuple[Choice, ...], applicant: Applicant) -> Iterator[Need]:
    """Name what tells apart the cases that are left, and what leaves one of them open."""
    told_apart: set[object] = set()
    for choice in every:
        met = met_in(level, choice)
        current = [after for after in choice[0] if after.already is not False]
        asked = [(after, least_years(level, after.held.qualification)) for after in current]
        # Sets of qualifications differ in their answer, or in the years that it hangs on.
        told_apart.add(tuple([years for _, years in asked]) if met is None else met)
        if met is not None:
            continue
        if applicant.years is not None and len(current) > 1:
            yield Need.DEGREE_DATE if any(one.held.obtained is None for one in current) else Need.YEARS
            if applicant.years.least != applicant.years.most:
                yield Need.YEARS
            continue
        left_open = [
            (after, years) for after, years in asked if years is not None and after.reaches(years) is None
        ]
        if applicant.work is not None:
            yield from _dated_needs(left_open, applicant)
            continue
        for after, years in left_open:
            if years:
                yield Need.YEARS
            if after.already is None or _date_matters(after, years, asked):
                yield Need.DEGREE_DATE
    if len(told_apart) > 1:
        yield Need.DEGREE


def _date_matters(after: WorkAfter, years: int, asked: list[tuple[WorkAfter, int | None]]) -> bool:
    """Tell whether, of several and with work that is not told of, it can hang on when one was obtained.

    It does where just enough work from its first day on can be too little for each of the others.
    """
    obtained = after.held.obtained
    if obtained is None or len(asked) == 1:
        return len(asked) > 1
    enough = position(obtained.first) + years * YEAR
    return obtained.first != obtained.last and all(
        least is None
        or (other := one.held.obtained) is None
        or position(max(other.last, obtained.first)) + least * YEAR > enough
        for one, least in asked
        if one is not after
    )


def _dated_needs(left_open: list[tuple[WorkAfter, int]], applicant: Applicant) -> Iterator[Need]:
    """Tell whether it hangs on when a qualification was obtained, on when the work was done, or on both."""
    as_of = applicant.as_of
    least, most = _stretches(sorted(applicant.work or (), key=lambda one: one.start.first))
    if least == most:
        yield Need.DEGREE_DATE
        return
    days = [(years, one.held.obtained) for one, years in left_open]
    ends = [(years, day.first if day else date.min, day.last if day else as_of) for years, day in days]
    for years, first, last in ends:
        day = min(_worked_since(most, as_of, years), last, as_of)
        if day >= first and day > _worked_since(least, as_of, years):
            yield Need.YEARS
    # The work may be early or late as a whole, or the most up to some period and the least from there on.
    early = [Stretch(one.start, other.end) for one, other in zip(most, least, strict=True)]
    late = [Stretch(one.start, other.end) for one, other in zip(least, most, strict=True)]
    for work in (early, late, *(most[:count] + least[count:] for count in range(len(most) + 1))):
        since = [(first, last, _worked_since(work, as_of, years)) for years, first, last in ends]
        at_last = any(last <= min(day, as_of) for _, last, day in since)
        if not at_last and any(first <= day != date.min for first, _, day in since):
            yield Need.DEGREE_DATE


# Routes


def _route(condition: Condition, case: Case, applicant: Applicant) -> Route:
    """Answer one condition in a case, by the qualification that does most for it."""
    years, routes = condition.years, []
    for after in case:
        if after.held.qualification.rank < condition.qualification.rank:
            continue
        known = after.already is not None and after.least == after.most
        met = False if applicant.related is False else after.reaches(years)
        lacking = met is False and applicant.related is not False
        short = lacking and known and not after.least.reaches(years)
        route = Route(
            condition=condition,
            by=after.held,
            years=after.least if known else None,
            at_most=None if known or after.most == ENDLESS else after.most,
            met=met,
            short=after.least.short_of(years) if short else None,
            eligible_from=_first_day(applicant, case, after, years) if lacking else None,
        )
        routes.append(route)
    if len(routes) > 1:
        return min(routes, key=_preference)
    return routes[0] if routes else Route(condition=condition, met=False)


def _preference(route: Route) -> tuple[int, date, int, int]:
    """Met before unknown before unmet; then what is met earliest; the lower qualification; the longer."""
    order = {True: 0, None: 1, False: 2}[route.met]
    rank = route.by.qualification.rank if route.by else 0
    return order, route.eligible_from or date.max, rank, -route.years.worth if route.years else 1


def _in_every(routes: tuple[Route, ...], applicant: Applicant) -> Route:
    """Return how a condition is answered in every case."""
    if len(routes) == 1:
        return routes[0]
    tried = [route for route in routes if route.by] or routes[:1]
    met = agreed(route.met for route in routes)
    years = agreed(route.years for route in tried)
    bounds = [route.years or route.at_most for route in tried]
    return Route(
        condition=routes[0].condition,
        by=min(tried, key=_preference).by if applicant.held else None,
        years=years,
        at_most=None if years or None in bounds else max(filter(None, bounds)),
        met=met,
        short=agreed(route.short for route in tried) if met is False else None,
        eligible_from=_latest([route.eligible_from for route in routes]) if met is False else None,
    )
