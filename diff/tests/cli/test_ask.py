"""``ask``: the real program in a pseudo-terminal, and the order of the questions."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from hz_titles import Data, Facts, check
from hz_titles.reports import interview
from hz_titles.reports.interview import QUESTIONS, Question
from hz_titles.reports.lists import fitting_rows

if os.name == "nt":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)

from tests.support.terminal import Terminal, terminal

DAY = date(2026, 1, 2)
REVIEW = "请核对"


def told_line(talk: Terminal) -> list[str]:
    """The last check line that was printed."""
    return shlex.split(talk.text.rpartition("hz-titles ")[2].partition("\n")[0].strip())


def held(talk: Terminal, *answers: str) -> None:
    """Answer each question as soon as it is asked: question and answer by turns."""
    for question, answer in zip(answers[::2], answers[1::2], strict=True):
        talk.expect(question)
        talk.expect("> ")
        talk.type(answer)


CLERK = [
    "什么证书|毒理|19  会员|16|最高学历|本科|多久|6|相同或相近|是|哪个区|桐庐",
    "什么证书|PMP|最高学历|中专",
    "什么证书|毒理学会|是这一项请按回车||最高学历|博士|相同或相近|y",
    "什么证书|IPMP|什么等级|C|最高学历|5|多久|2018-07|何时取得|2018-06|相同或相近|1",
]
"""What four people at a window answer, one after the other."""


def test_a_clerk_answers_one_person_after_the_other_and_the_place_of_work_stays() -> None:
    with terminal("ask", "--lang", "zh", "--as-of", "2026-01-02", columns=200) as talk:
        lines = []
        for person in CLERK:
            held(talk, *person.split("|"), REVIEW, "")
            talk.expect("下一位")
            lines.append(told_line(talk))
            talk.expect("> ")
            talk.type("q" if person is CLERK[-1] else "")
        assert talk.wait() == 0
    facts = [
        "认证毒理学专业人员 --degree 本科 --years 6 --district 桐庐县 --related",
        "PMP --degree 中专 --district 桐庐县",
        "会员 --issuer 美国毒理学会 --degree 博士 --district 桐庐县 --related",
        "IPMP --grade C --degree master@2018-06 --work 2018-07.. --district 桐庐县 --related",
    ]
    assert lines == [f"check --cert {each} --as-of 2026-01-02 --lang zh".split() for each in facts]
    for line, code in ((lines[0], 0), (lines[1], 3)):
        done = subprocess.run([sys.executable, "-m", "hz_titles", *line], capture_output=True, check=False)
        assert done.returncode == code


def test_the_screen_of_a_window_shows_the_whole_answer_with_what_comes_next() -> None:
    for language, words in (("zh", "下一位"), ("en", "next person")):
        with terminal("ask", "--lang", language) as talk:
            for answer in ("AHPRA pharmacist", "master", "3", "yes", "西湖景区"):
                talk.expect("> ")
                talk.type(answer)
            talk.expect("> ")
            talk.type("")
            talk.expect(words)
            screen = talk.text[talk.text.rindex("╭") :]
            rows = sum(max(-(-len(line) // 80), 1) for line in screen.splitlines())
            assert rows < 24, screen


def test_less_than_goes_one_answer_back_and_anything_can_be_changed_before_the_answer_and_after() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        held(talk, "什么证书", "PMP", "最高学历", "大专", "多久", "<", "最高学历", "<", "什么证书", "NPDP")
        held(talk, "最高学历", "本科", "多久", "6", "相同或相近", "是", "哪个区", "滨江", REVIEW, "2")
        held(talk, "最高学历", "硕士", REVIEW, "", "下一位", "c", REVIEW, "5", "哪个区", "萧山", REVIEW, "")
        held(talk, "下一位", "f", "政策口径", "q")
        assert talk.wait() == 0
        assert told_line(talk)[:9] == shlex.split(
            "check --cert NPDP --degree 硕士 --years 6 --district 萧山区"
        )


def test_wrong_answers_are_explained_and_asked_again() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        held(talk, "什么证书", "qqqq", "没有找到“qqqq”", "99", "可用的序号：1–45", "PMP")
        held(talk, "最高学历", "博导", "不认识", "9", "没有这个序号", "肄业", "肄业", "本科")
        held(talk, "多久", "-1", "不是年数", "６年", "相同或相近", "也许", "请输入 是 或 否", "y")
        held(talk, "哪个区", "江干区", " 2  钱塘区", "1", REVIEW, "", "下一位", "q")
        assert talk.wait() == 0
        assert "没有看懂" not in talk.text
        assert told_line(talk)[-5:] == ["--district", "上城区", "--related", "--lang", "zh"]


def test_do_not_know_is_an_answer_everywhere() -> None:
    with terminal("ask", "--lang", "en", columns=200) as talk:
        held(talk, "Which certificate", "IPMP", "Which grade", "", "highest qualification", "?")
        held(talk, "For how long", "don't know", "field or close", "", "In which district", "")
        held(talk, "Please check", "", "More information needed", "q")
        assert talk.wait() == 4
        assert told_line(talk) == shlex.split("check --cert IPMP --lang en")


def test_who_does_not_know_the_certificate_looks_through_the_list() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        held(talk, "什么证书", "不知道", "还有 33 项", "", "还有 21 项", "40", "最高学历", "中专", REVIEW, "")
        held(talk, "下一位", "q")
        assert talk.wait() == 3


def test_a_certificate_outside_the_list_is_taken_as_it_is_when_the_person_says_so() -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        held(talk, "什么证书", "CAPM", "目录只列了 PMP", "0", REVIEW, "", "下一位", "q")
        assert talk.wait() == 3
        assert told_line(talk)[2] == "CAPM"


def test_a_name_with_words_that_are_not_understood_offers_its_row() -> None:
    with terminal("ask", "--lang", "en", columns=200) as talk:
        held(
            talk, "Which certificate", "备考PMP", "Enter if it is this one", "", "highest qualification", "2"
        )
        held(talk, "since the associate degree", "8", "field or close", "y", "In which district", "Binjiang")
        held(talk, "Please check", "", "Yes: you can apply", "q")
        assert talk.wait() == 0
        assert "40  项目管理专业人士资格认证(PMP) — Project Management Institute" in talk.text
        assert told_line(talk)[2] == "项目管理专业人士资格认证(PMP)"


@pytest.mark.parametrize(
    ("held_now", "years", "earlier", "years_then", "told"),
    [("本科", "3", "大专", "8", "大专"), ("硕士", "1", "2", "6", "bachelor")],
)
def test_an_earlier_qualification_is_asked_for_where_it_can_carry(
    held_now: str, years: str, earlier: str, years_then: str, told: str
) -> None:
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        held(talk, "什么证书", "PMP", "最高学历", held_now, "多久", years, "较低的学历", earlier)
        held(talk, "多久", years_then, "相同或相近", "1", "哪个区", "滨江", REVIEW, "", "下一位", "q")
        assert talk.wait() == 0
        assert told_line(talk)[3:5] == ["--degree", told]


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_leaving_is_polite(key: bytes) -> None:
    with terminal("ask", "--lang", "zh") as talk:
        held(talk, "什么证书", "PMP")
        talk.expect("> ")
        talk.press(key)
        talk.expect("已中断")
        assert talk.wait() == 130
        assert "Traceback" not in talk.text


def test_chinese_can_be_taken_back_with_the_backspace_key_and_bytes_that_are_no_text_are_a_wrong_answer() -> (
    None
):
    with terminal("ask", "--lang", "zh", columns=200) as talk:
        talk.expect("> ")
        talk.press("会员".encode("gbk") + b"\n")
        talk.expect("没有找到")
        talk.expect("> ")
        talk.press("毒理学会".encode() + b"\x7f\x7f\x7f\x7f" + b"PMP\n")
        talk.expect("最高学历")
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
    still = {question.value for question in interview.open_questions(check(data, facts, DAY))}
    return [question.value for question in Question if question.value in still]


@pytest.mark.parametrize(
    ("facts", "questions"),
    [
        (Facts(cert="PMP"), "degree years related district"),
        (Facts(cert="IPMP"), "grade degree years related district"),
        (Facts(cert="IPMP D"), ""),
        (Facts(cert="会员"), "issuer degree years related"),
        (Facts(cert="PMP", degrees=("none",)), ""),
        (Facts(cert="PMP", degrees=("doctorate",)), "related district"),
        (Facts(cert="PMP", degrees=("doctorate",), related=True, district="滨江"), ""),
        (Facts(cert="PMP", degrees=("bachelor",), years="6", related=False), ""),
        (Facts(cert="PMP", degrees=("bachelor",), work=("2020-01..",)), "degree_date related district"),
        (Facts(cert="PMP", degrees=("bachelor",), years="3"), "earlier district"),
        (Facts(cert="PMP", degrees=("associate",), years="3"), "district"),
        (Facts(cert="IPMP", degrees=("bachelor",), years="3"), "earlier"),
        (Facts(cert="IPMP D", degrees=("bachelor",), years="3"), ""),
        (Facts(cert="PMP", degrees=("bachelor",), years="3", related=False), ""),
        (Facts(cert="CAPM", degrees=("bachelor",), years="3"), ""),
        (Facts(cert="PMP", work=("2010-01..",)), "degree related district"),
        (Facts(cert="CAPM"), ""),
    ],
)
def test_only_what_can_change_the_answer_is_asked(data: Data, facts: Facts, questions: str) -> None:
    assert order(data, facts) == questions.split()


FOUND = {"PMP": {40}, "toxicology": {16, 19}, "毒理": {16, 19}, "SOT 会员": {19}, "member toxicology": {19}}
FOUND |= {"40": {40}, "AACR": {15, 29}, "zzzz": set()}


def test_part_of_a_name_in_either_language_finds_the_rows(data: Data) -> None:
    for text, numbers in FOUND.items():
        assert {row.number for row in fitting_rows(data, text)} == numbers, text


def test_every_row_can_be_named_again(data: Data) -> None:
    for row in data.catalogue.certificates:
        cert, issuer = interview.naming(data.names, row, str(row.number))
        identity = data.names.identify(cert, issuer)
        assert identity.certain
        assert identity.row is row


def test_every_row_is_found_by_each_text_that_leads_to_it(data: Data) -> None:
    for row in data.catalogue.certificates:
        for text in (row.name, row.issuer, *row.aliases):
            assert row in fitting_rows(data, text), text


def test_the_line_repeats_the_facts_whatever_they_contain(data: Data) -> None:
    facts = Facts(cert="-x 'y' \"z\"", issuer="--lang", degrees=("本科@2018-07",), years="6", related=False)
    named = ["--cert=-x 'y' \"z\"", "--issuer=--lang"]
    assert interview.check_arguments(facts) == [
        *named,
        *["--degree", "本科@2018-07", "--years", "6", "--unrelated"],
    ]


def test_years_may_be_a_number_or_dates(data: Data) -> None:
    facts = Facts(cert="PMP", years="1", degrees=("bachelor",))
    verdict = check(data, facts, DAY)
    for text in ("6", "5年3个月"):
        told = QUESTIONS[Question.YEARS].told(verdict, text)
        assert (told.years, told.work) == (text, ())
    for text in ("2018-07", "2018年7月至今", "2018-07..2020-06"):
        told = QUESTIONS[Question.YEARS].told(verdict, text)
        assert (told.years, told.work) == (None, ("2018-07.." if text == "2018-07" else text,))


def test_nearer_is_yes_then_open_then_the_earlier_day(data: Data) -> None:
    facts = Facts(cert="PMP", degrees=("bachelor",), years="6")
    others = [replace(facts, years=years) for years in (None, "4", "1")]
    never = replace(facts, degrees=("none",))
    for one, other in combinations([check(data, each, DAY) for each in (facts, *others, never)], 2):
        assert interview.nearer(one, other)
        assert not interview.nearer(other, one)
