"""Workbooks in and out: the user's own workbook comes back with the verdicts in it."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from test_batch_files import batch

openpyxl = pytest.importorskip("openpyxl")

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


def test_a_formula_is_read_from_the_value_that_was_saved_with_it(book: Path) -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, re.sub(rb"<f>3\+3</f><v ?/?>(</v>)?", b"<f>3+3</f><v>6</v>", content))
    book.write_bytes(saved.getvalue())
    batch(book.parent, "staff.xlsx", "-o", "out.xlsx")
    assert statuses(book.parent / "out.xlsx")[2] == "eligible"
    assert openpyxl.load_workbook(book.parent / "out.xlsx")["员工"]["D5"].value == "=3+3"


def test_a_sheet_goes_out_as_csv_with_numbers_and_dates_as_people_write_them(book: Path) -> None:
    done = batch(book.parent, "staff.xlsx", "--to", "csv", "--summary", "none")
    lines = done.stdout.decode().splitlines()
    assert lines[1].startswith("007,PMP,本科,6,滨江,,=1+1,")
    assert lines[2].startswith("008,40,本科,6.5,余杭,,-x,")
    assert lines[5].startswith("010,PMP,硕士,,滨江,2020-07-01,@x,")


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
        (["old.xlsx"], "an old .xls workbook, or an encrypted one"),
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


def test_without_openpyxl_the_command_that_installs_it_is_said(book: Path) -> None:
    program = (
        "import sys; sys.modules['openpyxl'] = None; from hz_titles.cli.app import run; "
        f"sys.exit(run(['batch', {str(book)!r}, '--lang', 'en']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'hz-titles[excel]'" in done.stderr
