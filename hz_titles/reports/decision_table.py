"""The whole decision as a flat table, for joins in SQL, Excel or Spark.

One record for each certificate, grade, qualification and area: the title, the least years
of related work that lead to it, and where to apply. An applicant of that certificate,
grade and qualification meets the conditions where `least_years` is not empty and the
years reach it; that is all the engine decides once every fact is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from ..loading import Data

COLUMNS = (
    *("number", "certificate", "issuer", "issuer_en", "grade", "degree", "area", "title", "level", "series"),
    *("least_years", "clause", "kind", "committee", "apply_to", "office", "phones", "area_code"),
)
"""The columns, in order. They are public: scripts join on them."""


def decision_table(data: Data) -> Iterator[dict[str, Any]]:
    """Yield the table's records: by certificate, grade, qualification and area, in the data's order."""
    for row in data.catalogue.certificates:
        printed = row.number, row.name, row.issuer, row.issuer_en
        title = row.title.name, row.title.level.name, row.series.name
        for grade, degree in product(row.grade_choices, data.catalogue.qualifications):
            condition = row.lightest(grade, degree)
            least = (condition.years, condition.passage.clause) if condition else (None, None)
            for area in data.jurisdiction.areas:
                at = data.jurisdiction.office(row.title, row.series, area)
                office = at.kind.value, at.number, at.name, at.office, list(at.phones)
                values = *printed, grade, degree.id, area.name, *title, *least, *office
                yield dict(zip(COLUMNS, (*values, data.jurisdiction.phone_area_code), strict=True))
