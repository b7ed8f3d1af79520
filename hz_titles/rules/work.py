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
from ..notice.annex1 import Catalogue
from ..span import YEAR, Amount, Span, Stretch, day_at, merged, position, total
from ..value import value
from .applicant import Applicant, Held

NOTHING = Span(0)
_ONE_DAY = timedelta(days=1)


@value
class WorkAfter:
    """A qualification and the related work after it.

    Attributes:
        least: the least it can be.
        most: the most it can be; None where nothing bounds it.
        surely: the qualification is held by the as-of date, whatever the day it was obtained.
        begins: the day from which it is held at the latest, where that is still to come for sure.
    """

    held: Held
    least: Span
    most: Span | None
    surely: bool = True
    begins: date | None = None

    @property
    def known(self) -> bool:
        """The work after the qualification is known exactly."""
        return self.surely and self.least == self.most

    def reaches(self, years: int) -> bool | None:
        """Tell whether it comes to `years` years or more; None where that is open."""
        if self.begins is not None:
            return False
        if self.surely and self.least.worth >= years * YEAR:
            return True
        return None if self.most is None or self.most.worth >= years * YEAR else False


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
    obtained, as_of = held.obtained, applicant.as_of
    if obtained is None:
        first = last = None
    else:
        first, last = obtained.first, obtained.last
        if first > as_of:
            return WorkAfter(held=held, least=NOTHING, most=NOTHING, begins=last)
    surely = last is None or last <= as_of
    if applicant.years is not None:
        least, most = applicant.years.least, applicant.years.highest
        return WorkAfter(held=held, least=least, most=_at_most(most, passed(applicant, held)), surely=surely)
    if applicant.work is None:
        return WorkAfter(held=held, least=NOTHING, most=passed(applicant, held), surely=surely)
    most = worked(most_work(applicant.work), as_of, since=first)
    if last is None:
        least = NOTHING
    elif first == last and all(map(_exact, applicant.work)):
        least = most
    else:
        least = worked(least_work(applicant.work), as_of, since=last)
    return WorkAfter(held=held, least=least, most=most, surely=surely)


def _counted_from(one: Held, applicant: Applicant, years: Amount, held: tuple[Held, ...]) -> Case | None:
    """Return the case in which the years are counted from `one` of several; None where that cannot be."""
    most = _at_most(years.highest, passed(applicant, one))
    if most is not None and most < years.least:
        return None
    case = []
    for other in held:
        after = _work_after(applicant, other)
        if other is not one and after.begins is None:
            least, bound = _beside(one, other, years.least, most, passed(applicant, other))
            after = replace(after, least=least, most=bound)
        case.append(after)
    return tuple(case)


def _beside(
    one: Held, other: Held, least: Span, most: Span | None, bound: Span | None
) -> tuple[Span, Span | None]:
    """Bound the work after `other` where that after `one` is between `least` and `most`."""
    if one.obtained is None or other.obtained is None:
        return NOTHING, bound
    # Work between the two counts for the earlier one alone.
    before = Stretch(one.obtained.first, other.obtained.last).length()
    behind = Stretch(other.obtained.first, one.obtained.last).length()
    return Span(max(least.worth - before.worth, 0)), _at_most(most + behind if most else None, bound)


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


def going_on(stretches: list[Stretch], as_of: date) -> list[Stretch]:
    """Return work as it would be if it went on: from the as-of date, or from when the first of it begins."""
    first = min(one.start for one in stretches)
    return [*stretches, Stretch(max(first, as_of), date.max)]


def first_day(applicant: Applicant, after: WorkAfter, years: int, *, supposed: bool) -> date | None:
    """Return the first day on which `after` surely holds `years` years if the work goes on.

    With `supposed` work that was not told of is taken to begin on the as-of date.
    """
    obtained, as_of = after.held.obtained, applicant.as_of
    held = max(as_of, obtained.last) if obtained else as_of
    if applicant.work is None:
        if applicant.years is None and after.least != after.most and not supposed:
            return None
        return max(day_at(position(held) + years * YEAR - after.least.worth), held)
    if obtained is None:
        return None
    if not years:
        return held
    wanted = years * YEAR
    stretches = going_on(least_work(applicant.work), as_of)
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
