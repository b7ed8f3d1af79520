"""People with their own dates: what of a row the answer hangs on, where a qualification or work is dated.

Nearly every such row is different, but its answer hangs on few things: who holds a qualification
by the as-of date and works since a day has worked since the later of the two. Rows alike in that
share an answer. Who has worked longer than somebody who meets a condition meets it as well; and
where no qualification that is held will do, no length of work does. Where the years are told, the
date of the one qualification bounds them, and beyond that says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from typing import Any

from ..errors import UsageError
from ..names.resolver import Names
from ..names.years import more_than, read_years
from ..rules.verdict import Verdict
from ..span import YEAR, Amount, Stretch
from .columns import Columns
from .facts import day_of, said
from .table import Cells

_MOST = 1 << 15
"""The texts of a kind whose reading is kept."""
_LONGEST = 60
"""The bytes of the longest text that is looked at."""

Key = tuple[Hashable, int]
"""What makes people alike besides the day since which they have worked, and that day."""


class DatedPeople:
    """Tells which dated rows are alike."""

    def __init__(self, columns: Columns, names: Names, as_of: date) -> None:
        self._as_of = as_of
        self._today = as_of.toordinal()
        places = columns.positions
        self._held = [(place, columns.dates.get(place)) for place in places.get("degree", ())]
        self._since, self._years, self._history, self._related = (
            next(iter(places.get(fact, ())), None) for fact in ("work_from", "years", "work", "related")
        )
        self._begun = _Read(partial(_ordinal, fact="work_from"))
        self._obtained = _Read(partial(_ordinal, fact="degree_date"))
        self._levels = _Read(partial(_qualification, names=names))
        self._amounts = _Read(_amount)
        self._possible = bool(self._held) and not {"work", "work_from", "years"} & set(columns.fixed)

    def key(self, row: Cells) -> Key | None:
        """Return what a row's answer hangs on besides certificate and place; None where it takes more."""
        related = row[self._related] if self._related is not None else None
        if not self._possible or (related and len(related) > _LONGEST):
            return None
        since = self._begun[row[self._since]] if self._since is not None and row[self._since] else 0
        levels = []
        for place, dated in self._held:
            day = row[dated] if dated is not None else None
            if not row[place] and not day:
                continue
            level = self._levels[row[place]]
            obtained = self._obtained[day] if day else 0
            if level is None or obtained is None or obtained > self._today:
                return None
            levels.append((level, obtained))
        if since is None or not levels:
            return None
        if self._years is not None and row[self._years]:
            told = self._told(row[self._years], levels) if len(set(levels)) == 1 else None
            return ((related, *told), 1) if told else None
        if not since or (self._history is not None and row[self._history]):
            return None
        first = max(levels[0][1], since)
        if any(max(obtained, since) != first for _, obtained in levels):
            return None
        return (related, *sorted({(level, not obtained) for level, obtained in levels})), first

    def _told(self, years: str | bytes, levels: list[tuple[str, int]]) -> tuple[Hashable, ...] | None:
        """Return what it hangs on where the years are told: of a date, how many whole years it leaves."""
        (level, obtained), amount, whole = levels[0], self._amounts[years], None
        if amount is None:
            return None
        if obtained:
            passed = Stretch(date.fromordinal(obtained), self._as_of).length()
            if more_than(amount[0], passed):
                return None
            if amount[1].highest is None or passed < amount[1].highest:
                whole = passed.worth // YEAR
        return (years, level, whole)


def same_until(day: int, verdict: Verdict) -> int | None:
    """Return up to which first day of work all people alike have this answer; None where only on `day`."""
    if any(route.met for route in verdict.routes):
        return day
    fitting = not verdict.routes or any(route.by for route in verdict.routes)
    return None if fitting else date.max.toordinal()


class _Read(dict[str | bytes, Any]):
    """What cells were read as: each text is read once, as long as there are not too many."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str | bytes) -> Any:
        if len(self) >= _MOST:
            self.clear()
        text = (cell if isinstance(cell, str) else cell.decode()).strip()
        found = self[cell] = self._read(text) if len(cell) < _LONGEST else None
        return found


def _ordinal(text: str, fact: str) -> int | None:
    """Return the day that a text names for sure; None where it names none, or some day of several."""
    try:
        day = day_of(text, fact)
    except UsageError:
        return None
    return day.first.toordinal() if day.first == day.last else None


def _amount(text: str) -> tuple[str, Amount] | None:
    """Return what a cell says of the years, as it is read and read; None where it says nothing to be read."""
    try:
        told = said(text, "years")
        return None if told is None else (told, read_years(told))
    except UsageError:
        return None


def _qualification(text: str, names: Names) -> str | None:
    """Return the qualification that a text names and nothing else; None where there is more to it."""
    try:
        read = names.qualification(text)
    except UsageError:
        return None
    return None if read.or_higher or read.obtained else read.least.id
