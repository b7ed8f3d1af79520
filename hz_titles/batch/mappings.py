"""Answers for the rows of another program: the same as `batch` gives, by the same code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from ..errors import UsageError
from ..language import Language, Phrase
from ..loading import Data, load
from ..rules.applicant import given_day
from ..words.summary import Summary
from .answers import CODES, WIDTH, Headers
from .columns import find_columns
from .rows import Answering
from .table import CELLS, Row

_NOT_A_ROW = Phrase(
    "每一行应为 列名→值 的映射，第 {line} 行是 {kind}",
    "each row must be a mapping from header to value; row {line} is {kind}",
)
_NOT_A_CELL = Phrase(
    "第 {line} 行“{column}”：应为文字、数字、日期或空，实为 {kind}",
    "row {line}, “{column}”: must be text, a number, a date or nothing, and is {kind}",
)
_NO_COLUMNS = Phrase(
    "应有一列证书；等级、年限、工作经历、参加工作时间、是否相关各至多一列。现有：{found}",
    "there must be a certificate column, and one column at most of each of grade, years, work, work_from and "
    "related; there is: {found}",
)


def answers(
    rows: Iterable[Mapping[str, object]], *, data: Data | None = None, as_of: date | None = None
) -> Iterator[dict[str, str]]:
    """Yield the answer of each row: the columns that ``batch`` adds, by their English names.

    Rows are mappings from header to value, the headers as a table for ``batch`` may have them; values may be
    texts, numbers, dates or None: any other, no mapping, or no certificate column is a `UsageError`. Without
    `data` the program's own decide, without `as_of` as of today.
    """
    for header, alike in groupby(enumerate(rows, 1), _header):
        lines = ((line, [_cell(value, line, name) for name, value in row.items()]) for line, row in alike)
        for cells in answer_cells(header, lines, data, as_of):
            yield dict(zip(CODES, cells, strict=True))


def answer_cells(
    header: Sequence[str], rows: Iterable[tuple[int, Row]], data: Data | None, as_of: date | None
) -> Iterator[Row]:
    """Yield the cells of each row's answer, for numbered rows under one header that names a certificate."""
    line = 0

    def cells() -> Iterator[tuple[Row, Row]]:
        nonlocal line
        for line, row in rows:  # noqa: B007  # the number is told where it is asked for
            yield [], row

    answering = _answering(tuple(header), data, given_day(as_of or date.today()))
    return (answer or [""] * WIDTH for answer in answering.answered(cells(), lambda: line))


@lru_cache(maxsize=16)  # pieces of one table keep what was worked out before
def _answering(header: tuple[str, ...], data: Data | None, as_of: date) -> Answering[Row]:
    data = data or load()
    try:
        columns = find_columns(header, {}, {}, data.catalogue.vocabulary.simplified)
    except UsageError:  # which names the options of the command line
        raise UsageError(_NO_COLUMNS, found=", ".join(header)) from None
    return Answering(data, columns, as_of, Headers.EN, Language.EN, Summary(), CELLS, [list(header)])


def _header(numbered: tuple[int, Mapping[str, object]]) -> tuple[str, ...]:
    line, row = numbered
    if not isinstance(row, Mapping):
        raise UsageError(_NOT_A_ROW, line=line, kind=type(row).__name__)
    return tuple(map(str, row))


def _cell(value: object, line: int, column: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or value != value:  # a number that is none stands for nothing in data frames
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return str(value).removesuffix(".0")
    if isinstance(value, date):
        return value.isoformat()[:10]  # the time of day says nothing
    raise UsageError(_NOT_A_CELL, line=line, column=column, kind=type(value).__name__)
