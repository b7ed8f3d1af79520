"""Many at once, files that change underfoot, full disks and killed processes: nothing lost, nothing half."""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from hz_titles.batch.source import opened
from hz_titles.batch.workbook.sheet import sheets_in
from hz_titles.errors import UsageError
from tests.support.packages import SHEET, package, sheet
from tests.support.packages import rows as rows_of_a_sheet
from tests.support.program import ROOT

HEADER = ("name", "certificate", "grade", "degree", "years", "district")
ADDED = 11
AS_OF = ("--as-of", "2026-11-23")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "HZ_TITLES_LANG": "en", "PYTHONIOENCODING": "utf-8"}
PATIENCE = 60
"""The seconds after which a process counts as stuck; no test measures time."""
Process = subprocess.Popen[str]


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Yield applicants, some of them with quotes, line breaks and years that cannot be read."""
    chance = random.Random(1)
    for number in range(count):
        name = f"{number}" + ("" if number % 97 else ', "so called"\nsecond line')
        years = "many" if number % 89 == 0 else str(chance.randrange(12))
        district = chance.choice(("滨江", "桐庐县", "上城区", ""))
        yield name, chance.choice(("PMP", "40", "CCNP", "no such")), "", "本科", years, district


def write(path: Path, count: int) -> Path:
    """Write a table of applicants."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows(count)])
    return path


def read(path: Path) -> list[list[str]]:
    """Read a table whole."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def given(path: Path) -> list[tuple[str, ...]]:
    """Return the applicants of an output as they came in."""
    return [tuple(row[: len(HEADER)]) for row in read(path)[1:]]


def started(*arguments: str | Path, **options: object) -> Process:
    """Start the program as a process of its own."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", "env": ENVIRONMENT}
    command = [sys.executable, "-m", "hz_titles", *map(str, arguments)]
    return subprocess.Popen(command, **{**pipes, **options})  # type: ignore[call-overload,no-any-return]


def ended(process: Process) -> tuple[int, str, str]:
    """Wait for the end, and return the code and what was put out."""
    out, words = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in words
    assert "Exception ignored" not in words
    return process.returncode, out, words


def left_in(folder: Path) -> set[str]:
    """Return what stands in a folder, hidden files included."""
    return set(os.listdir(folder))


def begun(process: Process, folder: Path) -> None:
    """Wait until something of the result was written."""
    until = time.monotonic() + PATIENCE
    while not any((folder / name).stat().st_size for name in left_in(folder) - {"applicants.csv"}):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < until, "it never began to write"
        time.sleep(0.002)


# Many at once


def test_many_checks_side_by_side_all_say_the_same():
    facts = ("--cert", "PMP", "--degree", "本科", "--years", "6", "--district", "滨江")
    done = [ended(each) for each in [started("check", *facts, *AS_OF, "--format", "panel") for _ in range(6)]]
    assert len(set(done)) == 1
    code, out, words = done[0]
    assert (code, words) == (0, "")
    assert "工程师" in out


@pytest.mark.parametrize("options", [("a.csv", "b.csv"), ("a.csv", "a.csv", "--force"), ("a.csv", "a.csv")])
def test_two_batches_at_once_each_leave_a_whole_result_or_none(tmp_path, options):
    sources = [write(tmp_path / f"{count}.csv", count) for count in (5_000, 5_001)]
    *outputs, last = options if options[-1] == "--force" else (*options, "")
    processes = [
        started("batch", source, "-o", tmp_path / output, *filter(None, [last]), *AS_OF)
        for source, output in zip(sources, outputs, strict=True)
    ]
    done = [ended(process) for process in processes]
    refused = [words for code, _, words in done if code == 2]
    assert sorted(code for code, *_ in done) == ([6, 6] if not refused else [2, 6])
    assert all("--force" in words for words in refused)
    assert bool(refused) <= (options == ("a.csv", "a.csv"))
    winners = [count for count, (code, *_) in zip((5_000, 5_001), done, strict=True) if code == 6]
    for output in set(outputs):
        assert given(tmp_path / output) in [list(rows(count)) for count in winners]
    assert left_in(tmp_path) == {"5000.csv", "5001.csv", *outputs}


# A table that changes while it is read


