"""A typed text taken apart: which certificates it speaks of, and what every word in it is.

It finds and sorts; what the findings come to stands in `hz_titles.names.weighing`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from ..notice import Body, Catalogue, Certificate
from ..value import value
from .index import Issuer, Meaning, Sense, known_names
from .resolver import Given
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
_LONGEST_SCORE = 2  # the most digits of the points of a test: 雅思7分
_LONGEST_CODE = 5  # the most letters of a code that counts only beside its body (``MT``)
_PAST, _TO_COME, _REGISTRATION = (
    Meaning(sense=sense) for sense in (Sense.PAST, Sense.TO_COME, Sense.REGISTRATION)
)
_LIKELY = {Sense.UNPROVEN, Sense.UNPROVEN_BESIDE_ISSUER}
_NAMING = {Sense.NAME, Sense.GENERAL, Sense.BESIDE_ISSUER, *_LIKELY}
_NO_NAME = {Sense.GRADE, Sense.DEGREE, Sense.OTHER_CERTIFICATE}
_NEUTRAL = {
    *(Sense.CERTIFICATE, Sense.JOINT, Sense.DEGREE, Sense.PAST, Sense.REGISTRATION),
    *(Sense.NUMBER, Sense.LEGAL, Sense.VALID, Sense.TO_COME),
}


@value
class Item(Piece[Meaning]):
    """A piece of a text about certificates."""

    @property
    def rows(self) -> set[Certificate]:
        """The rows that it is a wording of."""
        return {row for each in self.known for row in each.rows}

    @property
    def names(self) -> bool:
        """It is more than a word explained beside a name."""
        return self.has(*_NAMING)

    @property
    def certificate(self) -> bool:
        """It names a certificate, listed or not."""
        near_miss = any(each.near_miss and not each.near_miss.place for each in self.known)
        return near_miss or self.has(Sense.OTHER_CERTIFICATE, *_NAMING)


@value
class Clause:
    """The part of a text that speaks of one certificate, or of one issuer."""

    typed: str  # the whole text, in which the items stand
    text: str  # the part of it
    items: Sequence[Item]
    spoilt: Sequence[Item] = ()  # words elsewhere in the text that were not understood, and may concern it

    def of(self, sense: Sense) -> list[Meaning]:
        """Return all that pieces of it may stand for of one kind."""
        return [each for item in self.items for each in item.of(sense)]

    @property
    def issuers(self) -> list[Issuer]:
        """The listed bodies in it, one of each; not one beside whose name another of that name is told."""
        others = {body for each in self.strangers for body in each.bodies}
        found = [each.issuer for each in self.of(Sense.BODY) if each.issuer]
        return list({issuer.body: issuer for issuer in found if issuer.body not in others}.values())

    @property
    def strangers(self) -> list[Meaning]:
        """The known bodies in it that are not listed."""
        return [each for item in self.items if not item.has(Sense.BODY) for each in item.of(Sense.OTHER_BODY)]

    @property
    def another_body(self) -> bool:
        """Unknown words stand before a name, parted from all known bodies: 中国化学会、某学会会员."""
        body = known = True
        for before, item in pairwise(self.items):
            if _PARTED.search(self.typed, before.end, item.start):
                body, known = False, True
            body = body or item.has(Sense.OTHER_BODY, Sense.BODY)
            known = known and bool(item.known)
            if item.names and not body and not known:
                return True
        return False

    @property
    def places(self) -> list[frozenset[Body]]:
        """For each country or branch that stands in it, the bodies whose it is."""
        named = ({body for each in item.of(Sense.BODY_WORD) for body in each.bodies} for item in self.items)
        return [frozenset(bodies) for bodies in named if bodies]

    @property
    def settled_places(self) -> set[Body]:
        """The bodies that are the only ones where it says."""
        return {body for each in self.of(Sense.BODY_WORD) if each.settles for body in each.bodies}

    @property
    def grades(self) -> set[str]:
        """The grades that stand in it, apart or within a name."""
        return {each.grade for item in self.items for each in item.known if each.grade}

    def unread(self, rows: Sequence[Certificate], members: Iterable[str]) -> tuple[str, ...]:
        """Return what in it neither `rows` explain nor is known to be neutral; side by side it is one."""
        wordings = [item.joined for item in self.items if item.rows.intersection(rows)]
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
            together = item.start <= end + 1 and not self.typed[end : item.start].strip(" .-，,")
            if together:
                spans[-1] = start, item.end
            else:
                spans.append((item.start, item.end))
        return tuple(self.typed[start:end] for start, end in spans)


def _explained(meaning: Meaning, rows: Sequence[Certificate], membership: bool) -> bool:
    """Tell whether `rows` explain what a piece may stand for; a membership knows classes of members."""
    sense, bodies = meaning.sense, [row.body for row in rows]
    if meaning.rows:
        return any(row in rows for row in meaning.rows)
    if meaning.issuer:
        return meaning.issuer.body in bodies
    if sense is Sense.BODY_WORD:
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
        return before is not None and bool(before.rows)
    if item.has(Sense.LEGAL):  # a company is neutral as part of a body's name, not as who is a member
        return before is not None and before.has(Sense.BODY, Sense.BODY_WORD, Sense.LEGAL)
    if item.has(Sense.DEGREE) and not item.rows:  # a degree beside a name, not as part of one
        glued = (before and before.end == item.start) or (behind and behind.start == item.end)
        return not glued
    return True


class Reader:
    """Reads texts by the words of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
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
        groups = _grouped(parts)
        if len(groups) < 2 or any(item.has(Sense.EITHER) for item in every):
            return (Clause(typed=text, text=text, items=every),)
        # What stands by itself between separators and is no certificate may concern all of them (备考中),
        # and so may what stands at the end (均未通过).
        apart = [item for part in parts if not _certificate_in(part) for item in part]
        behind = [*takewhile(lambda item: not item.certificate, reversed(every))][::-1]
        unknown = [item for item in dict.fromkeys((*apart, *behind)) if not item.known and not _score(item)]
        return tuple(
            Clause(
                typed=text,
                text=text[min(item.start for item in group) : max(item.end for item in group)],
                items=group,
                spoilt=[item for item in unknown if item not in group],
            )
            for group in groups
        )

    def given(self, text: str) -> Given:
        """Return what an issuer's text turns out to be: one body and neutral words name that body.

        A country may stand behind a comma and belong to the name (Ministry of Health, Israel).
        """
        bare = re.sub("[,，]", " ", unicodedata.normalize("NFC", text))
        items = [item for part in self._parts(bare, None) for item in part]
        clause = Clause(typed=text, text=text, items=items)
        issuers, strangers = clause.issuers, clause.strangers
        if strangers and not issuers:
            remark = next((each.remark for each in strangers if each.remark), None)
            return Given(text=text, stranger=True, remark=remark)
        bodies = {issuer.body for issuer in issuers} or set().union(*clause.places)
        if strangers or len(issuers) > 1 or not all(_around_issuer(item, bodies) for item in items):
            return Given(text=text)
        if issuers:
            printing = [each.issuer for each in clause.of(Sense.BODY) if each.issuer]
            return Given(text=text, issuer=next((each for each in printing if each.printing), issuers[0]))
        return Given(text=text, places=frozenset(bodies))

    def coded(self, items: Iterable[Item], names: Sequence[str]) -> list[Item]:
        """Read the short codes as they are written with a body of these names: ``MT`` is ``MT(ASCPi)``."""
        return [self._spelled(item, names) for item in items]

    def _spelled(self, item: Item, names: Sequence[str]) -> Item:
        # A Latin word that is nothing by itself, or no more than a grade.
        latin = item.joined.isascii() and not item.joined.isdigit() and len(item.joined) <= _LONGEST_CODE
        for name in names if latin and all(each.sense in _NO_NAME for each in item.known) else ():
            joined = self._lexicon.joined(name)
            for whole in (item.joined + joined, joined + item.joined):
                known = self._lexicon.get(whole)
                if known and all(each.rows or each.near_miss for each in known):
                    return replace(item, known=tuple(known))
        return item

    def _parts(self, text: str, as_of: date | None) -> list[list[Item]]:
        """Return what stands in `text`, one list for each part between separators."""
        text = _NUMBERED.sub(";", text)
        marks = [*_dates(text, as_of)]
        for match in _ROW.finditer(text):  # a row by its number: 附件1 第40项
            if row := self._numbered.get(match[1] or match[2]):
                marks.append((match.start(), match.end(), row))
        parts: list[list[Item]] = [[]]
        for piece in self._lexicon.read(text, marks):
            if piece.parted:
                parts.append([])
            item = _item(piece, parts[-1][-1:])
            if item.has(Sense.BOTH) and not item.rows:
                parts.append([])
            else:
                parts[-1].append(item)
        bodies = [item for part in parts for item in part if item.has(Sense.BODY)]
        issuers = (each.issuer for item in bodies for each in item.of(Sense.BODY))
        names = [item.joined for item in bodies]
        names += [name for issuer in issuers if issuer for name in issuer.body.names]
        return [self.coded(part, names) if names else part for part in parts if part]


