"""Years, dates and periods of work in the forms people write them, read exactly.

No text goes through a float: a decimal is read digit by digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..errors import FactError
from ..language import Phrase
from ..span import MONTHS_PER_YEAR, YEAR, Span, month_length, thirtieths
from .text import checked, narrow, printable

MOST_YEARS = 60
"""The most years of work that are believed."""
EARLIEST = date(1900, 1, 1)
"""The first day that a date may name."""
LATEST = date(2199, 12, 31)
"""The last day that a date may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A typed date; `exact` is false where only its month was given."""

    date: date
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A typed period of work.

    Attributes:
        start: its first day.
        last: its last day, which counts; None while it goes on.
        exact: false where an end was given by its month alone.
    """

    start: date
    last: date | None
    exact: bool = True


_FORMS_OF_YEARS = ("6", "6.5", "6年", "4年半", "5年3个月", "63个月", "6 years")
_FORMS_OF_DATES = ("2018-07-01", "2018-07", "2018/7/1", "2018.07", "2018年7月", "20180701")
_FORMS_OF_WORK = ("2018-07..2024-06", "2018-07-01..", "2018年7月..至今")

_NOT_YEARS = Phrase("不是年数", "is not a number of years")
_RANGE_OF_YEARS = Phrase("应在 0 到 {most} 年之间", "must be between 0 and {most} years")
_NOT_A_DATE = Phrase("不是日期", "is not a date")
_NO_SUCH_DAY = Phrase("没有这一天", "there is no such day")
_BARE_YEAR = Phrase("只有年份不够，请写出月份或日期", "a year alone is not enough: give the month or the day")
_FAR_DATE = Phrase("应在 {earliest} 到 {latest} 之间", "must be between {earliest} and {latest}")
_NEEDS_DAY = Phrase("请写到日", "give the day as well")
_NOT_A_PERIOD = Phrase(
    "不是一段时间，请写成 开始..结束", "is not a period: write FROM..TO, or FROM.. while it goes on"
)
_BACKWARDS = Phrase("结束早于开始", "ends before it begins")

# Patterns as text: most starts need none of them compiled.
_COUNT = r"[0-9]+(?:\.[0-9]+)?"
_YEARS = (
    rf"(?i)满?\s*(?:(?P<bare>{_COUNT})|"
    rf"(?:(?P<years>{_COUNT})\s*(?:年|years?|yrs?\.?|y)(?P<half>半)?[\s零又]*)?"
    rf"(?:(?P<months>{_COUNT})\s*(?:个?月|months?|mos?\.?|m))?)"
)
_HALF_YEAR = "半年"
_ISO_DATE = (
    r"(?P<year>[0-9]{4})(?:(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?:(?P=mark)(?P<day>[0-9]{1,2}))?)?"
    r"(?:[T ]0?0:00(?::00(?:\.0+)?)?)?"
)
_COMPACT_DATE = r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
_CHINESE_DATE = (
    r"(?P<year>[0-9]{4})\s*年(?:\s*(?P<month>[0-9]{1,2})\s*月份?(?:\s*(?P<day>[0-9]{1,2})\s*[日号])?)?"
)
_OPEN_ENDS = frozenset({"", "至今", "今", "现在", "目前", "now", "present", "today"})
_BETWEEN = r"(?i)\s*(?:\.\.+|…+|~|～|〜|—+|–|至|到|\bto\b|\s-\s)\s*"


def read_years(text: str) -> Span:
    """Return the years of work that `text` says, zero to sixty.

    Raises:
        FactError: it is no such number (``nan``, ``1e3``, ``6_0``, ``-1`` are none).
    """
    return thirtieths(*_fraction(text))


def more_than(text: str, passed: Span) -> bool:
    """Tell whether the years that `text` says are more than `passed`, be it by part of a day.

    Raises:
        FactError: as `read_years`.
    """
    numerator, denominator = _fraction(text)
    years = thirtieths(numerator, denominator)
    return years > passed or (years == passed and numerator * YEAR % denominator > 0)


