"""What changed between two editions of the data: as lines for a person, as JSON, as flat records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import product
from typing import Any

from ..language import Language, Phrase, listed
from ..loading import Data
from ..notice.annex1 import Certificate
from ..reports.editions import (
    Change,
    Comparison,
    Happened,
    Holding,
    Label,
    OfficeChange,
    Outcome,
    VerdictChange,
    Where,
    spelled,
)
from ..rules.verdict import Status

_NOTHING = Phrase("两份数据没有差别", "the two editions do not differ")
_CHANGES = Phrase("数据的变化（{count}）", "Changes in the files ({count})")
_VERDICTS = Phrase("谁的结论变了（{count}）", "Who gets another verdict ({count})")
_OFFICES = Phrase("谁的受理部门变了（{count}）", "Who applies elsewhere ({count})")

_MARKS = {Happened.CAME: "+", Happened.WENT: "-", Happened.CHANGED: "~"}
_VALUE = Phrase("{path}：{value}", "{path}: {value}")
_FROM_TO = Phrase("{before} → {after}", "{before} → {after}")

_WHO = Phrase("{certificates}，{others}：{what}", "{certificates}, {others}: {what}")
_ALL = Phrase("全部{count}项{series}证书（{level}）", "all {count} certificates of {series} ({level})")
_ALL_OF_LEVEL = Phrase("全部{count}项{level}证书", "all {count} certificates of {level}")
_EVERY_CERTIFICATE = Phrase("全部{count}项证书", "all {count} certificates")
_AND_MORE = Phrase("{first} 等{count}项", "{first} and others, {count} in all")
_EVERY_AREA = Phrase("全部{count}个区", "all {count} areas")
_EVERY_DEGREE = Phrase("任何学历", "any qualification")
_MOST = 4
"""How many certificates are named one by one."""

_SUFFICE = Phrase("现满{after}年即可（原{before}年）", "{after} years now suffice (was {before})")
_NEED = Phrase("现须满{after}年（原{before}年）", "now needs {after} years (was {before})")
_OPENED = Phrase("现满{after}年可以（原不可以）", "now possible with {after} years (was not at all)")
_CLOSED = Phrase("现不可以（原满{before}年可以）", "no longer possible (was with {before} years)")
_LISTED = Phrase("现可认定{title}，须满{years}年", "now leads to {title}, with {years} years")
_LISTED_NEVER = Phrase("列入（{title}），但这些学历不够", "now listed ({title}), but not enough for it")
_UNLISTED = Phrase("不再列入（原认定{title}）", "no longer listed (led to {title})")
_TITLE = Phrase("现认定{after}（原{before}）", "now leads to {after} (was {before})")
_FULL_TITLE = Phrase("{title}·{series}", "{title}, {series}")
_APPLIES = Phrase("现向 {after} 申请（原 {before}）", "now apply to {after} (was {before})")
_MOVED = Phrase(
    "仍向 {name} 申请，现为 {after}（原 {before}）", "still {name}, now at {after} (was {before})"
)
_APPLIES_NEW = Phrase("向 {after} 申请", "apply to {after}")
_APPLIES_NO_MORE = Phrase(
    "不再有受理部门（原 {before}）", "nobody takes the application any more (was {before})"
)


def comparison_lines(comparison: Comparison, old: Data, new: Data, language: Language) -> str:
    """Return a comparison as lines, summed up so that a person can read it."""
    people = _People(old, new, language)
    sections = (
        (_CHANGES, [_change(change, language) for change in comparison.changes]),
        (_VERDICTS, people.verdicts(comparison.verdicts)),
        (_OFFICES, [people.office(change) for change in comparison.offices]),
    )
    lines = []
    for heading, items in sections:
        if items:
            lines += [heading.say(language, count=len(items)), *(f"  {item}" for item in items)]
    return "\n".join(lines or [_NOTHING.say(language)]) + "\n"


def _change(change: Change, language: Language) -> str:
    said: Phrase | str | None = change.before or change.after
    if change.before and change.after:
        said = _FROM_TO.filled(before=change.before, after=change.after)
    path = spelled(change.path)
    what = _VALUE.say(language, path=path, value=said) if said else path
    return f"{_MARKS[change.happened]} {what}"


class _People:
    """Says for whom something changes, in as few words as the two editions allow."""

    def __init__(self, old: Data, new: Data, language: Language) -> None:
        self.language = language
        self.data = (new, old)

    def say(self, phrase: Phrase, /, **values: object) -> str:
        return phrase.say(self.language, **values)

    def verdicts(self, changes: Iterable[VerdictChange]) -> list[str]:
        """Return one line for all whose verdict changes in the same words, whatever their series."""
        alike: dict[tuple[str, str], list[Holding]] = {}
        for change in changes:
            said = self.degrees(change.degrees), self.outcome(change.before, change.after)
            alike.setdefault(said, []).extend(change.holdings)
        return [
            self.say(_WHO, certificates=self.certificates(holdings), others=degrees, what=what)
            for (degrees, what), holdings in alike.items()
        ]

    def office(self, change: OfficeChange) -> str:
        return self.say(
            _WHO,
            certificates=self.certificates(change.holdings),
            others=self.areas(change.areas),
            what=self.where(change.before, change.after),
        )

    def where(self, before: Where | None, after: Where | None) -> str:
        if before and after and before.name == after.name:
            return self.say(_MOVED, name=after.name, before=_desk(before), after=_desk(after))
        phrase = _APPLIES_NEW if before is None else _APPLIES_NO_MORE if after is None else _APPLIES
        return self.say(phrase, before=_where(before), after=_where(after))

    def outcome(self, before: Outcome | None, after: Outcome | None) -> str:
        if after is None:
            return self.say(_UNLISTED, title=self.title(before))
        if before is None:
            phrase = _LISTED_NEVER if after.least_years is None else _LISTED
            return self.say(phrase, title=self.title(after), years=after.least_years)
        parts = []
        if (before.title, before.series) != (after.title, after.series):
            parts.append(self.say(_TITLE, before=self.title(before), after=self.title(after)))
        if before.least_years != after.least_years:
            parts.append(self.years(before.least_years, after.least_years))
        return ("；" if self.language is Language.ZH else "; ").join(parts) or self.title(after)

    def years(self, before: int | None, after: int | None) -> str:
        if before is None:
            return self.say(_OPENED, after=after)
        if after is None:
            return self.say(_CLOSED, before=before)
        return self.say(_SUFFICE if after < before else _NEED, before=before, after=after)

    def title(self, outcome: Outcome | None) -> str:
        return self.say(_FULL_TITLE, title=outcome.title, series=outcome.series) if outcome else ""

    def certificates(self, holdings: Sequence[Holding]) -> str:
        """Name whole parts of the list as such, and the rest one by one."""
        names = {_label(holding) for holding in holdings}
        parts = []
        for said, block in self.blocks():
            if len(block) > _MOST and block <= names:
                parts.append(said)
                names -= block
        rest = [holding for holding in holdings if _label(holding) in names]
        return listed([*parts, *self.named(rest)], self.language)

    def blocks(self) -> Iterator[tuple[str, set[Label]]]:
        """Yield the parts of the list that have a name, the largest of each edition first."""
        for data in self.data:
            rows = data.catalogue.certificates
            yield self.say(_EVERY_CERTIFICATE, count=len(rows)), set(map(_label, rows))
            for level in data.catalogue.levels:
                of_level = [row for row in rows if row.title.level is level]
                said = self.say(_ALL_OF_LEVEL, count=len(of_level), level=level.name)
                yield said, set(map(_label, of_level))
                for series in data.catalogue.series:
                    block = [row for row in of_level if row.series is series]
                    said = self.say(_ALL, count=len(block), series=series.name, level=level.name)
                    yield said, set(map(_label, block))

    def named(self, holdings: Sequence[Holding]) -> list[str]:
        """Name certificates one by one, or the first of many that have no grades."""
        labels = list(dict.fromkeys(_holding(holding) for holding in holdings))
        if len(labels) <= _MOST or any(holding.grade for holding in holdings):
            return labels
        first = listed(labels[:_MOST], self.language)
        return [self.say(_AND_MORE, first=first, count=len(labels))]

    def degrees(self, degrees: Sequence[str]) -> str:
        known = {one.id: one.name for data in reversed(self.data) for one in data.catalogue.qualifications}
        if set(degrees) == set(known):
            return self.say(_EVERY_DEGREE)
        return listed((self.say(known[degree]) for degree in degrees), self.language)

    def areas(self, areas: Sequence[str]) -> str:
        for data in self.data:
            if set(areas) == {area.name for area in data.jurisdiction.areas}:
                return self.say(_EVERY_AREA, count=len(areas))
        return listed(areas, self.language)


def _label(named: Certificate | Holding) -> Label:
    return named.name, named.issuer


def _holding(holding: Holding) -> str:
    name = f"{holding.name}（{holding.issuer}）"
    return f"{name} {holding.grade}" if holding.grade else name


def _where(where: Where | None) -> str:
    return f"{where.name} {_desk(where)}".strip() if where else ""


def _desk(where: Where) -> str:
    phones = " / ".join(where.phones)
    return " ".join(filter(None, (where.office, f"{where.area_code}-{phones}" if phones else "")))


# For programs


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as an object that JSON can hold, whole."""
    verdicts = [asdict(change) | {"years": _years(change)} for change in comparison.verdicts]
    offices = [asdict(change) for change in comparison.offices]
    for office in offices:  # programs know those whom it is for as its certificates
        office["certificates"] = office.pop("holdings")
    return {
        "changes": [_flat_change(change) for change in comparison.changes],
        "verdicts": verdicts,
        "offices": offices,
    }


