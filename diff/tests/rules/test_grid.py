"""The whole grid: the engine and a naive second engine over the plain tables give one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, product

import pytest

from hz_titles import Data, Facts, Status, decide, read_applicant
from hz_titles.rules.applicant import Applicant
from hz_titles.rules.verdict import Need, Reason
from tests.support import naive
from tests.support.program import TODAY

YEARS = (None, "0", "0.01", "0.99", "1", "1.01", "1.99", "2", "2.01", "2.99", "3", "3.01", "4.99", "5")
YEARS += ("5.01", "6.99", "7", "7.01", "60")
QUALIFICATIONS = (None, *naive.QUALIFICATIONS)
ROWS = naive.rows()

Point = tuple[int, str | None, str | None, str | None]
"""Row, grade, qualification, years."""


def grades(number: int) -> tuple[str | None, ...]:
    return (None, *naive.GRADES) if ROWS[number]["grades_accepted"] else (None,)


def points(number: int) -> Iterator[Point]:
    return product((number,), grades(number), QUALIFICATIONS, YEARS)


@cache
def expected(
    level: str, graded: bool, grade: str | None, qualification: str | None, years: str | None
) -> str:
    """Rows of one level differ in grades alone, so the naive engine is asked once for all of them."""
    number = next(
        number
        for number, row in ROWS.items()
        if row["level"] == level and bool(row["grades_accepted"]) == graded
    )
    span = None if years is None else Fraction(years)
    return naive.decide_unknown(number, grade, qualification, span)


def answer(point: Point) -> str:
    number, grade, qualification, years = point
    row = ROWS[number]
    return expected(row["level"], bool(row["grades_accepted"]), grade, qualification, years)


def needs(point: Point) -> set[str]:
    """Find by trying: the smallest sets of facts that can decide, all of them together.

    A fact is needed where some way of learning the other unknown facts leaves the answer
    open without it.
    """
    number, *given = point
    values = (naive.GRADES if ROWS[number]["grades_accepted"] else (None,), naive.QUALIFICATIONS, YEARS[1:])
    names = ("grade", "degree", "years")
    unknown = [index for index in range(3) if given[index] is None and values[index] != (None,)]
    if answer(point) != "undetermined":
        return set()
    needed = set()
    for index in unknown:
        others = [other for other in unknown if other != index]
        for known in product(*(values[other] for other in others)):
            facts = list(given)
            for other, value in zip(others, known, strict=True):
                facts[other] = value
            if answer((number, *facts)) == "undetermined":  # type: ignore[arg-type]
                needed.add(names[index])
                break
    return needed


@cache
def needs_of(level: str, graded: bool, point: tuple[str | None, ...]) -> frozenset[str]:
    number = next(
        number
        for number, row in ROWS.items()
        if row["level"] == level and bool(row["grades_accepted"]) == graded
    )
    return frozenset(needs((number, *point)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def applicants(data: Data) -> dict[Point, Applicant]:
    """Return an applicant for each point; texts are read once and put together."""

    def read(**facts: object) -> Applicant:
        return read_applicant(data.names, Facts(cert="41", **facts), TODAY)  # type: ignore[arg-type]

    identities = {number: data.names.identify(str(number)) for number in ROWS}
    held = {one: read(degrees=(one,)).held if one else () for one in QUALIFICATIONS}
    years = {one: read(years=one).years if one else None for one in YEARS}
    return {
        point: Applicant(
            identity=identities[point[0]],
            as_of=TODAY,
            grade=point[1],
            held=held[point[2]],
            years=years[point[3]],
        )
        for number in ROWS
        for point in points(number)
    }


def test_every_row_grade_qualification_and_number_of_years_is_answered_alike(
    data: Data, applicants: dict[Point, Applicant]
) -> None:
    """45 rows × grades × 6 qualifications or none said × years around every threshold or none said."""
    assert len(applicants) == (44 + 5) * 7 * 19
    for point, applicant in applicants.items():
        verdict = decide(data.catalogue, data.jurisdiction, applicant)
        row = ROWS[point[0]]
        assert verdict.status.value == answer(point), point
        assert verdict.title is not None
        assert verdict.series is not None
        assert (verdict.title.name, verdict.title.level.name) == (row["title"], row["level"]), point
        assert verdict.series.name == row["series"], point
        named = {need.value for need in verdict.needs}
        graded = bool(row["grades_accepted"])
        assert named == needs_of(row["level"], graded, point[1:]) | {"district"}, point
        assert list(verdict.needs) == [need for need in Need if need in verdict.needs], point


def test_every_row_in_every_area_has_its_office(data: Data, applicants: dict[Point, Applicant]) -> None:
    """Whatever the answer is, the office is that of the row's title and the place of work."""
    places = {area: data.names.place(area) for area in naive.areas()}
    assert len(places) == 14
    for number, (area, place) in product(ROWS, places.items()):
        kind, name, office, phones = naive.apply_to(number, area)
        for qualification, years in product((None, "none", "bachelor", "doctorate"), (None, "1", "7")):
            applicant = replace(applicants[number, None, qualification, years], place=place)
            verdict = decide(data.catalogue, data.jurisdiction, applicant)
            found = verdict.office
            assert found is not None
            assert found.name == name, (number, area)
            assert found.office == office, (number, area)
            assert found.phones == phones, (number, area)
            assert found.kind.value == kind, (number, area)
            assert Need.DISTRICT not in verdict.needs
            assert verdict.status.value == answer((number, None, qualification, years))


