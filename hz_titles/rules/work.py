"""Related work after a qualification, as far as it is known, in every case that the facts leave open.

For each qualification the work after it lies between a least and a most. What is unknown in
another way, which qualification it is or from which of several the years are counted, makes
several cases; what holds in all of them holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from ..names.dates import Period
from ..notice import Catalogue
from ..span import YEAR, Amount, Span, Stretch, day_at, merged, position, total
from ..value import value
from .applicant import Applicant, Held

NOTHING = Span(0)
_ONE_DAY = timedelta(days=1)


@value
class WorkAfter:
    """A qualification and the related work after it."""

    held: Held
    least: Span  # the least it can be
    most: Span | None  # the most it can be; None where nothing bounds it
    surely: bool = True  # the qualification is held by the as-of date, whatever the day it was obtained
    begins: date | None = None  # from when it is held at the latest, where that is still to come for sure

    @property
    def known(self) -> bool:
        """The work after the qualification is known exactly."""
        return self.surely and self.least == self.most

    def reaches(self, years: int) -> bool | None:
        """Tell whether it comes to `years` years or more (以上, 满); None where that is open."""
        if self.begins is not None:
            return False
        if self.surely and self.least.reaches(years):
            return True
        return None if self.most is None or self.most.reaches(years) else False


Case = tuple[WorkAfter, ...]
"""One way in which it can be: each qualification with the work after it."""
Choice = tuple[Case, ...]
"""The cases for one set of qualifications: more than one where it is open which one the years count from."""


def choices(catalogue: Catalogue, applicant: Applicant) -> tuple[Choice, ...]:
    """Return the cases for every set of qualifications that the applicant may hold."""
    held, every = applicant.held, catalogue.qualifications
    if not held:
        return tuple([_choice(applicant, (Held(qualification=one),)) for one in every])
    if not any(one.or_higher for one in held):
        return (_choice(applicant, held),)
    possible = (
        [replace(one, qualification=each) for each in every[one.qualification.rank :]]
        if one.or_higher
        else [one]
        for one in held
    )
    return tuple([_choice(applicant, holding) for holding in product(*possible)])


def _choice(applicant: Applicant, held: tuple[Held, ...]) -> Choice:
    if applicant.years is not None:
        current = [one for one in held if not one.to_come(applicant.as_of)]
        if len(current) > 1:
            counted = (_counted_from(one, applicant, applicant.years, held) for one in current)
            if cases := tuple([case for case in counted if case]):
                return cases
    return (tuple([_work_after(applicant, one) for one in held]),)


def _work_after(applicant: Applicant, held: Held) -> WorkAfter:
    as_of, years, work = applicant.as_of, applicant.years, applicant.work
    first, last = (held.obtained.first, held.obtained.last) if held.obtained else (None, None)
    if first and first > as_of:
        return WorkAfter(held=held, least=NOTHING, most=NOTHING, begins=last)
    if years is not None:
        least, most = years.least, _at_most(years.highest, passed(applicant, held))
    elif work is None:
        least, most = NOTHING, passed(applicant, held)
    else:
        most = worked(most_work(work), as_of, since=first)
        if last is None:
            least = NOTHING
        elif first == last and all(map(_exact, work)):
            least = most
        else:
            least = worked(least_work(work), as_of, since=last)
    return WorkAfter(held=held, least=least, most=most, surely=last is None or last <= as_of)


def _counted_from(one: Held, applicant: Applicant, years: Amount, held: tuple[Held, ...]) -> Case | None:
    """Return the case in which the years are counted from `one` of several; None where that cannot be."""
    most = _at_most(years.highest, passed(applicant, one))
    if most is not None and most < years.least:
        return None
    case = []
    for other in held:
        after = _work_after(applicant, other)
        if other is not one and after.begins is None:
            least, bound = NOTHING, passed(applicant, other)
            if one.obtained and other.obtained:  # work between the two counts for the earlier one alone
                before = Stretch(one.obtained.first, other.obtained.last).length()
                behind = Stretch(other.obtained.first, one.obtained.last).length()
                least = Span(max(years.least.worth - before.worth, 0))
                bound = _at_most(most + behind if most else None, bound)
            after = replace(after, least=least, most=bound)
        case.append(after)
    return tuple(case)


def passed(applicant: Applicant, held: Held) -> Span | None:
    """Return what has passed since a qualification, None where that is not known: no work can be more."""
    return Stretch(held.obtained.first, applicant.as_of).length() if held.obtained else None


def _at_most(most: Span | None, bound: Span | None) -> Span | None:
    return min((one for one in (most, bound) if one is not None), default=None)


# Dated work


def least_work(periods: Iterable[Period]) -> list[Stretch]:
    """Return the least that periods can be: from the last day they may begin to the first they may end."""
    return [Stretch(one.start.last, one.end.first + _ONE_DAY if one.end else date.max) for one in periods]


def most_work(periods: Iterable[Period]) -> list[Stretch]:
    """Return the most that periods can be."""
    return [Stretch(one.start.first, one.end.last + _ONE_DAY if one.end else date.max) for one in periods]


def _exact(period: Period) -> bool:
    start, end = period.start, period.end
    return start.first == start.last and (end is None or end.first == end.last)


def worked(stretches: Iterable[Stretch], until: date, since: date | None = None) -> Span:
    """Return the work before `until` and, where given, from `since` on."""
    if since is not None:
        stretches = (Stretch(max(one.start, since), one.end) for one in stretches)
    return total(Stretch(one.start, min(one.end, until)) for one in stretches)


def first_day(applicant: Applicant, after: WorkAfter, years: int, *, supposed: bool) -> date | None:
    """Return the first day on which `after` surely holds `years` years if the work goes on.

    With `supposed` work that was not told of is taken to begin on the as-of date.
    """
    obtained, as_of, wanted = after.held.obtained, applicant.as_of, years * YEAR
    held = max(as_of, obtained.last) if obtained else as_of
    if applicant.work is None:
        if applicant.years is None and after.least != after.most and not supposed:
            return None
        return max(day_at(position(held) + wanted - after.least.worth), held)
    if obtained is None:
        return None
    if not years:
        return held
    # It goes on from the as-of date, or from when the first of it begins.
    stretches = least_work(applicant.work)
    stretches.append(Stretch(max(as_of, min(one.start for one in stretches)), date.max))
    for stretch in merged(Stretch(max(one.start, obtained.last), one.end) for one in stretches):
        if stretch.end == date.max or stretch.length().worth >= wanted:
            return max(day_at(position(stretch.start) + wanted), held)
        wanted -= stretch.length().worth
    return None


def latest_start(applicant: Applicant, years: int, until: date) -> date | None:
    """Return the last day up to `until` since which the most work comes to `years` years, if there is one."""
    wanted = years * YEAR
    if not wanted:
        return until
    work = most_work(applicant.work or ())
    pieces = merged(Stretch(one.start, min(one.end, applicant.as_of)) for one in work)
    for piece in reversed(pieces):
        length = piece.length().worth
        if length >= wanted:
            return min(day_at(position(piece.end) - wanted + 1) - _ONE_DAY, until)
        wanted -= length
    return None
