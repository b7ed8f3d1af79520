"""The rows in the XML of a sheet, and the cells in a row: where each stands, and what its XML says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ...language import Phrase
from .markup import ATTRIBUTES, SKIPPED, TAG_END, DamageError, attributes
from .package import number_in

MOST_ROWS = 1_048_576
"""The rows that a sheet can hold."""
MOST_COLUMNS = 16_384
"""The columns that a sheet can hold."""
_MOST_TEXT = 8 << 20
"""The most characters of what is kept at once: a row, what stands before the rows, or between two."""
_MOST_BEHIND = 64 << 20
"""The same of what stands behind the rows."""

_TOO_LONG = Phrase("一行或行间的内容过长", "a row, or what stands between two rows, is too long")
_NO_ROWS = Phrase("工作表中没有 sheetData", "the sheet has no sheetData")
_DISORDER = Phrase(
    "第 {row} 行附近的行号或单元格位置有误", "rows or cells about row {row} do not stand where they say"
)

_CLOSING = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_OPENING = r"<!--|<!\[CDATA\[|<\?"
_ROOT = re.compile(rf"{_OPENING}|<(?:[^\s:/>!?]+:)?[^\s:/>!?]+(?=[\s/>])")
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class Cell(NamedTuple):
    """A cell of a row.

    Attributes:
        column: counted from 0.
        start: where its XML begins in that of the row.
        style: the number of its style as written; empty for none.
        kind: the type of its value as written.
        value: the value as it stands in XML; None where `body` has to be looked at.
        body: all that stands in the cell, where it is no plain value.
    """

    column: int
    start: int
    end: int
    style: str
    kind: str
    value: str | None
    body: str


class RowXml(NamedTuple):
    """A row of a sheet: its number, its XML, where its first tag ends, and what stood before it."""

    number: int
    text: str
    inside: int
    before: str


@lru_cache(maxsize=MOST_COLUMNS)
def column_number(letters: str) -> int:
    """Return a column's number, counted from 0.

    Raises:
        ValueError: a sheet has no such column.
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if number > MOST_COLUMNS:
        raise ValueError(letters)
    return number - 1


@lru_cache(maxsize=MOST_COLUMNS)
def column_letters(number: int) -> str:
    """Return the letters of a column counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Area(NamedTuple):
    """A range of cells: rows counted from 1, columns from 0, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


def area_in(reference: str) -> Area | None:
    """Return the range that a reference such as ``A1:B2`` names, or None."""
    first, _, last = reference.partition(":")
    ends = [_PLACE.fullmatch(text) for text in (first, last or first)]
    if not (ends[0] and ends[1]):
        return None
    columns = sorted(column_number(end[1]) for end in ends if end)
    rows = sorted(int(end[2]) for end in ends if end)
    return Area(rows[0], columns[0], rows[1], columns[1])


