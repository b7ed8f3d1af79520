"""Workbooks as files to read: their sheets, and one of them as a table."""

from __future__ import annotations

from typing import BinaryIO

from ...language import Phrase
from ..table import Row
from .package import Package, told
from .sheet import Sheet, SheetTable
from .values import Values


class Workbook:
    """A workbook in the present format, opened; `sheets` are its sheets of cells."""

    def __init__(self, file: BinaryIO, label: Phrase | str) -> None:
        self._label = label
        with told(label):
            self._package = Package(file)
            self._values = Values(self._package)
            self.sheets = tuple(Sheet(self._package, entry, self._values) for entry in self._package.sheets)

    def table(self, sheet: Sheet, header: Row, heads: range) -> SheetTable:
        """Return a sheet as a table; `heads` are the rows of its header."""
        with told(self._label):
            return SheetTable(self._package, self._values, self._label, sheet, header, heads)
