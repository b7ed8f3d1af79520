"""Numbers of years, dates and periods of work in the forms people write them.

A number of years is read digit by digit, and its bounds stay bounds. Of a date every form is tried, and what
two forms read differently is refused: 03/04/2018 may be in March or in April.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from ..errors import FactError
from ..language import Phrase
from ..span import YEAR, Amount, Span, month_length, thirtieths
from ..value import equal_value
from .text import LONGEST, Folded, checked, narrow, printable, unwrapped

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)  # the days that a date may name
MOST_YEARS = 60  # the most years of work that are believed
_ONE: int = 360 * 10**LONGEST  # a year, in parts so small that every decimal that can be typed is whole

_FORMS_OF_YEARS = Phrase(
    "6、6.5、六年、4年半、5年3个月、63个月、6年以上、不到5年",
    "6, 6.5, 6 years, 5 years 3 months, 63 months, 6+, under 5 years",
)
_NOT_YEARS = Phrase("不是年数", "is not a number of years")
_RANGE = Phrase("应在 0 到 {most} 年之间", "must be between 0 and {most} years")
_VAGUE = Phrase("不是确切的年数，请写出确切的年数", "does not say how many exactly: write the exact years")
_A_DATE = Phrase(
    "是日期，不是年数：请写年数，起止时间另写",
    "is a date, not a number of years: write the years; periods of work are told apart from them",
)
_ALL_WORK = Phrase(
    "是总工龄：请写取得学历后从事相关专业工作的年数",
    "counts all work: write the years of related work after the qualification",
)
_ORDER = Phrase("的上限小于下限", "ends below where it begins")

# Numbers in words: 六, 十二, 二〇一八, six.
_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": "0", "○": "0", "两": "2", "兩": "2"}
_CHINESE_RUN = f"[{''.join(_DIGITS)}十]+"
_WORDS = "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
_ENGLISH = {word: str(value) for value, word in enumerate(_WORDS, 1)} | {"fifteen": "15", "twenty": "20"}
_ENGLISH_RUN = rf"(?i)\b(?:{'|'.join(_ENGLISH)})\b"
_DIGITS_OF_A_YEAR = 4
_LEAST, _MOST, _BELOW = "least", "most", "below"  # what is said of a number; nothing: ""
_COUNT = r"[0-9]+(?:\.[0-9]+)?"
_LENGTH = (
    rf"(?P<bare>{_COUNT})|(?P<half_year>半个?年|half an? year|a half[- ]year)|"
    rf"(?:(?P<years>{_COUNT}|an?(?= year))(?:\s*(?:周?年|years?|yrs?\.?|y)(?P<half>半| and a half)?|"
    rf"(?P<half_before> and a half) years?)[\s又,]*(?:and\s+)?)?"
    rf"(?:(?P<months>{_COUNT}|an?(?= month))\s*(?:[个個]?月|months?|mos?\.?|m))?"
    rf"(?:[\s又零,]*(?:and\s+)?(?P<days>[0-9]{{1,3}})\s*(?:天|日|days?))?"
)
_UNIT_IN_BRACKETS = r"(?<=[0-9])\s*\(([个個]?月|周?年|years?|months?)\)"
_MORE = r"(?<=[0-9])\s*(?:\+|多|余|餘)\s*(?=[个個]?月|周?年|years?|yrs?|y\b)"
_TO = r"\s*(?:-|–|—|~|～|〜|至|到|\bto\b|\band\b)\s*"
_DATE = r"(?<![0-9.])(?:19|20)[0-9]{2}(?:[0-9]{2}){0,2}(?![0-9]|\s*[个個]?月|\s*mo)"

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
_PIVOT = 50  # two digits of a year from here on belong to the last century
_OPEN_ENDS = ("", "至今", "迄今", "今", "现在", "目前", "now", "present", "today", "current", "date")
_BETWEEN = r"(?i)\s*(?:\.\.+|…+|~|～|〜|—+|–|―+|→|->|至|到|\b(?:un)?(?:to|til)\b|\s-\s)\s*"
_SHORT_MONTH = r"^([0-9]{2})\.([0-9]{1,2})\Z"
_DATE_INSIDE = (
    rf"(?:(?:\b{_MONTH_NAME}\.?[ -]+(?:[0-9]{{1,2}}(?:st|nd|rd|th)?,? +)?|\b[0-9]{{1,2}}[/.])?"
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:\s*年(?:\s*[0-9]{1,2}\s*月份?(?:\s*[0-9]{1,2}\s*[日号號])?)?"
    r"|[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?|(?:[0-9]{2}){1,2})?|(?<![0-9])[0-9]{2}年[0-9]{1,2}月)(?![0-9])"
)


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


@cache
def _words() -> dict[str, str]:
    """Return what people write around years and dates, as patterns."""
    with open(os.path.join(os.path.dirname(__file__), "times.txt"), encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("\t", 1) for line in file if "\t" in line)


class VagueYearsError(FactError):
    """A number of years that is not exact, and nothing else: 约5年."""


@lru_cache(2048)  # a table says the same again and again
def read_years(text: str) -> Amount:
    """Return what `text` says of the years of work, zero to sixty.

    What is no such number (``nan``, ``1e3``, ``6_0``, ``-1``), or no exact one (约), raises `FactError`.
    """
    lengths, bound = _read(text)
    least, most = thirtieths(lengths[0], _ONE), thirtieths(lengths[-1], _ONE)
    if bound == _LEAST:
        return Amount(least=least, most=None)
    return Amount(least=Span(0) if bound else least, most=most, below=bound == _BELOW)


def more_than(text: str, passed: Span) -> bool:
    """Tell whether the years that `text` says are more than `passed`, be it by part of a day."""
    lengths, bound = _read(text)
    return bound in ("", _LEAST) and lengths[0] * YEAR > passed.worth * _ONE


def is_years(text: str) -> bool:
    """Tell whether `text` is a number of years or months with its unit."""
    try:
        _read(text)
    except FactError:
        return False
    return re.search("(?i)[a-z年月]", text) is not None


def _read(text: str) -> tuple[list[int], str]:
    """Return the one length or the two that `text` names, and what is said of them."""
    text = checked("years", text)
    if len(text) < 3 and text.isascii() and text.isdigit() and int(text) <= MOST_YEARS:
        return [int(text) * _ONE], ""  # as most do; the patterns below take long to compile
    bare = re.sub(_UNIT_IN_BRACKETS, r"\1", narrow(text)).strip().rstrip("。").lower()
    plain = in_digits(unwrapped(Folded(bare)))
    if re.search(_DATE, plain):
        raise FactError("years", printable(text), _A_DATE, accepted=_FORMS_OF_YEARS)
    if re.fullmatch(_words()["no work"], plain):
        return [0], ""
    said, bare = (set[str](), plain) if _length(plain) is not None else _bounds(plain)
    lengths = _lengths(bare)
    if len(said) > 1 or not lengths or (len(lengths) > 1 and said):
        rough = _words()["rough"]
        why = _VAGUE if re.search(rough, plain) else _NOT_YEARS
        why = _ALL_WORK if re.search(_words()["all work"], plain) else why
        exact = rf"{_LENGTH}|年|years?|[个個]?月|months?"
        about = why is _VAGUE and re.fullmatch(exact, re.sub(rough, "", plain).strip())
        kind = VagueYearsError if about else FactError
        raise kind("years", printable(text), why, accepted=_FORMS_OF_YEARS)
    if max(lengths) > MOST_YEARS * _ONE:
        raise FactError("years", printable(text), _RANGE, most=MOST_YEARS)
    if lengths[-1] < lengths[0]:
        raise FactError("years", printable(text), _ORDER, accepted=_FORMS_OF_YEARS)
    return lengths, "".join(said)


def _bounds(plain: str) -> tuple[set[str], str]:
    """Return what the words around a number say of it, and the number."""
    bare, inside = re.subn(_MORE, "", plain)
    said, before = {_LEAST} if inside else set[str](), ""
    while bare != before:
        before = bare
        for bound in ("plain", _LEAST, _MOST, _BELOW):
            heads, tails = _words()[f"{bound} <"], _words()[f"{bound} >"]
            for pattern in (rf"^(?:{heads})\s*", rf"(?<=.)\s*(?:{tails})$"):
                bare, times = re.subn(pattern, "", bare, count=1)
                said |= {bound} if times and bound != "plain" else set()
    return said, bare


def _lengths(text: str) -> list[int]:
    """Return the one length or the two that `text` names; none where it names something else."""
    if (one := _length(text)) is not None:
        return [one]
    low, *more = re.split(_TO, re.sub(r"^(?:between\s+|介于)", "", text))
    if len(more) == 1 and re.fullmatch(_COUNT, low):  # the unit stands behind both
        low += re.sub(rf"^{_COUNT}", "", more[0])
    ends = [one for one in map(_length, (low, *more)) if one is not None]
    return ends if len(ends) == len(more) + 1 == 2 else []


def _length(text: str) -> int | None:
    """Return the years that `text` names, in parts of a year; None where it names none."""
    found = re.fullmatch(_LENGTH, text)
    if not found or not any(found.groupdict().values()):
        return None
    if found["half_year"]:
        return _ONE // 2
    length = _ONE // 2 if found["half"] or found["half_before"] else 0
    for count, unit in ((found["bare"] or found["years"], 1), (found["months"], 12), (found["days"], 360)):
        if count:
            whole, _, part = ("1" if count.startswith("a") else count).partition(".")
            shares: int = 10 ** len(part)
            length += int(whole + part) * (_ONE // unit) // shares
    return length


def in_digits(text: str) -> str:
    """Return `text` with the numbers in it that are written in words as digits.

    五六 is five to six (5-6), 二〇一八 a year; a run that is no number stays as it is.
    """
    if text.isascii():
        return re.sub(_ENGLISH_RUN, lambda found: _ENGLISH[found[0].lower()], text)
    return re.sub(_CHINESE_RUN, lambda found: _number(found[0]), text)


def _number(run: str) -> str:
    if "十" in run:
        tens, _, units = run.partition("十")
        known = len(tens) <= 1 and len(units) <= 1 and units != "十"
        return f"{int(_DIGITS.get(tens, 1)) * 10 + int(_DIGITS.get(units, 0))}" if known else run
    digits = "".join(_DIGITS[char] for char in run)
    if len(digits) == _DIGITS_OF_A_YEAR or len(digits.lstrip("0") or "0") == 1:
        return digits
    low, high = int(digits[0]), int(digits[1:])
    return f"{low}-{high}" if high == low + 1 else run


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
    found = re.search(rf"(?i)(?:{_DATE_INSIDE}\s*[-–—~～〜至到]+\s*)?(?P<last>{_DATE_INSIDE})", text)
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
    kind = "work" if working else "date"
    for around in ("weekday", f"{kind} <", f"{kind} >"):
        plain = re.sub(_words()[around], "", plain)
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
        if len(found["year"]) < _DIGITS_OF_A_YEAR:
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
    length = re.search(r"\s*\(([^()]*)\)$", plain)  # 2018.07-2024.06（6年）
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
