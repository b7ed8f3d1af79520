"""The index of names: which wordings fit which rows, bodies, qualifications and areas.

It says what the data files declare and decides nothing: what a certificate beside an issuer
comes to stands in `hz_titles.names.identity`, how a typed text is looked up in `hz_titles.names.resolver`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

from ..notice.annex1 import Body, Catalogue, Certificate, NearMiss, Remark
from ..notice.annex2 import Area, Jurisdiction
from ..value import value
from .text import Folded, fold

Path = tuple[str | int, ...]
"""The way to a value of a data file."""


class Fit(Enum):
    """How far a wording goes towards naming a row."""

    NAME = "name"
    """It settles the row by itself."""
    GENERAL = "general"
    """Other bodies use it too: it settles the row only beside the issuer."""
    BESIDE_ISSUER = "beside_issuer"
    """It fits the row only beside the issuer."""
    JOB_TITLE = "job_title"
    """The same; in one text it needs a word for certificate too, since it is a job as well."""
    OWN_WORD = "own_word"
    """It names nothing, but is explained beside a name of the row."""
    UNPROVEN = "unproven"
    """It is likely the row's, but proven for none."""
    UNPROVEN_BESIDE_ISSUER = "unproven_beside_issuer"
    """The same, and only beside the issuer."""


@value
class Entry:
    """One wording of the index and the rows that it fits; `path` is its place in the file."""

    text: str
    fit: Fit
    certificates: tuple[Certificate, ...]
    grade: str | None = None
    remark: Remark | None = None
    path: Path = ()


@value
class Issuer:
    """What an issuer's name stands for: the body, and the rows that print exactly this name."""

    body: Body
    printing: frozenset[int] = frozenset()


@value
class Place:
    """What a text says of a place of work.

    Attributes:
        areas: the one area that it is, or those that it may be; none where it is in the city, and where is
            not told.
        elsewhere: it is a known place that is not in the city.
    """

    areas: tuple[Area, ...]
    remark: Remark | None = None
    elsewhere: bool = False

    @property
    def area(self) -> Area | None:
        """The area, where there is just one."""
        return self.areas[0] if len(self.areas) == 1 else None


class Index:
    """The names in both data files, each kind folded once, when it is first asked for."""

    def __init__(self, catalogue: Catalogue, jurisdiction: Jurisdiction) -> None:
        """Take the files' names; nothing is folded yet."""
        self._catalogue = catalogue
        self._jurisdiction = jurisdiction

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
    def bodies(self) -> dict[Folded, Issuer]:
        """The names of the issuing bodies; a class of them has its members' (reading `issuer-classes`)."""
        return {fold(name): issuer for _, name, issuer in body_names(self._catalogue)}

    @cached_property
    def body_near_misses(self) -> dict[Folded, Remark | None]:
        """Other bodies that are taken for a listed one."""
        return {
            fold(name): near.remark
            for body in self._catalogue.bodies
            for near in body.near_misses
            for name in near.texts
        }


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


# Of one name twice, the later goes before the earlier.


def body_names(catalogue: Catalogue) -> Iterator[tuple[Path, str, Issuer]]:
    """Yield what the bodies are called; what rows print comes last, being what tells them apart."""
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
