"""Joining applicants with the decision table in SQL gives the engine's answers."""

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from hz_titles import Facts, check, load
from hz_titles.reports.decision_table import COLUMNS, decision_table
from tests.support.naive import areas, rows

README = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
JOIN = README.split("```sql\n")[1].split("```")[0]
"""The query that the README shows."""
AS_OF = date(2026, 11, 23)
YEARS = ("0", "0.999", "1", "1.999", "2", "2.999", "3", "4.999", "5", "6.999", "7", "40")


def command(*arguments):
    run = [sys.executable, "-m", "hz_titles", "table", *arguments]
    return subprocess.run(run, capture_output=True, check=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def data():
    return load()


def test_sql_finds_the_engines_answers_over_the_whole_grid(data, tmp_path):
    table, applicants = tmp_path / "table.csv", tmp_path / "applicants.csv"
    table.write_text(command(), encoding="utf-8")
    grid = [
        (row.number, grade, qualification.id, area, years)
        for row in data.catalogue.certificates
        for grade in (row.grades.order if row.grades else (None,))
        for qualification in data.catalogue.qualifications
        for years in YEARS
        for area in areas()
    ]
    with applicants.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("number", "grade", "degree", "area", "years"), *grid])
    found = duckdb.sql(
        JOIN.replace("applicants.csv", str(applicants)).replace("table.csv", str(table))
    ).fetchall()
    assert len(found) == len(grid) == (44 + 4) * 6 * len(YEARS) * 14
    statuses = {}
    for number, grade, degree, area, years, status, title, level, series, apply_to, office, phones in found:
        key = number, grade, degree, years
        # Whether is not a matter of where, so each point is decided once, in the area met first.
        if key not in statuses:
            facts = Facts(cert=str(number), grade=grade, degrees=(degree,), years=str(years), district=area)
            statuses[key] = check(data, facts, AS_OF)
        verdict = statuses[key]
        assert status == verdict.status.value, key
        assert (title, level, series) == (verdict.title.name, verdict.level.name, verdict.series.name)
        place = data.names.place(area).area
        expected = data.jurisdiction.office(verdict.title, verdict.series, place)
        assert apply_to == expected.name
        assert office == expected.office
        assert (phones or "") == ";".join(expected.phones)


def test_json_and_csv_hold_the_same_records(data):
    records = json.loads(command("--format", "json"))
    assert records == [record | {"phones": list(record["phones"])} for record in decision_table(data)]
    lines = list(csv.DictReader(command("--format", "csv").splitlines()))
    assert tuple(lines[0]) == COLUMNS
    assert len(lines) == len(records) == (44 + 4) * 6 * 14
    for line, record in zip(lines, records, strict=True):
        flat = record | {"phones": ";".join(record["phones"])}
        assert line == {key: "" if value is None else str(value) for key, value in flat.items()}


def test_a_join_has_one_line_for_each_certificate_grade_degree_and_area(data):
    keys = [(each["number"], each["grade"], each["degree"], each["area"]) for each in decision_table(data)]
    assert len(keys) == len(set(keys))
    assert {key[0] for key in keys} == set(rows())


def test_a_grade_that_is_not_accepted_has_no_least_years(data):
    for record in decision_table(data):
        if record["grade"] is not None:
            lowest = data.names.index.rows[record["number"]].grades.lowest
            accepted = record["grade"] <= lowest
            assert (record["least_years"] is None) == (not accepted or record["degree"] == "none")


def test_another_format_is_refused():
    run = [sys.executable, "-m", "hz_titles", "table", "--format", "xml"]
    assert subprocess.run(run, capture_output=True).returncode == 2
