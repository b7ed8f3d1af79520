"""People with their own dates: what of a row the answer hangs on, where a qualification or work is dated.

Nearly every such row is different, but who holds a qualification by the as-of date and works since a day has
worked since the later of the two. Rows alike in that share an answer. Who has worked longer than somebody
who meets a condition meets it as well; and where no qualification that is held will do, no length of work
does. Where the years are told, the date of the one qualification bounds them, and beyond that says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from typing import Any

from ..errors import UsageError
from ..names.resolver import Names
from ..names.times import more_than, read_years
from ..rules.verdict import Verdict
from ..span import YEAR, Amount, Stretch
from .columns import Columns
from .facts import day_of, said
from .table import Cells

_MOST = 1 << 15  # the texts of a kind whose reading is kept
_LONGEST = 60  # the bytes of the longest text that is looked at

Key = tuple[Hashable, int]  # what makes people alike besides the day since which they have worked; that day


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
        self._begun = _Read(partial(_day, fact="work_from"))
        self._obtained = _Read(partial(_day, fact="degree_date"))
        self._levels = _Read(partial(_level, names=names))
        self._amounts = _Read(_amount)
        dated = self._since is not None or any(day is not None for _, day in self._held)
        fixed = not {"work", "work_from", "years"}.isdisjoint(columns.fixed)
        self._possible = dated and bool(self._held) and not fixed

    def key(self, row: Cells) -> Key | None:
        """Return what a row's answer hangs on besides certificate and place; None where it takes more."""
        related = row[self._related] if self._related is not None else None
        if not self._possible or (related and len(related) > _LONGEST):
            return None
        levels = []
        try:
            since = self._begun[row[self._since]] if self._since is not None and row[self._since] else 0
            for place, dated in self._held:
                day = row[dated] if dated is not None else None
                if row[place] or day:
                    levels.append((self._levels[row[place]], obtained := self._obtained[day] if day else 0))
                    if obtained > self._today:
                        return None
            if not levels:
                return None
            if self._years is not None and row[self._years]:
                told = self._told(row[self._years], *levels[0]) if len(set(levels)) == 1 else None
                return ((related, *told), 1) if told else None
        except (UsageError, ValueError):
            return None
        if not since or (self._history is not None and row[self._history]):
            return None
        first = max(levels[0][1], since)
        if any(max(obtained, since) != first for _, obtained in levels):
            return None
        return (related, *sorted({(level, not obtained) for level, obtained in levels})), first

    def _told(self, years: str | bytes, level: str, obtained: int) -> tuple[Hashable, ...] | None:
        """Return what it hangs on where the years are told: of a date, how many whole years it leaves."""
        (text, amount), whole = self._amounts[years], None
        if obtained:
            passed = Stretch(date.fromordinal(obtained), self._as_of).length()
            if more_than(text, passed):
                return None
            if amount.highest is None or passed < amount.highest:
                whole = passed.worth // YEAR
        return (years, level, whole)


def same_until(day: int, verdict: Verdict) -> int | None:
    """Return up to which first day of work all people alike have this answer; None where only on `day`."""
    if any(route.met for route in verdict.routes):
        return day
    fitting = not verdict.routes or any(route.by for route in verdict.routes)
    return None if fitting else date.max.toordinal()


class _Read(dict[str | bytes, Any]):
    """What cells were read as: each text is read once, as long as there are not too many.

    What does not say for sure what is asked is a UsageError or ValueError, and not kept.
    """

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str | bytes) -> Any:
        if len(self) >= _MOST:
            self.clear()
        if len(cell) >= _LONGEST:
            raise ValueError(len(cell))
        found = self[cell] = self._read((cell if isinstance(cell, str) else cell.decode()).strip())
        return found


def _day(text: str, fact: str) -> int:
    day = day_of(text, fact)
    if day.first != day.last:
        raise ValueError(text)
    return day.first.toordinal()


def _amount(text: str) -> tuple[str, Amount]:
    told = said(text, "years")
    if told is None:
        raise ValueError(text)
    return told, read_years(told)


def _level(text: str, names: Names) -> str:
    read = names.qualification(text)
    if read.or_higher or read.obtained:
        raise ValueError(text)
    return read.least.id
