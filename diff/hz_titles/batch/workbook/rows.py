"""The rows in the XML of a sheet: what their cells hold, and where in its row each of them stands.

A row of nothing but plain cells, as nearly all are, is read by a pattern that knows them to the
character; every other row is read by the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ...language import Phrase
from .markup import (
    DEEPEST,
    MOST_TAGS,
    PLAIN_TEXT,
    TOO_MUCH,
    DamageError,
    Series,
    attributes,
    elements,
    parser,
)

MOST_ROWS = 1_048_576
"""The rows that a sheet can hold."""
MOST_COLUMNS = 16_384
"""The columns that a sheet can hold."""
_MOST_FILLED = 2_000_000
"""The cells with something in them that are read."""
_MOST_CELLS = 6_000_000
"""The cells at all."""

_DISORDER = Phrase(
    "第 {row} 行附近的行号或单元格位置有误", "rows or cells about row {row} do not stand where they say"
)
_DIGITS = "0123456789"
_PLACE = r"\$?([A-Z]{1,3})\$?(\d{1,7})"
_AREA = re.compile(f"{_PLACE}(?::{_PLACE})?", re.IGNORECASE)

Cell = tuple[int, str | None, str | None, str, str | None]
"""Column, style, kind, text and formula, as the XML gives them; None where it gives none."""


class Area(NamedTuple):
    """A range of cells: rows counted from 1, columns from 0, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


class Place(NamedTuple):
    """Where a cell stands in the text of its row, and whether something is in it."""

    column: int
    start: int
    end: int
    style: str
    filled: bool


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


@lru_cache(maxsize=16)
def _columns(letters: tuple[str | None, ...]) -> Sequence[int] | None:
    """Return the columns of cells that all have letters or all have none; None where they do not ascend."""
    columns = [place if name is None else column_number(name) for place, name in enumerate(letters)]
    return columns if columns == sorted({*columns}) and columns[-1:] < [MOST_COLUMNS] else None


def area_in(reference: str) -> Area | None:
    """Return the range that a reference such as ``A1:B2`` names, or None."""
    found = _AREA.fullmatch(reference)
    if found is None:
        return None
    left, right = sorted((column_number(found[1]), column_number(found[3] or found[1])))
    top, bottom = sorted((int(found[2]), int(found[4] or found[2])))
    return Area(top, left, bottom, right) if right < MOST_COLUMNS else None


def disorder(row: int) -> DamageError:
    """Return the error that says about which row something does not stand where it says."""
    return DamageError(_DISORDER.filled(row=row))


