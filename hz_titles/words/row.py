"""One row of the catalogue in full: what people look for first, what it is called last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..language import Language, listed
from ..loading import Data
from ..notice import Certificate
from .document import ITEM, Document, Item, Parts, Tone
from .vocabulary import LABELS, cited_row_text, labelled, say


def row_document(data: Data, row: Certificate, record: Mapping[str, Any], language: Language) -> Document:
    """Return a row with all that hangs on it; `record` is what lists show of it."""
    general = [say(language, "general_name", name=row.name)] if row.general else []
    readings = [one for one in data.catalogue.readings if one.id in record["readings"]]
    title = say(language, "full_title", title=row.title, level=row.title.level, series=row.series)
    parts: dict[str, Parts] = {
        "awarded": [Item(text=title, tone=Tone.STRONG)],
        "years_by_degree": [_years(each, language) for each in record["years"]],
        "offices_by_area": _offices(record),
        "notice": [f"{each['clause']} {each['text']}" for each in record["notice"]["conditions"]],
        "grades": [f"{listed(record['grades'], language)} — {record['grade_words']}"] if row.grades else [],
        "issuer": [*filter(None, [record["issuer_class"]]), *general],
    }
    for key in ("unproven_names", "near_misses"):
        parts[key] = [f"{listed(each['names'], language)} — {each['note']}" for each in record[key]]
    parts["readings"] = [say(language, "reading_by_id", title=one.title, id=one.id) for one in readings]
    for key in ("aliases", "general_aliases", "issuer_names"):
        parts[key] = filter(None, [listed(record[key], language)])
    cited = cited_row_text(row, data.catalogue.notice.annex, language)
    answer = Item(text=cited, label=LABELS["cert"].say(language))
    return Document(language=language, answer=answer, sections=labelled(language, parts))


def _years(needed: Mapping[str, Any], language: Language) -> str:
    years = needed["years"]
    code = "never" if years is None else "years_by" if years else "at_once_by"
    text = say(language, code, years=years, clause=needed["clause"])
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