def test_whoever_does_not_work_in_the_field_gets_a_no_that_needs_nothing(
    data: Data, applicants: dict[Point, Applicant]
) -> None:
    for point, applicant in applicants.items():
        verdict = decide(data.catalogue, data.jurisdiction, replace(applicant, related=False))
        assert verdict.status is Status.NOT_ELIGIBLE, point
        assert verdict.reasons == (Reason.NOT_RELATED_WORK,), point
        assert verdict.needs == (Need.DISTRICT,), point
        assert verdict.eligible_from is None, point


def test_present_related_work_said_or_taken_as_given_is_the_same(
    data: Data, applicants: dict[Point, Applicant]
) -> None:
    for point, applicant in applicants.items():
        verdict = decide(data.catalogue, data.jurisdiction, replace(applicant, related=True))
        assert verdict.status.value == answer(point), point


def test_every_condition_of_the_title_is_answered_in_the_notices_order(
    data: Data, applicants: dict[Point, Applicant]
) -> None:
    table = naive.table("conditions")
    for point, applicant in applicants.items():
        verdict = decide(data.catalogue, data.jurisdiction, applicant)
        row = ROWS[point[0]]
        wanted = [condition for condition in table if condition["level"] == row["level"]]
        assert [route.condition.passage.clause for route in verdict.routes] == [
            condition["clause"] for condition in wanted
        ]
        qualification, years = point[2:]
        if qualification is None or years is None:
            continue
        rank = naive.QUALIFICATIONS.index(qualification)
        for route, condition in zip(verdict.routes, wanted, strict=True):
            reaches = rank >= naive.QUALIFICATIONS.index(condition["qualification"])
            met = reaches and Fraction(years) >= int(condition["years"])
            assert route.met is met, (point, condition["clause"])
            assert (route.by is not None) is reaches, (point, condition["clause"])


def test_more_facts_never_overturn_an_answer(data: Data, applicants: dict[Point, Applicant]) -> None:
    """What the engine says with a fact left out, it says with each value of it."""
    statuses = {
        point: decide(data.catalogue, data.jurisdiction, applicant).status
        for point, applicant in applicants.items()
    }
    for point, first in statuses.items():
        if first is Status.UNDETERMINED:
            continue
        number, *given = point
        for count in range(1, 4):
            for indexes in combinations([index for index in range(3) if given[index] is None], count):
                values = (grades(number)[1:] or (None,), naive.QUALIFICATIONS, ("0", "3", "60"))
                for known in product(*(values[index] for index in indexes)):
                    facts = list(given)
                    for index, value in zip(indexes, known, strict=True):
                        facts[index] = value
                    assert statuses[number, *facts] is first  # type: ignore[index]
