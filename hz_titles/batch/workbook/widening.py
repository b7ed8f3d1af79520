"""What has to name the new columns: widths, the sheet's extent, its filter, tables, the print area.

Sorting moves only the cells inside a filter or a table. Where the answers stood outside, one click
would put them beside other people: so the ranges are widened, and where they cannot be, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from ...language import Phrase
from ...names.text import printable
from .cells import Area, area_in, column_letters
from .markup import attributes, named, tags, with_attribute
from .package import number_in
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
_Change = tuple[int, int, str]
"""From where to where a text is replaced, and by what."""
_AREA = re.compile(r"(\$?[A-Z]{1,3}\$?\d+:\$?)([A-Z]{1,3})(\$?\d+)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Layout:
    """Where the answers stand.

    Attributes:
        columns: the column of each answer, counted from 0.
        new: those that the sheet did not have.
        names: what their headers are.
        used: how many columns the user's own list has.
    """

    columns: Sequence[int]
    new: range
    names: Sequence[str]
    used: int

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
    for tag in named(head, f"{prefix}dimension"):
        extent = area_in(attributes(tag[0]).get("ref", ""))
        if extent and extent.right < layout.last:
            first = f"{column_letters(extent.left)}{extent.top}"
            reference = f"{first}:{column_letters(layout.last)}{extent.bottom}"
            head = head[: tag.start()] + with_attribute(tag[0], "ref", reference) + head[tag.end() :]
    if not layout.new:
        return head
    wide = {
        column: width for column, width in zip(layout.columns, widths, strict=True) if column in layout.new
    }
    columns = list(named(head, f"{prefix}col"))
    if columns:
        start, end = columns[0].start(), columns[-1].end()
        # A tag that is not closed at once has its own end behind it.
        tail = re.compile(rf"</{prefix}col\s*>").match(head, end)
        return head[:start] + _columns(columns, prefix, layout, wide) + head[tail.end() if tail else end :]
    place = next(named(head, f"{prefix}sheetData")).start()
    listed = _columns([], prefix, layout, wide)
    return f"{head[:place]}<{prefix}cols>{listed}</{prefix}cols>{head[place:]}"


def _columns(tags: Sequence[re.Match[str]], prefix: str, layout: Layout, wide: Mapping[int, int]) -> str:
    """Return the settings of columns: the sheet's own, cut where they reach over the new ones."""
    first, last = layout.new[0] + 1, layout.new[-1] + 1
    settings: list[tuple[int, str]] = []
    style: dict[int, str] = {}
    for tag in tags:
        text = tag[0] if tag[0].endswith("/>") else tag[0][:-1] + "/>"
        values = attributes(text)
        begin, end = (number_in(values.get(name, "").strip()) or 0 for name in ("min", "max"))
        if end < first or begin > last:
            settings.append((begin, text))
            continue
        if begin < first:
            settings.append((begin, with_attribute(text, "max", str(first - 1))))
        if end > last:
            settings.append((last + 1, with_attribute(text, "min", str(last + 1))))
        for column in range(max(begin, first), min(end, last) + 1):
            style[column] = f' style="{values["style"]}"' if "style" in values else ""
    for column, width in wide.items():
        number = column + 1
        own = style.get(number, "")
        settings.append(
            (number, f'<{prefix}col min="{number}" max="{number}" width="{width}"{own} customWidth="1"/>')
        )
    return "".join(text for _, text in sorted(settings, key=lambda setting: setting[0]))


def column_styles(head: str, prefix: str, columns: Sequence[int]) -> dict[int, str]:
    """Return the styles that whole columns have, as far as those of `columns` have one."""
    styles: dict[int, str] = {}
    for tag in named(head, f"{prefix}col"):
        values = attributes(tag[0])
        begin, end = (number_in(values.get(name, "").strip()) or 0 for name in ("min", "max"))
        styles |= {one: values["style"] for one in columns if "style" in values and begin <= one + 1 <= end}
    return styles


