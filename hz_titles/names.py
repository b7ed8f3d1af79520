"""From what people type to what it names: certificates, issuers, grades, qualifications, areas.

A name is found exactly, after folding, or not at all: likeness suggests and never decides
(codes that differ in one letter are different certificates). What a name leaves open is
kept open: an `Identity` says which rows it may be and which fact would settle it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import chain
from typing import TypeVar

from .catalogue import Body, Catalogue, Certificate, NearMiss, Qualification, Remark, Series, Title, Wordings
from .errors import FactError
from .jurisdiction import Area, Jurisdiction
from .language import Phrase
from .typed import LONGEST, Folded, fold, narrow, nearest, printable


class Fit(Enum):
    """How far a wording goes towards naming a row."""

    NAME = "name"
    """It settles the row by itself."""
    GENERAL = "general"
    """Other bodies use it too: it settles the row only beside the issuer."""
    BESIDE_ISSUER = "beside_issuer"
    """It fits the row only beside the issuer."""
    UNPROVEN = "unproven"
    """It is likely the row's, but proven for none."""
    UNPROVEN_BESIDE_ISSUER = "unproven_beside_issuer"
    """The same, and only beside the issuer."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Entry:
    """One wording of the index and the rows that it fits."""

    text: str
    fit: Fit
    certificates: tuple[Certificate, ...]
    grade: str | None = None
    remark: Remark | None = None


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
    """Not in the list."""


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
    """

    kind: Kind
    rows: tuple[Certificate, ...] = ()
    named: tuple[Certificate, ...] = ()
    grade: str | None = None
    near_miss: NearMiss | None = None
    suggestions: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def certain(self) -> bool:
        """No other certificate, listed or not, could be meant."""
        return self.kind is Kind.SETTLED

    @property
    def row(self) -> Certificate | None:
        """The one row it was taken for, settled or awaiting its issuer; None where none or several fit."""
        known = self.kind in (Kind.SETTLED, Kind.NEEDS_ISSUER)
        return self.rows[0] if known and len(self.rows) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Issuer:
    """A typed issuer: the body, and the rows that print exactly this name."""

    body: Body
    printing: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Place:
    """A typed place of work: one area, or the areas that a former name may mean."""

    areas: tuple[Area, ...]
    remark: Remark | None = None

    @property
    def area(self) -> Area | None:
        """The area, where there is just one."""
        return self.areas[0] if len(self.areas) == 1 else None


_NUMBER = re.compile(r"(?:#|第)?\s*0*([0-9]{1,4})\s*项?")
_OPENING = '([{</|,;:，；：、【《“"+&的'
_EDGES = _OPENING + ")]}>】》”"
_ARTICLE = "the"
_JOINTS = ("ofthe", "of")
"""What may join a certificate and its body: Member of the Society …"""
_ANY = "*"

_EMPTY = Phrase("是空的", "is empty")
_TOO_LONG = Phrase("超过 {most} 个字符", "is longer than {most} characters")
_UNKNOWN_QUALIFICATION = Phrase("不认识这种学历或学位", "is no qualification that is known here")
_UNKNOWN_AREA = Phrase("不是{city}的区、县（市）", "is not a district, county or city of {city}")
_UNKNOWN_GRADE = Phrase("不是这种证书的等级", "is not a grade of this certificate")
_UNKNOWN_SERIES = Phrase("不是目录中的系列", "is not a series of the catalogue")
_UNKNOWN_TITLE = Phrase("不是目录中的职称", "is not a title of the catalogue")


