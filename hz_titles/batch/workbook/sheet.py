"""A sheet of a workbook as a table, read twice: what there is, then row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...language import Phrase
from ...names.text import printable
from ..table import Filled, Row, Unreadable, padded
from .package import Package, SheetEntry, told
from .rows import Area, Cell, RowXml, SheetXml, Skimmed
from .values import Missing, Values

TOP = 31
"""The rows at the top of a sheet among which a header is looked for."""

_NO_VALUE = Phrase(
    "“{column}”是公式，文件里没有存它的结果：请在 Excel 中打开并保存一次",
    "“{column}” is a formula whose value is not in the file: open it in Excel and save it once",
)
SHEET = Phrase("工作表：{sheet}", "sheet: {sheet}")


class Sheet(Skimmed):
    """A sheet of cells, and what the first reading found in it; `top` are its first rows as texts."""

    def __init__(self, package: Package, entry: SheetEntry, values: Values, label: Phrase | str) -> None:
        super().__init__(package.pieces(entry.part))
        self.package, self.entry, self.values, self.label = package, entry, values, label
        self.name, self.hidden, self.active = entry.name, entry.hidden, entry.active
        self.top: list[Row] = []
        for row in SheetXml(package.pieces(entry.part)).rows():
            if row.number > min(TOP, self.last):
                break
            self.top += [[] for _ in range(row.number - len(self.top))]
            for cell in row.cells:
                _put(self.top[-1], cell.column, values.text(cell))

    def table(self, header: Row, heads: range) -> SheetTable:
        """Return the sheet as a table; `heads` are the rows of its header."""
        with told(self.label):
            return SheetTable(self, header, heads)

    def used(self, row: int) -> int:
        """Return how many columns have something in them from a row on."""
        return next((column + 1 for line, column in self.reaches if line >= row), 0)


def _put(row: Row, column: int, text: str) -> None:
    if text:
        row += [""] * (column - len(row))
        row.append(text)


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


class SheetTable:
    """A sheet as a table.

    Attributes:
        line: the sheet's row that was handed out last; that of the header at first.
        above: the rows above the header, as texts.
        heading: those of the header.
        heads: the rows of the header.
        row: the XML of the row handed out last; None for one that is not in the file.
    """

    def __init__(self, sheet: Sheet, header: Row, heads: range) -> None:
        self.package, self.values, self.label = sheet.package, sheet.values, sheet.label
        self.sheet = sheet
        self.heads = heads
        self.above = sheet.top[: heads[0] - 1]
        self.heading = sheet.top[heads[0] - 1 : heads[-1]]
        self.line = heads[-1]
        self.header = padded(header, max(sheet.used(heads[0]), len(header)))
        self.remarks = [SHEET.filled(sheet=printable(sheet.name, 40))]
        self.xml = SheetXml(sheet.package.pieces(sheet.entry.part))
        self.row: RowXml | None = None
        self._rows = self.xml.rows()
        self._facts: frozenset[int] = frozenset()
        self._dates: frozenset[int] = frozenset()
        self._merged = MergedCells(sheet.merges, self.line)

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Say which columns give facts, and which of them give dates."""
        self._facts, self._dates = frozenset(positions), frozenset(dates)

    @property
    def progress(self) -> float:
        """How much of the sheet was handed out, from 0 to 1."""
        return self.line / max(self.sheet.last, 1)

    def beginning(self) -> Iterator[RowXml]:
        """Return the rows down to the last of the header, before those below it are asked for."""
        with told(self.label):
            for row in self._rows:
                yield row
                if row.number >= self.heads[-1]:
                    return

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header, down to the last with something in it; none is left out."""
        with told(self.label):
            for row in self._rows:
                self.row = None
                while self.line + 1 < row.number:
                    self.line += 1
                    yield []
                if row.number <= self.line:
                    continue
                self.line, self.row = row.number, row
                yield self._read(row.cells)
                if self.line >= self.sheet.last:
                    return

    def _read(self, cells: Sequence[Cell]) -> Row:
        own: Row = []
        missing: list[int] = []
        dated: list[tuple[int, str]] = []
        facts, text_of = self._facts, self.values.text
        for cell in cells:
            text = text_of(cell)
            column = cell.column
            if column in facts:
                if isinstance(text, Missing):
                    missing.append(column)
                elif column in self._dates and (shown := self.values.as_date(cell, text)) != text:
                    dated.append((column, shown))
            _put(own, column, text)
        own = padded(own, len(self.header))
        read = self._merged.read(own, self.line, facts)
        if missing:
            return Unreadable(own, _NO_VALUE, column=printable(self.header[missing[0]], 40))
        if not dated and read is None:
            return own
        filled = Filled(read or own, own)
        for column, text in dated:
            filled[column] = text
        return filled
