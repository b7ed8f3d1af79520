"""A document as a page of its own: for a printout, an attachment or a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from string import Template

from ..language import Language
from ..words.document import Document, Item, Section, Table, Tone, sentence

_LANGUAGE_TAGS = {Language.ZH: "zh-CN", Language.EN: "en"}
_WHOLE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|(?:\d{1,2} )?[A-Z][a-z]+ \d{4}|\d+(?:-\d+)+")
"""Dates and telephone numbers: no line ends inside one."""
_NUMBER = re.compile(r"[\d,.]+ ?%?")
_COLOURS = {
    Tone.YES: ("#18713a", "#5fd38a"),
    Tone.NO: ("#b3261e", "#ff8a80"),
    Tone.OPEN: ("#8a5a00", "#f2c14e"),
}
"""The colour of each answer on white and on black paper, both with enough contrast to read."""

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
:root { color-scheme: light dark;
  --ink: #1c1c1e; --soft: #5f6368; --line: #d6d8dc; --paper: #fff; --mark: $light }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --soft: #a3a7ae; --line: #3b3e44; --paper: #1b1c1f; --mark: $dark }
}
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --mark: $light }
  @page { size: A4; margin: 16mm }
  body { font-size: 10.5pt; line-height: 1.45 }
  main { padding: 0 }
  h2 { break-after: avoid }
  li, tr { break-inside: avoid }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem }
h1 { margin: 0 0 .6rem; font-size: 1.25rem; line-height: 1.35 }
.answer { margin: 0; border-left: .35rem solid var(--mark); padding-left: .8rem;
  font-size: 1.4rem; font-weight: 700; line-height: 1.4; color: var(--mark) }
.fields { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: 1rem 0 0 }
.fields span { flex: 1 1 12rem; border-bottom: 1px solid var(--soft); padding-bottom: .1rem }
h2 { margin: 1.2rem 0 .3rem; font-size: 1rem; border-bottom: 1px solid var(--line) }
ul { list-style: none; margin: 0; padding: 0 }
li { margin: .25rem 0 }
li p { margin: 0 0 0 1.2em; color: var(--soft) }
.label { color: var(--soft); margin-right: .8em }
.strong { font-weight: 600 }
.soft, footer { color: var(--soft); font-size: .9rem }
.whole { white-space: nowrap }
a { color: inherit }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: .4rem 0 }
caption { text-align: left; color: var(--soft) }
th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0;
  border-bottom: 1px solid var(--line) }
th, .number { white-space: nowrap }
.number { text-align: right }
footer { margin-top: 1.5rem }
footer p { margin: .2rem 0 }
</style>
</head>
<body>
<main>
$content
</main>
</body>
</html>
""")


def document_page(document: Document) -> str:
    """Return a whole HTML page."""
    light, dark = _COLOURS.get(document.answer.tone, ("#1c1c1e", "#ececf0"))
    return _PAGE.substitute(
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
        yield from _section(section)
    if document.footer:
        yield "<footer>" + "".join(f"<p>{_text(line)}</p>" for line in document.footer) + "</footer>"


def _section(section: Section) -> Iterator[str]:
    yield "<section>"
    if section.heading:
        yield f"<h2>{escape(section.heading)}</h2>"
    items = [part for part in section.parts if isinstance(part, Item)]
    if items:
        yield "<ul>"
        yield from map(_item, items)
        yield "</ul>"
    for part in section.parts:
        if isinstance(part, Table):
            yield from _table(part)
    yield "</section>"


def _item(item: Item) -> str:
    label = f'<span class="label">{escape(item.label)}</span>' if item.label else ""
    text = _marked(item)
    if item.number:
        digits = "".join(filter(str.isdigit, item.number))
        text = f'<a class="whole" href="tel:{digits}">{escape(item.text)}</a>'
    below = "".join(f"<p>{_text(sentence(one.text))}</p>" for one in item.below)
    return f'<li>{label}<span class="{item.tone.value}">{text}</span>{below}</li>'


def _marked(item: Item) -> str:
    text = _text(sentence(item.text))
    return f"{item.mark.value} {text}" if item.mark else text


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide"><table>'
    if table.label:
        yield f"<caption>{escape(table.label)}</caption>"
    yield "<tr>" + "".join(f'<th scope="col">{_text(heading)}</th>' for heading in table.headings) + "</tr>"
    for row in table.rows:
        yield "<tr>" + "".join(map(_cell, row)) + "</tr>"
    yield "</table></div>"


def _cell(text: str) -> str:
    number = ' class="number"' if _NUMBER.fullmatch(text) else ""
    return f"<td{number}>{_text(text)}</td>"


def _text(text: str) -> str:
    """Escape a text, dates and telephone numbers kept on one line."""
    return _WHOLE.sub(r'<span class="whole">\g<0></span>', escape(text))
