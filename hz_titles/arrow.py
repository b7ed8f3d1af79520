"""Answers behind Arrow tables, so that pandas, polars, DuckDB and Spark take them as they are.

Needs the extra ``[arrow]`` (pyarrow). Past one machine Spark does the distributing::

    frame.mapInArrow(lambda batches: map(with_verdicts, batches), schema)
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import pyarrow as pa

from .batch.answers import CODES
from .batch.mappings import answer_cells
from .loading import Data

COLUMNS = CODES  # those that a table gains, all of them strings
Rows = TypeVar("Rows", pa.Table, pa.RecordBatch)


def with_verdicts(table: Rows, *, data: Data | None = None, as_of: date | None = None) -> Rows:
    """Return `table` with the columns of ``batch`` behind its own; earlier answers are replaced.

    The headers are as a table for ``batch`` may have them, the values strings of any kind, numbers and
    dates; `UsageError` where no column gives the certificate. Without `data` the program's own decide,
    without `as_of` as of today.
    """
    own = table.select([place for place, name in enumerate(table.schema.names) if name not in COLUMNS])
    rows = enumerate(map(list, zip(*map(_texts, own.columns), strict=True)), 1)
    answers = list(zip(*answer_cells(own.schema.names, rows, data, as_of), strict=True))
    for place, name in enumerate(COLUMNS):
        own = own.append_column(name, pa.array(answers[place] if answers else (), type=pa.string()))
    return own


def _texts(column: pa.Array | pa.ChunkedArray) -> list[str]:
    """Return a column's values as texts; a missing one is empty."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.date32(), safe=False)
    if not pa.types.is_string(column.type):
        column = column.cast(pa.string())
    return [value or "" for value in column.to_pylist()]
