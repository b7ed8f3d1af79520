"""The workbook that came in, with the answers put into its sheet's own XML; nothing else changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...errors import UsageError
from ...language import Phrase
from ..answers import CODES, NUMBER, WIDTH, Headers, results_in
from ..outputs import CellsOutput
from ..table import Row, padded
from ..user_columns import UserColumns
from .markup import MOST_CHARACTERS, holdable, with_attribute
from .package import told
from .rows import MOST_COLUMNS, Place, RowXml, column_letters
from .sheet import SheetTable
from .widening import Layout, Widening, column_styles, widened_head

WIDTHS = (13, 13, 9, 13, 11, 44, 26, 20, 15, 24, 30, 30)
"""How wide the columns of an answer are made."""
_MOST_KEPT = 4 << 20
"""The characters of answers that are kept as cells; an entry costs `_ENTRY` besides."""
_ENTRY = 400
_NUMBER = "\0"
"""Stands for the number of a row; no XML holds it."""
_LEVEL = 3
"""How hard the sheet is packed: twice as fast as usual, and hardly larger."""
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


class _Sink:
    """A file that can be cut off: what is not finished is not ended as if it were."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.cut_off = False

    def write(self, piece: bytes) -> int:
        """Write a piece, unless cut off."""
        return len(piece) if self.cut_off else self._file.write(piece)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class FilledWorkbook(CellsOutput):
    """The workbook that came in, with the answers in its sheet."""

    def __init__(self, file: BinaryIO, table: SheetTable, extension: str) -> None:
        """Take a workbook; `extension` is what the file's name ends in, empty where it has none.

        Raises UsageError where it is signed, or must be called otherwise.
        """
        package = table.package
        if package.signed:
            raise UsageError(_SIGNED, file=table.label)
        own = _TYPES.get(package.content_type.lower(), extension)
        if extension not in ("", own):
            raise UsageError(_OTHER_EXTENSION, file=table.label, extension=own)
        self._sink = _Sink(file)
        self._table = table
        self._zip = ZipFile(self._sink, "w", ZIP_DEFLATED, compresslevel=_LEVEL)
        self._parts = iter(package.parts.items())
        self._part: IO[bytes] | None = None
        self._warnings: list[Phrase] = []
        self._behind = 0
        self._kept: dict[tuple[str, ...], str] = {}
        self._size = 0

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write all that stands before the people: other parts, and the sheet down to its header.

        Raises UsageError where the sheet has no room for the answers.
        """
        table = self._table
        self._behind = len(own.header)
        with told(table.label):
            layout = self._layout(names)
            self._columns, self._first = layout.columns, min(layout.columns)
            self._letters = [column_letters(column) for column in layout.columns]
            self._order = sorted(range(len(names)), key=layout.columns.__getitem__)
            styles = column_styles(table.xml.head, layout.columns).items()
            self._styles = {
                layout.columns.index(column): style for column, style in styles if table.values.plain(style)
            }
            self._widening = Widening(table, layout)
            self._warnings += self._widening.warnings
            self._copy_parts()
            self._write(widened_head(table.xml.head, table.xml.prefix, layout, WIDTHS))
        for row in table.beginning():
            last = row.number == table.heads[-1]
            style = next((style for _, style, _, text, _ in reversed(row.cells) if text), "") if last else ""
            self._write(row.before + (self._spliced(row, names, style or "") if last else row.raw))

    def write(self, rows: Iterable[Row]) -> None:
        """Write the answers into the sheet's rows that they came from."""
        pieces: list[str] = []
        for cells in rows:
            row = self._table.row
            if row is not None:
                texts = padded(cells[self._behind : self._behind + WIDTH], WIDTH)
                pieces += row.before, self._spliced(row, texts)
        self._write("".join(pieces))

    def finish(self) -> list[Phrase]:
        """Write what stands behind the people, and the parts that are left."""
        with told(self._table.label):
            for text in self._widening.rest(self._table.xml.rest()):
                self._write(text)
            if self._part:
                self._part.close()
            self._copy_parts()
        self._zip.close()
        return self._warnings

    def close(self) -> None:
        """Cut off what is not finished."""
        self._sink.cut_off = True
        if self._part:
            self._part.close()
        self._zip.close()

    def _layout(self, names: Sequence[str]) -> Layout:
        """Return where the answers go: those of an earlier run where they stand, others behind all there is.

        Raises UsageError where the sheet has no room for them.
        """
        table, found, first = self._table, self._table.found, self._table.heads[0]
        earlier = _earlier(table.header)
        ranges = [
            one for one in (*found.merges, *found.arrays) if one.top <= found.last and one.bottom >= first
        ]
        free = max([len(table.header), *(one.right + 1 for one in ranges)])
        new = range(free, free + len(names) - len(earlier))
        if new and new[-1] >= MOST_COLUMNS:
            raise UsageError(_NO_ROOM, most=MOST_COLUMNS)
        added = iter(new)
        columns = [earlier[index] if index in earlier else next(added) for index in range(len(names))]
        if any(
            one.left < one.right and any(one.left <= column <= one.right for column in columns)
            for one in ranges
        ):
            self._warnings.append(_COVERED)
        return Layout(columns=columns, new=new, names=names, used=found.used)

    def _copy_parts(self) -> None:
        """Copy parts up to the sheet, and begin that."""
        package = self._table.package
        sheet = package.name(self._table.entry.part)
        for name, info in self._parts:
            if name == sheet:
                self._part = self._zip.open(info.orig_filename, "w")
                return
            copy = ZipInfo(info.orig_filename, info.date_time)
            copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
            self._part = self._zip.open(copy, "w")
            changed = self._widening.parts.get(name)
            self._part.writelines([changed] if changed else package.pieces(name, info.file_size))
            self._part.close()

    def _write(self, text: str) -> None:
        if self._part:
            self._part.write(text.encode(self._table.encoding))

    def _spliced(self, row: RowXml, texts: Sequence[str], style: str = "") -> str:
        """Return a row with its answers: in the cells that there are, else in new ones in their place."""
        raw, own = row.raw, row.said.get("s", "") if "customFormat" in row.said else ""
        if own and not style and self._table.values.plain(own):
            style = own
        places, stop = row.places(self._first)
        pieces, done = [raw[:stop], self._new_cells(style, texts)], stop
        if places:
            pieces, done = self._replaced(raw, places, stop, style, texts)
        if not any(pieces[1:]):
            return raw
        if spans := row.said.get("spans"):
            pieces[0] = _wider(pieces[0], spans, max(self._columns) + 1)
        behind = raw[done:]
        if behind == "/>":  # a row of one tag is opened
            pieces[0], behind = pieces[0] + ">", f"</{self._table.xml.prefix}row>"
        return "".join((*pieces, behind)).replace(_NUMBER, str(row.number))

    def _new_cells(self, style: str, texts: Sequence[str]) -> str:
        """Return the cells of answers where the row has none; many rows have the same."""
        key = (style, *texts)
        cells = self._kept.get(key)
        if cells is None:
            if self._size > _MOST_KEPT:
                self._kept.clear()
                self._size = 0
            filled = [index for index in self._order if texts[index]]
            cells = "".join(
                self._cell(index, style or self._styles.get(index, ""), texts[index]) for index in filled
            )
            self._kept[key] = cells
            self._size += len(cells) + _ENTRY
        return cells

    def _replaced(
        self, raw: str, places: Sequence[Place], stop: int, style: str, texts: Sequence[str]
    ) -> tuple[list[str], int]:
        """Return the row in pieces with answers among its cells, and up to where these take it."""
        pieces: list[str] = []
        done, position, count = 0, 0, len(places)
        for index in self._order:
            column, text = self._columns[index], texts[index]
            while position < count and places[position].column < column:
                position += 1
            place = places[position] if position < count and places[position].column == column else None
            if not text and not (place and place.filled):
                continue
            at = places[position].start if position < count else stop
            pieces.append(raw[done:at])
            done = place.end if place else at
            own = place.style if place else style or self._styles.get(index, "")
            pieces.append(self._cell(index, own, text))
        return pieces or [""], done

    def _cell(self, index: int, style: str, text: str) -> str:
        """Return a cell; `_NUMBER` stands for the number of its row."""
        prefix = self._table.xml.prefix
        start = f'<{prefix}c r="{self._letters[index]}{_NUMBER}"'
        if style:
            start += f' s="{style}"'
        if not text:
            return start + "/>"
        if index == NUMBER and text.isdecimal() and self._table.values.plain(style):
            return f"{start}><{prefix}v>{text}</{prefix}v></{prefix}c>"
        return (
            f'{start} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">'
            f"{escape(holdable(text[:MOST_CHARACTERS]), False)}</{prefix}t></{prefix}is></{prefix}c>"
        )


def _wider(tag: str, spans: str, last: int) -> str:
    """Return the beginning of a row whose hint at the columns in use reaches to the last answer."""
    first, _, end = spans.partition(":")
    return with_attribute(tag, "spans", f"{first}:{last}") if end.isdecimal() and int(end) < last else tag


def _earlier(header: Sequence[str]) -> dict[int, int]:
    """Return the columns that an earlier run has added, by which answer they hold."""
    words = {name: index for names in (CODES, Headers.ZH.names) for index, name in enumerate(names)}
    found: dict[int, int] = {}
    for column in sorted(results_in(list(header))):
        found.setdefault(words[header[column].rpartition("\n")[2].strip()], column)
    return found
