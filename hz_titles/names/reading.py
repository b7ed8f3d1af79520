"""A typed text taken apart: which certificates it speaks of, and what every word in it is.

It finds and sorts; what the findings come to stands in `hz_titles.names.identity`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from ..notice import Body, Catalogue, Certificate
from ..value import value
from .identity import Given
from .index import Entry, Fit, Issuer, Meaning, Sense, known_names
from .words import Lexicon, Piece, Words, cover, cut

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
_LONGEST_SCORE = 2
_PAST = Meaning(sense=Sense.PAST)
_TO_COME = Meaning(sense=Sense.TO_COME)
_REGISTRATION = Meaning(sense=Sense.REGISTRATION)
_LONGEST_CODE = 5  # the most letters of a code that counts only beside its body (``MT``)
_NAMING = frozenset({Fit.NAME, Fit.GENERAL, Fit.BESIDE_ISSUER, Fit.UNPROVEN, Fit.UNPROVEN_BESIDE_ISSUER})


@value
class Item:
    """A piece of a text, as it was typed, with what it may stand for."""

    text: str
    start: int  # where in the text it begins
    joined: str  # its words folded, one behind the other
    meanings: tuple[Meaning, ...]

    @property
    def end(self) -> int:
        """Where in the text it ends."""
        return self.start + len(self.text)

    def of(self, sense: Sense) -> Iterator[Meaning]:
        """Yield its meanings of one kind."""
        return (meaning for meaning in self.meanings if meaning.sense is sense)

    def has(self, *senses: Sense) -> bool:
        """Tell whether it may stand for one of these."""
        return any(meaning.sense in senses for meaning in self.meanings)

    @property
    def entries(self) -> list[Entry]:
        """The wordings of rows that it is."""
        return [meaning.entry for meaning in self.meanings if meaning.entry]

    @property
    def rows(self) -> set[Certificate]:
        """The rows that it is a wording of."""
        return {row for entry in self.entries for row in entry.certificates}

    @property
    def names(self) -> bool:
        """It is more than a word explained beside a name."""
        return any(entry.fit in _NAMING for entry in self.entries)

    @property
    def certificate(self) -> bool:
        """It names a certificate, listed or not."""
        near_miss = any(each.near_miss and not each.near_miss.place for each in self.meanings)
        return near_miss or self.names or self.has(Sense.OTHER_CERTIFICATE)

    @property
    def score(self) -> bool:
        """It may be the points of a test: 雅思7分."""
        return self.joined.isdigit() and len(self.joined) <= _LONGEST_SCORE

    @property
    def code(self) -> bool:
        """It may be a short code: a Latin word that is nothing by itself, or no more than a grade."""
        nothing = {Sense.GRADE, Sense.DEGREE, Sense.OTHER_CERTIFICATE}
        latin = self.joined.isascii() and not self.joined.isdigit() and len(self.joined) <= _LONGEST_CODE
        return latin and all(each.sense in nothing for each in self.meanings)


@value
class Clause:
    """The part of a text that speaks of one certificate, or of one issuer."""

    typed: str  # the whole text, in which the items stand
    text: str  # the part of it
    items: Sequence[Item]
    spoilt: Sequence[Item] = ()  # words elsewhere in the text that were not understood, and may concern it

    @property
    def settling(self) -> list[Item]:
        """The pieces that settle a row by themselves."""
        return [item for item in self.items if any(entry.fit is Fit.NAME for entry in item.entries)]

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
            known = known and bool(item.meanings)
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
        within = {entry.grade for item in self.items for entry in item.entries}
        return {grade for grade in within | {each.grade for each in self.of(Sense.GRADE)} if grade}

    def unread(self, rows: Sequence[Certificate], members: Iterable[str]) -> tuple[str, ...]:
        """Return what in it neither `rows` explain nor is known to be neutral."""
        wordings = [item.joined for item in self.items if item.rows.intersection(rows)]
        membership = any(word in joined for word in members for joined in wordings)
        around = (None, *self.items, None)
        unread = [
            item
            for before, item, behind in zip(around, self.items, around[2:], strict=False)
            if not any(_explained(each, rows, membership) for each in item.meanings)
            or not _stands_well(item, before, behind)
        ]
        return tuple(_together(self.typed, [*unread, *self.spoilt]))


def _together(typed: str, items: Iterable[Item]) -> Iterator[str]:
    """Yield the texts of items, those that stand side by side as one."""
    start = end = -2
    for item in items:
        if item.start > end + 1 or typed[end : item.start].strip(" .-，,"):
            if start >= 0:
                yield typed[start:end]
            start = item.start
        end = item.end
    if start >= 0:
        yield typed[start:end]


_NEUTRAL = {
    *(Sense.CERTIFICATE, Sense.JOINT, Sense.DEGREE, Sense.PAST, Sense.REGISTRATION),
    *(Sense.NUMBER, Sense.LEGAL, Sense.VALID, Sense.TO_COME),
}


def _explained(meaning: Meaning, rows: Sequence[Certificate], membership: bool) -> bool:
    """Tell whether `rows` explain what a piece may stand for; a membership knows classes of members."""
    sense, bodies = meaning.sense, [row.body for row in rows]
    if meaning.entry:
        return any(row in rows for row in meaning.entry.certificates)
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
        return before is not None and bool(before.entries)
    if item.has(Sense.LEGAL):  # a company is neutral as part of a body's name, not as who is a member
        return before is not None and before.has(Sense.BODY, Sense.BODY_WORD, Sense.LEGAL)
    if item.has(Sense.DEGREE) and not item.entries:  # a degree beside a name, not as part of one
        glued = (before and before.end == item.start) or (behind and behind.start == item.end)
        return not glued
    return True


class Reader:
    """Reads texts by the words of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._simplified = catalogue.vocabulary.simplified
        self._numbered = {
            str(row.number): Entry(text=row.name, fit=Fit.NAME, certificates=(row,))
            for row in catalogue.certificates
        }
        known = ((text, meaning) for _, text, meaning in known_names(catalogue))
        self._lexicon = Lexicon(known, self._simplified)

    def clauses(self, text: str, as_of: date | None = None) -> tuple[Clause, ...]:
        """Return the certificates that `text` speaks of, each with all that belongs to it."""
        parts = self._parts(text, as_of)
        every = [item for part in parts for item in part]
        groups = _grouped(parts)
        if len(groups) < 2 or any(item.has(Sense.EITHER) for item in every):
            return (Clause(typed=text, text=text, items=every),)
        # What stands by itself between separators and is no certificate may concern all of them (备考中),
        # and so may what stands at the end (均未通过).
        apart = [item for part in parts if not _certificate_in(part) for item in part]
        behind = [*takewhile(lambda item: not item.certificate, reversed(every))][::-1]
        unknown = dict.fromkeys(item for item in (*apart, *behind) if not (item.meanings or item.score))
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
        items = [item for part in self._parts(re.sub("[,，]", " ", text), None) for item in part]
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

    def coded(self, items: Sequence[Item], names: Sequence[str]) -> list[Item]:
        """Read the short codes as they are written with a body of these names: ``MT`` is ``MT(ASCPi)``."""
        return [self._spelled(item, names) if item.code else item for item in items]

    def _spelled(self, item: Item, names: Sequence[str]) -> Item:
        for name in names:
            joined = cut(name, self._simplified).joined
            for whole in (item.joined + joined, joined + item.joined):
                known = self._lexicon.get(whole)
                if known and all(each.sense in (Sense.NAME, Sense.NEAR_MISS) for each in known):
                    return replace(item, meanings=known)
        return item

    def _parts(self, text: str, as_of: date | None) -> list[list[Item]]:
        """Return what stands in `text`, one list for each part between separators."""
        words = cut(_NUMBERED.sub(";", text), self._simplified)
        parts: list[list[Item]] = [[]]
        numbers = [*self._row_numbers(words), *_dates(words, as_of)]
        for piece in cover(words, [*self._lexicon.found(words), *numbers]):
            if words.gaps[piece.start] == ",":
                parts.append([])
            item = _item(words, piece, parts[-1][-1:])
            if item.has(Sense.BOTH) and not item.entries:
                parts.append([])
            else:
                parts[-1].append(item)
        every = [item for part in parts for item in part]
        names = [item.joined for item in every if item.has(Sense.BODY)]
        issuers = (each.issuer for item in every for each in item.of(Sense.BODY))
        names += [name for issuer in issuers if issuer for name in issuer.body.names]
        return [self.coded(part, names) if names else part for part in parts if part]

    def _row_numbers(self, words: Words) -> Iterator[Piece[Meaning]]:
        """Yield the rows that a text tells by their numbers: 附件1 第40项."""
        for match in _ROW.finditer(words.typed):
            entry = self._numbered.get(match[1] or match[2])
            piece = _piece(words, match, Meaning(sense=Sense.NAME, entry=entry))
            if entry and piece:
                yield piece


