"""What a typed certificate turned out to be: which rows of Annex 1, and what would settle it.

A certificate is its row, name and issuer together (reading `row-identity`). What a name
leaves open is kept open: an `Identity` says which rows it may be and which fact would settle
it. The rules here weigh wordings that were found already; they look nothing up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ..notice.annex1 import Body, Certificate, NearMiss, Remark
from .index import Entry, Fit, Issuer


class Kind(Enum):
    """What a typed certificate turned out to be."""

    SETTLED = "settled"
    """One row, or rows of one body with one result."""
    NEEDS_ISSUER = "needs_issuer"
    """Rows that fit, but the issuer may be another, even one that is not listed."""
    NEEDS_CERTIFICATE = "needs_certificate"
    """Rows that it may be, but which certificate it is has to be said."""
    ISSUER_NOT_LISTED = "issuer_not_listed"
    """A name of the list with an issuer that has no such row."""
    NOT_LISTED = "not_listed"
    """Known, and not in the list."""
    NOT_RECOGNISED = "not_recognised"
    """Nothing known was read: it may be anything, listed or not."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Identity:
    """Which rows of the catalogue a typed certificate may be.

    Attributes:
        rows: the rows it may be; empty where it is not listed.
        named: for an issuer without such a row, the rows that bear the name.
        grade: the grade that stood in the name.
        near_miss: the known certificate outside the list that it is.
        suggestions: listed names like the one typed.
        remarks: what a person should know about the name.
        text: the part of the typed text that it was read from.
        unread: words in it that were not understood, as typed.
    """

    kind: Kind
    rows: tuple[Certificate, ...] = ()
    named: tuple[Certificate, ...] = ()
    grade: str | None = None
    near_miss: NearMiss | None = None
    suggestions: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    text: str = ""
    unread: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """No other certificate, listed or not, could be meant."""
        return self.kind is Kind.SETTLED

    @property
    def row(self) -> Certificate | None:
        """The one row it was taken for, settled or awaiting its issuer; None where none or several fit."""
        known = self.kind in (Kind.SETTLED, Kind.NEEDS_ISSUER)
        return self.rows[0] if known and len(self.rows) == 1 else None


def equivalent(rows: Iterable[Certificate]) -> bool:
    """Tell whether rows are of one body and lead to one title in one series, whichever it is."""
    return len({(row.body.id, row.title.name, row.series.name, row.grades is None) for row in rows}) == 1


_PROVEN = (Fit.NAME, Fit.GENERAL)


def alone(entries: Iterable[Entry]) -> Identity | None:
    """Settle wordings without an issuer; None where none fits without one."""
    rows = _fitting(entries, *_PROVEN)
    if not rows:
        return _unproven(entries, Fit.UNPROVEN)
    proven = all(entry.fit is not Fit.GENERAL for entry in entries) and equivalent(rows)
    kind = Kind.SETTLED if proven else Kind.NEEDS_ISSUER
    return Identity(kind=kind, rows=rows, grade=grade_in(entries))


def beside(entries: Iterable[Entry], issuer: Issuer) -> Identity | None:
    """Settle wordings with their issuer; None where they name nothing, with it or without it."""
    own = [_fitting(entries, *fits, body=issuer.body) for fits in (_PROVEN, (Fit.BESIDE_ISSUER,))]
    printing = [tuple(row for row in rows if row.number in issuer.printing) for rows in own]
    # The row that prints this very issuer; else what is its name before what only goes with the issuer.
    if rows := next(filter(None, (*printing, *own)), ()):
        kind = Kind.SETTLED if equivalent(rows) else Kind.NEEDS_CERTIFICATE
        return Identity(kind=kind, rows=rows, grade=grade_in(entries))
    if likely := _unproven(entries, Fit.UNPROVEN, Fit.UNPROVEN_BESIDE_ISSUER, body=issuer.body):
        return likely
    named = bearing(entries)
    return Identity(kind=Kind.ISSUER_NOT_LISTED, named=named) if named else None


def awaiting(entries: Iterable[Entry]) -> Identity | None:
    """Ask for the issuer that wordings fit beside, or for the certificate where none would prove it."""
    if rows := _fitting(entries, Fit.BESIDE_ISSUER):
        return Identity(kind=Kind.NEEDS_ISSUER, rows=rows)
    return _unproven(entries, Fit.UNPROVEN_BESIDE_ISSUER)


def near_missed(near: NearMiss) -> Identity:
    """Say what sets a known certificate outside the list apart, and which listed names it is near."""
    names = tuple(dict.fromkeys(row.name for row in near.near))
    return Identity(kind=Kind.NOT_LISTED, near_miss=near, suggestions=names, remarks=(near.remark,))


def bearing(entries: Iterable[Entry]) -> tuple[Certificate, ...]:
    """Return the rows that bear the name, whoever issues it; the likely ones where it is proven for none."""
    return _fitting(entries, *_PROVEN) or _fitting(entries, Fit.UNPROVEN)


def grade_in(entries: Iterable[Entry]) -> str | None:
    """Return the grade that stands in the name, if any."""
    return next((entry.grade for entry in entries if entry.grade), None)


def _unproven(entries: Iterable[Entry], *fits: Fit, body: Body | None = None) -> Identity | None:
    """Name the rows that a wording is likely but not provably of: neither a yes nor a no."""
    rows = _fitting(entries, *fits, body=body)
    remarks = dict.fromkeys(entry.remark for entry in entries if entry.fit in fits and entry.remark)
    return Identity(kind=Kind.NEEDS_CERTIFICATE, rows=rows, remarks=tuple(remarks)) if rows else None


def _fitting(entries: Iterable[Entry], *fits: Fit, body: Body | None = None) -> tuple[Certificate, ...]:
    """Return the rows that wordings of these fits may mean, by number: all, or those of one body."""
    rows = {row.number: row for entry in entries if entry.fit in fits for row in entry.certificates}
    return tuple(rows[number] for number in sorted(rows) if body is None or rows[number].body is body)