def checked(fact: str, text: str) -> str:
    """Return `text` stripped, or raise `FactError` where it is empty or overlong."""
    stripped = text.strip()
    if not stripped:
        raise FactError(fact, printable(text, 20), _EMPTY)
    if len(stripped) > LONGEST:
        raise FactError(fact, printable(stripped, 40), _TOO_LONG, most=LONGEST)
    return stripped


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern over folded texts for a name in which ``*`` stands for any text."""
    return re.compile(".+".join(re.escape(fold(part)) for part in text.split(_ANY)))


def equivalent(rows: Iterable[Certificate]) -> bool:
    """Tell whether rows are of one body and lead to one title in one series, whichever it is."""
    return len({(row.body.id, row.title.name, row.series.name, row.grades is None) for row in rows}) == 1


Listed = TypeVar("Listed", Series, Title)


class Names:
    """All names of both data files, each index folded once, when it is first asked for."""

    def __init__(self, catalogue: Catalogue, jurisdiction: Jurisdiction, *, suggesting: bool = True) -> None:
        """Take the names of both files; `suggesting` takes longer than all else, so it can be left out."""
        self.catalogue = catalogue
        self.jurisdiction = jurisdiction
        self.suggesting = suggesting

    @cached_property
    def rows(self) -> dict[int, Certificate]:
        """The rows by their number."""
        return {row.number: row for row in self.catalogue.certificates}

    @cached_property
    def entries(self) -> dict[Folded, list[Entry]]:
        """The wordings that fit rows."""
        entries: dict[Folded, list[Entry]] = {}
        for entry in certificate_entries(self.catalogue):
            entries.setdefault(fold(entry.text), []).append(entry)
        return entries

    @cached_property
    def near_misses(self) -> dict[Folded, NearMiss]:
        """The names of known certificates outside the list."""
        return {fold(name): near for near in self.catalogue.near_misses for name in near.names}

    @cached_property
    def bodies(self) -> dict[Folded, Issuer]:
        """The names of the issuing bodies."""
        return dict(_body_names(self.catalogue))

    @cached_property
    def classes(self) -> list[tuple[re.Pattern[str], Body]]:
        """The patterns that tell the members of a class of issuers."""
        return [
            (pattern(member), body)
            for body in self.catalogue.bodies
            for member in body.members
            if _ANY in member
        ]

    @cached_property
    def body_near_misses(self) -> dict[Folded, Remark | None]:
        """Other bodies that are taken for a listed one."""
        return {
            fold(name): near.remark
            for body in self.catalogue.bodies
            for near in body.near_misses
            for name in near.texts
        }

    @cached_property
    def suffixes(self) -> tuple[Folded, ...]:
        """What may stand behind a certificate's name, longest first."""
        return tuple(sorted(map(fold, self.catalogue.certificate_words), key=len, reverse=True))

    @cached_property
    def qualifications(self) -> dict[Folded, tuple[Qualification, Remark | None]]:
        """The words for qualifications, with what has to be said about some."""
        return {
            fold(word): (qualification, words.remark)
            for qualification in self.catalogue.qualifications
            for words in (Wordings(texts=(qualification.id,)), *qualification.words)
            for word in words.texts
        }

    @cached_property
    def lowest_rank(self) -> int:
        """The rank of the lowest qualification that any condition names."""
        conditions = (condition for level in self.catalogue.levels for condition in level.conditions)
        return min(condition.qualification.rank for condition in conditions)

    @cached_property
    def refused(self) -> list[tuple[re.Pattern[str], Remark | None]]:
        """Words that look like a qualification and prove none."""
        return [
            (pattern(word), words.remark)
            for words in self.catalogue.refused_qualifications
            for word in words.texts
        ]

    @cached_property
    def places(self) -> dict[Folded, Place]:
        """The names of the areas, former ones included."""
        return dict(_place_names(self.jurisdiction))

    @cached_property
    def prefixes(self) -> tuple[Folded, ...]:
        """What may stand before an area's name, longest first."""
        return tuple(sorted(map(fold, self.jurisdiction.prefixes), key=len, reverse=True))

    # Certificates

    def identify(self, cert: str, issuer: str | None = None) -> Identity:
        """Return which rows `cert` may be, given the text of its issuer or none.

        Raises:
            FactError: a text is empty or overlong.
        """
        cert = checked("cert", cert)
        given = None if issuer is None else checked("issuer", issuer)
        if number := _NUMBER.fullmatch(narrow(cert)):
            row = self.rows.get(int(number[1]))
            if row is None:
                return Identity(kind=Kind.NOT_LISTED)
            entry = Entry(text=cert, fit=Fit.NAME, certificates=(row,))
            found = self._beside([entry], given) if given else _alone([entry])
            return found or Identity(kind=Kind.NOT_LISTED)
        folded = fold(cert)
        for text in (folded, *self._without_suffix(folded)):
            if identity := self._look_up(text, given):
                return identity
        return Identity(kind=Kind.NOT_LISTED, suggestions=self._suggest(cert, given))

    def issuer(self, text: str) -> Issuer | None:
        """Return the listed body that `text` names, or None."""
        folded = fold(text)
        for name in (folded, Folded(folded.removeprefix(_ARTICLE))):
            if found := self.bodies.get(name) or self._twice_named(name):
                return found
        return self._member(folded)

    def _member(self, text: Folded) -> Issuer | None:
        """Find the class of bodies that `text` names a member of."""
        return next((Issuer(body=body) for member, body in self.classes if member.fullmatch(text)), None)

    def _twice_named(self, text: Folded) -> Issuer | None:
        """Find a body behind two of its own names: ``Society of Toxicology (SOT)``."""
        for rest, found in self._around(text):
            if (other := self.bodies.get(rest)) and other.body is found.body:
                return found if found.printing else other
        return None

    def _look_up(self, text: Folded, issuer: str | None) -> Identity | None:
        entries = self.entries.get(text, [])
        identity = self._beside(entries, issuer) if issuer else _alone(entries)
        if identity is not None and identity.kind is not Kind.NOT_LISTED:
            return identity
        if composed := self._composed(text, issuer):
            return composed
        if body := self.bodies.get(text) or self.issuer(text):
            return self._body_alone(body, issuer)
        if near := self.near_misses.get(text):
            return _near_missed(near)
        # What is left fits rows only beside the issuer: not being told, it may be any of them or none.
        return _alone_beside(entries) if issuer is None else None

    def _composed(self, text: Folded, issuer: str | None) -> Identity | None:
        """Find a body's name and a wording in one text: ``SOT 会员``, ``PMP (PMI)``."""
        around = tuple(self._around(text))
        twice = (
            (left, found)
            for rest, found in around
            for left, other in self._around(rest)
            if other.body is found.body
        )
        for rest, found in chain(around, twice, self._around_member(text)):
            if entries := self.entries.get(rest):
                identity = self._beside_body(entries, found)
                if identity is None:
                    continue
                if issuer and identity.rows and not self._issued(identity, issuer):
                    return Identity(kind=Kind.ISSUER_NOT_LISTED, named=identity.rows)
                return identity
            if near := self.near_misses.get(rest):
                return _near_missed(near)
        return None

    def _around(self, text: Folded) -> Iterator[tuple[Folded, Issuer]]:
        """Yield what stands beside a body's name in `text`, with that body."""
        for name, found in self.bodies.items():
            if name in text:  # by far most are not: what is costly begins behind this
                for rest in _remainders(text, name):
                    yield rest, found

    def _around_member(self, text: Folded) -> Iterator[tuple[Folded, Issuer]]:
        """Yield the wordings beside a member of a class: ``Texas Board of Pharmacy pharmacist``."""
        for wording in self.entries:
            if wording in text:
                for rest in _remainders(text, wording):
                    if member := self._member(rest):
                        yield wording, member

    def _issued(self, identity: Identity, issuer: str) -> bool:
        named = self.issuer(issuer)
        return named is not None and all(row.body is named.body for row in identity.rows)

    def _body_alone(self, body: Issuer, issuer: str | None) -> Identity:
        rows = tuple(row for row in self.catalogue.certificates if row.body is body.body)
        if issuer and (named := self.issuer(issuer)) is not None and named.body is not body.body:
            return Identity(kind=Kind.ISSUER_NOT_LISTED, named=rows)
        return Identity(kind=Kind.NEEDS_CERTIFICATE, rows=rows)

    def _beside(self, entries: list[Entry], issuer: str) -> Identity | None:
        """Settle `entries` with a typed issuer; None where no wording fits anything."""
        if not entries:
            return None
        found = self.issuer(issuer)
        if found is not None:
            return self._beside_body(entries, found)
        rows = _rows(entries, Fit.NAME, Fit.GENERAL) or _rows(entries, Fit.UNPROVEN)
        if not rows:
            return None
        remark = self.body_near_misses.get(fold(issuer))
        if remark is None and (open_rows := tuple(row for row in rows if row.body.open)):
            # A class of bodies is listed, not its members: whether this is one cannot be known here.
            return Identity(
                kind=Kind.NEEDS_ISSUER,
                rows=open_rows,
                grade=_grade(entries),
                remarks=tuple(Remark(text=row.body.class_note) for row in open_rows if row.body.class_note),
            )
        names = [name for row in rows for name in (row.issuer, row.issuer_en or "", *row.body.names)]
        return Identity(
            kind=Kind.ISSUER_NOT_LISTED,
            named=rows,
            remarks=(remark,) if remark else (),
            suggestions=nearest(issuer, filter(None, names)) if self.suggesting else (),
        )

    def _beside_body(self, entries: list[Entry], issuer: Issuer) -> Identity | None:
        fitting = [
            tuple(row for row in _rows(entries, *fits) if row.body is issuer.body)
            for fits in ((Fit.NAME, Fit.GENERAL), (Fit.BESIDE_ISSUER,))
        ]
        printing = [tuple(row for row in rows if row.number in issuer.printing) for rows in fitting]
        # The row that prints this very issuer; else what is its name before what only goes with the issuer.
        if rows := next(filter(None, (*printing, *fitting)), ()):
            kind = Kind.SETTLED if equivalent(rows) else Kind.NEEDS_CERTIFICATE
            return Identity(kind=kind, rows=rows, grade=_grade(entries))
        likely = [entry for entry in entries if entry.fit in (Fit.UNPROVEN, Fit.UNPROVEN_BESIDE_ISSUER)]
        rows = tuple(row for row in _rows(likely, *Fit) if row.body is issuer.body)
        if rows:
            return Identity(kind=Kind.NEEDS_CERTIFICATE, rows=rows, remarks=_remarks(likely))
        named = _rows(entries, Fit.NAME, Fit.GENERAL) or _rows(entries, Fit.UNPROVEN)
        return Identity(kind=Kind.ISSUER_NOT_LISTED, named=named) if named else None

    def _without_suffix(self, text: Folded) -> Iterator[Folded]:
        for suffix in self.suffixes:
            if text.endswith(suffix) and len(text) > len(suffix):
                yield Folded(text.removesuffix(suffix))

    def _suggest(self, cert: str, issuer: str | None) -> tuple[str, ...]:
        if not self.suggesting:
            return ()
        names = [entry.text for entries in self.entries.values() for entry in entries]
        names += [name for near in self.catalogue.near_misses for name in near.names]
        names += [name for body in self.catalogue.bodies for name in body.names]
        close = nearest(cert, names)
        found = self.issuer(issuer) if issuer else None
        if found is None:
            return close
        own = [row.name for row in self.catalogue.certificates if row.body is found.body]
        return tuple(dict.fromkeys((*own, *close)))

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
            if folded == fold(grade) or any(
                folded == fold(word.format(grade=grade)) for word in row.grades.words
            ):
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
        if found := self.qualifications.get(folded):
            return found
        accepted = tuple(qualification.id for qualification in self.catalogue.qualifications)
        for refused, remark in self.refused:
            if remark and refused.fullmatch(folded):
                raise FactError("degree", printable(text), remark.text, accepted=accepted)
        words = [
            word
            for qualification in self.catalogue.qualifications
            for words in qualification.words
            for word in (qualification.id, *words.texts)
        ]
        raise FactError(
            "degree", printable(text), _UNKNOWN_QUALIFICATION, accepted=accepted, nearest=nearest(text, words)
        )

    # Places

    def place(self, text: str) -> Place:
        """Return the area, or the areas a former name may mean.

        Raises:
            FactError: it names no area of the city.
        """
        text = checked("district", text)
        folded = fold(text)
        for prefix in ("", *self.prefixes):
            if folded.startswith(prefix) and (place := self.places.get(Folded(folded.removeprefix(prefix)))):
                return place
        names = [
            name
            for area in self.jurisdiction.areas
            for name in (
                area.name,
                area.short,
                *area.pinyin,
                *(text for words in area.words for text in words.texts),
            )
        ]
        raise FactError(
            "district",
            printable(text),
            _UNKNOWN_AREA,
            city=self.jurisdiction.city,
            accepted=tuple(area.name for area in self.jurisdiction.areas),
            nearest=nearest(text, names),
        )

    # Filters

    def series(self, text: str) -> Series:
        """Return the series that `text` names, or raise `FactError`."""
        return _named(
            "series",
            text,
            self.catalogue.series,
            lambda one: (one.name, one.gloss, *one.words),
            _UNKNOWN_SERIES,
        )

    def title(self, text: str) -> Title:
        """Return the title that `text` names, or raise `FactError`."""
        return _named("title", text, self.catalogue.titles, lambda one: (one.name, one.gloss), _UNKNOWN_TITLE)


