"""How the user's part of a row and the answer are put together: as cells, or as the text of a line.

A line that goes out as it came in needs no writer: the answer's text is put behind it, and
what the user wrote stays as it is to the character, quotes included.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .table import Row

Part = TypeVar("Part", Row, str)
"""A row, or a part of one; two parts are joined by ``+``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding(Generic[Part]):
    """Makes parts of rows out of cells.

    Attributes:
        front: the cells with which a row begins.
        behind: cells that stand behind others.
    """

    front: Callable[[Sequence[str]], Part]
    behind: Callable[[Sequence[str]], Part]


CELLS: Binding[Row] = Binding(front=list, behind=list)


def lines(delimiter: str) -> Binding[str]:
    """Return what makes parts of lines of delimited text, without the line's end."""
    # The end of line tells the writer that cells with either of its characters need quotes.
    end = "\r\n"
    write = csv.writer(_Returned(), delimiter=delimiter, lineterminator=end).writerow

    # A cell that stands alone gets quotes where it is empty, so an empty one is put beside the others.
    def front(cells: Sequence[str]) -> str:
        return str(write([*cells, ""])).removesuffix(delimiter + end) if cells else ""

    def behind(cells: Sequence[str]) -> str:
        return str(write(["", *cells])).removesuffix(end) if cells else ""

    return Binding(front=front, behind=behind)


class _Returned:
    """A file that hands back what is written to it, as `csv.writer` hands on what the file returns."""

    def write(self, text: str) -> str:
        return text
