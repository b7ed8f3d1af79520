"""Workbooks: a sheet as a table, and the same workbook back with the answers in it.

openpyxl keeps styles, widths, formulas and other sheets. Facts that a formula computes are
read from the value that Excel saved with it.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any, BinaryIO
from zipfile import ZipFile

from ..errors import UsageError, did_you_mean
from ..language import Phrase
from ..typed import nearest, printable
from .answers import NUMBER, WIDTH, results_in
from .columns import CERTIFICATE, fact_of
from .formulas import Archive, Formula, formulas_in
from .outputs import CellsOutput
from .own import Own
from .table import Row, Unreadable, padded

MOST_ROWS = 1_048_576
"""The rows that a sheet can hold."""
MOST_COLUMNS = 16_384
"""The columns that a sheet can hold."""
MOST_CHARACTERS = 32_767
"""The characters that a cell can hold."""
_ABOVE = 20
"""The rows at the top of a sheet among which its header is looked for."""
_WIDTHS = (13, 13, 9, 13, 11, 44, 26, 20, 15, 24, 30)
_NOT_KEPT = ("xl/media/", "xl/charts/", "xl/slicers/", "xl/ctrlProps/", "xl/threadedComments/")

_NO_OPENPYXL = Phrase(
    "读写 .xlsx 需要 openpyxl：请运行 pip install 'hz-titles[excel]'",
    "reading and writing .xlsx takes openpyxl: run pip install 'hz-titles[excel]'",
)
_NOT_A_WORKBOOK = Phrase(
    "{file} 不是可读的 .xlsx 工作簿（{why}）", "{file} is no .xlsx workbook that can be read ({why})"
)
_NO_SHEET = Phrase(
    "--sheet「{name}」：没有这张工作表{hint}。有：{found}",
    "--sheet “{name}”: there is no such sheet{hint}. There are: {found}",
)
_EMPTY = Phrase(
    "{file} 的工作表「{sheet}」是空的：没有表头", "{file}: the sheet “{sheet}” is empty: there is no header"
)
_NO_VALUE = Phrase(
    "「{column}」是公式，文件里没有存它的结果：请在 Excel 中打开并保存一次",
    "“{column}” is a formula whose value is not in the file: open it in Excel and save it once",
)
_MAY_LOSE = Phrase(
    "注意：工作簿中的图片、图表或控件可能不会保留，请留好原文件",
    "mind: pictures, charts or controls of the workbook may not be kept; hold on to the original",
)
_SHEET = Phrase("工作表：{sheet}", "sheet: {sheet}")
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


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise UsageError(_NO_OPENPYXL) from None
    return openpyxl


class Workbook:
    """A sheet as a table.

    Attributes:
        line: the sheet's row that was handed out last.
        remarks: what a person should know about the file.
    """

    def __init__(
        self,
        file: BinaryIO,
        label: Phrase | str,
        sheet: str | None,
        certificate: str | None,
        keep: bool,
    ) -> None:
        """Read a sheet; `keep` the workbook to be filled in, and know `certificate` for a header too."""
        self.remarks: list[Phrase] = []
        self._label = label
        with warnings.catch_warnings(record=True) as caught, _told(label):
            warnings.simplefilter("always")
            self._read(file, sheet, certificate, keep)
        self.remarks += [Phrase(text, text) for text in dict.fromkeys(str(one.message) for one in caught)]
        self._above = next(
            (
                number
                for number, cells in enumerate(self._cells[:_ABOVE])
                if any(_announces(cell, certificate) for cell in cells)
            ),
            next((number for number, cells in enumerate(self._cells) if any(cells)), -1),
        )
        if self._above < 0:
            raise UsageError(_EMPTY, file=label, sheet=printable(self._name))
        self._width = max(map(len, self._cells))
        self.header = padded(self._cells[self._above], self._width)
        self.line = self._above + 1
        self._all = self.header
        self._facts: Sequence[int] = ()
        self._answers: list[int] = []
        self._behind = 0

    def _read(self, file: BinaryIO, sheet: str | None, certificate: str | None, keep: bool) -> None:
        openpyxl = _openpyxl()
        if keep and any(name.startswith(_NOT_KEPT) for name in ZipFile(file).namelist()):
            self.remarks.append(_MAY_LOSE)
        self._values = openpyxl.load_workbook(file, data_only=True, read_only=True)
        self._book: Any = openpyxl.load_workbook(file, rich_text=True) if keep else None
        self._name = self._sheet(sheet, certificate)
        self.remarks.append(_SHEET.filled(sheet=self._name))
        self._missing: dict[int, dict[int, str]] = {}
        for place, formula in self._formulas(self._values[self._name]).items():
            if formula.value is None:
                row, column = openpyxl.utils.cell.coordinate_to_tuple(place)
                self._missing.setdefault(row, {})[column - 1] = f"={formula.text}"
        self._cells = self._texts(self._values[self._name])

    def _sheet(self, wanted: str | None, certificate: str | None) -> str:
        values = self._values
        names = [sheet.title for sheet in values.worksheets]
        if wanted is not None:
            for name in names:
                if name.strip() == wanted.strip():
                    return str(name)
            hint = did_you_mean([printable(name, 40) for name in nearest(wanted, names)])
            found = [printable(name, 40) for name in names]
            raise UsageError(_NO_SHEET, name=printable(wanted, 40), hint=hint, found=found)
        for sheet in values.worksheets:
            sheet.reset_dimensions()
            for cells in islice(sheet.iter_rows(values_only=True), _ABOVE):
                if any(_announces(_text(value), certificate) for value in cells):
                    return str(sheet.title)
        active = values.active
        return str(active.title if active is not None and active.title in names else names[0])

    def _formulas(self, sheet: Any) -> dict[str, Formula]:
        with self._values._archive.open(sheet._worksheet_path) as part:
            return formulas_in(part.read())

    def _texts(self, sheet: Any) -> list[Row]:
        """Return all rows as texts up to the last that is not blank; formulas without a value as written."""
        sheet.reset_dimensions()
        rows: list[Row] = []
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > MOST_ROWS:
                raise ValueError(f"> {MOST_ROWS}")
            row = list(map(_text, values))
            for column, text in self._missing.get(number, {}).items():
                row = padded(row, column + 1)
                row[column] = text
            rows.append(_trimmed(row))
        while rows and not rows[-1]:
            rows.pop()
        return rows

    @property
    def progress(self) -> float:
        """How much of the sheet was handed out, from 0 to 1."""
        return self.line / len(self._cells)

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header."""
        for number in range(self._above + 1, len(self._cells)):
            self.line = number + 1
            cells = padded(self._cells[number], self._width)
            missing = self._missing.get(self.line, {}).keys() & set(self._facts)
            if missing:
                yield Unreadable(cells, _NO_VALUE, column=printable(self.header[min(missing)], 40))
            else:
                yield cells

    def mapped(self, positions: Sequence[int]) -> None:
        """Say which columns give facts."""
        self._facts = positions

    def begin_answers(self, names: Sequence[str], width: int) -> None:
        """Head the columns of the answers: those of an earlier run, else new ones behind all others.

        Answers will come behind `width` cells of a row.

        Raises:
            UsageError: the sheet has no room for them.
        """
        sheet, head = self._book[self._name], self._above + 1
        merged = [cells for cells in sheet.merged_cells.ranges if cells.max_row >= head]
        earlier = [column + 1 for column in sorted(results_in(self._all))][: len(names)]
        first = max(self._width, *(cells.max_col for cells in merged), 0) + 1
        new = range(first, first + len(names) - len(earlier))
        if new.stop > MOST_COLUMNS:
            raise UsageError(_NO_ROOM, most=MOST_COLUMNS)
        self._answers = [*earlier, *new]
        self._behind = width
        for cells in merged:  # only the first cell of a range can hold anything
            if any(cells.min_col <= column <= cells.max_col for column in earlier):
                sheet.unmerge_cells(str(cells))
        last = sheet.cell(row=head, column=max(1, len(_trimmed(self._all))))
        for name, column, wide in zip(names, self._answers, _WIDTHS, strict=True):
            cell = sheet.cell(row=head, column=column)
            if column in new:
                cell._style = copy(last._style)
                _widen(sheet, column, wide)
            _put(cell, name, False)

    def answer(self, rows: Iterable[Row]) -> None:
        """Write the answers of rows into the sheet's rows that they came from."""
        sheet = self._book[self._name]
        for row in rows:
            cells = padded(row[self._behind : self._behind + WIDTH], WIDTH)
            for index, (column, text) in enumerate(zip(self._answers, cells, strict=True)):
                if text or (self.line, column) in sheet._cells:
                    _put(sheet.cell(row=self.line, column=column), text, index == NUMBER)

    def save(self, file: BinaryIO) -> None:
        """Write the workbook, with the values that its formulas had."""
        self._book.calculation.fullCalcOnLoad = True
        with _told(self._label):
            formulas = {
                f"xl/worksheets/sheet{number}.xml": self._formulas(self._values[sheet.title])
                for number, sheet in enumerate(self._book.worksheets, 1)
            }
        _save(self._book, file, formulas)


