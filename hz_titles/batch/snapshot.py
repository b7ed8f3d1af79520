"""A file as long as it was when it was opened."""

from __future__ import annotations

import io
import os
from typing import Any

_BUFFER = 1 << 16


class _Snapshot(io.FileIO):
    """The bytes up to the present end of a file; a pipe has none."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._end = os.fstat(self.fileno()).st_size if self.seekable() else None

    def readinto(self, buffer: Any) -> int | None:
        left = self._left()
        return super().readinto(buffer if left is None else memoryview(buffer)[:left])

    def readall(self) -> bytes:
        left = self._left()
        return super().readall() if left is None else super().read(left) or b""

    def _left(self) -> int | None:
        return None if self._end is None else max(self._end - self.tell(), 0)


def open_snapshot(path: str) -> io.BufferedReader:
    """Open a file for reading; what others write behind its end from now on is left out.

    A table is read twice, and the second reading must not meet what the first has not looked at.
    """
    return io.BufferedReader(_Snapshot(path), _BUFFER)
