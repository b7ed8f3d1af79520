"""A panel fits beside the prompt whatever the answer is, and says what decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.cells import cell_len

from hz_titles import Data, Facts, Language, check
from tests.panels import AS_OF, CASES, file, panel

HIGHEST = {Language.ZH: 15, Language.EN: 17}
LOWER = 7  # By how many lines a screen may be lower and still hold what nobody can do without
KINDS = [
    Facts(cert=""),
    Facts(cert="", degrees=("硕士",)),
    Facts(cert="", degrees=("中专",)),
    Facts(cert="", degrees=("博士",), years="6"),
    Facts(cert="", degrees=("本科@2022-07",), work=("2022-08..",)),
    Facts(cert="", degrees=("大专@2024-07",), work=("2024-07..2025-02",)),
    Facts(cert="", degrees=("大专", "本科"), work=("2013-03-02..2024-11-29",)),
    Facts(cert="", degrees=("硕士",), years="1", related=False),
    Facts(cert="", degrees=("associate",), years="0.5"),
    Facts(cert="", years="1"),
    Facts(cert="", issuer="Institute of Nothing", degrees=("研究生",), work=("2017-02..", "2030-01..")),
]
"""One of every kind of answer that a settled row can get."""
NAMES = [
    Facts(cert="注册工程师", degrees=("本科",), years="3", district="江干"),
    Facts(cert="Clinical Research Professional", degrees=("本科@2023-07",), years="0", district="富阳"),
    Facts(cert="ECFMG证书", degrees=("大专",), years="8", district="余杭区乔司街道"),
    Facts(cert="CTgyn(ASCPi)", degrees=("本科及以上",), work=("2030-01..",), district="钱塘"),
    Facts(cert="会员", degrees=("本科",)),
    Facts(cert="会员", issuer="IEEE"),
    Facts(cert="ACRP"),
    Facts(cert="AACR Associate Member", degrees=("本科",), years="2"),
    Facts(cert="AHPRA pharmacist", degrees=("硕士",), years="3", district="西湖景区"),
    Facts(cert="CAPM", degrees=("本科",), years="1", related=False),
    Facts(cert="执业药师", degrees=("本科",), years="1"),
    Facts(cert="FS Expert", degrees=("硕士",), years="1"),
    Facts(cert="XYZ Master of Everything and All", degrees=("本科",), years="6"),
    Facts(cert="IPMP D", degrees=("大专",), years="1", district="临平"),
    Facts(cert="IPMP", degrees=("大专",), years="8", district="江干"),
    Facts(cert="注册临床研究专业人员", degrees="大专", work="2030-01..", district="余杭区乔司街道"),
    Facts(cert="IPMP、PMP、NPDP、CCRA", degrees="第二学士", years="1", district="江干"),
    Facts(cert="PMP、NPDP", degrees=("本科",), years="6", district="滨江"),
    Facts(cert=("ACRP", "CCRC", "CET-4"), degrees=("大专",), years="3", district="西湖景区"),
    Facts(cert="AHPRA pharmacist", degrees=("本科及以上",), years="6年以上", district="苏州"),
    Facts(cert="PMP 备考", degrees=("本科@2018", "硕士@2021"), work=("2019..",), district="杭州"),
    Facts(cert="41", degrees=("大专",), work=("2018-07..2021-06", "2023-01.."), district="富阳"),
    Facts(cert=("IPMP D", "36", "IPMP B"), degrees=("本科",), work=("2015-07..2018-01",), district="桐庐"),
    Facts(
        cert=("30", "药剂师", "AACR Associate Member", "PMP、NPDP"),
        degrees=("技师班@2012-08", "本科及以上", "大专"),
        years="4年11个月",
        related=False,
        district="浦东新区",
    ),
    Facts(cert="IPMP D", degrees=("硕士@2011-02",), years="1", district="下城区"),
    Facts(cert=("PMPP", "35"), issuer="UK", degrees=("高级工班@2017-08-25",), years="3-5年", district="余杭"),
    Facts(cert="专委会成员", degrees=("硕士@2018-06",), work=("2017-12..",), district="滨江"),
    Facts(cert="10", issuer="UK", degrees=("博士研究生学历",), work=("2017-02..",), district="钱塘"),
    Facts(cert=("19", "37", "ECFMG证书"), degrees=("大专",), work=("2012-03..2018-04",), district="临安"),
    Facts(
        cert=("CoPC", "IPMP B", "CCRC、CCRA、CET-4"),
        issuer="Institute of Something Nobody Knows, Inc. (USA)",
        degrees=("研究生",),
        work=("2023-04..",),
    ),
    Facts(
        cert="IPMP、PMP、NPDP、CCRA",
        degrees=("大专@2015-07", "本科@2024-06"),
        years="6",
        district="富阳",
    ),
]
"""One of every kind that a name can turn out to be."""
LONG = Facts(
    cert=("PMP", *["某某国际认证协会" * 25] * 5), issuer="学会" * 100, district="苏州" + "某某路" * 60
)


def people(data: Data) -> Iterator[Facts]:
    """Yield people of every kind: with each row, and each row's title at each office."""
    areas = [area.name for area in data.jurisdiction.areas]
    for number, row in enumerate(data.catalogue.certificates):
        for kind, facts in enumerate(KINDS):
            place = areas[(number + kind) % len(areas)]
            yield replace(facts, cert=str(row.number), district=place if kind else None)
    titles = {(row.title.name, row.series.name): row for row in data.catalogue.certificates}
    for row in titles.values():
        for area in areas:
            yield replace(KINDS[4], cert=str(row.number), district=area)
    yield from (*NAMES, LONG)


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
def test_every_kind_of_answer_fits_beside_the_prompt(data: Data, language: Language) -> None:
    for facts in people(data):
        seen = panel(data, facts, language)
        lines = seen.splitlines()
        assert len(lines) <= HIGHEST[language], seen
        assert {cell_len(line) for line in lines} == {80}, seen


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
def test_a_panel_fits_into_less_and_still_tells_what_where_and_what_it_is_worth(
    data: Data, language: Language
) -> None:
    for facts in people(data):
        verdict, lines = check(data, facts, AS_OF), panel(data, facts, language, lower=LOWER).splitlines()
        assert len(lines) <= HIGHEST[language] - LOWER, lines
        texts = "".join(line.strip("│ ") for line in lines)
        assert "2022" in texts
        assert verdict.title is None or verdict.title.name in texts
        if verdict.office:
            assert all(words in texts for words in (verdict.office.name, *verdict.office.phones))


