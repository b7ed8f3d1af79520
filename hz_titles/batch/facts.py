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
from ..names.resolver import Names
from ..names.text import LONGEST, fold, printable, yes_or_no
from ..names.times import Day, read_day, read_period, read_years
from ..notice import Catalogue, Jurisdiction
from ..rules.applicant import DegreeFact, Facts, WorkFact, level_and_date, read_applicant
from .columns import CERTIFICATE, Columns, is_in_months

_KEPT = 2048  # the texts of each kind whose reading is kept; none of them is longer than `LONGEST`
_WORDS = "无 暂无 没有 不详 未知 不明 未填 未填写 待填 待定 待补 空 空白 n/a na null nil none #"
_NOTHING = frozenset(map(fold, _WORDS.split()))
_NONE = frozenset(("无", "没有", "none"))
_STROKES = frozenset("/\\-—–－_―.。·、…*~～ \t\r\n\u3000\xa0")
_DITTO = frozenset(map(fold, ("同上", "同前", "上同", "见上", "同左", "〃", '"', "々", "ditto")))
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
_LONGEST_WORD = 12  # the characters of the longest word that says nothing
_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_BETWEEN = re.compile(r"[;；、，,\r\n]+")
_BETWEEN_DEGREES = re.compile(r"[;；、，,/\r\n]+")
# The stroke between two dates, never one within a date: 2015.6/2018.6
_BEFORE_YEAR = re.compile(r"\s*/\s*(?=(?:19|20)[0-9]{2})")
# The number before each thing in a list: 1.PMP 2.NPDP
_ITEM = re.compile(r"(?:^|[\s;；、，,])[(（]?([1-9])[.．、)）](?![0-9])\s*")
_CIRCLED = {ord("①") + number: f" {number + 1}." for number in range(9)}
_WHOLE = re.compile(r"\A([0-9]+)\.0+\Z")  # a row's number as programs write a column that has gaps
_UNIT = re.compile("(?i)[年月a-z]")
_TENTH = re.compile(r"((?:19|20)[0-9]{2})[.．]1")  # a spreadsheet writes .1 whether it was .1 or .10

_MEANS_ABOVE = Phrase(
    "请填写完整的内容（不能写“同上”）", "must be filled in: “the same as above” is not read"
)
_IS_ERROR = Phrase("是公式的错误值，请填写内容", "is the error of a formula: fill in what belongs there")
_NOT_YES_OR_NO = Phrase("不是“是”或“否”", "is neither yes nor no")
_NO_CERTIFICATE = Phrase("是空的，请填写证书名称", "is empty: fill in the certificate")
_DATES = Phrase(
    "{degrees} 个学历，{dates} 个取得时间：请一一对应，用 ; 隔开",
    "qualifications: {degrees}, dates: {dates}: give one date for each, with ; between",
)


class NotFilledInError(FactError):
    """A cell that points to another or holds an error: what belongs there was not filled in."""


def said(cell: str, fact: str, heading: str = "") -> str | None:
    """Return what a cell says of a fact below a heading; None where it is empty or a stroke for nothing.

    It is read as a spreadsheet shows it: ``="007"`` and a leading apostrophe are how a text is kept.
    One that points to another cell, or holds the error of a formula, is a `NotFilledInError`.
    """
    text = cell.strip()
    if found := _FORMULA.fullmatch(text):
        text = found[1].replace('""', '"').strip()
    elif text[:1] in ("'", "’") and text[1:2] not in ("", "'"):
        text = text[1:].strip()
    says = len(text) > _LONGEST_WORD or _says_something(text)
    if isinstance(says, Phrase):
        raise NotFilledInError(fact, printable(text), says)
    if not says and (folded := fold(text)) in _NONE:
        # 无 says that there is none where it was asked for (学历, 有无), else that nothing was filled in.
        says = fact == "degree" or (fact == "related" and (folded == "没有" or "有无" in heading))
    return text if says else None


