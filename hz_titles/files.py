"""Paths as they are typed and shown, and a file that appears under its name only when it is whole.

What is typed is read as UTF-8 in any locale. The system takes bytes, which Python makes out
of a path by the locale: so that a file gets the very name that was typed, its bytes have to
be read by the locale before they are used, and as UTF-8 again before they are shown.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

from .errors import UsageError
from .language import Phrase
from .names.text import printable

_END = ".part"
_RANDOM = 8  # the characters by which the files of several runs differ
_PART = 1 << 22  # the bytes from which on it is worth to ask for a part to be written down
_MOST_OF_NAME = 120  # the bytes of a name that stand in the name of the file that grows

_EXISTS = Phrase("{file} 已存在：加 --force 才会覆盖", "{file} exists: --force replaces it")
_IS_INPUT = Phrase("{file} 就是输入文件，不能覆盖：请换一个输出名", "{file} is the input: name another file")
_NO_FOLDER = Phrase("没有文件夹 {folder}", "there is no folder {folder}")
_IS_FOLDER = Phrase("{file} 是文件夹：请写文件名", "{file} is a folder: name a file")
_HELD = Phrase(
    "无法写入 {file}：没有权限，或正在 Excel 中打开（请关闭后重试）",
    "cannot write {file}: no permission, or it is open in Excel (close it and try again)",
)
_FULL = Phrase("无法写入 {file}：磁盘已满", "cannot write {file}: the disk is full")
_CANNOT = Phrase("无法写入 {file}：{why}", "cannot write {file}: {why}")


def typed_path(text: str) -> str:
    """Return the path that stands for just the bytes of `text` in UTF-8."""
    return os.fsdecode(text.encode("utf-8", "surrogateescape"))


def shown_path(path: str) -> str:
    """Return `path` as a person would type it, safe to print."""
    try:
        return printable(os.fsencode(path).decode("utf-8"))
    except UnicodeError:  # a name that is not in UTF-8 is what the locale takes it for
        return printable(path)


def is_device(path: str) -> bool:
    """Tell whether `path` is neither a file nor a folder: a pipe, a terminal, ``/dev/null``."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


@contextmanager
def told(target: str | Phrase) -> Iterator[None]:
    """Say as a `UsageError` what the system has against writing `target`; a closed pipe is not for here."""
    label = target if isinstance(target, Phrase) else shown_path(target)
    try:
        yield
    except BrokenPipeError:
        raise
    except PermissionError:
        raise UsageError(_HELD, file=label) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise UsageError(_FULL, file=label) from None
        raise UsageError(_CANNOT, file=label, why=error.strerror or str(error)) from None


def check_output(path: str, source: os.stat_result | None, force: bool) -> None:
    """Refuse (`UsageError`) an output that must not or cannot be written, before any work is done.

    It is the input (`source`), a folder, in no folder, or exists and `force` is not given.
    """
    label = shown_path(path)
    with told(path):
        if os.path.isdir(path):
            raise UsageError(_IS_FOLDER, file=label)
        there = not is_device(path) and os.path.lexists(path)
        if there and source is not None and os.path.exists(path) and os.path.samestat(os.stat(path), source):
            raise UsageError(_IS_INPUT, file=label)
        if there and not force:
            raise UsageError(_EXISTS, file=label)
        if os.path.exists(path) and not os.access(path, os.W_OK):
            # Taking its place asks only for the folder's permission; a read-only file is meant to stay.
            raise UsageError(_HELD, file=label)
        folder = os.path.dirname(os.path.realpath(path))
        if not os.path.isdir(folder):
            raise UsageError(_NO_FOLDER, folder=shown_path(os.path.dirname(path) or folder))


@contextmanager
def whole_file(path: str, force: bool) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name when the block ends well; `UsageError` where it cannot.

    It grows under another name in the same folder. Whatever goes wrong before, an interruption included,
    leaves nothing behind.
    """
    if is_device(path):  # a pipe or a device has no whole
        with told(path), open(path, "wb") as device:
            yield device
        return
    with told(path):
        final = os.path.realpath(path)
        growing = _growing(*os.path.split(final))  # known before it is there: an interruption has to find it
        try:
            with _begin(growing) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
                if os.path.exists(final):
                    os.chmod(growing, stat.S_IMODE(os.stat(final).st_mode))
                if sys.platform == "win32":  # where an open file cannot be renamed
                    file.close()
                _rename(growing, final, path, force)
            _sync(os.path.dirname(final))
        finally:
            with suppress(FileNotFoundError):
                os.unlink(growing)


class _WrittenSoon(io.FileIO):
    """A file that the system begins to write down while it grows: the sync at its end has less to do."""

    _begun = 0  # what it was asked for already

    def write(self, data: Any, /) -> int:
        written = super().write(data)
        if sys.platform == "linux" and (size := self.tell() - self._begun) > _PART:
            os.posix_fadvise(self.fileno(), self._begun, size, os.POSIX_FADV_DONTNEED)
            self._begun += size
        return written


def _growing(folder: str, name: str) -> str:
    """Return where a file of this name may grow, once what killed runs left there is removed."""
    from zlib import crc32

    encoded = os.fsencode(name)
    start = encoded[:_MOST_OF_NAME].decode("utf-8", "ignore") if len(encoded) > _MOST_OF_NAME else name
    beginning = f".{start}.{crc32(encoded):08x}."
    length = len(beginning) + _RANDOM + len(_END)
    with suppress(OSError):
        for other in os.listdir(folder):
            if other.startswith(beginning) and len(other) == length and other.endswith(_END):
                with suppress(OSError), open(os.path.join(folder, other), "rb") as left:
                    _hold(left)  # a run that goes on holds its file
                    os.unlink(left.name)
    return os.path.join(folder, beginning + os.urandom(_RANDOM // 2).hex() + _END)


def _begin(growing: str) -> BinaryIO:
    """Begin a file and hold it; once more where another run took it for one left behind before that."""
    while True:
        file: BinaryIO = io.BufferedWriter(_WrittenSoon(growing, "xb"))
        with suppress(OSError):  # not every file system has locks
            _hold(file, wait=True)
        if os.path.exists(growing):
            return file
        file.close()


def _hold(file: BinaryIO, *, wait: bool = False) -> None:
    """Hold a file as long as it is open; `OSError` where another run holds it, unless it is to `wait`."""
    if sys.platform != "win32":  # where a file that is open cannot be removed
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync(folder: str) -> None:
    """Have the system write down that the file has its name."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _rename(growing: str, final: str, path: str, force: bool) -> None:
    if not force:
        # A link fails where a file of that name has come up meanwhile; not every file system has links.
        try:
            os.link(growing, final)
            return
        except OSError:
            if os.path.lexists(final):
                raise UsageError(_EXISTS, file=shown_path(path)) from None
    os.replace(growing, final)
