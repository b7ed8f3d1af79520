"""What changed between two editions of the data: as lines for a person, as flat records for programs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from ..language import Language, Phrase, listed_each, same
from ..loading import Data
from ..reports.editions import Change, Comparison, Holding, Label, Moved, Outcome, spelled

_NOTHING = Phrase("两份数据没有差别", "the two editions do not differ")
_CHANGES = Phrase("数据的变化（{count}）", "Changes in the files ({count})")
_VERDICTS = Phrase("谁的结论变了（{count}）", "Who gets another verdict ({count})")
_OFFICES = Phrase("谁的受理部门变了（{count}）", "Who applies elsewhere ({count})")

_MARKS = {"came": "+", "went": "-", "changed": "~"}
_SAID = Phrase("{what}：{said}", "{what}: {said}")
_WHO = Phrase("{certificates}，{others}：{before} → {after}", "{certificates}, {others}: {before} → {after}")
_NONE = Phrase("无", "none")
_YEARS = Phrase("满{years}年", "{years} years")
_NEVER = Phrase("不可以", "not possible")
_TITLE = Phrase("{title}·{series}，{years}", "{title} ({series}), {years}")

_ALL = Phrase("{of}全部{count}项证书", "all {count} certificates of {of}")
_LIST = Phrase("目录", "the list")
_MORE = Phrase("另{count}项", "{count} more")
_EVERY_AREA = Phrase("所有区、县（市）", "all areas")
_EVERY_DEGREE = Phrase("任何学历", "any qualification")
_MOST = 4  # How many certificates are named one by one
Block = tuple[Phrase, set[Label]]  # a part of the list that has a name, and its rows


def comparison_lines(comparison: Comparison, old: Data, new: Data, language: Language) -> str:
    """Return a comparison as lines, summed up so that a person can read it."""
    blocks = [block for data in (new, old) for block in _blocks(data)]
    names = {one.id: one.name for data in (old, new) for one in data.catalogue.qualifications}
    areas = [{area.name for area in data.jurisdiction.areas} for data in (new, old)]
    verdicts = (
        (each.holdings, _all_of(each.others, [set(names)], _EVERY_DEGREE, names), *_outcomes(each))
        for each in comparison.verdicts
    )
    offices = (
        (each.holdings, _all_of(each.others, areas, _EVERY_AREA, {}), each.before, each.after)
        for each in comparison.offices
    )
    lines = []
    for heading, items in (
        (_CHANGES, [_change(change) for change in comparison.changes]),
        (_VERDICTS, _people(blocks, verdicts)),
        (_OFFICES, _people(blocks, offices)),
    ):
        if items:
            lines.append(heading.say(language, count=len(items)))
            lines += [f"  {item.say(language)}" for item in items]
    return "\n".join(lines or [_NOTHING.say(language)]) + "\n"


def _change(change: Change) -> Phrase:
    what = same(f"{_MARKS[change.happened]} {spelled(change.path)}")
    said = " → ".join(filter(None, (change.before, change.after)))
    return _SAID.filled(what=what, said=said) if said else what


def _all_of(
    ids: Sequence[str], wholes: Sequence[set[str]], every: Phrase, names: Mapping[str, Phrase]
) -> Phrase:
    """Return what these are called: one word where they are all there are."""
    return every if set(ids) in wholes else listed_each([names.get(one, same(one)) for one in ids])


def _people(blocks: Sequence[Block], changes: Iterable[Sequence[Any]]) -> list[Phrase]:
    """Return one line for all to whom the same happens, whatever their certificates."""
    alike: dict[tuple[Hashable, ...], list[Holding]] = {}
    for holdings, *rest in changes:
        alike.setdefault(tuple(rest), []).extend(holdings)
    return [
        _WHO.filled(
            certificates=_certificates(blocks, holdings),
            others=others,
            before=before or _NONE,
            after=after or _NONE,
        )
        for (others, before, after), holdings in alike.items()
    ]


def _certificates(blocks: Sequence[Block], holdings: Sequence[Holding]) -> list[object]:
    """Name whole parts of the list as such, and of the rest the first."""
    labels = {(each.name, each.issuer) for each in holdings}
    parts: list[object] = []
    for said, block in blocks:
        if len(block) > _MOST and block <= labels:
            parts.append(said)
            labels -= block
    left = (each for each in holdings if (each.name, each.issuer) in labels)
    rest = list(dict.fromkeys(f"{each.name}（{each.issuer}）{each.grade or ''}" for each in left))
    more = [_MORE.filled(count=len(rest) - _MOST)] if len(rest) > _MOST else []
    return [*parts, *rest[:_MOST], *more]


def _blocks(data: Data) -> Iterator[Block]:
    """Yield the parts of the list that have a name, the largest first."""
    blocks: dict[str | Phrase, set[Label]] = {}
    for row in data.catalogue.certificates:
        level = row.title.level.name
        for name in (_LIST, level, f"{level}·{row.series.name}"):
            blocks.setdefault(name, set()).add((row.name, row.issuer))
    for name, labels in sorted(blocks.items(), key=lambda block: -len(block[1])):
        yield _ALL.filled(of=name, count=len(labels)), labels


def _outcomes(moved: Moved[Outcome]) -> list[Phrase | None]:
    """Return what led to what; the years alone where title and series stay."""
    both = moved.before, moved.after
    stays = None not in both and len({(each.title, each.series) for each in both if each}) == 1
    return [_outcome(each, stays) if each else None for each in both]


def _outcome(outcome: Outcome, stays: bool) -> Phrase:
    years = _NEVER if outcome.least_years is None else _YEARS.filled(years=outcome.least_years)
    return years if stays else _TITLE.filled(title=outcome.title, series=outcome.series, years=years)


# For programs

COLUMNS = (
    *("kind", "about", "item", "field"),
    *("certificate", "issuer", "grade", "degree", "area", "from_years", "below_years"),
    *("before", "after"),
)
"""The columns of the flat records; they are public."""


def comparison_records(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield a comparison as flat records: a change each, then each point with another answer."""
    empty: dict[str, Any] = dict.fromkeys(COLUMNS)
    for change in comparison.changes:
        about, *rest = change.path
        item = rest.pop(0)[1:-1] if rest and rest[0].startswith("[") else None
        place = {"about": about, "item": item, "field": spelled(rest) or None}
        told = {"kind": change.happened, "before": change.before, "after": change.after}
        yield empty | place | told
    for verdict in comparison.verdicts:
        answers = {"kind": "verdict", "before": _flat(verdict.before), "after": _flat(verdict.after)}
        years = dict(zip(("from_years", "below_years"), _years(verdict), strict=False))
        for holding, degree in product(verdict.holdings, verdict.others):
            yield empty | answers | _held(holding) | {"degree": degree} | years
    for office in comparison.offices:
        answers = {"kind": "office", "before": office.before, "after": office.after}
        for holding, area in product(office.holdings, office.others):
            yield empty | answers | _held(holding) | {"area": area}


def _held(holding: Holding) -> dict[str, Any]:
    return {"certificate": holding.name, "issuer": holding.issuer, "grade": holding.grade}


def _years(verdict: Moved[Outcome]) -> list[int]:
    """Return the range of years in which yes and no change, from and below: neither where in none."""
    least = [each.least_years if each else None for each in (verdict.before, verdict.after)]
    return sorted(years for years in least if years is not None) if least[0] != least[1] else []


def _flat(outcome: Outcome | None) -> str | None:
    if outcome is None:
        return None
    years = "" if outcome.least_years is None else str(outcome.least_years)
    return ";".join((outcome.title, outcome.level, outcome.series, years))
