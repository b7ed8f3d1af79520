"""Names: each leads where the data says and nowhere else, and no name means two things unsaid."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from ..errors import FactError
from ..names.identity import Kind, equivalent, fitting
from ..names.index import Sense, body_names, row_names
from ..names.resolver import Names
from ..names.text import Folded, fold
from ..rules.plain_words import meanings
from .grid import Checks, Grid

_SOME = "某"  # a text that a ``*`` may stand for


def one_meaning(grid: Grid) -> Checks:
    """Type every name of both files, and see that it leads just where the data says."""
    yield from _certificates(grid)
    yield from _issued(grid)
    yield from _bodies(grid)
    for read, text, expected in _facts(grid):
        try:
            right = read(text) == expected
        except FactError:
            right = expected is None
        yield right, "not_read", getattr(expected, "id", ""), text


def _certificates(grid: Grid) -> Checks:
    names = grid.names
    typed: dict[Folded, str] = {}
    for _, text, _ in row_names(grid.catalogue):
        typed.setdefault(fold(text), text)
    for folded, text in typed.items():
        wordings = names.wordings[folded]
        found = names.identify(text)
        settled, numbers = found.kind is Kind.SETTLED, [row.number for row in found.rows]
        if proven := fitting(wordings, Sense.NAME, Sense.GENERAL):
            yield set(found.rows) == set(proven), "other_rows", text, *sorted(numbers)
            alone = not fitting(wordings, Sense.GENERAL) and equivalent(found.rows)
            yield settled == alone, "open" if alone else "settles", text
        elif unproven := fitting(wordings, Sense.UNPROVEN):
            yield set(found.rows) == set(unproven), "other_rows", text, *sorted(numbers)
            yield found.kind is Kind.NEEDS_CERTIFICATE, "settles", text
        elif folded not in names.near_misses:
            yield not settled, "settles", text
    for row in grid.catalogue.certificates:
        # What one row calls its own must be its own alone, unless shared_names says otherwise.
        for text in (*row.aliases, *row.general_aliases):
            yield names.identify(text).rows == (row,), "other_rows", row.number, text


def _issued(grid: Grid) -> Checks:
    """Type what each row goes by beside its own issuer, and beside another."""
    identify, rows = grid.names.identify, grid.catalogue.certificates
    for row in rows:
        other = next((each.issuer for each in rows if each.body is not row.body), None)
        for text in (str(row.number), row.name, *row.aliases, *row.general_aliases, *row.with_issuer):
            for issuer in filter(None, (row.issuer, row.issuer_en)):
                found = identify(text, issuer)
                # Rows of one body with one result share the answer; English names do not tell them apart.
                same = row in found.rows or (issuer != row.issuer and equivalent((row, *found.rows)))
                right = found.kind is Kind.SETTLED and same and equivalent(found.rows)
                yield right, "beside", row.number, text, issuer
            if other and text not in row.with_issuer:
                yield row not in identify(text, other).rows, "foreign", row.number, text, other


def _bodies(grid: Grid) -> Checks:
    names = grid.names
    for body in grid.catalogue.bodies:
        rows = tuple(row for row in grid.catalogue.certificates if row.body is body)
        for text in dict.fromkeys(text for _, text, one in body_names(grid.catalogue) if one.body is body):
            issuer, found = names.issuer(text), names.identify(text)
            yield issuer is body, "body", body.id, text
            yield found.rows == rows and found.kind is Kind.NEEDS_CERTIFICATE, "body", body.id, text
            # What nobody knows beside a known name makes it another body's.
            for other in (_SOME + text, text + _SOME):
                yield names.issuer(other) is None, "other_body", body.id, other
        for text in (text for miss in body.near_misses for text in miss.texts):
            yield names.issuer(text) is None, "near_body", body.id, text
            for row in rows:
                for found in (names.identify(row.name, text), names.identify(f"{row.name} ({text})")):
                    yield found.kind is not Kind.SETTLED, "near_body", body.id, text, row.number


def _facts(grid: Grid) -> Iterator[tuple[Callable[[str], Any], str, Any]]:
    """Yield every name of the other facts with what reads it and what it means; None where it is refused."""
    names, catalogue, jurisdiction = grid.names, grid.catalogue, grid.jurisdiction
    for row, grades in ((row, row.grades) for row in catalogue.certificates if row.grades):
        for grade in grades.order:
            for word in grades.words:
                yield partial(names.grade, row=row), word.format(grade=grade), grade
            for name in grades.names:
                yield partial(_graded, names), name.format(grade=grade), ((row,), grade)
    for qualification in catalogue.qualifications:
        for text in (qualification.id, *(text for words in qualification.words for text in words.texts)):
            yield lambda text: names.qualification(text).least, text, qualification
    refused = catalogue.refused_qualifications
    yield from ((names.qualification, text, None) for one in refused for text in one.texts)
    yield from ((names.series, text, one) for one in catalogue.series for text in one.texts)
    yield from ((names.titles, text, (one,)) for one in catalogue.titles for text in one.texts)
    # What the data says of a whole name goes before what its parts mean.
    words = jurisdiction.place_words
    former = {fold(text): (text, each.areas) for each in jurisdiction.former_areas for text in each.names}
    places = list(former.values())
    for area in jurisdiction.areas:
        composed = (name + end for name in area.pinyin for end in words.suffixes)
        composed = (text for text in composed if fold(text) not in former)
        places += ((text, (area,)) for text in (*area.texts, area.code or area.name, *composed))
    for text, areas in places:
        for before in ("", *words.city, *words.above):
            typed = before + (" " if before.isascii() and before else "") + text
            yield lambda text: names.place(text).areas, typed, areas


def _graded(names: Names, text: str) -> tuple[object, str | None]:
    found = names.identify(text)
    return found.rows, found.grade


def near_misses_apart(grid: Grid) -> Checks:
    """Type every near miss, alone and beside the issuers of the rows that it is near to."""
    identify, wordings = grid.names.identify, grid.names.wordings
    for near in grid.catalogue.near_misses:
        for text in near.names:
            found = identify(text)
            right = found.kind is Kind.NOT_LISTED and found.near_miss is near
            yield right, "near", text, *(row.number for row in found.rows)
            # Some wordings are a near miss by themselves and a row's beside its issuer: said in with_issuer.
            beside = fitting(wordings.get(fold(text), ()), Sense.BESIDE_ISSUER)
            for issuer in {row.body: row.issuer for row in near.near}.values():
                yield set(identify(text, issuer).rows) <= set(beside), "near_beside", text, issuer


def kept_apart(grid: Grid) -> Checks:
    """Read every name of both files as every fact: facts told as plain words are each only one thing."""
    names = Names(grid.catalogue, grid.jurisdiction, suggesting=False)
    catalogue, jurisdiction = grid.catalogue, grid.jurisdiction
    qualifications, elsewhere = catalogue.qualifications, jurisdiction.elsewhere
    wordings = [text for _, text, _ in row_names(catalogue)]
    declared: list[tuple[Collection[str], Iterable[Collection[str]]]] = [
        (("cert", "issuer"), [[text for text in wordings if not text.isdecimal()]]),
        (("cert", "years"), [[text for text in wordings if text.isdecimal()]]),  # as everybody is told
        (("issuer", "cert"), (body.names for body in catalogue.bodies)),
        # 无 is a word for no qualification and for unrelated work: it is asked about, as a number is.
        (("degree", "related"), (one.alone for one in qualifications)),
        (("degree",), (words.texts for one in qualifications for words in one.words)),
        (("district",), (area.texts for area in jurisdiction.areas)),
        # A country is where somebody works or where the issuer is: it is asked about.
        (("issuer", "district"), ((*one.names, *one.cities) for one in elsewhere)),
    ]
    for facts, texts in declared:
        for text in chain.from_iterable(texts):
            read = meanings(names, text)
            yield {*read} <= {*facts}, "other_fact", *read, text
