"""Years, dates and periods in the forms people write them; everything else is refused with the reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hz_titles.errors import FactError
from hz_titles.names.times import Day, read_day, read_period, read_years
from hz_titles.span import Amount, thirtieths

# What is written, cut at ";", by the months that it says
YEARS = {
    72: "6;06; 6 ;6.0;６;6\u200b;\ufeff6\u00a0年\u200b;6年;六年;六;满6年;已满六年;6年整;6周年;72个月;"
    "72個月;6年0个月;五年十二个月;（6年）;一共6年",
    -72: "6 years;6 Years;6yrs;6 yrs.;6 year;6Y;six years;6 years' experience;6 years work experience",
    78: "6.5;６．５;6.5年;六年半;6年6个月;6年零6月;6年又六个月;6 years 6 months;6 years and 6 months;"
    "six and a half years",
    24: "两年;二年;兩年;2年;工作2年;2年工作经验;共两年;从事相关工作满2年;24 months",
    18: "一年半;1年5个月30天;1年半;18个月;十八个月;one year and a half",
    12: "一年;a year;1 year;12月",
    6: "半年;half a year;6个月;六个月;0.5",
    126: "十年半;10年6个月",
    144: "十二年;12年",
    240: "二十年",
    252: "二十一年;二十一年整",
    720: "60;六十年;59年12个月;720个月",
    0: "0;0.0;零年;0年;无工作经验;没有相关工作经验;no experience;without work experience",
}
PLAIN = [(abs(months), text) for months, texts in YEARS.items() for text in texts.split(";")]
BOUNDS = {
    (
        72,
        None,
    ): "6年以上;6年及以上;六年以上;满6年以上;6年(含)以上;6年（含6年）以上;6年以上工作经验;6+;6+ yrs;6年+;"
    "6年多;六年多;6余年;至少6年;超过六年;"
    "不少于6年;≥6;>=6年;>6;over 6 years;more than 6 years;at least six years;6 years or more;"
    "6+ years of experience",
    (120, None): "十多年;十余年;10年多;10多年;120个月以上",
    (0, 60): "近5年;将近五年;nearly 5 years;almost five years;5年以内;5年以下;≤5;<=5年;不超过5年;至多5年;"
    "at most 5 years;"
    "up to 5 years",
    (0, 60, True): "不到5年;不足五年;未满5年;5年未满;不满五年;<5;少于5年;less than 5 years;under 5 years",
    (
        36,
        60,
    ): "3-5年;3~5年;3年-5年;三到五年;3至5年;3—5 years;3 to 5 years;between 3 and 5 years;3-5;36-60个月",
    (60, 72): "五六年;5-6年",
}
NONE = {
    "is not a number of years": "nan inf -inf infinity 1e3 6_0 -1 +1 .5 6. . 6,5 6半 6年半半 ٦ 5² ½ 0x10 "
    "0b1 1,000 1/2 年 个月 半 满 "
    "True None 6% 三五年 以上 应届生 不到5年以上 3-5年以上 近5年以上 6--7 十十年 没有6年 not_6_years",
    "does not say how many exactly": "约6年 大约六年 6年左右 几年 十几年 多年 数年 差一个月5年 "
    "about_6_years around_6_years "
    "several_years ~approx.6",
    "is a date": "2018 2018年 2018-07 2018年7月至今 2018-2024 20180701 201807 Jul_2018",
    "counts all work": "工龄6年 总年限6年",
    "must be between 0 and 60 years": "61 60.0001 60.000000000000001 721个月 60年1个月 六十一年 61年以上 "
    + "9" * 199,
    "ends below where it begins": "5-3年",
}


@pytest.mark.parametrize(("months", "text"), PLAIN)
def test_years_are_read_in_all_usual_forms(months: int, text: str) -> None:
    assert read_years(text) == Amount(least=thirtieths(months, 12), most=thirtieths(months, 12))


@pytest.mark.parametrize(
    ("bound", "text"), [(each, one) for each in BOUNDS for one in BOUNDS[each].split(";")]
)
def test_a_bound_is_read_as_a_bound(bound: tuple[int, int | None] | tuple[int, int, bool], text: str) -> None:
    least, most, *below = bound
    upper = None if most is None else thirtieths(most, 12)
    assert read_years(text) == Amount(least=thirtieths(least, 12), most=upper, below=bool(below))


@pytest.mark.parametrize(("why", "text"), [(why, text) for why in NONE for text in NONE[why].split()])
def test_what_is_no_number_of_years_is_refused_with_the_reason(why: str, text: str) -> None:
    with pytest.raises(FactError, match=why):
        read_years(text.replace("_", " ") if "_" in text and text != "6_0" else text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *((text, "is empty") for text in ("", " ", "\t\n", "\u3000")),
        ("6" * 5000, "is longer than 200 characters"),
    ],
)
def test_an_empty_or_overlong_text_is_refused_and_not_repeated_whole(text: str, why: str) -> None:
    for read in (read_years, read_period, lambda text: read_day(text, "degree")):
        with pytest.raises(FactError, match=why) as raised:
            read(text)
        assert len(str(raised.value)) < 200


@given(st.integers(0, 60_000), st.integers(1, 5))
def test_decimal_years_are_compared_as_they_are(digits: int, places: int) -> None:
    number = Fraction(digits, 10**places)
    text = f"{digits // 10**places}.{digits % 10**places:0{places}}"
    if number > 60:
        with pytest.raises(FactError):
            read_years(text)
        return
    span = read_years(text).least
    assert all(span.reaches(years) == (number >= years) for years in range(61))


@given(st.integers(0, 59), st.integers(0, 11))
def test_every_way_of_writing_years_and_months_is_one_length(years: int, months: int) -> None:
    whole = thirtieths(years * 12 + months, 12)
    for text in (f"{years}年{months}个月", f"{years * 12 + months}个月", f"{years} years {months} months"):
        assert read_years(text).least == whole


DAYS = {
    "2018-07-01": "2018-07-01;2018-7-1;2018/7/1;2018.7.1;2018.07.01;2018 07 01;20180701;2018年7月1日;"
    "2018年7月1号;２０１８－０７－０１;"
    "2018-07-01 00:00:00;2018-07-01T08:30:00Z;2018/7/1 9:30;2018年7月1日 星期日;Sunday, July 1, 2018;"
    "July 1, 2018;July 1st 2018;"
    "1 Jul 2018;1st July 2018;01-Jul-2018;1-Jul-18;2018-Jul-01;二〇一八年七月一日;2018年7月1日毕业;"
    "毕业时间：2018-07-01;"
    "2018-07-01 取得;graduated July 1, 2018",
    "2018-07-13": "13/07/2018;07/13/2018;13.7.2018",
    "2020-02-29": "2020-02-29;2020年2月29日;20200229",
    "2018-07": "2018-07;2018/7;2018.07;2018 07;201807;2018年7月;2018年07月份; 2018 年 7 月 ;18年7月;"
    "二〇一八年七月;"
    "07/2018;7-2018;07.2018;"
    "Jul 2018;July 2018;Jul. 2018;July, 2018;JUL-2018;Jul-18;2018 Jul;2018年7月毕业;2018.07（毕业）;"
    "毕业于2018年7月",
    "1998-07": "98年7月;1998-07",
    "2018": "2018;2018年;２０１８;18年;2018年毕业;二〇一八年",
}
NO_DAY = {
    "is not a date": "18-07-01 07-18 32/13/2018 2018-07/01 soon 2018- 1e4-01-01 至今 18.07 本科 201 20187",
    "is a number of years": "6年 六年半 6_years 5年以上",
    "is a period": "2014.09-2018.07 2014年9月至2018年7月",
    "when it is expected or was begun": "预计2025年7月 2018年9月入学 expected_July_2027",
    "does not say the month": "2018届 2018年夏 2018年底 2018年上半年 class_of_2018",
    "can be read in two ways": "03/04/2018 1.7.2018",
    "there is no such day": "2018-13 2018-00 2018-07-00 2018-02-30 2019-02-29 1900-02-29 20180231 "
    "99999999 13/2018",
    "must be between 1900-01-01 and 2199-12-31": "1899-12-31 2200-01 0001-01-01 1800",
}


def bounds(text: str, *, last: bool = False) -> Day:
    """Return the days that 2018, 2018-07 or 2018-07-01 stands for."""
    if len(text) == 4:
        return Day(first=date(int(text), 1, 1), last=date(int(text), 12, 31), exact=False)
    ends = {"06": "30", "07": "31", "02": "29"}
    whole = text if len(text) > 7 else f"{text}-{ends[text[-2:]] if last else '01'}"
    return Day.on(date.fromisoformat(whole), exact=len(text) > 7)


@pytest.mark.parametrize(("day", "text"), [(day, text) for day in DAYS for text in DAYS[day].split(";")])
def test_dates_are_read_in_all_usual_forms(day: str, text: str) -> None:
    assert read_day(text, "degree") == bounds(day)
    assert bounds(str(read_day(text, "degree"))).first == bounds(day).first


@pytest.mark.parametrize(("why", "text"), [(why, text) for why in NO_DAY for text in NO_DAY[why].split()])
def test_what_is_no_day_is_refused_with_the_reason(why: str, text: str) -> None:
    with pytest.raises(FactError, match=why):
        read_day(text.replace("_", " "), "degree")


@pytest.mark.parametrize("text", ["2018-07", "2018年7月", "2018"])
def test_the_as_of_date_is_a_day(text: str) -> None:
    with pytest.raises(FactError, match="give the day as well"):
        read_day(text, "as_of", exact=True)


PERIODS = {
    "2018-07-01..2024-06-30": "2018-07-01..2024-06-30;2018-07-01 .. 2024-06-30;20180701-20240630;"
    "2018-07-01~2024-06-30;2018/7/1 to 2024/6/30;"
    "2018年7月1日至2024年6月30日;2018.07.01—2024.06.30;2018-07-01-2024-06-30;July 1, 2018 - June 30, 2024",
    "2018-07..2024-06": "2018-07..2024-06;2018-07-2024-06;2018.07-2024.06;2018年7月-2024年6月;"
    "201807-202406;2018.07 - 2024.06;"
    "Jul 2018 – Jun 2024;Jul. 2018 to Jun. 2024;2018.07→2024.06;（2018.07-2024.06）;07/2018-06/2024;"
    "18.07-24.06;18年7月至24年6月;"
    "2018年7月-2024年6月（6年）;2018.07～2024.06;"
    "从2018年7月到2024年6月;2018年7月入职-2024年6月离职;from July 2018 until June 2024",
    "2018-07-01..2024-06": "2018-07-01..2024-06",
    "2018-07..2024-06-30": "2018-07..2024-06-30",
    "2018-07-01..": "2018-07-01..;2018-07-01..至今;2018-07-01至今;2018-07-01到现在;2018-07-01..now;"
    "2018-07-01 to present;2018-07-01-",
    "2018-07..": "2018-07..;2018年7月-至今;2018.7-至今;2018-07 至今;2018年7月起至今;Jul 2018 - Present;"
    "２０１８．０７－至今;"
    "18.07-至今;2018.07-今",
    "2018..2024": "2018-2024;2018年—2024年;2018..2024;2018 to 2024",
    "2018..": "2018-至今;2018年至今;2018..;18年至今",
    "2018-07..2024": "2018-07..2024;2018年7月至2024年",
}
NO_PERIOD = {
    "is not a period": "2018 2018-07 2018-07-01 至今 ..2024-06 .. 6 soon 08.07-12.06 2018年7月起 since_2018 "
    "2018年毕业后一直",
    "is a number of years": "6年 5年以上 six_years",
    "is a period, not a date": "2018-07..2019-07..2020-07",
    "ends before it begins": "2024-01..2023-12 2018-07-02..2018-07-01 2018..2017",
    "there is no such day": "2018-02-30..2024-06 2018-07..2024-13",
    "is not a date": "2018-07..soon soon..2018-07",
    "can be read in two ways": "2018-07-2024",
}


@pytest.mark.parametrize(
    ("period", "text"), [(each, one) for each in PERIODS for one in PERIODS[each].split(";")]
)
def test_periods_are_read_in_all_usual_forms(period: str, text: str) -> None:
    start, _, end = period.partition("..")
    found = read_period(text)
    assert found.start == bounds(start)
    assert found.end == (bounds(end, last=True) if end else None)


@pytest.mark.parametrize(
    ("why", "text"), [(why, text) for why in NO_PERIOD for text in NO_PERIOD[why].split()]
)
def test_what_is_no_period_is_refused_with_the_reason(why: str, text: str) -> None:
    with pytest.raises(FactError, match=why):
        read_period(text.replace("_", " "))


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_reads_back_from_every_form(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    for text in (day.isoformat(), f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}{m:02}{d:02}", f"{y}年{m}月{d}日"):
        assert read_day(text, "degree") == Day.on(day)
    for text in (f"{d} {day:%b} {y}", f"{day:%B} {d}, {y}"):
        assert read_day(text, "degree") == Day.on(day)
