"""Workbooks in and out: the user's own workbook comes back with the verdicts in it, else untouched."""

from __future__ import annotations

import datetime
import io
import os
import random
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from hz_titles.batch.answers import CODES
from hz_titles.batch.header import HeaderSearch, chosen_table
from hz_titles.batch.outputs import UserColumns
from hz_titles.batch.workbook.sheet import Sheet, sheets_in
from hz_titles.batch.workbook.splice import FilledWorkbook
from hz_titles.errors import UsageError
from hz_titles.loading import Data
from tests.attacks import one_kind
from tests.batch.test_files import batch
from tests.support.hostile_workbooks import KINDS as HOSTILE
from tests.support.packages import (
    BOOK,
    COLUMNS,
    MAIN,
    SHEET,
    book,
    differences,
    package,
    relations,
    rows,
    sheet,
    text_cell,
)
from tests.support.program import ROOT, Run

openpyxl = pytest.importorskip("openpyxl")
calamine = pytest.importorskip("python_calamine")

STATUSES = ["eligible", "not_eligible"]
TABLE = "xl/tables/table1.xml"
BOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
Parts = Mapping[str, str | bytes]
ROWS = rows()
PLAIN = sheet(ROWS)


def read_by(reader: str, path: Path, name: str = "名单") -> list[list[Any]]:
    """Return the cells of a sheet as another program sees them."""
    if reader == "openpyxl":
        found = openpyxl.load_workbook(path, data_only=True)[name]
        return [list(row) for row in found.iter_rows(values_only=True)]
    if reader == "calamine":
        return calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(False)
    program = shutil.which("soffice") or pytest.skip("there is no LibreOffice")
    converted = [program, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    home = f"-env:UserInstallation=file://{path.parent}/home"
    subprocess.run([*converted, path.parent / "lo", home, path], check=True, capture_output=True, timeout=120)
    return read_by("openpyxl", path.parent / "lo" / path.name, name)


def answered(run: Run, folder: Path, parts: Parts, *more: str, code: int = 0) -> str:
    """Make a workbook, run the batch on it, and return what was said."""
    package(folder / "in.xlsx", parts)
    done = run(
        *("batch", "in.xlsx", "-o", "out.xlsx", "--force", "--as-of", "2026-11-23"),
        *("--headers", "en", "--lang", "en", *more),
        folder=folder,
    )
    assert done.returncode == code, done.stderr
    return done.stderr


def column(letters: str) -> int:
    return COLUMNS.index(letters[-1]) + 26 * (len(letters) > 1)


def table(area: str, more: str = "", names: int = 5) -> str:
    listed = "".join(f'<tableColumn id="{at}" name="C{at}"/>' for at in range(1, names + 1))
    inside = f'<autoFilter ref="{area}"/><tableColumns count="{names}">{listed}</tableColumns>'
    return f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="{area}"{more}>{inside}</table>'


def with_table(part: str) -> Parts:
    listed = relations(table="../tables/table1.xml")
    return {SHEET: PLAIN, "xl/worksheets/_rels/sheet1.xml.rels": listed, TABLE: part}


def merged(*areas: str) -> str:
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"<mergeCells>{cells}</mergeCells>"


def prefixed(text: str) -> str:
    return re.sub(r"<(/?)(?=\w)", r"<\1x:", text).replace(' xmlns="', ' xmlns:x="')


def bare(text: str) -> str:
    return re.sub(r' r="[A-Z]*\d+"', "", text)


HIDDEN = '<row r="7"><c r="Z7"><v>9</v></c></row></sheetData>'
NOT_THERE = f"<!-- {HIDDEN} --><?note {HIDDEN}?>"
BORDERED = "".join(f'<c r="{letters}2" s="3"/>' for letters in ("F", "H", "XFD"))
FORMULA = '<c r="H2"><f t="array" ref="H2:K9">1</f><v>1</v></c>'
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
SEVERAL = book().replace("<sheets>", '<sheets><sheet name="图" sheetId="7" r:id="chartsheet"/>')
ANY = relations(chartsheet="worksheets/sheet1.xml", worksheet="/xl/any/a.xml")
KINDS: dict[str, tuple[Parts, str]] = {
    "a title above, a column left free": ({SHEET: sheet(rows(3, 1))}, "G"),
    "prefixes": ({SHEET: prefixed(sheet(ROWS, '<dimension ref="A1:E3"/>'))}, "F"),
    "no references": ({SHEET: bare(PLAIN)}, "F"),
    "a mark, other quotes": ({SHEET: "\ufeff" + PLAIN.replace('"', "'").replace("><", ">\r\n<")}, "F"),
    "UTF-16": ({SHEET: ('<?xml version="1.0" encoding="UTF-16"?>' + PLAIN).encode("utf-16")}, "F"),
    "rows that are none": ({SHEET: sheet(NOT_THERE + rows(more={2: NOT_THERE}), tail=NOT_THERE)}, "F"),
    "CDATA": ({SHEET: sheet(rows(more={2: text_cell("F2", f"<![CDATA[{HIDDEN}]]>")}))}, "G"),
    "bordered cells": ({SHEET: sheet(rows(more={2: BORDERED}) + '<row><c r="XFD4" s="3"/></row>')}, "F"),
    "an extension of a row": (
        {SHEET: sheet(rows(more={2: "<extLst><ext uri='u'><c/></ext></extLst>"}))},
        "F",
    ),
    "rows of one tag": ({SHEET: sheet(ROWS + '<row r="4"/><row r="9" ht="20" />')}, "F"),
    "a merge into the rows": ({SHEET: sheet(ROWS, tail=merged("E3:I4"))}, "J"),
    "a merge below them": ({SHEET: sheet(ROWS, tail=merged("A4:I4"))}, "F"),
    "an array": ({SHEET: sheet(rows(more={2: FORMULA}))}, "L"),
    "a note at the side": ({SHEET: sheet(rows(more={3: text_cell("K3", "note")}))}, "L"),
    "an empty sheet first": (
        {
            BOOK_RELATIONS: relations(worksheet="worksheets/sheet1.xml", worksheet2="s.xml"),
            BOOK: book().replace("<sheets>", '<sheets><sheet name="空" sheetId="2" r:id="worksheet2"/>'),
            "xl/s.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
            SHEET: PLAIN,
        },
        "F",
    ),
    "strict": ({SHEET: PLAIN.replace(MAIN, STRICT), BOOK: book().replace(MAIN, STRICT)}, "F"),
    "any names": ({BOOK_RELATIONS: ANY, BOOK: SEVERAL, "xl/any/a.xml": PLAIN, SHEET: "<chartsheet/>"}, "F"),
}


NOT_READ = {
    ("UTF-16", "calamine"),
    *((kind, "openpyxl") for kind in ("strict", "any names", "an extension of a row")),
}
"""What these readers take for an empty sheet, or for none."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", ["openpyxl", "calamine", "LibreOffice"])
def test_the_answers_stand_behind_whatever_the_sheet_is_made_of(
    run: Run, tmp_path: Path, kind: str, reader: str
) -> None:
    parts, first = KINDS[kind]
    answered(run, tmp_path, parts)
    ((_, replaced),) = differences(tmp_path / "in.xlsx", tmp_path / "out.xlsx").items()
    allowed = r"<(x:)?(dimension|c r=\"F2\" s|row r=\"9\")"
    assert all(re.match(allowed, old) for old, _ in replaced)
    if (kind, reader) in NOT_READ:
        return
    seen = [row[column(first) :] for row in read_by(reader, tmp_path / "out.xlsx")]
    head = next(number for number, row in enumerate(seen) if row and row[0])
    assert list(seen[head][: len(CODES)]) == list(CODES)
    assert [row[0] for row in seen[head + 1 : head + 3]] == STATUSES
    assert {str(cell or "") for row in seen[head + 3 :] for cell in row} <= {""}


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("", "<6-6"),
        ('<col min="1" max="2" width="9"/>', "<1-2 9><6-6"),
        ('<col min="20" max="22" hidden="1"/>', "<17-17 30><20-22 hidden>"),
        ('<col min="3" max="16384" style="3" hidden="1"/>', "<3-5 3 hidden><6-6 13 3><7-7"),
        ('<col min="6" max="16384" hidden="1"/>', "<17-17 30><18-16384 hidden>"),
    ],
)
def test_settings_of_columns_stay_in_order_and_new_columns_are_seen(
    run: Run, tmp_path: Path, head: str, columns: str
) -> None:
    answered(run, tmp_path, {SHEET: sheet(ROWS, f"<cols>{head}</cols>" if head else "")})
    text = zipfile.ZipFile(tmp_path / "out.xlsx").read(SHEET).decode()
    short = text.replace('hidden="1"', "hidden").replace(' customWidth="1"', "").replace('" max="', "-")
    short = re.sub(r"(?:min|width|style)=|\"|/(?=>)", "", short).replace("<col ", "<")
    assert columns in short
    ends = [(int(low), int(high)) for low, high in re.findall(r'<col min="(\d+)" max="(\d+)"', text)]
    assert all(high < low for (_, high), (low, _) in pairwise(ends))
    assert {number for low, high in ends for number in range(low, high + 1)} >= set(range(6, 18))


TO_THE_END_OF_A_PIECE = " " * ((1 << 18) - len(PLAIN.encode()) + 5)
NAMES = (
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">名单!$A$1:$E$3'
    '</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">名单!$A$1:$E$3</definedName>'
    '<definedName name="mine" localSheetId="0">名单!$A$1:$E$3</definedName></definedNames>'
)


@pytest.mark.parametrize(
    ("parts", "expected", "said"),
    [
        (
            {SHEET: sheet(ROWS, tail='<autoFilter ref="A1:E3"/>'), BOOK: book(NAMES)},
            {
                SHEET: ['<autoFilter ref="A1:Q3"/>'],
                BOOK: [
                    '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">名单!$A$1:$Q$3',
                    '<definedName name="_xlnm.Print_Area" localSheetId="0">名单!$A$1:$Q$3',
                ],
            },
            "",
        ),
        (
            {
                SHEET: sheet(ROWS, tail='<autoFilter ref="A1:E3"/>' + merged("G2:G3")),
                BOOK: book(NAMES.replace("$E$3", "$D$3")),
            },
            {SHEET: []},
            "merged cells stand between the filter",
        ),
        ({SHEET: sheet(ROWS, tail='<autoFilter ref="A20:E30"/>')}, {SHEET: []}, ""),
        (
            {SHEET: sheet(ROWS, tail=TO_THE_END_OF_A_PIECE + '<autoFilter ref="A1:E3"/>')},
            {SHEET: ['<autoFilter ref="A1:Q3"/>']},
            "",
        ),
        (with_table(table("A1:E3")), {SHEET: [], TABLE: ["ref", "ref", "count"]}, ""),
        (with_table(table("A1:D3", names=4)), {SHEET: []}, "the table “T” could not be widened"),
        (with_table(table("A1:E3", ' tableType="queryTable"')), {SHEET: []}, "could not be widened"),
        (with_table(table("A1:E3", ' headerRowCount="0"')), {SHEET: []}, "could not be widened"),
    ],
)  # fmt: skip
def test_sorting_moves_the_answers_with_their_people_or_a_warning_says_not(
    run: Run, tmp_path: Path, parts: Parts, expected: dict[str, list[str]], said: str
) -> None:
    words = answered(run, tmp_path, parts)
    assert ("mind: " in words) == bool(said)
    assert said in words
    found = differences(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    assert found.keys() == expected.keys()
    for part, changes in expected.items():
        new = "".join(new for _, new in found[part])
        assert all(change in new for change in changes), new
    if TABLE in expected:
        text = zipfile.ZipFile(tmp_path / "out.xlsx").read(TABLE).decode()
        assert text.count('ref="A1:Q3"') == 2
        assert re.findall(r'name="(hz_\w+)"/>', text) == list(CODES)
        assert 'count="17"' in text
        assert sorted(map(int, re.findall(r'Column id="(\d+)"', text))) == list(range(1, 18))


def test_a_second_run_replaces_its_answers_where_they_stand(run: Run, tmp_path: Path) -> None:
    answered(run, tmp_path, {SHEET: sheet(rows(more={1: text_cell("F1", "备注", ' s="3"')}))})
    first = zipfile.ZipFile(tmp_path / "out.xlsx").read(SHEET).decode()
    own = text_cell("S2", "见附件")
    changed = first.replace("</row>", own + "</row>", 2).replace(own, "", 1)
    changed = changed.replace("NPDP", "").replace('<c r="G3" ', '<c r="G3" s="2" ')
    answered(run, tmp_path, {SHEET: changed}, "--headers", "zh", code=6)
    found = read_by("openpyxl", tmp_path / "out.xlsx")
    assert found[0][6:8] == ("认定结论", "认定职称") or found[0][6:8] == ["认定结论", "认定职称"]
    assert [row[6] for row in found] == ["认定结论", "符合条件", "填写有误"]
    assert found[2][7] is None
    assert found[1][18] == "见附件"
    text = zipfile.ZipFile(tmp_path / "out.xlsx").read(SHEET).decode()
    assert '<c r="G3" s="2" t="inlineStr">' in text
    assert differences(tmp_path / "in.xlsx", tmp_path / "out.xlsx").keys() == {SHEET}


RUN = '<r><rPr><b/></rPr><t>年</t></r><rPh sb="0" eb="1"><t>liu</t></rPh>'
VALUES = [
    ('<c r="D2"><v>4.0</v></c>', "4", "not_eligible"),
    ('<c r="D2"><v> 1.2E1 </v></c>', "12", "eligible"),
    ('<c r="D2"><f>3+3</f><v>6</v></c>', "6", "eligible"),
    ('<c r="D2" t="str"><f>A1</f><v>4年半</v></c>', "4年半", "not_eligible"),
    ('<c r="D2" t="str"><f>A1</f><v></v></c>', "", "undetermined"),
    ('<c r="D2"><f>3+3</f><v/></c>', "=3+3", "error"),
    ('<c r="D2" t="e"><v>#N/A</v></c>', "#N/A", "error"),
    (f'<c r="D2" t="inlineStr"><is><r><t>六</t></r>{RUN}</is></c>', "六年", "eligible"),
    ('<c r="D2" t="inlineStr"><is><t xml:space="preserve"> 6 </t></is></c>', " 6 ", "eligible"),
    ('<c r="D2" t="inlineStr"><is><t>6_x0020__x005F_x0041_</t></is></c>', "6 _x0041_", "error"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "text", "status"), VALUES)
def test_a_cell_is_read_as_it_is_shown(run: Run, tmp_path: Path, cell: str, text: str, status: str) -> None:
    code = 6 if status == "error" else 0
    answered(run, tmp_path, {SHEET: sheet(rows().replace(text_cell("D2", "6"), cell))}, code=code)
    assert read_by("openpyxl", tmp_path / "out.xlsx")[1][5] == status
    done = run("batch", "in.xlsx", "--summary", "none", folder=tmp_path)
    assert done.stdout.splitlines()[1].startswith(f"张三,PMP,本科,{text},滨江,")


@pytest.mark.parametrize(
    ("system", "style", "value", "text"),
    [
        ("0", 1, "43282", "2018-07-01"),
        ("1", 1, "41820", "2018-07-01"),
        ("0", 0, "43282", "43282"),
        ("0", 2, "2021.1", "2021.1"),
        ("0", 1, "43282.5", "2018-07-01"),
        ("0", 1, "99999999", "99999999"),
    ],
)
def test_days_are_counted_in_the_system_of_the_workbook(
    run: Run, tmp_path: Path, system: str, style: int, value: str, text: str
) -> None:
    more = {1: text_cell("F1", "毕业时间"), 2: f'<c r="F2" s="{style}"><v>{value}</v></c>'}
    settings = f'<workbookPr date1904="{system}"/><sheets>'
    package(tmp_path / "in.xlsx", {SHEET: sheet(rows(more=more)), BOOK: book().replace("<sheets>", settings)})
    done = run("batch", "in.xlsx", "--summary", "none", folder=tmp_path)
    assert done.stdout.splitlines()[1].split(",")[5] == text


def test_merged_cells_hold_for_all_their_rows_and_go_out_as_they_came(run: Run, tmp_path: Path) -> None:
    data = rows().replace(text_cell("B3", "NPDP"), "").replace(text_cell("D3", "3"), text_cell("D3", "9"))
    answered(run, tmp_path, {SHEET: sheet(data, tail=merged("B2:B3"))})
    assert [row[5] for row in read_by("openpyxl", tmp_path / "out.xlsx")[1:]] == ["eligible", "eligible"]
    done = run("batch", "in.xlsx", "--summary", "none", folder=tmp_path)
    assert "李四,,本科,9,临安,eligible" in done.stdout


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({SHEET: PLAIN, "_xmlsignatures/origin.sigs": ""}, "is digitally signed"),
        ({SHEET: sheet(rows(more={2: text_cell("XEZ2", "x")}))}, "there is no room for further columns"),
        (
            {SHEET: sheet(ROWS, tail=merged("A2:XFD3"))},
            "there is no room",
        ),
        ({SHEET: "<!DOCTYPE a>" + PLAIN}, "a DOCTYPE"),
        ({SHEET: '<?xml version="1.0" encoding="GBK"?>' + PLAIN}, "written in GBK"),
        ({SHEET: sheet(rows() + '<row r="3"/>')}, "do not stand where they say"),
        ({SHEET: sheet(rows(more={2: text_cell("B2", "x")}))}, "do not stand where they say"),
        ({SHEET: sheet(rows(more={2: text_cell("XFE2", "x")}))}, "do not stand where they say"),
        ({SHEET: sheet('<row r="1048577"/>')}, "do not stand where they say"),
        ({SHEET: PLAIN[:-9]}, "XML in it is broken"),
        ({SHEET: sheet("") + "<a/>"}, "XML in it is broken"),
        ({SHEET: ""}, "XML in it is broken"),
        ({SHEET: f'<worksheet xmlns="{MAIN}"/>'}, "it lacks sheetData"),
        ({SHEET: sheet(ROWS, tail="<a>" * 200 + "</a>" * 200)}, "too much is in it"),
        ({SHEET: sheet(rows(more={2: "<c/>" + "<a/>" * 300_000}))}, "too much is in it"),
        ({SHEET: sheet(rows(more={2: "<c>" * 200 + "</c>" * 200}))}, "do not stand where they say"),
        ({SHEET: sheet(rows() + "<a><row/></a>")}, "not whole, or damaged"),
        ({SHEET: sheet(rows() + " " * (9 << 20))}, "too much is in it"),
        ({SHEET: sheet(ROWS, tail="<a b='" + " " * (9 << 20) + "'/>")}, "too much is in it"),
        ({SHEET: sheet(rows(more={2: '<c r="F2" t="s"><v>7</v></c>'}))}, "a shared text that is not there"),
        ({SHEET: PLAIN, BOOK: book().replace("r:id=", "r:no=")}, "has no sheet of cells"),
        ({SHEET: PLAIN, "_rels/.rels": relations()}, "lacks the part of the workbook"),
        ({SHEET: PLAIN, "xl/styles.xml": "<a>"}, "XML in it is broken"),
        ({SHEET: PLAIN, "XL/styles.xml": "<a/>"}, "not whole, or damaged"),
        ({SHEET: sheet(ROWS, "<cols><col min='x' max='3'/></cols>")}, "not whole, or damaged"),
    ],
)
def test_what_cannot_come_back_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, parts: Parts, words: str
) -> None:
    assert words in answered(run, tmp_path, parts, code=2)
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    ("body", "tail"),
    [
        (rows() + '<row r="1048576"><c r="A1048576" s="3"/></row>', ""),
        (rows(), merged("B3:B1048576") + '<autoFilter ref="A1:XFD1048576"/>'),
        (rows(more={2: '<c r="F2"><v>1e999999999</v></c><c r="G2"><v>nan</v></c>'}), ""),
        (rows(more={2: f'<c r="F2"><v>{"9" * 100_000}</v></c><c r="G2" s="1"><v>1e15</v></c>'}), ""),
        (rows(more={2: '<c r="F2" s="1"><v>1e999999999</v></c><c r="G2" s="1"><v>-9e6</v></c>'}), ""),
        (rows(more={2: '<c r="F2" s="99999"><v>1</v></c><c r="G2" s="x"><v>1</v></c>'}), ""),
    ],
)
def test_far_wide_and_odd_things_cost_nothing(run: Run, tmp_path: Path, body: str, tail: str) -> None:
    answered(run, tmp_path, {SHEET: sheet(body, '<cols><col min="1" max="99999999"/></cols>', tail)})


SMALL = [
    kind for kind, parts in HOSTILE.items() if not any(isinstance(part, tuple) for part in parts.values())
]


@pytest.mark.parametrize("kind", SMALL)
def test_a_workbook_of_any_kind_comes_back_with_all_else_as_it_was_or_is_refused(
    data: Data, tmp_path: Path, kind: str
) -> None:
    one_kind(data, tmp_path, kind)


@pytest.mark.parametrize("kind", ["flipped", "cut", "gone"])
def test_no_damage_to_a_workbook_is_taken_for_a_bug(tmp_path: Path, kind: str) -> None:
    chance = random.Random(kind)
    path = tmp_path / "in.xlsx"
    filtered = '<autoFilter ref="A1:E3"/>'
    parts = {**with_table(table("A1:E3")), SHEET: sheet(ROWS, tail=filtered), BOOK: book(NAMES)}
    package(path, parts)
    whole = path.read_bytes()
    for _ in range(40):
        damaged = bytearray(whole)
        if kind == "flipped":
            for _ in range(3):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if kind == "gone":
            name = chance.choice(list(parts))
            package(path, {**parts, name: str(parts[name])[: chance.randrange(len(parts[name]))]})
        else:
            path.write_bytes(damaged[: chance.randrange(len(damaged))] if kind == "cut" else damaged)
        with path.open("rb") as file, suppress(UsageError):
            sheets = sheets_in(file, "x", old=False)
            read = chosen_table(sheets, None, HeaderSearch(), "x")
            assert isinstance(read, Sheet)
            with closing(FilledWorkbook(io.BytesIO(), read, "")) as output:
                output.begin(UserColumns(read), CODES)
                output.write(read.rows())
                output.finish()


@pytest.mark.parametrize("extension", [".xlsx", ".xlsm"])
@pytest.mark.parametrize("kind", ["sheet", "macro"])
def test_a_workbook_with_macros_stays_one(run: Run, tmp_path: Path, kind: str, extension: str) -> None:
    package(tmp_path / "in.bin", {SHEET: PLAIN, "xl/vbaProject.bin": b"\0\1"}, kind)
    done = run("batch", "in.bin", "-o", f"out{extension}", "--lang", "en", folder=tmp_path)
    fits = (kind == "macro") == (extension == ".xlsm")
    assert done.returncode == (0 if fits else 2)
    assert ("end the output’s name in .xls" in done.stderr) != fits


def test_without_the_writer_the_command_that_installs_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("cert\nPMP\n", encoding="utf-8")
    program = (
        "import sys; sys.modules['xlsxwriter'] = None; from hz_titles.cli.app import run; "
        f"sys.exit(run(['batch', {str(tmp_path / 'in.csv')!r}, '-o', {str(tmp_path / 'o.xlsx')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'hz-titles[excel]'" in done.stderr


def test_texts_stay_texts_in_a_new_workbook(tmp_path: Path) -> None:
    own = ["007", "=1+1", "+86", "-1", "@x", "a\x01b", "6", "http://x", "_x0041_", "\uffff", "<r>a</r>"]
    text = "cert,a,b,c,d,e,f,g,h,i,j,k\nPMP," + ",".join(own)
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    assert batch(tmp_path, "in.csv", "-o", "out.xlsx").returncode == 0
    found = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    cells = [found.cell(row=2, column=number) for number in range(2, 2 + len(own))]
    assert {cell.data_type for cell in cells} == {"s"}
    held = [*own[:5], "a_x0001_b", *own[6:8], "_x005F_x0041_", "_xFFFF_", *own[10:]]
    assert [cell.value for cell in cells] == held


def test_a_workbook_that_openpyxl_saved_keeps_all_it_has(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "说明"
    made.active["A1"] = "=SUM(1,2)"
    found = made.create_sheet("员工")
    found.append(["2026 年员工表"])
    found.append(["工号", "证书", "学历", "毕业时间"])
    found.append(["007", 40, "博士", datetime.date(2020, 7, 1)])
    found.merge_cells("A1:G1")
    for cell in found[2]:
        cell.font = openpyxl.styles.Font(bold=True)
    made.save(tmp_path / "in.xlsx")
    done = batch(tmp_path, "in.xlsx", "-o", "out.xlsx", "--sheet", "员工", "--headers", "en")
    assert done.returncode == 0
    assert "sheet: 员工" in done.stderr.decode()
    after = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = after["员工"]
    assert (cells["E2"].value, cells["E2"].font.bold, cells["E3"].value) == ("hz_status", True, "eligible")
    assert (cells["I3"].value, cells["I3"].data_type, cells["D3"].is_date) == (40, "n", True)
    assert after["说明"]["A1"].value == "=SUM(1,2)"
    assert differences(tmp_path / "in.xlsx", tmp_path / "out.xlsx").keys() == {"xl/worksheets/sheet2.xml"}


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


@pytest.mark.parametrize("year", [1970, 2108])
def test_a_clock_that_no_workbook_can_tell_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    (tmp_path / "in.csv").write_text("cert\nPMP\n", encoding="utf-8")
    now = time.struct_time((year, 1, 1, 0, 0, 0, 3, 1, 0))
    with monkeypatch.context() as clock:
        clock.setattr(time, "localtime", lambda *_: now)
        done = run("batch", "in.csv", "-o", "out.xlsx", folder=tmp_path)
    assert (done.returncode, os.listdir(tmp_path)) == (2, ["in.csv"])
    assert f"时钟为 {year} 年" in done.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_blank_roster_is_read_without_a_question_once_it_is_filled_in(
    run: Run, tmp_path: Path, language: str
) -> None:
    refused = run("batch", "--template", "a.xlsx", "--sheet", "1", folder=tmp_path)
    assert (refused.returncode, os.listdir(tmp_path)) == (2, [])
    assert run("batch", "--template", "a.xlsx", "--lang", language, folder=tmp_path).returncode == 0
    roster = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet, explained = roster.worksheets
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"D2:D2001", "G2:G2001"}
    assert sheet.column_dimensions["E"].number_format == "@"
    sheet.append([row[2] for row in explained.iter_rows(min_row=2, values_only=True)])
    roster.save(tmp_path / "b.xlsx")
    done = run("batch", "b.xlsx", "--headers", "en", "--lang", "en", folder=tmp_path)
    assert done.stdout.splitlines()[1].split(",")[7] == "eligible"
    assert "degree_date" in done.stderr
    assert "--map" not in done.stderr
