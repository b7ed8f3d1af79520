"""The data in the shape of the tables that were typed from the notice a second time (``tests/notice``)."""


def tables_of(data):
    """The tables by name, each line a mapping from the header's words."""
    catalogue, jurisdiction = data.catalogue, data.jurisdiction
    return {
        "certificates": [
            {
                "number": str(row.number),
                "name": row.name,
                "issuer": row.issuer,
                "issuer_en": row.issuer_en or "",
                "title": row.title.name,
                "series": row.series.name,
                "grades_accepted": ";".join(row.grades.accepted) if row.grades else "",
            }
            for row in catalogue.certificates
        ],
        "titles": [
            {"title": each.name, "level": each.level.name, "applies_to": each.level.apply_to.value}
            for each in catalogue.titles
        ],
        "conditions": [
            {
                "clause": each.passage.clause,
                "level": level.name,
                "qualification": each.qualification.id,
                "years": str(each.years),
                "text": each.passage.text,
            }
            for level in catalogue.levels
            for each in level.conditions
        ],
        "committees": [
            {
                "number": str(each.number),
                "name": each.name,
                "office": each.office,
                "phones": ";".join(each.phones),
                "series": each.series.name,
                "area_text": each.extent.text,
            }
            for each in jurisdiction.committees
        ],
        "areas": [
            {"area": each.name, "code": each.code or "", "bureau": each.bureau} for each in jurisdiction.areas
        ],
        "offices": [
            {"area": area.name, "series": series.name, "committee": str(committee.number)}
            for level, series in {(each.level, each.series) for each in jurisdiction.committees}
            for area in jurisdiction.areas
            for committee in jurisdiction.serving(level, series, area)
        ],
    }


def unordered(lines):
    """The lines of a table, whatever the order they answer_level in."""
    return sorted(sorted(line.items()) for line in lines)