def _named(
    fact: str,
    text: str,
    items: tuple[Listed, ...],
    names: Callable[[Listed], tuple[str, ...]],
    unknown: Phrase,
) -> Listed:
    text = checked(fact, text)
    for item in items:
        if fold(text) in map(fold, names(item)):
            return item
    every = [name for item in items for name in names(item)]
    raise FactError(
        fact,
        printable(text),
        unknown,
        accepted=tuple(item.name for item in items),
        nearest=nearest(text, every),
    )


def _alone(entries: list[Entry]) -> Identity | None:
    """Settle `entries` without an issuer; None where none fits without one."""
    rows = _rows(entries, Fit.NAME, Fit.GENERAL)
    if rows:
        proven = all(entry.fit is not Fit.GENERAL for entry in entries) and equivalent(rows)
        kind = Kind.SETTLED if proven else Kind.NEEDS_ISSUER
        return Identity(kind=kind, rows=rows, grade=_grade(entries))
    rows = _rows(entries, Fit.UNPROVEN)
    likely = [entry for entry in entries if entry.fit is Fit.UNPROVEN]
    return Identity(kind=Kind.NEEDS_CERTIFICATE, rows=rows, remarks=_remarks(likely)) if rows else None


def _alone_beside(entries: list[Entry]) -> Identity | None:
    """Ask for the issuer, or for the certificate where even that would prove nothing."""
    if rows := _rows(entries, Fit.BESIDE_ISSUER):
        return Identity(kind=Kind.NEEDS_ISSUER, rows=rows)
    rows = _rows(entries, Fit.UNPROVEN_BESIDE_ISSUER)
    return Identity(kind=Kind.NEEDS_CERTIFICATE, rows=rows, remarks=_remarks(entries)) if rows else None


