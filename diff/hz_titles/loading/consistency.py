"""Proves that two data files of the right format also make sense together.

Above all: no wording means two things unless the data says so on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import islice, product
from typing import NamedTuple

from ..language import Phrase
from ..names.index import Meaning, Path, Sense, known_names
from ..names.text import Folded, fold
from ..notice import Applies, Catalogue, Jurisdiction, Reliance
from . import Tree
from .yaml_tree import Marked

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
    """Note what does not fit within a row or a committee."""
    for index, row in enumerate(catalogue.certificates):
        if grades := row.grades:
            named = ("lowest", grades.lowest), *(("titles", each.grade) for each in grades.titles)
            for key, grade in named:
                if grade not in grades.order:
                    one.fault(("certificates", index, "grades", key), _NO_GRADE, text=grade)
    for index, committee in enumerate(jurisdiction.committees):
        if committee.level.apply_to is not Applies.COMMITTEE:
            two.fault(("committees", index, "level"), _NOT_COMMITTEE, level=committee.level.name)


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


# How a wording is declared, which decides what it may share its spelling with. A general one is a printed
# name that other bodies use too; around, beside and own are what stands near a name.
_Role = Enum(
    "_Role", "PRINTED GENERAL ALIAS BESIDE SHARED UNPROVEN UNPROVEN_BESIDE NEAR_MISS BODY OWN AROUND"
)
_ROLES: dict[Sense, _Role] = {
    **dict.fromkeys((Sense.BESIDE_ISSUER, Sense.JOB_TITLE), _Role.BESIDE),
    Sense.OWN_WORD: _Role.OWN,
    Sense.UNPROVEN: _Role.UNPROVEN,
    Sense.UNPROVEN_BESIDE_ISSUER: _Role.UNPROVEN_BESIDE,
    Sense.NEAR_MISS: _Role.NEAR_MISS,
    **dict.fromkeys((Sense.BODY, Sense.OTHER_BODY, Sense.OTHER_CERTIFICATE), _Role.BODY),
    **dict.fromkeys((Sense.CERTIFICATE, Sense.SCOPE, Sense.FULL), _Role.AROUND),
    **dict.fromkeys((Sense.JOINT, Sense.LEGAL, Sense.DEGREE), _Role.AROUND),
}


class _Use(NamedTuple):
    """What a wording is declared as: of which rows, or of which body, as its rows print it or not."""

    role: _Role
    rows: frozenset[int] = frozenset()
    body: str = ""
    printed: bool = False


MOST_COMBINED = 20_000  # names that may come of lists combined, each with each; the real ones make a thousand
_MOST_USES = 50  # with how many other uses of a wording each one is compared


def _places(_: Marked, marked: Marked, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
    """Note where the places that are named by combining two lists are too many to be walked over."""
    around, areas, former = jurisdiction.place_words, jurisdiction.areas, jurisdiction.former_areas
    towns = len(around.towns) + sum(len(each.towns) for each in former)
    names = sum(len(area.pinyin) for area in areas) * len(around.suffixes) + towns * len(around.town_suffixes)
    if names > MOST_COMBINED:
        marked.fault(("places",), _COMBINED, most=MOST_COMBINED)


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


CHECKS = (_parts, _offices, _places, _wordings)
"""What both files and the objects that are made of them have to pass; each rests on those before."""


def _certificate_names(marked: Marked, catalogue: Catalogue) -> None:
    seen: dict[Folded, dict[_Use, Path]] = {}
    for count, (path, text, meaning) in enumerate(known_names(catalogue)):
        if count == MOST_COMBINED:
            marked.fault(path, _COMBINED, most=MOST_COMBINED)
            return
        use = _use(path, meaning)
        if use is None:
            continue
        folded = fold(text)
        if not folded:
            marked.fault(path, _NOTHING_FOLDED, text=text)
        others = seen.setdefault(folded, {})
        for other, place in islice(others.items(), _MOST_USES):
            if not _go_together(other, use):
                number, first = min(other.rows, default=None), marked.pointer(place)
                marked.fault(path, _clash(other, use), text=text, number=number, first=first)
        others.setdefault(use, path)  # the first stands for all that are alike
        # 培训证书 as a neutral word would make a yes of a course.
        for word in catalogue.vocabulary.barred if use.role in (_Role.AROUND, _Role.OWN) else ():
            if word in (text.lower().split() if word.isascii() else text):
                marked.fault(path, _BARRED, text=text, word=word)


def _use(path: Path, meaning: Meaning) -> _Use | None:
    """Return what a known word is declared as; None for words that may stand anywhere."""
    role = _ROLES.get(meaning.sense)
    if meaning.body:
        return _Use(_Role.BODY, body=meaning.body.id, printed=path[0] == "certificates")
    if not meaning.rows:
        return _Use(role) if role else None
    if role is None and path[0] == "shared_names":
        role = _Role.SHARED
    elif role is None and path[-1] == "name":
        role = _Role.GENERAL if meaning.sense is Sense.GENERAL else _Role.PRINTED
    return _Use(role or _Role.ALIAS, frozenset(row.number for row in meaning.rows))


def _go_together(first: _Use, second: _Use) -> bool:
    """Tell whether one wording may be declared both ways: what it means must stay plain."""
    roles = {first.role, second.role}
    if _Role.BODY in roles:
        return first == second and first.printed
    if roles == {_Role.GENERAL, _Role.SHARED}:
        return first.rows <= second.rows or second.rows <= first.rows
    if (_Role.OWN in roles and roles <= {_Role.OWN, _Role.BESIDE, _Role.UNPROVEN}) or (
        _Role.BESIDE in roles and roles & {_Role.GENERAL, _Role.SHARED}
    ):
        return True
    if roles in ({_Role.AROUND}, {_Role.GENERAL}):
        return True
    # What counts only beside the issuer is told apart by the issuer.
    return bool(roles & {_Role.BESIDE, _Role.UNPROVEN_BESIDE}) and first.rows.isdisjoint(second.rows)


def _clash(first: _Use, second: _Use) -> Phrase:
    if {first.role, second.role} <= {_Role.PRINTED, _Role.GENERAL}:
        return _NOT_GENERAL
    alike = (first.role, first.rows, first.body) == (second.role, second.rows, second.body)
    return _STANDS_TWICE if alike else _TWO_ROWS


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
