"""What cells say: shared texts, numbers, dates by their formats, errors, formulas without a value."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum

from ...language import Phrase
from .cells import Cell
from .markup import SKIPPED, DamageError, attributes, content, plain, tags
from .package import Package, number_in

MOST_TEXTS = 2_000_000
"""The shared texts that are kept."""
_MOST_STYLES = 100_000
_MOST_LETTERS = 256 << 20
_MOST_KEPT = 20_000

_TOO_MANY_TEXTS = Phrase("共用的文本超过 {most} 条", "it shares more than {most} texts")
_NO_TEXT = Phrase("单元格指向不存在的共用文本", "a cell names a shared text that is not there")

_DATES = frozenset((14, 15, 16, 22, *range(27, 32), 36, *range(50, 55), 57, 58))
"""The formats of dates that need no code in the file; the ones from 27 on are those of East Asia."""
_MONTHS = frozenset((17, 55, 56))
_TIMES = frozenset((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47))
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 49: "@"}
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_FIXED = re.compile(r"[#,]*0(?:\.(0+))?\s*")
_SERIALS = range(20_000, 60_000)
"""The numbers that can be meant as days where a date is asked for: 1954 to 2064."""
_DAY_SECONDS = 86_400


class Shown(Enum):
    """What the format of a cell shows of a number."""

    NUMBER = "number"
    DATE = "date"
    MONTH = "month"
    MOMENT = "moment"
    TIME = "time"


class Missing(str):
    """What stands for the value of a formula that is not in the file: the formula."""

    __slots__ = ()


class Values:
    """What the cells of a workbook say."""

    def __init__(self, package: Package) -> None:
        self._texts = _Texts(package)
        self.formats = _formats(package)
        self._shown = [_shown(code) for code in self.formats]
        self._epoch = datetime(1904, 1, 1) if package.date1904 else datetime(1899, 12, 30)
        self._kept: dict[tuple[str, str], str] = {}

    def format_of(self, style: str) -> str:
        """Return the code of a style's number format."""
        number = number_in(style) or 0
        return self.formats[number] if number < len(self.formats) else "General"

    def text(self, cell: Cell, prefix: str) -> str:
        """Return a cell's value as a person would type it; a date as ISO writes it."""
        value = cell.value
        if value is None:
            if cell.kind == "inlineStr":
                return _runs(_within(cell.body, prefix, "is"), prefix)
            value = _within(cell.body, prefix, "v")
            if not value and cell.kind != "str" and f"<{prefix}f" in cell.body:
                return Missing("=" + content(_within(cell.body, prefix, "f")))
        if not value:
            return ""
        if cell.kind == "s":
            number = number_in(value.strip())
            return self._texts[-1 if number is None else number]
        if cell.kind == "n":
            key = (cell.style, value)
            text = self._kept.get(key)
            if text is None:
                if len(self._kept) > _MOST_KEPT:
                    self._kept.clear()
                text = self._kept[key] = self._number(value, cell.style)
            return text
        if cell.kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if cell.kind == "d":
            return value.strip().removesuffix("T00:00:00").replace("T", " ")
        return content(value)

    def _number(self, value: str, style: str) -> str:
        number = number_in(style) or 0
        shown = self._shown[number] if number < len(self._shown) else Shown.NUMBER
        try:
            decimal = Decimal(value.strip())
            text = _plain(decimal)
            return text if shown is Shown.NUMBER else self._moment(decimal, shown)
        except (InvalidOperation, OverflowError, ValueError):
            return content(value)

    def _moment(self, days: Decimal, shown: Shown) -> str:
        """Return a date, or a part of one, as far as the format shows it."""
        seconds = int((days * _DAY_SECONDS).to_integral_value(ROUND_HALF_UP))
        moment = self._epoch + timedelta(seconds=seconds)
        if shown is Shown.TIME:
            return moment.time().isoformat() if days < 1 else _plain(days)
        if shown is Shown.MOMENT and seconds % _DAY_SECONDS:
            return moment.isoformat(" ")
        # A month that was typed is kept as its first day; of another day only the month is shown.
        return moment.strftime("%Y-%m") if shown is Shown.MONTH and moment.day == 1 else str(moment.date())

    def as_date(self, cell: Cell, text: str) -> str:
        """Return what a cell says where a date is asked for: a number as shown, a serial as its day."""
        if cell.kind != "n" or cell.value is None or not re.fullmatch(r"\d+(?:\.\d+)?", text):
            return text
        fixed = _FIXED.fullmatch(_QUIET.sub("", self.format_of(cell.style).partition(";")[0]))
        if fixed and fixed[1]:
            return str(Decimal(text).quantize(Decimal(1).scaleb(-len(fixed[1])), ROUND_HALF_UP))
        if int(Decimal(text)) in _SERIALS:
            return self._moment(Decimal(text), Shown.DATE)
        return text


def has_value(cell: Cell, prefix: str) -> bool:
    """Tell whether something stands in a cell: a value, or a formula."""
    if cell.value is not None:
        return bool(cell.value)
    if not cell.body:
        return False
    found = f"<{prefix}f" in cell.body or bool(_within(cell.body, prefix, "v"))
    return found or bool(_runs(_within(cell.body, prefix, "is"), prefix))


