"""A sheet of a workbook as a table, read twice: what there is, then row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...language import Phrase
from ...names.text import printable
from ..table import Filled, Row, Unreadable, padded
from .cells import Area, Cell, CellReader, RowXml, SheetXml, area_in
from .markup import DamageError, attributes, named
from .package import Package, SheetEntry, told
from .values import Missing, Values, has_value

TOP = 31
"""The rows at the top of a sheet among which a header is looked for."""
MOST_CELLS = 2_000_000
"""The cells with something in them that are read."""
_MOST_EMPTY = 10_000_000
_MOST_MERGES = 400_000

_TOO_MANY_CELLS = Phrase("有内容的单元格超过 {most} 个", "more than {most} cells have something in them")
_TOO_MANY_MERGES = Phrase("合并单元格超过 {most} 处", "more than {most} ranges are merged")
_NO_VALUE = Phrase(
    "“{column}”是公式，文件里没有存它的结果：请在 Excel 中打开并保存一次",
    "“{column}” is a formula whose value is not in the file: open it in Excel and save it once",
)
_SHEET = Phrase("工作表：{sheet}", "sheet: {sheet}")


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Sheet:
    """A sheet of cells, and what the first reading found in it.

    Attributes:
        top: its first rows as texts.
        merges: the ranges that are merged.
        arrays: the ranges that formulas fill.
        filter: the range that is filtered.
        last: the last row with something in it.
        reaches: rows and columns; a column is the last with something in it from that row on.
    """

    entry: SheetEntry
    top: list[Row] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    arrays: list[Area] = field(default_factory=list)
    filter: Area | None = None
    last: int = 0
    reaches: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return self.entry.name

    @property
    def hidden(self) -> bool:
        """Whether people see it."""
        return self.entry.hidden

    @property
    def active(self) -> bool:
        """Whether it was in front when the workbook was saved."""
        return self.entry.active

    def used(self, row: int) -> int:
        """Return how many columns have something in them from a row on."""
        return next((column + 1 for line, column in self.reaches if line >= row), 0)


def survey(package: Package, entry: SheetEntry, values: Values) -> Sheet:
    """Read a sheet for the first time.

    Raises:
        DamageError: it is damaged, or more than what is read.
    """
    sheet = Sheet(entry=entry)
    xml = SheetXml(package.text_pieces(entry.part))
    reader = CellReader(xml.prefix)
    marks = tuple(f"<{xml.prefix}{name}" for name in ("v", "is", "f"))
    filled = empty = 0
    for row in xml.rows():
        if not any(mark in row.text for mark in marks):
            continue
        cells = reader.cells(row)
        used = [cell for cell in cells if cell.value or (cell.body and has_value(cell, xml.prefix))]
        filled += len(used)
        empty += len(cells)
        if filled > MOST_CELLS or empty > _MOST_EMPTY:
            raise DamageError(_TOO_MANY_CELLS.filled(most=MOST_CELLS))
        if not used:
            continue
        sheet.last = row.number
        while sheet.reaches and sheet.reaches[-1][1] <= used[-1].column:
            sheet.reaches.pop()
        sheet.reaches.append((row.number, used[-1].column))
        if row.number <= TOP:
            sheet.top += [[] for _ in range(row.number - len(sheet.top) - 1)]
            sheet.top.append(_texts(used, values, xml.prefix))
        if marks[2] in row.text:
            sheet.arrays += _arrays(used, xml.prefix)
    for tag in named(xml.tail, f"{xml.prefix}mergeCell"):
        merge = area_in(attributes(tag[0]).get("ref", ""))
        if merge:
            sheet.merges.append(merge)
        if len(sheet.merges) + len(sheet.arrays) > _MOST_MERGES:
            raise DamageError(_TOO_MANY_MERGES.filled(most=_MOST_MERGES))
    for tag in named(xml.tail, f"{xml.prefix}autoFilter"):
        sheet.filter = area_in(attributes(tag[0]).get("ref", ""))
        break
    return sheet


def _texts(cells: Sequence[Cell], values: Values, prefix: str) -> Row:
    row: Row = []
    for cell in cells:
        text = values.text(cell, prefix)
        if text:
            row += [""] * (cell.column - len(row))
            row.append(text)
    return row


def _arrays(cells: Sequence[Cell], prefix: str) -> Iterator[Area]:
    """Yield the ranges that formulas of a row fill besides their own cell."""
    for cell in cells:
        if cell.body and f"<{prefix}f" in cell.body:
            for tag in named(cell.body, f"{prefix}f"):
                values = attributes(tag[0])
                area = area_in(values.get("ref", "")) if values.get("t") in ("array", "dataTable") else None
                if area:
                    yield area


class SheetTable:
    """A sheet as a table.

    Attributes:
        remarks: what a person should know about it.
        line: the sheet's row that was handed out last; that of the header at first.
        above: the rows above the header, as texts.
        heading: those of the header.
        heads: the rows of the header.
        passed: the XML of the rows above the header, where it is kept.
        row: the XML of the row handed out last; None for one that is not in the file.
        cells: its cells.
    """

    def __init__(
        self,
        package: Package,
        values: Values,
        label: Phrase | str,
        sheet: Sheet,
        header: Row,
        heads: range,
        keep: bool,
    ) -> None:
        self.package = package
        self.values = values
        self.label = label
        self.sheet = sheet
        self.heads = heads
        self.above = sheet.top[: heads[0] - 1]
        self.heading = sheet.top[heads[0] - 1 : heads[-1]]
        self.line = heads[-1]
        self.header = padded(header, max(sheet.used(heads[0]), len(header)))
        self.remarks = [_SHEET.filled(sheet=printable(sheet.name, 40))]
        self.xml = SheetXml(package.text_pieces(sheet.entry.part, checking=False))
        self.prefix = self.xml.prefix
        self._reader = CellReader(self.prefix)
        self._rows = self.xml.rows()
        self._keep = keep
        self.passed: list[str] = []
        self.row: RowXml | None = None
        self.cells: list[Cell] = []
        self._facts: frozenset[int] = frozenset()
        self._dates: frozenset[int] = frozenset()
        self._down: dict[int, tuple[int, str]] = {}
        self._merges = sorted(
            (merge for merge in sheet.merges if merge.bottom > max(merge.top, self.line)), reverse=True
        )

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Say which columns give facts, and which of them give dates."""
        self._facts, self._dates = frozenset(positions), frozenset(dates)

    @property
    def progress(self) -> float:
        """How much of the sheet was handed out, from 0 to 1."""
        return self.line / max(self.sheet.last, 1)

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header."""
        with told(self.label):
            for number, cells in self._numbered():
                if number > self.line:
                    self.line = number
                    yield self._read(cells)

    def head_rows(self) -> Iterator[RowXml]:
        """Return the rows of the header, as far as they are in the file, before the others are read."""
        with told(self.label):
            for row in self._rows:
                self.row, self.cells = row, self._reader.cells(row)
                if row.number >= self.heads[0]:
                    yield row
                elif self._keep:
                    self.passed.append(row.before + row.text)
                if row.number >= self.heads[-1]:
                    return

    def rest(self) -> Iterator[str]:
        """Return the XML behind the last row that was handed out."""
        with told(self.label):
            for row in self._rows:
                yield row.before + row.text
            yield self.xml.tail

    def _numbered(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the number and the cells of each row up to the last with something in it; none left out."""
        last = 0
        for row in self._rows:
            for number in range(max(last, self.line) + 1, row.number):
                self.row, self.cells = None, []
                yield number, []
            last = row.number
            self.row, self.cells = row, self._reader.cells(row)
            yield last, self.cells
            if last >= self.sheet.last:
                return

    def _read(self, cells: list[Cell]) -> Row:
        row: Row = []
        missing = -1
        dated: list[tuple[int, str]] = []
        for cell in cells:
            text = self.values.text(cell, self.prefix)
            if not text:
                continue
            column = cell.column
            if column in self._facts:
                if isinstance(text, Missing) and missing < 0:
                    missing = column
                elif column in self._dates and (shown := self.values.as_date(cell, text)) != text:
                    dated.append((column, shown))
            if len(row) < column:
                row += [""] * (column - len(row))
            row.append(text)
        width = len(self.header)
        own = row + [""] * (width - len(row))
        read = self._merged_down(own) if self._merges or self._down else own
        if missing >= 0:
            return Unreadable(own, _NO_VALUE, column=printable(self.header[missing], 40))
        if not dated and read is own:
            return own
        filled = Filled(read, own)
        for column, text in dated:
            filled[column] = text
        return filled

    def _merged_down(self, own: Row) -> Row:
        """Return a row with what stands above it in cells that are merged with its own."""
        line, down = self.line, self._down
        read = own
        for column in [column for column, (bottom, _) in down.items() if bottom < line]:
            del down[column]
        if down and any(own):
            read = list(own)
            for column, (_, text) in down.items():
                read[column] = read[column] or text
        while self._merges and self._merges[-1].top <= line:
            merge = self._merges.pop()
            if merge.left in self._facts and merge.top == line and own[merge.left]:
                down[merge.left] = merge.bottom, own[merge.left]
        return read
