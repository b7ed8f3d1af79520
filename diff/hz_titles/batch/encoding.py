"""How the bytes of a text file become text: a mark first, then strict UTF-8, then GB18030.

The whole file is decoded once, in pieces, before anything is believed: a guess from the
beginning is wrong as soon as the first Chinese name stands further down. What only Big5 or
UTF-16 without its mark explains is refused with the option to type: it is never written damaged.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import BinaryIO

from ..errors import UsageError
from ..language import Phrase
from ..names.text import printable
from ..value import value

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ("utf-8", "gb18030")
_BIG5 = "big5hkscs"
# GB18030 holds all of its forerunners; Python's own `gbk` lacks characters that Excel writes.
_WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030"}
_PIECE = 1 << 18
_PRIVATE = "[\ue000-\uf8ff]"  # patterns as text: most files need neither of them compiled
_BEYOND_ASCII = r"[^\x00-\x7f]"
_FEW = 10
"""One private character in so many is what Big5 looks like when it is read as GB18030."""
EXAMPLE_SIGN = "例"
"""Stands in what marks an example in a row that is filled in as an applicant's is."""
SIGNS = frozenset(('"', "\0", "\r", EXAMPLE_SIGN))
"""The characters of which it has to be known whether they occur at all."""
_TEXT_SIGNS = SIGNS - {"\0"}
MOST_IN_LINE = 1 << 24
"""The most bytes of a line, and the most characters of an object in an array: it is in memory as a whole."""
BROKEN = "\ufdd0"
"""Stands before a line that did not decode; no text holds this character."""

_BINARY = Phrase("{file} 不是文本（含大量控制字符）", "{file} is not text (it is full of control characters)")
_SEEMS = Phrase(
    "{file} 像是{name}编码：请加 --encoding {encoding}",
    "{file} seems to be {name}: give --encoding {encoding}",
)
_NO_MARK_NAME = Phrase("没有标记的 UTF-16 ", "UTF-16 without its mark")
_BIG5_NAME = Phrase("繁体 Big5 ", "Big5")
_NO_MARK = Phrase(
    "{file} 开头没有 {name} 的标记（BOM）：请加 --encoding {encoding}",
    "{file} does not begin with the mark of {name}: give --encoding {encoding}",
)
_UNDECODABLE = Phrase(
    "{file} 不是{encoding}编码（第 {line} 行起）：请用 --encoding 指明",
    "{file} is not {encoding} (from line {line} on): say which with --encoding",
)
_EITHER = Phrase(" UTF-8 或 GB18030 ", "UTF-8 or GB18030")
_TOO_LONG = Phrase(
    "{file} 第 {line} 行超过 {most} MiB：请确认文件是每行一人的表格",
    "{file}, line {line}, is longer than {most} MiB: write a table with a line for each person",
)
_NO_SUCH_ENCODING = Phrase(
    "--encoding “{text}”：没有这种编码。可用如 utf-8、gb18030、utf-16、big5",
    "--encoding “{text}”: there is no such encoding. Accepted: utf-8, gb18030, utf-16, big5 and the like",
)


@value
class Encoding:
    """How a file's bytes become text, and what is in the text."""

    name: str  # the codec
    skip: int  # the bytes of the mark at its beginning
    marked: bool  # it began with a mark
    signs: frozenset[str]  # which of `SIGNS` may occur
    beginning: str  # the first characters
    broken: int = 0  # how many lines do not decode
    private: bool = False  # one in few characters is a private one
    overlong: int = 0  # the line that is longer than `MOST_IN_LINE`; 0 where none is

    def check_lines(self, label: Phrase | str) -> None:
        """Refuse a file that has a line too long."""
        if self.overlong:
            raise UsageError(_TOO_LONG, file=label, line=self.overlong, most=MOST_IN_LINE >> 20)

    @contextmanager
    def text_of(self, file: BinaryIO, newline: str) -> Iterator[TextIOWrapper]:
        """Open the text of a file; the file stays open behind it."""
        file.seek(self.skip)
        text = TextIOWrapper(file, encoding=self.name, newline=newline)
        try:
            yield text
        finally:
            with suppress(ValueError):  # the file may be closed already
                text.detach()

    def mended_lines(self, file: BinaryIO) -> Iterator[str]:
        """Yield the lines of a file of which some do not decode, with their ends."""
        return map(self.mended, _raw_lines(file, self.skip))

    def mended(self, line: bytes) -> str:
        """Return a line as text; one that does not decode is marked, and no byte of it is lost."""
        try:
            return line.decode(self.name)
        except UnicodeDecodeError:
            other = _UNMARKED[1] if self.name == _UNMARKED[0] else self.name
        try:
            return BROKEN + line.decode(other)
        except UnicodeDecodeError:
            return BROKEN + line.decode(self.name, "backslashreplace")


