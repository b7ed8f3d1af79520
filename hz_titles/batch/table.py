"""What every kind of file is read as, and how a row goes out: as cells, or as the text of a line.

A line that goes out as it came in needs no writer: the answer's text is put behind it, and
what the user wrote stays as it is to the character, quotes included. Such text is kept as
the bytes that it has in UTF-8, which spares it the way into characters and back.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from ..language import Phrase
from ..value import value

Row = list[str]
Cells = list[str] | list[bytes]  # the cells of a row as they were read: texts, or their bytes in UTF-8
RowText = TypeVar("RowText", Row, bytes)  # a row, or a part of one; two parts are joined by ``+``

TOP = 201  # the rows that are seen: a header that is named may stand lower, and two rows may make one
RUN = ("=", "+", "-", "@", "\t", "\r")  # how cells begin that a spreadsheet runs as a formula
_SIGNED = re.compile(r"[-+][0-9]+(?:[.,][0-9]+)*%?")  # a number with its sign, which is none
_LINE_END = "\r\n"  # tells the writer that cells with either of its characters need quotes

# Why a row with such a character in it cannot be read
UNDECODABLE = Phrase("含有不能解码的字节（{encoding}）", "holds bytes that are not {encoding}")
NUL_IN_ROW = Phrase("含有 NUL 字符", "holds a NUL character")


class Unreadable(list[str]):
    """A row that could not be read as one, and why.

    It is an empty row, so that nobody takes what is in it for facts; what there was stands in `cells`.
    """

    def __init__(self, cells: list[str], why: Phrase, /, **values: object) -> None:
        super().__init__()
        self.cells, self.why, self.values = cells, why, values


class Filled(list[str]):
    """A row that is read otherwise than it goes out: with what merged cells hold, dates as they are shown.

    The list is what is read; `cells` is what stands in the file.
    """

    def __init__(self, read: list[str], cells: list[str], /) -> None:
        super().__init__(read)
        self.cells = cells


class Table(Protocol):
    """A file as a table."""

    header: list[str]  # what the columns are called
    above: list[Row]  # the rows above the header
    heading: list[Row]  # the rows of the header, one or two
    remarks: list[Phrase]  # what a person should know about the file
    line: int  # where the row handed out last begins in the file, counted from 1

    @property
    def progress(self) -> float:
        """How much of the file was read, from 0 to 1."""

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Say which columns give facts, and which of these dates, before the rows are asked for."""

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header, once."""


@value
class RowFormat(Generic[RowText]):
    """Makes parts of rows out of texts: the cells with which a row begins, and those behind others."""

    front: Callable[[Sequence[str]], RowText]
    behind: Callable[[Sequence[str]], RowText]
    delimiter: str = ""  # of a line of text


CELLS: RowFormat[Row] = RowFormat(front=list, behind=list)


class _Returned:
    """A file that hands back what is written to it, as `csv.writer` hands on what the file returns."""

    def write(self, text: str) -> str:
        return text


def lines(delimiter: str, *, safe: bool = False) -> RowFormat[bytes]:
    """Return what makes parts of lines of delimited text, without the line's end.

    With `safe` the user's cells that a spreadsheet would run as a formula get an apostrophe.
    """
    write = csv.writer(_Returned(), delimiter=delimiter, lineterminator=_LINE_END).writerow

    # A cell that stands alone gets quotes where it is empty, so an empty one is put beside the others.
    def front(cells: Sequence[str]) -> bytes:
        if safe:
            cells = [
                f"'{one}" if one.startswith(RUN) and not _SIGNED.fullmatch(one) else one for one in cells
            ]
        return encoded(write([*cells, ""]).removesuffix(delimiter + _LINE_END)) if cells else b""

    def behind(cells: Sequence[str]) -> bytes:
        return encoded(write(["", *cells]).removesuffix(_LINE_END)) if cells else b""

    return RowFormat(front=front, behind=behind, delimiter=delimiter)


def encoded(text: str) -> bytes:
    """Return a text's bytes in UTF-8; what UTF-8 cannot hold is escaped."""
    return text.encode("utf-8", "backslashreplace")


def texts(cells: Iterable[str | bytes]) -> Row:
    """Return cells as texts; those of a row that could not be read too."""
    cells = cells.cells if isinstance(cells, Unreadable) else cells
    return [cell if isinstance(cell, str) else cell.decode() for cell in cells]


def padded(cells: Row, width: int) -> Row:
    """Return `cells` with empty ones behind them up to `width`."""
    return cells + [""] * (width - len(cells))
