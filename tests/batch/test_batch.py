"""Tables in, the same tables with verdicts out: columns, rows, answers, and the words for what is wrong."""

from __future__ import annotations

import csv
import functools
import io
import itertools
import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from hz_titles import Data, Facts, HzTitlesError, Language, check
from hz_titles.batch import delimited, rows
from hz_titles.batch.answers import CODES, Headers
from hz_titles.batch.columns import FACTS, fact_of, read_maps
from hz_titles.batch.delimited import Delimited
from hz_titles.batch.encoding import MOST_IN_LINE, examine
from hz_titles.batch.jsonl import JsonLines
from hz_titles.batch.run import Form, Listener, Order, Streams, run
from hz_titles.errors import FactError, UsageError
from hz_titles.rules.verdict import Verdict
from hz_titles.words.summary import Summary, summary_object
from hz_titles.words.verdict_object import verdict_object
from tests.support.program import TODAY

HEADER = "姓名,证书,学历,年限,区县\n"
GOOD = "张三,PMP,本科,6,滨江\n"


class Done(NamedTuple):
    """What a run left: its bytes, its words and what it came to."""

    output: bytes
    words: str
    summary: Summary

    @property
    def text(self) -> str:
        return self.output.decode("utf-8-sig")

    @property
    def table(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.text, newline="")))

    @property
    def records(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.text, newline="")))

    @property
    def objects(self) -> list[Any]:
        return [json.loads(line) if line else None for line in self.text.splitlines()]


Batch = Callable[..., Done]


@pytest.fixture
def batch(data: Data) -> Batch:
    """Return a run over a text or bytes from standard input to standard output."""
    return functools.partial(answer, data)


def answer(
    data: Data,
    content: str | bytes,
    *,
    maps: tuple[str, ...] = (),
    headers: Headers | None = Headers.EN,
    language: Language = Language.EN,
    **options: Any,
) -> Done:
    """Run a text or bytes from standard input to standard output."""
    order = Order(
        source="-",
        target=None,
        maps=read_maps(maps),
        as_of=TODAY,
        headers=headers,
        language=language,
        **{"form": None, "sheet": None, "header_row": None, "encoding": None, "force": False, "fixed": {}}
        | options,
    )
    given = content.encode() if isinstance(content, str) else content
    output = io.BytesIO()
    words: list[str] = []
    listener = Listener(
        say=lambda phrase: words.append(phrase.say(language)), progress=lambda done, share: None
    )
    summary = run(data, order, Streams(input=io.BytesIO(given), output=output, encoding=None), listener)
    return Done(output.getvalue(), "\n".join(words), summary)


def refusal(batch: Batch, content: str | bytes, **options: Any) -> str:
    """Return the words with which a table is refused."""
    with pytest.raises(UsageError) as caught:
        batch(content, **options)
    return caught.value.say(Language.EN)


# A verdict in a batch is the verdict of check


LEFT_OUT: dict[str, dict[str, Any]] = {
    "degree": {"degrees": ()},
    "years": {"years": None},
    "work": {"work": ()},
    "district": {"district": None},
}


def checked(data: Data, facts: Facts) -> Verdict:
    """Return what `check` says; what cannot be read is left out where the answer does not hang on it."""
    try:
        return check(data, facts, TODAY)
    except FactError as error:
        if error.fact not in LEFT_OUT or "obtained" in error.values:  # which contradicts itself
            raise
        verdict = checked(data, replace(facts, **LEFT_OUT[error.fact]))
        needs = {need.value for need in verdict.needs} - {"district"}
        if needs & {error.fact, *(["years"] if error.fact == "work" else [])}:
            raise
        return verdict


