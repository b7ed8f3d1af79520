"""Where the answers go, and what has to name the new columns: widths, extent, filter, tables, print area.

Sorting moves only the cells inside a filter or a table. Where the answers stood outside, one click
would put them beside other people: so the ranges are widened, and where they cannot be, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from ...errors import UsageError
from ...language import Phrase
from ...names.text import printable
from ..answers import CODES, Headers, results_in
from .markup import MOST_KEPT, TOO_MUCH, DamageError, attributes, tags, with_attribute
from .rows import MOST_COLUMNS, Area, area_in, column_letters
from .sheet import Sheet

_WIDTHS = (13, 13, 9, 13, 11, 44, 26, 20, 15, 24, 30, 30)  # how wide the columns of an answer are made
_NO_ROOM = Phrase(
    "最后一列或合并单元格之后放不下新增的列（最多 {most} 列）：请用 --to csv",
    "there is no room for further columns behind the last one, or behind merged cells "
    "(a sheet has {most}): use --to csv",
)
_FILTER_LEFT = Phrase(
    "注意：筛选区域与新增列之间有合并单元格，未能扩到新增列；请不要在表中排序，否则结论会错行",
    "mind: merged cells stand between the filter and the new columns, so it was not widened; "
    "do not sort the sheet, or the answers stand beside the wrong people",
)
_TABLE_LEFT = Phrase(
    "注意：表格“{name}”未能扩到新增列；请不要在其中排序，否则结论会错行",
    "mind: the table “{name}” could not be widened to the new columns; "
    "do not sort it, or the answers stand beside the wrong people",
)
_AREA = re.compile(r"(\$?[A-Z]{1,3}\$?\d+:\$?)([A-Z]{1,3})(\$?\d+)")
_OPEN_COLUMN = re.compile(r"(<(?:[^\s:<>]+:)?col\s[^<>]*)(?<!/)></(?:[^\s:<>]+:)?col\s*>")
Change = tuple[int, int, str]  # from where to where a text is replaced, and by what


def _set(tag: re.Match[str], name: str, value: str) -> Change:
    return tag.start(), tag.end(), with_attribute(tag[0], name, value)


def _changed(text: str, changes: Sequence[Change]) -> str:
    """Return a text with parts of it replaced."""
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(changes):
        pieces += text[done:start], new
        done = end
    return "".join((*pieces, text[done:]))


class Widening:
    """The place of the answers in a sheet, and the ranges that are to hold them too."""

    def __init__(self, table: Sheet, names: Sequence[str]) -> None:
        """Put answers where those of an earlier run stand, others behind all there is.

        Raises UsageError where the sheet has no room for them.
        """
        self._table, self._names = table, names
        found, first = table.found, table.heads[0]
        words = {name: index for some in (CODES, Headers.ZH.names) for index, name in enumerate(some)}
        earlier: dict[int, int] = {}
        for column in sorted(results_in(table.header)):
            earlier.setdefault(words[table.header[column].rpartition("\n")[2].strip()], column)
        ranges = [
            one for one in (*found.merges, *found.arrays) if one.top <= found.last and one.bottom >= first
        ]
        free = max([len(table.header), *(one.right + 1 for one in ranges)])
        self.new = range(free, free + len(names) - len(earlier))  # the columns that the sheet did not have
        if self.new and self.new[-1] >= MOST_COLUMNS:
            raise UsageError(_NO_ROOM, most=MOST_COLUMNS)
        added = iter(self.new)
        # The column of each answer, counted from 0
        self.columns = [earlier[at] if at in earlier else next(added) for at in range(len(names))]
        self.last = max(self.columns)
        self.warnings: list[Phrase] = []  # what could not be widened
        self.styles: dict[int, str] = {}  # those that whole columns have
        for tag, begin, last in self._settings(table.xml.head):
            if style := attributes(tag[0]).get("style"):
                self.styles |= dict.fromkeys((at for at in self.columns if begin <= at + 1 <= last), style)
        self.parts: dict[str, bytes] = {}  # the other parts that have to change, by their names
        self._filter = self._filter_to_widen()
        listed = [one.part for one in table.package.relations(table.entry.part) if one.kind == "table"]
        for part in (*listed, table.package.workbook):
            text = table.package.text(part)
            changes = self._table_changes(text) if part in listed else self._name_changes(text)
            if changes and (new := _changed(text, changes)) != text:
                name = table.package.name(part) or part
                self.parts[name] = new.encode(table.package.encoding(part))

    def head(self) -> str:
        """Return what stands before the rows, with the new columns in it."""
        head, prefix, new = self._table.xml.head, self._table.xml.prefix, self.new
        head = _OPEN_COLUMN.sub(r"\1/>", head) if new else head
        changes: list[Change] = []
        for tag in tags(head, "dimension"):
            extent = area_in(attributes(tag[0]).get("ref", ""))
            if extent and extent.right < self.last:
                first = f"{column_letters(extent.left)}{extent.top}"
                changes.append(_set(tag, "ref", f"{first}:{column_letters(self.last)}{extent.bottom}"))
        added = "".join(
            f'<{prefix}col min="{column + 1}" max="{column + 1}" width="{width}"'
            + (f' style="{self.styles[column]}"' if column in self.styles else "")
            + ' customWidth="1"/>'
            for column, width in zip(self.columns, _WIDTHS, strict=True)
            if column in new
        )
        end = 0
        for tag, begin, last in self._settings(head) if new else ():
            # A setting that reaches over the new columns is split around them.
            before = with_attribute(tag[0], "max", str(new[0])) if begin <= new[0] < last else ""
            behind = with_attribute(tag[0], "min", str(new[-1] + 2)) if last > new[-1] + 1 else ""
            end = tag.end()
            if last > new[0]:
                wide = before + added + (behind if begin <= new[-1] + 1 else tag[0])
                changes.append((tag.start(), end, wide))
                added = ""
        if added and not end:
            end = next(tags(head, "sheetData")).start()
            added = f"<{prefix}cols>{added}</{prefix}cols>"
        return _changed(head, [*changes, (end, end, added)])

    def rest(self, texts: Iterator[str]) -> Iterator[str]:
        """Yield what stands behind the rows, the filter widened; raises DamageError where it is too far."""
        text, found = "", None
        for piece in texts if self._filter else ():
            text += piece
            if found := next(tags(text, "autoFilter"), None):
                text = _changed(text, [_set(found, "ref", self._wide(attributes(found[0])["ref"]))])
                break
            if len(text) > MOST_KEPT:
                raise DamageError(TOO_MUCH)
        yield text
        yield from texts

    @staticmethod
    def _settings(head: str) -> Iterator[tuple[re.Match[str], int, int]]:
        """Yield the settings of columns with their first and last column, counted from 1."""
        for tag in tags(head, "col"):
            values = attributes(tag[0])
            yield tag, int(values["min"]), int(values["max"])

    def _reaches(self, area: Area) -> bool:
        """Tell whether a range holds people of the list, and not all of their answers."""
        found = self._table.found
        rows = area.top <= found.last and area.bottom >= self._table.heads[-1]
        return rows and area.left < found.used and area.right < self.last

    def _wide(self, reference: str) -> str:
        """Return a range that ends at the last answer."""
        last = column_letters(self.last)
        return _AREA.sub(lambda found: f"{found[1]}{last}{found[3]}", reference)

    def _filter_to_widen(self) -> Area | None:
        area = self._table.found.filter
        if area is None or not self._reaches(area):
            return None
        for merge in self._table.found.merges:
            rows = merge.top <= area.bottom and merge.bottom >= area.top
            if rows and area.right < merge.left <= self.last:
                self.warnings.append(_FILTER_LEFT)
                return None
        return area

    def _table_changes(self, text: str) -> list[Change]:
        """Return what has to change in a table: columns that get other headers, and new ones."""
        (root,) = tags(text, "table")
        values = attributes(root[0])
        area = area_in(values.get("ref", ""))
        if area is None:
            return []
        columns = list(tags(text, "tableColumn"))
        headed = area.top == self._table.heads[-1] and values.get("headerRowCount") != "0"
        changes = [
            _set(tag, "name", name)
            for column, name in zip(self.columns, self._names, strict=True)
            for tag in columns[column - area.left : column - area.left + 1]
            if headed and column >= area.left
        ]
        if not self._reaches(area):
            return changes
        listed = {attributes(tag[0]).get("name", "").casefold() for tag in columns}
        added = [name for name, column in zip(self._names, self.columns, strict=True) if column in self.new]
        fits = headed and bool(added) and area.right + 1 == self.new[0] and bool(columns)
        if values.get("tableType", "worksheet") != "worksheet" or listed & {*added} or not fits:
            self.warnings.append(_TABLE_LEFT.filled(name=printable(values.get("name", ""), 40)))
            return changes
        for tag in (root, *tags(text, "autoFilter")):
            changes.append(_set(tag, "ref", self._wide(attributes(tag[0])["ref"])))
        (count,) = tags(text, "tableColumns")
        changes.append(_set(count, "count", str(len(columns) + len(added))))
        last = max(int(attributes(tag[0])["id"]) for tag in columns)
        end = text.rindex("</", 0, text.rindex("tableColumns"))
        prefix = text[end + 2 : text.index("tableColumns", end)]
        new = (
            f'<{prefix}tableColumn id="{number}" name="{escape(name)}"/>'
            for number, name in enumerate(added, last + 1)
        )
        return [*changes, (end, end, "".join(new))]

    def _name_changes(self, text: str) -> list[Change]:
        """Return what has to change for the hidden name that goes with the filter, and the area printed."""
        changes: list[Change] = []
        for tag in tags(text, "definedName"):
            values = attributes(tag[0])
            name = values.get("name", "").lower()
            for found in _AREA.finditer(text, tag.end(), text.find("<", tag.end())):
                area = area_in(found[0])
                printed = area and area.right >= self._table.found.used - 1 and self._reaches(area)
                widen = printed if name == "_xlnm.print_area" else area == self._filter
                known = name in ("_xlnm.print_area", "_xlnm._filterdatabase")
                if area and widen and known and values.get("localSheetId") == str(self._table.entry.place):
                    changes.append((found.start(), found.end(), self._wide(found[0])))
        return changes
