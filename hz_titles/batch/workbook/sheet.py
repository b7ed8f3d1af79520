"""A sheet of a workbook as a table, read twice: what there is, then row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from ...language import Phrase
from ...names.text import printable
from ..table import Filled, Row, Unreadable, padded
from .package import Package, SheetEntry, told
from .rows import Area, Cell, RowXml, SheetXml, Skimmed
from .values import Missing, Values

TOP = 201
"""The rows at the top of a sheet among which a header is looked for."""

_NO_VALUE = Phrase(
    "“{column}”是公式，文件里没有存它的结果：请在 Excel 中打开并保存一次",
    "“{column}” is a formula whose value is not in the file: open it in Excel and save it once",
)
_SHEET = Phrase("工作表：{sheet}", "sheet: {sheet}")


class ReadableSheet(Protocol):
    """A sheet of a workbook; `top` are its first rows."""

    name: str
    hidden: bool
    active: bool
    top: list[Row]

    def table(self, header: Row, heads: range) -> ListTable:
        """Return the sheet as a table; `heads` are the rows of its header, counted from 1."""


class Sheet:
    """A sheet of cells in the present format; `top` are its first rows as texts."""

    def __init__(self, package: Package, entry: SheetEntry, values: Values, label: Phrase | str) -> None:
        self.package, self.entry, self.values, self.label = package, entry, values, label
        self.name, self.hidden, self.active = entry.name, entry.hidden, entry.active
        self.top: list[Row] = []
        for row in SheetXml(package.texts(entry.part)).rows():
            if row.number > TOP:
                break
            self.top += [[] for _ in range(row.number - len(self.top))]
            for cell in row.cells:
                if text := values.text(cell):
                    self.top[-1] += [""] * (cell[0] - len(self.top[-1]))
                    self.top[-1].append(text)
        while self.top and not self.top[-1]:
            self.top.pop()
        if not self.top:  # whether it is empty or damaged
            Skimmed(package.texts(entry.part), 1)

    def table(self, header: Row, heads: range) -> SheetTable:
        """Return the sheet as a table; `heads` are the rows of its header."""
        with told(self.label):
            return SheetTable(self, header, heads)


class MergedCells:
    """What cells hold that are merged downwards, for the rows below their first."""

    def __init__(self, merges: Sequence[Area], line: int) -> None:
        """Take the ranges that reach below a line."""
        self._merges = sorted((one for one in merges if one.bottom > max(one.top, line)), reverse=True)
        self._down: dict[int, tuple[int, str]] = {}

    def read(self, own: Row, line: int, facts: frozenset[int]) -> Row | None:
        """Return a row with what stands above it in the same merged cells; None where there is nothing."""
        read = None
        for column, (bottom, text) in list(self._down.items()):
            if bottom < line:
                del self._down[column]
            elif any(own) and not own[column]:
                read = read or list(own)
                read[column] = text
        while self._merges and self._merges[-1].top <= line:
            merge = self._merges.pop()
            if merge.left in facts and merge.top == line and own[merge.left]:
                self._down[merge.left] = merge.bottom, own[merge.left]
        return read


class ListTable:
    """What the tables of both kinds of workbook have in common.

    Attributes:
        line: the sheet's row that was handed out last; that of the header at first.
        heads: the rows of the header.
        above: the rows above it as texts; `heading`: its own.
    """

    def __init__(
        self, sheet: ReadableSheet, header: Row, heads: range, merges: Sequence[Area], last: int
    ) -> None:
        self.heads = heads
        self.above, self.heading = sheet.top[: heads[0] - 1], sheet.top[heads[0] - 1 : heads[-1]]
        self.line = heads[-1]
        self.last = last
        self.header = header
        self.remarks = [_SHEET.filled(sheet=printable(sheet.name, 40))]
        self.facts: frozenset[int] = frozenset()
        self.dates: frozenset[int] = frozenset()
        self.merged = MergedCells(merges, self.line)

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Say which columns give facts, and which of them give dates."""
        self.facts, self.dates = frozenset(positions), frozenset(dates)

    @property
    def progress(self) -> float:
        """How much of the sheet was handed out, from 0 to 1."""
        return self.line / max(self.last, 1)

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header, down to the last with something in it; none is left out."""
        raise NotImplementedError


class SheetTable(ListTable):
    """A sheet in the present format as a table, read twice; `row` is the XML of the row handed out last.

    What the first reading found stands in `found`.
    """

    def __init__(self, sheet: Sheet, header: Row, heads: range) -> None:
        self.package, self.values, self.label, self.entry = (
            sheet.package,
            sheet.values,
            sheet.label,
            sheet.entry,
        )
        self.found = found = Skimmed(self.package.texts(self.entry.part), heads[0])
        super().__init__(sheet, padded(header, found.used), heads, found.merges, found.last)
        self.xml = SheetXml(self.package.texts(self.entry.part))
        self.encoding = self.package.encoding(self.entry.part)
        self.row: RowXml | None = None
        self._rows = self.xml.rows()

    def beginning(self) -> Iterator[RowXml]:
        """Return the rows down to the last of the header, before those below it are asked for."""
        with told(self.label):
            for row in self._rows:
                yield row
                if row.number >= self.heads[-1]:
                    return

    def rows(self) -> Iterator[Row]:
        with told(self.label):
            for row in self._rows if self.line < self.last else ():
                self.row = None
                while self.line + 1 < row.number:
                    self.line += 1
                    yield []
                if row.number <= self.line:
                    continue
                self.line, self.row = row.number, row
                yield self._read(row.cells)
                if self.line >= self.last:
                    return

    def _read(self, cells: Sequence[Cell]) -> Row:
        own = [""] * len(self.header)
        missing: list[int] = []
        dated: list[tuple[int, str]] = []
        facts, text_of = self.facts, self.values.text
        for cell in cells:
            text = text_of(cell)
            column = cell[0]
            if column in facts:
                if isinstance(text, Missing):
                    missing.append(column)
                elif column in self.dates and (shown := self.values.as_date(cell, text)) != text:
                    dated.append((column, shown))
            if text:
                own[column] = text
        read = self.merged.read(own, self.line, facts)
        if missing:
            return Unreadable(own, _NO_VALUE, column=printable(self.header[missing[0]], 40))
        if not dated and read is None:
            return own
        filled = Filled(read or own, own)
        for column, text in dated:
            filled[column] = text
        return filled
