"""What an audit says: proofs, how far each walked, and where it failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..language import Phrase
from .grid import Grid

Checks = Iterator[tuple[Any, ...]]
"""For each point looked at: whether the claim holds there, what is wrong if not, and where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One point at which a proof fails."""

    point: str  # where: the certificate, qualification, years, area, name … of the point
    fault: Phrase  # what is wrong there


@dataclass(slots=True, kw_only=True)
class Proof:
    """One claim about the data, and what walking over all of its points has shown."""

    id: str
    claim: Phrase  # what is proved
    of: Phrase  # what is counted
    walked: int = 0  # how many points were looked at
    findings: list[Finding] = field(default_factory=list)  # the points that contradict the claim


def proves(claim: Phrase, of: Phrase) -> Callable[[Callable[[Grid], Checks]], Callable[[Grid], Proof]]:
    """Make a walk over the grid the proof of a claim."""

    def proving(walk: Callable[[Grid], Checks]) -> Callable[[Grid], Proof]:
        def proof(grid: Grid) -> Proof:
            made = Proof(id=walk.__name__, claim=claim, of=of)
            for holds, fault, *point in walk(grid):
                made.walked += 1
                if not holds:
                    made.findings.append(Finding(point=" · ".join(map(str, point)), fault=fault))
            return made

        return proof

    return proving


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All proofs of one run."""

    proofs: tuple[Proof, ...]

    @property
    def walked(self) -> int:
        """How many points were looked at."""
        return sum(proof.walked for proof in self.proofs)

    @property
    def found(self) -> int:
        """How many of them contradict a claim."""
        return sum(len(proof.findings) for proof in self.proofs)

    @property
    def sound(self) -> bool:
        """Nothing was found."""
        return self.found == 0
