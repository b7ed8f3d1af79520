"""Workbooks: a sheet as a table.

Facts that a formula computes are read from the value that Excel saved with it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import Any, BinaryIO
from zipfile import ZipFile

from ..errors import UsageError, did_you_mean
from ..language import Phrase
from ..names.text import nearest, printable
from .columns import CERTIFICATE, fact_of
from .formulas import Formula, formulas_in
from .table import Row, Unreadable, padded

MOST_ROWS = 1_048_576
"""The rows that a sheet can hold."""
_ABOVE = 20
"""The rows at the top of a sheet among which its header is looked for."""
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


def import_openpyxl() -> Any:
    """Return the module openpyxl.

    Raises:
        UsageError: it is not installed; says how to install it.
    """
    try:
        import openpyxl
    except ImportError:
        raise UsageError(_NO_OPENPYXL) from None
    return openpyxl


class Workbook:
    """A sheet as a table.

    Attributes:
        book: the workbook to be filled in; None where it is not to be kept.
        sheet: the name of the sheet.
        line: the sheet's row that was handed out last; that of the header at first.
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
            raise UsageError(_EMPTY, file=label, sheet=printable(self.sheet))
        self._width = max(map(len, self._cells))
        self.header = padded(self._cells[self._above], self._width)
        self.line = self._above + 1
        self._facts: Sequence[int] = ()

    def _read(self, file: BinaryIO, sheet: str | None, certificate: str | None, keep: bool) -> None:
        openpyxl = import_openpyxl()
        if keep and any(name.startswith(_NOT_KEPT) for name in ZipFile(file).namelist()):
            self.remarks.append(_MAY_LOSE)
        self._values = openpyxl.load_workbook(file, data_only=True, read_only=True)
        self.book: Any = openpyxl.load_workbook(file, rich_text=True) if keep else None
        self.sheet = self._chosen(sheet, certificate)
        self.remarks.append(_SHEET.filled(sheet=self.sheet))
        self._missing: dict[int, dict[int, str]] = {}
        for place, formula in self.formulas(self.sheet).items():
            if formula.value is None:
                row, column = openpyxl.utils.cell.coordinate_to_tuple(place)
                self._missing.setdefault(row, {})[column - 1] = f"={formula.text}"
        self._cells = self._texts(self._values[self.sheet])

    def _chosen(self, wanted: str | None, certificate: str | None) -> str:
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

    def formulas(self, sheet: str) -> dict[str, Formula]:
        """Return the formulas of a sheet, by their cells."""
        with _told(self._label), self._values._archive.open(self._values[sheet]._worksheet_path) as part:
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
            rows.append(trimmed(row))
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


def trimmed(cells: Row) -> Row:
    """Return `cells` without the empty ones at their end."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return cells[:width]


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
