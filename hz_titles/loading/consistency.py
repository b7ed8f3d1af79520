"""Proves that two well-formed data files also make sense together.

Above all: no wording means two things unless the data says so on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ..language import Phrase
from ..names.text import Folded, fold, printable
from ..notice.annex1 import Catalogue, Reliance
from .yaml_tree import Marked, Path

_TWO_ROWS = Phrase(
    "“{text}”既指 {first}，又指 {second}：请写进 shared_names，或改掉其一",
    "“{text}” means both {first} and {second}: say so in shared_names, or change one",
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
_COMBINED = Phrase(
    "与别处的名称组合起来超过 {most} 个",
    "makes more than {most} names together with what it is combined with",
)
_MEMBERS = Phrase("class 须与 members 或 open 同时写", "class goes with members or open")


class _Role(Enum):
    """How a wording is declared, which decides what it may share its spelling with."""

    PRINTED = "printed name"
    GENERAL = "general printed name"
    ALIAS = "alias"
    BESIDE = "with_issuer"
    SHARED = "shared name"
    UNPROVEN = "unproven name"
    UNPROVEN_BESIDE = "unproven name with issuer"
    NEAR_MISS = "near miss"
    BODY = "body"
    OWN = "own word"
    OTHER = "other certificate"
    AROUND = "word around names"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Declared:
    text: str
    path: Path
    role: _Role
    rows: frozenset[int]

    def __str__(self) -> str:
        where = ", ".join(map(str, sorted(self.rows)))
        return f"{self.role.value} ({where})" if where else self.role.value


MOST_COMBINED = 20_000
"""How many names may come of lists that are combined, each with each; the real ones make a thousand."""
_FREE = {_Role.BESIDE, _Role.UNPROVEN_BESIDE}
_EXPLAINED = {_Role.OWN, _Role.BESIDE, _Role.UNPROVEN}
"""What may be an own word of another row, or even of the same."""


def check_whole(catalogue_file: Marked, committees_file: Marked, catalogue: Catalogue) -> None:
    """Note in both files whatever does not fit together."""
    if not _few(catalogue_file, committees_file):
        return
    _check_certificate_names(catalogue_file, catalogue)
    _check_barred(catalogue_file, catalogue)
    _check_qualification_words(catalogue_file)
    _check_area_names(committees_file)
    _check_readings(catalogue_file, catalogue)
    for index, body in enumerate(catalogue.bodies):
        if (body.class_note is not None) != (bool(body.members) or body.open):
            catalogue_file.fault(("bodies", index), _MEMBERS)


def _few(catalogue_file: Marked, committees_file: Marked) -> bool:
    """Tell whether the names that are made by combining two lists are few enough to be walked over."""
    total = 0
    for marked, path, names, forms in (
        *_members(catalogue_file),
        *_grades(catalogue_file),
        *_pinyin(committees_file),
    ):
        total += len(names) * len(forms)
        if total > MOST_COMBINED:
            marked.fault(path, _COMBINED, most=MOST_COMBINED)
            return False
    return True


Combined = Iterator[tuple[Marked, Path, list[str], list[str]]]


def _members(marked: Marked) -> Combined:
    for index, body in enumerate(marked.tree["bodies"]):
        for place, members in enumerate(body.get("members", ())):
            path = ("bodies", index, "members", place)
            yield marked, path, members["names"], [*members["forms"], *members.get("places", ())]


def _grades(marked: Marked) -> Combined:
    for index, row in enumerate(marked.tree["certificates"]):
        if grades := row.get("grades"):
            path = ("certificates", index, "grades")
            yield marked, path, grades["order"], [*grades["names"], *grades["words"]]


def _pinyin(marked: Marked) -> Combined:
    for index, area in enumerate(marked.tree["areas"]):
        yield marked, ("areas", index, "pinyin"), area["pinyin"], marked.tree["city"].get("suffixes", [])


def _check_certificate_names(marked: Marked, catalogue: Catalogue) -> None:
    seen: dict[Folded, dict[object, _Declared]] = {}
    for declared in _declared(marked, catalogue):
        folded = fold(declared.text)
        if not folded:
            marked.fault(declared.path, _NOTHING_FOLDED, text=declared.text)
        others = seen.setdefault(folded, {})
        for other in others.values():
            _compare(marked, other, declared)
        others.setdefault((declared.role, declared.rows), declared)  # the first stands for all that are alike


def _compare(marked: Marked, first: _Declared, second: _Declared) -> None:
    """Fault two declarations of one wording that do not go together."""
    if _go_together(first, second):
        return
    text = printable(second.text, 60)
    roles = {first.role, second.role}
    if roles <= {_Role.PRINTED, _Role.GENERAL}:
        marked.fault(second.path, _NOT_GENERAL, text=text, number=min(first.rows))
    elif first.rows == second.rows and first.role is second.role:
        marked.fault(second.path, _STANDS_TWICE, text=text, first=str(first))
    else:
        marked.fault(second.path, _TWO_ROWS, text=text, first=str(first), second=str(second))


def _go_together(first: _Declared, second: _Declared) -> bool:
    """Tell whether one wording may be declared both ways: what it means must stay plain."""
    roles = {first.role, second.role}
    if roles & {_Role.BODY, _Role.OTHER}:
        return False
    if roles == {_Role.AROUND} or (_Role.OWN in roles and roles <= _EXPLAINED):
        return True
    if roles == {_Role.GENERAL}:
        return True
    if roles == {_Role.GENERAL, _Role.SHARED}:
        return first.rows <= second.rows or second.rows <= first.rows
    if _Role.BESIDE in roles and roles & {_Role.GENERAL, _Role.SHARED}:
        return True
    # What counts only beside the issuer is told apart by the issuer.
    return bool(roles & _FREE) and first.rows.isdisjoint(second.rows)


def _declared(marked: Marked, catalogue: Catalogue) -> Iterator[_Declared]:
    """Yield every wording of the catalogue with its place in the file."""
    for index, row in enumerate(catalogue.certificates):
        rows = frozenset((row.number,))
        path: Path = ("certificates", index)
        role = _Role.GENERAL if row.general else _Role.PRINTED
        yield _Declared(text=row.name, path=(*path, "name"), role=role, rows=rows)
        yield from _texts(row.aliases, (*path, "aliases"), _Role.ALIAS, rows)
        yield from _texts(row.general_aliases, (*path, "general_aliases"), _Role.ALIAS, rows)
        yield from _texts(row.with_issuer, (*path, "with_issuer"), _Role.BESIDE, rows)
        yield from _texts(row.job_titles, (*path, "job_titles"), _Role.BESIDE, rows)
        yield from _texts(row.own_words, (*path, "own_words"), _Role.OWN, rows)
        if row.grades:
            for grade in row.grades.order:
                names = tuple(name.format(grade=grade) for name in row.grades.names)
                yield from _texts(names, (*path, "grades", "names"), _Role.ALIAS, rows)
            for place, title in enumerate(row.grades.titles):
                yield from _texts(
                    title.names, (*path, "grades", "titles", place, "names"), _Role.UNPROVEN, rows
                )
    for index, shared in enumerate(catalogue.shared_names):
        rows = frozenset(row.number for row in shared.certificates)
        role = _Role.BESIDE if shared.with_issuer else _Role.SHARED
        yield from _texts(shared.names, ("shared_names", index, "names"), role, rows)
    for index, unproven in enumerate(catalogue.unproven_names):
        rows = frozenset(row.number for row in unproven.certificates)
        role = _Role.UNPROVEN_BESIDE if unproven.with_issuer else _Role.UNPROVEN
        yield from _texts(unproven.names, ("unproven_names", index, "names"), role, rows)
    for index, near in enumerate(catalogue.near_misses):
        yield from _texts(near.names, ("near_misses", index, "names"), _Role.NEAR_MISS, frozenset())
    for index, other in enumerate(catalogue.other_certificates):
        yield from _texts(other.texts, ("other_certificates", index, "names"), _Role.OTHER, frozenset())
    for index, other in enumerate(catalogue.other_bodies):
        yield from _texts(other.texts, ("other_bodies", index, "names"), _Role.BODY, frozenset())
    for key, texts in _around(catalogue):
        yield from _texts(texts, ("words", key), _Role.AROUND, frozenset())
    for index, body in enumerate(catalogue.bodies):
        printed = {
            fold(name)
            for row in catalogue.certificates
            if row.body is body
            for name in (row.issuer, row.issuer_en or "")
        }
        for place, name in enumerate(body.names):
            path = ("bodies", index, "names", place)
            if fold(name) in printed:
                marked.fault(path, _STANDS_TWICE, text=printable(name, 60), first="issuer")
        every = dict.fromkeys(
            (*body.names, *(row.issuer for row in catalogue.certificates if row.body is body))
        )
        yield from _texts(tuple(every), ("bodies", index, "names"), _Role.BODY, frozenset())
        for place, members in enumerate(body.members):
            for text in members.texts:
                path = ("bodies", index, "members", place)
                yield _Declared(text=text, path=path, role=_Role.BODY, rows=frozenset())
        for place, miss in enumerate(body.near_misses):
            yield from _texts(
                miss.texts, ("bodies", index, "near_misses", place, "names"), _Role.BODY, frozenset()
            )


def _around(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the lists of words that may be neutral, with their keys."""
    words = catalogue.vocabulary
    yield "certificate", words.certificate
    yield "scope", words.scope
    yield "full", words.full
    yield "joints", words.joints
    yield "legal", words.legal
    yield "degrees", words.degrees


