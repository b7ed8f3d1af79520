"""One row of the catalogue in full: what people look for first, what it is called last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..language import Language, Phrase, listed
from ..loading import Data
from ..notice import Certificate
from .document import ITEM, Document, Item, Parts, Tone
from .vocabulary import LABELS, cited_row_text, full_title_text, labelled

_GENERAL = Phrase("{name}：只有连同颁证单位才能确定本项", "{name}: settles this row only beside its issuer")
_NEVER = Phrase("不能认定", "not eligible, whatever the years")
_AT_ONCE = Phrase("不要求年限（{clause}）", "no years needed ({clause})")
_LEAST = Phrase("{years}年及以上（{clause}）", "{years} or more ({clause})")
_READING = Phrase("{title}（{id}）", "{title} ({id})")


def row_document(data: Data, row: Certificate, record: Mapping[str, Any], language: Language) -> Document:
    """Return a row with all that hangs on it; `record` is what lists show of it."""
    general = [_GENERAL.say(language, name=row.name)] if row.general else []
    titles = {reading.id: reading.title for reading in data.catalogue.readings}
    parts: dict[str, Parts] = {
        "awarded": [Item(text=full_title_text(row.title, row.series, language), tone=Tone.STRONG)],
        "years_by_degree": [_years(each, language) for each in record["years"]],
        "offices_by_area": _offices(record),
        "notice": [f"{each['clause']} {each['text']}" for each in record["notice"]["conditions"]],
        "grades": [f"{listed(record['grades'], language)} — {record['grade_words']}"] if row.grades else [],
        "issuer": [*filter(None, [record["issuer_class"]]), *general],
    }
    for key in ("unproven_names", "near_misses"):
        parts[key] = [f"{listed(each['names'], language)} — {each['note']}" for each in record[key]]
    parts["readings"] = [_READING.say(language, title=titles[one], id=one) for one in record["readings"]]
    for key in ("aliases", "general_aliases", "issuer_names"):
        parts[key] = filter(None, [listed(record[key], language)])
    cited = cited_row_text(row, data.catalogue.notice.annex, language)
    answer = Item(text=cited, label=LABELS["cert"].say(language))
    return Document(language=language, answer=answer, sections=labelled(language, parts))


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
