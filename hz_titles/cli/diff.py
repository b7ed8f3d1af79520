"""``hz-titles diff``: two editions of the data, and what changes for whom."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from ..errors import ExitCode
from ..language import Phrase
from . import options
from .data import open_data
from .language import LANGUAGE, tr
from .output import choose, put, put_json

HELP = Phrase(
    "比较两个数据文件夹：哪些行、别名、办公室、电话变了，哪些人的结论或受理部门因此变了。\n\n"
    "例：hz-titles diff old-data new-data",
    "Compare two data folders: which rows, aliases, offices and telephones changed, and who gets another "
    "verdict or office.\n\nExample: hz-titles diff old-data new-data",
)


class Format(Enum):
    """How a comparison is put out."""

    PLAIN = "plain"
    CSV = "csv"
    JSON = "json"


def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help=tr(Phrase("原来的数据文件夹", "the folder with the old data"))),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="NEW",
            help=tr(
                Phrase(
                    "新的数据文件夹（不填为 --data 或自带数据）",
                    "the folder with the new data (without it: --data, or the program's own)",
                )
            ),
        ),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help=tr(Phrase("plain、csv、json", "plain, csv or json"))),
    ] = Format.PLAIN.value,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print what differs between two data folders."""
    from ..render.table import as_csv, as_json
    from ..reports.editions import compare
    from ..words.editions import COLUMNS, comparison_lines, comparison_object, comparison_records

    chosen = choose("--format", output_format, Format)
    before, after = open_data(lang, old), open_data(lang, new if new is not None else data)
    comparison = compare(before, after)
    if chosen is Format.JSON:
        put_json(as_json(comparison_object(comparison)))
    elif chosen is Format.CSV:
        put(as_csv(COLUMNS, list(comparison_records(comparison))))
    else:
        put(comparison_lines(comparison, before, after, LANGUAGE))
    return ExitCode.DONE
