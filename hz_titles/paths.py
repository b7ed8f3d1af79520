"""Paths as they are typed, as the system takes them, and as a person reads them.

What is typed is read as UTF-8 in any locale. The system takes bytes, which Python makes out
of a path by the locale: so that a file gets the very name that was typed, its bytes have to
be read by the locale before they are used, and as UTF-8 again before they are shown.
"""

from __future__ import annotations

import os

from .names.text import printable


def typed_path(text: str) -> str:
    """Return the path that stands for just the bytes of `text` in UTF-8."""
    return os.fsdecode(text.encode("utf-8", "surrogateescape"))


def shown_path(path: str) -> str:
    """Return `path` as a person would type it, safe to print."""
    try:
        return printable(os.fsencode(path).decode("utf-8"))
    except UnicodeError:  # a name that is not in UTF-8 is what the locale takes it for
        return printable(path)
