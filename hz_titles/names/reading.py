"""A typed text taken apart: which certificates it speaks of, and what every word in it is.

It finds and sorts; what the findings come to stands in `hz_titles.names.weighing`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from ..notice import Catalogue, Certificate
from .index import Meaning, Sense, known_names
from .words import Lexicon, Piece

_DATE = re.compile(
    r"(?<![0-9])((?:19|2[01])[0-9]{2})(?:\s*[年./-]\s*(0?[1-9]|1[0-2])(?![0-9])(?:\s*[月./-]\s*([0-3]?[0-9])(?![0-9]))?"
    r"|(0[1-9]|1[0-2])([0-3][0-9])?)?(?![0-9])\s*[年月日]?"
)
_RANGE = re.compile(r"[0-9年月]\s*[-–—~～至到]+\s*(?:(?:19|2[01])[0-9]{2})")
# The number before each of several certificates: 1. PMP 2. NPDP.
_NUMBERED = re.compile(r"(?:(?<=^)|(?<=[\s;；,，、]))[1-9](?=[.．、)）]\s*[^\s0-9])")
_ROW = re.compile(r"(?:附件\s*[1一]\s*)?(?:目录\s*)?第\s*0*([0-9]{1,2})\s*项(?!目)|(?i:row)\s+([0-9]{1,2})")
_PARTED = re.compile("[、，,;；/／|\n和及与]")
_LEAST_DIGITS = 6  # so many digits in a row are a number of registration wherever they stand
_LEAST_IN_BRACKETS = 4
_SCORE = re.compile("[0-9]{1,2}").fullmatch  # the points of a test: 雅思7分
_LONGEST_CODE = 5  # the most letters of a code that counts only beside its body (``MT``)
_PAST, _TO_COME, _REGISTRATION = (
    Meaning(sense=sense) for sense in (Sense.PAST, Sense.TO_COME, Sense.REGISTRATION)
)
_NAMING = {Sense.NAME, Sense.GENERAL, Sense.BESIDE_ISSUER, Sense.UNPROVEN, Sense.UNPROVEN_BESIDE_ISSUER}
_AROUND_ISSUER = (Sense.CERTIFICATE, Sense.JOINT, Sense.LEGAL, Sense.SCOPE, Sense.BODY)
_NO_NAME = {Sense.GRADE, Sense.DEGREE, Sense.OTHER_CERTIFICATE}
_NEUTRAL = {
    *(Sense.CERTIFICATE, Sense.JOINT, Sense.DEGREE, Sense.PAST, Sense.REGISTRATION),
    *(Sense.NUMBER, Sense.LEGAL, Sense.VALID, Sense.TO_COME),
}


Item = Piece[Meaning]


def rows_of(item: Item) -> set[Certificate]:
    """Return the rows that a piece is a wording of."""
    return {row for each in item.known for row in each.rows}


class Clause:
    """The part of a text that speaks of one certificate, or of one issuer."""

    def __init__(self, typed: str, text: str, items: Sequence[Item], spoilt: Sequence[Item] = ()) -> None:
        """Take the whole text, its part with what stands there, and words elsewhere that may concern it."""
        self.typed, self.text, self.items, self.spoilt = typed, text, items, spoilt
        # The known bodies in it that are not listed, and the listed ones: one of each, but none beside whose
        # name another of that name is told.
        self.strangers = [
            each for item in items if not item.has(Sense.BODY) for each in item.of(Sense.OTHER_BODY)
        ]
        others = {body for each in self.strangers for body in each.bodies}
        issuers = {each.body: each for each in self.of(Sense.BODY) if each.body not in others}
        self.issuers = list(issuers.values())
        # For each country or branch in it the bodies whose it is, and those that are the only ones there.
        places = (
            frozenset(body for each in item.of(Sense.BODY_WORD) for body in each.bodies) for item in items
        )
        self.places = [place for place in places if place]
        words = self.of(Sense.BODY_WORD)
        self.settled_places = {body for each in words if each.settles for body in each.bodies}
        # The grades in it, apart or within a name.
        self.grades = {each.grade for item in items for each in item.known if each.grade}

    def of(self, sense: Sense) -> list[Meaning]:
        """Return all that pieces of it may stand for of one kind."""
        return [each for item in self.items for each in item.of(sense)]

    @property
    def another_body(self) -> bool:
        """Unknown words stand before a name, parted from all known bodies: 中国化学会、某学会会员."""
        body = known = True
        for before, item in pairwise(self.items):
            if _PARTED.search(self.typed, before.end, item.start):
                body, known = False, True
            body = body or item.has(Sense.OTHER_BODY, Sense.BODY)
            known = known and bool(item.known)
            if item.has(*_NAMING) and not body and not known:
                return True
        return False

    def unread(self, rows: Sequence[Certificate], members: Iterable[str]) -> tuple[str, ...]:
        """Return what in it neither `rows` explain nor is known to be neutral; side by side it is one."""
        wordings = [item.joined for item in self.items if rows_of(item).intersection(rows)]
        membership = any(word in joined for word in members for joined in wordings)
        around = (None, *self.items, None)
        unread = [
            item
            for before, item, behind in zip(around, self.items, around[2:], strict=False)
            if not any(_explained(each, rows, membership) for each in item.known)
            or not _stands_well(item, before, behind)
        ]
        spans: list[tuple[int, int]] = []
        for item in (*unread, *self.spoilt):
            start, end = spans[-1] if spans else (0, -2)
            if item.start > end + 1 or self.typed[end : item.start].strip(" .-，,"):
                start = item.start
            else:
                spans.pop()
            spans.append((start, item.end))
        return tuple(self.typed[start:end] for start, end in spans)


def _explained(meaning: Meaning, rows: Sequence[Certificate], membership: bool) -> bool:
    """Tell whether `rows` explain what a piece may stand for; a membership knows classes of members."""
    sense, bodies = meaning.sense, [row.body for row in rows]
    if meaning.rows:
        return any(row in rows for row in meaning.rows)
    if sense in (Sense.BODY, Sense.BODY_WORD):
        return any(body in bodies for body in meaning.bodies)
    if sense is Sense.GRADE:
        return any(row.grades for row in rows)
    if sense in (Sense.FULL, Sense.SCOPE):
        return membership is (sense is Sense.FULL)
    return sense in _NEUTRAL or (sense is Sense.EITHER and len(rows) > 1)


def _stands_well(item: Item, before: Item | None, behind: Item | None) -> bool:
    """Tell whether a word that is neutral in some places only stands in one of them."""
    if item.has(Sense.NUMBER) and not item.has(Sense.CERTIFICATE):
        return behind is not None and behind.has(Sense.REGISTRATION)
    if item.has(Sense.VALID) and not item.has(Sense.SCOPE):  # valid up to a day that is still to come
        return behind is not None and behind.has(Sense.TO_COME)
    if item.has(Sense.GRADE) and item.text == "a":  # before a name it is the article
        return before is not None and bool(rows_of(before))
    if item.has(Sense.LEGAL):  # a company is neutral as part of a body's name, not as who is a member
        return before is not None and before.has(Sense.BODY, Sense.BODY_WORD, Sense.LEGAL)
    if item.has(Sense.DEGREE) and not rows_of(item):  # a degree beside a name, not as part of one
        glued = (before and before.end == item.start) or (behind and behind.start == item.end)
        return not glued
    return True


class Reader:
    """Reads texts by the words of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._numbered = {
            str(row.number): Meaning(sense=Sense.NAME, rows=(row,)) for row in catalogue.certificates
        }
        known = ((text, meaning) for _, text, meaning in known_names(catalogue))
        self._lexicon = Lexicon(known, catalogue.vocabulary.simplified)

    def clauses(self, text: str, as_of: date | None = None) -> tuple[Clause, ...]:
        """Return the certificates that `text` speaks of, each with all that belongs to it."""
        text = unicodedata.normalize("NFC", text)
        parts = self._parts(text, as_of)
        every = [item for part in parts for item in part]
        groups: list[list[Item]] = []
        before: list[Item] = []
        apart: list[Item] = []  # what stands by itself between separators and is no certificate
        for part in parts:
            if not any(map(_certificate, part)):
                apart += part
                (groups[-1] if groups else before).extend(part)
            elif groups and _rows(groups[-1]) & _rows(part):
                groups[-1].extend(part)
            else:
                groups.append([*before, *part])
                before = []
        if len(groups) < 2 or any(item.has(Sense.EITHER) for item in every):
            return (Clause(text, text, every),)
        # What stands apart may concern all of them (备考中), and so may what ends the text (均未通过);
        # the points of a test (雅思7分) do not.
        behind = [*takewhile(lambda item: not _certificate(item), reversed(every))][::-1]
        concern = dict.fromkeys(apart + behind)
        unknown = [item for item in concern if not (item.known or _SCORE(item.joined))]
        spans = [(min(item.start for item in group), max(item.end for item in group)) for group in groups]
        return tuple(
            Clause(text, text[start:end], group, [item for item in unknown if item not in group])
            for group, (start, end) in zip(groups, spans, strict=True)
        )

    def given(self, text: str) -> Meaning:
        """Return what an issuer's text turns out to be: one body and neutral words name that body.

        A country may stand behind a comma and belong to the name (Ministry of Health, Israel).
        """
        bare = re.sub("[,，]", " ", unicodedata.normalize("NFC", text))
        items = [item for part in self._parts(bare, None) for item in part]
        clause = Clause(text, text, items)
        issuers, strangers = clause.issuers, clause.strangers
        if strangers and not issuers:
            remark = next((each.remark for each in strangers if each.remark), None)
            return Meaning(sense=Sense.OTHER_BODY, remark=remark, text=text)
        bodies = {each.bodies[0] for each in issuers} or set().union(*clause.places)
        neutral = (
            item.has(*_AROUND_ISSUER)
            or any(not bodies.isdisjoint(each.bodies) for each in item.of(Sense.BODY_WORD))
            for item in items
        )
        if strangers or len(issuers) > 1 or not all(neutral):
            return Meaning(sense=Sense.UNKNOWN, text=text)
        if issuers:
            printing = (each for each in clause.of(Sense.BODY) if each.printing)
            return replace(next(printing, issuers[0]), text=text)
        return Meaning(sense=Sense.BODY_WORD if bodies else Sense.UNKNOWN, bodies=tuple(bodies), text=text)

    def coded(self, item: Item, names: Sequence[str]) -> Item:
        """Read a short code as it is written with a body of these names: ``MT`` is ``MT(ASCPi)``."""
        # A Latin word that is nothing by itself, or no more than a grade.
        latin = item.joined.isascii() and not item.joined.isdigit() and len(item.joined) <= _LONGEST_CODE
        for name in names if latin and all(each.sense in _NO_NAME for each in item.known) else ():
            for pair in ((item.joined, name), (name, item.joined)):
                known = self._lexicon.get(*pair)
                if known and all(each.rows or each.near_miss for each in known):
                    return replace(item, known=tuple(known))
        return item

    def _parts(self, text: str, as_of: date | None) -> list[list[Item]]:
        """Return what stands in `text`, one list for each part between separators."""
        text = _NUMBERED.sub(";", text)
        marks: list[tuple[int, int, Meaning]] = []
        for match in _DATE.finditer(text) if as_of and not _RANGE.search(text) else ():
            day = [int(part or 1) for part in (match[1], match[2] or match[4], match[3] or match[5])]
            come = as_of and day <= [as_of.year, as_of.month, as_of.day]
            marks.append((*match.span(), _PAST if come else _TO_COME))
        for match in _ROW.finditer(text):  # a row by its number: 附件1 第40项
            if row := self._numbered.get(match[1] or match[2]):
                marks.append((*match.span(), row))
        parts: list[list[Item]] = [[]]
        for piece in self._lexicon.read(text, marks):
            if piece.parted:
                parts.append([])
            item = _item(piece, parts[-1][-1:])
            if item.has(Sense.BOTH) and not rows_of(item):
                parts.append([])
            else:
                parts[-1].append(item)
        issuers = [item for part in parts for item in part if item.has(Sense.BODY)]
        bodies = (body for item in issuers for each in item.of(Sense.BODY) for body in each.bodies)
        names = [*(item.joined for item in issuers), *(name for body in bodies for name in body.names)]
        return [[self.coded(item, names) for item in part] for part in parts if part]


