"""Where people say that they work, read as words: an area of the city, somewhere in it, or elsewhere.

An area's full name stands at the start of an address, behind what the city lies in, with street
and house behind it. A name without 区, 县 or 市 counts only where nothing unknown follows it:
绍兴路 is a street of Hangzhou. What lies in two areas, or names two, is a question, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
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


# What a known word in a place is; of one that is several things the first counts. A DISTRICT is one
# elsewhere, without its 区: it counts only behind another place there.
_Sense = Enum("_Sense", "AREA CITY ABOVE MOVED PART ELSEWHERE DISTRICT ZONE SUFFIX FORMERLY STREET")
# What says that somebody works in the city, for a place that is not told is in it.
_SOMEWHERE = (_Sense.AREA, _Sense.CITY, _Sense.MOVED, _Sense.PART, _Sense.ZONE, _Sense.STREET)
_PLACES = (_Sense.AREA, _Sense.CITY, _Sense.ABOVE, _Sense.MOVED, _Sense.PART, _Sense.ELSEWHERE)


@value
class _Name:
    """A known word; for areas, and for what lies in several, with the place."""

    sense: _Sense
    place: Place | None = None


Pieces = Sequence[Piece[_Name]]


class Places:
    """The names of places that the data declares, and how a text is read by them."""

    def __init__(self, jurisdiction: Jurisdiction, vocabulary: Vocabulary, *, suggesting: bool) -> None:
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
        known = (each for each in self._words() if each[0].isalnum() or fold(each[0]).isalnum())
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

    def _place(self, text: str, pieces: Pieces) -> Place | None:
        every = [index for index, piece in enumerate(pieces) if piece.known]
        # What is said to be a former name counts only if there is no other: 原江干区.
        known = [index for index in every if not pieces[max(index - 1, 0)].has(_Sense.FORMERLY)] or every
        ended = [index for index in known if self._ended(pieces, index)]
        here = [index for index in ended if pieces[index].sense is _Sense.AREA]
        there = [index for index in ended if pieces[index].sense is _Sense.ELSEWHERE]
        in_city = any(pieces[index].sense is _Sense.CITY for index in ended)
        english = all(piece.joined.isascii() for piece in pieces)
        city = self._jurisdiction.city
        untold = Place(areas=(), remark=Remark(text=_UNTOLD.filled(text=printable(text, 60), city=city)))
        if there and in_city:
            return untold
        if there and (not here or there[0] < here[0] or english):
            return Place(areas=(), elsewhere=True)
        if any(pieces[index].apart for index in there):
            return untold
        if not here:
            senses = {pieces[index].sense for index in known}
            above = _Sense.ABOVE in senses and len(known) == len(pieces)
            return untold if above or not senses.isdisjoint(_SOMEWHERE) else None
        # An area stands behind what it lies in, unless that is an unknown city: all in English, or behind 市.
        before, behind = pieces[: here[0]], pieces[here[0] + 1 :]
        strange = any(
            piece.has(_Sense.ELSEWHERE) or all(name.sense is _Sense.DISTRICT for name in piece.known)
            for piece in before
        )
        if english:
            follows = (pieces[here[0]].parted or not strange) and all(piece.known for piece in behind)
        else:
            follows = not strange or before[-1].has(_Sense.CITY)
        if follows or (english and in_city):
            return self._named(text, [pieces[index] for index in known], [pieces[index] for index in here])
        return None if english or any(map(self._is_whole, before)) else untold

    def _is_whole(self, piece: Piece[_Name]) -> bool:
        """Tell whether a name counts whatever follows it."""
        return piece.joined.endswith(self._jurisdiction.place_words.whole)

    def _ended(self, pieces: Pieces, index: int) -> bool:
        """Tell whether a name counts: whole, or nothing unknown follows (elsewhere: nor precedes) it."""
        sense, rest = pieces[index].sense, pieces[index + 1 :]
        elsewhere = sense is _Sense.ELSEWHERE
        for piece in reversed(pieces[: index + 1]) if elsewhere else ():
            if not piece.known:
                return False
            if piece.apart:
                break
        if self._is_whole(pieces[index]) or not rest:
            return True
        behind = rest[0]
        if behind.parted or behind.has(*_PLACES) or re.fullmatch(_POSTCODE, behind.joined):
            return True
        if elsewhere:
            known = behind.bracket and all(piece.known for piece in rest)
            return known or behind.has(_Sense.DISTRICT, _Sense.ZONE, _Sense.SUFFIX)
        return behind.bracket or (behind.has(_Sense.ZONE) and sense is not _Sense.AREA)

    def _named(self, text: str, known: Pieces, here: Pieces) -> Place:
        """Return the one area that is named, or all of them as a question."""
        first, *more = here
        counting = [first, *(piece for piece in more if self._is_whole(piece) or piece.apart)]
        named = [place for piece in counting if (place := piece.known[0].place)]
        single = {place.areas[0] for place in named if len(place.areas) == 1}
        several = [place for place in named if len(place.areas) > 1]
        for piece in known:
            moved = piece.known[0].place
            if piece.sense is _Sense.MOVED and moved and single == {moved.areas[0]}:
                return moved
        if len(single) == 1 and all(single <= set(place.areas) for place in several):
            return next(place for place in reversed(named) if len(place.areas) == 1)
        if not single and len(several) == 1:
            return several[0]
        areas = tuple(dict.fromkeys(area for place in named for area in place.areas))
        names = [area.name for area in areas]
        return Place(areas=areas, remark=Remark(text=_SEVERAL.filled(text=printable(text, 60), areas=names)))

    def _words(self) -> Iterator[tuple[str, _Name]]:
        """Yield every known word; what is known of one first goes before what is known of it later."""
        around, elsewhere = self._jurisdiction.place_words, self._jurisdiction.elsewhere
        for text, _ in _area_names(self._jurisdiction):
            yield text, _Name(sense=_Sense.AREA, place=self.names[fold(text)])
        for former in self._jurisdiction.former_areas:
            moved = _Name(sense=_Sense.MOVED, place=Place(areas=former.areas, remark=former.remark))
            yield from ((town + end, moved) for town in former.towns for end in ("", *around.town_suffixes))
        towns = (town + end for town in around.towns for end in ("", *around.town_suffixes))
        areas = [area for one in elsewhere for area in one.areas]
        cities = (area[:-1] for area in areas if area.endswith(around.city_suffixes))
        others = (text for one in elsewhere for text in (*one.names, *one.cities, *one.pinyin))
        for sense, texts in (
            (_Sense.CITY, around.city),
            (_Sense.ABOVE, around.above),
            (_Sense.PART, (*towns, *around.parts, *around.untold)),
            (_Sense.ELSEWHERE, (*others, *areas, *cities)),
            (_Sense.DISTRICT, (area[:-1] for area in areas if len(area) > _SHORTEST)),
            (_Sense.ZONE, around.zones),
            (_Sense.SUFFIX, (*around.city_suffixes, *around.suffixes)),
            (_Sense.FORMERLY, around.formerly),
            (_Sense.STREET, around.streets),
        ):
            name = _Name(sense=sense)
            yield from ((text, name) for text in texts)


def _area_names(jurisdiction: Jurisdiction) -> Iterator[tuple[str, Place]]:
    """Yield what the areas are called; names with something to be said about them come last."""
    ends = jurisdiction.place_words.suffixes
    for area in jurisdiction.areas:
        place = Place(areas=(area,), remark=area.remark)
        ended = (f"{name} {end}" for name in area.pinyin for end in ends)
        own = (area.name, area.short, area.code or area.name, *area.pinyin, *ended)
        yield from ((name, place) for name in own)
        for words in area.words:
            further = Place(areas=(area,), remark=words.remark or area.remark)
            yield from ((name, further) for name in words.texts)
    for former in jurisdiction.former_areas:
        place = Place(areas=former.areas, remark=former.remark)
        yield from ((name, place) for name in former.names)
