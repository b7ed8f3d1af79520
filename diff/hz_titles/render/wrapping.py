"""Lines of Chinese and English together: broken where a printer would, measured in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_OPENING = "（《「『【〔〈“‘([{"
_CLOSING = "，。、；：？！）》」』】〕〉”’…·,.;:?!)]}%"
_LEFT_OUT = ".."


def columns_of(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(4096)
def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """Return `text` in lines of at most `width` columns, the first of at most `first`; nothing is lost."""
    lines: list[str] = []
    width = max(width, 2)
    room = width if first is None else max(first, 2)
    for paragraph in text.split("\n"):
        line, taken = "", 0
        for unit in _units(paragraph):
            for part in _chopped(unit, min(room, width)):
                if line and taken + columns_of(part.rstrip(" ")) > room:
                    lines.append(line.rstrip(" "))
                    line, taken, room = "", 0, width
                line += part
                taken += columns_of(part)
        lines.append(line.rstrip(" "))
        room = width
    return lines


def print_lines(console: Console, text: str, indent: str = "", style: str = "", hanging: str = "") -> None:
    """Print `text` in lines that fit, each after `indent`, all but the first after `hanging` too."""
    from rich.text import Text

    further = indent + hanging
    lines = wrap(text, console.width - len(further), console.width - len(indent))
    for number, line in enumerate(lines):
        console.print(Text((further if number else indent) + line, style=style, no_wrap=True))


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` columns; a mark stands for an end that is left out."""
    if columns_of(text) <= width:
        return text
    while columns_of(text) > width - len(_LEFT_OUT):
        text = text[:-1]
    return text.rstrip() + _LEFT_OUT


def longest_unit(text: str) -> int:
    """Return the columns of the longest piece of `text` that stays whole."""
    return max(columns_of(unit.strip()) for line in text.split("\n") for unit in _units(line))


def _units(text: str) -> list[str]:
    """Return the pieces between which a line may end, spaces at the end of a piece."""
    ends = [place for place, (last, char) in enumerate(pairwise(text), 1) if _may_break(last, char)]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)])]


@lru_cache(4096)
def _may_break(last: str, char: str) -> bool:
    if " " in (last, char):
        return char != " "
    in_date = (last in "0123456789" and char in "年月日") or (last in "年月" and char in "0123456789")
    if char in _CLOSING or last in _OPENING or in_date:
        return False
    return _columns(last) == 2 or _columns(char) == 2 or last in ";/"


def _chopped(unit: str, width: int) -> Iterator[str]:
    """Yield a piece whole where it fits on a line, else in parts that do."""
    if columns_of(unit) <= width:
        yield unit
        return
    part = ""
    for char in unit:
        if char != " " and columns_of(part + char) > width:
            yield part
            part = ""
        part += char
    yield part
