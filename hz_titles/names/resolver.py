"""From what people type to what it names: certificates, issuers, grades, qualifications, areas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from ..errors import FactError
from ..language import Phrase
from ..notice.annex1 import Catalogue, Certificate, Level, Series, Title
from ..notice.annex2 import Jurisdiction
from .certificates import Certificates, best
from .identity import Identity
from .index import Index, Issuer, Place
from .places import Places
from .qualifications import QualificationRead, Qualifications
from .text import checked, fold, nearest, printable

_UNKNOWN_GRADE = Phrase("不是这种证书的等级", "is not a grade of this certificate")
_UNKNOWN_SERIES = Phrase("不是目录中的系列", "is not a series of the catalogue")
_UNKNOWN_TITLE = Phrase("不是目录中的职称", "is not a title of the catalogue")

Listed = TypeVar("Listed", Series, Title | Level)


class Names:
    """Finds what a typed name means in both data files."""

    def __init__(self, catalogue: Catalogue, jurisdiction: Jurisdiction, *, suggesting: bool = True) -> None:
        """Take the names of both files; `suggesting` takes longer than all else, so it can be left out."""
        self.catalogue = catalogue
        self.jurisdiction = jurisdiction
        self.suggesting = suggesting
        self.index = Index(catalogue, jurisdiction)
        self._certificates = Certificates(catalogue, self.index, suggesting=suggesting)
        self.qualifications = Qualifications(catalogue, suggesting=suggesting)
        self.places = Places(jurisdiction, catalogue.vocabulary, suggesting=suggesting)

    # Certificates

    def identify_all(
        self, certs: Sequence[str], issuers: Sequence[str] = (), as_of: date | None = None
    ) -> tuple[Identity, ...]:
        """Return what each certificate in `certs` may be, in order; each takes the issuer that fits it.

        One text may speak of several. Years in it are read as of a day; without one, no year has come.

        Raises:
            FactError: a text is empty, overlong, or says that there is no certificate.
        """
        return self._certificates.identify_all(certs, issuers, as_of)

    def identify(self, cert: str, issuer: str | None = None, as_of: date | None = None) -> Identity:
        """Return which rows `cert` may be, given the text of its issuer or none; of several the best.

        Rests on the reading `row-identity`: a certificate is its row, name and issuer together.

        Raises:
            FactError: as `identify_all`.
        """
        return best(self.identify_all((cert,), () if issuer is None else (issuer,), as_of))

    def issuer(self, text: str) -> Issuer | None:
        """Return the listed body that `text` names, or None."""
        return self._certificates.issuer(text)

    def country(self, text: str) -> bool:
        """Tell whether `text` says no more of an issuer than where it is."""
        return bool(self._certificates.given(text).places)

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
            if folded in map(
                fold, (grade, *(word.format(grade=grade) for word in (*row.grades.words, *row.grades.names)))
            ):
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

    def titles(self, text: str) -> tuple[Title, ...]:
        """Return the titles that `text` names by themselves or by their level.

        Raises:
            FactError: there is no such title or level.
        """
        every: tuple[Title | Level, ...] = (*self.catalogue.titles, *self.catalogue.levels)
        named = _listed("title", text, every, _UNKNOWN_TITLE)
        return tuple(title for title in self.catalogue.titles if named in (title, title.level))


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
