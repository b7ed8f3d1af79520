"""One run: a file in, the same table with answers out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import chain, islice
from typing import Any, BinaryIO

from ..errors import UsageError
from ..files import check_output, is_device, told, whole_file
from ..language import Language, Phrase
from ..loading import Data
from ..paths import shown_path
from ..words.summary import Summary
from .answers import Headers
from .columns import Columns, find_columns
from .delimited import Delimited
from .encoding import Encoding, examine
from .header import HeaderSearch
from .jsonl import JsonLines, begins_like_json
from .kinds import Kind, kind_of_file
from .outputs import DelimitedOutput, JsonLinesOutput, Output
from .row_format import RowText
from .rows import Answering
from .source import STANDARD, opened, standing
from .table import Table
from .user_columns import UserColumns

DATES = ("degree_date", "work_from")
"""The facts whose cells hold a date and nothing else."""
STEP = 256
"""The rows that are written at once; their text should fit into the processor's cache."""


class Form(Enum):
    """A form of table; the value is the extension and what ``--to`` takes."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    XLSX = "xlsx"


_EXTENSIONS = {
    ".csv": Form.CSV,
    ".tsv": Form.TSV,
    ".tab": Form.TSV,
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".xlsx": Form.XLSX,
    ".xlsm": Form.XLSX,
}
_DELIMITERS = {Form.CSV: ",", Form.TSV: "\t"}

_STANDARD_OUTPUT = Phrase("标准输出", "standard output")
_WHICH_FORM = Phrase(
    "{file}：看不出输出格式，请用 .csv .tsv .jsonl .xlsx 作扩展名，或加 --to",
    "{file}: end the name in .csv, .tsv, .jsonl or .xlsx, or give --to",
)
_ENCODING = Phrase("编码：{encoding}{mark}", "encoding: {encoding}{mark}")
_MARK = Phrase("（有 BOM）", " (with a mark)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Order:
    """What is asked for.

    Attributes:
        source: a path, or ``-`` for standard input.
        target: a path; None or ``-`` for standard output.
        form: the form to go out in, where it is said.
        fixed: facts that are the same for everybody, as cells would give them.
        headers: the words of the new columns; None where the table decides.
        safe_text: keep a spreadsheet from running the user's cells, where they go out as text.
    """

    source: str
    target: str | None
    form: Form | None
    sheet: str | None
    header_row: int | None
    encoding: str | None
    force: bool
    maps: Mapping[str, str]
    fixed: Mapping[str, str]
    as_of: date
    headers: Headers | None
    language: Language
    safe_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Streams:
    """The process's own input and output.

    Attributes:
        encoding: that of standard output, where a terminal shows it.
    """

    input: BinaryIO
    output: BinaryIO
    encoding: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Listener:
    """Who is told how it goes: words for the person, and rows done with the share of the file."""

    say: Callable[[Phrase], None]
    progress: Callable[[int, float], None]


def run(data: Data, order: Order, streams: Streams, listener: Listener) -> Summary:
    """Answer every row of a table, and return what it came to.

    Raises:
        UsageError: the input cannot be used, or the output cannot be written.
        BrokenPipeError: whoever read standard output has gone.
    """
    target = None if order.target == STANDARD else order.target
    form = _form_out(order, target)
    if target is not None:
        check_output(target, standing(order.source, streams.input), order.force)
    summary = Summary()
    with ExitStack() as stack:
        simplified = data.catalogue.vocabulary.simplified
        search = HeaderSearch(maps=order.maps, fixed=order.fixed, row=order.header_row, simplified=simplified)
        source = stack.enter_context(opened(order.source, streams.input))
        table, encoding = _table(source.file, source.label, order, search)
        own = UserColumns(table, as_text=not order.safe_text)
        columns = find_columns(own.header, order.maps, order.fixed, simplified)
        own.mapped(
            [place for places in columns.positions.values() for place in places],
            [place for fact in DATES for place in columns.positions.get(fact, ())],
        )
        _introduce(listener, table, encoding, columns)
        with (
            _target(target, order.force, streams) as sink,
            closing(_output(sink, form, table, encoding, order, streams)) as output,
        ):
            headers = order.headers or _headers(form, own.header)
            words, rest = (headers, order.language), (own.heading, own.examples)
            answering = Answering(data, columns, order.as_of, *words, summary, output.binding, *rest)
            output.begin(own, headers.names)
            rows = answering.answered(output.beginnings(own), lambda: own.line)
            try:
                _feed(output, rows, own, listener)
            except UnicodeDecodeError:
                raise source.changed() from None
            remarks = output.finish()
            source.check()
    for remark in remarks:
        listener.say(remark)
    return summary


def _feed(output: Output[RowText], rows: Iterator[RowText], own: UserColumns, listener: Listener) -> None:
    done = 0
    for first in rows:
        output.write(chain((first,), islice(rows, STEP - 1)))
        done += STEP
        listener.progress(done, own.progress)


# What comes in


def _table(
    file: BinaryIO, label: Phrase | str, order: Order, search: HeaderSearch
) -> tuple[Table, Encoding | None]:
    form = _EXTENSIONS.get(os.path.splitext(order.source)[1].lower())
    kind = kind_of_file(file, label)
    if kind is not Kind.TEXT:
        return _sheet(file, label, order, search, kind), None
    encoding = examine(file, label, order.encoding)
    if form is Form.JSONL or begins_like_json(encoding.beginning):
        return JsonLines(file, label, encoding), encoding
    delimiter = "\t" if form is Form.TSV else None
    return Delimited(file, label, encoding, delimiter, search), encoding


def _sheet(file: BinaryIO, label: Phrase | str, order: Order, search: HeaderSearch, kind: Kind) -> Table:
    from .sheets import chosen
    from .workbook import sheets_in

    sheets = sheets_in(file, label, kind is Kind.OLD_WORKBOOK)
    sheet, header, remarks = chosen(sheets, order.sheet, search, label)
    first = header.first + 1
    table = sheet.table(header.names, range(first, first + header.rows))
    table.remarks += remarks
    return table


def _introduce(listener: Listener, table: Table, encoding: Encoding | None, columns: Columns) -> None:
    if encoding is not None:
        listener.say(_ENCODING.filled(encoding=encoding.name.upper(), mark=_MARK if encoding.marked else ""))
    for remark in table.remarks:
        listener.say(remark)
    for remark in columns.remarks():
        listener.say(remark)


# What goes out


def _form_out(order: Order, target: str | None) -> Form:
    if order.form is not None:
        return order.form
    if target is None:
        return Form.CSV
    form = _EXTENSIONS.get(os.path.splitext(target)[1].lower())
    if form is None and not is_device(target) and not os.path.isdir(target):
        raise UsageError(_WHICH_FORM, file=shown_path(target))
    return form or Form.CSV


@contextmanager
def _target(target: str | None, force: bool, streams: Streams) -> Iterator[BinaryIO]:
    if target is not None:
        with whole_file(target, force) as file:
            yield file
        return
    with told(_STANDARD_OUTPUT):
        yield streams.output
        streams.output.flush()


def _headers(form: Form, header: list[str]) -> Headers:
    """Return the words of the new columns: Chinese ones in a workbook with Chinese headers."""
    chinese = any("\u4e00" <= char <= "\u9fff" for name in header for char in name[:40])
    return Headers.ZH if form is Form.XLSX and chinese else Headers.EN


def _output(
    sink: BinaryIO, form: Form, table: Table, encoding: Encoding | None, order: Order, streams: Streams
) -> Output[Any]:
    target = None if order.target == STANDARD else order.target
    if form is Form.JSONL:
        source = table if isinstance(table, JsonLines) else None
        return JsonLinesOutput(sink, source, streams.encoding or "utf-8")
    if form is Form.XLSX:
        from .workbook.new import NewWorkbook
        from .workbook.old import OldTable
        from .workbook.sheet import SheetTable
        from .workbook.splice import FilledWorkbook

        extension = os.path.splitext(target or "")[1].lower()
        if not isinstance(table, SheetTable):
            return NewWorkbook(sink, isinstance(table, OldTable), extension)
        return FilledWorkbook(sink, table, extension if extension in _EXTENSIONS else "")
    # As the lines came in, where they all ended alike.
    plain = isinstance(table, Delimited) and encoding is not None and not encoding.returns
    line_end = "\n" if plain else "\r\n"
    mark = form is Form.CSV and target is not None and not is_device(target)
    written = streams.encoding or "utf-8"
    return DelimitedOutput(sink, _DELIMITERS[form], line_end, mark, written, safe=order.safe_text)
