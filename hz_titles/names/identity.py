"""What a typed certificate turned out to be, and what wordings come to beside an issuer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from enum import Enum

from ..notice import Body, Certificate, NearMiss, Remark
from ..value import value
from .index import Meaning, Sense

PROVEN = (Sense.NAME, Sense.GENERAL)
_BESIDE = (Sense.BESIDE_ISSUER, Sense.JOB_TITLE)
_LIKELY = (Sense.UNPROVEN, Sense.UNPROVEN_BESIDE_ISSUER)


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


def best(found: Iterable[Identity]) -> Identity:
    """Return the identity that goes furthest, the first of equals."""
    return min(found, key=lambda each: [*Kind].index(each.kind))


def equivalent(rows: Iterable[Certificate]) -> bool:
    """Tell whether rows are of one body and lead to one title in one series, whichever it is."""
    return len({(row.body.id, row.title.name, row.series.name, row.grades is None) for row in rows}) == 1


def fitting(found: Iterable[Meaning], *senses: Sense, body: Body | None = None) -> tuple[Certificate, ...]:
    """Return the rows that wordings of these senses may mean, by number: all, or those of one body."""
    rows = {row.number: row for each in found if each.sense in senses for row in each.rows}
    return tuple(rows[number] for number in sorted(rows) if body is None or rows[number].body is body)


def _named(kind: Kind, found: Sequence[Meaning], *senses: Sense, body: Body | None = None) -> Identity | None:
    """Return the rows of wordings of these senses with their grade and remarks; None where there are none."""
    if not (rows := fitting(found, *senses, body=body)):
        return None
    fit = [each for each in found if each.sense in senses]
    remarks = dict.fromkeys(each.remark for each in fit if each.remark)
    grade = next((each.grade for each in fit if each.grade), None)
    return Identity(kind=kind, rows=rows, grade=grade, remarks=tuple(remarks))


def _alone(found: Sequence[Meaning]) -> Identity | None:
    """Settle wordings without an issuer; None where they name nothing."""
    settled = _named(Kind.SETTLED, found, Sense.NAME)
    if settled and not equivalent(settled.rows):
        return replace(settled, kind=Kind.NEEDS_ISSUER)
    return (
        settled
        or _named(Kind.NEEDS_ISSUER, found, Sense.GENERAL)
        or _named(Kind.NEEDS_CERTIFICATE, found, Sense.UNPROVEN)
        # What is left fits rows only beside the issuer: not being told, it may be any of them or none.
        or _named(Kind.NEEDS_ISSUER, found, *_BESIDE)
        or _named(Kind.NEEDS_CERTIFICATE, found, Sense.UNPROVEN_BESIDE_ISSUER)
    )


def beside_given(found: Sequence[Meaning], given: Meaning | None) -> Identity | None:
    """Settle wordings with what was given as their issuer, if anything; None where they name nothing."""
    if given and given.body:
        return _beside(found, given.body, given.printing)
    if given and given.sense is Sense.OTHER_BODY:
        remarks = (given.remark,) if given.remark else ()
        named = _bearing(found)
        return Identity(kind=Kind.ISSUER_NOT_LISTED, named=named, remarks=remarks) if named else None
    one = _alone(found)
    if given is None or one is None or not one.rows:
        return one
    # A country is no issuer: it narrows, and does not refuse.
    if there := tuple(row for row in one.rows if row.body in given.bodies):
        return replace(one, rows=there)
    kind = Kind.NEEDS_CERTIFICATE if one.kind is Kind.NEEDS_CERTIFICATE else Kind.NEEDS_ISSUER
    notes = _class_notes(one.rows)
    open_rows = tuple(row for row in one.rows if row.body.open) if notes else one.rows
    return replace(one, kind=kind, rows=open_rows, remarks=(*one.remarks, *notes))


def _beside(found: Sequence[Meaning], body: Body, printing: Collection[int]) -> Identity | None:
    """Settle wordings with a body whose name, as it stands, is printed in some rows."""
    own = [fitting(found, *senses, body=body) for senses in (PROVEN, _BESIDE)]
    exact = [tuple(row for row in rows if row.number in printing) for rows in own]
    # The row that prints this very issuer; else what is its name before what only goes with the issuer.
    if rows := next(filter(None, (*exact, *own)), ()):
        kind = Kind.SETTLED if equivalent(rows) else Kind.NEEDS_CERTIFICATE
        return Identity(kind=kind, rows=rows, grade=next((each.grade for each in found if each.grade), None))
    if likely := _named(Kind.NEEDS_CERTIFICATE, found, *_LIKELY, body=body):
        return likely
    named = _bearing(found)
    if body.open and (of_classes := tuple(row for row in named if row.body.open)):
        # Who belongs to one class of bodies (TÜV Rheinland) may belong to another (authorised by IECEx).
        return Identity(kind=Kind.NEEDS_ISSUER, rows=of_classes, remarks=_class_notes(of_classes))
    return Identity(kind=Kind.ISSUER_NOT_LISTED, named=named) if named else None


def near_missed(near: NearMiss) -> Identity:
    """Say what sets a known certificate outside the list apart, and which listed names it is near."""
    names = tuple(dict.fromkeys(row.name for row in near.near))
    return Identity(kind=Kind.NOT_LISTED, near_miss=near, suggestions=names, remarks=(near.remark,))


def _class_notes(rows: Iterable[Certificate]) -> tuple[Remark, ...]:
    """Say of what class an issuer has to be: the class is listed, not its members, so this may be one."""
    return tuple(Remark(text=row.body.class_note) for row in rows if row.body.open and row.body.class_note)


def _bearing(found: Sequence[Meaning]) -> tuple[Certificate, ...]:
    """Return the rows that bear the name, whoever issues it; the likely ones where it is proven for none."""
    return fitting(found, *PROVEN) or fitting(found, Sense.UNPROVEN)
