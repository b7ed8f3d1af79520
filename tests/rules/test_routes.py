"""Which qualification carries a condition, and what several of them leave to ask."""

import pytest

from hz_titles import Facts, Language, Need, Status, check
from hz_titles.words.verdict import verdict_document
from hz_titles.words.verdict_object import verdict_object
from tests.support.editing import data_of, trees
from tests.support.program import TODAY

WORK = ("2016-01-01..",)


def by_clause(told):
    return {route["clause"]: route for route in told["routes"]}


def test_a_qualification_that_meets_a_condition_goes_before_one_that_may(verdict):
    told = verdict(degrees=("associate", "bachelor@2015-07-01"), work=WORK, district="滨江")
    route = by_clause(told)["附件1 二.1"]
    assert (route["by"], route["met"]) == ("bachelor", True)


def test_a_qualification_that_may_meet_a_condition_goes_before_one_that_does_not(verdict):
    told = verdict(degrees=("associate@2024-07-01", "bachelor"), work=WORK, district="滨江")
    route = by_clause(told)["附件1 二.1"]
    assert (route["by"], route["met"]) == ("bachelor", None)


def test_of_two_that_meet_a_condition_the_lower_is_named_whatever_the_order(verdict):
    for degrees in (
        ("bachelor@2015-07-01", "associate@2012-07-01"),
        ("associate@2012-07-01", "bachelor@2015-07-01"),
    ):
        told = verdict(degrees=degrees, work=WORK, district="滨江")
        assert by_clause(told)["附件1 二.1"]["by"] == "associate"


def test_of_two_that_do_not_yet_the_one_that_will_first_is_named(verdict):
    told = verdict(degrees=("bachelor@2025-07-01", "associate@2021-07-01"), work=("2022-01-01..",))
    route = by_clause(told)["附件1 二.1"]
    assert (route["by"], route["eligible_from"]) == ("associate", "2029-01-01")


def test_where_a_qualification_may_be_higher_a_condition_has_the_day_that_suits_every_case(verdict):
    told = by_clause(verdict(degrees="大专及以上@2024-07-01", work="2024-07-01.."))
    assert (told["附件1 二.1"]["met"], told["附件1 二.1"]["eligible_from"]) == (False, "2031-07-01")
    assert (told["附件1 二.2"]["met"], told["附件1 二.2"]["eligible_from"]) == (False, None)


@pytest.mark.parametrize(
    "degrees",
    [("bachelor@2015-07-01", "associate"), ("associate", "bachelor@2015-07-01")],
    ids=["last", "first"],
)
def test_a_qualification_below_every_condition_is_not_asked_about(degrees):
    catalogue, committees = trees()
    del catalogue["levels"][1]["conditions"][0]  # the only one for which an associate degree will do
    facts = Facts(cert="PMP", degrees=degrees, district="滨江")
    verdict = check(data_of(catalogue, committees), facts, TODAY)
    assert verdict.status is Status.UNDETERMINED
    assert verdict.needs == (Need.YEARS,)


NONE_REACHES = "needs a higher degree than none"
DEPENDS = "depends on the qualification"


@pytest.mark.parametrize(
    ("facts", "answers"),
    [
        (
            {"years": "3"},
            ["3 years of related work: 4 years short", "3 years of related work: 2 years short"],
        ),
        ({"cert": "CCRC", "years": "0"}, ["0 years of related work: 3 years short"]),
        ({"cert": "CCRC", "work": ("2026-06-23..",)}, ["at most 5 months of related work"] * 2 + [DEPENDS]),
        ({"work": ("2031-01..",)}, ["0 years of related work: 7 years short"]),
        ({"years": "8"}, [DEPENDS] * 5),
        ({"degrees": ("中专",), "years": "3"}, [NONE_REACHES] * 5),
        ({"degrees": ("中专", "高中"), "years": "3"}, [NONE_REACHES] * 5),
    ],
)
def test_without_a_qualification_it_is_the_work_that_falls_short(data, facts, answers):
    document = verdict_document(data, check(data, Facts(**{"cert": "PMP", **facts}), TODAY), Language.EN)
    conditions = next(one for one in document.sections if one.heading.startswith("Conditions"))
    assert [item.below[-1].text for item in conditions.parts][: len(answers)] == answers


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"years": "1"}, "with 1 year of related work, whatever the qualification"),
        ({"work": ("2025-11-23..",)}, "with the related work given, whatever the qualification"),
    ],
)
def test_work_too_short_for_any_qualification_is_the_reason_of_a_no(facts, why):
    catalogue, committees = trees()
    del catalogue["levels"][1]["conditions"][-1]  # the only one that asks for no years
    edited = data_of(catalogue, committees)
    verdict = check(edited, Facts(cert="PMP", **facts), TODAY)
    assert verdict.status is Status.NOT_ELIGIBLE
    assert verdict_object(edited, verdict, Language.EN)["reasons"][0]["text"].endswith(why)


def test_work_that_lies_back_counts_towards_the_first_day(verdict):
    told = verdict(degrees="bachelor@2010-07-01", work=("2012-01-01..2013-12-31", "2024-01-01.."))
    assert (told["status"], told["eligible_from"]) == ("not_eligible", "2027-01-01")
