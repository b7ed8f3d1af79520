"""Completion as the shells ask for it: through variables, answered on standard output."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hz_titles import Data, Language, UsageError
from hz_titles.cli import completion_scripts as completing
from hz_titles.cli.app import COMMANDS
from hz_titles.reports import completion as offers
from tests.support.program import ROOT, Run

VARIABLE = "_HZ_TITLES_COMPLETE"


def bash(run: Run, *words: str, **environment: str) -> list[str]:
    """Ask as Bash does: the words so far, the last of them half typed."""
    asked = {VARIABLE: "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = run(environment={**asked, **environment})
    assert (done.returncode, done.stderr) == (0, "")
    return [line for line in done.stdout.split("\n") if line]


def line(run: Run, shell: str, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Ask as Zsh and Fish do: the whole line up to the cursor."""
    asked = {VARIABLE: f"complete_{shell}", "_TYPER_COMPLETE_ARGS": text}
    return run(environment={**asked, "HZ_TITLES_LANG": "zh", **environment})


def test_commands(run: Run) -> None:
    assert bash(run, "hz-titles", "") == list(COMMANDS)
    assert bash(run, "hz-titles", "list-c") == ["list-certs", "list-committees"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["check", "--deg"], ["--degree"]),
        (["check", "--cert", "PM"], ["PMP"]),
        (["check", "--cert", "pmp"], ["pmp"]),
        (["check", "--cert", "4"], ["4", "40", "41", "42", "43", "44", "45"]),
        (["check", "--cert", "MT"], ["MT\\(ASCPi\\)"]),
        (["check", "--cert", "MT\\("], ["MT\\(ASCPi\\)"]),
        (["check", "--cert", "'MT("], ["MT(ASCPi)"]),
        (["check", "--cert", "Project\\ M"], ["Project\\ Management\\ Professional"]),
        (["check", "--cert", '"Project M'], ["Project Management Professional"]),
        (["check", "--cert", "毒理"], []),
        (["check", "--cert", "PMP", "--issuer", ""], ["美国项目管理协会"]),
        (["check", "--cert", "PMP", "--issuer", "Project"], ["Project\\ Management\\ Institute"]),
        (["check", "--cert", "会员", "--issuer", "美国毒"], ["美国毒理学会"]),
        (["show", "会员", "--issuer", "So"], ["Society\\ for\\ Neuroscience", "Society\\ of\\ Toxicology"]),
        (["check", "--cert", "IPMP", "--grade", ""], ["A", "B", "C", "D"]),
        (["check", "--cert", "PMP", "--grade", ""], []),
        (["check", "--degree", "b"], ["bachelor"]),
        (["check", "--degree", "ba"], ["bachelor"]),
        (["check", "--degree", "博"], ["博士学位", "博士研究生"]),
        (["check", "--degree", "=", "mast"], ["master"]),
        (["check", "--district", "bin"], ["binjiang"]),
        (["check", "--district", "滨"], ["滨江区"]),
        (["check", "--district", "西湖"], ["西湖区", "西湖风景名胜区"]),
        (["list-certs", "--series", ""], ["医药工程", "制造业", "建筑业"]),
        (["list-certs", "--series", "manu"], ["manufacturing"]),
        (["list-certs", "--title", ""], ["助理工程师", "工程师"]),
        (["check", "--lang", ""], ["zh", "en"]),
        (["check", "--format", ""], ["panel", "plain", "json"]),
        (["list-certs", "--format", ""], ["table", "plain", "csv", "json"]),
        (["table", "--format", ""], ["csv", "json"]),
        (["batch", "--to", "x"], ["xlsx"]),
        (["schema", ""], ["catalogue", "committees", "verdict", "audit"]),
        (["check", "--save", ""], []),
        (["check", "--years", ""], []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bash_is_offered_what_it_can_put_on_the_line(run: Run, words: list[str], expected: list[str]) -> None:
    assert sorted(bash(run, "hz-titles", *words)) == sorted(expected)


def test_nothing_typed_offers_one_name_of_each_row(run: Run) -> None:
    assert len(bash(run, "hz-titles", "check", "--cert", "")) == 45


def test_fish_is_told_what_each_text_means(run: Run) -> None:
    asked = line(run, "fish", "hz-titles check --cert NPD", _TYPER_COMPLETE_FISH_ACTION="get-args")
    text, meaning = asked.stdout.strip().split("\t")
    assert text == "NPDP"
    assert "第43项" in meaning
    assert "工程师" in meaning


@pytest.mark.parametrize(("text", "code"), [("--cert NPD", 0), ("--cert zzz", 1), ("--save ", 1)])
def test_fish_is_told_by_the_exit_code_whether_there_is_anything(run: Run, text: str, code: int) -> None:
    asked = line(run, "fish", f"hz-titles check {text}", _TYPER_COMPLETE_FISH_ACTION="is-args")
    assert asked.returncode == code


def test_zsh_is_given_a_line_to_evaluate(run: Run) -> None:
    answer = line(run, "zsh", "hz-titles check --cert 'SAS Certified Prof").stdout
    words = shlex.split(answer.replace("(", " ( ", 1).replace(")", " ) ", 0))
    offer = next(word for word in words if word.startswith("SAS"))
    assert offer.startswith("SAS Certified Professional\\: Clinical Trials Programming:第25项")
    assert line(run, "zsh", "hz-titles check --save ").stdout == "_files\n"


def test_meanings_are_in_the_language_of_the_person(run: Run) -> None:
    asked = line(
        run, "fish", "hz-titles check --cert NPD", HZ_TITLES_LANG="en", _TYPER_COMPLETE_FISH_ACTION="get-args"
    )
    assert "row 43" in asked.stdout


def test_data_that_cannot_be_read_offers_nothing_and_says_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text("nothing: here\n")
    (tmp_path / "committees.yaml").write_text("nothing: here\n")
    assert bash(run, "hz-titles", "check", "--cert", "P", HZ_TITLES_DATA=str(tmp_path)) == []
    assert bash(run, "hz-titles", "check", "--data", "nowhere", "--cert", "P") == []


@pytest.mark.parametrize("request_", ["complete_tcsh", "nonsense", "complete_"])
def test_an_unknown_request_is_refused(run: Run, request_: str) -> None:
    done = run(environment={VARIABLE: request_})
    assert (done.returncode, done.stdout) == (2, "")
    assert "bash" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_its_script(run: Run, shell: str) -> None:
    done = run(environment={VARIABLE: f"source_{shell}"})
    assert done.returncode == 0
    assert VARIABLE in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_scripts_are_in_the_language_of_their_shell(run: Run, shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(run(environment={VARIABLE: f"source_{shell}"}).stdout, encoding="utf-8")
    assert subprocess.run([program, "-n", str(script)], check=False).returncode == 0


def test_bash_completes_a_line(tmp_path: Path) -> None:
    program = shutil.which("bash")
    if program is None:
        pytest.skip("bash is not installed")
    launcher = tmp_path / "hz-titles"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hz_titles "$@"\n')
    launcher.chmod(0o755)
    asking = (
        f'eval "$({VARIABLE}=source_bash hz-titles)"\n'
        "COMP_WORDS=(hz-titles check --cert MT); COMP_CWORD=3; _hz_titles_completion hz-titles\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [program, "-c", asking], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == "MT\\(ASCPi\\)\n", done.stderr


def started_from(shell: str, home: Path | str, option: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a child of a shell, which is where it looks for the one to set up."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    code = "$status" if shell == "fish" else "$?"
    return subprocess.run(
        [program, "-c", f'"{sys.executable}" -m hz_titles {option}; exit {code}'],
        env={**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT), "HZ_TITLES_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_it_installs_itself(tmp_path: Path, shell: str) -> None:
    done = started_from(shell, tmp_path, "--install-completion")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"completion for {shell} installed in {tmp_path}" in done.stderr
    written = [path for path in tmp_path.rglob("*hz*titles*") if path.is_file()]
    assert any(VARIABLE in path.read_text(encoding="utf-8") for path in written)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_it_shows_what_it_would_install(run: Run, tmp_path: Path, shell: str) -> None:
    done = started_from(shell, tmp_path, "--show-completion")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(environment={VARIABLE: f"source_{shell}"}).stdout


def test_where_it_cannot_install_itself_it_says_why() -> None:
    done = started_from("bash", "/dev/null", "--install-completion")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: completion could not be installed: ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has PowerShell always")
def test_a_shell_that_is_not_known_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", ""))
    for attempt in (completing.install, completing.show):
        with pytest.raises(UsageError, match="unknown shell “tcsh”: accepted: bash zsh fish"):
            attempt()


# What is offered


@pytest.mark.parametrize("language", Language)
def test_whatever_is_offered_is_read_as_what_it_is_offered_for(data: Data, language: Language) -> None:
    names = data.names
    beginnings = {text[:2] for row in data.catalogue.certificates for text in (row.name, *row.aliases)}
    for typed in ("", *sorted(beginnings)):
        for offer in offers.certificates(data, typed, language):
            assert offer.text.startswith(typed)
            assert names.identify(offer.text).rows, offer.text
    for typed in ("", "b", "大", "m", "博"):
        for offer in offers.qualifications(data, typed, language):
            names.qualification(offer.text)
    for typed in ("", "x", "西", "l", "3301", "高"):
        for offer in offers.areas(data, typed):
            assert names.place(offer.text).area
    for typed in ("", "制", "c"):
        for offer in offers.series(data, typed):
            names.series(offer.text)
        for offer in offers.titles(data, typed):
            names.title(offer.text)


def test_every_issuer_that_is_offered_settles_its_certificate(data: Data) -> None:
    for row in data.catalogue.certificates:
        for offer in offers.issuers(data, "", row.name):
            assert data.names.identify(row.name, offer.text).rows, (row.number, offer.text)
