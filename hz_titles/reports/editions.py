"""Two editions of the data: what changed in the files, and what that means for applicants.

Rows are told apart by name and issuer, then by number; areas, series and bodies by what
they are called. The order in which anything stands in the files makes no difference, save
where it means something: qualifications, levels and grades.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from ..language import Phrase
from ..loading import Data
from ..notice.annex1 import Certificate, Level, Wordings

V = TypeVar("V", bound=Hashable)


class Happened(Enum):
    """What became of a thing from the old data to the new."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs between the files.

    Attributes:
        about: what kind of thing: certificate, committee, reading …
        item: which one.
        field: which of its fields; None where the whole thing came or went.
    """

    about: str
    item: str
    field: str | None
    happened: Happened
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a certificate and a qualification lead to; `least_years` is None where to nothing."""

    title: str
    level: str
    series: str
    least_years: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where to apply; `area_code` is None where no telephone is given."""

    kind: str
    name: str
    office: str | None
    phones: tuple[str, ...]
    area_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A certificate as a person holds it; the grade is None where it has none."""

    name: str
    issuer: str
    grade: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """Applicants who get another verdict, wherever they work: all of `holdings` × `degrees`."""

    holdings: tuple[Holding, ...]
    degrees: tuple[str, ...]
    before: Outcome | None
    after: Outcome | None

    def years(self) -> Iterator[tuple[int, int | None, bool, bool]]:
        """Yield each range of years in which yes and no change: from, below, before, after."""
        old = self.before.least_years if self.before else None
        new = self.after.least_years if self.after else None
        if old == new:
            return
        if old is None or new is None:
            yield (old if new is None else new) or 0, None, new is None, old is None
        else:
            yield min(old, new), max(old, new), old < new, new < old


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeChange:
    """Applicants who apply elsewhere: all of `holdings` × `areas`."""

    holdings: tuple[Holding, ...]
    areas: tuple[str, ...]
    before: Where | None
    after: Where | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that differs; three times nothing where both mean the same."""

    changes: tuple[Change, ...]
    verdicts: tuple[VerdictChange, ...]
    offices: tuple[OfficeChange, ...]


def compare(old: Data, new: Data) -> Comparison:
    """Return what changed from `old` to `new`, and for whom."""
    labels = _labels(old, new)
    return Comparison(
        changes=tuple(_changes(facts_of(old, labels[0]), facts_of(new, labels[1]))),
        verdicts=tuple(_verdicts(old, new, labels)),
        offices=tuple(_offices(old, new, labels)),
    )


# Which row is which

Label = tuple[str, str]
"""A row by its name and issuer, those of the new data where it is in both."""
Labels = dict[int, Label]


def _labels(old: Data, new: Data) -> tuple[Labels, Labels]:
    """Label the rows of both by number, so that one row has one label."""
    before = {row.number: (row.name, row.issuer) for row in old.catalogue.certificates}
    after = {row.number: (row.name, row.issuer) for row in new.catalogue.certificates}
    both = set(before.values()) & set(after.values())
    for number, label in before.items():
        if label not in both and number in after and after[number] not in both:
            before[number] = after[number]
    return before, after


# The files as flat facts

Key = tuple[str, str, str]
Value = str | frozenset[str]


def facts_of(data: Data, labels: Labels | None = None) -> dict[Key, Value]:
    """Return everything that the files say, each under what it is about, the item and its field."""
    labels = labels or {row.number: (row.name, row.issuer) for row in data.catalogue.certificates}
    facts: dict[Key, Value] = {}
    for about, item, fields in (*_annex_1(data, labels), *_names(data, labels), *_annex_2(data)):
        for field, value in {"": item, **fields}.items():
            if value is None:
                continue
            plain = value if isinstance(value, str) else frozenset(value)
            known = facts.get((about, item, field))
            if isinstance(known, frozenset) and isinstance(plain, frozenset):
                plain |= known
            facts[about, item, field] = plain
    return facts


Fields = Mapping[str, str | Collection[str] | None]


def _annex_1(data: Data, labels: Labels) -> Iterator[tuple[str, str, Fields]]:
    catalogue = data.catalogue
    notice = catalogue.notice
    yield (
        "notice",
        notice.number,
        {"title": notice.title, "issuer": notice.issuer, "issued": notice.issued}
        | {passage.clause: passage.text for passage in (notice.annex, notice.text, *notice.passages)},
    )
    for level, lower in zip(catalogue.levels, (None, *catalogue.levels), strict=False):
        yield (
            "level",
            level.name,
            {
                "gloss": level.gloss,
                "text": f"{level.passage.clause} {level.passage.text}",
                "apply_to": level.apply_to.value,
                "above": lower.name if lower else None,
            },
        )
        yield from _conditions(level)
    for title in catalogue.titles:
        yield "title", title.name, {"gloss": title.gloss, "level": title.level.name}
    for series in catalogue.series:
        yield "series", series.name, {"gloss": series.gloss, "words": series.words}
    for one, below in zip(catalogue.qualifications, (None, *catalogue.qualifications), strict=False):
        fields = {
            "name": _both(one.name),
            "above": below.id if below else None,
            "words": [text for words in one.words for text in _noted(words)],
        }
        yield "qualification", one.id, fields
    refused = [text for words in catalogue.refused_qualifications for text in _noted(words)]
    yield "qualification", "refused", {"words": refused}
    for row in catalogue.certificates:
        yield "certificate", _spelled(labels[row.number]), _row(row)
    for reading in catalogue.readings:
        yield (
            "reading",
            reading.id,
            {
                "title": _both(reading.title),
                "covers": [reliance.value for reliance in reading.covers],
                "quotes": [f"{quote.clause} {quote.text}" for quote in reading.quotes],
                "read": _both(reading.read),
                "why": _both(reading.why),
            },
        )


def _conditions(level: Level) -> Iterator[tuple[str, str, Fields]]:
    for condition in level.conditions:
        fields = {
            "years": str(condition.years),
            "text": f"{condition.passage.clause} {condition.passage.text}",
            "translation": condition.translation or "",
        }
        yield "condition", f"{level.name} {condition.qualification.id}", fields


def _row(row: Certificate) -> Fields:
    grades = row.grades
    return {
        "number": str(row.number),
        "name": row.name,
        "issuer": row.issuer,
        "issuer_en": row.issuer_en,
        "body": row.body.id,
        "title": row.title.name,
        "series": row.series.name,
        "general": str(row.general).lower(),
        "aliases": row.aliases,
        "general_aliases": row.general_aliases,
        "with_issuer": row.with_issuer,
        "grades": " ".join(grades.order) if grades else None,
        "lowest_grade": f"{grades.lowest} ({grades.passage.text})" if grades else None,
        "grade_words": grades.words if grades else (),
        "grade_names": grades.names if grades else (),
    }


def _names(data: Data, labels: Labels) -> Iterator[tuple[str, str, Fields]]:
    catalogue = data.catalogue
    for body in catalogue.bodies:
        yield (
            "body",
            body.id,
            {
                "names": body.names,
                "class": _both(body.class_note) if body.class_note else None,
                "open": str(body.open).lower(),
                "members": [text for members in body.members for text in members.texts],
                "near_misses": [text for words in body.near_misses for text in _noted(words)],
            },
        )
    yield "certificate", "*", {"certificate_words": catalogue.certificate_words}
    for shared in catalogue.shared_names:
        how = f"general={str(shared.general).lower()} with_issuer={str(shared.with_issuer).lower()}"
        for name in shared.names:
            yield "shared name", name, {"rows": _rows(shared.certificates, labels), "how": [how]}
    for unproven in catalogue.unproven_names:
        how = f"with_issuer={str(unproven.with_issuer).lower()}"
        note = _both(unproven.remark.text)
        for name in unproven.names:
            rows = _rows(unproven.certificates, labels)
            yield "unproven name", name, {"rows": rows, "how": [how], "note": [note]}
    for near in catalogue.near_misses:
        for name in near.names:
            yield "near miss", name, {"near": _rows(near.near, labels), "note": _both(near.remark.text)}


def _annex_2(data: Data) -> Iterator[tuple[str, str, Fields]]:
    jurisdiction = data.jurisdiction
    yield (
        "city",
        jurisdiction.city,
        {
            "annex": f"{jurisdiction.annex.clause} {jurisdiction.annex.text}",
            "phone_area_code": jurisdiction.phone_area_code,
            "prefixes": jurisdiction.prefixes,
            "suffixes": jurisdiction.suffixes,
        },
    )
    for committee in jurisdiction.committees:
        yield (
            "committee",
            committee.name,
            {
                "number": str(committee.number),
                "office": committee.office,
                "phones": committee.phones,
                "level": committee.level.name,
                "series": committee.series.name,
                "extent": committee.extent.text,
                "serves": [area.name for area in jurisdiction.areas if committee.extent.covers(area)],
            },
        )
    for area in jurisdiction.areas:
        yield (
            "area",
            area.name,
            {
                "short": area.short,
                "code": area.code,
                "bureau": area.bureau,
                "pinyin": area.pinyin,
                "names": [text for words in area.words for text in _noted(words)],
                "note": _both(area.remark.text) if area.remark else None,
            },
        )
    for former in jurisdiction.former_areas:
        for name in former.names:
            fields = {"areas": [area.name for area in former.areas], "note": _both(former.remark.text)}
            yield "former area", name, fields


def _both(phrase: Phrase) -> str:
    return f"{phrase.zh} / {phrase.en}"


def _noted(words: Wordings) -> Iterator[str]:
    for text in words.texts:
        yield f"{text} ({_both(words.remark.text)})" if words.remark else text


def _rows(rows: Iterable[Certificate], labels: Labels) -> list[str]:
    return [_spelled(labels[row.number]) for row in rows]


def _spelled(label: Label) -> str:
    return " — ".join(label)


def _changes(old: Mapping[Key, Value], new: Mapping[Key, Value]) -> Iterator[Change]:
    """Yield what differs, in the order of the keys: whole items, single values of lists, texts."""
    for key in sorted(new.keys() | old.keys()):
        about, item, field = key
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if not field:
            happened = Happened.CAME if before is None else Happened.WENT
            yield Change(about=about, item=item, field=None, happened=happened)
        elif (about, item, "") not in old or (about, item, "") not in new:
            continue  # the item itself came or went
        elif isinstance(before, frozenset) or isinstance(after, frozenset):
            for value in sorted(_set(before) ^ _set(after)):
                went = value in _set(before)
                yield Change(
                    about=about,
                    item=item,
                    field=field,
                    happened=Happened.WENT if went else Happened.CAME,
                    before=value if went else None,
                    after=None if went else value,
                )
        else:
            happened = (
                Happened.CAME if before is None else Happened.WENT if after is None else Happened.CHANGED
            )
            yield Change(
                about=about,
                item=item,
                field=field,
                happened=happened,
                before=None if before is None else str(before),
                after=None if after is None else str(after),
            )


def _set(value: Value | None) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


# What it means

Point = tuple[Holding, str]


def _verdicts(old: Data, new: Data, labels: tuple[Labels, Labels]) -> Iterator[VerdictChange]:
    before, after = _outcomes(old, labels[0]), _outcomes(new, labels[1])
    for (was, now), holdings, degrees in _grouped(before, after):
        yield VerdictChange(holdings=holdings, degrees=degrees, before=was, after=now)


def _outcomes(data: Data, labels: Labels) -> dict[Point, Outcome]:
    outcomes = {}
    for row in data.catalogue.certificates:
        for grade in row.grade_choices:
            for one in data.catalogue.qualifications:
                condition = row.lightest(grade, one)
                outcomes[_held(labels[row.number], grade), one.id] = Outcome(
                    title=row.title.name,
                    level=row.title.level.name,
                    series=row.series.name,
                    least_years=condition.years if condition else None,
                )
    return outcomes


def _offices(old: Data, new: Data, labels: tuple[Labels, Labels]) -> Iterator[OfficeChange]:
    before, after = _places(old, labels[0]), _places(new, labels[1])
    for (was, now), holdings, areas in _grouped(before, after):
        yield OfficeChange(holdings=holdings, areas=areas, before=was, after=now)


def _places(data: Data, labels: Labels) -> dict[Point, Where]:
    jurisdiction = data.jurisdiction
    places = {}
    for row in data.catalogue.certificates:
        for area in jurisdiction.areas:
            office = jurisdiction.office(row.title, row.series, area)
            places[_held(labels[row.number], None), area.name] = Where(
                kind=office.kind.value,
                name=office.name,
                office=office.office,
                phones=tuple(sorted(office.phones)),
                area_code=jurisdiction.phone_area_code if office.phones else None,
            )
    return places


def _held(label: Label, grade: str | None) -> Holding:
    name, issuer = label
    return Holding(name=name, issuer=issuer, grade=grade)


def _grouped(
    before: Mapping[Point, V], after: Mapping[Point, V]
) -> Iterator[tuple[tuple[V | None, V | None], tuple[Holding, ...], tuple[str, ...]]]:
    """Gather the points that change alike into blocks: all of some holdings × all of some others."""
    order: dict[Hashable, int] = {}
    for point in (*after, *before):
        for part in point:
            order.setdefault(part, len(order))
    alike: dict[tuple[V | None, V | None], dict[Holding, list[str]]] = {}
    for point in {**after, **before}:
        pair = before.get(point), after.get(point)
        if pair[0] != pair[1]:
            alike.setdefault(pair, {}).setdefault(point[0], []).append(point[1])
    for pair, by_holding in alike.items():
        blocks: dict[tuple[str, ...], list[Holding]] = {}
        for holding, others in by_holding.items():
            blocks.setdefault(tuple(sorted(others, key=order.__getitem__)), []).append(holding)
        for block, holdings in blocks.items():
            yield pair, tuple(holdings), block
