"""One row of the catalogue in full: what people look for first, what it is called last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..language import Language, Phrase, listed
from ..loading import Data
from ..notice import Certificate
from . import labels
from .document import ITEM, Document, Item, Parts, Tone, sections
from .vocabulary import FACTS, cited_row_text, full_title_text

_GENERAL = Phrase("{name}：只有连同颁证单位才能确定本项", "{name}: settles this row only beside its issuer")
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
_LEAST = Phrase("{years}年及以上（{clause}）", "{years} or more ({clause})")
_READING = Phrase("{title}（{id}）", "{title} ({id})")


def row_document(data: Data, row: Certificate, record: Mapping[str, Any], language: Language) -> Document:
    """Return a row with all that hangs on it."""
    readings = {reading.id: reading for reading in data.catalogue.readings}
    grades, note = row.grades, row.body.class_note
    general = _GENERAL.say(language, name=row.name) if row.general else ""
    headed: list[tuple[Phrase, Parts]] = [
        (labels.AWARDED, [Item(text=full_title_text(row.title, row.series, language), tone=Tone.STRONG)]),
        (_YEARS, [_years(each, language) for each in record["years"]]),
        (_OFFICES, _offices(record)),
        (labels.WORDS, [f"{each['clause']} {each['text']}" for each in record["notice"]["conditions"]]),
        (_GRADES, [f"{listed(grades.accepted, language)} — {grades.passage.text}"] if grades else []),
        (FACTS["issuer"], filter(None, (note.say(language) if note else "", general))),
        (_UNPROVEN, _noted(record["unproven_names"], language)),
        (_NEAR, _noted(record["near_misses"], language)),
        (
            labels.READINGS,
            [_READING.say(language, title=readings[id_].title, id=id_) for id_ in record["readings"]],
        ),
        (_ALIASES, filter(None, [listed(record["aliases"], language)])),
        (_GENERAL_ALIASES, filter(None, [listed(record["general_aliases"], language)])),
        (_ISSUER_NAMES, filter(None, [listed(record["issuer_names"], language)])),
    ]
    cited = cited_row_text(row, data.catalogue.notice.annex, language)
    answer = Item(text=cited, label=FACTS["cert"].say(language))
    return Document(language=language, answer=answer, sections=sections(language, headed))


def _years(needed: Mapping[str, Any], language: Language) -> str:
    years = needed["years"]
    phrase = _NEVER if years is None else _LEAST if years else _AT_ONCE
    text = phrase.say(language, years=years, clause=needed["clause"])
    return ITEM.say(language, label=needed["qualification"], text=text)


def _offices(record: Mapping[str, Any]) -> Iterator[Item]:
    """Yield each office with the areas that it serves."""
    areas: dict[tuple[str, ...], list[str]] = {}
    for each in record["offices"]:
        office = (each["name"], *filter(None, (each["office"],)), *each["phones"])
        areas.setdefault(office, []).append(each["area"])
    for (name, *contact), served in areas.items():
        below = (Item(text=" ".join(contact)),) if contact else ()
        yield Item(text=f"{'、'.join(served)} — {name}", below=below)


def _noted(names: Iterable[Mapping[str, Any]], language: Language) -> list[str]:
    return [f"{listed(each['names'], language)} — {each['note']}" for each in names]
