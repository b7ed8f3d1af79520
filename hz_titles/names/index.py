"""What the data files declare names to mean: rows, bodies, other certificates, and the words around them.

It decides nothing: what a certificate beside an issuer comes to stands in `hz_titles.names.identity`,
how a typed text is looked up in `hz_titles.names.resolver`, how it is read in `hz_titles.names.reading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

from ..notice.annex1 import Body, Catalogue, Certificate, NearMiss, Remark
from ..notice.annex2 import Area
from ..value import value
from .text import Folded, fold

Path = tuple[str | int, ...]  # the way to a value of a data file


class Fit(Enum):
    """How far a wording goes towards naming a row."""

    NAME = "name"  # it settles the row by itself
    GENERAL = "general"  # other bodies use it too: it settles the row only beside the issuer
    BESIDE_ISSUER = "beside_issuer"  # it fits the row only beside the issuer
    JOB_TITLE = "job_title"  # the same; in one text it needs a word for certificate too: it is a job as well
    OWN_WORD = "own_word"  # it names nothing, but is explained beside a name of the row
    UNPROVEN = "unproven"  # it is likely the row's, but proven for none
    UNPROVEN_BESIDE_ISSUER = "unproven_beside_issuer"  # the same, and only beside the issuer


class Sense(Enum):
    """What a known word or name of a text is."""

    NAME = "name"  # a wording that fits rows, by itself or beside something
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
    JOINT = "joint"
    LEGAL = "legal"
    NUMBER = "number"
    VALID = "valid"
    DEGREE = "degree"
    BOTH = "both"
    EITHER = "either"
    PAST = "past"  # a date that has come
    TO_COME = "to_come"  # one that has not
    REGISTRATION = "registration"  # a number that says nothing but itself


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
    grade: str | None = None


@value
class Entry:
    """One wording of the index and the rows that it fits."""

    text: str
    fit: Fit
    certificates: tuple[Certificate, ...]
    grade: str | None = None
    remark: Remark | None = None
    path: Path = ()  # its place in the file


@value
class Issuer:
    """What an issuer's name stands for: the body, and the rows that print exactly this name."""

    body: Body
    printing: frozenset[int] = frozenset()


@value
class Place:
    """What a text says of a place of work."""

    areas: tuple[Area, ...]  # one, or those that it may be; none in the city, where that is all that is told
    remark: Remark | None = None
    elsewhere: bool = False  # a known place that is not in the city

    @property
    def area(self) -> Area | None:
        """The area, where there is just one."""
        return self.areas[0] if len(self.areas) == 1 else None


class Index:
    """The names of certificates and bodies, each kind folded once, when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

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
    def nothing(self) -> frozenset[Folded]:
        """What says that there is no certificate."""
        return frozenset(map(fold, self._catalogue.vocabulary.nothing))

    @cached_property
    def bodies(self) -> dict[Folded, Issuer]:
        """The names of the issuing bodies; a class of them has its members' (reading `issuer-classes`)."""
        return {fold(name): issuer for _, name, issuer in body_names(self._catalogue)}


def placed(path: Path, texts: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Yield the texts of a list, each with its place in the file."""
    for index, text in enumerate(texts):
        yield (*path, index), text


def certificate_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every wording of the catalogue that fits rows, near misses aside."""
    for index, row in enumerate(catalogue.certificates):
        yield from _row_entries(row, ("certificates", index))
    for index, shared in enumerate(catalogue.shared_names):
        fit = Fit.BESIDE_ISSUER if shared.with_issuer else Fit.GENERAL if shared.general else Fit.NAME
        for path, text in placed(("shared_names", index, "names"), shared.names):
            yield Entry(text=text, fit=fit, certificates=shared.certificates, path=path)
    for index, unproven in enumerate(catalogue.unproven_names):
        fit = Fit.UNPROVEN_BESIDE_ISSUER if unproven.with_issuer else Fit.UNPROVEN
        rows, remark = unproven.certificates, unproven.remark
        for path, text in placed(("unproven_names", index, "names"), unproven.names):
            yield Entry(text=text, fit=fit, certificates=rows, remark=remark, path=path)


def _row_entries(row: Certificate, place: Path) -> Iterator[Entry]:
    """Yield a row's own wordings; those with a grade in them carry it."""
    rows = (row,)
    yield Entry(
        text=row.name,
        fit=Fit.GENERAL if row.general else Fit.NAME,
        certificates=rows,
        path=(*place, "name"),
    )
    for fit, key, texts in (
        (Fit.NAME, "aliases", row.aliases),
        (Fit.GENERAL, "general_aliases", row.general_aliases),
        (Fit.BESIDE_ISSUER, "with_issuer", row.with_issuer),
        (Fit.JOB_TITLE, "job_titles", row.job_titles),
        (Fit.OWN_WORD, "own_words", row.own_words),
    ):
        for path, text in placed((*place, key), texts):
            yield Entry(text=text, fit=fit, certificates=rows, path=path)
    if row.grades:
        for path, name in placed((*place, "grades", "names"), row.grades.names):
            for grade in row.grades.order:
                text = name.format(grade=grade)
                yield Entry(text=text, fit=Fit.NAME, certificates=rows, grade=grade, path=path)
        for index, title in enumerate(row.grades.titles):
            for path, text in placed((*place, "grades", "titles", index, "names"), title.names):
                yield Entry(text=text, fit=Fit.UNPROVEN, certificates=rows, grade=title.grade, path=path)


def body_names(catalogue: Catalogue) -> Iterator[tuple[Path, str, Issuer]]:
    """Yield what the bodies are called.

    Of one name twice the later counts: what rows print comes last, being what tells them apart.
    """
    printing: dict[str, set[int]] = {}
    for row in catalogue.certificates:
        printing.setdefault(row.issuer, set()).add(row.number)
    for index, row in enumerate(catalogue.certificates):
        if row.issuer_en:
            yield ("certificates", index, "issuer_en"), row.issuer_en, Issuer(body=row.body)
    for index, body in enumerate(catalogue.bodies):
        issuer = Issuer(body=body)
        for path, name in placed(("bodies", index, "names"), body.names):
            yield path, name, issuer
        for place, members in enumerate(body.members):
            for name in members.texts:
                yield ("bodies", index, "members", place), name, issuer
    for index, row in enumerate(catalogue.certificates):
        issuer = Issuer(body=row.body, printing=frozenset(printing[row.issuer]))
        yield ("certificates", index, "issuer"), row.issuer, issuer


Known = Iterator[tuple[Path, str, Meaning]]  # a name or word, its place in the file, what it may stand for


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
            meaning = Meaning(sense=Sense.GRADE, grade=grade)
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
