"""``hz-titles table``: the whole decision as a table."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from ..errors import ExitCode
from ..language import Phrase
from . import options
from .data import open_data
from .language import tr
from .output import choose, put, put_json

HELP = Phrase(
    "输出完整的判定表：证书 × 等级 × 学历 × 区 → 职称、级别、系列、最少年限、受理部门、电话，"
    "供 SQL、Excel、Spark 关联。\n\n例：hz-titles table > table.csv",
    "Print the whole decision table: certificate × grade × qualification × area to title, level, series, "
    "least years, office and telephones, for joins in SQL, Excel or Spark.\n\n"
    "Example: hz-titles table > table.csv",
)


class Format(Enum):
    """How the table is put out."""

    CSV = "csv"
    JSON = "json"


def table(
    output_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=tr(Phrase("csv、json", "csv or json")))
    ] = Format.CSV.value,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print the decision table."""
    from ..render.table import Column, as_csv, as_json
    from ..reports.decision_table import COLUMNS, decision_table

    chosen = choose("--format", output_format, Format)
    records = list(decision_table(open_data(lang, data)))
    if chosen is Format.JSON:
        put_json(as_json(records))
    else:
        put(as_csv([Column(key=key, heading=Phrase(key, key)) for key in COLUMNS], records))
    return ExitCode.DONE
