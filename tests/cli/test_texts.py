"""Every text in both languages, and the help of every command."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import hz_titles
from hz_titles import Data, Language, Phrase
from hz_titles.cli.app import COMMANDS
from tests.support.program import Run

CHINESE = re.compile(r"[\u3400-\u9fff]")
NAMES = re.compile(r"“[^”]*”|「[^」]*」|\([^()]*\)|[A-Za-z_]+\.yaml")
"""What may stay Chinese in an English text: a quotation, or an explanation in brackets."""

GLOSSES = {"gloss", "level_gloss", "series_gloss"}
"""Explanations of official names, which only the English needs."""
DECLARING = {"Phrase", "both", "option", "argument"}
"""The calls that take a text in both languages."""
FOLDERS = ("my-folder", "old-data", "new-data")
"""The folders with data that the examples name."""


def modules() -> list[str]:
    return [
        module.name
        for module in pkgutil.walk_packages(hz_titles.__path__, f"{hz_titles.__name__}.")
        if not module.name.endswith("__main__")
    ]


def phrases(value: Any, path: str, seen: set[int]) -> Iterator[tuple[str, Phrase]]:
    """Yield every phrase in a value, with the way to it."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Phrase):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from phrases(each, f"{path}[{key}]", seen)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for number, each in enumerate(value):
            yield from phrases(each, f"{path}[{number}]", seen)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from phrases(getattr(value, field.name, None), f"{path}.{field.name}", seen)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("module", modules())
def test_every_text_of_the_program_is_there_in_both_languages(module: str) -> None:
    for path, phrase in phrases(vars(importlib.import_module(module)), module, set()):
        assert phrase.zh.strip(), path
        assert phrase.en.strip(), path
        assert placeholders(phrase.zh) == placeholders(phrase.en) - GLOSSES, path
        assert not CHINESE.search(placeholders_out(phrase.zh)) or phrase.zh != phrase.en, path


def placeholders_out(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "", text)


def test_the_walk_finds_the_texts_that_are_there() -> None:
    found = [
        path
        for module in modules()
        for path, _ in phrases(vars(importlib.import_module(module)), module, set())
    ]
    assert len(found) > 200
    assert any("cli.check" in path for path in found)
    assert any("words.verdict" in path for path in found)


def test_texts_written_inside_a_call_are_there_in_both_languages() -> None:
    """Help texts are said where they are declared and leave no phrase behind: read them in the source."""
    import ast

    for path in sorted(Path(hz_titles.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DECLARING:
                named = [each.value for each in node.keywords if each.arg in ("zh", "en")]
                texts = [each.value for each in (*node.args[-2:], *named) if isinstance(each, ast.Constant)]
                if len(texts) == 2 and any(texts):  # both empty stands for nothing to say
                    place = f"{path.name}:{node.lineno}"
                    assert all(isinstance(text, str) and text.strip() for text in texts), place
                    assert placeholders(texts[0]) == placeholders(texts[1]) - GLOSSES, place


def test_every_text_of_the_data_is_there_in_both_languages(data: Data) -> None:
    for part in (data.catalogue, data.jurisdiction):
        for path, phrase in phrases(part, type(part).__name__, set()):
            assert phrase.zh.strip(), path
            assert phrase.en.strip(), path
            assert CHINESE.search(phrase.zh), path
            assert re.search("[A-Za-z]", phrase.en), path


def test_what_the_package_says_of_itself_is_there() -> None:
    for name in hz_titles.__all__:
        assert getattr(hz_titles, name)
    named = re.findall(r"(?<!`)`(\w+)`(?!`)", hz_titles.__doc__ or "")
    assert "verdict_document" in named
    assert set(named) <= set(hz_titles.__all__)


# Help


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_whole_and_in_one_language(run: Run, command: str, language: Language) -> None:
    done = run(*command.split(), "-h", environment={"HZ_TITLES_LANG": language.value, "COLUMNS": "80"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "..." not in done.stdout.replace("[ARGS]...", "").replace("[参数]...", "")
    if language is Language.ZH:
        for english in (
            "Usage",
            "Options",
            "Arguments",
            "Commands",
            "Show this",
            "[required]",
            "[OPTIONS]",
            "default",
        ):
            assert english not in done.stdout
    else:
        for line in done.stdout.splitlines():
            if "例" in line or "Example" in line or "yaml" in line:
                continue
            assert not CHINESE.search(NAMES.sub("", line)) or "--years" in line or "5年" in line, line


@pytest.mark.parametrize("width", [40, 50, 80, 120])
@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
def test_help_fits_its_terminal(run: Run, width: int, language: Language) -> None:
    from hz_titles.render.wrapping import columns_of

    for command in ("", "check", "batch"):
        variables = {"HZ_TITLES_LANG": language.value, "COLUMNS": str(width)}
        for line in run(*command.split(), "-h", environment=variables).stdout.splitlines():
            assert columns_of(line) <= width or "hz-titles " in line, line


def examples(text: str) -> list[str]:
    return re.findall(r"(?:例：|Example: )(hz-titles.*)", text)


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_that_runs(
    run: Run, data: Data, command: str, language: Language, tmp_path: Path
) -> None:
    place, name, _ = COMMANDS[command]
    help_text = getattr(importlib.import_module(f"hz_titles.cli.{place}"), name).say(language)
    found = examples(help_text)
    assert found, help_text
    (tmp_path / "applicants.csv").write_text("cert,degree,years\nPMP,本科,6\n", encoding="utf-8")
    for example in found:
        words = shlex.split(example.split(" > ")[0])[1:]
        assert words[0] == command
        if command == "ask":  # needs a person
            continue
        words = [str(tmp_path / word) if word.endswith(".csv") else word for word in words]
        words = [data.source.folder if word in FOLDERS else word for word in words]
        done = run(*words, environment={"HZ_TITLES_LANG": language.value})
        assert done.returncode in (0, 3, 4), done.stderr


def test_help_that_cannot_be_written_is_said(run: Run) -> None:
    import subprocess
    import sys

    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hz_titles", "check", "-h"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
