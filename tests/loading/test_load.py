"""Many at once, files that change underfoot, full disks and killed processes: nothing lost, nothing half."""

from __future__ import annotations

import csv
import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from hz_titles.batch.snapshot import open_snapshot

ROOT = Path(__file__).parents[2]
HEADER = ("name", "certificate", "grade", "degree", "years", "district")
ADDED = 11
AS_OF = ("--as-of", "2026-11-23")
PATIENCE = 60
"""The seconds after which a process counts as stuck; no test measures time."""


def rows(count: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Yield applicants, some of them with quotes, line breaks and years that cannot be read."""
    chance = random.Random(seed)
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


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of a real process."""
    return [sys.executable, "-m", "hz_titles", *map(str, arguments)]


def environment() -> dict[str, str]:
    """Return an environment in which the program is found and speaks English."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "HZ_TITLES_LANG": "en", "PYTHONIOENCODING": "utf-8"}


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    standard = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    found = {**standard, "env": environment(), "timeout": PATIENCE, **options}
    return subprocess.run(command(*arguments), check=False, **found)  # type: ignore[call-overload,no-any-return]


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start the program."""
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )


def left_in(folder: Path) -> set[str]:
    """Return what stands in a folder, hidden files included."""
    return set(os.listdir(folder))


# Many at once


@pytest.mark.parametrize("form", ["plain", "json", "panel"])
def test_many_checks_side_by_side_all_say_the_same(form):
    facts = ("--cert", "PMP", "--degree", "本科", "--years", "6", "--district", "滨江")
    arguments = ("check", *facts, *AS_OF, "--format", form)
    with ThreadPoolExecutor(12) as pool:
        done = list(pool.map(lambda _: run(*arguments), range(12)))
    assert {one.returncode for one in done} == {0}
    assert {one.stderr for one in done} == {""}
    assert len({one.stdout for one in done}) == 1
    assert "工程师" in done[0].stdout


def test_two_batches_of_one_table_at_once_write_the_same(tmp_path):
    source = write(tmp_path / "applicants.csv", 20_000)
    outputs = [tmp_path / "a.csv", tmp_path / "b.csv"]
    processes = [started("batch", source, "-o", output, *AS_OF) for output in outputs]
    for process in processes:
        process.communicate(timeout=PATIENCE)
        assert process.returncode == 6
    first, second = (output.read_bytes() for output in outputs)
    assert first == second
    assert [row[: len(HEADER)] for row in read(outputs[0])[1:]] == [list(row) for row in rows(20_000)]
    assert left_in(tmp_path) == {"applicants.csv", "a.csv", "b.csv"}


def test_two_batches_into_one_file_leave_one_whole_result(tmp_path):
    sources = [write(tmp_path / f"{count}.csv", count) for count in (5_000, 5_001)]
    output = tmp_path / "verdicts.csv"
    processes = [started("batch", source, "-o", output, "--force", *AS_OF) for source in sources]
    for process in processes:
        process.communicate(timeout=PATIENCE)
        assert process.returncode == 6
    assert len(read(output)) - 1 in (5_000, 5_001)
    assert left_in(tmp_path) == {"5000.csv", "5001.csv", "verdicts.csv"}


def test_of_two_batches_without_force_the_second_replaces_nothing(tmp_path):
    sources = [write(tmp_path / f"{count}.csv", count) for count in (5_000, 5_001)]
    output = tmp_path / "verdicts.csv"
    processes = [started("batch", source, "-o", output, *AS_OF) for source in sources]
    words = [process.communicate(timeout=PATIENCE)[1] for process in processes]
    assert sorted(process.returncode for process in processes) == [2, 6]
    assert sum("--force" in said for said in words) == 1
    winner = next(
        count for count, process in zip((5_000, 5_001), processes, strict=True) if process.returncode == 6
    )
    assert len(read(output)) == winner + 1


# A table that changes while it is read


def test_a_table_that_grows_while_it_is_read_loses_no_row_that_was_there(tmp_path):
    source, output = tmp_path / "applicants.csv", tmp_path / "verdicts.csv"
    write(source, 20_000)
    there = len(read(source))
    process = started("batch", source, "-o", output, *AS_OF)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows(500, seed=2))
    more = text.getvalue().encode("utf-8")
    done = threading.Event()

    def grow() -> None:
        with source.open("ab", buffering=0) as file:
            while not done.is_set():
                for start in range(0, len(more), 1000):  # anywhere within a row, or a character
                    file.write(more[start : start + 1000])
                done.wait(0.005)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        _, words = process.communicate(timeout=PATIENCE)
    finally:
        done.set()
        writer.join()
    if process.returncode == 2:  # cut off within a character: said, and nothing written
        assert "changed" in words
        assert left_in(tmp_path) == {"applicants.csv"}
        return
    assert process.returncode == 6, words
    found, given = read(output), read(source)
    assert len(found) >= there
    assert all(len(row) >= len(HEADER) + ADDED for row in found)
    # The last row may have been read while it was being written.
    assert [row[: len(HEADER)] for row in found[:-1]] == given[: len(found) - 1]


