"""What every kind of file is read as: a header and rows of texts, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol

from ..language import Phrase

Row = list[str]

UNDECODABLE = Phrase("含有不能解码的字节（{encoding}）", "holds bytes that are not {encoding}")
NUL_IN_ROW = Phrase("含有 NUL 字符", "holds a NUL character")
"""Why a row with such a character in it cannot be read."""


class Unreadable(list[str]):
    """A row that could not be read as one, and why.

    It is an empty row, so that nobody takes what is in it for facts; what there was stands in `cells`.
    """

    def __init__(self, cells: list[str], why: Phrase, /, **values: object) -> None:
        super().__init__()
        self.cells = cells
        self.why = why
        self.values = values


class Filled(list[str]):
    """A row that is read otherwise than it goes out: with what merged cells hold, dates as they are shown.

    The list is what is read; `cells` is what stands in the file.
    """

    def __init__(self, read: list[str], cells: list[str], /) -> None:
        super().__init__(read)
        self.cells = cells


def file_size(file: BinaryIO) -> int:
    """Return the length of an open file in bytes; one where it is empty."""
    return max(file.seek(0, 2), 1)


def padded(cells: Row, width: int) -> Row:
    """Return `cells` with empty ones behind them up to `width`."""
    return cells + [""] * (width - len(cells))


class Table(Protocol):
    """A file as a table.

    Attributes:
        header: what the columns are called.
        above: the rows above the header.
        heading: the rows of the header, one or two.
        remarks: what a person should know about the file.
    """

    header: list[str]
    above: list[Row]
    heading: list[Row]
    remarks: list[Phrase]

    @property
    def line(self) -> int:
        """Where the row handed out last begins in the file, counted from 1."""

    @property
    def progress(self) -> float:
        """How much of the file was read, from 0 to 1."""

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Say which columns give facts, and which of these dates, before the rows are asked for."""

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header, once."""
