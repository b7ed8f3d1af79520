"""The answers over the whole grid: those of the decision table, what follows where a fact is left
out, and no dead data: whatever stands in the files decides something.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain, product

from ..names.dates import Day, Period
from ..names.places import Place
from ..notice import Level
from ..rules.applicant import Held
from ..rules.conditions import least_years
from ..rules.verdict import Need, Status
from .grid import Checks, Grid, Known


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
            verdict = grid.decide(grid.applicant(row, *known))
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


def alive(grid: Grid) -> Checks:
    """Look at every row of both files for one applicant to whom it makes a difference."""
    catalogue = grid.catalogue
    yield from _rows(grid)
    yield from chain.from_iterable(map(_conditions, catalogue.levels))
    rows = catalogue.certificates
    used = {one for row in rows for one in (row.title, row.title.level, row.series, row.body)}
    for one in (*catalogue.titles, *catalogue.levels, *catalogue.series, *catalogue.bodies):
        yield one in used, "unused", getattr(one, "name", None) or getattr(one, "id", "")
    yield from _qualifications(grid)
    yield from _offices(grid)
    yield from _readings(grid)


def _rows(grid: Grid) -> Checks:
    for row, verdicts in grid.verdicts.items():
        found = {(grade, verdict.status) for (grade, _, _), verdict in verdicts.items()}
        statuses = {status for _, status in found}
        yield Status.ELIGIBLE in statuses, "never_yes", row.number, row.name
        yield Status.NOT_ELIGIBLE in statuses, "never_no", row.number, row.name
        for grade in row.grade_choices:
            right = ((grade, Status.ELIGIBLE) in found) == row.accepts(grade)
            yield right, "idle", row.number, row.name, grade or ""
        if row.grades:
            refused = len(row.grades.order) > len(row.grades.accepted)
            yield refused, "idle", row.number, row.name, row.grades.passage.text


def _conditions(level: Level) -> Checks:
    """A condition decides where nothing lighter is open to those whom it names."""
    named = [condition.qualification for condition in level.conditions]
    for condition in level.conditions:
        decides = least_years(level, condition.qualification) == condition.years
        yield decides, "condition", condition.passage.clause
        yield named.count(condition.qualification) == 1, "twice", condition.passage.clause


def _qualifications(grid: Grid) -> Checks:
    """A qualification decides where it asks for other years than the next one below or above."""
    levels = dict.fromkeys(row.title.level for row in grid.catalogue.certificates)
    named = {condition.qualification for level in levels for condition in level.conditions}
    every = grid.catalogue.qualifications
    least = [[least_years(level, one) for level in levels] for one in every]
    for place, one in enumerate(every):
        neighbours = least[max(place - 1, 0) : place] + least[place + 1 : place + 2]
        alone = not neighbours or any(other != least[place] for other in neighbours)
        yield alone and (one in named or place == 0), "idle", one.id


def _offices(grid: Grid) -> Checks:
    jurisdiction, areas = grid.jurisdiction, grid.jurisdiction.areas
    rows = grid.catalogue.certificates
    used = {jurisdiction.office(row.title, row.series, area) for row in rows for area in areas}
    for committee in jurisdiction.committees:
        yield committee in used, "idle", committee.number, committee.name
    names = {office.name for office in used if office not in jurisdiction.committees}
    bureaus = [area.bureau for area in areas]
    for bureau in bureaus:
        yield not names or bureau in names, "idle", bureau
        yield bureaus.count(bureau) == 1, "twice", bureau


def _readings(grid: Grid) -> Checks:
    """A reading is used where a note cites it, or a verdict leans on it: one of the walk, or of two more."""
    catalogue, areas = grid.catalogue, grid.jurisdiction.areas
    whoever = grid.applicant(catalogue.certificates[0])
    every = tuple(Held(qualification=one) for one in catalogue.qualifications)
    days = [Day.on(date(year, 1, 1)) for year in (2018, 2019, 2020, 2021)]
    twice = tuple(Period(start=start, end=end) for start, end in zip(days[::2], days[1::2], strict=True))
    grid.decide(replace(whoever, held=every, work=twice))
    grid.decide(replace(whoever, place=Place(areas=(), elsewhere=True)))
    words = (each.remark for one in catalogue.qualifications for each in one.words)
    cited = {remark.reading for remark in (*words, *(area.remark for area in areas)) if remark}
    for reading in catalogue.readings:
        yield reading in cited or not grid.relied.isdisjoint(reading.covers), "unread", reading.id
