"""Runs the whole benchmark: ``python -m tests.benchmark [--quick] [--full] [--out FOLDER]``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from . import environment, in_process, plot, report, startup, throughput

RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Measure, and write the table, the figures and the picture."""
    if not hasattr(os, "wait4"):
        print("The benchmark needs a system that tells a process's peak memory (os.wait4).", file=sys.stderr)
        return 2
    options = _options()
    rounds = 7 if options.quick else 31
    sizes = [10**power for power in range(1, 5 if options.quick else 7)]
    if options.full:
        sizes.append(10**7)
    with tempfile.TemporaryDirectory(prefix="hz-titles-benchmark-") as name:
        folder = Path(name)
        say("building the environment")
        place = environment.describe(options.python) if options.python else environment.build(folder / "env")
        say("start-up")
        commands = startup.measure(place, rounds)
        growth = startup.measure_growth(place, folder, rounds if options.quick else 15)
        say("decisions in process")
        decisions = in_process.measure(
            place,
            cases=20_000 if options.quick else 200_000,
            rounds=3 if options.quick else 7,
            step=11 if options.quick else 1,
        )
        say("throughput")
        measured = throughput.measure(place, folder, sizes, _rounds)
        inputs = throughput.measure_inputs(place, folder, min(sizes[-1], 1_000_000), rounds=5)
    options.out.mkdir(parents=True, exist_ok=True)
    text = report.tables(place, commands, growth, measured, inputs, decisions)
    results = {
        "measured": place.described,
        "missing": place.missing,
        "startup": startup.as_json(commands, growth),
        "throughput": throughput.as_json(measured, inputs),
        "in_process": in_process.as_json(decisions),
    }
    (options.out / "table.md").write_text(text, encoding="utf-8")
    figures = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
    (options.out / "results.json").write_text(figures, encoding="utf-8")
    (options.out / "throughput.svg").write_text(plot.growth(measured), encoding="utf-8")
    print(text, end="")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, 10,000 rows at most")
    parser.add_argument("--full", action="store_true", help="up to ten million rows")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder for the results")
    parser.add_argument("--python", help="interpreter of an environment that holds hz-titles and the peers")
    return parser.parse_args()


def _rounds(rows: int) -> int:
    return 15 if rows <= 100_000 else 3


def say(text: str) -> None:
    """Tell how far the run is, on standard error."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
