"""Numbers of years in the forms people write them, read exactly; bounds stay bounds.

No text goes through a float: a decimal is read digit by digit.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from ..errors import FactError
from ..language import Phrase
from ..span import MONTH, MONTHS_PER_YEAR, YEAR, Amount, Span, thirtieths
from .numerals import in_digits
from .text import Folded, checked, narrow, printable, unwrapped

MOST_YEARS = 60
"""The most years of work that are believed."""
_KEPT = 2048
"""The texts whose reading is kept: a table says the same again and again."""

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


class _Bound(Enum):
    """What a word beside a number says of it."""

    NOTHING = "满, 整, 工作经验"
    LEAST = "以上, over"
    MOST = "近, 以内, nearly"
    BELOW = "不到, less than"


_HEADS = {
    _Bound.NOTHING: r"已满|整|满|滿|已|(?:1|总)?共计?|累计|有|足|从事(?:相关专业|相关|本专业|专业)|"
    r"(?:从事)?(?:相关专业|相关|本专业|专业|本)?(?:工作|从业)(?:年限|经验|时间|了)?|"
    r"total(?:ly)?|experience|:",
    _Bound.LEAST: r"≥|>=?|至少|已?超过|不少于|不低于|不小于|大于|多于|高于|逾|"
    r"(?:more|no less|not less|greater) than|over|above|at least|minimum(?: of)?|min\.?",
    _Bound.MOST: r"≤|<=|将?近|接近|即?将满?|就?快要?|不超过|至多|最多|不多于|nearly|almost|close to|up to|at "
    r"most|"
    r"(?:no|not) more than|maximum(?: of)?|max\.?",
    _Bound.BELOW: r"<|不到|不足|不满|未满|少于|小于|低于|不及|(?:less|fewer) than|under|below|not quite",
}
_TAILS = {
    _Bound.NOTHING: r"整|足|了|的|(?:相关|本专业|专业|岗位|行业|项目|管理|技术)*(?:工作|从业)?(?:经验|"
    r"经历|年限|时间)|工作|"
    r"(?:of )?(?:related |relevant |professional |work(?:ing)? )*(?:work|experience)|in total|total|'",
    _Bound.LEAST: r"(?:\(含[^()]*\))?[及或和]?以上(?:\(含[^()]*\))?|\+|多|余|餘|有余|有多|起|"
    r"or more|or above|and above|and over|plus|minimum",
    _Bound.MOST: r"(?:\(含[^()]*\))?[及或和]?(?:以下|以内|之内)|or less|at most|max(?:imum)?",
    _Bound.BELOW: r"不到|不足|未满|不满",
}
_DAYS = MONTH // 2
"""Days of a month."""
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


@lru_cache(_KEPT)
def read_years(text: str) -> Amount:
    """Return what `text` says of the years of work, zero to sixty.

    Raises:
        FactError: it is no such number (``nan``, ``1e3``, ``6_0``, ``-1`` are none), or no exact one (约).
    """
    lengths, bound = _read(text)
    spans = [thirtieths(*length) for length in lengths]
    if bound is _Bound.LEAST:
        return Amount(least=spans[0], most=None)
    if bound in (_Bound.MOST, _Bound.BELOW):
        return Amount(least=Span(0), most=spans[-1], below=bound is _Bound.BELOW)
    return Amount(least=spans[0], most=spans[-1])


def more_than(text: str, passed: Span) -> bool:
    """Tell whether the years that `text` says are more than `passed`, be it by part of a day.

    Raises:
        FactError: as `read_years`.
    """
    lengths, bound = _read(text)
    if bound in (_Bound.MOST, _Bound.BELOW):
        return False
    numerator, denominator = lengths[0]
    least = thirtieths(numerator, denominator)
    return least > passed or (least == passed and numerator * YEAR % denominator > 0)


def _read(text: str) -> tuple[list[tuple[int, int]], _Bound]:
    """Return the one length or the two that `text` names, and what is said of them."""
    text = checked("years", text)
    bare = re.sub(_UNIT_IN_BRACKETS, r"\1", narrow(text)).strip().rstrip("。").lower()
    plain = in_digits(unwrapped(Folded(bare)))
    if re.search(_DATE, plain):
        raise FactError("years", printable(text), _A_DATE, accepted=_FORMS)
    if one := (0, 1) if re.fullmatch(_NO_WORK, plain) else _length(plain):
        return _within([one], text), _Bound.NOTHING
    bound, bare = _bound(plain)
    lengths = _lengths(bare) if bound else []
    if bound is None or not lengths or (len(lengths) > 1 and bound is not _Bound.NOTHING):
        raise FactError("years", printable(text), _why(plain), accepted=_FORMS)
    return _within(lengths, text), bound


def is_years(text: str) -> bool:
    """Tell whether `text` is a number of years or months with its unit."""
    try:
        _read(text)
    except FactError:
        return False
    return re.search("(?i)[a-z年月]", text) is not None


def _within(lengths: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return `lengths` where they are such as can be, the lesser first.

    Raises:
        FactError: they are not.
    """
    if any(numerator > MOST_YEARS * denominator for numerator, denominator in lengths):
        raise FactError("years", printable(text), _RANGE, most=MOST_YEARS)
    (low, low_parts), (high, high_parts) = lengths[0], lengths[-1]
    if high * low_parts < low * high_parts:
        raise FactError("years", printable(text), _ORDER, accepted=_FORMS)
    return lengths


