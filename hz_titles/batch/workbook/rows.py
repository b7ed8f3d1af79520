"""The rows in the XML of a sheet: what their cells hold, and where in its row each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ...language import Phrase
from . import markup

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # that a sheet can hold
_MOST_FILLED = 2_000_000  # the cells with something in them that are read
_MOST_CELLS = 6_000_000  # the cells at all

_DISORDER = Phrase(
    "第 {row} 行附近的行号或单元格位置有误", "rows or cells about row {row} do not stand where they say"
)
_ODD = ("<!", "<?", "extLst", "array", "dataTable")  # rows with these are looked at cell by cell
_ASIDES = re.compile(markup.BETWEEN, re.DOTALL)
_PLACE = r"\$?([A-Z]{1,3})\$?(\d{1,7})"
_PLACED = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.IGNORECASE)
_AREA = re.compile(f"{_PLACE}(?::{_PLACE})?", re.IGNORECASE)


_ROW = (
    rf"({markup.BETWEEN})((<{{p}}row(?=[\s/>])(?: r=\"(\d{{1,7}})\")?({markup.INSIDE})>)"
    rf"(?:(?<=/>)|{markup.up_to('/{p}row')}</{{p}}row\s*>))"
)


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

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells down to the last with something in it; raises DamageError where they do not ascend."""
        raw = self.raw
        end = len(raw) if "<!" in raw or "<?" in raw else raw.find(">", raw.rfind(self._sheet.closing)) + 1
        return list(self._scanned(len(self._tag), -1, end))

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

    def from_column(self, first: int) -> tuple[Sequence[Cell], int]:
        """Return the cells from a column on, and where in the row cells go that stand behind all of them."""
        raw, cells = self.raw, self.cells
        column, stop = (cells[-1].column, cells[-1].end) if cells else (-1, len(self._tag))
        if not raw.startswith("</", stop):
            cells = [*cells, *self._scanned(stop, column, len(raw))]
            behind = _ASIDES.match(raw, cells[-1].end if cells else stop)
            stop = behind.end() if behind else stop
        if raw == self._tag:
            stop = raw.rindex("/>")
        return [cell for cell in cells if cell.column >= first], stop

    def _scanned(self, start: int, column: int, end: int) -> Iterator[Cell]:
        """Yield the cells between two places of the row; `column` is that of the last before them."""
        sheet, number = self._sheet, str(self.number)
        for found in sheet.cell.finditer(self.raw, start, end):
            letters, row, style, kind, more, formula, value, text, odd, other = found.groups()
            if other:
                if other[1] in "!?":
                    continue
                if sheet.begun.match(other):  # a cell in a cell
                    raise disorder(self.number)
                return
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
            yield Cell(column, style, kind, value, formula, found.start(), found.end())


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
