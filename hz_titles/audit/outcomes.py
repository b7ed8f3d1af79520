"""The answers over the whole grid: those of the decision table, what follows where a fact is left
out, and no dead data: whatever stands in the files decides something.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from itertools import chain, product

from ..language import Phrase
from ..names.dates import Day, Period
from ..names.places import Place
from ..notice import Certificate, Level
from ..rules.applicant import Held
from ..rules.conditions import least_years
from ..rules.verdict import Need, Status
from .grid import Checks, Grid, Known, proves

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
            condition = row.title.level.lightest(qualification) if row.accepts(grade) else None
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


# Dead data

_NEVER_YES = Phrase("怎样都不会符合", "never leads to a yes")
_NEVER_NO = Phrase("怎样都符合", "never leads to a no")
_CONDITION = Phrase(
    "更低的学历反而要求更少：这一条从不起作用", "a lower qualification asks for less: this never decides"
)
_TWICE = Phrase("写了两次", "stands twice")
_IDLE = Phrase("不起作用", "decides nothing")
_UNUSED = Phrase("没有证书用到", "no certificate leads to it")
_UNREAD = Phrase("没有结论或说明用到这条政策口径", "no verdict and no note leans on this reading")


@proves(
    Phrase("没有死数据：每一行都起作用", "no dead data: everything in the files decides something"),
    Phrase("数据行", "things in the files"),
)
def alive(grid: Grid) -> Checks:
    """Look at every row of both files for one applicant to whom it makes a difference."""
    yield from _rows(grid)
    catalogue = grid.catalogue
    yield from chain.from_iterable(map(_conditions, catalogue.levels))
    used: set[Hashable] = set()
    for row in catalogue.certificates:
        used |= {row.title, row.title.level, row.series, row.body}
    for one in (*catalogue.titles, *catalogue.levels, *catalogue.series, *catalogue.bodies):
        yield one in used, _UNUSED, getattr(one, "name", None) or getattr(one, "id", "")
    yield from _qualifications(grid)
    yield from _offices(grid)
    yield from _readings(grid)


def _rows(grid: Grid) -> Checks:
    for row, verdicts in grid.verdicts.items():
        by_grade: dict[str | None, set[Status]] = {}
        for (grade, _, _), verdict in verdicts.items():
            by_grade.setdefault(grade, set()).add(verdict.status)
        every = set().union(*by_grade.values())
        yield Status.ELIGIBLE in every, _NEVER_YES, row.number, row.name
        yield Status.NOT_ELIGIBLE in every, _NEVER_NO, row.number, row.name
        for grade in row.grade_choices:
            right = (Status.ELIGIBLE in by_grade[grade]) == row.accepts(grade)
            yield right, _IDLE, row.number, row.name, grade or ""
        if row.grades:
            refused = len(row.grades.order) > len(row.grades.accepted)
            yield refused, _IDLE, row.number, row.name, row.grades.passage.text


def _conditions(level: Level) -> Checks:
    """A condition decides where nothing lighter is open to those whom it names."""
    named = [condition.qualification for condition in level.conditions]
    for condition in level.conditions:
        decides = least_years(level, condition.qualification) == condition.years
        yield decides, _CONDITION, condition.passage.clause
        yield named.count(condition.qualification) == 1, _TWICE, condition.passage.clause


def _qualifications(grid: Grid) -> Checks:
    """A qualification decides where it asks for other years than the next one below or above."""
    levels = dict.fromkeys(row.title.level for row in grid.catalogue.certificates)
    named = {condition.qualification for level in levels for condition in level.conditions}
    every = grid.catalogue.qualifications
    least = [[least_years(level, one) for level in levels] for one in every]
    for index, one in enumerate(every):
        neighbours = least[max(index - 1, 0) : index] + least[index + 1 : index + 2]
        alone = not neighbours or any(other != least[index] for other in neighbours)
        yield alone and (one in named or index == 0), _IDLE, one.id


def _offices(grid: Grid) -> Checks:
    jurisdiction, areas = grid.jurisdiction, grid.jurisdiction.areas
    rows = grid.catalogue.certificates
    used = {jurisdiction.office(row.title, row.series, area) for row in rows for area in areas}
    for committee in jurisdiction.committees:
        yield committee in used, _IDLE, committee.number, committee.name
    names = {office.name for office in used if office not in jurisdiction.committees}
    bureaus = [area.bureau for area in areas]
    for bureau in bureaus:
        yield not names or bureau in names, _IDLE, bureau
        yield bureaus.count(bureau) == 1, _TWICE, bureau


def _readings(grid: Grid) -> Checks:
    """A reading is used where a note cites it, or a verdict leans on it: one of the walk, or of two more."""
    whoever = grid.applicant(grid.catalogue.certificates[0])
    every = tuple(Held(qualification=one) for one in grid.catalogue.qualifications)
    days = [Day.on(date(year, 1, 1)) for year in (2018, 2019, 2020, 2021)]
    twice = tuple(Period(start=start, end=end) for start, end in zip(days[::2], days[1::2], strict=True))
    grid.decide(replace(whoever, held=every, work=twice))
    grid.decide(replace(whoever, place=Place(areas=(), elsewhere=True)))
    remarks = [each.remark for one in grid.catalogue.qualifications for each in one.words]
    remarks += [area.remark for area in grid.jurisdiction.areas]
    cited = {remark.reading for remark in remarks if remark}
    for reading in grid.catalogue.readings:
        yield reading in cited or not grid.relied.isdisjoint(reading.covers), _UNREAD, reading.id
