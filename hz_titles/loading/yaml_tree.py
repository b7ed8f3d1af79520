"""YAML text as plain values with positions, read far more strictly than YAML allows.

Text, whole numbers, ``true``/``false``, lists and mappings are all there is. Tags,
anchors, aliases, merge keys and duplicate keys are faults, and so is every plain scalar
that some YAML version would take for something other than text: it must be quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..errors import Fault
from ..language import Phrase
from ..names.index import Path
from ..names.text import printable
from . import LARGEST, Tree

DEEPEST = 12  # how deeply a data file may nest; the real ones need seven
MOST_VALUES = 50_000  # the most values of a data file; the real ones have some four thousand
MOST_FAULTS = 200  # how many faults of a file are kept; the rest is counted

_NOT_YAML = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""A character that no YAML file may hold; of these alone its parser does not say where."""
_INTEGER = r"0|[1-9][0-9]{0,8}"
_NOT_TEXT = (
    r"(?i)~|null|true|false|yes|no|on|off|y|n|<<|=|"
    r"[-+]?[0-9][0-9_,]*([.:][0-9_.:]*)?([eE][-+]?[0-9]+)?|[-+]?\.[0-9_]+|0[xob][0-9a-f_]+|[-+]?\.(inf|nan)|"
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
)

_SYNTAX = Phrase("YAML 语法错误：{problem}", "not valid YAML: {problem}")
_NOT_UTF8 = Phrase("第 {byte} 个字节起不是 UTF-8", "not UTF-8 at byte {byte}")
_TOO_LARGE = Phrase("文件超过 {most} 字节", "larger than {most} bytes")
_TOO_DEEP = Phrase("嵌套超过 {most} 层", "nested more than {most} levels deep")
_TOO_MANY = Phrase("超过 {most} 个值", "more than {most} values")
_TAG = Phrase("不接受 YAML 标签 {tag}", "YAML tags are not accepted: {tag}")
_ANCHOR = Phrase("不接受 YAML 锚点或别名 {name}", "YAML anchors and aliases are not accepted: {name}")
_DUPLICATE = Phrase("键“{key}”重复", "duplicate key “{key}”")
_KEY = Phrase("键必须是文字", "a key must be text")
_QUOTE = Phrase(
    "“{text}”会被 YAML 当成别的类型：若是文字请加引号", "“{text}” is not plain text to YAML: quote it"
)
_DOCUMENTS = Phrase("只能有一个 YAML 文档", "there must be exactly one YAML document")


@dataclass(slots=True)
class Marked:
    """A tree and where each of its values stands (line and column from 1)."""

    file: str
    tree: Tree = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    more: int = 0  # how many further faults there are; they are not kept

    def pointer(self, path: Path) -> str:
        """Return where another value stands, for the words of a fault."""
        place = self.places.get(path)
        return f"{spelled(path)} ({place[0]}:{place[1]})" if place else spelled(path)

    def fault(self, path: Path, phrase: Phrase, /, at: tuple[int, int] | None = None, **values: Any) -> None:
        """Note a fault of the value at `path`, at the nearest place that is known; its texts are cleaned."""
        if len(self.faults) >= MOST_FAULTS:
            self.more += 1
            return
        above = (self.places.get(path[:length]) for length in range(len(path), -1, -1))
        line, column = at or next(filter(None, above), (None, None))
        values = {name: _clean(value) for name, value in values.items()}
        self.faults.append(
            Fault(file=self.file, line=line, column=column, path=spelled(path), phrase=phrase, values=values)
        )


def _clean(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    return printable(value, 100) if isinstance(value, str) else value


def spelled(path: Path) -> str:
    """Return `path` as a person would write it: ``certificates[39].aliases[0]``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{printable(part, 60)}" for part in path)
    return "".join(parts).removeprefix(".")


def parse(content: bytes, file: str) -> Marked:
    """Read YAML bytes; whatever is wrong with them stands in the result's `faults`."""
    marked = Marked(file)
    if len(content) > LARGEST:
        marked.fault((), _TOO_LARGE, most=LARGEST)
        return marked
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before, skipped = error.object[: error.start].decode(), len(content) - len(error.object)
        marked.fault((), _NOT_UTF8, at=_behind(before), byte=skipped + error.start + 1)
        return marked
    try:
        _Builder(marked, text).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = _place(mark) if mark else _behind(re.split(_NOT_YAML, text, maxsplit=1)[0])
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
        marked.fault((), _SYNTAX, at=place, problem=str(problem))
    except _StopError:
        pass
    return marked


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _behind(text: str) -> tuple[int, int]:
    """Return the line and the column of what comes after `text`."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


class _StopError(Exception):
    """A fault is noted behind which nothing is looked at."""


class _Builder:
    """Builds the tree out of the parser's events, so that no YAML type rule applies."""

    def __init__(self, marked: Marked, text: str) -> None:
        self.marked = marked
        self.events: Any = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.count = 0

    def document(self) -> None:
        """Build the one document of the stream."""
        for wanted in (True, False):
            next(self.events)
            event = next(self.events)
            if isinstance(event, yaml.DocumentStartEvent) is not wanted:
                self.note(event, (), _DOCUMENTS, stop=True)
            if wanted:
                self.marked.tree = self.value(next(self.events), ())

    def note(
        self, event: Any, path: Path, phrase: Phrase, /, *, stop: bool = False, **values: object
    ) -> None:
        self.marked.fault(path, phrase, at=_place(event.start_mark), **values)
        if stop:  # the rest of the file cannot be made sense of
            raise _StopError

    def value(self, event: Any, path: Path) -> Tree:
        self.marked.places[path] = _place(event.start_mark)
        self.count += 1
        if self.count > MOST_VALUES:
            self.note(event, path, _TOO_MANY, stop=True, most=MOST_VALUES)
        if len(path) > DEEPEST:
            self.note(event, path, _TOO_DEEP, stop=True, most=DEEPEST)
        if event.anchor is not None:
            self.note(event, path, _ANCHOR, name=event.anchor)
        if isinstance(event, yaml.AliasEvent):
            return None
        if event.tag is not None:
            self.note(event, path, _TAG, tag=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        items: list[Tree] = []
        while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(item, (*path, len(items))))
        return items

    def scalar(self, event: Any, path: Path) -> Tree:
        text: str = event.value
        if not event.implicit[0] or event.style:  # quoted, or tagged
            return text
        if text in ("true", "false"):
            return text == "true"
        if re.fullmatch(_INTEGER, text):
            return int(text)
        if not text or re.fullmatch(_NOT_TEXT, text):
            self.note(event, path, _QUOTE, text=text)
        return text

    def mapping(self, path: Path) -> dict[str, Tree]:
        mapping: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.note(event, path, _KEY, stop=True)
            below = *path, event.value
            if not isinstance(self.value(event, below), str):
                self.note(event, path, _KEY)
            if event.value in mapping:
                self.note(event, path, _DUPLICATE, key=event.value)
            mapping[event.value] = self.value(next(self.events), below)
        return mapping
