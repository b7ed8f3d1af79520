"""Which qualification carries a condition, and what several of them leave to ask."""

import pytest
from conftest import TODAY
from editing import data_of, trees

from hz_titles import Facts, Need, Status, check

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


def test_work_that_lies_back_counts_towards_the_first_day(verdict):
    told = verdict(degrees="bachelor@2010-07-01", work=("2012-01-01..2013-12-31", "2024-01-01.."))
    # Two years, then two years, eleven months and thirty days: those thirty make the last month.
    assert (told["status"], told["eligible_from"]) == ("not_eligible", "2026-12-31")
