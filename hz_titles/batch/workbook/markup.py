"""XML as text: found in it what is needed, every other character kept.

Nothing is built from it and nothing is written anew: a part that is changed is its own text with
something put in. That it is well-formed is checked beside, so that a few patterns can be trusted.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from xml.parsers import expat

from ...language import Phrase
from ...names.text import printable

MOST_CHARACTERS = 32_767
"""The characters that a cell can hold."""
MOST_TAGS = 500_000
"""The tags that are looked at in a part that is no sheet."""

_NOT_XML = Phrase("其中的 XML 有误：{why}", "XML in it is broken: {why}")
_DOCTYPE = Phrase("其中的 XML 带有 DOCTYPE", "XML in it has a DOCTYPE")
_ENCODING = Phrase("其中的 XML 用了 {name} 编码", "XML in it is written in {name}")
_TOO_MUCH = Phrase("其中有一部分过大", "a part of it is too large")

_QUOTED = r"[^\"'>]*+(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*+)*+"
ATTRIBUTES = r"(?:\s++[^\s=/>]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))*+\s*+"
"""All attributes of a tag, up to its end."""
SKIPPED = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
"""What is no markup, whatever it looks like inside."""
TAG_END = re.compile(_QUOTED + ">", re.DOTALL)
_TAG = re.compile(
    rf"{SKIPPED}|<(?P<end>/?)(?P<prefix>[^\s:/>!?]+:)?(?P<name>[^\s:/>!?]+)(?P<attributes>{_QUOTED})>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARED = re.compile(r"^\ufeff?<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)[\"']")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_PASSED = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class DamageError(Exception):
    """A workbook cannot be read; `why` is the part of the sentence that says so."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why)
        self.why = why


def encoding_of(head: bytes) -> str:
    """Return the encoding of a part by its first bytes; XML may be UTF-8 or UTF-16."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")


def decoded(pieces: Iterable[bytes], encoding: str, checking: bool = True) -> Iterator[str]:
    """Yield the text of a part, byte order mark included; it is checked to be well-formed.

    Raises:
        DamageError: it is not well-formed, has a DOCTYPE, or is in another encoding.
    """
    decode = codecs.getincrementaldecoder(encoding)("strict").decode
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    declared: re.Match[str] | None = None
    first = True
    try:
        for piece in pieces:
            text = decode(piece)
            if first and text:
                first, declared = False, _DECLARED.match(text)
            if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii", encoding[:6]):
                raise DamageError(_ENCODING.filled(name=printable(declared[1], 20)))
            if checking:
                parser.Parse(piece if encoding == "utf-8" else text.encode())
            yield text
        decode(b"", final=True)
        if checking:
            parser.Parse(b"", True)
    except UnicodeError:
        raise DamageError(_ENCODING.filled(name="?")) from None
    except expat.ExpatError as error:
        raise DamageError(_NOT_XML.filled(why=str(error))) from None


def _refuse_doctype(*_: object) -> None:
    raise DamageError(_DOCTYPE)


def attributes(text: str) -> dict[str, str]:
    """Return the attributes in a tag, each by its name with its prefix."""
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


def tags(text: str) -> Iterator[re.Match[str]]:
    """Yield the tags of a part that is no sheet, with ``end``, ``prefix``, ``name``, ``attributes``.

    Raises:
        DamageError: there are more of them than can be meant.
    """
    for count, tag in enumerate(_TAG.finditer(text)):
        if count > MOST_TAGS:
            raise DamageError(_TOO_MUCH)
        if tag["name"]:
            yield tag


def named(text: str, name: str) -> Iterator[re.Match[str]]:
    """Yield the start tags of exactly this name, prefix included."""
    if name in text:
        for found in re.finditer(rf"{SKIPPED}|<{re.escape(name)}(?=[\s/>]){_QUOTED}>", text, re.DOTALL):
            if found[0][1] not in "!?":
                yield found


def with_attribute(tag: str, name: str, value: str) -> str:
    """Return a start tag with another value of an attribute that it has."""
    pattern = rf"(\s{re.escape(name)}\s*=\s*)([\"'])(?:(?!\2).)*\2"
    return re.sub(pattern, lambda found: f"{found[1]}{found[2]}{escape(value)}{found[2]}", tag, count=1)


def content(xml: str) -> str:
    """Return the text that a piece of XML without tags stands for."""
    if "<" in xml:
        xml = _PASSED.sub("", plain(xml))
    if "\r" in xml:
        xml = xml.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in xml:
        xml = unescape(xml)
    return _CODED.sub(lambda code: chr(int(code[1], 16)), xml) if "_x" in xml else xml


def plain(xml: str) -> str:
    """Return `xml` with references instead of CDATA and without comments, so that tags are tags."""
    if "<!" not in xml and "<?" not in xml:
        return xml
    return _PASSED.sub("", _CDATA.sub(lambda text: escape(text[1]), xml))


def holdable(text: str) -> str:
    """Return `text` with what XML cannot hold, and what looks like an escape, as Excel writes it."""
    return _UNHOLDABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
