"""From what people type to what it names: certificates, issuers, grades, qualifications, areas.

A name is found exactly, after folding, or not at all: likeness suggests and never decides
(codes that differ in one letter are different certificates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from .catalogue import Body, Catalogue, Certificate, Qualification, Remark, Series, Title
from .errors import FactError
from .identity import Identity, Kind, alone, awaiting, bearing, beside, grade_in, near_missed
from .index import Entry, Fit, Index, Issuer, Place
from .jurisdiction import Jurisdiction
from .language import Phrase
from .typed import Folded, checked, fold, narrow, nearest, printable

_NUMBER = re.compile(r"(?:#|第)?\s*0*([0-9]{1,4})\s*项?")
_OPENING = '([{</|,;:，；：、【《“"+&的'
_EDGES = _OPENING + ")]}>】》”"
_ARTICLE = "the"
_JOINTS = ("ofthe", "of")
"""What may join a certificate and its body: Member of the Society …"""

_UNKNOWN_QUALIFICATION = Phrase("不认识这种学历或学位", "is no qualification that is known here")
_UNKNOWN_AREA = Phrase("不是{city}的区、县（市）", "is not a district, county or city of {city}")
_UNKNOWN_GRADE = Phrase("不是这种证书的等级", "is not a grade of this certificate")
_UNKNOWN_SERIES = Phrase("不是目录中的系列", "is not a series of the catalogue")
_UNKNOWN_TITLE = Phrase("不是目录中的职称", "is not a title of the catalogue")

Listed = TypeVar("Listed", Series, Title)


class Names:
    """Finds what a typed name means in both data files."""

    def __init__(self, catalogue: Catalogue, jurisdiction: Jurisdiction, *, suggesting: bool = True) -> None:
        """Take the names of both files; `suggesting` takes longer than all else, so it can be left out."""
        self.catalogue = catalogue
        self.jurisdiction = jurisdiction
        self.suggesting = suggesting
        self.index = Index(catalogue, jurisdiction)

    # Certificates

    def identify(self, cert: str, issuer: str | None = None) -> Identity:
        """Return which rows `cert` may be, given the text of its issuer or none.

        Rests on the reading `row-identity`: a certificate is its row, name and issuer together.

        Raises:
            FactError: a text is empty or overlong.
        """
        cert = checked("cert", cert)
        given = None if issuer is None else checked("issuer", issuer)
        if number := _NUMBER.fullmatch(narrow(cert)):
            return self._numbered(int(number[1]), given)
        folded = fold(cert)
        for text in (folded, *self._without_suffix(folded)):
            if identity := self._look_up(text, given):
                return identity
        return Identity(kind=Kind.NOT_LISTED, suggestions=self._suggest(cert, given))

    def _numbered(self, number: int, issuer: str | None) -> Identity:
        """Take a row's number for a name of it."""
        row = self.index.rows.get(number)
        entries = [Entry(text=row.name, fit=Fit.NAME, certificates=(row,))] if row else []
        return self._settle(entries, issuer) or Identity(kind=Kind.NOT_LISTED)

    def _without_suffix(self, text: Folded) -> Iterator[Folded]:
        for suffix in self.index.suffixes:
            if text.endswith(suffix) and len(text) > len(suffix):
                yield Folded(text.removesuffix(suffix))

    def _look_up(self, text: Folded, issuer: str | None) -> Identity | None:
        """Read `text` as a wording, as one with its body, as a body or as a near miss, in this order."""
        entries = self.index.entries.get(text, [])
        if identity := self._settle(entries, issuer) or self._composed(text, issuer):
            return identity
        if body := self.issuer(text):
            return self._body_alone(body, issuer)
        if near := self.index.near_misses.get(text):
            return near_missed(near)
        # What is left fits rows only beside the issuer: not being told, it may be any of them or none.
        return awaiting(entries) if issuer is None else None

    def _settle(self, entries: list[Entry], issuer: str | None) -> Identity | None:
        """Settle wordings as far as the issuer, or the lack of one, allows; None where nothing fits."""
        if issuer is None:
            return alone(entries)
        if not entries:
            return None
        found = self.issuer(issuer)
        return beside(entries, found) if found else self._beside_stranger(entries, issuer)

    def _beside_stranger(self, entries: list[Entry], issuer: str) -> Identity | None:
        """Settle wordings with an issuer that is not listed by this name."""
        rows = bearing(entries)
        if not rows:
            return None
        remark = self.index.body_near_misses.get(fold(issuer))
        if remark is None and (open_rows := tuple(row for row in rows if row.body.open)):
            # A class of bodies is listed, not its members: whether this is one cannot be known here.
            notes = tuple(Remark(text=row.body.class_note) for row in open_rows if row.body.class_note)
            return Identity(kind=Kind.NEEDS_ISSUER, rows=open_rows, grade=grade_in(entries), remarks=notes)
        names = [name for row in rows for name in (row.issuer, row.issuer_en, *row.body.names) if name]
        return Identity(
            kind=Kind.ISSUER_NOT_LISTED,
            named=rows,
            remarks=(remark,) if remark else (),
            suggestions=nearest(issuer, names) if self.suggesting else (),
        )

    def _body_alone(self, body: Issuer, issuer: str | None) -> Identity:
        """Ask for the certificate where only its body was typed: that alone is never enough."""
        rows = self._issued_by(body.body)
        if issuer and (other := self.issuer(issuer)) and other.body is not body.body:
            return Identity(kind=Kind.ISSUER_NOT_LISTED, named=rows)
        return Identity(kind=Kind.NEEDS_CERTIFICATE, rows=rows)

    def _issued_by(self, body: Body) -> tuple[Certificate, ...]:
        return tuple(row for row in self.catalogue.certificates if row.body is body)

    def _suggest(self, cert: str, issuer: str | None) -> tuple[str, ...]:
        """Return the names most like `cert`, behind those of the issuer's own rows."""
        if not self.suggesting:
            return ()
        names = [entry.text for entries in self.index.entries.values() for entry in entries]
        names += [name for near in self.catalogue.near_misses for name in near.names]
        names += [name for body in self.catalogue.bodies for name in body.names]
        found = self.issuer(issuer) if issuer else None
        own = [row.name for row in self._issued_by(found.body)] if found else []
        return tuple(dict.fromkeys((*own, *nearest(cert, names))))

    # A certificate and its body in one text

    def _composed(self, text: Folded, issuer: str | None) -> Identity | None:
        """Find a body's name and a wording in one text: ``SOT 会员``, ``PMP (PMI)``."""
        for wording, body in self._parts(text):
            if entries := self.index.entries.get(wording):
                if identity := beside(entries, body):
                    own = issuer is None or self._issues(issuer, identity.rows)
                    return identity if own else Identity(kind=Kind.ISSUER_NOT_LISTED, named=identity.rows)
            elif near := self.index.near_misses.get(wording):
                return near_missed(near)
        return None

    def _issues(self, issuer: str, rows: tuple[Certificate, ...]) -> bool:
        found = self.issuer(issuer)
        return all(found is not None and row.body is found.body for row in rows)

    def _parts(self, text: Folded) -> Iterator[tuple[Folded, Issuer]]:
        """Yield what may be a wording in `text`, with the body whose name stands beside it."""
        around = tuple(self._around(text))
        yield from around
        for rest, found in around:  # the body named twice: ``Society of Toxicology (SOT) member``
            yield from ((left, found) for left, other in self._around(rest) if other.body is found.body)
        yield from self._around_member(text)

    def _around(self, text: Folded) -> Iterator[tuple[Folded, Issuer]]:
        """Yield what stands beside a body's name in `text`, with that body."""
        for name, found in self.index.bodies.items():
            if name in text:  # by far most are not: what is costly begins behind this
                for rest in _remainders(text, name):
                    yield rest, found

    def _around_member(self, text: Folded) -> Iterator[tuple[Folded, Issuer]]:
        """Yield the wordings beside a member of a class: ``Texas Board of Pharmacy pharmacist``."""
        for wording in self.index.entries:
            if wording in text:
                for rest in _remainders(text, wording):
                    if member := self._member(rest):
                        yield wording, member

    # Issuers

    def issuer(self, text: str) -> Issuer | None:
        """Return the listed body that `text` names, or None.

        Members of a class of bodies are told by pattern (reading `issuer-classes`).
        """
        folded = fold(text)
        for name in (folded, Folded(folded.removeprefix(_ARTICLE))):
            if found := self.index.bodies.get(name) or self._twice_named(name):
                return found
        return self._member(folded)

    def _twice_named(self, text: Folded) -> Issuer | None:
        """Find a body behind two of its own names: ``Society of Toxicology (SOT)``."""
        for rest, found in self._around(text):
            if (other := self.index.bodies.get(rest)) and other.body is found.body:
                return found if found.printing else other
        return None

    def _member(self, text: Folded) -> Issuer | None:
        """Find the class of bodies that `text` names a member of."""
        classes = (body for member, body in self.index.classes if member.fullmatch(text))
        return next((Issuer(body=body) for body in classes), None)

    # Grades

    def grade(self, text: str, row: Certificate) -> str:
        """Return the grade of `row` that `text` names.

        Raises:
            FactError: there is no such grade.
        """
        text = checked("grade", text)
        assert row.grades is not None
        folded = fold(text)
        for grade in row.grades.order:
            if folded in map(fold, (grade, *(word.format(grade=grade) for word in row.grades.words))):
                return grade
        raise FactError("grade", printable(text), _UNKNOWN_GRADE, accepted=row.grades.order)

    # Qualifications

    def qualification(self, text: str) -> tuple[Qualification, Remark | None]:
        """Return the qualification that `text` names, and what has to be said about the wording.

        Raises:
            FactError: it is unknown, or known to prove nothing (肄业, 在读 …).
        """
        text = checked("degree", text)
        folded = fold(text)
        if found := self.index.qualifications.get(folded):
            return found
        known = self.catalogue.qualifications
        accepted = tuple(one.id for one in known)
        for refused, remark in self.index.refused:
            if remark and refused.fullmatch(folded):
                raise FactError("degree", printable(text), remark.text, accepted=accepted)
        raise FactError(
            "degree",
            printable(text),
            _UNKNOWN_QUALIFICATION,
            accepted=accepted,
            nearest=nearest(text, (word for one in known for word in one.texts)),
        )

    # Places

    def place(self, text: str) -> Place:
        """Return the area, or the areas a former name may mean.

        Raises:
            FactError: it names no area of the city.
        """
        text = checked("district", text)
        folded = fold(text)
        for prefix in ("", *self.index.prefixes):
            name = Folded(folded.removeprefix(prefix))
            if folded.startswith(prefix) and (place := self.index.places.get(name)):
                return place
        areas = self.jurisdiction.areas
        raise FactError(
            "district",
            printable(text),
            _UNKNOWN_AREA,
            city=self.jurisdiction.city,
            accepted=tuple(area.name for area in areas),
            nearest=nearest(text, (name for area in areas for name in area.texts)),
        )

    # Filters

    def series(self, text: str) -> Series:
        """Return the series that `text` names.

        Raises:
            FactError: there is no such series.
        """
        return _listed("series", text, self.catalogue.series, _UNKNOWN_SERIES)

    def title(self, text: str) -> Title:
        """Return the title that `text` names.

        Raises:
            FactError: there is no such title.
        """
        return _listed("title", text, self.catalogue.titles, _UNKNOWN_TITLE)


def _listed(fact: str, text: str, every: tuple[Listed, ...], unknown: Phrase) -> Listed:
    text = checked(fact, text)
    folded = fold(text)
    for one in every:
        if folded in map(fold, one.texts):
            return one
    raise FactError(
        fact,
        printable(text),
        unknown,
        accepted=tuple(one.name for one in every),
        nearest=nearest(text, (name for one in every for name in one.texts)),
    )


def _remainders(text: str, name: Folded) -> Iterator[Folded]:
    """Yield what is left of `text` when `name` stands before or behind it, maybe in brackets."""
    for whole in dict.fromkeys((text, text.removesuffix(")"), text.strip(_EDGES))):
        if whole.startswith(name) and len(whole) > len(name):
            rest = whole.removeprefix(name)
            yield from dict.fromkeys((Folded(rest.lstrip(_EDGES)), Folded(rest.strip(_EDGES))))
        if whole.endswith(name) and len(whole) > len(name):
            rest = whole.removesuffix(name)
            yield from dict.fromkeys((Folded(rest.rstrip(_OPENING)), Folded(rest.strip(_EDGES))))
            for joint in _JOINTS:
                if rest.endswith(joint):
                    yield Folded(rest.removesuffix(joint))
                    break