def _near_missed(near: NearMiss) -> Identity:
    """Say what sets a known certificate outside the list apart, and which listed names it is near."""
    names = tuple(dict.fromkeys(row.name for row in near.near))
    return Identity(kind=Kind.NOT_LISTED, near_miss=near, suggestions=names, remarks=(near.remark,))


def _rows(entries: Iterable[Entry], *fits: Fit) -> tuple[Certificate, ...]:
    by_number = {row.number: row for entry in entries if entry.fit in fits for row in entry.certificates}
    return tuple(by_number[number] for number in sorted(by_number))


def _grade(entries: Iterable[Entry]) -> str | None:
    return next((entry.grade for entry in entries if entry.grade), None)


def _remarks(entries: Iterable[Entry]) -> tuple[Remark, ...]:
    return tuple(dict.fromkeys(entry.remark for entry in entries if entry.remark))


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


def certificate_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every wording of the catalogue that fits rows, near misses aside."""
    for row in catalogue.certificates:
        rows = (row,)
        yield Entry(text=row.name, fit=Fit.GENERAL if row.general else Fit.NAME, certificates=rows)
        for fit, texts in (
            (Fit.NAME, row.aliases),
            (Fit.GENERAL, row.general_aliases),
            (Fit.BESIDE_ISSUER, row.with_issuer),
        ):
            for text in texts:
                yield Entry(text=text, fit=fit, certificates=rows)
        if row.grades:
            for name in row.grades.names:
                for grade in row.grades.order:
                    yield Entry(text=name.format(grade=grade), fit=Fit.NAME, certificates=rows, grade=grade)
    for shared in catalogue.shared_names:
        fit = Fit.BESIDE_ISSUER if shared.with_issuer else Fit.GENERAL if shared.general else Fit.NAME
        for text in shared.names:
            yield Entry(text=text, fit=fit, certificates=shared.certificates)
    for unproven in catalogue.unproven_names:
        fit = Fit.UNPROVEN_BESIDE_ISSUER if unproven.with_issuer else Fit.UNPROVEN
        for text in unproven.names:
            yield Entry(text=text, fit=fit, certificates=unproven.certificates, remark=unproven.remark)


def _body_names(catalogue: Catalogue) -> Iterator[tuple[Folded, Issuer]]:
    printing: dict[Folded, set[int]] = {}
    for row in catalogue.certificates:
        printing.setdefault(fold(row.issuer), set()).add(row.number)
    for row in catalogue.certificates:
        if row.issuer_en:
            yield fold(row.issuer_en), Issuer(body=row.body)
    for body in catalogue.bodies:
        for name in (*body.names, *(member for member in body.members if _ANY not in member)):
            yield fold(name), Issuer(body=body)
    for row in catalogue.certificates:
        yield fold(row.issuer), Issuer(body=row.body, printing=frozenset(printing[fold(row.issuer)]))


def _place_names(jurisdiction: Jurisdiction) -> Iterator[tuple[Folded, Place]]:
    for area in jurisdiction.areas:
        place = Place(areas=(area,), remark=area.remark)
        for name in (area.name, area.short, area.code or area.name, *area.pinyin):
            yield fold(name), place
        for name in area.pinyin:
            for suffix in jurisdiction.suffixes:
                yield fold(name + suffix), place
        for words in area.words:
            for name in words.texts:
                yield fold(name), Place(areas=(area,), remark=words.remark or area.remark)
    for former in jurisdiction.former_areas:
        for name in former.names:
            yield fold(name), Place(areas=former.areas, remark=former.remark)