@contextmanager
def _told(label: Phrase | str) -> Iterator[None]:
    """Say of whatever goes wrong that the file is damaged: to read one can fail in any way.

    Raises:
        UsageError: instead of any other exception.
    """
    try:
        yield
    except UsageError:
        raise
    except Exception as error:
        why = printable(str(error), 80) or type(error).__name__
        raise UsageError(_NOT_A_WORKBOOK, file=label, why=why) from None


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


def _trimmed(cells: Row) -> Row:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _announces(cell: str, certificate: str | None) -> bool:
    return fact_of(cell) == CERTIFICATE or (certificate is not None and cell.strip() == certificate)


def _text(value: Any) -> str:
    """Return a cell's value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


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


class FilledWorkbook(CellsOutput):
    """The workbook that came in, with the answers in its sheet."""

    def __init__(self, file: BinaryIO, source: Workbook) -> None:
        self._file = file
        self._source = source

    def begin(self, own: Own, names: Sequence[str]) -> None:
        """Write the headers of the answer."""
        self._source.begin_answers(names, len(own.header))

    def write(self, rows: Iterable[Row]) -> None:
        """Write the answers."""
        self._source.answer(rows)

    def finish(self) -> list[Phrase]:
        """Save the workbook."""
        self._source.save(self._file)
        return []

    def close(self) -> None:
        """Clear up."""
        _clear_up()


class NewWorkbook(CellsOutput):
    """A workbook made of texts."""

    def __init__(self, file: BinaryIO) -> None:
        openpyxl = _openpyxl()
        self._file = file
        self._book = openpyxl.Workbook(write_only=True)
        self._sheet = self._book.create_sheet("Sheet1")
        self._number = 0
        self._rows = 0
        self._cut = 0

    def begin(self, own: Own, names: Sequence[str]) -> None:
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
