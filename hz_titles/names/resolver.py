"""From what people type to what it names: certificates, issuers, grades, qualifications, areas.

A certificate's text that is a name as a whole is looked up; every other text is read by its words.
Likeness suggests and never decides (codes that differ in one letter are different certificates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ..errors import FactError
from ..language import Phrase
from ..notice import Catalogue, Certificate, Jurisdiction, Level, Series, Title
from .identity import Given, Identity, Kind, beside_given, best, near_missed, once_each
from .index import Entry, Fit, Index, Issuer, Place
from .places import Places
from .qualifications import QualificationRead, Qualifications
from .text import Folded, checked, fold, narrow, near, nearest, printable, unwrapped

if TYPE_CHECKING:
    from .weighing import Scales

_UNKNOWN_GRADE = Phrase("不是这种证书的等级", "is not a grade of this certificate")
_UNKNOWN_SERIES = Phrase("不是目录中的系列", "is not a series of the catalogue")
_UNKNOWN_TITLE = Phrase("不是目录中的职称", "is not a title of the catalogue")
_NOTHING = Phrase("没有写证书；没有证书的不必填写", "names no certificate; who has none leaves it out")
_NUMBER = re.compile(r"(?:#|第)?\s*0*([0-9]{1,3})\s*项?")
_BETWEEN_NUMBERS = r"\s*(?:[、,，;；/／|+\n和及与]|\s)\s*"
_BETWEEN_ISSUERS = r"[、,，;；/／|\n]"

Listed = TypeVar("Listed", Series, Title | Level)


class Names:
    """Finds what a typed name means in both data files."""

    def __init__(self, catalogue: Catalogue, jurisdiction: Jurisdiction, *, suggesting: bool = True) -> None:
        """Take the names of both files; `suggesting` takes longer than all else, so it can be left out."""
        self.catalogue = catalogue
        self.jurisdiction = jurisdiction
        self.suggesting = suggesting
        self.index = Index(catalogue)
        self.qualifications = Qualifications(catalogue, suggesting=suggesting)
        self.places = Places(jurisdiction, catalogue.vocabulary, suggesting=suggesting)

    @cached_property
    def _scales(self) -> Scales:
        from .weighing import Scales  # and all the words, which most texts do without

        return Scales(self.catalogue)

    # Certificates

    def identify_all(
        self, certs: Sequence[str], issuers: Sequence[str] = (), as_of: date | None = None
    ) -> tuple[Identity, ...]:
        """Return what each certificate in `certs` may be, in order; each takes the issuer that fits it.

        One text may speak of several. Years in it are read as of a day; without one, no year has come.
        A text that is empty, overlong, or says that there is no certificate raises `FactError`.
        """
        said = (text for text in issuers if fold(text) not in self.index.nothing)
        givens: list[Given | None] = [given for text in said for given in self._givens(text)]
        found = [self._each(checked("cert", cert), givens or [None], as_of) for cert in certs]
        several = [choices for text in found for choices in text]
        if len(several) == 1:
            return (best(several[0]),)
        # An issuer that belongs to another certificate says nothing of this one.
        taken = {place for choices in several for place, each in enumerate(choices) if each.certain}
        all_taken = bool(givens) and len(taken) == len(givens)
        picked = [best(choices) for choices in several]
        return once_each(
            best(self._each(each.text, [None], as_of)[0])
            if all_taken and each.kind is Kind.ISSUER_NOT_LISTED
            else each
            for each in picked
        )

    def identify(self, cert: str, issuer: str | None = None, as_of: date | None = None) -> Identity:
        """Return which rows `cert` may be, given the text of its issuer or none; of several the best.

        Rests on the reading `row-identity`: a certificate is its row, name and issuer together.
        """
        return best(self.identify_all((cert,), () if issuer is None else (issuer,), as_of))

    def _each(self, cert: str, givens: Sequence[Given | None], as_of: date | None) -> list[list[Identity]]:
        """Return what each certificate in a text is, beside each of the issuers."""
        for parts in ([cert], self._row_numbers(cert)):
            found = [[(part, self._whole(part, given)) for given in givens] for part in parts]
            if found and all(identity for choices in found for _, identity in choices):
                return [[replace(each, text=part) for part, each in choices if each] for choices in found]
        return [
            [self._suggested(cert, self._scales.weigh(clause, given)) for given in givens]
            for clause in self._scales.reader.clauses(cert, as_of)
        ]

    def _row_numbers(self, cert: str) -> list[str]:
        """Return the numbers of rows that a text consists of: 40、43."""
        parts = re.split(_BETWEEN_NUMBERS, narrow(cert))
        found = [_NUMBER.fullmatch(part) for part in parts]
        return parts if all(number and int(number[1]) in self.index.rows for number in found) else []

    def _whole(self, cert: str, given: Given | None) -> Identity | None:
        """Look a text up as a row's number or as a name; None where it has to be read by its words."""
        if number := _NUMBER.fullmatch(narrow(cert)):
            row = self.index.rows.get(int(number[1]))
            entries = [Entry(text=row.name, fit=Fit.NAME, certificates=(row,))] if row else []
            return beside_given(entries, given) or Identity(kind=Kind.NOT_LISTED)
        folded = fold(cert)
        if not folded or folded in self.index.nothing:
            raise FactError("cert", printable(cert, 20), _NOTHING)
        for text in self._forms(folded):
            near_miss = self.index.near_misses.get(text)
            if near_miss and not (given and given.issuer):
                return near_missed(near_miss)
            if found := beside_given(self.index.entries.get(text, []), given):
                return found
            if near_miss:
                return near_missed(near_miss)
        if issuer := self.index.bodies.get(unwrapped(folded)):  # a body alone is never enough
            rows = tuple(row for row in self.catalogue.certificates if row.body is issuer.body)
            return beside_given([Entry(text=folded, fit=Fit.UNPROVEN, certificates=rows)], given)
        return None

    def _forms(self, text: Folded) -> Iterator[Folded]:
        """Yield `text`, then what it is without brackets around it or a word for certificate behind it."""
        yield text
        if (inner := unwrapped(text)) != text:
            yield inner
        for suffix in self.index.suffixes if inner.endswith(self.index.suffixes) else ():
            if inner.endswith(suffix) and len(inner) > len(suffix):
                yield unwrapped(Folded(inner.removesuffix(suffix)))

    def _suggested(self, cert: str, found: Identity) -> Identity:
        """Add to what was not recognised the names at most one edit away."""
        if not self.suggesting or found.kind is not Kind.NOT_RECOGNISED:
            return found
        every = (entry for entries in self.index.entries.values() for entry in entries)
        names = (entry.text for entry in every if entry.fit in (Fit.NAME, Fit.GENERAL))
        return replace(found, suggestions=near(cert, names))

    # Issuers

    def issuer(self, text: str) -> Issuer | None:
        """Return the listed body that `text` names, or None."""
        return self.given(text).issuer

    def given(self, text: str) -> Given:
        """Return what the text of an issuer turns out to be; `FactError` where it is empty or overlong."""
        text = checked("issuer", text)
        issuer = self.index.bodies.get(unwrapped(fold(text)))
        return Given(text=text, issuer=issuer) if issuer else self._scales.reader.given(text)

    def _givens(self, text: str) -> list[Given]:
        """Return what the text of issuers turns out to be, one for each that it names."""
        given = self.given(text)
        if given.issuer or given.stranger:
            return [given]
        several = [self.given(part) for part in re.split(_BETWEEN_ISSUERS, text) if part.strip()]
        listed = {each.issuer.body: each for each in several if each.issuer}
        return list(listed.values()) if len(listed) > 1 else [given]

    # Grades, qualifications, places

    def grade(self, text: str, row: Certificate) -> str:
        """Return the grade of `row` that `text` names, or raise `FactError`."""
        text = checked("grade", text)
        assert row.grades is not None
        forms = ("{grade}", *row.grades.words, *row.grades.names)
        for grade in row.grades.order:
            if fold(text) in {fold(form.format(grade=grade)) for form in forms}:
                return grade
        raise FactError("grade", printable(text), _UNKNOWN_GRADE, accepted=row.grades.order)

    def qualification(self, text: str) -> QualificationRead:
        """Return the qualification that `text` names, or raise `FactError`: see `Qualifications.read`."""
        return self.qualifications.read(text)

    def place(self, text: str) -> Place:
        """Return the place that `text` names, or raise `FactError`: see `Places.read`."""
        return self.places.read(text)

    # Filters of lists

    def series(self, text: str) -> Series:
        """Return the series that `text` names, or raise `FactError`."""
        return _listed("series", text, self.catalogue.series, _UNKNOWN_SERIES)

    def titles(self, text: str) -> tuple[Title, ...]:
        """Return the titles that `text` names by themselves or by their level, or raise `FactError`."""
        every: tuple[Title | Level, ...] = (*self.catalogue.titles, *self.catalogue.levels)
        named = _listed("title", text, every, _UNKNOWN_TITLE)
        return tuple(title for title in self.catalogue.titles if named in (title, title.level))


def _listed(fact: str, text: str, every: tuple[Listed, ...], unknown: Phrase) -> Listed:
    text = checked(fact, text)
    for one in every:
        if fold(text) in map(fold, one.texts):
            return one
    names = (name for one in every for name in one.texts)
    accepted = tuple(Phrase(one.name, one.gloss) for one in every)
    raise FactError(fact, printable(text), unknown, accepted=accepted, nearest=nearest(text, names))
