"""How the bytes of a text file become text: a mark first, then strict UTF-8, then GB18030.

The whole file is decoded once, in pieces, before anything is believed: a guess from the
beginning is wrong as soon as the first Chinese name stands further down. What only Big5 or
UTF-16 without its mark explains is refused with the option to type: it is never written damaged.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import TextIOWrapper
from typing import BinaryIO

from ..errors import UsageError
from ..language import Phrase
from ..names.text import printable
from ..value import value

# The longer marks first
_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_UNMARKED = ("utf-8", "gb18030")
_BIG5 = "big5hkscs"
# GB18030 holds all of its forerunners; Python's own `gbk` lacks characters that Excel writes.
_WIDER = {"utf-8-sig": "utf-8", "gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030"}
_PIECE = 1 << 18  # what is looked at to tell encodings apart
_STEP = 1 << 15  # what is decoded at once: its text fits into the processor's cache
_PRIVATE = "[\ue000-\uf8ff]"  # patterns as text: most files need neither of them compiled
_BEYOND_ASCII = r"[^\x00-\x7f]"
_FEW = 10  # one private character in so many is what Big5 looks like when it is read as GB18030
EXAMPLE_SIGN = "例"  # stands in what marks an example in a row that is filled in as an applicant's is
# The characters of which it has to be known whether they occur at all
SIGNS = frozenset(('"', "\0", "\r", EXAMPLE_SIGN))
_TEXT_SIGNS = SIGNS - {"\0"}
_CONTROL = [byte for byte in range(32) if byte not in b"\t\n\r\f\x1a\x1b"]
# The most bytes of a line, and the most characters of an object in an array: it is in memory as a whole
MOST_IN_LINE = 1 << 24
BROKEN = "\ufdd0"  # stands before a line that did not decode; no text holds this character

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

    file: BinaryIO
    label: Phrase | str  # what the file is called
    name: str  # the codec
    skip: int  # the bytes of the mark at its beginning
    marked: bool  # it began with a mark
    signs: frozenset[str] = SIGNS  # which of `SIGNS` may occur
    beginning: str = ""  # the first characters
    broken: int = 0  # how many lines do not decode
    private: bool = False  # one in few characters is a private one
    overlong: int = 0  # the line that is longer than `MOST_IN_LINE`; 0 where none is

    def check_lines(self) -> None:
        """Refuse a file that has a line too long."""
        if self.overlong:
            raise UsageError(_TOO_LONG, file=self.label, line=self.overlong, most=MOST_IN_LINE >> 20)

    @contextmanager
    def text(self, newline: str) -> Iterator[TextIOWrapper]:
        """Open the text of the file, which stays open behind it."""
        self.file.seek(self.skip)
        text = TextIOWrapper(self.file, encoding=self.name, newline=newline)
        try:
            yield text
        finally:
            with suppress(ValueError):  # the file may be closed already
                text.detach()

    def mended_lines(self) -> Iterator[str]:
        """Yield the lines of a file of which some do not decode: these are marked, and no byte is lost."""
        other = _UNMARKED[1] if self.name == _UNMARKED[0] else self.name
        for line in self.raw_lines():
            try:
                yield line.decode(self.name)
            except UnicodeDecodeError:
                try:
                    yield BROKEN + line.decode(other)
                except UnicodeDecodeError:
                    yield BROKEN + line.decode(self.name, "backslashreplace")

    def raw_lines(self) -> Iterator[bytes]:
        """Yield the lines of the file as bytes, with their ends, as far as they may be long."""
        self.file.seek(self.skip)
        while block := self.file.read(_PIECE):
            yield from (block + self.file.readline(MOST_IN_LINE)).splitlines(keepends=True)


class TextTable:
    """What tables in text have in common."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.line = 0  # where the row handed out last begins
        self._size = max(encoding.file.seek(0, 2), 1)

    @property
    def progress(self) -> float:
        """How much of the file was read, from 0 to 1."""
        return self.encoding.file.tell() / self._size

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Take which columns give facts; a cell is a text all the same."""


def examine(file: BinaryIO, label: Phrase | str, wanted: str | None = None) -> Encoding:
    """Tell how the text of `file` is written, or refuse it; `wanted` overrides what would be tried."""
    file.seek(0)
    head = file.read(_PIECE)
    marked = next((name for name, mark in _MARKS.items() if head.startswith(mark)), "")
    names: tuple[str, ...] = (marked,) if marked else _UNMARKED
    skip = len(_MARKS.get(marked, b""))
    if wanted is not None:
        name = _codec(wanted)
        if name in ("utf-16", "utf-32") and not marked.startswith(name):
            order = _unmarked_utf16(head) or "utf-16-le"
            raise UsageError(_NO_MARK, file=label, name=name.upper(), encoding=order.replace("16", name[4:]))
        # The plain utf-16 and utf-32 codecs read the mark themselves.
        skip, names = skip if name == marked else 0, (name,)
    start = Encoding(file=file, label=label, name=names[0], skip=skip, marked=bool(marked))
    if len(names) > 1:
        if utf16 := _unmarked_utf16(head):
            raise UsageError(_SEEMS, file=label, name=_NO_MARK_NAME, encoding=utf16)
        if sum(map(head.count, _CONTROL)) > len(head) // 10:
            raise UsageError(_BINARY, file=label)
    found = _decoded(start, names[0])
    if found is None and len(names) > 1:
        # Where half of the lines beyond ASCII are UTF-8, GB18030 would make other characters of them.
        lines = [line for line in head.splitlines()[:-1] or [head] if not line.isascii()]
        good = sum(line.decode("utf-8", "ignore").encode() == line for line in lines)
        if good and good * 2 >= len(lines):
            names = names[:1]
        else:
            found = _decoded(start, names[1])
            big5 = _decoded(start, _BIG5) if found is None or found.private else None
            if big5 is not None and not big5.private:
                raise UsageError(_SEEMS, file=label, name=_BIG5_NAME, encoding="big5-hkscs")
    return found or _by_lines(start, names)


def _codec(wanted: str) -> str:
    try:
        name = codecs.lookup(wanted).name
        b"    ".decode(name, "ignore")  # refuses what is a codec, but no encoding of text
    except (LookupError, ValueError):
        raise UsageError(_NO_SUCH_ENCODING, text=printable(wanted, 40)) from None
    return _WIDER.get(name, name)


def _unmarked_utf16(head: bytes) -> str | None:
    """Return the order of bytes of UTF-16: ASCII has its NULs on one side, and there is a line's end."""
    nuls = head[0::2].count(0), head[1::2].count(0)
    for name, end, mine, other in (("utf-16-le", b"\n\0", 1, 0), ("utf-16-be", b"\0\n", 0, 1)):
        if nuls[mine] > 2 * nuls[other] + 2 and end in head:
            return name
    return None


