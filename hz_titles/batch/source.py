"""The file that is read: what it is, spooled where it cannot be read twice, found out if it changes."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum
from typing import Any, BinaryIO

from ..errors import UsageError, did_you_mean
from ..files import shown_path, told
from ..language import Phrase
from ..names.text import nearest

STANDARD = "-"
_PIECE = 1 << 16  # the bytes that are read at once

_NO_FILE = Phrase("没有文件 {file}{hint}", "there is no file {file}{hint}")
_IS_FOLDER = Phrase("{file} 是文件夹：请写出其中的表格文件", "{file} is a folder: name a table in it")
_CANNOT_READ = Phrase("无法读取 {file}：{why}", "cannot read {file}: {why}")
_HELD = Phrase(
    "无法读取 {file}：没有权限，或正被别的程序占用",
    "cannot read {file}: no permission, or another program holds it",
)
_CHANGED = Phrase("{file} 在读取时被改动，请重试", "{file} changed while it was read: try again")
_STANDARD_INPUT = Phrase("标准输入", "standard input")
_TEMPORARY = Phrase("临时文件", "a temporary file")
_NO_TABLE = Phrase("{file} 是{kind}，读不了：{way}", "{file} is {kind} and cannot be read: {way}")
_SAVE = Phrase("请打开后另存为 .xlsx 或 .csv（UTF-8）", "open it and save it as .xlsx or .csv (UTF-8)")
_UNPACK = Phrase("请先解压", "unpack it first")
_TYPE_IN = Phrase("请给出原来的表格，或录入成表格", "give the table it was made from, or type it into one")
_UNLOCK = Phrase(
    "请用密码打开，去掉密码（文件→信息→保护工作簿）后再保存",
    "open it with its password, take the password off (File, Info, Protect Workbook) and save it",
)
_PAGE = Phrase("网页（HTML 表格，只是名字像工作簿）", "a web page (an HTML table by another name)")
_DOCUMENT = Phrase("文档，不是表格", "a document, not a table")
_PICTURE = Phrase("图片", "a picture")
_PDF = Phrase(" PDF", "a PDF")
_ARCHIVE = Phrase("压缩文件", "an archive")
_LOCKED = Phrase("加了密码的工作簿", "a workbook with a password")
# The way out of kinds that cannot be saved as a table just so
_WAYS = {_PDF: _TYPE_IN, _PICTURE: _TYPE_IN, _ARCHIVE: _UNPACK, _LOCKED: _UNLOCK}

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_BEGINNINGS = {
    b"%PDF": _PDF,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x1f\x8b": _ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": _ARCHIVE,
    b"Rar!\x1a\x07": _ARCHIVE,
    b"{\\rtf": _DOCUMENT,
    b"SQLite format 3": Phrase("数据库", "a database"),
    b"PAR1": Phrase(" Parquet 文件", "a Parquet file"),
}
_IN_ZIP = {
    b"opendocument.spreadsheet": Phrase(" OpenDocument 表格（.ods）", "an OpenDocument table (.ods)"),
    b"xl/workbook.bin": Phrase("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    b"word/document.xml": _DOCUMENT,
    b"opendocument.text": _DOCUMENT,
    b"ppt/presentation.xml": _DOCUMENT,
    b"Index/Document.iwa": Phrase(" Numbers 表格", "a Numbers table"),
}
_IN_OLE = {
    "EncryptedPackage".encode("utf-16-le"): _LOCKED,
    "WordDocument".encode("utf-16-le"): _DOCUMENT,
}
_IN_MARKUP = {
    b"office:spreadsheet": Phrase(" XML 表格（Excel 2003）", "an XML table of Excel 2003"),
    b"opendocument": Phrase(" OpenDocument 表格（.fods）", "an OpenDocument table (.fods)"),
    b"<html": _PAGE,
    b"<!doctype html": _PAGE,
    b"<table": _PAGE,
    b"<?xml": Phrase(" XML 文件", "an XML file"),
    b"mime-version:": _PAGE,
}


class Kind(Enum):
    """A kind of file that can be a table."""

    TEXT = "text"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"


class Source:
    """An open file, what it is called, and what it was when it was opened."""

    def __init__(self, file: BinaryIO, label: Phrase | str) -> None:
        self.file, self.label = file, label
        self._before = self._state()

    def _state(self) -> tuple[int, int]:
        state = os.fstat(self.file.fileno())
        return state.st_size, state.st_mtime_ns

    def check(self) -> None:
        """Refuse what was read from a file whose size or time of change is another by now."""
        if self._state() != self._before:
            raise UsageError(_CHANGED, file=self.label)

    def kind(self) -> Kind:
        """Tell by its first and last bytes what a file is; what is no table is refused with the way out."""
        file, size = self.file, self.file.seek(0, 2)
        file.seek(0)
        head = file.read(_PIECE)
        file.seek(max(size - _PIECE, 0))
        tail = file.read(_PIECE)
        found, kind, signs = b"", Kind.TEXT, {}
        begun = head[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        if head.startswith(_ZIP):
            found, kind, signs = head + tail, Kind.WORKBOOK, _IN_ZIP
        elif head.startswith(_OLE):
            found, kind, signs = head + tail, Kind.OLD_WORKBOOK, _IN_OLE
        elif begun.startswith((b"<", b"mime-version:")):
            found, signs = begun, _IN_MARKUP
        other = next((kind for begins, kind in _BEGINNINGS.items() if head.startswith(begins)), None)
        other = other or next((kind for sign, kind in signs.items() if sign in found), None)
        if kind is Kind.WORKBOOK and not other and b"PK\x05\x06" in tail:
            other = None if b"xl/" in found or b"[Content_Types]" in found else _ARCHIVE
        if other:
            raise UsageError(_NO_TABLE, file=self.label, kind=other, way=_WAYS.get(other, _SAVE))
        return kind


@contextmanager
def _read_from(label: Phrase | str) -> Iterator[None]:
    """Say in words what the system has against reading a file."""
    try:
        yield
    except OSError as error:
        raise UsageError(_CANNOT_READ, file=label, why=error.strerror or str(error)) from None


class _Input(io.FileIO):
    """A file of which the system's troubles are told as those of the input."""

    label: Phrase | str = ""

    def readinto(self, buffer: Any) -> int | None:
        with _read_from(self.label):
            return super().readinto(buffer)

    def seek(self, offset: int, whence: int = 0) -> int:
        with _read_from(self.label):
            return super().seek(offset, whence)

    def readall(self) -> bytes:
        with _read_from(self.label):
            return super().readall()


