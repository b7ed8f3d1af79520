"""Lists of records as a table on a terminal, plain lines in a pipe, CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from ..language import Language, Phrase
from ..value import value
from ..words.document import ITEM
from .wrapping import columns_of, cut, longest_unit, print_lines, wrap

Record = Mapping[str, Any]  # A flat record; a list in it is joined by ``;`` wherever it cannot stay a list


@value
class Cell:
    """A cell of a table as a person sees it; one to be `cut` stands on one line, its end left out."""

    text: str
    style: str = ""
    cut: bool = False

    def lines(self, width: int) -> list[str]:
        """Return the text in lines of that width."""
        return [cut(self.text, width)] if self.cut else wrap(self.text, width)


@value
class Column:
    """A column of a table on a terminal: what it shows of a record, headed how."""

    key: str
    heading: Phrase
    style: str | Callable[[Record], str] = ""  # how it looks; may depend on the record
    text: Callable[[Record], str] | None = None  # what a person reads there, where it is not just the value
    cut: bool = False

    def cell(self, record: Record) -> Cell:
        """Return what a person reads: the items of a list one below the other."""
        value = self.text(record) if self.text else record[self.key]
        text = "\n".join(map(flat, value)) if isinstance(value, (list, tuple)) else flat(value)
        style = self.style if isinstance(self.style, str) else self.style(record)
        return Cell(text=text, style=style, cut=self.cut)


def as_json(value: Any) -> str:
    """Return JSON text with a final line break."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_csv(keys: Sequence[str], records: Sequence[Record]) -> str:
    """Return CSV with `keys` as its header."""
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([flat(record[key]) for key in keys] for record in records)
    return text.getvalue()


def as_plain(keys: Sequence[str], records: Sequence[Record]) -> str:
    """Return one line a record, its values separated by tabs, nothing cut."""
    return "".join("\t".join(flat(record[key]) for key in keys) + "\n" for record in records)


def flat(value: Any) -> str:
    """Return a value as one text: nothing for None, lists joined by ``;``."""
    if isinstance(value, (list, tuple)):
        return ";".join(map(flat, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def print_table(
    console: Any, columns: Sequence[Column], records: Sequence[Record], language: Language
) -> None:
    """Print records as a table, or as blocks where they have no room side by side.

    Nothing is cut but in columns that say so, and no word or number is broken that fits on a line.
    """
    headings = [Cell(text=column.heading.say(language), style="bold") for column in columns]
    rows = [[column.cell(record) for column in columns] for record in records]
    widths = _widths(headings, rows, [column.cut for column in columns], console.width)
    if widths is None:
        _print_blocks(console, headings, rows, language)
        return
    _print_row(console, headings, widths)
    rule = "─" * (sum(widths) + _GAP * (len(widths) - 1))
    _print_row(console, [Cell(text=rule, style="dim")], [len(rule)])
    for row in rows:
        _print_row(console, row, widths)


_GAP = 2
_NUMBER = 4  # The columns up to which a first value is a mere number
_NARROW = 12  # The columns that a cell's text gets at least, where it has more than that


def _widths(
    headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], cuts: Sequence[bool], room: int
) -> list[int] | None:
    """Return the columns' widths, the widest narrowed until all fit; None where they cannot."""
    room -= _GAP * (len(headings) - 1)
    widths, least = [], []
    for column, is_cut in zip(zip(headings, *rows, strict=True), cuts, strict=True):
        lines = [line for cell in column for line in cell.text.split("\n")]
        widths.append(max(map(columns_of, lines)))
        least.append(min(widths[-1], max(_NARROW, *map(longest_unit, [] if is_cut else lines), 0)))
    if sum(least) > room:
        return None
    while sum(widths) > room:
        wide = [index for index in range(len(widths)) if widths[index] > least[index]]
        widths[max(wide, key=lambda index: (cuts[index], widths[index]))] -= 1
    return widths


def _print_row(console: Any, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    from rich.text import Text

    wrapped = [cell.lines(width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        line = Text(no_wrap=True)
        for cell, part, width in zip(cells, parts, widths, strict=True):
            line.append(part, style=cell.style).append(" " * (width - columns_of(part) + _GAP))
        line.rstrip()
        console.print(line)


def _print_blocks(
    console: Any, headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], language: Language
) -> None:
    """Print each record as lines of ``heading: text`` under its number and name."""
    for number, row in enumerate(rows):
        if number:
            console.print()
        heads = 2 if columns_of(row[0].text) <= _NUMBER and len(row) > 2 else 1
        print_lines(console, "  ".join(cell.text.replace("\n", " ") for cell in row[:heads]), style="bold")
        for heading, cell in list(zip(headings, row, strict=True))[heads:]:
            if cell.text:
                said = ITEM.say(language, label=heading.text, text=cell.text.replace("\n", " "))
                print_lines(console, said, "  ", cell.style)
