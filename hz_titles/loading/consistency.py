"""Proves that two well-formed data files also make sense together.

Above all: no wording means two things unless the data says so on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from ..language import Phrase
from ..names.index import Meaning, Path, Sense, known_names
from ..names.text import Folded, fold
from ..notice import Catalogue, Jurisdiction, Reliance
from .yaml_tree import Marked, Tree

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


class _Role(Enum):
    """How a wording is declared, which decides what it may share its spelling with."""

    PRINTED = auto()
    GENERAL = auto()  # a printed name that other bodies use too
    ALIAS = auto()
    BESIDE = auto()
    SHARED = auto()
    UNPROVEN = auto()
    UNPROVEN_BESIDE = auto()
    NEAR_MISS = auto()
    BODY = auto()
    OWN = auto()
    AROUND = auto()


_ROLES: dict[Sense, _Role] = {
    Sense.BESIDE_ISSUER: _Role.BESIDE,
    Sense.JOB_TITLE: _Role.BESIDE,
    Sense.OWN_WORD: _Role.OWN,
    Sense.UNPROVEN: _Role.UNPROVEN,
    Sense.UNPROVEN_BESIDE_ISSUER: _Role.UNPROVEN_BESIDE,
    Sense.NEAR_MISS: _Role.NEAR_MISS,
    **dict.fromkeys((Sense.BODY, Sense.OTHER_BODY, Sense.OTHER_CERTIFICATE), _Role.BODY),
    **dict.fromkeys((Sense.CERTIFICATE, Sense.SCOPE, Sense.FULL), _Role.AROUND),
    **dict.fromkeys((Sense.JOINT, Sense.LEGAL, Sense.DEGREE), _Role.AROUND),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """What a wording is declared as: of which rows, or of which body, as its rows print it or not."""

    role: _Role
    rows: frozenset[int] = frozenset()
    body: str = ""
    printed: bool = False


MOST_COMBINED = 20_000
"""How many names may come of lists that are combined, each with each; the real ones make a thousand."""
_MOST_USES = 50  # with how many other uses of a wording each one is compared
_COMMON = {_Role.GENERAL, _Role.SHARED}
_FREE = {_Role.BESIDE, _Role.UNPROVEN_BESIDE}
_EXPLAINED = {_Role.OWN, _Role.BESIDE, _Role.UNPROVEN}
"""What may be an own word of another row, or even of the same."""


def check_whole(
    catalogue_file: Marked, committees_file: Marked, catalogue: Catalogue, jurisdiction: Jurisdiction
) -> None:
    """Note in both files whatever does not fit together."""
    if not _few(committees_file, jurisdiction):
        return
    _check_certificate_names(catalogue_file, catalogue)
    _check_distinct(
        catalogue_file, ("qualifications", "refused_qualifications", "qualification_words"), _WORDS
    )
    _check_distinct(committees_file, ("areas", "former_areas"), _NAMES)
    _check_readings(catalogue_file, catalogue)
    for index, body in enumerate(catalogue.bodies):
        if (body.class_note is not None) != (bool(body.members) or body.open):
            catalogue_file.fault(("bodies", index), _MEMBERS)


def _few(marked: Marked, jurisdiction: Jurisdiction) -> bool:
    """Tell whether the places that are named by combining two lists are few enough to be walked over."""
    around, areas, former = jurisdiction.place_words, jurisdiction.areas, jurisdiction.former_areas
    towns = len(around.towns) + sum(len(each.towns) for each in former)
    names = sum(len(area.pinyin) for area in areas) * len(around.suffixes) + towns * len(around.town_suffixes)
    if names > MOST_COMBINED:
        marked.fault(("places",), _COMBINED, most=MOST_COMBINED)
    return names <= MOST_COMBINED


def _check_certificate_names(marked: Marked, catalogue: Catalogue) -> None:
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
            _compare(marked, text, (other, place), (use, path))
        others.setdefault(use, path)  # the first stands for all that are alike
        # 培训证书 as a neutral word would make a yes of a course.
        for word in catalogue.vocabulary.barred if use.role in (_Role.AROUND, _Role.OWN) else ():
            if word in (text.lower().split() if word.isascii() else text):
                marked.fault(path, _BARRED, text=text, word=word)


def _use(path: Path, meaning: Meaning) -> _Use | None:
    """Return what a known word is declared as; None for words that may stand anywhere."""
    role, issuer = _ROLES.get(meaning.sense), meaning.issuer
    if issuer:
        return _Use(role=_Role.BODY, body=issuer.body.id, printed=path[0] == "certificates")
    if not meaning.rows:
        return _Use(role=role) if role else None
    if role is None and path[0] == "shared_names":
        role = _Role.SHARED
    elif role is None and path[-1] == "name":
        role = _Role.GENERAL if meaning.sense is Sense.GENERAL else _Role.PRINTED
    return _Use(role=role or _Role.ALIAS, rows=frozenset(row.number for row in meaning.rows))


def _compare(marked: Marked, text: str, first: tuple[_Use, Path], second: tuple[_Use, Path]) -> None:
    """Fault two declarations of one wording that do not go together."""
    (one, place), (other, path) = first, second
    if _go_together(one, other):
        return
    if {one.role, other.role} <= {_Role.PRINTED, _Role.GENERAL}:
        marked.fault(path, _NOT_GENERAL, text=text, number=min(one.rows))
    elif one.role is other.role and (one.rows, one.body) == (other.rows, other.body):
        marked.fault(path, _STANDS_TWICE, text=text, first=marked.pointer(place))
    else:
        marked.fault(path, _TWO_ROWS, text=text, first=marked.pointer(place))


def _go_together(first: _Use, second: _Use) -> bool:
    """Tell whether one wording may be declared both ways: what it means must stay plain."""
    roles = {first.role, second.role}
    if _Role.BODY in roles:
        return first == second and first.printed
    if roles == {_Role.GENERAL, _Role.SHARED}:
        return first.rows <= second.rows or second.rows <= first.rows
    if (_Role.OWN in roles and roles <= _EXPLAINED) or (_Role.BESIDE in roles and roles & _COMMON):
        return True
    if roles in ({_Role.AROUND}, {_Role.GENERAL}):
        return True
    # What counts only beside the issuer is told apart by the issuer.
    return bool(roles & _FREE) and first.rows.isdisjoint(second.rows)


_WORDS = {"id", "words", "alone", "neutral", "fields", "open", "lower"}
_NAMES = {"name", "short", "code", "pinyin", "names"}


def _check_distinct(marked: Marked, sections: tuple[str, ...], keys: set[str]) -> None:
    """Fault a text under one of `keys` that repeats another of these sections."""
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


def _check_readings(marked: Marked, catalogue: Catalogue) -> None:
    covered: dict[Reliance, str] = {}
    for index, reading in enumerate(catalogue.readings):
        for one in reading.covers:
            first = covered.setdefault(one, reading.id)
            if first != reading.id:
                marked.fault(("readings", index, "covers"), _COVERED_TWICE, reliance=one.value, first=first)
    for one in Reliance:
        if one not in covered:
            marked.fault(("readings",), _UNCOVERED, reliance=one.value)
