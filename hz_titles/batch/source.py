"""The file that is read: what it is, spooled where it cannot be read twice, found out if it changes."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
_WAYS = {
    "save": Phrase("请打开后另存为 .xlsx 或 .csv（UTF-8）", "open it and save it as .xlsx or .csv (UTF-8)"),
    "unpack": Phrase("请先解压", "unpack it first"),
    "type in": Phrase(
        "请给出原来的表格，或录入成表格", "give the table it was made from, or type it into one"
    ),
    "unlock": Phrase(
        "请用密码打开，去掉密码（文件→信息→保护工作簿）后再保存",
        "open it with its password, take the password off (File, Info, Protect Workbook) and save it",
    ),
}
_ARCHIVE = "unpack", Phrase("压缩文件", "an archive")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def _kinds() -> Iterator[tuple[str, bytes, tuple[str, Phrase]]]:
    """Yield what stands in ``kinds.txt``: where a sign stands, the sign, the way out and the name."""
    with open(os.path.join(os.path.dirname(__file__), "kinds.txt"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith(("#", "\n")):
                where, sign, way, zh, en = line.rstrip("\n").split(" | ")
                # In Chinese a blank stands before Latin letters.
                name = Phrase(" " + zh if zh[0].isascii() else zh, en)
                yield where, sign.encode().decode("unicode_escape").encode("latin-1"), (way, name)


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

    def package(self) -> str:
        """Tell by its first and last bytes whether a file is a package, "zip" or "ole", or text, "".

        What is no table is refused with the way out, whatever it is called.
        """
        file, size = self.file, self.file.seek(0, 2)
        file.seek(0)
        head = file.read(_PIECE)
        file.seek(max(size - _PIECE, 0))
        tail = file.read(_PIECE)
        package = "zip" if head.startswith(_ZIP) else "ole" if head.startswith(_OLE) else ""
        found = {package: head + tail}
        begun = head[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        if not package and begun.startswith((b"<", b"mime-version:")):
            found = {"markup": begun}
        other = None
        for where, sign, called in _kinds():
            if head.startswith(sign) if where == "begins" else sign in found.get(where, b""):
                other = called
                break
        if package == "zip" and not other and b"PK\x05\x06" in tail:
            other = None if b"xl/" in head + tail or b"[Content_Types]" in head + tail else _ARCHIVE
        if other:
            raise UsageError(_NO_TABLE, file=self.label, kind=other[1], way=_WAYS[other[0]])
        return package


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
