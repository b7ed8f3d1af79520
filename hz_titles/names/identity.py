"""What a typed certificate turned out to be: which rows of Annex 1, and what would settle it.

A certificate is its row, name and issuer together (reading `row-identity`). What a name
leaves open is kept open: an `Identity` says which rows it may be and which fact would settle
it. The rules here weigh wordings that were found already; they look nothing up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum

from ..notice import Body, Certificate, NearMiss, Remark
from ..value import value
from .index import Entry, Fit, Issuer
from .text import fold


class Kind(Enum):
    """What a typed certificate turned out to be; what goes furthest towards a yes first."""

    SETTLED = "settled"  # one row, or rows of one body with one result
    NEEDS_ISSUER = "needs_issuer"  # rows that fit, but the issuer may be another, even one not listed
    NEEDS_CERTIFICATE = "needs_certificate"  # rows that it may be, but which certificate it is has to be said
    NOT_RECOGNISED = "not_recognised"  # nothing known was read: it may be anything, listed or not
    ISSUER_NOT_LISTED = "issuer_not_listed"  # a name of the list with a known issuer that has no such row
    NOT_LISTED = "not_listed"  # known, and not in the list


@value
class Identity:
    """Which rows of the catalogue a typed certificate may be."""

    kind: Kind
    rows: tuple[Certificate, ...] = ()  # the rows it may be; empty where it is not listed
    named: tuple[Certificate, ...] = ()  # for an issuer without such a row, the rows that bear the name
    grade: str | None = None  # the grade that stood in the name
    near_miss: NearMiss | None = None  # the known certificate outside the list that it is
    suggestions: tuple[str, ...] = ()  # listed names like the one typed
    remarks: tuple[Remark, ...] = ()  # what a person should know about the name
    text: str = ""  # the part of the typed text that it was read from
    unread: tuple[str, ...] = ()  # words in it that were not understood, as typed

    @property
    def certain(self) -> bool:
        """No other certificate, listed or not, could be meant."""
        return self.kind is Kind.SETTLED

    @property
    def row(self) -> Certificate | None:
        """The one row it was taken for, settled or awaiting its issuer; None where none or several fit."""
        known = self.kind in (Kind.SETTLED, Kind.NEEDS_ISSUER)
        return self.rows[0] if known and len(self.rows) == 1 else None


@value
class Given:
    """What the text of an issuer turned out to be."""

    text: str
    issuer: Issuer | None = None  # the listed body that it names
    stranger: bool = False  # it names another body that is known
    remark: Remark | None = None  # what sets that body apart
    places: frozenset[Body] = frozenset()  # it names no body, but the country of these


_PROVEN = (Fit.NAME, Fit.GENERAL)
_BESIDE = (Fit.BESIDE_ISSUER, Fit.JOB_TITLE)
_LIKELY = (Fit.UNPROVEN, Fit.UNPROVEN_BESIDE_ISSUER)
_BEST_FIRST = tuple(Kind)


def best(found: Iterable[Identity]) -> Identity:
    """Return the identity that goes furthest, the first of equals."""
    return min(found, key=lambda each: _BEST_FIRST.index(each.kind))


def once_each(found: Iterable[Identity]) -> tuple[Identity, ...]:
    """Leave out what is told twice: a row's name in Chinese and its code are one certificate."""
    kept: dict[object, Identity] = {}
    for each in found:
        kept.setdefault((each.rows, each.grade) if each.certain else fold(each.text), each)
    return tuple(kept.values())


def equivalent(rows: Iterable[Certificate]) -> bool:
    """Tell whether rows are of one body and lead to one title in one series, whichever it is."""
    return len({(row.body.id, row.title.name, row.series.name, row.grades is None) for row in rows}) == 1


def alone(entries: Sequence[Entry]) -> Identity | None:
    """Settle wordings without an issuer; None where they name nothing."""
    if rows := fitting(entries, Fit.NAME):
        kind = Kind.SETTLED if equivalent(rows) else Kind.NEEDS_ISSUER
        return Identity(kind=kind, rows=rows, grade=_grade_in(entries))
    if rows := fitting(entries, Fit.GENERAL):
        return Identity(kind=Kind.NEEDS_ISSUER, rows=rows, grade=_grade_in(entries))
    if likely := _unproven(entries, Fit.UNPROVEN):
        return likely
    # What is left fits rows only beside the issuer: not being told, it may be any of them or none.
    if rows := fitting(entries, *_BESIDE):
        return Identity(kind=Kind.NEEDS_ISSUER, rows=rows)
    return _unproven(entries, Fit.UNPROVEN_BESIDE_ISSUER)


