"""What two data files must be: of the format that their JSON Schemas say, and consistent with each other.

Beside what any reader of JSON Schema knows, `x-key` names the field by which the things of a list are
referred to, `x-refers` the things of which a value names one, `x-holds` the field in braces of a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice, product
from typing import Any, NamedTuple

from ..errors import DataError
from ..language import Phrase
from ..names.index import Meaning, Path, Sense, known_names
from ..names.text import Folded, fold, nearest
from ..notice import Applies, Catalogue, Jurisdiction, Reliance
from . import REFERS, Node, Tree, build, file_schemas
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


def checked(one: Marked, two: Marked) -> tuple[Catalogue, Jurisdiction]:
    """Build the annexes out of both files; `DataError` with the faults of both where there are any."""

    def stop_at_faults() -> None:
        if faults := (*one.faults, *two.faults):
            raise DataError(faults, one.more + two.more)

    stop_at_faults()
    defined: dict[str, dict[Any, None]] = {}
    for schema, file in zip(file_schemas(), (one, two), strict=True):
        Format(schema, file, defined).check(schema, (), file.tree)
    stop_at_faults()
    built = build((one.tree, two.tree))
    for check in CHECKS:
        check(one, two, *built)
        stop_at_faults()
    return built


class Format:
    """A schema, and the file that is held against it; what the file refers to may stand in an earlier one."""

    def __init__(self, schema: Node, marked: Marked, defined: dict[str, dict[Any, None]]) -> None:
        self.definitions = schema["$defs"]
        self.marked = marked
        self.defined = defined

    def check(self, node: Node, path: Path, value: Tree) -> bool:
        """Note what is wrong with a value; tell whether it is known what the value is."""
        node = self.definitions.get(node.get("$ref", "")[REFERS:], node)
        if type(value) is not _TYPES[node["type"]]:
            expected, found = _CALLED[_TYPES[node["type"]]], _CALLED[type(value)]
            self.marked.fault(path, _TYPE, expected=expected, found=found)
            return False
        if "x-refers" in node:
            defined = self.defined.get(node["x-refers"], {})
            if value not in defined and defined:  # where nothing is, that is the fault
                names = () if self.marked.more else nearest(str(value), map(str, defined))
                self.marked.fault(path, _NOT_DEFINED if names else _REFERENCE, text=str(value), names=names)
            return value in defined
        if "enum" in node:
            if value not in node["enum"]:
                self.marked.fault(path, _CHOICE, text=value, names=tuple(node["enum"]))
            return value in node["enum"]
        if isinstance(value, dict):
            self._mapping(node, path, value)
        elif isinstance(value, list):
            self._list(node, path, value)
        elif isinstance(value, str):
            self._text(node, path, value)
        elif "minimum" in node and not node["minimum"] <= value <= node["maximum"]:
            self.marked.fault(path, _RANGE, least=node["minimum"], most=node["maximum"])
        return True

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
        name = node["items"]["$ref"][REFERS:]
        defined = self.defined.setdefault(name, {})
        for index, item in items:
            key = item.get(node["x-key"])
            if type(key) in (str, int):
                if key in defined:
                    self.marked.fault((*path, index), _TWICE, name=key)
                defined[key] = None
        for index, item in items:
            if "number" in self.definitions[name]["properties"] and item.get("number") != index + 1:
                self.marked.fault((*path, index, "number"), _ORDER, expected=index + 1)
                break

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


# Consistency: above all, no wording means two things unless the data says so on purpose

MOST_COMBINED = 20_000  # names that may come of lists combined, each with each; the real ones make a thousand
_MOST_USES = 50  # with how many other uses of a wording each one is compared

_NO_GRADE = Phrase("“{text}”不是 order 中的等级", "“{text}” is not a grade of order")
_NOT_COMMITTEE = Phrase(
    "级别“{level}”不由评委会受理", "the level “{level}” is not applied for at a committee"
)
_OVERLAP = Phrase(
    "{level} {series} 在 {area} 同时由第 {numbers} 号评委会受理",
    "{level} {series} in {area} is served by committees {numbers} at once",
)
_GAP = Phrase(
    "{level} {series} 在 {area} 没有评委会受理", "{level} {series} in {area} is served by no committee"
)
_UNSERVED = Phrase("没有评委会受理系列“{series}”", "the series “{series}” is served by no committee")
_TWO_ROWS = Phrase(
    "“{text}”又见于 {first}，所指不同：请写进 shared_names，或改掉其一",
    "“{text}” means something else at {first}: say so in shared_names, or change one",
)
_STANDS_TWICE = Phrase("“{text}”折叠后与 {first} 重复", "“{text}” repeats {first} once folded")
_NOT_GENERAL = Phrase(
    "“{text}”也是第 {number} 项的名称，两项都须写 general: true",
    "“{text}” is printed in row {number} too: both rows need general: true",
)
_NOTHING_FOLDED = Phrase("“{text}”折叠后什么也不剩", "nothing is left of “{text}” once folded")
_BARRED = Phrase(
    "“{text}”含有 barred 中的“{word}”，不能不加区别",
    "“{text}” contains “{word}” of barred: it is never neutral",
)
_UNCOVERED = Phrase("没有政策口径说明 {reliance}", "no reading covers {reliance}")
_COVERED_TWICE = Phrase(
    "{reliance} 已由政策口径 {first} 说明", "{reliance} is already covered by reading {first}"
)
_COMBINED = Phrase("各处名称组合起来超过 {most} 个", "more than {most} names when all are combined")
_MEMBERS = Phrase("class 须与 members 或 open 同时写", "class goes with members or open")


def _parts(one: Marked, two: Marked, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
    """Note what does not fit within one part of a file."""
    for index, row in enumerate(catalogue.certificates):
        if grades := row.grades:
            named = ("lowest", grades.lowest), *(("titles", grade) for grade, _ in grades.titles)
            for key, grade in named:
                if grade not in grades.order:
                    one.fault(("certificates", index, "grades", key), _NO_GRADE, text=grade)
    for index, committee in enumerate(jurisdiction.committees):
        if committee.level.apply_to is not Applies.COMMITTEE:
            two.fault(("committees", index, "level"), _NOT_COMMITTEE, level=committee.level.name)
    # Places are named by combining two lists, each with each: that must be few enough to be walked over.
    around, areas, former = jurisdiction.place_words, jurisdiction.areas, jurisdiction.former_areas
    towns = len(around.towns) + sum(len(each.towns) for each in former)
    names = sum(len(area.pinyin) for area in areas) * len(around.suffixes) + towns * len(around.town_suffixes)
    if names > MOST_COMBINED:
        two.fault(("places",), _COMBINED, most=MOST_COMBINED)


def _offices(_: Marked, marked: Marked, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
    """Note every level, series and area that not exactly one office serves."""
    sitting = [(each.level, each.series) for each in jurisdiction.committees]
    for series in catalogue.series:
        if series not in {each for _, each in sitting}:
            marked.fault(("committees",), _UNSERVED, series=series.name)
    wanted = dict.fromkeys((*sitting, *((row.title.level, row.series) for row in catalogue.certificates)))
    for (level, series), area in product(wanted, jurisdiction.areas):
        numbers = tuple(each.number for each in jurisdiction.serving(level, series, area))
        if level.apply_to is Applies.COMMITTEE and len(numbers) != 1:
            where = ("committees", numbers[1] - 1, "area") if numbers else ("committees",)
            names = {"level": level.name, "series": series.name, "area": area.name}
            marked.fault(where, _OVERLAP if numbers else _GAP, numbers=numbers, **names)


# How a wording is declared, which decides what it may share its spelling with. Those not named here are
# `printed` in a row, `general` where other bodies use them too, `shared` by several rows, or an `alias`.
_ROLES: dict[Sense, str] = {
    **dict.fromkeys((Sense.BESIDE_ISSUER, Sense.JOB_TITLE), "beside"),
    Sense.OWN_WORD: "own",
    Sense.UNPROVEN: "unproven",
    Sense.UNPROVEN_BESIDE_ISSUER: "unproven beside",
    Sense.NEAR_MISS: "near miss",
    **dict.fromkeys((Sense.BODY, Sense.OTHER_BODY, Sense.OTHER_CERTIFICATE), "body"),
    **dict.fromkeys((Sense.CERTIFICATE, Sense.SCOPE, Sense.FULL), "around"),
    **dict.fromkeys((Sense.JOINT, Sense.LEGAL, Sense.DEGREE), "around"),
}


class _Use(NamedTuple):
    """What a wording is declared as: of which rows, or of which body, as its rows print it or not."""

    role: str
    rows: frozenset[int] = frozenset()
    body: str = ""
    printed: bool = False


def _wordings(one: Marked, two: Marked, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
    """Note what means two things, or nothing."""
    _certificate_names(one, catalogue)
    sections = ("qualifications", "refused_qualifications", "qualification_words")
    _distinct(one, sections, {"id", "words", "alone", "neutral", "fields", "open", "lower"})
    _distinct(two, ("areas", "former_areas"), {"name", "short", "code", "pinyin", "names"})
    covered: dict[Reliance, str] = {}
    for index, reading in enumerate(catalogue.readings):
        for each in reading.covers:
            first = covered.setdefault(each, reading.id)
            if first != reading.id:
                one.fault(("readings", index, "covers"), _COVERED_TWICE, reliance=each.value, first=first)
    for each in Reliance:
        if each not in covered:
            one.fault(("readings",), _UNCOVERED, reliance=each.value)
    for index, body in enumerate(catalogue.bodies):
        if (body.class_note is not None) != (bool(body.members) or body.open):
            one.fault(("bodies", index), _MEMBERS)


CHECKS = (_parts, _offices, _wordings)  # each rests on those before


def _certificate_names(marked: Marked, catalogue: Catalogue) -> None:
    seen: dict[Folded, dict[_Use, Path]] = {}
    for count, (path, text, meaning) in enumerate(known_names(catalogue)):
        if count == MOST_COMBINED:
            marked.fault(path, _COMBINED, most=MOST_COMBINED)
            return
        use, folded = _use(path, meaning), fold(text)
        if use is None:
            continue
        if not folded:
            marked.fault(path, _NOTHING_FOLDED, text=text)
        others = seen.setdefault(folded, {})
        for other, place in islice(others.items(), _MOST_USES):
            if not _go_together(other, use):
                number, first = min(other.rows, default=None), marked.pointer(place)
                marked.fault(path, _clash(other, use), text=text, number=number, first=first)
        others.setdefault(use, path)  # the first stands for all that are alike
        # 培训证书 as a neutral word would make a yes of a course.
        for word in catalogue.vocabulary.barred if use.role in ("around", "own") else ():
            if word in (text.lower().split() if word.isascii() else text):
                marked.fault(path, _BARRED, text=text, word=word)


def _use(path: Path, meaning: Meaning) -> _Use | None:
    """Return what a known word is declared as; None for words that may stand anywhere."""
    role, body = _ROLES.get(meaning.sense), meaning.body
    if body:
        return _Use("body", body=body.id, printed=path[0] == "certificates")
    if not meaning.rows:
        return _Use(role) if role else None
    if role is None and path[0] == "shared_names":
        role = "shared"
    elif role is None and path[-1] == "name":
        role = "general" if meaning.sense is Sense.GENERAL else "printed"
    return _Use(role or "alias", frozenset(row.number for row in meaning.rows))


def _go_together(first: _Use, second: _Use) -> bool:
    """Tell whether one wording may be declared both ways: what it means must stay plain."""
    roles = {first.role, second.role}
    if "body" in roles:
        return first == second and first.printed
    if roles == {"general", "shared"}:
        return first.rows <= second.rows or second.rows <= first.rows
    if roles in ({"around"}, {"general"}) or ("own" in roles and roles <= {"own", "beside", "unproven"}):
        return True
    if "beside" in roles and roles & {"general", "shared"}:
        return True
    # What counts only beside the issuer is told apart by the issuer.
    return bool(roles & {"beside", "unproven beside"}) and first.rows.isdisjoint(second.rows)


def _clash(first: _Use, second: _Use) -> Phrase:
    if {first.role, second.role} <= {"printed", "general"}:
        return _NOT_GENERAL
    return _STANDS_TWICE if first[:3] == second[:3] else _TWO_ROWS


def _distinct(marked: Marked, sections: tuple[str, ...], keys: set[str]) -> None:
    """Note a text under one of `keys` that repeats another of these sections."""
    seen: dict[Folded, Path] = {}
    for section in sections:
        for path, text in _texts(marked.tree.get(section, ()), (section,), keys):
            place = seen.setdefault(fold(text), path)
            if place != path:
                marked.fault(path, _STANDS_TWICE, text=text, first=marked.pointer(place))


def _texts(tree: Tree, path: Path, keys: set[str]) -> Iterator[tuple[Path, str]]:
    """Yield the texts under one of `keys`, or in a list there."""
    if isinstance(tree, (dict, list)):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from _texts(value, (*path, key), keys)
    elif path[-1] in keys or (isinstance(path[-1], int) and path[-2] in keys):
        yield path, tree