class RowXml:
    """A row as it stands in the part; `before` is what stands between the row before and this one."""

    def __init__(self, sheet: SheetXml, number: int, found: re.Match[str]) -> None:
        self.number, self.before = number, found[1]
        self._sheet, self._found, self.body = sheet, found, found[4] or ""
        self._parsed: _Parsed | None = None

    @property
    def raw(self) -> str:
        """The row's text."""
        return self._found.string[self._found.end(1) : self._found.end()]

    @cached_property
    def said(self) -> dict[str, str]:
        """The attributes of its tag, but for its number."""
        return attributes(self._found[3])

    @cached_property
    def plain(self) -> bool:
        """Whether it is made of plain cells."""
        return self._sheet.plain.fullmatch(self.body) is not None

    def parsed(self) -> _Parsed:
        """Return the row as the parser reads it."""
        self._parsed = self._parsed or _Parsed(self.raw, self._sheet.prefix, self.number)
        return self._parsed

    @property
    def arrays(self) -> Sequence[Area]:
        """The ranges that its formulas fill, as far as it was read."""
        return self._parsed.arrays if self._parsed else ()

    @cached_property
    def cells(self) -> Sequence[Cell]:
        """The cells; those of a plain row with nothing in them are left out.

        Raises DamageError where they do not stand in order.
        """
        if not self.plain:
            return self.parsed().cells
        filled = self.body.rpartition(self._sheet.closing)
        parts = self._sheet.cell.split(filled[0] + filled[1])
        letters = tuple(parts[1::8])
        if None in letters and ("/>" in self.body or any(letters)):
            return self.parsed().cells
        columns = _columns(letters)
        if columns is None or {*parts[2::8]} - {str(self.number), None}:
            raise disorder(self.number)
        texts = [value or text or "" for value, text in zip(parts[6::8], parts[7::8], strict=True)]
        return list(zip(columns, parts[3::8], parts[4::8], texts, parts[5::8], strict=True))

    def used(self) -> tuple[int, int, int]:
        """Return the last column with something in it or -1, how many such cells there are, and how many."""
        sheet, body = self._sheet, self.body
        if not self.plain:
            places = self.parsed().places
            return max((one.column for one in places if one.filled), default=-1), len(places), len(places)
        last, count = body.rfind(sheet.closing), body.count(sheet.opening)
        if last < 0:
            return -1, 0, count
        found = sheet.standing.match(body, body.rfind(sheet.opening, 0, last))
        column = column_number(found[1]) if found and found[1] else self.cells[-1][0]
        return column, body.count(sheet.closing), count

    def places(self, first: int) -> tuple[Sequence[Place], int]:
        """Return the cells from a column on, and where in the row cells go that stand behind all of them."""
        raw, find = self.raw, self._sheet.standing
        last = find.match(raw, raw.rfind(self._sheet.opening)) if self.cells or self.body else None
        if self._parsed is None and last is None:
            return [], raw.rindex("</" if raw.endswith("row>") else "/>")
        if self._parsed is None and last and last[1]:
            if column_number(last[1]) < first:
                return [], last.end()
            places = [
                Place(column_number(one[1]), one.start(), one.end(), one[3] or "", bool(one[5]))
                for one in find.finditer(raw)
            ]
            return [one for one in places if one.column >= first], last.end()
        return [one for one in self.parsed().places if one.column >= first], self.parsed().stop


def texts_in(items: Sequence[str], prefix: str) -> list[str]:
    """Return shared texts: the runs of each together, without how to pronounce them."""
    return [cell[3] for cell in _Parsed(f"<sst>{''.join(items)}</sst>", prefix, 0, "si").cells]


class _Parsed:
    """A row as the parser reads it, or shared texts as if they were one."""

    def __init__(self, raw: str, prefix: str, number: int, cell_name: str = "c") -> None:
        self.cells: list[Cell] = []
        self.places: list[Place] = []
        self.arrays: list[Area] = []  # the ranges that its formulas fill
        self.stop = -1  # where further cells go, behind all that there are
        cell, value, formula, text, phonetic = (prefix + name for name in (cell_name, "v", "f", "t", "rPh"))
        encoded = raw.encode()
        made = parser()
        said: dict[str, str] = {}
        texts: list[str] = []
        formulas: list[str] | None = None
        taken: list[str] | None = None
        depth = begun = place = done = 0
        aside = filled = False
        column = -1

        def here() -> int:
            """Return where the parser stands in the text; it counts bytes."""
            nonlocal place, done
            index = made.CurrentByteIndex
            place, done = place + len(encoded[done:index].decode()), index
            return place

        def start(name: str, values: dict[str, str]) -> None:
            nonlocal depth, said, texts, formulas, taken, begun, column, filled, aside
            depth += 1
            if depth > DEEPEST:
                raise DamageError(TOO_MUCH)
            if depth == 2:
                begun = -1
                if name == cell and self.stop < 0:
                    said, texts, formulas, begun, filled = values, [], None, here(), False
                    column = self._column(values.get("r"), column, number)
                elif self.stop < 0:
                    self.stop = here()
            elif begun < 0:
                return
            elif name == phonetic:
                aside = True
            elif name == text and not aside:
                taken = texts
            elif depth == 3:
                filled = filled or name in (value, formula, prefix + "is")
                if name == formula:
                    formulas = taken = []
                    area = area_in(values.get("ref", ""))
                    if area and values.get("t") in ("array", "dataTable"):
                        self.arrays.append(area)
                elif name == value:
                    taken = texts

        def end(name: str) -> None:
            nonlocal depth, taken, aside
            depth -= 1
            taken = None
            if name == phonetic:
                aside = False
            elif depth == 1 and name == cell and begun >= 0:
                ends = here()
                if raw.startswith("</", ends) and not raw.startswith(f"</{prefix}row", ends):
                    ends = raw.index(">", ends) + 1
                formed = None if formulas is None else "".join(formulas)
                self.cells.append((column, said.get("s"), said.get("t"), "".join(texts), formed))
                self.places.append(Place(column, begun, ends, said.get("s", ""), filled))
            elif depth == 0 and self.stop < 0:
                self.stop = here()

        def read(piece: str) -> None:
            if taken is not None:
                taken.append(piece)

        made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, read
        made.Parse(encoded, True)

    @staticmethod
    def _column(place: str | None, last: int, row: int) -> int:
        """Return the column of a cell that stands behind another."""
        letters = "" if place is None else place.rstrip(_DIGITS)
        column = last + 1 if place is None else column_number(letters)
        if place not in (None, f"{letters}{row}") or not last < column < MOST_COLUMNS:
            raise disorder(row)
        return column