class Widening:
    """The ranges that are to hold the answers too.

    Attributes:
        parts: the texts of the parts that had to be changed, by their names.
        warnings: what could not be widened.
    """

    def __init__(self, table: SheetTable, layout: Layout) -> None:
        self._table = table
        self._layout = layout
        self.parts: dict[str, str] = {}
        self.warnings: list[Phrase] = []
        self._filter = self._filter_to_widen()
        for one in table.package.relations(table.sheet.entry.part):
            if one.kind == "table":
                self._widen_table(one.part)
        self._widen_names()

    def tail(self, tail: str) -> str:
        """Return what stands behind the rows, with the sheet's filter widened."""
        if self._filter:
            for tag in named(tail, f"{self._table.prefix}autoFilter"):
                widened = with_attribute(tag[0], "ref", self._wide(attributes(tag[0])["ref"]))
                return tail[: tag.start()] + widened + tail[tag.end() :]
        return tail

    def _reaches(self, area: Area | None) -> bool:
        """Tell whether a range holds people of the list, and not all of their answers."""
        table, layout = self._table, self._layout
        if area is None or not (area.top <= table.sheet.last and area.bottom >= table.heads[-1]):
            return False
        return area.left < layout.used and area.right < layout.last

    def _wide(self, reference: str) -> str:
        """Return a range that ends at the last answer."""
        last = column_letters(self._layout.last)
        return _AREA.sub(lambda found: f"{found[1]}{last}{found[3]}", reference)

    def _filter_to_widen(self) -> Area | None:
        area = self._table.sheet.filter
        if area is None or not self._reaches(area):
            return None
        for merge in self._table.sheet.merges:
            rows = merge.top <= area.bottom and merge.bottom >= area.top
            if rows and area.right < merge.left <= self._layout.last:
                self.warnings.append(_FILTER_LEFT)
                return None
        return area

    def _widen_table(self, part: str) -> None:
        package, layout = self._table.package, self._layout
        text = package.read(part)
        found = list(tags(text))
        root = next(tag for tag in found if tag["name"] == "table")
        values = attributes(root["attributes"])
        area = area_in(values.get("ref", ""))
        columns = [tag for tag in found if tag["name"] == "tableColumn" and not tag["end"]]
        changes = self._renamed(area, columns)
        if self._reaches(area) and area:
            names = {attributes(tag["attributes"]).get("name", "").casefold() for tag in columns}
            fits = area.top == self._table.heads[-1] and area.right + 1 == min(layout.new, default=-1)
            plain = (
                values.get("tableType", "worksheet") == "worksheet" and values.get("headerRowCount") != "0"
            )
            ends = [tag for tag in found if tag["name"] == "tableColumns" and tag["end"]]
            if fits and plain and ends and not names & {name.casefold() for name in layout.added}:
                changes += self._longer(found, columns, ends[0])
            else:
                name = values.get("displayName", values.get("name", ""))
                self.warnings.append(_TABLE_LEFT.filled(name=printable(name, 40)))
        self._change(part, text, changes)

    def _renamed(self, area: Area | None, columns: Sequence[re.Match[str]]) -> list[_Change]:
        """Return what has to change where answers that stand in a table get other headers."""
        changes: list[_Change] = []
        if area and area.top == self._table.heads[-1]:
            for column, name in zip(self._layout.columns, self._layout.names, strict=True):
                if 0 <= column - area.left < len(columns):
                    tag = columns[column - area.left]
                    changes.append((tag.start(), tag.end(), with_attribute(tag[0], "name", name)))
        return changes

    def _longer(
        self, found: Sequence[re.Match[str]], columns: Sequence[re.Match[str]], end: re.Match[str]
    ) -> list[_Change]:
        layout, prefix = self._layout, end["prefix"] or ""
        changes: list[_Change] = []
        for tag in found:
            if tag["name"] in ("table", "autoFilter") and not tag["end"]:
                reference = attributes(tag["attributes"]).get("ref", "")
                changes.append((tag.start(), tag.end(), with_attribute(tag[0], "ref", self._wide(reference))))
            elif tag["name"] == "tableColumns" and not tag["end"]:
                count = str(len(columns) + len(layout.new))
                changes.append((tag.start(), tag.end(), with_attribute(tag[0], "count", count)))
        last = max(number_in(attributes(tag["attributes"]).get("id", "")) or 0 for tag in columns)
        added = "".join(
            f'<{prefix}tableColumn id="{number}" name="{escape(name)}"/>'
            for number, name in enumerate(layout.added, last + 1)
        )
        changes.append((end.start(), end.start(), added))
        return changes

    def _widen_names(self) -> None:
        """Widen the hidden name that goes with the filter, and the area that is printed."""
        text = self._table.package.text
        changes: list[_Change] = []
        for tag in tags(text):
            if tag["name"] != "definedName" or tag["end"] or tag[0].endswith("/>"):
                continue
            values = attributes(tag["attributes"])
            if values.get("localSheetId") != str(self._table.sheet.entry.index):
                continue
            end = text.index("<", tag.end())
            widened = _AREA.sub(partial(self._widened_in, values.get("name", "")), text[tag.end() : end])
            changes.append((tag.end(), end, widened))
        self._change(self._table.package.workbook, text, changes)

    def _widened_in(self, name: str, found: re.Match[str]) -> str:
        area = area_in(found[0])
        printed = (
            name.lower() == _PRINTED and area and self._reaches(area) and area.right >= self._layout.used - 1
        )
        if printed or (name.lower() == _FILTERED and area == self._filter and area):
            return self._wide(found[0])
        return found[0]

    def _change(self, part: str, text: str, changes: Sequence[_Change]) -> None:
        changed = text
        for start, end, new in sorted(changes, reverse=True):
            changed = changed[:start] + new + changed[end:]
        if changed != text:
            self.parts[self._table.package.name(part) or part] = changed