def _around_issuer(item: Item, bodies: set[Body]) -> bool:
    """Tell whether a piece of an issuer's text is its name or neutral beside it."""
    neutral = item.has(Sense.CERTIFICATE, Sense.JOINT, Sense.LEGAL, Sense.SCOPE, Sense.BODY)
    return neutral or any(not bodies.isdisjoint(each.bodies) for each in item.of(Sense.BODY_WORD))


def _item(piece: Piece[Meaning], before: Sequence[Item]) -> Item:
    """Return a piece with what it may stand for behind the one before it."""
    known, joined = piece.known, piece.joined
    up_to, said = (any(item.has(sense) for item in before) for sense in (Sense.VALID, Sense.NUMBER))
    if known == ((_PAST,) if up_to else (_TO_COME,)):
        known = ()  # what is yet to come is known only as the end of a validity, and what has come is none
    elif not known:
        digits = sum(char.isdigit() for char in joined)
        if digits >= _LEAST_DIGITS and joined.isascii():
            number = not re.fullmatch("(19|2[01])[0-9]{4}([0-9]{2})?", joined)
        else:
            number = piece.bracketed and joined.isdigit() and digits > _LEAST_IN_BRACKETS
        known = (_REGISTRATION,) if number or (said and joined.isdigit()) else ()
    return Item(
        text=piece.text,
        start=piece.start,
        joined=joined,
        parted=piece.parted,
        bracketed=piece.bracketed,
        bracket=piece.bracket,
        words=piece.words,
        known=known,
    )


