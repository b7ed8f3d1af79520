"""The contract's table “given → answer”, row by row, with time, exactness and refusals."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hz_titles import Data, FactError, Facts, HzTitlesError, Language, answers, check
from hz_titles.errors import UsageError
from tests.support.program import TODAY, Run, Verdicts

DAY = timedelta(days=1)


def codes(answer: dict[str, Any]) -> list[str]:
    return [reason["code"] for reason in answer["reasons"]]


def advice(answer: dict[str, Any]) -> list[str]:
    return [way["code"] for way in answer["advice"]]


# The table

SIX_YEARS = {"degrees": "bachelor", "years": "6"}


def lines(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


CASES = lines("answers.tsv")
WHAT = [case["what"] for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=WHAT)
def test_what_is_given_gets_the_answer_of_the_table(verdict: Verdicts, case: dict[str, str]) -> None:
    answer = verdict(**{"district": "滨江", **json.loads(case["given"])})
    assert (answer["status"], " ".join(answer["needs"])) == (case["status"], case["needs"])
    if case["reasons"] or case["status"] == "undetermined":
        assert " ".join(codes(answer)) == (case["reasons"] or "facts_missing")


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ({"degrees": ("master@2026-06-30", "doctorate@2030-06-30")}, "2028-11-23"),
        ({"degrees": ("master@2026-06-30", "doctorate@2030-06-30"), "work": "2026-11-23.."}, "2028-11-23"),
        ({"degrees": "bachelor@2018-07-01", "work": "2018-07-01..2021-06-30"}, "2028-11-23"),
        (
            {"degrees": "bachelor@2018-07-01", "work": ("2018-07-01..2021-06-30", "2030-01-01..")},
            "2028-11-23",
        ),
        ({"degrees": "bachelor", "years": "3"}, "2028-11-23"),
        ({"degrees": "bachelor@2023-11-23", "work": "2023-11-23.."}, "2028-11-23"),
        (
            {
                "degrees": "bachelor@2021-11-24",
                "work": ("2021-11-24..2022-06-22", "2022-06-24..2024-09-22", "2024-09-24.."),
            },
            "2026-11-26",
        ),
    ],
)
def test_what_comes_later_never_puts_the_first_day_off(
    verdict: Verdicts, facts: dict[str, Any], day: str
) -> None:
    answer = verdict(**facts)
    assert (answer["status"], answer["eligible_from"]) == ("not_eligible", day)


@pytest.mark.parametrize(
    ("facts", "clause"),
    [
        ({"degrees": "博士", "years": "10"}, "附件1 二.5"),
        ({"degrees": "硕士", "years": "3"}, "附件1 二.4"),
        ({"degrees": "本科", "years": "8"}, "附件1 二.2"),
        ({"degrees": ("大专@2014-07", "本科@2023-07"), "work": "2014-08.."}, "附件1 二.1"),
        ({"degrees": "硕士", "years": "1"}, "附件1 二.4"),
    ],
)
def test_the_reason_names_the_persons_own_condition(
    verdict: Verdicts, facts: dict[str, Any], clause: str
) -> None:
    assert clause in verdict(**facts)["reasons"][0]["text"]


def test_of_several_certificates_the_best_one_answers_and_none_is_lost(verdict: Verdicts) -> None:
    both = verdict(("PMP", "CCRC", "CAPM"), degrees="bachelor", district="滨江")
    assert (both["status"], both["certificate"]["number"]) == ("undetermined", 40)
    assert [(other["text"], other["status"]) for other in both["others"]] == [
        ("CCRC", "undetermined"),
        ("CAPM", "not_eligible"),
    ]
    yes = verdict(("PMP", "CCRC"), degrees="bachelor", years="2", district="滨江")
    assert (yes["status"], yes["title"], yes["others"][0]["title"]) == ("eligible", "助理工程师", "工程师")
    assert yes["others"][0]["office"]["number"] == 5


def test_open_years_show_how_many_are_asked_for(verdict: Verdicts) -> None:
    answer = verdict(degrees="bachelor", district="滨江")
    assert "at least 5 years" in answer["reasons"][0]["text"]


def test_a_short_master_is_told_to_give_earlier_qualifications(verdict: Verdicts) -> None:
    answer = verdict(degrees="master", years="1", district="滨江")
    assert advice(answer) == ["wait", "earlier_qualification"]
    assert answer["eligible_from"] == "2027-11-23"


def test_work_after_an_earlier_qualification_counts_for_it(verdict: Verdicts) -> None:
    """A 大专 of 2014 with eight years since carries, though the 本科 is of 2023 (附件1 二.1)."""
    answer = verdict(degrees=("大专@2014-07-01", "本科@2023-07-01"), work="2014-08-01..2022-07-31")
    assert answer["status"] == "eligible"
    assert [route["met"] for route in answer["routes"]] == [True, False, False, False, False]
    assert answer["routes"][0]["by"] == "associate"
    assert answer["routes"][0]["years"] == "P8Y"


def test_years_after_different_qualifications_are_not_added_up(verdict: Verdicts) -> None:
    answer = verdict(degrees=("大专@2020-11-23", "本科@2023-11-23"), work="2020-11-23..")
    assert answer["status"] == "not_eligible"
    assert [route["years"] for route in answer["routes"]][:2] == ["P6Y", "P3Y"]
    assert answer["eligible_from"] == "2027-11-23"


def test_work_before_the_qualification_does_not_count(verdict: Verdicts) -> None:
    answer = verdict(degrees="bachelor@2022-11-24", work="2010-01-01..")
    assert (answer["status"], answer["eligible_from"]) == ("not_eligible", "2027-11-24")
    assert answer["routes"][1]["years"] == "P3Y11M30D"


@pytest.mark.parametrize(
    "degrees",
    [
        ("bachelor@2018-07-01", "bachelor@2025-07-01"),
        ("bachelor@2025-07-01", "bachelor@2018-07-01"),
        ("本科@2018-07-01", "学士@2025-07-01", "双学位@2025-07-01"),
    ],
)
def test_of_one_qualification_twice_the_earlier_carries(verdict: Verdicts, degrees: tuple[str, ...]) -> None:
    answer = verdict(degrees=degrees, work="2018-07-01..")
    assert answer["status"] == "eligible"
    assert {route["by"] for route in answer["routes"]} == {"bachelor", None}


@pytest.mark.parametrize(
    ("degrees", "years", "status"),
    [
        (("master", "master@2018-01-31"), "4", "eligible"),
        (("master@2018-01-31", "硕士"), "1", "not_eligible"),
        (("bachelor@2018-01-31", "bachelor@2020-01-31"), "5", "eligible"),
    ],
)
def test_one_qualification_named_twice_is_one_that_years_can_be_counted_after(
    verdict: Verdicts, degrees: tuple[str, ...], years: str, status: str
) -> None:
    assert verdict(degrees=degrees, years=years)["status"] == status
    with pytest.raises(UsageError, match="less than that has passed"):
        verdict(degrees=degrees, years="9")


def test_two_bachelors_never_become_a_second_bachelor(verdict: Verdicts) -> None:
    degrees = ("bachelor@2022-07-01", "bachelor@2022-08-01")
    answer = verdict(degrees=degrees, work="2022-07-01..2026-11-01")
    assert answer["status"] == "not_eligible"
    assert answer["routes"][2]["by"] is None


# Identity in the verdict


def test_candidates_with_one_answer_share_it(verdict: Verdicts) -> None:
    answer = verdict("药剂师", issuer="AHPRA", degrees="bachelor", years="6", district="滨江")
    assert (answer["status"], answer["certificate"], answer["title"]) == ("eligible", None, "工程师")
    assert [row["number"] for row in answer["candidates"]] == [1, 8]
    assert answer["apply_to"]["number"] == 3
    assert verdict("药剂师", issuer="AHPRA", degrees="bachelor", years="6")["needs"] == ["district"]


def test_a_general_name_that_fits_one_row_names_that_row_and_its_office(verdict: Verdicts) -> None:
    answer = verdict("注册工程师", **SIX_YEARS, district="西湖")
    assert (answer["certificate"]["number"], answer["candidates"]) == (45, [])
    assert (answer["title"], answer["apply_to"]["number"]) == ("工程师", 2)


def test_a_near_miss_is_told_which_listed_certificate_would_do(verdict: Verdicts) -> None:
    answer = verdict("CAPM", **SIX_YEARS)
    assert advice(answer) == ["listed_certificate"]
    assert "PMP" in answer["advice"][0]["text"]
    assert advice(verdict("CAPM", degrees="中专")) == ["qualification"]


@pytest.mark.parametrize("district", ["滨江", "上城", "建德", "西湖景区"])
@pytest.mark.parametrize(
    "facts", [{"degrees": "中专"}, {"degrees": "bachelor"}, SIX_YEARS, {"related": False}]
)
def test_the_office_is_named_whatever_the_answer(
    verdict: Verdicts, district: str, facts: dict[str, Any]
) -> None:
    assert verdict(district=district, **facts)["apply_to"]["kind"] == "committee"
    bureau = verdict("CCRC", district=district, **facts)["apply_to"]
    assert (bureau["kind"], bureau["number"], bureau["office"], bureau["phones"]) == (
        "bureau",
        None,
        None,
        [],
    )


def test_the_area_is_the_short_official_name(verdict: Verdicts) -> None:
    for text, area in (("高新区（滨江）", "滨江区"), ("西湖景区", "西湖风景名胜区"), ("Tonglu", "桐庐县")):
        assert verdict(district=text)["apply_to"]["area"] == area


def test_both_phones_of_committee_five_are_given(verdict: Verdicts) -> None:
    assert verdict(**SIX_YEARS, district="滨江")["apply_to"] == {
        "kind": "committee",
        "number": 5,
        "name": "杭州高新技术产业开发区制造业工程技术人员工程师资格评审委员会",
        "office": "高新区(滨江）人才管理服务中心",
        "phones": ["88119352", "88119325"],
        "area_code": "0571",
        "area": "滨江区",
    }


# Time


@pytest.mark.parametrize(
    ("years", "status", "short"),
    [
        ("4.99", "not_eligible", "P4D"),
        ("4.999999", "not_eligible", "P1D"),
        ("4年11个月", "not_eligible", "P1M"),
        ("4年半", "not_eligible", "P6M"),
        ("59个月", "not_eligible", "P1M"),
        ("0", "not_eligible", "P5Y"),
        ("5", "eligible", None),
        ("5.0", "eligible", None),
        ("60个月", "eligible", None),
        ("5年3个月", "eligible", None),
        ("6.5", "eligible", None),
    ],
)
def test_years_are_compared_exactly(verdict: Verdicts, years: str, status: str, short: str | None) -> None:
    answer = verdict(degrees="bachelor", years=years)
    assert (answer["status"], answer["routes"][1]["short"]) == (status, short)


@pytest.mark.parametrize(
    ("start", "as_of", "status"),
    [
        ("2020-07-01", date(2025, 7, 1), "eligible"),
        ("2020-07-01", date(2025, 6, 30), "not_eligible"),
        ("2020-02-29", date(2025, 2, 28), "eligible"),
        ("2020-02-29", date(2025, 2, 27), "not_eligible"),
        ("2019-01-01", date(2023, 12, 31), "not_eligible"),
        ("2019-03-31", date(2024, 3, 31), "eligible"),
        ("2019-03-31", date(2024, 3, 30), "not_eligible"),
    ],
)
def test_the_day_of_reckoning_is_not_yet_worked(
    verdict: Verdicts, start: str, as_of: date, status: str
) -> None:
    for end in ("", "至今", as_of.isoformat(), (as_of + DAY).isoformat(), "2199-12-31"):
        answer = verdict(degrees=f"bachelor@{start}", work=f"{start}..{end}", as_of=as_of)
        assert answer["status"] == status, end


@pytest.mark.parametrize(("last", "status"), [("2025-06-30", "eligible"), ("2025-06-29", "not_eligible")])
def test_both_named_days_of_a_period_count(verdict: Verdicts, last: str, status: str) -> None:
    assert verdict(degrees="bachelor@2020-07-01", work=f"2020-07-01..{last}")["status"] == status


def test_a_month_alone_counts_from_its_first_day_or_to_its_last_and_is_noted(verdict: Verdicts) -> None:
    answer = verdict(degrees="bachelor@2020-07", work="2020-07..2025-06")
    assert answer["status"] == "eligible"
    assert answer["routes"][1]["years"] == "P5Y"
    assert answer["facts"]["work"]["read"] == "2020-07-01..2025-06-30"
    assert answer["facts"]["degree"]["read"] == "bachelor@2020-07-01"
    notes = [note["text"] for note in answer["notes"] if "names a month alone" in note["text"]]
    assert len(notes) == 2
    exact = verdict(degrees="bachelor@2020-07-01", work="2020-07-01..2025-06-30")
    assert not [note for note in exact["notes"] if "names a month alone" in note["text"]]


@pytest.mark.parametrize(
    ("work", "years"),
    [
        (("2018-01-01..2018-12-31", "2019-01-01..2019-12-31"), "P2Y"),
        (("2018-01-01..2019-06-30", "2018-07-01..2019-12-31"), "P2Y"),
        (("2018-01-01..2019-12-31", "2018-07-01..2018-08-31"), "P2Y"),
        (("2019-01-01..2019-12-31", "2018-01-01..2018-12-31"), "P2Y"),
        (("2018-01-01..2018-01-16", "2018-03-01..2018-03-14"), "P1M"),
        (("2018-01-01..2018-01-16", "2018-01-17..2018-01-30"), "P30D"),
        (("2018-01-01..2018-01-30",), "P30D"),
        (("2018-01-01..2018-01-31",), "P1M"),
    ],
)
def test_periods_are_merged_and_days_carried_between_separate_ones(
    verdict: Verdicts, work: tuple[str, ...], years: str
) -> None:
    answer = verdict(degrees="bachelor@2010-01-01", work=work)
    assert answer["routes"][1]["years"] == years


def test_a_qualification_still_to_come_does_not_count_yet(verdict: Verdicts) -> None:
    answer = verdict(degrees="doctorate@2027-07-01", work="2018-07-01..")
    assert (answer["status"], answer["eligible_from"]) == ("not_eligible", "2027-07-01")
    answer = verdict(degrees="bachelor@2027-07-01", work="2018-07-01..")
    assert (answer["status"], answer["eligible_from"]) == ("not_eligible", "2032-07-01")
    both = verdict(degrees=("bachelor@2018-07-01", "doctorate@2027-07-01"), work="2018-07-01..")
    assert both["status"] == "eligible"


def test_a_period_still_to_come_does_not_count_yet(verdict: Verdicts) -> None:
    answer = verdict(degrees="bachelor@2018-07-01", work="2027-01-01..")
    assert (answer["status"], answer["eligible_from"]) == ("not_eligible", "2032-01-01")
    assert answer["routes"][1]["years"] == "P0D"


def test_where_all_work_has_ended_the_verdict_says_so(verdict: Verdicts) -> None:
    ended = "all the work given has ended"
    answer = verdict(degrees="bachelor@2018-07-01", work="2018-07-01..2024-06-30")
    assert answer["status"] == "eligible"
    assert any(ended in note["text"] for note in answer["notes"])
    going_on = verdict(degrees="bachelor@2018-07-01", work="2018-07-01..")
    assert not any(ended in note["text"] for note in going_on["notes"])


def test_where_nothing_but_time_is_missing_a_day_is_named_and_nowhere_else(verdict: Verdicts) -> None:
    short: dict[str, Any] = {"degrees": "bachelor", "years": "4"}
    assert verdict(**short)["eligible_from"] == "2027-11-23"
    assert verdict("IPMP C", **short)["eligible_from"] == "2027-11-23"
    for facts in (
        {"cert": "IPMP", **short},
        {"cert": "IPMP D", **short},
        {"related": False, **short},
        {"cert": "普通会员", **short},
        {"cert": "CAPM", **short},
        {"issuer": "xyz", **short},
        {"degrees": "中专", "years": "4"},
        {"degrees": "bachelor"},
        {"degrees": "bachelor", "years": "5"},
    ):
        assert verdict(**facts)["eligible_from"] is None, facts


@pytest.mark.parametrize(
    ("facts", "way"),
    [
        ({"degrees": "bachelor", "years": "4.99"}, "wait"),
        ({"degrees": "bachelor@2018-07-01", "work": "2018-07-01..2022-06-15"}, "wait"),
        ({"degrees": "bachelor@2027-07-01"}, "wait"),
        ({"cert": "注册工程师", "degrees": "bachelor", "years": "3"}, "wait"),
        ({"cert": "会员", "degrees": "bachelor", "years": "3"}, "wait"),
        ({"cert": "IPMP", "grade": "D", "degrees": "bachelor"}, "years"),
        ({"degrees": "bachelor", "related": False}, "years"),
        ({**SIX_YEARS, "district": "苏州"}, "place_of_work"),
        ({"degrees": "master", "years": "0"}, "earlier_qualification"),
        ({"degrees": "中专", "years": "20"}, "qualification"),
        ({"cert": "IPMP D", **SIX_YEARS}, "grade"),
        ({"related": False, **SIX_YEARS}, "related_work"),
        ({"cert": "PRINCE2", **SIX_YEARS}, "listed_certificate"),
    ],
)
def test_a_no_comes_with_the_nearest_way_to_a_yes(verdict: Verdicts, facts: dict[str, Any], way: str) -> None:
    assert way in advice(verdict(**facts))


@pytest.mark.parametrize(
    "facts",
    [
        SIX_YEARS,
        {"degrees": "bachelor"},
        {"cert": "软考"},
    ],
)
def test_no_advice_is_given_where_none_is_proved(verdict: Verdicts, facts: dict[str, Any]) -> None:
    assert verdict(**facts)["advice"] == []


EARLIER = "if you also hold an earlier qualification, give it with its date: work after it counts for it: "
HIGHER = "obtain a higher qualification, and work after it: associate degree (大学专科) with 7 years"
UNTIL = "go on working in the field: you can apply from {} on"
GRADED = "hold a certificate of grade A or B or C"
RELATED = "work in the certificate's field"
SHORT = {"degrees": "bachelor", "years": "1"}
SINCE_2019 = {"degrees": ("bachelor", "associate@2019-11-23"), "work": "2019-11-23..", "years": None}
GRADUATE = {"degrees": "associate", "years": "7"}
# What is given, the way with its words, and what is given after it was followed to the letter.
WAYS: list[tuple[dict[str, Any], str, str, dict[str, Any]]] = [
    (
        {"cert": "IPMP", **SHORT},
        "wait",
        f"{GRADED}; {UNTIL.format('23 November 2030')}",
        {"grade": "C", "years": "5", "as_of": date(2030, 11, 23)},
    ),
    (
        {"cert": "IPMP", **SHORT},
        "earlier_qualification",
        f"{GRADED}; {EARLIER}associate degree (大学专科) with 7 years",
        {"grade": "C", **SINCE_2019},
    ),
    (
        {"cert": "41", "degrees": "中专"},
        "qualification",
        f"{GRADED}; {HIGHER}",
        {"grade": "C", **GRADUATE},
    ),
    ({"cert": "IPMP D", **SIX_YEARS}, "grade", GRADED, {"cert": "IPMP C"}),
    (
        {"cert": "IPMP D", **SHORT},
        "wait",
        f"{GRADED}; {UNTIL.format('23 November 2030')}",
        {"cert": "IPMP B", "years": "5", "as_of": date(2030, 11, 23)},
    ),
    (
        {"related": False, **SHORT},
        "wait",
        f"{RELATED}; {UNTIL.format('23 November 2030')}",
        {"related": True, "years": "5", "as_of": date(2030, 11, 23)},
    ),
    ({"related": False, "degrees": "中专"}, "qualification", "", {"related": True, **GRADUATE}),
    (
        {"cert": "IPMP", "related": False, **SIX_YEARS},
        "grade",
        f"{RELATED}; {GRADED}",
        {"grade": "A", "related": True},
    ),
    (
        {"cert": "IPMP D", "related": False, **SHORT},
        "earlier_qualification",
        f"{RELATED}; {GRADED}; {EARLIER}associate degree (大学专科) with 7 years",
        {"cert": "IPMP A", "related": True, **SINCE_2019},
    ),
    ({"cert": "CAPM", **SHORT}, "wait", "", {"cert": "PMP", "years": "5", "as_of": date(2030, 11, 23)}),
    (
        {"cert": "CAPM", "related": False, "degrees": "doctorate"},
        "related_work",
        "",
        {"cert": "PMP", "related": True},
    ),
    (
        {"degrees": "大专@2024-07-01"},
        "wait",
        "with work in the field ever since 1 July 2024, going on, you can apply from 1 July 2031 on",
        {"work": "2024-07-01..", "as_of": date(2031, 7, 1)},
    ),
    (
        {"cert": "IPMP", "degrees": ("大专@2023-07-01", "bachelor@2024-07-01")},
        "wait",
        f"{GRADED}; with work in the field ever since 1 July 2023, going on, you can apply from "
        "1 July 2029 on",
        {"grade": "C", "work": "2023-07-01..", "as_of": date(2029, 7, 1)},
    ),
    (
        {"degrees": "大专", "work": "2024-07-01.."},
        "wait",
        "with the qualification obtained by 1 July 2024, and work in the field going on, you can "
        "apply from 1 July 2031 on",
        {"degrees": "大专@2024-07-01", "as_of": date(2031, 7, 1)},
    ),
    (
        {"degrees": "bachelor@2027-07-01"},
        "wait",
        UNTIL.format("1 July 2032"),
        {"work": "2026-11-23..", "as_of": date(2032, 7, 1)},
    ),
]


@pytest.mark.parametrize(("facts", "way", "words", "followed"), WAYS)
def test_advice_that_is_followed_to_the_letter_leads_to_a_yes(
    verdict: Verdicts, facts: dict[str, Any], way: str, words: str, followed: dict[str, Any]
) -> None:
    texts = [each["text"] for each in verdict(**facts)["advice"] if each["code"] == way]
    assert texts == [words or texts[0]]
    assert verdict(**{**facts, **followed})["status"] == "eligible"
    if day := followed.get("as_of"):
        assert (
            verdict(**{**facts, **followed, "as_of": day - DAY, "years": followed.get("years") and "4.99"})[
                "status"
            ]
            == "not_eligible"
        )


@pytest.mark.parametrize("cert", ["IPMP", "IPMP D"])
@pytest.mark.parametrize("facts", [SHORT, SIX_YEARS, {"degrees": "中专"}, {"degrees": "doctorate"}])
def test_no_way_to_a_yes_is_silent_about_the_grade(
    verdict: Verdicts, cert: str, facts: dict[str, Any]
) -> None:
    answer = verdict(cert, **facts)
    assert answer["advice"] or answer["status"] == "undetermined"
    assert all(GRADED in way["text"] for way in answer["advice"])


@pytest.mark.parametrize(
    ("facts", "noted"),
    [
        ({"degrees": "bachelor", "years": "4"}, True),
        ({"degrees": "bachelor", "years": "0"}, False),
        ({"degrees": "bachelor", "years": "6"}, False),
        ({"cert": "IPMP", "degrees": "bachelor", "years": "4"}, True),
        ({"cert": "IPMP C", "degrees": "bachelor", "years": "4"}, True),
        ({"cert": "IPMP D", "degrees": "bachelor", "years": "4"}, False),
        ({"cert": "IPMP D", "degrees": "bachelor", "years": "6"}, False),
        ({"related": False, "degrees": "bachelor", "years": "4"}, False),
        ({"related": False, "degrees": "doctorate"}, False),
    ],
)
def test_a_lower_title_is_left_open_only_where_nothing_but_the_conditions_fails(
    verdict: Verdicts, facts: dict[str, Any], noted: bool
) -> None:
    notes = [note["text"] for note in verdict(**facts)["notes"]]
    assert any("the notice does not say" in note for note in notes) is noted


# What every verdict says


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("facts", [json.loads(case["given"]) for case in CASES], ids=WHAT)
def test_every_verdict_has_all_keys_and_says_what_it_rests_on(
    verdict: Verdicts, facts: dict[str, Any], language: Language
) -> None:
    answer = verdict(**facts, language=language)
    assert list(answer) == [
        *(
            "status",
            "title",
            "level",
            "series",
            "certificate",
            "candidates",
            "suggestions",
            "others",
            "apply_to",
            "routes",
        ),
        *("eligible_from", "needs", "reasons", "advice", "notes", "facts", "as_of", "source"),
    ]
    for row in filter(None, (answer["certificate"], *answer["candidates"])):
        assert list(row) == ["number", "name", "issuer", "issuer_en", "grade"]
    for route in answer["routes"]:
        keys = ["clause", "text", "degree", "years_required", "by", "years", "met", "short", "eligible_from"]
        assert list(route) == keys
    assert list(answer["source"]) == ["notice", "issued", "sha256", "version"]
    assert (answer["source"]["issued"], answer["as_of"]) == ("2022-12-12", TODAY.isoformat())
    texts = " ".join(note["text"] for note in answer["notes"])
    for zh, en in (
        ("2022年12月12日", "12 December 2022"),
        ("由受理部门决定", "the office decides"),
        ("电话确认", "call"),
    ):
        assert (zh if language is Language.ZH else en) in texts
    if answer["certificate"] and not {"not_related_work", "not_in_city"} & set(codes(answer)):
        for zh, en in (("从事相关专业工作", "field now"), ("杭州市", "Hangzhou")):
            assert (zh if language is Language.ZH else en) in texts
    assert all(reason["text"] for reason in answer["reasons"])
    assert "{" not in json.dumps(
        [answer[key] for key in ("reasons", "advice", "notes")], ensure_ascii=False
    ).replace('{"code"', "").replace('{"reading"', "")


def test_facts_say_how_each_one_was_read(verdict: Verdicts) -> None:
    answer = verdict(
        "IPMP", issuer="ipma", grade="c级", degrees="本科", years="4年半", district="高新区", related=True
    )
    assert answer["facts"] == {
        "cert": {"text": "IPMP", "read": "41"},
        "issuer": {"text": "ipma", "read": "国际项目管理协会"},
        "grade": {"text": "c级", "read": "C"},
        "degree": {"text": "本科", "read": "bachelor"},
        "years": {"text": "4年半", "read": "P4Y6M"},
        "related": {"text": "true", "read": "works in the field now"},
        "district": {"text": "高新区", "read": "滨江区"},
    }


def test_the_present_related_work_is_said_to_be_taken_as_yes(verdict: Verdicts) -> None:
    def said(**facts: Any) -> str:
        return " ".join(note["text"] for note in verdict(**SIX_YEARS, **facts)["notes"])

    assert "Assumed (not checked): works in the field now" in said()
    assert "as declared" in said(related=True)
    assert "works in the field" not in said(related=False)


# Refusals, word for word


@pytest.mark.parametrize("case", lines("refusals.tsv"), ids=lambda case: case["given"][:60])
def test_a_fact_that_cannot_be_read_is_refused_in_just_these_words(
    verdict: Verdicts, case: dict[str, str]
) -> None:
    with pytest.raises(HzTitlesError) as raised:
        verdict(**json.loads(case["given"]))
    assert isinstance(raised.value, UsageError)
    assert raised.value.exit_code == 2
    assert [raised.value.say(language) for language in Language] == [case["zh"], case["en"]]


@pytest.mark.parametrize(
    ("obtained", "as_of", "years", "refused"),
    [
        ("2020-07-01", date(2025, 7, 1), "5", False),
        ("2020-07-01", date(2025, 6, 30), "5", True),
        ("2019-01-01", date(2023, 12, 31), "5", True),
        ("2019-01-01", date(2023, 12, 31), "4.99", False),
        ("2019-01-01", date(2023, 12, 31), "4.9999", True),
        ("2020-07-01", date(2025, 7, 1), "5.0001", True),
        ("2020-07-01", date(2025, 7, 1), "5." + "0" * 100 + "1", True),
        ("2020-07-01", date(2025, 7, 1), "60.0001个月", True),
        ("2020-07-01", date(2025, 7, 2), "5.0001", False),
        ("2020-02-29", date(2025, 2, 28), "5", False),
        ("2026-11-23", TODAY, "0", False),
        ("2026-11-23", TODAY, "0.1", True),
        ("2027-11-23", TODAY, "0", False),
        ("2027-11-23", TODAY, "1", True),
    ],
)
def test_more_years_than_have_passed_are_refused(
    verdict: Verdicts, obtained: str, as_of: date, years: str, refused: bool
) -> None:
    if not refused:
        verdict(degrees=f"bachelor@{obtained}", years=years, as_of=as_of)
        return
    with pytest.raises(HzTitlesError, match="less than that has passed"):
        verdict(degrees=f"bachelor@{obtained}", years=years, as_of=as_of)


# The same through the shell


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--cert", "PMP", "--degree", "bachelor", "--years", "6", "--district", "滨江"], 0),
        (["--cert", "PMP", "--degree", "bachelor", "--years", "4.99"], 3),
        (["--cert", "PMP"], 4),
        (["--cert", "PMP", "--degree", "bachelor", "--years", "4.99", "--exit-zero"], 0),
        (["--cert", "PMP", "--exit-zero"], 0),
        (["--cert", "PMP", "--years", "1e3"], 2),
        (["--cert", "PMP", "--years", "-1"], 2),
        (["--cert", "PMP", "--unrelated"], 3),
        (["--degree", "bachelor"], 2),
    ],
)
def test_the_exit_code_is_the_answer(run: Run, arguments: list[str], code: int) -> None:
    done = run("check", *arguments, "--format", "json", "--lang", "en")
    assert done.returncode == code, done.stderr
    if code == 2:
        assert (done.stdout, done.stderr.splitlines()[0][:6]) == ("", "Error:")
    else:
        assert json.loads(done.stdout)["status"]
        assert done.stderr == ""


# The same in a program

FAR = date(9999, 12, 31)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"as_of": FAR}, "as_of “9999-12-31”: must be between 1900-01-01 and 2199-12-31"),
        ({"as_of": date(1, 1, 1)}, "as_of “0001-01-01”: must be between"),
        ({"as_of": "2026-11-23"}, "as_of “2026-11-23”: must be a date, and is str"),
        ({"degrees": (("本科", FAR),)}, "degrees “9999-12-31”: must be between"),
        (
            {"degrees": "bachelo"},
            "degrees “bachelo”: is no qualification that is known here. Nearest: bachelor",
        ),
        (
            {"degrees": ("本科", date(2018, 7, 1))},
            "degrees “2018-07-01”: must be a text, or a pair of level",
        ),
        (
            {"degrees": (("本科", 2018),)},
            "degrees “('本科', 2018)”: must be a text, or a pair of level",
        ),
        ({"work": ((date(1, 1, 1), FAR),)}, "work “0001-01-01”: must be between"),
        ({"work": ((None, None),)}, "work “(None, None)”: must be a text, or a pair of first and last day"),
        (
            {"work": (("2018", "2019", "2020"),)},
            "must be a text, or a pair of first and last day, and is",
        ),
        ({"cert": ()}, "cert “”: is empty"),
        ({"cert": b"PMP"}, "cert “b'PMP'”: must be a text or a row's number, and is bytes"),
        ({"cert": ("PMP",) * 101}, "cert “101”: may be given 100 times at most"),
        (
            {"issuer": [str(number) for number in range(20_000)]},
            "issuer “20000”: may be given 100 times",
        ),
        ({"grade": 1}, "grade “1”: must be a text, and is int"),
        ({"years": True}, "years “True”: must be a text or a number, and is bool"),
        ({"years": [6]}, "years “[6]”: must be a text or a number, and is list"),
        ({"years": float("nan")}, "years “nan”: is not a number of years"),
        ({"years": 6, "work": "2018.."}, "years “6”: the periods of work are given with their dates"),
        ({"related": "yes"}, "related “yes”: must be True, False or None, and is str"),
        ({"district": 330108}, "district “330108”: must be a text, and is int"),
    ],
)
def test_a_program_is_told_which_argument_is_wrong(data: Data, given: dict[str, Any], words: str) -> None:
    facts = {name: value for name, value in given.items() if name != "as_of"}
    if "as_of" in given:
        with pytest.raises(FactError, match="as_of"):
            next(answers([{"certificate": "PMP"}], as_of=given["as_of"]))
    with pytest.raises(FactError) as raised:
        check(data, Facts(**{"cert": "PMP", **facts}), given.get("as_of", TODAY))
    assert words in str(raised.value)
    assert "--" not in str(raised.value)


def test_a_program_that_gives_no_facts_is_told_so(data: Data) -> None:
    with pytest.raises(UsageError, match="facts must be Facts"):
        check(data, {"cert": "PMP"}, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [
        {"degrees": "bachelor", "years": 6},
        {"cert": 40, "degrees": ["bachelor"], "years": 6.0},
        {"cert": ["PMP"], "degrees": [("bachelor", datetime(2018, 7, 1, 9))], "years": Decimal(6)},
        {"degrees": (("bachelor", "2018-07-01"),), "work": [(date(2018, 7, 1), None)]},
    ],
)
def test_a_program_may_give_numbers_lists_and_dates(data: Data, facts: dict[str, Any]) -> None:
    assert check(data, Facts(**{"cert": "PMP", **facts}), TODAY).to_dict()["status"] == "eligible"
