"""The cells of a sheet: what they hold, where in the XML of its row each stands, and what they say."""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from ...language import Phrase
from . import markup
from .package import Package

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # that a sheet can hold
_MOST_FILLED = 2_000_000  # the cells with something in them that are read
_MOST_CELLS = 6_000_000  # the cells at all

_DISORDER = Phrase(
    "第 {row} 行附近的行号或单元格位置有误", "rows or cells about row {row} do not stand where they say"
)
_ODD = ("<!", "<?", "extLst", "array", "dataTable")  # rows with these are looked at cell by cell
_PLACE = r"\$?([A-Z]{1,3})\$?(\d{1,7})"
_PLACED = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.IGNORECASE)
_AREA = re.compile(f"{_PLACE}(?::{_PLACE})?", re.IGNORECASE)
_ROW = (
    rf"({markup.BETWEEN})((<{{p}}row(?=[\s/>])(?: r=\"(\d{{1,7}})\")?({markup.INSIDE})>)"
    rf"(?:(?<=/>)|{markup.up_to('/{p}row')}</{{p}}row\s*>))"
)
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


class Area(NamedTuple):
    """A range of cells: rows counted from 1, columns from 0, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


class Cell(NamedTuple):
    """A cell as the XML gives it, and where it stands in the text of its row."""

    column: int
    style: str | None
    kind: str | None
    value: str
    formula: str | None
    start: int
    end: int

    @property
    def filled(self) -> bool:
        """Whether something is in it."""
        return bool(self.value) or self.formula is not None


@lru_cache(maxsize=MOST_COLUMNS)
def column_number(letters: str) -> int:
    """Return a column's number, counted from 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=MOST_COLUMNS)
def column_letters(number: int) -> str:
    """Return the letters of a column counted from 0."""
    front, last = divmod(number, 26)
    return (column_letters(front - 1) if front else "") + chr(65 + last)


def area_in(reference: str) -> Area | None:
    """Return the range that a reference such as ``A1:B2`` names, or None."""
    found = _AREA.fullmatch(reference)
    if found is None:
        return None
    left, right = sorted((column_number(found[1]), column_number(found[3] or found[1])))
    top, bottom = sorted((int(found[2]), int(found[4] or found[2])))
    return Area(top, left, bottom, right) if right < MOST_COLUMNS else None


def shown(xml: str, prefix: str) -> str:
    """Return the text of an item: its runs together, without how to pronounce them."""
    first, *others = re.split(rf"<{re.escape(prefix)}rPh(?=[\s>])", markup.without_asides(xml))
    first += "".join(other.partition(f"</{prefix}rPh")[2] for other in others)
    return markup.unescaped("".join(re.findall(rf"<{re.escape(prefix)}t(?:\s[^<>]*)?(?<!/)>([^<]*)", first)))


