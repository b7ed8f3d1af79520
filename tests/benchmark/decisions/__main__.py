"""Times the same decisions by all engines in turns: ``python decisions CASES ROUNDS STEP``, JSON out.

Every engine decides every `STEP`-th point of the whole grid first. One whose answers are
not those of `hz_titles.check` is reported and not timed, and so is one that is not there.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from importlib import import_module
from typing import Any

import grid
from grid import Engine

from hz_titles import load
from hz_titles.reports.decision_table import decision_table

MODULES = {
    "with_hz_titles": "hz-titles",
    "with_zen": "zen-engine",
    "with_rule_engine": "rule-engine",
    "with_openfisca": "openfisca-core",
}


def main(cases: int, rounds: int, step: int) -> dict[str, Any]:
    """Check, then time."""
    data = load()
    points = grid.whole_grid(list(decision_table(data)))[::step]
    expected = grid.expected(data, points)
    engines: list[Engine] = []
    faults: dict[str, str] = {}
    for module, name in MODULES.items():
        try:
            for engine in import_module(module).engines(data):
                answers = engine.answers(engine.decide(engine.ready(points)))
                differing = sum(own != right for own, right in zip(answers, expected, strict=True))
                if differing:
                    faults[engine.name] = f"{differing} of {len(points)} answers differ"
                else:
                    engines.append(engine)
        except Exception as error:  # whatever ails a peer is told, and ends nothing
            faults[name] = f"{type(error).__name__}: {error}"
    return {
        "checked": len(points),
        "faults": faults,
        "engines": timed(engines, grid.drawn(points, cases), rounds),
    }


def timed(engines: list[Engine], cases: list[grid.Case], rounds: int) -> dict[str, Any]:
    """Return decisions a second of every engine, round by round."""
    rates: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for turn in range(rounds):
        first = turn % max(len(engines), 1)
        for engine in engines[first:] + engines[:first]:
            some = cases[: engine.most]
            ready = engine.ready(some)
            gc.collect()
            start = time.perf_counter()
            engine.decide(ready)
            rates[engine.name].append(len(some) / (time.perf_counter() - start))
    return {
        engine.name: {"cases": min(len(cases), engine.most), "a_second": rates[engine.name]}
        for engine in engines
    }


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
