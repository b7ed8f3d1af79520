"""What the words of a certificate's text come to, once each of them is known for what it is.

A row is settled only where everything in the text is explained. What is not makes a question
of a yes and of a no alike; a no is only what is known to be something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..language import Phrase
from ..notice.annex1 import Body, Catalogue, Certificate, Remark
from .identity import (
    Given,
    Identity,
    Kind,
    alone,
    bearing,
    beside,
    beside_given,
    fitting,
    near_missed,
)
from .index import Entry, Fit, Issuer
from .lexicon import Sense
from .reading import Clause, Item

_SURE = frozenset({Fit.NAME, Fit.GENERAL, Fit.BESIDE_ISSUER, Fit.UNPROVEN, Fit.UNPROVEN_BESIDE_ISSUER})
_UNREAD = Phrase(
    "“{words}”没有读懂，可能影响是不是这种证书：请按证书写全称和颁证单位",
    "“{words}” was not understood and may make it another certificate: please give the full name "
    "and the issuer as printed",
)
_BESIDE = frozenset({Fit.BESIDE_ISSUER, Fit.UNPROVEN_BESIDE_ISSUER, Fit.JOB_TITLE})


class Scales:
    """Weighs the clauses of a text with what the catalogue says."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._members = catalogue.vocabulary.member

    def weigh(self, clause: Clause, given: Given | None) -> Identity:
        """Return what a clause comes to, beside what was given as its issuer."""
        found = self._weigh(clause, given)
        if found.unread and found.rows:
            words = "”“".join(found.unread)
            found = replace(found, remarks=(*found.remarks, Remark(text=_UNREAD.filled(words=words))))
        return replace(found, text=clause.text)

    def _weigh(self, clause: Clause, given: Given | None) -> Identity:
        if clause.has(Sense.EITHER) and len(_settling(clause)) > 1:
            rows = _all_rows(_settling(clause))
            return Identity(kind=Kind.NEEDS_CERTIFICATE, rows=rows)
        issuers = clause.issuers
        if _settling(clause) or not issuers or given is None:
            return self._read(clause, issuers, given)
        # Name and body in one text are what they are without the issuer, and are weighed beside it.
        return self._again(self._read(clause, issuers, None), given)

    def _again(self, found: Identity, given: Given) -> Identity:
        if not found.rows:
            return found
        fit = Fit.NAME if found.certain else Fit.UNPROVEN
        entry = Entry(text=found.text, fit=fit, certificates=found.rows, grade=found.grade)
        other = beside_given([entry], given) or found
        if other.kind is Kind.ISSUER_NOT_LISTED:
            return other
        remarks = tuple(dict.fromkeys((*other.remarks, *found.remarks)))
        return replace(other, unread=found.unread, remarks=remarks)

    def _read(self, clause: Clause, issuers: Sequence[Issuer], given: Given | None) -> Identity:
        settling = _settling(clause)
        known = clause.near_miss is not None or clause.has(Sense.OTHER_CERTIFICATE)
        if settling:
            return self._settled(clause, settling, given)
        issuer = (given.issuer if given else None) or (issuers[0] if len(issuers) == 1 else None)
        there = self._places(clause, given, settling=True), self._places(clause, given)
        entries = _common(clause, issuer, *there)
        open_name = issuer or there[1] or any(entry.fit is Fit.UNPROVEN for entry in entries)
        if entries and (open_name or not known):
            return self._named(clause, entries, issuer, given)
        if known:
            return self._other(clause, issuers)
        return self._unnamed(clause, issuers, issuer, given)

    def _places(self, clause: Clause, given: Given | None, *, settling: bool = False) -> set[Body]:
        places = clause.places(settling=settling)
        return places | given.places if given and not settling else places

    def _settled(self, clause: Clause, settling: list[Item], given: Given | None) -> Identity:
        """A name that settles its row stands in the text."""
        sets = [set(fitting(item.entries, Fit.NAME)) for item in settling]
        rows = set.intersection(*sets) or set.union(*sets)
        agreed = bool(set.intersection(*sets))
        entries = [_within(entry, rows) for item in clause.wordings for entry in item.entries]
        entries = [entry for entry in entries if entry.certificates]
        names = [entry for entry in entries if entry.fit is Fit.NAME]
        found = (beside_given(names, given) if given else alone(names)) or Identity(kind=Kind.NOT_RECOGNISED)
        if not found.rows:
            return found
        grades = clause.grades if any(row.grades for row in rows) else set()
        unread = clause.unread(found.rows, self._members)
        if unread or not agreed or len(grades) > 1:
            return self._spoilt(found, unread, None if len(grades) > 1 else next(iter(grades), None))
        return replace(found, grade=next(iter(grades), None))

    def _named(
        self, clause: Clause, entries: list[Entry], issuer: Issuer | None, given: Given | None
    ) -> Identity:
        """A name of rows stands in the text that settles none of them by itself."""
        settling = self._places(clause, given, settling=True)
        if issuer:
            found = beside(entries, issuer)
        elif given and not given.places:
            found = beside_given(entries, given)
        elif there := {row.body for row in fitting(entries, Fit.GENERAL, Fit.BESIDE_ISSUER)} & settling:
            found = beside(entries, Issuer(body=next(iter(there)))) if len(there) == 1 else alone(entries)
        else:
            found = alone(entries)
        if found is None:
            return self._unnamed(clause, clause.issuers, issuer, given)
        if not found.rows:
            own = issuer in clause.issuers
            return self._of_body(clause, [issuer] if issuer else []) if own else found
        if clause.strangers and not issuer and not settling:
            remark = next((each.remark for each in clause.strangers if each.remark), None)
            return _not_theirs(bearing(entries) or found.rows, remark)
        grades = clause.grades if any(row.grades for row in found.rows) else set()
        unread = clause.unread(found.rows, self._members)
        if unread or len(grades) > 1:
            return self._spoilt(found, unread, None if len(grades) > 1 else next(iter(grades), None))
        return replace(found, grade=next(iter(grades), None))

    def _spoilt(self, found: Identity, unread: tuple[str, ...], grade: str | None) -> Identity:
        return replace(found, kind=Kind.NEEDS_CERTIFICATE, unread=unread, grade=grade)

    def _other(self, clause: Clause, issuers: Sequence[Issuer]) -> Identity:
        """A known certificate outside the list; beside a listed body, unknown words leave it open."""
        if clause.near_miss:
            return near_missed(clause.near_miss)
        unread = [item for item in clause.items if not item.meanings]
        if issuers and unread:
            return self._of_body(clause, issuers)
        return Identity(kind=Kind.NOT_LISTED)

    def _unnamed(
        self, clause: Clause, issuers: Sequence[Issuer], issuer: Issuer | None, given: Given | None
    ) -> Identity:
        """No name of a row and no other certificate stands in the text."""
        bodies = {each.body for each in issuers} | ({issuer.body} if issuer else set())
        papers = {body for item in clause.items for each in item.of(Sense.PAPER) for body in each.bodies}
        if papers & bodies:
            return Identity(kind=Kind.NOT_LISTED)
        if bodies:
            found = self._of_body(clause, issuers or ([issuer] if issuer else []))
            if given and not given.issuer and issuers:
                return self._again(found, given)
            return found
        if clause.strangers or (given and given.stranger) or _only(clause, Sense.DEGREE):
            return Identity(kind=Kind.NOT_LISTED)
        return Identity(kind=Kind.NOT_RECOGNISED, unread=clause.unread((), self._members))

    def _of_body(self, clause: Clause, issuers: Sequence[Issuer]) -> Identity:
        """Ask for the certificate where a body's name stands in the text and no name of its rows."""
        bodies = {issuer.body for issuer in issuers}
        rows = tuple(row for row in self._catalogue.certificates if row.body in bodies)
        kindred = {row for item in clause.wordings for entry in item.entries for row in entry.certificates}
        narrowed = tuple(row for row in rows if row in kindred) or rows
        unread = clause.unread(narrowed, self._members)
        return Identity(kind=Kind.NEEDS_CERTIFICATE, rows=narrowed, unread=unread)


