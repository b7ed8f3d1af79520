"""The README's pictures show what the program prints today."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.pictures import PICTURES, file, shown

TEXT = "{http://www.w3.org/2000/svg}text"


def words_in(path: Path) -> list[str]:
    """The lines of a picture, without the spaces that only place what is beside them."""
    runs = ElementTree.parse(path).getroot().iter(TEXT)
    lines = groupby(runs, lambda run: float(run.get("y", "0")))
    return ["".join(run.text or "" for run in line).replace(" ", "") for _, line in lines]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_is_printed(name: str) -> None:
    printed = [line.plain.replace(" ", "") for line in shown(name).split("\n")]
    hint = "if meant: python -m tests.renew pictures"
    assert words_in(file(name)) == [line for line in printed if line], hint


def test_there_is_no_picture_that_nobody_draws() -> None:
    names = {path.name for path in file("any").parent.glob("*.svg")}
    assert names == {file(name).name for name in PICTURES}