def _piece(words: Words, match: re.Match[str], known: Meaning) -> Piece[Meaning] | None:
    """Return the words that a pattern found as one piece; None where they are parts of longer ones."""
    within = [index for index, span in enumerate(words.spans) if match.start() <= span[0] < match.end()]
    if not within or words.spans[within[0]][0] > match.start() or words.spans[within[-1]][1] > match.end():
        return None
    return Piece(start=within[0], end=within[-1] + 1, known=(known,))


def _around_issuer(item: Item, bodies: set[Body]) -> bool:
    """Tell whether a piece of an issuer's text is its name or neutral beside it."""
    neutral = item.has(Sense.CERTIFICATE, Sense.JOINT, Sense.LEGAL, Sense.SCOPE, Sense.BODY)
    return neutral or any(not bodies.isdisjoint(each.bodies) for each in item.of(Sense.BODY_WORD))


def _item(words: Words, piece: Piece[Meaning], before: list[Item]) -> Item:
    joined = words.joined[words.edges[piece.start] : words.edges[piece.end]]
    said = any(item.has(Sense.NUMBER) for item in before) and joined.isdigit()
    known = piece.known
    up_to = any(item.has(Sense.VALID) for item in before)
    if known == ((_PAST,) if up_to else (_TO_COME,)):
        known = ()  # what is yet to come is known only as the end of a validity, and what has come is none
    number = not piece.known and (said or _is_number(joined, words.bracketed[piece.start]))
    return Item(
        text=words.text(piece.start, piece.end),
        start=words.spans[piece.start][0],
        joined=joined,
        meanings=(_REGISTRATION,) if number else known,
    )


def _is_number(word: str, bracketed: bool) -> bool:
    digits = sum(char.isdigit() for char in word)
    if digits >= _LEAST_DIGITS and word.isascii():
        return not re.fullmatch("(19|2[01])[0-9]{4}([0-9]{2})?", word)
    return bracketed and word.isdigit() and digits > _LEAST_IN_BRACKETS


def _dates(words: Words, as_of: date | None) -> Iterator[Piece[Meaning]]:
    """Yield the years, months and days in a text."""
    if as_of is None or _RANGE.search(words.typed):
        return
    for match in _DATE.finditer(words.typed):
        year, month, day = (int(text or 1) for text in (match[1], match[2] or match[4], match[3] or match[5]))
        come = (year, month, day) <= (as_of.year, as_of.month, as_of.day)
        if piece := _piece(words, match, _PAST if come else _TO_COME):
            yield piece


def _certificate_in(part: Sequence[Item]) -> bool:
    return any(item.certificate for item in part)


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
