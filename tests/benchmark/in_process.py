"""The same decisions a second, engine by engine, within one process of the environment."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import Any

from .environment import DECISIONS, Environment
from .measure import FailedError, Spread, quiet

FULL = "hz-titles, full verdict"
PROMISED = 20_000
"""The full verdicts a second that there shall be at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What came of it.

    Attributes:
        checked: the points of the grid on which each engine gave our answers.
        rates: decisions a second by engine, round by round.
        cases: how many decisions each round took.
        faults: engines that are not there, or whose answers differ.
    """

    checked: int
    rates: dict[str, list[float]]
    cases: dict[str, int]
    faults: dict[str, str]

    def rate(self, name: str) -> Spread:
        """Decisions a second of an engine."""
        return Spread(self.rates[name])

    def ratio(self, name: str) -> Spread:
        """The same against our full verdict, round by round."""
        pairs = zip(self.rates[name], self.rates[FULL], strict=True)
        return Spread([rate / full for rate, full in pairs])


def measure(environment: Environment, cases: int, rounds: int, step: int) -> Decisions:
    """Check every `step`-th point of the grid, then time.

    Raises:
        FailedError: not even our own engine could be run.
    """
    command = [environment.python, str(DECISIONS), str(cases), str(rounds), str(step)]
    done = subprocess.run(command, capture_output=True, text=True, env=quiet(), cwd="/")
    if done.returncode != 0:
        raise FailedError(done.stderr.strip())
    found = json.loads(done.stdout)
    return Decisions(
        checked=found["checked"],
        rates={name: engine["a_second"] for name, engine in found["engines"].items()},
        cases={name: engine["cases"] for name, engine in found["engines"].items()},
        faults=found["faults"],
    )


def as_json(decisions: Decisions) -> dict[str, Any]:
    """Return what `results.json` keeps."""
    return {
        "points_checked": decisions.checked,
        "faults": decisions.faults,
        "engines": {
            name: {
                "cases": decisions.cases[name],
                "a_second": decisions.rate(name).as_json(),
                "ratio_to_full_verdict": decisions.ratio(name).as_json() if FULL in decisions.rates else None,
            }
            for name in decisions.rates
        },
    }
