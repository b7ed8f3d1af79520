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
from ..notice import Jurisdiction, Remark, Vocabulary
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
    DISTRICT = 7  # a district elsewhere, without its 区: it counts only behind another place there
    ZONE = 8
    SUFFIX = 9
    FORMERLY = 10
    STREET = 11


_PLACES = {_Role.AREA, _Role.CITY, _Role.ABOVE, _Role.MOVED, _Role.PART, _Role.ELSEWHERE}
# What says that somebody works in the city, for a place that is not told is in it.
_SOMEWHERE = {_Role.AREA, _Role.CITY, _Role.MOVED, _Role.PART, _Role.ZONE, _Role.STREET}


@value
class _Name:
    """A known word; for areas, and for what lies in several, with the place."""

    role: _Role
    place: Place | None = None
    whole: bool = False  # it counts whatever follows it


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
        return {fold(name): place for name, place in _area_names(self._jurisdiction)}

    def read(self, text: str) -> Place:
        """Return the area that `text` names, those it may be, or that it is elsewhere; else `FactError`."""
        text = checked("district", text)
        if place := self.names.get(fold(text)):
            return place
        simplified = self._vocabulary.simplified
        words = cut(text, simplified)
        pieces = cover(words, Lexicon(self._words(words.joined), simplified).found(words))
        place = self._place(text, _Address(words, pieces))
        if place is None:
            areas = self._jurisdiction.areas
            raise FactError(
                "district",
                printable(text),
                _UNKNOWN,
                city=self._jurisdiction.city,
                accepted=tuple(Phrase(area.name, area.english) for area in areas),
                nearest=nearest(text, (name for area in areas for name in area.texts if self._suggesting)),
            )
        return place

    def _place(self, text: str, address: _Address) -> Place | None:
        ended = [each for each in address.known if address.ended(each)]
        here = [each for each in ended if each.name.role is _Role.AREA]
        there = [each for each in ended if each.name.role is _Role.ELSEWHERE]
        in_city = any(each.name.role is _Role.CITY for each in ended)
        city = self._jurisdiction.city
        untold = Place(areas=(), remark=Remark(text=_UNTOLD.filled(text=printable(text, 60), city=city)))
        if there and in_city:
            return untold
        if there and (not here or there[0].index < here[0].index or address.english):
            return Place(areas=(), elsewhere=True)
        if any(address.apart(each.piece) for each in there):
            return untold
        if not here:
            roles = {each.name.role for each in address.known}
            above = _Role.ABOVE in roles and len(address.known) == len(address.pieces)
            return untold if above or roles & _SOMEWHERE else None
        if address.placed(here[0], in_city):
            return _named(text, address, here)
        # The area may be that of an unknown city: all in English, or behind 市, 县.
        ends = self._jurisdiction.place_words.whole
        before = (address.words.text(each.start, each.end) for each in address.pieces[: here[0].index])
        return None if address.english or any(word.endswith(ends) for word in before) else untold

    @cached_property
    def _by_letter(self) -> dict[str, list[tuple[str, str, _Name]]]:
        """Every known word by its first letter, folded and as written: each text has a few of thousands."""
        words: dict[str, list[tuple[str, str, _Name]]] = {}
        for text, name in self._every():
            # Of Chinese letters alone, as most names are, nothing is folded.
            folded = fold(text) if text.isascii() or not text.isalpha() else text
            words.setdefault(folded[0], []).append((folded, text, name))
        return words

    def _words(self, joined: str) -> Iterator[tuple[str, _Name]]:
        for letter in dict.fromkeys(joined):
            for folded, text, name in self._by_letter.get(letter, ()):
                if folded in joined:
                    yield text, name

    def _every(self) -> Iterator[tuple[str, _Name]]:
        around = self._jurisdiction.place_words
        for text in {fold(name): name for name, _ in _area_names(self._jurisdiction)}.values():
            place = self.names[fold(text)]
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


class _Address:
    """A text about a place as pieces, and what is known in it that still is what it was."""

    def __init__(self, words: Words, pieces: list[Piece[_Name]]) -> None:
        self.words = words
        self.pieces = pieces
        self.english = words.joined.isascii()
        every = [
            _Found(index=index, piece=piece, name=min(piece.known, key=lambda name: name.role))
            for index, piece in enumerate(pieces)
            if piece.known
        ]
        self.known = [each for each in every if not self._no_longer(each)] or every

    def _no_longer(self, found: _Found) -> bool:
        """Tell whether a name is said to be a former one: 原江干区."""
        before = self.pieces[found.index - 1].known if found.index else found.piece.known
        return any(name.role is _Role.FORMERLY for name in before)

    def apart(self, piece: Piece[_Name]) -> bool:
        """Tell whether a separator or a bracket stands before it."""
        return self.words.gaps[piece.start] == "," or self.words.bracketed[piece.start]

    def ended(self, found: _Found) -> bool:
        """Tell whether a name counts: whole, or nothing unknown follows (elsewhere: nor precedes) it."""
        index, elsewhere = found.index + 1, found.name.role is _Role.ELSEWHERE
        if elsewhere and self._strange(found):
            return False
        if found.name.whole or index == len(self.pieces):
            return True
        start, roles = self.pieces[index].start, {each.role for each in self.pieces[index].known}
        words = self.words
        if words.gaps[start] == "," or roles & _PLACES or re.fullmatch(_POSTCODE, words.word(start)):
            return True
        bracket = words.bracketed[start] != words.bracketed[start - 1]
        if elsewhere:
            known = all(piece.known for piece in self.pieces[index:])
            return (bracket and known) or bool(roles & {_Role.DISTRICT, _Role.ZONE, _Role.SUFFIX})
        return bracket or (_Role.ZONE in roles and found.name.role is not _Role.AREA)

    def _strange(self, found: _Found) -> bool:
        """Tell whether something unknown stands before a name, from the last separator on."""
        for piece in reversed(self.pieces[: found.index + 1]):
            if not piece.known:
                return True
            if self.apart(piece):
                return False
        return False

    def placed(self, first: _Found, in_city: bool) -> bool:
        """Tell whether an area stands where it does in an address: behind what it lies in."""
        before, behind = self.pieces[: first.index], self.pieces[first.index + 1 :]
        strange = any(
            all(name.role is _Role.DISTRICT for name in piece.known)  # or is not known at all
            or any(name.role is _Role.ELSEWHERE for name in piece.known)
            for piece in before
        )
        if self.english:
            parted = self.words.gaps[first.piece.start] == ","
            return in_city or ((parted or not strange) and all(piece.known for piece in behind))
        return not strange or any(name.role is _Role.CITY for name in before[-1].known)


def _named(text: str, address: _Address, here: list[_Found]) -> Place:
    """Return the one area that is named, or all of them as a question."""
    first, *more = here
    counting = [first, *(each for each in more if each.name.whole or address.apart(each.piece))]
    named = [each.name.place for each in counting if each.name.place]
    single = {place.areas[0] for place in named if len(place.areas) == 1}
    several = [place for place in named if len(place.areas) > 1]
    for each in address.known:
        moved = each.name.place
        if each.name.role is _Role.MOVED and moved and single == {moved.areas[0]}:
            return moved
    if len(single) == 1 and all(single <= set(place.areas) for place in several):
        return next(place for place in reversed(named) if len(place.areas) == 1)
    if not single and len(several) == 1:
        return several[0]
    areas = tuple(dict.fromkeys(area for place in named for area in place.areas))
    names = [area.name for area in areas]
    return Place(areas=areas, remark=Remark(text=_SEVERAL.filled(text=printable(text, 60), areas=names)))


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
