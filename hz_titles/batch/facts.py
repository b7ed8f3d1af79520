"""A row's cells → the facts about one applicant, as `check` takes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ..errors import FactError, UsageError
from ..language import Phrase
from ..names.dates import Day, read_day, read_period
from ..names.resolver import Names
from ..names.text import LONGEST, printable, yes_or_no
from ..names.years import read_years
from ..notice import Catalogue, Jurisdiction
from ..rules.applicant import DegreeFact, Facts, WorkFact, level_and_date, read_applicant
from .cells import NotFilledInError, said
from .columns import Columns
from .headings import CERTIFICATE, is_in_months

_KEPT = 2048
"""The texts of each kind whose reading is kept; none of them is longer than `LONGEST`."""
_BETWEEN = re.compile(r"[;；、，,\r\n]+")
_BETWEEN_DEGREES = re.compile(r"[;；、，,/\r\n]+")
_BEFORE_YEAR = re.compile(r"\s*/\s*(?=(?:19|20)[0-9]{2})")
"""The stroke between two dates, never one within a date: 2015.6/2018.6."""
_ITEM = re.compile(r"(?:^|[\s;；、，,])[(（]?([1-9])[.．、)）](?![0-9])\s*")
"""The number before each thing in a list: 1.PMP 2.NPDP."""
_CIRCLED = {ord("①") + number: f" {number + 1}." for number in range(9)}
_WHOLE = re.compile(r"([0-9]+)\.0+")
"""A row's number as programs write a column of numbers that has gaps."""
_UNIT = re.compile("(?i)[年月a-z]")
_TENTH = re.compile(r"((?:19|20)[0-9]{2})[.．]1")
"""A month for which a spreadsheet writes .1 whether it was .1 or .10."""

_NOT_YES_OR_NO = Phrase("不是“是”或“否”", "is neither yes nor no")
_NO_CERTIFICATE = Phrase("是空的，请填写证书名称", "is empty: fill in the certificate")
_DATES = Phrase(
    "{degrees} 个学历，{dates} 个取得时间：请一一对应，用 ; 隔开",
    "qualifications: {degrees}, dates: {dates}: give one date for each, with ; between",
)


def kept_names(catalogue: Catalogue, jurisdiction: Jurisdiction) -> Names:
    """Return names that remember what they have read: a table says the same again and again."""
    names = Names(catalogue, jurisdiction, suggesting=False)
    for reading in ("identify_all", "qualification", "place", "grade"):
        setattr(names, reading, lru_cache(_KEPT)(getattr(names, reading)))
    return names


@lru_cache(_KEPT)
def day_of(text: str, fact: str) -> Day:
    """Read a date; where .1 may be .10 it is some day from January to October."""
    day = read_day(text, fact)
    if _TENTH.fullmatch(text):
        return Day(first=day.first, last=day.last.replace(month=10), exact=False)
    return day


_period = lru_cache(_KEPT)(read_period)


def is_tenth(text: str) -> bool:
    """Tell whether a date may be January or October."""
    return _TENTH.fullmatch(text.strip()) is not None


def cells_of(columns: Columns, row: Sequence[str], fact: str) -> list[str]:
    """Return what a row says of a fact, one text a column, as `said` reads it."""
    if fact in columns.fixed:
        return [columns.fixed[fact]]
    texts = (
        said(row[place], fact, columns.header[place])
        for place in columns.positions.get(fact, ())
        if place < len(row)
    )
    return [text for text in texts if text is not None]


def facts_of(columns: Columns, row: Sequence[str], names: Names, without: Collection[str] = ()) -> Facts:
    """Return the facts that a row gives, but for those in `without`; an empty cell is a fact not known.

    Years of related work go before the day that work began; so does a history of it that can be read.
    What cannot be read is a `FactError`.
    """

    def cells(fact: str) -> list[str]:
        return [] if fact in without else cells_of(columns, row, fact)

    def cell(fact: str) -> str | None:
        return next(iter(cells(fact)), None)

    if (years := cell("years")) is not None:
        if any(is_in_months(columns.header[place]) for place in columns.positions.get("years", ())):
            years = years if _UNIT.search(years) else f"{years}个月"
        read_years(years)
    said_related = cell("related")
    related = yes_or_no(said_related[:LONGEST]) if said_related is not None else None
    if said_related is not None and related is None:
        accepted = ("是", "否", "yes", "no")
        raise FactError("related", printable(said_related), _NOT_YES_OR_NO, accepted=accepted)
    certs, issuers = cells(CERTIFICATE), tuple(cells("issuer"))
    if len(certs) > 1:  # of two columns one may say no more than that there is one
        certs = [text for text in certs if yes_or_no(text[:LONGEST]) is None] or certs
    if not certs:
        raise NotFilledInError(CERTIFICATE, "", _NO_CERTIFICATE)
    return Facts(
        cert=tuple(map(_numbered, certs)),
        issuer=issuers or None,
        grade=cell("grade"),
        degrees=() if "degree" in without else tuple(_degrees(columns, row, names, without)),
        years=years,
        work=() if years is not None else _work(cell("work"), cell("work_from")),
        related=related,
        district=place_of(cells("district"), names),
    )


