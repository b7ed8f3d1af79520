"""What each certificate of the catalogue would give one person, whichever they go for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..checking import check
from ..loading import Data
from ..notice.annex1 import Certificate
from ..rules.applicant import Facts
from ..rules.verdict import Verdict
from .lists import Record

COLUMNS = ("status", "eligible_from", "needs", "apply_to", "office", "phones")
"""The keys that a row of the catalogue gains; the values are those of a verdict's JSON."""


def prospects(data: Data, facts: Facts, as_of: date) -> dict[int, Verdict]:
    """Return the verdict for each row's certificate, by number; the name in `facts` is not looked at."""
    return {row.number: check(data, _holding(facts, row), as_of) for row in data.catalogue.certificates}


def _holding(facts: Facts, row: Certificate) -> Facts:
    """Return `facts` as of somebody who holds `row`; a grade is one of the rows that have grades."""
    return replace(facts, cert=str(row.number), issuer=None, grade=facts.grade if row.grades else None)


def prospect_record(verdict: Verdict) -> Record:
    """Return what a row of the catalogue gains."""
    office = verdict.office
    return {
        "status": verdict.status.value,
        "eligible_from": verdict.eligible_from.isoformat() if verdict.eligible_from else None,
        "needs": [need.value for need in verdict.needs],
        "apply_to": office.name if office else None,
        "office": office.office if office else None,
        "phones": list(office.phones) if office else [],
    }
