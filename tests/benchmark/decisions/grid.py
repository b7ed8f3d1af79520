"""The cases that every engine decides, and what their answers are compared by."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hz_titles import Data, check
from hz_titles.reports.decision_table import decision_table
from hz_titles.rules.applicant import Facts

AS_OF = date(2026, 11, 23)
YEARS = ("0", "0.999", "1", "1.999", "2", "2.999", "3", "4.999", "5", "6.999", "7", "40")
"""On, just below and far beyond every number of years that the notice names."""

Record = dict[str, Any]
Answer = tuple[str, str, str, str, str, str, str]
"""Status, title, level, series, office of application, its office and its telephones."""


@dataclass(frozen=True, slots=True)
class Case:
    """One applicant of whom everything is known."""

    number: int
    grade: str | None
    degree: str
    years: str
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A way to decide cases.

    Attributes:
        ready: turns cases into whatever the engine takes; not timed.
        decide: decides them; timed.
        answers: turns what `decide` returned into answers; not timed.
        most: the most cases that are timed, where the engine is slow.
    """

    name: str
    ready: Callable[[list[Case]], Any]
    decide: Callable[[Any], Any]
    answers: Callable[[Any], list[Answer]]
    most: int = 1_000_000


def whole_grid(records: list[Record]) -> list[Case]:
    """Return every certificate, grade, qualification and area with all of `YEARS`."""
    return [
        Case(record["number"], record["grade"], record["degree"], years, record["area"])
        for record in records
        for years in YEARS
    ]


def drawn(grid: list[Case], count: int) -> list[Case]:
    """Return `count` cases of the grid, the same ones every time."""
    return random.Random(6).choices(grid, k=count)


def expected(data: Data, grid: list[Case]) -> list[Answer]:
    """Return the answers of `hz_titles.check`, text by text."""
    return [
        answer_of(
            check(
                data,
                Facts(
                    cert=str(case.number),
                    grade=case.grade,
                    degrees=(case.degree,),
                    years=case.years,
                    district=case.area,
                ),
                AS_OF,
            )
        )
        for case in grid
    ]


def answer_of(verdict: Any) -> Answer:
    """Return a verdict as an answer."""
    office = verdict.office
    return (
        verdict.status.value,
        verdict.title.name,
        verdict.title.level.name,
        verdict.series.name,
        office.name,
        office.office or "",
        ";".join(office.phones),
    )


# What the rule engines are given: the notice's rules, out of the decision table's records


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The decision table taken apart again into rules that stand by themselves.

    Attributes:
        rows: number and grade → title, level, series and whether the grade is accepted.
        conditions: level and qualification → least years.
        offices: level, series and areas → office of application, its office, its telephones.
        degrees: the qualifications, lowest first.
        areas: the areas.
    """

    rows: dict[tuple[int, str | None], tuple[str, str, str, bool]]
    conditions: dict[tuple[str, str], int]
    offices: dict[tuple[str, str, str, str, str], list[str]]
    degrees: list[str]
    areas: list[str]


def rules(data: Data) -> Rules:
    """Take the rules out of the data."""
    records = list(decision_table(data))
    accepted = {
        (record["number"], record["grade"]) for record in records if record["least_years"] is not None
    }
    offices: dict[tuple[str, str, str, str, str], list[str]] = {}
    for record in records:
        phones = ";".join(record["phones"])
        key = record["level"], record["series"], record["apply_to"], record["office"] or "", phones
        areas = offices.setdefault(key, [])
        if record["area"] not in areas:
            areas.append(record["area"])
    return Rules(
        rows={
            (record["number"], record["grade"]): (
                record["title"],
                record["level"],
                record["series"],
                (record["number"], record["grade"]) in accepted,
            )
            for record in records
        },
        conditions={
            (record["level"], record["degree"]): record["least_years"]
            for record in records
            if record["least_years"] is not None
        },
        offices=offices,
        degrees=list(dict.fromkeys(record["degree"] for record in records)),
        areas=list(dict.fromkeys(record["area"] for record in records)),
    )
