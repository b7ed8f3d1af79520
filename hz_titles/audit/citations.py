"""Every citation exists: what is quoted stands where it is said to, and the numbers in the
notice's words are the numbers that are reckoned with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..language import Phrase
from ..names.text import fold
from ..notice import Catalogue, Jurisdiction, Passage
from .grid import Checks, Grid, proves

_NO_CLAUSE = Phrase("没有这一处", "there is no such place")
_NOT_THERE = Phrase("引文不在该处原文中", "these words do not stand there")
_TWICE = Phrase("同一出处写了两段不同的原文", "one place is given two texts")
_YEARS = Phrase("年数与原文不符", "the number of years is not the text's")
_UNNAMED = Phrase("原文没有提到这个区", "the text does not name this area")
_NAMED = Phrase("原文提到这个区，数据没有", "the text names this area, the data does not")
_GRADE = Phrase("原文没有提到最低等级", "the text does not name the lowest grade")


@proves(
    Phrase(
        "每处引文都在原文中，年数、等级和区都与原文一致",
        "every citation exists; years, grades and areas are those of the words cited",
    ),
    Phrase("引文", "citations"),
)
def cited(grid: Grid) -> Checks:
    """Look up every quotation, and compare numbers and areas with the words they come from."""
    catalogue, jurisdiction = grid.catalogue, grid.jurisdiction
    texts = _texts(catalogue, jurisdiction)
    for passage in _passages(catalogue):
        yield len(texts[passage.clause]) == 1, _TWICE, passage.clause
    for reading in catalogue.readings:
        for quote in reading.quotes:
            found = texts.get(quote.clause)
            fault = _NOT_THERE if found else _NO_CLAUSE
            yield any(quote.text in text for text in found or ()), fault, reading.id, quote.clause, quote.text
    for level in catalogue.levels:
        for condition in level.conditions:
            numbers = re.findall("[0-9]+", condition.passage.text)
            right = not numbers or str(condition.years) in numbers
            yield right, _YEARS, condition.passage.clause, condition.years
    for row in catalogue.certificates:
        if row.grades:
            yield row.grades.lowest in row.grades.passage.text, _GRADE, row.number, row.name
            yield row.grades.passage.text in row.name, _NOT_THERE, row.number, row.grades.passage.text
    yield from _extents(jurisdiction)


def _passages(catalogue: Catalogue) -> Iterator[Passage]:
    yield from (catalogue.notice.annex, catalogue.notice.text, *catalogue.notice.passages)
    for level in catalogue.levels:
        yield from (level.passage, *(condition.passage for condition in level.conditions))


def _texts(catalogue: Catalogue, jurisdiction: Jurisdiction) -> dict[str, set[str]]:
    """Return the notice's words by the places where they stand."""
    texts: dict[str, set[str]] = {}
    for passage in _passages(catalogue):
        texts.setdefault(passage.clause, set()).add(passage.text)
    for row in catalogue.certificates:
        clause = f"{catalogue.notice.annex.clause} 第{row.number}项"
        texts[clause] = {row.name, row.issuer, row.issuer_en or row.issuer}
    for each in jurisdiction.committees:
        clause = f"{jurisdiction.annex.clause} 第{each.number}项"
        texts[clause] = {each.name, each.office, each.extent.text}
    return texts


def _extents(jurisdiction: Jurisdiction) -> Checks:
    for committee in jurisdiction.committees:
        extent, text = committee.extent, fold(committee.extent.text)
        for area in jurisdiction.areas:
            if area in (extent.only or extent.excluded or ()):
                named = any(fold(name) in text for name in area.texts)
                yield named, _UNNAMED, committee.number, area.name
            else:
                yield fold(area.name) not in text, _NAMED, committee.number, area.name
