"""The workbook that came in, with the answers put into its sheet's own XML; nothing else changes.

Sorting moves only the cells inside a filter or a table. Where the answers stood outside, one click
would put them beside other people: so the ranges are widened, and where they cannot be, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...errors import UsageError
from ...language import Phrase
from ...names.text import printable
from ..answers import NUMBER, WIDTH, results_in
from ..outputs import CellsOutput, UserColumns
from ..table import Row, padded
from .cells import MOST_COLUMNS, Area, RowXml, area_in, column_letters
from .markup import (
    MOST_CHARACTERS,
    MOST_KEPT,
    TOO_MUCH,
    DamageError,
    attributes,
    holdable,
    tags,
    with_attribute,
)
from .package import told
from .sheet import Sheet

_LEVEL = 3  # how hard the sheet is packed: twice as fast as usual, and hardly larger
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
_WIDTHS = (13, 13, 9, 13, 11, 44, 26, 20, 15, 24, 30, 30)  # how wide the columns of an answer are made
_NO_ROOM = Phrase(
    "最后一列或合并单元格之后放不下新增的列（最多 {most} 列）：请用 --to csv",
    "there is no room for further columns behind the last one, or behind merged cells "
    "(a sheet has {most}): use --to csv",
)
_FILTER_LEFT = Phrase(
    "注意：筛选区域与新增列之间有合并单元格，未能扩到新增列；请不要在表中排序，否则结论会错行",
    "mind: merged cells stand between the filter and the new columns, so it was not widened; "
    "do not sort the sheet, or the answers stand beside the wrong people",
)
_TABLE_LEFT = Phrase(
    "注意：表格“{name}”未能扩到新增列；请不要在其中排序，否则结论会错行",
    "mind: the table “{name}” could not be widened to the new columns; "
    "do not sort it, or the answers stand beside the wrong people",
)
_AREA = re.compile(r"(\$?[A-Z]{1,3}\$?\d+:\$?)([A-Z]{1,3})(\$?\d+)")
_OPEN_COLUMN = re.compile(r"(<(?:[^\s:<>]+:)?col\s[^<>]*)(?<!/)></(?:[^\s:<>]+:)?col\s*>")
Change = tuple[int, int, str]  # from where to where a text is replaced, and by what


def _set(tag: re.Match[str], name: str, value: str) -> Change:
    return tag.start(), tag.end(), with_attribute(tag[0], name, value)


def _changed(text: str, changes: Sequence[Change]) -> str:
    """Return a text with parts of it replaced."""
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(changes):
        pieces += text[done:start], new
        done = end
    return "".join((*pieces, text[done:]))


class Widening:
    """The place of the answers in a sheet, and the ranges that are to hold them too."""

    def __init__(self, table: Sheet, names: Sequence[str]) -> None:
        """Put answers where those of an earlier run stand, others behind all there is.

        Raises UsageError where the sheet has no room for them.
        """
        self._table, self._names = table, names
        found, first = table.found, table.heads[0]
        earlier = {answer: column for column, answer in reversed(results_in(table.header).items())}
        ranges = [
            one for one in (*found.merges, *found.arrays) if one.top <= found.last and one.bottom >= first
        ]
        free = max([len(table.header), *(one.right + 1 for one in ranges)])
        self.new = range(free, free + len(names) - len(earlier))  # the columns that the sheet did not have
        if self.new and self.new[-1] >= MOST_COLUMNS:
            raise UsageError(_NO_ROOM, most=MOST_COLUMNS)
        added = iter(self.new)
        # The column of each answer, counted from 0
        self.columns = [earlier[at] if at in earlier else next(added) for at in range(len(names))]
        self.last = max(self.columns)
        self.warnings: list[Phrase] = []  # what could not be widened
        self._head = _OPEN_COLUMN.sub(r"\1/>", table.xml.head) if self.new else table.xml.head
        # The settings of columns with their first and last column, counted from 1
        self._settings = [
            (tag, int(values["min"]), int(values["max"]), values.get("style"))
            for tag in tags(self._head, "col")
            if (values := attributes(tag[0]))
        ]
        self.styles: dict[int, str] = {}  # those that whole columns have
        for _, begin, last, style in self._settings:
            if style:
                self.styles |= dict.fromkeys((at for at in self.columns if begin <= at + 1 <= last), style)
        self._filter = found.filter if found.filter and self._reaches(found.filter) else None
        if (area := self._filter) and any(
            area.right < one.left <= self.last and one.top <= area.bottom and one.bottom >= area.top
            for one in found.merges
        ):
            self._filter = None
            self.warnings.append(_FILTER_LEFT)
        self.parts: dict[str, bytes] = {}  # the other parts that have to change, by their names
        listed = [one.part for one in table.package.relations(table.entry.part) if one.kind == "table"]
        for part in (*listed, table.package.workbook):
            text = table.package.text(part)
            changes = self._table_changes(text) if part in listed else self._name_changes(text)
            if changes and (new := _changed(text, changes)) != text:
                name = table.package.name(part) or part
                self.parts[name] = new.encode(table.package.encoding(part))

    def head(self) -> str:
        """Return what stands before the rows, with the new columns in it."""
        head, prefix, new = self._head, self._table.xml.prefix, self.new
        changes: list[Change] = []
        for tag in tags(head, "dimension"):
            extent = area_in(attributes(tag[0]).get("ref", ""))
            if extent and extent.right < self.last:
                first = f"{column_letters(extent.left)}{extent.top}"
                changes.append(_set(tag, "ref", f"{first}:{column_letters(self.last)}{extent.bottom}"))
        added = "".join(
            f'<{prefix}col min="{column + 1}" max="{column + 1}" width="{width}"'
            + (f' style="{self.styles[column]}"' if column in self.styles else "")
            + ' customWidth="1"/>'
            for column, width in zip(self.columns, _WIDTHS, strict=True)
            if column in new
        )
        end = 0
        for tag, begin, last, _ in self._settings if new else ():
            # A setting that reaches over the new columns is split around them.
            before = with_attribute(tag[0], "max", str(new[0])) if begin <= new[0] < last else ""
            behind = with_attribute(tag[0], "min", str(new[-1] + 2)) if last > new[-1] + 1 else ""
            end = tag.end()
            if last > new[0]:
                wide = before + added + (behind if begin <= new[-1] + 1 else tag[0])
                changes.append((tag.start(), end, wide))
                added = ""
        if added and not end:
            end = next(tags(head, "sheetData")).start()
            added = f"<{prefix}cols>{added}</{prefix}cols>"
        return _changed(head, [*changes, (end, end, added)])

    def rest(self, texts: Iterator[str]) -> Iterator[str]:
        """Yield what stands behind the rows, the filter widened; raises DamageError where it is too far."""
        pieces: list[str] = []
        size = 0
        for piece in texts if self._filter else ():
            pieces.append(piece)
            size += len(piece)
            if size > MOST_KEPT:
                break
        text = "".join(pieces)
        if self._filter:
            found = next(tags(text, "autoFilter"), None)
            if found is None:
                raise DamageError(TOO_MUCH)
            text = _changed(text, [_set(found, "ref", self._wide(attributes(found[0])["ref"]))])
        yield text
        yield from texts

    def _reaches(self, area: Area) -> bool:
        """Tell whether a range holds people of the list, and not all of their answers."""
        found = self._table.found
        rows = area.top <= found.last and area.bottom >= self._table.heads[-1]
        return rows and area.left < found.used and area.right < self.last

    def _wide(self, reference: str) -> str:
        """Return a range that ends at the last answer."""
        last = column_letters(self.last)
        return _AREA.sub(lambda found: f"{found[1]}{last}{found[3]}", reference)

    def _table_changes(self, text: str) -> list[Change]:
        """Return what has to change in a table: columns that get other headers, and new ones."""
        (root,) = tags(text, "table")
        values = attributes(root[0])
        area = area_in(values.get("ref", ""))
        if area is None:
            return []
        columns = list(tags(text, "tableColumn"))
        headed = area.top == self._table.heads[-1] and values.get("headerRowCount") != "0"
        changes = [
            _set(tag, "name", name)
            for column, name in zip(self.columns, self._names, strict=True)
            for tag in columns[column - area.left : column - area.left + 1]
            if headed and column >= area.left
        ]
        if not self._reaches(area):
            return changes
        listed = {attributes(tag[0]).get("name", "").casefold() for tag in columns}
        added = [name for name, column in zip(self._names, self.columns, strict=True) if column in self.new]
        fits = headed and bool(added) and area.right + 1 == self.new[0] and bool(columns)
        if values.get("tableType", "worksheet") != "worksheet" or listed & {*added} or not fits:
            self.warnings.append(_TABLE_LEFT.filled(name=printable(values.get("name", ""), 40)))
            return changes
        for tag in (root, *tags(text, "autoFilter")):
            changes.append(_set(tag, "ref", self._wide(attributes(tag[0])["ref"])))
        (count,) = tags(text, "tableColumns")
        changes.append(_set(count, "count", str(len(columns) + len(added))))
        last = max(int(attributes(tag[0])["id"]) for tag in columns)
        end = text.rindex("</", 0, text.rindex("tableColumns"))
        prefix = text[end + 2 : text.index("tableColumns", end)]
        new = (
            f'<{prefix}tableColumn id="{number}" name="{escape(name)}"/>'
            for number, name in enumerate(added, last + 1)
        )
        return [*changes, (end, end, "".join(new))]

    def _name_changes(self, text: str) -> list[Change]:
        """Return what has to change for the hidden name that goes with the filter, and the area printed."""
        changes: list[Change] = []
        for tag in tags(text, "definedName"):
            values = attributes(tag[0])
            name = values.get("name", "").lower()
            here = values.get("localSheetId") == str(self._table.entry.place)
            for found in _AREA.finditer(text, tag.end(), text.find("<", tag.end())) if here else ():
                area = area_in(found[0])
                printed = area and area.right >= self._table.found.used - 1 and self._reaches(area)
                filtered = area and area == self._filter
                if (name == "_xlnm.print_area" and printed) or (name == "_xlnm._filterdatabase" and filtered):
                    changes.append((found.start(), found.end(), self._wide(found[0])))
        return changes


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

    def __init__(self, file: BinaryIO, sheet: Sheet, extension: str) -> None:
        """Take a sheet that is a table; `extension` is what the file's name ends in, empty where it has none.

        Raises UsageError where the workbook is signed, or must be called otherwise.
        """
        package = sheet.package
        if package.signed:
            raise UsageError(_SIGNED, file=sheet.label)
        own = _TYPES.get(package.content_type.lower(), extension)
        if extension not in ("", own):
            raise UsageError(_OTHER_EXTENSION, file=sheet.label, extension=own)
        self._sheet, self._prefix, self._plain = sheet, sheet.xml.prefix, sheet.values.plain
        self._encoding = package.encoding(sheet.entry.part)
        self._sink = _Sink(file)
        self._zip = ZipFile(self._sink, "w", ZIP_DEFLATED, compresslevel=_LEVEL)
        self._parts = iter(package.parts.items())
        self._part: IO[bytes] | None = None
        self._behind = 0

    def begin(self, own: UserColumns, names: Sequence[str]) -> None:
        """Write all that stands before the people: other parts, and the sheet down to its header.

        Raises UsageError where the sheet has no room for the answers.
        """
        sheet = self._sheet
        self._behind = len(own.header)
        with told(sheet.label):
            self._widening = Widening(sheet, names)
            # Which answer stands in which column, from left to right
            self._answers = sorted((column, index) for index, column in enumerate(self._widening.columns))
            self._styles = {at: style for at, style in self._widening.styles.items() if self._plain(style)}
            self._copy_parts()
            self._write(self._widening.head())
        for row in sheet.beginning():
            if row.number == sheet.heads[-1]:
                style = next((cell.style for cell in reversed(row.cells) if cell.value), "")
                self._write(row.before + self._spliced(row, names, style or ""))
            else:
                self._write(row.before + row.raw)

    def write(self, rows: Iterable[Row]) -> None:
        """Write the answers into the sheet's rows that they came from."""
        pieces: list[str] = []
        for cells in rows:
            if row := self._sheet.row:
                texts = padded(cells[self._behind : self._behind + WIDTH], WIDTH)
                pieces += row.before, self._spliced(row, texts)
        self._write("".join(pieces))

    def finish(self) -> list[Phrase]:
        """Write what stands behind the people, and the parts that are left."""
        with told(self._sheet.label):
            for text in self._widening.rest(self._sheet.xml.rest()):
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
        package = self._sheet.package
        for name, info in self._parts:
            if name == package.name(self._sheet.entry.part):
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
        raw, said = row.raw, attributes(row.said)
        own = said.get("s", "") if "customFormat" in said else ""
        if own and not style and self._plain(own):
            style = own
        places = {cell.column: cell for cell in row.cells if cell.column >= self._answers[0][0]}
        pieces: list[str] = []
        done = 0
        for column, index in self._answers:
            text = texts[index]
            place = places.get(column) if places else None
            if text or (place and place.filled):
                at = row.stop
                if places:
                    at = next((cell.start for cell in places.values() if cell.column >= column), at)
                own = place.style or "" if place else style or self._styles.get(column, "")
                number = index == NUMBER and text.isdecimal() and self._plain(own)
                pieces += raw[done:at], self._cell(f"{column_letters(column)}{row.number}", own, text, number)
                done = place.end if place else at
        if not done:
            return raw
        if spans := said.get("spans"):  # a hint at the columns in use
            first, _, end = spans.partition(":")
            if end.isdecimal() and int(end) <= self._widening.last:
                pieces[0] = with_attribute(pieces[0], "spans", f"{first}:{self._widening.last + 1}")
        behind = raw[done:]
        if behind == "/>":  # a row of one tag is opened
            pieces[0], behind = pieces[0] + ">", f"</{self._prefix}row>"
        return "".join((*pieces, behind))

    def _cell(self, place: str, style: str, text: str, number: bool) -> str:
        p = self._prefix
        start = f'<{p}c r="{place}" s="{style}"' if style else f'<{p}c r="{place}"'
        if not text:
            return start + "/>"
        if number:
            return f"{start}><{p}v>{text}</{p}v></{p}c>"
        text = _escaped(text)
        return f'{start} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'


@lru_cache(maxsize=1024)  # many people have the same answers
def _escaped(text: str) -> str:
    return escape(holdable(text[:MOST_CHARACTERS]), False)
