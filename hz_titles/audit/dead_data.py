"""No dead data: whatever stands in the files decides something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..language import Phrase
from ..names.dates import Day, Period
from ..names.index import Place
from ..notice.annex1 import Applies, Level, Remark
from ..rules.applicant import Held
from ..rules.verdict import Status
from .grid import Grid, levels_in_use
from .report import Proof

_NEVER_YES = Phrase("怎样都不会符合", "never leads to a yes")
_NEVER_NO = Phrase("怎样都符合", "never leads to a no")
_CONDITION = Phrase(
    "更低的学历反而要求更少：这一条从不起作用", "a lower qualification asks for less: this never decides"
)
_TWICE = Phrase("同一学历写了两条", "the same qualification has two conditions")
_TWICE_SERVING = Phrase("写在两个区名下", "stands under two areas")
_GRADE = Phrase("等级不起作用", "the grade decides nothing")
_IDLE = Phrase("不起作用", "decides nothing")
_UNUSED = Phrase("没有证书用到", "no certificate leads to it")
_UNREAD = Phrase("没有结论或说明用到这条政策口径", "no verdict and no note leans on this reading")


def alive(grid: Grid) -> Proof:
    """Look at every row of both files for one applicant to whom it makes a difference."""
    proof = Proof(
        id="alive",
        claim=Phrase("没有死数据：每一行都起作用", "no dead data: everything in the files decides something"),
        of=Phrase("数据行", "things in the files"),
    )
    _rows(grid, proof)
    for level in grid.catalogue.levels:
        _conditions(proof, level)
    _defined(grid, proof)
    _qualifications(grid, proof)
    _offices(grid, proof)
    whoever = grid.applicant(grid.catalogue.certificates[0])
    every = tuple(Held(qualification=one) for one in grid.catalogue.qualifications)
    days = [Day.on(date(year, 1, 1)) for year in (2018, 2019, 2020, 2021)]
    twice = tuple(Period(start=start, end=end) for start, end in zip(days[::2], days[1::2], strict=True))
    grid.decide(replace(whoever, held=every, work=twice))
    grid.decide(replace(whoever, place=Place(areas=(), elsewhere=True)))
    cited = {remark.reading for remark in _remarks(grid) if remark.reading}
    for reading in grid.catalogue.readings:
        used = reading in cited or any(reliance in grid.relied for reliance in reading.covers)
        proof.expect(used, _UNREAD, reading.id)
    return proof


def _rows(grid: Grid, proof: Proof) -> None:
    for row in grid.catalogue.certificates:
        by_grade: dict[str | None, set[Status]] = {}
        for (grade, _, _), status in grid.statuses[row.number].items():
            by_grade.setdefault(grade, set()).add(status)
        every = set().union(*by_grade.values())
        proof.expect(Status.ELIGIBLE in every, _NEVER_YES, row.number, row.name)
        proof.expect(Status.NOT_ELIGIBLE in every, _NEVER_NO, row.number, row.name)
        for grade in row.grade_choices:
            right = (Status.ELIGIBLE in by_grade[grade]) == row.accepts(grade)
            proof.expect(right, _GRADE, row.number, row.name, grade or "")
        if row.grades:
            refused = len(row.grades.order) > len(row.grades.accepted)
            proof.expect(refused, _GRADE, row.number, row.name, row.grades.passage.text)


def _conditions(proof: Proof, level: Level) -> None:
    """A condition decides where nothing lighter is open to those whom it names."""
    named = [condition.qualification for condition in level.conditions]
    for condition in level.conditions:
        best = level.lightest(condition.qualification)
        right = best is not None and best.years == condition.years
        proof.expect(right, _CONDITION, condition.passage.clause)
        proof.expect(named.count(condition.qualification) == 1, _TWICE, condition.passage.clause)


def _defined(grid: Grid, proof: Proof) -> None:
    rows = grid.catalogue.certificates
    for title in grid.catalogue.titles:
        proof.expect(any(row.title is title for row in rows), _UNUSED, title.name)
    for level in grid.catalogue.levels:
        proof.expect(any(row.title.level is level for row in rows), _UNUSED, level.name)
    for series in grid.catalogue.series:
        proof.expect(any(row.series is series for row in rows), _UNUSED, series.name)
    for body in grid.catalogue.bodies:
        proof.expect(any(row.body is body for row in rows), _UNUSED, body.id)


def _qualifications(grid: Grid, proof: Proof) -> None:
    """A qualification decides where it asks for other years than the next one below or above."""
    qualifications = grid.catalogue.qualifications
    levels = list(levels_in_use(grid.catalogue.certificates))
    least = [
        [condition.years if (condition := level.lightest(one)) else None for level in levels]
        for one in qualifications
    ]
    named = {condition.qualification for level in levels for condition in level.conditions}
    for index, one in enumerate(qualifications):
        neighbours = least[max(index - 1, 0) : index] + least[index + 1 : index + 2]
        alone = not neighbours or any(other != least[index] for other in neighbours)
        proof.expect(alone and (one in named or index == 0), _IDLE, one.id)


def _offices(grid: Grid, proof: Proof) -> None:
    used = {
        grid.jurisdiction.office(row.title, row.series, area)
        for row in grid.catalogue.certificates
        for area in grid.jurisdiction.areas
    }
    for committee in grid.jurisdiction.committees:
        proof.expect(committee in used, _IDLE, committee.number, committee.name)
    offices = grid.jurisdiction.offices.values()
    names = {office.name for office in offices if office.kind is Applies.BUREAU}
    by_bureau = any(level.apply_to is Applies.BUREAU for level in levels_in_use(grid.catalogue.certificates))
    for area in grid.jurisdiction.areas:
        proof.expect(not by_bureau or area.bureau in names, _IDLE, area.name, area.bureau)
    bureaus = [area.bureau for area in grid.jurisdiction.areas]
    for bureau in bureaus:
        proof.expect(bureaus.count(bureau) == 1, _TWICE_SERVING, bureau)


def _remarks(grid: Grid) -> Iterator[Remark]:
    for qualification in grid.catalogue.qualifications:
        yield from (words.remark for words in qualification.words if words.remark)
    yield from (area.remark for area in grid.jurisdiction.areas if area.remark)
