"""``hz-titles batch``: a table of applicants in, the same table with verdicts out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Annotated

from ..errors import ExitCode, UsageError
from ..files import shown_path, typed_path
from ..language import Phrase
from ..names.text import checked, printable
from . import options
from .data import as_of_date, open_data, typed_facts
from .interruption import tidy_up_first
from .language import spoken, tr
from .options import Text, Texts, option
from .output import CLOSED, ClosedPipe, choose, put_json, say

if TYPE_CHECKING:
    from datetime import date

    from ..batch.run import Listener, Order
    from ..loading import Data
    from ..words.summary import Summary

_TO_TERMINAL = Phrase(
    "不能把 .xlsx 显示在终端上：请加 -o 文件名",
    "a workbook cannot be shown on a terminal: name a file with -o",
)
_NO_NUMBER = Phrase(
    "--header-row“{text}”：请写行号，如 3", "--header-row “{text}”: give a row's number, as 3"
)
_TEMPLATE_ALONE = Phrase(
    "--template 只写空白名单：除 --force、--lang、--data 外请单独使用",
    "--template only writes a blank roster: give it alone, but for --force, --lang and --data",
)
_WRITTEN = Phrase("空白名单已写到 {file}", "the blank roster is in {file}")
_TWICE = Phrase("--report 与 -o 不能是同一个文件 {file}", "--report and -o name the same file {file}")
_REPORTED = Phrase("报告已写到 {file}", "the report is in {file}")


class SummaryFormat(Enum):
    """How the summary is put out."""

    TEXT = "text"
    JSON = "json"
    NONE = "none"


File = Annotated[str | None, options.argument("FILE")]


def batch(
    file: File = None,
    output: Annotated[Text, option("--output -o FILE")] = None,
    to: Annotated[Text, option("--to csv|tsv|jsonl|xlsx")] = None,
    sheet: Annotated[Text, option("--sheet NAME")] = None,
    header_row: Annotated[Text, option("--header-row N")] = None,
    encoding: Annotated[Text, option("--encoding NAME")] = None,
    force: options.Force = False,
    maps: Annotated[Texts, option("--map FACT=COLUMN")] = None,
    headers: Annotated[Text, option("--headers en|zh")] = None,
    safe_text: Annotated[bool, option("--safe-text")] = False,
    report: Annotated[Text, option("--report FILE.html")] = None,
    template: Annotated[Text, option("--template FILE.xlsx")] = None,
    summary: Annotated[str, option("--summary text|json|none")] = "text",
    cert: Annotated[Text, option("--cert NAME")] = None,
    issuer: Annotated[Text, option("--issuer NAME")] = None,
    grade: Annotated[Text, option("--grade GRADE")] = None,
    degree: Annotated[Texts, option("--degree LEVEL[@DATE]")] = None,
    years: Annotated[Text, option("--years N")] = None,
    work: Annotated[Texts, option("--work FROM..[TO]")] = None,
    related: options.Related = None,
    district: Annotated[Text, option("--district AREA")] = None,
    as_of: options.AsOf = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Answer every row of a table, and return 0, or 6 where some rows could not be read."""
    from ..batch.answers import Headers
    from ..batch.columns import read_maps
    from ..batch.facts import fixed_cells
    from ..batch.run import Form, Order, Streams, run
    from ..batch.source import STANDARD

    if template is not None:
        for_table = (file, output, to, sheet, header_row, encoding, maps, headers, safe_text or None, report)
        for_people = (cert, issuer, grade, degree, years, work, related, district, as_of)
        if any(given is not None for given in (*for_table, *for_people)):
            raise UsageError(_TEMPLATE_ALONE)
        return _write_template(template, force, open_data(lang, data))
    if file is None:
        from .usage import missing

        raise missing("hz-titles batch", "FILE")
    form = choose("--to", to, Form) if to is not None else None
    words = choose("--headers", headers, Headers) if headers is not None else None
    summary_format = choose("--summary", summary, SummaryFormat)
    day = as_of_date(as_of)
    loaded = open_data(lang, data)
    if cert is not None:
        checked("cert", cert)  # an empty one would pass for none
    facts = typed_facts(cert or "", issuer, grade, degree, years, work, related, district)
    fixed = fixed_cells(loaded.names, facts, day)
    order = Order(
        source=typed_path(file),
        target=typed_path(output) if output is not None and output != STANDARD else None,
        form=form,
        sheet=sheet,
        header_row=_row_number(header_row),
        encoding=encoding,
        force=force,
        maps=read_maps(maps or ()),
        fixed=fixed,
        as_of=day,
        headers=words,
        language=spoken(),
        safe_text=safe_text,
    )
    page = _report_path(report, order)
    to_file = order.target is not None
    if not to_file and sys.stdout.isatty() and form is Form.XLSX:
        raise UsageError(_TO_TERMINAL)
    tidy_up_first()
    streams = Streams(
        input=sys.stdin.buffer,
        output=sys.stdout.buffer,
        encoding=sys.stdout.encoding if not to_file and sys.stdout.isatty() else None,
    )
    try:
        with _listening(to_file or not sys.stdout.isatty()) as listener:
            result = run(loaded, order, streams, listener)
    except BrokenPipeError:
        raise ClosedPipe(CLOSED) from None
    _put_summary(
        summary_format, loaded, result, day, shown_path(order.target) if to_file and order.target else ""
    )
    if page is not None:
        _write_report(page, force, loaded, result, day)
    return ExitCode.SOME_UNREADABLE if result.unreadable else ExitCode.DONE


