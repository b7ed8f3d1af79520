"""Lists of records as a table on a terminal, or as blocks where it has no room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from ..language import Language, Phrase
from ..value import value
from ..words.document import ITEM
from .plain import Record, flat
from .wrapping import columns_of, cut, longest_unit, print_lines, wrap

if TYPE_CHECKING:
    from rich.text import Text

_GAP = 2
_NUMBER = 4  # The columns up to which a first value is a mere number
_NARROW = 12  # The columns that a cell's text gets at least, where it has more than that


@value
class Column:
    """A column of a table on a terminal: what it shows of a record, headed how."""

    key: str
    heading: Phrase
    style: str | Callable[[Record], str] = ""  # how it looks; may depend on the record
    text: Callable[[Record], str] | None = None  # what a person reads there, where it is not just the value
    cut: bool = False  # a text stands on one line, its end left out

    def cell(self, record: Record) -> Text:
        """Return what a person reads: the items of a list one below the other."""
        from rich.text import Text

        value = self.text(record) if self.text else record[self.key]
        text = "\n".join(map(flat, value)) if isinstance(value, (list, tuple)) else flat(value)
        return Text(text, style=self.style if isinstance(self.style, str) else self.style(record))


def print_table(
    console: Any, columns: Sequence[Column], records: Sequence[Record], language: Language
) -> None:
    """Print records as a table, or as blocks under their numbers and names where they have no room.

    Nothing is cut but in columns that say so, and no word or number is broken that fits on a line.
    """
    from rich.text import Text

    headings = [Text(column.heading.say(language), style="bold") for column in columns]
    rows = [[column.cell(record) for column in columns] for record in records]
    cuts = [column.cut for column in columns]
    if widths := _widths([headings, *rows], cuts, console.width):
        _print_row(console, headings, widths, [False] * len(cuts))
        console.print(Text("─" * (sum(widths) + _GAP * (len(widths) - 1)), style="dim"))
        for row in rows:
            _print_row(console, row, widths, cuts)
        return
    for number, row in enumerate(rows):
        if number:
            console.print()
        heads = 2 if columns_of(row[0].plain) <= _NUMBER and len(row) > 2 else 1
        texts = [cell.plain.replace("\n", " ") for cell in row]
        print_lines(console, "  ".join(texts[:heads]), style="bold")
        for heading, text, cell in list(zip(headings, texts, row, strict=True))[heads:]:
            if text:
                print_lines(
                    console, ITEM.say(language, label=heading.plain, text=text), "  ", str(cell.style)
                )


def _widths(rows: Sequence[Sequence[Text]], cuts: Sequence[bool], room: int) -> list[int]:
    """Return the columns' widths, the widest narrowed until all fit; nothing where they cannot."""
    room -= _GAP * (len(cuts) - 1)
    widths, least = [], []
    for cells, is_cut in zip(zip(*rows, strict=True), cuts, strict=True):
        widths.append(max(columns_of(line) for cell in cells for line in cell.plain.split("\n")))
        whole = 0 if is_cut else max(longest_unit(cell.plain) for cell in cells)
        least.append(min(widths[-1], max(_NARROW, whole)))
    while sum(widths) > room:
        wide = [index for index, width in enumerate(widths) if width > least[index]]
        if not wide:
            return []
        widths[max(wide, key=lambda index: (cuts[index], widths[index]))] -= 1
    return widths


def _print_row(console: Any, cells: Sequence[Text], widths: Sequence[int], cuts: Sequence[bool]) -> None:
    from rich.text import Text

    wrapped = [
        [cut(cell.plain, width)] if is_cut else wrap(cell.plain, width)
        for cell, width, is_cut in zip(cells, widths, cuts, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        line = Text(no_wrap=True)
        for cell, part, width in zip(cells, parts, widths, strict=True):
            line.append(part, style=cell.style).append(" " * (width - columns_of(part) + _GAP))
        line.rstrip()
        console.print(line)
