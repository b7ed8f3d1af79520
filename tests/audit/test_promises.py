"""What no edit of the data may break: kept for the data as issued and for edited data alike."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product

import pytest

from hz_titles import Facts, Status, check
from hz_titles.rules.advice import Way, advise
from hz_titles.rules.verdict import Need
from tests.loading.test_own_data import grown
from tests.support.editing import data_of, row, trees

DAY = date(2024, 2, 29)
ONE = timedelta(days=1)
RANK = {Status.NOT_ELIGIBLE: 0, Status.UNDETERMINED: 1, Status.ELIGIBLE: 2}


def other_years(catalogue, committees):
    """Each condition asks for other years, one of them for none, and the lowest level knows no masters."""
    assistant, intermediate = (level["conditions"] for level in catalogue["levels"])
    assistant.pop()
    for condition, years in zip((*assistant, *intermediate), (2, 1, 1, 9, 6, 4, 4, 1), strict=True):
        condition["years"] = years


def other_grades(catalogue, committees):
    """Two certificates have grades, one of them all but the highest refused."""
    grades = dict(row(catalogue, 41)["grades"], lowest="A", text="A级", names=["NPDP {grade}"])
    row(catalogue, 43)["grades"] = dict(grades, words=["{grade}"])
    row(catalogue, 1).update(title="助理工程师")


EDITIONS = {"issued": lambda *_: None, "grown": grown, "years": other_years, "grades": other_grades}


@cache
def data(edition):
    pair = trees()
    EDITIONS[edition](*pair)
    return data_of(*pair, unchecked=True)


@cache
def verdict(edition, row, grade, degrees, as_of=DAY, **facts):
    area = data(edition).jurisdiction.areas[0].name
    return check(
        data(edition), Facts(cert=str(row), grade=grade, degrees=degrees, district=area, **facts), as_of
    )


def lowest(row):
    return row.grades and row.grades.lowest


def rows(edition):
    """One row for each level, with grades and without."""
    found = {
        (each.title.level.name, bool(each.grades)): each for each in data(edition).catalogue.certificates
    }
    return found.values()


def degrees(edition):
    return [each.id for each in data(edition).catalogue.qualifications]


def years(edition):
    """No years, the most, and on both sides of whatever a condition asks for."""
    named = {each.years for level in data(edition).catalogue.levels for each in level.conditions}
    return [
        "0",
        *(text for number in sorted(named - {0}) for text in (f"{number - 1}.99", str(number))),
        "60",
    ]


each_edition = pytest.mark.parametrize("edition", EDITIONS)


@each_edition
def test_more_years_a_higher_qualification_or_grade_never_hurt(edition):
    for each in rows(edition):
        grid = [list(reversed(each.grade_choices)), degrees(edition), years(edition)]
        rank = {
            point: RANK[verdict(edition, each.number, point[0], (point[1],), years=point[2]).status]
            for point in product(*grid)
        }
        for point in rank:
            for place, values in enumerate(grid):
                for less, more in pairwise(values):
                    if point[place] == less:
                        assert rank[point] <= rank[*point[:place], more, *point[place + 1 :]], (
                            each.number,
                            point,
                        )


@each_edition
def test_of_several_qualifications_the_best_one_carries(edition):
    for each, (low, high) in product(rows(edition), pairwise(degrees(edition))):
        for first, second in ((2010, 2012), (2016, 2020), (2018, 2023)):
            held = f"{low}@{first}-07-01", f"{high}@{second}-07-01"
            work = (f"{first}-07-01..",)
            both, *alone = (
                verdict(edition, each.number, lowest(each), some, work=work).status is Status.ELIGIBLE
                for some in (held, held[:1], held[1:])
            )
            assert both == any(alone), (each.number, held)


@each_edition
def test_a_qualification_without_its_day_is_what_all_its_days_agree_on(edition):
    for each, one, start in product(rows(edition), degrees(edition), (2014, 2019, 2022)):
        work = (f"{start}-03-01..",)
        days = (str(DAY), *(f"{year}-03-01" for year in range(start, DAY.year)))
        answers = {
            verdict(edition, each.number, lowest(each), (f"{one}@{day}",), work=work).status for day in days
        }
        found = verdict(edition, each.number, lowest(each), (one,), work=work)
        open_ = len(answers) > 1
        assert found.status is (Status.UNDETERMINED if open_ else answers.pop()), (each.number, one, start)
        assert found.needs == ((Need.DEGREE_DATE,) if open_ else ())


@each_edition
def test_the_first_day_of_a_yes_is_a_yes_and_the_day_before_is_none(edition):
    found = 0
    for each, one, start in product(
        rows(edition), degrees(edition), ("2024-02-29", "2022-01-31", "2018-08-30")
    ):
        facts = {"degrees": (f"{one}@{start}",), "work": (f"{start}..",)}
        day = verdict(edition, each.number, lowest(each), **facts).eligible_from
        if day is not None:
            found += 1
            then, before = (
                verdict(edition, each.number, lowest(each), as_of=when, **facts).status
                for when in (day, day - ONE)
            )
            assert (then, before is Status.ELIGIBLE) == (Status.ELIGIBLE, False), (
                each.number,
                one,
                start,
                day,
            )
    assert found > 10


@each_edition
def test_every_no_has_advice_each_piece_of_which_is_needed_whole(edition):
    """Qualification, grade and field as advised are a yes; without one of the steps it stays a no."""
    known = data(edition)
    seen = set()
    for each, one, number, related in product(rows(edition), degrees(edition), years(edition), (None, False)):
        for grade in (each.grade_choices[0], each.grade_choices[-1]):
            no = verdict(edition, each.number, grade, (one,), years=number, related=related)
            if no.status is not Status.NOT_ELIGIBLE:
                continue
            assert no.reasons
            pieces = advise(known.catalogue, known.jurisdiction, no)
            assert pieces, (each.number, one, number, grade)
            for piece in pieces:
                steps = {step.way: step for step in (*piece.besides, piece)}
                seen |= set(steps)
                grades = steps[Way.GRADE].grades if Way.GRADE in steps else (grade,)
                ways = [(way.id, str(least)) for way, least in piece.qualifications] or [(one, number)]
                if piece.way is Way.WAIT:
                    ways = [(one, "60")]
                for accepted, (degree, least) in product(grades, ways):
                    field = None if Way.RELATED_WORK in steps else related
                    yes = verdict(edition, each.number, accepted, (degree,), years=least, related=field)
                    assert yes.status is Status.ELIGIBLE, (piece, each.number, one, number)
                    if Way.RELATED_WORK in steps:
                        assert (
                            verdict(
                                edition, each.number, accepted, (degree,), years=least, related=False
                            ).status
                            is Status.NOT_ELIGIBLE
                        )
                    if piece.qualifications and least != "0":
                        short = verdict(
                            edition, each.number, accepted, (degree,), years=f"{int(least) - 1}.99"
                        )
                        assert short.status is Status.NOT_ELIGIBLE
    assert seen >= {Way.WAIT, Way.QUALIFICATION, Way.GRADE, Way.RELATED_WORK}
