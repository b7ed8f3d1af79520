"""What every test may ask for: the data, verdicts over it, and the program as a real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hz_titles import Data, Facts, Language, check, load
from hz_titles.words.verdict_object import verdict_object
from tests.support.program import ROOT, TODAY, Run, RunMany, Verdicts

_MANY = """
import contextlib, io, json, os, sys
from hz_titles.cli.app import run
from hz_titles.cli.language import detect, speak
for arguments in json.load(sys.stdin):
    speak(detect(arguments, os.environ))
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = run(arguments)
    texts = []
    for stream in streams:
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    sys.stdout.buffer.write(json.dumps([code, *texts]).encode() + b"\\n")
"""


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
        *arguments: str | bytes,
        environment: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
        folder: Path = folder,
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


@pytest.fixture(scope="session")
def run_many(tmp_path_factory: pytest.TempPathFactory) -> RunMany:
    """Return the function that runs a table of command lines in one process, so that tables stay cheap."""
    folder = tmp_path_factory.mktemp("many")

    def start(
        lines: Sequence[Sequence[str]], environment: Mapping[str, str] | None = None
    ) -> list[subprocess.CompletedProcess[str]]:
        plain = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", _MANY],
            cwd=folder,
            env={**plain, **(environment or {})},
            input=json.dumps([list(line) for line in lines]).encode(),
            capture_output=True,
            check=True,
            timeout=120,
        )
        assert done.stderr == b""
        results = [json.loads(result) for result in done.stdout.splitlines()]
        return [
            subprocess.CompletedProcess(list(line), code, out, err)
            for line, (code, out, err) in zip(lines, results, strict=True)
        ]

    return start
