"""The rows in the XML of a sheet: what their cells hold, and where in the bytes each of them stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from ...language import Phrase
from .markup import DEEPEST, MOST_KEPT, TOO_MUCH, DamageError, encoding_of, parse, parser

MOST_ROWS = 1_048_576
"""The rows that a sheet can hold."""
MOST_COLUMNS = 16_384
"""The columns that a sheet can hold."""
_MOST_RANGES = 400_000
_MOST_CELLS = 2_000_000
"""The cells with something in them that are read."""
_MOST_EMPTY = 6_000_000
"""The cells at all."""

_NO_ROWS = Phrase("工作表中没有 sheetData", "the sheet has no sheetData")
_DISORDER = Phrase(
    "第 {row} 行附近的行号或单元格位置有误", "rows or cells about row {row} do not stand where they say"
)
_CELL_DEPTH, _FILTER_DEPTH = 4, 2
"""How deep they stand; extensions and other views may hold what is called the same."""
_DIGITS = "0123456789"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)
_DATA = re.compile(r"<((?:[^\s:/>!?]+:)?)sheetData(?:\s[^>]*?)?/?>")


class Area(NamedTuple):
    """A range of cells: rows counted from 1, columns from 0, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


class Cell(NamedTuple):
    """A cell as its XML gives it.

    Attributes:
        column: counted from 0.
        start: where it begins in the part; `end`: where its last tag begins, or ends if it has but one.
        formula: what computes it; None where nothing does.
    """

    column: int
    start: int
    end: int
    style: str
    kind: str
    text: str
    formula: str | None


class RowXml(NamedTuple):
    """A row as it stands in the part.

    Attributes:
        before: what stands between the row before and this one.
        start: where it begins in the part; `stop`: where further cells go, -1 in a row of one tag.
    """

    number: int
    before: bytes
    raw: bytes
    start: int
    stop: int
    style: str
    spans: str
    cells: list[Cell]


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
    ends = [_PLACE.fullmatch(text) for text in reference.split(":")]
    if not all(ends) or len(ends) > 2:
        return None
    columns = sorted(column_number(end[1]) for end in ends if end)
    rows = sorted(int(end[2]) for end in ends if end)
    return Area(rows[0], columns[0], rows[-1], columns[-1]) if columns[-1] < MOST_COLUMNS else None


def tag_end(raw: bytes, place: int, name: str, encoding: str) -> int:
    """Return where an element ends whose last tag begins at `place`, or, if it has but one, ends there."""
    if raw.startswith(b"</%b>" % name.encode(), place):
        return place + len(name) + 3
    text = raw[place : place + 256].decode(encoding, "ignore")
    found = re.match(rf"</(?:[^\s:/>]+:)?{name}\s*>", text)
    return place + len(found[0].encode(encoding)) if found else place


