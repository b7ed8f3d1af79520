"""JSON for an encoding that cannot hold all of it: escaped as JSON is, not as Python is."""

from __future__ import annotations

import codecs

JSON_ESCAPES = "hz_titles.json"  # The name of the way to escape, as ``errors=`` takes it


def fitting(text: str, encoding: str | None) -> str:
    """Return JSON text with whatever `encoding` lacks escaped."""
    encoding = encoding or "utf-8"
    return text.encode(encoding, JSON_ESCAPES).decode(encoding)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    import json

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(JSON_ESCAPES, _escaped)
