"""Proofs over the whole of the data: that it leaves no hole, no clash and nothing dead.

The loader refuses files that are not well-formed or contradict each other in their words;
an audit asks the engine and the names, at every point, and holds the answers against what
must be true of any catalogue. `audit` is pure: data in, `Report` out.
"""

from __future__ import annotations

from ..loading import Data
from .citations import cited
from .dead_data import alive
from .grid import Grid
from .jurisdiction import applicable, one_committee
from .names import near_misses_apart, one_meaning
from .outcomes import advice_holds, as_tabled, best_counts, left_out, never_hurts, no_says_why
from .report import Finding, Proof, Report

__all__ = ["Finding", "Proof", "Report", "audit"]

# `alive` comes last: it counts a reading as used when a verdict of the walk has leaned on it.
_PROOFS = (
    one_committee,
    applicable,
    as_tabled,
    never_hurts,
    best_counts,
    left_out,
    no_says_why,
    advice_holds,
    one_meaning,
    near_misses_apart,
    cited,
    alive,
)


def audit(data: Data) -> Report:
    """Walk over the whole grid of `data` and report every point at which a proof fails."""
    grid = Grid(data)
    return Report(proofs=tuple(proof(grid) for proof in _PROOFS))
