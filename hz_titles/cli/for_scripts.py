"""The commands for data and scripts: ``table``, ``audit``, ``diff`` and ``schema``."""

from __future__ import annotations

from typing import Annotated

from ..errors import ExitCode
from .options import DataFolder, Lang, argument, open_data, option
from .output import Format, put, put_json, put_records
from .session import spoken


def table(
    output_format: Annotated[str, option("--format csv|json")] = "csv",
    lang: Lang = None,
    data: DataFolder = None,
) -> None:
    """Print the decision table."""
    from ..reports.lists import TABLE_COLUMNS, decision_table

    chosen = Format(output_format)
    put_records(chosen, list(decision_table(open_data(data))), TABLE_COLUMNS)


def audit(
    output_format: Annotated[str, option("--format plain|json")] = "plain",
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print the report of an audit, and return 5 where it found something."""
    from ..audit import audit as prove_all
    from ..audit import report_lines, report_object

    chosen = Format(output_format)
    loaded = open_data(data)
    report = report_object(loaded, prove_all(loaded), spoken())
    if not put_records(chosen, report):
        put(report_lines(loaded, report, spoken()))
    return ExitCode.DONE if report["sound"] else ExitCode.FAULTY


def diff(
    old: Annotated[str, argument("OLD")],
    new: Annotated[str | None, argument("NEW")] = None,
    output_format: Annotated[str, option("--format plain|csv|json")] = "plain",
    lang: Lang = None,
    data: DataFolder = None,
) -> None:
    """Print what differs between two data folders."""
    from ..reports.editions import COLUMNS, compare, comparison_lines, comparison_records

    chosen = Format(output_format)
    before, after = open_data(old), open_data(new if new is not None else data)
    comparison = compare(before, after)
    if not put_records(chosen, list(comparison_records(comparison)), COLUMNS):
        put(comparison_lines(comparison, before, after, spoken()))


def schema(
    name: Annotated[str, argument("catalogue|committees|verdict|audit")],
    lang: Lang = None,
    data: DataFolder = None,
) -> None:
    """Print a schema; it is the same in every language and for any data."""
    from ..loading import Schema, schema_text

    put_json(schema_text(Schema(name)))
