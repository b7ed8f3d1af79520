"""The values of formulas, as they answer_level in the XML of a workbook.

Excel saves a formula together with its value. openpyxl hands out the one or the other, does not
tell an empty value from none, and saves formulas alone: what reads the new workbook without
computing it, this program included, would find nothing. So the values are taken from the workbook
that came in and put back behind their formulas when it is saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_TEXT = "str"
_SHARED = "s"
_NUMBER = "n"
_ANY = re.compile(rb"<(?:\w+:)?f[\s>/]")
_BARE = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f(?:\s[^>]*)?(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>')
"""A cell as openpyxl writes a formula: where it stands, its style, the formula, and no value."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a sheet.

    Attributes:
        text: what it computes; empty where the sheet says it at another cell.
        kind: the type of its value.
        value: its value as written; None where none is saved with it.
    """

    text: str
    kind: str
    value: str | None


def formulas_in(content: bytes) -> dict[str, Formula]:
    """Return the formulas in the XML of a sheet, by their cells."""
    from io import BytesIO

    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    found: dict[str, Formula] = {}
    if not _ANY.search(content):
        return found
    row, formula, value = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "f", "v"))
    line = 0
    for _, element in iterparse(BytesIO(content)):
        if element.tag != row:
            continue
        line = int(element.get("r", line + 1))
        for place, cell in _placed(element, line):
            own = cell.find(formula)
            if own is not None:
                kind = cell.get("t", _NUMBER)
                text = cell.findtext(value)
                # Only an empty text is saved as an empty value; an empty number is none.
                found[place] = Formula(own.text or "", kind, text if text or kind == _TEXT else None)
        element.clear()
    return found


def _placed(row: Iterable[Any], line: int) -> Iterator[tuple[str, Any]]:
    """Yield the cells of a row with their places; one that names none stands behind the one before it."""
    from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

    column = 0
    for cell in row:
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        yield f"{get_column_letter(column)}{line}", cell


class Archive(ZipFile):
    """A workbook that openpyxl writes, in which formulas get their values back.

    Attributes:
        formulas: by the name of a sheet's part, the formulas of the sheet.
    """

    def __init__(self, file: BinaryIO, formulas: Mapping[str, Mapping[str, Formula]]) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)
        self.formulas = formulas

    def write(self, filename: Any, arcname: Any = None, *options: Any, **more: Any) -> None:
        """Write a part from a file."""
        formulas = self.formulas.get(arcname)
        if not formulas:
            super().write(filename, arcname, *options, **more)
            return
        with open(filename, "rb") as part:
            self.writestr(arcname, _BARE.sub(lambda bare: _filled(bare, formulas), part.read()))


def _filled(bare: re.Match[bytes], formulas: Mapping[str, Formula]) -> bytes:
    place, style, formula = bare.groups()
    saved = formulas.get(place.decode())
    # A shared text would be a number in a list that is made anew.
    if saved is None or saved.value is None or saved.kind == _SHARED:
        return bare[0]
    value = escape(saved.value).encode()
    return b'<c r="%b"%b t="%b">%b<v>%b</v></c>' % (place, style, saved.kind.encode(), formula, value)
