"""Rows in, rows with answers out.

The answer of a usual row is put together from two parts seen before, because each hangs on
its own cells: title, series and office on the certificate and the place of work; status,
needs, reasons and day on the person, for every certificate of the same level alike. Both
are kept by the raw texts of the cells, in tables of bounded size. Whatever was not seen
before goes through the full engine, and its verdict is what is kept: nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from ..applicant import Applicant, Facts, read_applicant
from ..engine import decide
from ..errors import FactError, UsageError
from ..language import Language, Phrase
from ..loading import Data
from ..names import Names
from ..verdict import Need, Verdict
from .answers import ERROR, STATUSES, WIDTH, Headers, tail_of, where_of
from .columns import CERTIFICATE, Columns
from .facts import facts_of
from .summary import Count, Summary
from .table import Row, Table, Unreadable, padded

MOST_PLACES = 10_000
"""The most pairs of certificate and place whose part is kept; when there are more, all are forgotten."""
MOST_PEOPLE = 200_000
"""The same for the parts that hang on the person."""
MOST_FAULTS = 1_000
"""The same for rows whose facts cannot be read."""

_WHOSE = (CERTIFICATE, "issuer", "grade")
_DATED = ("degree_date", "work", "work_from")
_PERSON = ("degree", "related", *_DATED)

_AT_LINE = Phrase("第 {line} 行：{why}", "line {line}: {why}")
_OF_COLUMN = Phrase("{column}{why}", "{column}: {why}")
_TOO_LONG = Phrase(
    "多出 {count} 格（表头 {width} 列）",
    "{count} cells too many (the header has {width})",
)

Place = tuple[Count, tuple[tuple[str, ...], ...], bool]
"""The tally, the first cells by status, and whether the place of work is still needed."""
Person = tuple[int, Count, tuple[tuple[str, ...], tuple[str, ...]]]
"""The status, the count, and the last cells without and with the place of work among the needs."""
Key = tuple[Any, Any, Any, Any]
"""The texts of a row that its certificate, its place, its person and its years hang on."""


class Answering:
    """Puts an answer behind every row of a table."""

    def __init__(
        self,
        data: Data,
        columns: Columns,
        as_of: date,
        headers: Headers,
        language: Language,
        summary: Summary,
    ) -> None:
        self._data = data
        self._columns = columns
        self._as_of = as_of
        self._headers = headers
        self._language = Language.ZH if headers is Headers.ZH else language
        self._summary = summary
        self._whose = self._key(_WHOSE)
        self._person = self._key(_PERSON)
        self._place = self._key(("district",))
        self._years = self._key(("years",))
        self._dated = [columns.positions[fact] for fact in _DATED if fact in columns.positions]
        self._names = Names(data.catalogue, data.jurisdiction, suggesting=False)
        self._known: dict[Hashable, tuple[dict[Any, Place], dict[Any, dict[Any, Person]]]] = {}
        self._people: dict[Hashable, dict[Any, dict[Any, Person]]] = {}
        self._shared: dict[Hashable, Any] = {}
        self._faults: dict[Key, str] = {}
        self._places_kept = 0
        self._people_kept = 0

    def _key(self, facts: tuple[str, ...]) -> Callable[[Row], Any]:
        """Return what takes the raw texts of `facts` out of a row."""
        positions = [self._columns.positions[fact] for fact in facts if fact in self._columns.positions]
        return itemgetter(*positions) if positions else lambda row: None

    def answered(self, table: Table) -> Iterator[Row]:
        """Yield every row of `table` with the cells of its answer behind its own."""
        known, whose, place, person, years = (
            self._known,
            self._whose,
            self._place,
            self._person,
            self._years,
        )
        width = len(self._columns.header)
        for row in table.rows():
            if len(row) == width:
                try:
                    places, people = known[whose(row)]
                    tally, heads, unplaced = places[place(row)]
                    status, count, tails = people[person(row)][years(row)]
                except KeyError:
                    yield self._unusual(row, table.line)
                    continue
                tally[status] += 1
                count[0] += 1
                row += heads[status]
                row += tails[unplaced]
                yield row
            else:
                yield self._misshapen(row, table.line, width)

    def _misshapen(self, row: Row, line: int, width: int) -> Row:
        """Answer a row shorter or longer than the header; what is too much stands behind the answer."""
        if isinstance(row, Unreadable):
            own = padded(row.cells, width)
            why = row.why.say(self._language, **row.values)
            return own[:width] + self._error(line, why) + own[width:]
        if not any(map(str.strip, row[width:])):
            if any(map(str.strip, row)) and len(row) < width:
                self._summary.short += 1
                self._summary.first_short = self._summary.first_short or line
            return self._unusual(padded(row, width)[:width] if row else row, line) + row[width:]
        why = _TOO_LONG.say(self._language, count=len(row) - width, width=width)
        return row[:width] + self._error(line, why) + row[width:]

    def _unusual(self, row: Row, line: int) -> Row:
        """Answer a row by the full engine and keep what came of it."""
        if not any(map(str.strip, row)):
            self._summary.blank += 1
            return row + [""] * WIDTH if row else row
        key = self._whose(row), self._place(row), self._person(row), self._years(row)
        if key in self._faults:
            return row + self._error(line, self._faults[key])
        try:
            facts = facts_of(self._columns, row)
            applicant = read_applicant(self._names, facts, self._as_of)
        except UsageError as error:
            if len(self._faults) >= MOST_FAULTS:
                self._faults.clear()
            self._faults[key] = self._explained(error)
            return row + self._error(line, self._faults[key])
        verdict = decide(self._data.catalogue, self._data.jurisdiction, applicant)
        place, person = self._place_of(facts, verdict), self._person_of(verdict)
        if not any(row[position] for position in self._dated):
            # Rows with dates are nearly each their own: keeping them would only drive out the others.
            self._keep(key, applicant, place, person)
        tally, heads, unplaced = place
        status, count, tails = person
        tally[status] += 1
        count[0] += 1
        return [*row, *heads[status], *tails[unplaced]]

    def _keep(self, key: Key, applicant: Applicant, place: Place, person: Person) -> None:
        if self._places_kept >= MOST_PLACES:
            self._known.clear()
            self._places_kept = 0
        if self._people_kept >= MOST_PEOPLE:
            for alike in self._people.values():
                alike.clear()
            self._shared.clear()
            self._people_kept = 0
        whose, where, who, years = key
        alike = self._people.setdefault(_standing_of(applicant), {})
        places, people = self._known.setdefault(whose, ({}, alike))
        self._places_kept += where not in places
        places[where] = place
        kept = people.setdefault(who, {})
        self._people_kept += years not in kept
        kept[years] = person

    def _place_of(self, facts: Facts, verdict: Verdict) -> Place:
        where = where_of(verdict).cells
        heads = tuple((self._headers.status(status.value), *where) for status in STATUSES)
        tally = self._summary.tally(verdict, facts.cert, facts.issuer or "")
        return tally, self._shared.setdefault(heads, heads), Need.DISTRICT in verdict.needs

    def _person_of(self, verdict: Verdict) -> Person:
        tails = tail_of(verdict, self._headers, False), tail_of(verdict, self._headers, True)
        status = STATUSES.index(verdict.status)
        kept: Person | None = self._shared.get((status, tails))
        if kept is None:
            kept = self._shared[status, tails] = status, self._summary.count(verdict), tails
        return kept

    def _explained(self, error: UsageError) -> str:
        if not isinstance(error, FactError):
            return error.say(self._language)
        column = self._columns.name(CERTIFICATE if error.fact == "cert" else error.fact)
        return _OF_COLUMN.say(self._language, column=column, why=error.explain(self._language))

    def _error(self, line: int, why: str) -> Row:
        text = _AT_LINE.say(self._language, line=line, why=" ".join(why.split()))
        self._summary.error(line, text)
        return [self._headers.status(ERROR), *[""] * (WIDTH - 2), text]


def _standing_of(applicant: Applicant) -> Hashable:
    """Return all that an answer can take from the certificate besides title, series and office.

    That is how surely it was identified, and the conditions and grades of the rows that it may be.
    """
    identity = applicant.identity
    rows = frozenset((row.title.level.name, row.grades) for row in identity.rows)
    return identity.kind, rows, applicant.grade
