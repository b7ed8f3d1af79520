"""The naive second engine: the notice's plain tables and nothing of hz_titles."""

import csv
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

Years = int | Fraction | Decimal
Row = Mapping[str, str]

NOTICE = Path(__file__).parents[1] / "notice"
QUALIFICATIONS = ("none", "associate", "bachelor", "second-bachelor", "master", "doctorate")  # lowest first
GRADES = ("A", "B", "C", "D")
YEARS = tuple(Fraction(halves, 2) for halves in range(21))  # 0 to 10


@cache
def table(name: str) -> tuple[Row, ...]:
    """One table, each line a mapping from the header's words."""
    with (NOTICE / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


def rows() -> dict[int, Row]:
    """The certificates of annex 1 by number, each with its title's level and applies_to."""
    titles = {row["title"]: row for row in table("titles")}
    return {int(row["number"]): {**row, **titles[row["title"]]} for row in table("certificates")}


def committees() -> dict[int, Row]:
    """The committees of annex 2 by number."""
    return {int(row["number"]): row for row in table("committees")}


def areas() -> dict[str, Row]:
    """The 14 areas by short official name."""
    return {row["area"]: row for row in table("areas")}


def offices() -> dict[tuple[str, str], int]:
    """Which committee serves an area and a series."""
    return {(row["area"], row["series"]): int(row["committee"]) for row in table("offices")}


def decide(number: int, grade: str | None, qualification: str, years: Years, related: bool = True) -> str:
    """Answer for full facts; years count after the qualification."""
    row, rank = rows()[number], QUALIFICATIONS.index(qualification)
    accepted = row["grades_accepted"]
    if (grade is None) == bool(accepted):
        raise ValueError(f"row {number} and grade {grade} do not go together")
    if not related or (accepted and grade not in accepted.split(";")):
        return "not_eligible"
    met = [
        rank >= QUALIFICATIONS.index(condition["qualification"]) and years >= int(condition["years"])
        for condition in table("conditions")
        if condition["level"] == row["level"]
    ]
    return "eligible" if any(met) else "not_eligible"


def decide_unknown(number: int, grade: str | None, qualification: str | None, years: Years | None) -> str:
    """Answer where None is unknown: try every value it could have."""
    graded = bool(rows()[number]["grades_accepted"])
    grades: tuple[str | None, ...] = GRADES if graded and grade is None else (grade,)
    qualifications = QUALIFICATIONS if qualification is None else (qualification,)
    spans: tuple[Years, ...] = YEARS if years is None else (years,)
    answers = {decide(number, *facts) for facts in product(grades, qualifications, spans)}
    return answers.pop() if len(answers) == 1 else "undetermined"


def apply_to(number: int, area: str) -> tuple[str, str, str | None, tuple[str, ...]]:
    """Kind, name, office and phones of whoever takes the application."""
    row = rows()[number]
    if row["applies_to"] == "bureau":
        return "bureau", areas()[area]["bureau"], None, ()
    committee = committees()[offices()[area, row["series"]]]
    return "committee", committee["name"], committee["office"], tuple(committee["phones"].split(";"))


def worth_of(day: date) -> int:
    """What a day of work is worth, in half-thirtieths of a month: every month comes to sixty."""
    last = monthrange(day.year, day.month)[1]
    if (
        day.month == 2 and day.day >= 28
    ):  # the last day counts for those that February lacks, and for the 28th
        return 6 if day.day == last else 0
    return 1 if last == 31 and day.day >= 30 else 2
