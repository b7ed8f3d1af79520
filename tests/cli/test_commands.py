"""The commands: formats, filters, refusals, languages, exit codes, and never a traceback."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Sized
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

import hz_titles
from hz_titles import Data, Facts, check
from hz_titles.cli.app import COMMANDS
from tests.support.program import ROOT, TODAY, Run, RunMany, run_command

FACTS = ["--cert", "PMP", "--degree", "bachelor", "--years", "6", "--district", "滨江"]
LISTS: dict[str, Callable[[Data], Sized]] = {
    "list-certs": lambda data: data.catalogue.certificates,
    "list-committees": lambda data: data.jurisdiction.committees,
    "list-districts": lambda data: data.jurisdiction.areas,
    "list-readings": lambda data: data.catalogue.readings,
}
FORMATS = ("json", "csv", "plain", "table")


# check


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_line_of_the_card_says_yes_title_and_office(run: Run, language: str) -> None:
    words = "工程师|中级|制造业|人才管理服务中心|0571-88119352|0571-88119325|美国项目管理协会"
    words += "|符合条件" if language == "zh" else "|Project Management Institute"
    done = run("check", *FACTS, "--lang", language, environment={"COLUMNS": "20"})
    assert (done.returncode, done.stderr) == (0, "")
    assert [word for word in words.split("|") if word not in done.stdout] == []
    assert "…" not in done.stdout


@pytest.mark.parametrize("language", hz_titles.Language)
def test_the_json_of_the_command_is_the_librarys(run: Run, data: Data, language: hz_titles.Language) -> None:
    arguments = ["--as-of", TODAY.isoformat(), "--format", "json", "--lang", language.value]
    facts = Facts(cert="PMP", degrees="bachelor", years=6, district="滨江")
    wanted = check(data, facts, TODAY).to_dict(language)
    assert json.loads(run("check", *FACTS, *arguments).stdout) == wanted


def test_a_screen_of_no_columns_has_eighty_and_the_narrowest_shows_the_answer(run: Run) -> None:
    panel = ["check", *FACTS, "--format", "panel"]
    assert "88119352" in re.sub(r"\W", "", run(*panel, environment={"COLUMNS": "1"}).stdout)
    for line in (panel, ["list-certs", "--format", "table"], ["check", "-h"]):
        wide, unknown = (run(*line, environment={"COLUMNS": columns}).stdout for columns in ("80", "0"))
        assert unknown == wide


HOSTILE = ["[/red]", "[bold]x", "{cert}", "%s %d", "'\"\\", "--", "𝓟𝓜𝓟" * 3, "x" * 5000, "；".join("ab")]
HOSTILE += ["\n\n", "PMP\nPMP", "🙂", "\ud7ff", "..", "*", "$(id)", "a\tb", "\u200b", "\x07", ""]
OPTIONS = ("--issuer", "--grade", "--degree", "--years", "--work", "--district", "--as-of", "--format")


@pytest.mark.parametrize(("form", "option"), [("panel", "--cert"), ("json", "--cert"), ("plain", "--issuer")])
def test_no_text_of_the_user_does_any_harm(run: Run, form: str, option: str) -> None:
    for text in HOSTILE:
        done = run("check", "--cert", "IPMP", f"{option}={text}", "--format", form)
        assert done.returncode in (0, 2, 3, 4), done.stderr
        assert "Traceback" not in done.stderr
        if done.returncode == 2:
            assert done.stdout == ""
            assert done.stderr.startswith("错误：")
        elif form == "json":
            json.loads(done.stdout)
    assert "[/red]" in run("check", "--cert", "[/red]", "--format", "panel").stdout


def test_no_option_takes_a_text_unseen(run: Run) -> None:
    for option in OPTIONS:
        for text in ("[/red]\x1b[31m\u202e{x}", ""):
            done = run("check", "--cert", "IPMP", option, text)
            taken = option == "--issuer" and text  # an issuer that is not known is an answer
            assert (done.returncode in (3, 4)) if taken else (done.returncode == 2), (option, text)


# Lists


@pytest.mark.parametrize("command", LISTS)
def test_a_list_is_whole_in_every_format(run_many: RunMany, data: Data, command: str) -> None:
    lines = [[command, "--format", form] for form in FORMATS]
    as_json, as_csv, as_plain, table = run_many(lines, {"COLUMNS": "60"})
    records = json.loads(as_json.stdout)
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    plain = as_plain.stdout.splitlines()
    assert len(records) == len(rows) == len(plain) == len(LISTS[command](data))
    for record, row, line in zip(records, rows, plain, strict=True):
        assert list(row) == list(record)
        assert list(row.values()) == line.split("\t") == [flat(value) for value in record.values()]
    assert "…" not in table.stdout.replace("……", "")
    assert all(cell_len(line) <= 60 for line in table.stdout.splitlines())


def flat(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


def test_the_lists_have_the_keys_of_the_contract(run: Run) -> None:
    for command, keys in (
        ("list-certs", "number name issuer issuer_en title level series"),
        ("list-committees", "number name office phones series"),
    ):
        assert set(json.loads(run(command, "--format", "json").stdout)[0]) >= set(keys.split())


FILTERS: list[tuple[str, list[int]]] = [
    ("list-certs --series 建筑业", [45]),
    ("list-certs --series 制造", list(range(36, 45))),
    ("list-certs --series manufacturing", list(range(36, 45))),
    ("list-certs --title 助理工程师", list(range(23, 36))),
    ("list-certs --title 工程师 --series 制造业", list(range(36, 45))),
    ("list-certs --search ACRP", [12, 13, 27, 28]),
    ("list-certs --search Rheinland", [42]),
    ("list-certs --search MLS", [30, 33]),
    ("list-certs --search 没有这样的", []),
    ("list-committees --series 医药工程", [3, 15]),
    ("list-committees --district 滨江", [3, 5, 6]),
    ("list-committees --district 西湖景区", [1, 2, 3]),
    ("list-committees --district 杭州 --series 医药工程", [3, 15]),
    ("list-committees --district 苏州", []),
    ("list-committees --district 钱塘 --series 制造业", [13]),
]


def test_filters_keep_what_they_name(run: Run) -> None:
    for line, numbers in FILTERS:
        done = run(*line.split(), "--format", "json")
        assert (done.returncode, [one["number"] for one in json.loads(done.stdout)]) == (0, numbers), line


REFUSED: list[tuple[str, str]] = [
    ("list-certs --series 农业", "is not a series of the catalogue"),
    ("list-certs --title 教授", "is not a title of the catalogue"),
    ("list-certs --format xml", "--format “xml”: accepted: table, plain, csv, json"),
    ("list-certs --as-of nonsense", "--as-of “nonsense”: is not a date"),
    ("list-certs --as-of 2026 --degree bachelor", "--as-of “2026”"),
    ("list-certs --search=", "--search “”: is empty"),
    ("check --cert PMP --format jsn", "json (did you mean json)"),
    ("check --cert PMP --data nowhere", "there is no folder nowhere"),
    ("check --cert PMP --as-of 2026-02-30", "there is no such day"),
    ("check --crt PMP", "there is no option --crt; did you mean --cert\nTry hz-titles check --help"),
    ("check --cert PMP --exit-zer", "there is no option --exit-zer; did you mean --exit-zero\n"),
    ("check --cert PMP -x", "there is no option -x\n"),
    ("check --cert", "--cert needs a value\nTry hz-titles check --help"),
    ("check --cert PMP --exit-zero=3", "--exit-zero takes no value\nTry hz-titles check --help"),
    ("diff a b c", "unexpected: c\nTry hz-titles diff --help"),
    ("chekc", "there is no command “chekc”; did you mean check\nTry hz-titles --help"),
    ("PMP 本科", "there is no command “PMP”; for a person write hz-titles check PMP …\nTry hz-titles --help"),
    ("-x", "there is no option -x\nTry hz-titles --help"),
    ("--cert PMP", "--cert goes behind a command, as in hz-titles check --cert"),
    ("--version=3", "--version takes no value\nTry hz-titles --help"),
    ("--lang de", "--lang “de”: accepted: zh, en\n"),
    ("check --cert PMP --lang de", "--lang “de”: accepted: zh, en\n"),
    ("batch a.csv --header-row x", "--header-row “x”: give a row's number"),
    ("show", "CERT is missing\nTry hz-titles show --help"),
    ("schema", "catalogue|committees|verdict|audit is missing"),
    ("show 软考", "“软考” is not in the list"),
    ("show XYZ", "“XYZ” was not recognised; if this is its full name it is not in the list"),
    ("show CAPM", "the list names the PMP alone"),
    ("show 会员", "give the number or --issuer"),
    ("show PMP --issuer=", "--issuer “”: is empty"),
]


def test_what_cannot_be_used_is_refused_with_the_reason(run: Run) -> None:
    for line, words in REFUSED:
        done = run(*line.split(), environment={"HZ_TITLES_LANG": "en"})
        assert (done.returncode, done.stdout, done.stderr[:7]) == (2, "", "Error: "), line
        assert words in done.stderr, line
        if line not in ("check --cert PMP --lang de", "--lang de"):
            assert run(*line.split(), "--lang", "zh").stderr != done.stderr, line


def test_a_clock_that_tells_no_day_is_named_with_what_to_write(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Beyond:
        @staticmethod
        def today() -> None:
            raise OverflowError

    monkeypatch.setattr("hz_titles.cli.options.date", Beyond)
    done = run("check", *FACTS, environment={"HZ_TITLES_LANG": "en"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "--as-of" in done.stderr


# show


@pytest.mark.parametrize("number", [1, 4, 15, 25, 41, 42, 45])
def test_a_row_is_shown_in_full(run_many: RunMany, number: int) -> None:
    lines = [["show", str(number), "--format", form] for form in FORMATS]
    as_json, as_csv, as_plain, table = run_many(lines, {"COLUMNS": "70", "HZ_TITLES_LANG": "en"})
    record = json.loads(as_json.stdout)
    assert record["number"] == number
    assert len(record["offices"]) == 14
    assert record["years"][0]["years"] is None
    plain = as_plain.stdout
    for words in (record["name"], record["issuer"], record["title"], *record["aliases"]):
        assert words in plain
    for condition in record["notice"]["conditions"]:
        assert condition["text"] in plain
    for office in record["offices"]:
        assert all(words in plain for words in (office["area"], office["name"], *office["phones"]))
    offices = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [office["name"] for office in offices] == [office["name"] for office in record["offices"]]
    assert "…" not in table.stdout
    assert all(cell_len(line) <= 70 for line in table.stdout.splitlines())


def test_years_by_qualification_are_the_notices(run: Run) -> None:
    for cert, years in (("PMP", [None, 7, 5, 3, 2, 0]), ("CCRC", [None, 3, 1, 0, 0, 0])):
        record = json.loads(run("show", cert, "--format", "json").stdout)
        assert [each["years"] for each in record["years"]] == years


# Start screen, help, version, language


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_program_alone_prints_a_start_screen(run_many: RunMany, language: str) -> None:
    alone, asked, version = run_many([[], ["--lang", language], ["--version"]], {"HZ_TITLES_LANG": language})
    assert (alone.returncode, alone.stderr) == (0, "")
    lines = alone.stdout.splitlines()
    assert len(lines) <= 20
    assert all(cell_len(line) <= 80 for line in lines)
    assert all(f"hz-titles {command}" in alone.stdout for command in ("ask", "check", "batch", "list-certs"))
    assert asked.stdout == alone.stdout
    assert version.stdout == f"hz-titles {hz_titles.__version__}\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_is_asked_for_in_three_ways(run_many: RunMany, language: str) -> None:
    for command in ([], *([name] for name in COMMANDS)):
        lines = [["help", *command], [*command, "-h"], [*command, "--help"]]
        done = run_many(lines, {"HZ_TITLES_LANG": language})
        assert {(each.returncode, each.stderr, each.stdout) for each in done} == {(0, "", done[0].stdout)}
    whole = run_many([["help"]])[0].stdout
    assert all(command in whole for command in COMMANDS)
    places = [whole.index(words) for words in ("  ask ", "  check ", "数据与脚本", "  table ")]
    assert places == sorted(places)


LANGUAGES: list[tuple[dict[str, str], list[str], bool]] = [
    ({}, [], False),
    ({"LANG": "C"}, [], False),
    ({"LANG": "POSIX"}, [], False),
    ({"LANG": "zh_CN.UTF-8"}, [], False),
    ({"LANG": "en_US.UTF-8"}, [], True),
    ({"LANG": "de_DE.UTF-8"}, [], True),
    ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, [], False),
    ({"LANG": "zh_CN.UTF-8", "HZ_TITLES_LANG": "en"}, [], True),
    ({"LANG": "en_US.UTF-8", "HZ_TITLES_LANG": "zh"}, [], False),
    ({"HZ_TITLES_LANG": "zh"}, ["--lang", "en"], True),
    ({"HZ_TITLES_LANG": "en"}, ["--lang=zh"], False),
    ({"HZ_TITLES_LANG": "fr", "LANG": "zh_CN.UTF-8"}, [], True),
    ({"HZ_TITLES_LANG": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, [], False),
    ({"HZ_TITLES_LANG": "", "LANG": "en_US.UTF-8"}, [], True),
]


def test_the_language_is_the_options_the_variables_or_the_locales(run: Run) -> None:
    for environment, arguments, english in LANGUAGES:
        done = run("check", "--cert", "PMP", *arguments, environment=environment)
        assert done.stdout.startswith("Answer: " if english else "结论："), environment


# The environment


def test_no_colour_reaches_a_pipe_whatever_the_terminal_is_said_to_be(run: Run) -> None:
    for environment in ({"TERM": "xterm-256color"}, {"FORCE_COLOR": "1"}, {"CI": "true"}):
        for command in (["check", *FACTS], ["list-certs"], ["-h"]):
            assert "\x1b" not in run(*command, environment=environment).stdout


def test_the_data_folder_may_come_from_the_environment(run: Run, tmp_path: Path) -> None:
    done = run("check", *FACTS, environment={"HZ_TITLES_DATA": str(tmp_path)})
    assert done.returncode == 2
    assert "catalogue.yaml" in done.stderr
    done = run("check", *FACTS, "--data", str(ROOT), environment={"HZ_TITLES_DATA": str(tmp_path)})
    assert done.returncode == 0


BROKEN = """
import hz_titles.checking as checking
def broken(*facts): raise {error}
checking.check = broken
from hz_titles.__main__ import main
main()
"""


FAILURES = [
    ("ZeroDivisionError", 1, "a bug in the program (ZeroDivisionError)"),
    ("OSError(5, 'Broken', 'a.csv')", 2, "Error: the system refuses: a.csv: Broken"),
]


@pytest.mark.parametrize(("error", "code", "words"), FAILURES)
def test_a_bug_is_told_without_a_traceback_unless_it_is_asked_for(
    tmp_path: Path, error: str, code: int, words: str
) -> None:
    command = [sys.executable, "-c", BROKEN.format(error=error), "check", "--cert", "PMP", "--lang", "en"]
    for debug in ({}, {"HZ_TITLES_DEBUG": "1"}):
        done = run_command(*command, folder=tmp_path, **debug)
        assert (done.returncode, done.stdout) == (code, "")
        traceback = code == 1 and bool(debug)
        assert ("Traceback" in done.stderr) is traceback
        assert traceback or done.stderr.startswith(words)
