"""The workbook that came in, with the answers put into its sheet's own XML; nothing else changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import BinaryIO

from ...errors import UsageError
from ...language import Phrase
from ..answers import CODES, NUMBER, WIDTH, Headers, results_in
from ..outputs import CellsOutput
from ..table import Row, padded
from ..user_columns import UserColumns
from .archive import PackageWriter
from .cells import MOST_COLUMNS, Cell, RowXml, column_letters
from .markup import MOST_CHARACTERS, attributes, holdable, with_attribute
from .package import Package, told
from .sheet import SheetTable
from .widening import Layout, Widening, column_styles, widened_head

WIDTHS = (13, 13, 9, 13, 11, 44, 26, 20, 15, 24, 30, 30)
"""How wide the columns of an answer are made."""
_MOST_KEPT = 10_000
_TYPES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": ".xlsm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
    "application/vnd.ms-excel.template.macroenabled.main+xml": ".xltm",
}

_SIGNED = Phrase(
    "{file} 带有数字签名，加上结论签名就失效了：请先另存一份未签名的副本，或用 --to csv",
    "{file} is digitally signed, and answers in it would break the signature: "
    "save an unsigned copy first, or use --to csv",
)
_NO_ROOM = Phrase(
    "最后一列或合并单元格之后放不下新增的列（最多 {most} 列）：请用 --to csv",
    "there is no room for further columns behind the last one, or behind merged cells "
    "(a sheet has {most}): use --to csv",
)
_OTHER_EXTENSION = Phrase(
    "{file} 是 {extension} 文件，写出的文件也要以 {extension} 结尾，否则 Excel 打不开",
    "{file} is a {extension} workbook: end the output’s name in {extension}, or Excel does not open it",
)
_COVERED = Phrase(
    "注意：有合并单元格盖住了上次写入的结论列，其中的结论看不到：请取消合并",
    "mind: merged cells cover columns of earlier answers, which cannot be seen there: unmerge them",
)


def check_outgoing(package: Package, label: Phrase | str, extension: str) -> None:
    """Refuse to put answers into a workbook that cannot come back with them.

    Raises:
        UsageError: it is signed, or `extension` is not what it must be called; empty is any.
    """
    if package.signed:
        raise UsageError(_SIGNED, file=label)
    own = _TYPES.get(package.content_type.lower(), extension)
    if extension and extension != own:
        raise UsageError(_OTHER_EXTENSION, file=label, extension=own)


class FilledWorkbook(CellsOutput):
    """The workbook that came in, with the answers in its sheet."""

    def __init__(self, file: BinaryIO, table: SheetTable) -> None:
        self._file = file
        self._table = table
        self._behind = 0
        self._kept: dict[str, str] = {}
        self._warnings: list[Phrase] = []

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write all that stands before the people: other parts, and the sheet down to its header.

        Raises:
            UsageError: the sheet has no room for the answers.
        """
        table = self._table
        self._behind = len(own.header)
        with told(table.label):
            layout = _layout(table, names, self._warnings)
            self._letters = [column_letters(column) for column in layout.columns]
            self._order = sorted(range(len(names)), key=lambda index: layout.columns[index])
            self._columns = layout.columns
            self._styles = column_styles(table.xml.head, table.prefix, layout.columns)
            self._widening = Widening(table, layout)
            self._encoding = table.package.encoding(table.sheet.entry.part)
            self._archive = PackageWriter(self._file, table.package)
            self._parts = iter(table.package.parts.items())
            self._copy_parts()
            self._write(widened_head(table.xml.head, table.prefix, layout, WIDTHS[: len(names)]))
        for row in table.head_rows():
            self._write("".join(table.passed))
            table.passed.clear()
            last = row.number == table.heads[-1]
            style = next((cell.style for cell in reversed(table.cells) if _says(cell)), "")
            self._write(row.before + (self._spliced(row, table.cells, names, style) if last else row.text))

    def write(self, rows: Iterable[Row]) -> None:
        """Write the answers into the sheet's rows that they came from."""
        table = self._table
        pieces: list[str] = []
        for row in rows:
            if table.row is not None:
                cells = padded(row[self._behind : self._behind + WIDTH], WIDTH)
                pieces.append(table.row.before)
                pieces.append(self._spliced(table.row, table.cells, cells))
        self._write("".join(pieces))

    def finish(self) -> list[Phrase]:
        """Write what stands behind the people, and the parts that are left."""
        pieces = list(self._table.rest())
        for piece in pieces[:-1]:
            self._write(piece)
        self._write(self._widening.tail(pieces[-1]))
        with told(self._table.label):
            self._archive.end()
            self._copy_parts()
        self._archive.finish()
        return self._warnings + self._widening.warnings

    def _copy_parts(self) -> None:
        """Copy parts up to the sheet, and begin that."""
        sheet = self._table.package.name(self._table.sheet.entry.part)
        for name, info in self._parts:
            if name == sheet:
                self._archive.begin(info)
                return
            changed = self._widening.parts.get(name)
            if changed is None:
                self._archive.copy(info)
            else:
                self._archive.replace(info, changed.encode(self._table.package.encoding(name)))

    def _write(self, text: str) -> None:
        self._archive.write(text.encode(self._encoding))

    def _spliced(self, row: RowXml, cells: Sequence[Cell], texts: Sequence[str], style: str = "") -> str:
        """Return a row with its answers: in the cells that there are, else in new ones in their place."""
        prefix = self._table.prefix
        tag = row.text[: row.inside]
        if not style and "customFormat" in tag:
            style = attributes(tag).get("s", "")
        there = {cell.column: cell for cell in cells}
        pieces: list[str] = []
        done, position = row.inside, 0
        for index in self._order:
            column, text = self._columns[index], texts[index]
            cell = there.get(column)
            if cell is None and not text:
                continue
            while position < len(cells) and cells[position].column < column:
                position += 1
            place = cells[position - 1].end if position else row.inside
            if cell is not None:
                pieces += row.text[done : cell.start], self._cell(index, row.number, cell.style, text)
                done = cell.end
                continue
            if place > done:
                pieces.append(row.text[done:place])
                done = place
            pieces.append(self._cell(index, row.number, style or self._styles.get(column, ""), text))
        if not pieces:
            return row.text
        tag = _wider(tag, max(self._columns) + 1)
        if tag.endswith("/>"):
            return f"{tag[:-2].rstrip()}>{''.join(pieces)}</{prefix}row>"
        return tag + "".join(pieces) + row.text[done:]

    def _cell(self, index: int, number: int, style: str, text: str) -> str:
        prefix = self._table.prefix
        start = f'<{prefix}c r="{self._letters[index]}{number}"'
        if style:
            start += f' s="{style}"'
        if not text:
            return start + "/>"
        if index == NUMBER and text.isdecimal():
            return f"{start}><{prefix}v>{text}</{prefix}v></{prefix}c>"
        said = self._kept.get(text)
        if said is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            said = (
                f' t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">'
                f"{escape(holdable(text[:MOST_CHARACTERS]))}</{prefix}t></{prefix}is></{prefix}c>"
            )
            self._kept[text] = said
        return start + said