def standing(path: str, standard: BinaryIO) -> os.stat_result | None:
    """Return what the system knows of the input, or None: so that it is not taken for the output."""
    try:
        return os.fstat(standard.fileno()) if path == STANDARD else os.stat(path)
    except (OSError, ValueError):
        return None


@contextmanager
def opened(path: str, standard: BinaryIO) -> Iterator[Source]:
    """Open the input, or raise UsageError; what cannot be read twice goes to a temporary file first."""
    with ExitStack() as stack:
        label: Phrase | str = _STANDARD_INPUT if path == STANDARD else shown_path(path)
        file = standard if path == STANDARD else stack.enter_context(_open(path, label))
        if path == STANDARD or not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file = stack.enter_context(_spooled(file, label))
        source = Source(file, label)
        try:
            yield source
        except UnicodeDecodeError:  # all of it was text before
            raise UsageError(_CHANGED, file=label) from None
        except UsageError:  # which may be of what the file is by now
            source.check()
            raise


def _open(path: str, label: Phrase | str) -> io.BufferedReader:
    try:
        file = _Input(path)
    except FileNotFoundError:
        try:
            close = nearest(os.path.basename(path), os.listdir(os.path.dirname(path) or "."), most=1)
        except OSError:
            close = ()
        hint = did_you_mean([shown_path(name) for name in close])
        raise UsageError(_NO_FILE, file=label, hint=hint) from None
    except (OSError, ValueError) as error:
        if os.path.isdir(path):
            raise UsageError(_IS_FOLDER, file=label) from None
        why = getattr(error, "strerror", None) or str(error)
        held = isinstance(error, PermissionError)
        raise UsageError(_HELD if held else _CANNOT_READ, file=label, why=why) from None
    file.label = label
    return io.BufferedReader(file, _PIECE)


@contextmanager
def _spooled(stream: BinaryIO, label: Phrase | str) -> Iterator[BinaryIO]:
    import tempfile  # takes long to load, and a file with a name needs none

    with told(_TEMPORARY), tempfile.TemporaryFile() as spool:
        while True:
            with _read_from(label):
                piece = stream.read(_PIECE)
            if not piece:
                break
            spool.write(piece)
        spool.flush()
        yield spool
