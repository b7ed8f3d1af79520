"""Facts told as plain words: each is read as the only thing that it can be, or refused with the options."""

from __future__ import annotations

import json
import re
from itertools import permutations

import pytest

from hz_titles import Data
from hz_titles.errors import UsageError
from hz_titles.rules.applicant import Facts
from hz_titles.rules.plain_words import with_words
from tests.support.program import Run

NOTHING = Facts(cert=())


def test_words_are_read_in_any_order(data: Data) -> None:
    for words in permutations(["PMP", "本科@2018-07", "6年", "滨江"]):
        assert with_words(data.names, NOTHING, words) == Facts(
            cert=("PMP",), degrees=("本科@2018-07",), years="6年", district="滨江"
        )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("#40 6年以上", {"cert": ("#40",), "years": "6年以上"}),
        ("PMP NPDP 2018-07..至今", {"cert": ("PMP", "NPDP"), "work": ("2018-07..至今",)}),
        ("会员 SOT 不相关", {"cert": ("会员",), "issuer": ("SOT",), "related": False}),
        ("IPMP C级 苏州", {"cert": ("IPMP",), "grade": "C级", "district": "苏州"}),
        ("PMI 硕士 学士", {"cert": ("PMI",), "degrees": ("硕士", "学士")}),
        ("MBA CFA", {"cert": ("CFA",), "degrees": ("MBA",)}),
    ],
)
def test_each_word_gives_its_fact(data: Data, words: str, told: dict[str, object]) -> None:
    assert with_words(data.names, NOTHING, words.split()) == Facts(**{"cert": (), **told})  # type: ignore[arg-type]


def test_options_and_words_go_together(data: Data) -> None:
    given = Facts(cert="PMP", degrees=("学士",), related=True)
    told = with_words(data.names, given, ["硕士", "3年"])
    assert told == Facts(cert=("PMP",), degrees=("学士", "硕士"), years="3年", related=True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("PMP 6", "“6” can be several things: write which it is: --cert 6 / --years 6"),
        ("PMP 无", "can be several things: write which it is: --degree 无 / --related 无"),
        ("药剂师 香港", "“香港” can be several things: write which it is: --issuer 香港 / --district 香港"),
        ("PMP XYZ", "“XYZ” is nothing that is known: write which it is: --cert XYZ / "),
        ("PMP 在读", "A course under way proves no qualification yet"),
        ("PMP 本科在读", "A course under way proves no qualification yet"),
        ("PMP 约5年", "write the exact years"),
        ("PMP 大四", "A course under way proves no qualification yet"),
        ("PMP C级", "“C级” is nothing that is known"),
        ("PMP 6年 7年", "--years goes once: “6年 7年”"),
        ("PMP 滨江 余杭", "--district goes once: “滨江 余杭”"),
    ],
)
def test_a_word_that_is_several_things_or_none_is_refused_with_the_options(
    data: Data, words: str, why: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(why)):
        with_words(data.names, NOTHING, words.split())


def test_check_takes_words_beside_options_and_a_default_place(run: Run) -> None:
    default = {"HZ_TITLES_DISTRICT": "西湖", "HZ_TITLES_LANG": "en"}
    for line, area in (("PMP 本科 6年", "西湖区"), ("PMP 滨江 6年 --degree 本科", "滨江区")):
        done = run("check", "--format", "json", *line.split(), environment=default)
        assert (done.returncode, json.loads(done.stdout)["apply_to"]["area"]) == (0, area)
    done = run("check", "PMP", environment={**default, "HZ_TITLES_DISTRICT": "火星"})
    assert (done.returncode, "the variable HZ_TITLES_DISTRICT: “火星”" in done.stderr) == (2, True)
    done = run("check", "本科", environment=default)
    assert (done.returncode, "--cert is missing" in done.stderr) == (2, True)
