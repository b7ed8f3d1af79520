"""A row's cells → the facts about one applicant, as `check` takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ..errors import FactError, UsageError
from ..language import Phrase
from ..names.dates import read_day, read_period
from ..names.resolver import Names
from ..names.text import printable
from ..names.yes_or_no import yes_or_no
from ..rules.applicant import Facts, level_and_date, read_applicant, texts_of
from .cells import said
from .columns import Columns
from .headings import CERTIFICATE

_BETWEEN = re.compile(r"[;；、，,\r\n]+")
_BETWEEN_DEGREES = re.compile(r"[;；、，,/\r\n]+")
_PLACES = "、"
_WHOLE = re.compile(r"([0-9]+)\.0+")
"""A row's number as programs write a column of numbers that has gaps."""

_NOT_YES_OR_NO = Phrase("不是“是”或“否”", "is neither yes nor no")
_DATES = Phrase(
    "{degrees} 个学历，{dates} 个取得时间：请一一对应，用 ; 隔开",
    "qualifications: {degrees}, dates: {dates}: give one date for each, with ; between",
)


def cells_of(columns: Columns, row: Sequence[str], fact: str) -> list[str]:
    """Return what a row says of a fact, one text a column; none where it says nothing.

    Raises:
        FactError: a cell points to another, or holds the error of a formula.
    """
    if fact in columns.fixed:
        return [columns.fixed[fact]]
    texts = (said(row[place], fact) for place in columns.positions.get(fact, ()) if place < len(row))
    return [text for text in texts if text is not None]


def facts_of(columns: Columns, row: Sequence[str], names: Names) -> Facts:
    """Return the facts that a row gives; an empty cell is a fact that is not known.

    Years of related work go before the day that work began, and before a history of it that cannot be read.

    Raises:
        UsageError: cells that cannot go together, or a yes or no that is neither.
    """

    def cell(fact: str) -> str | None:
        return next(iter(cells_of(columns, row, fact)), None)

    years = cell("years")
    return Facts(
        cert=_joined(map(_numbered, cells_of(columns, row, CERTIFICATE))) or "",
        issuer=_joined(cells_of(columns, row, "issuer")),
        grade=cell("grade"),
        degrees=tuple(_degrees(columns, row, names)),
        years=years,
        work=() if years is not None else _work(cell("work"), cell("work_from")),
        related=_related(cell("related")),
        district=place_of(cells_of(columns, row, "district"), names),
    )


def place_of(texts: list[str], names: Names) -> str | None:
    """Return the text that names an area, of several columns; where they name different ones, all these."""
    if len(texts) < 2:
        return next(iter(texts), None)
    named: dict[str, str] = {}
    for text in texts:
        try:
            areas = names.place(text).areas
        except FactError:
            continue
        if len(areas) == 1:
            named.setdefault(areas[0].name, text)
    return _PLACES.join(named.values()) or texts[0]


def _joined(texts: Iterable[str]) -> str | None:
    return "、".join(texts) or None


def _numbered(text: str) -> str:
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def _parts(text: str | None, between: re.Pattern[str] = _BETWEEN) -> list[str]:
    parts = [part.strip() for part in between.split(text or "")]
    return [part for part in parts if part]


def _work(history: str | None, since: str | None) -> tuple[str, ...]:
    """Return the periods of a history of work; where they cannot be read, the day that work began."""
    periods = _parts(history)
    if since is None:
        return tuple(periods)
    try:
        for period in periods:
            read_period(period)
    except FactError:
        periods = []
    return tuple(periods) or (f"{read_day(since, 'work_from')}..",)


def _degrees(columns: Columns, row: Sequence[str], names: Names) -> Iterable[str]:
    """Yield the qualifications of all columns, each with the date that its own date column gives."""
    if "degree" in columns.fixed:
        yield from _parts(columns.fixed["degree"])
        return
    for place in columns.positions.get("degree", ()):
        text = said(row[place], "degree")
        dated = columns.dates.get(place)
        days = said(row[dated], "degree_date") if dated is not None else None
        if text is not None:
            yield from _paired(_levels(text, names), days, names)


def _levels(text: str, names: Names) -> list[str]:
    """Return the qualifications in a text; one that is read as it stands is one."""
    if not _BETWEEN_DEGREES.search(text) or "@" in text or "＠" in text:
        return _parts(text)
    try:
        names.qualification(text)
    except FactError:
        return _parts(text, _BETWEEN_DEGREES)
    return [text]


def _paired(levels: list[str], dates: str | None, names: Names) -> Iterable[str]:
    if dates is None:
        return levels
    days = [dates] if len(levels) == 1 else [part.strip() for part in _BETWEEN.split(dates)]
    if len(days) == 1 < len(levels) and len({names.qualification(level).least for level in levels}) == 1:
        days *= len(levels)
    if len(days) != len(levels):
        raise UsageError(_DATES, degrees=len(levels), dates=len(days))
    return map(_dated, levels, days)


def _dated(degree: str, day: str) -> str:
    """Put a date behind a qualification that has none of its own."""
    if not day or level_and_date(degree)[1] is not None:
        return degree
    return f"{degree}@{read_day(day, 'degree_date')}"


def _related(text: str | None) -> bool | None:
    if text is None:
        return None
    related = yes_or_no(text)
    if related is not None:
        return related
    raise FactError("related", printable(text), _NOT_YES_OR_NO, accepted=("是", "否", "yes", "no"))


def check_fixed(names: Names, facts: Facts, as_of: date) -> None:
    """Refuse at once what is the same for everybody and cannot be read.

    Where the certificates are the table's, any row of the list stands in for them.

    Raises:
        UsageError: as `check` would.
    """
    if facts.cert:
        read_applicant(names, facts, as_of)
        return
    row = names.catalogue.certificates[0]
    read_applicant(names, replace(facts, cert=str(row.number), grade=None), as_of)
    if facts.grade is not None:
        _check_grade(names, facts.grade)


def _check_grade(names: Names, text: str) -> None:
    """Refuse a grade that no row of the list has."""
    refused: FactError | None = None
    for row in names.catalogue.certificates:
        if row.grades:
            try:
                names.grade(text, row)
                return
            except FactError as error:
                refused = error
    if refused:
        raise refused


def fixed_cells(facts: Facts) -> dict[str, str]:
    """Return what is the same for everybody as cells would give it."""
    cells: dict[str, str | None] = {
        CERTIFICATE: _joined(texts_of(facts.cert)),
        "issuer": _joined(texts_of(facts.issuer)),
        "grade": facts.grade,
        "degree": ";".join(facts.degree_texts) or None,
        "years": next(iter(texts_of(facts.years)), None),
        "work": ";".join(facts.work_texts) or None,
        "related": None if facts.related is None else "yes" if facts.related else "no",
        "district": facts.district,
    }
    return {fact: text for fact, text in cells.items() if text is not None}
