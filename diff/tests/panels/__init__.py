"""The panel of a few people as they see it at eighty columns, kept as text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.console import Console

from hz_titles import Data, Facts, Language, check, load
from hz_titles.render.screen import height, print_document
from hz_titles.words.verdict import panel_document

AS_OF = date(2026, 11, 23)
CASES = {
    "eligible": Facts(cert="PMP", degrees=("bachelor",), years="6", district="滨江"),
    "not-yet": Facts(cert="CCRC", degrees=("大专@2024-07",), work=("2024-07..",), district="西湖景区"),
    "not-known": Facts(cert="IPMP", district="江干区"),
}


def panel(data: Data, facts: Facts, language: Language, width: int = 80, lower: int = 0) -> str:
    """Return what a terminal of `width` columns shows, of one `lower` by some lines."""
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        verdict = check(data, facts, AS_OF)
        document = panel_document(data, verdict, language, lambda document: height(document) + lower)
        print_document(console, document)
    return captured.get()


def file(name: str, language: Language) -> Path:
    """Return where the panel of a case is kept."""
    return Path(__file__).parent / f"{name}.{language.value}.txt"


def kept() -> Iterator[tuple[Path, str]]:
    """Yield each file with what it should hold today."""
    data = load()
    for name, facts in CASES.items():
        for language in Language:
            yield file(name, language), panel(data, facts, language)
