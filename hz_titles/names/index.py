"""The index of names: which wordings fit which rows, bodies, qualifications and areas.

It says what the data files declare and decides nothing: what a certificate beside an issuer
comes to stands in `hz_titles.names.identity`, how a typed text is looked up in `hz_titles.names.resolver`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cached_property

from ..notice.annex1 import Body, Catalogue, Certificate, NearMiss, Remark
from ..notice.annex2 import Area, Jurisdiction
from ..value import value
from .text import Folded, fold


class Fit(Enum):
    """How far a wording goes towards naming a row."""

    NAME = "name"
    """It settles the row by itself."""
    GENERAL = "general"
    """Other bodies use it too: it settles the row only beside the issuer."""
    BESIDE_ISSUER = "beside_issuer"
    """It fits the row only beside the issuer."""
    JOB_TITLE = "job_title"
    """The same; in one text it needs a word for certificate too, since it is a job as well."""
    OWN_WORD = "own_word"
    """It names nothing, but is explained beside a name of the row."""
    UNPROVEN = "unproven"
    """It is likely the row's, but proven for none."""
    UNPROVEN_BESIDE_ISSUER = "unproven_beside_issuer"
    """The same, and only beside the issuer."""


@value
class Entry:
    """One wording of the index and the rows that it fits."""

    text: str
    fit: Fit
    certificates: tuple[Certificate, ...]
    grade: str | None = None
    remark: Remark | None = None


@value
class Issuer:
    """What an issuer's name stands for: the body, and the rows that print exactly this name."""

    body: Body
    printing: frozenset[int] = frozenset()


@value
class Place:
    """What a text says of a place of work.

    Attributes:
        areas: the one area that it is, or those that it may be; none where it is in the city, and where is
            not told.
        elsewhere: it is a known place that is not in the city.
    """

    areas: tuple[Area, ...]
    remark: Remark | None = None
    elsewhere: bool = False

    @property
    def area(self) -> Area | None:
        """The area, where there is just one."""
        return self.areas[0] if len(self.areas) == 1 else None


class Index:
    """The names in both data files, each kind folded once, when it is first asked for."""

    def __init__(self, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
        """Take the files' names; nothing is folded yet."""
        self._catalogue = catalogue
        self._jurisdiction = jurisdiction

    @cached_property
    def rows(self) -> dict[int, Certificate]:
        """The rows by their number."""
        return {row.number: row for row in self._catalogue.certificates}

    @cached_property
    def entries(self) -> dict[Folded, list[Entry]]:
        """The wordings that fit rows."""
        entries: dict[Folded, list[Entry]] = {}
        for entry in certificate_entries(self._catalogue):
            entries.setdefault(fold(entry.text), []).append(entry)
        return entries

    @cached_property
    def near_misses(self) -> dict[Folded, NearMiss]:
        """The names of known certificates outside the list."""
        return {fold(name): near for near in self._catalogue.near_misses for name in near.names}

    @cached_property
    def suffixes(self) -> tuple[Folded, ...]:
        """Words for certificate that may stand behind a name, longest first."""
        return tuple(sorted(map(fold, self._catalogue.vocabulary.certificate), key=len, reverse=True))

    @cached_property
    def bodies(self) -> dict[Folded, Issuer]:
        """The names of the issuing bodies; a class of them has its members' (reading `issuer-classes`)."""
        return {fold(name): issuer for name, issuer in body_names(self._catalogue)}

    @cached_property
    def body_near_misses(self) -> dict[Folded, Remark | None]:
        """Other bodies that are taken for a listed one."""
        return {
            fold(name): near.remark
            for body in self._catalogue.bodies
            for near in body.near_misses
            for name in near.texts
        }


def certificate_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every wording of the catalogue that fits rows, near misses aside."""
    for row in catalogue.certificates:
        yield from _row_entries(row)
    for shared in catalogue.shared_names:
        fit = Fit.BESIDE_ISSUER if shared.with_issuer else Fit.GENERAL if shared.general else Fit.NAME
        for text in shared.names:
            yield Entry(text=text, fit=fit, certificates=shared.certificates)
    for unproven in catalogue.unproven_names:
        fit = Fit.UNPROVEN_BESIDE_ISSUER if unproven.with_issuer else Fit.UNPROVEN
        for text in unproven.names:
            yield Entry(text=text, fit=fit, certificates=unproven.certificates, remark=unproven.remark)


def _row_entries(row: Certificate) -> Iterator[Entry]:
    """Yield a row's own wordings; those with a grade in them carry it."""
    for fit, texts in (
        (Fit.GENERAL if row.general else Fit.NAME, (row.name,)),
        (Fit.NAME, row.aliases),
        (Fit.GENERAL, row.general_aliases),
        (Fit.BESIDE_ISSUER, row.with_issuer),
        (Fit.JOB_TITLE, row.job_titles),
        (Fit.OWN_WORD, row.own_words),
    ):
        for text in texts:
            yield Entry(text=text, fit=fit, certificates=(row,))
    if row.grades:
        for name in row.grades.names:
            for grade in row.grades.order:
                yield Entry(text=name.format(grade=grade), fit=Fit.NAME, certificates=(row,), grade=grade)
        for title in row.grades.titles:
            for name in title.names:
                yield Entry(text=name, fit=Fit.UNPROVEN, certificates=(row,), grade=title.grade)


# Of one name twice, the later goes before the earlier.


def body_names(catalogue: Catalogue) -> Iterator[tuple[str, Issuer]]:
    """Yield what the bodies are called; what rows print comes last, being what tells them apart."""
    printing: dict[str, set[int]] = {}
    for row in catalogue.certificates:
        printing.setdefault(row.issuer, set()).add(row.number)
    for row in catalogue.certificates:
        if row.issuer_en:
            yield row.issuer_en, Issuer(body=row.body)
    for body in catalogue.bodies:
        issuer = Issuer(body=body)
        for name in (*body.names, *(text for members in body.members for text in members.texts)):
            yield name, issuer
    for row in catalogue.certificates:
        yield row.issuer, Issuer(body=row.body, printing=frozenset(printing[row.issuer]))
