"""Workbooks that are new: one made of texts, and a blank roster."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from ...errors import UsageError
from ...language import Language, Phrase
from ...loading import Data
from ...words.vocabulary import short_name
from ..answers import NUMBER
from ..outputs import CellsOutput, UserColumns
from ..table import Row
from .cells import MOST_ROWS
from .markup import MOST_CHARACTERS

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
_YEARS = range(1980, 2108)  # that a .zip, and so a workbook, can tell
_CLOCK = Phrase(
    "本机时钟为 {year} 年，.xlsx 记不下：请校准时钟；结论也可用 --to csv 写出",
    "the clock of this computer says {year}, which .xlsx cannot hold: set it; verdicts can also go --to csv",
)
_HALVES = re.compile(r"[\ud800-\udfff]")
_CUT = Phrase(
    "有 {count} 格超过 {most} 个字符，.xlsx 放不下，已截断：要完整保留请用 --to csv",
    "cut, as .xlsx holds no more than {most} characters in a cell: {count} (use --to csv to keep them whole)",
)
_ROWS = 2_000  # those that have drop-downs
_ROSTER = Phrase("名单", "Roster")
_HELP = Phrase("填写说明", "How to fill in")
_HEADING = (Phrase("列", "Column"), Phrase("怎么填", "What to write"), Phrase("示例", "Example"))
_EXAMPLE = Phrase("张三", "Zhang San")
_DAY = "2018-07-01"


def _new_workbook(file: BinaryIO) -> tuple[Any, tempfile.TemporaryDirectory[str]]:
    """Return a workbook of XlsxWriter that goes into a file when it is closed, and the folder it grows in.

    Raises UsageError where the writer is not installed, or the clock stands in a year that no workbook tells.
    """
    if (year := time.localtime().tm_year) not in _YEARS:
        raise UsageError(_CLOCK, year=year)
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise UsageError(_NO_WRITER) from None
    folder = tempfile.TemporaryDirectory()
    return Workbook(file, {"constant_memory": True, "tmpdir": folder.name, "strings_to_urls": False}), folder


def _save(book: Any) -> None:
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
        self._book, self._folder = _new_workbook(file)
        self._sheet = self._book.add_worksheet("Sheet1")
        self._plain = self._book.add_format()
        self._number = self._rows = self._cut = 0

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write the header, and what stands above it."""
        self._number = len(own.header) + NUMBER
        above, (*upper, last) = own.top(self.binding)
        self.write([*above, *upper, [*last, *names]])

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
        _save(self._book)
        cut = [_CUT.filled(count=self._cut, most=MOST_CHARACTERS)] if self._cut else []
        return self._warnings + cut

    def close(self) -> None:
        """End what was begun, wherever it stopped."""
        self._folder.cleanup()


def write_template(file: BinaryIO, data: Data, language: Language) -> None:
    """Write a blank roster into a file: headers, drop-downs, and an example on a second sheet."""
    certificate, areas = data.catalogue.certificates[0], [one.name for one in data.jurisdiction.areas]
    qualifications = [short_name(one, language) for one in data.catalogue.qualifications]
    example = {
        "name": _EXAMPLE.say(language),
        "certificate": certificate.name,
        "issuer": certificate.issuer,
        "degree": qualifications[-2],
        "degree_date": _DAY,
        "years": "6",
        "district": areas[0],
    }
    offered = {"degree": qualifications, "district": areas}
    with open(os.path.join(os.path.dirname(__file__), "roster.txt"), encoding="utf-8") as columns:
        listed = [line.strip().split(" | ") for line in columns if not line.startswith("#")]
    book, folder = _new_workbook(file)
    with folder:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        roster, explained = (book.add_worksheet(name.say(language)) for name in (_ROSTER, _HELP))
        explained.write_row(0, 0, [one.say(language) for one in _HEADING], bold)
        for place, (fact, width, *words) in enumerate(listed):
            header, how = (Phrase(*pair).say(language) for pair in (words[:2], words[2:]))
            roster.set_column(place, place, int(width), text if fact in ("name", "degree_date") else None)
            roster.write_string(0, place, header, bold)
            if fact in offered:  # what is not in the list can still be written
                rule = {"validate": "list", "source": offered[fact], "error_type": "information"}
                roster.data_validation(1, place, _ROWS, place, rule)
            for column, cell in enumerate((header, how, example[fact])):
                explained.write_string(place + 1, column, cell)
        roster.freeze_panes(1, 0)
        explained.set_column(0, 2, 44)
        _save(book)
