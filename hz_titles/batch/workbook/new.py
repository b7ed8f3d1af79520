"""A workbook made of texts."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from ...errors import UsageError
from ...language import Phrase
from ..answers import NUMBER
from ..outputs import CellsOutput
from ..table import Row
from ..user_columns import UserColumns
from .markup import MOST_CHARACTERS
from .rows import MOST_ROWS

_NO_WRITER = Phrase(
    "写 .xlsx 需要 XlsxWriter：请运行 pip install 'hz-titles[excel]'",
    "writing .xlsx takes XlsxWriter: run pip install 'hz-titles[excel]'",
)
_TOO_MANY_ROWS = Phrase(
    "超过 {most} 行，.xlsx 放不下：请用 --to csv", "more than {most} rows do not fit into .xlsx: use --to csv"
)
_NO_MACROS = Phrase(
    "新的工作簿没有宏：输出文件名请以 .xlsx 结尾",
    "a new workbook has no macros: end the output’s name in .xlsx",
)
_GOES_OUT_NEW = Phrase(
    "注意：.xls 只能读；结果是新的 .xlsx，不带原来的格式，请留好原文件",
    "mind: an .xls is only read; what goes out is a new .xlsx without its formats, so keep the original",
)
_YEARS = range(1980, 2108)
"""The years that a .zip, and so a workbook, can tell."""
_CLOCK = Phrase(
    "本机时钟为 {year} 年，.xlsx 记不下：请校准时钟；结论也可用 --to csv 写出",
    "the clock of this computer says {year}, which .xlsx cannot hold: set it; verdicts can also go --to csv",
)
_HALVES = re.compile(r"[\ud800-\udfff]")
_CUT = Phrase(
    "有 {count} 格超过 {most} 个字符，.xlsx 放不下，已截断：要完整保留请用 --to csv",
    "cut, as .xlsx holds no more than {most} characters in a cell: {count} (use --to csv to keep them whole)",
)


def new_workbook(file: BinaryIO, folder: str) -> Any:
    """Return a workbook of XlsxWriter that grows in a folder and goes into a file when it is closed.

    Raises:
        UsageError: XlsxWriter is not installed, or the clock stands in no year that a workbook can tell.
    """
    if (year := time.localtime().tm_year) not in _YEARS:
        raise UsageError(_CLOCK, year=year)
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise UsageError(_NO_WRITER) from None
    return Workbook(file, {"constant_memory": True, "tmpdir": folder, "strings_to_urls": False})


def save(book: Any) -> None:
    """End a workbook; what the system has against it is told as such."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None


class NewWorkbook(CellsOutput):
    """A workbook made of texts."""

    def __init__(self, file: BinaryIO, old: bool, extension: str) -> None:
        """Take a file whose name ends in `extension`; `old` where what goes into it was an old workbook."""
        if extension == ".xlsm":
            raise UsageError(_NO_MACROS)
        self._warnings = [_GOES_OUT_NEW] if old else []
        self._folder = tempfile.TemporaryDirectory()
        try:
            self._book = new_workbook(file, self._folder.name)
        except UsageError:
            self._folder.cleanup()
            raise
        self._sheet = self._book.add_worksheet("Sheet1")
        self._plain = self._book.add_format()
        self._number = 0
        self._rows = 0
        self._cut = 0

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write the header, and what stands above it."""
        self._number = len(own.header) + NUMBER
        *upper, last = own.heading
        self.write([*own.above(self.binding), *upper, [*last, *names]])

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows; a text stays a text, whatever it begins with.

        Raises UsageError where the sheet is full.
        """
        for row in rows:
            if self._rows >= MOST_ROWS:
                raise UsageError(_TOO_MANY_ROWS, most=MOST_ROWS)
            for position, text in enumerate(row):
                if position == self._number and text.isdecimal():
                    self._sheet.write_number(self._rows, position, int(text))
                elif text:
                    self._cut += len(text) > MOST_CHARACTERS
                    self._put(position, text[:MOST_CHARACTERS])
            self._rows += 1

    def _put(self, position: int, text: str) -> None:
        """Write a text; the writer escapes what XML cannot hold, but for halves of characters."""
        held = _HALVES.sub(lambda half: f"_x{ord(half[0]):04X}_", text)
        if held.startswith("<r>") and held.endswith("</r>"):  # which the writer would take for XML of its own
            self._sheet.write_rich_string(self._rows, position, held[0], self._plain, held[1:])
        else:
            self._sheet.write_string(self._rows, position, held)

    def finish(self) -> list[Phrase]:
        """Save the workbook."""
        save(self._book)
        cut = [_CUT.filled(count=self._cut, most=MOST_CHARACTERS)] if self._cut else []
        return self._warnings + cut

    def close(self) -> None:
        """End what was begun, wherever it stopped."""
        self._folder.cleanup()