def _says(cell: Cell) -> bool:
    return bool(cell.value or cell.body)


def _wider(tag: str, last: int) -> str:
    """Return a row's tag whose hint at the columns in use reaches to the last answer."""
    if "spans" not in tag:
        return tag
    first, colon, end = attributes(tag).get("spans", "").partition(":")
    return (
        with_attribute(tag, "spans", f"{first}:{last}")
        if colon and end.isdecimal() and int(end) < last
        else tag
    )


def _layout(table: SheetTable, names: Sequence[str], warnings: list[Phrase]) -> Layout:
    """Return where the answers go: those of an earlier run where they stand, others behind all there is.

    Raises:
        UsageError: the sheet has no room for them.
    """
    sheet, first = table.sheet, table.heads[0]
    earlier = _earlier(table.header, len(names))
    used = sheet.used(first)
    areas = [
        area for area in (*sheet.merges, *sheet.arrays) if area.top <= sheet.last and area.bottom >= first
    ]
    free = max([used, len(table.header), *(area.right + 1 for area in areas)])
    count = len(names) - len(earlier)
    if count and free + count > MOST_COLUMNS:
        raise UsageError(_NO_ROOM, most=MOST_COLUMNS)
    new = range(free, free + count)
    added = iter(new)
    columns = [earlier[index] if index in earlier else next(added) for index in range(len(names))]
    if any(
        area.left < area.right and area.left <= one <= area.right
        for area in areas
        for one in earlier.values()
    ):
        warnings.append(_COVERED)
    return Layout(columns=columns, new=new, names=names, used=used)


def _earlier(header: Sequence[str], count: int) -> dict[int, int]:
    """Return the columns that an earlier run has added, by which answer they hold."""
    words = {name: index for names in (CODES, Headers.ZH.names) for index, name in enumerate(names)}
    found: dict[int, int] = {}
    for column in sorted(results_in(list(header))):
        found.setdefault(words[header[column].strip()], column)
    return {index: column for index, column in found.items() if index < count}
