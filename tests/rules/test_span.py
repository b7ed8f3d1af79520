"""Lengths of work: exact arithmetic on the calendar, against an oracle that counts day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hz_titles.span import Span, Stretch, later, merged, month_length, thirtieths, total

DAY = timedelta(days=1)


def naive_later(day: date, months: int) -> date:
    """Step month by month; a day that the last month lacks is its last day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def naive_length(start: date, end: date) -> Span:
    """Count anniversaries one by one, then days one by one."""
    months = 0
    while naive_later(start, months + 1) <= end:
        months += 1
    day, days = naive_later(start, months), 0
    while day < end:
        day, days = day + DAY, days + 1
    return Span(months, days)


def naive_total(stretches: list[Stretch]) -> Span:
    """Mark every single day, then count each unbroken run."""
    days = sorted({one.start + DAY * n for one in stretches for n in range((one.end - one.start).days)})
    runs: list[list[date]] = []
    for day in days:
        if runs and runs[-1][-1] + DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    lengths = [naive_length(run[0], run[-1] + DAY) for run in runs]
    if len(lengths) == 1:
        return lengths[0]
    months = sum(length.months for length in lengths)
    days_left = sum(length.days for length in lengths)
    while days_left >= 30:
        months, days_left = months + 1, days_left - 30
    return Span(months, days_left)


days = st.dates(date(1995, 1, 1), date(2015, 12, 31))
stretches = st.tuples(days, st.integers(0, 1500)).map(lambda one: Stretch(one[0], one[0] + DAY * one[1]))


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        ((2018, 7, 1), (2024, 7, 1), Span(72)),
        ((2018, 7, 1), (2024, 6, 30), Span(71, 29)),
        ((2020, 2, 29), (2025, 2, 28), Span(60)),
        ((2020, 2, 29), (2025, 2, 27), Span(59, 29)),
        ((2020, 2, 29), (2024, 2, 29), Span(48)),
        ((2020, 2, 29), (2024, 2, 28), Span(47, 30)),
        ((2020, 1, 31), (2020, 2, 29), Span(1)),
        ((2020, 1, 31), (2020, 3, 30), Span(1, 30)),
        ((2020, 1, 31), (2020, 3, 31), Span(2)),
        ((2021, 1, 31), (2021, 2, 28), Span(1)),
        ((2019, 1, 1), (2023, 12, 31), Span(59, 30)),
        ((2020, 5, 5), (2020, 5, 5), Span(0)),
        ((2020, 5, 5), (2020, 5, 6), Span(0, 1)),
    ],
)
def test_a_stretch_counts_anniversaries_then_days(
    start: tuple[int, int, int], end: tuple[int, int, int], length: Span
) -> None:
    assert Stretch(date(*start), date(*end)).length() == length
    assert naive_length(date(*start), date(*end)) == length


def test_a_month_of_thirty_left_over_days_is_no_month_within_one_period() -> None:
    """附件1 二.2: five years short of one day are not five years."""
    assert not Stretch(date(2019, 1, 1), date(2023, 12, 31)).length().reaches(5)
    assert Stretch(date(2019, 1, 1), date(2024, 1, 1)).length().reaches(5)


def test_left_over_days_are_carried_only_between_separate_periods() -> None:
    first = Stretch(date(2018, 1, 1), date(2018, 1, 17))
    second = Stretch(date(2018, 3, 1), date(2018, 3, 15))
    assert total([first, second]) == Span(1)
    assert total([Stretch(date(2018, 1, 1), date(2018, 1, 31))]) == Span(0, 30)
    assert total([first]) == Span(0, 16)
    assert total([]) == Span(0)


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


@given(days, st.integers(0, 800))
def test_later_steps_over_months(day: date, months: int) -> None:
    assert later(day, Span(months)) == naive_later(day, months)


@given(days, st.integers(0, 4000))
def test_a_stretch_is_as_long_as_counting_shows(start: date, count: int) -> None:
    end = start + DAY * count
    length = Stretch(start, end).length()
    assert length == naive_length(start, end)
    assert length.days <= 30
    assert later(later(start, Span(length.months)), Span(0, length.days)) == end


@given(st.lists(stretches, max_size=5))
def test_separate_stretches_add_up_as_counting_shows(ones: list[Stretch]) -> None:
    assert total(ones) == naive_total(ones)
    assert total(reversed(ones)) == total(ones)


@given(st.lists(stretches, min_size=1, max_size=4), st.integers(0, 3000))
def test_work_never_shrinks_as_days_go_on(ones: list[Stretch], count: int) -> None:
    until = min(one.start for one in ones) + DAY * count
    before = total(Stretch(one.start, min(one.end, until)) for one in ones)
    after = total(Stretch(one.start, min(one.end, until + DAY)) for one in ones)
    assert before.months <= after.months


@pytest.mark.parametrize(
    ("held", "years", "short"),
    [
        (Span(0), 5, Span(60)),
        (Span(59), 5, Span(1)),
        (Span(59, 26), 5, Span(0, 4)),
        (Span(59, 29), 5, Span(0, 1)),
        (Span(59, 30), 5, Span(0, 1)),
        (Span(48, 10), 5, Span(11, 20)),
    ],
)
def test_what_is_short_is_rounded_up_to_days(held: Span, years: int, short: Span) -> None:
    assert held.short_of(years) == short
    assert not held.reaches(years)


@given(st.integers(0, 719), st.integers(0, 29), st.integers(1, 60))
def test_what_is_short_completes_the_years(months: int, left: int, years: int) -> None:
    held = Span(months, left)
    if held.reaches(years):
        return
    short = held.short_of(years)
    assert (months + short.months) * 30 + left + short.days == years * 360


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(0), "P0D"),
        (Span(72), "P6Y"),
        (Span(54), "P4Y6M"),
        (Span(3), "P3M"),
        (Span(59, 26), "P4Y11M26D"),
        (Span(60, 1), "P5Y1D"),
        (Span(0, 30), "P30D"),
    ],
)
def test_a_length_is_an_iso_duration(span: Span, text: str) -> None:
    assert span.iso() == text


def test_a_fraction_of_a_year_is_rounded_down_to_a_thirtieth_of_a_month() -> None:
    assert thirtieths(499, 100) == Span(59, 26)
    assert thirtieths(5) == Span(60)
    assert thirtieths(1, 720) == Span(0)


def test_months_have_their_length() -> None:
    for year in (1900, 1999, 2000, 2024, 2100):
        for month in range(1, 13):
            following = date(year + month // 12, month % 12 + 1, 1)
            assert month_length(year, month) == (following - date(year, month, 1)).days
