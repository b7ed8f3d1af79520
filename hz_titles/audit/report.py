"""What an audit says: proofs, how far each walked, and where it failed."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..language import Phrase

_BETWEEN = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One point at which a proof fails.

    Attributes:
        point: where: the certificate, qualification, years, area, name … of the point.
        fault: what is wrong there.
    """

    point: str
    fault: Phrase


@dataclass(slots=True, kw_only=True)
class Proof:
    """One claim about the data, and what walking over all of its points has shown.

    Attributes:
        claim: what is proved.
        of: what is counted.
        walked: how many points were looked at.
        findings: the points that contradict the claim.
    """

    id: str
    claim: Phrase
    of: Phrase
    walked: int = 0
    findings: list[Finding] = field(default_factory=list)

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
