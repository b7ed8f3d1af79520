"""Rows of delimited text: CSV and TSV as spreadsheets write them, and as they break.

A line without a quotation mark and without a NUL is a row, cut at its delimiters. Any other
is read by the standard library and looked at together with its lines: a quote that is
never closed, or closed somewhere inside a later row, has swallowed rows. That row becomes
an error that says where the quote opened, and the rows it swallowed are read again
without it.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from ..errors import UsageError
from ..language import Phrase
from .encoding import BROKEN, EXAMPLE_SIGN, Encoding, TextTable
from .header import HeaderSearch
from .table import NUL_IN_ROW, TOP, UNDECODABLE, Cells, Row, Unreadable, encoded, texts

# The most bytes that a row may run on over line breaks before its quote is taken for unclosed: sixty times
# what a cell of a spreadsheet holds. Every stray quote makes so much be read twice, and as it is read it is
# in memory, as four bytes a character.
MOST_SWALLOWED = 1 << 21
MOST_COLUMNS = 16_384  # the columns that a table may have: as many as a sheet

_DELIMITERS = ",\t;"
_SEPARATOR = re.compile(r"(?i)\ufeff?\"?sep=([,;\t|])\"?(?:\r\n|\r|\n)")
# A cell up to its end: in quotes that are closed before it, or in the same line; or without quotes
_CELL = r'(?:"[^"]*+(?:""[^"]*+)*+"(?= *+(?:[{0}]|\Z))|"[^"\r\n]*+(?:""[^"\r\n]*+)*+"|(?!"))[^{0}]*+'
_MARK = "\0"
_NUL = b"\0"
_BLOCK = 1 << 16  # what is read at once, besides what is left of the line

_TOO_WIDE = Phrase("{file} 超过 {most} 列", "{file} has more than {most} columns")
_EMPTY = Phrase("{file} 是空的：没有表头", "{file} is empty: there is no header")
_OPEN_QUOTE = Phrase(
    "第 {column} 列的引号没有闭合：已按普通字符读，其后各行照常读出",
    "the quote that opens in column {column} is never closed: "
    "it was read as a plain character, and the rows after it as rows",
)
_ENDLESS_QUOTE = Phrase(
    "第 {column} 列的引号之后超过 {most} 字节还未见本行结束：已按普通字符读，其后各行照常读出",
    "the row runs on for more than {most} bytes behind the quote that opens in column {column}: "
    "it was read as a plain character, and the rows after it as rows",
)
_QUOTE_IN_HEADER = Phrase("{file}：表头里有没有闭合的引号", "{file}: a quote in the header is never closed")
_IN_HEADER = {
    NUL_IN_ROW: Phrase("{file}：表头含有 NUL 字符", "{file}: the header holds a NUL character"),
    UNDECODABLE: Phrase(
        "{file}：表头不是 {encoding} 编码：请用 --encoding 指明",
        "{file}: the header is not {encoding}: say which it is with --encoding",
    ),
}


def _delimiter_of(beginning: str, search: HeaderSearch) -> str:
    """Return what cuts out the header with most facts; else what occurs most, outside quotes, in a line."""
    first = list(islice((line for line in beginning.splitlines() if line.strip()), TOP))
    plain = [re.sub(r'"[^"]*"', "", line) for line in first]
    most = {mark: max((line.count(mark) for line in plain), default=0) for mark in _DELIMITERS}
    anywhere = replace(search, row=None)

    def rank(mark: str) -> tuple[int, int]:
        header = anywhere.find([[cell.strip('" ') for cell in line.split(mark)] for line in first])
        return (len(header.facts), len(header.names)) if header and header.facts else (0, most[mark])

    others = [mark for mark in _DELIMITERS[1:] if most[mark]]
    return max([_DELIMITERS[0], *others], key=rank) if others else _DELIMITERS[0]


class Delimited(TextTable):
    """A delimited text as a table."""

    def __init__(
        self, encoding: Encoding, delimiter: str | None = None, search: HeaderSearch | None = None
    ) -> None:
        encoding.check_lines()
        super().__init__(encoding)
        search = search or HeaderSearch()
        said = _SEPARATOR.match(encoding.beginning)  # as Excel writes and reads it
        self.delimiter = said[1] if said else delimiter or _delimiter_of(encoding.beginning, search)
        csv.field_size_limit(2**31 - 1)  # a line is in memory before its fields are
        self.examples = EXAMPLE_SIGN in encoding.signs
        self.remarks: list[Phrase] = []
        self._cell = re.compile(_CELL.format(re.escape(self.delimiter) + r"\r\n"))
        # As an object it need not be made anew for every row.
        self._strict = csv.reader((), delimiter=self.delimiter, strict=True).dialect
        self._back: deque[bytes] = deque()  # lines to be read again
        self._lines = self._unwatched() if encoding.signs.isdisjoint('"\0') else self._watched()
        if encoding.broken:
            self._lines = self._mended(self._lines)
        if said:
            next(self._lines)
        top = [(self.line, line, cells) for line, cells in islice(self._lines, TOP)]
        rows = [texts(cells) for _, _, cells in top]
        header, file = search.find(rows), encoding.label
        if header is None:
            raise UsageError(_EMPTY, file=file)
        if len(header.names) > MOST_COLUMNS:
            raise UsageError(_TOO_WIDE, file=file, most=MOST_COLUMNS)
        begin, end = header.first, header.first + header.rows
        for _, _, cells in top[begin:end]:
            if isinstance(cells, Unreadable):
                raise UsageError(_IN_HEADER.get(cells.why, _QUOTE_IN_HEADER), file=file, **cells.values)
        self.header, self.above, self.heading = header.names, rows[:begin], rows[begin:end]
        self.above_lines = [line for _, line, _ in top[:begin]]
        self.heading_lines = [line for _, line, _ in top[begin:end]]
        self._top = top[end:]

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header."""
        return (cells if isinstance(cells, Unreadable) else texts(cells) for _, cells in self.lines())

    def lines(self) -> Iterator[tuple[bytes, Cells]]:
        """Return the same rows as they stand in the file: the line without its end, and its cells."""
        return chain(self._seen(), self._lines)

    def _seen(self) -> Iterator[tuple[bytes, Cells]]:
        """Yield the rows that were seen when the header was looked for."""
        for self.line, line, cells in self._top:  # noqa: B020
            yield line, cells

    def _blocks(self) -> Iterator[bytes]:
        """Yield the text in UTF-8, in blocks that end where a line does."""
        encoding, file = self.encoding, self.encoding.file
        if encoding.broken:
            yield from map(encoded, encoding.mended_lines())
        # Lines that end in a carriage return alone would be one to the file.
        elif encoding.name == "utf-8" and "\n" in encoding.beginning:
            file.seek(encoding.skip)
            while block := file.read(_BLOCK):
                yield block + file.readline()
        else:
            with encoding.text("") as text:
                while piece := text.read(_BLOCK):
                    yield encoded(piece + text.readline())

    def _mended(self, lines: Iterator[tuple[bytes, Cells]]) -> Iterator[tuple[bytes, Cells]]:
        """Make an error of each row in which something did not decode."""
        for line, cells in lines:
            row = texts(cells)
            if any(BROKEN in cell for cell in row):
                own = [cell.replace(BROKEN, "") for cell in row]
                cells = Unreadable(own, UNDECODABLE, encoding=self.encoding.name.upper())
            yield line.replace(BROKEN.encode(), b""), cells

    def _unwatched(self) -> Iterator[tuple[bytes, Cells]]:
        delimiter = self.delimiter.encode()
        for block in self._blocks():
            for line in block.splitlines():
                self.line += 1
                yield line, line.split(delimiter) if line else []

    def _watched(self) -> Iterator[tuple[bytes, Cells]]:
        delimiter = self.delimiter.encode()
        text = (line for block in self._blocks() for line in block.splitlines(keepends=True))
        taken = 1  # the lines of the present row
        while line := self._back.popleft() if self._back else next(text, b""):
            self.line += taken
            taken = 1
            bare = line.rstrip(b"\r\n")
            if b'"' not in line and _NUL not in line:
                yield bare, bare.split(delimiter) if bare else []
                continue
            try:  # a line that is a row by itself beyond doubt
                row: Row = [] if _NUL in line else next(csv.reader((line.decode(),), self._strict))
            except csv.Error:
                row = []
            if not row:
                bare, row, taken = self._looked_at(line, text)
            yield bare, row

    def _looked_at(self, first: bytes, text: Iterator[bytes]) -> tuple[bytes, Row, int]:
        """Read a row from its first line on, its quotes minded: its text, its cells, and its lines."""
        taken: list[bytes] = []
        ended: list[Phrase] = []  # why there is no further line, where the row asks for one

        def lines() -> Iterator[str]:
            line, size = first, 0
            while line and (size <= MOST_SWALLOWED or len(taken) < 2):
                taken.append(line)
                size += len(line)
                yield line.decode()
                line = self._back.popleft() if self._back else next(text, b"")
            self._back.extendleft([line] if line else ())
            ended.append(_ENDLESS_QUOTE if line else _OPEN_QUOTE)

        row: Row = next(csv.reader(lines(), delimiter=self.delimiter))
        record = b"".join(taken).decode()
        opened = self._stray_quote(record) if len(taken) > 1 or ended else None
        if opened is None:
            own = encoded(record.rstrip("\r\n"))
            return own, Unreadable(row, NUL_IN_ROW) if _MARK in record else row, len(taken)
        # The lines down to that quote are the row; the others are read again.
        place, column = opened
        count, row_text = 0, ""
        while count < len(taken) and len(row_text) <= place:
            row_text += taken[count].decode()
            count += 1
        self._back.extendleft(reversed(taken[count:]))
        # A character before it makes the quote a plain one; it goes again at once.
        marked = row_text[:place] + _MARK + row_text[place:]
        read = next(csv.reader([marked], delimiter=self.delimiter), [])
        why = ended[0] if ended else _OPEN_QUOTE
        cells = [cell.removeprefix(_MARK) for cell in read]
        return b"", Unreadable(cells, why, column=column, most=MOST_SWALLOWED), count

    def _stray_quote(self, record: str) -> tuple[int, int] | None:
        """Return where a quote opens that is not closed, or not before a delimiter: its place and column.

        Blanks between the two are no reason to distrust it.
        """
        place, column = 0, 1
        while place < len(record):
            cell = self._cell.match(record, place)
            if not cell:
                return place, column
            place, column = cell.end() + 1, column + 1
        return None
