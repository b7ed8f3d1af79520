"""Rows in, rows with answers out.

The answer of a usual row is put together from two parts seen before, because each hangs on
its own cells: title, series and office on the certificate and the place of work; status,
needs, reasons and day on the person, for every certificate of the same level alike. Both
are kept by the raw texts of the cells, in tables of bounded size. Whatever was not seen
before goes through the engine, and its verdict is what is kept: nothing is decided here.
Where only the pair of certificate and place is new, the engine is asked for just that part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from sys import getsizeof
from typing import Any, Generic

from ..errors import FactError, UsageError
from ..language import Language, Phrase
from ..loading import Data
from ..names.identity import Identity
from ..names.qualifications import NoLevelError
from ..rules.applicant import Applicant, read_applicant
from ..rules.engine import application_for, decide
from ..rules.verdict import Application, Need, Verdict
from ..words.summary import Count, Summary
from .answers import REASONS, STATUSES, WIDTH, Headers, Where, plain, tails_of, where_of
from .bystanders import bystander
from .cells import NotFilledInError
from .columns import Columns
from .dated import DatedPeople, same_until
from .encoding import EXAMPLE_SIGN
from .facts import cells_of, facts_of, is_tenth, kept_names, place_of
from .headings import CERTIFICATE, folded
from .table import Cells, Row, RowFormat, RowText, Unreadable, padded, texts

MOST_KEPT = 1 << 23
"""The bytes of cells by which answers are kept, for each of the two parts; beyond it all are forgotten."""
_ENTRY = 200
"""The bytes that an entry takes besides its cells, about."""

_WHOSE = (CERTIFICATE, "issuer", "grade")
_DATED = ("degree_date", "work", "work_from")
_WHO = ("degree", "years", "related", *_DATED)
_TIME = frozenset(("years", "work", "work_from"))
_LEFT_OUT = {
    "degree": (frozenset(("degree", "degree_date")), {Need.DEGREE, Need.DEGREE_DATE}),
    "degree_date": (frozenset(("degree_date",)), {Need.DEGREE_DATE}),
    "years": (_TIME, {Need.YEARS}),
    "work": (_TIME, {Need.YEARS}),
    "work_from": (_TIME, {Need.YEARS}),
    "district": (frozenset(("district",)), set()),
}
"""What is left out where a fact cannot be read, and by which needs of the rest it could change the answer."""
_AT_LINE = Phrase("第 {line} 行：{why}", "line {line}: {why}")
_OF_COLUMN = Phrase("{column}{why}", "{column}: {why}")
_TOO_LONG = Phrase(
    "多出 {count} 格（表头 {width} 列）",
    "cells too many: {count} (the header has {width})",
)

Person = tuple[int, Count, tuple[RowText, RowText]]
"""The status, the count, and the last part without and with the place of work among the needs."""
People = dict[Any, Person[RowText]]
"""What hangs on the person, by the cells it hangs on."""
Place = tuple[People[RowText], Count, tuple[RowText, ...], bool]
"""The people alike, the tally, the first part by status, and whether the place of work is still needed."""
Parts = tuple[Place[RowText], Person[RowText]]
Found = tuple[Parts[RowText], list[FactError] | None]
"""The parts of an answer, and what could not be read; None there where they are shared with other rows."""


class _Bounded:
    """Answers kept by cells, in dictionaries that are emptied together when they have grown too large."""

    def __init__(self, *kept: dict[Any, Any]) -> None:
        self.kept = list(kept)
        self._size = 0

    def keep(self, kept: dict[Any, Any], key: Any, value: Any) -> None:
        size = _ENTRY + (sum(map(getsizeof, key)) if isinstance(key, tuple) else getsizeof(key))
        self._size += size
        if self._size > MOST_KEPT:
            for each in self.kept:
                each.clear()
            self._size = size
        kept[key] = value


class Answering(Generic[RowText]):
    """Puts an answer behind every row of a table."""

    def __init__(
        self,
        data: Data,
        columns: Columns,
        as_of: date,
        headers: Headers,
        language: Language,
        summary: Summary,
        binding: RowFormat[RowText],
        heading: Sequence[Row],
        examples: bool = True,
    ) -> None:
        """Take what every answer needs; without `examples` no cell holds what marks one."""
        self._data = data
        self._columns = columns
        self._heading = [[folded(cell) for cell in row] for row in heading]
        self._examples = examples
        self._as_of = as_of
        self._headers = headers
        self._language = Language.ZH if headers is Headers.ZH else language
        self._summary = summary
        self._binding: RowFormat[RowText] = binding
        self._blank: RowText = binding.behind([""] * WIDTH)
        self._names = kept_names(data.catalogue, data.jurisdiction)
        self._dated_people = DatedPeople(columns, self._names, as_of)
        self._whose = self._key(*_WHOSE)
        self._where = self._key(*_WHOSE, "district")
        self._who = self._key(*_WHO)
        self._dates = self._key(*_DATED)
        self._all = self._key(*_WHOSE, "district", *_WHO)
        # What was answered, by the cells that it hangs on
        self._places: dict[Hashable, Place[RowText]] = {}
        self._certificates: dict[Hashable, tuple[Identity, People[RowText]]] = {}
        self._people: dict[Hashable, People[RowText]] = {}
        self._latest: dict[Hashable, tuple[int, Person[RowText] | None]] = {}
        self._shared: dict[Hashable, Any] = {}
        # The answers of rows that share none of their parts
        self._odd: dict[Hashable, Found[RowText] | UsageError] = {}
        self._places_bound = _Bounded(self._places, self._certificates)
        self._people_bound = _Bounded(self._shared, self._latest)
        self._odd_bound = _Bounded(self._odd)

    def _key(self, *facts: str) -> Callable[[Cells], Any]:
        """Return what takes the cells of `facts` out of a row, as they were read."""
        positions = [place for fact in facts for place in self._columns.positions.get(fact, ())]
        return itemgetter(*positions) if positions else lambda row: None

    def answered(self, rows: Iterable[tuple[RowText, Cells]], line: Callable[[], int]) -> Iterator[RowText]:
        """Yield every row with its answer behind it.

        `rows` are rows as they begin what goes out, and as cells; `line` tells where the last one stood.
        """
        places, where, who = self._places, self._where, self._who
        width, examples, labels = len(self._columns.header), self._examples, self._columns.labels
        for own, row in rows:
            if len(row) == width:
                if examples and any(EXAMPLE_SIGN in cell for cell in texts(row[each] for each in labels)):
                    yield self._unusual(own, row, line())
                    continue
                try:
                    people, tally, heads, unplaced = places[where(row)]
                    status, count, tails = people[who(row)]
                except KeyError:
                    yield self._dated(own, row) or self._unusual(own, row, line())
                    continue
                tally[status] += 1
                count[0] += 1
                yield own + heads[status] + tails[unplaced]
            else:
                yield self._misshapen(own, row, line(), width)

    def _dated(self, own: RowText, row: Cells) -> RowText | None:
        """Answer a row with dates as others alike were answered; None where none was."""
        place = self._places.get(self._where(row))
        person = place and self._known_dated(place[0], row)
        if not place or not person:
            return None
        return self._answer(own, place, person)

    @staticmethod
    def _answer(own: RowText, place: Place[RowText], person: Person[RowText]) -> RowText:
        """Return a row with its answer, and count it."""
        _, tally, heads, unplaced = place
        status, count, tails = person
        tally[status] += 1
        count[0] += 1
        return own + heads[status] + tails[unplaced]

    def _known_dated(self, people: People[RowText], row: Cells) -> Person[RowText] | None:
        key = self._dated_people.key(row)
        if key is None:
            return None
        alike, day = key
        latest, person = self._latest.get((id(people), alike), (0, None))
        return person if day <= latest else people.get(key)

    def _keep_dated(
        self, row: Cells, people: People[RowText], person: Person[RowText], found: Verdict
    ) -> None:
        key = self._dated_people.key(row)
        if key is None:
            return
        alike, day = key
        last = same_until(day, found)
        if last is None:
            self._people_bound.keep(people, key, person)
        elif self._latest.get((id(people), alike), (0, None))[0] < last:
            self._people_bound.keep(self._latest, (id(people), alike), (last, person))

    def _misshapen(self, own: RowText, row: Cells, line: int, width: int) -> RowText:
        """Answer a row that is shorter or longer than the header, or could not be read as one."""
        front, behind, error = self._binding.front, self._binding.behind, None
        cells = texts(row)
        if isinstance(row, Unreadable):
            cells, error = padded(row.cells, width), UsageError(row.why, **row.values)
        elif any(map(str.strip, cells[width:])):
            error = UsageError(_TOO_LONG, count=len(cells) - width, width=width)
        elif not cells:
            return self._unusual(own, cells, line)
        if error:
            return front(cells[:width]) + self._error(line, error) + behind(cells[width:])
        if len(cells) < width and any(map(str.strip, cells)):
            self._summary.short.add(line)
        fitted = padded(cells, width)[:width]
        return self._unusual(front(fitted), fitted, line) + behind(cells[width:])

    def _unusual(self, own: RowText, row: Cells, line: int) -> RowText:
        """Answer a row of which some part was not seen before."""
        cells = texts(row)
        if not any(map(str.strip, cells)) or self._only_numbered(cells):
            self._summary.blank += 1
            return own + self._blank if cells else own
        known_by = bystander(self._columns, self._heading, cells)
        if known_by is not None:
            self._summary.passed.add(line, known_by)
            return own + self._blank
        try:
            return self._answer(own, *self._parts(row, cells, line))
        except UsageError as error:
            return own + self._error(line, error)

    def _only_numbered(self, cells: Row) -> bool:
        """Tell whether a row has nothing but its running number: a line of the form left free."""
        serial = self._columns.serial
        if serial is None or not cells[serial].strip(" .").isdecimal():
            return False
        return not any(cell.strip() for place, cell in enumerate(cells) if place != serial)

    def _parts(self, row: Cells, cells: Row, line: int) -> Parts[RowText]:
        """Return the parts of an answer, or raise what is wrong: the same for rows with the same facts."""
        key = self._all(row)
        found = self._odd.get(key)
        if found is None:
            try:
                found = self._found(row, cells, line)
            except UsageError as error:
                found = error
            if isinstance(found, UsageError) or found[1] is not None:
                self._odd_bound.keep(self._odd, key, found)
        if isinstance(found, UsageError):
            raise found.with_traceback(None)
        parts, unread = found
        for unreadable in unread or ():
            self._summary.not_understood.count(line, self._columns.name(unreadable.fact), unreadable)
        return parts

    def _found(self, row: Cells, cells: Row, line: int) -> Found[RowText]:
        """Ask the engine for what was not seen before, and keep what others share."""
        whose, where, who = self._whose(row), self._where(row), self._who(row)
        identity, people = self._certificates.get(whose, (None, {}))
        person = people.get(who) or self._known_dated(people, row)
        if person and identity:
            try:
                application = self._application(identity, cells)
            except FactError:
                application = None
            if application and not application.elsewhere:
                place = self._place_of(identity, people, application, cells)
                self._places_bound.keep(self._places, where, place)
                return (place, person), None
        verdict, unread = self._verdict(cells)
        for fact in ("degree_date", "work_from"):
            for position in self._columns.positions.get(fact, ()):
                if is_tenth(cells[position]):
                    self._summary.tenths.add(line, cells[position])
        applicant = verdict.applicant
        identity, person = applicant.identity, self._person_of(verdict)
        if unread or applicant.certificates:  # which of them is the answer hangs on the person
            return (self._place_of(identity, {}, verdict, cells), person), unread
        standing = _standing_of(applicant)
        if standing not in self._people:
            self._people[standing] = {}
            self._people_bound.kept.append(self._people[standing])
        people = self._people[standing]
        dates = self._dates(row)
        # Rows with dates are nearly each their own: kept is only what they share with others.
        if any(dates) if isinstance(dates, tuple) else dates:
            self._keep_dated(row, people, person, verdict)
        else:
            self._people_bound.keep(people, who, person)
        known = self._places.get(where)
        if known is None:
            known = self._place_of(identity, people, verdict, cells)
            self._places_bound.keep(self._places, where, known)
            if not verdict.elsewhere:  # those people are answered apart
                self._certificates[whose] = identity, people
        return (known, person), None

    def _application(self, identity: Identity, cells: Row) -> Application:
        text = place_of(cells_of(self._columns, cells, "district"), self._names)
        return application_for(self._data.jurisdiction, identity, self._names.place(text) if text else None)

    def _verdict(self, cells: Row) -> tuple[Verdict, list[FactError]]:
        """Decide by what can be read; return what cannot but changes nothing, raise what could change it."""
        without: frozenset[str] = frozenset()
        unread: list[FactError] = []
        while True:
            try:
                facts = facts_of(self._columns, cells, self._names, without)
                break
            except NotFilledInError:
                raise
            except FactError as error:
                left_out, _ = _LEFT_OUT.get(error.fact, (without, set()))
                if left_out <= without:
                    raise
                without |= left_out
                unread.append(error)
        applicant = read_applicant(self._names, facts, self._as_of)
        verdict = decide(self._data.catalogue, self._data.jurisdiction, applicant)
        for unreadable in unread:
            asked = isinstance(unreadable, NoLevelError)  # what level it is, is a question and no mistake
            if not asked and not _LEFT_OUT[unreadable.fact][1].isdisjoint(verdict.needs):
                raise unreadable
        return verdict, unread

    def _place_of(
        self, identity: Identity, people: People[RowText], application: Application, cells: Row
    ) -> Place[RowText]:
        where: Where = where_of(application)
        heads: tuple[RowText, ...] | None = self._shared.get(where)
        if heads is None:
            words = map(self._headers.word, STATUSES)
            heads = tuple([self._binding.behind([word, *map(plain, where)]) for word in words])
            self._shared[where] = heads
        named = () if identity.rows else (CERTIFICATE, "issuer")
        names = ["、".join(cells_of(self._columns, cells, fact)) for fact in named]
        tally = self._summary.tally(identity, application, where, *names)
        return people, tally, heads, application.needs_district

    def _person_of(self, verdict: Verdict) -> Person[RowText]:
        cells = tails_of(verdict, self._headers)
        status = STATUSES.index(verdict.status)
        kept: Person[RowText] | None = self._shared.get((status, cells))
        if kept is None:
            without, with_place = map(self._binding.behind, cells)
            kept = status, self._summary.count(verdict), (without, with_place)
            if not verdict.others:  # who has several certificates is one of few with just these
                self._shared[status, cells] = kept
        return kept

    def _error(self, line: int, error: UsageError) -> RowText:
        column, why = "", error.say(self._language)
        if isinstance(error, FactError):
            column = self._columns.name(error.fact)
            why = _OF_COLUMN.say(self._language, column=column, why=error.explain(self._language))
        text = _AT_LINE.say(self._language, line=line, why=" ".join(why.split()))
        self._summary.errors.add(line, text)
        self._summary.to_mend.count(line, column, error)
        cells = [self._headers.error, *[""] * (WIDTH - 1)]
        cells[REASONS] = text
        return self._binding.behind(cells)


def _standing_of(applicant: Applicant) -> Hashable:
    """Return all that an answer can take from the certificate besides title, series and office.

    That is how surely it was identified, and of the rows that it may be the conditions and whether the
    grade will do. People who work elsewhere are apart.
    """
    identity, grade = applicant.identity, applicant.grade
    rows = frozenset((row.title.level.name, row.accepts(grade)) for row in identity.rows)
    return identity.kind, rows, applicant.place is not None and applicant.place.elsewhere
