"""Workbooks as files to read: their sheets, each of which can be a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from ...language import Phrase
from .sheet import ReadableSheet, Sheet


def sheets_in(file: BinaryIO, label: Phrase | str, old: bool) -> Sequence[ReadableSheet]:
    """Return the sheets of cells in a workbook, `old` or in the present format.

    Raises UsageError where it cannot be read.
    """
    if old:
        from .old import old_sheets

        return old_sheets(file, label)
    from .package import Package, told
    from .values import Values

    with told(label):
        package = Package(file)
        values = Values(package)
        return [Sheet(package, entry, values, label) for entry in package.sheets]
