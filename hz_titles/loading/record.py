"""Typed access to a data file; every surprise becomes a fault with its place.

A `Kind` says what a value must be. One that finds a fault notes it and gives nothing, so that
one run names all faults of both files. Nothing built from a faulty file is ever handed out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from ..language import Phrase
from ..names.index import Path
from ..names.text import nearest
from .yaml_tree import Marked, Tree

REQUIRED: Any = object()  # the default of a key that may not be left out

_MISSING = Phrase("缺少键“{key}”", "missing key “{key}”")
_UNKNOWN = Phrase("未知的键“{key}”，可用：{accepted}", "unknown key “{key}”; accepted: {accepted}")
_TYPE = Phrase("应为{expected}，读到的是{found}", "expected {expected}, found {found}")
_EMPTY = Phrase("不能为空", "must not be empty")
_BLANKS = Phrase(
    "首尾不能有空格，也不能有控制字符", "must not begin or end with a space or hold control characters"
)
_RANGE = Phrase("应在 {least} 到 {most} 之间", "must be between {least} and {most}")
_PATTERN = Phrase("“{text}”的写法不对：{form}", "“{text}” is not of the form {form}")
_CHOICE = Phrase("“{text}”不在可用值中：{names}", "“{text}” is not one of: {names}")
_REFERENCE = Phrase("“{text}”没有定义", "“{text}” is not defined")
_NOT_DEFINED = Phrase("“{text}”没有定义，最接近的是 {names}", "“{text}” is not defined; nearest: {names}")
_NO_DAY = Phrase("没有“{text}”这一天：写作 年-月-日", "there is no day “{text}”: write YYYY-MM-DD")
_REPEATED = Phrase("“{text}”重复", "“{text}” stands twice")
_PLACEHOLDER = Phrase("必须含有且只含有 {form}", "must contain {form} and no other braces")
_TWICE = Phrase("“{name}”重复定义", "“{name}” is defined twice")
_ORDER = Phrase(
    "序号应从 1 起连续，此处应为 {expected}", "numbers must run from 1 without a gap; expected {expected}"
)

_TYPES: dict[type, Phrase] = {
    str: Phrase("文字", "text"),
    int: Phrase("整数", "a whole number"),
    bool: Phrase("true 或 false", "true or false"),
    list: Phrase("列表", "a list"),
    dict: Phrase("键值表", "a mapping"),
    type(None): Phrase("空值", "nothing"),
}


class Kind:
    """What a value must be; this one is ``true`` or ``false``."""

    type: type = bool
    nothing: Any = None

    def read(self, marked: Marked, path: Path, value: Tree) -> Any:
        """Return what a value means; nothing beside a noted fault."""
        if type(value) is self.type:
            return self.meaning(marked, path, value)
        marked.fault(path, _TYPE, expected=_TYPES[self.type], found=_TYPES[type(value)])
        return self.nothing

    def meaning(self, marked: Marked, path: Path, value: Any) -> Any:
        """Return what a value of the right type means."""
        return value


class Whole(Kind):
    """A whole number within bounds."""

    type = int

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def meaning(self, marked: Marked, path: Path, value: int) -> int:
        if not self.least <= value <= self.most:
            marked.fault(path, _RANGE, least=self.least, most=self.most)
        return value


class Text(Kind):
    """A text that is not empty; all of it must match `form`."""

    type = str
    otherwise = _PATTERN

    def __init__(self, form: str | None = None) -> None:
        self.form = form

    def meaning(self, marked: Marked, path: Path, value: str) -> Any:
        if marked.checked:
            return value
        if not value:
            marked.fault(path, _EMPTY)
        elif value != value.strip() or not value.isprintable():
            marked.fault(path, _BLANKS)
        elif self.form and not self.right(value):
            marked.fault(path, self.otherwise, text=value, form=self.form)
        return value

    def right(self, value: str) -> bool:
        """Tell whether a text has the form."""
        return re.fullmatch(self.form or "", value) is not None


class Template(Text):
    """A text with one ``{field}`` in it, its form."""

    otherwise = _PLACEHOLDER

    def right(self, value: str) -> bool:
        """Tell whether just the field stands in braces."""
        return re.findall(r"\{[^{}]*\}|[{}]", value) == [self.form]


class Day(Text):
    """A day of the calendar (ISO 8601)."""

    otherwise = _NO_DAY

    def __init__(self) -> None:
        super().__init__("[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def right(self, value: str) -> bool:
        """Tell whether there is such a day, written so."""
        try:
            return super().right(value) and date.fromisoformat(value) is not None
        except ValueError:
            return False


class Choice(Text):
    """The value of a member of an enumeration."""

    def __init__(self, choices: type[Enum]) -> None:
        super().__init__()
        self.choices = {str(each.value): each for each in choices}

    def meaning(self, marked: Marked, path: Path, value: str) -> Enum | None:
        if value not in self.choices:
            marked.fault(path, _CHOICE, text=value, names=tuple(self.choices))
        return self.choices.get(value)


class Reference(Kind):
    """The name or the number of a thing that is defined elsewhere in the files."""

    def __init__(self, name: str, of: type = str) -> None:
        self.name, self.type = name, of

    def meaning(self, marked: Marked, path: Path, value: str | int) -> Any:
        defined = marked.defined.get(self.name, {})
        if value not in defined and defined:  # where nothing is, that is the fault
            names = () if marked.full else nearest(str(value), tuple(map(str, defined)))
            marked.fault(path, _NOT_DEFINED if names else _REFERENCE, text=str(value), names=names)
        return defined.get(value)


class Many(Kind):
    """A list of things of one kind, none of them twice."""

    type = list
    nothing = ()

    def __init__(self, of: Kind) -> None:
        self.of = of

    def meaning(self, marked: Marked, path: Path, value: list[Any]) -> tuple[Any, ...]:
        if marked.checked and type(self.of) is Text:
            return tuple(value)
        if not value:
            marked.fault(path, _EMPTY)
        items = [self.of.read(marked, (*path, index), item) for index, item in enumerate(value)]
        if not isinstance(self.of, Part):
            seen: set[Any] = set()
            for index, item in enumerate(items):
                if item is not None and item in seen:
                    marked.fault((*path, index), _REPEATED, text=value[index])
                seen.add(item)
        return tuple(item for item in items if item is not None)


class Part(Kind):
    """A mapping out of which `build` makes something; keys that it does not ask for are faults."""

    type = dict

    def __init__(self, build: Callable[[Record], Any], name: str = "") -> None:
        self.build, self.name = build, name

    def meaning(self, marked: Marked, path: Path, value: dict[str, Tree]) -> Any:
        record = Record(marked, value, path)
        made = self.build(record)
        record.close()
        return made


class Definitions(Many):
    """A list of what other parts refer to by the field `key`; numbers run from 1."""

    def __init__(self, of: Part, key: str) -> None:
        super().__init__(of)
        self.name, self.key = of.name, key

    def meaning(self, marked: Marked, path: Path, value: list[Any]) -> tuple[Any, ...]:
        made = super().meaning(marked, path, value)
        defined = marked.defined.setdefault(self.name, {})
        for index, item in enumerate(made):
            name = getattr(item, self.key)
            if name in defined:
                marked.fault((*path, index), _TWICE, name=name)
            defined.setdefault(name, item)
        numbers = [getattr(item, "number", place) for place, item in enumerate(made, 1)]
        wrong = next((index for index, number in enumerate(numbers) if number != index + 1), None)
        if wrong is not None:
            marked.fault((*path, wrong, "number"), _ORDER, expected=wrong + 1)
        return made


class Record:
    """A mapping of a data file being taken apart."""

    def __init__(self, marked: Marked, values: dict[str, Tree], path: Path) -> None:
        self.marked = marked
        self.values = values
        self.path = path
        self.asked: set[str] = set()

    @property
    def index(self) -> int:
        """Its place, from 0, in the list that it stands in."""
        return int(self.path[-1])

    def fault(self, key: str | None, phrase: Phrase, /, **values: Any) -> None:
        """Note a fault of the value under `key`, or of the whole record."""
        self.marked.fault(self.path if key is None else (*self.path, key), phrase, **values)

    def has(self, key: str) -> bool:
        """Tell whether `key` is given."""
        self.asked.add(key)
        return key in self.values

    def get(self, key: str, kind: Kind, default: Any = REQUIRED) -> Any:
        """Return what the value under `key` means, or the default where the key is left out."""
        if self.has(key):
            return kind.read(self.marked, (*self.path, key), self.values[key])
        if default is not REQUIRED:
            return default
        self.fault(None, _MISSING, key=key)
        return kind.nothing

    def close(self) -> None:
        """Fault every key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.fault(key, _UNKNOWN, key=key, accepted=tuple(sorted(self.asked)))
