"""Tables as offices keep them: titles, notes, two rows of headers, several columns of a kind, sums."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hz_titles import Data
from hz_titles.batch.columns import kind_of, likely_fact
from hz_titles.batch.run import Form
from hz_titles.errors import UsageError
from tests.batch.test_batch import Batch, answer, batch, refusal

__all__ = ["batch"]

PERSON = "张三,PMP,本科,6,滨江\n"
PLAIN = "姓名,证书,学历,年限,工作地\n"

HEADINGS = {
    "certificate": "*证书名称（必填） 所持证书 1.证书 国际职业资格证书名称 证书二 其他证书 "
    "证照名称 认证名称 Name_of_Certificate",
    "issuer": "颁证单位(全称) 证书颁发机构 发证机关 Issuing_Body",
    "grade": "证书等级 职业资格级别",
    "degree": "学历\n（最高） 最高学历 原始学历 学历（学位） 全日制学历 学历层次 文化程度 Highest_Degree",
    "degree_date": "毕业时间（年月） 学位取得时间 在职学历毕业时间 Graduation_Date",
    "years": "工作年限（年） 相关工作\n年限（年） 从事本专业工作年限 年限/年 从业年限 "
    "相关工作经验（年） 工作时间(单位：年) Years_in_Field "
    "相关工作月数 从事相关专业工作（月） Months_of_Experience",
    "work_from": "参加工作时间 从事本专业起始时间 开始从事相关专业工作时间 Start_Date_of_Related_Work",
    "work": "工作经历 工作起止时间",
    "district": "工作地点（区、县） 现工作地 单位所在区 区、县（市） 所属区县 任职地区 Work_City/District",
    "related": "是否从事相关专业工作（是/否） 专业是否对口 工作与证书是否相关",
    "date": "取得时间 发证日期",
    "title": "现职称 现任专业技术职务 专业技术资格",
    None: "证书编号 学历类型 总工作年限 工作年限（总） 工龄 职称证书 毕业院校 现从事专业 户籍所在地 备注 "
    "申报日期 时间 现岗位起始时间 合同起止时间 工作单位 学习年限",
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_a_heading_is_read_as_a_whole(kind: str | None) -> None:
    for heading in HEADINGS[kind].split(" "):
        assert kind_of(heading.replace("_", " ")) == kind, heading


@pytest.mark.parametrize(
    "heading", [":" * 20_000, "\u0301" * 80_000, "证书" * 10_000, "及和与的" * 10, "(" * 9_999]
)
def test_a_heading_of_any_length_is_nothing_at_once(heading: str) -> None:
    assert (kind_of(heading), likely_fact(heading)) in [(None, None), (None, "certificate")]


TABLES: list[tuple[str, list[str], dict[str, Any]]] = [
    ("名单,,,,\n单位：x,,,日期：2024,\n" + PLAIN + PERSON, ["eligible"], {}),
    ("说明\n" * 29 + PLAIN + PERSON, ["eligible"], {}),
    (2 * ("名单,,,,\n" + PLAIN + PERSON), ["eligible", "", "", "eligible"], {}),
    (
        "序号,证书名称,学历情况,,工作情况,\n,,学历,毕业时间,年限,工作地\n1,PMP,本科,2015-07,6,滨江\n",
        ["eligible"],
        {},
    ),
    ("姓名,证书,,学历\n,名称,发证单位,\n张三,普通会员,某协会,博士\n", ["undetermined"], {}),
    (PLAIN + PERSON + PLAIN + "合计,1人\n备注：x\n填表人：李四,,审核：\n\x1a\n", ["eligible"] + [""] * 5, {}),
    (PLAIN + "（示例）张三,PMP,本科,6,滨江\n必填,必填,必填,数字,选择\n" + PERSON, ["", "", "eligible"], {}),
    ("序号,证书,学历,年限\n1,PMP,本科,6\n2,,,\n李四,,,\n", ["eligible", "", "error"], {}),
    ("sep=;\n证书;学历;年限\nPMP;本科;6\n", ["eligible"], {}),
    ("证书,学历,毕业时间,参加工作时间\nPMP,大专/本科,2015.6/201806,2015-07\n", ["eligible"], {}),
    ("证书,学历,学位,年限\nPMP,本科,学士,6\nPMP,/,硕士,2\n", ["eligible", "eligible"], {}),
    ("证书,证书名称,学历,年限\n有,PMP,本科,6\n", ["eligible"], {}),
    ("证书,学历,年限,工作地点,所在区县\nPMP,本科,6,杭州市江南大道,滨江区\n", ["eligible"], {}),
    ("证书,取得时间,学历,毕业时间,参加工作时间\nPMP,2025-05,本科,2010-07,2010-08\n", ["eligible"], {}),
    ("证书,学历,取得时间,参加工作时间\nPMP,本科,2024-05,2010-08\n", ["not_eligible"], {}),
    (
        "证书,学历,现职称,取得时间,申报日期,参加工作时间\nPMP,本科,助工,2012-05,2026-11,2010-08\n",
        ["undetermined"],
        {},
    ),
    (
        "证书,学历,毕业时间,参加工作时间\nPMP,大专2012.07；本科2025.07,2025-06-30,2012-08\n"
        "PMP,大专；本科2025.07,2012-07,2012-08\nPMP,大专；本科2025.07,2025-07,2012-08\n"
        "PMP,大专2012.07；本科2025.07,2019-07,2012-08\n",
        ["eligible", "eligible", "undetermined", "error"],
        {},
    ),
    (
        "证书,学历,毕业时间,学历,毕业时间,参加工作时间\nPMP,大专,2010-07,本科,2025-07,2010-08\n",
        ["eligible"],
        {},
    ),
    (
        "证书,学历,年限,参加工作时间\nPMP,本科,2,2010-08\nPMP,本科,,2010-08\n",
        ["not_eligible", "undetermined"],
        {},
    ),
    ("证书,学历,从事本专业年限,工作年限,工龄\nPMP,本科,2,9,9\n", ["not_eligible"], {}),
    ("证书,颁证单位,等级,学历,年限,工作地\nPMP,/,—,博士,无,N/A\n", ["eligible"], {}),
    (
        "证书,学历,年限\n同上,本科,6\nPMP,#N/A,6\n/,本科,6\nPMP,博士,约6年\nPMP,本科,约6年\n",
        ["error", "error", "error", "eligible", "error"],
        {},
    ),
    *(
        (
            f"证书,学历,{years}\nPMP,本科,36\nPMP,本科,60.0\nPMP,本科,5年\n",
            ["not_eligible"] + 2 * ["eligible"],
            {},
        )
        for years in ("工作年限（月）", "相关工作年限（单位：个月）", "从业年限/月", "Months of related work")
    ),
    ("证书,学历,工作年限（年/月）\nPMP,本科,6\n", ["eligible"], {}),
    ('证书,学历,年限\n"=""PMP""",\'本科,"=""6"""\n', ["eligible"], {}),
    ("证书,学历,年限\n1.PMP 2.NPDP,1、大专 2、本科,9\nPMP；CAPM,本科\n", ["eligible", "undetermined"], {}),
    ("证书,学历,年限\n①PMP②NPDP,本科,6\n", ["eligible"], {}),
    (
        "证书,学历,参加工作时间\nPMP,本科（2018年7月毕业）,2018-08\nPMP,2025年7月本科,2018年8月至今\n"
        "PMP,大专2012.07；本科2025/7,2012-08\nPMP,本科（2018年入学）,2018-08\nPMP,本科（2014-2018）,2018-08\n",
        ["eligible", "not_eligible", "eligible", "error", "eligible"],
        {},
    ),
    (
        "证书,学历,年限,是否从事相关专业\nPMP,本科,6,无\nPMP,本科,6,没有\nPMP,本科,6,✓\nPMP,本科,6,✗\n",
        ["eligible", "not_eligible", "eligible", "not_eligible"],
        {},
    ),
    ("证书,学历,年限,有无从事相关专业\nPMP,本科,6,无\nPMP,本科,6,/\n", ["not_eligible", "eligible"], {}),
    (
        PLAIN
        + "（必填）,（必填）,（必填）,（选填）,（选填）\n"
        + PERSON
        + "注：,,,,\n2.证书填全称,,,,\n（三）盖章,,,,\n",
        ["", "eligible", "", "", ""],
        {},
    ),
    ('[{"证书": [{"名称": "PMP"}], "学历": "博士"}, {"证书": 40}]', ["error", "undetermined"], {}),
    ("證書,學歷,年資\nPMP,本科,6\nPMP,大学,6\n", ["eligible", "undetermined"], {}),
    (
        "证书,学历,毕业时间,参加工作时间\nPMP,本科,2021.1,2021.1\nPMP,本科,2021.10,2021.11\n",
        ["eligible", "eligible"],
        {},
    ),
    ("证书,学历\nPMP,a" + "\u0301\u0323" * 99_999 + "\n", ["error"], {}),
    ('[{"证书": ["PMP", "NPDP"],\n "学历": "本科", "年限": 6}]', ["eligible"], {}),
    ("证书,学历,年限\nPMP,本科,6\n".encode() + "李四,本科,6\n".encode("gbk"), ["eligible", "error"], {}),
]


