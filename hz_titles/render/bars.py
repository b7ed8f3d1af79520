"""Labels, numbers and small bars in columns, for a terminal of any width or a log."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator

from ..words.document import Line
from .wrapping import columns_of, wrap

_BLOCK = "█"
_PLAIN = "#"
_BAR = 20
_INDENT = "  "
_NARROWEST = 12


def drawn(lines: Iterable[Line]) -> Iterator[str]:
    """Yield `lines` as they fit the terminal: what is too long goes on below, nothing is cut."""
    width = max(shutil.get_terminal_size((80, 24)).columns, 30)
    kept = list(lines)
    numbers = max((len(f"{line.number:,}") for line in kept if line.number is not None), default=1)
    bar = max(min(_BAR, width // 5), 4)
    room = max(width - len(_INDENT) - numbers - bar - 3, _NARROWEST)
    longest = max((columns_of(line.text) for line in kept if line.number is not None), default=0)
    room = min(room, longest)
    block = _BLOCK if _can_show(_BLOCK) else _PLAIN
    for line in kept:
        if line.heading:
            yield from ("", *wrap(line.text, width)) if line is not kept[0] else wrap(line.text, width)
        elif line.number is None:
            for part in wrap(line.text, width - len(_INDENT)):
                yield _INDENT + part
        else:
            first, *more = wrap(line.text, room)
            strip = block * max(round(line.share * bar), 1 if line.share else 0)
            padding = " " * (room - columns_of(first))
            yield f"{_INDENT}{first}{padding}  {line.number:>{numbers},} {strip}".rstrip()
            for part in more:
                yield _INDENT + part


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stderr.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
