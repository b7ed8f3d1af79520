"""The whole decision as a flat table, for joins in SQL, Excel or Spark.

One record for each certificate, grade, qualification and area: the title, the least years
of related work that lead to it, and where to apply. An applicant of that certificate,
grade and qualification meets the conditions where `least_years` is not empty and the
years reach it; that is all the engine decides once every fact is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..loading import Data
from ..notice.annex1 import Certificate, Condition, Qualification
from ..notice.annex2 import Area

COLUMNS = (
    "number",
    "certificate",
    "issuer",
    "issuer_en",
    "grade",
    "degree",
    "area",
    "title",
    "level",
    "series",
    "least_years",
    "clause",
    "kind",
    "committee",
    "apply_to",
    "office",
    "phones",
    "area_code",
)
"""The columns, in order. They are public: scripts join on them."""


def decision_table(data: Data) -> Iterator[dict[str, Any]]:
    """Yield the table's records: by certificate, grade, qualification and area, in the data's order."""
    for row in data.catalogue.certificates:
        offices = [_office(data, row, area) for area in data.jurisdiction.areas]
        for grade in row.grade_choices:
            for qualification in data.catalogue.qualifications:
                condition = row.lightest(grade, qualification)
                decision = _decision(row, grade, qualification, condition)
                for office in offices:
                    record = decision | office
                    yield {column: record[column] for column in COLUMNS}


def _decision(
    row: Certificate, grade: str | None, qualification: Qualification, condition: Condition | None
) -> dict[str, Any]:
    return {
        "number": row.number,
        "certificate": row.name,
        "issuer": row.issuer,
        "issuer_en": row.issuer_en,
        "grade": grade,
        "degree": qualification.id,
        "title": row.title.name,
        "level": row.title.level.name,
        "series": row.series.name,
        "least_years": condition.years if condition else None,
        "clause": condition.passage.clause if condition else None,
    }


def _office(data: Data, row: Certificate, area: Area) -> dict[str, Any]:
    office = data.jurisdiction.office(row.title, row.series, area)
    return {
        "area": area.name,
        "kind": office.kind.value,
        "committee": office.number,
        "apply_to": office.name,
        "office": office.office,
        "phones": list(office.phones),
        "area_code": data.jurisdiction.phone_area_code,
    }
