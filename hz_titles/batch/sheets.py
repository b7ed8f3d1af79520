"""Which sheet of a workbook is the table, and which of its rows the header."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import UsageError, did_you_mean
from ..language import Phrase
from ..names.text import nearest, printable
from .columns import CERTIFICATE, fact_of
from .workbook.sheet import Sheet

_NO_SHEET = Phrase(
    "--sheet “{name}”：没有这张工作表{hint}。有：{found}",
    "--sheet “{name}”: there is no such sheet{hint}. There are: {found}",
)
_EMPTY = Phrase(
    "{file} 的工作表“{sheet}”是空的：没有表头", "{file}: the sheet “{sheet}” is empty: there is no header"
)


def chosen(
    sheets: Sequence[Sheet], wanted: str | None, certificate: str | None, label: Phrase | str
) -> Sheet:
    """Return the sheet that is asked for, else the first that announces certificates, else the active one.

    Raises:
        UsageError: there is no such sheet.
    """
    if wanted is None:
        announcing = [sheet for sheet in sheets if header_row(sheet, certificate, label, False)]
        active = [sheet for sheet in sheets if sheet.active]
        return next(iter((*announcing, *active, *sheets)))
    for sheet in sheets:
        if sheet.name.strip() == wanted.strip():
            return sheet
    names = [sheet.name for sheet in sheets]
    hint = did_you_mean([printable(name, 40) for name in nearest(wanted, names)])
    found = [printable(name, 40) for name in names]
    raise UsageError(_NO_SHEET, name=printable(wanted, 40), hint=hint, found=found)


def header_row(sheet: Sheet, certificate: str | None, label: Phrase | str, any_will_do: bool = True) -> int:
    """Return the row of the header; 0 where none announces certificates and not any will do.

    Raises:
        UsageError: the sheet is empty.
    """
    rows = list(enumerate(sheet.top, 1))
    for number, cells in rows:
        if any(
            fact_of(cell) == CERTIFICATE or (certificate and cell.strip() == certificate) for cell in cells
        ):
            return number
    first = next((number for number, cells in rows if any(cells)), 0) if any_will_do else 0
    if any_will_do and not first:
        raise UsageError(_EMPTY, file=label, sheet=printable(sheet.name, 40))
    return first