def _item(piece: Item, before: Sequence[Item]) -> Item:
    """Return a piece with what it may stand for behind the one before it."""
    known, joined = piece.known, piece.joined
    up_to, said = (any(item.has(sense) for item in before) for sense in (Sense.VALID, Sense.NUMBER))
    if known == ((_PAST,) if up_to else (_TO_COME,)):
        # What is yet to come is known only as the end of a validity, and what has come is none.
        return replace(piece, known=())
    if known:
        return piece
    digits = sum(char.isdigit() for char in joined)
    if digits >= _LEAST_DIGITS and joined.isascii():
        number = not re.fullmatch("(19|2[01])[0-9]{4}([0-9]{2})?", joined)
    else:
        number = piece.bracketed and joined.isdigit() and digits > _LEAST_IN_BRACKETS
    return replace(piece, known=(_REGISTRATION,)) if number or (said and joined.isdigit()) else piece


def _certificate(item: Item) -> bool:
    """Tell whether a piece names a certificate, listed or not."""
    near_miss = any(each.near_miss and not each.near_miss.place for each in item.known)
    return near_miss or item.has(Sense.OTHER_CERTIFICATE, *_NAMING)


def _rows(part: Sequence[Item]) -> set[Certificate]:
    """Return the rows that a part may name, those of a body in it first; none where it names none."""
    rows: set[Certificate] = set()
    for item in part:
        if item.has(*_NAMING):
            rows = rows & rows_of(item) or rows or rows_of(item)
    bodies, there = (
        {body for item in part for each in item.of(sense) for body in each.bodies}
        for sense in (Sense.BODY, Sense.BODY_WORD)
    )
    strange = not bodies and any(item.has(Sense.OTHER_BODY) for item in part)
    bodies = bodies or there
    return set() if strange else {row for row in rows if row.body in bodies} or rows
