"""One run: a file in, the same table with answers out."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import chain, islice
from typing import Any, BinaryIO

from ..errors import UsageError, did_you_mean
from ..files import check_output, is_device, told, whole_file
from ..language import Language, Phrase
from ..loading import Data
from ..names.text import nearest
from ..paths import shown_path
from ..words.summary import Summary
from .answers import Headers
from .columns import Columns, find_columns
from .delimited import Delimited
from .encoding import Encoding, begins_like_workbook, examine, refuse_other_kinds
from .header import HeaderSearch
from .jsonl import JsonLines
from .outputs import DelimitedOutput, JsonLinesOutput, Output
from .row_format import RowText
from .rows import Answering
from .snapshot import open_snapshot
from .table import Table
from .user_columns import UserColumns

STANDARD = "-"
DATES = ("degree_date", "work_from")
"""The facts whose cells hold a date and nothing else."""
STEP = 256
"""The rows that are written at once; their text should fit into the processor's cache."""
_PIECE = 1 << 16
"""The bytes that are read at once of what cannot be read twice."""


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

_NO_FILE = Phrase("没有文件 {file}{hint}", "there is no file {file}{hint}")
_IS_FOLDER = Phrase("{file} 是文件夹：请写出其中的表格文件", "{file} is a folder: name a table in it")
_CANNOT_READ = Phrase("无法读取 {file}：{why}", "cannot read {file}: {why}")
_HELD = Phrase(
    "无法读取 {file}：没有权限，或正被别的程序占用",
    "cannot read {file}: no permission, or another program holds it",
)
_STANDARD_INPUT = Phrase("标准输入", "standard input")
_STANDARD_OUTPUT = Phrase("标准输出", "standard output")
_WHICH_FORM = Phrase(
    "{file}：看不出输出格式，请用 .csv .tsv .jsonl .xlsx 作扩展名，或加 --to",
    "{file}: end the name in .csv, .tsv, .jsonl or .xlsx, or give --to",
)
_ENCODING = Phrase("编码：{encoding}{mark}", "encoding: {encoding}{mark}")
_MARK = Phrase("（有 BOM）", " (with a mark)")
_CHANGED = Phrase("{file} 在读取时被改动，请重试", "{file} changed while it was read: try again")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Order:
    """What is asked for.

    Attributes:
        source: a path, or ``-`` for standard input.
        target: a path; None or ``-`` for standard output.
        form: the form to go out in, where it is said.
        fixed: facts that are the same for everybody, as cells would give them.
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
    headers: Headers
    language: Language


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
        check_output(target, None if order.source == STANDARD else order.source, order.force)
    summary = Summary()
    with ExitStack() as stack:
        file = stack.enter_context(_opened(order, streams))
        label = _label(order)
        table, encoding = _table(file, label, order)
        own = UserColumns(table)
        columns = find_columns(own.header, order.maps, order.fixed)
        own.mapped(
            [place for places in columns.positions.values() for place in places],
            [place for fact in DATES for place in columns.positions.get(fact, ())],
        )
        _introduce(listener, table, encoding, columns)
        with (
            _target(target, order.force, streams) as sink,
            closing(_output(sink, form, table, encoding, target, streams)) as output,
        ):
            words = order.headers, order.language
            answering = Answering(data, columns, order.as_of, *words, summary, output.binding, own.heading)
            output.begin(own, order.headers.names)
            rows = answering.answered(output.beginnings(own), lambda: own.line)
            try:
                _feed(output, rows, own, listener)
            except UnicodeDecodeError:
                raise UsageError(_CHANGED, file=label) from None
            remarks = output.finish()
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


def _label(order: Order) -> Phrase | str:
    return _STANDARD_INPUT if order.source == STANDARD else shown_path(order.source)


@contextmanager
def _opened(order: Order, streams: Streams) -> Iterator[BinaryIO]:
    """Open the input; what cannot be read twice goes to a temporary file first."""
    if order.source == STANDARD:
        with _spooled(streams.input, _STANDARD_INPUT) as spool:
            yield spool
        return
    label = shown_path(order.source)
    try:
        file = open_snapshot(order.source)
    except FileNotFoundError:
        raise UsageError(_NO_FILE, file=label, hint=_neighbour(order.source)) from None
    except IsADirectoryError:
        raise UsageError(_IS_FOLDER, file=label) from None
    except PermissionError:
        if os.path.isdir(order.source):
            raise UsageError(_IS_FOLDER, file=label) from None
        raise UsageError(_HELD, file=label) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(_CANNOT_READ, file=label, why=why) from None
    with file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            yield file
        else:
            with _spooled(file, label) as spool:
                yield spool


@contextmanager
def _spooled(stream: BinaryIO, label: Phrase | str) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as spool:
        with told(tempfile.gettempdir()):
            spool.writelines(_pieces(stream, label))
        yield spool


def _pieces(stream: BinaryIO, label: Phrase | str) -> Iterator[bytes]:
    try:
        while piece := stream.read(_PIECE):
            yield piece
    except OSError as error:
        raise UsageError(_CANNOT_READ, file=label, why=error.strerror or str(error)) from None


def _neighbour(path: str) -> Phrase:
    try:
        close = nearest(os.path.basename(path), os.listdir(os.path.dirname(path) or "."), most=1)
    except OSError:
        close = ()
    return did_you_mean([shown_path(name) for name in close])


def _table(file: BinaryIO, label: Phrase | str, order: Order) -> tuple[Table, Encoding | None]:
    form = _EXTENSIONS.get(os.path.splitext(order.source)[1].lower())
    refuse_other_kinds(file, label)
    if form is Form.XLSX or begins_like_workbook(file):
        return _sheet(file, label, order), None
    encoding = examine(file, label, order.encoding)
    beginning = encoding.beginning.lstrip()
    if form is Form.JSONL or (form is None and beginning.startswith("{")):
        return JsonLines(file, label, encoding), encoding
    delimiter = "\t" if form is Form.TSV else None
    return Delimited(file, label, encoding, delimiter, _search(order)), encoding


def _sheet(file: BinaryIO, label: Phrase | str, order: Order) -> Table:
    from .sheets import chosen
    from .workbook import Workbook

    book = Workbook(file, label)
    sheet, header, remarks = chosen(book.sheets, order.sheet, _search(order), label)
    first = header.first + 1
    table = book.table(sheet, header.names, range(first, first + header.rows))
    table.remarks += remarks
    return table


def _search(order: Order) -> HeaderSearch:
    return HeaderSearch(maps=order.maps, fixed=order.fixed, row=order.header_row)


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


def _output(
    sink: BinaryIO, form: Form, table: Table, encoding: Encoding | None, target: str | None, streams: Streams
) -> Output[Any]:
    if form is Form.JSONL:
        source = table if isinstance(table, JsonLines) else None
        return JsonLinesOutput(sink, source, streams.encoding or "utf-8")
    if form is Form.XLSX:
        from .workbook.new import NewWorkbook
        from .workbook.sheet import SheetTable
        from .workbook.splice import FilledWorkbook

        if not isinstance(table, SheetTable):
            return NewWorkbook(sink)
        extension = os.path.splitext(target or "")[1].lower()
        return FilledWorkbook(sink, table, extension if extension in _EXTENSIONS else "")
    # As the lines came in, where they all ended alike.
    plain = isinstance(table, Delimited) and encoding is not None and not encoding.returns
    line_end = "\n" if plain else "\r\n"
    mark = form is Form.CSV and target is not None and not is_device(target)
    return DelimitedOutput(sink, _DELIMITERS[form], line_end, mark, streams.encoding or "utf-8")
