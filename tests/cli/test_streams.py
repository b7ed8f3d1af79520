"""Between the program and the shell: encodings, paths in any locale, streams that are closed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hz_titles import Data
from hz_titles.loading.source import CATALOGUE, COMMITTEES
from tests.support.program import ROOT, Run

HARD = "Ü🙂滨"
"""A letter that GBK lacks, one above U+FFFF, and one that ASCII lacks."""
DATA_FILES = (CATALOGUE, COMMITTEES)
TABLE = f"name,cert,degree,years,district\n{HARD},PMP,本科,6,滨江\n"


@pytest.fixture
def applicants(tmp_path: Path) -> Path:
    path = tmp_path / "applicants.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


# JSON in any encoding


JSON_COMMANDS = [
    ["check", "--cert", HARD],
    ["check", "--cert", "42"],
    ["show", "42"],
    ["list-certs"],
    ["list-committees"],
    ["list-districts"],
    ["list-readings"],
    ["table"],
    ["audit"],
    ["diff", str(ROOT)],
]


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-16"])
@pytest.mark.parametrize("arguments", JSON_COMMANDS, ids=" ".join)
def test_json_is_json_in_an_encoding_that_cannot_hold_it(
    run: Run, arguments: list[str], encoding: str
) -> None:
    line = [*arguments, "--format", "json"]
    wanted = json.loads(run(*line).stdout)
    assert (
        json.loads(run(*line, environment={"PYTHONIOENCODING": encoding}, encoding=encoding).stdout) == wanted
    )


def test_a_schema_is_json_too(run: Run) -> None:
    done = run("schema", "catalogue", environment={"PYTHONIOENCODING": "ascii"})
    assert done.stdout.isascii()
    assert json.loads(done.stdout) == json.loads(run("schema", "catalogue").stdout)


@pytest.mark.parametrize("to_file", [True, False], ids=["on standard output", "on standard error"])
def test_a_summary_is_json_too(run: Run, applicants: Path, tmp_path: Path, to_file: bool) -> None:
    applicants.write_text(f"cert\n{HARD}\n", encoding="utf-8")
    target = ["-o", str(tmp_path / "out.csv")] if to_file else []
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    done = run("batch", str(applicants), *target, "--summary", "json", environment=ascii_only)
    text = done.stdout if to_file else done.stderr.splitlines()[-1]
    assert HARD in str(json.loads(text))


def test_json_lines_on_a_terminal_are_json_in_its_encoding(applicants: Path) -> None:
    terminals = pytest.importorskip("terminal", reason="there is no pseudo-terminal")
    line = ["batch", str(applicants), "--to", "jsonl"]
    with terminals.terminal(*line, encoding="gbk", environment={"PYTHONIOENCODING": "gbk"}) as talk:
        assert talk.wait() == 0
    answer = next(text for text in talk.text.splitlines() if "{" in text)
    answer = answer[answer.index("{") :]
    assert json.loads(answer)["name"] == HARD
    assert "\\u00dc\\ud83d\\ude42滨" in answer


# Paths in any locale


LOCALES = {"en_US.ISO-8859-1": ("en_US", "ISO-8859-1"), "zh_CN.GBK": ("zh_CN", "GBK"), "C.UTF-8": None}


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a locale, made for the test where it is not UTF-8's."""
    name = str(request.param)
    folder = tmp_path_factory.mktemp("locales")
    if made := LOCALES[name]:
        if shutil.which("localedef") is None:
            pytest.skip("no localedef here")
        source, charmap = made
        done = subprocess.run(
            ["localedef", "-i", source, "-f", charmap, str(folder / name)], capture_output=True, check=False
        )
        if not (folder / name).exists():
            pytest.skip(done.stderr.decode(errors="replace"))
    return {"LOCPATH": str(folder), "LC_ALL": name, "PYTHONIOENCODING": "utf-8", "HZ_TITLES_LANG": "zh"}


