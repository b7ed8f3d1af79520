"""The vocabularies of the facts kept apart: no word of one is a word of another.

So facts can be told as plain words, each read as the only thing that it can be.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..language import Phrase
from ..names.index import certificate_entries
from ..names.resolver import Names
from ..rules.plain_words import meanings
from .grid import Grid
from .report import Proof

_OTHER = Phrase("也读作另一种信息", "is read as another fact as well")
_NUMBER = ("cert", "years")
"""What a bare number may be, as everybody is told."""


def kept_apart(grid: Grid) -> Proof:
    """Read every name of both files as every fact."""
    proof = Proof(
        id="kept_apart",
        claim=Phrase("一种信息的用词不是另一种信息的用词", "no word for one fact is a word for another"),
        of=Phrase("用词", "words"),
    )
    names = Names(grid.catalogue, grid.jurisdiction, suggesting=False)
    for facts, text in _words(grid):
        read = meanings(names, text)
        proof.expect(set(read) <= {*facts}, _OTHER, *read, text)
    return proof


def _words(grid: Grid) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every declared name with the facts that it may be read as."""
    catalogue, jurisdiction = grid.catalogue, grid.jurisdiction
    for entry in certificate_entries(catalogue):
        yield _NUMBER if entry.text.isdecimal() else ("cert", "issuer"), entry.text
    for body in catalogue.bodies:
        yield from ((("issuer", "cert"), name) for name in body.names)
    for qualification in catalogue.qualifications:
        # 无 is a word for no qualification and for unrelated work: it is asked about, as a number is.
        yield from ((("degree", "related"), text) for text in qualification.alone)
        yield from ((("degree",), text) for words in qualification.words for text in words.texts)
    for area in jurisdiction.areas:
        yield from ((("district",), text) for text in area.texts)
    for one in jurisdiction.elsewhere:
        # A country is where somebody works or where the issuer is: it is asked about.
        yield from ((("issuer", "district"), text) for text in (*one.names, *one.cities))
