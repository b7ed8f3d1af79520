"""Workbooks of the old kind (.xls): read only; what comes of them is a new workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from ...errors import UsageError
from ...language import Phrase
from ..table import Filled, Row, padded
from .rows import Area
from .sheet import TOP, ListTable

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


class OldSheet:
    """A sheet of an old workbook."""

    def __init__(self, sheet: CalamineSheet, hidden: bool, active: bool) -> None:
        self.name, self.hidden, self.active = sheet.name, hidden, active
        self._sheet = sheet
        self.merges = [
            Area(top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ]
        self.last = sheet.end[0] + 1 if sheet.end else 0
        self.top = list(islice(self.rows(), TOP))

    def table(self, header: Row, heads: range) -> OldTable:
        """Return the sheet as a table; `heads` are the rows of its header."""
        return OldTable(self, header, heads)

    def rows(self) -> Iterator[Row]:
        """Yield all rows from the first on as texts, without blanks at their ends."""
        if self._sheet.start is None:
            return
        left = self._sheet.start[1]
        for values in self._sheet.iter_rows():
            row = [""] * left + list(map(_text, values))
            while row and not row[-1]:
                row.pop()
            yield row


def old_sheets(file: BinaryIO, label: Phrase | str) -> list[OldSheet]:
    """Return the sheets of cells in an old workbook.

    Raises UsageError where it cannot be read, or nothing is installed that could read it.
    """
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


class OldTable(ListTable):
    """A sheet of an old workbook as a table."""

    def __init__(self, sheet: OldSheet, header: Row, heads: range) -> None:
        used = max(map(len, islice(sheet.rows(), heads[0] - 1, None)), default=0)
        super().__init__(sheet, padded(header, used), heads, sheet.merges, sheet.last)
        self._all = sheet.rows

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header."""
        for number, row in enumerate(self._all(), 1):
            if number > self.line:
                self.line = number
                own = padded(row, len(self.header))
                read = self.merged.read(own, number, self.facts)
                yield Filled(read, own) if read else own


def _text(value: Any) -> str:
    """Return a cell's value as a person would type it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
