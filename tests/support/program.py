"""The program as the tests ask for it: where it stands, the as-of date, what the fixtures return."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hz_titles import Data, load
from hz_titles.cli import app
from hz_titles.cli.session import detect, speak

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 23)
"""The as-of date where a test names no other."""

Verdicts = Callable[..., dict[str, Any]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
RunMany = Callable[..., "list[subprocess.CompletedProcess[str]]"]


def variables(home: Path, more: Mapping[str, str] | None) -> dict[str, str]:
    """Return the whole environment of a run: nothing of the shell's own but the path."""
    plain = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    return {**plain, **(more or {})}


def run_process(
    *arguments: str | bytes, environment: Mapping[str, str], folder: Path, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run hz-titles as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "hz_titles", *arguments],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        encoding=encoding,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def run_command(*command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run any command in `folder`, in the environment of a run of hz-titles and in English."""
    return subprocess.run(
        command,
        cwd=folder,
        env=variables(folder, {"HZ_TITLES_LANG": "en", "PYTHONIOENCODING": "utf-8", **more}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def run_here(
    *arguments: str, environment: Mapping[str, str], folder: Path, data: Data, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run hz-titles in this very process; only the program's own data are not read again."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding, newline="") for _ in range(3)]
    with (
        patch.dict(os.environ, environment, clear=True),
        patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        patch("hz_titles.loading.load", lambda place=None: data if place is None else load(place)),
        contextlib.chdir(folder),
    ):
        speak(detect(arguments, os.environ))
        code = app.run(list(arguments))
    for stream in streams:
        stream.flush()
    written = [stream.detach().getvalue().decode(encoding, "replace") for stream in streams[1:]]  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(list(arguments), code, *written)