def beside(entries: Sequence[Entry], issuer: Issuer) -> Identity | None:
    """Settle wordings with their issuer; None where they name nothing, with it or without it."""
    own = [fitting(entries, *fits, body=issuer.body) for fits in (_PROVEN, _BESIDE)]
    printing = [tuple(row for row in rows if row.number in issuer.printing) for rows in own]
    # The row that prints this very issuer; else what is its name before what only goes with the issuer.
    if rows := next(filter(None, (*printing, *own)), ()):
        kind = Kind.SETTLED if equivalent(rows) else Kind.NEEDS_CERTIFICATE
        return Identity(kind=kind, rows=rows, grade=_grade_in(entries))
    if likely := _unproven(entries, *_LIKELY, body=issuer.body):
        return likely
    named = _bearing(entries)
    if issuer.body.open and (of_classes := tuple(row for row in named if row.body.open)):
        # Who belongs to one class of bodies (TÜV Rheinland) may belong to another (authorised by IECEx).
        return Identity(kind=Kind.NEEDS_ISSUER, rows=of_classes, remarks=_class_notes(of_classes))
    return Identity(kind=Kind.ISSUER_NOT_LISTED, named=named) if named else None


def beside_given(entries: Sequence[Entry], given: Given | None) -> Identity | None:
    """Settle wordings with what was given as their issuer, if anything; None where they name nothing."""
    if given and given.issuer:
        return beside(entries, given.issuer)
    if given and given.stranger:
        remarks = (given.remark,) if given.remark else ()
        named = _bearing(entries)
        return Identity(kind=Kind.ISSUER_NOT_LISTED, named=named, remarks=remarks) if named else None
    found = alone(entries)
    if given is None or found is None or not found.rows:
        return found
    # A country is no issuer: it narrows, and does not refuse.
    if there := tuple(row for row in found.rows if row.body in given.places):
        return replace(found, rows=there)
    kind = Kind.NEEDS_CERTIFICATE if found.kind is Kind.NEEDS_CERTIFICATE else Kind.NEEDS_ISSUER
    notes = _class_notes(found.rows)
    open_rows = tuple(row for row in found.rows if row.body.open) if notes else found.rows
    return replace(found, kind=kind, rows=open_rows, remarks=(*found.remarks, *notes))


def near_missed(near: NearMiss) -> Identity:
    """Say what sets a known certificate outside the list apart, and which listed names it is near."""
    names = tuple(dict.fromkeys(row.name for row in near.near))
    return Identity(kind=Kind.NOT_LISTED, near_miss=near, suggestions=names, remarks=(near.remark,))


def fitting(entries: Iterable[Entry], *fits: Fit, body: Body | None = None) -> tuple[Certificate, ...]:
    """Return the rows that wordings of these fits may mean, by number: all, or those of one body."""
    rows = {row.number: row for entry in entries if entry.fit in fits for row in entry.certificates}
    return tuple(rows[number] for number in sorted(rows) if body is None or rows[number].body is body)


def _class_notes(rows: Iterable[Certificate]) -> tuple[Remark, ...]:
    """Say of what class an issuer has to be: the class is listed, not its members, so this may be one."""
    return tuple(Remark(text=row.body.class_note) for row in rows if row.body.open and row.body.class_note)


def _bearing(entries: Sequence[Entry]) -> tuple[Certificate, ...]:
    """Return the rows that bear the name, whoever issues it; the likely ones where it is proven for none."""
    return fitting(entries, *_PROVEN) or fitting(entries, Fit.UNPROVEN)


def _grade_in(entries: Iterable[Entry]) -> str | None:
    return next((entry.grade for entry in entries if entry.grade), None)


def _unproven(entries: Sequence[Entry], *fits: Fit, body: Body | None = None) -> Identity | None:
    """Name the rows that a wording is likely but not provably of: neither a yes nor a no."""
    rows = fitting(entries, *fits, body=body)
    likely = [entry for entry in entries if entry.fit in fits]
    remarks = dict.fromkeys(entry.remark for entry in likely if entry.remark)
    grade = _grade_in(likely)
    return (
        Identity(kind=Kind.NEEDS_CERTIFICATE, rows=rows, remarks=tuple(remarks), grade=grade)
        if rows
        else None
    )
