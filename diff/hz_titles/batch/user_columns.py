"""The user's own part of a table: its columns without those that an earlier run has added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .answers import results_in
from .delimited import Delimited
from .table import Cells, Filled, Row, RowFormat, RowText, Table, Unreadable, padded


class UserColumns:
    """A table's own columns; with `as_text` lines of text go out as they came in, where they can."""

    def __init__(self, table: Table, *, as_text: bool = True) -> None:
        self._table = table
        self._lines: Any = table if isinstance(table, Delimited) and as_text else None
        self.added = results_in(table.header)  # the columns that an earlier run has added
        self._kept = [position for position in range(len(table.header)) if position not in self.added]
        self.header = [table.header[position] for position in self._kept]
        width = len(table.header)
        self.heading = [self._without(padded(row, width)[:width]) for row in table.heading]

    def mapped(self, positions: Iterable[int], dates: Iterable[int] = ()) -> None:
        """Say which of the columns give facts, and which of these dates."""
        self._table.mapped(*([self._kept[position] for position in some] for some in (positions, dates)))

    def rows(self, binding: RowFormat[RowText]) -> Iterator[tuple[RowText, Cells]]:
        """Return each row as it begins what goes out, and as its cells."""
        if self._come_as(binding) and not self.added:
            found: Iterator[tuple[RowText, Cells]] = self._lines.lines()
            return found
        rows = map(self._without, self._table.rows()) if self.added else self._table.rows()
        return ((binding.front(row.cells if isinstance(row, Filled) else row), row) for row in rows)

    def above(self, binding: RowFormat[RowText]) -> list[RowText]:
        """Return the rows above the header as they go out."""
        if self._come_as(binding):
            return list(self._lines.above_lines)
        return [binding.front(row) for row in self._table.above]

    def head(self, binding: RowFormat[RowText]) -> list[RowText]:
        """Return the rows of the header as those begin that go out."""
        own = self._table.heading
        if self._come_as(binding) and not self.added and all(len(row) == len(self.header) for row in own):
            return list(self._lines.heading_lines)
        return [binding.front(row) for row in self.heading]

    def _come_as(self, binding: RowFormat[Any]) -> bool:
        return self._lines is not None and self._lines.delimiter == binding.delimiter

    def _without(self, row: Row) -> Row:
        if isinstance(row, Unreadable):
            row.cells = self._without(row.cells)
            return row
        if isinstance(row, Filled):
            return Filled(self._without(list(row)), self._without(row.cells))
        return [cell for position, cell in enumerate(row) if position not in self.added]
