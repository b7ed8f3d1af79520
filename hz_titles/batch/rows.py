"""Rows in, rows with answers out.

A usual row's answer is put together from two parts seen before, each kept by the raw texts of the cells
that it hangs on: title, series and office by certificate and place of work; status, needs, reasons and day
by the person, for every certificate of the same level alike. Whatever was not seen before goes through the
engine, and its verdict is what is kept; where only the pair of certificate and place is new, just that part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from sys import getsizeof
from typing import Any, Generic

from ..errors import FactError, UsageError
from ..language import Language, Phrase
from ..loading import Data
from ..names.identity import Identity
from ..names.qualifications import NoLevelError
from ..names.resolver import Names
from ..rules.applicant import Applicant, read_applicant
from ..rules.engine import application_for, decide
from ..rules.verdict import Application, Need, Verdict
from ..words.summary import Count, Summary
from .answers import ERROR, REASONS, STATUSES, WIDTH, Headers, Where, plain, tails_of, where_of
from .columns import CERTIFICATE, DATES, Columns, folded
from .dated import DatedPeople, same_until
from .encoding import EXAMPLE_SIGN
from .facts import NotFilledInError, cells_of, facts_of, is_tenth, kept_names, place_of
from .header import bystander
from .table import Cells, Row, RowFormat, RowText, Unreadable, padded, texts

MOST_KEPT = 1 << 24  # the bytes of cells by which answers are kept; beyond it all are forgotten
_ENTRY = 200  # the bytes that an entry takes besides its cells, about
_WHOSE = (CERTIFICATE, "issuer", "grade")
_WHO = ("degree", "years", "related", "work", *DATES)
# What is left out where a fact cannot be read; it could change the answer where the rest needs one of these
_LEFT_OUT = {
    "degree": {"degree", "degree_date"},
    "degree_date": {"degree_date"},
    **{fact: {"years", "work", "work_from"} for fact in ("years", "work", "work_from")},
    "district": {"district"},
}
_AT_LINE = Phrase("第 {line} 行：{why}", "line {line}: {why}")
_OF_COLUMN = Phrase("{column}{why}", "{column}: {why}")
_TOO_LONG = Phrase("多出 {count} 格（表头 {width} 列）", "cells too many: {count} (the header has {width})")

Key = Callable[[Cells], Any]  # takes the cells of some facts out of a row, as they were read
# The status, the count, and the last part without and with the place of work among the needs
Person = tuple[int, Count, tuple[RowText, RowText]]
# What hangs on the person, by the cells it hangs on; of people with dates see `DatedPeople`
People = dict[Hashable, Any]
# The people alike, the tally, the first part by status, and whether the place of work is still needed
Place = tuple[People, Count, tuple[RowText, ...], bool]
# What an answer is put together from, and what could not be read; None there where others share the parts
Found = tuple[Place[RowText], Person[RowText], list[FactError] | None]


@dataclass(eq=False)
class Answering(Generic[RowText]):
    """Puts an answer behind every row of a table."""

    data: Data
    columns: Columns
    as_of: date
    headers: Headers
    language: Language
    summary: Summary
    binding: RowFormat[RowText]
    heading: Sequence[Row]  # the header and the rows above it
    examples: bool = True  # without it no cell holds what marks one

    def __post_init__(self) -> None:
        self._folded_heading = [[folded(cell) for cell in row] for row in self.heading]
        self._blank: RowText = self.binding.behind([""] * WIDTH)
        self._names: Names = kept_names(self.data.catalogue, self.data.jurisdiction)
        self._dated_people: DatedPeople = DatedPeople(self.columns, self._names, self.as_of)
        self._whose: Key = self._key(*_WHOSE)
        self._where: Key = self._key(*_WHOSE, "district")
        self._who: Key = self._key(*_WHO)
        self._all: Key = self._key(*_WHOSE, "district", *_WHO)
        self._dates: list[int] = self._places_of(*DATES)
        self._dated: list[int] = self._places_of(*DATES, "work")
        # What was answered, by the cells that it hangs on; the last are answers that share no part
        self._places: dict[Hashable, Place[RowText]] = {}
        self._certificates: dict[Hashable, tuple[Identity, People]] = {}
        self._people: dict[Hashable, People] = {}
        self._shared: dict[Hashable, Any] = {}
        self._odd: dict[Hashable, Found[RowText] | UsageError] = {}
        self._size = 0

    def _key(self, *facts: str) -> Key:
        positions = self._places_of(*facts)
        return itemgetter(*positions) if positions else lambda row: None

    def _places_of(self, *facts: str) -> list[int]:
        return [place for fact in facts for place in self.columns.positions.get(fact, ())]

    def _keep(self, kept: dict[Hashable, Any], key: Any, found: Any) -> None:
        size = _ENTRY + (sum(map(getsizeof, key)) if isinstance(key, tuple) else getsizeof(key))
        self._size += size
        if self._size > MOST_KEPT:
            for each in (self._places, self._certificates, self._people, self._shared, self._odd, kept):
                each.clear()
            self._size = size
        kept[key] = found

    def answered(self, rows: Iterable[tuple[RowText, Cells]], line: Callable[[], int]) -> Iterator[RowText]:
        """Yield every row with its answer behind it.

        `rows` are rows as they begin what goes out, and as cells; `line` tells where the last one stood.
        """
        places, where, who = self._places, self._where, self._who
        width, examples, labels = len(self.columns.header), self.examples, self.columns.labels
        for own, row in rows:
            if len(row) != width:
                yield self._misshapen(own, row, line(), width)
                continue
            if examples and any(EXAMPLE_SIGN in cell for cell in texts(row[each] for each in labels)):
                yield self._unusual(own, row, line())
                continue
            try:
                people, tally, heads, unplaced = places[where(row)]
                status, count, tails = people[who(row)]
            except KeyError:
                place = places.get(where(row))
                person = place and self._known(place[0], row)
                yield (
                    self._joined(own, place, person) if place and person else self._unusual(own, row, line())
                )
                continue
            tally[status] += 1
            count[0] += 1
            yield own + heads[status] + tails[unplaced]

    @staticmethod
    def _joined(own: RowText, place: Place[RowText], person: Person[RowText]) -> RowText:
        """Return a row with its answer, and count it."""
        _, tally, heads, unplaced = place
        status, count, tails = person
        tally[status] += 1
        count[0] += 1
        return own + heads[status] + tails[unplaced]

    def _known(self, people: People, row: Cells) -> Person[RowText] | None:
        """Return what is known of others with dates who are alike."""
        key = self._dated_people.key(row)
        if key is None:
            return None
        last, person = people.get(key[0], (0, None))
        return person if key[1] <= last else people.get(key)

    def _misshapen(self, own: RowText, row: Cells, line: int, width: int) -> RowText:
        """Answer a row that is shorter or longer than the header, or could not be read as one."""
        cells, error = texts(row), None
        if isinstance(row, Unreadable):
            cells, error = row.cells, UsageError(row.why, **row.values)
        elif any(map(str.strip, cells[width:])):
            error = UsageError(_TOO_LONG, count=len(cells) - width, width=width)
        elif not cells:
            return self._unusual(own, cells, line)
        fitted = padded(cells, width)[:width]
        own, behind = self.binding.front(fitted), self.binding.behind(cells[width:])
        if error:
            return own + self._error(line, error) + behind
        if len(cells) < width and any(map(str.strip, cells)):
            self.summary.short.add(line)
        return self._unusual(own, fitted, line) + behind

    def _unusual(self, own: RowText, row: Cells, line: int) -> RowText:
        """Answer a row of which some part was not seen before."""
        cells = texts(row)
        filled = [place for place, cell in enumerate(cells) if cell.strip()]
        # A line of the form that was left free has nothing but its running number.
        if not filled or (filled == [self.columns.serial] and cells[filled[0]].strip(" .").isdecimal()):
            self.summary.blank += 1
            return own + self._blank if cells else own
        known_by = bystander(self.columns, self._folded_heading, cells)
        if known_by is not None:
            self.summary.passed.add(line, known_by)
            return own + self._blank
        try:
            return self._joined(own, *self._parts(row, cells, line))
        except UsageError as error:
            return own + self._error(line, error)

    def _parts(self, row: Cells, cells: Row, line: int) -> tuple[Place[RowText], Person[RowText]]:
        """Return the parts of an answer, or raise what is wrong: the same for rows with the same facts."""
        key = self._all(row)
        found = self._odd.get(key)
        if found is None:
            try:
                found = self._found(row, cells, line)
            except UsageError as error:
                found = error
            if isinstance(found, UsageError) or found[2] is not None:
                self._keep(self._odd, key, found)
        if isinstance(found, UsageError):
            raise found.with_traceback(None)
        place, person, unread = found
        for unreadable in unread or ():
            self.summary.not_understood.count(line, self.columns.name(unreadable.fact), unreadable)
        return place, person

    def _found(self, row: Cells, cells: Row, line: int) -> Found[RowText]:
        """Ask the engine for what was not seen before, and keep what others share."""
        whose, where, who = self._whose(row), self._where(row), self._who(row)
        identity, people = self._certificates.get(whose, (None, {}))
        person = people.get(who) or self._known(people, row)
        if person and identity:
            with suppress(FactError):
                text = place_of(cells_of(self.columns, cells, "district"), self._names)
                at = self._names.place(text) if text else None
                application = application_for(self.data.jurisdiction, identity, at)
                if not application.elsewhere:
                    place = self._place_of(identity, people, application, cells)
                    self._keep(self._places, where, place)
                    return place, person, None
        verdict, unread = self._verdict(cells)
        for position in self._dates:
            if is_tenth(cells[position]):
                self.summary.tenths.add(line, cells[position])
        applicant = verdict.applicant
        identity, person = applicant.identity, self._person_of(verdict)
        if unread or applicant.certificates:  # which of them is the answer hangs on the person
            return self._place_of(identity, {}, verdict, cells), person, unread
        people = self._people.setdefault(_standing_of(applicant), {})
        if not any(row[position] for position in self._dated):
            self._keep(people, who, person)
        # Rows with dates are nearly each their own: kept is only what they share with others.
        elif key := self._dated_people.key(row):
            last = same_until(key[1], verdict)
            if last is None:
                self._keep(people, key, person)
            elif people.get(key[0], (0, None))[0] < last:
                self._keep(people, key[0], (last, person))
        known = self._places.get(where)
        if known is None:
            known = self._place_of(identity, people, verdict, cells)
            self._keep(self._places, where, known)
            if not verdict.elsewhere:  # those people are answered apart
                self._certificates[whose] = identity, people
        return known, person, None

    def _verdict(self, cells: Row) -> tuple[Verdict, list[FactError]]:
        """Decide by what can be read; return what cannot but changes nothing, raise what could change it."""
        without: set[str] = set()
        unread: list[FactError] = []
        while True:
            try:
                facts = facts_of(self.columns, cells, self._names, without)
                break
            except FactError as error:
                left_out = _LEFT_OUT.get(error.fact, set())
                if isinstance(error, NotFilledInError) or left_out <= without:
                    raise
                without |= left_out
                unread.append(error)
        applicant = read_applicant(self._names, facts, self.as_of)
        verdict = decide(self.data.catalogue, self.data.jurisdiction, applicant)
        needs = {need.value for need in verdict.needs if need is not Need.DISTRICT}
        for unreadable in unread:
            asked = isinstance(unreadable, NoLevelError)  # what level it is, is a question and no mistake
            if not asked and not needs.isdisjoint(_LEFT_OUT[unreadable.fact]):
                raise unreadable
        return verdict, unread

    def _place_of(
        self, identity: Identity, people: People, application: Application, cells: Row
    ) -> Place[RowText]:
        where: Where = where_of(application)
        heads: tuple[RowText, ...] | None = self._shared.get(where)
        if heads is None:
            words = map(self.headers.word, STATUSES)
            heads = tuple([self.binding.behind([word, *map(plain, where)]) for word in words])
            self._shared[where] = heads
        named = () if identity.rows else (CERTIFICATE, "issuer")
        names = ["、".join(cells_of(self.columns, cells, fact)) for fact in named]
        tally = self.summary.tally(identity, application, where, *names)
        return people, tally, heads, application.needs_district

    def _person_of(self, verdict: Verdict) -> Person[RowText]:
        cells = tails_of(verdict, self.headers)
        status = STATUSES.index(verdict.status)
        kept: Person[RowText] | None = self._shared.get((status, cells))
        if kept is not None:
            return kept
        without, with_place = map(self.binding.behind, cells)
        person = status, self.summary.count(verdict), (without, with_place)
        if not verdict.others:  # who has several certificates is one of few with just these
            self._shared[status, cells] = person
        return person

    def _error(self, line: int, error: UsageError) -> RowText:
        language = Language.ZH if self.headers is Headers.ZH else self.language
        column, why = "", error.say(language)
        if isinstance(error, FactError):
            column = self.columns.name(error.fact)
            why = _OF_COLUMN.say(language, column=column, why=error.explain(language))
        text = _AT_LINE.say(language, line=line, why=" ".join(why.split()))
        self.summary.errors.add(line, text)
        self.summary.to_mend.count(line, column, error)
        cells = [self.headers.word(ERROR), *[""] * (WIDTH - 1)]
        cells[REASONS] = text
        return self.binding.behind(cells)


def _standing_of(applicant: Applicant) -> Hashable:
    """Return all that an answer can take from the certificate besides title, series and office.

    People who work elsewhere are apart.
    """
    identity, grade = applicant.identity, applicant.grade
    rows = frozenset((row.title.level.name, row.accepts(grade)) for row in identity.rows)
    return identity.kind, rows, applicant.place is not None and applicant.place.elsewhere
