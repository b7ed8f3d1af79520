"""``hz-titles schema``: the JSON Schema of the data files and of the program's own JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import ExitCode
from ..language import Phrase
from . import options
from .output import choose, put_json

HELP = Phrase(
    "输出 JSON Schema：两个数据文件（catalogue、committees），check 和 audit 的 JSON（verdict、audit）。\n\n"
    "例：hz-titles schema verdict",
    "Print a JSON Schema: of the data files (catalogue, committees), of the JSON of check and audit "
    "(verdict, audit).\n\nExample: hz-titles schema verdict",
)


def schema(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="catalogue, committees, verdict, audit", show_default=False),
    ],
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print a schema; it is the same in every language and for any data."""
    from ..schemas import Schema, schema_text

    put_json(schema_text(choose("NAME", name, Schema)))
    return ExitCode.DONE
