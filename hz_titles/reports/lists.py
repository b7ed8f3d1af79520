"""The catalogue, the committees, the areas and the readings as flat records for lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from ..errors import FactError
from ..language import Language
from ..loading import Data
from ..names.text import checked, fold
from ..notice.annex1 import Applies, Certificate
from ..notice.annex2 import Area, Bureau, Committee
from ..notice.readings import Reading, Reliance

Record = dict[str, Any]
_SHORT = 3  # The most letters of a text that is looked for at the beginning of words alone


def certificate_record(row: Certificate) -> Record:
    """Return a row of Annex 1."""
    return {
        "number": row.number,
        "name": row.name,
        "issuer": row.issuer,
        "issuer_en": row.issuer_en,
        "title": row.title.name,
        "level": row.title.level.name,
        "series": row.series.name,
        "grades": list(row.grades.accepted) if row.grades else [],
        "aliases": list(row.aliases),
    }


def fitting_rows(data: Data, text: str) -> tuple[Certificate, ...]:
    """Return the rows that `text` may mean, the likeliest first: every word of it occurs in them."""
    words = [folded for word in checked("search", text).split() if (folded := fold(word))]
    fitting: dict[bool, list[Certificate]] = {True: [], False: []}
    for row in data.catalogue.certificates:
        texts = [fold(each) for each in _searchable(data, row)]
        if words and all(any(word in each for each in texts) for word in words):
            begins = all(any(each.startswith(word) for each in texts) for word in words)
            fitting[begins].append(row)
    if fitting[True] and all(len(word) <= _SHORT and word.isascii() for word in words):
        fitting[False] = []
    rows = (*_resolved(data, text), *fitting[True], *fitting[False])
    return tuple({row.number: row for row in rows}.values())


def _resolved(data: Data, text: str) -> Iterator[Certificate]:
    with suppress(FactError):  # 无 is no certificate, but a text that may be sought
        for identity in data.names.identify_all((text,)):
            if not identity.unread:
                yield from identity.rows


def _searchable(data: Data, row: Certificate) -> Iterator[str]:
    """Yield every text that leads to a row: its own, its issuer's, and those it shares."""
    yield from (str(row.number), row.name, row.issuer)
    if row.issuer_en:
        yield row.issuer_en
    yield from (*row.aliases, *row.general_aliases, *row.with_issuer, *row.job_titles, *row.body.names)
    for shared in data.catalogue.shared_names:
        if row in shared.certificates:
            yield from shared.names
    for unproven in data.catalogue.unproven_names:
        if row in unproven.certificates:
            yield from unproven.names


def committee_record(committee: Committee) -> Record:
    """Return a row of Annex 2."""
    return {
        "number": committee.number,
        "name": committee.name,
        "office": committee.office,
        "phones": list(committee.phones),
        "level": committee.level.name,
        "series": committee.series.name,
        "extent": committee.extent.text,
    }


def jurisdiction_records(data: Data, areas: Iterable[Area]) -> list[Record]:
    """Return one record an area: the committee's number for each series, and the bureau."""
    jurisdiction = data.jurisdiction
    several = len({committee.level.name for committee in jurisdiction.committees}) > 1
    records = []
    for area in areas:
        record: Record = {"area": area.name}
        for (level, series, name), office in jurisdiction.offices.items():
            if name == area.name and office.kind is Applies.COMMITTEE:
                record[f"{level} {series}" if several else series] = office.number
        record["bureau"] = area.bureau
        records.append(record)
    return records


def area_record(area: Area) -> Record:
    """Return an area with the names it is known by."""
    return {
        "name": area.name,
        "code": area.code,
        "pinyin": list(area.pinyin),
        "names": [area.short, *(text for words in area.words for text in words.texts)],
        "bureau": area.bureau,
    }


def reading_record(reading: Reading, language: Language) -> Record:
    """Return a reading with its reasons."""
    return {
        "id": reading.id,
        "title": reading.title.say(language),
        "quotes": [f"{quote.clause}“{quote.text}”" for quote in reading.quotes],
        "read": reading.read.say(language),
        "why": reading.why.say(language),
    }


def _years(data: Data, row: Certificate, language: Language) -> list[Record]:
    """Return, for each qualification, the least years with which it leads to the row's title."""
    tried = [(one, row.title.level.lightest(one)) for one in data.catalogue.qualifications]
    return [
        {
            "qualification": qualification.name.say(language),
            "years": best.years if best else None,
            "clause": best.passage.clause if best else None,
        }
        for qualification, best in tried
    ]


def office_record(office: Committee | Bureau) -> Record:
    """Return who takes applications."""
    return {
        "kind": office.kind.value,
        "number": office.number,
        "name": office.name,
        "office": office.office,
        "phones": list(office.phones),
    }


def row_record(data: Data, row: Certificate, language: Language) -> Record:
    """Return a row of Annex 1 in full, with all that hangs on it."""
    catalogue, level = data.catalogue, row.title.level
    shared = [name for each in catalogue.shared_names if row in each.certificates for name in each.names]
    return certificate_record(row) | {
        "general": row.general,
        "general_aliases": [*row.general_aliases, *shared],
        "issuer_names": list(row.body.names),
        "issuer_class": row.body.class_note.say(language) if row.body.class_note else None,
        "grade_words": row.grades.passage.text if row.grades else None,
        "notice": {
            "clause": f"{catalogue.notice.annex.clause} {row.number}",
            "conditions": [
                {"clause": passage.clause, "text": passage.text}
                for passage in (level.passage, *(condition.passage for condition in level.conditions))
            ],
        },
        "unproven_names": [
            {"names": list(each.names), "note": each.remark.text.say(language)}
            for each in catalogue.unproven_names
            if row in each.certificates and not each.with_issuer
        ],
        "near_misses": [
            {"names": list(near.names), "note": near.remark.text.say(language)}
            for near in catalogue.near_misses
            if row in near.near
        ],
        "years": _years(data, row, language),
        "offices": [
            {"area": area.name} | office_record(data.jurisdiction.office(row.title, row.series, area))
            for area in data.jurisdiction.areas
        ],
        "readings": [reading.id for reading in _readings(data, row)],
    }


def _readings(data: Data, row: Certificate) -> list[Reading]:
    """Return the readings that a verdict about `row` can lean on."""
    left_out = set()
    if not row.grades:
        left_out.add(Reliance.ACCEPTED_GRADE)
    if not row.body.class_note:
        left_out.add(Reliance.ISSUER_CLASS)
    if row.title.level.apply_to is Applies.BUREAU:
        left_out.add(Reliance.SERIES_BY_NAME)
    return [
        reading for reading in data.catalogue.readings if not reading.covers or set(reading.covers) - left_out
    ]
