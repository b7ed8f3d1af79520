"""What cells say: shared texts, numbers, dates by their formats, errors, formulas without a value."""

from __future__ import annotations

import re
from array import array
from collections import deque
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache
from itertools import accumulate, islice

from ...language import Phrase
from . import markup
from .package import Package
from .rows import Cell, shown

_MOST_TEXTS, _MOST_LETTERS = 2_000_000, 128 << 20
_MOST_KEPT = 20_000
_LONGEST_FORMAT = 255
_SERIALS = range(20_000, 60_000)  # the numbers that are meant as days where a date is asked for: 1954 to 2064
_NO_DAY = 3_000_000  # from here on no number is a day of four-digit years
_DAY_SECONDS = 86_400
_NO_TEXT = Phrase("单元格指向不存在的共用文本", "a cell names a shared text that is not there")
# The formats that need no code in the file, by a code that shows the same of a number
_SHOWN_AS = {
    "General": [0],
    "0": [1, 3],
    "0.00": [2, 4],
    "@": [49],
    "y-m-d": [14, 15, 16, *range(27, 32), 36, *range(50, 55), 57, 58],  # those from 27 on of East Asia
    "y-m": [17, 55, 56],
    "h:m": [*range(18, 22), *range(32, 36), *range(45, 48)],
    "y-m-d h:m": [22],
}
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_FIXED = re.compile(r"[#,]*0(?:\.(0+))?\s*")
_ITEM = (
    rf"{markup.BETWEEN}<{{p}}si(?=[\s/>]){markup.INSIDE}(?:(?<=/)>|>"
    rf'(?:<{{p}}t(?: xml:space="preserve")?>({markup.PLAIN_TEXT})</{{p}}t>'
    rf'(?:<{{p}}phoneticPr[ \w="]*/>)?(?=</)|({markup.up_to("/{p}si")}))</{{p}}si\s*>)'
)

Shown = Enum("Shown", "NUMBER DATE MONTH MOMENT TIME")  # what the format of a cell shows of a number


class Missing(str):
    """What stands for the value of a formula that is not in the file: the formula."""

    __slots__ = ()


class Values:
    """What the cells of a workbook say; its shared texts stand one behind the other in UTF-8."""

    def __init__(self, package: Package) -> None:
        self._formats = _formats(package) or ["General"]
        self._shown = list(map(_shown, self._formats))
        self._epoch = datetime(1904, 1, 1) if package.date1904 else datetime(1899, 12, 30)
        self._number_text = lru_cache(maxsize=_MOST_KEPT)(self._number)
        self._letters = bytearray()
        self._ends = array("Q", [0])
        if part := package.related("sharedStrings"):
            judge = markup.Judge()
            series = markup.Series(package.texts(part), "sst", _ITEM, judge)
            for batch in series.batches():
                texts = [text or (odd and shown(odd, series.prefix)) for text, odd, _ in batch]
                encoded = list(map(str.encode, texts))
                self._ends.extend(islice(accumulate(map(len, encoded), initial=self._ends[-1]), 1, None))
                self._letters += b"".join(encoded)
                if len(self._ends) > _MOST_TEXTS or len(self._letters) > _MOST_LETTERS:
                    raise markup.DamageError(markup.TOO_MUCH)
            deque(markup.elements(series.rest(), judge), maxlen=0)

    def _style(self, style: str | None) -> int:
        """Return the number of a style; where there is none such, that of the first."""
        number = int(style) if style and style.isdecimal() and len(style) < 9 else 0
        return number if number < len(self._formats) else 0

    def plain(self, style: str) -> bool:
        """Tell whether a style leaves numbers and texts as they are."""
        return self._formats[self._style(style)] in ("General", "@")

    def text(self, cell: Cell) -> str:
        """Return a cell's value as a person would type it; a date as ISO writes it."""
        _, style, kind, value, formula, _, _ = cell
        if not value:
            return "" if formula is None or kind == "str" else Missing("=" + formula)
        if kind == "s":
            number = int(value) if len(value) < 12 else -1
            if not 0 <= number < len(self._ends) - 1:
                raise markup.DamageError(_NO_TEXT)
            return markup.decoded(self._letters[self._ends[number] : self._ends[number + 1]].decode())
        if kind is None or kind == "n":
            return self._number_text(value, style)
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return value.strip().removesuffix("T00:00:00").replace("T", " ")
        return markup.decoded(value)

    def _number(self, value: str, style: str | None) -> str:
        shown = self._shown[self._style(style)]
        try:
            if shown is Shown.NUMBER or not abs(float(value)) < _NO_DAY:
                return whole(float(value))
            return self._moment(Decimal(value.strip()), shown)
        except (ArithmeticError, ValueError):
            return value

    def _moment(self, days: Decimal, shown: Shown) -> str:
        """Return a date, or a part of one, as far as the format shows it."""
        seconds = int((days * _DAY_SECONDS).to_integral_value(ROUND_HALF_UP))
        moment = self._epoch + timedelta(seconds=seconds)
        if shown is Shown.TIME:
            return moment.time().isoformat() if days < 1 else whole(float(days))
        if shown is Shown.MOMENT and seconds % _DAY_SECONDS:
            return moment.isoformat(" ")
        # A month that was typed is kept as its first day; of another day only the month is shown.
        return moment.strftime("%Y-%m") if shown is Shown.MONTH and moment.day == 1 else str(moment.date())

    def as_date(self, cell: Cell, text: str) -> str:
        """Return what a cell says where a date is asked for: a number as shown, a serial as its day."""
        if not re.fullmatch(r"\d{1,9}(?:\.\d{1,17})?", text):
            return text
        fixed = _FIXED.fullmatch(_spoken(self._formats[self._style(cell[1])]))
        number = Decimal(text)
        if fixed and fixed[1] and cell[2] in (None, "n"):
            return str(number.quantize(Decimal(1).scaleb(-len(fixed[1])), ROUND_HALF_UP))
        return self._moment(number, Shown.DATE) if int(number) in _SERIALS else text


def whole(number: float) -> str:
    """Return a number as cells show it: without a point where it is whole, shortest where it is not."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _formats(package: Package) -> list[str]:
    """Return the code of the number format of each style."""
    part = package.related("styles")
    codes = {str(number): code for code, numbers in _SHOWN_AS.items() for number in numbers}
    styles: list[str] = []
    inside = ""
    for name, values, _ in package.elements(part) if part else ():
        if name in ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles"):
            inside = name
        elif name == "numFmt" and inside == "numFmts":
            codes[values.get("numFmtId", "")] = values.get("formatCode", "")[:_LONGEST_FORMAT]
        elif name == "xf" and inside == "cellXfs":
            number = values.get("numFmtId", "0")
            styles.append(codes.get(number, number))
    return styles


def _spoken(code: str) -> str:
    """Return what a number format does with numbers that are not negative, without its literal texts."""
    return _QUIET.sub("", code.partition(";")[0])


def _shown(code: str) -> Shown:
    """Return what a number format shows."""
    letters = _spoken(code).lower()
    if "general" in letters or not re.search(r"[ymdhse]", letters) or re.search(r"[0#?]", letters):
        return Shown.NUMBER
    year, day, hour = (any(one in letters for one in some) for some in ("ye", "d", "hs"))
    if hour:
        return Shown.MOMENT if year or day else Shown.TIME
    return Shown.MONTH if year and not day else Shown.DATE
