"""What goes out: the user's own part of a table, and the forms that are fed its rows as they come."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO, Generic

from ..language import Phrase
from ..render.plain import JSON_ESCAPES
from .answers import NUMBER, WIDTH, results_in
from .columns import DATES, FACTS, Columns
from .delimited import Delimited
from .jsonl import JsonLines
from .table import CELLS, Cells, Filled, Row, RowFormat, RowText, Table, Unreadable, padded


class UserColumns:
    """A table's own columns, without those that an earlier run has added.

    With `as_text` lines of text go out as they came in, where they can.
    """

    def __init__(self, table: Table, *, as_text: bool = True) -> None:
        self._table = table
        self._lines: Any = table if isinstance(table, Delimited) and as_text else None
        self._added = results_in(table.header)
        width = len(table.header)
        self._kept = [position for position in range(width) if position not in self._added]
        self.header = [table.header[position] for position in self._kept]
        self.heading = [self._without(padded(row, width)[:width]) for row in table.heading]

    def mapped(self, columns: Columns) -> None:
        """Tell the table which of its columns give facts, and which of these dates."""
        places = columns.positions
        self._table.mapped(
            *([self._kept[at] for fact in some for at in places.get(fact, ())] for some in (FACTS, DATES))
        )

    def rows(self, binding: RowFormat[RowText]) -> Iterator[tuple[RowText, Cells]]:
        """Return each row as it begins what goes out, and as its cells."""
        if self._come_as(binding) and not self._added:
            found: Iterator[tuple[RowText, Cells]] = self._lines.lines()
            return found
        rows = map(self._without, self._table.rows()) if self._added else self._table.rows()
        return ((binding.front(row.cells if isinstance(row, Filled) else row), row) for row in rows)

    def top(self, binding: RowFormat[RowText]) -> tuple[list[RowText], list[RowText]]:
        """Return the rows above the header as they go out, and those of the header as those begin."""
        above, head = self._table.above, self.heading
        if not self._come_as(binding):
            return list(map(binding.front, above)), list(map(binding.front, head))
        whole = not self._added and all(len(row) == len(self.header) for row in self._table.heading)
        lines = self._lines
        return lines.above_lines, lines.heading_lines if whole else list(map(binding.front, head))

    def _come_as(self, binding: RowFormat[Any]) -> bool:
        return self._lines is not None and self._lines.delimiter == binding.delimiter

    def _without(self, row: Row) -> Row:
        if isinstance(row, Unreadable):
            row.cells = self._without(row.cells)
            return row
        if isinstance(row, Filled):
            return Filled(self._without(list(row)), self._without(row.cells))
        return [cell for position, cell in enumerate(row) if position not in self._added]


class Output(Generic[RowText]):
    """Where rows go: the user's own part, then the answer, then what was too much."""

    binding: RowFormat[RowText]  # how a row is put together for this form

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Take the user's own headers and those of the answer."""
        raise NotImplementedError

    def write(self, rows: Iterable[RowText]) -> None:
        """Take rows."""
        raise NotImplementedError

    def finish(self) -> list[Phrase]:
        """Write what is still to be written; return what a person should know."""
        return []

    def close(self) -> None:
        """Leave nothing behind, finished or not; for most there is nothing but the file."""


class DelimitedOutput(Output[bytes]):
    """CSV and TSV in UTF-8."""

    def __init__(
        self, file: BinaryIO, binding: RowFormat[bytes], line_end: str, mark: bool, encoding: str
    ) -> None:
        self.binding = binding
        self._file = file
        self._line_end = line_end.encode()
        self._encoding = None if codecs.lookup(encoding).name == "utf-8" else encoding
        self._file.write(codecs.BOM_UTF8 if mark else b"")

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write the header, and what stands above it."""
        behind = self.binding.behind
        above, (*upper, last) = own.top(self.binding)
        self.write(above)
        self.write([*(line + behind([""] * WIDTH) for line in upper), last + behind(names)])

    def write(self, rows: Iterable[bytes]) -> None:
        text = self._line_end.join([*rows, b""])
        self._file.write(text.decode().encode(self._encoding, "backslashreplace") if self._encoding else text)

    def finish(self) -> list[Phrase]:
        self._file.flush()
        return []


class CellsOutput(Output[Row]):
    """A form that takes rows as cells."""

    binding: RowFormat[Row] = CELLS


class JsonLinesOutput(CellsOutput):
    """JSON Lines; what came as JSON Lines keeps its own text."""

    def __init__(self, file: BinaryIO, source: JsonLines | None, encoding: str) -> None:
        self._text = TextIOWrapper(file, encoding=encoding, errors=JSON_ESCAPES, newline="")
        self._source = source
        self._keys: list[str] = []
        self._names: tuple[str, ...] = ()

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Settle the keys: the headers, made different where two are the same."""
        taken = set(names)
        for position, name in enumerate(own.header, 1):
            key = " ".join(name.splitlines()) or f"column {position}"
            while key in taken:
                key += "_"
            taken.add(key)
            self._keys.append(key)
        self._names = tuple(names)

    def write(self, rows: Iterable[Row]) -> None:
        """Write an object a row, and an empty line for a blank one."""
        self._text.writelines(self._line(row) + "\n" for row in rows)

    def _line(self, row: Row) -> str:
        if not row:
            return self._source.raw if self._source else ""
        width = len(self._keys)
        cells = padded(row[width : width + WIDTH], WIDTH)
        answer: dict[str, Any] = {name: cell or None for name, cell in zip(self._names, cells, strict=True)}
        if cells[NUMBER].isdecimal():
            answer[self._names[NUMBER]] = int(cells[NUMBER])
        if self._source:
            return self._source.answered(answer)
        own: dict[str, Any] = dict(zip(self._keys, row[:width], strict=True))
        more = {"hz_extra": row[width + WIDTH :]} if len(row) > width + WIDTH else {}
        return json.dumps({**own, **answer, **more}, ensure_ascii=False)

    def finish(self) -> list[Phrase]:
        self._text.flush()
        self._text.detach()
        return []
