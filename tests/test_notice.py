"""The data is the notice: every cell equals a second copy that was typed from it independently."""

from __future__ import annotations

import naive
import pytest

from hz_titles import Data
from hz_titles.jurisdiction import Committee

ROWS = naive.rows()
COMMITTEES = naive.committees()


@pytest.mark.parametrize("number", ROWS)
def test_each_certificate_is_as_printed(data: Data, number: int) -> None:
    row = data.catalogue.certificates[number - 1]
    assert {
        "number": str(row.number),
        "name": row.name,
        "issuer": row.issuer,
        "issuer_en": row.issuer_en or "",
        "title": row.title.name,
        "series": row.series.name,
        "grades_accepted": ";".join(row.grades.accepted) if row.grades else "",
    } == {key: ROWS[number][key] for key in naive.table("certificates")[0]}


def test_the_catalogue_has_forty_five_rows_in_order(data: Data) -> None:
    assert [row.number for row in data.catalogue.certificates] == list(range(1, 46))
    assert list(ROWS) == list(range(1, 46))


def test_each_condition_is_as_printed(data: Data) -> None:
    conditions = [
        {
            "clause": condition.passage.clause,
            "level": level.name,
            "qualification": condition.qualification.id,
            "years": str(condition.years),
            "text": condition.passage.text,
        }
        for level in data.catalogue.levels
        for condition in level.conditions
    ]
    assert conditions == list(naive.table("conditions"))


def test_each_title_has_its_level_and_place_to_apply(data: Data) -> None:
    titles = [
        {"title": title.name, "level": title.level.name, "applies_to": title.level.apply_to.value}
        for title in data.catalogue.titles
    ]
    assert titles == list(naive.table("titles"))


@pytest.mark.parametrize("number", COMMITTEES)
def test_each_committee_is_as_printed(data: Data, number: int) -> None:
    committee = data.jurisdiction.committees[number - 1]
    assert {
        "number": str(committee.number),
        "name": committee.name,
        "office": committee.office,
        "phones": ";".join(committee.phones),
        "series": committee.series.name,
        "area_text": committee.extent.text,
    } == COMMITTEES[number]


def test_there_are_nineteen_committees_in_order(data: Data) -> None:
    assert [committee.number for committee in data.jurisdiction.committees] == list(range(1, 20))
    assert list(COMMITTEES) == list(range(1, 20))


def test_each_area_has_its_code_and_bureau(data: Data) -> None:
    areas = [
        {"area": area.name, "code": area.code or "", "bureau": area.bureau}
        for area in data.jurisdiction.areas
    ]
    assert areas == list(naive.table("areas"))


def test_each_area_and_series_has_the_committee_that_the_notice_gives_it(data: Data) -> None:
    offices = {
        (area, series): office.number
        for (_, series, area), office in data.jurisdiction.offices.items()
        if isinstance(office, Committee)
    }
    assert offices == naive.offices()


def test_every_assistant_title_goes_to_the_bureau_of_the_area(data: Data) -> None:
    bureaus = {
        area: office.name
        for (level, _, area), office in data.jurisdiction.offices.items()
        if level == "助理级"
    }
    assert bureaus == {area: row["bureau"] for area, row in naive.areas().items()}


def test_the_head_of_the_notice_is_as_printed(data: Data) -> None:
    notice = data.catalogue.notice
    assert (notice.number, notice.issued) == ("杭人社发〔2022〕123号", "2022-12-12")
    assert notice.issuer == "杭州市人力资源和社会保障局"
    assert notice.annex.text == "杭州市国际职业资格认定职称认可目录"
    assert notice.text.text == (
        "我市专业技术人员持有《目录》内国际职业资格证书并从事相关专业工作的，可按规定分别向所属区、县（市）"
        "人力社保局和有关中级职称评审委员会申请认定助理级和中级职称，相关部门（单位）按规定发文发证。"
    )


def test_every_quotation_of_a_reading_stands_in_the_notice(data: Data) -> None:
    """A quotation is the notice's words, of the place that it names."""
    notice = data.catalogue.notice
    passages = {
        "正文": notice.text.text,
        **{level.passage.clause: level.passage.text for level in data.catalogue.levels},
        **{
            condition.passage.clause: condition.passage.text
            for level in data.catalogue.levels
            for condition in level.conditions
        },
        **{f"附件1 第{row['number']}项": "\n".join(row.values()) for row in ROWS.values()},
        **{f"附件2 第{row['number']}项": "\n".join(row.values()) for row in COMMITTEES.values()},
        "附件1 表头": "序号\n职业资格证书名称\n颁证单位\n认定职称\n所属系列（专业）",
        "附件2 表头": "序号\n中评委名称\n中评委办公室和电话\n认定范围",
        "主送单位": (
            "各区、县（市）人力社保局，西湖风景名胜区管委会人力社保局，市直各有关单位，各有关中评委办公室："
        ),
    }
    for reading in data.catalogue.readings:
        for quote in reading.quotes:
            parts = quote.text.split("……")
            assert all(part in passages[quote.clause] for part in parts), (reading.id, quote)