def test_what_is_written_behind_a_file_after_it_was_opened_is_left_out(tmp_path):
    source = tmp_path / "applicants.csv"
    source.write_bytes(b"cert\nPMP\n")
    with open_snapshot(str(source)) as file, source.open("ab") as more:
        more.write(b"NPDP\n" * 100_000)
        more.flush()
        assert file.read(6) == b"cert\nP"
        assert file.readline() == b"MP\n"
        assert file.read() == b""
        file.seek(0)
        assert file.readlines() == [b"cert\n", b"PMP\n"]


def test_what_comes_through_a_pipe_in_pieces_is_answered_whole(tmp_path):
    source, output = write(tmp_path / "applicants.csv", 2_000), tmp_path / "verdicts.csv"
    process = subprocess.Popen(
        command("batch", "-", "-o", output, *AS_OF),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    content = source.read_bytes()
    for start in range(0, len(content), 7001):
        process.stdin.write(content[start : start + 7001])
        process.stdin.flush()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 6
    assert [row[: len(HEADER)] for row in read(output)[1:]] == [list(row) for row in rows(2_000)]


# A disk that is full


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a little file system; skips where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_nothing_half_stays_on_it(tmp_path):
    source = write(tmp_path / "applicants.csv", 20_000)
    with small_disk(tmp_path / "disk", 512) as disk:
        done = run("batch", source, "-o", disk / "verdicts.csv", *AS_OF)
        assert done.returncode == 2
        assert "the disk is full" in done.stderr
        assert "Traceback" not in done.stderr
        assert left_in(disk) == set()


def test_a_full_disk_leaves_the_former_result_as_it_was(tmp_path):
    source = write(tmp_path / "applicants.csv", 20_000)
    with small_disk(tmp_path / "disk", 512) as disk:
        former = disk / "verdicts.csv"
        former.write_text("yesterday's", encoding="utf-8")
        assert run("batch", source, "-o", former, "--force", *AS_OF).returncode == 2
        assert former.read_text(encoding="utf-8") == "yesterday's"
        assert left_in(disk) == {"verdicts.csv"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits")
def test_a_limit_to_the_size_of_files_is_said_and_nothing_half_stays(tmp_path):
    source = write(tmp_path / "applicants.csv", 20_000)

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = run("batch", source, "-o", tmp_path / "verdicts.csv", *AS_OF, preexec_fn=limit)
    assert done.returncode == 2
    assert "verdicts.csv" in done.stderr
    assert "Traceback" not in done.stderr
    assert left_in(tmp_path) == {"applicants.csv"}


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--cert", "PMP", "--degree", "本科", "--years", "6"),
        ("check", "--cert", "PMP", "--format", "json"),
        ("list-certs",),
        ("table",),
        ("batch", "applicants.csv"),
    ],
    ids=" ".join,
)
def test_a_standard_output_on_a_full_disk_is_unusable_output(tmp_path, arguments):
    write(tmp_path / "applicants.csv", 20_000)
    with FULL.open("wb") as full:
        done = run(*arguments, stdout=full, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


# Processes that are killed

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals to processes")


def interrupted(folder: Path, sent: signal.Signals) -> tuple[int, str]:
    """Start a long batch, send it a signal while it writes, and return its code and its words."""
    source = write(folder / "applicants.csv", 200)
    row = source.read_bytes()
    with source.open("ab") as file:  # long enough to be in the middle of it on any machine
        for _ in range(4_000):
            file.write(row.split(b"\r\n", 1)[1])
    process = started("batch", source, "-o", folder / "verdicts.csv", *AS_OF)
    until = time.monotonic() + PATIENCE
    while not any((folder / name).stat().st_size for name in left_in(folder) - {"applicants.csv"}):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < until, "it never began to write"
        time.sleep(0.002)
    process.send_signal(sent)
    _, words = process.communicate(timeout=PATIENCE)
    return process.returncode, words


@posix
def test_ctrl_c_in_a_batch_is_said_and_leaves_nothing(tmp_path):
    code, words = interrupted(tmp_path, signal.SIGINT)
    assert code == 130
    assert "Traceback" not in words
    assert left_in(tmp_path) == {"applicants.csv"}


@posix
def test_a_batch_that_is_told_to_end_leaves_nothing(tmp_path):
    code, words = interrupted(tmp_path, signal.SIGTERM)
    assert code not in (0, 1, 6)
    assert "Traceback" not in words
    assert left_in(tmp_path) == {"applicants.csv"}


@posix
def test_a_batch_that_is_killed_outright_leaves_no_result_that_looks_whole(tmp_path):
    code, _ = interrupted(tmp_path, signal.SIGKILL)
    assert code == -signal.SIGKILL
    left = left_in(tmp_path) - {"applicants.csv"}
    assert all(name.startswith(".") and name.endswith(".part") for name in left)
    # What is left stands in nobody's way.
    small = write(tmp_path / "small.csv", 5)
    assert run("batch", small, "-o", tmp_path / "verdicts.csv", *AS_OF).returncode == 6
    assert len(read(tmp_path / "verdicts.csv")) == 6