def _settling(clause: Clause) -> list[Item]:
    return [item for item in clause.wordings if any(entry.fit is Fit.NAME for entry in item.entries)]


def _all_rows(items: Iterable[Item]) -> tuple[Certificate, ...]:
    return fitting((entry for item in items for entry in item.entries), Fit.NAME)


def _within(entry: Entry, rows: set[Certificate]) -> Entry:
    return replace(entry, certificates=tuple(row for row in entry.certificates if row in rows))


def _common(clause: Clause, issuer: Issuer | None, settling: set[Body], places: set[Body]) -> list[Entry]:
    """Return the wordings in a clause, for the rows that all of them may mean."""
    certified = clause.has(Sense.CERTIFICATE)
    kept: list[list[Entry]] = []
    for item in clause.wordings:
        entries = [entry for entry in item.entries if entry.fit is not Fit.OWN_WORD]
        if issuer and issuer in clause.issuers and not certified:
            entries = [entry for entry in entries if entry.fit is not Fit.JOB_TITLE]
        if item.has(Sense.NEAR_MISS) and not issuer:  # 执业药师 is a listed name only where a country says so
            entries = [entry for entry in entries if any(row.body in places for row in entry.certificates)]
        if entries:
            kept.append(entries)
    if not kept:
        return []
    rows: set[Certificate] = set()
    for entries in kept:
        named = {row for entry in entries for row in entry.certificates}
        named = {row for row in named if not issuer or row.body is issuer.body}
        rows = rows & named or rows or named
    if issuer and not rows:
        rows = {row for entries in kept for entry in entries for row in entry.certificates}
    for bodies in (places, settling) if not issuer else ():  # a country narrows, the sooner one that settles
        rows = {row for row in rows if row.body in bodies} or rows
    found = [_within(entry, rows) for entries in kept for entry in entries]
    return [entry for entry in found if entry.certificates]


def _only(clause: Clause, sense: Sense) -> bool:
    return clause.has(sense) and all(item.meanings for item in clause.items)


def _not_theirs(rows: tuple[Certificate, ...], remark: Remark | None) -> Identity:
    return Identity(kind=Kind.ISSUER_NOT_LISTED, named=rows, remarks=(remark,) if remark else ())
