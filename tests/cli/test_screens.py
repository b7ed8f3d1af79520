"""Screens of every kind: narrow, wide, without colour, of another encoding, read aloud."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hz_titles import Data, Language
from hz_titles.render.table import drawn
from hz_titles.render.wrapping import columns_of, longest_unit, wrap
from hz_titles.words.document import Document, Item, Section, Table
from tests.support.program import Run

PERSON = ["--degree", "bachelor", "--years", "3", "--district", "滨江", "--as-of", "2026-01-02"]
SCREENS = [
    ["check", "--cert", "PMP", *PERSON, "--format", "panel"],
    ["check", "--cert", "会员", "--format", "panel"],
    ["check", "--cert", "CAPM", "--format", "panel"],
    ["list-certs", "--format", "table"],
    ["list-certs", *PERSON, "--format", "table"],
    ["list-committees", "--format", "table"],
    ["list-districts", "--format", "table"],
    ["list-readings", "--format", "table"],
    ["show", "41", "--format", "table"],
    ["show", "27", "--format", "table"],
]
PIECES = re.compile(r"[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z]{3,}")
"""What must not be broken: telephones, dates, words."""

HEADINGS = {"Certificate", "Committee", "Place", "Reading", "and", "its", "office"}
"""Headings of first columns, which blocks do without."""


def pieces(text: str) -> set[str]:
    return set(PIECES.findall(text))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=" ".join)
def test_everything_is_there_at_any_width(run: Run, screen: list[str], language: str) -> None:
    seen: dict[int, str] = {}
    for width in (40, 50, 80, 120, 200):
        done = run(*screen, "--lang", language, environment={"COLUMNS": str(width)})
        assert max(map(columns_of, done.stdout.splitlines())) <= width
        assert "…" not in done.stdout.replace("……", "")
        seen[width] = done.stdout
    if screen[0] == "list-certs":  # one line a row: names are cut, what a row gives is not
        assert seen[80].count("\n") < 55
        assert {"√": seen[80].count("√"), "×": seen[80].count("×")} == {
            "√": seen[200].count("√"),
            "×": seen[200].count("×"),
        }
        return
    whole = pieces(seen[200])
    for width in (50, 80, 120):
        assert whole - HEADINGS <= pieces(seen[width]) <= whole, width
    if screen[0] == "check":
        assert len({characters_of(text) for text in seen.values()}) == 1


def characters_of(text: str) -> str:
    """The letters of the text: their places, and the marks around labels and cells, are the width's."""
    return "".join(sorted(re.sub(r"[\s─│╭╮╰╯：:;；]", "", text)))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "variables",
    [{"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}, {"PYTHONIOENCODING": "gbk"}],
    ids=str,
)
def test_without_colours_the_words_say_it_all(run: Run, variables: dict[str, str], language: str) -> None:
    encoding = variables.get("PYTHONIOENCODING", "utf-8")
    environment = {"COLUMNS": "80", **variables}
    done = run(*SCREENS[0], "--lang", language, environment=environment, encoding=encoding)
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7])[;m]", done.stdout)
    day = "2028年1月2日" if language == "zh" else "2 January 2028"
    for words in (day, "0571-88119352", "人才管理服务中心", "附件1 二.2"):
        assert words in done.stdout
    assert ("暂不符合" if language == "zh" else "Not yet") in done.stdout


def test_what_is_drawn_can_be_drawn_by_a_chinese_console(run: Run) -> None:
    for screen in SCREENS:
        text = run(*screen, "--lang", "zh", environment={"PYTHONIOENCODING": "gbk"}, encoding="gbk").stdout
        lines = [line for line in text.splitlines() if "\\u" in line or "\\x" in line]
        assert all(re.search(r"T\\xdcV|\\u010cMI|\\xae", line) for line in lines), lines


def test_plain_lines_are_whole_sentences_with_their_headings(run: Run) -> None:
    text = run(*SCREENS[0][:-1], "plain", "--lang", "en", environment={"COLUMNS": "20"}).stdout
    for line in text.splitlines():
        assert re.match(r"[A-Z][A-Za-z ()-]*: \S", line), line


# Lines


TEXTS = [
    "依据 杭人社发〔2022〕123号（2022-12-12 印发），电话、机构以当时公布为准；符合条件即可按规定申请",
    "The notice's words: 附件1 一.1「3年及以上」 and so on, 0571-88119352、0571-88119325",
    "Pharmaceutical（药剂师）资格",
    "a" * 30,
    "",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", range(4, 60, 5))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if width >= longest_unit(text):
        assert not any(line[:1] in "，。、；：）」』》〕,;:)" for line in lines[1:] if line)
        assert not any(line[-1:] in "（「『《〔(" for line in lines[:-1] if line)


def test_a_word_and_a_number_stay_whole() -> None:
    assert wrap("电话 0571-88119352、0571-88119325", 16) == ["电话", "0571-88119352、", "0571-88119325"]
    assert wrap("General Pharmaceutical Council", 15) == ["General", "Pharmaceutical", "Council"]
    assert wrap("美国毒理学会会员", 8) == ["美国毒理", "学会会员"]


def test_the_first_line_may_be_shorter() -> None:
    assert wrap("one two three four", 9, 4) == ["one", "two three", "four"]


CHARACTERS = st.sampled_from("aZ9 -,;()年月（），、「」é한")


@given(st.text(CHARACTERS, max_size=60), st.integers(2, 40))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_columns_are_counted_as_the_screen_counts_them(data: Data) -> None:
    for row in data.catalogue.certificates:
        for text in (row.name, row.issuer, row.issuer_en or "", *row.aliases):
            assert columns_of(text) == cell_len(text)


def counts(*rows: tuple[str, str]) -> Table:
    return Table(headings=("", ""), rows=rows, shares=(0.0,) * len(rows))


def summary(*parts: Item | Table) -> Document:
    sections = (Section(heading="", parts=parts),)
    return Document(language=Language.ZH, answer=Item(text="共 2 人"), sections=sections)


@pytest.mark.parametrize("width", range(30, 60))
def test_no_line_of_a_summary_begins_with_a_closing_mark(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = "需要相关工作年限，学历取得时间（毕业证上的日期），证书等级，颁证单位；工作所在地。"
    lines = list(drawn(summary(Item(text=text), counts((text, "1,200")))))
    assert max(map(columns_of, lines)) <= width
    assert not [line for line in lines if line.strip()[0] in "，）；。"]


def test_a_combining_mark_takes_no_room_beside_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = list(drawn(summary(counts(("cafe\u0301", "1"), ("coffee", "2")))))[1:]
    first, second = (line.replace("\u0301", "") for line in lines)
    assert first.index("1") == second.index("2")
