"""The workbook that came in, with the answers put into its sheet's own XML; nothing else changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...errors import UsageError
from ...language import Phrase
from ..answers import NUMBER, WIDTH
from ..outputs import CellsOutput, UserColumns
from ..table import Row, padded
from .markup import MOST_CHARACTERS, attributes, holdable, with_attribute
from .package import told
from .rows import RowXml, column_letters
from .sheet import Sheet
from .widening import Widening

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
_OTHER_EXTENSION = Phrase(
    "{file} 是 {extension} 文件，写出的文件也要以 {extension} 结尾，否则 Excel 打不开",
    "{file} is a {extension} workbook: end the output’s name in {extension}, or Excel does not open it",
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

    def __init__(self, file: BinaryIO, table: Sheet, extension: str) -> None:
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
        self._encoding = package.encoding(table.entry.part)
        self._zip = ZipFile(self._sink, "w", ZIP_DEFLATED, compresslevel=_LEVEL)
        self._parts = iter(package.parts.items())
        self._part: IO[bytes] | None = None
        self._behind = 0

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write all that stands before the people: other parts, and the sheet down to its header.

        Raises UsageError where the sheet has no room for the answers.
        """
        table = self._table
        self._behind = len(own.header)
        with told(table.label):
            self._widening = Widening(table, names)
            columns = self._widening.columns
            self._first = min(columns)
            self._letters = list(map(column_letters, columns))
            self._order = sorted(range(len(names)), key=columns.__getitem__)
            self._styles = {
                columns.index(column): style
                for column, style in self._widening.styles.items()
                if table.values.plain(style)
            }
            self._copy_parts()
            self._write(self._widening.head())
        for row in table.beginning():
            last = row.number == table.heads[-1]
            style = next((style for _, style, _, text, *_ in reversed(row.cells) if text), "") if last else ""
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
        return self._widening.warnings

    def close(self) -> None:
        """Cut off what is not finished."""
        self._sink.cut_off = True
        if self._part:
            self._part.close()
        self._zip.close()

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
            self._part.write(text.encode(self._encoding))

    def _spliced(self, row: RowXml, texts: Sequence[str], style: str = "") -> str:
        """Return a row with its answers: in the cells that there are, else in new ones in their place."""
        raw, said, columns = row.raw, attributes(row.said), self._widening.columns
        own = said.get("s", "") if "customFormat" in said else ""
        if own and not style and self._table.values.plain(own):
            style = own
        cells, stop = row.from_column(self._first)
        places = {cell.column: cell for cell in cells}
        pieces: list[str] = []
        done = 0
        for index in self._order:
            column, text = columns[index], texts[index]
            place = places.get(column) if places else None
            if text or (place and place.filled):
                at = next((cell.start for cell in cells if cell.column >= column), stop) if places else stop
                own = place.style or "" if place else style or self._styles.get(index, "")
                pieces += raw[done:at], self._cell(index, own, text, row.number)
                done = place.end if place else at
        if not done:
            return raw
        if spans := said.get("spans"):  # a hint at the columns in use
            first, _, end = spans.partition(":")
            if end.isdecimal() and int(end) <= self._widening.last:
                pieces[0] = with_attribute(pieces[0], "spans", f"{first}:{self._widening.last + 1}")
        behind = raw[done:]
        if behind == "/>":  # a row of one tag is opened
            pieces[0], behind = pieces[0] + ">", f"</{self._table.xml.prefix}row>"
        return "".join((*pieces, behind))

    def _cell(self, index: int, style: str, text: str, number: int) -> str:
        prefix = self._table.xml.prefix
        start = f'<{prefix}c r="{self._letters[index]}{number}"'
        if style:
            start += f' s="{style}"'
        if not text:
            return start + "/>"
        if index == NUMBER and text.isdecimal() and self._table.values.plain(style):
            return f"{start}><{prefix}v>{text}</{prefix}v></{prefix}c>"
        return (
            f'{start} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">'
            f"{_escaped(text)}</{prefix}t></{prefix}is></{prefix}c>"
        )


@lru_cache(maxsize=1024)  # many people have the same answers
def _escaped(text: str) -> str:
    return escape(holdable(text[:MOST_CHARACTERS]), False)
