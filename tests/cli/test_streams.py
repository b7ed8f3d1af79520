"""Between the program and the shell: encodings, paths in any locale, streams that are closed, what is raw."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hz_titles import Data
from hz_titles.loading import FILES
from tests.support.program import ROOT, Run, run_command, variables

HARD = "Ü🙂滨"
"""A letter that GBK lacks, one above U+FFFF, and one that ASCII lacks."""
TABLE = f"name,cert,degree,years,district\n{HARD},PMP,本科,6,滨江\n"


@pytest.fixture
def applicants(tmp_path: Path) -> Path:
    path = tmp_path / "applicants.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


# JSON in any encoding


JSON_COMMANDS = [
    *(["check", "--cert", cert] for cert in (HARD, "42")),
    ["show", "42"],
    *([command] for command in ("list-certs", "list-committees", "list-districts", "list-readings", "table")),
]


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-16"])
def test_json_is_json_in_an_encoding_that_cannot_hold_it(run: Run, applicants: Path, encoding: str) -> None:
    lines = [[*line, "--format", "json"] for line in JSON_COMMANDS]
    for line in (*lines, ["schema", "catalogue"]):
        assert json.loads(run(*line, encoding=encoding).stdout) == json.loads(run(*line).stdout), line
    applicants.write_text(f"cert\n{HARD}\n", encoding="utf-8")
    batch = ["batch", str(applicants), "--summary", "json"]
    on_error = run(*batch, encoding=encoding).stderr.splitlines()[-1]
    on_output = run(*batch, "-o", str(applicants.with_name("out.csv")), encoding=encoding).stdout
    assert HARD in str(json.loads(on_error))
    assert HARD in str(json.loads(on_output))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "gb18030", "utf-16"])
def test_output_that_an_encoding_cannot_hold_is_escaped(run: Run, encoding: str) -> None:
    for arguments in (["list-certs"], ["check", "--cert", "42", "--full"]):
        done = run(*arguments, encoding=encoding)
        assert (done.returncode, done.stderr) == (4 if "check" in arguments else 0, "")
        assert ("德国技术监督协会" in done.stdout) is (encoding not in ("ascii", "latin-1"))
        assert ("TÜV" in done.stdout) is (encoding not in ("ascii", "gbk"))


def test_json_lines_on_a_terminal_are_json_in_its_encoding(applicants: Path) -> None:
    terminals = pytest.importorskip("tests.support.terminal", reason="there is no pseudo-terminal")
    line = ["batch", str(applicants), "--to", "jsonl"]
    with terminals.terminal(*line, encoding="gbk", environment={"PYTHONIOENCODING": "gbk"}) as talk:
        assert talk.wait() == 0
    answer = next(text for text in talk.text.splitlines() if "{" in text)
    answer = answer[answer.index("{") :]
    assert json.loads(answer)["name"] == HARD
    assert "\\u00dc\\ud83d\\ude42滨" in answer


# Arguments and paths in any locale


def test_arguments_are_utf8_in_any_locale(process: Run) -> None:
    for locale in ({"LANG": "C"}, {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        environment = {**locale, "PYTHONIOENCODING": "utf-8"}
        done = process(
            "check", "--cert", "PMP", "--district", "滨江", "--format", "json", environment=environment
        )
        assert json.loads(done.stdout)["apply_to"]["area"] == "滨江区", done.stderr


@pytest.mark.parametrize("option", ["--cert", "--district"])
def test_bytes_that_are_not_utf8_are_refused_with_a_hint(run: Run, option: str) -> None:
    done = run("check", "--cert", "PMP", option, os.fsdecode("药剂师".encode("gbk")))
    assert (done.returncode, done.stdout) == (2, "")
    assert "UTF-8" in done.stderr
    assert "chcp 65001" in done.stderr


LOCALES = {"en_US.ISO-8859-1": ("en_US", "ISO-8859-1"), "zh_CN.GBK": ("zh_CN", "GBK")}
LINES = """
import json, os, sys
from hz_titles.cli.app import run
for line in json.loads(sys.argv[1]):
    print(run([os.fsdecode(text.encode()) for text in line]), file=sys.stderr)