def _fraction(text: str) -> tuple[int, int]:
    """Return the years that `text` says as numerator and denominator."""
    text = checked("years", text)
    plain = narrow(text)
    if plain == _HALF_YEAR:
        return 1, 2
    found = re.fullmatch(_YEARS, plain)
    if not found or not (found["bare"] or found["years"] or found["months"]):
        raise FactError("years", printable(text), _NOT_YEARS, accepted=_FORMS_OF_YEARS)
    numerator, denominator = _decimal(found["bare"] or found["years"] or "0")
    if found["half"]:
        numerator, denominator = numerator * 2 + denominator, denominator * 2
    months, parts = _decimal(found["months"] or "0")
    numerator, denominator = (
        numerator * MONTHS_PER_YEAR * parts + months * denominator,
        denominator * MONTHS_PER_YEAR * parts,
    )
    if numerator > MOST_YEARS * denominator:
        raise FactError("years", printable(text), _RANGE_OF_YEARS, most=MOST_YEARS)
    return numerator, denominator


def _decimal(text: str) -> tuple[int, int]:
    whole, _, part = text.partition(".")
    return int(whole + part), int("1" + "0" * len(part))


def read_day(text: str, fact: str, *, last: bool = False, exact: bool = False) -> Day:
    """Return the day that `text` names.

    A month alone means its first day, or with `last` its last; with `exact` it is refused.

    Raises:
        FactError: it is no date, a bare year, or out of all bounds.
    """
    text = checked(fact, text)
    plain = narrow(text)
    found = (
        re.fullmatch(_ISO_DATE, plain)
        or re.fullmatch(_COMPACT_DATE, plain)
        or re.fullmatch(_CHINESE_DATE, plain)
    )
    if found is None:
        raise FactError(fact, printable(text), _NOT_A_DATE, accepted=_FORMS_OF_DATES)
    if found["month"] is None:
        raise FactError(fact, printable(text), _BARE_YEAR, accepted=_FORMS_OF_DATES)
    year, month = int(found["year"]), int(found["month"])
    if not found["day"] and exact:
        raise FactError(fact, printable(text), _NEEDS_DAY, accepted=_FORMS_OF_DATES[:1])
    try:
        day = date(year, month, int(found["day"] or (month_length(year, month) if last else 1)))
    except ValueError:
        raise FactError(fact, printable(text), _NO_SUCH_DAY, accepted=_FORMS_OF_DATES) from None
    if not EARLIEST <= day <= LATEST:
        raise FactError(fact, printable(text), _FAR_DATE, earliest=EARLIEST, latest=LATEST)
    return Day(date=day, exact=bool(found["day"]))


def read_period(text: str) -> Period:
    """Return the period of work that `text` names: ``FROM..TO``, or ``FROM..`` while it goes on.

    Raises:
        FactError: it is no period, or ends before it begins.
    """
    text = checked("work", text)
    reason: FactError | None = None
    for start, end in _splits(narrow(text)):
        if not start:
            continue
        try:
            first = read_day(start, "work")
            last = None if end.casefold() in _OPEN_ENDS else read_day(end, "work", last=True)
        except FactError as error:
            reason = error
            continue
        if last and last.date < first.date:
            raise FactError("work", printable(text), _BACKWARDS)
        return Period(
            start=first.date, last=last.date if last else None, exact=first.exact and (not last or last.exact)
        )
    if reason is not None and re.search(_BETWEEN, narrow(text)):
        raise reason
    raise FactError("work", printable(text), _NOT_A_PERIOD, accepted=_FORMS_OF_WORK)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut `text` in two: at a separator, else at each single hyphen."""
    if found := re.search(_BETWEEN, text):
        yield text[: found.start()].rstrip(" -"), text[found.end() :].strip()
        return
    for hyphen in re.finditer("-", text):
        yield text[: hyphen.start()].strip(), text[hyphen.end() :].strip()
