"""XML, read by the parser and changed as text: nothing is written anew that is not new.

The parser says where each tag stands in the bytes. Around these places everything is copied.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any
from xml.parsers import expat

from ...language import Phrase
from ...names.text import printable

MOST_CHARACTERS = 32_767
"""The characters that a cell can hold."""
MOST_KEPT = 8 << 20
"""The most bytes of what is kept at once: a tag, a row, what stands between two rows."""
_MOST_TAGS = 500_000
DEEPEST = 100
"""How many tags may be open; the parser keeps them all."""

_DOCTYPE = Phrase("其中的 XML 带有 DOCTYPE", "XML in it has a DOCTYPE")
_ENCODING = Phrase("其中的 XML 用了 {name} 编码", "XML in it is written in {name}")
TOO_MUCH = Phrase(
    "内容过多：请另存一份只含名单的工作簿或 .csv",
    "too much is in it: save the list alone as a workbook, or as .csv",
)

_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CODED = re.compile(r"_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")
"""An escape of Excel's; half a character is none that could be shown."""
_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")

Element = tuple[str, dict[str, str]]
"""The local name of a tag, and its attributes by their local names."""


class DamageError(Exception):
    """A workbook cannot be read; `why` is the part of the sentence that says so."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why)
        self.why = why


def encoding_of(head: bytes) -> str:
    """Return the encoding of a part by its first bytes; XML may be UTF-8 or UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "utf-16-le"
    return "utf-16-be" if head.startswith((codecs.BOM_UTF16_BE, b"\0<")) else "utf-8"


def parser() -> Any:
    """Return a parser that refuses what a workbook must not have: a DOCTYPE, other encodings."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse_doctype
    made.XmlDeclHandler = _check_encoding
    return made


def _refuse_doctype(*_: object) -> None:
    raise DamageError(_DOCTYPE)


def _check_encoding(_: str, encoding: str | None, __: int) -> None:
    if (encoding or "utf-8").lower() not in ("utf-8", "utf8", "us-ascii", "utf-16", "utf-16le", "utf-16be"):
        raise DamageError(_ENCODING.filled(name=printable(encoding or "", 20)))


def parse(made: Any, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Parse a part piece by piece, and yield each piece when that is done.

    Raises:
        DamageError: a tag does not end, or what `parser` refuses.
    """
    read = 0
    for piece in pieces:
        made.Parse(piece)
        read += len(piece)
        if (
            read - made.CurrentByteIndex > MOST_KEPT
        ):  # the parser would look at it from its beginning each time
            raise DamageError(TOO_MUCH)
        yield piece
    made.Parse(b"", True)


def elements(part: bytes) -> list[Element]:
    """Return the tags of a part that is no sheet, in order."""
    found: list[Element] = []

    def start(name: str, values: dict[str, str]) -> None:
        if len(found) >= _MOST_TAGS:
            raise DamageError(TOO_MUCH)
        bare = {key.rpartition(":")[2]: value for key, value in values.items()}
        found.append((name.rpartition(":")[2], bare))

    made = parser()
    made.StartElementHandler = start
    made.Parse(part, True)
    return found


def tags(text: str, name: str) -> Iterator[re.Match[str]]:
    """Yield the start tags of a local name in a text that is known to be well-formed."""
    attributes = r"[^\"'>]*+(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*+)*+"
    pattern = rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^\s:/>!?]+:)?{name}(?=[\s/>]){attributes}>"
    return (found for found in re.finditer(pattern, text, re.DOTALL) if found[0][1] not in "!?")


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes in a tag, each by its name as written."""
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(tag)}


def with_attribute(tag: str, name: str, value: str) -> str:
    """Return a start tag with another value of an attribute that it has."""
    pattern = rf"(\s{name}\s*=\s*)([\"'])(?:(?!\2).)*\2"
    return re.sub(pattern, lambda found: f"{found[1]}{found[2]}{escape(value)}{found[2]}", tag, count=1)


def decoded(text: str) -> str:
    """Return a text of the parser with the characters that Excel writes in an escape of its own."""
    return _CODED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def holdable(text: str) -> str:
    """Return `text` with what XML cannot hold, and what looks like an escape, as Excel writes it."""
    return _UNHOLDABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
