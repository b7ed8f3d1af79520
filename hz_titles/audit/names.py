"""Names: each leads where the data says and nowhere else, and no name means two things unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..errors import FactError
from ..language import Phrase
from ..names.index import Sense, row_names
from ..names.resolver import Kind, Names, equivalent
from ..names.text import Folded, fold
from ..rules.plain_words import meanings
from .grid import Checks, Grid, proves

_ROWS = Phrase("指到了别的项", "leads to other rows")
_SETTLES = Phrase("不该单独确定一项", "must not settle a row by itself")
_OPEN = Phrase("应能单独确定一项", "should settle its row by itself")
_BESIDE = Phrase("连同颁证单位没有确定本项", "does not settle its row beside the issuer")
_FOREIGN = Phrase("连同别的颁证单位仍确定了一项", "settles a row beside another issuer")
_BODY = Phrase("没有指到这个机构", "does not lead to this body")
_OTHER_BODY = Phrase("加了字仍被当成这个机构", "is taken for this body though something is added")
_NEAR = Phrase("易混证书指到了目录中的项", "a near miss leads to rows of the list")
_NEAR_BESIDE = Phrase("连同颁证单位被当成了目录中的项", "a near miss is taken for a row beside the issuer")
_NEAR_BODY = Phrase("易混机构被当成了目录中的机构", "a body's near miss is taken for the body")
_READ = Phrase("没有读作这一项", "is not read as this")
_OTHER = Phrase("也读作另一种信息", "is read as another fact as well")
_SOME = "某"  # a text that a ``*`` may stand for
_NUMBER = ("cert", "years")  # what a bare number may be, as everybody is told


@proves(
    Phrase("没有名称未加说明地指两样东西", "no name means two things unsaid"),
    Phrase("名称及其用法", "names and the ways to type them"),
)
def one_meaning(grid: Grid) -> Checks:
    """Type every name of both files, and see that it leads just where the data says."""
    yield from _certificates(grid)
    yield from _issued(grid)
    yield from _bodies(grid)
    for read, text, expected in _facts(grid):
        yield _read(read, text) == expected, _READ, getattr(expected, "id", ""), text


def _declared(grid: Grid) -> dict[Folded, tuple[str, dict[Sense, set[int]]]]:
    """Return every wording with the rows that it is declared for, by how far it fits."""
    declared: dict[Folded, tuple[str, dict[Sense, set[int]]]] = {}
    for _, text, meaning in row_names(grid.catalogue):
        _, fits = declared.setdefault(fold(text), (text, {}))
        fits.setdefault(meaning.sense, set()).update(row.number for row in meaning.rows)
    return declared


def _certificates(grid: Grid) -> Checks:
    names = grid.data.names
    near = {fold(name) for each in grid.catalogue.near_misses for name in each.names}
    for text, fits in _declared(grid).values():
        found = names.identify(text)
        numbers = {row.number for row in found.rows}
        proven = fits.get(Sense.NAME, set()) | fits.get(Sense.GENERAL, set())
        if proven:
            yield numbers == proven, _ROWS, text, *sorted(numbers)
            alone = Sense.GENERAL not in fits and equivalent(found.rows)
            yield (found.kind is Kind.SETTLED) == alone, _OPEN if alone else _SETTLES, text
        elif Sense.UNPROVEN in fits:
            yield numbers == fits[Sense.UNPROVEN], _ROWS, text, *sorted(numbers)
            yield found.kind is Kind.NEEDS_CERTIFICATE, _SETTLES, text
        elif fold(text) not in near:
            yield found.kind is not Kind.SETTLED, _SETTLES, text
    for row in grid.catalogue.certificates:
        # What one row calls its own must be its own alone, unless shared_names says otherwise.
        for text in (*row.aliases, *row.general_aliases):
            yield names.identify(text).rows == (row,), _ROWS, row.number, text


def _issued(grid: Grid) -> Checks:
    """Type what each row goes by beside its own issuer, and beside another."""
    names = grid.data.names
    rows = grid.catalogue.certificates
    for row in rows:
        other = next((each.issuer for each in rows if each.body is not row.body), None)
        for text in (str(row.number), row.name, *row.aliases, *row.general_aliases, *row.with_issuer):
            for issuer in filter(None, (row.issuer, row.issuer_en)):
                found = names.identify(text, issuer)
                # Rows of one body with one result share the answer; English names do not tell them apart.
                same = row in found.rows or (issuer != row.issuer and equivalent((row, *found.rows)))
                right = found.kind is Kind.SETTLED and same and equivalent(found.rows)
                yield right, _BESIDE, row.number, text, issuer
            if other and text not in row.with_issuer:
                yield row not in names.identify(text, other).rows, _FOREIGN, row.number, text, other


def _bodies(grid: Grid) -> Checks:
    names = grid.data.names
    for body in grid.catalogue.bodies:
        rows = tuple(row for row in grid.catalogue.certificates if row.body is body)
        printed = [name for row in rows for name in (row.issuer, row.issuer_en) if name]
        members = [text for members in body.members for text in members.texts]
        for text in dict.fromkeys((*body.names, *printed, *members)):
            issuer, found = names.issuer(text), names.identify(text)
            yield issuer is body, _BODY, body.id, text
            yield found.rows == rows and found.kind is Kind.NEEDS_CERTIFICATE, _BODY, body.id, text
            # What nobody knows beside a known name makes it another body's.
            for other in (_SOME + text, text + _SOME):
                yield names.issuer(other) is None, _OTHER_BODY, body.id, other
        for text in (text for miss in body.near_misses for text in miss.texts):
            yield names.issuer(text) is None, _NEAR_BODY, body.id, text
            for row in rows:
                for found in (names.identify(row.name, text), names.identify(f"{row.name} ({text})")):
                    yield found.kind is not Kind.SETTLED, _NEAR_BODY, body.id, text, row.number


@proves(
    Phrase("易混证书不是目录中任何一项的名称", "near misses are not names of any row"),
    Phrase("易混名称及其用法", "near misses and the ways to type them"),
)
def near_misses_apart(grid: Grid) -> Checks:
    """Type every near miss, alone and beside the issuers of the rows that it is near to."""
    names = grid.data.names
    declared = _declared(grid)
    for near in grid.catalogue.near_misses:
        for text in near.names:
            found = names.identify(text)
            right = found.kind is Kind.NOT_LISTED and found.near_miss is near
            yield right, _NEAR, text, *(row.number for row in found.rows)
            # Some wordings are a near miss by themselves and a row's beside its issuer: said in with_issuer.
            beside = declared.get(fold(text), ("", {}))[1].get(Sense.BESIDE_ISSUER, set())
            for issuer in {row.body: row.issuer for row in near.near}.values():
                taken = {row.number for row in names.identify(text, issuer).rows}
                yield taken <= beside, _NEAR_BESIDE, text, issuer


# Other facts


def _read(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except FactError:
        return None


def _facts(grid: Grid) -> Iterator[tuple[Callable[[str], Any], str, Any]]:
    """Yield every name of the other facts with what reads it and what it means; None where it is refused."""
    names, catalogue = grid.data.names, grid.catalogue
    for row in catalogue.certificates:
        for grade in row.grades.order if row.grades else ():
            for word in row.grades.words if row.grades else ():
                yield partial(names.grade, row=row), word.format(grade=grade), grade
            for name in row.grades.names if row.grades else ():
                yield partial(_graded, names), name.format(grade=grade), ((row,), grade)
    for qualification in catalogue.qualifications:
        for text in (qualification.id, *(text for words in qualification.words for text in words.texts)):
            yield lambda text: names.qualification(text).least, text, qualification
    for refused in catalogue.refused_qualifications:
        yield from ((names.qualification, text, None) for text in refused.texts)
    for series in catalogue.series:
        yield from ((names.series, text, series) for text in series.texts)
    for title in catalogue.titles:
        yield from ((names.titles, text, (title,)) for text in title.texts)
    around = (*grid.jurisdiction.place_words.city, *grid.jurisdiction.place_words.above)
    for text, areas in _areas(grid):
        for typed in (text, *(name + (" " if name.isascii() else "") + text for name in around)):
            yield lambda text: names.place(text).areas, typed, areas


def _graded(names: Names, text: str) -> tuple[object, str | None]:
    found = names.identify(text)
    return found.rows, found.grade


def _areas(grid: Grid) -> Iterator[tuple[str, Any]]:
    """Yield what the areas are called; what the data says of a whole name goes before what its parts mean."""
    jurisdiction = grid.jurisdiction
    for former in jurisdiction.former_areas:
        yield from ((text, former.areas) for text in former.names)
    for area in jurisdiction.areas:
        yield from ((text, (area,)) for text in (*area.texts, area.code or area.name))
    known = {fold(text) for former in jurisdiction.former_areas for text in former.names}
    for area in jurisdiction.areas:
        composed = (name + end for name in area.pinyin for end in jurisdiction.place_words.suffixes)
        yield from ((text, (area,)) for text in composed if fold(text) not in known)


@proves(
    Phrase("一种信息的用词不是另一种信息的用词", "no word for one fact is a word for another"),
    Phrase("用词", "words"),
)
def kept_apart(grid: Grid) -> Checks:
    """Read every name of both files as every fact: facts told as plain words are each only one thing."""
    names = Names(grid.catalogue, grid.jurisdiction, suggesting=False)
    for facts, text in _words(grid):
        read = meanings(names, text)
        yield {*read} <= {*facts}, _OTHER, *read, text


def _words(grid: Grid) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every declared name with the facts that it may be read as."""
    catalogue, jurisdiction = grid.catalogue, grid.jurisdiction
    for _, text, _ in row_names(catalogue):
        yield _NUMBER if text.isdecimal() else ("cert", "issuer"), text
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
