"""Files that appear under their name only when they are whole.

What is written goes to a file beside the target, which takes the target's name in one
step at the end. Whatever goes wrong before that (Ctrl-C, a full disk, a bug) leaves the
target as it was and nothing beside it.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from .errors import UsageError
from .language import Phrase
from .typed import printable

_IS_FOLDER = Phrase("{file} 是文件夹，请写出文件名", "{file} is a folder: give the name of a file")
_NO_FOLDER = Phrase(
    "没有文件夹 {folder}，无法写入 {file}", "there is no folder {folder} to write {file} into"
)
_EXISTS = Phrase(
    "{file} 已存在，没有改动；要覆盖请加 --force", "{file} exists and was left alone; --force replaces it"
)
_NOT_ALLOWED = Phrase(
    "没有权限写入 {file}，或它正被其他程序（如 Excel）打开",
    "{file} cannot be written: no permission, or another program (Excel?) holds it open",
)
_FULL = Phrase("磁盘已满，{file} 没有写成", "the disk is full: {file} was not written")
_UNWRITABLE = Phrase("无法写入 {file}：{why}", "cannot write {file}: {why}")

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def whole_file(path: str | os.PathLike[str], *, replace: bool = True) -> Iterator[BinaryIO]:
    """Open `path` for writing bytes; it appears when the block ends without an error.

    A link is followed, an existing file keeps its mode, and a device or a named pipe is
    written to directly, for nothing can take its place.

    Raises:
        UsageError: it cannot be written there, or it exists and `replace` is false.
    """
    named = printable(os.fspath(path))
    target = os.path.realpath(path)
    mode = _mode(target, named, replace=replace)
    if mode is not None and not stat.S_ISREG(mode):
        with _explained(named), open(target, "wb") as device:
            yield device
        return
    with _explained(named):
        handle, beside = tempfile.mkstemp(
            prefix=f".{os.path.basename(target)[:40]}.", suffix=".part", dir=os.path.dirname(target)
        )
    try:
        with _explained(named, only_room=True), os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _explained(named):
            os.chmod(beside, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
            os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _mode(target: str, named: str, *, replace: bool) -> int | None:
    """Return the mode of what stands under the name, None where nothing does."""
    folder = os.path.dirname(target)
    if not os.path.isdir(folder):
        raise UsageError(_NO_FOLDER, folder=printable(folder), file=named)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(_UNWRITABLE, file=named, why=error.strerror or str(error)) from None
    if stat.S_ISDIR(mode):
        raise UsageError(_IS_FOLDER, file=named)
    if stat.S_ISREG(mode):
        if not replace:
            raise UsageError(_EXISTS, file=named)
        if not os.access(target, os.W_OK):
            # Taking its place asks only for the folder's permission; a read-only file is meant to stay.
            raise UsageError(_NOT_ALLOWED, file=named)
    return mode


@contextmanager
def _explained(named: str, *, only_room: bool = False) -> Iterator[None]:
    """Turn the system's errors into words; with `only_room` just those of a full disk.

    The block of `whole_file` may fail for reasons of its own, which are not about this file.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise UsageError(_FULL, file=named) from None
        if only_room:
            raise
        if isinstance(error, PermissionError):
            raise UsageError(_NOT_ALLOWED, file=named) from None
        raise UsageError(_UNWRITABLE, file=named, why=error.strerror or str(error)) from None


def _umask() -> int:
    """Return the process's mask for new files; it can be read only by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
