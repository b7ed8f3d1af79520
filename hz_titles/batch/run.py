"""One run: a file in, the same table with answers out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from enum import Enum
from itertools import chain, islice
from typing import Any, BinaryIO

from ..errors import UsageError
from ..files import check_output, is_device, shown_path, told, whole_file
from ..language import Language, Phrase
from ..loading import Data
from ..value import value
from ..words.summary import Summary
from .answers import Headers
from .columns import find_columns
from .delimited import Delimited
from .encoding import TextTable, examine
from .header import HeaderSearch, chosen_table
from .jsonl import JsonLines, begins_like_json
from .outputs import DelimitedOutput, JsonLinesOutput, Output, UserColumns
from .rows import Answering
from .source import Source, opened, standing
from .table import Table, lines

STEP = 512  # the rows that are written at once; their text should fit into the processor's cache


class Form(Enum):
    """A form of table; the value is the extension and what ``--to`` takes."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    XLSX = "xlsx"


_OTHERS = {".tab": Form.TSV, ".ndjson": Form.JSONL, ".xlsm": Form.XLSX}
_EXTENSIONS = {f".{form.value}": form for form in Form} | _OTHERS

_STANDARD_OUTPUT = Phrase("标准输出", "standard output")
_WHICH_FORM = Phrase(
    "{file}：看不出输出格式，请用 .csv .tsv .jsonl .xlsx 作扩展名，或加 --to",
    "{file}: end the name in .csv, .tsv, .jsonl or .xlsx, or give --to",
)
_ENCODING = Phrase("编码：{encoding}{mark}", "encoding: {encoding}{mark}")
_MARK = Phrase("（有 BOM）", " (with a mark)")


@value
class Order:
    """What is asked for."""

    source: str  # a path, or `STANDARD` for standard input
    target: str | None  # a path; None for standard output
    form: Form | None  # the form to go out in, where it is said
    sheet: str | None
    header_row: int | None
    encoding: str | None
    force: bool
    maps: Mapping[str, str]
    fixed: Mapping[str, str]  # facts that are the same for everybody, as cells would give them
    as_of: date
    headers: Headers | None  # the words of the new columns; None where the table decides
    language: Language
    safe_text: bool = False  # keep a spreadsheet from running the user's cells, where they go out as text


@value
class Streams:
    """The process's own input and output."""

    input: BinaryIO
    output: BinaryIO
    encoding: str | None  # that of standard output, where a terminal shows it


@value
class Listener:
    """Who is told how it goes: words for the person, and rows done with the share of the file."""

    say: Callable[[Phrase], None]
    progress: Callable[[int, float], None]


def run(data: Data, order: Order, streams: Streams, listener: Listener) -> Summary:
    """Answer every row of a table, and return what it came to.

    UsageError where the input or the output cannot be used; BrokenPipeError where whoever read
    standard output has gone.
    """
    form = _form_out(order)
    if order.target is not None:
        check_output(order.target, standing(order.source, streams.input), order.force)
    summary = Summary()
    with ExitStack() as stack:
        simplified = data.catalogue.vocabulary.simplified
        search = HeaderSearch(maps=order.maps, fixed=order.fixed, row=order.header_row, simplified=simplified)
        source = stack.enter_context(opened(order.source, streams.input))
        table = _table(source, order, search)
        own = UserColumns(table, as_text=not order.safe_text)
        columns = find_columns(own.header, order.maps, order.fixed, simplified)
        own.mapped(columns)
        if isinstance(table, TextTable):
            mark = _MARK if table.encoding.marked else ""
            listener.say(_ENCODING.filled(encoding=table.encoding.name.upper(), mark=mark))
        for remark in chain(table.remarks, columns.remarks()):
            listener.say(remark)
        sink = stack.enter_context(_target(order, streams))
        output = stack.enter_context(closing(_output(sink, form, table, order, streams)))
        # Chinese words of their own accord in a workbook with Chinese headers
        chinese = any("\u4e00" <= char <= "\u9fff" for name in own.header for char in name[:40])
        headers = order.headers or (Headers.ZH if form is Form.XLSX and chinese else Headers.EN)
        heading = [*table.above, *own.heading]
        examples = not isinstance(table, Delimited) or table.examples
        words = headers, order.language
        answering = Answering(data, columns, order.as_of, *words, summary, output.binding, heading, examples)
        output.begin(own, headers.names)
        rows = answering.answered(own.rows(output.binding), lambda: table.line)
        for done, first in enumerate(rows, 1):
            output.write(chain((first,), islice(rows, STEP - 1)))
            listener.progress(done * STEP, table.progress)
        remarks = output.finish()
        source.check()
    for remark in remarks:
        listener.say(remark)
    return summary


def _table(source: Source, order: Order, search: HeaderSearch) -> Table:
    package = source.package()
    if package:
        from .workbook.sheet import sheets_in

        sheets = sheets_in(source.file, source.label, package == "ole")
        return chosen_table(sheets, order.sheet, search, source.label)
    form = _EXTENSIONS.get(_extension(order.source))
    encoding = examine(source.file, source.label, order.encoding)
    if form is Form.JSONL or begins_like_json(encoding.beginning):
        return JsonLines(encoding)
    return Delimited(encoding, "\t" if form is Form.TSV else None, search)


def _extension(path: str | None) -> str:
    return os.path.splitext(path or "")[1].lower()


def _form_out(order: Order) -> Form:
    target = order.target
    form = order.form or (Form.CSV if target is None else _EXTENSIONS.get(_extension(target)))
    if form is None and target and not is_device(target) and not os.path.isdir(target):
        raise UsageError(_WHICH_FORM, file=shown_path(target))
    return form or Form.CSV


@contextmanager
def _target(order: Order, streams: Streams) -> Iterator[BinaryIO]:
    if order.target is not None:
        with whole_file(order.target, order.force) as file:
            yield file
        return
    with told(_STANDARD_OUTPUT):
        yield streams.output
        streams.output.flush()


def _output(sink: BinaryIO, form: Form, table: Table, order: Order, streams: Streams) -> Output[Any]:
    encoded = streams.encoding or "utf-8"
    if form is Form.JSONL:
        return JsonLinesOutput(sink, table if isinstance(table, JsonLines) else None, encoded)
    extension = _extension(order.target)
    if form is Form.XLSX:
        from .workbook.new import NewWorkbook
        from .workbook.sheet import OldSheet, Sheet
        from .workbook.splice import FilledWorkbook

        if not isinstance(table, Sheet):
            return NewWorkbook(sink, isinstance(table, OldSheet), extension)
        return FilledWorkbook(sink, table, extension if extension in _EXTENSIONS else "")
    # As the lines came in, where they all ended alike.
    line_end = "\n" if isinstance(table, Delimited) and "\r" not in table.encoding.signs else "\r\n"
    mark = form is Form.CSV and order.target is not None and not is_device(order.target)
    binding = lines("\t" if form is Form.TSV else ",", safe=order.safe_text)
    return DelimitedOutput(sink, binding, line_end, mark, encoded)
