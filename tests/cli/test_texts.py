"""Every text in both languages, and the help of every command."""

from __future__ import annotations

import ast
import importlib.util
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
from hz_titles.batch.answers import ERROR
from hz_titles.cli import usage
from hz_titles.cli.app import COMMANDS
from hz_titles.render.wrapping import columns_of
from hz_titles.rules.advice import Way
from hz_titles.rules.verdict import Need, Reason, Status
from hz_titles.words.vocabulary import GROUPS
from tests.support.program import Run

CHINESE = re.compile(r"[\u3400-\u9fff]")
NAMES = re.compile(r"“[^”]*”|「[^」]*」|\([^()]*\)|[A-Za-z_]+\.yaml")
"""What may stay Chinese in an English text: a quotation, or an explanation in brackets."""

GLOSSES = {"gloss", "level_gloss", "series_gloss"}
"""Explanations of official names, which only the English needs."""
FOLDERS = ("my-folder", "old-data", "new-data")
"""The folders with data that the examples name."""


def modules() -> list[str]:
    return [
        module.name
        for module in pkgutil.walk_packages(hz_titles.__path__, f"{hz_titles.__name__}.")
        if not module.name.endswith("__main__")
        and (module.name != "hz_titles.arrow" or importlib.util.find_spec("pyarrow"))
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


def test_every_text_of_the_program_is_there_in_both_languages() -> None:
    count = 0
    for module in modules():
        for path, phrase in phrases(vars(importlib.import_module(module)), module, set()):
            assert phrase.zh.strip(), path
            assert phrase.en.strip(), path
            assert placeholders(phrase.zh) == placeholders(phrase.en) - GLOSSES, path
            assert not CHINESE.search(re.sub(r"\{[^}]*\}", "", phrase.zh)) or phrase.zh != phrase.en, path
            count += 1
    assert count > 200


def test_every_text_of_the_help_is_there_in_both_languages() -> None:
    texts = usage.texts()
    assert set(COMMANDS) < set(texts)
    for name, phrase in texts.items():
        chinese, english = phrase.zh.split("\n"), phrase.en.split("\n")
        assert len(chinese) == len(english), name
        assert all(CHINESE.search(line) or line.startswith("例：") for line in chinese), name
        assert placeholders(phrase.zh) == placeholders(phrase.en), name
        meant = [line for line in english if "Example: " not in line and "6.5" not in line]
        assert not any(CHINESE.search(NAMES.sub("", line)) for line in meant), name


def test_the_vocabulary_names_every_code_there_is() -> None:
    without_condition = set(Reason) - {Reason.YEARS_SHORT, Reason.DEGREE_TOO_LOW, Reason.FACTS_MISSING}
    waiting = {f"wait_{fact.value}" for fact in (Need.YEARS, Need.DEGREE_DATE)}
    for group, codes in {
        "status": {*(code.value for code in Status), "not_yet"},
        "status word": {*(code.value for code in Status), "not_yet"},
        "reason": {code.value for code in without_condition},
        "reason word": {code.value for code in Reason},
        "need": {code.value for code in Need},
        "need word": {code.value for code in Need},
        "way": {code.value for code in Way} | waiting,
        "figure": {*(code.value for code in Status), ERROR},
        "month": {str(month) for month in range(1, 13)},
    }.items():
        assert set(GROUPS[group]) == codes, group


def test_every_sentence_of_the_vocabulary_is_said_and_whatever_is_said_stands_there() -> None:
    texts, said = set(), set()
    for path in Path(hz_titles.__path__[0], "words").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.Call) and "say" in (
                vars(node.func).get("id"),
                vars(node.func).get("attr"),
            ):
                said |= {one.value for one in node.args if isinstance(one, ast.Constant)}
    assert set(GROUPS["sentence"]) <= texts
    assert said <= set(GROUPS["sentence"])


def test_texts_written_inside_a_call_are_there_in_both_languages() -> None:
    """What stands in a function leaves no phrase behind: read it in the source."""
    for path in sorted(Path(hz_titles.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Phrase":
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
def test_help_is_whole_in_one_language_and_fits_its_terminal(run: Run, language: Language) -> None:
    for command in ("", *COMMANDS):
        for width in (40, 80, 120):
            variables = {"HZ_TITLES_LANG": language.value, "COLUMNS": str(width)}
            done = run(*command.split(), "-h", environment=variables)
            assert (done.returncode, done.stderr) == (0, "")
            for line in done.stdout.splitlines():
                assert columns_of(line) <= width or "hz-titles " in line, line
                assert width != 80 or "hz-titles " in line or in_one_language(line, language), line


def in_one_language(line: str, language: Language) -> bool:
    """English has Chinese in quotations and examples only; Chinese has no heading of Typer's."""
    if language is Language.ZH:
        return not re.search(r"Usage|Options|Arguments|Commands|Show this|required|OPTIONS|default", line)
    return not CHINESE.search(NAMES.sub("", line)) or "--years" in line or "5年" in line


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
def test_every_example_of_the_help_and_the_start_screen_runs(
    run: Run, data: Data, language: Language, tmp_path: Path
) -> None:
    variables = {"HZ_TITLES_LANG": language.value}
    found = re.findall(r"hz-titles (?:ask|check|batch|list|show).*", run(environment=variables).stdout)
    for command in COMMANDS:
        help_text = usage.texts()[command].say(language)
        of_its_own = re.findall(rf"(?:例：|Example: )(hz-titles {command}\b.*)", help_text)
        assert of_its_own, command
        found += of_its_own
    for example in found:
        words = shlex.split(example.split(" > ")[0])[1:]
        words = [data.folder if word in FOLDERS else word for word in words]
        if words[0] != "ask":  # needs a person
            if words[0] == "batch":  # whatever it reads and writes
                words[1:] = [f"{text.partition('.')[0]}.csv" if "." in text else text for text in words[1:]]
                (tmp_path / words[1]).write_text("cert,degree,years\nPMP,本科,6\n", encoding="utf-8")
            done = run(*words, environment=variables, folder=tmp_path)
            assert done.returncode in (0, 3, 4), (example, done.stderr)
