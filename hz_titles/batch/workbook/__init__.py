"""Workbooks as files to read: their sheets, and one of them as a table."""

from __future__ import annotations

from typing import BinaryIO

from ...language import Phrase
from ..table import Row
from .package import Package, told
from .sheet import Sheet, SheetTable, survey
from .splice import check_outgoing
from .values import Values


class Workbook:
    """A workbook in the present format, opened.

    Attributes:
        sheets: its sheets of cells that can be read.
    """

    def __init__(self, file: BinaryIO, label: Phrase | str) -> None:
        self._label = label
        with told(label):
            self._package = Package(file)
            self._values = Values(self._package)
            self.sheets = tuple(survey(self._package, entry, self._values) for entry in self._package.sheets)

    def check_outgoing(self, extension: str) -> None:
        """Refuse what cannot come back with answers in it, or not under a name with this extension."""
        check_outgoing(self._package, self._label, extension)

    def table(self, sheet: Sheet, header: Row, heads: range, keep: bool) -> SheetTable:
        """Return a sheet as a table; `heads` are the rows of its header, `keep` its XML to be filled in."""
        with told(self._label):
            return SheetTable(self._package, self._values, self._label, sheet, header, heads, keep)