class RowXml:
    """A row as it stands in the part; `before` it stands no row; its tag has `said` more than its number."""

    def __init__(self, sheet: SheetXml, number: int, before: str, raw: str, tag: str, said: str) -> None:
        self.number, self.before, self.raw, self.said = number, before, raw, said
        self._sheet, self._tag = sheet, tag
        self.stop = len(raw) - 2  # where cells go behind all that there are, once these were read

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells; raises DamageError where they do not ascend."""
        sheet, number, column = self._sheet, str(self.number), -1
        cells = []
        for found in sheet.cell.finditer(self.raw, len(self._tag)):
            letters, row, style, kind, more, formula, value, text, odd, other = found.groups()
            if other:
                if other[1] in "!?":
                    continue
                if sheet.begun.match(other):  # a cell in a cell
                    raise disorder(self.number)
                self.stop = found.start()
                break
            if len(more) > 2:  # attributes in another order, or others
                said = markup.attributes(more)
                style, kind = said.get("s", style), said.get("t", kind)
                if "r" in said:
                    place = _PLACED.fullmatch(said["r"])
                    letters, row = place.groups() if place else ("", "")
            last = column
            column = last + 1 if letters is None else column_number(letters)
            if not last < column < MOST_COLUMNS or row not in (None, number):
                raise disorder(self.number)
            value = value or text or ""
            if odd:
                value, formula = sheet.content(odd)
            cells.append(Cell(column, style, kind, value, formula, found.start(), found.end()))
        return cells

    def last(self) -> int:
        """Return the last column with something in it, or -1."""
        raw, sheet = self.raw, self._sheet
        end = raw.rfind(sheet.closing)
        if end < 0:
            return -1
        if not any(odd in raw for odd in _ODD):
            found = sheet.cell.match(raw, raw.rfind(sheet.opening, 0, end))
            if found and (found["value"] or found["text"]):
                if found["letters"]:
                    return column_number(found["letters"])
                if "r=" not in raw[len(self._tag) : end]:
                    return len(sheet.begun.findall(raw, 0, end)) - 1
        return next((cell.column for cell in reversed(self.cells) if cell.filled), -1)


def disorder(row: int) -> markup.DamageError:
    """Return the error that says about which row something does not stand where it says."""
    return markup.DamageError(_DISORDER.filled(row=row))


class SheetXml(markup.Series):
    """The XML of a sheet, read row by row; `arrays` are the ranges that formulas fill, as far as was read."""

    def __init__(self, texts: Iterator[str], judge: markup.Judge | None = None) -> None:
        super().__init__(texts, "sheetData", _ROW, judge)
        self.arrays: list[Area] = []
        self.opening, self.closing = f"<{self.prefix}c", f"</{self.prefix}c"
        p, text = re.escape(self.prefix), markup.PLAIN_TEXT
        inline = rf'<{p}is><{p}t(?: xml:space="preserve")?>(?P<text>{text})</{p}t></{p}is>'
        plain = rf"(?:<{p}f>({text})</{p}f>)?(?:<{p}v>(?P<value>{text})</{p}v>|{inline})?(?=</{p}c>)"
        self.cell = re.compile(
            rf'<{p}c(?=[\s/>])(?: r="(?P<letters>[A-Z]{{1,3}})(\d{{1,7}})")?(?: s="(\d{{1,8}})")?'
            rf'(?: t="(\w+)")?({markup.INSIDE})'
            rf"(?:(?<=/)>|>(?:{plain}|({markup.up_to(f'/?{p}c')}))</{p}c\s*>)|({markup.ASIDE}|<.*)",
            re.DOTALL,
        )
        self.begun = re.compile(rf"<{p}c[\s/>]")
        self._formula = re.compile(rf"<{p}f(?=[\s/>])([^<>]*)>([^<]*)")
        self._value = re.compile(rf"<{p}v(?:\s[^<>]*)?(?<!/)>([^<]*)")

    def content(self, xml: str) -> tuple[str, str | None]:
        """Return what stands in a cell that is not plain: its value and formula."""
        xml = markup.without_asides(xml).partition(f"<{self.prefix}extLst")[0]
        formula, value = self._formula.search(xml), self._value.search(xml)
        if formula:
            said = markup.attributes(formula[1])
            area = area_in(said.get("ref", ""))
            if area and said.get("t") in ("array", "dataTable"):
                self.arrays.append(area)
        text = markup.unescaped(value[1]) if value else shown(xml, self.prefix)
        return text, markup.unescaped(formula[2]) if formula else None

    def rows(self) -> Iterator[RowXml]:
        """Yield the rows in order.

        Raises DamageError where one is too long, or its number is not behind that of the row before.
        """
        last = 0
        for batch in self.batches():
            for before, raw, tag, number, said, _ in batch:
                place = last + 1
                if number or "r" in said:
                    named = number or markup.attributes(said).get("r", str(place)).strip()
                    place = int(named) if named.isascii() and named.isdecimal() and len(named) < 9 else 0
                if not last < place <= MOST_ROWS:
                    raise disorder(last + 1)
                last = place
                yield RowXml(self, place, before, raw, tag, said)


class Skimmed:
    """What a first reading of a whole sheet finds, in which the parser judges all of it."""

    def __init__(self, texts: Iterator[str], first: int) -> None:
        """Take a sheet; columns are looked at from row `first` on."""
        self.merges: list[Area] = []
        self.filter: Area | None = None
        self.last = self.used = 0  # the last row with something in it; how many columns have something
        judge = markup.Judge()
        xml = SheetXml(texts, judge)
        self.arrays = xml.arrays
        filled = cells = 0
        for row in xml.rows():
            cells += row.raw.count(xml.opening)
            filled += row.raw.count(xml.closing)
            if filled > _MOST_FILLED or cells > _MOST_CELLS or len(xml.arrays) > markup.MOST_TAGS:
                raise markup.DamageError(markup.TOO_MUCH)
            column = row.last()
            if column >= 0:
                self.last = row.number
                self.used = max(self.used, column + 1 if row.number >= first else 0)
        for name, values, depth in markup.elements(xml.rest(), judge):
            area = area_in(values.get("ref", "")) if name in ("mergeCell", "autoFilter") else None
            if area and name == "mergeCell":
                self.merges.append(area)
            elif area and depth == 2:
                self.filter = area


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
