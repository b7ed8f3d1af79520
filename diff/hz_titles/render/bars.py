"""Labels, numbers and small bars in columns, for a terminal of any width or a log."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator

from ..words.document import Line
from .wrapping import columns_of, wrap

_BAR = 20  # The columns of the longest bar
_INDENT = "  "
_NARROWEST = 12  # The columns that a label gets at least


def drawn(lines: Iterable[Line]) -> Iterator[str]:
    """Yield `lines` as they fit the terminal: what is too long goes on below, nothing is cut."""
    width = max(shutil.get_terminal_size((80, 24)).columns, 30)
    kept = list(lines)
    counted = [line for line in kept if line.number is not None]
    numbers = max((len(f"{line.number:,}") for line in counted), default=1)
    bar = max(min(_BAR, width // 5), 4)
    room = max(width - len(_INDENT) - numbers - bar - 3, _NARROWEST)
    room = min(room, max((columns_of(line.text) for line in counted), default=0))
    for line in kept:
        if line.heading:
            yield from ([""] if line is not kept[0] else []) + wrap(line.text, width)
            continue
        first, *more = wrap(line.text, width - len(_INDENT) if line.number is None else room)
        if line.number is not None:
            strip = _block() * max(round(line.share * bar), 1 if line.share else 0)
            first += " " * (room - columns_of(first)) + f"  {line.number:>{numbers},} {strip}"
        yield (_INDENT + first).rstrip()
        yield from (_INDENT + part for part in more)


def _block() -> str:
    """Return what bars are made of: a plain sign where standard error cannot show blocks."""
    try:
        "█".encode(sys.stderr.encoding or "ascii")
    except UnicodeEncodeError:
        return "#"
    return "█"
