"""``batch`` over growing files, a bare copy of what it writes, and joins in DuckDB and polars.

Whole processes, files in and files out, in turns. DuckDB and polars join the output of
``hz-titles table``; they write eight of the eleven columns (neither says from which day on
somebody is eligible, what is missing or why), and they take row numbers, qualifications
and areas as the table spells them, where ``batch`` reads what people write.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from . import applicants
from .environment import PROGRAMS, Environment
from .measure import FailedError, Figures, Once, in_turns, quiet, run

BATCH = "hz-titles batch"
COPY = "bare csv copy"
PEERS = {"duckdb": "duckdb_join.py", "polars": "polars_join.py"}
STRAIGHT_FROM = 10_000
DONE = (0, 6)
"""The exit codes of a batch that did its work; 6 says that some rows were unreadable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The figures of one number of rows.

    Attributes:
        differing: the peers whose answers were not ours, with what differed; not timed.
    """

    rows: int
    figures: dict[str, Figures]
    differing: dict[str, str]

    @property
    def first(self) -> str:
        """Who ended first, the bare copy aside."""
        racing = {name: figures for name, figures in self.figures.items() if name != COPY}
        return min(racing, key=lambda name: racing[name].seconds.middle)


def measure(
    environment: Environment,
    folder: Path,
    sizes: list[int],
    rounds: Callable[[int], int],
    most_for_peers: int = 1_000_000,
) -> list[Size]:
    """Measure every size over applicants given by keys."""
    table = folder / "table.csv"
    table.write_bytes(_output(environment, "table"))
    records = read_table(environment)
    found = []
    for rows in sizes:
        source = folder / "applicants.csv"
        applicants.write_keyed(source, records, rows)
        peers = PEERS if rows <= most_for_peers else {}
        found.append(_measure_size(environment, folder, source, table, rows, rounds(rows), peers))
    return found


def _measure_size(
    environment: Environment,
    folder: Path,
    source: Path,
    table: Path,
    rows: int,
    rounds: int,
    peers: dict[str, str],
) -> Size:
    ours, copy = folder / "verdicts.csv", folder / "copy.csv"
    batch = partial(_batch, environment, source, ours)
    batch()
    subjects = {BATCH: batch, COPY: partial(_copy, environment, ours, copy)}
    differing = {}
    for name in filter(environment.has, peers):
        result = folder / f"{name}.csv"
        command = [
            environment.python,
            str(PROGRAMS / peers[name]),
            *(str(path) for path in (source, table, result)),
        ]
        try:
            run(command)
            difference = _difference(environment, ours, result)
        except FailedError as error:
            difference = str(error)
        if difference:
            differing[name] = difference
        else:
            subjects[name] = partial(run, command)
    figures = in_turns(subjects, rounds)
    for path in (ours, copy, *(folder / f"{name}.csv" for name in peers)):
        path.unlink(missing_ok=True)
    return Size(rows=rows, figures=figures, differing=differing)


def measure_inputs(environment: Environment, folder: Path, most: int, rounds: int) -> dict[str, Size]:
    """Measure ``batch`` against the bare copy over other kinds of applicants."""
    records = read_table(environment)
    found = {}
    for name, rows, write in (
        ("as people write them", most // 10, applicants.write_written),
        ("as people write them, more of them", most, applicants.write_written),
        ("every qualification and work dated", most // 10, applicants.write_dated),
    ):
        source, ours, copy = folder / "applicants.csv", folder / "verdicts.csv", folder / "copy.csv"
        write(source, records, rows)
        batch = partial(_batch, environment, source, ours)
        batch()
        subjects = {BATCH: batch, COPY: partial(_copy, environment, ours, copy)}
        found[name] = Size(rows=rows, figures=in_turns(subjects, rounds), differing={})
    return found


def read_table(environment: Environment) -> list[dict[str, str]]:
    """Return the decision table's records."""
    text = _output(environment, "table").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def further_row(before: Size, size: Size) -> float:
    """Return the seconds that ``batch`` took for each row that `size` has more than `before`."""
    more = size.figures[BATCH].seconds.middle - before.figures[BATCH].seconds.middle
    return more / (size.rows - before.rows)


def straightness(sizes: list[Size]) -> dict[str, float]:
    """Fit a straight line to the seconds of ``batch``, each size weighing the same.

    The line begins at `STRAIGHT_FROM` rows: among the first thousands many a certificate,
    place or person is met for the first time and goes through the whole engine.

    Returns:
        The least rows of the line, seconds at its start, microseconds a row, and how far
        the farthest size lies off it, as a part of what the line says; nothing where there
        are fewer than three sizes.
    """
    sizes = [size for size in sizes if size.rows >= STRAIGHT_FROM]
    if len(sizes) < 3:
        return {}
    points = [(size.rows, size.figures[BATCH].seconds.middle) for size in sizes]
    # Least squares of the relative distances: weights of 1/t².
    weighed = [(rows, seconds, 1 / seconds**2) for rows, seconds in points]
    total = sum(weight for *_, weight in weighed)
    mean_rows = sum(rows * weight for rows, _, weight in weighed) / total
    mean_seconds = sum(seconds * weight for _, seconds, weight in weighed) / total
    spread = sum(weight * (rows - mean_rows) ** 2 for rows, _, weight in weighed)
    slope = sum(w * (rows - mean_rows) * (seconds - mean_seconds) for rows, seconds, w in weighed) / spread
    start = mean_seconds - slope * mean_rows
    farthest = max(abs(seconds / (start + slope * rows) - 1) for rows, seconds in points)
    return {
        "from_rows": sizes[0].rows,
        "start_seconds": start,
        "microseconds_a_row": slope * 1e6,
        "farthest_off": farthest,
    }


def _batch(environment: Environment, source: Path, result: Path) -> Once:
    result.unlink(missing_ok=True)
    return run([environment.program, "batch", str(source), "-o", str(result)], accepted=DONE)


def _copy(environment: Environment, source: Path, result: Path) -> Once:
    return run([environment.python, str(PROGRAMS / "csv_copy.py"), str(source), str(result)])


def _difference(environment: Environment, ours: Path, theirs: Path) -> str:
    done = subprocess.run(
        [environment.python, str(PROGRAMS / "compare.py"), str(ours), str(theirs)],
        capture_output=True,
        text=True,
        env=quiet(),
    )
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip()


def _output(environment: Environment, *arguments: str) -> bytes:
    return subprocess.run(
        [environment.program, *arguments], check=True, capture_output=True, env=quiet(), cwd="/"
    ).stdout


def as_json(sizes: list[Size], inputs: dict[str, Size]) -> dict[str, Any]:
    """Return what `results.json` keeps."""
    return {
        "sizes": [_size_json(size) for size in sizes],
        "straight_line": straightness(sizes),
        "inputs": {name: _size_json(size) for name, size in inputs.items()},
    }


def _size_json(size: Size) -> dict[str, Any]:
    return {
        "rows": size.rows,
        "first": size.first,
        "rows_a_second": size.rows / size.figures[BATCH].seconds.middle,
        "differing": size.differing,
        "figures": {
            name: figures.as_json() | {"ratio_to_copy": figures.ratio(size.figures[COPY]).as_json()}
            for name, figures in size.figures.items()
        },
    }
