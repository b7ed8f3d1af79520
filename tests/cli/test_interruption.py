"""Ctrl-C at random moments, once and often: 130 and one word, nothing else and nothing left behind.

``python -m tests.attacks --signals 500`` is the long form, with other signals too.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hz_titles.cli.session import ignore
from tests.support.program import run_command, variables

PROGRAM = """
import signal, sys
class Up:
    def find_spec(self, name, *more):
        if name == "hz_titles.cli": print("up", flush=True)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Up())
from hz_titles.__main__ import main
main()
"""
"""Hears Ctrl-C, which is ignored in the background, and says when the program itself listens."""
LINES = [
    ["check", "--cert", "PMP", "--degree", "bachelor"],
    ["list-certs", "--format", "table"],
    ["batch", "people.csv", "-o", "out/verdicts.csv"],
]


def burst(line: list[str], folder: Path, chance: random.Random, sent: signal.Signals = signal.SIGINT) -> None:
    """Run a command, send it signals, and look at what it leaves."""
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *line],
        cwd=folder,
        env=variables(folder, {"HZ_TITLES_LANG": "en"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    running.stdout.readline()
    time.sleep(chance.uniform(0.005, 0.3))
    for _ in range(chance.choice([1, 3, 40])):
        running.send_signal(sent)
        time.sleep(chance.choice([0, 0.001]))
    said = running.communicate(timeout=30)[1].decode()
    assert running.returncode in (0, 4, 130) or (sent != signal.SIGINT and running.returncode == -sent), said
    assert (said.count("interrupted\n"), said.endswith("interrupted\n")) == (
        (1, True) if running.returncode == 130 else (0, False)
    ), said
    assert "Traceback" not in said, said
    left = [name for name in os.listdir(folder / "out") if name != "verdicts.csv"]
    assert sent == signal.SIGKILL or line[0] != "batch" or not left, left  # a kill's goes with the next batch
    (folder / "out" / "verdicts.csv").unlink(missing_ok=True)


def people(folder: Path) -> Path:
    rows = "".join(f"n{number},PMP,本科,{number % 20},滨江\n" for number in range(20_000))
    (folder / "people.csv").write_text(f"name,cert,degree,years,district\n{rows}", encoding="utf-8")
    (folder / "out").mkdir()
    return folder


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_ctrl_c_at_random_moments_is_one_word(tmp_path: Path, line: list[str]) -> None:
    folder = people(tmp_path)
    for seed in range(4):
        burst(line, folder, random.Random(seed))


def test_ctrl_c_is_heard_to_the_very_end() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        ignore()
        # Of one that comes just while it is switched off, Python would print a traceback.
        assert callable(signal.getsignal(signal.SIGINT))
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(("language", "word"), [("en", "interrupted\n"), ("zh", "已中断\n")])
@pytest.mark.parametrize(
    "module", ["typing", "contextlib", "hz_titles.cli.app", "hz_titles.errors", "typer", "hz_titles.checking"]
)
def test_ctrl_c_is_heard_from_the_first_import_on(
    tmp_path: Path, module: str, language: str, word: str
) -> None:
    program = (
        "import signal, sys\n"
        "class CtrlC:\n"
        "    def find_spec(self, name, *more):\n"
        f"        if name == {module!r}: signal.raise_signal(signal.SIGINT)\n"
        f"sys.modules.pop({module!r}, None)\n"
        "sys.meta_path.insert(0, CtrlC())\n"
        "from hz_titles.__main__ import main\nmain()"
    )
    line = ("check", "--cert", "PMP", "--lang", language)
    done = run_command(sys.executable, "-c", program, *line, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", word)
