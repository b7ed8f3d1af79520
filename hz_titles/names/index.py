"""What the data files declare names to mean: rows, bodies, other certificates, and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from ..notice import Body, Catalogue, Certificate, NearMiss, Remark
from ..value import value

Path = tuple[str | int, ...]  # the way to a value of a data file


class Sense(Enum):
    """What a known name or word is; for a wording of rows, how far it goes towards naming one."""

    NAME = "aliases"  # it settles the row by itself
    GENERAL = "general_aliases"  # other bodies use it too: it settles the row only beside the issuer
    BESIDE_ISSUER = "with_issuer"  # it fits the row only beside the issuer
    JOB_TITLE = "job_titles"  # the same; in one text it needs a word for certificate too: it is a job as well
    OWN_WORD = "own_words"  # it names nothing, but is explained beside a name of the row
    UNPROVEN = "unproven"  # it is likely the row's, but proven for none
    UNPROVEN_BESIDE_ISSUER = "unproven_beside_issuer"  # the same, and only beside the issuer
    NEAR_MISS = "near_miss"
    OTHER_CERTIFICATE = "other_certificate"
    PAPER = "paper"  # another paper of a listed body; it means something beside that body alone
    BODY = "body"
    OTHER_BODY = "other_body"
    BODY_WORD = "body_word"  # the country or a branch of some bodies
    GRADE = "grade"
    CERTIFICATE = "certificate"
    SCOPE = "scope"
    FULL = "full"
    JOINT = "joints"
    LEGAL = "legal"
    NUMBER = "numbers"
    VALID = "valid"
    DEGREE = "degrees"
    BOTH = "both"
    EITHER = "either"
    PAST = "past"  # a date that has come
    TO_COME = "to_come"  # one that has not
    REGISTRATION = "registration"  # a number that says nothing but itself
    UNKNOWN = "unknown"  # an issuer that is not recognised


# The lists of a row's wordings, and of the words around names, each called as in the data.
_WORDINGS = (Sense.NAME, Sense.GENERAL, Sense.BESIDE_ISSUER, Sense.JOB_TITLE, Sense.OWN_WORD)
_AROUND = (
    *(Sense.CERTIFICATE, Sense.SCOPE, Sense.FULL, Sense.JOINT, Sense.LEGAL, Sense.NUMBER, Sense.VALID),
    *(Sense.DEGREE, Sense.BOTH, Sense.EITHER),
)


@value
class Meaning:
    """One thing that a text, or a piece of one, may stand for."""

    sense: Sense
    rows: tuple[Certificate, ...] = ()  # those that a wording fits
    grade: str | None = None
    near_miss: NearMiss | None = None
    bodies: tuple[Body, ...] = ()  # the one that is named, or those that a word is explained beside
    printing: frozenset[int] = frozenset()  # the rows that print exactly this name of a body
    settles: bool = False
    remark: Remark | None = None
    text: str = ""  # of an issuer, as it was typed

    @property
    def body(self) -> Body | None:
        """The listed body that it names, if it names one."""
        return self.bodies[0] if self.sense is Sense.BODY else None


Named = Iterator[tuple[Path, str, Meaning]]  # a name, its place in the file, and what it means


def known_names(catalogue: Catalogue) -> Named:
    """Yield every name and word that a text about certificates may hold, with its place in the file."""
    yield from row_names(catalogue)
    yield from body_names(catalogue)
    for path, texts, meaning in _lists(catalogue):
        yield from _each(path, texts, meaning)


def row_names(catalogue: Catalogue) -> Named:
    """Yield every wording of the catalogue that fits rows, near misses aside."""
    for index, row in enumerate(catalogue.certificates):
        place, rows = ("certificates", index), (row,)
        printed = Meaning(sense=Sense.GENERAL if row.general else Sense.NAME, rows=rows)
        yield (*place, "name"), row.name, printed
        for sense in _WORDINGS:
            key = sense.value
            yield from _each((*place, key), getattr(row, key), Meaning(sense=sense, rows=rows))
        if row.grades:
            graded = [Meaning(sense=Sense.NAME, rows=rows, grade=grade) for grade in row.grades.order]
            for number, name in enumerate(row.grades.names):
                for meaning in graded:
                    yield (*place, "grades", "names", number), name.format(grade=meaning.grade), meaning
            for number, (grade, names) in enumerate(row.grades.titles):
                likely = Meaning(sense=Sense.UNPROVEN, rows=rows, grade=grade)
                yield from _each((*place, "grades", "titles", number, "names"), names, likely)
    for index, shared in enumerate(catalogue.shared_names):
        alone = Sense.GENERAL if shared.general else Sense.NAME
        sense = Sense.BESIDE_ISSUER if shared.with_issuer else alone
        meaning = Meaning(sense=sense, rows=shared.rows)
        yield from _each(("shared_names", index, "names"), shared.names, meaning)
    for index, unproven in enumerate(catalogue.unproven_names):
        sense = Sense.UNPROVEN_BESIDE_ISSUER if unproven.with_issuer else Sense.UNPROVEN
        meaning = Meaning(sense=sense, rows=unproven.rows, remark=unproven.remark)
        yield from _each(("unproven_names", index, "names"), unproven.names, meaning)


def body_names(catalogue: Catalogue) -> Named:
    """Yield what the bodies are called; a class of them has its members' names (reading `issuer-classes`).

    Of one name twice the later counts: what rows print comes last, being what tells them apart.
    """
    rows = catalogue.certificates
    for index, row in enumerate(rows):
        if row.issuer_en:
            meaning = Meaning(sense=Sense.BODY, bodies=(row.body,))
            yield ("certificates", index, "issuer_en"), row.issuer_en, meaning
    for index, body in enumerate(catalogue.bodies):
        meaning = Meaning(sense=Sense.BODY, bodies=(body,))
        yield from _each(("bodies", index, "names"), body.names, meaning)
        for number, members in enumerate(body.members):
            yield from ((("bodies", index, "members", number), name, meaning) for name in members.texts)
    for index, row in enumerate(rows):
        printing = frozenset(other.number for other in rows if other.issuer == row.issuer)
        meaning = Meaning(sense=Sense.BODY, bodies=(row.body,), printing=printing)
        yield ("certificates", index, "issuer"), row.issuer, meaning


def _each(path: Path, texts: Iterable[str], meaning: Meaning) -> Named:
    for index, text in enumerate(texts):
        yield (*path, index), text, meaning


def _lists(catalogue: Catalogue) -> Iterator[tuple[Path, Iterable[str], Meaning]]:
    """Yield the lists of words that stand for one thing each."""
    for index, near in enumerate(catalogue.near_misses):
        yield ("near_misses", index, "names"), near.names, Meaning(sense=Sense.NEAR_MISS, near_miss=near)
    for index, words in enumerate(catalogue.other_certificates):
        yield ("other_certificates", index, "names"), words.texts, Meaning(sense=Sense.OTHER_CERTIFICATE)
    for index, words in enumerate(catalogue.other_bodies):
        yield ("other_bodies", index, "names"), words.texts, Meaning(sense=Sense.OTHER_BODY)
    for index, body in enumerate(catalogue.bodies):
        place, bodies = ("bodies", index), (body,)
        yield (*place, "papers"), body.papers, Meaning(sense=Sense.PAPER, bodies=bodies)
        for number, words in enumerate(body.near_misses):
            stranger = Meaning(sense=Sense.OTHER_BODY, remark=words.remark, bodies=bodies)
            yield (*place, "near_misses", number, "names"), words.texts, stranger
        for number, members in enumerate(body.members):
            texts = [form.format(name=name) for form in members.places for name in members.names]
            yield (*place, "members", number, "names"), texts, Meaning(sense=Sense.BODY_WORD, bodies=bodies)
    for index, named in enumerate(catalogue.body_words):
        meaning = Meaning(sense=Sense.BODY_WORD, bodies=named.bodies, settles=named.settles)
        yield ("body_words", index, "words"), named.words, meaning
    for index, row in enumerate(catalogue.certificates):
        for grade in row.grades.order if row.grades else ():
            texts = [word.format(grade=grade) for word in row.grades.words] if row.grades else []
            yield ("certificates", index, "grades", "words"), texts, Meaning(sense=Sense.GRADE, grade=grade)
    for sense in _AROUND:
        key = sense.value
        yield ("words", key), getattr(catalogue.vocabulary, key), Meaning(sense=sense)
