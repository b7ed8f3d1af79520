"""What has to name the new columns: widths, the sheet's extent, its filter, tables, the print area.

Sorting moves only the cells inside a filter or a table. Where the answers stood outside, one click
would put them beside other people: so the ranges are widened, and where they cannot be, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from ...language import Phrase
from ...names.text import printable
from .markup import INSIDE, MOST_KEPT, TOO_MUCH, DamageError, attributes, tags, up_to, with_attribute
from .rows import Area, area_in, column_letters
from .sheet import SheetTable

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
_FILTERED = "_xlnm._filterdatabase"
_PRINTED = "_xlnm.print_area"
Change = tuple[int, int, str]
"""From where to where a text is replaced, and by what."""
_AREA = re.compile(r"(\$?[A-Z]{1,3}\$?\d+:\$?)([A-Z]{1,3})(\$?\d+)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Layout:
    """Where the answers stand."""

    columns: Sequence[int]  # of each answer, counted from 0
    new: range  # the columns that the sheet did not have
    names: Sequence[str]  # the headers of the answers
    used: int  # how many columns the user's own list has

    @property
    def added(self) -> list[str]:
        """The headers of the new ones."""
        return [name for name, column in zip(self.names, self.columns, strict=True) if column in self.new]

    @property
    def last(self) -> int:
        """The last column that holds an answer."""
        return max(self.columns)


def widened_head(head: str, prefix: str, layout: Layout, widths: Sequence[int]) -> str:
    """Return what stands before the rows, with the new columns in it."""
    for tag in tags(head, "dimension"):
        extent = area_in(attributes(tag[0]).get("ref", ""))
        if extent and extent.right < layout.last:
            first = f"{column_letters(extent.left)}{extent.top}"
            reference = f"{first}:{column_letters(layout.last)}{extent.bottom}"
            head = head[: tag.start()] + with_attribute(tag[0], "ref", reference) + head[tag.end() :]
    if not layout.new:
        return head
    head = re.sub(r"(<(?:[^\s:<>]+:)?col\s[^<>]*)(?<!/)></(?:[^\s:<>]+:)?col\s*>", r"\1/>", head)
    styles = column_styles(head, layout.new)
    added = ""
    for column, width in zip(layout.columns, widths, strict=False):
        if column in layout.new:
            style = f' style="{styles[column]}"' if column in styles else ""
            place = f'min="{column + 1}" max="{column + 1}"'
            added += f'<{prefix}col {place} width="{width}"{style} customWidth="1"/>'
    changes: list[Change] = []
    end = 0
    for tag, begin, last in _columns(head):
        # A setting that reaches over the new columns is split around them.
        before = with_attribute(tag[0], "max", str(layout.new[0])) if begin <= layout.new[0] < last else ""
        behind = with_attribute(tag[0], "min", str(layout.new[-1] + 2)) if last > layout.new[-1] + 1 else ""
        end = tag.end()
        if last > layout.new[0]:
            changes.append(
                (tag.start(), end, before + added + (behind if begin <= layout.new[-1] + 1 else tag[0]))
            )
            added = ""
    if end:
        return changed(head, [*changes, (end, end, added)])
    data = next(tags(head, "sheetData")).start()
    return f"{head[:data]}<{prefix}cols>{added}</{prefix}cols>{head[data:]}"


def column_styles(head: str, columns: Sequence[int]) -> dict[int, str]:
    """Return the styles that whole columns have, as far as those of `columns` have one."""
    styles: dict[int, str] = {}
    for tag, begin, last in _columns(head):
        style = attributes(tag[0]).get("style")
        styles |= {column: style for column in columns if style and begin <= column + 1 <= last}
    return styles


def _columns(head: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield the settings of columns with their first and last column, counted from 1."""
    for tag in tags(head, "col"):
        values = attributes(tag[0])
        yield tag, int(values["min"]), int(values["max"])


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return a text with parts of it replaced."""
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(changes):
        pieces += text[done:start], new
        done = end
    return "".join((*pieces, text[done:]))


class Widening:
    """The ranges that are to hold the answers too."""

    def __init__(self, table: SheetTable, layout: Layout) -> None:
        self._table = table
        self._layout = layout
        self.parts: dict[str, bytes] = {}  # those that had to be changed, by their names
        self.warnings: list[Phrase] = []  # what could not be widened
        self._filter = self._filter_to_widen()
        for one in table.package.relations(table.entry.part):
            if one.kind == "table":
                self._keep(one.part, self._table_changes)
        self._keep(table.package.workbook, self._name_changes)

    def rest(self, texts: Iterator[str]) -> Iterator[str]:
        """Yield what stands behind the rows with the filter widened.

        Raises DamageError where it stands too far behind.
        """
        if self._filter is None:
            yield from texts
        name = re.escape(self._table.xml.prefix) + "autoFilter"
        pattern = re.compile(rf"({up_to(name)})(<{name}(?=[\s/>]){INSIDE}>)", re.DOTALL)
        text = ""
        for piece in texts:
            text += piece
            if found := pattern.match(text):
                wide = with_attribute(found[2], "ref", self._wide(attributes(found[2])["ref"]))
                yield found[1] + wide + text[found.end() :]
                yield from texts
            elif len(text) > MOST_KEPT:
                raise DamageError(TOO_MUCH)

    def _reaches(self, area: Area) -> bool:
        """Tell whether a range holds people of the list, and not all of their answers."""
        table, layout = self._table, self._layout
        rows = area.top <= table.found.last and area.bottom >= table.heads[-1]
        return rows and area.left < layout.used and area.right < layout.last

    def _wide(self, reference: str) -> str:
        """Return a range that ends at the last answer."""
        last = column_letters(self._layout.last)
        return _AREA.sub(lambda found: f"{found[1]}{last}{found[3]}", reference)

    def _filter_to_widen(self) -> Area | None:
        area = self._table.found.filter
        if area is None or not self._reaches(area):
            return None
        for merge in self._table.found.merges:
            rows = merge.top <= area.bottom and merge.bottom >= area.top
            if rows and area.right < merge.left <= self._layout.last:
                self.warnings.append(_FILTER_LEFT)
                return None
        return area

    def _keep(self, part: str, changes: Callable[[str], list[Change]]) -> None:
        text = self._table.package.text(part)
        new = changed(text, changes(text))
        if new != text:
            package = self._table.package
            self.parts[package.name(part) or part] = new.encode(package.encoding(part))

    def _table_changes(self, text: str) -> list[Change]:
        """Return what has to change in a table: columns that get other headers, and new ones."""
        layout = self._layout
        (root,) = tags(text, "table")
        values = attributes(root[0])
        area = area_in(values.get("ref", ""))
        if area is None:
            return []
        columns = list(tags(text, "tableColumn"))
        headed = area.top == self._table.heads[-1] and values.get("headerRowCount") != "0"
        changes = [
            (tag.start(), tag.end(), with_attribute(tag[0], "name", name))
            for column, name in zip(layout.columns, layout.names, strict=True)
            for tag in columns[column - area.left : column - area.left + 1]
            if headed and column >= area.left
        ]
        if not self._reaches(area):
            return changes
        listed = {attributes(tag[0]).get("name", "").casefold() for tag in columns}
        fits = headed and bool(layout.new) and area.right + 1 == layout.new[0] and bool(columns)
        if values.get("tableType", "worksheet") != "worksheet" or listed & set(layout.added) or not fits:
            self.warnings.append(_TABLE_LEFT.filled(name=printable(values.get("name", ""), 40)))
            return changes
        last = max(int(attributes(tag[0])["id"]) for tag in columns)
        for tag in (root, *tags(text, "autoFilter")):
            reference = self._wide(attributes(tag[0])["ref"])
            changes.append((tag.start(), tag.end(), with_attribute(tag[0], "ref", reference)))
        (count,) = tags(text, "tableColumns")
        number = str(len(columns) + len(layout.new))
        changes.append((count.start(), count.end(), with_attribute(count[0], "count", number)))
        end = text.rindex("</", 0, text.rindex("tableColumns"))
        prefix = text[end + 2 : text.index("tableColumns", end)]
        added = (
            f'<{prefix}tableColumn id="{number}" name="{escape(name)}"/>'
            for number, name in enumerate(layout.added, last + 1)
        )
        return [*changes, (end, end, "".join(added))]

    def _name_changes(self, text: str) -> list[Change]:
        """Return what has to change for the hidden name that goes with the filter, and the area printed."""
        changes: list[Change] = []
        for tag in tags(text, "definedName"):
            values = attributes(tag[0])
            if values.get("localSheetId") == str(self._table.entry.place):
                end = text.index("<", tag.end()) if not tag[0].endswith("/>") else tag.end()
                widened = partial(self._widened_in, values.get("name", "").lower())
                changes.append((tag.end(), end, _AREA.sub(widened, text[tag.end() : end])))
        return changes

    def _widened_in(self, name: str, found: re.Match[str]) -> str:
        area = area_in(found[0])
        printed = area and name == _PRINTED and self._reaches(area) and area.right >= self._layout.used - 1
        filtered = area and name == _FILTERED and area == self._filter
        return self._wide(found[0]) if printed or filtered else found[0]