def _dates(text: str, as_of: date | None) -> Iterator[tuple[int, int, Meaning]]:
    """Yield the years, months and days in a text."""
    if as_of is None or _RANGE.search(text):
        return
    for match in _DATE.finditer(text):
        year, month, day = (int(text or 1) for text in (match[1], match[2] or match[4], match[3] or match[5]))
        come = (year, month, day) <= (as_of.year, as_of.month, as_of.day)
        yield match.start(), match.end(), _PAST if come else _TO_COME


def _certificate_in(part: Sequence[Item]) -> bool:
    return any(item.certificate for item in part)


def _score(item: Item) -> bool:
    return item.joined.isdigit() and len(item.joined) <= _LONGEST_SCORE


def _rows(part: Sequence[Item]) -> set[Certificate]:
    """Return the rows that a part may name, those of a body in it first; none where it names none."""
    rows: set[Certificate] = set()
    for item in part:
        if item.names:
            rows = rows & item.rows or rows or item.rows
    bodies = {each.issuer.body for item in part for each in item.of(Sense.BODY) if each.issuer}
    strange = not bodies and any(item.has(Sense.OTHER_BODY) for item in part)
    bodies = bodies or {body for item in part for each in item.of(Sense.BODY_WORD) for body in each.bodies}
    return set() if strange else {row for row in rows if row.body in bodies} or rows


def _grouped(parts: list[list[Item]]) -> list[list[Item]]:
    """Put together the parts of a text that speak of one certificate."""
    groups: list[list[Item]] = []
    before: list[Item] = []
    for part in parts:
        if not _certificate_in(part):
            (groups[-1] if groups else before).extend(part)
        elif groups and _rows(groups[-1]) & _rows(part):
            groups[-1].extend(part)
        else:
            groups.append([*before, *part])
            before = []
    return groups or [before]
