"""The grid an audit walks over: every certificate, grade and qualification, and years on both
sides of every threshold, which stand for all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

from ..loading import Data
from ..names.places import Place
from ..names.years import MOST_YEARS
from ..notice import Certificate, Qualification, Reliance
from ..rules.applicant import Applicant, Held
from ..rules.engine import decide
from ..rules.verdict import Verdict
from ..span import Amount, Span, thirtieths

DAY = date(2024, 2, 29)  # the as-of date: any will do, and a leap day is the hardest

Checks = Iterator[
    tuple[Any, ...]
]  # of each point: whether the claim holds, the code of what is wrong if not, and where
Grade = str | None
Known = tuple[Grade, Qualification, Span]


class Grid:
    """All points of one data folder, their verdicts, and the readings that those leaned on."""

    def __init__(self, data: Data) -> None:
        self.catalogue, self.jurisdiction, self.names = data.catalogue, data.jurisdiction, data.names
        self.relied: set[Reliance] = set()
        self._identities = {row: data.names.identify(str(row.number)) for row in self.catalogue.certificates}
        # No years, the most, every number that a condition names, and a day less than it.
        conditions = (condition for level in self.catalogue.levels for condition in level.conditions)
        named = {thirtieths(condition.years).worth for condition in conditions if condition.years}
        worths = {0, thirtieths(MOST_YEARS).worth} | named | {worth - 2 for worth in named}
        self.years = tuple(map(Span, sorted(worths)))

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
            identity=self._identities[row],
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