def expected(data: Data, record: dict[str, str]) -> dict[str, str]:
    """Return what `check` says, as the cells of a table."""
    facts = Facts(
        cert=record["证书"],
        issuer=record["颁证单位"] or None,
        grade=record["等级"] or None,
        degrees=tuple(filter(None, record["学历"].split(";"))),
        years=record["年限"] or None,
        work=tuple(filter(None, record["工作经历"].split(";"))),
        related={"是": True, "否": False, "": None}[record["是否从事相关专业"]],
        district=record["区县"] or None,
    )
    try:
        verdict = verdict_object(data, checked(data, facts), Language.EN)
    except HzTitlesError:
        return dict.fromkeys(CODES, "") | {"hz_status": "error"}
    office = verdict["apply_to"] or {"name": "", "office": None, "phones": []}
    return {
        "hz_status": verdict["status"],
        "hz_title": verdict["title"] or "",
        "hz_level": verdict["level"] or "",
        "hz_series": verdict["series"] or "",
        "hz_certificate_no": str(verdict["certificate"]["number"]) if verdict["certificate"] else "",
        "hz_apply_to": office["name"],
        "hz_office": office["office"] or "",
        "hz_phones": ";".join(office["phones"]),
        "hz_eligible_from": verdict["eligible_from"] or "",
        "hz_needs": ";".join(verdict["needs"]),
        "hz_reasons": ";".join(reason["code"] for reason in verdict["reasons"]),
        "hz_others": "",
    }


def applicants(data: Data, count: int) -> str:
    """Return a table of people of every kind, every certificate among them."""
    chance = random.Random(20221212)
    certs = [
        *[str(row.number) for row in data.catalogue.certificates],
        *[row.name for row in data.catalogue.certificates],
        *[alias for row in data.catalogue.certificates for alias in row.aliases],
        *["IPMP D", "会员", "药剂师", "PMI", "ACRP", "CAPM", "某证书", "AACR Associate Member", "99"],
    ]
    issuers = ["", "", "", "PMI", "AHPRA", "SOT", "TÜV SÜD", "某协会", "ACRP"]
    degrees = [
        "",
        "中专",
        "大专",
        "本科",
        "硕士",
        "博士",
        "bachelor@2019-03",
        "大专@2012-07;本科@2020-07",
        "肄业",
    ]
    years = ["", "0", "1", "3.99", "4年半", "60个月", "7", "12", "x"]
    work = ["", "", "2016-07..", "2014-01..2016-06;2020-05..2023-01", "2027-01.."]
    places = ["", "滨江", "杭州市余杭区", "江干", "桐庐", "西湖景区", "苏州"]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["证书", "颁证单位", "等级", "学历", "年限", "工作经历", "是否从事相关专业", "区县"])
    for number in range(count):
        writer.writerow(
            [
                certs[number % len(certs)],
                chance.choice(issuers),
                chance.choice(["", "", "", "B", "D"]),
                chance.choice(degrees),
                (span := chance.choice(years)),
                "" if span else chance.choice(work),
                chance.choice(["", "", "是", "否"]),
                chance.choice(places),
            ]
        )
    return text.getvalue()