def _decoded(start: Encoding, name: str) -> Encoding | None:
    """Read the whole file; None where it is not in this encoding."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    start.file.seek(start.skip)
    signs: set[str] = set()
    private = beyond = lines = in_line = overlong = 0
    beginning = ""
    piece = b"-"
    while piece:
        piece = start.file.read(_STEP)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            return None
        beginning += text if len(beginning) < _PIECE else ""
        signs.update(sign for sign in _TEXT_SIGNS - signs if sign in text)
        # UTF-8 has no NUL but for the character; among bytes it is found many times as fast.
        if (b"\0" in piece) if name == _UNMARKED[0] else ("\0" in text):
            signs.add("\0")
        ends = text.count("\n") or text.count("\r")
        in_line = 0 if ends else in_line + len(piece)
        if in_line > MOST_IN_LINE:
            overlong = overlong or lines + 1
        lines += ends
        if name != _UNMARKED[0]:
            private += len(re.findall(_PRIVATE, text))
            beyond += len(re.findall(_BEYOND_ASCII, text))
    many, present = private * _FEW > beyond, frozenset(signs)
    return replace(start, name=name, signs=present, beginning=beginning, private=many, overlong=overlong)


def _by_lines(start: Encoding, names: Sequence[str]) -> Encoding:
    """Take the encoding in which most lines decode; refuse the file where that is not half of them."""
    broken, first = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    beginning, total = b"", 0
    for total, line in enumerate(start.raw_lines(), 1):
        if len(line) >= MOST_IN_LINE:
            replace(start, overlong=total).check_lines()
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
        raise UsageError(_UNDECODABLE, file=start.label, encoding=encoding, line=first[best])
    return replace(start, name=best, beginning=beginning.decode(best, "replace"), broken=broken[best])
