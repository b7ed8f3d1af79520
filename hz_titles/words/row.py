"""One row of the catalogue in full, for a terminal or as plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..language import Language, Phrase, listed
from ..loading import Data
from ..notice.annex1 import Certificate
from ..render.table import Column, flat, print_table
from . import labels
from .document import ITEM
from .vocabulary import FACTS, cited_row_text, full_title_text

_GENERAL = Phrase("只有连同颁证单位才能确定本项", "settles this row only beside its issuer")
_GRADES = Phrase("认可等级", "Accepted grades")
_ALIASES = Phrase("其他名称", "Also known as")
_GENERAL_ALIASES = Phrase("须连同颁证单位的名称", "Names that need the issuer")
_ISSUER_NAMES = Phrase("颁证单位又称", "Issuer also known as")
_UNPROVEN = Phrase("可能是本项，未经证实", "Likely this row, unproven")
_NEAR = Phrase("不是本项", "Not this row")
_YEARS = Phrase("各学历所需年限", "Years of related work, by qualification")
_OFFICES = Phrase("各地受理部门", "Office by place of work")
_NEVER = Phrase("不能认定", "not eligible, whatever the years")
_AT_ONCE = Phrase("不要求年限（{clause}）", "no years needed ({clause})")
_LEAST = Phrase("{years} 年及以上（{clause}）", "{years} or more ({clause})")


def row_lines(data: Data, row: Certificate, record: Mapping[str, Any], language: Language) -> str:
    """Return a row as lines of ``heading: text``."""
    lines = [(FACTS["cert"], cited_row_text(row, data.catalogue.notice.annex, language))]
    lines += [*_facts(data, row, record, language), *_years(record, language)]
    for office in record["offices"]:
        text = " ".join(
            filter(None, (office["area"], office["name"], office["office"], flat(office["phones"])))
        )
        lines.append((_OFFICES, text))
    return "".join(ITEM.say(language, label=label.say(language), text=text) + "\n" for label, text in lines)


def print_row(
    console: Any, data: Data, row: Certificate, record: Mapping[str, Any], language: Language
) -> None:
    """Print a row to a Rich console."""
    from ..render.wrapping import print_lines

    print_lines(console, cited_row_text(row, data.catalogue.notice.annex, language), style="bold")
    heading: Phrase | None = None
    for label, text in [*_facts(data, row, record, language), *_years(record, language)]:
        if label is not heading:
            print_lines(console, "\n" + label.say(language), style="bold underline")
        heading = label
        print_lines(console, text, "  ", hanging="  ")
    print_lines(console, "\n" + _OFFICES.say(language), style="bold underline")
    columns = [
        Column(key="area", heading=FACTS["district"], style="bold"),
        Column(key="name", heading=labels.WHERE),
        Column(key="office", heading=labels.OFFICE),
        Column(key="phones", heading=labels.PHONE, style="bold"),
    ]
    committees = any(office["office"] for office in record["offices"])
    print_table(console, columns if committees else columns[:2], record["offices"], language)


def _facts(
    data: Data, row: Certificate, record: Mapping[str, Any], language: Language
) -> Iterator[tuple[Phrase, str]]:
    yield labels.AWARDED, full_title_text(row.title, row.series, language)
    for passage in record["notice"]["conditions"]:
        yield labels.WORDS, f"{passage['clause']} {passage['text']}"
    if row.grades:
        yield _GRADES, f"{listed(row.grades.accepted, language)} — {row.grades.passage.text}"
    if row.body.class_note:
        yield FACTS["issuer"], row.body.class_note.say(language)
    if row.general:
        yield _GENERAL_ALIASES, f"{row.name} — {_GENERAL.say(language)}"
    for label, names in (
        (_ALIASES, record["aliases"]),
        (_GENERAL_ALIASES, record["general_aliases"]),
        (_ISSUER_NAMES, record["issuer_names"]),
    ):
        if names:
            yield label, listed(names, language)
    for label, noted in ((_UNPROVEN, record["unproven_names"]), (_NEAR, record["near_misses"])):
        for each in noted:
            yield label, ITEM.say(language, label=listed(each["names"], language), text=each["note"])
    readings = {reading.id: reading for reading in data.catalogue.readings}
    for id_ in record["readings"]:
        yield labels.READINGS, f"{readings[id_].title.say(language)} ({id_})"


def _years(record: Mapping[str, Any], language: Language) -> Iterator[tuple[Phrase, str]]:
    for each in record["years"]:
        phrase = _NEVER if each["years"] is None else _LEAST if each["years"] else _AT_ONCE
        text = phrase.say(language, years=each["years"], clause=each["clause"])
        yield _YEARS, ITEM.say(language, label=each["qualification"], text=text)