@pytest.mark.parametrize("kept", [1, 3000, 10_000_000])
def test_every_row_says_what_check_says_however_little_is_kept(
    data: Data, batch: Batch, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_KEPT", kept)
    done = batch(applicants(data, 3000))
    assert len(done.records) == 3000
    for record in done.records:
        wanted = expected(data, record)
        if wanted["hz_status"] == "error":
            assert record["hz_reasons"].startswith("line ")
            wanted["hz_reasons"] = record["hz_reasons"]
        assert {name: record[name] for name in CODES} == wanted, record


def test_people_of_one_level_share_an_answer_whatever_their_certificate(data: Data, batch: Batch) -> None:
    certificates = [f"#{row.number}" for row in data.catalogue.certificates]
    people = list(itertools.product(["", "大专", "本科", "硕士", "博士"], ["", "0", "2", "4", "5", "7", "9"]))
    lines = [f"{cert},{degree},{years},滨江" for degree, years in people for cert in certificates]
    done = batch("证书,学历,年限,区县\n" + "\n".join(lines) + "\n")
    for record in done.records:
        facts = Facts(
            cert=record["证书"],
            degrees=(record["学历"],) if record["学历"] else (),
            years=record["年限"] or None,
            district="滨江",
        )
        verdict = check(data, facts, TODAY)
        assert record["hz_status"] == verdict.status.value, record
        assert record["hz_needs"] == ";".join(need.value for need in verdict.needs), record
        assert record["hz_certificate_no"] == (str(verdict.certificate.number) if verdict.certificate else "")


def test_people_with_dates_of_their_own_are_answered_as_if_each_were_alone(batch: Batch) -> None:
    chance = random.Random(7)
    days = [f"{year}-{month}" for year in range(2008, 2029) for month in ("01-31", "07-01")]
    days += ["2019-07", "2021.1", "2020", "", "/"]
    levels = ["大专", "本科", "学士", "硕士", "博士", "中专", "本科及以上", ""]
    years = [*[""] * 6, "4", "5", "6.5", "6年以上", "近5年", "3-5年", "无", "很多"]
    columns = (["PMP", "45", "19", "CAPM", "#30"], levels, ["", *levels], days, days, years, ["", "是", "否"])
    header = "证书,学历,学位,毕业时间,参加工作时间,工作年限,是否从事相关专业\n"
    lines = [",".join(map(chance.choice, columns)) + "\n" for _ in range(3000)]
    together = batch(header + "".join(lines)).table
    for number in range(0, len(lines), 12):
        alone = batch(header + lines[number]).table[1]
        assert [cell.replace(f"line {number + 2}:", "line 2:") for cell in together[number + 1]] == alone


# Columns


def test_every_header_of_the_contract_is_known() -> None:
    for fact, headers in {
        "certificate": "cert certificate 证书 证书名称 职业资格证书",
        "issuer": "issuer 颁证单位 颁证机构 发证机构",
        "grade": "grade 等级",
        "degree": "degree 学历 学位 最高学历",
        "degree_date": "degree_date 毕业时间 学位取得时间",
        "years": "years 年限 工作年限 从事本专业年限",
        "work": "work 工作经历",
        "work_from": "work_from 参加工作时间 从事本专业起始时间",
        "district": "district 区县 工作地 工作地点 所在区",
        "related": "related",
    }.items():
        for header in headers.split():
            assert fact_of(header) == fact
            assert fact_of(f" {header.upper()} ") == fact
            assert fact_of(f"*{header}（必填）") == fact
    assert FACTS[0] == "certificate"


@pytest.mark.parametrize(
    ("header", "options", "words"),
    [
        ("姓名,学历", {}, ["no certificate column", "姓名", "学历", "--map certificate="]),
        ("证书,年限,工作年限", {}, ["年限", "工作年限", "--map years="]),
        ("证书,x", {"maps": ("degree=y",)}, ["--map degree", "y", "x"]),
        ("证书,学位层次", {"maps": ("degree=学位层级",)}, ["did you mean 学位层次"]),
        ("证书,x", {"maps": ("degre=x",)}, ["degre=x", "did you mean degree"]),
        ("证书,x", {"maps": ("degree",)}, ["FACT=COLUMN"]),
        ("证书,x", {"maps": ("degree=x", "学历=x")}, ["degree is given twice"]),
        ("name,a,b", {}, ["The header has: name, a, b."]),
    ],
)
def test_a_header_that_does_not_do_is_refused_with_what_was_found(
    batch: Batch, header: str, options: dict[str, Any], words: list[str]
) -> None:
    said = refusal(batch, header + "\nPMP,本科,学士\n", **options)
    assert [word for word in words if word not in said] == []


def test_a_mapped_column_gives_the_fact_and_an_empty_one_leaves_it_out(batch: Batch) -> None:
    content = "证书,学历,学位层次,年限\nPMP,中专,本科,6\n"
    assert batch(content, maps=("degree=学位层次",)).records[0]["hz_status"] == "eligible"
    assert batch(content, maps=("degree=",)).records[0]["hz_needs"] == "degree;district"


def test_what_is_the_same_for_everybody_wins_over_a_column_and_that_is_said(batch: Batch) -> None:
    done = batch(HEADER + GOOD, fixed={"district": "余杭"})
    assert "余杭" in done.records[0]["hz_apply_to"]
    assert "not used" in done.words
    assert "区县" in done.words


# Rows

OWN = ["007", "=1+1", "+86", "-1", "@x", ' "quoted" ', "two\nlines", "ａ，b", "1.10", "TÜV ČMI", "a\rb", "  "]


@pytest.mark.parametrize("form", [Form.CSV, Form.TSV])
def test_own_columns_come_back_first_and_to_the_character(batch: Batch, form: Form) -> None:
    text = io.StringIO(newline="")
    delimiter = "\t" if form is Form.TSV else ","
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["cert", *map(str, range(len(OWN)))])
    writer.writerow(["PMP", *OWN])
    done = batch(text.getvalue(), form=form)
    table = list(csv.reader(io.StringIO(done.text, newline=""), delimiter=delimiter))
    assert table[0] == ["cert", *map(str, range(len(OWN))), *CODES]
    assert table[1][: len(OWN) + 1] == ["PMP", *OWN]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_came_as_a_line_goes_out_as_that_line(batch: Batch, line_end: str) -> None:
    content = '"姓名" ,"证书",年限\n"张三","PMP", 6\n"a""b\nc",PMP,\'6\n 007,"=PMP",\n,,\n\n"李四","IPMP C",x'
    content = content.replace("\n", line_end)
    lines = batch(content).text.split(line_end + '"')
    assert lines[0].startswith('"姓名" ,"证书",年限,hz_status,')
    assert lines[1].startswith('张三","PMP", 6,undetermined,')
    assert lines[2].startswith(f'a""b{line_end}c",PMP,\'6,undetermined,')
    assert f'{line_end} 007,"=PMP",,undetermined,' in lines[2]
    assert lines[2].endswith(f"{line_end},,{',' * len(CODES)}{line_end}")
    assert lines[3].startswith('李四","IPMP C",x,error,')


