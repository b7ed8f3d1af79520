"""Works out who takes applications, level by level, series by series and area by area."""

from __future__ import annotations

from itertools import product

from ..language import Phrase
from ..notice.annex1 import Applies, Catalogue, Level, Series
from ..notice.annex2 import Bureau, Committee, Jurisdiction
from .yaml_tree import Marked

_OVERLAP = Phrase(
    "{level} {series} 在 {area} 同时由第 {numbers} 号评委会受理",
    "{level} {series} in {area} is served by committees {numbers} at once",
)
_GAP = Phrase(
    "{level} {series} 在 {area} 没有评委会受理", "{level} {series} in {area} is served by no committee"
)
_UNSERVED = Phrase("没有评委会受理系列“{series}”", "the series “{series}” is served by no committee")


def assign_offices(marked: Marked, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
    """Find exactly one office for every level, series and area, or note a fault."""
    sitting: dict[tuple[Level, Series], list[Committee]] = {}
    for committee in jurisdiction.committees:
        sitting.setdefault((committee.level, committee.series), []).append(committee)
    served = {series for _, series in sitting}
    for one in catalogue.series:
        if one not in served:
            marked.fault(("committees",), _UNSERVED, series=one.name)
    wanted = dict.fromkeys((*sitting, *((row.title.level, row.series) for row in catalogue.certificates)))
    for (level, series), area in product(wanted, jurisdiction.areas):
        key = level.name, series.name, area.name
        if level.apply_to is Applies.BUREAU:
            jurisdiction.offices[key] = Bureau(name=area.bureau)
            continue
        serving = [each for each in sitting.get((level, series), ()) if each.extent.covers(area)]
        if len(serving) == 1:
            jurisdiction.offices[key] = serving[0]
            continue
        marked.fault(
            ("committees", serving[1].number - 1, "area") if serving else ("committees",),
            _OVERLAP if serving else _GAP,
            level=level.name,
            series=series.name,
            area=area.name,
            numbers=tuple(each.number for each in serving),
        )
