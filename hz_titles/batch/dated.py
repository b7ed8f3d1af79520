"""People with their own dates: what of a row the answer hangs on, where a qualification and work are dated.

Nearly every such row is different, but its answer hangs on few things: who holds a qualification
by the as-of date and works since a day has worked since the later of the two. Rows alike in that
share an answer; and who has worked longer than somebody who can apply can apply as well (more
work never takes anything away, reading the rules).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from ..errors import UsageError
from .columns import Columns
from .facts import KeptNames, day_of
from .row_format import Cells

_MOST = 1 << 15
"""The texts of dates whose day is kept."""

Key = tuple[Hashable, int]
"""What makes people alike besides the day since which they have worked, and that day."""


class DatedPeople:
    """Tells which dated rows are alike."""

    def __init__(self, columns: Columns, names: KeptNames, as_of: date) -> None:
        self._names = names
        self._as_of = as_of.toordinal()
        places = columns.positions
        self._held = [(place, columns.dates.get(place)) for place in places.get("degree", ())]
        self._since = next(iter(places.get("work_from", ())), None)
        self._empty = [place for fact in ("years", "work") for place in places.get(fact, ())]
        self._related = next(iter(places.get("related", ())), None)
        self._days: dict[Any, int | None] = {}
        self._levels: dict[Any, str | None] = {}
        dated = all(date is not None for _, date in self._held)
        free = not {"degree", "work", "work_from", "years"} & set(columns.fixed)
        self.possible = bool(self._held and self._since is not None and dated and free)

    def key(self, row: Cells) -> Key | None:
        """Return what a row's answer hangs on besides certificate and place; None where it takes more."""
        for place in self._empty:
            if row[place]:
                return None
        since = self._day(row[self._since], self._from)  # type: ignore[index]
        if since is None:
            return None
        levels = []
        for place, dated in self._held:
            if not row[place] and not row[dated]:  # type: ignore[index]
                continue
            level = self._level(row[place])
            obtained = self._day(row[dated], self._obtained)  # type: ignore[index]
            if level is None or obtained is None or obtained > self._as_of:
                return None
            levels.append((level, max(obtained, since)))
        if not levels:
            return None
        day = levels[0][1]
        alike = row[self._related] if self._related is not None else None
        if len(levels) > 1:
            if any(worked != day for _, worked in levels):
                return None
            return (alike, *sorted({level for level, _ in levels})), day
        return (alike, levels[0][0]), day

    def _day(self, cell: str | bytes, read: Callable[[str], int | None]) -> int | None:
        days = self._days
        try:
            return days[cell]
        except KeyError:
            if len(days) >= _MOST:
                days.clear()
            text = cell if isinstance(cell, str) else cell.decode()
            days[cell] = day = read(text) if len(text) < 30 else None
            return day

    def _from(self, text: str) -> int | None:
        return _ordinal(text, "work_from")

    def _obtained(self, text: str) -> int | None:
        return _ordinal(text, "degree_date")

    def _level(self, cell: str | bytes) -> str | None:
        try:
            return self._levels[cell]
        except KeyError:
            text = cell if isinstance(cell, str) else cell.decode()
            if len(self._levels) >= _MOST or len(text) > 30:
                self._levels.clear()
            self._levels[cell] = level = _qualification(text, self._names)
            return level


def _ordinal(text: str, fact: str) -> int | None:
    """Return the day that a text names for sure; None where it names none, or some day of several."""
    try:
        day = day_of(text.strip(), fact)
    except UsageError:
        return None
    return day.first.toordinal() if day.first == day.last else None


def _qualification(text: str, names: KeptNames) -> str | None:
    """Return the qualification that a text names and nothing else; None where there is more to it."""
    try:
        read = names.qualification(text.strip())
    except UsageError:
        return None
    return None if read.or_higher else read.least.id