def _check_barred(marked: Marked, catalogue: Catalogue) -> None:
    """Fault every neutral word that holds one which spoils a name: 培训证书 would make a yes of a course."""
    neutral: list[tuple[Path, tuple[str, ...]]] = [
        (("words", key), texts) for key, texts in _around(catalogue)
    ]
    neutral += [
        (("certificates", place, "own_words"), row.own_words)
        for place, row in enumerate(catalogue.certificates)
    ]
    for path, texts in neutral:
        for place, text in enumerate(texts):
            for word in catalogue.vocabulary.barred:
                if word in (text.lower().split() if word.isascii() else text):
                    marked.fault((*path, place), _BARRED, text=printable(text, 60), word=word)


def _texts(texts: tuple[str, ...], path: Path, role: _Role, rows: frozenset[int]) -> Iterator[_Declared]:
    for index, text in enumerate(texts):
        yield _Declared(text=text, path=(*path, index), role=role, rows=rows)


def _check_qualification_words(marked: Marked) -> None:
    words: list[tuple[Path, str]] = []
    for index, qualification in enumerate(marked.tree["qualifications"]):
        words.append((("qualifications", index, "id"), qualification["id"]))
        lists: list[tuple[Path, list[str]]] = [(("qualifications", index, "words"), qualification["words"])]
        lists.append(((("qualifications", index, "alone")), qualification.get("alone", [])))
        for place, read in enumerate(qualification.get("read_as", ())):
            lists.append((("qualifications", index, "read_as", place, "words"), read["words"]))
        words += [((*path, place), text) for path, texts in lists for place, text in enumerate(texts)]
    for index, refused in enumerate(marked.tree.get("refused_qualifications", ())):
        words += [
            (("refused_qualifications", index, "words", place), text)
            for place, text in enumerate(refused["words"])
        ]
    around = marked.tree["qualification_words"]
    words += [
        (("qualification_words", key, place), text)
        for key in ("neutral", "fields", "open", "lower")
        for place, text in enumerate(around.get(key, ()))
    ]
    _check_distinct(marked, words)


