"""The forms in which a table goes out, each fed rows as they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO, Protocol

from ..language import Phrase
from .answers import NUMBER, WIDTH
from .jsonl import JsonLines
from .table import Row, padded
from .workbook import NewWorkbook, Workbook


class Output(Protocol):
    """Where rows go: the user's own cells, then those of the answer, then what was too much."""

    def begin(self, header: Sequence[str], names: Sequence[str]) -> None:
        """Take the user's own headers and those of the answer."""

    def write(self, rows: Iterable[Row]) -> None:
        """Take rows."""

    def finish(self) -> list[Phrase]:
        """Write what is still to be written; return what a person should know."""


class DelimitedOutput:
    """CSV and TSV in UTF-8."""

    def __init__(
        self, file: BinaryIO, delimiter: str, line_end: str, mark: bool, encoding: str = "utf-8"
    ) -> None:
        self._text = TextIOWrapper(
            file, encoding=encoding, errors="backslashreplace", newline="", write_through=False
        )
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator=line_end)
        if mark:
            self._text.write("\ufeff")

    def begin(self, header: Sequence[str], names: Sequence[str]) -> None:
        """Write the header."""
        self._writer.writerow([*header, *names])

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        self._writer.writerows(rows)

    def finish(self) -> list[Phrase]:
        """Write what is buffered."""
        self._text.flush()
        self._text.detach()
        return []


class JsonLinesOutput:
    """JSON Lines; what came as JSON Lines keeps its own text."""

    def __init__(self, file: BinaryIO, source: JsonLines | None) -> None:
        self._text = TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
        self._source = source
        self._keys: list[str] = []
        self._names: tuple[str, ...] = ()

    def begin(self, header: Sequence[str], names: Sequence[str]) -> None:
        """Settle the keys: the headers, made different where two are the same."""
        taken = set(names)
        for position, name in enumerate(header, 1):
            key = name or f"column {position}"
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
        width = len(self._keys)
        if not row:
            return self._source.raw if self._source else ""
        answer: dict[str, Any] = {
            name: (int(text) if index == NUMBER and text.isdecimal() else text) or None
            for index, (name, text) in enumerate(
                zip(self._names, padded(row[width : width + WIDTH], WIDTH), strict=True)
            )
        }
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


class FilledWorkbook:
    """The workbook that came in, with the answers in its sheet."""

    def __init__(self, file: BinaryIO, source: Workbook) -> None:
        self._file = file
        self._source = source

    def begin(self, header: Sequence[str], names: Sequence[str]) -> None:
        """Write the headers of the answer."""
        self._source.begin_answers(names, len(header))

    def write(self, rows: Iterable[Row]) -> None:
        """Write the answers."""
        self._source.answer(rows)

    def finish(self) -> list[Phrase]:
        """Save the workbook."""
        self._source.save(self._file)
        return []


class WorkbookOutput:
    """A new workbook."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._book: NewWorkbook | None = None

    def begin(self, header: Sequence[str], names: Sequence[str]) -> None:
        """Write the header."""
        self._book = NewWorkbook(len(header) + NUMBER)
        self._book.append([*header, *names])

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        assert self._book is not None
        for row in rows:
            self._book.append(row)

    def finish(self) -> list[Phrase]:
        """Save the workbook."""
        assert self._book is not None
        self._book.save(self._file)
        return self._book.remarks
