"""What goes into a pipe or a file: documents and records as plain lines, CSV or JSON; nothing is cut."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from typing import Any

from ..language import Phrase
from ..words.document import ITEM, Document, Table

Record = Mapping[str, Any]  # a flat record; a list in it is joined by ``;`` wherever it cannot stay a list

_CODE = Phrase("{text}〔{code}〕", "{text} [{code}]")


def document_lines(document: Document) -> str:
    """Return a document as lines of ``heading: text``, one fact a line."""
    language = document.language
    lines = [(document.answer.label, document.answer.text)]
    for section in document.sections:
        for part in section.parts:
            label = part.label or section.heading
            if isinstance(part, Table):
                lines += [(label, line) for line in part.in_lines(language)]
            else:
                text = _CODE.say(language, text=part.marked, code=part.code) if part.code else part.marked
                lines.append((label, " | ".join([text, *(below.text for below in part.below)])))
    return "".join(ITEM.say(language, label=label, text=text) + "\n" for label, text in lines)


def as_plain(keys: Sequence[str], records: Sequence[Record]) -> str:
    """Return one line a record, its values separated by tabs."""
    return "".join("\t".join(flat(record[key]) for key in keys) + "\n" for record in records)


def as_csv(keys: Sequence[str], records: Sequence[Record]) -> str:
    """Return CSV with `keys` as its header."""
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([flat(record[key]) for key in keys] for record in records)
    return text.getvalue()


def flat(value: Any) -> str:
    """Return a value as one text: nothing for None, lists joined by ``;``."""
    if isinstance(value, (list, tuple)):
        return ";".join(map(flat, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def as_json(value: Any) -> str:
    """Return JSON text with a final line break."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


JSON_ESCAPES = "hz_titles.json"  # what an encoding lacks, escaped as JSON is: a name that ``errors=`` takes


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
