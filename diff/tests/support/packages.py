"""Workbooks made of raw XML, as no writer would write them, and what of one is different in another."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
Repeated = tuple[str, str, int, str]
"""A large part: what it begins with, what stands in it how many times, and what it ends with."""
COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROSTER = (
    ("姓名", "证书", "学历", "年限", "工作地"),
    ("张三", "PMP", "本科", "6", "滨江"),
    ("李四", "NPDP", "本科", "3", "临安"),
)
"""A header and two people: the one can apply, the other not yet."""


def relations(**kinds: str) -> str:
    """Return a part that refers to others: ``kind="target"``, a trailing digit of a kind does not count."""
    entries = "".join(
        f'<Relationship Id="{kind}" Type="{RELATED}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for kind, target in kinds.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def text_cell(place: str, text: str, more: str = "") -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{place}"{more} t="inlineStr"><is><t>{text}</t></is></c>'


def rows(first: int = 1, left: int = 0, more: Mapping[int, str] | None = None) -> str:
    """Return the roster as rows from `first` on; `more` stands behind the cells of a row."""
    return "".join(
        f'<row r="{number}">'
        + "".join(text_cell(f"{COLUMNS[left + at]}{number}", text) for at, text in enumerate(cells))
        + f"{(more or {}).get(number, '')}</row>"
        for number, cells in enumerate(ROSTER, first)
    )


def sheet(data: str, head: str = "", tail: str = "") -> str:
    """Return the XML of a sheet."""
    spaces = f'xmlns="{MAIN}" xmlns:r="{RELATED}"'
    return f"<worksheet {spaces}>{head}<sheetData>{data}</sheetData>{tail}</worksheet>"


def book(names: str = "") -> str:
    """Return the XML of a workbook with one sheet, and with names behind it."""
    spaces = f'xmlns="{MAIN}" xmlns:r="{RELATED}"'
    listed = '<sheet name="名单" sheetId="1" r:id="worksheet"/>'
    return f"<workbook {spaces}><sheets>{listed}</sheets>{names}</workbook>"


def package(path: Path, parts: Mapping[str, str | bytes | Repeated], kind: str = "sheet") -> None:
    """Write a workbook: the least that one needs, and `parts` instead or besides;"""
    described = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}.main+xml"
    if kind == "macro":
        described = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    least: dict[str, str | bytes | Repeated] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{BOOK}" ContentType="{described}"/></Types>',
        "_rels/.rels": relations(officeDocument=BOOK),
        BOOK: book(),
        "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
        '<numFmt numFmtId="165" formatCode="yyyy-mm-dd"/></numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/>'
        '<xf numFmtId="165"/><xf numFmtId="2"/><xf numFmtId="49"/></cellXfs>'
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in {**least, **parts}.items():
            if not isinstance(content, tuple):
                archive.writestr(name, content)
                continue
            before, text, times, behind = content
            with archive.open(name, "w") as part:
                part.write(before.encode())
                part.writelines([text.encode() * 1000] * (times // 1000))
                part.write(behind.encode())


def differences(before: Path, after: Path) -> dict[str, list[tuple[str, str]]]:
    """Return what was replaced in which part; every other part is the same, and what was added is not told.

    The references of every row of a changed sheet ascend, and none is beyond the last column.
    """
    old, new = zipfile.ZipFile(before), zipfile.ZipFile(after)
    assert old.namelist() == new.namelist()
    found = {}
    for name in old.namelist():
        texts = [archive.read(name) for archive in (old, new)]
        if texts[0] == texts[1]:
            continue
        encoding = "utf-16" if texts[0][:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        encoding = "utf-16-be" if texts[0][:1] == b"\0" else encoding
        tokens = [re.split("(?=<)", text.decode(encoding)) for text in texts]
        found[name] = [
            ("".join(tokens[0][begin:end]), "".join(tokens[1][first:last]))
            for kind, begin, end, first, last in difflib.SequenceMatcher(None, *tokens, False).get_opcodes()
            if kind not in ("equal", "insert")
        ]
        if "sheets/" in name:
            _check_order("".join(tokens[1]))
    return found


def _check_order(text: str) -> None:
    plain = re.sub(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", "", text, flags=re.DOTALL)
    for row in re.findall(r"<(?:\w+:)?row\b.*?(?:/>|</(?:\w+:)?row\s*>)", plain, re.DOTALL):
        columns = []
        for letters in re.findall(r"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+)\d", row):
            columns.append(sum((ord(one) - 64) * 26**at for at, one in enumerate(reversed(letters))))
        assert columns == sorted(set(columns)), row
        assert max(columns, default=1) <= 16_384
