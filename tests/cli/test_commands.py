"""The commands as real processes: formats, languages, pipes, exit codes, and never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hz_titles
from hz_titles.cli.app import COMMANDS
from tests.support.program import ROOT, Run, RunMany

FACTS = ["--cert", "PMP", "--degree", "bachelor", "--years", "6", "--district", "滨江"]
LISTS = {"list-certs": 45, "list-committees": 19, "list-districts": 14, "list-readings": 15}
AS_OF = ["--as-of", "2026-11-23"]


def clean(done: subprocess.CompletedProcess[str]) -> None:
    """Nobody ever sees a traceback, a colour in a pipe, or a control character."""
    for text in (done.stdout, done.stderr):
        assert "Traceback" not in text
        assert "\x1b" not in text
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\x9b")


# check


def test_the_command_line_of_the_card_says_yes_title_and_office(run: Run) -> None:
    done = run("check", *FACTS)
    clean(done)
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "符合条件",
        "工程师（中级）",
        "制造业",
        "人才管理服务中心",
        "0571-88119352",
        "0571-88119325",
    ):
        assert words in done.stdout


def test_a_pipe_gets_plain_lines_each_with_its_heading_and_nothing_cut(run: Run) -> None:
    for language, colon, headings in (
        (
            "zh",
            "：",
            "结论|职称|目录项目|去哪里申请|办公室|电话|认定范围|理由|条件（满足其一即可）|证书|学历或学位|"
            "相关工作年限|工作所在地|计算到|未核实，按“是”处理|政策口径|注意",
        ),
        (
            "en",
            ": ",
            "Answer|Title|Listed|Where|Office|Telephone|Serves|Why|Conditions (one is enough)|Certificate|"
            "Qualification|Years of related work|Place of work|As-of date|Assumed (not checked)|"
            "How we read the notice|Note",
        ),
    ):
        done = run("check", *FACTS, "--lang", language, environment={"COLUMNS": "20"})
        clean(done)
        assert "…" not in done.stdout
        found = dict.fromkeys(line.partition(colon)[0] for line in done.stdout.splitlines())
        assert "|".join(found) == headings
        assert "杭州高新技术产业开发区制造业工程技术人员工程师资格评审委员会" in done.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_json_is_one_object_with_the_texts_in_the_language(run: Run, language: str) -> None:
    done = run("check", *FACTS, "--format", "json", "--lang", language)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["status"], answer["certificate"]["number"]) == (0, "eligible", 40)
    assert answer["reasons"][0]["text"].isascii() is False
    assert ("满足" in answer["reasons"][0]["text"]) is (language == "zh")
    assert answer["source"]["version"] == hz_titles.__version__


def test_the_json_of_a_process_is_the_librarys(run: Run) -> None:
    from hz_titles.words.verdict_object import verdict_object

    data = hz_titles.load()
    facts = hz_titles.Facts(cert="PMP", degrees=("bachelor",), years="6", district="滨江")
    verdict = hz_titles.check(data, facts, hz_titles.names.dates.read_day("2026-11-23", "as_of").first)
    done = run("check", *FACTS, *AS_OF, "--format", "json", "--lang", "en")
    assert json.loads(done.stdout) == verdict_object(data, verdict, hz_titles.Language.EN)


def test_the_panel_holds_within_the_width_of_the_terminal(run: Run) -> None:
    for width in (50, 80, 120):
        done = run("check", *FACTS, "--format", "panel", environment={"COLUMNS": str(width)})
        lines = done.stdout.splitlines()
        assert lines[0][0] == "╭"
        assert all(display_width(line) <= width for line in lines)
        assert "…" not in done.stdout


def display_width(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(line)


HOSTILE = [
    "[/red]",
    "[bold]x",
    "{cert}",
    "%s %d",
    "a\x1b[31mb",
    "\u202eabc",
    "\u200b",
    "\x9b31m",
    "\x07",
    "'\"\\",
]
HOSTILE += [
    "--",
    "𝓟𝓜𝓟" * 3,
    "x" * 5000,
    "；".join("ab"),
    "\n\n",
    "PMP\nPMP",
    "🙂",
    "\ud7ff",
    "..",
    "*",
    "$(id)",
    "a\tb",
]


@pytest.mark.parametrize(("form", "option"), [("panel", "--cert"), ("json", "--cert"), ("plain", "--issuer")])
def test_no_text_of_the_user_does_any_harm(run_many: RunMany, form: str, option: str) -> None:
    lines = [["check", "--cert", "IPMP", f"{option}={text}", "--format", form] for text in HOSTILE]
    for done in run_many(lines):
        clean(done)
        assert done.returncode in (0, 2, 3, 4), done.stderr
        if done.returncode == 2:
            assert done.stdout == ""
            assert done.stderr.startswith("错误：")
        elif form == "json":
            json.loads(done.stdout)


def test_square_brackets_of_the_user_are_printed_as_they_are(run: Run) -> None:
    assert "“[/red]”" in run("check", "--cert", "[/red]", "--format", "panel").stdout


def test_no_option_takes_a_text_unseen(run_many: RunMany) -> None:
    options = ["--issuer", "--grade", "--degree", "--years", "--work", "--district", "--as-of", "--format"]
    texts = ["[/red]\x1b[31m\u202e{x}", ""]
    lines = [["check", "--cert", "IPMP", option, text] for option in options for text in texts]
    for line, done in zip(lines, run_many(lines), strict=True):
        clean(done)
        other_issuer = line[-2] == "--issuer" and line[-1]
        assert done.returncode == (3 if other_issuer else 2), (line, done.stderr)


# Lists


@pytest.mark.parametrize("command", LISTS)
def test_a_list_is_whole_in_every_format(run_many: RunMany, command: str) -> None:
    count = LISTS[command]
    lines = [[command, "--format", form] for form in ("json", "csv", "plain", "table")]
    as_json, as_csv, as_plain, table = run_many(lines, {"COLUMNS": "60"})
    records = json.loads(as_json.stdout)
    assert len(records) == count
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [list(row) for row in rows] == [list(record) for record in records]
    plain = as_plain.stdout.splitlines()
    assert len(plain) == count
    for record, row, line in zip(records, rows, plain, strict=True):
        cells = [flat(value) for value in record.values()]
        assert list(row.values()) == cells
        assert line.split("\t") == cells
    clean(table)
    assert "…" not in table.stdout.replace("……", "")
    assert all(display_width(line) <= 60 for line in table.stdout.splitlines())


def flat(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


def test_the_lists_have_the_keys_of_the_contract(run: Run) -> None:
    first = json.loads(run("list-certs", "--format", "json").stdout)[0]
    assert set(first) >= {"number", "name", "issuer", "issuer_en", "title", "level", "series"}
    first = json.loads(run("list-committees", "--format", "json").stdout)[0]
    assert set(first) >= {"number", "name", "office", "phones", "series"}


FILTERS: list[tuple[list[str], list[int]]] = [
    (["list-certs", "--series", "建筑业"], [45]),
    (["list-certs", "--series", "制造"], list(range(36, 45))),
    (["list-certs", "--series", "manufacturing"], list(range(36, 45))),
    (["list-certs", "--title", "助理工程师"], list(range(23, 36))),
    (["list-certs", "--title", "工程师", "--series", "制造业"], list(range(36, 45))),
    (["list-certs", "--search", "ACRP"], [12, 13, 27, 28]),
    (["list-certs", "--search", "NPDP"], [43]),
    (["list-certs", "--search", "Rheinland"], [42]),
    (["list-certs", "--search", "MLS"], [30, 33]),
    (["list-certs", "--search", "Fellow"], [26]),
    (["list-certs", "--search", "没有这样的"], []),
    (["list-committees", "--series", "医药工程"], [3, 15]),
    (["list-committees", "--district", "滨江"], [3, 5, 6]),
    (["list-committees", "--district", "西湖景区"], [1, 2, 3]),
    (["list-committees", "--district", "钱塘", "--series", "制造业"], [13]),
]


def test_filters_keep_what_they_name(run_many: RunMany) -> None:
    lines = [[*arguments, "--format", "json"] for arguments, _ in FILTERS]
    for (arguments, numbers), done in zip(FILTERS, run_many(lines), strict=True):
        assert done.returncode == 0
        assert [record["number"] for record in json.loads(done.stdout)] == numbers, arguments


REFUSED: list[tuple[list[str], str]] = [
    (["list-certs", "--series", "农业"], "is not a series of the catalogue"),
    (["list-certs", "--title", "教授"], "is not a title of the catalogue"),
    (["list-committees", "--district", "苏州"], "is not a district, county or city of 杭州市"),
    (["list-certs", "--format", "xml"], "--format “xml”: accepted: table, plain, csv, json"),
    (["list-certs", "--as-of", "nonsense"], "--as-of “nonsense”: is not a date"),
    (["list-certs", "--as-of", "2026", "--degree", "bachelor"], "give the day as well"),
    (["list-certs", "--search", ""], "--search “”: is empty"),
    (["check", "--cert", "PMP", "--format", "jsn"], "accepted: panel, full, plain, json (did you mean json)"),
    (["check", "--cert", "PMP", "--data", "nowhere"], "there is no folder nowhere"),
    (["check", "--cert", "PMP", "--as-of", "2026"], "give the day as well"),
    (["check", "--cert", "PMP", "--as-of", "2026-02-30"], "there is no such day"),
    (["check", "--crt", "PMP"], "there is no option --crt; did you mean --cert"),
    (["check", "--cert"], "--cert needs a value"),
    (["check"], "--cert is missing"),
    (["check", "--cert", "PMP", "more"], "unexpected: more"),
    (["chekc"], "there is no command “chekc”; did you mean check"),
    (["show"], "CERT is missing"),
    (["show", ""], "Error: CERT “”: is empty"),
    (["show", "x" * 5000], "Error: CERT “x"),
    (["show", "PMP", "--issuer", ""], "--issuer “”: is empty"),
    (["show", "软考"], "“软考” is not in the list"),
    (["show", "CAPM"], "the list names the PMP alone"),
    (["show", "会员"], "give the number or --issuer"),
]


def test_what_cannot_be_used_is_refused_with_the_reason(run_many: RunMany) -> None:
    lines = [arguments for arguments, _ in REFUSED]
    for (arguments, words), done in zip(REFUSED, run_many(lines, {"HZ_TITLES_LANG": "en"}), strict=True):
        clean(done)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert done.stderr.startswith("Error: "), arguments
        assert words in done.stderr, arguments


def test_an_unknown_language_is_refused_in_the_one_that_is_known(run: Run) -> None:
    done = run("check", "--cert", "PMP", "--lang", "de", environment={"HZ_TITLES_LANG": "en"})
    assert (done.returncode, done.stderr) == (2, "Error: --lang “de”: accepted: zh, en\n")


# show


@pytest.mark.parametrize("number", [1, 4, 15, 25, 41, 42, 45])
def test_a_row_is_shown_in_full(run_many: RunMany, number: int) -> None:
    lines = [["show", str(number), "--format", form] for form in ("json", "csv", "plain", "table")]
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
    assert all(display_width(line) <= 70 for line in table.stdout.splitlines())


def test_years_by_qualification_are_the_notices(run: Run) -> None:
    engineer = json.loads(run("show", "PMP", "--format", "json").stdout)
    assert [each["years"] for each in engineer["years"]] == [None, 7, 5, 3, 2, 0]
    assistant = json.loads(run("show", "CCRC", "--format", "json").stdout)
    assert [each["years"] for each in assistant["years"]] == [None, 3, 1, 0, 0, 0]


# Help, version, language


@pytest.mark.parametrize(("language", "words"), [("zh", "例：hz-titles"), ("en", "Example: hz-titles")])
def test_every_command_has_help_with_an_example_in_both_languages(
    run_many: RunMany, language: str, words: str
) -> None:
    lines = [[command, option] for command in COMMANDS for option in ("-h", "--help")]
    done = run_many(lines, {"HZ_TITLES_LANG": language})
    for command, short, long in zip(COMMANDS, done[::2], done[1::2], strict=True):
        clean(short)
        assert (short.returncode, short.stderr) == (0, "")
        assert f"{words} {command}" in " ".join(short.stdout.split())
        assert long.stdout == short.stdout


def test_the_program_has_help_and_a_version(run: Run) -> None:
    done = run("-h")
    assert done.returncode == 0
    assert all(command in done.stdout for command in COMMANDS)
    assert run("--version").stdout == f"hz-titles {hz_titles.__version__}\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_program_alone_prints_a_start_screen(run_many: RunMany, language: str) -> None:
    alone, with_option, *asked = run_many(
        [[], ["--lang", language], ["help"], ["-h"], ["help", "show"], ["show", "-h"]],
        {"HZ_TITLES_LANG": language},
    )
    assert (alone.returncode, alone.stderr) == (0, "")
    assert len(alone.stdout.splitlines()) <= 20
    assert all(display_width(line) <= 80 for line in alone.stdout.splitlines() if "--cert" not in line)
    assert all(f"hz-titles {command}" in alone.stdout for command in ("ask", "check", "batch", "list-certs"))
    assert with_option.stdout == alone.stdout
    for one, other in zip(asked[::2], asked[1::2], strict=True):
        assert (one.returncode, one.stdout) == (0, other.stdout)


@pytest.mark.parametrize(
    ("environment", "arguments", "english"),
    [
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
    ],
)
def test_the_language_is_the_options_the_variables_or_the_locales(
    run: Run, environment: dict[str, str], arguments: list[str], english: bool
) -> None:
    done = run("check", "--cert", "PMP", *arguments, environment=environment)
    assert done.stdout.startswith("Answer: " if english else "结论：")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_official_names_stay_chinese(run: Run, language: str) -> None:
    done = run("check", *FACTS, "--lang", language)
    for words in (
        "项目管理专业人士资格认证(PMP)",
        "美国项目管理协会",
        "Project Management Institute",
        "工程师",
    ):
        assert words in done.stdout


# Encodings and pipes


def test_arguments_are_utf8_in_any_locale(run: Run) -> None:
    for environment in (
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ):
        done = run(
            "check", *FACTS, "--format", "json", environment={**environment, "PYTHONIOENCODING": "utf-8"}
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["apply_to"]["area"] == "滨江区"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "gb18030", "utf-16"])
def test_output_that_an_encoding_cannot_hold_is_escaped(run: Run, encoding: str) -> None:
    for arguments in (["list-certs"], ["check", "--cert", "42", "--full"]):
        done = run(*arguments, environment={"PYTHONIOENCODING": encoding}, encoding=encoding)
        clean(done)
        assert done.returncode in (0, 4)
        assert done.stderr == ""
        assert ("德国技术监督协会" in done.stdout) is (encoding not in ("ascii", "latin-1"))
        assert ("TÜV" in done.stdout) is (encoding not in ("ascii", "gbk"))


@pytest.mark.parametrize("option", ["--cert", "--district"])
def test_bytes_that_are_not_utf8_are_refused_with_a_hint(run: Run, option: str) -> None:
    done = run("check", "--cert", "PMP", option, "药剂师".encode("gbk"))
    clean(done)
    assert (done.returncode, done.stdout) == (2, "")
    assert "UTF-8" in done.stderr
    assert "chcp 65001" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["list-certs", "--format", "json"], ["check", *FACTS], ["show", "PMP"], ["-h"], ["--version"]],
)
def test_a_closed_pipe_is_quiet(arguments: list[str], tmp_path: Path) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import time; time.sleep(0.2); from hz_titles.__main__ import main; main()",
            *arguments,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said_in_a_word(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hz_titles", "list-certs", "--lang", "en"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("Error: cannot write to standard output")
    assert done.stderr.count("\n") == 1


def test_no_colour_reaches_a_pipe_whatever_the_terminal_is_said_to_be(run: Run) -> None:
    for environment in ({"TERM": "xterm-256color"}, {"FORCE_COLOR": "1"}, {"CI": "true"}):
        clean(run("check", *FACTS, environment=environment))


def test_the_data_folder_may_come_from_the_environment(run: Run, tmp_path: Path) -> None:
    done = run("check", *FACTS, environment={"HZ_TITLES_DATA": str(tmp_path)})
    assert done.returncode == 2
    assert "catalogue.yaml" in done.stderr
    done = run("check", *FACTS, "--data", str(ROOT), environment={"HZ_TITLES_DATA": str(tmp_path)})
    assert done.returncode == 0


def test_a_bug_is_told_without_a_traceback_unless_it_is_asked_for(tmp_path: Path) -> None:
    program = (
        "import sys, hz_titles.checking as checking\n"
        "def broken(*facts): raise ZeroDivisionError\n"
        "checking.check = broken\n"
        "from hz_titles.__main__ import main\nmain()"
    )
    command = [sys.executable, "-c", program, "check", "--cert", "PMP", "--lang", "en"]
    plain = {**os.environ, "PYTHONPATH": str(ROOT)}
    for environment, shown in ((plain, False), ({**plain, "HZ_TITLES_DEBUG": "1"}, True)):
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert ("Traceback" in done.stderr) is shown
        assert shown or "a bug in the program (ZeroDivisionError)" in done.stderr
