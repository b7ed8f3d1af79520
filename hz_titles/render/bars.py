"""A summary for a terminal of any width or a log: labels, numbers and small bars in columns."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

from ..words.document import Document, Table
from .wrapping import columns_of, wrap

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
