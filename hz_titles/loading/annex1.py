"""Builds `hz_titles.notice.annex1.Catalogue` out of ``catalogue.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..language import Phrase
from ..names.years import MOST_YEARS
from ..notice.annex1 import (
    Applies,
    Body,
    BodyWords,
    Catalogue,
    Certificate,
    Condition,
    Grades,
    GradeTitles,
    Level,
    Members,
    NearMiss,
    Notice,
    Qualification,
    Refused,
    Remark,
    Series,
    SharedName,
    Title,
    UnprovenName,
    Wordings,
)
from ..notice.readings import Passage, Reading, Reliance
from ..notice.words import QualificationWords, Vocabulary
from .record import Record, bilingual

T = TypeVar("T")

_TWICE = Phrase("“{name}”重复定义", "“{name}” is defined twice")
_ORDER = Phrase(
    "序号应从 1 起连续，此处应为 {expected}", "numbers must run from 1 without a gap; expected {expected}"
)
_NO_GRADE = Phrase("“{text}”不是 order 中的等级", "“{text}” is not a grade of order")


def keyed(record: Record, key: str, items: Iterable[T], name: Callable[[T], str]) -> dict[str, T]:
    """Return `items` by their names, with a fault for each name that stands twice."""
    by_name: dict[str, T] = {}
    for index, item in enumerate(items):
        if name(item) in by_name:
            record.marked.fault((*record.path, key, index), _TWICE, name=name(item))
        by_name.setdefault(name(item), item)
    return by_name


def ordered(record: Record, key: str, numbers: Iterable[int]) -> None:
    """Fault the first of `numbers` that breaks the run 1, 2, 3 …"""
    for index, number in enumerate(numbers):
        if number != index + 1:
            record.marked.fault((*record.path, key, index, "number"), _ORDER, expected=index + 1)
            return


def build_catalogue(record: Record) -> Catalogue:
    """Build Annex 1 out of the whole file; faults are noted in its tree."""
    notice = record.record("notice", _notice)
    readings = record.records("readings", _reading)
    by_id = keyed(record, "readings", readings, lambda reading: reading.id)

    qualifications = record.records("qualifications", lambda row: _qualification(row, by_id))
    by_qualification = keyed(record, "qualifications", qualifications, lambda qualification: qualification.id)
    words = record.record("qualification_words", _qualification_words)
    refused = record.records("refused_qualifications", _refused, required=False)

    levels = record.records("levels", lambda row: _level(row, by_qualification))
    by_level = keyed(record, "levels", levels, lambda level: level.name)
    titles = record.records("titles", lambda row: _title(row, by_level))
    by_title = keyed(record, "titles", titles, lambda title: title.name)
    series = record.records("series", _series)
    by_series = keyed(record, "series", series, lambda one: one.name)
    bodies = record.records("bodies", _body)
    by_body = keyed(record, "bodies", bodies, lambda body: body.id)

    certificates = record.records("certificates", lambda row: _certificate(row, by_body, by_title, by_series))
    ordered(record, "certificates", (certificate.number for certificate in certificates))
    by_number = {certificate.number: certificate for certificate in certificates}

    catalogue = Catalogue(
        notice=notice,  # type: ignore[arg-type]  # None only beside a noted fault
        readings=readings,
        qualifications=qualifications,
        qualification_words=words,  # type: ignore[arg-type]  # as above
        refused_qualifications=refused,
        levels=levels,
        titles=titles,
        series=series,
        bodies=bodies,
        certificates=certificates,
        vocabulary=record.record("words", _vocabulary),  # type: ignore[arg-type]  # as above
        body_words=record.records("body_words", lambda row: _body_words(row, by_body), required=False),
        shared_names=record.records("shared_names", lambda row: _shared_name(row, by_number), required=False),
        unproven_names=record.records(
            "unproven_names", lambda row: _unproven_name(row, by_number), required=False
        ),
        near_misses=record.records("near_misses", lambda row: _near_miss(row, by_number), required=False),
        other_certificates=record.records("other_certificates", _others, required=False),
        other_bodies=record.records("other_bodies", _others, required=False),
    )
    record.close()
    return catalogue


def _passage(record: Record) -> Passage:
    return Passage(clause=record.text("clause"), text=record.text("text"))


def titled_passage(record: Record) -> Passage:
    """Build a passage whose words are a heading."""
    return Passage(clause=record.text("clause"), text=record.text("title"))


def _notice(record: Record) -> Notice:
    nothing = Passage(clause="", text="")
    return Notice(
        number=record.text("number"),
        title=record.text("title"),
        issuer=record.text("issuer"),
        issued=record.day("issued"),
        annex=record.record("annex", titled_passage) or nothing,
        text=record.record("text", _passage) or nothing,
        passages=record.records("passages", _passage, required=False),
    )


def _reading(record: Record) -> Reading:
    return Reading(
        id=record.text("id", form="[a-z][a-z-]*"),
        covers=record.choices("covers", {reliance.value: reliance for reliance in Reliance}),
        title=record.phrase("title"),
        quotes=record.records("quotes", _passage),
        read=record.phrase("read"),
        why=record.phrase("why"),
    )


def remark(record: Record, readings: dict[str, Reading]) -> Remark:
    """Build a remark that stands in both languages in this very mapping and cites a reading."""
    return Remark(text=bilingual(record), reading=record.reference("reading", readings))


def _noted(record: Record) -> Remark:
    return Remark(text=record.phrase("note"))


def noted_names(record: Record) -> Wordings:
    """Build names that need a note."""
    return Wordings(texts=record.texts("names", required=True), remark=_noted(record))


def _qualification(record: Record, readings: dict[str, Reading]) -> Qualification:
    return Qualification(
        id=record.text("id", form="[a-z][a-z-]*"),
        rank=record.index,
        short=record.text("short"),
        name=record.phrase("name"),
        words=(
            Wordings(texts=record.texts("words", required=True)),
            *record.records("read_as", lambda row: _read_as(row, readings), required=False),
        ),
        alone=record.texts("alone"),
    )


def _read_as(record: Record, readings: dict[str, Reading]) -> Wordings:
    words = record.texts("words", required=True)
    reading = record.reference("reading", readings)
    return Wordings(
        texts=words,
        remark=Remark(text=record.phrase("note"), reading=reading),
        at_least=record.flag("at_least", default=False),
    )


def _qualification_words(record: Record) -> QualificationWords:
    lists = {key: record.texts(key) for key in ("neutral", "fields", "before", "behind", "open", "lower")}
    return QualificationWords(never=record.text("never"), **lists)


def _refused(record: Record) -> Refused:
    return Refused(
        texts=record.texts("words", required=True),
        remark=Remark(text=record.phrase("why")),
        unless=record.texts("unless"),
    )


def _level(record: Record, qualifications: dict[str, Qualification]) -> Level:
    return Level(
        name=record.text("name"),
        rank=record.index,
        gloss=record.text("gloss"),
        passage=_passage(record),
        apply_to=record.choice("apply_to", {applies.value: applies for applies in Applies}),
        conditions=record.records("conditions", lambda row: _condition(row, qualifications)),
    )


def _condition(record: Record, qualifications: dict[str, Qualification]) -> Condition:
    return Condition(
        passage=_passage(record),
        translation=record.optional_text("text_en"),
        qualification=record.reference("qualification", qualifications),
        years=record.integer("years", least=0, most=MOST_YEARS),
    )


def _title(record: Record, levels: dict[str, Level]) -> Title:
    return Title(
        name=record.text("name"), gloss=record.text("gloss"), level=record.reference("level", levels)
    )


def _series(record: Record) -> Series:
    return Series(name=record.text("name"), gloss=record.text("gloss"), words=record.texts("words"))


def _body(record: Record) -> Body:
    return Body(
        id=record.text("id", form="[a-z0-9][a-z0-9-]*"),
        names=record.texts("names"),
        class_note=record.phrase("class") if record.has("class") else None,
        members=record.records("members", _members, required=False),
        open=record.flag("open", default=False),
        near_misses=record.records("near_misses", noted_names, required=False),
        papers=record.texts("papers"),
    )


def _members(record: Record) -> Members:
    return Members(
        names=record.texts("names", required=True),
        forms=record.texts("forms", required=True, field="name"),
        places=record.texts("places", field="name"),
    )


def _body_words(record: Record, bodies: dict[str, Body]) -> BodyWords:
    return BodyWords(
        words=record.texts("words", required=True),
        bodies=record.references("bodies", bodies),
        settles=record.flag("settles", default=False),
    )


def _others(record: Record) -> Wordings:
    return Wordings(texts=record.texts("names", required=True))


def _vocabulary(record: Record) -> Vocabulary:
    return Vocabulary(
        certificate=record.texts("certificate", required=True),
        scope=record.texts("scope"),
        member=record.texts("member"),
        full=record.texts("full"),
        joints=record.texts("joints"),
        legal=record.texts("legal"),
        numbers=record.texts("numbers"),
        degrees=record.texts("degrees"),
        both=record.texts("both"),
        either=record.texts("either"),
        nothing=record.texts("nothing"),
        barred=record.texts("barred"),
        traditional=record.text("traditional", form=r"\S\S( \S\S)*"),
    )


def _certificate(
    record: Record, bodies: dict[str, Body], titles: dict[str, Title], series: dict[str, Series]
) -> Certificate:
    return Certificate(
        number=record.integer("number", least=1, most=9999),
        name=record.text("name"),
        issuer=record.text("issuer"),
        issuer_en=record.optional_text("issuer_en"),
        body=record.reference("body", bodies),
        title=record.reference("title", titles),
        series=record.reference("series", series),
        general=record.flag("general", default=False),
        aliases=record.texts("aliases"),
        general_aliases=record.texts("general_aliases"),
        with_issuer=record.texts("with_issuer"),
        job_titles=record.texts("job_titles"),
        own_words=record.texts("own_words"),
        grades=record.record("grades", _grades, required=False),
    )


def _grades(record: Record) -> Grades:
    order = record.texts("order", required=True)
    lowest = record.text("lowest")
    if lowest and lowest not in order:
        record.fault("lowest", _NO_GRADE, text=lowest)
    return Grades(
        order=order,
        lowest=lowest,
        passage=_passage(record) if record.has("clause") else Passage(clause="", text=record.text("text")),
        words=record.texts("words", required=True, field="grade"),
        names=record.texts("names", required=True, field="grade"),
        titles=record.records("titles", lambda row: _grade_titles(row, order), required=False),
    )


def _grade_titles(record: Record, order: tuple[str, ...]) -> GradeTitles:
    grade = record.text("grade")
    if grade and grade not in order:
        record.fault("grade", _NO_GRADE, text=grade)
    return GradeTitles(grade=grade, names=record.texts("names", required=True))


def _shared_name(record: Record, certificates: dict[int, Certificate]) -> SharedName:
    return SharedName(
        names=record.texts("names", required=True),
        certificates=record.numbered("rows", certificates),
        general=record.flag("general", default=True),
        with_issuer=record.flag("with_issuer", default=False),
    )


def _unproven_name(record: Record, certificates: dict[int, Certificate]) -> UnprovenName:
    return UnprovenName(
        names=record.texts("names", required=True),
        certificates=record.numbered("rows", certificates),
        with_issuer=record.flag("with_issuer", default=False),
        remark=_noted(record),
    )


def _near_miss(record: Record, certificates: dict[int, Certificate]) -> NearMiss:
    return NearMiss(
        names=record.texts("names", required=True),
        near=record.numbered("near", certificates),
        remark=_noted(record),
    )
