"""``batch`` from file to file, a bare copy of what it writes, and what one might use instead.

DuckDB, polars and pandas join the output of ``hz-titles table``; they write eight of the answer's
columns, and they take row numbers, qualifications and areas as the table spells them, where
``batch`` reads what people write. openpyxl loads a workbook and saves it: no more.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import applicants
from .environment import PROGRAMS, Environment
from .measure import FailedError, Figures, Once, in_turns, quiet, run

BATCH = "hz-titles batch"
COPY = "bare copy"
JOINS = {"DuckDB": "duckdb_join.py", "polars": "polars_join.py", "pandas": "pandas_join.py"}
OPENPYXL = "openpyxl"
DONE = (0, 6)
"""The exit codes of a batch that did its work; 6 says that some rows were unreadable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The figures of one kind of table with one number of rows.

    Attributes:
        left_out: the peers that are not timed, with the reason.
    """

    kind: str
    rows: int
    figures: dict[str, Figures]
    left_out: dict[str, str]

    def ratio(self) -> str:
        """Return what ``batch`` took against a copy, or against openpyxl's."""
        base = self.figures.get(COPY) or self.figures[OPENPYXL]
        return self.figures[BATCH].ratio(base).say(".2f")


class Files:
    """Measures tables of every kind in one folder."""

    def __init__(self, environment: Environment, folder: Path) -> None:
        self._environment = environment
        self._folder = folder
        text = self._output("table")
        self._table = folder / "table.csv"
        self._table.write_bytes(text)
        self._records = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))

    def keyed(self, rows: int, rounds: int) -> Size:
        """Measure a CSV file of keys, with the joins beside it up to a million rows."""
        return self._csv("CSV", rows, rounds, applicants.write_keyed, joins=rows <= 1_000_000)

    def written(self, rows: int, rounds: int) -> Size:
        """Measure a CSV file in people's words."""
        return self._csv("CSV in people's words", rows, rounds, applicants.write_written)

    def dated(self, rows: int, rounds: int) -> Size:
        """Measure a CSV roster in which each row has its own dates."""
        return self._csv("CSV, dated", rows, rounds, applicants.write_dated)

    def workbook(self, rows: int, rounds: int) -> Size:
        """Measure a workbook of people, dated, beside openpyxl."""
        source, book, ours, theirs = self._places("people.csv", "people.xlsx", "ours.xlsx", "theirs.xlsx")
        applicants.write_dated(source, self._records, rows)
        applicants.write_workbook(book, source)
        subjects = {
            BATCH: partial(self._batch, book, ours),
            OPENPYXL: partial(self._program, "openpyxl_copy.py", book, theirs),
        }
        return Size(kind="xlsx, dated", rows=rows, figures=in_turns(subjects, rounds), left_out={})

    def _csv(
        self,
        kind: str,
        rows: int,
        rounds: int,
        write: Callable[[Path, list[applicants.Record], int], None],
        joins: bool = False,
    ) -> Size:
        source, ours, copy, theirs = self._places("people.csv", "ours.csv", "copy.csv", "theirs.csv")
        write(source, self._records, rows)
        self._batch(source, ours)
        subjects = {
            BATCH: partial(self._batch, source, ours),
            COPY: partial(self._program, "csv_copy.py", ours, copy),
        }
        left_out = {}
        for name, program in JOINS.items() if joins else ():
            join = partial(self._program, program, source, self._table, theirs)
            if why := self._difference(join, ours, theirs):
                left_out[name] = why
            else:
                subjects[name] = join
        return Size(kind=kind, rows=rows, figures=in_turns(subjects, rounds), left_out=left_out)

    def _places(self, *names: str) -> list[Path]:
        return [self._folder / name for name in names]

    def _difference(self, join: Callable[[], Once], ours: Path, theirs: Path) -> str:
        try:
            join()
        except FailedError as error:
            return str(error).splitlines()[-1]
        command = [self._environment.python, str(PROGRAMS / "compare.py"), str(ours), str(theirs)]
        done = subprocess.run(command, capture_output=True, text=True, env=quiet())
        return "" if done.returncode == 0 else (done.stdout + done.stderr).strip()

    def _batch(self, source: Path, result: Path) -> Once:
        result.unlink(missing_ok=True)
        command = [self._environment.program, "batch", str(source), "-o", str(result), "--summary", "none"]
        return run(command, accepted=DONE)

    def _program(self, name: str, *arguments: Path) -> Once:
        return run([self._environment.python, str(PROGRAMS / name), *map(str, arguments)])

    def _output(self, *arguments: str) -> bytes:
        command = [self._environment.program, *arguments]
        return subprocess.run(command, check=True, capture_output=True, env=quiet(), cwd="/").stdout