@pytest.mark.parametrize(("table", "statuses", "options"), TABLES, ids=range(len(TABLES)))
def test_a_table_as_it_is_kept_is_answered(
    batch: Batch, table: str | bytes, statuses: list[str], options: dict[str, Any]
) -> None:
    found = [each["hz_status"] or "" for each in batch(table, form=Form.JSONL, **options).objects if each]
    assert found == statuses


TEXT = (
    "姓名 序号 证书 学历 学位 毕业时间 取得时间 年限 参加工作时间 工作经历 所在区县 hz_status PMP 40 CFA "
    "本科/硕士 在读 2018.7 2021.1 约6年 滨江 同上 #N/A / 无 √是 例 合计 备注： =1+1 1.PMP "
    "2016.7-2019.6；2019.7至今"
)
WORDS = [
    *TEXT.split(" "),
    "",
    " ",
    "\n",
    '"',
    '="6"',
    "\x00",
    "\x1a",
    "\u2028",
    "\ufdd0",
    "\ufffe",
    "\x1b[31m",
    "证书\n名称",
]
SHEETS = st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=9)


@settings(deadline=None)
@given(
    SHEETS,
    st.sampled_from(",,\t;"),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    st.sampled_from(list(Form)[:3]),
)
def test_whatever_stands_in_a_table_every_row_comes_back_or_a_word_says_why(
    data: Data, sheet: list[list[str]], delimiter: str, encoding: str, form: Form
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([["证书", "学历"], *sheet])
    with suppress(UsageError):
        done = answer(data, text.getvalue().encode(encoding), form=form)
        if form is not Form.JSONL and not any("\x00" in cell or '"' in cell for row in sheet for cell in row):
            rows = list(csv.reader(io.StringIO(done.text, newline=""), delimiter=",\t"[form is Form.TSV]))
            assert len(rows) == len(sheet) + 1


def test_every_column_that_is_not_used_is_named_and_one_that_gives_a_fact_is_a_warning(batch: Batch) -> None:
    words = batch("工号,证书,学位名,入职时间,工作年限\n1,PMP,本科,2010-01,6\n").words
    assert "not used: 工号, 学位名, 入职时间" in words
    assert "--map degree=学位名" in words
    assert "--map work_from=入职时间" in words
    assert "add --map years= to leave it out" in words


def test_rows_above_the_header_and_below_the_people_come_back_as_they_were(batch: Batch) -> None:
    above, below = '"名单 2024",,\n\n', "合计,,\n"
    done = batch(above + "姓名,证书,学历\n张三,PMP,博士\n" + below)
    assert done.text.startswith(above + "姓名,证书,学历,hz_status,")
    assert done.text.endswith("合计,," + "," * 12 + "\n")
    assert (done.summary.people, done.summary.passed.count) == (1, 1)
    assert batch(done.text).text == done.text


@pytest.mark.parametrize(
    "text",
    [
        "证书,学历\nPMP;NPDP;CCRA;CFA,博士\n",
        '"证书","学历"\n"PMP;NPDP;CCRA;CFA","博士"\n',
        "证书\t学历\nPMP,NPDP,CCRA\t博士\n",
        "人员,名单,2024\n证书;学历\nPMP,NPDP;博士\n",
    ],
)
def test_what_cuts_the_header_is_the_delimiter_however_often_another_stands_in_cells(
    batch: Batch, text: str
) -> None:
    person = batch(text).table[-1]
    assert (person[2], "NPDP: eligible" in person[-1]) == ("eligible", True)


def test_a_table_of_one_column_may_have_several_certificates_in_a_cell(batch: Batch) -> None:
    assert "NPDP: undetermined" in batch("证书\nPMP;NPDP\n").records[0]["hz_others"]


def test_the_row_of_the_header_can_be_named(batch: Batch) -> None:
    assert batch("x,证书,学历\ny,a,b\nz,PMP,博士\n", header_row=1).records[1]["hz_status"] == "eligible"
    below = "说明\n" * 99 + PLAIN + PERSON
    assert batch(below, header_row=100, form=Form.JSONL).objects[0]["hz_status"] == "eligible"
    assert "--header-row N" in refusal(batch, below)
    assert "--header-row 9" in refusal(batch, PLAIN, header_row=9)


def test_cells_that_would_run_are_kept_from_it_where_that_is_asked_for(batch: Batch) -> None:
    done = batch("cert,a,b,c,d\nPMP,=1+1,@x,-5,+86-1\n", safe_text=True)
    assert done.table[1][:5] == ["PMP", "'=1+1", "'@x", "-5", "'+86-1"]
