"""Workbooks that go out: the one that came in with the answers in it, or a new one.

openpyxl keeps styles, widths, formulas and other sheets.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from copy import copy
from datetime import UTC, datetime
from typing import Any, BinaryIO

from ..errors import UsageError
from ..language import Phrase
from .answers import NUMBER, WIDTH, results_in
from .formulas import Archive, Formula
from .outputs import CellsOutput
from .table import Row, padded
from .user_columns import UserColumns
from .workbook import MOST_ROWS, Workbook, import_openpyxl, trimmed

MOST_COLUMNS = 16_384
"""The columns that a sheet can hold."""
MOST_CHARACTERS = 32_767
"""The characters that a cell can hold."""
_WIDTHS = (13, 13, 9, 13, 11, 44, 26, 20, 15, 24, 30)
"""How wide the columns of an answer are made."""

_TOO_MANY_ROWS = Phrase(
    "超过 {most} 行，.xlsx 放不下：请用 --to csv", "more than {most} rows do not fit into .xlsx: use --to csv"
)
_NO_ROOM = Phrase(
    "最后一列或合并单元格之后放不下新增的列（最多 {most} 列）：请用 --to csv",
    "there is no room for further columns behind the last one, or behind merged cells "
    "(a sheet has {most}): use --to csv",
)
_CUT = Phrase(
    "有 {count} 格超过 {most} 个字符，.xlsx 放不下，已截断：要完整保留请用 --to csv",
    "cut, as .xlsx holds no more than {most} characters in a cell: {count} (use --to csv to keep them whole)",
)


class FilledWorkbook(CellsOutput):
    """The workbook that came in, with the answers in its sheet."""

    def __init__(self, file: BinaryIO, source: Workbook) -> None:
        self._file = file
        self._source = source
        self._sheet = source.book[source.sheet]
        self._columns: list[int] = []
        self._behind = 0

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Head the columns of the answers: those of an earlier run, else new ones behind all others.

        Raises:
            UsageError: the sheet has no room for them.
        """
        source, sheet = self._source, self._sheet
        merged = [cells for cells in sheet.merged_cells.ranges if cells.max_row >= source.line]
        earlier = [column + 1 for column in sorted(results_in(source.header))][: len(names)]
        first = 1 + max([len(source.header), *(cells.max_col for cells in merged)])
        new = range(first, first + len(names) - len(earlier))
        if new and new[-1] > MOST_COLUMNS:
            raise UsageError(_NO_ROOM, most=MOST_COLUMNS)
        for cells in merged:  # only the first cell of a range can hold anything
            if any(cells.min_col <= column <= cells.max_col for column in earlier):
                sheet.unmerge_cells(str(cells))
        self._columns = [*earlier, *new]
        self._behind = len(own.header)
        self._head(names, new)

    def _head(self, names: Sequence[str], new: range) -> None:
        sheet, line = self._sheet, self._source.line
        last = sheet.cell(row=line, column=max(1, len(trimmed(self._source.header))))
        for name, column, wide in zip(names, self._columns, _WIDTHS, strict=True):
            cell = sheet.cell(row=line, column=column)
            if column in new:
                cell._style = copy(last._style)
                _widen(sheet, column, wide)
            _put(cell, name, False)

    def write(self, rows: Iterable[Row]) -> None:
        """Write the answers into the sheet's rows that they came from."""
        sheet, source = self._sheet, self._source
        for row in rows:
            cells = padded(row[self._behind : self._behind + WIDTH], WIDTH)
            for index, (column, text) in enumerate(zip(self._columns, cells, strict=True)):
                if text or (source.line, column) in sheet._cells:
                    _put(sheet.cell(row=source.line, column=column), text, index == NUMBER)

    def finish(self) -> list[Phrase]:
        """Save the workbook, with the values that its formulas had; Excel is to compute them anew."""
        book = self._source.book
        book.calculation.fullCalcOnLoad = True
        formulas = {
            f"xl/worksheets/sheet{number}.xml": self._source.formulas(sheet.title)
            for number, sheet in enumerate(book.worksheets, 1)
        }
        _save(book, self._file, formulas)
        return []

    def close(self) -> None:
        """Clear up."""
        _clear_up()


class NewWorkbook(CellsOutput):
    """A workbook made of texts."""

    def __init__(self, file: BinaryIO) -> None:
        openpyxl = import_openpyxl()
        self._file = file
        self._book = openpyxl.Workbook(write_only=True)
        self._sheet = self._book.create_sheet("Sheet1")
        self._number = 0
        self._rows = 0
        self._cut = 0

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write the header."""
        self._number = len(own.header) + NUMBER
        self.write([[*own.header, *names]])

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows.

        Raises:
            UsageError: the sheet is full.
        """
        from openpyxl.cell import WriteOnlyCell

        for row in rows:
            self._rows += 1
            if self._rows > MOST_ROWS:
                raise UsageError(_TOO_MANY_ROWS, most=MOST_ROWS)
            cells = []
            for position, text in enumerate(row):
                cell = WriteOnlyCell(self._sheet)
                self._cut += len(text) > MOST_CHARACTERS
                _put(cell, text, position == self._number)
                cells.append(cell)
            self._sheet.append(cells)

    def finish(self) -> list[Phrase]:
        """Save the workbook."""
        _save(self._book, self._file, {})
        return [_CUT.filled(count=self._cut, most=MOST_CHARACTERS)] if self._cut else []

    def close(self) -> None:
        """End what was begun, wherever it stopped."""
        sheet = self._sheet
        for begun in (sheet._rows, sheet._writer and sheet._writer.xf):
            with suppress(Exception):  # the reason was told; ending only gives the files free
                begun.close()
        _clear_up()


def _put(cell: Any, text: str, number: bool) -> None:
    """Set a cell; a text stays a text, whatever it begins with."""
    if not text:
        cell.value = None
    elif number and text.isdecimal():
        cell.value = int(text)
    else:
        cell.value = holdable(text)
        cell.data_type = "s"


def holdable(text: str) -> str:
    """Return `text` with the characters that XML cannot hold written as Excel writes them."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def _widen(sheet: Any, column: int, wide: int) -> None:
    """Set the width of a new column, unless the user's own setting reaches over it."""
    from openpyxl.utils import get_column_letter

    for one in sheet.column_dimensions.values():
        if one.min is not None and one.min <= column <= (one.max or one.min):
            return
    sheet.column_dimensions[get_column_letter(column)].width = wide


def _save(book: Any, file: BinaryIO, formulas: Mapping[str, Mapping[str, Formula]]) -> None:
    """Write a workbook; an archive that cannot be ended would complain when it is forgotten."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with Archive(file, formulas) as archive:
        ExcelWriter(book, archive).save()


def _clear_up() -> None:
    """Remove what openpyxl keeps in temporary files until the process ends, which may be at once."""
    from openpyxl.worksheet import _writer

    while _writer.ALL_TEMP_FILES:
        with suppress(FileNotFoundError):
            os.remove(_writer.ALL_TEMP_FILES.pop())
