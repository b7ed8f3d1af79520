"""Lists of records as a table on a terminal, plain lines in a pipe, CSV or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ..language import Language, Phrase

Record = Mapping[str, Any]
"""A flat record; a list in it is joined by ``;`` wherever it cannot stay a list."""


class Format(Enum):
    """How a list is put out."""

    TABLE = "table"
    PLAIN = "plain"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a list: its key in CSV and JSON, its heading for people.

    Attributes:
        shown: stands in the table of a terminal, which has little room.
    """

    key: str
    heading: Phrase
    shown: bool = True
    style: str = ""
    fixed: bool = False


def as_json(value: Any) -> str:
    """Return JSON text with a final line break."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_csv(columns: Sequence[Column], records: Sequence[Record]) -> str:
    """Return CSV with the columns' keys as its header."""
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.key for column in columns])
    writer.writerows([flat(record[column.key]) for column in columns] for record in records)
    return text.getvalue()


def as_plain(columns: Sequence[Column], records: Sequence[Record]) -> str:
    """Return one line a record, its values separated by tabs, nothing cut."""
    return "".join("\t".join(flat(record[column.key]) for column in columns) + "\n" for record in records)


def flat(value: Any) -> str:
    """Return a value as one text: nothing for None, lists joined by ``;``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ";".join(flat(item) for item in value)
    return str(value)


def print_table(
    console: Any, columns: Sequence[Column], records: Sequence[Record], language: Language
) -> None:
    """Print the shown columns as a table; long cells fold, nothing is cut."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold")
    shown = [column for column in columns if column.shown]
    for column in shown:
        heading = Text(column.heading.say(language))
        table.add_column(heading, overflow="fold", no_wrap=column.fixed, style=column.style)
    for record in records:
        table.add_row(*(Text(flat(record[column.key])) for column in shown))
    console.print(table)


def keyed_columns(records: Sequence[Record]) -> list[Column]:
    """Return columns for the keys of `records`, headed by those keys."""
    return [Column(key=key, heading=Phrase(key, key)) for key in (records[0] if records else {})]