class SheetXml(Series):
    """The XML of a sheet, read row by row, and what plain cells look like in it."""

    def __init__(self, texts: Iterator[str]) -> None:
        super().__init__(texts, "sheetData", "row")
        p = re.escape(self.prefix)
        start = rf'<{p}c(?: r="([A-Z]{{1,3}})(\d{{1,7}})")?(?: s="(\d{{1,8}})")?(?: t="(\w+)")? ?'
        inline = rf'<{p}is><{p}t(?: xml:space="preserve")?>({PLAIN_TEXT})</{p}t></{p}is>'
        value = rf"(?:<{p}f>({PLAIN_TEXT})</{p}f>)?(?:<{p}v>({PLAIN_TEXT})</{p}v>|{inline})</{p}c>"
        uncounted = re.sub(r"\((?!\?)", "(?:", f"(?:{start}(?:/>|>{value}))*+")
        self.plain = re.compile(uncounted)
        empty = re.sub(r"\((?!\?)", "(?:", f"(?:{start}/>)*+")
        self.cell = re.compile(f"{empty}{start}>{value}")
        self.standing = re.compile(rf"{start}(?:/>|>(.*?)</{p}c>)", re.DOTALL)
        self.opening, self.closing = f"<{self.prefix}c", f"</{self.prefix}c>"

    def rows(self) -> Iterator[RowXml]:
        """Yield the rows in order.

        Raises DamageError where one is too long, or its number is not behind that of the row before.
        """
        last = 0
        while found := self.next():
            named = found[2] or attributes(found[3]).get("r", str(last + 1)).strip()
            number = int(named) if named.isascii() and named.isdecimal() and len(named) < 9 else 0
            if not last < number <= MOST_ROWS:
                raise disorder(last + 1)
            last = number
            yield RowXml(self, number, found)


class Skimmed:
    """What a first reading of a whole sheet finds; it judges every tag."""

    def __init__(self, texts: Iterator[str], first: int) -> None:
        """Take a sheet; columns are looked at from row `first` on."""
        self.merges: list[Area] = []
        self.arrays: list[Area] = []  # what formulas fill
        self.filter: Area | None = None
        self.last = self.used = 0  # the last row with something in it; how many columns have something
        for name, values, depth in elements(self._all_but_rows(texts, first)):
            area = area_in(values.get("ref", "")) if name in ("mergeCell", "autoFilter") else None
            if area and name == "mergeCell":
                self.merges.append(area)
            elif area and depth == 2:
                self.filter = area

    def _all_but_rows(self, texts: Iterator[str], first: int) -> Iterator[str]:
        """Yield what stands around the rows, and look at these."""
        xml = SheetXml(texts)
        filled = cells = 0
        yield xml.head
        for row in xml.rows():
            if row.before:
                yield row.before
            if not row.body:
                continue
            column, more, count = row.used()
            filled, cells = filled + more, cells + count
            if filled > _MOST_FILLED or cells > _MOST_CELLS or len(self.arrays) > MOST_TAGS:
                raise DamageError(TOO_MUCH)
            if column >= 0:
                self.last = row.number
                self.used = max(self.used, column + 1 if row.number >= first else 0)
            self.arrays += row.arrays
        yield from xml.rest()
