"""Lines of Chinese and English together: broken where a printer would, measured in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_OPENING = frozenset("（《「『【〔〈“‘([{")
_CLOSING = frozenset("，。、；：？！）》」』】〕〉”’…·,.;:?!)]}%")
_LEFT_OUT = ".."
_IN_DATES = frozenset({f"{digit}{mark}" for digit in "0123456789" for mark in "年月日"}) | frozenset(
    {f"{mark}{digit}" for digit in "0123456789" for mark in "年月"}
)
"""Two characters between which no line ends: a date stays whole."""
_BREAKS_AFTER = frozenset(";/")


def columns_of(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


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
    kept = text
    while columns_of(kept) > width - columns_of(_LEFT_OUT):
        kept = kept[:-1]
    return kept.rstrip() + _LEFT_OUT


def longest_unit(text: str) -> int:
    """Return the columns of the longest piece of `text` that stays whole."""
    return max((columns_of(unit.strip()) for line in text.split("\n") for unit in _units(line)), default=0)


def _units(text: str) -> Iterator[str]:
    """Yield the pieces between which a line may end, spaces at the end of a piece."""
    unit = ""
    for char in text:
        if unit and _may_break(unit, char):
            yield unit
            unit = ""
        unit += char
    if unit:
        yield unit


def _may_break(before: str, char: str) -> bool:
    last = before[-1]
    if char == " ":
        return False
    if last == " ":
        return True
    if char in _CLOSING or last in _OPENING or (last + char) in _IN_DATES:
        return False
    return _columns(last) == 2 or _columns(char) == 2 or last in _BREAKS_AFTER


def _chopped(unit: str, width: int) -> Iterator[str]:
    """Yield a piece whole where it fits on a line, else in parts that do."""
    part, taken = "", 0
    for char in unit:
        if taken + _columns(char) > width and char != " ":
            yield part
            part, taken = "", 0
        part += char
        taken += _columns(char)
    yield part
