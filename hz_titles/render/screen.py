"""A verdict for a terminal: the answer first, then where to go, then why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.box import ROUNDED
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from ..language import Language, Phrase, listed
from ..rules.verdict import Need, Status
from ..words import labels
from ..words.marks import ANSWERED, MARKS
from ..words.verdict import OfficeText, RouteText, VerdictText
from .wrapping import columns_of, wrap

_COLOURS = {Status.ELIGIBLE: "green", Status.NOT_ELIGIBLE: "red", Status.UNDETERMINED: "yellow"}
_MARK_STYLES = {True: "green", False: "dim", None: "yellow"}
WIDEST = 100
"""Columns beyond which lines grow too long to read."""
_ROOMY = 70
"""Columns from which on there is room for margins."""
_INDENT = 2
_BETWEEN = Phrase("；", "; ")


def print_panel(console: Console, told: VerdictText, language: Language) -> None:
    """Print a verdict to `console`; every text is literal, whatever it contains."""
    width = min(console.width, WIDEST)
    padding = 2 if console.width >= _ROOMY else 1
    sheet = _Sheet(language=language, width=width - 2 * padding - 2)
    _write(sheet, told)
    colour = _COLOURS[told.status]
    panel = Panel(sheet.text, box=ROUNDED, border_style=colour, padding=(padding - 1, padding), width=width)
    console.print(panel)


@dataclass(kw_only=True)
class _Sheet:
    """Lines written one below the other, each broken to the width here and nowhere else."""

    language: Language
    width: int
    text: Text = field(default_factory=lambda: Text(no_wrap=True))

    def write(
        self, words: str, style: str = "", *, indent: int = 0, hanging: int = 0, lead: str = ""
    ) -> None:
        """Write a paragraph after `lead`, its further lines indented by `hanging` columns more."""
        first = " " * indent + lead
        rest = " " * (indent + hanging)
        for number, line in enumerate(wrap(words, self.width - len(rest), self.width - columns_of(first))):
            if self.text:
                self.text.append("\n")
            self.text.append((rest if number else first) + line, style=style)

    def blank(self) -> None:
        self.text.append("\n")

    def heading(self, label: Phrase) -> None:
        self.blank()
        self.write(label.say(self.language), "bold underline")

    def section(self, label: Phrase, texts: Iterable[str]) -> None:
        """Write a heading and what stands under it, if there is anything."""
        texts = list(texts)
        if texts:
            self.heading(label)
        for text in texts:
            self.write(_sentence(text), indent=_INDENT)

    def line(self, label: Phrase, text: str, style: str = "", *, indent: int = 0) -> None:
        """Write a label and its text as one paragraph."""
        item = labels.ITEM.say(self.language, label=label.say(self.language), text=text)
        self.write(item, style, indent=indent)


def _write(sheet: _Sheet, told: VerdictText) -> None:
    mark = MARKS[ANSWERED[told.status]]
    sheet.write(told.answer, f"bold {_COLOURS[told.status]}", lead=f"{mark} ", hanging=2)
    if told.title:
        sheet.write(told.title, "bold", indent=_INDENT)
    for row in told.rows:
        sheet.write(row, "dim" if told.title else "", indent=_INDENT)
    if told.suggestions:
        sheet.line(labels.SUGGESTIONS, listed(told.suggestions, sheet.language), indent=_INDENT)
    _where(sheet, told)
    sheet.section(labels.WHY, [reason.text for reason in told.reasons])
    if told.routes:
        sheet.heading(labels.CONDITIONS)
        wide = max(columns_of(route.clause) for route in told.routes)
        for route in told.routes:
            _route(sheet, route, wide)
    sheet.section(labels.ADVICE, [advice.text for advice in told.advice])
    sheet.section(labels.NOTES, [note.text for note in told.notes])
    sheet.blank()
    between = _BETWEEN.say(sheet.language)
    if told.taken:
        sheet.line(labels.TAKEN, between.join(told.taken), "dim")
    if told.readings:
        readings = [f"{reading.title} ({reading.id})" for reading in told.readings]
        sheet.line(labels.READINGS, between.join(readings), "dim")
    sheet.line(labels.CAVEATS, between.join(told.caveats), "dim")


def _where(sheet: _Sheet, told: VerdictText) -> None:
    district = next((need.text for need in told.needs if need.code == Need.DISTRICT.value), None)
    if told.where or district:
        sheet.heading(labels.WHERE)
    if told.where:
        _office(sheet, told.where)
    if district:
        sheet.line(labels.NEEDS, district, indent=_INDENT)


def _office(sheet: _Sheet, where: OfficeText) -> None:
    sheet.write(where.name, "bold cyan", indent=_INDENT)
    if where.office:
        sheet.write(where.office, indent=_INDENT)
    if where.phones:
        phones = listed(where.phones, sheet.language)
        sheet.write(phones, "bold", indent=_INDENT, lead=labels.PHONE.say(sheet.language) + " ")
    if where.clause and where.extent:
        extent = labels.CITED.say(sheet.language, text=where.extent, clause=where.clause)
        sheet.line(labels.EXTENT, extent, "dim", indent=_INDENT)


def _route(sheet: _Sheet, route: RouteText, wide: int) -> None:
    """Write a condition: where it stands, the notice's words, and how it was answered."""
    style = _MARK_STYLES[route.met]
    clause = route.clause + " " * (wide - columns_of(route.clause))
    lead = f"{MARKS[route.met]} {clause} "
    hanging = columns_of(lead) if sheet.width >= _ROOMY - 10 else _INDENT
    sheet.write(route.text, style, indent=_INDENT, lead=lead, hanging=hanging)
    sheet.write(_sentence(route.answer), style, indent=_INDENT + hanging)


def _sentence(text: str) -> str:
    """Begin a line as a sentence begins; Chinese has no capitals and stays as it is."""
    return text[:1].upper() + text[1:]