def _bound(plain: str) -> tuple[_Bound | None, str]:
    """Return what the words around a number say of it, and the number; None where they disagree."""
    said: set[_Bound] = set()
    bare, inside = re.subn(_INSIDE, "", plain)
    if inside:
        said.add(_Bound.LEAST)
    before = ""
    while bare != before:
        before = bare
        for bound in _Bound:
            for pattern in (rf"^(?:{_HEADS[bound]})\s*", rf"(?<=.)\s*(?:{_TAILS[bound]})$"):
                bare, times = re.subn(pattern, "", bare, count=1)
                if times and bound is not _Bound.NOTHING:
                    said.add(bound)
    if len(said) > 1:
        return None, bare
    return next(iter(said), _Bound.NOTHING), bare


def _lengths(text: str) -> list[tuple[int, int]]:
    """Return the one length or the two that `text` names; none where it names something else."""
    if one := _length(text):
        return [one]
    low, *more = re.split(_TO, re.sub(rf"^(?:{_BETWEEN})", "", text))
    if len(more) != 1:
        return []
    if re.fullmatch(_COUNT, low):  # the unit stands behind both
        low += re.sub(rf"^{_COUNT}", "", more[0])
    ends = [one for one in map(_length, (low, *more)) if one]
    return ends if len(ends) == 1 + len(more) else []


def _length(text: str) -> tuple[int, int] | None:
    """Return the years that `text` names as numerator and denominator."""
    found = re.fullmatch(_LENGTH, text)
    if not found or not any(found.groupdict().values()):
        return None
    if found["half_year"]:
        return 1, 2
    numerator, denominator = _decimal(found["bare"] or found["years"] or "0")
    if found["half"] or found["half_before"]:
        numerator, denominator = numerator * 2 + denominator, denominator * 2
    months, parts = _decimal(found["months"] or "0")
    days = months * _DAYS + int(found["days"] or 0) * parts
    parts *= MONTHS_PER_YEAR * _DAYS
    return numerator * parts + days * denominator, denominator * parts


def _decimal(text: str) -> tuple[int, int]:
    whole, _, part = text.partition(".")
    return int(whole + part) if whole[0].isdigit() else 1, int("1" + "0" * len(part))


def _why(plain: str) -> Phrase:
    if re.search(_ALL, plain):
        return _ALL_WORK
    return _VAGUE if re.search(_ROUGH, plain) else _NOT_YEARS
