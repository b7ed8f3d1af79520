"""From what people type to what it names: certificates, issuers, grades, qualifications, areas.

A name is found exactly, after folding, or not at all: likeness suggests and never decides
(codes that differ in one letter are different certificates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar

from ..errors import FactError
from ..language import Phrase
from ..notice.annex1 import Body, Catalogue, Certificate, Remark, Series, Title
from ..notice.annex2 import Jurisdiction
from .identity import Identity, Kind, alone, awaiting, bearing, beside, grade_in, near_missed
from .index import Entry, Fit, Index, Issuer, Place
from .places import Places
from .qualifications import QualificationRead, Qualifications
from .text import Folded, checked, fold, narrow, nearest, printable, unwrapped

_NUMBER = re.compile(r"(?:#|第)?\s*0*([0-9]{1,4})\s*项?")
_OPENING = '([{</|,;:，；：、【《“"+&的'
_EDGES = _OPENING + ")]}>】》”"
_ARTICLE = "the"
_JOINTS = ("ofthe", "of")
"""What may join a certificate and its body: Member of the Society …"""

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
        self.qualifications = Qualifications(catalogue)
        self.places = Places(jurisdiction, {})

    # Certificates

    def identify_all(
        self, certs: Sequence[str], issuers: Sequence[str] = (), as_of: date | None = None
    ) -> tuple[Identity, ...]:
        """Return which rows each certificate in `certs` may be; each takes the issuer that fits it.

        Raises:
            FactError: a text is empty or overlong.
        """
        return tuple(self.identify(cert, next(iter(issuers), None), as_of) for cert in certs)

    def identify(self, cert: str, issuer: str | None = None, as_of: date | None = None) -> Identity:
        """Return which rows `cert` may be, given the text of its issuer or none.

        Rests on the reading `row-identity`: a certificate is its row, name and issuer together.

        Raises:
            FactError: a text is empty or overlong.
        """
        cert = checked("cert", cert)
        given = None if issuer is None else checked("issuer", issuer)
        if number := _NUMBER.fullmatch(narrow(cert)):
            return self._numbered(int(number[1]), given)
        for text in self._forms(fold(cert)):
            if identity := self._look_up(text, given):
                return identity
        return Identity(kind=Kind.NOT_LISTED, suggestions=self._suggest(cert, given))

    def _numbered(self, number: int, issuer: str | None) -> Identity:
        """Take a row's number for a name of it."""
        row = self.index.rows.get(number)
        entries = [Entry(text=row.name, fit=Fit.NAME, certificates=(row,))] if row else []
        return self._settle(entries, issuer) or Identity(kind=Kind.NOT_LISTED)

    def _forms(self, text: Folded) -> Iterator[Folded]:
        """Yield `text`, then what it is without brackets around it or a word for certificate behind it."""
        yield text
        if (inner := unwrapped(text)) != text:
            yield inner
        for suffix in self.index.suffixes:
            if inner.endswith(suffix) and len(inner) > len(suffix):
                yield unwrapped(Folded(inner.removesuffix(suffix)))

    def _look_up(self, text: Folded, issuer: str | None) -> Identity | None:
        """Read `text` as a name, as one with its body, as two of one row, or as a body, in this order."""
        for read in (self._named, self._composed, self._named_twice, self._body_alone):
            if identity := read(text, issuer):
                return identity
        # What is left fits rows only beside the issuer: not being told, it may be any of them or none.
        return awaiting(self.index.entries.get(text, [])) if issuer is None else None

    def _named(self, text: Folded, issuer: str | None) -> Identity | None:
        """Read `text` as a wording, as a near miss, or as a wording once its issuer stands beside it."""
        if identity := self._settle(self.index.entries.get(text, []), issuer):
            return identity
        if near := self.index.near_misses.get(text):
            return near_missed(near)
        return self._joined(text, issuer) if issuer else None

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
        remark = next(filter(None, map(self.index.body_near_misses.get, _spellings(issuer))), None)
        if remark is None and (open_rows := tuple(row for row in rows if row.body.open)):
            # A class of bodies is listed, not its members: whether this is one cannot be known here.
            notes = tuple(Remark(text=row.body.class_note) for row in open_rows if row.body.class_note)
            proven = any(entry.fit is not Fit.UNPROVEN for entry in entries)
            kind = Kind.NEEDS_ISSUER if proven else Kind.NEEDS_CERTIFICATE
            return Identity(kind=kind, rows=open_rows, grade=grade_in(entries), remarks=notes)
        names = [name for row in rows for name in (row.issuer, row.issuer_en, *row.body.names) if name]
        return Identity(
            kind=Kind.ISSUER_NOT_LISTED,
            named=rows,
            remarks=(remark,) if remark else (),
            suggestions=nearest(issuer, names) if self.suggesting else (),
        )

    def _joined(self, text: Folded, issuer: str) -> Identity | None:
        """Look for name and issuer as they are written in one: ``MT`` of ``ASCPi`` is ``MT ASCPi``."""
        if not (body := self.issuer(issuer)):
            return None
        for name in (fold(issuer), *map(fold, body.body.names)):
            for whole in (Folded(text + name), Folded(name + text)):
                entries = self.index.entries.get(whole)
                if entries and (identity := beside(entries, body)) and identity.rows:
                    return identity
                if near := self.index.near_misses.get(whole):
                    return near_missed(near)
        return None

    def _body_alone(self, text: Folded, issuer: str | None) -> Identity | None:
        """Ask for the certificate where only its body was typed: that alone is never enough."""
        if not (found := self.issuer(text)):
            return None
        rows = self._issued_by(found.body)
        return self._settle([Entry(text=text, fit=Fit.UNPROVEN, certificates=rows)], issuer)

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

    # Two names in one text

    def _composed(self, text: Folded, issuer: str | None) -> Identity | None:
        """Find a name and its body in one text: ``SOT 会员``, ``PMP (PMI)``; they are what they are apart."""
        for wording, body in self._parts(text):
            if identity := self._named(wording, body):
                if issuer is None or not identity.rows:
                    return identity
                return self._settle([_whole(text, identity)], issuer)
        return None

    def _parts(self, text: Folded) -> Iterator[tuple[Folded, Folded]]:
        """Yield what may be a name in `text`, with the name of the body that stands beside it."""
        around = tuple(self._around(text))
        yield from around
        for rest, name in around:  # the body named twice: ``Society of Toxicology (SOT) member``
            yield from ((left, name) for left, other in self._around(rest) if self._same_body(name, other))

    def _around(self, text: Folded) -> Iterator[tuple[Folded, Folded]]:
        """Yield what stands beside a body's name in `text`, with that name."""
        for name in chain(self.index.bodies, self.index.body_near_misses):
            if name in text:  # by far most are not: what is costly begins behind this
                for rest in _remainders(text, name):
                    yield rest, name

    def _same_body(self, name: Folded, other: Folded) -> bool:
        bodies = self.index.bodies
        return name in bodies and other in bodies and bodies[name].body is bodies[other].body

    def _named_twice(self, text: Folded, issuer: str | None) -> Identity | None:
        """Find two names of the same rows in one text: ``产品经理国际资格认证 NPDP``."""
        every = self.index.entries
        for wording, entries in every.items():
            if wording in text:
                for rest in _remainders(text, wording):
                    others = every.get(rest, [])
                    if rest != wording and _agree(entries, others):
                        return self._settle([*entries, *others], issuer)
        return None

    # Issuers

    def issuer(self, text: str) -> Issuer | None:
        """Return the listed body that `text` names, or None."""
        for name in _spellings(text):
            if found := self.index.bodies.get(name) or self._twice_named(name):
                return found
        return None

    def _twice_named(self, text: Folded) -> Issuer | None:
        """Find a body behind two of its own names: ``Society of Toxicology (SOT)``."""
        bodies = self.index.bodies
        for rest, name in self._around(text):
            if self._same_body(rest, name):
                return bodies[name] if bodies[name].printing else bodies[rest]
        return None

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

    def qualification(self, text: str) -> QualificationRead:
        """Return the qualification that `text` names.

        Raises:
            FactError: it is unknown, or known to prove nothing (肄业, 在读 …).
        """
        return self.qualifications.read(text)

    # Places

    def place(self, text: str) -> Place:
        """Return the area that `text` names, the areas it may be, or that it is elsewhere.

        Raises:
            FactError: it is no place that is known.
        """
        return self.places.read(text)

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


def _spellings(body: str) -> Iterator[Folded]:
    """Yield a body's name as it was typed, then without an article."""
    name = unwrapped(fold(body))
    yield name
    if name.startswith(_ARTICLE):
        yield Folded(name.removeprefix(_ARTICLE))


def _whole(text: Folded, identity: Identity) -> Entry:
    """Take a name and its body in one text for a name of the rows that both come to."""
    return Entry(
        text=text,
        fit=Fit.NAME if identity.certain else Fit.UNPROVEN,
        certificates=identity.rows,
        grade=identity.grade,
        remark=next(iter(identity.remarks), None),
    )


def _agree(entries: list[Entry], others: list[Entry]) -> bool:
    """Tell whether two wordings fit the very same rows and name no different grades."""
    grades = {entry.grade for entry in (*entries, *others) if entry.grade}
    return _numbers(entries) == _numbers(others) and len(grades) <= 1


def _numbers(entries: list[Entry]) -> set[int]:
    return {row.number for entry in entries for row in entry.certificates}


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
