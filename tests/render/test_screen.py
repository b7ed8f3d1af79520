"""A panel looks as it is kept, fits its terminal, and begins with what matters most."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from hz_titles import Data, Language
from tests.panels import CASES, file, panel


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
@pytest.mark.parametrize("name", CASES)
def test_a_panel_looks_as_it_did(data: Data, name: str, language: Language) -> None:
    hint = "if meant: python -m tests.renew panels"
    assert panel(data, CASES[name], language) == file(name, language).read_text(encoding="utf-8"), hint


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