def examine(file: BinaryIO, label: Phrase | str, wanted: str | None = None) -> Encoding:
    """Tell how the text of `file` is written; `wanted` overrides what would be tried.

    Raises:
        UsageError: it is no text, or not in the wanted encoding, or in none of those tried.
    """
    file.seek(0)
    head = file.read(_PIECE)
    mark, marked = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), (b"", ""))
    skip = len(mark)
    if wanted is not None:
        name = _codec(wanted)
        if name in ("utf-16", "utf-32") and not marked.startswith(name):
            order = _unmarked_utf16(head) or "utf-16-le"
            raise UsageError(_NO_MARK, file=label, name=name.upper(), encoding=order.replace("16", name[4:]))
        # The plain utf-16 and utf-32 codecs read the mark themselves.
        skip, marked = skip if name == marked else 0, name
    if marked:
        return _decode(file, marked, skip, bool(mark)) or _by_lines(file, label, (marked,), skip, bool(mark))
    if utf16 := _unmarked_utf16(head):
        raise UsageError(_SEEMS, file=label, name=_NO_MARK_NAME, encoding=utf16)
    if _is_binary(head):
        raise UsageError(_BINARY, file=label)
    found = _decode(file, _UNMARKED[0])
    if found is None and _is_mostly_utf8(head):
        return _by_lines(file, label, _UNMARKED[:1])
    found = found or _decode(file, _UNMARKED[1])
    if found is None or found.private:
        big5 = _decode(file, _BIG5)
        if big5 is not None and not big5.private:
            raise UsageError(_SEEMS, file=label, name=_BIG5_NAME, encoding="big5-hkscs")
    return found or _by_lines(file, label, _UNMARKED)


def _codec(wanted: str) -> str:
    try:
        name = codecs.lookup(wanted).name
        b"    ".decode(name, "ignore")  # refuses what is a codec, but no encoding of text
    except (LookupError, ValueError):
        raise UsageError(_NO_SUCH_ENCODING, text=printable(wanted, 40)) from None
    return "utf-8" if name == "utf-8-sig" else _WIDER.get(name, name)


def _unmarked_utf16(head: bytes) -> str | None:
    """Return the order of bytes of UTF-16: ASCII has its NULs on one side, and there is a line's end."""
    nuls = head[0::2].count(0), head[1::2].count(0)
    for name, end, mine, other in (("utf-16-le", b"\n\0", 1, 0), ("utf-16-be", b"\0\n", 0, 1)):
        if nuls[mine] > 2 * nuls[other] + 2 and end in head:
            return name
    return None


def _is_mostly_utf8(head: bytes) -> bool:
    """Tell whether half of the lines beyond ASCII are UTF-8: GB18030 would make other characters of them."""
    good = bad = 0
    for line in head.splitlines()[:-1] or [head]:
        if not line.isascii():
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good > 0 and good >= bad


def _is_binary(head: bytes) -> bool:
    if not head:
        return False
    control = sum(head.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1a\x1b")
    return control > len(head) // 10


def _decode(file: BinaryIO, name: str, skip: int = 0, marked: bool = False) -> Encoding | None:
    """Read the whole file; None where it is not in this encoding."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    file.seek(skip)
    signs: set[str] = set()
    private = beyond = lines = in_line = overlong = 0
    beginning = ""
    piece = b"-"
    while piece:
        piece = file.read(_PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            return None
        beginning = beginning or text[:_PIECE]
        signs.update(sign for sign in _TEXT_SIGNS - signs if sign in text)
        # UTF-8 has no NUL but for the character; among bytes it is found many times as fast.
        if (b"\0" in piece) if name == _UNMARKED[0] else ("\0" in text):
            signs.add("\0")
        ends = text.count("\n") or text.count("\r")
        in_line = 0 if ends else in_line + len(piece)
        if in_line > MOST_IN_LINE:
            overlong = overlong or lines + 1
        lines += ends
        if name != "utf-8":
            private += len(re.findall(_PRIVATE, text))
            beyond += len(re.findall(_BEYOND_ASCII, text))
    return Encoding(
        name=name,
        skip=skip,
        marked=marked,
        signs=frozenset(signs),
        beginning=beginning,
        private=private * _FEW > beyond,
        overlong=overlong,
    )


def _by_lines(
    file: BinaryIO, label: Phrase | str, names: tuple[str, ...], skip: int = 0, marked: bool = False
) -> Encoding:
    """Take the encoding in which most lines decode, if it is at least half of them.

    Raises:
        UsageError: there is none.
    """
    broken = dict.fromkeys(names, 0)
    first = dict.fromkeys(names, 0)
    beginning, total = b"", 0
    for total, line in enumerate(_raw_lines(file, skip), 1):
        if len(line) >= MOST_IN_LINE:
            raise UsageError(_TOO_LONG, file=label, line=total, most=MOST_IN_LINE >> 20)
        beginning += line if len(beginning) < _PIECE else b""
        for name in names:
            try:
                line.decode(name)
            except UnicodeDecodeError:
                broken[name] += 1
                first[name] = first[name] or total
    best = min(names, key=lambda name: broken[name])
    if broken[best] * 2 > total or best.startswith(("utf-16", "utf-32")):
        encoding = _EITHER if len(names) > 1 else Phrase(f" {best} ", best)
        raise UsageError(_UNDECODABLE, file=label, encoding=encoding, line=first[best])
    return Encoding(
        name=best,
        skip=skip,
        marked=marked,
        signs=SIGNS,
        beginning=beginning.decode(best, "replace"),
        broken=broken[best],
    )


def _raw_lines(file: BinaryIO, skip: int) -> Iterator[bytes]:
    """Yield the lines of a file as bytes, with their ends, as far as they may be long."""
    file.seek(skip)
    while block := file.read(_PIECE):
        yield from (block + file.readline(MOST_IN_LINE)).splitlines(keepends=True)
