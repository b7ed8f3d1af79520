"""`hz-titles batch` as a real process: files, pipes, exit codes, what is said where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.program import ROOT

HEADER = "姓名,证书,学历,年限,区县\n"
GOOD = "张三,PMP,本科,6,滨江\n"
BAD = "李四,PMP,本科,x,滨江\n"


def batch(
    folder: Path, *arguments: str, stdin: bytes = b"", language: str = "en"
) -> subprocess.CompletedProcess[bytes]:
    """Run `hz-titles batch` in a folder, with codes for headers; nobody ever sees a traceback."""
    if "--headers" not in arguments:
        arguments = (*arguments, "--headers", "en")
    done = subprocess.run(
        [sys.executable, "-m", "hz_titles", "batch", *arguments, "--as-of", "2026-11-23"],
        cwd=folder,
        env=os.environ | {"HZ_TITLES_LANG": language, "PYTHONPATH": str(ROOT)},
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a good table and one with an unreadable row."""
    (tmp_path / "good.csv").write_text(HEADER + GOOD, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(HEADER + GOOD + BAD, encoding="utf-8")
    return tmp_path


def test_a_clerk_gets_a_file_that_excel_opens_and_the_summary_on_standard_error(folder: Path) -> None:
    (folder / "员工.csv").write_bytes((HEADER + GOOD).replace("\n", "\r\n").encode("gb18030"))
    done = batch(folder, "员工.csv", "-o", "结论.csv", language="zh")
    assert (done.returncode, done.stdout) == (0, b"")
    written = (folder / "结论.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n") == 2
    said = done.stderr.decode()
    for words in (
        "编码：GB18030",
        "degree=学历",
        "共 1 人，结果在 结论.csv",
        "可以申请",
        "工程师（中级）",
        "88119352",
        "█",
    ):
        assert words in said
    assert sorted(path.name for path in folder.iterdir()) == ["bad.csv", "good.csv", "员工.csv", "结论.csv"]


def test_a_pipe_gets_csv_without_a_mark_and_nothing_else(folder: Path) -> None:
    done = batch(folder, "-", stdin=(HEADER + GOOD).encode())
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("姓名,证书,学历,年限,区县,hz_status,")
    assert len(lines) == 2


def test_a_row_that_cannot_be_read_ends_in_six_and_is_named(folder: Path) -> None:
    done = batch(folder, "bad.csv", "-o", "out.csv")
    assert done.returncode == 6
    assert "rows: 1; 年限 “x”: is not a number of years" in done.stderr.decode()
    assert "(lines 3)" in done.stderr.decode()
    assert (folder / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing.csv"], "there is no file"),
        (["goof.csv"], "did you mean good.csv"),
        (["."], "is a folder"),
        (["/proc/self/mem"], "cannot read /proc" if sys.platform == "linux" else "there is no file"),
        (["good.csv", "-o", "good.csv"], "is the input"),
        (["good.csv", "-o", "good.csv", "--force"], "is the input"),
        (["good.csv", "-o", "link.csv", "--force"], "is the input"),
        (["good.csv", "-o", "bad.csv"], "--force"),
        (["good.csv", "-o", "no/out.csv"], "there is no folder no"),
        (["good.csv", "-o", "."], "is a folder"),
        (["good.csv", "-o", "out.doc"], "--to"),
        (["good.csv", "--to", "pdf"], "accepted: csv, tsv, jsonl, xlsx"),
        (["good.csv", "--headers", "fr"], "accepted: en, zh"),
        (["good.csv", "--summary", "xml"], "accepted: text, json, none"),
        (["good.csv", "--header-row", "1_0"], "--header-row “1_0”: give a row's number"),
        (["good.csv", "--district", "某某"], "某某"),
        (["good.csv", "--degree", "肄业"], "肄业"),
        (["good.csv", "--years", "nan"], "nan"),
        (["good.csv", "--degree", "本科@2018-99"], "there is no such day"),
        (["good.csv", "--degree", "本科＠2018-13"], "2018-13"),
        (["good.csv", "--degree", "本科@"], "LEVEL@DATE"),
        (["good.csv", "--years", "3", "--work", "2020-01.."], "give those alone"),
        (["good.csv", "--work", "2020"], "2020"),
        (["good.csv", "--grade", "Q"], "--grade"),
        (["good.csv", "--grade", ""], "--grade"),
        (["good.csv", "--cert", "PMP", "--grade", "C"], "has no grades"),
        (["good.csv", "--cert", ""], "--cert"),
        (["good.csv", "--issuer", ""], "--issuer"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(
    folder: Path, arguments: list[str], words: str
) -> None:
    (folder / "link.csv").symlink_to("good.csv")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = batch(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_is_the_same_for_everybody_is_written_as_for_check(folder: Path) -> None:
    (folder / "graded.csv").write_text("证书\nIPMP\n", encoding="utf-8")
    options = ["--grade", "C", "--degree", "本科＠2018-07", "--years", "5年3个月", "--related"]
    done = batch(folder, "graded.csv", *options, "--summary", "none")
    assert (done.returncode, done.stdout.decode().splitlines()[1][:13]) == (0, "IPMP,eligible")


def test_force_replaces_and_nothing_half_is_left(folder: Path) -> None:
    (folder / "out.csv").write_text("old", encoding="utf-8")
    assert batch(folder, "good.csv", "-o", "out.csv", "--force").returncode == 0
    assert "eligible" in (folder / "out.csv").read_text(encoding="utf-8")
    assert not [path for path in folder.iterdir() if path.name.endswith(".part")]


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out.jsonl", "out.xlsx"])
def test_the_form_goes_by_the_extension_and_comes_back(folder: Path, name: str) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("openpyxl")
    assert batch(folder, "good.csv", "-o", name).returncode == 0
    done = batch(folder, name, "--summary", "none")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[0].startswith("姓名,证书,学历,年限,区县,hz_status,")
    assert done.stdout.decode().splitlines()[1].startswith("张三,PMP,本科,6,滨江,eligible,")


def test_scripts_get_the_summary_as_json(folder: Path) -> None:
    done = batch(folder, "bad.csv", "-o", "out.csv", "--summary", "json")
    came_to = json.loads(done.stdout)
    assert came_to["rows"] == 2
    assert came_to["status"] == {"eligible": 1, "not_eligible": 0, "undetermined": 0, "error": 1}
    assert came_to["offices"][0]["phones"] == ["88119352", "88119325"]
    assert came_to["errors"][0]["line"] == 3
    assert came_to["as_of"] == "2026-11-23"
    piped = batch(folder, "bad.csv", "--summary", "json")
    assert json.loads(piped.stderr.decode().splitlines()[-1]) == came_to


def test_the_report_is_a_page_of_figures_and_names_nobody(folder: Path) -> None:
    roster = HEADER + GOOD + "王五,PMP,本科,五年左右,西湖\n填表人：赵六\n"
    (folder / "in.csv").write_text(roster, encoding="utf-8")
    done = batch(folder, "in.csv", "-o", "out.csv", "--report", "report.html", language="zh")
    assert done.returncode == 6
    page = (folder / "report.html").read_text(encoding="utf-8")
    for words in ("可以申请", "填写需修改", "88119352", "五年左右", "（第 3 行）", "2 人"):
        assert words in page
    assert not [name for name in ("张三", "王五", "赵六") if name in page]
    english = batch(folder, "in.csv", "-o", "english.csv", language="en").stderr.decode()
    assert "工程师 (engineer), 中级 (intermediate level)" in english
    assert "制造业 (manufacturing)" in english
    assert batch(folder, "in.csv", "--report", "report.html").returncode == 2
    assert batch(folder, "in.csv", "-o", "x.html", "--to", "csv", "--report", "x.html").returncode == 2


def test_whoever_closes_the_pipe_ends_it_quietly(folder: Path) -> None:
    (folder / "long.csv").write_text(HEADER + GOOD * 50_000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "hz_titles", "batch", "long.csv", "--summary", "none"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 141
    assert b"Error" not in said


def test_a_named_pipe_is_read_and_a_device_is_written(folder: Path) -> None:
    shell = 'exec "$0" -m hz_titles batch <(cat good.csv) -o /dev/stdout --summary none'
    done = subprocess.run(
        ["bash", "-c", shell, sys.executable],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.decode().startswith("姓名,证书")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
@pytest.mark.parametrize(("arguments", "bar"), [(("-o", "long.out.csv"), True), ((), False)])
def test_a_bar_is_drawn_only_where_it_does_not_stand_in_the_table(
    folder: Path, arguments: tuple[str, ...], bar: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.support.terminal import terminal

    (folder / "long.csv").write_text(HEADER + GOOD * 2000, encoding="utf-8")
    monkeypatch.chdir(folder)
    environment = {"PYTHONPATH": str(ROOT), "HZ_TITLES_LANG": "en"}
    with terminal("batch", "long.csv", *arguments, "--summary", "none", environment=environment) as screen:
        assert screen.wait() == 0
        assert ("0%" in screen.text) is bar
        assert (screen.text.count("eligible,") == 2000) is not bar


def test_a_workbook_with_chinese_headers_gets_chinese_ones(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    command = [sys.executable, "-m", "hz_titles", "batch", "good.csv", "-o", "out.xlsx"]
    subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
    rows = list(openpyxl.load_workbook(folder / "out.xlsx").active.iter_rows(values_only=True))
    assert (rows[0][5], rows[1][5], rows[0][16]) == ("认定结论", "符合条件", "其他证书")
