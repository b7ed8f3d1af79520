"""Completion as the shells ask for it: through variables, answered on standard output."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hz_titles import Data, load
from hz_titles.cli.app import COMMANDS
from hz_titles.cli.completion import offers
from tests.support.program import Run, run_command

VARIABLE = "_HZ_TITLES_COMPLETE"


def bash(run: Run, *words: str, **environment: str) -> list[str]:
    """Ask as Bash does: the words so far, the last of them half typed."""
    asked = {VARIABLE: "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = run(environment={**asked, **environment})
    assert (done.returncode, done.stderr) == (0, "")
    return [line for line in done.stdout.split("\n") if line]


def line(run: Run, shell: str, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Ask as Zsh and Fish do: the whole line up to the cursor."""
    asked = {VARIABLE: f"complete_{shell}", "_TYPER_COMPLETE_ARGS": text, "HZ_TITLES_LANG": "zh"}
    return run(environment={**asked, **environment})


OFFERED: list[tuple[str, list[str]]] = [
    ("", list(COMMANDS)),
    ("list-c", ["list-certs", "list-committees"]),
    ("help sh", ["show"]),
    ("--ver", ["--version"]),
    ("check --deg", ["--degree"]),
    ("check ", []),
    ("check PMP 本科", ["本科"]),
    ("check PMP bi", ["binjiang"]),
    ("check NPD", ["NPDP"]),
    ("check --years 6 --years", []),
    ("check --cert PM", ["PMP"]),
    ("check --cert pmp", ["pmp"]),
    ("check --cert 4", ["4", "40", "41", "42", "43", "44", "45"]),
    ("check --cert MT", []),
    ("check 4", []),
    ("check --cert PMP --issuer ", ["美国项目管理协会"]),
    ("check --cert PMP --issuer pm", ["pmI"]),
    ("check --cert 会员 --issuer 美国毒", ["美国毒理学会"]),
    ("check --cert IPMP --grade ", ["A", "B", "C", "D"]),
    ("check --cert PMP --grade ", []),
    ("check --degree ba", ["bachelor"]),
    ("check --degree 博", ["博士学位", "博士研究生"]),
    ("check --degree = mast", ["master"]),
    ("check --district bin", ["binjiang"]),
    ("check --district 西湖", ["西湖区", "西湖风景名胜区"]),
    ("list-certs --series ", ["医药工程", "制造业", "建筑业"]),
    ("list-certs --series manu", ["manufacturing"]),
    ("list-certs --title ", ["助理工程师", "工程师"]),
    ("check --lang ", ["zh", "en"]),
    ("list-certs --format ", ["table", "plain", "csv", "json"]),
    ("table --format ", ["csv", "json"]),
    ("batch --to x", ["xlsx"]),
    ("schema ", ["catalogue", "committees", "verdict", "audit"]),
    ("check --save ", []),
    ("check --years ", []),
]


def test_bash_is_offered_what_it_can_put_on_the_line(run: Run) -> None:
    for typed, expected in OFFERED:
        words = [word.replace("|", " ") for word in typed.split(" ")]
        assert sorted(bash(run, "hz-titles", *words)) == sorted(expected), typed
    numbers = [str(number) for number in range(1, 46)]
    assert bash(run, "hz-titles", "check", "--cert", "") == bash(run, "hz-titles", "show", "") == numbers


def test_what_a_format_takes_is_what_is_offered(run: Run) -> None:
    for command in ("check", "list-certs", "show CERT", "table", "audit", "diff OLD"):
        offered = bash(run, "hz-titles", *command.split(), "--format", "")
        said = run(*command.split(), *(["--cert", "1"] * (command == "check")), "--format", "x").stderr
        assert ", ".join(offered) in said, command


def test_fish_is_told_what_each_text_means(run: Run) -> None:
    for language, words in (("zh", "美国产品开发与管理协会"), ("en", "Product Development Management")):
        variables = {"HZ_TITLES_LANG": language, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        asked = line(run, "fish", "hz-titles check --cert NPD", **variables)
        text, meaning = asked.stdout.strip().split("\t")
        assert text == "NPDP"
        assert words in meaning
        assert "工程师" in meaning
    get = {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    for language, words in (("zh", "学历或学位"), ("en", "a qualification, with @DATE")):
        asked = line(run, "fish", "hz-titles check --deg", HZ_TITLES_LANG=language, **get)
        assert asked.stdout.startswith(f"--degree\t{words}")
        assert asked.stdout.count("\n") == 1, "what follows a line break is taken for another offer"
    for asked_for, code in (("--cert NPD", 0), ("--cert zzz", 1), ("--save ", 1)):
        done = line(run, "fish", f"hz-titles check {asked_for}", _TYPER_COMPLETE_FISH_ACTION="is-args")
        assert done.returncode == code


def test_zsh_is_given_a_line_to_evaluate(run: Run) -> None:
    answer = line(run, "zsh", "hz-titles check --cert NPD").stdout
    assert answer.startswith('_arguments \'*: :(("NPDP":"产品经理')
    assert line(run, "zsh", "hz-titles check --save ").stdout == "_files\n"


def test_powershell_is_given_text_and_meaning(run: Run) -> None:
    asked = line(run, "pwsh", "hz-titles check --lang e", _TYPER_COMPLETE_WORD_TO_COMPLETE="e")
    assert asked.stdout == "en::: \n"


def test_data_that_cannot_be_read_offers_nothing_and_says_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text("nothing: here\n")
    (tmp_path / "committees.yaml").write_text("nothing: here\n")
    assert bash(run, "hz-titles", "check", "--cert", "P", HZ_TITLES_DATA=str(tmp_path)) == []
    assert bash(run, "hz-titles", "check", "--data", "nowhere", "--cert", "P") == []


def test_an_unknown_request_is_refused(run: Run) -> None:
    for request in ("complete_tcsh", "nonsense", "complete_"):
        done = run(environment={VARIABLE: request})
        assert (done.returncode, done.stdout) == (2, "")
        assert "bash" in done.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_it_installs_itself_for_the_shell_that_started_it(tmp_path: Path) -> None:
    launcher = tmp_path / "hz-titles"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hz_titles "$@"\n')
    launcher.chmod(0o755)
    asking = (
        "hz-titles --install-completion && source ~/.bashrc\n"
        "COMP_WORDS=(hz-titles check --cert NPD); COMP_CWORD=3; _hz_titles_completion hz-titles\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = run_command("bash", "-c", asking, folder=tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.stdout.splitlines()[-1] == "NPDP", done.stderr


def test_a_shell_without_completion_is_unusable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", ""))
    for option in ("--install-completion", "--show-completion"):
        assert run(option).returncode == 2


# What is offered


def test_whatever_is_offered_is_read_as_what_it_is_offered_for(data: Data) -> None:
    names = data.names
    readers = {"degree": names.qualification, "district": names.place, "series": names.series}
    for row in data.catalogue.certificates:
        for typed in {text[:2] for text in (row.name, *row.aliases)}:
            for text, _ in offers("cert", "NAME", {}, typed, load):
                assert text.startswith(typed)
                assert names.identify(text).rows, text
        for text, _ in offers("issuer", "NAME", {"cert": [row.name]}, "", load):
            assert names.identify(row.name, text).rows, (row.number, text)
    for fact, read in {**readers, "title": names.titles}.items():
        for typed in ("", "b", "大", "m", "博", "x", "西", "l", "3301", "高", "制", "c"):
            for text, _ in offers(fact, "", {}, typed, load):
                assert read(text), (fact, text)
                assert shlex.quote(text) == text or not text.isascii()
