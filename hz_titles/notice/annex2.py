"""Annex 2 of the notice as a domain: areas, review committees, and which serves whom."""

from __future__ import annotations

from typing import ClassVar

from ..value import value
from .annex1 import Applies, Level, Remark, Series, Title, Wordings
from .readings import Passage


@value
class Area:
    """A district, county or city of Hangzhou, or the scenic area (区、县（市）).

    Attributes:
        name: the short official name.
        short: the name without its last character, as people say it.
        code: GB/T 2260; None where there is none.
        pinyin: romanised names.
        bureau: the HR bureau (人力社保局) that takes assistant-level applications.
        words: further names, present and former; some with a remark.
        remark: what a verdict has to say about the area itself.
    """

    name: str
    short: str
    code: str | None
    pinyin: tuple[str, ...]
    bureau: str
    words: tuple[Wordings, ...]
    remark: Remark | None

    @property
    def texts(self) -> tuple[str, ...]:
        """What people type for it, its code aside."""
        return (self.name, self.short, *self.pinyin, *(text for each in self.words for text in each.texts))


@value
class FormerArea:
    """A name that means more than one area today.

    Attributes:
        towns: what belonged to the first area once and belongs to the second now.
    """

    names: tuple[str, ...]
    towns: tuple[str, ...]
    areas: tuple[Area, ...]
    remark: Remark


@value
class PlaceWords:
    """How people write where in the city somebody works.

    Attributes:
        city: the city's names.
        above: names of what the city lies in.
        suffixes: what may stand after an area's romanised name.
        city_suffixes: what may stand after the name of a city elsewhere.
        whole: a name that ends in one of these is whole; any other only where nothing unknown follows.
        formerly: what stands behind one of these is no longer.
        zones: parts of areas, and of more than one: they leave open where somebody is.
        streets: words for streets.
        untold: words that say that it is in the city, and not where.
        towns: towns in the city; which area they lie in is asked.
        town_suffixes: what may stand after a town's name.
        parts: other known places in the city.
    """

    city: tuple[str, ...]
    above: tuple[str, ...]
    suffixes: tuple[str, ...]
    city_suffixes: tuple[str, ...]
    whole: tuple[str, ...]
    formerly: tuple[str, ...]
    zones: tuple[str, ...]
    streets: tuple[str, ...]
    untold: tuple[str, ...]
    towns: tuple[str, ...]
    town_suffixes: tuple[str, ...]
    parts: tuple[str, ...]


@value
class Elsewhere:
    """A province or country that the city does not lie in, or the rest of its own.

    Attributes:
        names: what it is called.
        cities: its cities, without 市.
        pinyin: romanised names of them.
        areas: districts, counties and county-level cities in it.
    """

    names: tuple[str, ...]
    cities: tuple[str, ...]
    pinyin: tuple[str, ...]
    areas: tuple[str, ...]


@value
class Extent:
    """Whom a committee serves (认定范围), as the notice words it.

    Exactly one of `only` and `excluded` says it: these areas, or the whole city without those.
    """

    text: str
    only: tuple[Area, ...] | None
    excluded: tuple[Area, ...] | None

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
    phones: tuple[str, ...]
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
    """Annex 2 whole, with the areas it speaks of.

    Attributes:
        annex: the annex's clause and title.
        phone_area_code: the code before the local telephone numbers.
        city: the city's name.
        place_words: how people write where in the city somebody works.
        elsewhere: places that are not in the city.
        offices: who takes applications for a title and series from an area, worked out
            once: committees by extent, bureaus by area.
    """

    annex: Passage
    phone_area_code: str
    city: str
    place_words: PlaceWords
    elsewhere: tuple[Elsewhere, ...]
    committees: tuple[Committee, ...]
    areas: tuple[Area, ...]
    former_areas: tuple[FormerArea, ...]
    offices: dict[tuple[str, str, str], Committee | Bureau]

    def office(self, title: Title, series: Series, area: Area) -> Committee | Bureau:
        """Return who takes applications for `title` in `series` from people who work in `area`."""
        return self.offices[title.level.name, series.name, area.name]
