"""Columns on a terminal: lists of records as tables, or blocks where there is no room; bars of a summary."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from ..language import Language, Phrase
from ..value import value
from ..words.document import ITEM, Document, Table
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
        style = self.style if isinstance(self.style, str) else self.style(record)
        return Text(text, style=style, no_wrap=self.cut)


def print_table(
    console: Any, columns: Sequence[Column], records: Sequence[Record], language: Language
) -> None:
    """Print records as a table, or as blocks under their numbers and names where they have no room.

    Nothing is cut but in columns that say so, and no word or number is broken that fits on a line.
    """
    from rich.text import Text

    headings = [Text(column.heading.say(language), style="bold") for column in columns]
    rows = [[column.cell(record) for column in columns] for record in records]
    if widths := _widths([headings, *rows], console.width):
        _print_row(console, headings, widths)
        console.print(Text("─" * (sum(widths) + _GAP * (len(widths) - 1)), style="dim"))
        for row in rows:
            _print_row(console, row, widths)
        return
    for number, row in enumerate(rows):
        if number:
            console.print()
        heads = 2 if columns_of(row[0].plain) <= _NUMBER and len(row) > 2 else 1
        texts = [cell.plain.replace("\n", " ") for cell in row]
        print_lines(console, "  ".join(texts[:heads]), style="bold")
        for heading, text, cell in list(zip(headings, texts, row, strict=True))[heads:]:
            if text:
                line = ITEM.say(language, label=heading.plain, text=text)
                print_lines(console, line, "  ", str(cell.style))


def _widths(rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """Return the columns' widths, the widest narrowed until all fit; nothing where they cannot."""
    room -= _GAP * (len(rows[0]) - 1)
    widths, least, cuts = [], [], []
    for cells in zip(*rows, strict=True):
        widths.append(max(columns_of(line) for cell in cells for line in cell.plain.split("\n")))
        cuts.append(any(cell.no_wrap for cell in cells))
        whole = 0 if cuts[-1] else max(longest_unit(cell.plain) for cell in cells)
        least.append(min(widths[-1], max(_NARROW, whole)))
    while sum(widths) > room:
        wide = [index for index, width in enumerate(widths) if width > least[index]]
        if not wide:
            return []
        widths[max(wide, key=lambda index: (cuts[index], widths[index]))] -= 1
    return widths


def _print_row(console: Any, cells: Sequence[Text], widths: Sequence[int]) -> None:
    from rich.text import Text

    wrapped = [
        [cut(cell.plain, width)] if cell.no_wrap else wrap(cell.plain, width)
        for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        line = Text(no_wrap=True)
        for cell, part, width in zip(cells, parts, widths, strict=True):
            line.append(part, style=cell.style).append(" " * (width - columns_of(part) + _GAP))
        line.rstrip()
        console.print(line)


# A summary

_BAR = 20  # The columns of the longest bar
_INDENT = "  "
_NARROWEST = 12  # The columns that a label gets at least


def drawn(document: Document) -> Iterator[str]:
    """Yield the lines of a summary as they fit the terminal: what is too long goes on below."""
    width = max(shutil.get_terminal_size((80, 24)).columns, 30)
    tables = [part for one in document.sections for part in one.parts if isinstance(part, Table)]
    rows = [row for table in tables for row in table.rows]
    numbers = max((len(row[-1]) for row in rows), default=1)
    bar = max(min(_BAR, width // 5), 4)
    longest = max((columns_of(_label(row)) for row in rows), default=0)
    room = min(max(width - len(_INDENT) - numbers - bar - 3, _NARROWEST), longest)
    yield from wrap(document.answer.text, width)
    for section in document.sections:
        if section.heading:
            yield from ("", *wrap(section.heading, width))
        for part in section.parts:
            if not isinstance(part, Table):
                yield from (_INDENT + line for line in wrap(part.text, width - len(_INDENT)))
                continue
            for row, share in zip(part.rows, part.shares, strict=True):
                first, *more = wrap(_label(row), room)
                strip = _block() * max(round(share * bar), 1 if share else 0)
                first += " " * (room - columns_of(first)) + f"  {row[-1]:>{numbers}} {strip}"
                yield (_INDENT + first).rstrip()
                yield from (_INDENT + line for line in more)


def _label(row: tuple[str, ...]) -> str:
    return " ".join(filter(None, row[:-1]))


def _block() -> str:
    """Return what bars are made of: a plain sign where standard error cannot show blocks."""
    try:
        "█".encode(sys.stderr.encoding or "ascii")
    except UnicodeEncodeError:
        return "#"
    return "█"
