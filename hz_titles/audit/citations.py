"""Every citation exists: what is quoted stands where it is said to, and the numbers in the
notice's words are the numbers that are reckoned with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..language import Phrase
from ..names.text import fold
from ..notice.annex1 import Catalogue
from ..notice.annex2 import Jurisdiction
from ..notice.readings import Passage
from .grid import Grid
from .report import Proof

_NO_CLAUSE = Phrase("没有这一处", "there is no such place")
_NOT_THERE = Phrase("引文不在该处原文中", "these words do not stand there")
_TWICE = Phrase("同一出处写了两段不同的原文", "one place is given two texts")
_YEARS = Phrase("年数与原文不符", "the number of years is not the text's")
_UNNAMED = Phrase("原文没有提到这个区", "the text does not name this area")
_NAMED = Phrase("原文提到这个区，数据没有", "the text names this area, the data does not")
_GRADE = Phrase("原文没有提到最低等级", "the text does not name the lowest grade")
_UNCITED = Phrase("没有引用原文", "cites nothing")

_ROW = re.compile(r"(?P<annex>.+?)\s*第(?P<number>[0-9]+)项")


def cited(grid: Grid) -> Proof:
    """Look up every quotation, and compare numbers and areas with the words they come from."""
    proof = Proof(
        id="cited",
        claim=Phrase(
            "每处引文都在原文中，年数、等级和区都与原文一致",
            "every citation exists; years, grades and areas are those of the words cited",
        ),
        of=Phrase("引文", "citations"),
    )
    catalogue, jurisdiction = grid.catalogue, grid.jurisdiction
    texts: dict[str, str] = {}
    for passage in _passages(catalogue):
        known = texts.setdefault(passage.clause, passage.text)
        proof.expect(known == passage.text, _TWICE, passage.clause)
    for reading in catalogue.readings:
        proof.expect(bool(reading.quotes), _UNCITED, reading.id)
        for quote in reading.quotes:
            found = list(_texts_at(catalogue, jurisdiction, texts, quote.clause))
            fault = _NOT_THERE if found else _NO_CLAUSE
            proof.expect(
                any(quote.text in text for text in found), fault, reading.id, quote.clause, quote.text
            )
    for level in catalogue.levels:
        for condition in level.conditions:
            numbers = re.findall("[0-9]+", condition.passage.text)
            right = str(condition.years) in numbers if numbers else True
            proof.expect(right, _YEARS, condition.passage.clause, condition.years)
    for row in catalogue.certificates:
        if row.grades:
            proof.expect(row.grades.lowest in row.grades.passage.text, _GRADE, row.number, row.name)
            proof.expect(row.grades.passage.text in row.name, _NOT_THERE, row.number, row.grades.passage.text)
    _extents(jurisdiction, proof)
    return proof


def _passages(catalogue: Catalogue) -> Iterator[Passage]:
    yield catalogue.notice.annex
    yield catalogue.notice.text
    yield from catalogue.notice.passages
    for level in catalogue.levels:
        yield level.passage
        yield from (condition.passage for condition in level.conditions)


def _texts_at(
    catalogue: Catalogue, jurisdiction: Jurisdiction, texts: dict[str, str], clause: str
) -> Iterator[str]:
    """Yield the notice's words at a place that a quotation names."""
    if clause in texts:
        yield texts[clause]
    if not (found := _ROW.fullmatch(clause)):
        return
    number = int(found["number"])
    annexes = catalogue.notice.annex.clause, jurisdiction.annex.clause
    if found["annex"] == annexes[0]:
        for row in catalogue.certificates:
            if row.number == number:
                yield from filter(None, (row.name, row.issuer, row.issuer_en))
    if found["annex"] == annexes[1]:
        for committee in jurisdiction.committees:
            if committee.number == number:
                yield from (committee.name, committee.office, committee.extent.text)


def _extents(jurisdiction: Jurisdiction, proof: Proof) -> None:
    for committee in jurisdiction.committees:
        extent = committee.extent
        text = fold(extent.text)
        listed = extent.only if extent.only is not None else extent.excluded or ()
        for area in jurisdiction.areas:
            names = [area.name, *(text for words in area.words for text in words.texts)]
            if area in listed:
                proof.expect(any(fold(name) in text for name in names), _UNNAMED, committee.number, area.name)
            else:
                proof.expect(fold(area.name) not in text, _NAMED, committee.number, area.name)