@pytest.mark.parametrize(
    ("row", "status", "words"),
    [
        ("a,PMP,本科,6,滨江", "eligible", "met"),
        ("a,PMP,本科,60个月,杭州市滨江区", "eligible", "met"),
        ("a, ＰＭＰ ,本科,６,330108", "eligible", "met"),
        ("a,PMP,本科,,", "undetermined", "facts_missing"),
        ("a,PMP", "undetermined", "facts_missing"),
        ("a,PMP,本科,x,滨江", "error", "line 2: 年限: “x”: is not a number of years"),
        ("a,PMP,本科,6,某处", "eligible", "met"),
        ("a,PMP,博士,x,滨江", "eligible", "met"),
        ("a,PMP,肄业,0,滨江", "error", "line 2: 学历: “肄业”"),
        ("a,PMP,肄业,6,滨江", "error", "line 2: 学历: “肄业”"),
        ("a,PMP,本科;硕士,6,滨江", "eligible", "met"),
        ("a,,本科,6,滨江", "error", "line 2: 证书: “”: is empty"),
        ("a,PMP,本科,6,滨江,more", "error", "line 2: cells too many: 1"),
        ("a,PMP,本科,6,滨江,", "eligible", "met"),
        ("a,P\0MP,本科,6,滨江", "error", "line 2: holds a NUL character"),
        ("a," + "y" * 1_200_000 + ",本科,6,滨江", "error", "line 2: 证书: “yyy"),
        ("x" * 1_200_000 + ",PMP,本科,6,滨江", "eligible", "met"),
    ],
    ids=range(17),
)
def test_each_row_has_its_answer_in_its_place(batch: Batch, row: str, status: str, words: str) -> None:
    done = batch(HEADER + row + "\n" + GOOD)
    first, second = done.records
    assert first["hz_status"] == status
    assert words in first["hz_reasons"]
    assert second["hz_status"] == "eligible"
    assert done.table[1][:2] == row.split(",")[:2]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("PMP,本科,2018-13,,,2010-01", "毕业时间"),
        ("PMP,本科,2018届,,,2010-01", "毕业时间"),
        ("PMP,本科@2018-13,,3,,", "学历"),
        ("PMP,本科＠2018-13,2018-07,3,,", "学历"),
        ("PMP,本科,2018-07,3年x,,", "年限"),
        ("PMP,本科,2018-07,,,2020年夏", "参加工作时间"),
    ],
)
def test_what_cannot_be_read_is_looked_for_in_its_own_column(batch: Batch, row: str, column: str) -> None:
    done = batch("证书,学历,毕业时间,年限,工作经历,参加工作时间\n" + row + "\n")
    assert done.records[0]["hz_reasons"].startswith(f"line 2: {column}")


@pytest.mark.parametrize(
    "content", ["证书\n40.0\n", '{"证书":40.0}\n', '{"证书":"40.00"}\n', "证书\n40\n", "证书\n #40 \n"]
)
def test_a_row_number_may_come_with_a_point(batch: Batch, content: str) -> None:
    assert batch(content).records[0]["hz_certificate_no"] == "40"