def test_paths_reach_the_system_as_they_were_typed(
    run: Run, locale: dict[str, str], tmp_path: Path, data: Data
) -> None:
    folder, table = tmp_path / "数据", tmp_path / "名单.csv"
    shutil.copytree(data.source.folder, folder, ignore=lambda place, names: {*names} - {*DATA_FILES})
    table.write_text(TABLE, encoding="utf-8")
    output, page = tmp_path / "结果.csv", tmp_path / "证.txt"
    for line in (
        ["batch", str(table), "-o", str(output), "--data", str(folder)],
        ["check", "--cert", "PMP", "--save", str(page)],
        ["diff", str(folder), str(folder)],
    ):
        done = run(*line, environment=locale)
        assert done.returncode in (0, 4), done.stderr
    assert output.exists()
    assert page.exists()
    assert str(page) in run("check", "--cert", "PMP", "--save", str(page), environment=locale).stderr
    assert run("audit", environment={**locale, "HZ_TITLES_DATA": str(folder)}).returncode == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["batch", "明单.csv"], "没有文件 明单.csv"),
        (["batch", "名单.csv", "-o", "名单.csv", "--force"], "名单.csv 就是输入文件"),
        (["batch", "名单.csv", "-o", "没有/结果.csv"], "没有文件夹 没有"),
        (["batch", "名单.csv", "-o", "结果.表"], "结果.表：看不出输出格式"),
        (["check", "--cert", "PMP", "--save", "证.表"], "--save「证.表」"),
        (["list-certs", "--data", "数据"], "没有文件夹 数据"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_paths_are_shown_as_they_were_typed(
    run: Run, locale: dict[str, str], tmp_path: Path, line: list[str], words: str
) -> None:
    (tmp_path / "名单.csv").write_text(TABLE, encoding="utf-8")
    done = run(*line, environment=locale, folder=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


# Streams that are closed


UNWRITABLE = "Error: cannot write"
CLOSED: list[tuple[str, str, int, str]] = [
    ("check --cert PMP", ">&-", 2, UNWRITABLE),
    ("check --cert PMP --format panel", ">&-", 2, UNWRITABLE),
    ("check -h", ">&-", 2, UNWRITABLE),
    ("--version", ">&-", 2, UNWRITABLE),
    ("list-certs --format table", ">&-", 2, UNWRITABLE),
    ("table", ">&- <&-", 2, UNWRITABLE),
    ("schema verdict", ">&-", 2, UNWRITABLE),
    ("batch applicants.csv", ">&-", 2, UNWRITABLE),
    ("batch applicants.csv --to jsonl", ">&-", 2, UNWRITABLE),
    ("batch applicants.csv -o 1.csv", ">&-", 0, "columns: "),
    ("batch applicants.csv -o 2.csv", "2>&-", 0, ""),
    ("batch applicants.csv -o 3.csv", "<&- >&- 2>&-", 0, ""),
    ("batch -", "<&-", 2, "Error: cannot read standard input"),
    ("batch -", "< applicants.csv", 0, "columns: "),
    ("check --cert PMP --district zz", "2>&-", 2, ""),
    ("check --cert PMP", "2>&-", 4, ""),
    ("check --cert PMP", "<&-", 4, ""),
    ("ask", "<&-", 2, "Error: ask needs a terminal"),
    ("ask", ">&-", 2, "Error: ask needs a terminal"),
    ("", "2>&-", 0, ""),
    ("", ">&-", 2, UNWRITABLE),
]


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here")
@pytest.mark.parametrize(("line", "streams", "code", "words"), CLOSED)
def test_a_closed_stream_is_one_that_cannot_be_used(
    applicants: Path, line: str, streams: str, code: int, words: str
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m hz_titles {line} {streams}'],
        cwd=applicants.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HZ_TITLES_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert (done.stderr == "") is (words == "")
    if " -o " in line:
        assert (applicants.parent / line.split()[-1]).read_text(encoding="utf-8-sig").count(",eligible,") == 1


# Ctrl-C


@pytest.mark.parametrize(("language", "word"), [("en", "interrupted\n"), ("zh", "已中断\n")])
@pytest.mark.parametrize("module", ["hz_titles.cli.app", "hz_titles.errors", "typer", "hz_titles.checking"])
def test_ctrl_c_is_130_and_one_word_from_the_first_import_on(
    tmp_path: Path, module: str, language: str, word: str
) -> None:
    program = (
        "import signal, sys\n"
        "class CtrlC:\n"
        "    def find_spec(self, name, *more):\n"
        f"        if name == {module!r}: signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, CtrlC())\n"
        "from hz_titles.__main__ import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check", "--cert", "PMP", "--lang", language],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", word)
