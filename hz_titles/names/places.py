"""Where people say that they work, read as words: an area of the city, somewhere in it, or elsewhere.

An area's full name stands at the start of an address, behind what the city lies in, with street
and house behind it. A name without 区, 县 or 市 counts only where nothing unknown follows it:
绍兴路 is a street of Hangzhou. What lies in two areas, or names two, is a question, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cached_property

from ..errors import FactError
from ..language import Phrase
from ..notice.annex1 import Remark, Vocabulary
from ..notice.annex2 import Jurisdiction
from ..value import value
from .index import Place
from .text import Folded, checked, fold, nearest, printable
from .words import Lexicon, Piece, Words, cover, cut

_SHORTEST = 2
_POSTCODE = "[0-9]{6}"
_UNKNOWN = Phrase("不是{city}的区、县（市）", "is not a district, county or city of {city}")
_UNTOLD = Phrase(
    "“{text}”没有写明在{city}的哪个区、县（市）。", "“{text}” does not say in which area of {city} it is."
)
_SEVERAL = Phrase(
    "“{text}”涉及{areas}：请按工作地选择其一。",
    "“{text}” names {areas}: please choose the one where the person works.",
)


class _Role(IntEnum):
    """What a known word in a place is; of one that is several things the first counts."""

    AREA = 1
    CITY = 2
    ABOVE = 3
    MOVED = 4
    PART = 5
    ELSEWHERE = 6
    DISTRICT = 7
    """A district elsewhere, without its 区: it counts only behind another place there."""
    ZONE = 8
    SUFFIX = 9
    FORMERLY = 10
    STREET = 11


_PLACES = (_Role.AREA, _Role.CITY, _Role.ABOVE, _Role.MOVED, _Role.PART, _Role.ELSEWHERE)
_SOMEWHERE = {_Role.AREA, _Role.CITY, _Role.MOVED, _Role.PART, _Role.ZONE, _Role.STREET}
"""What says that somebody works in the city, for a place that is not told is in it."""


@value
class _Name:
    """A known word; for areas, and for what lies in several, with the place.

    Attributes:
        whole: it counts whatever follows it.
    """

    role: _Role
    place: Place | None = None
    whole: bool = False


@value
class _Found:
    """A known name in a text, and where it stands among the pieces."""

    index: int
    piece: Piece[_Name]
    name: _Name


class Places:
    """The names of places that the data declares, and how a text is read by them."""

    def __init__(self, jurisdiction: Jurisdiction, vocabulary: Vocabulary, *, suggesting: bool) -> None:
        """Take the names; nothing is folded yet."""
        self._suggesting = suggesting
        self._jurisdiction = jurisdiction
        self._vocabulary = vocabulary

    @cached_property
    def names(self) -> dict[Folded, Place]:
        """The names of the areas, former ones included."""
        return {fold(name): place for name, place in self._areas.values()}

    @cached_property
    def _areas(self) -> dict[Folded, tuple[str, Place]]:
        return {fold(name): (name, place) for name, place in _area_names(self._jurisdiction)}

    def read(self, text: str) -> Place:
        """Return the area that `text` names, the areas it may be, or that it is elsewhere.

        Raises:
            FactError: it is no place that is known.
        """
        text = checked("district", text)
        if place := self.names.get(fold(text)):
            return place
        words = cut(text, self._simplified)
        lexicon = Lexicon(self._words(words.joined), self._simplified)
        pieces = cover(words, lexicon.found(words))
        place = self._place(text, words, pieces)
        if place is None:
            areas = self._jurisdiction.areas
            raise FactError(
                "district",
                printable(text),
                _UNKNOWN,
                city=self._jurisdiction.city,
                accepted=tuple(area.name for area in areas),
                nearest=nearest(text, (name for area in areas for name in area.texts if self._suggesting)),
            )
        return place

    def _place(self, text: str, words: Words, pieces: list[Piece[_Name]]) -> Place | None:
        known = [each for each in _known(pieces) if not _no_longer(pieces, each)] or list(_known(pieces))
        ended = [each for each in known if _ended(words, pieces, each)]
        here = [each for each in ended if each.name.role is _Role.AREA]
        there = [each for each in ended if each.name.role is _Role.ELSEWHERE]
        in_city = any(each.name.role is _Role.CITY for each in ended)
        if there:
            first = there[0]
            if in_city:
                return self._untold(text)
            if not here or first.index < here[0].index or words.joined.isascii():
                return Place(areas=(), elsewhere=True)
            if any(_apart(words, each.piece) for each in there):
                return self._untold(text)
        if here:
            moved = [each.name.place for each in known if each.name.role is _Role.MOVED]
            if _placed(words, pieces, here[0], in_city):
                return self._named(text, words, here, moved)
            return None if self._strange_city(words, pieces, here[0]) else self._untold(text)
        roles = {each.name.role for each in known}
        above = _Role.ABOVE in roles and len(known) == len(pieces)
        return self._untold(text) if above or roles & _SOMEWHERE else None

    def _strange_city(self, words: Words, pieces: list[Piece[_Name]], first: _Found) -> bool:
        """Tell whether the area may be that of an unknown city: all in English, or behind 市, 县."""
        ends = self._jurisdiction.place_words.whole
        before = (words.text(piece.start, piece.end) for piece in pieces[: first.index])
        return words.joined.isascii() or any(word.endswith(ends) for word in before)

    def _named(self, text: str, words: Words, here: list[_Found], moved: list[Place | None]) -> Place:
        """Return the one area that is named, or all of them as a question."""
        first, *more = here
        counting = [first, *(each for each in more if each.name.whole or _apart(words, each.piece))]
        named = [each.name.place for each in counting if each.name.place]
        single = {place.areas[0]: place for place in named if len(place.areas) == 1}
        several = [place for place in named if len(place.areas) > 1]
        for place in moved:
            if place and list(single) == [place.areas[0]]:
                return place
        if len(single) == 1 and all(set(single) <= set(place.areas) for place in several):
            return next(iter(single.values()))
        if not single and len(several) == 1:
            return several[0]
        areas = tuple(dict.fromkeys(area for place in named for area in place.areas))
        names = [area.name for area in areas]
        return Place(areas=areas, remark=Remark(text=_SEVERAL.filled(text=printable(text, 60), areas=names)))

    def _untold(self, text: str) -> Place:
        city = self._jurisdiction.city
        return Place(areas=(), remark=Remark(text=_UNTOLD.filled(text=printable(text, 60), city=city)))

    @cached_property
    def _simplified(self) -> dict[int, str]:
        return self._vocabulary.simplified

    @cached_property
    def _by_letter(self) -> dict[str, list[tuple[str, str, _Name]]]:
        """Every known word by its first letter, folded and as written: each text has a few of thousands."""
        words: dict[str, list[tuple[str, str, _Name]]] = {}
        for text, name in self._every():
            folded = _quickly_folded(text)
            words.setdefault(folded[0], []).append((folded, text, name))
        return words

    def _words(self, joined: str) -> Iterator[tuple[str, _Name]]:
        for letter in dict.fromkeys(joined):
            for folded, text, name in self._by_letter.get(letter, ()):
                if folded in joined:
                    yield text, name

    def _every(self) -> Iterator[tuple[str, _Name]]:
        around = self._jurisdiction.place_words
        for text, place in self._areas.values():
            yield text, _Name(role=_Role.AREA, place=place, whole=text.endswith(around.whole))
        for role, texts in (
            (_Role.CITY, around.city),
            (_Role.ABOVE, around.above),
            (_Role.PART, (*around.towns, *around.parts, *around.untold)),
            (_Role.PART, (town + end for town in around.towns for end in around.town_suffixes)),
            (_Role.ZONE, around.zones),
            (_Role.SUFFIX, (*around.city_suffixes, *around.suffixes)),
            (_Role.FORMERLY, around.formerly),
            (_Role.STREET, around.streets),
            *self._elsewhere(),
        ):
            open_ended, whole = _Name(role=role), _Name(role=role, whole=True)
            for text in texts:
                yield text, whole if text.endswith(around.whole) else open_ended
        for former in self._jurisdiction.former_areas:
            place = Place(areas=former.areas, remark=former.remark)
            for town in (town + end for town in former.towns for end in ("", *around.town_suffixes)):
                yield town, _Name(role=_Role.MOVED, place=place)

    def _elsewhere(self) -> Iterator[tuple[_Role, Iterable[str]]]:
        around = self._jurisdiction.place_words
        for one in self._jurisdiction.elsewhere:
            cities = (*one.cities, *(area[:-1] for area in one.areas if area.endswith(around.city_suffixes)))
            yield _Role.ELSEWHERE, (*one.names, *cities, *one.areas, *one.pinyin)
            yield _Role.DISTRICT, (area[:-1] for area in one.areas if len(area) > _SHORTEST)


def _quickly_folded(text: str) -> str:
    """Return `text` folded; of Chinese letters alone, as most are, nothing is folded."""
    return fold(text) if text.isascii() or not text.isalpha() else text


def _known(pieces: list[Piece[_Name]]) -> Iterator[_Found]:
    for index, piece in enumerate(pieces):
        if piece.known:
            yield _Found(index=index, piece=piece, name=min(piece.known, key=lambda name: name.role))


def _no_longer(pieces: list[Piece[_Name]], found: _Found) -> bool:
    """Tell whether a name is said to be a former one: 原江干区."""
    before = pieces[found.index - 1].known if found.index else found.piece.known
    return any(name.role is _Role.FORMERLY for name in before)


def _ended(words: Words, pieces: list[Piece[_Name]], found: _Found) -> bool:
    """Tell whether a name counts: it is whole, or nothing unknown follows (elsewhere: nor precedes) it."""
    index, role = found.index + 1, found.name.role
    if role is _Role.ELSEWHERE and _strangely(words, pieces, found):
        return False
    if found.name.whole or index == len(pieces):
        return True
    start, roles = pieces[index].start, {each.role for each in pieces[index].known}
    if words.gaps[start] == "," or roles & {*_PLACES} or re.fullmatch(_POSTCODE, words.word(start)):
        return True
    bracket = words.bracketed[start] != words.bracketed[start - 1]
    if role is _Role.ELSEWHERE:
        known = all(piece.known for piece in pieces[index:])
        return (bracket and known) or bool(roles & {_Role.DISTRICT, _Role.ZONE, _Role.SUFFIX})
    return bracket or (_Role.ZONE in roles and role is not _Role.AREA)


def _strangely(words: Words, pieces: list[Piece[_Name]], found: _Found) -> bool:
    """Tell whether something unknown stands before a name, from the last separator on."""
    for piece in reversed(pieces[: found.index + 1]):
        if not piece.known:
            return True
        if _apart(words, piece):
            return False
    return False


def _apart(words: Words, piece: Piece[_Name]) -> bool:
    """Tell whether a separator or a bracket stands before it."""
    return words.gaps[piece.start] == "," or words.bracketed[piece.start]


def _placed(words: Words, pieces: list[Piece[_Name]], first: _Found, in_city: bool) -> bool:
    """Tell whether an area stands where it does in an address: behind what it lies in; English before it."""
    before, behind = pieces[: first.index], pieces[first.index + 1 :]
    strange = any(
        all(name.role is _Role.DISTRICT for name in piece.known)  # or is not known at all
        or any(name.role is _Role.ELSEWHERE for name in piece.known)
        for piece in before
    )
    if words.joined.isascii():
        parted = words.gaps[first.piece.start] == ","
        return in_city or ((parted or not strange) and all(piece.known for piece in behind))
    return not strange or any(name.role is _Role.CITY for name in before[-1].known)


def _area_names(jurisdiction: Jurisdiction) -> Iterator[tuple[str, Place]]:
    """Yield what the areas are called; names with something to be said about them come last."""
    for area in jurisdiction.areas:
        place = Place(areas=(area,), remark=area.remark)
        for name in (area.name, area.short, area.code or area.name, *area.pinyin):
            yield name, place
        for name in area.pinyin:
            for suffix in jurisdiction.place_words.suffixes:
                yield f"{name} {suffix}", place
        for words in area.words:
            for name in words.texts:
                yield name, Place(areas=(area,), remark=words.remark or area.remark)
    for former in jurisdiction.former_areas:
        for name in former.names:
            yield name, Place(areas=former.areas, remark=former.remark)
