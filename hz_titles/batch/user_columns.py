"""The user's own part of a table: its columns without those that an earlier run has added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .answers import results_in
from .delimited import Delimited
from .row_format import Cells, RowFormat, RowText
from .table import Filled, Row, Table, Unreadable, padded


class UserColumns:
    """A table's own columns; with `as_text` lines of text go out as they came in, where they can.

    Attributes:
        header: their headers.
        added: where the columns stand that an earlier run has added.
    """

    def __init__(self, table: Table, *, as_text: bool = True) -> None:
        self._table = table
        self._as_text = as_text
        self.added = results_in(table.header)
        self._kept = [position for position in range(len(table.header)) if position not in self.added]
        self.header = [table.header[position] for position in self._kept]

    @property
    def line(self) -> int:
        """Where the row handed out last begins."""
        return self._table.line

    @property
    def progress(self) -> float:
        """How much of the file was read."""
        return self._table.progress

    def mapped(self, positions: Iterable[int], dates: Iterable[int] = ()) -> None:
        """Say which of the columns give facts, and which of these dates."""
        self._table.mapped(*([self._kept[position] for position in some] for some in (positions, dates)))

    def rows(self, binding: RowFormat[RowText]) -> Iterator[tuple[RowText, Cells]]:
        """Yield each row as it begins what goes out, and as its cells."""
        rows = map(self._without, self._table.rows()) if self.added else self._table.rows()
        for row in rows:
            yield binding.front(row.cells if isinstance(row, Filled) else row), row

    def lines(self, delimiter: str, binding: RowFormat[bytes]) -> Iterator[tuple[bytes, Cells]]:
        """Do the same for lines of text; those that came with this delimiter stay what they are."""
        same = self._text(delimiter)
        return same.lines() if same else self.rows(binding)

    @property
    def examples(self) -> bool:
        """Whether any row may be marked as an example."""
        return not isinstance(self._table, Delimited) or self._table.examples

    @property
    def heading(self) -> list[Row]:
        """The rows of the header."""
        width = len(self._table.header)
        return [self._without(padded(row, width)[:width]) for row in self._table.heading]

    @property
    def above(self) -> list[Row]:
        """The rows above the header."""
        return list(self._table.above)

    def heading_lines(self, delimiter: str, binding: RowFormat[bytes]) -> list[bytes]:
        """Return the rows of the header as lines of text begin with them."""
        same = self._text(delimiter)
        if same and all(len(row) == len(self.header) for row in same.heading):
            return same.heading_lines
        return [binding.front(row) for row in self.heading]

    def above_lines(self, delimiter: str, binding: RowFormat[bytes]) -> list[bytes]:
        """Return the rows above the header as lines of text."""
        table = self._table
        if isinstance(table, Delimited) and table.delimiter == delimiter and self._as_text:
            return table.above_lines
        return [binding.front(row) for row in table.above]

    def _text(self, delimiter: str) -> Delimited | None:
        """Return the table where its lines can go out as they came in."""
        table = self._table
        plain = self._as_text and not self.added
        if isinstance(table, Delimited) and table.delimiter == delimiter and plain:
            return table
        return None

    def _without(self, row: Row) -> Row:
        if isinstance(row, Unreadable):
            row.cells = self._without(row.cells)
            return row
        if isinstance(row, Filled):
            return Filled(self._without(list(row)), self._without(row.cells))
        return [cell for position, cell in enumerate(row) if position not in self.added]
