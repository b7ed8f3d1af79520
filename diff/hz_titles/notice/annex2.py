"""Annex 2 of the notice as a domain: areas, review committees, and which serves whom."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from ..language import Phrase
from ..value import Texts, value
from .annex1 import Applies, Level, Remark, Series, Title, Wordings
from .readings import Passage


@value
class Area:
    """A district, county or city of Hangzhou, or the scenic area (区、县（市）)."""

    name: str  # the short official name
    short: str  # the name without its last character, as people say it
    pinyin: Texts  # romanised names
    bureau: str  # the HR bureau (人力社保局) that takes assistant-level applications
    words: tuple[Wordings, ...]  # further names, present and former; some with a remark
    code: str | None = None  # GB/T 2260; None where there is none
    gloss: str | None = None  # its English name, where that is not the romanised one
    remark: Remark | None = None  # what a verdict has to say about the area itself

    @property
    def english(self) -> str:
        """Its English or romanised name."""
        return self.gloss or next(iter(self.pinyin), self.name)

    @property
    def texts(self) -> tuple[str, ...]:
        """What people type for it, its code aside."""
        return (self.name, self.short, *self.pinyin, *(text for each in self.words for text in each.texts))


@value
class FormerArea:
    """A name that means more than one area today."""

    names: Texts
    areas: tuple[Area, ...]
    remark: Remark
    towns: Texts = ()  # what belonged to the first area once and belongs to the second now


@value
class PlaceWords:
    """How people write where in the city somebody works."""

    city: Texts  # the city's names
    above: Texts = ()  # names of what the city lies in
    suffixes: Texts = ()  # what may stand after an area's romanised name
    city_suffixes: Texts = ()  # what may stand after the name of a city elsewhere
    whole: Texts = ()  # a name that ends so is whole; any other only where nothing unknown follows
    formerly: Texts = ()  # what stands behind one of these is no longer
    zones: Texts = ()  # parts of areas, and of more than one: they leave open where somebody is
    streets: Texts = ()  # words for streets
    untold: Texts = ()  # words that say that it is in the city, and not where
    towns: Texts = ()  # towns in the city; which area they lie in is asked
    town_suffixes: Texts = ()  # what may stand after a town's name
    parts: Texts = ()  # other known places in the city


@value
class Elsewhere:
    """A province or country that the city does not lie in, or the rest of its own."""

    names: Texts  # what it is called
    cities: Texts = ()  # its cities, without 市
    pinyin: Texts = ()  # romanised names of them
    areas: Texts = ()  # districts, counties and county-level cities in it


@value
class Extent:
    """Whom a committee serves (认定范围), as the notice words it.

    Exactly one of `only` and `excluded` says it: these areas, or the whole city without those.
    """

    text: str
    only: tuple[Area, ...] | None = None
    excluded: tuple[Area, ...] | None = None

    def covers(self, area: Area) -> bool:
        """Tell whether somebody who works in `area` is served."""
        if self.only is not None:
            return area in self.only
        return area not in (self.excluded or ())


@value
class Committee:
    """A review committee (中级职称评审委员会) with its office and telephones."""

    kind: ClassVar[Applies] = Applies.COMMITTEE
    number: int
    name: str
    office: str
    phones: Texts
    level: Level
    series: Series
    extent: Extent


@value
class Bureau:
    """The HR bureau of an area; the notice gives nothing but its name."""

    kind: ClassVar[Applies] = Applies.BUREAU
    number: ClassVar[None] = None
    name: str
    office: ClassVar[None] = None
    phones: ClassVar[tuple[str, ...]] = ()
    extent: ClassVar[None] = None


@value
class Jurisdiction:
    """Annex 2 whole, with the areas it speaks of."""

    annex: Passage  # the annex's clause and title
    phone_area_code: str  # the code before the local telephone numbers
    city: Phrase  # the city's name
    place_words: PlaceWords  # how people write where in the city somebody works
    areas: tuple[Area, ...]
    committees: tuple[Committee, ...]
    former_areas: tuple[FormerArea, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()  # places that are not in the city
    offices: dict[tuple[Level, Series, Area], Committee | Bureau] = field(default_factory=dict)  # met so far

    def serving(self, level: Level, series: Series, area: Area) -> list[Committee]:
        """Return the committees that serve people who work in `area`: one, where the level has committees."""
        sitting = (each for each in self.committees if each.level is level and each.series is series)
        return [each for each in sitting if each.extent.covers(area)]

    def office(self, title: Title, series: Series, area: Area) -> Committee | Bureau:
        """Return who takes applications for `title` in `series` from people who work in `area`."""
        key = title.level, series, area
        if key not in self.offices:
            bureau = title.level.apply_to is Applies.BUREAU
            self.offices[key] = Bureau(name=area.bureau) if bureau else self.serving(*key)[0]
        return self.offices[key]
