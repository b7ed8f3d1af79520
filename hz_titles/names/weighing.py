"""What the words of a certificate's text come to, once each of them is known for what it is.

A row is settled only where everything in the text is explained. What is not makes a question
of a yes and of a no alike; a no is only what is known to be something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..language import Phrase
from ..notice import Body, Certificate, Remark
from .identity import Identity, Kind, beside_given, fitting, near_missed
from .index import Meaning, Sense
from .reading import Clause, Reader, rows_of

_UNREAD = Phrase(
    "“{words}”未能识别，可能影响是不是这种证书：请按证书写全称和颁证单位",
    "“{words}” was not understood and may make it another certificate: please give the full name "
    "and the issuer as printed",
)


class Scales(Reader):
    """Reads a text, and weighs its clauses with what the catalogue says."""

    def weigh(self, clause: Clause, given: Meaning | None) -> Identity:
        """Return what a clause comes to, beside what was given as its issuer."""
        if given and given.body:
            names = (given.text, *given.body.names)
            items = [self.coded(item, names) for item in clause.items]
            clause = Clause(clause.typed, clause.text, items, clause.spoilt)
        issuers, settling = clause.issuers, [item for item in clause.items if item.has(Sense.NAME)]
        if settling:
            sets = [set(fitting(item.known, Sense.NAME)) for item in settling]
            common = set.intersection(*sets)
            wordings = [each for item in settling for each in item.of(Sense.NAME)]
            settled = beside_given(_within(wordings, common or set.union(*sets)), given)
            assert settled is not None  # a name that settles a row names it beside any issuer
            found = self._unless_spoilt(settled, clause, agreed=bool(common))
        elif given and issuers:
            # Name and body in one text are what they are without the issuer, and are weighed beside it.
            found = self._read(clause, issuers, None)
            if found.rows:
                sense = Sense.NAME if found.certain else Sense.UNPROVEN
                meaning = Meaning(sense=sense, rows=found.rows, grade=found.grade)
                found = replace(beside_given([meaning], given) or found, unread=found.unread)
        else:
            found = self._read(clause, issuers, given)
        if found.unread and found.rows:
            words = "”“".join(found.unread)
            found = replace(found, remarks=(*found.remarks, Remark(text=_UNREAD.filled(words=words))))
        return replace(found, text=clause.text)

    def _read(self, clause: Clause, issuers: Sequence[Meaning], given: Meaning | None) -> Identity:
        """No name in the text settles its row."""
        only = issuers[0] if len(issuers) == 1 else None
        issuer = given if given and given.body else only
        country = given if given and given.sense is Sense.BODY_WORD else None
        places = [*clause.places, *([frozenset(country.bodies)] if country else [])]
        wordings = _common(clause, issuer, places)
        rows = {row for each in wordings for row in each.rows}
        near_miss = next((each.near_miss for each in clause.of(Sense.NEAR_MISS)), None)
        other = near_miss or clause.of(Sense.OTHER_CERTIFICATE)
        # Beside another certificate a wording is meant only if it is no membership, which may be that one's.
        general = [
            item.joined for item in clause.items if rows.intersection(fitting(item.known, Sense.GENERAL))
        ]
        own = bool(general) and not any(
            word in text for word in self.catalogue.vocabulary.member for text in general
        )
        meant = (own and not near_miss) or any(each.sense is Sense.UNPROVEN for each in wordings)
        elsewhere = near_miss and near_miss.place and not clause.settled_places
        if wordings and (not other or issuer or (places and not elsewhere) or meant):
            found = self._named(clause, wordings, issuer, given)
            if found:
                return found
        if near_miss:
            return near_missed(near_miss)
        if other and not (issuers and any(not item.known for item in clause.items)):
            return Identity(kind=Kind.NOT_LISTED)
        return self._unnamed(clause, issuers or ([issuer] if issuer else []), given)

    def _named(
        self, clause: Clause, wordings: list[Meaning], issuer: Meaning | None, given: Meaning | None
    ) -> Identity | None:
        """Settle a name as far as the body, place or issuer beside it allows; None where it is none."""
        fits = fitting(wordings, Sense.GENERAL, Sense.BESIDE_ISSUER)
        there = {row.body for row in fits} & clause.settled_places
        if not issuer and (given is None or given.sense is Sense.BODY_WORD):
            given = Meaning(sense=Sense.BODY, bodies=(*there,)) if len(there) == 1 else None
        found = beside_given(wordings, issuer or given)
        if found and not found.rows and issuer in clause.issuers:
            return None  # of this body the list has no such row: a body and other words
        strange = clause.strangers and not clause.another_body and not issuer and not clause.settled_places
        if found and found.rows and strange:
            remarks = tuple(each.remark for each in clause.strangers if each.remark)
            return Identity(kind=Kind.ISSUER_NOT_LISTED, named=found.rows, remarks=remarks[:1])
        return self._unless_spoilt(found, clause) if found else None

    def _unnamed(self, clause: Clause, issuers: Sequence[Meaning], given: Meaning | None) -> Identity:
        """Ask for the certificate where only a body is known; what another body issues is not listed."""
        bodies = {each.body for each in issuers}
        papers = {body for each in clause.of(Sense.PAPER) for body in each.bodies}
        degrees = clause.of(Sense.DEGREE) and all(item.known for item in clause.items)
        strange = clause.strangers or (given and given.sense is Sense.OTHER_BODY) or degrees
        if papers & bodies or (strange and not bodies):
            return Identity(kind=Kind.NOT_LISTED)
        rows = tuple(row for row in self.catalogue.certificates if row.body in bodies)
        rows = tuple(row for row in rows if any(row in rows_of(item) for item in clause.items)) or rows
        unread = clause.unread(rows, self.catalogue.vocabulary.member)
        if len(rows) == len(clause.grades) == 1 and rows[0].grades and not unread:
            # Who names a body and the grade of its one graded certificate names that certificate.
            return Identity(kind=Kind.SETTLED, rows=rows, grade=min(clause.grades))
        kind = Kind.NEEDS_CERTIFICATE if rows else Kind.NOT_RECOGNISED
        return Identity(kind=kind, rows=rows, unread=unread)

    def _unless_spoilt(self, found: Identity, clause: Clause, *, agreed: bool = True) -> Identity:
        """Make a question of what something unexplained stands beside, or names that do not agree."""
        if not found.rows:
            return found
        grades = clause.grades if any(row.grades for row in found.rows) else set()
        unread = clause.unread(found.rows, self.catalogue.vocabulary.member)
        clear = agreed and not unread and len(grades) < 2
        kind = found.kind if clear else Kind.NEEDS_CERTIFICATE
        return replace(found, kind=kind, unread=unread, grade=min(grades) if len(grades) == 1 else None)


def _within(wordings: Iterable[Meaning], rows: set[Certificate]) -> list[Meaning]:
    """Return wordings for some rows only."""
    parted = [(each, tuple(row for row in each.rows if row in rows)) for each in wordings]
    return [replace(each, rows=kept) for each, kept in parted if kept]


def _common(clause: Clause, issuer: Meaning | None, places: Sequence[frozenset[Body]]) -> list[Meaning]:
    """Return the wordings in a clause, for the rows that all of them may mean."""
    no_name = {Sense.OWN_WORD}
    if issuer in clause.issuers and not clause.of(Sense.CERTIFICATE):
        no_name.add(Sense.JOB_TITLE)
    there = frozenset[Body]().union(*places)
    kept: list[Meaning] = []
    rows: set[Certificate] = set()
    for item in clause.items:
        wordings = [each for each in item.known if each.rows and each.sense not in no_name]
        if item.has(Sense.NEAR_MISS) and not issuer:  # 执业药师 is a listed name only where a country says so
            wordings = [each for each in wordings if any(row.body in there for row in each.rows)]
        named = {row for each in wordings for row in each.rows}
        rows = rows & named or rows or named
        kept += wordings
    named_bodies = {each.body for each in clause.issuers}
    for bodies in (*places, clause.settled_places, named_bodies) if not issuer else ():  # a country narrows
        rows = {row for row in rows if row.body in bodies} or rows
    return _within(kept, rows)
