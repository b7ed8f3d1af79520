"""JSON Lines: an object a line, read as a table and written back to the character; arrays of objects too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence, Set
from io import TextIOWrapper
from typing import Any

from ..errors import UsageError
from ..language import Phrase
from ..names.text import printable
from .answers import results_in
from .encoding import BROKEN, MOST_IN_LINE, Encoding, TextTable
from .table import NUL_IN_ROW, UNDECODABLE, Row, Unreadable

MOST_KEYS = 10_000  # the most different keys that the objects of one file may have

_NOT_JSON = Phrase("不是 JSON（{why}）", "is not JSON ({why})")
_NOT_OBJECT = Phrase("不是 JSON 对象", "is not a JSON object")
_TWICE = Phrase("键“{key}”出现两次", "has the key “{key}” twice")
_NO_TEXT = Phrase("“{key}”不是文字、数字或它们的列表", "“{key}” is no text, number or list of these")
_EMPTY = Phrase("{file} 是空的：没有一行 JSON 对象", "{file} is empty: there is no JSON object")
_NO_OBJECT = Phrase(
    "{file} 第 {line} 行不是 JSON 对象（{why}）：应每行一个对象，或整个文件是一个对象的数组",
    "{file}, line {line}, is no JSON object ({why}): write one object a line, or one array of objects",
)
_BROKEN_ARRAY = Phrase(
    "{file} 的数组从第 {line} 行起不是 JSON", "the array in {file} is not JSON from line {line} on"
)
_WRAPPED = Phrase(
    "{file} 是一个对象，名单在“{key}”里：请只给出这个数组",
    "{file} is one object with the list in “{key}”: give that array alone",
)
_ARRAY = Phrase("是 JSON 数组：按每行一个对象写出", "a JSON array: it goes out as one object a line")
_TOO_MANY_KEYS = Phrase("{file} 的键超过 {most} 个", "{file} has more than {most} different keys")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; KeyError names a key that it has twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise KeyError(next(key for key in keys if keys.count(key) > 1))
    return found


# A number with a point stays as it was written.
_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=str)
_SCANNER = json.JSONDecoder()
_BEGINNING = re.compile(r"\ufeff*[ \t\r\n]*(?:\{[ \t\r\n]*[\"}]|(\[)[ \t\r\n]*[{\]])")
_COMMA, _COLON = (re.compile(rf"[ \t\r\n]*{mark}?[ \t\r\n]*") for mark in ",:")
_LINE_BREAKS = re.compile(r"[\r\n][ \t\r\n]*")
_BLOCK = 1 << 16
_NUL = "\\u0000"


def begins_like_json(beginning: str) -> bool:
    """Tell whether a text begins with an object, or with an array of them."""
    return _BEGINNING.match(beginning) is not None


class JsonLines(TextTable):
    """JSON Lines as a table; its header is all keys in the order in which they first occur."""

    def __init__(self, encoding: Encoding) -> None:
        super().__init__(encoding)
        beginning = _BEGINNING.match(encoding.beginning)
        self._array = bool(beginning and beginning[1])
        if not self._array:
            encoding.check_lines()
        self.remarks = [_ARRAY] if self._array else []
        self.raw = ""  # the line of the row handed out last, without its line break
        self._found: dict[str, Any] | None = None  # the object in it
        names = self._keys()
        added = results_in(names)
        self._added = {names[position] for position in added}
        self.header = [name for position, name in enumerate(names) if position not in added]
        self.above: list[Row] = []
        self.heading = [self.header]
        self._positions = {name: position for position, name in enumerate(self.header)}
        self._facts: set[str] = set()

    def _keys(self) -> list[str]:
        """Return all keys in the order in which they first occur."""
        keys: dict[str, None] = {}
        objects, file = 0, self.encoding.label
        none: tuple[int, Unreadable] | None = None
        last: dict[str, Any] = {}
        for number, text in self._lines():
            found = self._object(text) if text.strip() else None
            if isinstance(found, Unreadable):
                none = none or (number, found)
            elif found is not None:
                objects, last = objects + 1, found
                keys.update(dict.fromkeys(found))
                if len(keys) > MOST_KEYS:
                    raise UsageError(_TOO_MANY_KEYS, file=file, most=MOST_KEYS)
        if not objects and none:
            why = none[1].why.filled(**none[1].values)
            raise UsageError(_NO_OBJECT, file=file, line=none[0], why=why)
        if not objects:
            raise UsageError(_EMPTY, file=file)
        for key, value in last.items() if objects == 1 else ():
            if value and isinstance(value, list) and all(isinstance(one, dict) for one in value):
                raise UsageError(_WRAPPED, file=file, key=printable(key, 40))
        return list(keys)

    def mapped(self, positions: Sequence[int], dates: Sequence[int] = ()) -> None:
        """Say which keys give facts."""
        self._facts.update(self.header[position] for position in positions)

    def rows(self) -> Iterator[Row]:
        """Return an object a row; a key that it lacks is an empty cell."""
        for line, text in self._lines():
            self.line, self.raw, self._found = line, text.rstrip("\r\n"), None
            found: dict[str, Any] | Row = self._object(text) if text.strip() else []
            if isinstance(found, dict):
                self._found = found
                yield self._cells(found)
            else:
                yield found

    def answered(self, answer: dict[str, Any]) -> str:
        """Return the line handed out last with the answer behind its own keys, which stay as written.

        The keys that an earlier run has added go. What was no object comes back as the text of ``hz_input``.
        """
        if self._found is None:
            return json.dumps({"hz_input": self.raw, **answer}, ensure_ascii=False)
        own = self.raw.strip()
        if not self._added.isdisjoint(self._found):
            own = _without(own, self._added)
        own = own[:-1].rstrip()
        behind = json.dumps(answer, ensure_ascii=False)[1:]
        return own + ("" if own == "{" else ", ") + behind

    def _object(self, text: str) -> dict[str, Any] | Unreadable:
        """Return the object in a line; what is none keeps its text, as the first of the cells."""
        if self.encoding.broken and BROKEN in text:
            self.raw, own = self.raw.replace(BROKEN, ""), text.replace(BROKEN, "").strip()
            return Unreadable([own], UNDECODABLE, encoding=self.encoding.name.upper())
        cells = [text.strip()]
        try:
            found = _DECODER.decode(text)
        except KeyError as error:
            return Unreadable(cells, _TWICE, key=error.args[0])
        except (ValueError, RecursionError) as error:
            return Unreadable(cells, _NOT_JSON, why=getattr(error, "msg", type(error).__name__))
        return found if isinstance(found, dict) else Unreadable(cells, _NOT_OBJECT)

    def _lines(self) -> Iterator[tuple[int, str]]:
        """Yield the text of each object, and the line on which it begins."""
        if self.encoding.broken:
            yield from enumerate(self.encoding.mended_lines(), 1)
            return
        with self.encoding.text("\n") as text:
            yield from self._elements(text) if self._array else enumerate(text, 1)

    def _elements(self, text: TextIOWrapper) -> Iterator[tuple[int, str]]:
        """Yield the elements of an array, each as one line."""
        held = text.read(_BLOCK)
        place, line = held.index("[") + 1, 1 + held.count("\n", 0, held.index("["))
        while True:
            behind = _next(_COMMA, held, place)
            try:
                if held[behind : behind + 1] == "]":
                    return
                _, end = _SCANNER.raw_decode(held, behind)
                whole = end < len(held)
            except (ValueError, StopIteration, RecursionError):
                whole = False
            if not whole:
                more = text.read(max(_BLOCK, len(held) - place))
                if not more or len(held) - place > MOST_IN_LINE:
                    line += held.count("\n", place, behind)
                    raise UsageError(_BROKEN_ARRAY, file=self.encoding.label, line=line)
                held, place = held[place:] + more, 0
                continue
            line += held.count("\n", place, behind)
            yield line, _LINE_BREAKS.sub(" ", held[behind:end])
            line += held.count("\n", behind, end)
            place = end

    def _cells(self, found: dict[str, Any]) -> Row:
        cells = [""] * len(self.header)
        written: dict[str, str] = {}
        if any(isinstance(value, (dict, list)) for value in found.values()):
            own = self.raw.strip()
            written = {key: own[value:end] for key, _, value, end in _members(own) if own[value] in "{["}
        nested = None
        for name, value in found.items():
            several = value if isinstance(value, list) and name in self._facts else [value]
            if name in self._facts and any(isinstance(one, (dict, list)) for one in several):
                nested = nested or name
            if name in self._positions:
                text = ";".join(map(_text, several))
                cells[self._positions[name]] = text if several is value else written.get(name) or text
        if nested:
            return Unreadable(cells, _NO_TEXT, key=nested)
        if _NUL in self.raw and any("\0" in cell for cell in cells):
            return Unreadable(cells, NUL_IN_ROW)
        return cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _next(mark: re.Pattern[str], text: str, place: int) -> int:
    """Return the place behind blanks, with a mark among them."""
    found = mark.match(text, place)
    return found.end() if found else place


def _members(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield the key of each member of an object, and where key and value begin and the value ends."""
    place = _next(_COMMA, text, 1)
    while text[place] != "}":
        key, end = _SCANNER.raw_decode(text, place)
        value = _next(_COLON, text, end)
        _, end = _SCANNER.raw_decode(text, value)
        yield key, place, value, end
        place = _next(_COMMA, text, end)


def _without(own: str, keys: Set[str]) -> str:
    """Return the text of an object without the members of these keys; all else stays to the character."""
    kept, behind = "", 1
    for key, begin, _, end in _members(own):
        if key not in keys:
            kept += own[behind if kept or behind == 1 else begin : end]
        behind = end
    return "{" + kept + own[behind:]
