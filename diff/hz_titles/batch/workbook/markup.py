"""XML, judged by the parser and changed as text: nothing is written anew that is not new.

In a text that the parser has found well-formed, ``<`` begins a tag, a comment, CDATA or an
instruction and nothing else, so patterns find the tags without a doubt.
"""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any, NamedTuple
from xml.parsers import expat

from ...language import Phrase
from ...names.text import printable

MOST_CHARACTERS = 32_767
"""The characters that a cell can hold."""
MOST_KEPT = 8 << 20
"""The most characters of what is kept at once: a tag, a row, what stands between two tags."""
MOST_TAGS = 250_000
"""The tags of a part, or of what is no row in a sheet."""
DEEPEST = 100
"""How many tags may be open; the parser keeps them all."""

_DOCTYPE = Phrase("其中的 XML 带有 DOCTYPE", "XML in it has a DOCTYPE")
LACKS = Phrase("缺少 {part}", "it lacks {part}")
_ENCODING = Phrase("其中的 XML 用了 {name} 编码", "XML in it is written in {name}")
TOO_MUCH = Phrase(
    "内容过多：请另存一份只含名单的工作簿或 .csv",
    "too much is in it: save the list alone as a workbook, or as .csv",
)

ASIDE = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
INSIDE = r"[^\"'>]*+(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*+)*+"
"""A pattern of what stands in a tag behind its name."""
PLAIN_TEXT = r"[^<&\]\x00-\x08\x0b-\x1f\ufffe\uffff]*+"
"""A pattern of text that is what it shows."""
_ROOT = re.compile(rf"(?:[^<]*+(?:{ASIDE}))*+[^<]*+<(?![!?])((?:[^\s:/>]+:)?)", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([^\"'>]*)")
_ENCODINGS = ("utf-8", "utf8", "us-ascii", "utf-16", "utf-16le", "utf-16be")
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CODED = re.compile(r"_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")
"""An escape of Excel's; half a character is none that could be shown."""
_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class Element(NamedTuple):
    """A tag: its local name, its attributes by their local names, how many tags it stands in, itself too."""

    name: str
    values: dict[str, str]
    depth: int


class DamageError(Exception):
    """A workbook cannot be read; `why` is the part of the sentence that says so."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why)
        self.why = why


def encoding_of(head: bytes) -> str:
    """Return the encoding of a part by its first bytes; XML may be UTF-8 or UTF-16.

    Raises DamageError where it says that it is written in another.
    """
    declared = _DECLARED.search(head[:400].replace(b"\0", b""))
    name = declared[1].decode("latin-1") if declared else "utf-8"
    if name.lower() not in _ENCODINGS:
        raise DamageError(_ENCODING.filled(name=printable(name, 20)))
    if head.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "utf-16-le"
    return "utf-16-be" if head.startswith((codecs.BOM_UTF16_BE, b"\0<")) else "utf-8"


def parser() -> Any:
    """Return a parser that refuses what a workbook must not have: a DOCTYPE."""

    def refuse(*_: object) -> None:
        raise DamageError(_DOCTYPE)

    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = refuse
    return made


def elements(pieces: Iterable[str]) -> Iterator[Element]:
    """Yield the tags of a part in order.

    Raises DamageError where there are too many, too many are open, one does not end, or there is a DOCTYPE.
    """
    found: list[Element] = []
    count = depth = stuck = 0
    place = -1

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if count > MOST_TAGS or depth > DEEPEST:
            raise DamageError(TOO_MUCH)
        bare = {key.rpartition(":")[2]: value for key, value in values.items()}
        found.append(Element(name.rpartition(":")[2], bare, depth))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    made = parser()
    made.StartElementHandler, made.EndElementHandler = start, end
    for piece in pieces:
        made.Parse(piece)
        # The parser would look at a tag without an end from its beginning each time.
        stuck = stuck + len(piece) if made.CurrentByteIndex == place else 0
        place = made.CurrentByteIndex
        if stuck > MOST_KEPT:
            raise DamageError(TOO_MUCH)
        yield from found
        found.clear()
    made.Parse("", True)
    yield from found


def up_to(tags: str) -> str:
    """Return a pattern of all that stands before the first of some tags; of each as much as is there."""
    return rf"[^<]*+(?:(?:{ASIDE}|<(?!(?:{tags})[\s/>]|[!?]))[^<]*+)*+"


class Series:
    """The elements of one name that an element of a part holds, as texts: the rows of a sheet.

    What an element holds must not be called as it is. The part is judged by whoever reads all of it.
    Its tags have a `prefix` with its colon; `head` ends with the tag that opens what holds the elements;
    `text` is what was read, and `place` where in it the next element is looked for.
    """

    def __init__(self, texts: Iterator[str], holder: str, name: str) -> None:
        self._texts = texts
        self.text = ""
        self.place = 0
        root = opening = None
        while opening is None:
            if not self._more():
                deque(elements([self.text]), maxlen=0)
                raise DamageError(LACKS.filled(part=holder))
            root = root or _ROOT.match(self.text)
            prefix = re.escape(root[1]) if root else ""
            holder_tag, tag = prefix + holder, prefix + name
            opening = re.compile(f"{up_to(holder_tag)}<{holder_tag}(?=[\\s/>]){INSIDE}>", re.DOTALL).match(
                self.text
            )
        self.prefix, self.head, self.place = root[1] if root else "", opening[0], opening.end()
        nothing = "|" if self.head.endswith("/>") else ""  # which is then found at once
        self._next = re.compile(
            rf"{nothing}({up_to(f'{tag}|/{holder_tag}')})"
            rf"(?:<{tag}(?=[\s/>])(?: r=\"(\d{{1,7}})\")?({INSIDE})>"
            rf"(?:(?<=/>)|({up_to(f'/{tag}')})</{tag}\s*>)|</{holder_tag})",
            re.DOTALL,
        )

    def _more(self) -> bool:
        """Read on, twice what was looked through already, and tell whether there was more."""
        kept = self.text[self.place :]
        pieces = [kept]
        size = len(kept)
        if size > MOST_KEPT:
            raise DamageError(TOO_MUCH)
        for piece in self._texts:
            pieces.append(piece)
            size += len(piece)
            if size >= 2 * len(kept):
                break
        self.text, self.place = "".join(pieces), 0
        return len(pieces) > 1

    def next(self) -> re.Match[str] | None:
        """Return the next element, or None: what stands before it, its number, other attributes, its inside.

        Raises DamageError where it is too long.
        """
        while (found := self._next.match(self.text, self.place)) is None:
            if not self._more():
                return None
        if found[3] is None:
            return None
        self.place = found.end()
        return found

    def rest(self) -> Iterator[str]:
        """Yield all that stands behind the last element that was handed out."""
        yield self.text[self.place :]
        yield from self._texts


def tags(text: str, name: str) -> Iterator[re.Match[str]]:
    """Yield the start tags of a local name in a text that is known to be well-formed."""
    pattern = rf"{ASIDE}|<(?:[^\s:/>!?]+:)?{name}(?=[\s/>]){INSIDE}>"
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
