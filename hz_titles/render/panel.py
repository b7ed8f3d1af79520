"""A verdict for a terminal: the answer first, then where to go, then why."""

from __future__ import annotations

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ..language import Language, Phrase, listed
from ..verdict import Need, Status
from ..wording import Told
from . import labels

_COLOURS = {Status.ELIGIBLE: "green", Status.NOT_ELIGIBLE: "red", Status.UNDETERMINED: "yellow"}
_MARK_STYLES = {True: "green", False: "dim", None: "yellow"}
_STATUS_MARKS = {Status.ELIGIBLE: True, Status.NOT_ELIGIBLE: False, Status.UNDETERMINED: None}
WIDEST = 100
"""Columns beyond which lines grow too long to read."""


def print_panel(console: Console, told: Told, language: Language) -> None:
    """Print a verdict to `console`; every text is literal, whatever it contains."""
    colour = _COLOURS[told.status]
    panel = Panel(
        Group(*_sections(told, language, colour)),
        box=ROUNDED,
        border_style=colour,
        padding=(1, 2) if console.width >= 70 else (0, 1),
        width=min(console.width, WIDEST),
    )
    console.print(panel)


def _sections(told: Told, language: Language, colour: str) -> list[RenderableType]:
    mark = labels.MARKS[_STATUS_MARKS[told.status]]
    parts: list[RenderableType] = [Text(f"{mark} {told.answer}", style=f"bold {colour}")]
    if told.title:
        parts.append(Text(told.title, style="bold"))
    parts += [Text(row, style="dim" if told.title else "") for row in told.rows]
    if told.suggestions:
        parts.append(_line(labels.SUGGESTIONS, listed(told.suggestions, language), language))
    district = next((need.text for need in told.needs if need.code == Need.DISTRICT.value), None)
    if district:
        parts += _heading(labels.WHERE, language)
        parts.append(_indented(_line(labels.NEEDS, district, language)))
    if told.where:
        parts += _heading(labels.WHERE, language)
        parts.append(_indented(Text(told.where.name, style="bold cyan")))
        if told.where.office:
            parts.append(_indented(Text(told.where.office)))
        if told.where.phones:
            phones = Text(labels.PHONE.say(language) + " ").append(
                listed(told.where.phones, language), style="bold"
            )
            parts.append(_indented(phones))
        if told.where.clause:
            parts.append(_indented(Text(f"{told.where.clause}　{told.where.extent}", style="dim")))
    parts += _bullets(labels.WHY, [reason.text for reason in told.reasons], language)
    if told.routes:
        parts += _heading(labels.CONDITIONS, language)
        parts.append(_routes(told))
    parts += _bullets(labels.ADVICE, [advice.text for advice in told.advice], language)
    parts += _bullets(labels.NOTES, [note.text for note in told.notes], language)
    parts.append(Text())
    if told.taken:
        parts.append(_line(labels.TAKEN, _joined(told.taken, language), language, "dim"))
    if told.readings:
        readings = listed((f"{reading.title} ({reading.id})" for reading in told.readings), language)
        parts.append(_line(labels.READINGS, readings, language, "dim"))
    parts.append(_line(labels.CAVEATS, _joined(told.caveats, language), language, "dim"))
    return parts


def _joined(texts: tuple[str, ...], language: Language) -> str:
    return ("；" if language is Language.ZH else "; ").join(texts)


def _heading(label: Phrase, language: Language) -> list[RenderableType]:
    return [Text(), Text(label.say(language), style="bold underline")]


def _bullets(label: Phrase, texts: list[str], language: Language) -> list[RenderableType]:
    if not texts:
        return []
    return [*_heading(label, language), *(_indented(Text(text)) for text in texts)]


def _indented(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 2))


def _line(label: Phrase, text: str, language: Language, style: str = "") -> Text:
    return Text(labels.ITEM.say(language, label=label.say(language), text=text), style=style)


def _routes(told: Told) -> RenderableType:
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for route in told.routes:
        style = _MARK_STYLES[route.met]
        words = Text(route.text).append("\n").append(route.answer, style=style)
        table.add_row(
            Text(f"  {labels.MARKS[route.met]}", style=style), Text(route.clause, style=style), words
        )
    return table
