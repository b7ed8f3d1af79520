"""The forms in which a table goes out, each fed rows as they come."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO, Generic

from ..language import Phrase
from ..render.plain import JSON_ESCAPES
from .answers import NUMBER, WIDTH
from .jsonl import JsonLines
from .table import CELLS, Row, RowFormat, RowText, padded
from .user_columns import UserColumns


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
        raise NotImplementedError

    def close(self) -> None:
        """Leave nothing behind, finished or not; for most there is nothing but the file."""


class DelimitedOutput(Output[bytes]):
    """CSV and TSV in UTF-8."""

    def __init__(
        self, file: BinaryIO, binding: RowFormat[bytes], line_end: str, mark: bool, encoding: str = "utf-8"
    ) -> None:
        self.binding = binding
        self._file = file
        self._line_end = line_end.encode()
        self._encoding = None if codecs.lookup(encoding).name == "utf-8" else encoding
        if mark:
            self._file.write(codecs.BOM_UTF8)

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write the header, and what stands above it."""
        behind = self.binding.behind
        *upper, last = own.head(self.binding)
        self.write(own.above(self.binding))
        self.write([*(line + behind([""] * WIDTH) for line in upper), last + behind(names)])

    def write(self, rows: Iterable[bytes]) -> None:
        """Write rows."""
        text = self._line_end.join([*rows, b""])
        self._file.write(text.decode().encode(self._encoding, "backslashreplace") if self._encoding else text)

    def finish(self) -> list[Phrase]:
        """Write what is buffered."""
        self._file.flush()
        return []


class CellsOutput(Output[Row]):
    """A form that takes rows as cells."""

    binding: RowFormat[Row] = CELLS


class JsonLinesOutput(CellsOutput):
    """JSON Lines; what came as JSON Lines keeps its own text."""

    def __init__(self, file: BinaryIO, source: JsonLines | None, encoding: str = "utf-8") -> None:
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
        for row in rows:
            self._text.write(self._line(row) + "\n")

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
        """Write what is buffered."""
        self._text.flush()
        self._text.detach()
        return []
