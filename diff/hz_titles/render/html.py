"""A document as a page of its own: for a printout, an attachment or a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template

from ..language import Language
from ..words.document import Document, Item, Table, Tone, sentence

_LANGUAGE_TAGS = {Language.ZH: "zh-CN", Language.EN: "en"}
_WHOLE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|(?:\d{1,2} )?[A-Z][a-z]+ \d{4}|\d+(?:-\d+)+")
"""Dates and telephone numbers: no line ends inside one."""
_NUMBER = re.compile(r"[\d,.]+ ?%?")
# The colour of each answer on white and on black paper, both with enough contrast to read
_COLOURS = {
    Tone.YES: ("#18713a", "#5fd38a"),
    Tone.NO: ("#b3261e", "#ff8a80"),
    Tone.OPEN: ("#8a5a00", "#f2c14e"),
}


def document_page(document: Document) -> str:
    """Return a whole HTML page."""
    light, dark = _COLOURS.get(document.answer.tone, ("#1c1c1e", "#ececf0"))
    return Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8")).substitute(
        language=_LANGUAGE_TAGS[document.language],
        title=escape(f"{document.title} · {document.answer.text}"),
        light=light,
        dark=dark,
        content="\n".join(_content(document)),
    )


def _content(document: Document) -> Iterator[str]:
    yield f"<header>\n<h1>{_text(document.title)}</h1>"
    yield f'<p class="answer">{_marked(document.answer)}</p>'
    if document.fields:
        fields = "".join(f"<span>{escape(field)}</span>" for field in document.fields)
        yield f'<p class="fields">{fields}</p>'
    yield "</header>"
    for section in document.sections:
        yield "<section>"
        if section.heading:
            yield f"<h2>{escape(section.heading)}</h2>"
        if items := [_item(part) for part in section.parts if isinstance(part, Item)]:
            yield "\n".join(("<ul>", *items, "</ul>"))
        for part in section.parts:
            if isinstance(part, Table):
                yield from _table(part)
        yield "</section>"
    if document.footer:
        yield "<footer>" + "".join(f"<p>{_text(line)}</p>" for line in document.footer) + "</footer>"


def _item(item: Item) -> str:
    label = f'<span class="label">{escape(item.label)}</span>' if item.label else ""
    text = _marked(item)
    if item.number:
        digits = "".join(filter(str.isdigit, item.number))
        text = f'<a class="whole" href="tel:{digits}">{escape(item.text)}</a>'
    below = "".join(f"<p>{_text(sentence(one.text))}</p>" for one in item.below)
    return f'<li>{label}<span class="{item.tone.value}">{text}</span>{below}</li>'


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide"><table>'
    if table.label:
        yield f"<caption>{escape(table.label)}</caption>"
    yield "<tr>" + "".join(f'<th scope="col">{_text(heading)}</th>' for heading in table.headings) + "</tr>"
    for row in table.rows:
        numbers = [' class="number"' if _NUMBER.fullmatch(cell) else "" for cell in row]
        cells = (f"<td{number}>{_text(cell)}</td>" for number, cell in zip(numbers, row, strict=True))
        yield "<tr>" + "".join(cells) + "</tr>"
    yield "</table></div>"


def _marked(item: Item) -> str:
    return (f"{item.mark.value} " if item.mark else "") + _text(sentence(item.text))


def _text(text: str) -> str:
    """Escape a text, dates and telephone numbers kept on one line."""
    return _WHOLE.sub(r'<span class="whole">\g<0></span>', escape(text))
