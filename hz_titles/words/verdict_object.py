"""A verdict as the JSON object of the contract: always all keys."""

from __future__ import annotations

from datetime import date
from typing import Any

from .. import __version__
from ..language import Language
from ..loading import Data
from ..names.text import printable
from ..notice.annex1 import Certificate
from ..notice.annex2 import Area, Bureau, Committee
from ..reports.lists import office_record
from ..rules.verdict import Route, Verdict
from ..span import Span
from . import labels
from .document import ITEM
from .grounds import assumed, caveats, notes
from .reasons import reason_text
from .telling import Telling
from .ways import ways_texts


def verdict_object(data: Data, verdict: Verdict, language: Language) -> dict[str, Any]:
    """Return `verdict` as an object that JSON can hold; texts are in `language`."""
    telling = Telling(data=data, verdict=verdict, language=language)
    applicant = verdict.applicant
    return {
        "status": verdict.status.value,
        "title": verdict.title.name if verdict.title else None,
        "level": verdict.level.name if verdict.level else None,
        "series": verdict.series.name if verdict.series else None,
        "certificate": _certificate(verdict.certificate, applicant.grade) if verdict.certificate else None,
        "candidates": [_certificate(row, applicant.grade) for row in verdict.candidates],
        "suggestions": list(applicant.identity.suggestions),
        "others": [_other(data, other, language) for other in verdict.others],
        "apply_to": _apply_to(data, verdict.office, verdict.area),
        "routes": [_route(route) for route in verdict.routes],
        "eligible_from": _day(verdict.eligible_from),
        "needs": [need.value for need in verdict.needs],
        "reasons": [
            {"code": reason.value, "text": reason_text(telling, reason)} for reason in verdict.reasons
        ],
        "advice": [{"code": code, "text": text} for code, text in ways_texts(telling)],
        "notes": _notes(telling),
        "facts": {
            taken.fact: {"text": taken.text, "read": taken.read.say(language) or None}
            for taken in applicant.taken
        },
        "as_of": applicant.as_of.isoformat(),
        "source": source_object(data),
    }


def source_object(data: Data) -> dict[str, str]:
    """Return what an answer rests on: the notice, these very data files, this program."""
    notice = data.catalogue.notice
    source = {"notice": notice.number, "issued": notice.issued, "sha256": data.source.sha256}
    return source | {"version": __version__}


def _other(data: Data, verdict: Verdict, language: Language) -> dict[str, Any]:
    """Return what another certificate of the person gives."""
    told = verdict_object(data, verdict, language)
    keys = ("certificate", "status", "title", "series", "needs", "reasons")
    text = printable(verdict.applicant.identity.text)
    return {"text": text, "office": told["apply_to"]} | {key: told[key] for key in keys}


def verdict_json(data: Data, verdict: Verdict, language: Language) -> str:
    """Return `verdict` as JSON text with a final line break."""
    import json

    return json.dumps(verdict_object(data, verdict, language), ensure_ascii=False, indent=2) + "\n"


def _certificate(row: Certificate, grade: str | None) -> dict[str, Any]:
    names = {"number": row.number, "name": row.name, "issuer": row.issuer, "issuer_en": row.issuer_en}
    return names | {"grade": grade if row.grades else None}


def _apply_to(data: Data, office: Committee | Bureau | None, area: Area | None) -> dict[str, Any] | None:
    if office is None or area is None:
        return None
    return office_record(office) | {"area_code": data.jurisdiction.phone_area_code, "area": area.name}


def _route(route: Route) -> dict[str, Any]:
    return {
        "clause": route.condition.passage.clause,
        "text": route.condition.passage.text,
        "degree": route.condition.qualification.id,
        "years_required": route.condition.years,
        "by": route.by.qualification.id if route.by else None,
        "years": _span(route.years),
        "met": route.met,
        "short": _span(route.short),
        "eligible_from": _day(route.eligible_from),
    }


def _notes(telling: Telling) -> list[dict[str, Any]]:
    readings = (telling.reading(reliance) for reliance in telling.verdict.relied)
    said = [
        *notes(telling),
        *((reading.id, telling.say(reading.read)) for reading in readings),
        *((None, telling.say(ITEM, label=labels.ASSUMED, text=text)) for text in assumed(telling)),
        *((None, text) for text in caveats(telling)),
    ]
    return [{"reading": reading, "text": text} for reading, text in said]


def _span(span: Span | None) -> str | None:
    return span.iso() if span is not None else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