@pytest.mark.parametrize("width", [40, 50, 120, 200])
@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
def test_a_panel_cuts_nothing_at_any_width(data: Data, width: int, language: Language) -> None:
    for facts in [*CASES.values(), *NAMES]:
        seen, usual = panel(data, facts, language, width), panel(data, facts, language)
        assert len({cell_len(line) for line in seen.splitlines()}) == 1
        assert max(map(cell_len, seen.splitlines())) <= width
        assert "…" not in seen
        if width > 80:
            assert len(seen.splitlines()) <= len(usual.splitlines())


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
@pytest.mark.parametrize("name", CASES)
def test_a_panel_looks_as_it_did(data: Data, name: str, language: Language) -> None:
    hint = "if meant: python -m tests.renew panels"
    assert panel(data, CASES[name], language) == file(name, language).read_text(encoding="utf-8"), hint


def test_an_english_panel_tells_a_foreigner_what_is_asked_and_whom_to_call(data: Data) -> None:
    seen = panel(data, replace(CASES["eligible"], years="3"), Language.EN)
    for words in (
        "2 years short",
        "In English: 5 or more years",
        "manufacturing committee for Binjiang",
        "0571-88119352",
    ):
        assert words.lower() in " ".join(seen.split()).lower()


def test_a_panel_that_is_full_still_tells_what_another_certificate_may_give(data: Data) -> None:
    full = next(facts for facts in NAMES if "IPMP、PMP" in str(facts.cert) and facts.years == "6")
    assert "PMP: not yet, from" in panel(data, full, Language.EN)


def test_a_panel_names_the_grade_that_does_not_count_and_the_english_name_of_an_issuer(data: Data) -> None:
    assert "C级及以上" in panel(data, Facts(cert="IPMP D", degrees=("本科",), years="1"), Language.ZH)
    asked = panel(data, Facts(cert="会员", degrees=("博士",)), Language.EN)
    assert "--issuer 'Society for Neuroscience'" in asked


def test_a_panel_says_which_options_are_missing_and_how_many_years_each_qualification_needs(
    data: Data,
) -> None:
    seen = panel(data, Facts(cert="PMP"), Language.ZH)
    assert "--degree 本科 --years 5 --district 上城区" in seen
    assert "大专  本科  第二学士  硕士  " in seen
    assert "7年   5年   3年       2年   不限年限" in seen
