"""What the data files declare names to mean: rows, bodies, other certificates, and the words around them.

It decides nothing: what a certificate beside an issuer comes to stands in `hz_titles.names.identity`,
how a typed text is looked up in `hz_titles.names.resolver`, how it is read in `hz_titles.names.reading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

from ..notice import Area, Body, Catalogue, Certificate, NearMiss, Remark
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


# The lists of words around names, each called as in the data.
_AROUND = (
    *(Sense.CERTIFICATE, Sense.SCOPE, Sense.FULL, Sense.JOINT, Sense.LEGAL, Sense.NUMBER, Sense.VALID),
    *(Sense.DEGREE, Sense.BOTH, Sense.EITHER),
)


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


def known_names(catalogue: Catalogue) -> Iterator[tuple[Path, str, Meaning]]:
    """Yield every name and word that a text about certificates may hold, with its place in the file."""
    for entry in certificate_entries(catalogue):
        yield entry.path, entry.text, Meaning(sense=Sense.NAME, entry=entry)
    for path, name, issuer in body_names(catalogue):
        yield path, name, Meaning(sense=Sense.BODY, issuer=issuer)
    for path, texts, meaning in _lists(catalogue):
        for place, text in placed(path, texts):
            yield place, text, meaning


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
        yield ("words", sense.value), getattr(catalogue.vocabulary, sense.value), Meaning(sense=sense)