@pytest.mark.parametrize("form", [Form.CSV, Form.TSV])
def test_blank_rows_above_the_header_pass_through(batch: Batch, form: Form) -> None:
    between = "\t" if form is Form.TSV else ","
    once = batch("\n,,\n\n证书,x\nPMP,1\n", form=form)
    assert once.text.startswith(f"\n{between * 2}\n\n证书{between}x{between}hz_status")
    assert batch(once.text, form=form).text == once.text
    assert next(iter(batch("\n\n证书\nPMP\n", form=Form.JSONL).objects[0])) == "证书"


def test_extra_cells_of_a_long_row_are_kept_behind_its_answer(batch: Batch) -> None:
    assert batch(HEADER + "a,PMP,本科,6,滨江,b,c\n").table[1][-2:] == ["b", "c"]


def test_blank_rows_pass_through_blank(batch: Batch) -> None:
    done = batch(HEADER + "\n" + GOOD + ",,,,\n")
    assert done.table[1] == []
    assert done.table[3] == [""] * (5 + len(CODES))
    assert done.summary.blank == 2


def test_a_short_row_counts_as_empty_cells_and_is_said(batch: Batch) -> None:
    done = batch(HEADER + GOOD + "李四,PMP\n")
    assert (done.summary.short.count, done.summary.short.first) == (1, [(3, "")])


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_and_line_breaks_in_quotes(batch: Batch, line_end: str) -> None:
    content = (HEADER + '"a\nb",PMP,本科,6,滨江\nc,PMP,本科,x,滨江\n').replace("\n", line_end)
    first, second = batch(content).records
    assert (first["姓名"], first["hz_status"]) == (f"a{line_end}b", "eligible")
    assert second["hz_reasons"].startswith("line 4: ")


STRAY = [
    ('1,"PMP,本科,6,滨江\n2,PMP,本科,6,滨江\n3,PMP,本科,6,滨江', [2], ["error", "eligible", "eligible"]),
    ('1,PMP,本科,6,"滨江\n2,PMP,本科,6,滨江\n3,"PMP",本科,6,滨江', [2], ["error", "eligible", "eligible"]),
    ('1,PMP,本科,6,滨江\n2,"PMP', [3], ["eligible", "error"]),
    ('"1,PMP,本科,6,滨江\n"2,PMP,本科,6,滨江\n3,PMP,本科,6,滨江', [2, 3], ["error", "error", "eligible"]),
    ('"a\nb",PMP,本科,6,滨江\n2,PMP,"本科,6,滨江\n3,PMP,本科,6,滨江', [4], ["eligible", "error", "eligible"]),
    ('"a\nb" ,PMP,本科,6,滨江\n2,PMP,本科,6,滨江', [], ["eligible", "eligible"]),
    ('1,PMP,本科,6,"滨\n江"  \n2,PMP,本科,6,滨江', [], ["eligible", "eligible"]),
    ('"1,PMP,本科,6,滨江\n" 2,PMP,本科,6,滨江', [2, 3], ["error", "error"]),
    ('5" 屏,PMP,本科,6,滨江\n2,PMP,本科,6,滨江', [], ["eligible", "eligible"]),
]


@pytest.mark.parametrize(("rows", "lines", "statuses"), STRAY)
def test_rows_swallowed_by_a_stray_quote_are_read_again(
    batch: Batch, rows: str, lines: list[int], statuses: list[str]
) -> None:
    done = batch(HEADER + rows + "\n")
    assert [record["hz_status"] for record in done.records] == statuses
    assert [line for line, _ in done.summary.errors.first] == lines
    assert all("quote" in why for _, why in done.summary.errors.first)


def test_a_stray_quote_far_from_any_other_is_found_without_reading_all_that_follows(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "MOST_SWALLOWED", 100)
    done = batch(HEADER + '1,"PMP,本科,6,滨江\n' + GOOD * 50 + '"x",PMP,本科,6,滨江\n')
    assert [record["hz_status"] for record in done.records] == ["error"] + ["eligible"] * 51
    assert "runs on for more than 100 bytes" in done.records[0]["hz_reasons"]


