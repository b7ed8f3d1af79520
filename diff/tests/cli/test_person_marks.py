"""``list-certs`` with facts about a person: what each row would give them, as ``check`` says it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from hz_titles import Data, Facts, check
from hz_titles.reports.lists import PROSPECT_KEYS, prospect_record
from tests.support.program import Run, Verdicts

DAY = "2026-01-02"
PERSON = ["--degree", "本科", "--years", "3", "--district", "滨江", "--as-of", DAY]
EARLIER = "--work 2015-01..2019-06 --work 2020-01.. --degree 本科@2014-07 --degree 硕士@2022-07"
PEOPLE = ["--degree 本科", "--years 6", EARLIER, "--grade D --degree 本科 --years 6", "--unrelated"]


@pytest.mark.parametrize("line", [*PEOPLE, "--district 江干区 --degree 博士", " ".join(PERSON)])
def test_each_row_is_marked_with_the_verdict_of_check(run: Run, verdict: Verdicts, line: str) -> None:
    facts = line.split()
    records = json.loads(run("list-certs", *facts, "--as-of", DAY, "--format", "json").stdout)
    assert len(records) == 45
    given = dict(zip(facts[::2], facts[1::2], strict=False))
    options = {
        "years": given.get("--years"),
        "district": given.get("--district"),
        "related": False if "--unrelated" in facts else None,
        "degrees": tuple(text for option, text in pairwise(facts) if option == "--degree"),
        "work": tuple(text for option, text in pairwise(facts) if option == "--work"),
    }
    for record in records:
        grade = given.get("--grade") if record["number"] == 41 else None
        said = verdict(str(record["number"]), as_of=date.fromisoformat(DAY), grade=grade, **options)
        where = said["apply_to"] or {"name": None, "office": None, "phones": []}
        wanted = {"apply_to": where["name"], "office": where["office"], "phones": where["phones"]}
        wanted |= {key: said[key] for key in ("status", "eligible_from", "needs")}
        assert {key: record[key] for key in PROSPECT_KEYS} == wanted


def test_eligible_keeps_what_the_person_can_apply_with_now(run: Run) -> None:
    every = json.loads(run("list-certs", *PERSON, "--format", "json").stdout)
    kept = json.loads(run("list-certs", *PERSON, "--eligible", "--format", "json").stdout)
    assert kept == [record for record in every if record["status"] == "eligible"]
    assert {(record["title"], record["apply_to"]) for record in kept} == {("助理工程师", "滨江区人力社保局")}
    (record,) = json.loads(run("list-certs", *PERSON, "--series", "建筑业", "--format", "json").stdout)
    assert (record["number"], record["status"], record["phones"]) == (45, "not_eligible", ["87795793"])
    assert record["eligible_from"] == "2028-01-02"


def test_csv_and_plain_lines_gain_the_same_columns_and_lose_them_without_facts(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("list-certs", *PERSON, "--format", "csv").stdout)))
    assert list(rows[0])[-len(PROSPECT_KEYS) :] == list(PROSPECT_KEYS)
    plain = run("list-certs", *PERSON, "--format", "plain").stdout.splitlines()
    assert [line.split("\t") for line in plain] == [list(row.values()) for row in rows]
    records = json.loads(run("list-certs", "--as-of", DAY, "--format", "json").stdout)
    assert not set(records[0]) & set(PROSPECT_KEYS)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([*PERSON, "--lang", "zh"], ["√ 符合条件", "× 2028年1月2日起"]),
        ([*PERSON, "--lang", "en"], ["√ eligible", "× from 2 January 2028"]),
        (["--degree", "本科", "--search", "IPMP", "--lang", "en"], ["? needs: grade, years"]),
    ],
)
def test_a_terminal_shows_it_in_words(run: Run, facts: list[str], words: list[str]) -> None:
    shown = run("list-certs", *facts, "--format", "table", environment={"COLUMNS": "120"}).stdout
    assert [word for word in words if word not in shown] == []
    assert "not_eligible" not in shown


REFUSED = ["--degree 博导", "--years nan", "--years 6 --work 2020-01..", "--grade Z", "--district zz"]


@pytest.mark.parametrize("line", ["--eligible", *REFUSED])
def test_facts_are_refused_as_in_check(run: Run, line: str) -> None:
    done = run("list-certs", *line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert line.split()[0] in done.stderr


def test_the_certificate_in_the_facts_is_not_looked_at(data: Data) -> None:
    facts, day = Facts(cert="CAPM", issuer="x", degrees=("博士",), district="滨江"), date(2026, 1, 2)
    for row in data.catalogue.certificates:
        alone = check(data, replace(facts, cert=str(row.number), issuer=None), day).to_dict()
        marks = prospect_record(data, row, facts, day)
        assert [marks[key] for key in PROSPECT_KEYS[:3]] == [alone[key] for key in PROSPECT_KEYS[:3]]
        assert (alone["certificate"]["number"], marks["apply_to"]) == (row.number, alone["apply_to"]["name"])
