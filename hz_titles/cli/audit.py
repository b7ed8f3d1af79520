"""``hz-titles audit``: proofs over the whole of the data."""

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
    "在全部取值上证明数据完整、无冲突、无死数据；有问题以 5 退出。\n\n例：hz-titles audit --data my-folder",
    "Prove over the whole grid that the data has no hole, no clash and nothing dead; exit 5 on a finding.\n\n"
    "Example: hz-titles audit --data my-folder",
)


class Format(Enum):
    """How a report is put out."""

    PLAIN = "plain"
    JSON = "json"


def audit(
    output_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=tr(Phrase("plain、json", "plain or json")))
    ] = Format.PLAIN.value,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print the report of an audit."""
    from ..audit import audit as prove
    from ..render.table import as_json
    from ..words.audit import report_lines, report_object

    chosen = choose("--format", output_format, Format)
    loaded = open_data(lang, data)
    report = prove(loaded)
    if chosen is Format.JSON:
        put_json(as_json(report_object(loaded, report, LANGUAGE)))
    else:
        put(report_lines(loaded, report, LANGUAGE))
    return ExitCode.DONE if report.sound else ExitCode.FAULTY
