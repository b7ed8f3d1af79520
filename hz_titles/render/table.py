"""Lists of records as a table on a terminal, plain lines in a pipe, CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..language import Language, Phrase
from ..value import value
from ..words.document import ITEM
from .wrapping import columns_of, cut, longest_unit, print_lines, wrap

Record = Mapping[str, Any]  # A flat record; a list in it is joined by ``;`` wherever it cannot stay a list


@value
class Cell:
    """A cell of a table as a person sees it."""

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
    cut: bool = False  # shown on one line, its end left out where it has no room

    def cell(self, record: Record) -> Cell:
        """Return what a person reads: the items of a list one below the other."""
        style = self.style if isinstance(self.style, str) else self.style(record)
        if self.text is not None:
            return Cell(text=self.text(record), style=style, cut=self.cut)
        value = record[self.key]
        text = "\n".join(map(flat, value)) if isinstance(value, (list, tuple)) else flat(value)
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
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ";".join(flat(item) for item in value)
    return str(value)


def print_table(
    console: Any, columns: Sequence[Column], records: Sequence[Record], language: Language
) -> None:
    """Print records as a table, or as blocks where they have no room side by side.

    Nothing is cut but in columns that say so, and no word or number is broken that fits on a line.
    """
    headings = [Cell(text=column.heading.say(language), style="bold") for column in columns]
    rows = [[column.cell(record) for column in columns] for record in records]
    widths = _widths(headings, rows, console.width)
    if widths is None:
        _print_blocks(console, headings, rows, language)
    else:
        _print_columns(console, headings, rows, widths)


_GAP = 2
_NUMBER = 4  # The columns up to which a first value is a mere number
_NARROW = 12  # The columns that a cell's text gets at least, where it has more than that


def _widths(headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], room: int) -> list[int] | None:
    """Return the columns' widths, the widest narrowed until all fit; None where they cannot."""
    room -= _GAP * (len(headings) - 1)
    widths, least = [], []
    for heading, *cells in zip(headings, *rows, strict=True):
        lines = [line for cell in (heading, *cells) for line in cell.text.split("\n")]
        widths.append(max(map(columns_of, lines)))
        units = (_NARROW,) if cells and cells[0].cut else (_NARROW, *map(longest_unit, lines))
        least.append(min(widths[-1], max(units)))
    if sum(least) > room:
        return None
    cut = [bool(rows) and rows[0][index].cut for index in range(len(headings))]
    while sum(widths) > room:
        wide = [index for index in range(len(widths)) if widths[index] > least[index]]
        widths[max(wide, key=lambda index: (cut[index], widths[index]))] -= 1
    return widths


def _print_columns(
    console: Any, headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Sequence[int]
) -> None:
    from rich.text import Text

    def print_row(cells: Sequence[Cell]) -> None:
        wrapped = [cell.lines(width) for cell, width in zip(cells, widths, strict=True)]
        for number in range(max(map(len, wrapped))):
            line = Text(no_wrap=True)
            for cell, lines, width in zip(cells, wrapped, widths, strict=True):
                part = lines[number] if number < len(lines) else ""
                line.append(part, style=cell.style).append(" " * (width - columns_of(part) + _GAP))
            line.rstrip()
            console.print(line)

    print_row(headings)
    console.print(Text("─" * (sum(widths) + _GAP * (len(widths) - 1)), style="dim", no_wrap=True))
    for row in rows:
        print_row(row)


def _print_blocks(
    console: Any, headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], language: Language
) -> None:
    """Print each record as lines of ``heading: text`` under its number and name."""
    for number, row in enumerate(rows):
        if number:
            console.print()
        heads = 2 if columns_of(row[0].text) <= _NUMBER and len(row) > 2 else 1
        head = "  ".join(cell.text.replace("\n", " ") for cell in row[:heads])
        print_lines(console, head, style="bold")
        for heading, cell in list(zip(headings, row, strict=True))[heads:]:
            if cell.text:
                said = ITEM.say(language, label=heading.text, text=cell.text.replace("\n", " "))
                print_lines(console, said, "  ", cell.style)
