"""Proofs over the whole of the data: that it leaves no hole, no clash and nothing dead.

The loader refuses files that are not well-formed or contradict each other in their words;
an audit proves what an edit that the loader lets through can still break: it asks the engine
and the names at every point. What only a change of the program can break is proved by the
tests, over edited data too. `audit` is pure: data in, `Report` out.
"""

from __future__ import annotations

from ..loading import Data
from .citations import cited
from .grid import Finding, Grid, Proof, Report
from .names import kept_apart, near_misses_apart, one_meaning
from .outcomes import alive, as_tabled, left_out

__all__ = ["Finding", "Proof", "Report", "audit"]

# `alive` comes last: it counts a reading as used when a verdict of the walk has leaned on it.
_PROOFS = (as_tabled, left_out, one_meaning, near_misses_apart, kept_apart, cited, alive)


def audit(data: Data) -> Report:
    """Walk over the whole grid of `data` and report every point at which a proof fails."""
    grid = Grid(data)
    return Report(proofs=tuple(proof(grid) for proof in _PROOFS))
