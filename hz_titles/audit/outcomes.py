"""The answers over the whole grid: those of the decision table, and what follows where a fact is left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from ..language import Phrase
from ..notice.annex1 import Certificate
from ..rules.verdict import Need, Status
from .grid import Grid, Known
from .report import Checks, proves

_TABLE = Phrase("与判定表不一致", "differs from the decision table")
_OUTCOMES = Phrase("未填的事实：结论与逐值试算不符", "a fact left out: not what its values say")
_NEEDS = Phrase("未填的事实：needs 不是恰好起作用的那些", "a fact left out: needs are not just what matters")


@proves(
    Phrase("引擎与判定表处处一致", "the engine and the decision table agree everywhere"),
    Phrase("证书 × 等级 × 学历 × 年限", "certificates × grades × qualifications × years"),
)
def as_tabled(grid: Grid) -> Checks:
    """Hold the engine's answer at every point against the decision table."""
    for row, verdicts in grid.verdicts.items():
        for (grade, qualification, years), verdict in verdicts.items():
            condition = row.lightest(grade, qualification)
            yes = condition is not None and years.reaches(condition.years)
            right = verdict.status is (Status.ELIGIBLE if yes else Status.NOT_ELIGIBLE) and not verdict.needs
            said = row.number, grade, qualification.id, years.iso()
            yield right and verdict.title is row.title, _TABLE, *said


@proves(
    Phrase(
        "未填的事实恰得其各种取值的全部结果，needs 恰为起作用的事实",
        "a fact left out gives just the outcomes over its values, and needs just what matters",
    ),
    Phrase("缺项情形", "sets of known facts"),
)
def left_out(grid: Grid) -> Checks:
    """Leave out every set of facts at every point, and compare with all the values they could have."""
    for row in grid.catalogue.certificates:
        yield from _leave_out(grid, row)


_FACTS = (Need.GRADE, Need.DEGREE, Need.YEARS)


def _leave_out(grid: Grid, row: Certificate) -> Checks:
    values = row.grade_choices, grid.catalogue.qualifications, grid.years
    free = tuple((None, *each) if each != (None,) else each for each in values)
    for known in product(*free):
        open_ = [index for index, value in enumerate(known) if value is None and values[index] != (None,)]
        if not open_:
            continue
        ranges = [values[index] if index in open_ else (known[index],) for index in range(3)]
        outcomes = {facts: grid.verdicts[row][facts].status for facts in product(*ranges)}
        agreed = set(outcomes.values())
        expected = agreed.pop() if len(agreed) == 1 else Status.UNDETERMINED
        needs = tuple(_FACTS[index] for index in open_ if _decides(index, outcomes))
        verdict = grid.decide(grid.applicant(row, *known))
        said = row.number, *(str(getattr(value, "id", value)) for value in known)
        yield verdict.status is expected, _OUTCOMES, *said
        yield verdict.needs == needs, _NEEDS, *said
        homeless = grid.decide(replace(verdict.applicant, place=None))
        right = homeless.status is expected and homeless.needs == (*needs, Need.DISTRICT)
        yield right, _NEEDS, *said, Need.DISTRICT.value


def _decides(index: int, outcomes: dict[Known, Status]) -> bool:
    """Tell whether the answer hangs on a fact, all others being alike."""
    groups: dict[tuple[object, ...], set[Status]] = {}
    for facts, status in outcomes.items():
        groups.setdefault((*facts[:index], *facts[index + 1 :]), set()).add(status)
    return any(len(group) > 1 for group in groups.values())
