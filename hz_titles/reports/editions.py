"""Two editions of the data: what changed in the files, and what that means for applicants.

Both files are flattened: every value stands under the way to it. Parts of a list go by what
they are called, not by their place, so the order of a file makes no difference, save where
it means something: qualifications, levels and grades.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..loading import Data
from .decision_table import decision_table

V = TypeVar("V", bound=Hashable)
Path = tuple[str, ...]  # the way to a value: keys, and in brackets what a part of a list is called
Facts = dict[Path, set[str]]  # what stands under each path; of a part of a list that it is there

_ORDERED = {"qualifications", "levels", "order"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs between the files; no value where a whole part came or went."""

    path: Path
    happened: str  # came, went or changed
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a certificate and a qualification lead to; `least_years` is None where to nothing."""

    title: str
    level: str
    series: str
    least_years: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A certificate as a person holds it; the grade is None where it has none."""

    name: str
    issuer: str
    grade: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Generic[V]):
    """All of `holdings` × `others` (qualifications or areas) get another answer; None is no answer."""

    holdings: tuple[Holding, ...]
    others: tuple[str, ...]
    before: V | None
    after: V | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that differs; three times nothing where both mean the same."""

    changes: tuple[Change, ...]
    verdicts: tuple[Moved[Outcome], ...]
    offices: tuple[Moved[str], ...]


def compare(old: Data, new: Data) -> Comparison:
    """Return what changed from `old` to `new`, and for whom."""
    labels = _labels(old, new)
    before, after = (_answers(data, known) for data, known in zip((old, new), labels, strict=True))
    return Comparison(
        changes=tuple(_changes(flattened(old, labels[0]), flattened(new, labels[1]))),
        verdicts=tuple(_grouped(before[0], after[0])),
        offices=tuple(_grouped(before[1], after[1])),
    )


# Which row is which

Label = tuple[str, str]  # a row by its name and issuer, those of the new data where it is in both
Labels = dict[int, Label]


def _labels(old: Data, new: Data) -> tuple[Labels, Labels]:
    """Label the rows of both by number, so that one row has one label."""
    before = {row.number: (row.name, row.issuer) for row in old.catalogue.certificates}
    after = {row.number: (row.name, row.issuer) for row in new.catalogue.certificates}
    both = set(before.values()) & set(after.values())
    for number, label in before.items():
        if label not in both and number in after and after[number] not in both:
            before[number] = after[number]
    return before, after


# The files


def flattened(data: Data, labels: Labels) -> Facts:
    """Return every value of both files under the way to it."""
    facts: Facts = {}
    for tree in data.trees:
        for path, text in _values(tree, labels, ()):
            facts.setdefault(path, set()).add(text)
    return facts


def _values(tree: Any, labels: Labels, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _values(value, labels, (*path, key))
    elif not isinstance(tree, list):
        yield path, str(tree).lower() if isinstance(tree, bool) else str(tree)
    elif not isinstance(tree[0], dict):
        texts = [" — ".join(labels[item]) if isinstance(item, int) else item for item in tree]
        yield from ((path, text) for text in ([" ".join(texts)] if path[-1] in _ORDERED else texts))
    else:
        above = ""
        for item in tree:
            for name, rest in _named(item, labels, path):
                part = (*path, f"[{name}]")
                yield part, ""
                yield from _values(rest, labels, part)
                if path[-1] in _ORDERED:
                    yield (*part, "above"), above
                above = name


def _named(item: dict[str, Any], labels: Labels, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a part of a list by its name; one that has a list of names by each of them."""
    if path == ("certificates",):
        yield " — ".join(labels[item["number"]]), item
        return
    key = next(key for key in ("id", "name", "clause", "names", "words") if key in item)
    for name in item[key] if isinstance(item[key], list) else [item[key]]:
        yield name, {field: value for field, value in item.items() if field != key}


def _changes(old: Facts, new: Facts) -> Iterator[Change]:
    """Yield what differs, in the order of the paths; of a part that came or went no more than that."""
    whole: set[Path] = set()
    for path in sorted(old.keys() | new.keys()):
        if any(path[:length] in whole for length in range(2, len(path))):
            continue
        was, now = old.get(path, set()), new.get(path, set())
        gone, come = sorted(was - now), sorted(now - was)
        if "" in (*gone, *come) and path[-1].startswith("["):
            whole.add(path)
            yield Change(path=path, happened="came" if come else "went")
        elif len(gone) == len(come) == 1:
            yield Change(path=path, happened="changed", before=gone[0], after=come[0])
        else:
            yield from (Change(path=path, happened="went", before=text) for text in gone)
            yield from (Change(path=path, happened="came", after=text) for text in come)


def spelled(path: Sequence[str]) -> str:
    """Return a path as a person would write it: ``certificates[PMP].aliases``."""
    return ".".join(path).replace(".[", "[")


# What it means

Point = tuple[Holding, str]


def _answers(data: Data, labels: Labels) -> tuple[dict[Point, Outcome], dict[Point, str]]:
    """Return what each certificate and qualification leads to, and where each is applied for in each area."""
    outcomes: dict[Point, Outcome] = {}
    places: dict[Point, str] = {}
    for record in decision_table(data):
        name, issuer = labels[record["number"]]
        graded = Holding(name=name, issuer=issuer, grade=record["grade"])
        outcomes[graded, record["degree"]] = Outcome(
            **{key: record[key] for key in ("title", "level", "series", "least_years")}
        )
        phones = f"{record['area_code']}-{' / '.join(sorted(record['phones']))}" if record["phones"] else None
        where = " ".join(filter(None, (record["apply_to"], record["office"], phones)))
        places[Holding(name=name, issuer=issuer, grade=None), record["area"]] = where
    return outcomes, places


def _grouped(before: Mapping[Point, V], after: Mapping[Point, V]) -> Iterator[Moved[V]]:
    """Gather the points that change alike into blocks: all of some holdings × all of some others."""
    order: dict[Hashable, int] = {}
    for point in (*after, *before):
        for part in point:
            order.setdefault(part, len(order))
    alike: dict[tuple[V | None, V | None], dict[Holding, list[str]]] = {}
    for point in {**after, **before}:
        pair = before.get(point), after.get(point)
        if pair[0] != pair[1]:
            alike.setdefault(pair, {}).setdefault(point[0], []).append(point[1])
    for pair, by_holding in alike.items():
        blocks: dict[tuple[str, ...], list[Holding]] = {}
        for holding, others in by_holding.items():
            blocks.setdefault(tuple(sorted(others, key=order.__getitem__)), []).append(holding)
        for block, holdings in blocks.items():
            yield Moved(holdings=tuple(holdings), others=block, before=pair[0], after=pair[1])
