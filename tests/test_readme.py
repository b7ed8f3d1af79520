"""What the READMEs say is what happens: their commands run, their lines are the real ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = (".", "hz_titles", "tests", "tests/benchmark")
TEXTS = {folder: (ROOT / folder / "README.md").read_text(encoding="utf-8") for folder in FOLDERS}
README = TEXTS["."]
BLOCKS = [
    block
    for text in TEXTS.values()
    for block in re.findall(r"^```(\w+)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
]
SHELL = [text for kind, text in BLOCKS if kind == "sh"]
PYTHON = [text for kind, text in BLOCKS if kind == "python"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the README's blocks are for a POSIX shell")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like the repository's top: both data files, and nothing that a command could break."""
    for name in ("catalogue.yaml", "committees.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
    }
    environment.pop("HZ_TITLES_DATA", None)
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_first_block_is_the_set_up_in_two_commands() -> None:
    first, second = SHELL[0].splitlines()
    assert "pip install" in first
    assert first.endswith("hz-titles check --cert PMP --degree bachelor --years 6 --district 滨江")
    assert second == ".venv/bin/python -m pytest"


@pytest.mark.parametrize("block", SHELL[1:], ids=lambda block: block.splitlines()[0][:40])
def test_every_shell_block_runs(block: str, folder: Path) -> None:
    done = run(["bash", "-eu", "-c", block], folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("block", PYTHON)
def test_the_python_example_runs(block: str, folder: Path) -> None:
    done = run([sys.executable, "-W", "error", "-c", block], folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("eligible ")


def test_the_readme_is_one_page_in_both_languages_and_names_every_command() -> None:
    from hz_titles.cli import app

    assert len(README.encode()) <= 6 * 1024
    for part in README.split("\n## ")[:5]:
        assert re.search("[\u4e00-\u9fff]{4}", part), part
        assert re.search("[a-z]+ [a-z]+ [a-z]+", part), part
    for name in app.COMMANDS:
        assert f"hz-titles {name}" in README or f"`{name}" in README, name


def test_every_picture_and_page_that_is_named_is_there() -> None:
    for folder, text in TEXTS.items():
        for path in re.findall(r"]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (ROOT / folder / path).is_file(), path


def test_every_module_that_is_named_is_there_and_every_room_has_its_line() -> None:
    house = ROOT / "hz_titles"
    for folder in ("hz_titles", "tests"):
        for path in re.findall(r"`([\w/]+\.(?:py|tsv|txt))", TEXTS[folder]):
            assert (ROOT / folder / path).is_file(), f"{folder}/README.md names {path}: say where it is now"
    rooms = {path.parent.name for path in house.glob("*/__init__.py")}
    assert rooms <= set(re.findall(r"`(\w+)/`", TEXTS["hz_titles"].split("\n## ")[0]))


def test_the_top_level_holds_what_belongs_there_and_no_more() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("no repository: an unpacked archive")
    top = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    wanted = {"pyproject.toml", "README.md", "catalogue.yaml", "committees.yaml", "hz_titles", "tests"}
    assert {name for name in top if not name.startswith(".")} == wanted
