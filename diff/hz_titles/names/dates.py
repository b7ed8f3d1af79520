"""Dates and periods of work in the forms people write them.

Every form is tried, and what two forms read differently is refused: 03/04/2018 may be in March or in April.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..errors import FactError
from ..language import Phrase
from ..span import month_length
from ..value import equal_value
from .text import Folded, checked, narrow, printable, unwrapped
from .years import in_digits, is_years

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)  # the days that a date may name


@equal_value
class Day:
    """A typed date: some day from `first` to `last`, which differ where only the year was given."""

    first: date
    last: date
    exact: bool = True  # the text names the day itself, not a month or a year

    @classmethod
    def on(cls, day: date, *, exact: bool = True) -> Day:
        return cls(first=day, last=day, exact=exact)

    def __str__(self) -> str:
        """Write it so that it is read again as the same: as a day, or as its year."""
        return str(self.first if self.first == self.last else self.first.year)


@equal_value
class Period:
    """A typed period of work from `start` to `end`, both of them worked; open where `end` is None."""

    start: Day
    end: Day | None = None

    def __str__(self) -> str:
        """Write it as it is typed: ``FROM..TO``."""
        return f"{self.start}..{self.end or ''}"


_FORMS_OF_DATES = Phrase(
    "2018-07-01、2018-07、2018/7/1、2018年7月、20180701",
    "2018-07-01, 2018-07, 2018/7/1, Jul 2018, July 1, 2018",
)
_FORMS_OF_WORK = Phrase(
    "2018-07..2024-06、2018-07-01..、2018年7月至今", "2018-07..2024-06, 2018-07-01.., Jul 2018 - present"
)

_NOT_A_DATE = Phrase("不是日期", "is not a date")
_NO_SUCH_DAY = Phrase("没有这一天", "there is no such day")
_FAR_DATE = Phrase("应在 {earliest} 到 {latest} 之间", "must be between {earliest} and {latest}")
_NEEDS_DAY = Phrase("请写到日", "give the day as well")
_NUMBER_OF_YEARS = Phrase("是年数，不是日期", "is a number of years, not a date")
_TWO_DAYS = Phrase("可以有两种读法，请写成 年-月-日", "can be read in two ways: write it as YEAR-MONTH-DAY")
_NOT_A_PERIOD = Phrase(
    "不是一段时间，请写成 开始..结束", "is not a period: write FROM..TO, or FROM.. while it goes on"
)
_YEARS_FOR_PERIOD = Phrase(
    "是年数，不是一段时间：请写 开始..结束", "is a number of years, not a period: write FROM..TO"
)
_BACKWARDS = Phrase("结束早于开始", "ends before it begins")

# Patterns as text: most starts need few of them compiled.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WORD = rf"(?P<word>{_MONTH_NAME})\.?"
_YEAR, _MONTH, _DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_SHORT = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_ISO = rf"{_YEAR}(?:(?P<mark>[-/. ]){_MONTH}(?:(?P=mark){_DAY})?)?"
_FORMS = (
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?",
    rf"{_SHORT}\s*年(?:\s*{_MONTH}(?:\s*月份?(?:\s*{_DAY}\s*[日号號]?)?)?)?",
    rf"{_WORD}[ -]*(?:{_DAY}(?:st|nd|rd|th)?)?[ ,]\s*{_YEAR}",
    rf"(?:{_DAY}(?:st|nd|rd|th)?[ /-]?)?{_WORD}[-/, ]*{_YEAR}",
    rf"(?:{_DAY}-)?{_WORD}-{_SHORT}",
    rf"{_YEAR}[ -]{_WORD}(?:[ -]{_DAY})?",
    rf"{_MONTH}[-/.]{_YEAR}",
    rf"{_MONTH}(?P<mark>[-/.]){_DAY}(?P=mark){_YEAR}",
    rf"{_DAY}(?P<mark>[-/.]){_MONTH}(?P=mark){_YEAR}",
)
_TIME = (
    r"(?i)[T\s]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:[ap]\.?m\.?|Z|[-+][0-9]{2}:?[0-9]{2})?$"
)
_WEEKDAY = r"(?i)^[a-z]+day,\s*|[\s(]*(?:星期|周)[一二三四五六日天]\)?$"
# What stands before and behind a date and says nothing more.
_AROUND = (
    r"(?i)^(?:(?:毕业|取得|获得)(?:时间|日期|于)?|于|graduated(?: in| on)?|obtained(?: in| on)?)[:\s]*",
    r"(?i)[\s,(]*(?:毕业|畢業|取得|获得|授予|颁发|获批|graduat(?:ed|ion))\)?$",
)
_AROUND_WORK = (
    r"(?i)^(?:自|从|from|(?:入职|毕业|参加工作)(?:时间|日期|于)?)[:\s]*",
    r"[\s(]*(?:起|开始|入职|参加工作|毕业|止|离职|结束)\)?$",
)
# Why a text is no date, by what stands in it.
_REASONS = {
    r"(?i)预计|拟|入学|expect|anticipat|enrol|started": Phrase(
        "是预计或入学的时间，请写取得（毕业）的日期",
        "is when it is expected or was begun: give the day it was obtained (graduation)",
    ),
    r"(?i)[0-9]\s*(?:年?[春夏秋冬暑初末底届中前后]|年?[上下]半年|年?第?[一二三四1-4]季)|"
    r"class of|spring|summer|fall|autumn|winter": Phrase(
        "看不出是哪个月，请写出月份或日期", "does not say the month: give the month or the day"
    ),
    r"(?:19|20)[0-9]{2}.*(?:19|20)[0-9]{2}": Phrase("是一段时间，不是一个日期", "is a period, not a date"),
}
_WHOLE_YEAR = 4
_PIVOT = 50  # two digits of a year from here on belong to the last century
_OPEN_ENDS = ("", "至今", "迄今", "今", "现在", "目前", "now", "present", "today", "current", "date")
_BETWEEN = r"(?i)\s*(?:\.\.+|…+|~|～|〜|—+|–|―+|→|->|至|到|\b(?:un)?(?:to|til)\b|\s-\s)\s*"
_SHORT_MONTH = r"^([0-9]{2})\.([0-9]{1,2})\Z"
_INSIDE = (
    rf"(?:(?:\b{_MONTH_NAME}\.?[ -]+(?:[0-9]{{1,2}}(?:st|nd|rd|th)?,? +)?|\b[0-9]{{1,2}}[/.])?"
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:\s*年(?:\s*[0-9]{1,2}\s*月份?(?:\s*[0-9]{1,2}\s*[日号號])?)?"
    r"|[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?|(?:[0-9]{2}){1,2})?|(?<![0-9])[0-9]{2}年[0-9]{1,2}月)(?![0-9])"
)
_LENGTH_BEHIND = r"\s*\(([^()]*)\)$"


def read_day(text: str, fact: str, *, last: bool = False, exact: bool = False) -> Day:
    """Return the day that `text` names; what is none, or can be read in two ways, raises `FactError`.

    A month alone means its first day, or with `last` its last, a year some day of it; `exact` refuses both.
    """
    text = checked(fact, text)
    plain = _plain(text, working=fact.startswith("work"))
    try:
        found = set(_days(plain, last))
    except ValueError:
        raise FactError(fact, printable(text), _NO_SUCH_DAY, accepted=_FORMS_OF_DATES) from None
    if len(found) != 1:
        other = _NUMBER_OF_YEARS if is_years(plain) else _NOT_A_DATE
        why = next((why for pattern, why in _REASONS.items() if re.search(pattern, plain)), other)
        raise FactError(fact, printable(text), _TWO_DAYS if found else why, accepted=_FORMS_OF_DATES)
    day = found.pop()
    if exact and not day.exact:
        raise FactError(fact, printable(text), _NEEDS_DAY, accepted=("2018-07-01",))
    if not EARLIEST <= day.first <= day.last <= LATEST:
        raise FactError(fact, printable(text), _FAR_DATE, earliest=EARLIEST, latest=LATEST)
    return day


def without_day(text: str, fact: str) -> tuple[str, Day | None]:
    """Return what stands around the date in `text`, and the date; of a period it is the end."""
    text = narrow(text)
    if not any(map(str.isdigit, text)):
        return text, None
    found = re.search(rf"(?i)(?:{_INSIDE}\s*[-–—~～〜至到]+\s*)?(?P<last>{_INSIDE})", text)
    if not found:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", read_day(found["last"], fact)


def _plain(text: str, *, working: bool) -> str:
    """Drop what stands around a date and says nothing more: time of day, weekday, 毕业."""
    plain: str = unwrapped(Folded(narrow(text).strip()))
    if ":" in plain:
        plain = re.sub(_TIME, "", plain)
    if plain.isascii() and not any(map(str.isalpha, plain)):
        return plain.rstrip(".")
    for around in (_WEEKDAY, *(_AROUND_WORK if working else _AROUND)):
        plain = re.sub(around, "", plain)
    return in_digits(plain).rstrip(".。 ")


def _days(plain: str, last: bool) -> Iterator[Day]:
    """Yield the day that each form which fits names; `ValueError` where there is no such day."""
    iso = re.fullmatch(_ISO, plain)
    for found in [iso] if iso else [re.fullmatch(form, plain, re.IGNORECASE) for form in _FORMS]:
        given = found.groupdict() if found else {}
        word, month, day = given.get("word"), given.get("month"), given.get("day")
        if not found or (not iso and "mark" in given and int(month or 0) > len(_MONTHS)):
            continue  # of two orders the one that can be
        year = int(found["year"].lstrip("'"))
        if len(found["year"]) < _WHOLE_YEAR:
            year += 1900 if year >= _PIVOT else 2000
        number = _MONTHS.index(word[:3].lower()) + 1 if word else int(month or 0)
        if day:
            yield Day.on(date(year, number, int(day)))
        elif word or month:
            whole = date(year, number, 1)
            yield Day.on(whole.replace(day=month_length(year, number)) if last else whole, exact=False)
        else:
            yield Day(first=date(year, 1, 1), last=date(year, 12, 31), exact=False)


def read_period(text: str) -> Period:
    """Return the period that `text` names: ``FROM..TO``, or ``FROM..`` while it goes on; else `FactError`."""
    text = checked("work", text)
    plain: str = unwrapped(Folded(narrow(text).strip()))
    length = re.search(_LENGTH_BEHIND, plain)
    if length and is_years(length[1]):
        plain = plain[: length.start()]
    between = re.search(_BETWEEN, plain)
    found: set[Period] = set()
    reason: FactError | None = None
    for cut in [between] if between else re.finditer("-", plain):  # at a separator, else at each hyphen
        start, end = plain[: cut.start()].rstrip(" -"), plain[cut.end() :].strip()
        try:
            found |= {_period(start, end)} if start else set()
        except FactError as error:
            reason = error
    if len(found) > 1:
        raise FactError("work", printable(text), _TWO_DAYS, accepted=_FORMS_OF_WORK)
    for period in found:
        if period.end and period.end.last < period.start.first:
            raise FactError("work", printable(text), _BACKWARDS)
        return period
    if reason is not None and between:
        raise reason
    why = _YEARS_FOR_PERIOD if is_years(plain) else _NOT_A_PERIOD
    raise FactError("work", printable(text), why, accepted=_FORMS_OF_WORK)


def _period(start: str, end: str) -> Period:
    """Return the period between two texts; in 18.07-24.06 both years have two digits."""
    goes_on, short = end.casefold() in _OPEN_ENDS, re.search(_SHORT_MONTH, start)
    if short and int(short[1]) > len(_MONTHS) and (goes_on or re.search(_SHORT_MONTH, end)):
        start, end = (re.sub(_SHORT_MONTH, r"\1年\2", each) for each in (start, end))
    return Period(start=read_day(start, "work"), end=None if goes_on else read_day(end, "work", last=True))
