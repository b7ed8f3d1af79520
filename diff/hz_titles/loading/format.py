"""What may stand in a data file: its JSON Schema held against its tree, with a fault for every surprise.

Beside what any reader of JSON Schema knows, `x-key` names the field by which the things of a list are
referred to, `x-refers` the things of which a value names one, `x-holds` the field in braces of a template.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ..language import Phrase
from ..names.index import Path
from ..names.text import nearest
from . import Node, Tree, definition
from .yaml_tree import Marked

_MISSING = Phrase("缺少键“{key}”", "missing key “{key}”")
_UNKNOWN = Phrase("未知的键“{key}”，可用：{accepted}", "unknown key “{key}”; accepted: {accepted}")
_ONE_OF = Phrase("{one} 和 {other} 必须恰好有一个", "there must be either {one} or {other}")
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

_TYPES: dict[str, type] = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
_CALLED: dict[type, Phrase] = {
    str: Phrase("文字", "text"),
    int: Phrase("整数", "a whole number"),
    bool: Phrase("true 或 false", "true or false"),
    list: Phrase("列表", "a list"),
    dict: Phrase("键值表", "a mapping"),
    type(None): Phrase("空值", "nothing"),
}


class Format:
    """A schema, and the file that is held against it; what the file refers to may stand in an earlier one."""

    def __init__(self, schema: Node, marked: Marked, defined: dict[str, dict[Any, None]]) -> None:
        self.schema = schema
        self.marked = marked
        self.defined = defined

    def check(self, node: Node, path: Path, value: Tree) -> bool:
        """Note what is wrong with a value; tell whether it is known what the value is."""
        _, node = definition(self.schema, node)
        if type(value) is not _TYPES[node["type"]]:
            expected, found = _CALLED[_TYPES[node["type"]]], _CALLED[type(value)]
            self.marked.fault(path, _TYPE, expected=expected, found=found)
        elif "x-refers" in node:
            return self._reference(node, path, value)
        elif "enum" in node:
            if value in node["enum"]:
                return True
            self.marked.fault(path, _CHOICE, text=value, names=tuple(node["enum"]))
        else:
            if isinstance(value, dict):
                self._mapping(node, path, value)
            elif isinstance(value, list):
                self._list(node, path, value)
            elif isinstance(value, str):
                self._text(node, path, value)
            elif not isinstance(value, bool) and not node["minimum"] <= value <= node["maximum"]:
                self.marked.fault(path, _RANGE, least=node["minimum"], most=node["maximum"])
            return True
        return False

    def _mapping(self, node: Node, path: Path, value: dict[str, Tree]) -> None:
        properties = node["properties"]
        if "oneOf" in node:
            one, other = (each["required"][0] for each in node["oneOf"])
            if (one in value) is (other in value):
                self.marked.fault(path, _ONE_OF, one=one, other=other)
        for key, inner in properties.items():
            if key in value:
                self.check(inner, (*path, key), value[key])
            elif key in node["required"]:
                self.marked.fault(path, _MISSING, key=key)
        for key in value:
            if key not in properties:
                self.marked.fault((*path, key), _UNKNOWN, key=key, accepted=tuple(sorted(properties)))

    def _list(self, node: Node, path: Path, value: list[Tree]) -> None:
        if not value:
            self.marked.fault(path, _EMPTY)
        known = [self.check(node["items"], (*path, index), item) for index, item in enumerate(value)]
        if node.get("uniqueItems"):
            seen = set()
            for index, item in enumerate(value):
                if known[index] and item in seen:
                    self.marked.fault((*path, index), _REPEATED, text=item)
                seen.update([item] if known[index] else [])
        if "x-key" in node:
            self._definitions(node, path, [each for each in enumerate(value) if isinstance(each[1], dict)])

    def _definitions(self, node: Node, path: Path, items: list[tuple[int, dict[str, Tree]]]) -> None:
        """Keep by which names things can be referred to; of things with a number these run from 1."""
        name, thing = definition(self.schema, node["items"])
        defined = self.defined.setdefault(name, {})
        for index, item in items:
            key = item.get(node["x-key"])
            if type(key) in (str, int):
                if key in defined:
                    self.marked.fault((*path, index), _TWICE, name=key)
                defined[key] = None
        for index, item in items:
            if "number" in thing["properties"] and item.get("number") != index + 1:
                self.marked.fault((*path, index, "number"), _ORDER, expected=index + 1)
                break

    def _reference(self, node: Node, path: Path, value: Tree) -> bool:
        defined = self.defined.get(node["x-refers"], {})
        if value not in defined and defined:  # where nothing is, that is the fault
            names = () if self.marked.full else nearest(str(value), map(str, defined))
            self.marked.fault(path, _NOT_DEFINED if names else _REFERENCE, text=str(value), names=names)
        return value in defined

    def _text(self, node: Node, path: Path, value: str) -> None:
        if not value:
            self.marked.fault(path, _EMPTY)
        elif value != value.strip() or not value.isprintable():
            self.marked.fault(path, _BLANKS)
        elif node.get("format") == "date" and not _is_day(value):
            self.marked.fault(path, _NO_DAY, text=value)
        elif not re.search(node["pattern"], value):
            form = node.get("x-holds")
            phrase = _PLACEHOLDER if form else _PATTERN
            self.marked.fault(path, phrase, text=value, form=form or node["pattern"][1:-1])


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
