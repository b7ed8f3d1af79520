"""Every citation exists: what is quoted stands where it is said to, and the numbers in the
notice's words are the numbers that are reckoned with.
"""

from __future__ import annotations

import re

from ..names.text import fold
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