@pytest.mark.parametrize("bad", [b"", b"\xff\xfe\n"])
@pytest.mark.parametrize("begin", ["证书,学历\nPMP,", '{"证书": "PMP", "学历": "'])
def test_a_line_is_refused_before_it_fills_the_memory(begin: str, bad: bytes) -> None:
    file = io.BytesIO(begin.encode() + b"\n" + bad + b"x" * (MOST_IN_LINE + (1 << 19)))
    reader = JsonLines if begin.startswith("{") else Delimited
    with pytest.raises(UsageError, match="longer than 16 MiB"):
        reader(examine(file, "x"))


def test_several_qualifications_and_periods_stand_in_one_cell(batch: Batch) -> None:
    header = "cert,degree,degree_date,work,work_from,district\n"
    done = batch(
        header
        + "PMP,大专；本科,2012-07；2020-07,2012-08..2018-01；2018-02..,,滨江\n"
        + "PMP,大专@2012-07;本科@2020-07,,2012-08..,,滨江\n"
        + "PMP,本科,2015-07,,2016.07,滨江\n"
        + "PMP,本科;硕士,2015-07;,2016-01..,,滨江\n"
        + "PMP,本科;硕士,2015-07,2016-01..,,滨江\n"
        + "PMP,本科,2015-07,2016-01..,2015-01,滨江\n"
    )
    assert [record["hz_status"] for record in done.records] == ["eligible"] * 4 + ["error", "eligible"]
    assert "qualifications: 2, dates: 1" in done.records[4]["hz_reasons"]


@pytest.mark.parametrize("headers", list(Headers))
def test_its_own_output_gets_the_same_answers_in_the_same_columns(batch: Batch, headers: Headers) -> None:
    content = HEADER + GOOD + "b,PMP,本科,x,滨江\n\nc,PMP,本科,6,滨江,more\n"
    once = batch(content, headers=headers)
    assert batch(once.text, headers=headers).text == once.text
    other = next(each for each in Headers if each is not headers)
    assert batch(once.text, headers=other).text == batch(content, headers=other).text


def test_chinese_headers_bring_chinese_words(batch: Batch) -> None:
    done = batch(HEADER + "a,PMP,本科,3,江干\nb,PMP,本科,x,滨江\n", headers=Headers.ZH)
    first, second = done.records
    assert first["认定结论"] == "不符合条件"
    assert first["认定理由"] == "年限不足"
    assert "区、县" in first["尚缺信息"]
    (graded,) = batch("证书,学历,年限\nIPMP,本科,9\n", headers=Headers.ZH).records
    assert graded["尚缺信息"].startswith("证书等级;")
    assert second["认定结论"] == "填写有误"
    assert second["认定理由"].startswith("第 3 行：年限")


# What the bytes are

ROW = "张三,PMP,本科,6,滨江\n"


