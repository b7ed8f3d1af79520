"""Lengths of work, each worth so much, and the calendar they are counted on.

Every month is worth thirty days whatever its length (reading `month-of-thirty-days`), in integers of
half a thirtieth: of a long month the 30th and the 31st count half a day each, February's last day counts
for those that February lacks. So the worth of work is a sum of fixed worths of days: splitting it or its
order change nothing, and more never makes it less.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from .value import equal_value

MONTHS_PER_YEAR = 12
MONTH = 60  # what a month is worth: thirty days of two halves
YEAR = MONTHS_PER_YEAR * MONTH  # what a year is worth
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A length of time by its worth."""

    worth: int
    # the one unbroken period that it is the length of; None where it was added up
    period: Stretch | None = field(default=None, compare=False, repr=False)

    def __add__(self, more: Span) -> Span:
        """Return the sum."""
        return Span(self.worth + more.worth)

    def reaches(self, years: int) -> bool:
        """Tell whether this is `years` years or more (以上 includes the number itself)."""
        return self.worth >= years * YEAR

    def short_of(self, years: int) -> Span:
        """Return what is missing to `years` years, rounded up to whole days."""
        lacking = years * YEAR - self.worth
        return Span(lacking + lacking % 2)

    def parts(self) -> tuple[int, int]:
        """Return whole months and days: one period's by its anniversaries, rounded down."""
        if self.period is None:
            months, halves = divmod(self.worth, MONTH)
            return months, halves // 2
        start, end = self.period.start, self.period.end
        months = (end.year - start.year) * MONTHS_PER_YEAR + end.month - start.month
        months -= on_anniversary(start, months) > end
        return months, (end - on_anniversary(start, months)).days

    def iso(self) -> str:
        """Return the ISO 8601 duration, such as ``P4Y6M`` (``P0D`` for nothing)."""
        months, days = self.parts()
        years, months = divmod(months, MONTHS_PER_YEAR)
        parts = ((years, "Y"), (months, "M"), (days, "D"))
        return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")


@equal_value
class Amount:
    """A number of years as far as it is known."""

    least: Span  # the least it can be
    most: Span | None  # the most it can be; None where nothing bounds it
    below: bool = False  # it is less than `most`, not as much

    @property
    def highest(self) -> Span | None:
        """The greatest length that it can be; None where nothing bounds it."""
        below = self.below and self.most
        return Span(max(below.worth - 1, self.least.worth)) if below else self.most

    def iso(self) -> str:
        """Return ISO 8601 durations: ``P5Y``, or a bound such as ``P4Y..``, ``..P5Y``, ``P3Y..P5Y``."""
        if self.least == self.most:
            return self.least.iso()
        return f"{self.least.iso() if self.least.worth else ''}..{self.most.iso() if self.most else ''}"


def thirtieths(numerator: int, denominator: int = 1) -> Span:
    """Return `numerator`/`denominator` years, rounded down to half a thirtieth of a month."""
    return Span(numerator * YEAR // denominator)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return (date(year + month // 12, month % 12 + 1, 1) - ONE_DAY).day


def position(day: date) -> int:
    """Return the worth of all days before `day`: it never falls from one day to the next."""
    halves = min(2 * day.day - 2, 54 if day.month == 2 else 59)
    return MONTH * (MONTHS_PER_YEAR * day.year + day.month - 1) + halves


def day_at(wanted: int) -> date:
    """Return the first day whose position is `wanted` or more."""
    months, within = divmod(wanted, MONTH)
    year, month = divmod(months, MONTHS_PER_YEAR)
    day = 31 if within == 59 else (within + 1) // 2 + 1
    if day <= (28 if month == 1 else month_length(year, month + 1)):
        return date(year, month + 1, day)
    # What February and the short months do not hold is the first of the next.
    return date(year + (month + 1) // MONTHS_PER_YEAR, (month + 1) % MONTHS_PER_YEAR + 1, 1)


def last_start(until: date, worth: int) -> date:
    """Return the last day from which to `until` work comes to `worth`."""
    return day_at(position(until) - worth + 1) - ONE_DAY


def on_anniversary(day: date, months: int) -> date:
    """Return the day `months` months after `day`; a day that the month lacks is its last day."""
    years, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + months, MONTHS_PER_YEAR)
    return date(years, month + 1, min(day.day, month_length(years, month + 1)))


class Stretch(NamedTuple):
    """The days from `start` up to, not including, `end`."""

    start: date
    end: date

    def length(self) -> Span:
        """Return what it is worth; nothing where it is empty."""
        return Span(position(self.end) - position(self.start), self) if self.start < self.end else Span(0)


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return `stretches` in order, joined where they overlap or touch; empty ones vanish."""
    whole: list[Stretch] = []
    for stretch in sorted(one for one in stretches if one.start < one.end):
        if whole and stretch.start <= whole[-1].end:
            before = whole.pop()
            stretch = Stretch(before.start, max(before.end, stretch.end))
        whole.append(stretch)
    return tuple(whole)


def total(stretches: Iterable[Stretch]) -> Span:
    """Add up separate stretches."""
    lengths = [stretch.length() for stretch in merged(stretches)]
    return lengths[0] if len(lengths) == 1 else Span(sum(length.worth for length in lengths))
