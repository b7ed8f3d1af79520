"""How the user's part of a row and the answer are put together: as cells, or as the text of a line.

A line that goes out as it came in needs no writer: the answer's text is put behind it, and
what the user wrote stays as it is to the character, quotes included. Such text is kept as
the bytes that it has in UTF-8, which spares it the way into characters and back.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .table import Row

RowText = TypeVar("RowText", Row, bytes)
"""A row, or a part of one; two parts are joined by ``+``."""

RUN = ("=", "+", "-", "@", "\t", "\r")
"""How cells begin that a spreadsheet runs as a formula."""
_SIGNED = re.compile(r"[-+][0-9]+(?:[.,][0-9]+)*%?")
"""A number with its sign, which is none."""
Cells = list[str] | list[bytes]
"""The cells of a row as they were read: texts, or their bytes in UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RowFormat(Generic[RowText]):
    """Makes parts of rows out of texts.

    Attributes:
        front: the cells with which a row begins.
        behind: cells that stand behind others.
    """

    front: Callable[[Sequence[str]], RowText]
    behind: Callable[[Sequence[str]], RowText]


CELLS: RowFormat[Row] = RowFormat(front=list, behind=list)


def lines(delimiter: str, *, safe: bool = False) -> RowFormat[bytes]:
    """Return what makes parts of lines of delimited text, without the line's end.

    With `safe` the user's cells that a spreadsheet would run as a formula get an apostrophe.
    """
    # The end of line tells the writer that cells with either of its characters need quotes.
    end = "\r\n"
    write = csv.writer(_Returned(), delimiter=delimiter, lineterminator=end).writerow

    # A cell that stands alone gets quotes where it is empty, so an empty one is put beside the others.
    def front(cells: Sequence[str]) -> bytes:
        cells = list(map(_kept_from_running, cells)) if safe else cells
        return encoded(write([*cells, ""]).removesuffix(delimiter + end)) if cells else b""

    def behind(cells: Sequence[str]) -> bytes:
        return encoded(write(["", *cells]).removesuffix(end)) if cells else b""

    return RowFormat(front=front, behind=behind)


def _kept_from_running(cell: str) -> str:
    return "'" + cell if cell.startswith(RUN) and not _SIGNED.fullmatch(cell) else cell


class _Returned:
    """A file that hands back what is written to it, as `csv.writer` hands on what the file returns."""

    def write(self, text: str) -> str:
        return text


def encoded(text: str) -> bytes:
    """Return a text's bytes in UTF-8; what UTF-8 cannot hold is escaped."""
    return text.encode("utf-8", "backslashreplace")


def texts(cells: Iterable[str | bytes]) -> Row:
    """Return cells as texts."""
    return [cell if isinstance(cell, str) else cell.decode() for cell in cells]
