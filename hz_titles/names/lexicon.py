"""Every known name and word of the catalogue, ready to be found inside a text.

It is built when a text is not a name as a whole: most texts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from ..notice.annex1 import Body, Catalogue, Certificate, NearMiss, Remark
from ..value import value
from .index import Entry, Issuer, Path, body_names, certificate_entries, placed
from .words import Lexicon


class Sense(Enum):
    """What a known word or name of a text is."""

    NAME = "name"
    """A wording that fits rows, by itself or beside something."""
    NEAR_MISS = "near_miss"
    OTHER_CERTIFICATE = "other_certificate"
    PAPER = "paper"
    """Another paper of a listed body; it means something beside that body alone."""
    BODY = "body"
    OTHER_BODY = "other_body"
    BODY_WORD = "body_word"
    """The country or a branch of some bodies."""
    GRADE = "grade"
    CERTIFICATE = "certificate"
    SCOPE = "scope"
    FULL = "full"
    JOINT = "joint"
    LEGAL = "legal"
    NUMBER = "number"
    VALID = "valid"
    DEGREE = "degree"
    BOTH = "both"
    EITHER = "either"
    PAST = "past"
    """A date that has come."""
    TO_COME = "to_come"
    """One that has not."""
    REGISTRATION = "registration"
    """A number that says nothing but itself."""


@value
class Meaning:
    """One thing that a piece of a text may stand for."""

    sense: Sense
    entry: Entry | None = None
    near_miss: NearMiss | None = None
    issuer: Issuer | None = None
    remark: Remark | None = None
    bodies: tuple[Body, ...] = ()
    settles: bool = False
    graded: Certificate | None = None
    grade: str | None = None


def lexicon_of(catalogue: Catalogue) -> Lexicon[Meaning]:
    """Return all that is known by name."""
    known = ((text, meaning) for _, text, meaning in known_names(catalogue))
    return Lexicon(known, catalogue.vocabulary.simplified)


Known = Iterator[tuple[Path, str, Meaning]]
"""Names and words, each with its place in the file and what it may stand for."""


def known_names(catalogue: Catalogue) -> Known:
    """Yield every name and word of the catalogue that a text about certificates may hold."""
    for entry in certificate_entries(catalogue):
        yield entry.path, entry.text, Meaning(sense=Sense.NAME, entry=entry)
    for index, near in enumerate(catalogue.near_misses):
        meaning = Meaning(sense=Sense.NEAR_MISS, near_miss=near)
        yield from _meaning(meaning, near.names, "near_misses", index, "names")
    other = Meaning(sense=Sense.OTHER_CERTIFICATE)
    for index, words in enumerate(catalogue.other_certificates):
        yield from _meaning(other, words.texts, "other_certificates", index, "names")
    stranger = Meaning(sense=Sense.OTHER_BODY)
    for index, words in enumerate(catalogue.other_bodies):
        yield from _meaning(stranger, words.texts, "other_bodies", index, "names")
    for path, name, issuer in body_names(catalogue):
        yield path, name, Meaning(sense=Sense.BODY, issuer=issuer)
    for index, body in enumerate(catalogue.bodies):
        yield from _of_body(body, ("bodies", index))
    for index, named in enumerate(catalogue.body_words):
        meaning = Meaning(sense=Sense.BODY_WORD, bodies=named.bodies, settles=named.settles)
        yield from _meaning(meaning, named.words, "body_words", index, "words")
    for index, row in enumerate(catalogue.certificates):
        for grade in row.grades.order if row.grades else ():
            meaning = Meaning(sense=Sense.GRADE, graded=row, grade=grade)
            texts = (word.format(grade=grade) for word in row.grades.words) if row.grades else ()
            yield from _meaning(meaning, texts, "certificates", index, "grades", "words")
    yield from _around(catalogue)


def _meaning(meaning: Meaning, texts: Iterable[str], *path: str | int) -> Known:
    return ((place, text, meaning) for place, text in placed(path, texts))


def _of_body(body: Body, path: Path) -> Known:
    for index, near in enumerate(body.near_misses):
        stranger = Meaning(sense=Sense.OTHER_BODY, remark=near.remark, bodies=(body,))
        yield from _meaning(stranger, near.texts, *path, "near_misses", index, "names")
    yield from _meaning(Meaning(sense=Sense.PAPER, bodies=(body,)), body.papers, *path, "papers")
    place = Meaning(sense=Sense.BODY_WORD, bodies=(body,))
    for index, members in enumerate(body.members):
        for form in members.places:
            texts = (form.format(name=name) for name in members.names)
            yield from _meaning(place, texts, *path, "members", index, "names")


def _around(catalogue: Catalogue) -> Known:
    words = catalogue.vocabulary
    for sense, key, texts in (
        (Sense.CERTIFICATE, "certificate", words.certificate),
        (Sense.SCOPE, "scope", words.scope),
        (Sense.FULL, "full", words.full),
        (Sense.JOINT, "joints", words.joints),
        (Sense.LEGAL, "legal", words.legal),
        (Sense.NUMBER, "numbers", words.numbers),
        (Sense.VALID, "valid", words.valid),
        (Sense.DEGREE, "degrees", words.degrees),
        (Sense.BOTH, "both", words.both),
        (Sense.EITHER, "either", words.either),
    ):
        yield from _meaning(Meaning(sense=sense), texts, "words", key)
