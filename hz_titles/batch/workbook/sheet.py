"""The sheets of a workbook as tables: present ones read twice, what there is, then row by row.

Those of the old kind (.xls) are only read; what comes of them is a new workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from ...errors import UsageError
from ...language import Phrase
from ...names.text import printable
from ..table import TOP, Filled, Row, Unreadable, padded
from .cells import Area, Cell, Missing, RowXml, SheetXml, Skimmed, Values, whole
from .package import Package, SheetEntry, told

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


_NO_READER = Phrase(
    "读 .xls 需要 python-calamine：请运行 pip install 'hz-titles[excel]'",
    "reading .xls takes python-calamine: run pip install 'hz-titles[excel]'",
)
_NOT_READ = Phrase(
    "{file} 不是可读的 .xls 工作簿：请打开后另存为 .xlsx",
    "{file} is no .xls workbook that can be read: open it and save it as .xlsx",
)
_NO_VALUE = Phrase(
    "“{column}”是公式，文件里没有存它的结果：请在 Excel 中打开并保存一次",
    "“{column}” is a formula whose value is not in the file: open it in Excel and save it once",
)
_SHEET = Phrase("工作表：{sheet}", "sheet: {sheet}")


def sheets_in(file: BinaryIO, label: Phrase | str, old: bool) -> Sequence[Sheet | OldSheet]:
    """Return the sheets of cells in a workbook, `old` or in the present format.

    Raises UsageError where it cannot be read, or nothing is installed that could read it.
    """
    if not old:
        with told(label):
            package = Package(file)
            values = Values(package)
            return [Sheet(package, entry, values, label) for entry in package.sheets]
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    except ImportError:
        raise UsageError(_NO_READER) from None
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
        listed = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        return [
            OldSheet(book.get_sheet_by_name(one.name), one.visible != SheetVisibleEnum.Visible, not place)
            for place, one in enumerate(listed)
        ]
    except CalamineError:
        raise UsageError(_NOT_READ, file=label) from None


class ListSheet:
    """A sheet of cells, whose first rows are its `top`; it is a table from where its header is known on.

    `line` is the row handed out last.
    """

    def __init__(self, name: str, hidden: bool, active: bool) -> None:
        self.name, self.hidden, self.active = name, hidden, active
        self.top: list[Row] = []

    def begin(self, header: Row, heads: range, merges: Sequence[Area], last: int) -> None:
        """Take the header, its rows, what is merged, and the last row with something in it."""
        self.header, self.heads, self.line, self.last = header, heads, heads[-1], last
        self.above, self.heading = self.top[: heads[0] - 1], self.top[heads[0] - 1 : heads[-1]]
        self.remarks = [_SHEET.filled(sheet=printable(self.name, 40))]
        self.mapped(())
        # Those below the header that reach down, the first last; of each that is open its end and its text
        self._merges = sorted((one for one in merges if one.bottom > max(one.top, self.line)), reverse=True)
        self._down: dict[int, tuple[int, str]] = {}

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Say which columns give facts, and which of them give dates."""
        self._facts, self._dates = frozenset(positions), frozenset(dates)

    @property
    def progress(self) -> float:
        """How much of the sheet was handed out, from 0 to 1."""
        return self.line / max(self.last, 1)

    def _filled(self, own: Row, read: dict[int, str]) -> Row:
        """Return a row with cells that are read otherwise, and with what merged cells above hold for it."""
        for column, (bottom, text) in list(self._down.items()):
            if bottom < self.line:
                del self._down[column]
            elif any(own) and not own[column]:
                read[column] = text
        while self._merges and self._merges[-1].top <= self.line:
            merge = self._merges.pop()
            if merge.left in self._facts and merge.top == self.line and own[merge.left]:
                self._down[merge.left] = merge.bottom, own[merge.left]
        if not read:
            return own
        return Filled([read.get(column, text) for column, text in enumerate(own)], own)


class OldSheet(ListSheet):
    """A sheet of an old workbook."""

    def __init__(self, sheet: CalamineSheet, hidden: bool, active: bool) -> None:
        super().__init__(sheet.name, hidden, active)
        self._sheet = sheet
        self.top = list(islice(self._all(), TOP))

    def table(self, header: Row, heads: range) -> OldSheet:
        """Return the sheet as a table; `heads` are the rows of its header, counted from 1."""
        used = max(map(len, islice(self._all(), heads[0] - 1, None)), default=0)
        merges = [
            Area(top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in self._sheet.merged_cell_ranges or ()
        ]
        self.begin(padded(header, used), heads, merges, self._sheet.end[0] + 1 if self._sheet.end else 0)
        return self

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header."""
        for row in islice(self._all(), self.line, None):
            self.line += 1
            yield self._filled(padded(row, len(self.header)), {})

    def _all(self) -> Iterator[Row]:
        """Yield all rows from the first on as texts, without blanks at their ends."""
        if self._sheet.start is None:
            return
        for values in self._sheet.iter_rows():
            row = [""] * self._sheet.start[1] + list(map(_text, values))
            while row and not row[-1]:
                row.pop()
            yield row


def _text(value: Any) -> str:
    """Return a cell's value as a person would type it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return whole(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


class Sheet(ListSheet):
    """A sheet in the present format; `row` is the XML of the row handed out last.

    As a table it is read twice: what the first reading found stands in `found`.
    """

    def __init__(self, package: Package, entry: SheetEntry, values: Values, label: Phrase | str) -> None:
        super().__init__(entry.name, entry.hidden, entry.active)
        self.package, self.entry, self.values, self.label = package, entry, values, label
        self.row: RowXml | None = None
        for row in SheetXml(package.texts(entry.part)).rows():
            if row.number > TOP:
                break
            self.top += [[] for _ in range(row.number - len(self.top))]
            for cell in row.cells:
                if text := values.text(cell):
                    self.top[-1] += [""] * (cell.column - len(self.top[-1]))
                    self.top[-1].append(text)
        while self.top and not self.top[-1]:
            self.top.pop()
        if not self.top:  # whether it is empty or damaged
            Skimmed(package.texts(entry.part), 1)

    def table(self, header: Row, heads: range) -> Sheet:
        """Return the sheet as a table; `heads` are the rows of its header."""
        with told(self.label):
            self.found = Skimmed(self.package.texts(self.entry.part), heads[0])
            self.begin(padded(header, self.found.used), heads, self.found.merges, self.found.last)
            self.xml = SheetXml(self.package.texts(self.entry.part))
            self._rows = self.xml.rows()
        return self

    def beginning(self) -> Iterator[RowXml]:
        """Return the rows down to the last of the header, before those below it are asked for."""
        with told(self.label):
            for row in self._rows:
                yield row
                if row.number >= self.heads[-1]:
                    return

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header."""
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
        dated: dict[int, str] = {}
        for cell in cells:
            text, column = self.values.text(cell), cell.column
            if column in self._facts:
                if isinstance(text, Missing):
                    missing.append(column)
                elif column in self._dates and (shown := self.values.as_date(cell, text)) != text:
                    dated[column] = shown
            if text:
                own[column] = text
        row = self._filled(own, dated)
        return Unreadable(own, _NO_VALUE, column=printable(self.header[missing[0]], 40)) if missing else row