class Skimmed:
    """What a first reading of a sheet finds: how far it reaches, what is merged, filled, filtered.

    Attributes:
        merges: the ranges that are merged; `arrays`: those that formulas fill.
        filter: the range that is filtered, and where in the part that is said.
        last: the last row with something in it.
        reaches: rows and columns; a column is the last with something in it from that row on.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.merges: list[Area] = []
        self.arrays: list[Area] = []
        self.filter: tuple[Area, int] | None = None
        self.last = 0
        self.reaches: list[tuple[int, int]] = []
        self._depth = 1
        self._number = 0
        self._line = ""
        self._column = self._used = -1
        self._cells = self._filled = 0
        self._parser = parser()
        self._parser.StartElementHandler = self._root
        for _ in parse(self._parser, pieces):
            pass
        self._row_done()

    def _root(self, name: str, _: dict[str, str]) -> None:
        prefix = name[: name.rfind(":") + 1]
        handlers: dict[str, Callable[[dict[str, str]], None]] = {
            **{prefix + one: self._found for one in ("v", "is", "f")},
            prefix + "row": self._row,
            prefix + "c": self._cell,
            prefix + "mergeCell": partial(self._add, self.merges),
            prefix + "autoFilter": self._filtered,
        }

        def start(name: str, values: dict[str, str]) -> None:
            self._depth += 1
            if self._depth > DEEPEST:
                raise DamageError(TOO_MUCH)
            handler = handlers.get(name)
            if handler is not None:
                handler(values)

        def end(_: str) -> None:
            self._depth -= 1

        self._parser.StartElementHandler, self._parser.EndElementHandler = start, end

    def _row(self, values: dict[str, str]) -> None:
        self._row_done()
        named = values.get("r", str(self._number + 1)).strip()
        number = int(named) if named.isascii() and named.isdecimal() and len(named) < 9 else 0
        if not self._number < number <= MOST_ROWS:
            raise DamageError(_DISORDER.filled(row=self._number + 1))
        self._number, self._line, self._column, self._used = number, str(number), -1, -1

    def _cell(self, values: dict[str, str]) -> None:
        if self._depth != _CELL_DEPTH:
            return
        self._cells += 1
        place = values.get("r")
        last = self._column
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip(_DIGITS)
            self._column = column_number(letters)
            if place != letters + self._line:
                raise DamageError(_DISORDER.filled(row=self._number))
        if not last < self._column < MOST_COLUMNS:
            raise DamageError(_DISORDER.filled(row=self._number))
        if self._cells > _MOST_EMPTY:
            raise DamageError(TOO_MUCH)

    def _found(self, values: dict[str, str]) -> None:
        """Note that something stands in the cell, a value or a formula."""
        if self._used < self._column:
            self._used = self._column
            self._filled += 1
            if self._filled > _MOST_CELLS:
                raise DamageError(TOO_MUCH)
        if "ref" in values and values.get("t") in ("array", "dataTable"):
            self._add(self.arrays, values)

    def _row_done(self) -> None:
        if self._used >= 0:
            self.last = self._number
            while self.reaches and self.reaches[-1][1] <= self._used:
                self.reaches.pop()
            self.reaches.append((self.last, self._used))
        self._used = -1

    def _filtered(self, values: dict[str, str]) -> None:
        area = area_in(values.get("ref", ""))
        if area and self._depth == _FILTER_DEPTH:
            self.filter = area, self._parser.CurrentByteIndex

    def _add(self, areas: list[Area], values: dict[str, str]) -> None:
        area = area_in(values.get("ref", ""))
        if area:
            areas.append(area)
        if len(areas) > _MOST_RANGES:
            raise DamageError(TOO_MUCH)


class SheetXml:
    """The XML of a sheet that was skimmed, read row by row.

    Attributes:
        head: what stands before the rows; ends with the tag that opens them.
        prefix: the prefix of its tags, with its colon.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._done: list[tuple[int, int, int, dict[str, str], list[Cell]]] = []
        self._opened = self._closed = -1
        self._parser = parser()
        self._parser.StartElementHandler = self._root
        self._raw = pieces
        self._parsed = parse(self._parser, pieces)
        self._bytes = b""
        self._base = self._place = 0
        self._begun = self._other = self._column = -1
        self._said: dict[str, str] = {}
        self._cells: list[Cell] = []
        while self._opened < 0:
            self._more()
        self.encoding = encoding_of(self._bytes)
        opening = _DATA.match(self._bytes[self._opened :].decode(self.encoding, "ignore"))
        if opening is None:
            raise DamageError(_NO_ROWS)
        self._place = self._opened + len(opening[0].encode(self.encoding))
        self.head = self._bytes[: self._place].decode(self.encoding)

    def _more(self) -> None:
        self._bytes = self._bytes[self._place - self._base :]
        self._base = self._place
        piece = next(self._parsed, None)
        if piece is None:
            raise DamageError(_NO_ROWS)
        self._bytes += piece
        if len(self._bytes) > MOST_KEPT + len(piece):
            raise DamageError(TOO_MUCH)

    def rows(self) -> Iterator[RowXml]:
        """Yield the rows in order."""
        number = 0
        while True:
            done, base = self._done, self._base
            self._done = []
            for start, stop, other, said, cells in done:
                number = int(said.get("r", number + 1))
                end = tag_end(self._bytes, stop - base, "row", self.encoding) + base
                raw = self._bytes[start - base : end - base]
                before = self._bytes[self._place - base : start - base]
                stop = (other if other >= 0 else stop) if end > stop else -1
                self._place = end
                style = said.get("s", "") if "customFormat" in said else ""
                yield RowXml(number, before, raw, start, stop, style, said.get("spans", ""), cells)
            if self._closed >= 0:
                return
            self._more()

    def rest(self) -> Iterator[tuple[int, bytes]]:
        """Yield all that stands behind the last row that was handed out, and where in the part it stands."""
        for piece in chain((self._bytes[self._place - self._base :],), self._raw):
            yield self._place, piece
            self._place += len(piece)

    def _root(self, name: str, _: dict[str, str]) -> None:
        self.prefix = prefix = name[: name.rfind(":") + 1]
        data, row, cell, value, text, formula, phonetic = (
            prefix + one for one in ("sheetData", "row", "c", "v", "t", "f", "rPh")
        )
        holding, ending = frozenset((value, text)), frozenset((value, text, formula))
        made = self._parser
        said: dict[str, str] = {}
        texts: list[str] = []
        aside: list[str] = []
        formulas: list[str] | None = None
        taken: list[str] | None = None
        begun = -1

        def start(name: str, values: dict[str, str]) -> None:
            nonlocal said, texts, aside, formulas, taken, begun
            if name == cell and self._other < 0:
                said, texts, formulas, begun = values, [], None, made.CurrentByteIndex
            elif name in holding:
                taken = texts
            elif name == formula:
                taken = formulas = []
            elif name == phonetic:
                aside, texts = texts, []
            elif name == row:
                self._open_row(values)
            elif name == data:
                self._opened = made.CurrentByteIndex
            elif begun < 0 and self._other < 0:
                self._other = made.CurrentByteIndex

        def end(name: str) -> None:
            nonlocal texts, taken, begun
            if name in ending:
                taken = None
            elif name == cell and begun >= 0:
                place = said.get("r")
                column = self._column + 1 if place is None else column_number(place.rstrip(_DIGITS))
                self._column = column
                formed = None if formulas is None else "".join(formulas)
                style, kind = said.get("s", ""), said.get("t", "n")
                last = made.CurrentByteIndex
                self._cells.append(Cell(column, begun, last, style, kind, "".join(texts), formed))
                begun = -1
            elif name == phonetic:
                texts = aside
            elif name == row:
                self._done.append((self._begun, made.CurrentByteIndex, self._other, self._said, self._cells))
            elif name == data:
                self._closed = made.CurrentByteIndex

        def read(piece: str) -> None:
            if taken is not None:
                taken.append(piece)

        made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, read

    def _open_row(self, values: dict[str, str]) -> None:
        self._said, self._cells = values, []
        self._begun, self._other, self._column = self._parser.CurrentByteIndex, -1, -1
