"""Lengths of work: what each day is worth, against an oracle that adds up day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hz_titles.span import (
    Amount,
    Span,
    Stretch,
    day_at,
    merged,
    month_length,
    on_anniversary,
    position,
    thirtieths,
    total,
)
from tests.support import naive

DAY = timedelta(days=1)
EVERY_DAY = [date(1999, 12, 1) + DAY * count for count in range(366 * 9)]

days = st.dates(date(1995, 1, 1), date(2015, 12, 31))
stretches = st.tuples(days, st.integers(0, 1500)).map(lambda one: Stretch(one[0], one[0] + DAY * one[1]))


def months(count: int, days: int = 0) -> Span:
    return Span(60 * count + 2 * days)


def test_every_month_is_worth_thirty_days_and_no_day_less_than_nothing() -> None:
    for day, following in pairwise(EVERY_DAY):
        assert position(following) - position(day) == naive.worth_of(day) >= 0
    for year in (1900, 1999, 2000, 2024, 2100):
        for month in range(1, 13):
            first, following = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
            assert position(following) - position(first) == 60
            assert month_length(year, month) == (following - first).days


def test_a_position_is_reached_on_the_first_day_that_has_it() -> None:
    for before, day in pairwise(EVERY_DAY):
        for wanted in range(position(before) + 1, position(day) + 1):
            assert day_at(wanted) == day


@given(days, st.integers(1, 40))
def test_an_unbroken_period_reaches_years_on_its_anniversary(start: date, years: int) -> None:
    anniversary = on_anniversary(start, 12 * years)
    assert Stretch(start, anniversary).length().reaches(years)
    early = (start.month, start.day) == (2, 29) and anniversary.day == 29  # then it is the 28th already
    assert Stretch(start, anniversary - DAY).length().reaches(years) == early
    assert not Stretch(start, anniversary - DAY * 2).length().reaches(years)


@given(st.lists(stretches, max_size=5))
def test_separate_stretches_add_up_as_counting_shows(ones: list[Stretch]) -> None:
    worked = {one.start + DAY * count for one in ones for count in range((one.end - one.start).days)}
    assert total(ones).worth == sum(map(naive.worth_of, worked))
    assert total(reversed(ones)) == total(ones)


@given(st.lists(stretches, min_size=1, max_size=4), st.integers(0, 3000), stretches)
def test_more_days_or_more_work_are_never_worth_less(ones: list[Stretch], count: int, more: Stretch) -> None:
    until = min(one.start for one in ones) + DAY * count
    before = total(Stretch(one.start, min(one.end, until)) for one in ones)
    assert before <= total(Stretch(one.start, min(one.end, until + DAY)) for one in ones)
    assert total(ones) <= total([*ones, more])


def test_periods_merge_where_they_overlap_or_touch_and_nowhere_else() -> None:
    year = Stretch(date(2018, 1, 1), date(2019, 1, 1))
    touching = Stretch(date(2019, 1, 1), date(2020, 1, 1))
    inside = Stretch(date(2018, 3, 1), date(2018, 9, 1))
    apart = Stretch(date(2020, 1, 2), date(2020, 2, 2))
    empty = Stretch(date(2021, 1, 1), date(2021, 1, 1))
    backwards = Stretch(date(2022, 1, 1), date(2021, 1, 1))
    assert merged([apart, touching, empty, inside, year, backwards, year]) == (
        Stretch(date(2018, 1, 1), date(2020, 1, 1)),
        apart,
    )


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ((2018, 7, 1), (2024, 7, 1), "P6Y"),
        ((2018, 7, 1), (2024, 6, 30), "P5Y11M29D"),
        ((2020, 2, 29), (2025, 2, 28), "P5Y"),
        ((2020, 1, 31), (2020, 3, 30), "P1M30D"),
        ((2020, 1, 31), (2020, 2, 29), "P1M"),
        ((2019, 1, 1), (2023, 12, 31), "P4Y11M30D"),
        ((2020, 5, 5), (2020, 5, 6), "P1D"),
        ((2020, 5, 5), (2020, 5, 5), "P0D"),
        ((2020, 5, 5), (2020, 5, 1), "P0D"),
    ],
)
def test_one_period_is_shown_by_its_anniversaries(
    start: tuple[int, int, int], end: tuple[int, int, int], text: str
) -> None:
    assert Stretch(date(*start), date(*end)).length().iso() == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(0), "P0D"),
        (Span(1), "P0D"),
        (thirtieths(6), "P6Y"),
        (months(54), "P4Y6M"),
        (months(59, 26), "P4Y11M26D"),
        (months(60, 1), "P5Y1D"),
        (thirtieths(499, 100), "P4Y11M26D"),
        (thirtieths(1, 721), "P0D"),
    ],
)
def test_what_was_added_up_is_shown_in_months_of_thirty_days(span: Span, text: str) -> None:
    assert span.iso() == text


@pytest.mark.parametrize(
    ("held", "short"),
    [
        (Span(0), months(60)),
        (months(59), months(1)),
        (months(59, 26), months(0, 4)),
        (Span(3599), months(0, 1)),
        (months(48, 10), months(11, 20)),
    ],
)
def test_what_is_short_is_rounded_up_to_days(held: Span, short: Span) -> None:
    assert held.short_of(5) == short
    assert not held.reaches(5)


def test_an_amount_that_stays_below_its_end_does_not_reach_it() -> None:
    least, most = Span(0), thirtieths(5)
    for below in (False, True):
        highest = Amount(least=least, most=most, below=below).highest
        assert highest is not None
        assert highest.reaches(5) is not below
    assert Amount(least=most, most=None).highest is None
