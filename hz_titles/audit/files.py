"""What stands in the files: every citation exists and agrees with what is reckoned with; no data is dead."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..names.places import Place
from ..names.text import fold
from ..names.times import Day, Period
from ..rules.applicant import Held
from ..rules.conditions import least_years
from ..rules.verdict import Status
from .grid import Checks, Grid


def cited(grid: Grid) -> Checks:
    """Look up every quotation, and compare numbers and areas with the words they come from."""
    catalogue, jurisdiction = grid.catalogue, grid.jurisdiction
    passages = [catalogue.notice.annex, catalogue.notice.text, *catalogue.notice.passages]
    for level in catalogue.levels:
        passages += (level.passage, *(condition.passage for condition in level.conditions))
    texts: dict[str, set[str]] = {}  # the notice's words by the places where they stand
    for passage in passages:
        texts.setdefault(passage.clause, set()).add(passage.text)
    for passage in passages:
        yield len(texts[passage.clause]) == 1, "two_texts", passage.clause
    for row in catalogue.certificates:
        printed = {row.name, row.issuer, row.issuer_en or row.issuer}
        texts[f"{catalogue.notice.annex.clause} 第{row.number}项"] = printed
    for each in jurisdiction.committees:
        printed = {each.name, each.office, each.extent.text}
        texts[f"{jurisdiction.annex.clause} 第{each.number}项"] = printed
    for reading in catalogue.readings:
        for quote in reading.quotes:
            found = texts.get(quote.clause)
            fault = "not_there" if found else "no_clause"
            yield any(quote.text in text for text in found or ()), fault, reading.id, quote.clause, quote.text
    for level in catalogue.levels:
        for condition in level.conditions:
            numbers = re.findall("[0-9]+", condition.passage.text)
            right = not numbers or str(condition.years) in numbers
            yield right, "years", condition.passage.clause, condition.years
    for row in catalogue.certificates:
        if row.grades:
            yield row.grades.lowest in row.grades.passage.text, "grade", row.number, row.name
            yield row.grades.passage.text in row.name, "not_there", row.number, row.grades.passage.text
    for committee in jurisdiction.committees:
        extent, text = committee.extent, fold(committee.extent.text)
        for area in jurisdiction.areas:
            if area in (extent.only or extent.excluded or ()):
                named = any(fold(name) in text for name in area.texts)
                yield named, "area_unnamed", committee.number, area.name
            else:
                yield fold(area.name) not in text, "area_named", committee.number, area.name


def alive(grid: Grid) -> Checks:
    """Look at every row of both files for one applicant to whom it makes a difference."""
    catalogue = grid.catalogue
    yield from _rows(grid)
    for level in catalogue.levels:
        named = [condition.qualification for condition in level.conditions]
        for condition in level.conditions:  # it decides where nothing lighter is open to those whom it names
            decides = least_years(level, condition.qualification) == condition.years
            yield decides, "condition", condition.passage.clause
            yield named.count(condition.qualification) == 1, "twice", condition.passage.clause
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