@pytest.mark.parametrize(
    ("content", "encoding", "said"),
    [
        ((HEADER + ROW).encode(), None, "UTF-8"),
        ((HEADER + ROW).encode("utf-8-sig"), None, "UTF-8 (with a mark)"),
        ((HEADER + ROW).encode("gb18030"), None, "GB18030"),
        ((HEADER + ROW).encode("gbk"), "gbk", "GB18030"),
        ((HEADER + ROW).replace(",", "\t").encode("utf-16"), None, "UTF-16-LE (with a mark)"),
        ((HEADER + ROW).encode("utf-16-be"), "utf-16-be", "UTF-16-BE"),
        ((HEADER + ROW).replace(",", ";").encode(), None, "UTF-8"),
        ((HEADER + "x" * 600_000 + ROW).encode("gb18030"), None, "GB18030"),
        ((HEADER.encode() + b"x" * 600_000 + ROW.encode()), None, "UTF-8"),
    ],
    ids=["utf-8", "bom", "gb18030", "gbk", "utf-16", "utf-16-be", "semicolon", "late gb", "late utf-8"],
)
def test_the_encoding_is_found_and_said(
    batch: Batch, content: bytes, encoding: str | None, said: str
) -> None:
    done = batch(content, encoding=encoding)
    assert f"encoding: {said}\n" in done.words
    assert done.records[0]["hz_status"] == "eligible"
    assert not done.output.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (b"", {}, "is empty"),
        (b"\n\n", {}, "is empty"),
        (b"\xef\xbb\xbf", {}, "is empty"),
        (bytes(range(256)) * 50, {}, "control characters"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), {}, "no .xls workbook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), {}, "a password"),
        (b"<html><table><tr><td>cert", {}, "a web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', {}, "2003"),
        (b"PK\x03\x04" + bytes(30) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", {}, ".ods"),
        ("姓名,證書,學歷\n陳大文,PMP,學士\n".encode("big5"), {}, "--encoding big5"),
        ((HEADER + GOOD).encode("utf-16-be"), {}, "--encoding utf-16-be"),
        ((HEADER + GOOD).encode("utf-16-le"), {"encoding": "utf-16"}, "--encoding utf-16-le"),
        (b'[{"cert": 1}, {"cert"', {}, "not JSON from line 1 on"),
        (b'{"data": [{"cert": "PMP"}]}', {}, "the list in \u201cdata\u201d"),
        (b'{"cert": "PMP"},\n{"cert": "PMP"},\n', {}, "line 1, is no JSON object"),
        ("姓名，证书，学历\n张三，PMP，本科\n".encode(), {}, "parted by \u201c，\u201d"),
        (b"%PDF-1.7", {}, "a PDF"),
        (b"PK\x03\x04nothing", {}, "no .xlsx workbook"),
        (HEADER.encode() + b"\xff\xff\xff\n" * 2, {}, "is not utf-8 (from line 2 on)"),
        (HEADER.encode("gb18030"), {"encoding": "utf-8"}, "from line 1 on"),
        (HEADER.encode(), {"encoding": "klingon"}, "no such encoding"),
        (HEADER.encode(), {"encoding": "base64"}, "no such encoding"),
        (HEADER.encode(), {"encoding": "utf-16-be"}, "is not utf-16-be (from"),
        ('"姓名,证书\nx,PMP\n'.encode(), {}, "a quote in the header"),
        (b"cert,a\0b\nPMP,x\n", {}, "the header holds a NUL character"),
    ],
    ids=range(25),
)
def test_what_is_no_table_is_refused_in_words(
    batch: Batch, content: bytes, options: dict[str, Any], words: str
) -> None:
    assert words in refusal(batch, content, **options)


def test_a_header_alone_is_a_table_of_nobody(batch: Batch) -> None:
    done = batch(HEADER)
    assert done.table == [["姓名", "证书", "学历", "年限", "区县", *CODES]]
    assert summary_object(done.summary)["rows"] == 0


# JSON Lines


def test_json_lines_keep_their_own_text(batch: Batch) -> None:
    own = [
        '{"证书":"PMP","degree":["bachelor@2015-07"],"work":["2016-07.."],"n":1.10,"x":"\\u4e2d"}',
        "",
        '{ "证书": 40, "years": 6.0, "degree": "bachelor", "related": true, "more": {"a": [1, 2.50]} }',
        "nope",
        '{"证书":{"a":1}}',
        '{"证书":"PMP","证书":"CCRA"}',
        '{"other": 1}',
    ]
    done = batch("\n".join(own) + "\n", form=Form.JSONL)
    lines = done.text.splitlines()
    assert len(lines) == len(own)
    assert lines[0].startswith(own[0][:-1] + ", ")
    assert lines[1] == ""
    assert lines[2].startswith(own[2][:-2] + ", ")
    statuses = [each and each["hz_status"] for each in done.objects]
    assert statuses == ["eligible", None, "eligible", "error", "error", "error", "error"]
    assert done.objects[3]["hz_input"] == "nope"
    assert done.objects[0]["hz_certificate_no"] == 40
    again = batch(done.text, form=Form.JSONL)
    assert again.text.splitlines()[:3] == lines[:3]


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        (
            '{"cert":"PMP","x":1.10,"y":1e400,"u":"\\u4e2d","hz_status":"eligible"}',
            '{"cert":"PMP","x":1.10,"y":1e400,"u":"\\u4e2d", ',
        ),
        (
            '{ "hz_title" :null ,"cert": "PMP" , "hz_status":[{"a":"}"}], "x":-0 , "later" : 2.50 }',
            '{"cert": "PMP", "x":-0 , "later" : 2.50, ',
        ),
        ('{"hz_status":1,"n":{"hz_status": 1.0},"cert":"PMP"}', '{"n":{"hz_status": 1.0},"cert":"PMP", '),
        ('{"hz_status, ":1,"s":"\\", \\"hz_status\\": "}', '{"hz_status, ":1,"s":"\\", \\"hz_status\\": ", '),
        ('{ "hz_status":"eligible" }', "{"),
        ("{ }", "{"),
    ],
)
def test_what_an_earlier_run_has_added_goes_and_the_rest_of_an_object_stays_to_the_character(
    batch: Batch, own: str, kept: str
) -> None:
    done = batch('{"cert":"PMP"}\n' + own + "\n", form=Form.JSONL)
    assert done.text.splitlines()[1].startswith(kept + '"hz_status": ')
    assert list(done.objects[1])[-len(CODES) :] == list(CODES)
    assert batch(done.text, form=Form.JSONL).text == done.text


