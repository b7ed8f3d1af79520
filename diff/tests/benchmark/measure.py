"""Whole processes, timed in turns: seconds from start to end, and the peak of their memory."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median


class FailedError(Exception):
    """A process that was to be measured ended as it should not."""


@dataclass(frozen=True, slots=True)
class Once:
    """One run: wall-clock seconds, peak resident memory in KiB."""

    seconds: float
    peak_kib: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All runs of one subject, in the order of the rounds."""

    runs: tuple[Once, ...]

    @property
    def seconds(self) -> Spread:
        """Wall-clock seconds."""
        return Spread([run.seconds for run in self.runs])

    @property
    def peak_mib(self) -> float:
        """The highest peak of memory in any round, in MiB."""
        return max(run.peak_kib for run in self.runs) / 1024

    def ratio(self, base: Figures) -> Spread:
        """Seconds against another subject's, round by round."""
        return Spread([own.seconds / other.seconds for own, other in zip(self.runs, base.runs, strict=True)])


class Spread:
    """The middle of some values and how far they lie apart."""

    def __init__(self, values: Sequence[float]) -> None:
        self.middle = median(values)
        self.least = min(values)
        self.most = max(values)
        self.count = len(values)

    def say(self, form: str = ".3f") -> str:
        """Return ``middle (least–most)``."""
        return f"{self.middle:{form}} ({self.least:{form}}–{self.most:{form}})"


def run(
    command: Sequence[str], *, environment: Mapping[str, str] | None = None, accepted: Sequence[int] = (0,)
) -> Once:
    """Run one process into a pipe and measure it.

    Raises:
        FailedError: it ended with an exit code that is not `accepted`.
    """
    launcher = _launcher()
    assert launcher.stdin is not None
    assert launcher.stdout is not None
    with tempfile.NamedTemporaryFile() as words:
        task = list(command), quiet(environment), _nowhere().name, words.name
        marshal.dump(task, launcher.stdin)
        launcher.stdin.flush()
        seconds, peak, code = marshal.load(launcher.stdout)
        if code not in accepted:
            said = Path(words.name).read_text(encoding="utf-8", errors="replace").strip()
            raise FailedError(f"{' '.join(command)} ended with {code}: {said[-2000:]}")
    return Once(seconds, peak)


@cache
def _nowhere() -> tempfile.TemporaryDirectory[str]:
    """Return an empty folder to run in: Python imports whatever lies about in the one it runs in."""
    return tempfile.TemporaryDirectory(prefix="hz-titles-nowhere-")


@cache
def _launcher() -> subprocess.Popen[bytes]:
    """Return the process that starts all others, itself started once."""
    program = str(Path(__file__).parent / "programs" / "launcher.py")
    return subprocess.Popen(
        [sys.executable, "-I", "-S", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def quiet(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment without the settings of whoever runs the benchmark."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", **(more or {})}


def in_turns(subjects: Mapping[str, Callable[[], Once]], rounds: int) -> dict[str, Figures]:
    """Run all subjects `rounds` times, every round beginning with another; one more round goes first."""
    names = list(subjects)
    for name in names:
        subjects[name]()
    runs: dict[str, list[Once]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            runs[name].append(subjects[name]())
    return {name: Figures(tuple(found)) for name, found in runs.items()}
