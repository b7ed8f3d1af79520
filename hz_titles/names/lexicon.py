"""Every known name and word of the catalogue, ready to be found inside a text.

It is built when a text is not a name as a whole: most texts are.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from ..notice.annex1 import Body, Catalogue, Certificate, NearMiss, Remark
from ..value import value
from .index import Entry, Issuer, body_names, certificate_entries
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
    DEGREE = "degree"
    BOTH = "both"
    EITHER = "either"
    PAST = "past"
    """A year that has come."""
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
    return Lexicon(_names(catalogue), catalogue.vocabulary.simplified)


def _names(catalogue: Catalogue) -> Iterator[tuple[str, Meaning]]:
    for entry in certificate_entries(catalogue):
        yield entry.text, Meaning(sense=Sense.NAME, entry=entry)
    for near in catalogue.near_misses:
        meaning = Meaning(sense=Sense.NEAR_MISS, near_miss=near)
        yield from ((name, meaning) for name in near.names)
    yield from _others(catalogue)
    for name, issuer in body_names(catalogue):
        yield name, Meaning(sense=Sense.BODY, issuer=issuer)
    for body in catalogue.bodies:
        yield from _of_body(body)
    for words in catalogue.body_words:
        meaning = Meaning(sense=Sense.BODY_WORD, bodies=words.bodies, settles=words.settles)
        yield from ((word, meaning) for word in words.words)
    for row in catalogue.certificates:
        if row.grades:
            for grade in row.grades.order:
                meaning = Meaning(sense=Sense.GRADE, graded=row, grade=grade)
                yield from ((word.format(grade=grade), meaning) for word in row.grades.words)
    yield from _around(catalogue)


def _others(catalogue: Catalogue) -> Iterator[tuple[str, Meaning]]:
    other = Meaning(sense=Sense.OTHER_CERTIFICATE)
    for words in catalogue.other_certificates:
        yield from ((name, other) for name in words.texts)
    stranger = Meaning(sense=Sense.OTHER_BODY)
    for words in catalogue.other_bodies:
        yield from ((name, stranger) for name in words.texts)


def _of_body(body: Body) -> Iterator[tuple[str, Meaning]]:
    for near in body.near_misses:
        stranger = Meaning(sense=Sense.OTHER_BODY, remark=near.remark, bodies=(body,))
        yield from ((name, stranger) for name in near.texts)
    paper = Meaning(sense=Sense.PAPER, bodies=(body,))
    yield from ((name, paper) for name in body.papers)
    place = Meaning(sense=Sense.BODY_WORD, bodies=(body,))
    for members in body.members:
        yield from ((form.format(name=name), place) for form in members.places for name in members.names)


def _around(catalogue: Catalogue) -> Iterator[tuple[str, Meaning]]:
    words = catalogue.vocabulary
    for sense, texts in (
        (Sense.CERTIFICATE, words.certificate),
        (Sense.SCOPE, words.scope),
        (Sense.FULL, words.full),
        (Sense.JOINT, words.joints),
        (Sense.LEGAL, words.legal),
        (Sense.NUMBER, words.numbers),
        (Sense.DEGREE, words.degrees),
        (Sense.BOTH, words.both),
        (Sense.EITHER, words.either),
    ):
        meaning = Meaning(sense=sense)
        yield from ((text, meaning) for text in texts)