@lru_cache(2 * _KEPT)
def _says_something(text: str) -> bool | Phrase:
    """Tell whether a short text is more than a stroke or a word for nothing, or why it cannot be read."""
    folded = fold(text)
    if folded in _DITTO:
        return _MEANS_ABOVE
    return _IS_ERROR if _ERROR.fullmatch(text) else not (_STROKES.issuperset(text) or folded in _NOTHING)


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
    return Day(first=day.first, last=day.last.replace(month=10), exact=False) if is_tenth(text) else day


_period = lru_cache(_KEPT)(read_period)


def is_tenth(text: str) -> bool:
    """Tell whether a date may be January or October."""
    return _TENTH.fullmatch(text.strip()) is not None


def cells_of(columns: Columns, row: Sequence[str], fact: str) -> list[str]:
    """Return what a row says of a fact, one text a column, as `said` reads it."""
    if fact in columns.fixed:
        return [columns.fixed[fact]]
    places = [place for place in columns.positions.get(fact, ()) if place < len(row)]
    texts = [said(row[place], fact, columns.header[place]) for place in places]
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
        cert=tuple(_listed(_WHOLE.sub(r"\1", text)) for text in certs),
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


def _listed(text: str) -> str:
    """Return what stands in a numbered list with marks between instead of numbers."""
    text = text.translate(_CIRCLED) if "①" in text else text
    numbers = _ITEM.findall(text) if len(text) <= LONGEST else []
    if len(numbers) < 2 or numbers != [str(number) for number in range(1, len(numbers) + 1)]:
        return text
    return ";".join(filter(None, map(str.strip, _ITEM.sub("\n", text).split("\n"))))


def _parts(text: str, between: re.Pattern[str] = _BETWEEN) -> list[str]:
    return [part for part in map(str.strip, between.split(text)) if part]


def _work(history: str | None, since: str | None) -> tuple[WorkFact, ...]:
    """Return the periods of a history of work; where they cannot be read, the day that work began."""
    periods = _parts(history or "")
    try:
        for period in periods:
            _period(period)
    except FactError:
        if since is None:
            raise
        periods = []
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
        dated = None if "degree_date" in without else columns.dates.get(place)
        dates = None if dated is None else said(row[dated], "degree_date")
        levels = _levels(_listed(text), names)
        days = _days(dates, levels, names) if dates else [""] * len(levels)
        for level, day in zip(levels, days, strict=True):
            # A qualification that has a date of its own keeps it.
            own = not day or level_and_date(level)[1] is not None
            yield level if own else (level, day_of(day, "degree_date"))


def _levels(text: str, names: Names) -> list[str]:
    """Return the qualifications in a text; one that is read as it stands is one."""
    if "@" in text or "＠" in text:
        return _parts(text)
    levels = [text]
    for further in (_parts(text), _parts(text, _BETWEEN_DEGREES), None):
        try:
            for level in levels:
                names.qualification(level_and_date(level)[0])
            break
        except FactError:
            if further is None or not _BETWEEN_DEGREES.search(text):
                raise
            levels = further
    return levels


def _days(dates: str, levels: list[str], names: Names) -> list[str]:
    """Return the day of each qualification, empty where none is told here."""
    days = [dates] if len(levels) == 1 else [part.strip() for part in _BETWEEN.split(dates)]
    if len(days) == 1 < len(levels):
        strokes = [part.strip() for part in _BEFORE_YEAR.split(dates)]
        days = strokes if len(strokes) == len(levels) else _spread(dates, levels, names)
    if len(days) != len(levels):
        raise UsageError(_DATES, degrees=len(levels), dates=len(days))
    return days


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


def fixed_cells(names: Names, facts: Facts, as_of: date) -> dict[str, str]:
    """Return what is the same for everybody as cells would give it; refuse, as `check` does, what cannot be.

    Where the certificates are the table's, a row of the list stands in for them.
    """
    certain = facts
    if not facts.cert:
        rows = names.catalogue.certificates
        row = next((row for row in rows if row.grades and facts.grade is not None), rows[0])
        certain = replace(facts, cert=str(row.number))
    read_applicant(names, certain, as_of)
    between = {"cert": "、", "issuer": "、"}
    cells = {fact: between.get(fact, ";").join(texts) for fact, texts in facts.texts.items()}
    return {CERTIFICATE if fact == "cert" else fact: text for fact, text in cells.items() if text}
