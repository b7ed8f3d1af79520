"""What an audit says: proofs, how far each walked, and where it failed."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..language import Phrase

_BETWEEN = " · "


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

    def expect(self, holds: bool, fault: Phrase, *point: object) -> None:
        """Count one point, and note it where the claim does not hold there."""
        self.walked += 1
        if not holds:
            self.findings.append(Finding(point=_BETWEEN.join(str(part) for part in point), fault=fault))


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
