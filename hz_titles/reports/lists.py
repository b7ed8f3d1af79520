"""The catalogue, the committees, the areas, the readings and the whole decision as flat records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import product
from operator import attrgetter
from typing import Any

from ..errors import FactError
from ..language import Language
from ..loading import Data
from ..names.index import Sense, row_names
from ..names.text import checked, fold
from ..notice import Applies, Area, Bureau, Certificate, Committee, NearMiss, Reading, Reliance, UnprovenName
from ..rules.applicant import Facts, read_applicant
from ..rules.engine import decide

Record = dict[str, Any]
# The columns of `decision_table`, in order. They are public: scripts join on them.
TABLE_COLUMNS = (
    *("number", "certificate", "issuer", "issuer_en", "grade", "degree", "area", "title", "level", "series"),
    *("least_years", "clause", "kind", "committee", "apply_to", "office", "phones", "area_code"),
)
# What a row gains by the facts of a person; the values are those of a verdict's JSON.
PROSPECT_KEYS = ("status", "eligible_from", "needs", "apply_to", "office", "phones")
_SHORT = 3  # the most letters of a text that is looked for at the beginning of words alone


def _record(one: object, ways: str) -> Record:
    """Return values of a thing by the ways to them, tuples as lists; a name goes by whose it is."""
    values = {way.removesuffix(".name").rpartition(".")[2]: attrgetter(way)(one) for way in ways.split()}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def certificate_record(row: Certificate) -> Record:
    """Return a row of Annex 1."""
    printed = _record(row, "number name issuer issuer_en title.name title.level.name series.name")
    grades = list(row.grades.accepted) if row.grades else []
    return printed | {"grades": grades, "aliases": list(row.aliases)}


def prospect_record(data: Data, row: Certificate, facts: Facts, as_of: date) -> Record:
    """Return what `row` would give the person of `facts`, whatever certificate these name."""
    grade = facts.grade if row.grades else None
    facts = replace(facts, cert=str(row.number), issuer=None, grade=grade)
    verdict = decide(data.catalogue, data.jurisdiction, read_applicant(data.names, facts, as_of))
    office, day = verdict.office, verdict.eligible_from
    needs = [need.value for need in verdict.needs]
    where = (office.name, office.office, list(office.phones)) if office else (None, None, [])
    values = verdict.status.value, day.isoformat() if day else None, needs, *where
    return dict(zip(PROSPECT_KEYS, values, strict=True))


def fitting_rows(data: Data, text: str) -> tuple[Certificate, ...]:
    """Return the rows that `text` may mean, the likeliest first: every word of it occurs in them."""
    words = [folded for word in checked("search", text).split() if (folded := fold(word))]
    rows: list[Certificate] = []
    with suppress(FactError):  # 无 is no certificate, but a text that may be sought
        for identity in data.names.identify_all((text,)):
            rows += identity.rows if not identity.unread else ()
    wordings: dict[Certificate, list[str]] = {}
    for _, wording, meaning in row_names(data.catalogue):
        for row in meaning.rows if meaning.sense is not Sense.OWN_WORD else ():
            wordings.setdefault(row, []).append(wording)
    begun: list[Certificate] = []
    within: list[Certificate] = []
    for row, texts in wordings.items():
        own = (str(row.number), row.issuer, row.issuer_en or "", *row.body.names)
        folds = list(map(fold, (*texts, *own)))
        if all(any(each.startswith(word) for each in folds) for word in words):
            begun.append(row)
        elif all(any(word in each for each in folds) for word in words):
            within.append(row)
    short = all(len(word) <= _SHORT and word.isascii() for word in words)
    every = (*rows, *begun, *(() if begun and short else within)) if words else rows
    return tuple(dict.fromkeys(every))


def office_record(office: Committee | Bureau) -> Record:
    """Return who takes applications."""
    return {"kind": office.kind.value} | _record(office, "number name office phones")


def committee_record(committee: Committee) -> Record:
    """Return a row of Annex 2."""
    told = _record(committee, "number name office phones level.name series.name")
    return told | {"extent": committee.extent.text}


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
        records.append(record | {"bureau": area.bureau})
    return records


def area_record(area: Area) -> Record:
    """Return an area with the names it is known by."""
    names = [area.short, *(text for words in area.words for text in words.texts)]
    return _record(area, "name code pinyin") | {"names": names, "bureau": area.bureau}


def reading_record(reading: Reading, language: Language) -> Record:
    """Return a reading with its reasons."""
    return {
        "id": reading.id,
        "title": reading.title.say(language),
        "quotes": [f"{quote.clause}“{quote.text}”" for quote in reading.quotes],
        "read": reading.read.say(language),
        "why": reading.why.say(language),
    }


def row_record(data: Data, row: Certificate, language: Language) -> Record:
    """Return a row of Annex 1 in full, with all that hangs on it."""
    catalogue, level, note = data.catalogue, row.title.level, row.body.class_note
    passages = (level.passage, *(condition.passage for condition in level.conditions))
    shared = [name for each in catalogue.shared_names if row in each.rows for name in each.names]
    unproven = (each for each in catalogue.unproven_names if row in each.rows and not each.with_issuer)
    near = (each for each in catalogue.near_misses if row in each.near)
    not_leant_on = {
        Reliance.ACCEPTED_GRADE: not row.grades,
        Reliance.ISSUER_CLASS: not note,
        Reliance.SERIES_BY_NAME: level.apply_to is Applies.BUREAU,
    }

    def noted(every: Iterable[UnprovenName | NearMiss]) -> list[Record]:
        return [{"names": list(each.names), "note": each.remark.text.say(language)} for each in every]

    return certificate_record(row) | {
        "general": row.general,
        "general_aliases": [*row.general_aliases, *shared],
        "issuer_names": list(row.body.names),
        "issuer_class": note.say(language) if note else None,
        "grade_words": row.grades.passage.text if row.grades else None,
        "notice": {
            "clause": f"{catalogue.notice.annex.clause} {row.number}",
            "conditions": [_record(passage, "clause text") for passage in passages],
        },
        "unproven_names": noted(unproven),
        "near_misses": noted(near),
        "years": [
            {"qualification": one.name.say(language), "years": None, "clause": None}
            | (_record(best, "years passage.clause") if (best := level.lightest(one)) else {})
            for one in catalogue.qualifications
        ],
        "offices": [
            {"area": area.name} | office_record(data.jurisdiction.office(row.title, row.series, area))
            for area in data.jurisdiction.areas
        ],
        "readings": [
            reading.id
            for reading in catalogue.readings
            if not reading.covers or not all(map(not_leant_on.get, reading.covers))
        ],
    }


def decision_table(data: Data) -> Iterator[Record]:
    """Yield the whole decision: yes where the years reach `least_years`, never where it is None."""
    for row in data.catalogue.certificates:
        printed = row.number, row.name, row.issuer, row.issuer_en
        title = row.title.name, row.title.level.name, row.series.name
        for grade, degree in product(row.grade_choices, data.catalogue.qualifications):
            condition = row.title.level.lightest(degree) if row.accepts(grade) else None
            least = (condition.years, condition.passage.clause) if condition else (None, None)
            for area in data.jurisdiction.areas:
                at = data.jurisdiction.office(row.title, row.series, area)
                office = at.kind.value, at.number, at.name, at.office, list(at.phones)
                values = *printed, grade, degree.id, area.name, *title, *least, *office
                yield dict(zip(TABLE_COLUMNS, (*values, data.jurisdiction.phone_area_code), strict=True))
