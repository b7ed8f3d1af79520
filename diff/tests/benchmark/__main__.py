"""Runs the whole benchmark: ``python -m tests.benchmark [--quick] [--full] [--out FOLDER]``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from . import environment, plot
from .environment import PROGRAMS, Environment
from .files import BATCH, COPY, JOINS, OPENPYXL, Files, Size
from .measure import Figures, in_turns, quiet, run

RESULTS = Path(__file__).parent / "results"
BASE = "python -c pass"
CHECK = ("check", "--cert", "PMP", "--degree", "bachelor", "--years", "6", "--district", "滨江")


def main() -> int:
    """Measure, and write the table and the picture."""
    if not hasattr(os, "wait4"):
        print("The benchmark needs a system that tells a process's peak memory (os.wait4).", file=sys.stderr)
        return 2
    options = _options()
    with tempfile.TemporaryDirectory(prefix="hz-titles-benchmark-") as name:
        folder = Path(name)
        say("building the environment")
        place = environment.describe(options.python) if options.python else environment.build(folder / "env")
        say("start-up")
        commands = _startup(place, 7 if options.quick else 21)
        say("decisions in process")
        rates = _decisions(place, 2_000 if options.quick else 20_000)
        sizes = list(_files(Files(place, folder), options))
    text = _report(place, commands, rates, sizes)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "table.md").write_text(text, encoding="utf-8")
    (options.out / "seconds.svg").write_text(plot.picture(sizes), encoding="utf-8")
    print(text, end="")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, 10,000 rows at most")
    parser.add_argument("--full", action="store_true", help="up to ten million rows")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder for the results")
    parser.add_argument("--python", help="interpreter of an environment that holds hz-titles and the peers")
    return parser.parse_args()


def say(text: str) -> None:
    """Tell how far the run is, on standard error."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr)


def _startup(place: Environment, rounds: int) -> dict[str, Figures]:
    commands = {
        BASE: [place.python, "-c", "pass"],
        "python -c 'import typer'": [place.python, "-c", "import typer"],
        "hz-titles check": [place.program, *CHECK],
        "hz-titles check --format panel": [place.program, *CHECK, "--format", "panel"],
        "hz-titles list-certs": [place.program, "list-certs"],
    }
    return in_turns({name: partial(run, command) for name, command in commands.items()}, rounds)


def _decisions(place: Environment, cases: int) -> dict[str, int]:
    command = [place.python, str(PROGRAMS / "decisions.py"), str(cases)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=quiet(), cwd="/")
    pairs = [line.split("\t") for line in done.stdout.splitlines()]
    return {name: int(rate) for name, rate in pairs}


def _files(files: Files, options: argparse.Namespace) -> Iterable[Size]:
    most = 10_000 if options.quick else 10_000_000 if options.full else 1_000_000
    for measure, sizes in (
        (files.keyed, (10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)),
        (files.written, (100_000,)),
        (files.dated, (100, 1_000, 10_000, 100_000, 1_000_000)),
        (files.workbook, (100, 5_000, 50_000)),
    ):
        for rows in sizes:
            if rows <= most and (options.full or rows < 1_000_000 or measure == files.keyed):
                say(f"{measure.__name__}, {rows:,} rows")
                yield measure(rows, 9 if rows <= 10_000 else 3 if rows <= 1_000_000 else 1)


def _report(
    place: Environment, commands: dict[str, Figures], rates: dict[str, int], sizes: Sequence[Size]
) -> str:
    told = ", ".join(f"{name} {value}" for name, value in place.described.items())
    left_out = [f"{size.rows:,} rows, {name}: {why}" for size in sizes for name, why in size.left_out.items()]
    left_out += [f"{name}: {why}" for name, why in place.missing.items()]
    base = commands[BASE]
    startup = [
        (
            f"`{name}`",
            f"{found.seconds.middle * 1000:.0f}",
            found.ratio(base).say(".1f"),
            f"{found.peak_mib:.0f}",
        )
        for name, found in commands.items()
    ]
    subjects = (BATCH, COPY, *JOINS, OPENPYXL)
    rows = [
        (
            size.kind,
            f"{size.rows:,}",
            *(size.figures[name].seconds.say() if name in size.figures else "" for name in subjects),
            size.ratio(),
            f"{size.figures[BATCH].peak_mib:.0f}",
        )
        for size in sizes
    ]
    parts = [
        f"Median (least–most) of rounds in which all subjects take turns. Measured: {told}.",
        *(f"Not timed: {why}." for why in left_out),
        _table(("whole processes", "ms", f"× `{BASE}`", "MiB"), startup),
        _table(("table", "rows", *(f"{name}, s" for name in subjects), "batch : copy", "batch, MiB"), rows),
        "The copy of a workbook is openpyxl's load and save.",
        _table(("in one process", "a second"), [(name, f"{rate:,}") for name, rate in rates.items()]),
    ]
    return "\n\n".join(parts) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
