"""The commands for data and scripts: ``table``, ``audit``, ``diff`` and ``schema``."""

from __future__ import annotations

from typing import Annotated

from ..errors import ExitCode
from .data import open_data
from .language import spoken
from .options import DataFolder, Lang, argument, option
from .output import Format, choose, put, put_json


def table(
    output_format: Annotated[str, option("--format csv|json")] = "csv",
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print the decision table."""
    from ..render.plain import as_csv, as_json
    from ..reports.lists import TABLE_COLUMNS, decision_table

    chosen = choose("--format", output_format, (Format.CSV, Format.JSON))
    records = list(decision_table(open_data(lang, data)))
    if chosen is Format.JSON:
        put_json(as_json(records))
    else:
        put(as_csv(TABLE_COLUMNS, records))
    return ExitCode.DONE


def audit(
    output_format: Annotated[str, option("--format plain|json")] = "plain",
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print the report of an audit."""
    from ..audit import audit as prove_all
    from ..audit import report_lines, report_object
    from ..render.plain import as_json

    chosen = choose("--format", output_format, (Format.PLAIN, Format.JSON))
    loaded = open_data(lang, data)
    proofs = prove_all(loaded)
    if chosen is Format.JSON:
        put_json(as_json(report_object(loaded, proofs, spoken())))
    else:
        put(report_lines(loaded, proofs, spoken()))
    return ExitCode.FAULTY if any(proof.findings for proof in proofs) else ExitCode.DONE


def diff(
    old: Annotated[str, argument("OLD")],
    new: Annotated[str | None, argument("NEW")] = None,
    output_format: Annotated[str, option("--format plain|csv|json")] = "plain",
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print what differs between two data folders."""
    from ..render.plain import as_csv, as_json
    from ..reports.editions import COLUMNS, compare, comparison_lines, comparison_records

    chosen = choose("--format", output_format, (Format.PLAIN, Format.CSV, Format.JSON))
    before, after = open_data(lang, old), open_data(lang, new if new is not None else data)
    comparison = compare(before, after)
    if chosen is Format.JSON:
        put_json(as_json(list(comparison_records(comparison))))
    elif chosen is Format.CSV:
        put(as_csv(COLUMNS, list(comparison_records(comparison))))
    else:
        put(comparison_lines(comparison, before, after, spoken()))
    return ExitCode.DONE


def schema(
    name: Annotated[str, argument("catalogue|committees|verdict|audit")],
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print a schema; it is the same in every language and for any data."""
    from ..loading import Schema, schema_text

    put_json(schema_text(choose("NAME", name, Schema)))
    return ExitCode.DONE
