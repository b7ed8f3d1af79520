"""The grid an audit walks over: every certificate, grade and qualification, and years on both
sides of every threshold, which stand for all others; and what a walk over it has shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

from ..language import Phrase
from ..loading import Data
from ..names.places import Place
from ..names.resolver import Identity
from ..names.years import MOST_YEARS
from ..notice import Certificate, Qualification, Reliance
from ..rules.applicant import Applicant, Held
from ..rules.engine import decide
from ..rules.verdict import Verdict
from ..span import Amount, Span, thirtieths

DAY = date(2024, 2, 29)  # the as-of date: any will do, and a leap day is the hardest

Grade = str | None
Known = tuple[Grade, Qualification, Span]


class Grid:
    """All points of one data folder, their verdicts, and what those leaned on."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.catalogue = data.catalogue
        self.jurisdiction = data.jurisdiction
        self.relied: set[Reliance] = set()

    @cached_property
    def years(self) -> tuple[Span, ...]:
        """No years, the most, every number that a condition names, and a day less than it."""
        named = {each.years for level in self.catalogue.levels for each in level.conditions} | {MOST_YEARS}
        spans = [thirtieths(years) for years in named]
        less = [Span(span.worth - 2) for span in spans if span.worth and span != thirtieths(MOST_YEARS)]
        return tuple(sorted({Span(0), *spans, *less}))

    @cached_property
    def identities(self) -> dict[int, Identity]:
        """What each row's number is taken for."""
        return {row.number: self.data.names.identify(str(row.number)) for row in self.catalogue.certificates}

    @cached_property
    def verdicts(self) -> dict[Certificate, dict[Known, Verdict]]:
        """The verdict at each point of the grid, by row, then by the other facts."""
        return {
            row: {
                known: self.decide(self.applicant(row, *known))
                for known in product(row.grade_choices, self.catalogue.qualifications, self.years)
            }
            for row in self.catalogue.certificates
        }

    def applicant(
        self,
        row: Certificate,
        grade: Grade = None,
        qualification: Qualification | None = None,
        years: Span | None = None,
    ) -> Applicant:
        """Return an applicant of `row`; what is left out is not known, the place aside."""
        return Applicant(
            identity=self.identities[row.number],
            as_of=DAY,
            grade=grade,
            held=(Held(qualification=qualification),) if qualification else (),
            years=Amount(least=years, most=years) if years is not None else None,
            place=Place(areas=self.jurisdiction.areas[:1]),  # any one: it never decides whether
        )

    def decide(self, applicant: Applicant) -> Verdict:
        """Return the engine's verdict, and remember the readings it leaned on."""
        verdict = decide(self.catalogue, self.jurisdiction, applicant)
        self.relied.update(verdict.relied)
        return verdict


# What is shown

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
