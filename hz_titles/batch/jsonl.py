"""JSON Lines: an object a line, read as a table and written back to the character."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set
from io import TextIOWrapper
from typing import Any, BinaryIO, NamedTuple

from ..errors import UsageError
from ..language import Phrase
from .answers import results_in
from .encoding import Encoding
from .headings import fact_of
from .table import NUL_IN_ROW, Row, Unreadable, file_size

MOST_KEYS = 10_000
"""The most different keys that the objects of one file may have."""

_NOT_JSON = Phrase("不是 JSON（{why}）", "is not JSON ({why})")
_NOT_OBJECT = Phrase("不是 JSON 对象", "is not a JSON object")
_TWICE = Phrase("键「{key}」出现两次", "has the key “{key}” twice")
_NO_TEXT = Phrase("「{key}」不是文字、数字或它们的列表", "“{key}” is no text, number or list of these")
_EMPTY = Phrase("{file} 是空的：没有一行 JSON 对象", "{file} is empty: there is no JSON object")
_TOO_MANY_KEYS = Phrase("{file} 的键超过 {most} 个", "{file} has more than {most} different keys")


class _Decimal(float):
    """A number with a point that remembers how it was written."""

    written: str

    @staticmethod
    def read(text: str) -> _Decimal:
        number = _Decimal(text)
        number.written = text
        return number


class _TwiceError(ValueError):
    """An object has a key twice."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _TwiceError(key)
            seen.add(key)
    return result


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_Decimal.read)
_SPACES = " \t\r\n"
_NUL = "\\u0000"


class _Member(NamedTuple):
    """A member of an object, by the places in its text at which key and value begin and the value ends."""

    key: str
    begin: int
    value: int
    end: int


class JsonLines:
    """JSON Lines as a table; its header is all keys in the order in which they first occur.

    Attributes:
        added: the keys that an earlier run has added.
        raw: the line of the row handed out last, without its line break.
        found: the object in it; None where there is none.
    """

    def __init__(self, file: BinaryIO, label: Phrase | str, encoding: Encoding) -> None:
        self._file = file
        self._size = file_size(file)
        self._encoding = encoding
        self.remarks: list[Phrase] = []
        self.raw = ""
        self.found: dict[str, Any] | None = None
        self.line = 0
        keys: dict[str, None] = {}
        objects = 0
        for text in self._lines():
            if text.strip():
                objects += 1
                found = _object(text)
                if isinstance(found, dict):
                    keys.update(dict.fromkeys(found))
                    if len(keys) > MOST_KEYS:
                        raise UsageError(_TOO_MANY_KEYS, file=label, most=MOST_KEYS)
        if not objects:
            raise UsageError(_EMPTY, file=label)
        names = list(keys)
        added = results_in(names)
        self.header = [name for position, name in enumerate(names) if position not in added]
        self.above: list[Row] = []
        self.heading = [self.header]
        self.added = frozenset(names[position] for position in added)
        self._positions = {name: position for position, name in enumerate(self.header)}
        self._facts = {name for name in self.header if fact_of(name)}

    @property
    def progress(self) -> float:
        """How much of the file was read, from 0 to 1."""
        return self._file.tell() / self._size

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Say which further keys give facts."""
        self._facts.update(self.header[position] for position in positions)

    def rows(self) -> Iterator[Row]:
        """Return an object a row; a key that it lacks is an empty cell."""
        for line, text in enumerate(self._lines(), 1):
            self.line = line
            self.raw = text.rstrip("\r\n")
            if not text.strip():
                yield []
                continue
            found = _object(text)
            if isinstance(found, Unreadable):
                self.found = None
                yield found
            else:
                self.found = found
                yield self._cells(found)

    def answered(self, answer: dict[str, Any]) -> str:
        """Return the line handed out last with the answer behind its own keys, which stay as written.

        The keys that an earlier run has added go. What was no object comes back as the text of ``hz_input``.
        """
        if self.found is None:
            return json.dumps({"hz_input": self.raw, **answer}, ensure_ascii=False)
        own = self.raw.strip()
        if not self.added.isdisjoint(self.found):
            own = _without(own, self.added)
        own = own[:-1].rstrip()
        behind = json.dumps(answer, ensure_ascii=False)[1:]
        return own + ("" if own == "{" else ", ") + behind

    def _lines(self) -> Iterator[str]:
        self._file.seek(self._encoding.skip)
        text = TextIOWrapper(self._file, encoding=self._encoding.name, newline="\n")
        try:
            yield from text
        finally:
            text.detach()

    def _cells(self, found: dict[str, Any]) -> Row:
        cells = [""] * len(self.header)
        nested = any(isinstance(value, (dict, list)) for value in found.values())
        written = dict(_nested(self.raw.strip())) if nested else {}
        for name, value in found.items():
            if name in self._positions:
                several = isinstance(value, list) and name in self._facts
                text = ";".join(map(_text, value)) if several else written.get(name) or _text(value)
                cells[self._positions[name]] = text
        for name in self._facts:
            if isinstance(found.get(name), dict):
                return Unreadable(cells, _NO_TEXT, key=name)
        if _NUL in self.raw and any("\0" in cell for cell in cells):
            return Unreadable(cells, NUL_IN_ROW)
        return cells


def _object(text: str) -> dict[str, Any] | Unreadable:
    """Return the object in a line; what is none keeps its text, as the first of the cells."""
    cells = [text.strip()]
    try:
        found = _DECODER.decode(text)
    except _TwiceError as error:
        return Unreadable(cells, _TWICE, key=str(error))
    except (ValueError, RecursionError) as error:
        return Unreadable(cells, _NOT_JSON, why=getattr(error, "msg", type(error).__name__))
    return found if isinstance(found, dict) else Unreadable(cells, _NOT_OBJECT)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, _Decimal):
        return value.written
    return json.dumps(value, ensure_ascii=False)


def _members(text: str) -> Iterator[_Member]:
    """Yield the members of the object that `text` is."""
    place = _behind_spaces(text, 1)
    while text[place] != "}":
        key, end = _DECODER.raw_decode(text, place)
        value = _behind_spaces(text, _behind_spaces(text, end) + 1)
        _, end = _DECODER.raw_decode(text, value)
        yield _Member(key, place, value, end)
        place = _behind_spaces(text, end)
        if text[place] == ",":
            place = _behind_spaces(text, place + 1)


def _nested(text: str) -> Iterator[tuple[str, str]]:
    """Yield the members of an object that hold others themselves, their values as they are written."""
    for key, _, value, end in _members(text):
        if text[value] in "{[":
            yield key, text[value:end]


def _behind_spaces(text: str, place: int) -> int:
    while text[place] in _SPACES:
        place += 1
    return place


def _without(own: str, keys: Set[str]) -> str:
    """Return the text of an object without the members of these keys; all else stays to the character."""
    kept, behind = "", 1
    for member in _members(own):
        if member.key not in keys:
            kept += own[behind if kept or behind == 1 else member.begin : member.end]
        behind = member.end
    return "{" + kept + own[behind:]