def _row_number(text: str | None) -> int | None:
    if text is not None and not (text.isascii() and text.isdigit()):
        raise UsageError(_NO_NUMBER, text=printable(text, 40))
    return None if text is None else int(text[:7])


def _write_template(template: str, force: bool, data: Data) -> int:
    from ..batch.workbook.new import write_template
    from .saving import output_path, saved

    path = output_path("--template", template, (".xlsx",), force=force)
    with saved(path, _WRITTEN, force=force) as target:
        write_template(target, data, spoken())
    return ExitCode.DONE


@contextmanager
def _listening(bar: bool) -> Iterator[Listener]:
    """Tell the person how it goes: words always, a bar where somebody looks at it.

    Not on a terminal that shows the table itself: the two would write over each other.
    """
    from ..batch.run import Listener

    def tell(phrase: Phrase) -> None:
        say(tr(phrase))

    if not (bar and sys.stderr.isatty()):
        yield Listener(say=tell, progress=lambda rows, share: None)
        return
    from .progress import progress_bar

    with progress_bar(spoken()) as progress:
        yield Listener(say=tell, progress=progress)


def _put_summary(wanted: SummaryFormat, data: Data, summary: Summary, day: date, target: str) -> None:
    """Put the summary out: JSON on standard output where the table goes to the file `target`."""
    if wanted is SummaryFormat.NONE:
        return
    from ..words.summary_text import summary_lines, summary_object

    if wanted is SummaryFormat.TEXT:
        from ..render.bars import drawn

        for line in ("", *drawn(summary_lines(summary, spoken(), data.catalogue, target))):
            say(line)
    else:
        import json

        from ..render.plain import fitting

        text = json.dumps({**summary_object(summary), "as_of": day.isoformat()}, ensure_ascii=False)
        if target:
            put_json(text + "\n")
        else:
            say(fitting(text, sys.stderr.encoding))


def _report_path(report: str | None, order: Order) -> str | None:
    """Return where the report goes; refuse what cannot be written before any work is done."""
    if report is None:
        return None
    from ..batch.source import standing
    from .saving import output_path

    source = standing(order.source, sys.stdin.buffer)
    path = output_path("--report", report, (".html", ".htm"), force=order.force, source=source)
    if order.target is not None and os.path.realpath(path) == os.path.realpath(order.target):
        raise UsageError(_TWICE, file=shown_path(path))
    return path


def _write_report(path: str, force: bool, data: Data, summary: Summary, as_of: date) -> None:
    from ..render.html import document_page
    from ..words.summary_text import summary_document
    from .saving import saved

    page = document_page(summary_document(summary, spoken(), as_of, data.catalogue))
    with saved(path, _REPORTED, force=force) as file:
        file.write(page.encode("utf-8", "backslashreplace"))
