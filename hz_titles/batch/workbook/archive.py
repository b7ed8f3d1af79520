"""A package written anew: parts that stay go over as they are packed, and the sheet as it comes."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipInfo

from ...errors import UsageError
from ...language import Phrase
from .markup import DamageError
from .package import Package

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_SIZES_FOLLOW = 0x08
_UTF8 = 0x800
_VERSION = 20
_MOST = 0xFFFFFFFF
_PIECE = 1 << 20
_LEVEL = 6

_BROKEN = Phrase("文件不完整或已损坏", "the file is not whole, or damaged")
_TOO_LARGE = Phrase(
    "结果超过 4 GiB，工作簿放不下：请用 --to csv", "a workbook cannot hold more than 4 GiB: use --to csv"
)


@dataclass(slots=True, kw_only=True)
class _Entry:
    """A part that was written."""

    info: ZipInfo
    flags: int
    method: int
    place: int
    check: int = 0
    packed: int = 0
    size: int = 0


class PackageWriter:
    """Writes a package from another one; nothing is written twice, so that it may go into a pipe."""

    def __init__(self, file: BinaryIO, package: Package) -> None:
        self._file = file
        self._package = package
        self._place = 0
        self._entries: list[_Entry] = []
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)

    def copy(self, info: ZipInfo) -> None:
        """Take a part over as it is packed.

        Raises:
            DamageError: it is not where the file says.
        """
        source = self._package.file
        source.seek(info.header_offset)
        head = source.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            raise DamageError(_BROKEN)
        *_, name, extra = _LOCAL.unpack(head)
        source.seek(info.header_offset + _LOCAL.size + name + extra)
        entry = self._begin(info, info.compress_type, 0)
        entry.check, entry.packed, entry.size = info.CRC, info.compress_size, info.file_size
        self._head(entry)
        left = entry.packed
        while left:
            piece = source.read(min(left, _PIECE))
            if not piece:
                raise DamageError(_BROKEN)
            left -= len(piece)
            self._put(piece)

    def replace(self, info: ZipInfo, text: bytes) -> None:
        """Write a part with other contents."""
        self.begin(info)
        self.write(text)
        self.end()

    def begin(self, info: ZipInfo) -> None:
        """Begin a part whose contents come piece by piece."""
        self._head(self._begin(info, ZIP_DEFLATED, _SIZES_FOLLOW))
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)

    def write(self, piece: bytes) -> None:
        """Write a piece of the part that was begun."""
        entry = self._entries[-1]
        entry.check = zlib.crc32(piece, entry.check)
        entry.size += len(piece)
        self._pack(self._packer.compress(piece))

    def end(self) -> None:
        """End the part that was begun.

        Raises:
            UsageError: it grew too large.
        """
        entry = self._entries[-1]
        self._pack(self._packer.flush())
        if entry.size > _MOST:
            raise UsageError(_TOO_LARGE)
        self._put(struct.pack("<4s3L", b"PK\x07\x08", entry.check, entry.packed, entry.size))

    def finish(self) -> None:
        """Write where the parts stand."""
        place = self._place
        for entry in self._entries:
            name, info = _name(entry.info), entry.info
            fields = (entry.flags, entry.method, *_moment(info), entry.check, entry.packed, entry.size)
            attributes = (0, info.internal_attr & 0xFFFF, info.external_attr, entry.place)
            system = info.create_system & 0xFF
            self._put(
                _CENTRAL.pack(
                    b"PK\x01\x02", _VERSION, system, _VERSION, 0, *fields, len(name), 0, 0, *attributes
                )
                + name
            )
        count = len(self._entries)
        self._put(_END.pack(b"PK\x05\x06", 0, 0, count, count, self._place - place, place, 0))
        self._file.flush()

    def _begin(self, info: ZipInfo, method: int, flags: int) -> _Entry:
        entry = _Entry(info=info, flags=info.flag_bits & _UTF8 | flags, method=method, place=self._place)
        self._entries.append(entry)
        return entry

    def _head(self, entry: _Entry) -> None:
        name = _name(entry.info)
        fields = (entry.flags, entry.method, *_moment(entry.info), entry.check, entry.packed, entry.size)
        self._put(_LOCAL.pack(b"PK\x03\x04", _VERSION, *fields, len(name), 0) + name)

    def _pack(self, piece: bytes) -> None:
        self._entries[-1].packed += len(piece)
        self._put(piece)

    def _put(self, piece: bytes) -> None:
        self._place += len(piece)
        if self._place > _MOST:
            raise UsageError(_TOO_LARGE)
        self._file.write(piece)


def _name(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")


def _moment(info: ZipInfo) -> tuple[int, int]:
    """Return time and date as an archive holds them."""
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
