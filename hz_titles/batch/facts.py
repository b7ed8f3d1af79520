"""A row's cells → the facts about one applicant, as `check` takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ..errors import FactError, UsageError
from ..language import Phrase
from ..names.dates import read_day
from ..names.resolver import Names
from ..names.text import printable
from ..names.yes_or_no import yes_or_no
from ..rules.applicant import Facts, level_and_date, read_applicant
from .columns import CERTIFICATE, Columns

_BETWEEN = re.compile("[;；]")
_WHOLE = re.compile(r"([0-9]+)\.0+")
"""A row's number as programs write a column of numbers that has gaps."""

_NOT_YES_OR_NO = Phrase("不是「是」或「否」", "is neither yes nor no")
_ONE_OF = Phrase(
    "「{columns}」都有内容：年限和起止时间只能填一种（不用某一列时写 --map {fact}=）",
    "{columns} are both filled in: give years or dates, not both (leave a column out with --map {fact}=)",
)
_DATES = Phrase(
    "{degrees} 个学历，{dates} 个取得时间：请一一对应，用 ; 隔开",
    "qualifications: {degrees}, dates: {dates}: give one date for each, with ; between",
)


def cell_of(columns: Columns, row: Sequence[str], fact: str) -> str | None:
    """Return what a row says of a fact; None where it says nothing."""
    if fact in columns.fixed:
        return columns.fixed[fact]
    position = columns.positions.get(fact)
    if position is None or position >= len(row):
        return None
    return row[position].strip() or None


def facts_of(columns: Columns, row: Sequence[str]) -> Facts:
    """Return the facts that a row gives; an empty cell is a fact that is not known.

    Raises:
        UsageError: cells that cannot go together, or a yes or no that is neither.
    """

    def cell(fact: str) -> str | None:
        return cell_of(columns, row, fact)

    years, work, since = cell("years"), cell("work"), cell("work_from")
    given = [
        name for name, text in (("years", years), ("work", work), ("work_from", since)) if text is not None
    ]
    if len(given) > 1:
        names = [columns.name(fact) for fact in given]
        raise UsageError(_ONE_OF, columns=names, fact=given[-1])
    return Facts(
        cert=_numbered(cell(CERTIFICATE) or ""),
        issuer=cell("issuer"),
        grade=cell("grade"),
        degrees=_degrees(cell("degree"), cell("degree_date")),
        years=years,
        work=(f"{read_day(since, 'work_from')}..",) if since else _parts(work),
        related=_related(cell("related")),
        district=cell("district"),
    )


def _numbered(text: str) -> str:
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def _parts(text: str | None) -> tuple[str, ...]:
    parts = [part.strip() for part in _BETWEEN.split(text or "")]
    return tuple(part for part in parts if part)


def _degrees(text: str | None, dates: str | None) -> tuple[str, ...]:
    """Pair qualifications with the dates of a second column; a place left empty has no date."""
    degrees = _parts(text)
    if dates is None or not degrees:
        return degrees
    days = [part.strip() for part in _BETWEEN.split(dates)]
    if len(days) != len(degrees):
        raise UsageError(_DATES, degrees=len(degrees), dates=len(days))
    return tuple(map(_dated, degrees, days))


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
        CERTIFICATE: facts.cert or None,
        "issuer": facts.issuer,
        "grade": facts.grade,
        "degree": _joined(facts.degrees),
        "years": facts.years,
        "work": _joined(facts.work),
        "related": None if facts.related is None else "yes" if facts.related else "no",
        "district": facts.district,
    }
    return {fact: text for fact, text in cells.items() if text is not None}


def _joined(texts: Iterable[str]) -> str | None:
    return ";".join(texts) or None
