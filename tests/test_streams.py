"""Between the program and the shell: encodings, paths in any locale, streams that are closed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT, Run

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
