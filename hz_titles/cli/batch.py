"""``hz-titles batch``: a table of applicants in, the same table with verdicts out."""

# Without `from __future__ import annotations`: Typer would compile each of them at every start.

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from ..errors import ExitCode, UsageError
from ..files import shown_path, typed_path
from ..language import Phrase
from ..names.text import checked, printable
from . import options
from .options import Text, Texts, as_of_date, open_data, option, typed_facts
from .output import CLOSED, ClosedPipe, output_path, put_json, saved, say
from .session import spoken, tidy_up_first, tr

if TYPE_CHECKING:
    from datetime import date

    from ..batch.run import Listener
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


_PACE = Phrase("{rows} 行 {rate}/秒", "{rows} rows {rate}/s")
_SCALE = 1000  # the steps of the bar


def batch(
    file: Annotated[Text, options.argument("FILE")] = None,
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
    grade: options.Grade = None,
    degree: options.Degree = None,
    years: options.Years = None,
    work: options.Work = None,
    related: options.Related = None,
    district: options.District = None,
    as_of: options.AsOf = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Answer every row of a table, and return 0, or 6 where some rows could not be read."""
    from ..batch.answers import Headers
    from ..batch.columns import read_maps
    from ..batch.facts import fixed_cells
    from ..batch.run import Form, Order, Streams, run
    from ..batch.source import STANDARD, standing

    if template is not None:
        for_table = (file, output, to, sheet, header_row, encoding, maps, headers, safe_text or None, report)
        for_people = (cert, issuer, grade, degree, years, work, related, district, as_of)
        if any(given is not None for given in (*for_table, *for_people)):
            raise UsageError(_TEMPLATE_ALONE)
        from ..batch.workbook.new import write_template

        loaded = open_data(data)
        path = output_path("--template", template, (".xlsx",), force=force)
        with saved(path, _WRITTEN, force=force) as roster:
            write_template(roster, loaded, spoken())
        return ExitCode.DONE
    if file is None:
        from .usage import MISSING, refused

        raise refused("hz-titles batch", MISSING, name="FILE")
    form = Form(to) if to is not None else None
    words = Headers(headers) if headers is not None else None
    day = as_of_date(as_of)
    loaded = open_data(data)
    if cert is not None:
        checked("cert", cert)  # an empty one would pass for none
    facts = typed_facts(cert or (), issuer, grade, degree, years, work, related, district)
    fixed = fixed_cells(loaded.names, facts, day)
    if header_row is not None and not (header_row.isascii() and header_row.isdigit()):
        raise UsageError(_NO_NUMBER, text=printable(header_row, 40))
    order = Order(
        source=typed_path(file),
        target=typed_path(output) if output is not None and output != STANDARD else None,
        form=form,
        sheet=sheet,
        header_row=int(header_row[:7]) if header_row else None,
        encoding=encoding,
        force=force,
        maps=read_maps(maps or ()),
        fixed=fixed,
        as_of=day,
        headers=words,
        language=spoken(),
        safe_text=safe_text,
    )
    if report is not None:  # what cannot be written is refused before any work is done
        source = standing(order.source, sys.stdin.buffer)
        report = output_path("--report", report, (".html", ".htm"), force=force, source=source)
        if order.target is not None and os.path.realpath(report) == os.path.realpath(order.target):
            raise UsageError(_TWICE, file=shown_path(report))
    on_screen = order.target is None and sys.stdout.isatty()
    if on_screen and form is Form.XLSX:
        raise UsageError(_TO_TERMINAL)
    tidy_up_first()
    encoding_shown = sys.stdout.encoding if on_screen else None
    streams = Streams(input=sys.stdin.buffer, output=sys.stdout.buffer, encoding=encoding_shown)
    try:
        # No bar on a terminal that shows the table itself: the two would write over each other.
        with _listening(bar=sys.stderr.isatty() and not on_screen) as listener:
            result = run(loaded, order, streams, listener)
    except BrokenPipeError:
        raise ClosedPipe(CLOSED) from None
    if summary != "none":
        target = shown_path(order.target) if order.target is not None else ""
        _put_summary(loaded, result, target, day, as_json=summary == "json")
    if report is not None:
        from ..render.html import document_page
        from ..words.summary import summary_document

        page = document_page(summary_document(result, spoken(), day, loaded.catalogue))
        with saved(report, _REPORTED, force=force) as opened:
            opened.write(page.encode("utf-8", "backslashreplace"))
    return ExitCode.SOME_UNREADABLE if result.errors.count else ExitCode.DONE


def _put_summary(data: "Data", summary: "Summary", target: str, day: "date", *, as_json: bool) -> None:
    """Put the summary out: JSON on standard output where the table goes to the file `target`."""
    from ..words.summary import summary_document, summary_object

    if not as_json:
        from ..render.table import drawn

        for line in ("", *drawn(summary_document(summary, spoken(), day, data.catalogue, target=target))):
            say(line)
        return
    import json

    from ..render.plain import fitting

    text = json.dumps({**summary_object(summary), "as_of": day.isoformat()}, ensure_ascii=False)
    if target:
        put_json(text + "\n")
    else:
        say(fitting(text, sys.stderr.encoding))


@contextmanager
def _listening(*, bar: bool) -> Iterator["Listener"]:
    """Tell the person how it goes: words always, and with a bar rows, rate and time left."""
    from ..batch.run import Listener

    def tell(phrase: Phrase) -> None:
        say(tr(phrase))

    if not bar:
        yield Listener(say=tell, progress=lambda rows, share: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    begun = shown = time.monotonic()
    drawing = Progress(
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TextColumn("{task.description}", markup=False),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        expand=True,
    )
    task = drawing.add_task("", total=_SCALE)

    def progress(rows: int, share: float) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < 0.2:
            return
        shown = now
        pace = tr(_PACE, rows=f"{rows:,}", rate=f"{rows / (now - begun):,.0f}")
        drawing.update(task, completed=share * _SCALE, description=pace)
        drawing.refresh()

    with drawing:
        yield Listener(say=tell, progress=progress)