class SheetXml:
    """The XML of a sheet in pieces, read once.

    Attributes:
        prefix: the prefix of its tags, with its colon.
        head: what stands before the rows; ends with the tag that opens them.
        tail: what stands behind the last row; known when all rows were read.
    """

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._text = ""
        self.tail = ""
        self.prefix = ""
        start, end = self._found(_ROOT, 0)
        first, colon, _ = self._text[start + 1 : end].rpartition(":")
        self.prefix = first + colon
        name = re.escape(self.prefix)
        self._data = re.compile(rf"{_OPENING}|<{name}sheetData(?=[\s/>])")
        self._next = re.compile(rf"{_OPENING}|<{name}row(?=[\s/>])|</{name}sheetData\s*>")
        self._end = re.compile(rf"{_OPENING}|</{name}row\s*>")
        start, _ = self._found(self._data, 0)
        while not (tag := TAG_END.match(self._text, start)):
            self._more()
        self.head, self._text = self._text[: tag.end()], self._text[tag.end() :]
        self._none = self.head.endswith("/>")

    def _more(self) -> None:
        """Read another piece.

        Raises:
            DamageError: there is none, or what is kept grows too long.
        """
        piece = next(self._pieces, None)
        if piece is None:
            raise DamageError(_NO_ROWS)
        self._text += piece
        if len(self._text) > _MOST_TEXT + len(piece):
            raise DamageError(_TOO_LONG)

    def _found(self, pattern: re.Pattern[str], place: int) -> tuple[int, int]:
        """Return where something stands that is not in a comment, CDATA or an instruction."""
        while True:
            found = pattern.search(self._text, place)
            if found is None:
                last = self._text.rfind("<", place)
                place = last if last >= 0 else len(self._text)
                self._more()
            elif (closing := _CLOSING.get(found[0])) is None:
                return found.span()
            else:
                end = self._text.find(closing, found.end())
                if end < 0:
                    place = found.start()
                    self._more()
                else:
                    place = end + len(closing)

    def rows(self) -> Iterator[RowXml]:
        """Yield the rows in order.

        Raises:
            DamageError: their numbers do not ascend.
        """
        number = place = 0
        while not self._none:
            start, end = self._found(self._next, place)
            if self._text.startswith("</", start):
                break
            while not (tag := TAG_END.match(self._text, start)):
                self._more()
            inside = end = tag.end()
            attributed = attributes(self._text[start:inside]) if "=" in tag[0] else {}
            if not tag[0].endswith("/>"):
                _, end = self._found(self._end, inside)
            named = attributed.get("r")
            last, number = number, number + 1 if named is None else number_in(named.strip()) or 0
            if not last < number <= MOST_ROWS:
                raise DamageError(_DISORDER.filled(row=last + 1))
            yield RowXml(number, self._text[start:end], inside - start, self._text[place:start])
            place = end
            if place > 1 << 16:
                self._text, place = self._text[place:], 0
        self._finish(place)

    def _finish(self, place: int) -> None:
        pieces = [self._text[place:]]
        left = _MOST_BEHIND - len(pieces[0])
        for piece in self._pieces:
            left -= len(piece)
            if left < 0:
                raise DamageError(_TOO_LONG)
            pieces.append(piece)
        self._text = ""
        self.tail = "".join(pieces)


class CellReader:
    """Finds the cells of a row."""

    def __init__(self, prefix: str) -> None:
        name = re.escape(prefix)
        self._cell = re.compile(
            rf'<{name}c r="([A-Z]{{1,3}})(\d+)"(?: s="(\d+)")?(?: t="([a-z]+)")?'
            rf"(?:/>|><{name}v>([^<]*)</{name}v></{name}c>)"
            rf"|<{name}c(?=[\s/>])({ATTRIBUTES})(?:/>|>([^<]*+(?:(?:{SKIPPED}|<(?!/{name}c\s*>))[^<]*+)*+)</{name}c\s*>)"
            rf"|{SKIPPED}|<({name}c)(?=[\s/>])|<{name}extLst(?=[\s/>])",
            re.DOTALL,
        )

    def cells(self, row: RowXml) -> list[Cell]:
        """Return the cells of a row in order.

        Raises:
            DamageError: they do not stand where they say.
        """
        cells: list[Cell] = []
        column = -1
        number = str(row.number)
        try:
            for found in self._cell.finditer(row.text, row.inside):
                letters, line, style, kind, value, attributed, body, open_ended = found.groups()
                if letters is not None:
                    place = column_number(letters)
                    cell = Cell(place, found.start(), found.end(), style or "", kind or "n", value or "", "")
                elif attributed is not None:
                    named = attributes(attributed)
                    reference = _PLACE.fullmatch(named["r"].strip()) if "r" in named else None
                    if reference is None and "r" in named:
                        raise ValueError(named["r"])
                    line = reference[2] if reference else number
                    place = column_number(reference[1]) if reference else column + 1
                    style, kind = named.get("s", "").strip(), named.get("t", "n").strip()
                    cell = Cell(place, found.start(), found.end(), style, kind, None, body or "")
                elif found[0].startswith("<!") or found[0].startswith("<?"):
                    continue
                else:
                    if open_ended:
                        raise ValueError(open_ended)
                    break
                if not column < place < MOST_COLUMNS or line != number:
                    raise ValueError(place)
                column = place
                cells.append(cell)
        except ValueError:
            raise DamageError(_DISORDER.filled(row=row.number)) from None
        return cells