"""
"""Runs command lines of which each argument is decoded as Python decodes its own."""
PATHS: list[tuple[str, str, int]] = [
    ("batch 名单.csv -o 结果.csv --data 数据", "", 0),
    ("check --cert PMP --save 证.txt", "已保存到 证.txt", 4),
    ("diff 数据 数据", "", 0),
    ("batch 明单.csv", "没有文件 明单.csv", 2),
    ("batch 名单.csv -o 名单.csv --force", "名单.csv 就是输入文件", 2),
    ("batch 名单.csv -o 没有/结果.csv", "没有文件夹 没有", 2),
    ("batch 名单.csv -o 结果.表", "结果.表：看不出输出格式", 2),
    ("check --cert PMP --save 证.表", "证.表", 2),
    ("list-certs --data 数字", "没有文件夹 数字", 2),
]


@pytest.mark.parametrize("name", LOCALES)
def test_paths_reach_the_system_and_the_person_as_they_were_typed(
    tmp_path: Path, data: Data, name: str
) -> None:
    source, charmap = LOCALES[name]
    if shutil.which("localedef") is None:
        pytest.skip("no localedef here")
    folder = tmp_path / "locales"
    folder.mkdir()
    made = run_command("localedef", "-i", source, "-f", charmap, str(folder / name), folder=tmp_path)
    if not (folder / name).exists():
        pytest.skip(made.stderr)
    shutil.copytree(data.folder, tmp_path / "数据", ignore=lambda place, names: {*names} - {*FILES})
    (tmp_path / "名单.csv").write_text(TABLE, encoding="utf-8")
    locale = {"LOCPATH": str(folder), "LC_ALL": name, "HZ_TITLES_LANG": "zh"}
    lines = json.dumps([line.split() for line, _, _ in PATHS])
    done = run_command(sys.executable, "-c", LINES, lines, folder=tmp_path, **locale)
    for (line, words, code), said in zip(
        PATHS, re.split(r"(?<=^\d)$", done.stderr, flags=re.M), strict=False
    ):
        assert words in said, line
        assert said.endswith(f"\n{code}"), (line, said)
    assert (tmp_path / "结果.csv").exists()
    assert (tmp_path / "证.txt").exists()


# Streams that are closed, full or gone


UNWRITABLE = "Error: cannot write"
CLOSED: list[tuple[str, str, int, str]] = [
    ("check --cert PMP", ">&-", 2, UNWRITABLE),
    ("check --cert PMP --format panel", ">&-", 2, UNWRITABLE),
    ("check -h", ">&-", 2, UNWRITABLE),
    ("check -h", "> /dev/full", 2, UNWRITABLE),
    ("list-certs", "> /dev/full", 2, UNWRITABLE),
    ("--version", ">&-", 2, UNWRITABLE),
    ("table", ">&- <&-", 2, UNWRITABLE),
    ("batch applicants.csv", ">&-", 2, UNWRITABLE),
    ("batch applicants.csv -o 1.csv", ">&-", 0, "columns: "),
    ("batch applicants.csv -o 2.csv", "2>&-", 0, ""),
    ("batch applicants.csv -o 3.csv", "<&- >&- 2>&-", 0, ""),
    ("batch -", "<&-", 2, "Error: cannot read standard input"),
    ("check --cert PMP --district zz", "2>&-", 2, ""),
    ("check --cert PMP", "2>&-", 4, ""),
    ("check --cert PMP", "<&-", 4, ""),
    ("ask", "<&-", 2, "Error: ask needs a terminal"),
    ("", ">&-", 2, UNWRITABLE),
]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(("line", "streams", "code", "words"), CLOSED)
def test_a_stream_or_folder_that_cannot_be_used_is_said(
    applicants: Path, line: str, streams: str, code: int, words: str
) -> None:
    script = f'"{sys.executable}" -m hz_titles {line} {streams}'
    done = run_command("sh", "-c", script, folder=applicants.parent)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert (done.stderr == "") is (words == "")
    if " -o " in line:
        assert (applicants.parent / line.split()[-1]).read_text(encoding="utf-8-sig").count(",eligible,") == 1


def test_a_working_folder_that_is_gone_is_said(applicants: Path) -> None:
    program = 'mkdir gone; cd gone; rmdir ../gone; exec "$0" -m hz_titles batch "$1" -o out.csv'
    done = run_command("sh", "-c", program, sys.executable, str(applicants), folder=applicants.parent)
    assert (done.returncode, done.stderr) == (2, "Error: cannot write out.csv: No such file or directory\n")


@pytest.mark.parametrize("line", ["list-certs --format json", "check --cert PMP", "-h", "--version"])
def test_a_closed_pipe_is_quiet(tmp_path: Path, line: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "hz_titles", *line.split()],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=variables(tmp_path, None),
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


# Nothing raw


RAW = "\x1b]0;x\x07\x1b[31m\u202e\x9b2J\r"
OPTIONS = "cert issuer grade work district years as-of lang data save format"
ARGUMENTS = [
    [RAW],
    ["check", RAW],
    ["check", f"--{RAW}"],
    ["check", "--cert", "PMP", f"--degree={RAW}"],
    *(["check", "--cert", "PMP", f"--{option}=a{RAW}"] for option in OPTIONS.split()),
    ["check", "--cert", f"PMP{RAW}", "--format", "panel"],
    ["show", f"PMP{RAW}x"],
    ["list-certs", "--search", RAW],
    ["schema", RAW],
    ["diff", RAW],
    ["batch", RAW],
    ["help", RAW],
]


def steering(text: str) -> set[str]:
    """Return the characters that a terminal would obey or a reader would not see."""
    return {char for char in text if not char.isprintable() and char not in "\n\t"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_argument_reaches_the_terminal_raw(run: Run, language: str) -> None:
    for line in ARGUMENTS:
        done = run(*line, environment={"HZ_TITLES_LANG": language})
        assert done.returncode in (0, 2, 3, 4), line
        assert not steering(done.stdout + done.stderr), line
    done = run("list-certs", environment={"HZ_TITLES_DATA": RAW, "HZ_TITLES_LANG": RAW})
    assert done.returncode == 2
    assert not steering(done.stderr)


def test_no_text_of_a_table_reaches_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a\x1b[31m.csv"
    table.write_text(
        f"cert,x{RAW}\x00,degree\nPMP{RAW},{RAW},本科\nb{RAW},,{RAW}\n", encoding="utf-8", newline=""
    )
    for more in (["--map", f"years={RAW}"], []):
        done = run("batch", str(table), "-o", str(tmp_path / f"b{RAW}.csv"), *more)
        assert not steering(done.stdout + done.stderr)


def test_no_text_of_a_data_file_reaches_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    for name in FILES:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines(keepends=True)
        texts = [number for number, line in enumerate(lines) if re.search(r": \w[^\"'#:|>]*$", line)]
        for number in texts[:: len(texts) // 6]:
            key, text = lines[number].rstrip("\n").split(": ", 1)
            changed = [*lines[:number], f'{key}: "{text}\\e[31m\\x9b2J\\u202E"\n', *lines[number + 1 :]]
            (tmp_path / name).write_text("".join(changed), encoding="utf-8")
            done = run("list-certs", "--data", str(tmp_path), "--degree", "bachelor")
            assert not steering(done.stdout + done.stderr), lines[number]
        shutil.copy(ROOT / name, tmp_path / name)
