"""People with their own dates: what of a row the answer hangs on, where a qualification and work are dated.

Nearly every such row is different, but its answer hangs on few things: who holds a qualification
by the as-of date and works since a day has worked since the later of the two. Rows alike in that
share an answer. Who has worked longer than somebody who meets a condition meets it as well; and
where no qualification that is held will do, no length of work does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from typing import Any

from ..errors import UsageError
from ..names.resolver import Names
from ..rules.verdict import Verdict
from .columns import Columns
from .facts import day_of
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
        self._as_of = as_of.toordinal()
        places = columns.positions
        self._held = [(place, columns.dates.get(place)) for place in places.get("degree", ())]
        self._since = next(iter(places.get("work_from", ())), None)
        self._empty = [place for fact in ("years", "work") for place in places.get(fact, ())]
        self._related = next(iter(places.get("related", ())), None)
        self._begun = _Read(partial(_ordinal, fact="work_from"))
        self._obtained = _Read(partial(_ordinal, fact="degree_date"))
        self._levels = _Read(partial(_qualification, names=names))
        dated = all(date is not None for _, date in self._held)
        free = not {"degree", "work", "work_from", "years"} & set(columns.fixed)
        self._possible = bool(self._held and self._since is not None and dated and free)

    def key(self, row: Cells) -> Key | None:
        """Return what a row's answer hangs on besides certificate and place; None where it takes more."""
        if not self._possible:
            return None
        alike = row[self._related] if self._related is not None else None
        if any(row[place] for place in self._empty) or (alike and len(alike) > _LONGEST):
            return None
        since = self._begun[row[self._since]]  # type: ignore[index]
        if since is None:
            return None
        levels = []
        for place, dated in self._held:
            if not row[place] and not row[dated]:  # type: ignore[index]
                continue
            level = self._levels[row[place]]
            obtained = self._obtained[row[dated]]  # type: ignore[index]
            if level is None or obtained is None or obtained > self._as_of:
                return None
            levels.append((level, max(obtained, since)))
        if not levels:
            return None
        day = levels[0][1]
        if len(levels) > 1:
            if any(worked != day for _, worked in levels):
                return None
            return (alike, *sorted({level for level, _ in levels})), day
        return (alike, levels[0][0]), day


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


def _qualification(text: str, names: Names) -> str | None:
    """Return the qualification that a text names and nothing else; None where there is more to it."""
    try:
        read = names.qualification(text)
    except UsageError:
        return None
    return None if read.or_higher or read.obtained else read.least.id
