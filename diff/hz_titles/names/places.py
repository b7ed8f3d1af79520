"""Where people say that they work, read as words: an area of the city, somewhere in it, or elsewhere.

An area's full name stands at the start of an address, behind what the city lies in, with street
and house behind it. A name without 区, 县 or 市 counts only where nothing unknown follows it:
绍兴路 is a street of Hangzhou. What lies in two areas, or names two, is a question, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property

from ..errors import FactError
from ..language import Phrase
from ..notice import Area, Jurisdiction, Remark, Vocabulary
from ..value import value
from .text import Folded, checked, fold, nearest, printable
from .words import Lexicon, Piece

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


class _Sense(IntEnum):
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


_PLACES = (_Sense.AREA, _Sense.CITY, _Sense.ABOVE, _Sense.MOVED, _Sense.PART, _Sense.ELSEWHERE)
# What says that somebody works in the city, for a place that is not told is in it.
_SOMEWHERE = {_Sense.AREA, _Sense.CITY, _Sense.MOVED, _Sense.PART, _Sense.ZONE, _Sense.STREET}


@value
class _Name:
    """A known word; for areas, and for what lies in several, with the place."""

    sense: _Sense
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

    @cached_property
    def _lexicon(self) -> Lexicon[_Name]:
        # What holds more than letters is known only as a whole.
        known = (each for each in self._every() if each[0].isalnum() or fold(each[0]).isalnum())
        return Lexicon(known, self._vocabulary.simplified)

    def read(self, text: str) -> Place:
        """Return the area that `text` names, those it may be, or that it is elsewhere; else `FactError`."""
        text = checked("district", text)
        place = self.names.get(fold(text)) or self._place(text, self._lexicon.read(text))
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

    def _place(self, text: str, pieces: Sequence[Piece[_Name]]) -> Place | None:
        every = [
            _Found(index=index, piece=piece, name=min(piece.known, key=lambda name: name.sense))
            for index, piece in enumerate(pieces)
            if piece.known
        ]
        # What is said to be a former name counts only if there is no other: 原江干区.
        known = [each for each in every if not pieces[max(each.index - 1, 0)].has(_Sense.FORMERLY)] or every
        ended = [each for each in known if _ended(pieces, each)]
        here = [each for each in ended if each.name.sense is _Sense.AREA]
        there = [each for each in ended if each.name.sense is _Sense.ELSEWHERE]
        in_city = any(each.name.sense is _Sense.CITY for each in ended)
        english = all(piece.joined.isascii() for piece in pieces)
        city = self._jurisdiction.city
        untold = Place(areas=(), remark=Remark(text=_UNTOLD.filled(text=printable(text, 60), city=city)))
        if there and in_city:
            return untold
        if there and (not here or there[0].index < here[0].index or english):
            return Place(areas=(), elsewhere=True)
        if any(each.piece.apart for each in there):
            return untold
        if not here:
            senses = {each.name.sense for each in known}
            above = _Sense.ABOVE in senses and len(known) == len(pieces)
            return untold if above or senses & _SOMEWHERE else None
        # An area stands behind what it lies in. It may be that of an unknown city: all in English, or
        # behind 市, 县.
        before, behind = pieces[: here[0].index], pieces[here[0].index + 1 :]
        strange = any(
            piece.has(_Sense.ELSEWHERE) or all(name.sense is _Sense.DISTRICT for name in piece.known)
            for piece in before
        )
        if english:
            follows = (here[0].piece.parted or not strange) and all(piece.known for piece in behind)
            return _named(text, known, here) if in_city or follows else None
        if not strange or before[-1].has(_Sense.CITY):
            return _named(text, known, here)
        ends = self._jurisdiction.place_words.whole
        return None if any(piece.text.endswith(ends) for piece in before) else untold

    def _every(self) -> Iterator[tuple[str, _Name]]:
        around = self._jurisdiction.place_words
        for text, _ in _area_names(self._jurisdiction):
            place = self.names[fold(text)]
            yield text, _Name(sense=_Sense.AREA, place=place, whole=text.endswith(around.whole))
        for sense, texts in (
            (_Sense.CITY, around.city),
            (_Sense.ABOVE, around.above),
            (_Sense.PART, (*around.towns, *around.parts, *around.untold)),
            (_Sense.PART, (town + end for town in around.towns for end in around.town_suffixes)),
            (_Sense.ZONE, around.zones),
            (_Sense.SUFFIX, (*around.city_suffixes, *around.suffixes)),
            (_Sense.FORMERLY, around.formerly),
            (_Sense.STREET, around.streets),
            *self._elsewhere(),
        ):
            open_ended, whole = _Name(sense=sense), _Name(sense=sense, whole=True)
            for text in texts:
                yield text, whole if text.endswith(around.whole) else open_ended
        for former in self._jurisdiction.former_areas:
            place = Place(areas=former.areas, remark=former.remark)
            for town in (town + end for town in former.towns for end in ("", *around.town_suffixes)):
                yield town, _Name(sense=_Sense.MOVED, place=place)

    def _elsewhere(self) -> Iterator[tuple[_Sense, Iterable[str]]]:
        around = self._jurisdiction.place_words
        for one in self._jurisdiction.elsewhere:
            cities = (*one.cities, *(area[:-1] for area in one.areas if area.endswith(around.city_suffixes)))
            yield _Sense.ELSEWHERE, (*one.names, *cities, *one.areas, *one.pinyin)
            yield _Sense.DISTRICT, (area[:-1] for area in one.areas if len(area) > _SHORTEST)


def _ended(pieces: Sequence[Piece[_Name]], found: _Found) -> bool:
    """Tell whether a name counts: whole, or nothing unknown follows (elsewhere: nor precedes) it."""
    elsewhere, rest = found.name.sense is _Sense.ELSEWHERE, pieces[found.index + 1 :]
    for piece in reversed(pieces[: found.index + 1]) if elsewhere else ():
        if not piece.known:
            return False
        if piece.apart:
            break
    if found.name.whole or not rest:
        return True
    behind = rest[0]
    if behind.parted or behind.has(*_PLACES) or re.fullmatch(_POSTCODE, behind.joined):
        return True
    if elsewhere:
        known = behind.bracket and all(piece.known for piece in rest)
        return known or behind.has(_Sense.DISTRICT, _Sense.ZONE, _Sense.SUFFIX)
    return behind.bracket or (behind.has(_Sense.ZONE) and found.name.sense is not _Sense.AREA)


def _named(text: str, known: Sequence[_Found], here: Sequence[_Found]) -> Place:
    """Return the one area that is named, or all of them as a question."""
    first, *more = here
    counting = [first, *(each for each in more if each.name.whole or each.piece.apart)]
    named = [each.name.place for each in counting if each.name.place]
    single = {place.areas[0] for place in named if len(place.areas) == 1}
    several = [place for place in named if len(place.areas) > 1]
    for each in known:
        moved = each.name.place
        if each.name.sense is _Sense.MOVED and moved and single == {moved.areas[0]}:
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
