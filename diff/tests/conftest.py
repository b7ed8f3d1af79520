"""What every test may ask for: the data, verdicts over it, and the program as a real process."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hz_titles import Data, Facts, Language, check, load
from hz_titles.words.verdict_object import verdict_object
from tests.support.program import TODAY, Run, RunMany, Verdicts, run_here, run_process, variables


def pytest_configure() -> None:
    """Keep the shell of whoever runs the tests out of them."""
    for name in ("HZ_TITLES_LANG", "HZ_TITLES_DATA", "HZ_TITLES_DEBUG"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def data() -> Data:
    """Return the data that comes with the program."""
    return load()


@pytest.fixture(scope="session")
def verdict(data: Data) -> Verdicts:
    """Return the function from facts to the JSON object of the verdict."""

    def judge(
        cert: str = "PMP", *, as_of: date = TODAY, language: Language = Language.EN, **facts: Any
    ) -> dict[str, Any]:
        for name in ("degrees", "work"):
            if isinstance(facts.get(name), str):
                facts[name] = (facts[name],)
        return verdict_object(data, check(data, Facts(cert=cert, **facts), as_of), language)

    return judge


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory, data: Data) -> Run:
    """Return the function that runs a command line here, from a folder that is not the program's own."""
    home = tmp_path_factory.mktemp("elsewhere")

    def start(
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
        folder: Path = home,
    ) -> subprocess.CompletedProcess[str]:
        plain = variables(home, environment)
        return run_here(*arguments, environment=plain, folder=folder, data=data, encoding=encoding)

    return start


@pytest.fixture(scope="session")
def run_many(run: Run) -> RunMany:
    """Return the function that runs a table of command lines."""

    def start(
        lines: Sequence[Sequence[str]], environment: Mapping[str, str] | None = None
    ) -> list[subprocess.CompletedProcess[str]]:
        return [run(*line, environment=environment) for line in lines]

    return start


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return the function that runs a command line as a process, where the process is the point."""
    home = tmp_path_factory.mktemp("elsewhere")

    def start(
        *arguments: str | bytes,
        environment: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
        folder: Path = home,
    ) -> subprocess.CompletedProcess[str]:
        plain = variables(home, environment)
        return run_process(*arguments, environment=plain, folder=folder, encoding=encoding)

    return start
