"""From what people type to what it names: certificates, issuers, grades, qualifications, areas.

A certificate is its row, name and issuer together (reading `row-identity`). A text that is a name as a whole
is looked up, every other one is read by its words. What a name leaves open is kept open: likeness suggests
and never decides (codes that differ in one letter are different certificates).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ..errors import FactError
from ..language import Phrase
from ..notice import Body, Catalogue, Certificate, Jurisdiction, Level, NearMiss, Series, Title
from .identity import PROVEN, Identity, Kind, beside_given, best, near_missed
from .index import Meaning, Sense, body_names, row_names
from .places import Places
from .qualifications import Qualifications
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
    """Finds what a typed name means in both data files; each kind is folded when it is first asked for."""

    def __init__(self, catalogue: Catalogue, jurisdiction: Jurisdiction, *, suggesting: bool = True) -> None:
        """Take the names of both files; `suggesting` takes longer than all else, so it can be left out."""
        self.catalogue = catalogue
        self.jurisdiction = jurisdiction
        self.suggesting = suggesting
        self.qualifications = Qualifications(catalogue, suggesting=suggesting)
        self.qualification = self.qualifications.read
        self.places = Places(jurisdiction, catalogue.vocabulary, suggesting=suggesting)
        self.place = self.places.read

    @cached_property
    def rows(self) -> dict[int, Certificate]:
        """The rows by their number."""
        return {row.number: row for row in self.catalogue.certificates}

    @cached_property
    def wordings(self) -> dict[Folded, list[Meaning]]:
        """The wordings that fit rows."""
        wordings: dict[Folded, list[Meaning]] = {}
        for _, text, meaning in row_names(self.catalogue):
            wordings.setdefault(fold(text), []).append(meaning)
        return wordings

    @cached_property
    def _proven(self) -> dict[Folded, str]:
        return {fold(text): text for _, text, of in row_names(self.catalogue) if of.sense in PROVEN}

    @cached_property
    def near_misses(self) -> dict[Folded, NearMiss]:
        """The names of known certificates outside the list."""
        return {fold(name): near for near in self.catalogue.near_misses for name in near.names}

    @cached_property
    def bodies(self) -> dict[Folded, Meaning]:
        """The names of the issuing bodies."""
        return {fold(name): meaning for _, name, meaning in body_names(self.catalogue)}

    @cached_property
    def _suffixes(self) -> tuple[Folded, ...]:
        return tuple(sorted(map(fold, self.catalogue.vocabulary.certificate), key=len, reverse=True))

    @cached_property
    def _nothing(self) -> frozenset[Folded]:
        return frozenset(map(fold, self.catalogue.vocabulary.nothing))

    @cached_property
    def _scales(self) -> Scales:
        from .weighing import Scales  # and all the words, which most texts do without

        return Scales(self.catalogue)

    def identify_all(
        self, certs: Sequence[str], issuers: Sequence[str] = (), as_of: date | None = None
    ) -> tuple[Identity, ...]:
        """Return what each certificate in `certs` may be, in order; each takes the issuer that fits it.

        One text may speak of several. Years in it are read as of a day; without one, no year has come.
        What is empty, overlong, or says that there is no certificate raises `FactError`.
        """
        said = (text for text in issuers if fold(text) not in self._nothing)
        givens: list[Meaning | None] = [given for text in said for given in self._givens(text)]
        found = [self._each(checked("cert", cert), givens or [None], as_of) for cert in certs]
        several = [choices for text in found for choices in text]
        picked = [best(choices) for choices in several]
        if len(picked) == 1:
            return tuple(picked)
        # An issuer that belongs to another certificate says nothing of this one.
        taken = {place for choices in several for place, each in enumerate(choices) if each.certain}
        all_taken = bool(givens) and len(taken) == len(givens)
        kept: dict[object, Identity] = {}
        for each in picked:
            if all_taken and each.kind is Kind.ISSUER_NOT_LISTED:
                each = best(self._each(each.text, [None], as_of)[0])
            # A row's name in Chinese and its code are one certificate.
            kept.setdefault((each.rows, each.grade) if each.certain else fold(each.text), each)
        return tuple(kept.values())

    def identify(self, cert: str, issuer: str | None = None, as_of: date | None = None) -> Identity:
        """Return which rows `cert` may be, given the text of its issuer or none; of several the best."""
        return best(self.identify_all((cert,), () if issuer is None else (issuer,), as_of))

    def _each(self, cert: str, givens: Sequence[Meaning | None], as_of: date | None) -> list[list[Identity]]:
        """Return what each certificate in a text is, beside each of the issuers."""
        parts = re.split(_BETWEEN_NUMBERS, narrow(cert))  # rows by their numbers: 40、43
        numbers = [_NUMBER.fullmatch(part) for part in parts]
        listed = all(number and int(number[1]) in self.rows for number in numbers)
        for texts in ([cert], parts if listed else []):
            found = [[(text, self._whole(text, given)) for given in givens] for text in texts]
            if found and all(identity for choices in found for _, identity in choices):
                return [[replace(each, text=text) for text, each in choices if each] for choices in found]
        return [
            [self._suggested(cert, self._scales.weigh(clause, given)) for given in givens]
            for clause in self._scales.clauses(cert, as_of)
        ]

    def _suggested(self, cert: str, found: Identity) -> Identity:
        """Add to what was not recognised the names at most one edit away."""
        if not self.suggesting or found.kind is not Kind.NOT_RECOGNISED:
            return found
        return replace(found, suggestions=near(cert, self._proven))

    def _whole(self, cert: str, given: Meaning | None) -> Identity | None:
        """Look a text up as a row's number or as a name; None where it has to be read by its words."""
        if number := _NUMBER.fullmatch(narrow(cert)):
            row = self.rows.get(int(number[1]))
            meanings = [Meaning(sense=Sense.NAME, rows=(row,))] if row else []
            return beside_given(meanings, given) or Identity(kind=Kind.NOT_LISTED)
        folded = fold(cert)
        if not folded or folded in self._nothing:
            raise FactError("cert", printable(cert, 20), _NOTHING)
        inner = unwrapped(folded)
        # The text; then what it is without brackets around it or a word for certificate behind it.
        ends = self._suffixes if inner.endswith(self._suffixes) else ()
        bare = (inner.removesuffix(end) for end in ends if inner.endswith(end) and len(inner) > len(end))
        for text in dict.fromkeys((folded, inner, *(unwrapped(Folded(each)) for each in bare))):
            near_miss = self.near_misses.get(text)
            wordings = self.wordings.get(text) if not near_miss or (given and given.body) else None
            if wordings and (found := beside_given(wordings, given)):
                return found
            if near_miss:
                return near_missed(near_miss)
        if named := self.bodies.get(inner):  # a body alone is never enough
            rows = tuple(row for row in self.catalogue.certificates if row.body is named.body)
            return beside_given([Meaning(sense=Sense.UNPROVEN, rows=rows)], given)
        return None

    def issuer(self, text: str) -> Body | None:
        """Return the listed body that `text` names, or None."""
        return self.given(text).body

    def given(self, text: str) -> Meaning:
        """Return what the text of an issuer turns out to be; `FactError` where it is empty or overlong."""
        text = checked("issuer", text)
        issuer = self.bodies.get(unwrapped(fold(text)))
        return replace(issuer, text=text) if issuer else self._scales.given(text)

    def _givens(self, text: str) -> list[Meaning]:
        """Return what the text of issuers turns out to be, one for each that it names."""
        given = self.given(text)
        if given.sense in (Sense.BODY, Sense.OTHER_BODY):
            return [given]
        several = [self.given(part) for part in re.split(_BETWEEN_ISSUERS, text) if part.strip()]
        listed = {each.body: each for each in several if each.body}
        return list(listed.values()) if len(listed) > 1 else [given]

    def grade(self, text: str, row: Certificate) -> str:
        """Return the grade of `row` that `text` names, or raise `FactError`."""
        text = checked("grade", text)
        assert row.grades is not None
        forms = ("{grade}", *row.grades.words, *row.grades.names)
        for grade in row.grades.order:
            if fold(text) in {fold(form.format(grade=grade)) for form in forms}:
                return grade
        raise FactError("grade", printable(text), _UNKNOWN_GRADE, accepted=row.grades.order)

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
