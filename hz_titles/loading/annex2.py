"""Builds `hz_titles.notice.annex2.Jurisdiction` out of ``committees.yaml``."""

from __future__ import annotations

from itertools import product

from ..language import Phrase
from ..notice.annex1 import Applies, Catalogue, Level, Remark, Series, Wordings
from ..notice.annex2 import Area, Bureau, Committee, Elsewhere, Extent, FormerArea, Jurisdiction, PlaceWords
from ..notice.readings import Passage, Reading
from .annex1 import keyed, noted_names, ordered, remark, titled_passage
from .record import Record
from .yaml_tree import Marked

_OVERLAP = Phrase(
    "{level} {series} 在 {area} 同时由第 {numbers} 号评委会受理",
    "{level} {series} in {area} is served by committees {numbers} at once",
)
_GAP = Phrase(
    "{level} {series} 在 {area} 没有评委会受理", "{level} {series} in {area} is served by no committee"
)
_UNSERVED = Phrase("没有评委会受理系列“{series}”", "the series “{series}” is served by no committee")
_NOT_COMMITTEE = Phrase(
    "级别“{level}”不由评委会受理", "the level “{level}” is not applied for at a committee"
)


def build_jurisdiction(record: Record, catalogue: Catalogue) -> Jurisdiction:
    """Build Annex 2 out of the whole file, offices yet to be assigned; faults are noted in its tree."""
    readings = {reading.id: reading for reading in catalogue.readings}
    areas = record.records("areas", lambda row: _area(row, readings))
    by_name = keyed(record, "areas", areas, lambda area: area.name)
    levels = {level.name: level for level in catalogue.levels}
    series = {one.name: one for one in catalogue.series}
    committees = record.records("committees", lambda row: _committee(row, levels, series, by_name))
    ordered(record, "committees", (committee.number for committee in committees))
    keyed(record, "committees", committees, lambda committee: committee.name)
    jurisdiction = Jurisdiction(
        annex=record.record("annex", titled_passage) or Passage(clause="", text=""),
        phone_area_code=record.text("phone_area_code", form="0[0-9]{2,3}"),
        city=record.text("city"),
        place_words=record.record("places", _place_words),  # type: ignore[arg-type]  # None beside a fault
        elsewhere=record.records("elsewhere", _elsewhere, required=False),
        committees=committees,
        areas=areas,
        former_areas=record.records("former_areas", lambda row: _former_area(row, by_name), required=False),
        offices={},
    )
    record.close()
    return jurisdiction


def assign_offices(marked: Marked, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
    """Work out who serves whom in annexes that are free of faults so far."""
    offices = _offices(marked, catalogue, jurisdiction.areas, jurisdiction.committees)
    jurisdiction.offices.update(offices)


def _place_words(record: Record) -> PlaceWords:
    return PlaceWords(**{key: record.texts(key) for key in PlaceWords.__annotations__})


def _elsewhere(record: Record) -> Elsewhere:
    lists = {key: record.texts(key) for key in ("cities", "pinyin", "areas")}
    return Elsewhere(names=record.texts("names", required=True), **lists)


def _area(record: Record, readings: dict[str, Reading]) -> Area:
    return Area(
        name=record.text("name"),
        short=record.text("short"),
        code=record.optional_text("code", form="[0-9]{6}"),
        pinyin=record.texts("pinyin", required=True),
        bureau=record.text("bureau"),
        words=(
            Wordings(texts=record.texts("names")),
            *record.records("former", noted_names, required=False),
            *record.records("noted_names", noted_names, required=False),
        ),
        remark=record.record("note", lambda row: remark(row, readings), required=False),
    )


def _former_area(record: Record, areas: dict[str, Area]) -> FormerArea:
    return FormerArea(
        names=record.texts("names", required=True),
        towns=record.texts("towns"),
        areas=record.references("areas", areas),
        remark=Remark(text=record.phrase("note")),
    )


def _committee(
    record: Record, levels: dict[str, Level], series: dict[str, Series], areas: dict[str, Area]
) -> Committee:
    level = record.reference("level", levels)
    known = isinstance(level, Level) and record.values.get("level") == level.name
    if known and level.apply_to is not Applies.COMMITTEE:
        record.fault("level", _NOT_COMMITTEE, level=level.name)
    return Committee(
        number=record.integer("number", least=1, most=9999),
        name=record.text("name"),
        office=record.text("office"),
        phones=record.texts("phones", required=True, form="[0-9]{7,8}"),
        level=level,
        series=record.reference("series", series),
        extent=record.record("area", lambda row: _extent(row, areas))
        or Extent(text="", only=None, excluded=None),
    )


def _extent(record: Record, areas: dict[str, Area]) -> Extent:
    record.one_of("only", "except")
    return Extent(
        text=record.text("text"),
        only=record.references("only", areas) if record.has("only") else None,
        excluded=record.references("except", areas) if record.has("except") else None,
    )


def _offices(
    marked: Marked, catalogue: Catalogue, areas: tuple[Area, ...], committees: tuple[Committee, ...]
) -> dict[tuple[str, str, str], Committee | Bureau]:
    """Work out who serves whom; exactly one office for every level, series and area, or a fault."""
    offices: dict[tuple[str, str, str], Committee | Bureau] = {}
    sitting: dict[tuple[Level, Series], list[Committee]] = {}
    for committee in committees:
        sitting.setdefault((committee.level, committee.series), []).append(committee)
    served = {series for _, series in sitting}
    for one in catalogue.series:
        if one not in served:
            marked.fault(("committees",), _UNSERVED, series=one.name)
    wanted = dict.fromkeys((*sitting, *((row.title.level, row.series) for row in catalogue.certificates)))
    for (level, series), area in product(wanted, areas):
        key = level.name, series.name, area.name
        if level.apply_to is Applies.BUREAU:
            offices[key] = Bureau(name=area.bureau)
            continue
        serving = [each for each in sitting.get((level, series), ()) if each.extent.covers(area)]
        if len(serving) == 1:
            offices[key] = serving[0]
            continue
        marked.fault(
            ("committees", serving[1].number - 1, "area") if serving else ("committees",),
            _OVERLAP if serving else _GAP,
            level=level.name,
            series=series.name,
            area=area.name,
            numbers=tuple(each.number for each in serving),
        )
    return offices
