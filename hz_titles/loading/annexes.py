"""Builds both annexes out of the data files.

A class of `hz_titles.notice` is the format of its part of a file: each field is read from the
key of its name, as its type says, and may be left out where it has a default. Whatever is
otherwise stands in the tables here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from itertools import product
from operator import attrgetter
from typing import Any, TypeVar

from .. import notice
from ..language import Phrase
from ..names.years import MOST_YEARS
from ..notice import (
    Applies,
    Bureau,
    Catalogue,
    Committee,
    Extent,
    Grades,
    Jurisdiction,
    Level,
    Passage,
    Reliance,
    Remark,
    Series,
    Wordings,
)
from .record import (
    REQUIRED,
    Choice,
    Day,
    Definitions,
    Kind,
    Many,
    Part,
    Record,
    Reference,
    Template,
    Text,
    Whole,
)
from .yaml_tree import Marked

T = TypeVar("T")

_OVERLAP = Phrase(
    "{level} {series} 在 {area} 同时由第 {numbers} 号评委会受理",
    "{level} {series} in {area} is served by committees {numbers} at once",
)
_GAP = Phrase(
    "{level} {series} 在 {area} 没有评委会受理", "{level} {series} in {area} is served by no committee"
)
_UNSERVED = Phrase("没有评委会受理系列“{series}”", "the series “{series}” is served by no committee")

_NO_GRADE = Phrase("“{text}”不是 order 中的等级", "“{text}” is not a grade of order")
_ONE_OF = Phrase("only 和 except 必须恰好有一个", "there must be either only or except")
_NOT_COMMITTEE = Phrase(
    "级别“{level}”不由评委会受理", "the level “{level}” is not applied for at a committee"
)


def made(record: Record, cls: type[T], **known: Any) -> T:
    """Build a thing; what is not `known` of it is read out of the record."""
    for name, key, kind, default in _fields(cls):  # type: ignore[arg-type]
        if name not in known:
            known[name] = kind(record) if callable(kind) else record.get(key, kind, default)
    return cls(**known)


@cache
def _fields(cls: Any) -> tuple[tuple[str, str, Any, Any], ...]:
    """Return each field with its key in the file, what stands there, and what it is without."""
    found = []
    defaults, top = cls.__init__.__kwdefaults__ or {}, cls in (Catalogue, Jurisdiction)
    for name, annotation in cls.__annotations__.items():
        if annotation.startswith(("ClassVar", "dict")):  # the same for all, or worked out later
            continue
        place = f"{cls.__name__}.{name}"
        kind = _TAKEN.get(place) or _KINDS.get(place) or _kind(annotation, top=top)
        found.append((name, _KEYS.get(place, name), kind, defaults.get(name, REQUIRED)))
    return tuple(found)


def _kind(annotation: str, *, top: bool) -> Kind:
    """Return what a field of some type must be: what has a name is defined at the top, referred to below."""
    many, name = re.findall(r"(tuple)?\W?(\w+)", annotation)[0]
    key = _IDS.get(name)
    if key and not top:
        one: Kind = Reference(name, int if key == "number" else str)
    else:
        one = _KINDS.get(name) or Part(partial(made, cls=_CLASSES[name]), name)
    if key and top and isinstance(one, Part):
        return Definitions(one, key)
    return Many(one) if many else one


def _phrase(record: Record) -> Phrase:
    return Phrase(record.get("zh", _TEXT), record.get("en", _TEXT))


def _heading(record: Record) -> Passage:
    return made(record, Passage, text=record.get("title", _TEXT))


def _names(record: Record) -> Wordings:
    return Wordings(texts=record.get("names", _TEXTS))


def _noted(record: Record) -> Wordings:
    return Wordings(texts=record.get("names", _TEXTS), remark=record.get("note", _REMARK))


def _read_as(record: Record) -> Wordings:
    remark = Remark(
        text=record.get("note", _KINDS["Phrase"]), reading=record.get("reading", Reference("Reading"))
    )
    return made(record, Wordings, texts=record.get("words", _TEXTS), remark=remark)


def _qualification_words(record: Record) -> tuple[Wordings, ...]:
    return Wordings(texts=record.get("words", _TEXTS)), *record.get("read_as", _READ_AS, ())


def _grades(record: Record) -> Grades:
    clause = record.get("clause", _TEXT, "")
    grades = made(record, Grades, passage=made(record, Passage, clause=clause))
    for key, grade in (("lowest", grades.lowest), *(("titles", each.grade) for each in grades.titles)):
        if grade and grade not in grades.order:
            record.fault(key, _NO_GRADE, text=grade)
    return grades


def _area_words(record: Record) -> tuple[Wordings, ...]:
    names = Wordings(texts=record.get("names", _TEXTS, ()))
    return names, *record.get("former", _NOTED, ()), *record.get("noted_names", _NOTED, ())


def _extent(record: Record) -> Extent:
    if record.has("only") == record.has("except"):
        record.fault(None, _ONE_OF)
    return made(record, Extent)


def _committee(record: Record) -> Committee:
    committee = made(record, Committee)
    if committee.level and committee.level.apply_to is not Applies.COMMITTEE:
        record.fault("level", _NOT_COMMITTEE, level=committee.level.name)
    return committee


_CLASSES: dict[str, Any] = vars(notice)
_TEXT = Text()
_TEXTS = Many(_TEXT)
_REMARK = Part(partial(made, cls=Remark), "Remark")
_NOTED = Many(Part(_noted, "noted_names"))
_READ_AS = Many(Part(_read_as, "read_as"))

_IDS = {
    **dict.fromkeys(("Reading", "Qualification", "Body"), "id"),
    **dict.fromkeys(("Level", "Title", "Series", "Area", "Committee"), "name"),
    "Certificate": "number",
}
"""By which field a thing is referred to."""

_TAKEN: dict[str, Callable[[Record], Any]] = {
    "Remark.text": _phrase,
    **dict.fromkeys(("Level.passage", "Condition.passage"), partial(made, cls=Passage)),
    **dict.fromkeys(("Level.rank", "Qualification.rank"), attrgetter("index")),
    "Qualification.words": _qualification_words,
    "Area.words": _area_words,
}
"""What is taken out of the same record, not from under a key of its own."""

_KINDS: dict[str, Kind] = {
    "Remark": _REMARK,
    "str": _TEXT,
    "int": Whole(1, 9999),
    "bool": Kind(),
    "Texts": _TEXTS,
    "Applies": Choice(Applies),
    "Reliance": Choice(Reliance),
    "Wordings": Part(_names, "names"),
    "Notice.annex": Part(_heading, "heading"),
    "Notice.issued": Day(),
    **dict.fromkeys(("Reading.id", "Qualification.id", "Body.id"), Text("[a-z0-9][a-z0-9-]*")),
    "Condition.years": Whole(0, MOST_YEARS),
    **dict.fromkeys(("Members.forms", "Members.places"), Many(Template("{name}"))),
    "Body.near_misses": _NOTED,
    **dict.fromkeys(("Grades.words", "Grades.names"), Many(Template("{grade}"))),
    "Vocabulary.traditional": Text(r"\S\S( \S\S)*"),
    "Jurisdiction.annex": Part(_heading, "heading"),
    "Jurisdiction.phone_area_code": Text("0[0-9]{2,3}"),
    "Area.code": Text("[0-9]{6}"),
    "Committee.phones": Many(Text("[0-9]{7,8}")),
}
"""What stands under a field, or under fields of a type, where the type does not say it all."""
for _build in (_phrase, _grades, _extent, _committee):
    _name = _build.__name__[1:].capitalize()
    _KINDS[_name] = Part(_build, _name)

_KEYS = {
    "Refused.texts": "words",
    "Refused.remark": "why",
    "Condition.translation": "text_en",
    "Body.class_note": "class",
    "SharedName.certificates": "rows",
    "UnprovenName.certificates": "rows",
    "UnprovenName.remark": "note",
    "NearMiss.remark": "note",
    "FormerArea.remark": "note",
    "Area.remark": "note",
    "Committee.extent": "area",
    "Extent.excluded": "except",
    "Catalogue.vocabulary": "words",
    "Jurisdiction.place_words": "places",
}
"""Under which key a field stands that is called otherwise here."""

CATALOGUE_FILE = Part(partial(made, cls=Catalogue))
COMMITTEES_FILE = Part(partial(made, cls=Jurisdiction))


def assign_offices(marked: Marked, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
    """Find exactly one office for every level, series and area, or note a fault."""
    sitting: dict[tuple[Level, Series], list[Committee]] = {}
    for committee in jurisdiction.committees:
        sitting.setdefault((committee.level, committee.series), []).append(committee)
    for one in catalogue.series:
        if one not in {series for _, series in sitting}:
            marked.fault(("committees",), _UNSERVED, series=one.name)
    wanted = dict.fromkeys((*sitting, *((row.title.level, row.series) for row in catalogue.certificates)))
    for (level, series), area in product(wanted, jurisdiction.areas):
        key = level.name, series.name, area.name
        serving = [each for each in sitting.get((level, series), ()) if each.extent.covers(area)]
        if level.apply_to is Applies.BUREAU:
            jurisdiction.offices[key] = Bureau(name=area.bureau)
        elif len(serving) == 1:
            jurisdiction.offices[key] = serving[0]
        else:
            names = dict(zip(("level", "series", "area"), key, strict=True))
            numbers = tuple(each.number for each in serving)
            where = ("committees", numbers[1] - 1, "area") if numbers else ("committees",)
            marked.fault(where, _OVERLAP if numbers else _GAP, numbers=numbers, **names)
