"""The commands for data and scripts: ``table``, ``audit``, ``diff`` and ``schema``."""

from __future__ import annotations

from typing import Annotated

from ..errors import ExitCode
from ..language import Phrase
from .data import open_data
from .language import spoken
from .options import DataFolder, Lang, argument, option
from .output import Format, choose, put, put_json

TABLE_HELP = Phrase(
    "输出完整的判定表：证书 × 等级 × 学历 × 区 → 职称、级别、系列、最少年限、受理部门、电话，"
    "供 SQL、Excel、Spark 关联。\n\n例：hz-titles table > table.csv",
    "Print the whole decision table: certificate × grade × qualification × area to title, level, series, "
    "least years, office and telephones, for joins in SQL, Excel or Spark.\n\n"
    "Example: hz-titles table > table.csv",
)
AUDIT_HELP = Phrase(
    "在全部取值上证明数据完整、无冲突、无死数据；有问题以 5 退出。\n\n例：hz-titles audit --data my-folder",
    "Prove over the whole grid that the data has no hole, no clash and nothing dead; exit 5 on a finding.\n\n"
    "Example: hz-titles audit --data my-folder",
)
DIFF_HELP = Phrase(
    "比较两个数据文件夹：哪些行、别名、办公室、电话变了，哪些人的结论或受理部门因此变了。\n\n"
    "例：hz-titles diff old-data new-data",
    "Compare two data folders: which rows, aliases, offices and telephones changed, and who gets another "
    "verdict or office.\n\nExample: hz-titles diff old-data new-data",
)
SCHEMA_HELP = Phrase(
    "输出 JSON Schema：两个数据文件（catalogue、committees），check 和 audit 的 JSON（verdict、audit）。\n\n"
    "例：hz-titles schema verdict",
    "Print a JSON Schema: of the data files (catalogue, committees), of the JSON of check and audit "
    "(verdict, audit).\n\nExample: hz-titles schema verdict",
)


def table(
    output_format: Annotated[str, option("--format csv|json")] = "csv",
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print the decision table."""
    from ..render.table import as_csv, as_json
    from ..reports.decision_table import COLUMNS, decision_table

    chosen = choose("--format", output_format, (Format.CSV, Format.JSON))
    records = list(decision_table(open_data(lang, data)))
    if chosen is Format.JSON:
        put_json(as_json(records))
    else:
        put(as_csv(COLUMNS, records))
    return ExitCode.DONE


def audit(
    output_format: Annotated[str, option("--format plain|json")] = "plain",
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print the report of an audit."""
    from ..audit import audit as prove
    from ..render.table import as_json
    from ..words.audit import report_lines, report_object

    chosen = choose("--format", output_format, (Format.PLAIN, Format.JSON))
    loaded = open_data(lang, data)
    report = prove(loaded)
    if chosen is Format.JSON:
        put_json(as_json(report_object(loaded, report, spoken())))
    else:
        put(report_lines(loaded, report, spoken()))
    return ExitCode.DONE if report.sound else ExitCode.FAULTY


def diff(
    old: Annotated[str, argument("OLD", "原来的数据文件夹", "the folder with the old data")],
    new: Annotated[
        str | None,
        argument(
            "NEW",
            "新的数据文件夹（不填为 --data 或自带数据）",
            "the folder with the new data (without it: --data, or the program's own)",
        ),
    ] = None,
    output_format: Annotated[str, option("--format plain|csv|json")] = "plain",
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print what differs between two data folders."""
    from ..render.table import as_csv, as_json
    from ..reports.editions import compare
    from ..words.editions import COLUMNS, comparison_lines, comparison_records

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
    name: Annotated[str, argument("catalogue|committees|verdict|audit", "哪一个", "which schema")],
    lang: Lang = None,
    data: DataFolder = None,
) -> int:
    """Print a schema; it is the same in every language and for any data."""
    from ..loading import Schema, schema_text

    put_json(schema_text(choose("NAME", name, Schema)))
    return ExitCode.DONE
