"""Which sheet of a workbook is the table, and which of its rows the header."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import UsageError, did_you_mean
from ..language import Phrase
from ..names.text import nearest, printable
from .header import HeaderSearch
from .table import Table
from .workbook.sheet import OldSheet, Sheet

_NO_SHEET = Phrase(
    "--sheet “{name}”：没有这张工作表{hint}。有：{found}",
    "--sheet “{name}”: there is no such sheet{hint}. There are: {found}",
)
_EMPTY = Phrase(
    "{file} 的工作表“{sheet}”是空的：没有表头", "{file}: the sheet “{sheet}” is empty: there is no header"
)
_OTHERS = Phrase(
    "工作表 {sheets} 也像名单，没有读：要读请用 --sheet",
    "these sheets look like lists too and are not read; name one with --sheet: {sheets}",
)
_MOST_NAMED = 10


def chosen_table(
    sheets: Sequence[Sheet | OldSheet], wanted: str | None, search: HeaderSearch, label: Phrase | str
) -> Table:
    """Return a sheet as a table, with what has to be said of the other sheets.

    It is the one that is asked for, else the visible one that names most facts, of equals the active one.

    Raises:
        UsageError: there is no such sheet, or it is empty.
    """
    if wanted is not None:
        sheets = [_named(sheets, wanted)]
    visible = [sheet for sheet in sheets if not sheet.hidden] or sheets
    found = [(sheet, header) for sheet in visible if (header := search.find(sheet.top))]
    if not found:
        active = next((sheet for sheet in sheets if sheet.active), sheets[0])
        raise UsageError(_EMPTY, file=label, sheet=printable(active.name, 40))
    best, header = max(found, key=lambda each: (each[1].certificate, each[1].facts, each[0].active))
    others = [
        printable(sheet.name, 40)
        for sheet, other in found
        if sheet is not best and other.certificate and other.facts > 1
    ]
    names = [*others[:_MOST_NAMED], *["…"] * (len(others) > _MOST_NAMED)]
    table = best.table(header.names, range(header.first + 1, header.first + 1 + header.rows))
    table.remarks += [_OTHERS.filled(sheets=names)] if others else []
    return table


def _named(sheets: Sequence[Sheet | OldSheet], wanted: str) -> Sheet | OldSheet:
    for sheet in sheets:
        if sheet.name.strip() == wanted.strip():
            return sheet
    names = [sheet.name for sheet in sheets]
    hint = did_you_mean([printable(name, 40) for name in nearest(wanted, names)])
    found = [printable(name, 40) for name in names]
    raise UsageError(_NO_SHEET, name=printable(wanted, 40), hint=hint, found=found)