def place_of(texts: list[str], names: Names) -> str | None:
    """Return the text that names an area, of several columns; where they name different ones, all these."""
    named: dict[str, str] = {}
    for text in texts if len(texts) > 1 else ():
        with suppress(FactError):
            areas = names.place(text).areas
            if len(areas) == 1:
                named.setdefault(areas[0].name, text)
    found = "、".join(named.values()) or next(iter(texts), None)
    if found is not None:
        names.place(found)
    return found


def _numbered(text: str) -> str:
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else _listed(text)


def _listed(text: str) -> str:
    """Return what stands in a numbered list with marks between instead of numbers."""
    text = text.translate(_CIRCLED) if "①" in text else text
    numbers = _ITEM.findall(text) if len(text) <= LONGEST else []
    if len(numbers) < 2 or numbers != [str(number) for number in range(1, len(numbers) + 1)]:
        return text
    return ";".join(filter(None, map(str.strip, _ITEM.sub("\n", text).split("\n"))))


def _parts(text: str | None, between: re.Pattern[str] = _BETWEEN) -> list[str]:
    if text is None:
        return []
    return [part for part in map(str.strip, between.split(text)) if part]


def _work(history: str | None, since: str | None) -> tuple[WorkFact, ...]:
    """Return the periods of a history of work; where they cannot be read, the day that work began."""
    periods = _parts(history)
    try:
        for period in periods:
            _period(period)
    except FactError:
        if since is None:
            raise
    else:
        if periods or since is None:
            return tuple(periods)
    try:
        return ((day_of(since, "work_from"), None),)
    except FactError:
        with suppress(FactError):
            if _period(since).end is None:
                return (since,)
        raise


def _degrees(
    columns: Columns, row: Sequence[str], names: Names, without: Collection[str]
) -> Iterator[DegreeFact]:
    """Yield the qualifications of all columns, each with the date that its own date column gives."""
    if "degree" in columns.fixed:
        yield from _parts(columns.fixed["degree"])
        return
    for place in columns.positions.get("degree", ()):
        text = said(row[place], "degree")
        if text is None:
            continue
        text = _listed(text)
        dated = None if "degree_date" in without else columns.dates.get(place)
        days = None if dated is None else said(row[dated], "degree_date")
        yield from _paired(_levels(text, names), days, names)


def _levels(text: str, names: Names) -> list[str]:
    """Return the qualifications in a text; one that is read as it stands is one."""
    if "@" in text or "＠" in text:
        return _parts(text)
    for between in (None, _BETWEEN, _BETWEEN_DEGREES):
        levels = _parts(text, between) if between else [text]
        try:
            for level in levels:
                names.qualification(level_and_date(level)[0])
        except FactError:
            if between is _BETWEEN_DEGREES or not _BETWEEN_DEGREES.search(text):
                raise
        else:
            break
    return levels


def _paired(levels: list[str], dates: str | None, names: Names) -> Iterator[DegreeFact]:
    if dates is None:
        yield from levels
        return
    days = [dates] if len(levels) == 1 else [part.strip() for part in _BETWEEN.split(dates)]
    if len(days) == 1 < len(levels):
        strokes = [part.strip() for part in _BEFORE_YEAR.split(dates)]
        days = strokes if len(strokes) == len(levels) else _spread(dates, levels, names)
    if len(days) != len(levels):
        raise UsageError(_DATES, degrees=len(levels), dates=len(days))
    for level, day in zip(levels, days, strict=True):
        # A qualification that has a date of its own keeps it.
        yield (
            level if not day or level_and_date(level)[1] is not None else (level, day_of(day, "degree_date"))
        )


def _spread(date: str, levels: list[str], names: Names) -> list[str]:
    """Give the one date to the qualifications that it is of; it stays alone where that is open."""
    parts = [level_and_date(level) for level in levels]
    read = [names.qualification(level) for level, _ in parts]
    own = [
        day_of(when, "degree") if when else each.obtained for each, (_, when) in zip(read, parts, strict=True)
    ]
    year = day_of(date, "degree_date").first.year
    if any(day and day.first.year == year for day in own):  # it is told already
        return [""] * len(levels)
    if own.count(None) == 1:
        return ["" if day else date for day in own]
    return [date] * len(levels) if len({each.least for each in read}) == 1 else [date]


def check_fixed(names: Names, facts: Facts, as_of: date) -> None:
    """Refuse at once, as `check` does, what is the same for everybody and cannot be read.

    Where the certificates are the table's, a row of the list stands in for them.
    """
    if not facts.cert:
        rows = names.catalogue.certificates
        row = next((row for row in rows if row.grades and facts.grade is not None), rows[0])
        facts = replace(facts, cert=str(row.number))
    read_applicant(names, facts, as_of)


def fixed_cells(facts: Facts) -> dict[str, str]:
    """Return what is the same for everybody as cells would give it."""
    between = {"cert": "、", "issuer": "、"}
    cells = {fact: between.get(fact, ";").join(texts) for fact, texts in facts.texts.items()}
    return {CERTIFICATE if fact == "cert" else fact: text for fact, text in cells.items() if text}