def _plain(number: Decimal) -> str:
    """Return a number as cells show it: without a point where it is whole, shortest where it is not."""
    if number == number.to_integral_value() and abs(number) < 10**15:
        return str(int(number))
    return repr(float(number))


def _within(xml: str, prefix: str, name: str) -> str:
    """Return what stands between the tags of the first such element; nothing where there is none."""
    found = re.search(rf"<{prefix}{name}(?:\s[^>]*)?(?<!/)>(.*?)</{prefix}{name}\s*>", plain(xml), re.DOTALL)
    return found[1] if found else ""


def _runs(xml: str, prefix: str) -> str:
    """Return the text of a string item: its runs together, without what says how to pronounce it."""
    if f"<{prefix}rPh" in xml:
        xml = re.sub(rf"<{prefix}rPh[\s>].*?</{prefix}rPh\s*>", "", xml, flags=re.DOTALL)
    parts = re.findall(rf"<{prefix}t(?:\s[^>]*)?(?<!/)>(.*?)</{prefix}t\s*>", xml, re.DOTALL)
    return "".join(map(content, parts))


class _Texts:
    """The shared texts, one behind the other in UTF-8."""

    def __init__(self, package: Package) -> None:
        part = package.related("sharedStrings")
        self._letters = bytearray()
        self._ends = array("Q", [0])
        if part is None or package.name(part) is None:
            return
        for text in _items(package, part):
            self._letters += text.encode("utf-8", "surrogatepass")
            self._ends.append(len(self._letters))
            if len(self._ends) > MOST_TEXTS or len(self._letters) > _MOST_LETTERS:
                raise DamageError(_TOO_MANY_TEXTS.filled(most=MOST_TEXTS))

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise DamageError(_NO_TEXT)
        return self._letters[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")


def _items(package: Package, part: str) -> Iterator[str]:
    """Yield the shared texts."""
    pieces = package.text_pieces(part)
    text = next(pieces, "")
    root = re.search(r"<([^\s:/>!?]+:)?sst[\s/>]", text)
    prefix = root[1] or "" if root else ""
    item = re.compile(
        rf"{SKIPPED}|<{prefix}si(?:\s[^>]*)?(?:/>|>(?:<{prefix}t(?:\s[^>]*)?>([^<]*)</{prefix}t></{prefix}si>"
        rf"|([^<]*+(?:(?:{SKIPPED}|<(?!/{prefix}si\s*>|[!?]))[^<]*+)*+)</{prefix}si\s*>))",
        re.DOTALL,
    )
    opening, seen = f"<{prefix}si", 0
    while True:
        place = 0
        seen += text.count(opening)
        if seen > MOST_TEXTS:
            raise DamageError(_TOO_MANY_TEXTS.filled(most=MOST_TEXTS))
        for found in item.finditer(text):
            place = found.end()
            simple, body = found.groups()
            if simple is not None:
                yield content(simple)
            elif not found[0].startswith(("<!", "<?")):
                yield _runs(plain(body), prefix) if body else ""
        rest = text[max(place, 0) :]
        piece = next(pieces, None)
        if piece is None:
            return
        seen -= rest.count(opening)
        if len(rest) > _MOST_LETTERS >> 3:
            raise DamageError(_TOO_MANY_TEXTS.filled(most=MOST_TEXTS))
        text = rest + piece


def _formats(package: Package) -> list[str]:
    """Return the code of the number format of each style."""
    part = package.related("styles")
    if part is None or package.name(part) is None:
        return []
    codes = dict(_BUILT_IN)
    styles: list[str] = []
    inside = ""
    for tag in tags(package.read(part)):
        if tag["name"] in ("numFmts", "cellXfs"):
            inside = "" if tag["end"] else tag["name"]
        elif inside and not tag["end"] and tag["name"] in ("numFmt", "xf"):
            values = attributes(tag["attributes"])
            number = number_in(values.get("numFmtId", "0")) or 0
            if tag["name"] == "numFmt":
                codes[number] = values.get("formatCode", "")
            else:
                styles.append(codes.get(number, str(number)))
            if len(styles) > _MOST_STYLES:
                break
    return styles


def _shown(code: str) -> Shown:
    """Return what a number format shows; one without a code is given by its number."""
    number = number_in(code)
    if number in _DATES:
        return Shown.MOMENT if number == 22 else Shown.DATE
    if number in _MONTHS or number in _TIMES:
        return Shown.MONTH if number in _MONTHS else Shown.TIME
    letters = _QUIET.sub("", code.partition(";")[0]).lower()
    if "general" in letters or not re.search(r"[ymdhse]", letters) or re.search(r"[0#?]", letters):
        return Shown.NUMBER
    year, day, hour = (any(one in letters for one in some) for some in ("ye", "d", "hs"))
    if not (year or day):
        return Shown.TIME if hour else Shown.DATE
    if hour:
        return Shown.MOMENT
    return Shown.DATE if day else Shown.MONTH
