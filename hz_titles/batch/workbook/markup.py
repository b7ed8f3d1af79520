"""XML, judged by the parser and changed as text: nothing is written anew that is not new.

In a text that the parser has found well-formed, ``<`` begins a tag, a comment, CDATA or an
instruction and nothing else, so patterns find the tags without a doubt.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple
from xml.parsers import expat

from ...language import Phrase

MOST_CHARACTERS = 32_767  # that a cell can hold
MOST_KEPT = 8 << 20  # the characters that are kept at once: a tag, a row, what stands between two tags
MOST_TAGS = 250_000  # of a part, of a row, of what is no row in a sheet
_DEEPEST = 100  # how many tags may be open

LACKS = Phrase("缺少 {part}", "it lacks {part}")
BROKEN = Phrase("文件不完整或已损坏", "the file is not whole, or damaged")
TOO_MUCH = Phrase(
    "内容过多：请另存一份只含名单的工作簿或 .csv",
    "too much is in it: save the list alone as a workbook, or as .csv",
)
_DOCTYPE = Phrase("其中的 XML 带有 DOCTYPE", "XML in it has a DOCTYPE")

# Patterns of what is no tag; of what stands in a tag behind its name, between elements, in a plain text
ASIDE = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
INSIDE = r"[^\"'>]*+(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*+)*+"
BETWEEN = f"[^<]*+(?:(?:{ASIDE})[^<]*+)*+"
PLAIN_TEXT = r"[^<&\]\x00-\x08\x0b-\x1f\ufffe\uffff]*+"
_ROOT = re.compile(rf"(?:[^<]*+(?:{ASIDE}))*+[^<]*+<(?![!?])((?:[^\s:/>]+:)?)", re.DOTALL)
_ASIDE = re.compile(ASIDE, re.DOTALL)
_ATTRIBUTE = re.compile(r"(?<!\S)([^\s=]++)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?:#(x?)0*([0-9a-fA-F]{1,7})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_CODED = re.compile(r"_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")  # Excel's own escape, but of half a character
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


class Judge:
    """The parser, which finds a part well-formed or not as it is fed, and tells its tags."""

    def __init__(self) -> None:
        self._found: list[Element] = []
        self._count = self._depth = self._quiet = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse

    def tags(self, text: str, last: bool = False) -> list[Element]:
        """Read on and return the tags; raises DamageError where there are too many, or too many are open."""
        self._found = []
        self._quiet += len(text)
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.Parse(text, last)
        if self._quiet > MOST_KEPT:
            raise DamageError(TOO_MUCH)
        return self._found

    def pass_over(self, text: str) -> None:
        """Read whole elements without telling their tags, however many there are."""
        self._parser.StartElementHandler = self._parser.EndElementHandler = None
        self._parser.Parse(text)

    def _start(self, name: str, values: dict[str, str]) -> None:
        self._count, self._depth, self._quiet = self._count + 1, self._depth + 1, 0
        if self._count > MOST_TAGS or self._depth > _DEEPEST:
            raise DamageError(TOO_MUCH)
        bare = {key.rpartition(":")[2]: value for key, value in values.items()}
        self._found.append(Element(name.rpartition(":")[2], bare, self._depth))

    def _end(self, _: str) -> None:
        self._depth -= 1

    @staticmethod
    def _refuse(*_: object) -> None:
        raise DamageError(_DOCTYPE)


def elements(texts: Iterable[str], judge: Judge | None = None) -> Iterator[Element]:
    """Yield the tags of a part in order, or of what is left of one."""
    judge = judge or Judge()
    for text in texts:
        yield from judge.tags(text)
    yield from judge.tags("", True)


def up_to(tags: str) -> str:
    """Return a pattern of all that stands before the first of some tags; of each as much as is there."""
    return rf"[^<]*+(?:(?:{ASIDE}|<(?!(?:{tags})[\s/>]|[!?]))[^<]*+)*+"


class Series:
    """The elements of one name that an element of a part holds, as texts: the rows of a sheet.

    Their tags have a `prefix` with its colon; `head` ends with the tag that opens what holds them.
    """

    def __init__(self, texts: Iterator[str], holder: str, element: str, judge: Judge | None = None) -> None:
        """Take a part and a pattern of its elements, in which ``{p}`` stands for the prefix.

        Without `judge` it has been found well-formed, or will be.
        """
        self._texts, self._text, self._judge = texts, "", judge
        self._left: Iterator[tuple[str, ...]] = iter(())
        opening = None
        while opening is None:
            if not self._more():
                deque(elements([self._text]), maxlen=0)
                raise DamageError(LACKS.filled(part=holder))
            root = _ROOT.match(self._text)
            self.prefix = root[1] if root else ""
            tag = re.escape(self.prefix + holder)
            opening = re.match(f"{up_to(tag)}<{tag}(?=[\\s/>]){INSIDE}>", self._text, re.DOTALL)
        self.head, self._text = opening[0], self._text[opening.end() :]
        self._element = re.compile(element.replace("{p}", re.escape(self.prefix)) + "|(.+)", re.DOTALL)
        self._closing = re.compile(f"{BETWEEN}</{tag}[\\s>]", re.DOTALL)
        if judge:
            judge.tags(self.head)

    def _more(self) -> bool:
        """Read on, twice what is there already, and tell whether there was more."""
        pieces, size = [self._text], len(self._text)
        if size > MOST_KEPT:
            raise DamageError(TOO_MUCH)
        for piece in self._texts:
            pieces.append(piece)
            size += len(piece)
            if size >= 2 * len(self._text):
                break
        self._text = "".join(pieces)
        return len(pieces) > 1

    def batches(self) -> Iterator[Iterator[tuple[str, ...]]]:
        """Yield the groups of the pattern for each element, many at once.

        Raises DamageError where one is too long, or the part ends before they do.
        """
        while not self.head.endswith("/>"):
            found = self._element.findall(self._text)
            left = found.pop()[-1] if found and found[-1][-1] else ""
            text, self._text = self._text[: len(self._text) - len(left)], left
            if text.count("<") > MOST_TAGS:
                raise DamageError(TOO_MUCH)
            if self._judge:
                self._judge.pass_over(text)
            self._left = iter(found)
            yield self._left
            if self._closing.match(left):
                return
            if not self._more():
                raise DamageError(BROKEN)

    def rest(self) -> Iterator[str]:
        """Yield what stands behind the last element handed out; the first two groups of one are all of it."""
        yield "".join(piece for one in self._left for piece in one[:2])
        yield self._text
        yield from self._texts


def without_asides(xml: str) -> str:
    """Return XML without comments and instructions, with CDATA as text like any other."""
    if "<!" not in xml and "<?" not in xml:
        return xml
    return _ASIDE.sub(lambda one: escape(one[0][9:-3], False) if one[0].startswith("<![") else "", xml)


def tags(text: str, name: str) -> Iterator[re.Match[str]]:
    """Yield the start tags of a local name in a text that is known to be well-formed."""
    pattern = rf"{ASIDE}|<(?:[^\s:/>!?]+:)?{name}(?=[\s/>]){INSIDE}>"
    return (found for found in re.finditer(pattern, text, re.DOTALL) if found[0][1] not in "!?")


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes in a tag, each by its name as written."""
    return {name: unescaped(double or single) for name, double, single in _ATTRIBUTE.findall(tag)}


def with_attribute(tag: str, name: str, value: str) -> str:
    """Return a start tag with another value of an attribute that it has."""
    pattern = rf"(\s{name}\s*=\s*)([\"'])(?:(?!\2).)*\2"
    return re.sub(pattern, lambda found: f"{found[1]}{found[2]}{escape(value)}{found[2]}", tag, count=1)


def unescaped(text: str) -> str:
    """Return what a text without tags says."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(found: re.Match[str]) -> str:
    return _NAMED[found[3]] if found[3] else chr(int(found[2], 16 if found[1] else 10))


def decoded(text: str) -> str:
    """Return a text with the characters that Excel writes in an escape of its own."""
    return _CODED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def holdable(text: str) -> str:
    """Return `text` with what XML cannot hold, and what looks like an escape, as Excel writes it."""
    return _UNHOLDABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
