"""Rows in, rows with answers out.

The answer of a usual row is put together from two parts seen before, because each hangs on
its own cells: title, series and office on the certificate and the place of work; status,
needs, reasons and day on the person, for every certificate of the same level alike. Both
are kept by the raw texts of the cells, in tables of bounded size. Whatever was not seen
before goes through the engine, and its verdict is what is kept: nothing is decided here.
Where only the pair of certificate and place is new, the engine is asked for just that part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any, Generic

from ..applicant import Applicant, read_applicant
from ..engine import aim_of, decide
from ..errors import FactError, UsageError
from ..identity import Identity
from ..language import Language, Phrase
from ..loading import Data
from ..names import Names
from ..verdict import Aim, Verdict
from .answers import ERROR, STATUSES, WIDTH, Headers, Where, tail_of, where_of
from .binding import Binding, Part
from .columns import CERTIFICATE, Columns
from .facts import cell_of, facts_of
from .summary import Count, Summary
from .table import Row, Unreadable, padded

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

Place = tuple[Count, tuple[Part, ...], bool]
"""The tally, the first part of the answer by status, and whether the place of work is still needed."""
Person = tuple[int, Count, tuple[Part, Part]]
"""The status, the count, and the last part without and with the place of work among the needs."""
People = dict[Any, dict[Any, Person[Part]]]
"""What hangs on the person, by the texts of the person and of the years."""
Known = tuple[dict[Any, Place[Part]], People[Part], Identity]
"""What was seen of a certificate: by the text of the place, by the person, and what it turned out to be."""
Key = tuple[Any, Any, Any, Any]
"""The texts of a row that its certificate, its place, its person and its years hang on."""


class Answering(Generic[Part]):
    """Puts an answer behind every row of a table."""

    def __init__(
        self,
        data: Data,
        columns: Columns,
        as_of: date,
        headers: Headers,
        language: Language,
        summary: Summary,
        binding: Binding[Part],
    ) -> None:
        self._data = data
        self._columns = columns
        self._as_of = as_of
        self._headers = headers
        self._language = Language.ZH if headers is Headers.ZH else language
        self._summary = summary
        self._binding: Binding[Part] = binding
        self._whose = self._key(_WHOSE)
        self._person = self._key(_PERSON)
        self._place = self._key(("district",))
        self._years = self._key(("years",))
        self._dated = [columns.positions[fact] for fact in _DATED if fact in columns.positions]
        self._names = Names(data.catalogue, data.jurisdiction, suggesting=False)
        self._known: dict[Hashable, Known[Part]] = {}
        self._people: dict[Hashable, People[Part]] = {}
        self._shared: dict[Hashable, Any] = {}
        self._faults: dict[Key, str] = {}
        self._places_kept = 0
        self._people_kept = 0

    def _key(self, facts: tuple[str, ...]) -> Callable[[Row], Any]:
        """Return what takes the raw texts of `facts` out of a row."""
        positions = [self._columns.positions[fact] for fact in facts if fact in self._columns.positions]
        return itemgetter(*positions) if positions else lambda row: None

    def answered(self, rows: Iterable[tuple[Part, Row]], line: Callable[[], int]) -> Iterator[Part]:
        """Yield every row with its answer behind it.

        `rows` are rows as they begin what goes out, and as cells; `line` tells where the last one stood.
        """
        known, whose, place, person, years = (
            self._known,
            self._whose,
            self._place,
            self._person,
            self._years,
        )
        width = len(self._columns.header)
        for own, row in rows:
            if len(row) == width:
                try:
                    places, people, _ = known[whose(row)]
                    tally, heads, unplaced = places[place(row)]
                    status, count, tails = people[person(row)][years(row)]
                except KeyError:
                    yield self._unusual(own, row, line())
                    continue
                tally[status] += 1
                count[0] += 1
                yield own + heads[status] + tails[unplaced]
            else:
                yield self._misshapen(own, row, line(), width)

    def _misshapen(self, own: Part, row: Row, line: int, width: int) -> Part:
        """Answer a row shorter or longer than the header; what is too much stands behind the answer."""
        front, behind = self._binding.front, self._binding.behind
        if isinstance(row, Unreadable):
            cells = padded(row.cells, width)
            why = row.why.say(self._language, **row.values)
            return front(cells[:width]) + self._error(line, why) + behind(cells[width:])
        if not any(map(str.strip, row[width:])):
            if any(map(str.strip, row)) and len(row) < width:
                self._summary.short += 1
                self._summary.first_short = self._summary.first_short or line
            if not row:
                return self._unusual(own, row, line)
            cells = padded(row, width)[:width]
            return self._unusual(front(cells), cells, line) + behind(row[width:])
        why = _TOO_LONG.say(self._language, count=len(row) - width, width=width)
        return front(row[:width]) + self._error(line, why) + behind(row[width:])

    def _unusual(self, own: Part, row: Row, line: int) -> Part:
        """Answer a row of which some part was not seen before, and keep what came of it."""
        if not any(map(str.strip, row)):
            self._summary.blank += 1
            return own + self._binding.behind([""] * WIDTH) if row else own
        key = self._whose(row), self._place(row), self._person(row), self._years(row)
        if key in self._faults:
            return own + self._error(line, self._faults[key])
        try:
            place, person = self._parts(key, row)
        except UsageError as error:
            if len(self._faults) >= MOST_FAULTS:
                self._faults.clear()
            self._faults[key] = self._explained(error)
            return own + self._error(line, self._faults[key])
        tally, heads, unplaced = place
        status, count, tails = person
        tally[status] += 1
        count[0] += 1
        return own + heads[status] + tails[unplaced]

    def _parts(self, key: Key, row: Row) -> tuple[Place[Part], Person[Part]]:
        """Ask the engine for what was not seen before, and keep it."""
        whose, where, who, years = key
        known = self._known.get(whose)
        person = known[1].get(who, {}).get(years) if known else None
        if known and person:
            _, people, identity = known
            text = cell_of(self._columns, row, "district")
            aim = aim_of(self._data.jurisdiction, identity, self._names.place(text) if text else None)
        else:
            applicant = read_applicant(self._names, facts_of(self._columns, row), self._as_of)
            verdict = decide(self._data.catalogue, self._data.jurisdiction, applicant)
            person, identity, aim = self._person_of(verdict), applicant.identity, verdict.aim
            people = self._people.setdefault(_standing_of(applicant), {})
            # Rows with dates are nearly each their own: keeping them would only drive out the others.
            if not any(row[position] for position in self._dated):
                self._keep_person(people, who, years, person)
        places = self._places_of(whose, people, identity)
        place = places.get(where)
        if place is None:
            place = places[where] = self._place_of(identity, aim, row)
            self._places_kept += 1
        return place, person

    def _keep_person(self, people: People[Part], who: Any, years: Any, person: Person[Part]) -> None:
        if self._people_kept >= MOST_PEOPLE:
            for alike in self._people.values():
                alike.clear()
            self._shared.clear()
            self._people_kept = 0
        people.setdefault(who, {})[years] = person
        self._people_kept += 1

    def _places_of(self, whose: Any, people: People[Part], identity: Identity) -> dict[Any, Place[Part]]:
        """Return the places seen of a certificate, which is known from now on."""
        if self._places_kept >= MOST_PLACES:
            self._known.clear()
            self._places_kept = 0
        return self._known.setdefault(whose, ({}, people, identity))[0]

    def _place_of(self, identity: Identity, aim: Aim, row: Row) -> Place[Part]:
        where = where_of(aim)
        heads = self._shared.get(where) or self._shared.setdefault(where, self._heads(where))
        certificate, issuer = (cell_of(self._columns, row, fact) or "" for fact in (CERTIFICATE, "issuer"))
        return self._summary.tally(identity, aim, certificate, issuer), heads, aim.needs_district

    def _heads(self, where: Where) -> tuple[Part, ...]:
        words = (self._headers.status(status.value) for status in STATUSES)
        return tuple([self._binding.behind([word, *where.cells]) for word in words])

    def _person_of(self, verdict: Verdict) -> Person[Part]:
        cells = tail_of(verdict, self._headers, False), tail_of(verdict, self._headers, True)
        status = STATUSES.index(verdict.status)
        kept: Person[Part] | None = self._shared.get((status, cells))
        if kept is None:
            without, with_place = map(self._binding.behind, cells)
            kept = status, self._summary.count(verdict), (without, with_place)
            self._shared[status, cells] = kept
        return kept

    def _explained(self, error: UsageError) -> str:
        if not isinstance(error, FactError):
            return error.say(self._language)
        column = self._columns.name(CERTIFICATE if error.fact == "cert" else error.fact)
        return _OF_COLUMN.say(self._language, column=column, why=error.explain(self._language))

    def _error(self, line: int, why: str) -> Part:
        text = _AT_LINE.say(self._language, line=line, why=" ".join(why.split()))
        self._summary.error(line, text)
        return self._binding.behind([self._headers.status(ERROR), *[""] * (WIDTH - 2), text])


def _standing_of(applicant: Applicant) -> Hashable:
    """Return all that an answer can take from the certificate besides title, series and office.

    That is how surely it was identified, and the conditions and grades of the rows that it may be.
    """
    identity = applicant.identity
    rows = frozenset((row.title.level.name, row.grades) for row in identity.rows)
    return identity.kind, rows, applicant.grade
