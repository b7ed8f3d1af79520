"""Typed access to one mapping of a data file; every surprise becomes a fault with its place.

A getter that finds a fault notes it and returns a stand-in of the right type, so that one
run names all faults of both files. Nothing built from a faulty file is ever handed out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from ..language import Phrase
from ..names.text import nearest
from .yaml_tree import Marked, Path, Tree

T = TypeVar("T")
_NEVER: Any = object()
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

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
_NO_DAY = Phrase("没有“{text}”这一天", "there is no day “{text}”")
_REPEATED = Phrase("“{text}”重复", "“{text}” stands twice")
_PLACEHOLDER = Phrase("必须含有且只含有 {{{field}}}", "must contain {{{field}}} and no other braces")

_ONE_OF = Phrase("{first} 和 {second} 必须恰好有一个", "there must be either {first} or {second}")

_TYPES: dict[type, Phrase] = {
    str: Phrase("文字", "text"),
    int: Phrase("整数", "a whole number"),
    bool: Phrase("true 或 false", "true or false"),
    list: Phrase("列表", "a list"),
    dict: Phrase("键值表", "a mapping"),
    type(None): Phrase("空值", "nothing"),
}


class Record:
    """A mapping of a data file being taken apart."""

    def __init__(self, marked: Marked, tree: Tree, path: Path) -> None:
        self.marked = marked
        self.path = path
        self.values: dict[str, Tree] = tree if isinstance(tree, dict) else {}
        self.asked: set[str] = set()
        self.mapping = isinstance(tree, dict)
        if not self.mapping:
            self._wrong_type(path, dict, tree)

    @property
    def index(self) -> int:
        """Its place, from 0, in the list that it stands in."""
        return int(self.path[-1])

    def fault(self, key: str | int | None, phrase: Phrase, /, **values: object) -> None:
        """Note a fault of the value under `key`, or of the whole record."""
        self.marked.fault(self.path if key is None else (*self.path, key), phrase, **values)

    def _wrong_type(self, path: Path, expected: type, found: object) -> None:
        self.marked.fault(path, _TYPE, expected=_TYPES[expected], found=_TYPES[type(found)])

    def _missing(self, key: str) -> None:
        if self.mapping:
            self.fault(None, _MISSING, key=key)

    def _get(self, key: str, kind: type[T], default: Any) -> Any:
        self.asked.add(key)
        if key not in self.values:
            if default is _NEVER:
                self._missing(key)
                return kind()
            return default
        value = self.values[key]
        if type(value) is not kind:
            self._wrong_type((*self.path, key), kind, value)
            return kind()
        return value

    def _check_text(self, path: Path, text: str) -> None:
        if not text:
            self.marked.fault(path, _EMPTY)
        elif text != text.strip() or not text.isprintable():
            self.marked.fault(path, _BLANKS)

    def has(self, key: str) -> bool:
        """Tell whether `key` is given."""
        self.asked.add(key)
        return key in self.values

    def one_of(self, first: str, second: str) -> None:
        """Fault the record unless it has just one of two keys."""
        if self.has(first) == self.has(second):
            self.fault(None, _ONE_OF, first=first, second=second)

    def text(self, key: str, *, form: str | None = None) -> str:
        """Return a required, non-empty text; `form` is a pattern that it must match whole."""
        text: str = self._get(key, str, _NEVER)
        if isinstance(self.values.get(key), str):
            self._check_text((*self.path, key), text)
            if form is not None and not re.fullmatch(form, text):
                self.fault(key, _PATTERN, text=text, form=form)
        return text

    def day(self, key: str) -> str:
        """Return a required day of the calendar, as text (ISO 8601)."""
        text = self.text(key, form=_DAY)
        if re.fullmatch(_DAY, text):
            try:
                date.fromisoformat(text)
            except ValueError:
                self.fault(key, _NO_DAY, text=text)
        return text

    def optional_text(self, key: str, *, form: str | None = None) -> str | None:
        """Return a text, or None where the key is left out."""
        return self.text(key, form=form) if self.has(key) else None

    def integer(self, key: str, *, least: int, most: int) -> int:
        """Return a required whole number within bounds."""
        number: int = self._get(key, int, _NEVER)
        if type(self.values.get(key)) is int and not least <= number <= most:
            self.fault(key, _RANGE, least=least, most=most)
        return number

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return ``true`` or ``false``; required where there is no default."""
        value: bool = self._get(key, bool, _NEVER if default is None else default)
        return value

    def texts(
        self, key: str, *, required: bool = False, form: str | None = None, field: str | None = None
    ) -> tuple[str, ...]:
        """Return a list of distinct texts, empty where the key is left out.

        Each must match `form` and, where `field` is given, contain ``{field}``.
        """
        items: list[Any] = self._get(key, list, _NEVER if required else [])
        if self.marked.checked:
            return tuple(items)
        if key in self.values and isinstance(self.values[key], list) and not items:
            self.fault(key, _EMPTY)
        texts: dict[str, None] = {}
        for index, item in enumerate(items):
            path = (*self.path, key, index)
            if type(item) is not str:
                self._wrong_type(path, str, item)
                continue
            self._check_text(path, item)
            if form is not None and not re.fullmatch(form, item):
                self.marked.fault(path, _PATTERN, text=item, form=form)
            if field is not None and re.findall(r"\{[^{}]*\}|[{}]", item) != ["{" + field + "}"]:
                self.marked.fault(path, _PLACEHOLDER, field=field)
            if item in texts:
                self.marked.fault(path, _REPEATED, text=item)
            texts[item] = None
        return tuple(texts)

    def phrase(self, key: str) -> Phrase:
        """Return a required text in both languages."""
        return self.record(key, bilingual) or Phrase("", "")

    def record(self, key: str, build: Callable[[Record], T], *, required: bool = True) -> T | None:
        """Return what `build` makes of the mapping under `key`; None where it may be left out and is."""
        if not self.has(key):
            if required:
                self._missing(key)
            return None
        return build_record(self.marked, self.values[key], (*self.path, key), build)

    def records(self, key: str, build: Callable[[Record], T], *, required: bool = True) -> tuple[T, ...]:
        """Return what `build` makes of each mapping of the list under `key`."""
        items: list[Any] = self._get(key, list, _NEVER if required else [])
        if key in self.values and isinstance(self.values[key], list) and not items:
            self.fault(key, _EMPTY)
        return tuple(
            build_record(self.marked, item, (*self.path, key, index), build)
            for index, item in enumerate(items)
        )

    def choice(self, key: str, choices: Mapping[str, T]) -> T:
        """Return the member of a closed set that the text under `key` names."""
        return self._refer((*self.path, key), self.text(key), choices, closed=True)

    def choices(self, key: str, choices: Mapping[str, T]) -> tuple[T, ...]:
        """Return the members of a closed set that the texts under `key` name."""
        return tuple(
            self._refer((*self.path, key, index), text, choices, closed=True)
            for index, text in enumerate(self.texts(key))
        )

    def reference(self, key: str, defined: Mapping[str, T]) -> T:
        """Return what the text under `key` refers to."""
        return self._refer((*self.path, key), self.text(key), defined)

    def references(self, key: str, defined: Mapping[str, T]) -> tuple[T, ...]:
        """Return what the texts under `key` refer to."""
        return tuple(
            self._refer((*self.path, key, index), text, defined)
            for index, text in enumerate(self.texts(key, required=True))
        )

    def numbered(self, key: str, defined: Mapping[int, T]) -> tuple[T, ...]:
        """Return what the whole numbers under `key` refer to."""
        found: list[T] = []
        seen: set[int] = set()
        for index, item in enumerate(self._get(key, list, _NEVER)):
            path = (*self.path, key, index)
            if type(item) is not int:
                self._wrong_type(path, int, item)
                continue
            if item in seen:
                self.marked.fault(path, _REPEATED, text=item)
            seen.add(item)
            found.append(self._refer(path, item, defined))
        if self.values.get(key) == []:
            self.fault(key, _EMPTY)
        return tuple(found)

    def _refer(self, path: Path, name: Any, defined: Mapping[Any, T], *, closed: bool = False) -> T:
        if name in defined:
            return defined[name]
        if name != "" and defined:  # where nothing is defined at all, that is the fault, noted already
            names: tuple[str, ...] = tuple(map(str, defined))
            if not closed:
                names = () if self.marked.full else nearest(str(name), names)
            phrase = _CHOICE if closed else _NOT_DEFINED if names else _REFERENCE
            self.marked.fault(path, phrase, text=str(name), names=names)
        # Any stand-in of the right type will do: the noted fault keeps it from being used.
        return next(iter(defined.values()), _NEVER)

    def close(self) -> None:
        """Fault every key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.fault(key, _UNKNOWN, key=key, accepted=tuple(sorted(self.asked)))


def whole(marked: Marked) -> Record:
    """Return a file's tree to be taken apart."""
    return Record(marked, marked.tree, ())


def bilingual(record: Record) -> Phrase:
    """Build the text that stands in both languages in this very mapping."""
    return Phrase(record.text("zh"), record.text("en"))


def build_record(marked: Marked, tree: Tree, path: Path, build: Callable[[Record], T]) -> T:
    """Return what `build` makes of one mapping, and fault the keys that it did not ask for."""
    record = Record(marked, tree, path)
    made = build(record)
    if record.values:
        record.close()
    return made
