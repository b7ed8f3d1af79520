"""The file that is read: opened, spooled where it cannot be read twice, and found out if it changes."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from ..errors import UsageError, did_you_mean
from ..files import shown_path, told
from ..language import Phrase
from ..names.text import nearest

STANDARD = "-"
_PIECE = 1 << 16
"""The bytes that are read at once."""

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


class Source:
    """An open file, what it is called, and what it was when it was opened."""

    def __init__(self, file: BinaryIO, label: Phrase | str) -> None:
        self.file, self.label = file, label
        self._before = _state(file)

    def check(self) -> None:
        """Refuse what was read from a file whose size or time of change is another by now."""
        if _state(self.file) != self._before:
            raise UsageError(_CHANGED, file=self.label)


def _state(file: BinaryIO) -> tuple[int, int]:
    state = os.fstat(file.fileno())
    return state.st_size, state.st_mtime_ns


@contextmanager
def _read_from(label: Phrase | str) -> Iterator[None]:
    """Say in words what the system has against reading a file."""
    try:
        yield
    except OSError as error:
        raise UsageError(_CANNOT_READ, file=label, why=error.strerror or str(error)) from None


class _Input(io.FileIO):
    """A file of which the system's troubles are told as those of the input."""

    def __init__(self, path: str, label: str) -> None:
        super().__init__(path)
        self._label = label

    def readinto(self, buffer: Any) -> int | None:
        with _read_from(self._label):
            return super().readinto(buffer)

    def seek(self, offset: int, whence: int = 0) -> int:
        with _read_from(self._label):
            return super().seek(offset, whence)

    def readall(self) -> bytes:
        with _read_from(self._label):
            return super().readall()


def standing(path: str, standard: BinaryIO) -> os.stat_result | None:
    """Return what the system knows of the input, or None: so that it is not taken for the output."""
    try:
        return os.fstat(standard.fileno()) if path == STANDARD else os.stat(path)
    except (OSError, ValueError):
        return None


@contextmanager
def opened(path: str, standard: BinaryIO) -> Iterator[Source]:
    """Open the input; what cannot be read twice goes to a temporary file first.

    Raises:
        UsageError: it cannot be read.
    """
    if path == STANDARD:
        with _spooled(standard, _STANDARD_INPUT) as spool:
            yield spool
        return
    label = shown_path(path)
    with _open(path, label) as file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            source = Source(file, label)
            try:
                yield source
            except UnicodeDecodeError:  # all of it was text before
                raise UsageError(_CHANGED, file=label) from None
            except UsageError:  # which may be of what the file is by now
                source.check()
                raise
        else:
            with _spooled(file, label) as spool:
                yield spool


def _open(path: str, label: str) -> io.BufferedReader:
    try:
        return io.BufferedReader(_Input(path, label), _PIECE)
    except FileNotFoundError:
        raise UsageError(_NO_FILE, file=label, hint=_neighbour(path)) from None
    except IsADirectoryError:
        raise UsageError(_IS_FOLDER, file=label) from None
    except PermissionError:
        raise UsageError(_IS_FOLDER if os.path.isdir(path) else _HELD, file=label) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(_CANNOT_READ, file=label, why=why) from None


@contextmanager
def _spooled(stream: BinaryIO, label: Phrase | str) -> Iterator[Source]:
    import tempfile  # takes long to load, and a file with a name needs none

    with told(_TEMPORARY), tempfile.TemporaryFile() as spool:
        while piece := _piece(stream, label):
            spool.write(piece)
        spool.flush()
        yield Source(spool, label)


def _piece(stream: BinaryIO, label: Phrase | str) -> bytes:
    with _read_from(label):
        return stream.read(_PIECE)


def _neighbour(path: str) -> Phrase:
    try:
        close = nearest(os.path.basename(path), os.listdir(os.path.dirname(path) or "."), most=1)
    except OSError:
        close = ()
    return did_you_mean([shown_path(name) for name in close])
