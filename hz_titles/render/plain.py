"""A document as plain lines: one fact a line, never cut, no colour; for pipes and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from ..language import Phrase
from ..words.document import ITEM, Document, Item, Table

_CODE = Phrase("{text}〔{code}〕", "{text} [{code}]")


def document_lines(document: Document) -> str:
    """Return a document as lines of ``heading: text``."""
    return "".join(
        ITEM.say(document.language, label=label, text=text) + "\n" for label, text in _lines(document)
    )


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    yield document.answer.label, document.answer.text
    for section in document.sections:
        for part in section.parts:
            label = part.label or section.heading
            if isinstance(part, Table):
                yield from ((label, line) for line in part.in_lines(document.language))
            else:
                yield label, _text(part, document)


def _text(item: Item, document: Document) -> str:
    text = _CODE.say(document.language, text=item.marked, code=item.code) if item.code else item.marked
    return " | ".join((text, *(below.text for below in item.below)))
