"""Workbooks of every kind that nobody should have made, and some that only seem so."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from tests.support.packages import BOOK, MAIN, SHEET, Repeated, book, relations, rows, sheet, text_cell

Parts = Mapping[str, str | bytes | Repeated]
ROWS, STRINGS, STYLES = rows(), "xl/sharedStrings.xml", "xl/styles.xml"
LINKS = "xl/_rels/workbook.xml.rels"
START, END = sheet(ROWS).split("</sheetData>")
SHARED = relations(worksheet="worksheets/sheet1.xml", styles="styles.xml", sharedStrings="sharedStrings.xml")
INDEXED = sheet(rows(more={2: '<c r="F2" t="s"><v>1</v></c>'}))
WIDE = sheet(ROWS, head='<cols><col min="1" max="16384" width="9" style="3"/></cols>')
DATES = (
    "yyyy年m月d日;@|[$-804]yyyy年m月;@|[DBNum1][$-804]yyyy年m月d日|上午/下午h时mm分|aaaa|e年|yyyy.m|000000"
)


def grown(before: str, text: str, times: int, behind: str = "</sheetData>" + END) -> Parts:
    """Return a sheet with something in it very often."""
    return {SHEET: (before, text, times, behind)}


def with_cell(cell: str, **parts: str) -> Parts:
    """Return a workbook with another cell at the end of the first person's row."""
    return {SHEET: sheet(rows(more={2: cell})), **parts}


def with_strings(*pieces: object) -> Parts:
    """Return a workbook with shared texts."""
    start = f'<sst xmlns="{MAIN}">'
    listed = (start, *pieces, "</sst>") if len(pieces) == 2 else f"{start}{pieces[0]}</sst>"
    return {SHEET: INDEXED, LINKS: SHARED, STRINGS: listed}  # type: ignore[dict-item]