def _flat_change(change: Change) -> dict[str, Any]:
    """Return a change with the part of the file, which item of it and which field: none where all of it."""
    about, *rest = change.path
    item = rest.pop(0)[1:-1] if rest and rest[0].startswith("[") else ""
    return {
        "about": about,
        "item": item,
        "field": spelled(rest) or None,
        "happened": change.happened.value,
        "before": change.before,
        "after": change.after,
    }


def _years(change: VerdictChange) -> list[dict[str, Any]]:
    status = {True: Status.ELIGIBLE.value, False: Status.NOT_ELIGIBLE.value}
    return [
        {"from": first, "below": below, "before": status[before], "after": status[after]}
        for first, below, before, after in change.years()
    ]


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
        record = empty | _flat_change(change)
        yield record | {"kind": record.pop("happened")}
    for verdict in comparison.verdicts:
        answers = {"kind": "verdict", "before": _flat(verdict.before), "after": _flat(verdict.after)}
        ranges: list[tuple[int | None, int | None]] = [each[:2] for each in verdict.years()] or [(None, None)]
        for holding, degree, (first, below) in product(verdict.holdings, verdict.degrees, ranges):
            point = _held(holding) | {"degree": degree, "from_years": first, "below_years": below}
            yield empty | answers | point
    for office in comparison.offices:
        before, after = _where(office.before) or None, _where(office.after) or None
        answers = {"kind": "office", "before": before, "after": after}
        for holding, area in product(office.holdings, office.areas):
            yield empty | answers | _held(holding) | {"area": area}


def _held(holding: Holding) -> dict[str, Any]:
    return {"certificate": holding.name, "issuer": holding.issuer, "grade": holding.grade}


def _flat(outcome: Outcome | None) -> str | None:
    if outcome is None:
        return None
    years = "" if outcome.least_years is None else str(outcome.least_years)
    return ";".join((outcome.title, outcome.level, outcome.series, years))
