"""``ask``: the real program in a pseudo-terminal, and the order of the questions."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from hz_titles import Data, Facts, check
from hz_titles.reports.interview import (
    Question,
    check_arguments,
    fitting_rows,
    naming,
    nearer,
    next_question,
    with_years,
)
from hz_titles.reports.lists import matching

if os.name == "nt":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)

from tests.support.terminal import Terminal, terminal

DAY = date(2026, 1, 2)


def told_line(talk: Terminal) -> list[str]:
    """The check line at the end."""
    line = next(
        line for line in reversed(talk.text.splitlines()) if line.strip().startswith("hz-titles check")
    )
    return shlex.split(line.strip())


def repeated(line: list[str]) -> int:
    done = subprocess.run([sys.executable, "-m", "hz_titles", *line[1:]], capture_output=True, check=False)
    return done.returncode


def test_somebody_who_knows_no_notice_gets_an_answer_and_the_line_that_repeats_it() -> None:
    with terminal("ask", "--lang", "zh", "--as-of", "2026-01-02", columns=200) as talk:
        talk.expect("什么证书")
        talk.type("毒理")
        talk.expect("16")
        talk.expect("19")
        talk.type("16")
        talk.expect("最高学历")
        talk.type("本科")
        talk.expect("多久")
        talk.type("6")
        talk.expect("相同或相近")
        talk.type("是")
        talk.expect("哪个区")
        talk.type("桐庐")
        talk.expect("符合条件，可以申请")
        talk.expect("0571-89582543")
        assert talk.wait() == 0
        line = told_line(talk)
    assert line == shlex.split(
        "hz-titles check --cert 认证毒理学专业人员 --degree 本科 --years 6 --district 桐庐县 --related"
        " --as-of 2026-01-02 --lang zh"
    )
    assert repeated(line) == 0


def test_it_talks_english() -> None:
    with terminal("ask", "--lang", "en", columns=200) as talk:
        talk.expect("Which certificate")
        talk.type("SOT member")
        talk.expect("highest qualification")
        talk.type("3")
        talk.expect("How long")
        talk.type("2018-07")
        talk.expect("When did you obtain")
        talk.type("2018-06")
        talk.expect("field, or close")
        talk.type("yes")
        talk.expect("In which district")
        talk.type("binjiang")
        talk.expect("Yes: you can apply")
        assert talk.wait() == 0
        line = told_line(talk)
    assert line[2:] == shlex.split(
        "--cert 'SOT member' --degree bachelor@2018-06 --work 2018-07.. --district 滨江区 --related --lang en"
    )
    assert repeated(line) == 0


def test_a_settled_answer_asks_nothing_more() -> None:
    with terminal("ask", "--lang", "zh") as talk:
        talk.expect("什么证书")
        talk.type("PMP")
        talk.expect("最高学历")
        talk.type("中专")
        talk.expect("不符合条件")
        assert talk.wait() == 3
        assert "哪个区" not in talk.text
        assert "多久" not in talk.text


def test_wrong_answers_are_explained_and_asked_again() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        talk.expect("什么证书")
        talk.type("qqqq")
        talk.expect("没有找到「qqqq」")
        talk.type("99")
        talk.expect("可用的序号：1–45")
        talk.type("PMP")
        talk.expect("最高学历")
        talk.type("博导")
        talk.expect("不认识这种学历")
        talk.type("9")
        talk.expect("没有序号 9")
        talk.type("肄业")
        talk.expect("没有看懂")
        talk.type("本科")
        talk.expect("多久")
        talk.type("-1")
        talk.expect("不是年数")
        talk.type("1e3")
        talk.expect("不是年数")
        talk.type("６年")
        talk.expect("相同或相近")
        talk.type("也许")
        talk.expect("请输入 是 或 否")
        talk.type("y")
        talk.expect("哪个区")
        talk.type("苏州")
        talk.expect("不是杭州市的区")
        talk.type("江干区")
        talk.expect("没有看懂")
        talk.type("4")
        talk.expect("符合条件，可以申请")
        assert talk.wait() == 0
        assert told_line(talk)[-3:] == ["--related", "--lang", "zh"]


def test_do_not_know_is_an_answer_everywhere() -> None:
    with terminal("ask", "--lang", "en", columns=200) as talk:
        talk.expect("Which certificate")
        talk.type("IPMP")
        for question in (
            "Which grade",
            "highest qualification",
            "How long",
            "field, or close",
            "In which district",
        ):
            talk.expect(question)
            talk.type("don't know" if question == "How long" else "")
        talk.expect("More information needed")
        assert talk.wait() == 4
        assert told_line(talk) == shlex.split("hz-titles check --cert IPMP --lang en")


def test_without_knowing_the_certificate_the_whole_list_is_shown_and_then_nothing_can_be_said() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        talk.expect("什么证书")
        talk.type("不知道")
        talk.expect("全部证书")
        talk.expect("45")
        talk.expect("是哪一项")
        talk.type("")
        talk.expect("list-certs")
        assert talk.wait() == 2


def test_a_certificate_outside_the_list_is_taken_as_it_is_when_the_person_says_so() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        talk.expect("什么证书")
        talk.type("CAPM")
        talk.expect("目录只列了 PMP")
        talk.type("0")
        talk.expect("不符合条件")
        assert talk.wait() == 3
        assert told_line(talk)[3] == "CAPM"


def test_a_general_name_asks_for_its_issuer() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        talk.expect("什么证书")
        talk.type("会员")
        talk.expect("是哪一项")
        talk.type("0")
        talk.expect("哪个单位颁发")
        talk.type("99")
        talk.expect("没有序号 99")
        talk.type("19")
        talk.expect("最高学历")
        talk.type("博士")
        talk.expect("相同或相近")
        talk.type("")
        talk.expect("哪个区")
        talk.type("滨江")
        talk.expect("符合条件")
        assert talk.wait() == 0
        line = told_line(talk)
        assert line[3:6] == ["会员", "--issuer", "美国毒理学会"]


@pytest.mark.parametrize(
    ("held", "years", "earlier", "years_then", "told"),
    [("本科", "3", "大专", "8", "大专"), ("硕士", "1", "2", "6", "bachelor")],
)
def test_an_earlier_qualification_is_asked_for_where_it_can_carry(
    held: str, years: str, earlier: str, years_then: str, told: str
) -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        talk.expect("什么证书")
        talk.type("PMP")
        talk.expect("最高学历")
        talk.type(held)
        talk.expect("多久")
        talk.type(years)
        talk.expect("较低的学历")
        talk.type(earlier)
        talk.expect("多久")
        talk.type(years_then)
        talk.expect("相同或相近")
        talk.type("1")
        talk.expect("哪个区")
        talk.type("滨江")
        talk.expect("符合条件，可以申请")
        assert talk.wait() == 0
        assert told_line(talk)[4:6] == ["--degree", told]


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("question", ["什么证书", "最高学历"])
def test_leaving_is_polite(key: bytes, question: str) -> None:
    with terminal("ask", "--lang", "zh") as talk:
        talk.expect("什么证书")
        talk.expect("> ")
        if question != "什么证书":
            talk.type("PMP")
            talk.expect(question)
            talk.expect("> ")
        talk.press(key)
        talk.expect("已中断")
        assert talk.wait() == 130
        assert "Traceback" not in talk.text


def test_chinese_can_be_taken_back_with_the_backspace_key() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        talk.expect("什么证书")
        talk.expect("> ")
        talk.press("毒理学会".encode() + b"\x7f\x7f\x7f\x7f" + b"PMP\n")
        talk.expect("最高学历")
        talk.expect("> ")
        talk.press(b"\x04")
        assert talk.wait() == 130


def test_bytes_that_are_no_text_are_a_wrong_answer() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        talk.expect("什么证书")
        talk.expect("> ")
        talk.press("会员".encode("gbk") + b"\n")
        talk.expect("没有找到")
        talk.expect("> ")
        talk.press(b"\x04")
        assert talk.wait() == 130


@pytest.mark.parametrize("elsewhere", ["stdin", "stdout"])
def test_without_a_terminal_it_says_so(elsewhere: str) -> None:
    screen, terminal_of_it = os.openpty()
    streams = {"stdin": terminal_of_it, "stdout": terminal_of_it, elsewhere: subprocess.DEVNULL}
    done = subprocess.run(
        [sys.executable, "-m", "hz_titles", "ask", "--lang", "en"],
        **streams,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(screen)
    os.close(terminal_of_it)
    assert done.returncode == 2
    assert "hz-titles check" in done.stderr


# The order of the questions


def order(data: Data, facts: Facts) -> list[str]:
    """All questions that would come if none were answered."""
    asked: set[Question] = {Question.CERTIFICATE}
    verdict = check(data, facts, DAY)
    while question := next_question(data, verdict, asked):
        asked.add(question)
    return [question.value for question in Question if question in asked - {Question.CERTIFICATE}]


@pytest.mark.parametrize(
    ("facts", "questions"),
    [
        (Facts(cert="PMP"), ["degree", "years", "related", "district"]),
        (Facts(cert="IPMP"), ["grade", "degree", "years", "related", "district"]),
        (Facts(cert="IPMP D"), []),
        (Facts(cert="会员"), ["issuer", "degree", "years", "related"]),
        (Facts(cert="PMP", degrees=("none",)), []),
        (Facts(cert="PMP", degrees=("doctorate",)), ["related", "district"]),
        (Facts(cert="PMP", degrees=("doctorate",), related=True, district="滨江"), []),
        (Facts(cert="PMP", degrees=("bachelor",), years="6", related=False), []),
        (
            Facts(cert="PMP", degrees=("bachelor",), work=("2020-01..",)),
            ["degree_date", "related", "district"],
        ),
        (Facts(cert="PMP", degrees=("bachelor",), years="3"), ["earlier", "district"]),
        (Facts(cert="PMP", degrees=("associate",), years="3"), ["district"]),
        (Facts(cert="IPMP", degrees=("bachelor",), years="3"), ["earlier"]),
        (Facts(cert="IPMP D", degrees=("bachelor",), years="3"), []),
        (Facts(cert="PMP", degrees=("bachelor",), years="3", related=False), []),
        (Facts(cert="CAPM", degrees=("bachelor",), years="3"), []),
        (Facts(cert="PMP", work=("2010-01..",)), ["degree", "related", "district"]),
        (Facts(cert="CAPM"), []),
    ],
)
def test_only_what_can_change_the_answer_is_asked(data: Data, facts: Facts, questions: list[str]) -> None:
    assert order(data, facts) == questions


def test_the_certificate_comes_first(data: Data) -> None:
    assert next_question(data, None, set()) is Question.CERTIFICATE


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("PMP", {40}),
        ("toxicology", {16, 19}),
        ("毒理", {16, 19}),
        ("SOT 会员", {19}),
        ("member toxicology", {19}),
        ("40", {40}),
        ("AACR", {15, 29}),
        ("zzzz", set()),
    ],
)
def test_part_of_a_name_in_either_language_finds_the_rows(data: Data, text: str, numbers: set[int]) -> None:
    found = {row.number for row in fitting_rows(data, text)}
    assert found == numbers


def test_every_row_can_be_named_again(data: Data) -> None:
    for row in data.catalogue.certificates:
        cert, issuer = naming(data.names, row, str(row.number))
        identity = data.names.identify(cert, issuer)
        assert identity.certain
        assert identity.row is row


def test_every_row_is_found_by_each_text_that_leads_to_it(data: Data) -> None:
    for row in data.catalogue.certificates:
        for text in (row.name, row.issuer, *row.aliases):
            assert row in fitting_rows(data, text), text


@pytest.mark.parametrize("text", ["MLS", "Fellow", "full mem", "毒理", "zzzz"])
def test_a_search_of_the_list_finds_what_the_questions_find(data: Data, text: str) -> None:
    found = matching(data, data.catalogue.certificates, text)
    assert {row.number for row in found} == {row.number for row in fitting_rows(data, text)}


def test_the_line_repeats_the_facts_whatever_they_contain(data: Data) -> None:
    facts = Facts(cert="-x 'y' \"z\"", issuer="--lang", degrees=("本科@2018-07",), years="6", related=False)
    assert check_arguments(facts) == [
        "--cert=-x 'y' \"z\"",
        "--issuer=--lang",
        "--degree",
        "本科@2018-07",
        "--years",
        "6",
        "--unrelated",
    ]


@pytest.mark.parametrize(
    ("text", "years", "work"),
    [
        ("6", "6", ()),
        ("5年3个月", "5年3个月", ()),
        ("2018-07", None, ("2018-07..",)),
        ("2018年7月至今", None, ("2018年7月至今",)),
        ("2018-07..2020-06", None, ("2018-07..2020-06",)),
    ],
)
def test_years_may_be_a_number_or_dates(text: str, years: str | None, work: tuple[str, ...]) -> None:
    facts = with_years(Facts(cert="PMP", years="1", work=("x",)), text)
    assert (facts.years, facts.work) == (years, work)


def test_nearer_is_yes_then_open_then_the_earlier_day(data: Data) -> None:
    facts = Facts(cert="PMP", degrees=("bachelor",), years="6")
    yes = check(data, facts, DAY)
    open_ = check(data, replace(facts, years=None), DAY)
    soon = check(data, replace(facts, years="4"), DAY)
    later = check(data, replace(facts, years="1"), DAY)
    never = check(data, replace(facts, degrees=("none",)), DAY)
    verdicts = [yes, open_, soon, later, never]
    for index, one in enumerate(verdicts):
        for other in verdicts[index + 1 :]:
            assert nearer(one, other)
            assert not nearer(other, one)
