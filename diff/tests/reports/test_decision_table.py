"""Joining applicants with the decision table in SQL gives the engine's answers."""

import csv
import json

import duckdb
import pytest

from hz_titles import Facts, check
from hz_titles.reports.lists import TABLE_COLUMNS, decision_table
from tests.support.naive import areas, rows
from tests.support.program import ROOT, TODAY

JOIN = (
    ROOT.joinpath("tests", "engines", "README.md")
    .read_text(encoding="utf-8")
    .split("```sql\n")[1]
    .split("```")[0]
)
"""The query that is there to be pasted."""
YEARS = ("0", "0.999", "1", "1.999", "2", "2.999", "3", "4.999", "5", "6.999", "7", "40", "")


@pytest.fixture(scope="module")
def table(run):
    return run("table").stdout


def test_sql_finds_the_engines_answers_over_the_whole_grid(data, table, tmp_path):
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    applicants = tmp_path / "applicants.csv"
    grid = [
        (row.number, grade, qualification.id, area, years)
        for row in data.catalogue.certificates
        for grade in row.grade_choices
        for qualification in data.catalogue.qualifications
        for years in YEARS
        for area in areas()
    ]
    with applicants.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("number", "grade", "degree", "area", "years"), *grid])
    tables = duckdb.connect()
    for name, file in (("applicants", applicants), ("decisions", tmp_path / "table.csv")):
        tables.execute(f"CREATE VIEW {name} AS SELECT * FROM read_csv('{file}', all_varchar = true)")
    found = tables.sql(JOIN).fetchall()
    assert len(found) == len(grid) == (44 + 4) * 6 * len(YEARS) * 14
    statuses = {}
    for number, grade, degree, area, years, status, title, level, series, apply_to, office, phones in found:
        key = number, grade, degree, years
        # Whether is not a matter of where, so each point is decided once, in the area met first.
        if key not in statuses:
            facts = Facts(cert=number, grade=grade, degrees=(degree,), years=years or None, district=area)
            statuses[key] = check(data, facts, TODAY)
        verdict = statuses[key]
        assert status == verdict.status.value, key
        assert (title, level, series) == (verdict.title.name, verdict.level.name, verdict.series.name)
        place = next(each for each in data.jurisdiction.areas if each.name == area)
        expected = data.jurisdiction.office(verdict.title, verdict.series, place)
        assert (apply_to, office) == (expected.name, expected.office)
        assert (phones or "") == ";".join(expected.phones)


def test_json_and_csv_hold_the_same_records(data, table, run):
    records = json.loads(run("table", "--format", "json").stdout)
    assert records == [record | {"phones": list(record["phones"])} for record in decision_table(data)]
    lines = list(csv.DictReader(table.splitlines()))
    assert tuple(lines[0]) == TABLE_COLUMNS
    assert len(lines) == len(records) == (44 + 4) * 6 * 14
    for line, record in zip(lines, records, strict=True):
        flat = record | {"phones": ";".join(record["phones"])}
        assert line == {key: "" if value is None else str(value) for key, value in flat.items()}


def test_a_join_has_one_line_for_each_point_and_no_least_years_where_nothing_is_led_to(data):
    records = list(decision_table(data))
    keys = {(each["number"], each["grade"], each["degree"], each["area"]) for each in records}
    assert len(keys) == len(records)
    assert {key[0] for key in keys} == set(rows())
    for record in records:
        never = (record["grade"] or "A") > "C" or record["degree"] == "none"
        assert (record["least_years"] is None) == never, record


def test_another_format_is_refused(run):
    assert run("table", "--format", "xml").returncode == 2
