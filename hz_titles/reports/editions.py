"""Two editions of the data: what changed in the files, and for whom that changes the answer.

Both files are flattened: every value stands under the way to it. Parts of a list go by what they are called,
so the order of a file makes no difference, save where it means something: qualifications, levels and grades.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..language import Language, Phrase, phrases_beside, same
from ..loading import Data
from .lists import decision_table

Label = tuple[str, str]  # a row by its name and issuer, those of the new data where it is in both
Path = tuple[str, ...]  # the way to a value: keys, and in brackets what a part of a list is called
Part = dict[str, Any]
_ORDERED = {"qualifications", "levels", "order"}


class Change(NamedTuple):
    """One thing that differs between the files; no value where a whole part came or went."""

    happened: str  # came, went or changed
    path: Path
    before: str | None = None
    after: str | None = None


Holding = tuple[str, str, str | None]  # a certificate as a person holds it: name, issuer, grade
# Title, level, series and least years (empty where it leads to nothing), or an office alone.
Answer = tuple[str, ...]
Answers = dict[tuple[Holding, str], Answer]  # by certificate and qualification, or area
Moved = dict[tuple[Holding, str], tuple[Answer | None, Answer | None]]  # before and after


class Comparison(NamedTuple):
    """All that differs; three times nothing where both mean the same."""

    changes: list[Change]
    verdicts: Moved  # the outcome by certificate and qualification
    offices: Moved  # the office by certificate and area


def compare(old: Data, new: Data) -> Comparison:
    """Return what changed from `old` to `new`, and for whom."""
    before, after = (
        {row.number: (row.name, row.issuer) for row in data.catalogue.certificates} for data in (old, new)
    )
    both = set(before.values()) & set(after.values())
    for number, label in before.items():  # a row that is not in both is the one of the same number
        if not {label, after.get(number, label)} & both:
            before[number] = after.get(number, label)
    changes = list(_changes(_flattened(old, before), _flattened(new, after)))
    was, now = _answers(old, before), _answers(new, after)
    return Comparison(changes, *(_moved(*each) for each in zip(was, now, strict=True)))


# The files


def _flattened(data: Data, labels: Mapping[int, Label]) -> dict[Path, set[str]]:
    """Return what stands under each path of both files; of a part of a list that it is there."""
    values: dict[Path, set[str]] = {}

    def put(path: Path, text: str) -> None:
        values.setdefault(path, set()).add(text)

    def walk(tree: Any, path: Path) -> None:
        if isinstance(tree, dict):
            for key, value in tree.items():
                walk(value, (*path, key))
        elif not isinstance(tree, list):
            put(path, str(tree).lower() if isinstance(tree, bool) else str(tree))
        elif not isinstance(tree[0], dict):
            texts = [" — ".join(labels[item]) if isinstance(item, int) else item for item in tree]
            for text in [" ".join(texts)] if path[-1] in _ORDERED else texts:
                put(path, text)
        else:
            above = ""
            for name, rest in (named for item in tree for named in _named(item, path, labels)):
                part = (*path, f"[{name}]")
                put(part, "")
                walk(rest, part)
                if path[-1] in _ORDERED:
                    put((*part, "above"), above)
                above = name

    for tree in data.trees:
        walk(tree, ())
    return values


def _named(item: Part, path: Path, labels: Mapping[int, Label]) -> list[tuple[str, Part]]:
    """Return a part of a list with its name; one that has a list of names with each of them."""
    if path == ("certificates",):
        return [(" — ".join(labels[item["number"]]), item)]
    key = next(key for key in ("id", "name", "clause", "names", "words") if key in item)
    rest = {field: value for field, value in item.items() if field != key}
    return [(name, rest) for name in (item[key] if isinstance(item[key], list) else [item[key]])]


def _changes(old: Mapping[Path, set[str]], new: Mapping[Path, set[str]]) -> Iterator[Change]:
    """Yield what differs, in the order of the paths; of a part that came or went no more than that."""
    whole: Path = ()
    for path in sorted(old.keys() | new.keys()):
        if whole and path[: len(whole)] == whole:
            continue
        was, now = old.get(path, set()), new.get(path, set())
        gone, come = sorted(was - now), sorted(now - was)
        if "" in (*gone, *come) and path[-1].startswith("["):
            whole = path
            yield Change("came" if come else "went", path)
        elif len(gone) == len(come) == 1:
            yield Change("changed", path, gone[0], come[0])
        else:
            yield from (Change("went", path, before=text) for text in gone)
            yield from (Change("came", path, after=text) for text in come)


def spelled(path: Sequence[str]) -> str:
    """Return a path as a person would write it: ``certificates[PMP].aliases``."""
    return ".".join(path).replace(".[", "[")


# What it means


def _answers(data: Data, labels: Mapping[int, Label]) -> tuple[Answers, Answers]:
    """Return what each certificate and qualification leads to, and where each is applied for in each area."""
    outcomes: Answers = {}
    places: Answers = {}
    for record in decision_table(data):
        name, issuer = labels[record["number"]]
        least = "" if record["least_years"] is None else str(record["least_years"])
        outcome = record["title"], record["level"], record["series"], least
        outcomes[(name, issuer, record["grade"]), record["degree"]] = outcome
        phones = f"{record['area_code']}-{' / '.join(sorted(record['phones']))}" if record["phones"] else None
        where = " ".join(filter(None, (record["apply_to"], record["office"], phones)))
        places[(name, issuer, None), record["area"]] = (where,)
    return outcomes, places


def _moved(before: Answers, after: Answers) -> Moved:
    """Return for whom the answer changes; those for whom it changes alike stand together."""
    pairs = {who: (before.get(who), after.get(who)) for who in {**after, **before}}
    moved = {who: pair for who, pair in pairs.items() if pair[0] != pair[1]}
    alike = list(dict.fromkeys(moved.values()))
    return {who: moved[who] for who in sorted(moved, key=lambda who: alike.index(moved[who]))}


# For a person

_TEXTS = phrases_beside(__file__, "editions.txt")["line"]
_MARKS = {"came": "+", "went": "-", "changed": "~"}
_MOST = 4  # How many certificates are named one by one


def comparison_lines(comparison: Comparison, old: Data, new: Data, language: Language) -> str:
    """Return a comparison as lines, summed up so that a person can read it."""
    editions = new, old
    degrees = [{one.id: one.name for one in data.catalogue.qualifications} for data in editions]
    areas = [{area.name: same(area.name) for area in data.jurisdiction.areas} for data in editions]
    lines = []
    for heading, items in (
        ("changes", map(_change, comparison.changes)),
        ("verdicts", _people(comparison.verdicts, editions, degrees, _TEXTS["every_degree"])),
        ("offices", _people(comparison.offices, editions, areas, _TEXTS["every_area"])),
    ):
        if told := [f"  {item.say(language)}" for item in items]:
            lines += [_TEXTS[heading].say(language, count=len(told)), *told]
    return "\n".join(lines or [_TEXTS["nothing"].say(language)]) + "\n"


def _change(change: Change) -> Phrase:
    what = same(f"{_MARKS[change.happened]} {spelled(change.path)}")
    said = " → ".join(filter(None, (change.before, change.after)))
    return _TEXTS["said"].filled(what=what, said=said) if said else what


def _people(
    moved: Moved, editions: Sequence[Data], known: Sequence[Mapping[str, Phrase]], every: Phrase
) -> Iterator[Phrase]:
    """Yield one line for all to whom the same happens; `known` are the qualifications or areas."""
    by_holding: dict[tuple[Holding, Phrase, Phrase], list[str]] = {}
    for (holding, other), (was, now) in moved.items():
        by_holding.setdefault((holding, _answer(was, now), _answer(now, was)), []).append(other)
    alike: dict[tuple[tuple[Phrase, ...], Phrase, Phrase], list[Holding]] = {}
    for (holding, before, after), others in by_holding.items():
        names = [next(names[other] for names in known if other in names) for other in others]
        all_or_some = (every,) if set(others) in map(set, known) else tuple(names)
        alike.setdefault((all_or_some, before, after), []).append(holding)
    for (all_or_some, before, after), holdings in alike.items():
        whose = _certificates(editions, holdings)
        yield _TEXTS["who"].filled(certificates=whose, others=all_or_some, before=before, after=after)


def _answer(one: Answer | None, other: Answer | None) -> Phrase:
    """Say an answer; of an outcome the years alone where the other has the same title and series."""
    if one is None:
        return _TEXTS["none"]
    if len(one) == 1:
        return same(one[0])
    title, _, series, least = one
    years = _TEXTS["years"].filled(years=least) if least else _TEXTS["never"]
    if other and (other[0], other[2]) == (title, series):
        return years
    return _TEXTS["title"].filled(title=title, series=series, years=years)


def _certificates(editions: Sequence[Data], holdings: Sequence[Holding]) -> list[object]:
    """Name whole parts of the list as such, the largest first, and of the rest the first."""
    labels = {holding[:2] for holding in holdings}
    parts: list[object] = []
    for data in editions:
        blocks: dict[str | Phrase, set[Label]] = {}
        for row in data.catalogue.certificates:
            level = row.title.level.name
            for name in (_TEXTS["list"], level, f"{level}·{row.series.name}"):
                blocks.setdefault(name, set()).add((row.name, row.issuer))
        for name, block in sorted(blocks.items(), key=lambda each: -len(each[1])):
            if len(block) > _MOST and block <= labels:
                parts.append(_TEXTS["all"].filled(of=name, count=len(block)))
                labels -= block
    left = [
        f"{name}（{issuer}）{grade or ''}" for name, issuer, grade in holdings if (name, issuer) in labels
    ]
    more = [_TEXTS["more"].filled(count=len(left) - _MOST)] if len(left) > _MOST else []
    return [*parts, *left[:_MOST], *more]


# For programs

# The columns of the flat records; they are public.
_HELD, _YEARS = ("certificate", "issuer", "grade"), ("from_years", "below_years")
COLUMNS = ("kind", "about", "item", "field", *_HELD, "degree", "area", *_YEARS, "before", "after")


def comparison_records(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield a comparison as flat records: a change each, then each point with another answer."""
    empty: dict[str, Any] = dict.fromkeys(COLUMNS)
    for happened, (about, *rest), before, after in comparison.changes:
        item = rest.pop(0)[1:-1] if rest and rest[0].startswith("[") else None
        told = {"kind": happened, "about": about, "item": item, "field": spelled(rest) or None}
        yield empty | told | {"before": before, "after": after}
    for kind, other, moved in zip(("verdict", "office"), ("degree", "area"), comparison[1:], strict=True):
        for (holding, name), pair in moved.items():
            whose = dict(zip(_HELD, holding, strict=True)) | {other: name}
            # The years in which yes and no change, from and below: neither where in none.
            least = {answer[-1] if answer and kind == "verdict" else "" for answer in pair}
            years = sorted(map(int, least - {""})) if len(least) > 1 else []
            was, now = (";".join(answer) if answer else None for answer in pair)
            answers = {"kind": kind, "before": was, "after": now}
            yield empty | answers | whose | dict(zip(_YEARS, years, strict=False))
