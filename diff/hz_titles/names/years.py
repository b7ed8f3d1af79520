"""Numbers of years in the forms people write them, read digit by digit; bounds stay bounds."""

from __future__ import annotations

import re
from functools import lru_cache

from ..errors import FactError
from ..language import Phrase
from ..span import YEAR, Amount, Span, thirtieths
from .text import LONGEST, Folded, checked, narrow, printable, unwrapped

MOST_YEARS = 60  # the most years of work that are believed
_KEPT = 2048  # the texts whose reading is kept: a table says the same again and again
_ONE: int = 360 * 10**LONGEST  # a year, in parts so small that every decimal that can be typed is whole

_FORMS = Phrase(
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


# What stands before a number, and behind it, by what it says of it; the first says nothing.
_LEAST, _MOST, _BELOW = "least", "most", "below"
_AROUND = {
    "": (
        r"已满|整|满|滿|已|(?:1|总)?共计?|累计|有|足|从事(?:相关专业|相关|本专业|专业)|"
        r"(?:从事)?(?:相关专业|相关|本专业|专业|本)?(?:工作|从业)(?:年限|经验|时间|了)?|total(?:ly)?|experience|:",
        r"整|足|了|的|(?:相关|本专业|专业|岗位|行业|项目|管理|技术)*(?:工作|从业)?(?:经验|经历|年限|时间)|工作|"
        r"(?:of )?(?:related |relevant |professional |work(?:ing)? )*(?:work|experience)|in total|total|'",
    ),
    _LEAST: (
        r"≥|>=?|至少|已?超过|不少于|不低于|不小于|大于|多于|高于|逾|"
        r"(?:more|no less|not less|greater) than|over|above|at least|minimum(?: of)?|min\.?",
        r"(?:\(含[^()]*\))?[及或和]?以上(?:\(含[^()]*\))?|\+|多|余|餘|有余|有多|起|"
        r"or more|or above|and above|and over|plus|minimum",
    ),
    _MOST: (
        r"≤|<=|将?近|接近|即?将满?|就?快要?|不超过|至多|最多|不多于|nearly|almost|close to|up to|at most|"
        r"(?:no|not) more than|maximum(?: of)?|max\.?",
        r"(?:\(含[^()]*\))?[及或和]?(?:以下|以内|之内)|or less|at most|max(?:imum)?",
    ),
    _BELOW: (
        r"<|不到|不足|不满|未满|少于|小于|低于|不及|(?:less|fewer) than|under|below|not quite",
        r"不到|不足|未满|不满",
    ),
}
_COUNT = r"[0-9]+(?:\.[0-9]+)?"
_LENGTH = (
    rf"(?P<bare>{_COUNT})|(?P<half_year>半个?年|half an? year|a half[- ]year)|"
    rf"(?:(?P<years>{_COUNT}|an?(?= year))(?:\s*(?:周?年|years?|yrs?\.?|y)(?P<half>半| and a half)?|"
    rf"(?P<half_before> and a half) years?)[\s又,]*(?:and\s+)?)?"
    rf"(?:(?P<months>{_COUNT}|an?(?= month))\s*(?:[个個]?月|months?|mos?\.?|m))?"
    rf"(?:[\s又零,]*(?:and\s+)?(?P<days>[0-9]{{1,3}})\s*(?:天|日|days?))?"
)
_UNIT_IN_BRACKETS = r"(?<=[0-9])\s*\(([个個]?月|周?年|years?|months?)\)"
_INSIDE = r"(?<=[0-9])\s*(?:\+|多|余|餘)\s*(?=[个個]?月|周?年|years?|yrs?|y\b)"
_TO = r"\s*(?:-|–|—|~|～|〜|至|到|\bto\b|\band\b)\s*"
_BETWEEN = r"between\s+|介于"
_ROUGH = (
    r"几|幾|数年|若干|多年|左右|上下|前后|大约|大概|约|約|差|不定|"
    r"about|around|approx|roughly|several|few|some|many|circa|\bca\b"
)
_NO_WORK = (
    r"(?:无|没有?|未有|no|without(?: any)?)\s*(?:相关)?(?:工作|从业|work(?:ing)?)?\s*(?:经验|经历|experience)"
)
_ALL = r"工龄|总年限|连续工|total service|seniority"
_DATE = r"(?<![0-9.])(?:19|20)[0-9]{2}(?:[0-9]{2}){0,2}(?![0-9]|\s*[个個]?月|\s*mo)"


class VagueYearsError(FactError):
    """A number of years that is not exact, and nothing else: 约5年."""


@lru_cache(_KEPT)
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
        raise FactError("years", printable(text), _A_DATE, accepted=_FORMS)
    if re.fullmatch(_NO_WORK, plain):
        return [0], ""
    said, bare = (set[str](), plain) if _length(plain) is not None else _bounds(plain)
    lengths = _lengths(bare)
    if len(said) > 1 or not lengths or (len(lengths) > 1 and said):
        rough = _VAGUE if re.search(_ROUGH, plain) else _NOT_YEARS
        why = _ALL_WORK if re.search(_ALL, plain) else rough
        exact = rf"{_LENGTH}|年|years?|[个個]?月|months?"
        about = why is _VAGUE and re.fullmatch(exact, re.sub(_ROUGH, "", plain).strip())
        raise (VagueYearsError if about else FactError)("years", printable(text), why, accepted=_FORMS)
    if max(lengths) > MOST_YEARS * _ONE:
        raise FactError("years", printable(text), _RANGE, most=MOST_YEARS)
    if lengths[-1] < lengths[0]:
        raise FactError("years", printable(text), _ORDER, accepted=_FORMS)
    return lengths, "".join(said)


def _bounds(plain: str) -> tuple[set[str], str]:
    """Return what the words around a number say of it, and the number."""
    bare, inside = re.subn(_INSIDE, "", plain)
    said, before = {_LEAST} if inside else set[str](), ""
    while bare != before:
        before = bare
        for bound, (heads, tails) in _AROUND.items():
            for pattern in (rf"^(?:{heads})\s*", rf"(?<=.)\s*(?:{tails})$"):
                bare, times = re.subn(pattern, "", bare, count=1)
                said |= {bound} if times and bound else set()
    return said, bare


def _lengths(text: str) -> list[int]:
    """Return the one length or the two that `text` names; none where it names something else."""
    if (one := _length(text)) is not None:
        return [one]
    low, *more = re.split(_TO, re.sub(rf"^(?:{_BETWEEN})", "", text))
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
