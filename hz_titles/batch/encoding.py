"""What the bytes of a text file are: a mark first, then strict UTF-8, then GB18030.

The whole file is decoded once, in pieces, before anything is believed: a guess from the
beginning is wrong as soon as the first Chinese name stands further down.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from ..errors import UsageError
from ..language import Phrase
from ..names.text import printable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ("utf-8", "gb18030")
# GB18030 holds all of its forerunners; Python's own `gbk` lacks characters that Excel writes.
_WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030"}
_PIECE = 1 << 18
_WORKBOOK = b"PK\x03\x04"
_OTHER_KINDS = (
    (
        b"\xd0\xcf\x11\xe0",
        Phrase("旧版 Excel（.xls）或加密的工作簿", "an old .xls workbook, or an encrypted one"),
    ),
    (b"%PDF", Phrase("PDF", "a PDF")),
    (b"\x1f\x8b", Phrase("压缩文件（gzip）", "a gzip archive")),
    (b"\x89PNG", Phrase("图片", "a picture")),
    (b"\xff\xd8\xff", Phrase("图片", "a picture")),
)
_NOT_TEXT = Phrase(
    "{file} 是{kind}，读不了：请另存为 .xlsx 或 .csv（UTF-8）",
    "{file} is {kind}: save it as .xlsx or .csv (UTF-8)",
)
_BINARY = Phrase(
    "{file} 不是文本（含大量控制字符）：若是没有标记的 UTF-16，请加 --encoding utf-16-le",
    "{file} is not text (it is full of control characters): "
    "for UTF-16 without its mark, give --encoding utf-16-le",
)
_UNDECODABLE = Phrase(
    "{file} 不是{encoding}编码（第 {byte} 字节起）：请用 --encoding 指明",
    "{file} is not {encoding} (from byte {byte} on): say which with --encoding",
)
_NO_SUCH_ENCODING = Phrase(
    "--encoding「{text}」：没有这种编码。可用如 utf-8、gb18030、utf-16、big5",
    "--encoding “{text}”: there is no such encoding. Accepted: utf-8, gb18030, utf-16, big5 and the like",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Encoding:
    """How a file's bytes become text, and what is in the text.

    Attributes:
        name: the codec.
        skip: the bytes of the mark at its beginning.
        marked: it began with a mark.
        quotes: a quotation mark occurs.
        nuls: a NUL occurs.
        returns: a carriage return occurs.
        beginning: the first characters.
    """

    name: str
    skip: int
    marked: bool
    quotes: bool
    nuls: bool
    returns: bool
    beginning: str


def begins_like_workbook(file: BinaryIO) -> bool:
    """Tell whether a file begins as an .xlsx does, whatever it is called."""
    file.seek(0)
    return file.read(len(_WORKBOOK)) == _WORKBOOK


def refuse_other_kinds(file: BinaryIO, label: Phrase | str) -> None:
    """Refuse what is neither text nor a workbook, by its name.

    Raises:
        UsageError: it begins as another kind of file does.
    """
    file.seek(0)
    head = file.read(8)
    for magic, kind in _OTHER_KINDS:
        if head.startswith(magic):
            raise UsageError(_NOT_TEXT, file=label, kind=kind)


def examine(file: BinaryIO, label: Phrase | str, wanted: str | None = None) -> Encoding:
    """Tell how the text of `file` is written; `wanted` overrides what would be tried.

    Raises:
        UsageError: it is no text, or not in the wanted encoding, or in none of those tried.
    """
    file.seek(0)
    head = file.read(_PIECE)
    mark, marked = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), (b"", ""))
    if wanted is not None:
        name = _codec(wanted)
        # The plain utf-16 and utf-32 codecs read the mark themselves.
        skip = len(mark) if mark and name == marked else 0
        return _decode(file, label, name, skip, bool(mark))
    if mark:
        return _decode(file, label, marked, len(mark), True)
    if _is_binary(head):
        raise UsageError(_BINARY, file=label)
    try:
        return _decode(file, label, _UNMARKED[0], 0, False)
    except UsageError:
        try:
            return _decode(file, label, _UNMARKED[1], 0, False)
        except UsageError as error:
            error.values["encoding"] = Phrase(" UTF-8 或 GB18030 ", "UTF-8 or GB18030")
            raise


def _codec(wanted: str) -> str:
    try:
        name = codecs.lookup(wanted).name
        b"    ".decode(name, "ignore")  # refuses what is a codec, but no encoding of text
    except (LookupError, ValueError):
        raise UsageError(_NO_SUCH_ENCODING, text=printable(wanted, 40)) from None
    return "utf-8" if name == "utf-8-sig" else _WIDER.get(name, name)


def _is_binary(head: bytes) -> bool:
    if not head:
        return False
    control = sum(head.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1a\x1b")
    return control > len(head) // 10


def _decode(file: BinaryIO, label: Phrase | str, name: str, skip: int, marked: bool) -> Encoding:
    decoder = codecs.getincrementaldecoder(name)("strict")
    file.seek(skip)
    quotes = nuls = returns = False
    beginning = ""
    done = skip
    while True:
        piece = file.read(_PIECE)
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            byte = done - pending + error.start + 1
            raise UsageError(
                _UNDECODABLE, file=label, encoding=Phrase(f" {name} ", name), byte=byte
            ) from None
        beginning = beginning or text[:_PIECE]
        quotes = quotes or '"' in text
        nuls = nuls or "\0" in text
        returns = returns or "\r" in text
        done += len(piece)
        if not piece:
            break
    return Encoding(
        name=name,
        skip=skip,
        marked=marked,
        quotes=quotes,
        nuls=nuls,
        returns=returns,
        beginning=beginning,
    )
