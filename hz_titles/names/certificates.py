"""Certificates and issuers by what people type.

A text that is a name as a whole is looked up; every other text is read by its words. Likeness
suggests and never decides (codes that differ in one letter are different certificates).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ..errors import FactError
from ..language import Phrase
from ..notice.annex1 import Catalogue
from .identity import Given, Identity, Kind, alone, beside_given, near_missed
from .index import Entry, Fit, Index, Issuer
from .text import Folded, checked, fold, narrow, near, printable, unwrapped

if TYPE_CHECKING:
    from .weighing import Scales

_NUMBER = re.compile(r"(?:#|第)?\s*0*([0-9]{1,4})\s*项?")
_BETWEEN_NUMBERS = r"\s*(?:[、,，;；/／|+\n和及与]|\s)\s*"
_NOTHING = Phrase("没有写证书；没有证书的不必填写", "names no certificate; who has none leaves it out")
_BEST_FIRST = (
    Kind.SETTLED,
    Kind.NEEDS_ISSUER,
    Kind.NEEDS_CERTIFICATE,
    Kind.NOT_RECOGNISED,
    Kind.ISSUER_NOT_LISTED,
    Kind.NOT_LISTED,
)


class Certificates:
    """Finds the rows that a certificate may be, by its name and its issuer's."""

    def __init__(self, catalogue: Catalogue, index: Index, *, suggesting: bool) -> None:
        self._catalogue = catalogue
        self._index = index
        self._suggesting = suggesting

    @cached_property
    def _scales(self) -> Scales:
        from .weighing import Scales  # and all the words, which most texts do without

        return Scales(self._catalogue)

    @cached_property
    def _nothing(self) -> frozenset[Folded]:
        return frozenset(map(fold, self._catalogue.vocabulary.nothing))

    # Certificates

    def identify_all(
        self, certs: Sequence[str], issuers: Sequence[str], as_of: date | None
    ) -> tuple[Identity, ...]:
        """Return every certificate that the texts speak of; each takes the issuer that fits it."""
        said = (text for text in issuers if fold(text) not in self._nothing)
        givens: list[Given | None] = [given for text in said for given in self._givens(text)]
        found = [self._each(checked("cert", cert), givens or [None], as_of) for cert in certs]
        several = [choices for text in found for choices in text]
        if len(several) == 1:
            return (best(several[0]),)
        # An issuer that belongs to another certificate says nothing of this one.
        taken = {place for choices in several for place, each in enumerate(choices) if each.certain}
        return _once_each(
            self._without(choices, as_of) if givens and len(taken) == len(givens) else best(choices)
            for choices in several
        )

    def _without(self, choices: list[Identity], as_of: date | None) -> Identity:
        found = best(choices)
        alone = found.kind is Kind.ISSUER_NOT_LISTED
        return best(self._each(found.text, [None], as_of)[0]) if alone else found

    def _each(self, cert: str, givens: Sequence[Given | None], as_of: date | None) -> list[list[Identity]]:
        """Return what each certificate in a text is, beside each of the issuers."""
        whole = [self._whole(cert, given) for given in givens]
        if all(whole):
            return [[replace(each, text=cert) for each in whole if each]]
        if numbers := self._row_numbers(cert):
            return [
                [replace(each, text=number) for given in givens if (each := self._whole(number, given))]
                for number in numbers
            ]
        clauses = self._scales.reader.clauses(cert, as_of)
        return [
            [self._suggested(cert, self._scales.weigh(clause, given)) for given in givens]
            for clause in clauses
        ]

    def _row_numbers(self, cert: str) -> list[str]:
        """Return the numbers of rows that a text consists of: 40、43."""
        parts = re.split(_BETWEEN_NUMBERS, narrow(cert))
        found = [_NUMBER.fullmatch(part) for part in parts]
        return parts if all(number and int(number[1]) in self._index.rows for number in found) else []

    def _whole(self, cert: str, given: Given | None) -> Identity | None:
        """Look a text up as a row's number or as a name; None where it has to be read by its words."""
        if number := _NUMBER.fullmatch(narrow(cert)):
            row = self._index.rows.get(int(number[1]))
            entries = [Entry(text=row.name, fit=Fit.NAME, certificates=(row,))] if row else []
            return self._settle(entries, given) or Identity(kind=Kind.NOT_LISTED)
        folded = fold(cert)
        if not folded or folded in self._nothing:
            raise FactError("cert", printable(cert, 20), _NOTHING)
        for text in self._forms(folded):
            near_miss = self._index.near_misses.get(text)
            if near_miss and not (given and given.issuer):
                return near_missed(near_miss)
            if found := self._settle(self._index.entries.get(text, []), given):
                return found
            if near_miss:
                return near_missed(near_miss)
        if issuer := self._index.bodies.get(unwrapped(folded)):  # a body alone is never enough
            rows = tuple(row for row in self._catalogue.certificates if row.body is issuer.body)
            return self._settle([Entry(text=folded, fit=Fit.UNPROVEN, certificates=rows)], given)
        return None

    def _settle(self, entries: list[Entry], given: Given | None) -> Identity | None:
        return beside_given(entries, given) if given else alone(entries)

    def _forms(self, text: Folded) -> Iterator[Folded]:
        """Yield `text`, then what it is without brackets around it or a word for certificate behind it."""
        yield text
        if (inner := unwrapped(text)) != text:
            yield inner
        for suffix in self._index.suffixes if inner.endswith(self._index.suffixes) else ():
            if inner.endswith(suffix) and len(inner) > len(suffix):
                yield unwrapped(Folded(inner.removesuffix(suffix)))

    def _suggested(self, cert: str, found: Identity) -> Identity:
        """Add to what was not recognised the names at most one edit away."""
        if not self._suggesting or found.kind is not Kind.NOT_RECOGNISED:
            return found
        every = (entry for entries in self._index.entries.values() for entry in entries)
        names = (entry.text for entry in every if entry.fit in (Fit.NAME, Fit.GENERAL))
        return replace(found, suggestions=near(cert, names))

    # Issuers

    def issuer(self, text: str) -> Issuer | None:
        """Return the listed body that `text` names, or None."""
        return self.given(text).issuer

    def given(self, text: str) -> Given:
        """Return what the text of an issuer turns out to be.

        Raises:
            FactError: it is empty or overlong.
        """
        text = checked("issuer", text)
        folded = unwrapped(fold(text))
        if issuer := self._index.bodies.get(folded):
            return Given(text=text, issuer=issuer)
        if folded in self._index.body_near_misses:
            return Given(text=text, stranger=True, remark=self._index.body_near_misses[folded])
        return self._scales.reader.given(text)

    def _givens(self, text: str) -> list[Given]:
        """Return what the text of issuers turns out to be, one for each that it names."""
        given = self.given(text)
        if given.issuer or given.stranger:
            return [given]
        several = [self.given(part) for part in re.split(r"[、,，;；/／|\n]", text) if part.strip()]
        listed = {each.issuer.body: each for each in several if each.issuer}
        return list(listed.values()) if len(listed) > 1 else [given]


def _once_each(found: Iterable[Identity]) -> tuple[Identity, ...]:
    """Leave out what is told twice: a row's name in Chinese and its code are one certificate."""
    kept: dict[object, Identity] = {}
    for each in found:
        kept.setdefault((each.rows, each.grade) if each.certain else fold(each.text), each)
    return tuple(kept.values())


def best(found: Iterable[Identity]) -> Identity:
    """Return the identity that goes furthest, the first of equals."""
    return min(found, key=lambda each: _BEST_FIRST.index(each.kind))