@pytest.mark.parametrize("change", ["longer", "shorter", "rewritten"])
def test_a_table_that_changes_while_it_is_read_is_refused_and_nothing_comes_out(tmp_path, change):
    source, output = write(tmp_path / "applicants.csv", 60_000), tmp_path / "verdicts.csv"
    process = started("batch", source, "-o", output, *AS_OF)
    begun(process, tmp_path)
    if change == "shorter":
        os.truncate(source, source.stat().st_size // 2)
    else:
        with source.open("ab" if change == "longer" else "r+b") as file:
            file.write(b"somebody,PMP,,,,\r\n")
    code, _, words = ended(process)
    assert (code, left_in(tmp_path)) == (2, {"applicants.csv"})
    assert "applicants.csv changed" in words


def test_a_workbook_that_changes_while_it_is_read_is_not_taken_for_a_damaged_one(tmp_path):
    path = tmp_path / "people.xlsx"
    package(path, {SHEET: sheet(rows_of_a_sheet())}, "sheet")

    def read_while_it_shrinks() -> None:
        with opened(str(path), BytesIO()) as source:
            os.truncate(path, 9)
            sheets_in(source.file, source.label, False)

    with pytest.raises(UsageError, match=r"people\.xlsx changed"):
        read_while_it_shrinks()


@pytest.mark.skipif(sys.platform != "linux", reason="reads what only Linux has")
def test_a_disk_that_cannot_be_read_is_told_as_that_however_much_is_read_at_once():
    with opened("/proc/self/mem", BytesIO()) as source:
        for read in (source.file.read, source.file.readline, lambda: source.file.read(9)):
            with pytest.raises(UsageError, match="cannot read /proc/self/mem"):
                read()


def test_standard_input_is_not_overwritten_either(tmp_path):
    source = write(tmp_path / "applicants.csv", 5)
    before = source.read_bytes()
    with source.open("rb") as file:
        code, _, words = ended(started("batch", "-", "-o", source, "--force", stdin=file))
    assert (code, source.read_bytes(), left_in(tmp_path)) == (2, before, {"applicants.csv"})
    assert "is the input" in words


def test_what_comes_through_a_pipe_in_pieces_is_answered_whole(tmp_path):
    source, output = write(tmp_path / "applicants.csv", 2_000), tmp_path / "verdicts.csv"
    process = started("batch", "-", "-o", output, *AS_OF, stdin=subprocess.PIPE, encoding=None)
    content = source.read_bytes()
    for start in range(0, len(content), 7001):
        process.stdin.write(content[start : start + 7001])
        process.stdin.flush()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 6
    assert given(output) == list(rows(2_000))


# A disk that is full


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a little file system; skips where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_leaves_the_former_result_as_it_was(tmp_path):
    source = write(tmp_path / "applicants.csv", 20_000)
    with small_disk(tmp_path / "disk") as disk:
        code, _, words = ended(started("batch", source, "-o", disk / "verdicts.csv", *AS_OF))
        assert (code, left_in(disk)) == (2, set())
        assert "the disk is full" in words
        (disk / "former.csv").write_text("yesterday's", encoding="utf-8")
        assert ended(started("batch", source, "-o", disk / "former.csv", "--force", *AS_OF))[0] == 2
        assert (disk / "former.csv").read_text(encoding="utf-8") == "yesterday's"
        assert left_in(disk) == {"former.csv"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits")
def test_a_limit_to_the_size_of_files_is_said_and_nothing_half_stays(tmp_path):
    source = write(tmp_path / "applicants.csv", 20_000)

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    code, _, words = ended(started("batch", source, "-o", tmp_path / "out.csv", *AS_OF, preexec_fn=limit))
    assert (code, left_in(tmp_path)) == (2, {"applicants.csv"})
    assert "out.csv" in words


FULL = Path("/dev/full")
LINES = (("check", "--cert", "PMP"), ("list-certs",), ("table",), ("batch", "applicants.csv"))


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", LINES, ids=" ".join)
def test_a_standard_output_on_a_full_disk_is_unusable_output(tmp_path, arguments):
    write(tmp_path / "applicants.csv", 20_000)
    with FULL.open("wb") as full:
        code, _, words = ended(started(*arguments, stdout=full, cwd=tmp_path))
    assert code == 2
    assert words.strip()


# Processes that are killed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals to processes")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_batch_that_is_told_to_end_leaves_nothing_that_looks_whole(tmp_path, sent):
    source = write(tmp_path / "applicants.csv", 200)
    lines = source.read_bytes().split(b"\r\n", 1)[1]
    with source.open("ab") as file:  # long enough to be in the middle of it on any machine
        file.writelines([lines] * 4_000)
    process = started("batch", source, "-o", tmp_path / "verdicts.csv", *AS_OF)
    begun(process, tmp_path)
    process.send_signal(getattr(signal, sent))
    code, *_ = ended(process)
    assert code not in (0, 1, 6)
    assert sent != "SIGINT" or code == 130
    left = left_in(tmp_path) - {"applicants.csv"}
    assert all(name.startswith(".") and name.endswith(".part") for name in left)
    assert not left or sent == "SIGKILL"
    # What a kill left stands in nobody's way, and goes.
    small = write(tmp_path / "small.csv", 5)
    assert ended(started("batch", small, "-o", tmp_path / "verdicts.csv", *AS_OF))[0] == 6
    assert given(tmp_path / "verdicts.csv") == list(rows(5))
    assert left_in(tmp_path) == {"applicants.csv", "small.csv", "verdicts.csv"}
