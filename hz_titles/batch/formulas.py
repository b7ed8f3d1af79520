"""The values of formulas, as they stand in the XML of a workbook.

Excel saves a formula together with its value. openpyxl hands out the one or the other, does not
tell an empty value from none, and saves formulas alone: what reads the new workbook without
computing it, this program included, would find nothing. So the values are taken from the workbook
that came in and put back behind their formulas when it is saved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    cell, formula, value, row = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("c", "f", "v", "row"))
    for _, element in iterparse(BytesIO(content)):
        if element.tag == cell and (own := element.find(formula)) is not None:
            kind = element.get("t", _NUMBER)
            text = element.findtext(value)
            # Only an empty text is saved as an empty value; an empty number is none.
            found[element.get("r", "")] = Formula(
                own.text or "", kind, text if text or kind == _TEXT else None
            )
        elif element.tag == row:
            element.clear()
    return found


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