def zipped(name: str, size: int) -> bytes:
    """Return a packed file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(size))
    return file.getvalue()


def formats() -> Parts:
    """Return a workbook with a day shown by many formats."""
    codes = DATES.split("|")
    listed = "".join(f'<numFmt numFmtId="{at}" formatCode="{code}"/>' for at, code in enumerate(codes, 170))
    styled = "".join(f'<xf numFmtId="{at}"/>' for at in range(170, 170 + len(codes)))
    days = "".join(f'<c r="{chr(70 + at)}2" s="{at}"><v>43282.25</v></c>' for at in range(len(codes)))
    part = f'<styleSheet xmlns="{MAIN}"><numFmts>{listed}</numFmts><cellXfs>{styled}</cellXfs></styleSheet>'
    return with_cell(days, **{STYLES: part})


def table(more: str = "", area: str = "A1:E3") -> Parts:
    """Return a workbook with a table around its list."""
    names = "".join(f'<tableColumn id="{at}" name="C{at}"/>' for at in range(1, 6))
    part = f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="{area}" {more}>'
    part += f'<autoFilter ref="{area}"/><tableColumns count="5">{names}</tableColumns></table>'
    links = relations(table="../tables/table1.xml")
    return {SHEET: sheet(ROWS), "xl/worksheets/_rels/sheet1.xml.rels": links, "xl/tables/table1.xml": part}


KINDS: dict[str, Parts] = {
    # Too much of something
    "two million shared texts": with_strings("<si><t>text</t></si>", 2_000_000),
    "sixty million empty shared texts": with_strings("<si/>", 60_000_000),
    "rich shared texts": with_strings("<si><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></si>", 100_000),
    "one long shared text": with_strings("<si><t>" + "long " * 30_000_000 + "</t></si>"),
    "six million empty cells": grown(START, "<row>" + "<c/>" * 1_000 + "</row>", 7_000),
    "empty cells with styles": grown(START, "<row>" + '<c s="3"/>' * 100 + "</row>", 20_000),
    "three million cells": grown(START, "<row>" + "<c><v>1</v></c>" * 300 + "</row>", 10_000),
    "cells without an end": grown(
        START + '<row r="4">', "<c><v>1</v></c>", 3_000_000, "</row></sheetData>" + END
    ),
    "a million empty rows": grown(START, "<row/>", 1_000_000),
    "too many rows": grown(START, "<row/>", 1_100_000),
    "blanks between rows": grown(START, " " * 1_000, 400_000),
    "blanks behind the rows": grown(START + "</sheetData>", " " * 1_000, 400_000, END),
    "blanks before the rows": grown(
        f'<worksheet xmlns="{MAIN}">', " " * 1_000, 400_000, f"<sheetData>{ROWS}"
    ),
    "blanks in a cell": grown(START + "<row><c>", " " * 1_000, 400_000, "</c></row></sheetData>" + END),
    "a long comment": grown(START + "<!--", "<row> " * 200, 400_000, "--></sheetData>" + END),
    "a long attribute": grown(START + "<row><c r='", "A" * 1_000, 400_000, "'/></row></sheetData>" + END),
    "tags in tags": grown(START + "<row>", "<c>", 3_000_000, ""),
    "tags behind the rows": grown(START + "</sheetData>", "<a/>", 20_000_000, END),
    "merges by the million": grown(
        START + "</sheetData><mergeCells>", '<mergeCell ref="B2:B9"/>', 3_000_000, END
    ),
    "ten million styles": {
        SHEET: sheet(ROWS),
        STYLES: (f'<styleSheet xmlns="{MAIN}"><cellXfs>', "<xf/>", 10_000_000, ""),
    },
    "twenty thousand parts": {SHEET: sheet(ROWS), **{f"p{at}": "" for at in range(20_000)}},
    "a packed bomb as a part": {SHEET: sheet(ROWS), "xl/media/a.zip": zipped("a", 50_000_000)},
    "a part of a gigabyte": grown(START, "\0" * 1_000, 1_000_000),
    # Far and wide
    "the last cell of all": {SHEET: sheet(ROWS + f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>')},
    "the last row of all": {SHEET: sheet(ROWS + f'<row r="1048576">{text_cell("A1048576", "x")}</row>')},
    "one merge over everything": {
        SHEET: sheet(ROWS, tail='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    },
    "a merge down to the end": {
        SHEET: sheet(ROWS, tail='<mergeCells><mergeCell ref="B3:B1048576"/></mergeCells>')
    },
    "a filter over everything": {SHEET: sheet(ROWS, tail='<autoFilter ref="A1:XFD1048576"/>')},
    "an array over everything": with_cell('<c r="F2"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c>'),
    "a wrong extent": {SHEET: sheet(ROWS, head='<dimension ref="A1:XFD1048576"/>')},
    "no extent, all columns set": {SHEET: WIDE},
    # Other ways to say the same
    "UTF-16": {SHEET: sheet(ROWS).encode("utf-16")},
    "UTF-16 without a mark": {
        SHEET: ('<?xml version="1.0" encoding="UTF-16"?>' + sheet(ROWS)).encode("utf-16-be")
    },
    "UTF-32": {SHEET: sheet(ROWS).encode("utf-32")},
    "GBK": {SHEET: ('<?xml version="1.0" encoding="GBK"?>' + sheet(ROWS)).encode("gbk")},
    "bytes that are no text": {SHEET: sheet(ROWS).encode().replace("张".encode(), b"\xff\xfe")},
    "prefixes": {SHEET: re.sub(r"<(/?)(?=\w)", r"<\1x:", sheet(ROWS)).replace(' xmlns="', ' xmlns:x="')},
    "strict": {SHEET: sheet(ROWS).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")},
    "no references": {SHEET: re.sub(r' r="[A-Z]*\d+"', "", sheet(ROWS))},
    "lines and blanks": {SHEET: sheet(ROWS).replace("><", ">\r\n\t<")},
    "comments, CDATA, instructions": with_cell(
        "<!-- </row> --><?a </c>?>" + text_cell("F2", "<![CDATA[</row>]]>")
    ),
    "1904": {SHEET: sheet(ROWS), BOOK: book().replace("<sheets>", '<workbookPr date1904="1"/><sheets>')},
    "days by Chinese formats": formats(),
    "rich and phonetic texts": with_strings(
        "<si/><si><r><t>刘</t></r><rPh sb='0' eb='1'><t>liu</t></rPh></si>"
    ),
    "WPS cell pictures": with_cell(
        '<c r="F2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
        **{"xl/cellimages.xml": "<a/>"},
    ),
    "errors and formulas without values": with_cell(
        '<c r="F2" t="e"><v>#REF!</v></c><c r="G2"><f>1+1</f></c>'
    ),
    "escapes": with_cell(text_cell("F2", "_xFFFF__xD800__x001B_[31m_x0041_&#x85;&#x202e;")),
    "a literal control character": with_cell(text_cell("F2", "\x01")),
    "numbers beyond numbers": with_cell(
        '<c r="F2"><v>1e999999999</v></c><c r="G2" s="1"><v>-1e15</v></c><c r="H2"><v>nan</v></c>'
    ),
    # Not as it should be
    "entities": {SHEET: '<!DOCTYPE a [<!ENTITY b "c">]>' + sheet(ROWS)},
    "cells out of order": with_cell(text_cell("B2", "x")),
    "rows out of order": {SHEET: sheet(ROWS + '<row r="2"/>')},
    "cells beyond the last column": with_cell(text_cell("XFE2", "x")),
    "rows in rows": {SHEET: sheet(ROWS + "<row><row/></row>")},
    "a shared text that is not there": with_cell('<c r="F2" t="s"><v>99999999999999999999</v></c>'),
    "a style that is not there": with_cell('<c r="F2" s="99999999999"><v>1</v></c>'),
    "no sheet part": {LINKS: relations(worksheet="worksheets/none.xml")},
    "no such relationship": {SHEET: sheet(ROWS), LINKS: relations(styles="styles.xml")},
    "a relationship out of the package": {
        SHEET: sheet(ROWS),
        LINKS: relations(worksheet="../../../etc/passwd"),
    },
    "no types": {SHEET: sheet(ROWS), "[Content_Types].xml": "<Types/>"},
    "half a part": {SHEET: sheet(ROWS)[:500]},
    "an empty part": {SHEET: ""},
    "signed": {SHEET: sheet(ROWS), "_xmlsignatures/origin.sigs": ""},
    "a pivot cache, a chart, a macro": {
        SHEET: sheet(ROWS),
        "xl/pivotCache/a.xml": "<a",
        "xl/vbaProject.bin": b"\0\1",
    },
    "an extension with rows of its own": {
        SHEET: sheet(ROWS, tail="<extLst><ext><row r='9'><c><v>1</v></c></row></ext></extLst>")
    },
    "a table with a row of sums": table('totalsRowCount="1"'),
    "a table that says nonsense": table(area="A1:XFD1048576"),
}
