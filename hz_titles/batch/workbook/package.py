"""The package of a workbook: its parts, how they are related, and which of them are sheets."""

from __future__ import annotations

import codecs
import errno
import posixpath
import re
import struct
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ...errors import UsageError
from ...language import Phrase
from ...names.text import printable
from .markup import BROKEN, LACKS, TOO_MUCH, DamageError, Element, elements

_MOST_XML = 512 << 20  # the bytes of XML in a part that are read
_MOST_SMALL = 64 << 20  # the same of a part that is kept as a whole
_MOST_PARTS = 20_000
_PIECE = 1 << 18
_ENCRYPTED = 0x1
_DECLARED = re.compile(rb"<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([^\"'>]*)")
_ENCODINGS = ("utf-8", "utf8", "us-ascii", "utf-16", "utf-16le", "utf-16be")

_NOT_A_WORKBOOK = Phrase(
    "{file} 不是可读的 .xlsx 工作簿（{why}）", "{file} is no .xlsx workbook that can be read ({why})"
)
_NOT_XML = Phrase("其中的 XML 有误：{why}", "XML in it is broken: {why}")
_ENCODING = Phrase("其中的 XML 用了 {name} 编码", "XML in it is written in {name}")
_WORKBOOK_PART = Phrase("工作簿部分", "the part of the workbook")
_NO_SHEETS = Phrase("没有一张工作表", "it has no sheet of cells")


class Relation(NamedTuple):
    """What a part refers to: the last word of its kind, and the name of the other part."""

    id: str
    kind: str
    part: str


class SheetEntry(NamedTuple):
    """A sheet of cells as the workbook lists it; names refer to it by its `place` among all sheets."""

    place: int
    name: str
    hidden: bool
    active: bool
    part: str


@contextmanager
def told(label: Phrase | str) -> Iterator[None]:
    """Raise UsageError, with the file's `label`, where a workbook is damaged or larger than what is read."""
    why = BROKEN
    try:
        yield
        return
    except DamageError as error:
        why = error.why
    except expat.ExpatError as error:
        why = _NOT_XML.filled(why=str(error))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError, LookupError):
        pass
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place in the file that is none; all else is no fault of the file
            raise
    raise UsageError(_NOT_A_WORKBOOK, file=label, why=why)


class Package:
    """A workbook and its `parts` by their names, in the order of the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._archive = ZipFile(file)
        entries = self._archive.infolist()
        self.parts: dict[str, ZipInfo] = {one.filename.replace("\\", "/"): one for one in entries}
        self._names = {name.lower(): name for name in self.parts}
        odd = any(
            one.flag_bits & _ENCRYPTED or one.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
            for one in entries
        )
        size = sum(one.compress_size for one in entries)
        if odd or size > file.seek(0, 2) or not len(self._names) == len(entries) <= _MOST_PARTS:
            raise DamageError(BROKEN)
        roots = {one.kind: one.part for one in reversed(self.relations(""))}
        self.signed = "origin" in roots or any(name.startswith("_xmlsignatures/") for name in self._names)
        if "officeDocument" not in roots:
            raise DamageError(LACKS.filled(part=_WORKBOOK_PART))
        self.workbook = roots["officeDocument"]
        kinds = {"/" + self.workbook.lower(): "", self.workbook.rpartition(".")[2].lower(): ""}
        for _, values, _ in self.elements("[Content_Types].xml"):
            key = values.get("PartName", values.get("Extension", "")).lower()
            if key in kinds:
                kinds[key] = values.get("ContentType", "")
        self.content_type = next(filter(None, kinds.values()), "")
        self.date1904 = False  # whether its days are counted from 1904 on
        self.sheets = self._listed()
        if not self.sheets:
            raise DamageError(_NO_SHEETS)

    def name(self, part: str) -> str | None:
        """Return the name of a part as the file spells it, or None; case does not matter."""
        return self._names.get(part.lower())

    def pieces(self, part: str, most: int = _MOST_XML) -> Iterator[bytes]:
        """Yield the bytes of a part; raises DamageError where there is none, or it is too large."""
        name = self.name(part)
        if name is None:
            raise DamageError(LACKS.filled(part=printable(part, 60)))
        left = most if self.parts[name].file_size <= most else 0
        with self._archive.open(self.parts[name]) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise DamageError(TOO_MUCH)
                yield piece

    def encoding(self, part: str) -> str:
        """Return the encoding of a part by its first bytes; raises DamageError where XML may not be in it."""
        head = next(self.pieces(part), b"")
        declared = _DECLARED.search(head[:400].replace(b"\0", b""))
        name = declared[1].decode("latin-1") if declared else "utf-8"
        if name.lower() not in _ENCODINGS:
            raise DamageError(_ENCODING.filled(name=printable(name, 20)))
        if head.startswith((codecs.BOM_UTF16_LE, b"<\0")):
            return "utf-16-le"
        return "utf-16-be" if head.startswith((codecs.BOM_UTF16_BE, b"\0<")) else "utf-8"

    def texts(self, part: str, most: int = _MOST_XML) -> Iterator[str]:
        """Yield a part as text, byte order mark included; raises DamageError where it is too large."""
        return codecs.iterdecode(self.pieces(part, most), self.encoding(part))

    def elements(self, part: str) -> Iterator[Element]:
        """Yield the tags of a small part."""
        return elements(self.texts(part, _MOST_SMALL))

    def text(self, part: str) -> str:
        """Return a small part that is well-formed."""
        deque(self.elements(part), maxlen=0)
        return "".join(self.texts(part, _MOST_SMALL))

    def relations(self, part: str) -> list[Relation]:
        """Return what a part refers to inside the package; ``""`` is the package itself."""
        folder, base = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        found = []
        for name, values, _ in self.elements(listed) if self.name(listed) else ():
            if name == "Relationship" and values.get("TargetMode") != "External":
                target = unquote(values.get("Target", "").partition("#")[0]).replace("\\", "/")
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = values.get("Type", "").rpartition("/")[2]
                found.append(Relation(id=values.get("Id", ""), kind=kind, part=path))
        return found

    def related(self, kind: str) -> str | None:
        """Return the part of a kind that the workbook refers to, where there is one."""
        parts = (one.part for one in self.relations(self.workbook) if one.kind == kind)
        return next(filter(self.name, parts), None)

    def _listed(self) -> list[SheetEntry]:
        parts = {one.id: one.part for one in self.relations(self.workbook) if one.kind == "worksheet"}
        active, sheets = None, []
        for name, values, _ in self.elements(self.workbook):
            if name == "workbookPr":
                self.date1904 = values.get("date1904") in ("1", "true")
            elif name == "workbookView" and active is None:
                active = values.get("activeTab", "0")
            elif name == "sheet":
                sheets.append(values)
        return [
            SheetEntry(
                place=place,
                name=values.get("name", ""),
                hidden=values.get("state", "visible") != "visible",
                active=str(place) == (active or "0"),
                part=parts[values["id"]],
            )
            for place, values in enumerate(sheets)
            if values.get("id") in parts
        ]
