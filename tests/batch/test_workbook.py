"""Workbooks in and out: the user's own workbook comes back with the verdicts in it."""

from __future__ import annotations

import datetime
import io
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from hz_titles.batch.answers import CODES
from hz_titles.batch.header import HeaderSearch
from hz_titles.batch.sheets import chosen
from hz_titles.batch.user_columns import UserColumns
from hz_titles.batch.workbook import Workbook
from hz_titles.batch.workbook.splice import FilledWorkbook
from hz_titles.errors import UsageError
from tests.batch.test_files import batch
from tests.support.program import ROOT

openpyxl = pytest.importorskip("openpyxl")

SHEET = "xl/worksheets/sheet2.xml"
HEADER = ["工号", "证书", "学历", "年限", "区县", "毕业时间", "备注"]
PEOPLE: list[tuple[list[Any], str]] = [
    (["007", "PMP", "本科", 6, "滨江", None, "=1+1"], "eligible"),
    (["008", 40.0, "本科", 6.5, "余杭", None, "-x"], "eligible"),
    (["009", "PMP", "本科", "=3+3", "滨江", None, None], "error"),
    ([None] * 7, ""),
    (["010", "PMP", "硕士", None, "滨江", datetime.datetime(2020, 7, 1), "@x"], "undetermined"),
    (["011", "PMP", "本科", "#N/A", "滨江", None, "+1"], "error"),
    (["012", "CAPM", "博士", None, None, None, None], "not_eligible"),
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook with a cover sheet, a heading above the table, styles, widths and formulas."""
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active["A1"] = "给人看的"
    sheet = book.create_sheet("员工")
    sheet["A1"] = "2026 年员工表"
    sheet.merge_cells("A1:G1")
    for column, name in enumerate(HEADER, 1):
        sheet.cell(row=2, column=column, value=name).font = openpyxl.styles.Font(bold=True)
    for row, (cells, _) in enumerate(PEOPLE, 3):
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(row=row, column=column, value=value)
            if value == "=1+1":
                cell.data_type = "s"
    sheet.column_dimensions["B"].width = 33
    sheet["A3"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    sheet["J4"] = "far away"
    book["说明"]["B1"] = "=SUM(1,2)"
    book.save(tmp_path / "staff.xlsx")
    return tmp_path / "staff.xlsx"


def statuses(path: Path) -> list[Any]:
    sheet = openpyxl.load_workbook(path)["员工"]
    names = [cell.value for cell in sheet[2]]
    column = names.index("hz_status") + 1
    return [sheet.cell(row=row, column=column).value or "" for row in range(3, 3 + len(PEOPLE))]


def test_the_workbook_comes_back_with_the_verdicts_in_it(book: Path) -> None:
    done = batch(book.parent, "staff.xlsx", "-o", "out.xlsx")
    assert done.returncode == 6
    assert "sheet: 员工" in done.stderr.decode()
    assert "“年限” is a formula whose value is not in the file" in done.stderr.decode()
    assert statuses(book.parent / "out.xlsx") == [status for _, status in PEOPLE]
    before, after = openpyxl.load_workbook(book), openpyxl.load_workbook(book.parent / "out.xlsx")
    assert before.sheetnames == after.sheetnames
    for name in before.sheetnames:
        for row in before[name].iter_rows():
            for cell in row:
                same = after[name][cell.coordinate]
                assert (cell.value, cell.data_type) == (same.value, same.data_type)
                for style in ("font", "fill", "border", "number_format"):
                    assert repr(getattr(cell, style)) == repr(getattr(same, style))
    sheet = after["员工"]
    assert sheet.column_dimensions["B"].width == 33
    assert sheet.merged_cells.ranges == before["员工"].merged_cells.ranges
    assert sheet["A3"].data_type == "s"
    assert sheet["K2"].value == "hz_status"
    assert sheet["K2"].font.bold
    assert (sheet["O3"].value, sheet["O3"].data_type) == (40, "n")


def test_run_on_its_own_output_it_replaces_its_columns(book: Path) -> None:
    batch(book.parent, "staff.xlsx", "-o", "out.xlsx", "--district", "余杭")
    batch(book.parent, "out.xlsx", "-o", "again.xlsx", "--headers", "en")
    sheet = openpyxl.load_workbook(book.parent / "again.xlsx")["员工"]
    assert [cell.value for cell in sheet[2]].count("hz_status") == 1
    assert statuses(book.parent / "again.xlsx") == [status for _, status in PEOPLE]


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change a part of a workbook as another program, or an accident, would leave it."""
    saved = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    path.write_bytes(saved.getvalue())


def computed(path: Path, part: str, formula: bytes, kind: bytes, value: bytes) -> None:
    """Put the value of a formula behind it, as Excel does."""
    cell = rb'(<c r="[A-Z0-9]+")([^>]*><f>%b</f>)<v ?/?>(</v>)?' % re.escape(formula)
    rewritten(path, part, lambda content: re.sub(cell, rb'\1 t="%b"\2<v>%b</v>' % (kind, value), content))


@pytest.mark.parametrize(
    ("kind", "value", "status", "cell"),
    [
        (b"n", b"6", "eligible", "6"),
        (b"n", b"4.0", "not_eligible", "4"),
        (b"str", "4年半".encode(), "not_eligible", "4年半"),
        (b"str", b"", "undetermined", ""),
        (b"e", b"#N/A", "error", "#N/A"),
        (b"n", b"", "error", "=3+3"),
    ],
)
def test_a_formula_is_read_from_the_value_that_was_saved_with_it_and_keeps_it(
    book: Path, kind: bytes, value: bytes, status: str, cell: str
) -> None:
    folder = book.parent
    computed(book, SHEET, b"3+3", kind, value)
    batch(folder, "staff.xlsx", "-o", "out.xlsx")
    batch(folder, "out.xlsx", "-o", "again.xlsx")
    for name in ("out.xlsx", "again.xlsx"):
        assert statuses(folder / name)[2] == status
        assert openpyxl.load_workbook(folder / name)["员工"]["D5"].value == "=3+3"
        table = batch(folder, name, "--summary", "none").stdout.decode().splitlines()
        assert table[4].startswith(f"009,PMP,本科,{cell},滨江,")


@pytest.mark.parametrize("value", [b"", b"6"])
def test_cells_need_not_say_where_they_stand(book: Path, value: bytes) -> None:
    computed(book, SHEET, b"3+3", b"n", value)
    rewritten(book, SHEET, lambda content: re.sub(rb' r="[A-Z]*[0-9]+"', b"", content))
    batch(book.parent, "staff.xlsx", "-o", "out.xlsx")
    # A row that is wholly empty is not written, so that the rows behind it move up.
    assert statuses(book.parent / "out.xlsx")[2] == ("eligible" if value else "error")


def test_formulas_of_other_sheets_keep_their_values(book: Path) -> None:
    computed(book, "xl/worksheets/sheet1.xml", b"SUM(1,2)", b"str", b"3 &lt; &amp;4")
    batch(book.parent, "staff.xlsx", "-o", "out.xlsx")
    after = openpyxl.load_workbook(book.parent / "out.xlsx", data_only=True)
    assert after["说明"]["B1"].value == "3 < &4"


@pytest.mark.parametrize(
    ("merged", "first"),
    [("E1:F1", 7), ("A9:H9", 6), ("A2:C2", 6), ("B4:J6", 11), ("F1:F2", 7)],
)
def test_new_columns_stand_behind_merged_cells(tmp_path: Path, merged: str, first: int) -> None:
    book = openpyxl.Workbook()
    for row in (["姓名", "证书", "学历", "年限", "备注"], ["张三", "PMP", "本科", 6, "x"], [], ["李四"]):
        book.active.append(row)
    book.active.merge_cells(merged)
    book.save(tmp_path / "in.xlsx")
    assert batch(tmp_path, "in.xlsx", "-o", "out.xlsx").returncode == 6
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [cell.value for cell in sheet[1]].index("hz_status") + 1 == first
    assert sheet.cell(row=4, column=first).value == "error"
    assert [str(cells) for cells in sheet.merged_cells.ranges] == [merged]


def test_cells_that_somebody_merged_over_earlier_answers_are_named(book: Path) -> None:
    batch(book.parent, "staff.xlsx", "-o", "out.xlsx")
    merged = openpyxl.load_workbook(book.parent / "out.xlsx")
    merged["员工"].merge_cells("A5:L5")
    merged.save(book.parent / "out.xlsx")
    done = batch(book.parent, "out.xlsx", "-o", "again.xlsx")
    assert "merged cells cover columns of earlier answers" in done.stderr.decode()


def test_where_merged_cells_leave_no_room_that_is_said(book: Path) -> None:
    merged = openpyxl.load_workbook(book)
    merged["员工"].merge_cells("A5:XFD5")
    merged.save(book)
    done = batch(book.parent, "staff.xlsx", "-o", "out.xlsx")
    assert done.returncode == 2
    assert "use --to csv" in done.stderr.decode()


def test_a_sheet_goes_out_as_csv_with_numbers_and_dates_as_people_write_them(book: Path) -> None:
    done = batch(book.parent, "staff.xlsx", "--to", "csv", "--summary", "none")
    lines = done.stdout.decode().splitlines()
    assert lines[2].startswith("007,PMP,本科,6,滨江,,=1+1,")
    assert lines[3].startswith("008,40,本科,6.5,余杭,,-x,")
    assert lines[6].startswith("010,PMP,硕士,,滨江,2020-07-01,@x,")


def test_texts_stay_texts_in_a_new_workbook(tmp_path: Path) -> None:
    own = ["007", "=1+1", "+86", "-1", "@x", "a\x01b", "6"]
    (tmp_path / "in.csv").write_text("cert,a,b,c,d,e,f,g\nPMP," + ",".join(own) + "\n", encoding="utf-8")
    assert batch(tmp_path, "in.csv", "-o", "out.xlsx").returncode == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    cells = [sheet.cell(row=2, column=column) for column in range(2, 2 + len(own))]
    assert [cell.data_type for cell in cells] == ["s"] * len(own)
    assert [cell.value for cell in cells] == [*own[:5], "a_x0001_b", "6"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["staff.xlsx", "--sheet", "员"], "did you mean 员工"),
        (["staff.xlsx", "--sheet", "说明"], "no certificate column"),
        (["staff.xlsx", "-o", "staff.xlsx", "--force"], "is the input"),
        (["broken.xlsx"], "no .xlsx workbook"),
        (["old.xlsx"], "an old .xls workbook"),
    ],
)
def test_a_workbook_that_does_not_do_is_refused_in_words(
    book: Path, arguments: list[str], words: str
) -> None:
    (book.parent / "broken.xlsx").write_bytes(book.read_bytes()[:2000])
    (book.parent / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    done = batch(book.parent, *arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, lambda content: content[: len(content) // 2]),
        (SHEET, lambda content: content.replace(b'r="3"', b'r="x"')),
        (SHEET, lambda content: content.replace(b'<row r="3"', b'<row r="99999999"')),
        (SHEET, lambda content: b""),
        ("xl/workbook.xml", lambda content: re.sub(b"<sheets>.*</sheets>", b"<sheets/>", content)),
        ("xl/workbook.xml", lambda content: content.replace(b'r:id="rId', b'r:id="rId9')),
        ("xl/styles.xml", lambda content: content[:300]),
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_damaged_workbook_is_refused_in_words(
    book: Path, part: str, change: Callable[[bytes], bytes], form: str
) -> None:
    rewritten(book, part, change)
    done = batch(book.parent, "staff.xlsx", "-o", f"out.{form}")
    assert done.returncode == 2
    assert "staff.xlsx is no .xlsx workbook that can be read" in done.stderr.decode()
    assert not (book.parent / f"out.{form}").exists()


@pytest.mark.parametrize("kind", ["flipped", "cut", "gone"])
def test_no_damage_to_a_workbook_is_taken_for_a_bug(book: Path, kind: str) -> None:
    chance = random.Random(kind)
    whole = book.read_bytes()
    for _ in range(25):
        if kind == "flipped":
            damaged = bytearray(whole)
            for _ in range(3):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            book.write_bytes(damaged)
        elif kind == "cut":
            book.write_bytes(whole[: chance.randrange(len(whole))])
        else:
            book.write_bytes(whole)
            gone = chance.choice(zipfile.ZipFile(book).namelist())
            rewritten(book, gone, lambda content: content[: chance.randrange(len(content))])
        with book.open("rb") as file, suppress(UsageError):
            workbook = Workbook(file, "x")
            sheet, header, _ = chosen(workbook.sheets, None, HeaderSearch(), "x")
            first = header.first + 1
            table = workbook.table(sheet, header.names, range(first, first + header.rows))
            output = FilledWorkbook(io.BytesIO(), table, "")
            output.begin(UserColumns(table), CODES)
            output.write(table.rows())
            output.finish()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits")
def test_what_goes_wrong_while_a_workbook_is_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("cert\n" + "PMP\n" * 3000, encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "HZ_TITLES_LANG": "en",
        "TMPDIR": str(tmp_path / "temporary"),
    }
    program = f"{sys.executable} -m hz_titles batch in.csv --summary none"
    for command, code in [
        (f"(ulimit -f 100; {program} -o out.xlsx)", 2),
        (f"(ulimit -f 600; {program} -o out.xlsx)", 2),
        (f"{program} --to xlsx > /dev/full", 2),
        (f"{program} --to xlsx | head -c 10 > /dev/null; exit ${{PIPESTATUS[0]}}", 141),
        (f"{program} -o out.xlsx", 0),
    ]:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), command
        assert sorted(os.listdir(tmp_path)) == ["in.csv", *["out.xlsx"] * (code == 0), "temporary"]
        assert os.listdir(tmp_path / "temporary") == []


def test_without_the_writer_the_command_that_installs_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("cert\nPMP\n", encoding="utf-8")
    program = (
        "import sys; sys.modules['xlsxwriter'] = None; from hz_titles.cli.app import run; "
        f"sys.exit(run(['batch', {str(tmp_path / 'in.csv')!r}, '-o', {str(tmp_path / 'o.xlsx')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'hz-titles[excel]'" in done.stderr