def _check_area_names(marked: Marked) -> None:
    names: list[tuple[Path, str]] = []
    for index, area in enumerate(marked.tree["areas"]):
        path: Path = ("areas", index)
        names += [((*path, key), area[key]) for key in ("name", "short", "code") if key in area]
        for key in ("pinyin", "names"):
            names += [((*path, key, place), text) for place, text in enumerate(area.get(key, ()))]
        for key in ("former", "noted_names"):
            for block, noted in enumerate(area.get(key, ())):
                names += [
                    ((*path, key, block, "names", place), text) for place, text in enumerate(noted["names"])
                ]
    for index, former in enumerate(marked.tree.get("former_areas", ())):
        names += [
            (("former_areas", index, "names", place), text) for place, text in enumerate(former["names"])
        ]
    _check_distinct(marked, names)


def _check_distinct(marked: Marked, words: list[tuple[Path, str]]) -> None:
    seen: dict[Folded, str] = {}
    for path, text in words:
        folded = fold(text)
        if folded in seen:
            marked.fault(path, _STANDS_TWICE, text=printable(text, 60), first=seen[folded])
        seen.setdefault(folded, text)


def _check_readings(marked: Marked, catalogue: Catalogue) -> None:
    covered: dict[Reliance, str] = {}
    for index, reading in enumerate(catalogue.readings):
        for reliance in reading.covers:
            if reliance in covered:
                path = ("readings", index, "covers")
                marked.fault(path, _COVERED_TWICE, reliance=reliance.value, first=covered[reliance])
            covered.setdefault(reliance, reading.id)
    for reliance in Reliance:
        if reliance not in covered:
            marked.fault(("readings",), _UNCOVERED, reliance=reliance.value)
