"""What every test may ask for: the data, verdicts over it, and the program as a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hz_titles import Data, Facts, Language, check, load
from hz_titles.render.verdict_json import verdict_object

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
"""The day of reckoning where a test names no other."""

Verdicts = Callable[..., dict[str, Any]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


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
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return the function that runs hz-titles as a process, from a folder that is not its own."""
    folder = tmp_path_factory.mktemp("elsewhere")

    def start(
        *arguments: str | bytes, environment: Mapping[str, str] | None = None, encoding: str = "utf-8"
    ) -> subprocess.CompletedProcess[str]:
        plain = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-m", "hz_titles", *arguments],
            cwd=folder,
            env={**plain, **(environment or {})},
            capture_output=True,
            encoding=encoding,
            check=False,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )

    return start
