"""Proofs over the whole of the data: that it leaves no hole, no clash and nothing dead.

An audit proves what an edit that the loader lets through can still break: it asks the engine and the names
at every point. What only a change of the program can break is proved by the tests, over edited data too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..files import shown_path
from ..language import Language, Phrase, phrases_beside
from ..loading import Data
from ..words.verdict_object import source_object
from .files import alive, cited
from .grid import Checks, Grid, as_tabled, left_out
from .names import kept_apart, near_misses_apart, one_meaning

# `alive` comes last: it counts a reading as used when a verdict of the walk has leaned on it.
_PROOFS = (as_tabled, left_out, one_meaning, near_misses_apart, kept_apart, cited, alive)
_TEXTS = phrases_beside(__file__, "proofs.txt")
_MOST = 10  # How many findings of one proof stand in the lines: the first ones say what is wrong


class Proof(NamedTuple):
    """What walking over all points of one claim about the data has shown."""

    id: str
    walked: int  # how many points were looked at
    findings: list[tuple[str, Phrase]]  # where the claim fails, and what is wrong there


def audit(data: Data) -> list[Proof]:
    """Walk over the whole grid of `data` and report every point at which a proof fails."""
    grid = Grid(data)
    return [prove(walk, grid) for walk in _PROOFS]


def prove(walk: Callable[[Grid], Checks], grid: Grid) -> Proof:
    """Walk over the points of one claim."""
    checks = [(holds, _TEXTS["fault"][fault], point) for holds, fault, *point in walk(grid)]
    findings = [(" · ".join(map(str, point)), fault) for holds, fault, point in checks if not holds]
    return Proof(walk.__name__, len(checks), findings)


def report_object(data: Data, proofs: list[Proof], language: Language) -> dict[str, Any]:
    """Return a report as an object that JSON can hold; texts are in `language`."""
    told = [
        {
            "id": id_,
            "claim": _TEXTS["claim"][id_].say(language),
            "of": _TEXTS["counted"][id_].say(language),
            "walked": walked,
            "findings": [{"point": point, "fault": fault.say(language)} for point, fault in findings],
        }
        for id_, walked, findings in proofs
    ]
    walked, found = sum(proof.walked for proof in proofs), sum(len(proof.findings) for proof in proofs)
    totals = {"walked": walked, "found": found}
    return {"sound": not found, "proofs": told} | totals | {"source": source_object(data)}


def report_lines(data: Data, report: Mapping[str, Any], language: Language) -> str:
    """Return such an object as lines: one a proof, with its findings below."""
    lines: list[str] = []

    def add(line: str, indent: str = "", /, **values: object) -> None:
        lines.append(indent + _TEXTS["line"][line].say(language, **values) + "\n")

    for proof in report["proofs"]:
        mark, findings = _TEXTS["line"]["faulty" if proof["findings"] else "sound"], proof["findings"]
        add("proof", mark=mark, claim=proof["claim"], of=proof["of"], walked=proof["walked"])
        for finding in findings[:_MOST]:
            add("finding", "    ", **finding)
        if len(findings) > _MOST:
            add("more", "    ", count=len(findings) - _MOST)
    add("whole", folder=shown_path(data.folder), walked=report["walked"], found=report["found"])
    return "".join(lines)
