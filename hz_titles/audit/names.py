"""Names: each leads where the data says and nowhere else, and no name means two things unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ..errors import FactError
from ..language import Phrase
from ..names.identity import Kind, equivalent
from ..names.index import Fit, certificate_entries
from ..names.text import Folded, fold
from ..notice.annex2 import Area
from .grid import Grid
from .report import Proof

T = TypeVar("T")

_ROWS = Phrase("指到了别的项", "leads to other rows")
_SETTLES = Phrase("不该单独确定一项", "must not settle a row by itself")
_OPEN = Phrase("应能单独确定一项", "should settle its row by itself")
_BESIDE = Phrase("连同颁证单位没有确定本项", "does not settle its row beside the issuer")
_FOREIGN = Phrase("连同别的颁证单位仍确定了一项", "settles a row beside another issuer")
_GRADE = Phrase("没有读出等级", "its grade is not read")
_BODY = Phrase("没有指到这个机构", "does not lead to this body")
_OTHER_BODY = Phrase("加了字仍被当成这个机构", "is taken for this body though something is added")
_NEAR = Phrase("易混证书指到了目录中的项", "a near miss leads to rows of the list")
_NEAR_BESIDE = Phrase("连同颁证单位被当成了目录中的项", "a near miss is taken for a row beside the issuer")
_NEAR_BODY = Phrase("易混机构被当成了目录中的机构", "a body's near miss is taken for the body")
_QUALIFICATION = Phrase("没有读作这一学历", "is not read as this qualification")
_REFUSED = Phrase("应被拒绝", "should be refused")
_AREA = Phrase("没有读作这个区", "is not read as this area")
_LISTED = Phrase("没有读作这一项", "is not read as this")
_SOME = "某"
"""A text that a ``*`` may stand for."""


def one_meaning(grid: Grid) -> Proof:
    """Type every name of both files, and see that it leads just where the data says."""
    proof = Proof(
        id="one_meaning",
        claim=Phrase("没有名称未加说明地指两样东西", "no name means two things unsaid"),
        of=Phrase("名称及其用法", "names and the ways to type them"),
    )
    _certificates(grid, proof)
    _issued(grid, proof)
    _bodies(grid, proof)
    _qualifications(grid, proof)
    _areas(grid, proof)
    _filters(grid, proof)
    return proof


def _declared(grid: Grid) -> dict[Folded, tuple[str, dict[Fit, set[int]]]]:
    """Return every wording with the rows that it is declared for, by how far it fits."""
    declared: dict[Folded, tuple[str, dict[Fit, set[int]]]] = {}
    for entry in certificate_entries(grid.catalogue):
        _, fits = declared.setdefault(fold(entry.text), (entry.text, {}))
        fits.setdefault(entry.fit, set()).update(row.number for row in entry.certificates)
    return declared


def _certificates(grid: Grid, proof: Proof) -> None:
    names = grid.data.names
    near = {fold(name) for each in grid.catalogue.near_misses for name in each.names}
    for text, fits in _declared(grid).values():
        found = names.identify(text)
        numbers = {row.number for row in found.rows}
        proven = fits.get(Fit.NAME, set()) | fits.get(Fit.GENERAL, set())
        if proven:
            proof.expect(numbers == proven, _ROWS, text, *sorted(numbers))
            alone = Fit.GENERAL not in fits and equivalent(found.rows)
            proof.expect((found.kind is Kind.SETTLED) == alone, _OPEN if alone else _SETTLES, text)
        elif Fit.UNPROVEN in fits:
            proof.expect(numbers == fits[Fit.UNPROVEN], _ROWS, text, *sorted(numbers))
            proof.expect(found.kind is Kind.NEEDS_CERTIFICATE, _SETTLES, text)
        elif fold(text) not in near:
            proof.expect(found.kind is not Kind.SETTLED, _SETTLES, text)
    for row in grid.catalogue.certificates:
        # What one row calls its own must be its own alone, unless shared_names says otherwise.
        for text in (*row.aliases, *row.general_aliases):
            proof.expect(names.identify(text).rows == (row,), _ROWS, row.number, text)
        for grade in row.grades.order if row.grades else ():
            for name in row.grades.names if row.grades else ():
                found = names.identify(name.format(grade=grade))
                right = found.rows == (row,) and found.grade == grade
                proof.expect(right, _GRADE, row.number, name.format(grade=grade))
            for word in row.grades.words if row.grades else ():
                read = _read(lambda text, row=row: names.grade(text, row), word.format(grade=grade))  # type: ignore[misc]
                proof.expect(read == grade, _GRADE, row.number, word.format(grade=grade))


def _issued(grid: Grid, proof: Proof) -> None:
    """Type what each row goes by beside its own issuer, and beside another."""
    names = grid.data.names
    rows = grid.catalogue.certificates
    for row in rows:
        printed = [row.issuer, *([row.issuer_en] if row.issuer_en else [])]
        other = next((each.issuer for each in rows if each.body is not row.body), None)
        texts = (str(row.number), row.name, *row.aliases, *row.general_aliases, *row.with_issuer)
        for text in texts:
            for issuer in printed:
                found = names.identify(text, issuer)
                # Rows of one body with one result share the answer; English names do not tell them apart.
                same = row in found.rows or (issuer != row.issuer and equivalent((row, *found.rows)))
                right = found.kind is Kind.SETTLED and same and equivalent(found.rows)
                proof.expect(right, _BESIDE, row.number, text, issuer)
            if other and text not in row.with_issuer:
                found = names.identify(text, other)
                proof.expect(row not in found.rows, _FOREIGN, row.number, text, other)


def _bodies(grid: Grid, proof: Proof) -> None:
    names = grid.data.names
    for body in grid.catalogue.bodies:
        rows = tuple(row for row in grid.catalogue.certificates if row.body is body)
        printed = [name for row in rows for name in (row.issuer, row.issuer_en) if name]
        members = [text for members in body.members for text in members.texts]
        for text in dict.fromkeys((*body.names, *printed, *members)):
            issuer = names.issuer(text)
            proof.expect(issuer is not None and issuer.body is body, _BODY, body.id, text)
            found = names.identify(text)
            right = found.rows == rows and found.kind is Kind.NEEDS_CERTIFICATE
            proof.expect(right, _BODY, body.id, text)
            # What nobody knows beside a known name makes it another body's.
            for other in (_SOME + text, text + _SOME):
                proof.expect(names.issuer(other) is None, _OTHER_BODY, body.id, other)
        for text in (text for miss in body.near_misses for text in miss.texts):
            proof.expect(names.issuer(text) is None, _NEAR_BODY, body.id, text)
            for row in rows:
                for found in (names.identify(row.name, text), names.identify(f"{row.name} ({text})")):
                    proof.expect(found.kind is not Kind.SETTLED, _NEAR_BODY, body.id, text, row.number)


def near_misses_apart(grid: Grid) -> Proof:
    """Type every near miss, alone and beside the issuers of the rows that it is near to."""
    proof = Proof(
        id="near_misses_apart",
        claim=Phrase("易混证书不是目录中任何一项的名称", "near misses are not names of any row"),
        of=Phrase("易混名称及其用法", "near misses and the ways to type them"),
    )
    names = grid.data.names
    declared = _declared(grid)
    for near in grid.catalogue.near_misses:
        for text in near.names:
            found = names.identify(text)
            right = found.kind is Kind.NOT_LISTED and found.near_miss is near
            proof.expect(right, _NEAR, text, *(row.number for row in found.rows))
            # Some wordings are a near miss by themselves and a row's beside its issuer: said in with_issuer.
            beside = declared.get(fold(text), ("", {}))[1].get(Fit.BESIDE_ISSUER, set())
            for issuer in {row.body: row.issuer for row in near.near}.values():
                taken = {row.number for row in names.identify(text, issuer).rows}
                proof.expect(taken <= beside, _NEAR_BESIDE, text, issuer)
    return proof


# Other facts


def _read(read: Callable[[str], T], text: str) -> T | None:
    try:
        return read(text)
    except FactError:
        return None


def _qualifications(grid: Grid, proof: Proof) -> None:
    read = grid.data.names.qualification
    for one in grid.catalogue.qualifications:
        for text in (one.id, *(text for words in one.words for text in words.texts)):
            found = _read(read, text)
            proof.expect(found is not None and found.least is one, _QUALIFICATION, one.id, text)
    for words in grid.catalogue.refused_qualifications:
        for text in words.texts:
            proof.expect(_read(read, text) is None, _REFUSED, text)


def _areas(grid: Grid, proof: Proof) -> None:
    jurisdiction = grid.jurisdiction
    around = (*jurisdiction.place_words.city, *jurisdiction.place_words.above)
    explicit = {fold(text): areas for areas, texts in _area_names(grid) for text in texts}
    composed = (
        ((area,), name + end)
        for area in jurisdiction.areas
        for name in area.pinyin
        for end in jurisdiction.place_words.suffixes
        # What the data says of a whole name goes before what its parts would mean.
        if explicit.get(fold(name + end), (area,)) == (area,)
    )
    for areas, text in (*((areas, text) for areas, texts in _area_names(grid) for text in texts), *composed):
        for typed in (text, *(name + (" " if name.isascii() else "") + text for name in around)):
            place = _read(grid.data.names.place, typed)
            proof.expect(place is not None and place.areas == areas, _AREA, areas[0].name, typed)


def _area_names(grid: Grid) -> Iterator[tuple[tuple[Area, ...], Iterable[str]]]:
    for area in grid.jurisdiction.areas:
        words = [text for each in area.words for text in each.texts]
        yield (area,), filter(None, (area.name, area.short, area.code, *area.pinyin, *words))
    for former in grid.jurisdiction.former_areas:
        yield former.areas, former.names


def _filters(grid: Grid, proof: Proof) -> None:
    names = grid.data.names
    for series in grid.catalogue.series:
        for text in (series.name, series.gloss, *series.words):
            proof.expect(_read(names.series, text) is series, _LISTED, series.name, text)
    for title in grid.catalogue.titles:
        for text in (title.name, title.gloss):
            proof.expect(_read(names.titles, text) == (title,), _LISTED, title.name, text)
