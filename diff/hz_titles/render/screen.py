"""A document for a terminal: framed, each line broken to the width here and nowhere else."""

from __future__ import annotations

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from ..words.document import ITEM, Document, Item, Section, Table, Tone, sentence
from .wrapping import columns_of, wrap

_STYLES = {Tone.PLAIN: "", Tone.STRONG: "bold", Tone.SOFT: "dim"}
_STYLES |= {Tone.YES: "green", Tone.NO: "red", Tone.OPEN: "yellow"}
USUAL = 80  # columns of a terminal that nobody has widened
WIDEST = 100  # columns beyond which lines grow too long to read
_ROOMY = 70  # columns from which on labels stand in a column of their own
_LONGEST_LABEL = 10  # the columns of a label that can stand there where no heading goes before
_CORNERS = 8  # the columns of the frame's upper edge that the answer cannot take
_INDENT = 2
_GAP = 2


def print_document(console: Console, document: Document) -> None:
    """Print a document to `console`; every text is literal, whatever it contains."""
    width = min(console.width, WIDEST)
    sheet = _Sheet(document, width)
    panel = Panel(
        Text("\n", no_wrap=True).join(sheet.lines),
        title=Text(sheet.head, style=f"bold {sheet.style}"),
        title_align="left",
        subtitle=Text(document.left_out),
        subtitle_align="right",
        border_style=sheet.style,
        width=width,
    )
    console.print(panel)


def height(document: Document) -> int:
    """Return how many lines a document takes on a usual terminal, its frame included."""
    return len(_Sheet(document, USUAL).lines) + 2


class _Sheet:
    """The lines of a document, one below the other; its `head` stands in the frame where there is room."""

    def __init__(self, document: Document, width: int) -> None:
        self.language = document.language
        self.width = width - 4
        self.labels = 0  # the columns that labels take; none where they stand before their texts
        self.lines: list[Text] = []
        self.style = _STYLES[document.answer.tone]
        self.head = document.answer.marked
        if columns_of(self.head) > width - _CORNERS:
            self.write(self.head, f"bold {self.style}", indent=0, hanging=_INDENT)
            self.head = ""
        for section in document.sections:
            self.section(section)

    def write(self, words: str, style: str, *, indent: int, hanging: int = 0, lead: str = "") -> None:
        """Write a paragraph after `lead`, its further lines indented by `hanging` columns more."""
        before, rest = " " * indent + lead, " " * (indent + hanging)
        for line in wrap(words, self.width - len(rest), self.width - columns_of(before)):
            self.lines.append(Text(before).append(line, style))
            before = rest

    def section(self, section: Section) -> None:
        """Write a heading, if there is one, and what stands under it."""
        if section.heading:
            self.lines += [Text()] if self.lines else []
            self.write(section.heading, "bold underline", indent=0)
        lengths = [columns_of(part.label) for part in section.parts if part.label]
        fitting = [length for length in lengths if section.heading or length <= _LONGEST_LABEL]
        self.labels = max(fitting) + _GAP if fitting and self.width >= _ROOMY else 0
        indent = _INDENT if section.heading else 0
        for part in section.parts:
            rest = self.labels - columns_of(part.label)
            lead = part.label + " " * rest if part.label and rest >= _GAP else ""
            if isinstance(part, Table):
                self.table(part, lead, indent)
            else:
                self.item(part, lead, indent)

    def item(self, item: Item, lead: str, indent: int) -> None:
        """Write an item after its label and mark, and below it what belongs to it."""
        text = sentence(item.text)
        if item.label and not lead:
            text = ITEM.say(self.language, label=item.label, text=text)
        hanging = columns_of(lead) or (_INDENT if item.label or item.mark else 0)
        lead += f"{item.mark.value} " if item.mark else ""
        self.write(text, _STYLES[item.tone], indent=indent, hanging=hanging, lead=lead)
        for below in item.below:
            self.write(sentence(below.text), _STYLES[below.tone], indent=indent + hanging)

    def table(self, table: Table, lead: str, indent: int) -> None:
        """Write a table, side by side where there is room, else each row as a list of its cells."""
        rows, column = (table.headings, *table.rows), columns_of(lead) or _INDENT
        widths = [max(map(columns_of, cells)) + _GAP for cells in zip(*rows, strict=True)]
        if sum(widths) - _GAP > self.width - indent - column:
            for line in table.in_lines(self.language):
                text = ITEM.say(self.language, label=table.label, text=line) if table.label else line
                self.write(text, "", indent=indent + column - _INDENT, hanging=_INDENT)
            return
        if table.label and not lead:
            self.write(ITEM.say(self.language, label=table.label, text=""), "", indent=indent)
        lead, style = lead or " " * column, _STYLES[Tone.SOFT]
        for row in rows:
            cells = (cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True))
            self.write("".join(cells).rstrip(), style, indent=indent, lead=lead)
            lead, style = " " * column, ""
