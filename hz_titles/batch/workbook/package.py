"""The package of a workbook: its parts, how they are related, and which of them are sheets."""

from __future__ import annotations

import errno
import posixpath
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ...errors import UsageError
from ...language import Phrase
from ...names.text import printable
from .markup import DamageError, attributes, decoded, encoding_of, tags

MOST_XML = 512 << 20
"""The bytes of XML in a part that are read."""
_MOST_SMALL = 64 << 20
"""The same of a part that is kept as a whole."""
_MOST_PARTS = 20_000
_PIECE = 1 << 18
_ENCRYPTED = 0x1

_NOT_A_WORKBOOK = Phrase(
    "{file} 不是可读的 .xlsx 工作簿（{why}）", "{file} is no .xlsx workbook that can be read ({why})"
)
_BROKEN_ZIP = Phrase("文件不完整或已损坏", "the file is not whole, or damaged")
_NO_PART = Phrase("缺少 {part}", "it lacks {part}")
_NO_SHEETS = Phrase("没有一张工作表", "it has no sheet of cells")
_WORKBOOK_PART = Phrase("工作簿部分", "the part of the workbook")
_TOO_LARGE = Phrase(
    "{part} 展开后超过 {most} MiB：请另存一份只含名单的工作簿或 .csv",
    "{part} is larger than {most} MiB unpacked: save the list alone as a workbook, or as .csv",
)
_TOO_MANY_PARTS = Phrase("部件超过 {most} 个", "it has more than {most} parts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a part refers to: the last word of its kind, and the name of the other part."""

    id: str
    kind: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """A sheet as the workbook lists it.

    Attributes:
        index: its place among all sheets, by which names refer to it.
        part: the name of its part; empty where it is no sheet of cells.
    """

    index: int
    name: str
    hidden: bool
    active: bool
    part: str


@contextmanager
def told(label: Phrase | str) -> Iterator[None]:
    """Say of which file something is wrong.

    Raises:
        UsageError: the workbook is damaged, or larger than what is read.
    """
    try:
        yield
    except DamageError as error:
        raise UsageError(_NOT_A_WORKBOOK, file=label, why=error.why) from None
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError):
        raise UsageError(_NOT_A_WORKBOOK, file=label, why=_BROKEN_ZIP) from None
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place in the file that is none; all else is no fault of the file
            raise
        raise UsageError(_NOT_A_WORKBOOK, file=label, why=_BROKEN_ZIP) from None


class Package:
    """A workbook's parts.

    Attributes:
        file: what it is read from.
        parts: the parts by their names, in the order of the file.
        signed: the document carries a signature.
        content_type: that of the workbook's part.
        workbook: the name of that part.
        text: its XML.
        sheets: its sheets of cells.
        date1904: its days are counted from 1904 on.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._archive = ZipFile(file)
        entries = self._archive.infolist()
        if len(entries) > _MOST_PARTS:
            raise DamageError(_TOO_MANY_PARTS.filled(most=_MOST_PARTS))
        self.parts: dict[str, ZipInfo] = {one.filename.replace("\\", "/"): one for one in entries}
        self._names = {name.lower(): name for name in self.parts}
        size = sum(one.compress_size for one in entries)
        twice = len(self._names) < len(entries)
        odd = any(
            one.flag_bits & _ENCRYPTED or one.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
            for one in entries
        )
        if odd or twice or size > file.seek(0, 2):
            raise DamageError(_BROKEN_ZIP)
        roots = self.relations("")
        self.signed = any(one.kind == "origin" for one in roots) or any(
            name.startswith("_xmlsignatures/") for name in self._names
        )
        main = [one.part for one in roots if one.kind == "officeDocument"]
        if not main:
            raise DamageError(_NO_PART.filled(part=_WORKBOOK_PART))
        self.workbook = main[0]
        self.content_type = self._type_of(self.workbook)
        self.text = self.read(self.workbook)
        self.date1904 = False
        self.sheets = self._listed()
        if not self.sheets:
            raise DamageError(_NO_SHEETS)

    def name(self, part: str) -> str | None:
        """Return the name of a part as the file spells it, or None; case does not matter."""
        return self._names.get(part.lower())

    def pieces(self, part: str, most: int = MOST_XML) -> Iterator[bytes]:
        """Yield the bytes of a part.

        Raises:
            DamageError: there is none, or it is too large.
        """
        name = self.name(part)
        shown = printable(part, 60)
        if name is None:
            raise DamageError(_NO_PART.filled(part=shown))
        left = most
        if self.parts[name].file_size > most:
            left = -1
        with self._archive.open(self.parts[name]) as stream:
            while left >= 0 and (piece := stream.read(_PIECE)):
                left -= len(piece)
                yield piece
        if left < 0:
            raise DamageError(_TOO_LARGE.filled(part=shown, most=most >> 20))

    def text_pieces(self, part: str, checking: bool = True) -> Iterator[str]:
        """Yield the text of a part; where it is not well-formed, that is told when it shows."""
        return decoded(self.pieces(part), self.encoding(part), checking)

    def encoding(self, part: str) -> str:
        """Return the encoding of a part."""
        return encoding_of(next(self.pieces(part), b""))

    def read(self, part: str) -> str:
        """Return the text of a small part."""
        return "".join(decoded(self.pieces(part, _MOST_SMALL), self.encoding(part)))

    def relations(self, part: str) -> list[Relation]:
        """Return what a part refers to inside the package; ``""`` is the package itself."""
        folder, base = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if self.name(listed) is None:
            return []
        found = []
        for tag in tags(self.read(listed)):
            values = attributes(tag["attributes"])
            if tag["end"] or tag["name"] != "Relationship" or values.get("TargetMode") == "External":
                continue
            target = unquote(values.get("Target", "").partition("#")[0]).replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = values.get("Type", "").rpartition("/")[2]
            found.append(Relation(id=values.get("Id", ""), kind=kind, part=path))
        return found

    def related(self, kind: str) -> str | None:
        """Return the part of a kind that the workbook refers to, where there is one."""
        return next((one.part for one in self.relations(self.workbook) if one.kind == kind), None)

    def _type_of(self, part: str) -> str:
        kinds = {"/" + part.lower(): "", part.rpartition(".")[2].lower(): ""}
        for tag in tags(self.read("[Content_Types].xml")):
            values = attributes(tag["attributes"])
            key = values.get("PartName", values.get("Extension", "")).lower()
            if key in kinds:
                kinds[key] = values.get("ContentType", "")
        return next(filter(None, kinds.values()), "")

    def _listed(self) -> tuple[SheetEntry, ...]:
        parts = {one.id: one.part for one in self.relations(self.workbook) if one.kind == "worksheet"}
        entries: list[tuple[str, str, str]] = []
        active = 0
        for tag in tags(self.text):
            values = {} if tag["end"] else attributes(tag["attributes"])
            if tag["name"] == "workbookPr":
                self.date1904 = self.date1904 or values.get("date1904", "0") in ("1", "true")
            elif tag["name"] == "workbookView":
                active = number_in(values.get("activeTab", "0")) or 0
            elif tag["name"] == "sheet" and values:
                of = next((value for name, value in values.items() if name.endswith(":id")), "")
                entries.append((values.get("name", ""), values.get("state", ""), of))
        return tuple(
            SheetEntry(
                index=index,
                name=name,
                hidden=state in ("hidden", "veryHidden"),
                active=index == active,
                part=parts[of],
            )
            for index, (name, state, of) in enumerate(entries)
            if of in parts
        )


def number_in(text: str) -> int | None:
    """Return a number written in plain digits, or None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
