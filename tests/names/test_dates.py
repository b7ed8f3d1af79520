"""Years, dates and periods in the forms people write them; everything else is refused with the reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hz_titles.errors import FactError
from hz_titles.names.dates import Day, Period, read_day, read_period, read_years
from hz_titles.span import Span

YEARS = {
    "6": Span(72),
    "６": Span(72),
    "06": Span(72),
    " 6 ": Span(72),
    "6年": Span(72),
    "满6年": Span(72),
    "6 years": Span(72),
    "6 Years": Span(72),
    "6yrs": Span(72),
    "1 year": Span(12),
    "6.5": Span(78),
    "６．５": Span(78),
    "6.5年": Span(78),
    "4年半": Span(54),
    "半年": Span(6),
    "5年3个月": Span(63),
    "５年３个月": Span(63),
    "5年3月": Span(63),
    "5年零3个月": Span(63),
    "5 years 3 months": Span(63),
    "63个月": Span(63),
    "3个月": Span(3),
    "18 months": Span(18),
    "0": Span(0),
    "0.0": Span(0),
    "60": Span(720),
    "6\u200b": Span(72),
    "\ufeff6\u00a0年\u200b": Span(72),
    "720个月": Span(720),
    "59年12个月": Span(720),
    "4.99": Span(59, 26),
    "4.999999999999999999999": Span(59, 29),
    "5.0": Span(60),
    "5.01": Span(60, 3),
    "0.5个月": Span(0, 15),
}


@pytest.mark.parametrize("text", YEARS)
def test_years_are_read_in_all_usual_forms(text: str) -> None:
    assert read_years(text) == YEARS[text]


NO_YEARS = "nan inf -inf infinity 1e3 6_0 -1 +1 .5 6. . 6,5 六年 6半 6年半半 ٦ 5² ½ 约6年 5年以上 6+ 0x10"
NO_YEARS += " 0b1 1,000 六 1/2 年 个月 半 满 5年3 6年2个月15天 2018-07 six True None 6%"


@pytest.mark.parametrize("text", [*NO_YEARS.split(), "1 2", "6 7 years"])
def test_what_is_no_number_of_years_is_refused(text: str) -> None:
    with pytest.raises(FactError) as raised:
        read_years(text)
    assert "is not a number of years" in str(raised.value)
    assert "63个月" in raised.value.accepted


@pytest.mark.parametrize("text", ["61", "60.0001", "60.000000000000001", "721个月", "60年1个月", "9" * 199])
def test_more_than_sixty_years_are_refused(text: str) -> None:
    with pytest.raises(FactError, match="must be between 0 and 60 years"):
        read_years(text)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u3000"])
def test_an_empty_text_is_refused(text: str) -> None:
    for read in (read_years, read_period, lambda text: read_day(text, "degree")):
        with pytest.raises(FactError, match="is empty"):
            read(text)


def test_an_overlong_text_is_refused_and_not_repeated_whole() -> None:
    for read in (read_years, read_period, lambda text: read_day(text, "degree")):
        with pytest.raises(FactError, match="is longer than 200 characters") as raised:
            read("6" * 5000)
        assert len(str(raised.value)) < 200


@given(st.integers(0, 60_000), st.integers(1, 5))
def test_decimal_years_are_compared_as_they_are(digits: int, places: int) -> None:
    number = Fraction(digits, 10**places)
    text = f"{digits // 10**places}.{digits % 10**places:0{places}}"
    if number > 60:
        with pytest.raises(FactError):
            read_years(text)
        return
    span = read_years(text)
    assert all(span.reaches(years) == (number >= years) for years in range(61))


@given(st.integers(0, 59), st.integers(0, 11))
def test_every_way_of_writing_years_and_months_is_one_length(years: int, months: int) -> None:
    whole = Span(years * 12 + months)
    assert read_years(f"{years}年{months}个月") == whole
    assert read_years(f"{years * 12 + months}个月") == whole
    assert read_years(f"{years} years {months} months") == whole


DAYS = {
    "2018-07-01": Day(date=date(2018, 7, 1)),
    "2018-7-1": Day(date=date(2018, 7, 1)),
    "2018/7/1": Day(date=date(2018, 7, 1)),
    "2018.7.1": Day(date=date(2018, 7, 1)),
    "20180701": Day(date=date(2018, 7, 1)),
    "2018年7月1日": Day(date=date(2018, 7, 1)),
    "2018年7月1号": Day(date=date(2018, 7, 1)),
    "２０１８－０７－０１": Day(date=date(2018, 7, 1)),
    "2018-07-01 00:00:00": Day(date=date(2018, 7, 1)),
    "2018-07-01T00:00:00": Day(date=date(2018, 7, 1)),
    "2020-02-29": Day(date=date(2020, 2, 29)),
    "2000-02-29": Day(date=date(2000, 2, 29)),
    "2018-07": Day(date=date(2018, 7, 1), exact=False),
    "2018/7": Day(date=date(2018, 7, 1), exact=False),
    "2018.07": Day(date=date(2018, 7, 1), exact=False),
    "2018年7月": Day(date=date(2018, 7, 1), exact=False),
    "2018年07月份": Day(date=date(2018, 7, 1), exact=False),
    " 2018 年 7 月 ": Day(date=date(2018, 7, 1), exact=False),
}


@pytest.mark.parametrize("text", DAYS)
def test_dates_are_read_in_all_usual_forms(text: str) -> None:
    assert read_day(text, "degree") == DAYS[text]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *(
            (text, "is not a date")
            for text in ("201807", "18-07-01", "July 2018", "07/2018", "2018-07/01", "soon")
        ),
        *(
            (text, "is not a date")
            for text in ("2018-07-01T12:00", "２０１８-0７-", "2018-", "1e4-01-01", "至今")
        ),
        *((text, "a year alone is not enough") for text in ("2018", "2018年", "２０１８")),
        *((text, "there is no such day") for text in ("2018-13", "2018-00", "2018-07-00", "2018-02-30")),
        *((text, "there is no such day") for text in ("2019-02-29", "1900-02-29", "20180231", "99999999")),
        *(
            (text, "must be between 1900-01-01 and 2199-12-31")
            for text in ("1899-12-31", "2200-01", "0001-01-01")
        ),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(FactError, match=why):
        read_day(text, "degree")


@pytest.mark.parametrize(
    ("text", "last"),
    [("2024-02", date(2024, 2, 29)), ("2023-02", date(2023, 2, 28)), ("2023-12", date(2023, 12, 31))],
)
def test_a_month_alone_ends_on_its_last_day(text: str, last: date) -> None:
    assert read_day(text, "work", last=True) == Day(date=last, exact=False)


@pytest.mark.parametrize("text", ["2018-07", "2018年7月"])
def test_the_day_of_reckoning_is_a_day(text: str) -> None:
    with pytest.raises(FactError, match="give the day as well"):
        read_day(text, "as_of", exact=True)


START, END = date(2018, 7, 1), date(2024, 6, 30)
PERIODS = {
    "2018-07-01..2024-06-30": Period(start=START, last=END),
    "2018-07-01 .. 2024-06-30": Period(start=START, last=END),
    "20180701..20240630": Period(start=START, last=END),
    "20180701-20240630": Period(start=START, last=END),
    "2018-07-01~2024-06-30": Period(start=START, last=END),
    "2018/7/1 to 2024/6/30": Period(start=START, last=END),
    "2018年7月1日至2024年6月30日": Period(start=START, last=END),
    "2018.07.01—2024.06.30": Period(start=START, last=END),
    "2018-07-01-2024-06-30": Period(start=START, last=END),
    "2018-07..2024-06": Period(start=START, last=END, exact=False),
    "2018-07-2024-06": Period(start=START, last=END, exact=False),
    "2018.07-2024.06": Period(start=START, last=END, exact=False),
    "2018年7月-2024年6月": Period(start=START, last=END, exact=False),
    "2018-07-01..2024-06": Period(start=START, last=END, exact=False),
    "2018-07..2024-06-30": Period(start=START, last=END, exact=False),
    "2018-07-01..": Period(start=START, last=None),
    "2018-07-01..至今": Period(start=START, last=None),
    "2018-07-01至今": Period(start=START, last=None),
    "2018-07-01到现在": Period(start=START, last=None),
    "2018-07-01..now": Period(start=START, last=None),
    "2018-07-01 to present": Period(start=START, last=None),
    "2018-07-01-": Period(start=START, last=None),
    "2018-07..": Period(start=START, last=None, exact=False),
    "2018-07-01..2018-07-01": Period(start=START, last=START),
}


@pytest.mark.parametrize("text", PERIODS)
def test_periods_are_read_in_all_usual_forms(text: str) -> None:
    assert read_period(text) == PERIODS[text]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *(
            (text, "is not a period")
            for text in ("2018-07", "2018-07-01", "至今", "..2024-06", "..", "6", "soon")
        ),
        *((text, "ends before it begins") for text in ("2024-01..2023-12", "2018-07-02..2018-07-01")),
        *((text, "a year alone is not enough") for text in ("2018..2024", "2018-07..2024", "2018至今")),
        *((text, "there is no such day") for text in ("2018-02-30..2024-06", "2018-07..2024-13")),
        *(
            (text, "is not a date")
            for text in ("2018-07..soon", "soon..2018-07", "2018-07..2019-07..2020-07")
        ),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(FactError, match=why):
        read_period(text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_reads_back_from_every_form(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    for text in (day.isoformat(), f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}{m:02}{d:02}", f"{y}年{m}月{d}日"):
        assert read_day(text, "degree") == Day(date=day)
