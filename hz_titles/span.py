"""Lengths of work in whole months and days, and the calendar they are counted on.

Nothing here is a float: a decimal number of years is kept in days of a thirtieth of a
month, rounded down, which decides every comparison with whole years or months exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_PER_YEAR = 12
"""Months in a year."""
DAYS_PER_MONTH = 30
"""Days that make a month where left-over days of separate periods are added up."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A length of time: whole months, then days.

    Within one dated period `days` may reach 30 (a month of 31 days has that many
    left-over days without being complete).
    """

    months: int
    days: int = 0

    def __add__(self, more: Span) -> Span:
        """Return the sum; thirty left-over days are carried as a month."""
        months, days = divmod(self.days + more.days, DAYS_PER_MONTH)
        return Span(self.months + more.months + months, days)

    def reaches(self, years: int) -> bool:
        """Tell whether this is `years` years or more (以上 includes the number itself)."""
        return self.months >= years * MONTHS_PER_YEAR

    def short_of(self, years: int) -> Span:
        """Return what is missing to `years` years, rounded up to whole days."""
        months = years * MONTHS_PER_YEAR - self.months
        if not self.days:
            return Span(months)
        return Span(months - 1, max(DAYS_PER_MONTH - self.days, 1))

    def iso(self) -> str:
        """Return the ISO 8601 duration, such as ``P4Y6M`` (``P0D`` for nothing)."""
        years, months = divmod(self.months, MONTHS_PER_YEAR)
        parts = ((years, "Y"), (months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What is known of a length of work: at least `least`, and at most `most` where that is known.

    Attributes:
        below: `most` itself is not reached (不到5年).
    """

    least: Span
    most: Span | None
    below: bool = False


def thirtieths(numerator: int, denominator: int = 1) -> Span:
    """Return `numerator`/`denominator` years as a span, rounded down to a day of a thirtieth month."""
    return Span(*divmod(numerator * MONTHS_PER_YEAR * DAYS_PER_MONTH // denominator, DAYS_PER_MONTH))


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def later(day: date, span: Span) -> date:
    """Return the day `span` after `day`; a day that the month lacks is its last day."""
    years, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + span.months, MONTHS_PER_YEAR)
    last = month_length(years, month + 1)
    return date(years, month + 1, min(day.day, last)) + timedelta(span.days)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """The days from `start` up to, not including, `end`."""

    start: date
    end: date

    def length(self) -> Span:
        """Return whole months by anniversary, then days."""
        months = (self.end.year - self.start.year) * MONTHS_PER_YEAR + self.end.month - self.start.month
        whole = later(self.start, Span(months))
        if whole > self.end:
            months -= 1
            whole = later(self.start, Span(months))
        return Span(months, (self.end - whole).days)


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return `stretches` in order, joined where they overlap or touch; empty ones vanish."""
    whole: list[Stretch] = []
    for stretch in sorted(stretches):
        if stretch.start >= stretch.end:
            continue
        if whole and stretch.start <= whole[-1].end:
            whole[-1] = Stretch(whole[-1].start, max(whole[-1].end, stretch.end))
        else:
            whole.append(stretch)
    return tuple(whole)


def total(stretches: Iterable[Stretch]) -> Span:
    """Add up separate stretches; thirty left-over days are carried as a month between them."""
    lengths = [stretch.length() for stretch in merged(stretches)]
    # One alone is not carried: a month of 31 days has thirty days over without being complete.
    return lengths[0] if len(lengths) == 1 else sum(lengths, Span(0))