@pytest.mark.parametrize(
    ("line", "cells", "why"),
    [
        ('{"id":"007","cert":{"a":1},"x":1.10}', ["007", '{"a":1}', "1.10", ""], "is no text, number"),
        ('oops {"id":9} ', ['oops {"id":9}', "", "", ""], "is not JSON"),
        ("[1.0]", ["[1.0]", "", "", ""], "is not a JSON object"),
        ('{"id":1,"id":2}', ['{"id":1,"id":2}', "", "", ""], "twice"),
        ('{"id":"8","cert":"P\\u0000MP"}', ["8", "P\0MP", "", ""], "holds a NUL"),
        ('{"id":"8","cert":"PMP","n":"\\\\u0000"}', ["8", "PMP", "", "\\u0000"], "facts_missing"),
        (
            '{"id":1e400,"cert":"PMP","n": {"b":1.10,"c":[1e400, "\\u4e2d"]}}',
            ["1e400", "PMP", "", '{"b":1.10,"c":[1e400, "\\u4e2d"]}'],
            "facts_missing",
        ),
    ],
)
def test_what_stands_in_an_object_stands_in_the_table_as_written_whatever_is_wrong_with_the_row(
    batch: Batch, line: str, cells: list[str], why: str
) -> None:
    done = batch('{"id":0,"cert":"PMP","x":0,"n":0}\n' + line + "\n")
    row = dict(zip(done.table[0], done.table[2], strict=True))
    assert [row[name] for name in ("id", "cert", "x", "n")] == cells
    assert why in row["hz_reasons"]


def test_json_lines_become_a_table_and_a_table_becomes_json_lines(batch: Batch) -> None:
    content = '{"cert":"PMP","n":1.10,"list":["a","b"]}\n{"cert":"PMP","late":null,"yes":true}\n'
    table = batch(content).table
    assert table[0][:5] == ["cert", "n", "list", "late", "yes"]
    assert table[1][:5] == ["PMP", "1.10", '["a","b"]', "", ""]
    assert batch("[{}]", fixed={"certificate": "PMP"}).summary.blank == 1
    done = batch("cert,x,x,\nPMP,1,2,3\nPMP,1,2,3,4\n", form=Form.JSONL)
    assert list(done.objects[0])[:4] == ["cert", "x", "x_", "column 4"]
    assert done.objects[1]["hz_extra"] == ["4"]


# What it came to


def test_the_summary_counts_every_row_once(data: Data, batch: Batch) -> None:
    done = batch(applicants(data, 2000))
    came_to = summary_object(done.summary)
    for status, number in came_to["status"].items():
        assert number == sum(record["hz_status"] == status for record in done.records)
    for need, number in came_to["needs"].items():
        assert number == sum(need in record["hz_needs"].split(";") for record in done.records), need
    months = [record["hz_eligible_from"][:7] for record in done.records if record["hz_eligible_from"]]
    assert {each["month"]: each["rows"] for each in came_to["eligible_from"]} == {
        month: months.count(month) for month in months
    }
    for office in came_to["offices"]:
        assert office["eligible"] == sum(
            record["hz_apply_to"] == office["apply_to"] and record["hz_status"] == "eligible"
            for record in done.records
        )
    unlisted = [record for record in done.records if record["hz_reasons"] == "certificate_not_listed"]
    by_name = {each["certificate"]: each["rows"] for each in came_to["unlisted"]}
    assert by_name["CAPM"] == sum(record["证书"] == "CAPM" for record in unlisted)
