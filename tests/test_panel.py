"""The panel as a person sees it at eighty columns, kept as text.

After a change that is meant, ``HZ_TITLES_NEW_PANELS=1 pytest tests/test_panel.py`` writes
the pictures anew; look at the difference before committing it.
"""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from hz_titles import Data, Facts, Language, check
from hz_titles.render.panel import print_panel
from hz_titles.wording import tell

PANELS = Path(__file__).parent / "panels"
AS_OF = date(2026, 11, 23)
CASES = {
    "eligible": Facts(cert="PMP", degrees=("bachelor",), years="6", district="滨江"),
    "not-yet": Facts(cert="CCRC", degrees=("大专@2024-07",), work=("2024-07..",), district="西湖景区"),
    "not-known": Facts(cert="IPMP", degrees=("硕士",), district="江干区"),
    "near-miss": Facts(cert="CAPM", degrees=("本科",), years="6"),
}


def panel(data: Data, facts: Facts, language: Language, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        print_panel(console, tell(data, check(data, facts, AS_OF), language), language)
    return captured.get()


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
@pytest.mark.parametrize("name", CASES)
def test_a_panel_looks_as_it_did(data: Data, name: str, language: Language) -> None:
    seen = panel(data, CASES[name], language)
    kept = PANELS / f"{name}.{language.value}.txt"
    if os.environ.get("HZ_TITLES_NEW_PANELS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 50, 80, 120, 200])
@pytest.mark.parametrize("name", CASES)
def test_a_panel_fits_its_terminal_and_cuts_nothing(data: Data, name: str, width: int) -> None:
    for language in Language:
        seen = panel(data, CASES[name], language, width)
        widths = {cell_len(line) for line in seen.splitlines()}
        assert len(widths) == 1
        assert max(widths) <= width
        assert "…" not in seen


def test_the_answer_the_title_and_the_office_come_first(data: Data) -> None:
    lines = panel(data, CASES["eligible"], Language.ZH).splitlines()
    head = "\n".join(lines[:12])
    for words in ("符合条件", "工程师（中级）", "制造业", "人才管理服务中心", "0571-88119352"):
        assert words in head
