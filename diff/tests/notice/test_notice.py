"""The data is the notice: every cell equals a second copy that was typed from it independently."""

from __future__ import annotations

import pytest

from hz_titles import Data
from tests.support import naive
from tests.support.tables import tables_of, unordered

ROWS = naive.rows()
COMMITTEES = naive.committees()


@pytest.mark.parametrize("name", ["certificates", "titles", "conditions", "committees", "areas", "offices"])
def test_each_table_is_as_typed_a_second_time(data: Data, name: str) -> None:
    assert unordered(tables_of(data)[name]) == unordered(naive.table(name))


def test_certificates_and_committees_are_numbered_as_printed(data: Data) -> None:
    assert [row.number for row in data.catalogue.certificates] == list(range(1, 46))
    assert [committee.number for committee in data.jurisdiction.committees] == list(range(1, 20))


def test_every_assistant_title_goes_to_the_bureau_of_the_area(data: Data) -> None:
    bureaus = {
        (area.name, data.jurisdiction.office(row.title, row.series, area).name)
        for row in data.catalogue.certificates
        for area in data.jurisdiction.areas
        if row.title.level.name == "助理级"
    }
    assert bureaus == {(area, row["bureau"]) for area, row in naive.areas().items()}


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
