"""A verdict as the JSON object of the contract: always all keys."""

from __future__ import annotations

from datetime import date
from typing import Any

from .. import __version__
from ..language import Language
from ..loading import Data
from ..names.text import printable
from ..notice import Certificate
from ..reports.lists import office_record
from ..rules.verdict import Verdict
from ..span import Span
from .document import ITEM
from .telling import Telling, reason_text
from .vocabulary import LABELS
from .ways import ways_texts


def verdict_object(data: Data, verdict: Verdict, language: Language) -> dict[str, Any]:
    """Return `verdict` as an object that JSON can hold; texts are in `language`."""
    telling = Telling(data=data, verdict=verdict, language=language)
    applicant, office, area = verdict.applicant, verdict.office, verdict.area
    place = {"area_code": data.jurisdiction.phone_area_code, "area": area.name if area else None}
    assumed = [telling.say(ITEM, label=LABELS["assumed"], text=text) for text in telling.assumed()]
    notes = [
        *telling.notes(),
        *((reading.id, telling.say(reading.read)) for reading in map(telling.reading, verdict.relied)),
        *((None, text) for text in (*assumed, *telling.caveats())),
    ]
    return {
        "status": verdict.status.value,
        "title": verdict.title.name if verdict.title else None,
        "level": verdict.level.name if verdict.level else None,
        "series": verdict.series.name if verdict.series else None,
        "certificate": _certificate(verdict.certificate, applicant.grade) if verdict.certificate else None,
        "candidates": [_certificate(row, applicant.grade) for row in verdict.candidates],
        "suggestions": list(applicant.identity.suggestions),
        "others": [_other(data, other, language) for other in verdict.others],
        "apply_to": office_record(office) | place if office else None,
        "routes": [
            {
                "clause": route.condition.passage.clause,
                "text": route.condition.passage.text,
                "degree": route.condition.qualification.id,
                "years_required": route.condition.years,
                "by": route.by.qualification.id if route.by else None,
                "years": _iso(route.years),
                "met": route.met,
                "short": _iso(route.short),
                "eligible_from": _iso(route.eligible_from),
            }
            for route in verdict.routes
        ],
        "eligible_from": _iso(verdict.eligible_from),
        "needs": [need.value for need in verdict.needs],
        "reasons": [{"code": one.value, "text": reason_text(telling, one)} for one in verdict.reasons],
        "advice": [{"code": code, "text": text} for code, text in ways_texts(telling)],
        "notes": [{"reading": reading, "text": text} for reading, text in notes],
        "facts": {
            fact: {"text": text, "read": read.say(language) or None} for fact, text, read in applicant.taken
        },
        "as_of": _iso(applicant.as_of),
        "source": source_object(data),
    }


def source_object(data: Data) -> dict[str, str]:
    """Return what an answer rests on: the notice, these very data files, this program."""
    notice = data.catalogue.notice
    source = {"notice": notice.number, "issued": notice.issued, "sha256": data.sha256}
    return source | {"version": __version__}


def _other(data: Data, verdict: Verdict, language: Language) -> dict[str, Any]:
    """Return what another certificate of the person gives."""
    told = verdict_object(data, verdict, language)
    keys = ("certificate", "status", "title", "series", "needs", "reasons")
    text = printable(verdict.applicant.identity.text)
    return {"text": text, "office": told["apply_to"]} | {key: told[key] for key in keys}


def _certificate(row: Certificate, grade: str | None) -> dict[str, Any]:
    names = {"number": row.number, "name": row.name, "issuer": row.issuer, "issuer_en": row.issuer_en}
    return names | {"grade": grade if row.grades else None}


def _iso(value: Span | date | None) -> str | None:
    """Return a day or a length of time as ISO 8601 writes it."""
    return None if value is None else value.iso() if isinstance(value, Span) else value.isoformat()
