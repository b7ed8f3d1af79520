"""Where to apply: one committee for each area and series, and an office for every certificate."""

from __future__ import annotations

from ..language import Phrase
from ..notice.annex1 import Applies
from ..notice.annex2 import Bureau, Committee
from .grid import Grid, at
from .report import Proof

_SERVED = Phrase("由 {count} 个评委会受理", "served by {count} committees")
_OFFICE = Phrase("结论给出的受理部门不对", "the verdict names another office")
_BUREAU = Phrase("人力社保局不是该区的", "the bureau is not the area's own")


def one_committee(grid: Grid) -> Proof:
    """Count for each committee level, series and area the committees that serve it."""
    proof = Proof(
        id="one_committee",
        claim=Phrase("每个区每个系列恰有一个评委会", "every area and series has exactly one committee"),
        of=Phrase("级别 × 系列 × 区", "levels × series × areas"),
    )
    committees = grid.jurisdiction.committees
    for level in grid.catalogue.levels:
        if level.apply_to is not Applies.COMMITTEE:
            continue
        wanted = [row.series for row in grid.catalogue.certificates if row.title.level is level]
        wanted += [committee.series for committee in committees if committee.level is level]
        for series in dict.fromkeys(wanted):
            for area in grid.jurisdiction.areas:
                count = sum(
                    committee.level is level and committee.series is series and committee.extent.covers(area)
                    for committee in committees
                )
                fault = Phrase(*(text.format(count=count) for text in (_SERVED.zh, _SERVED.en)))
                proof.expect(count == 1, fault, level.name, series.name, area.name)
    return proof


def applicable(grid: Grid) -> Proof:
    """Ask for each certificate and area where to apply, and hold the answer against Annex 2."""
    proof = Proof(
        id="applicable",
        claim=Phrase(
            "每项证书在每个区都有受理部门，且正是附件2所列",
            "every certificate can be applied for everywhere, at the office of Annex 2",
        ),
        of=Phrase("证书 × 区", "certificates × areas"),
    )
    for row in grid.catalogue.certificates:
        applicant = grid.applicant(row)
        for area in grid.jurisdiction.areas:
            office = grid.decide(at(applicant, area)).office
            if row.title.level.apply_to is Applies.BUREAU:
                right = isinstance(office, Bureau) and office.name == area.bureau
                proof.expect(right, _BUREAU, row.number, row.name, area.name)
                continue
            right = (
                isinstance(office, Committee)
                and office.level is row.title.level
                and office.series is row.series
                and office.extent.covers(area)
            )
            proof.expect(right, _OFFICE, row.number, row.name, area.name)
    return proof
