"""The catalogue, the committees, the areas and the readings as flat records for lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from ..checking import check
from ..errors import FactError
from ..language import Language
from ..loading import Data
from ..names.text import checked, fold
from ..notice import Applies, Area, Bureau, Certificate, Committee, Reading, Reliance
from ..rules.applicant import Facts

Record = dict[str, Any]
_SHORT = 3  # The most letters of a text that is looked for at the beginning of words alone


PROSPECT_KEYS = ("status", "eligible_from", "needs", "apply_to", "office", "phones")
"""What a row gains by the facts of a person; the values are those of a verdict's JSON."""


def _attributes(one: object, names: str) -> Record:
    """Return attributes of a thing by their names, tuples as lists."""
    values = {name: getattr(one, name) for name in names.split()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def certificate_record(row: Certificate) -> Record:
    """Return a row of Annex 1."""
    return {
        **_attributes(row, "number name issuer issuer_en"),
        "title": row.title.name,
        "level": row.title.level.name,
        "series": row.series.name,
        "grades": list(row.grades.accepted) if row.grades else [],
        "aliases": list(row.aliases),
    }


def prospect_record(data: Data, row: Certificate, facts: Facts, as_of: date) -> Record:
    """Return what `row` would give the person of `facts`, whatever certificate these name."""
    grade = facts.grade if row.grades else None
    verdict = check(data, replace(facts, cert=str(row.number), issuer=None, grade=grade), as_of)
    office = verdict.office
    values = (
        verdict.status.value,
        verdict.eligible_from.isoformat() if verdict.eligible_from else None,
        [need.value for need in verdict.needs],
        *((office.name, office.office, list(office.phones)) if office else (None, None, [])),
    )
    return dict(zip(PROSPECT_KEYS, values, strict=True))


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


def office_record(office: Committee | Bureau) -> Record:
    """Return who takes applications."""
    return {"kind": office.kind.value, **_attributes(office, "number name office phones")}


def committee_record(committee: Committee) -> Record:
    """Return a row of Annex 2."""
    return {
        **_attributes(committee, "number name office phones"),
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
        for level, series in dict.fromkeys((each.level, each.series) for each in jurisdiction.committees):
            (committee,) = jurisdiction.serving(level, series, area)
            record[f"{level.name} {series.name}" if several else series.name] = committee.number
        record["bureau"] = area.bureau
        records.append(record)
    return records


def area_record(area: Area) -> Record:
    """Return an area with the names it is known by."""
    names = [area.short, *(text for words in area.words for text in words.texts)]
    return {**_attributes(area, "name code pinyin"), "names": names, "bureau": area.bureau}


def reading_record(reading: Reading, language: Language) -> Record:
    """Return a reading with its reasons."""
    return {
        "id": reading.id,
        "title": reading.title.say(language),
        "quotes": [f"{quote.clause}“{quote.text}”" for quote in reading.quotes],
        "read": reading.read.say(language),
        "why": reading.why.say(language),
    }


def _years(data: Data, row: Certificate, language: Language) -> Iterator[Record]:
    """Yield, for each qualification, the least years with which it leads to the row's title."""
    for qualification in data.catalogue.qualifications:
        best = row.title.level.lightest(qualification)
        years, clause = (best.years, best.passage.clause) if best else (None, None)
        yield {"qualification": qualification.name.say(language), "years": years, "clause": clause}


def row_record(data: Data, row: Certificate, language: Language) -> Record:
    """Return a row of Annex 1 in full, with all that hangs on it."""
    catalogue, level = data.catalogue, row.title.level
    passages = (level.passage, *(condition.passage for condition in level.conditions))
    shared = [name for each in catalogue.shared_names if row in each.certificates for name in each.names]
    return certificate_record(row) | {
        "general": row.general,
        "general_aliases": [*row.general_aliases, *shared],
        "issuer_names": list(row.body.names),
        "issuer_class": row.body.class_note.say(language) if row.body.class_note else None,
        "grade_words": row.grades.passage.text if row.grades else None,
        "notice": {
            "clause": f"{catalogue.notice.annex.clause} {row.number}",
            "conditions": [_attributes(passage, "clause text") for passage in passages],
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
        "years": list(_years(data, row, language)),
        "offices": [
            {"area": area.name} | office_record(data.jurisdiction.office(row.title, row.series, area))
            for area in data.jurisdiction.areas
        ],
        "readings": [reading.id for reading in _readings(data, row)],
    }


def _readings(data: Data, row: Certificate) -> Iterator[Reading]:
    """Yield the readings that a verdict about `row` can lean on."""
    left_out = {
        Reliance.ACCEPTED_GRADE: not row.grades,
        Reliance.ISSUER_CLASS: not row.body.class_note,
        Reliance.SERIES_BY_NAME: row.title.level.apply_to is Applies.BUREAU,
    }
    for reading in data.catalogue.readings:
        if not reading.covers or not all(left_out.get(reliance) for reliance in reading.covers):
            yield reading
