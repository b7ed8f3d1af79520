"""The grid an audit walks over, and the engine's answers at its points: every certificate, grade and
qualification, and years on both sides of every threshold, which stand for all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

from ..loading import Data
from ..names.places import Place
from ..names.times import MOST_YEARS
from ..notice import Certificate, Reliance
from ..rules.applicant import Applicant, Held
from ..rules.engine import decide
from ..rules.verdict import Need, Status, Verdict
from ..span import Amount, Span, thirtieths

DAY = date(2024, 2, 29)  # the as-of date: any will do, and a leap day is the hardest

# Of each point: whether the claim holds there, the code of what is wrong if not, and where it is.
Checks = Iterator[tuple[Any, ...]]
Known = tuple[Any, Any, Any]  # grade, qualification and years; None where one is not known


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
                known: self.decide(self.applicant(row, known))
                for known in product(row.grade_choices, self.catalogue.qualifications, self.years)
            }
            for row in self.catalogue.certificates
        }

    def applicant(self, row: Certificate, known: Known = (None, None, None)) -> Applicant:
        """Return an applicant of `row`; what is None is not known, the place aside."""
        grade, qualification, years = known
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


def as_tabled(grid: Grid) -> Checks:
    """Hold the engine's answer at every point against the decision table."""
    for row, verdicts in grid.verdicts.items():
        for (grade, qualification, years), verdict in verdicts.items():
            condition = row.title.level.lightest(qualification) if row.accepts(grade) else None
            yes = condition is not None and years.reaches(condition.years)
            right = verdict.status is (Status.ELIGIBLE if yes else Status.NOT_ELIGIBLE) and not verdict.needs
            said = row.number, grade, qualification.id, years.iso()
            yield right and verdict.title is row.title, "not_tabled", *said


_FACTS = (Need.GRADE, Need.DEGREE, Need.YEARS)


def left_out(grid: Grid) -> Checks:
    """Leave out every set of facts at every point, and compare with all the values they could have."""
    for row, verdicts in grid.verdicts.items():
        values = row.grade_choices, grid.catalogue.qualifications, grid.years
        for known in product(*(dict.fromkeys((None, *each)) for each in values)):
            open_ = [place for place in range(3) if known[place] is None and values[place] != (None,)]
            if not open_:
                continue
            ranges = [values[place] if place in open_ else (known[place],) for place in range(3)]
            outcomes = {facts: verdicts[facts].status for facts in product(*ranges)}
            agreed = set(outcomes.values())
            expected = agreed.pop() if len(agreed) == 1 else Status.UNDETERMINED
            needs = tuple(_FACTS[place] for place in open_ if _decides(place, outcomes))
            verdict = grid.decide(grid.applicant(row, known))
            said = row.number, *(str(getattr(value, "id", value)) for value in known)
            yield verdict.status is expected, "outcomes", *said
            yield verdict.needs == needs, "needs", *said
            homeless = grid.decide(replace(verdict.applicant, place=None))
            right = homeless.status is expected and homeless.needs == (*needs, Need.DISTRICT)
            yield right, "needs", *said, Need.DISTRICT.value


def _decides(place: int, outcomes: dict[Known, Status]) -> bool:
    """Tell whether the answer hangs on a fact, all others being alike."""
    groups: dict[tuple[object, ...], set[Status]] = {}
    for facts, status in outcomes.items():
        groups.setdefault((*facts[:place], *facts[place + 1 :]), set()).add(status)
    return any(len(group) > 1 for group in groups.values())
