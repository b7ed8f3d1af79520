"""``list-certs`` with facts about a person: what each row would give them, as ``check`` says it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from itertools import pairwise

import pytest

from hz_titles import Data, Facts, check
from hz_titles.reports.prospects import COLUMNS, prospect_record, prospects
from tests.support.program import Run, Verdicts

DAY = "2026-01-02"
PERSON = ["--degree", "本科", "--years", "3", "--district", "滨江", "--as-of", DAY]


def test_without_facts_nothing_is_marked(run: Run) -> None:
    records = json.loads(run("list-certs", "--as-of", DAY, "--format", "json").stdout)
    assert len(records) == 45
    assert not set(records[0]) & set(COLUMNS)


@pytest.mark.parametrize(
    "facts",
    [
        ["--degree", "本科"],
        ["--years", "6"],
        [
            "--work",
            "2015-01..2019-06",
            "--work",
            "2020-01..",
            "--degree",
            "本科@2014-07",
            "--degree",
            "硕士@2022-07",
        ],
        ["--grade", "D", "--degree", "本科", "--years", "6"],
        ["--unrelated"],
        ["--district", "江干区", "--degree", "博士"],
        PERSON,
    ],
    ids=" ".join,
)
def test_each_row_is_marked_with_the_verdict_of_check(run: Run, verdict: Verdicts, facts: list[str]) -> None:
    records = json.loads(run("list-certs", *facts, "--as-of", DAY, "--format", "json").stdout)
    assert len(records) == 45
    assert set(records[0]) >= set(COLUMNS)
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
        assert {key: record[key] for key in COLUMNS} == {
            "status": said["status"],
            "eligible_from": said["eligible_from"],
            "needs": said["needs"],
            "apply_to": where["name"],
            "office": where["office"],
            "phones": where["phones"],
        }


def test_eligible_keeps_what_the_person_can_apply_with_now(run: Run) -> None:
    every = json.loads(run("list-certs", *PERSON, "--format", "json").stdout)
    kept = json.loads(run("list-certs", *PERSON, "--eligible", "--format", "json").stdout)
    assert kept == [record for record in every if record["status"] == "eligible"]
    assert {record["title"] for record in kept} == {"助理工程师"}
    assert {record["apply_to"] for record in kept} == {"滨江区人力社保局"}


def test_it_goes_with_the_filters(run: Run) -> None:
    done = run("list-certs", *PERSON, "--series", "建筑业", "--format", "json")
    (record,) = json.loads(done.stdout)
    assert (record["number"], record["status"], record["phones"]) == (45, "not_eligible", ["87795793"])
    assert record["eligible_from"] == "2028-01-02"


def test_csv_and_plain_lines_gain_the_same_columns(run: Run) -> None:
    as_csv = run("list-certs", *PERSON, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(as_csv)))
    assert list(rows[0])[-len(COLUMNS) :] == list(COLUMNS)
    plain = run("list-certs", *PERSON, "--format", "plain").stdout.splitlines()
    assert [line.split("\t") for line in plain] == [list(row.values()) for row in rows]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["√ 符合条件", "× 2028-01-02", "滨江区人力社保局", "88119352"]),
        ("en", ["√ eligible", "× from", "2028-01-02", "滨江区人力社保局"]),
    ],
)
def test_a_terminal_shows_it_in_words(run: Run, language: str, words: list[str]) -> None:
    arguments = ["list-certs", *PERSON, "--format", "table", "--lang", language]
    shown = run(*arguments, environment={"COLUMNS": "120"}).stdout
    for word in words:
        assert word in shown
    assert "not_eligible" not in shown


def test_what_is_missing_is_named_on_a_terminal(run: Run) -> None:
    arguments = ["--degree", "本科", "--search", "IPMP", "--format", "table", "--lang", "en"]
    shown = run("list-certs", *arguments, environment={"COLUMNS": "120"}).stdout
    assert "? needs: grade, years" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--eligible"], "--degree"),
        (["--degree", "博导"], "--degree"),
        (["--years", "nan"], "--years"),
        (["--years", "6", "--work", "2020-01.."], "--work"),
        (["--district", "苏州", "--search", "没有"], "--district"),
        (["--grade", "Z"], "--grade"),
    ],
)
def test_facts_are_refused_as_in_check(run: Run, arguments: list[str], words: str) -> None:
    done = run("list-certs", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_the_certificate_in_the_facts_is_not_looked_at(data: Data) -> None:
    facts, day = Facts(cert="CAPM", issuer="x", degrees=("博士",), district="滨江"), date(2026, 1, 2)
    verdicts = prospects(data, facts, day)
    assert [verdict.certificate and verdict.certificate.number for verdict in verdicts.values()] == [
        *range(1, 46)
    ]
    alone = check(data, Facts(cert="PMP", degrees=("博士",), district="滨江"), day)
    assert prospect_record(verdicts[40]) == prospect_record(alone)
