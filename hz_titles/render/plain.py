"""A document as plain lines: one fact a line, never cut, no colour; for pipes and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from ..words.document import BETWEEN, CODE, ITEM, Document, Item, Table


def document_lines(document: Document) -> str:
    """Return a document as lines of ``heading: text``."""
    return "".join(
        ITEM.say(document.language, label=label, text=text) + "\n" for label, text in _lines(document)
    )


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    yield document.answer.label, document.answer.text
    for section in document.sections:
        for part in section.parts:
            if isinstance(part, Table):
                for row in part.rows:
                    cells = [f"{head} {cell}" for head, cell in zip(part.headings, row, strict=True)]
                    yield part.label or section.heading, BETWEEN.say(document.language).join(cells)
            else:
                yield part.label or section.heading, _text(part, document)


def _text(item: Item, document: Document) -> str:
    text = CODE.say(document.language, text=item.text, code=item.code) if item.code else item.text
    text = f"{item.mark.value} {text}" if item.mark else text
    return " | ".join((text, *(below.text for below in item.below)))
