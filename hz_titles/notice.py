"""What the notice says: Annex 1 (certificates, conditions, names), Annex 2 (committees, areas), readings.

Which keys the data files have is said in `schemas/`, how they are read in `hz_titles.loading`.
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import ClassVar

from .language import Phrase
from .value import Texts, value


@value
class Passage:  # words of the notice and where they stand (``附件1 二.2``)
    clause: str
    text: str


class Reliance(Enum):  # where the engine leans on a reading rather than on the notice's plain words
    INCLUSIVE_YEARS = "inclusive_years"
    YEARS_AFTER_QUALIFICATION = "years_after_qualification"
    MONTH_OF_THIRTY_DAYS = "month_of_thirty_days"
    BEST_QUALIFICATION = "best_qualification"
    HIGHER_QUALIFICATION = "higher_qualification"
    PRESENT_RELATED_WORK = "present_related_work"
    IN_CITY = "in_city"
    TITLE_OF_ROW = "title_of_row"
    ROW_IDENTITY = "row_identity"
    ACCEPTED_GRADE = "accepted_grade"
    ISSUER_CLASS = "issuer_class"
    PLACE_OF_WORK = "place_of_work"
    SERIES_BY_NAME = "series_by_name"
    CONDITIONS_ONLY = "conditions_only"


@value
class Reading:  # how a passage is read where its words alone do not decide
    id: str
    covers: tuple[Reliance, ...] = ()  # what the engine leans on it for; none where data rows cite it
    title: Phrase
    quotes: tuple[Passage, ...]  # the notice's words that are read
    read: Phrase  # how they are read
    why: Phrase  # the reason for reading them so


@value
class Notice:  # the government notice that all data comes from
    number: str  # its official number
    title: str
    issuer: str
    issued: str  # the day it was issued, ISO 8601
    annex: Passage  # the clause and title of the catalogue
    text: Passage  # the sentence that lets certificate holders apply
    passages: tuple[Passage, ...] = ()  # further words of it that readings quote


@value
class Remark:  # something a person should know about what was typed; may cite a reading
    text: Phrase
    reading: Reading | None = None


@value
class Wordings:  # texts people type for one thing; with `at_least` what stands beside them may say more
    texts: Texts
    remark: Remark | None = None  # what has to be said when they do
    at_least: bool = False


@value
class Qualification:  # a level of education (学历, 学位)
    id: str
    rank: int = 0  # its place among all, lowest first; a higher one meets what a lower one meets
    short: str  # the shortest word for it, to be shown as what is accepted
    name: Phrase
    words: tuple[Wordings, ...]  # what people type for it
    alone: Texts = ()  # words that name it only where they are the whole text

    @property
    def texts(self) -> Texts:
        return (self.id, *(text for words in self.words for text in words.texts), *self.alone)


@value
class Refused:  # words that prove no qualification, and why; beside those of `unless` they do not matter
    texts: Texts
    remark: Remark
    unless: Texts = ()


@value
class Condition:  # one condition of a level: a qualification and the years of related work after it
    passage: Passage
    text_en: str | None = None  # the passage in plain English, not the notice's; None where there is none
    qualification: Qualification
    years: int


class Applies(Enum):  # which kind of office takes applications for a level
    BUREAU = "bureau"
    COMMITTEE = "committee"


@value
class Named:  # what has a Chinese name and a plain English one
    name: str
    gloss: str
    words: Texts = ()  # what else people type for it

    @property
    def texts(self) -> Texts:
        return (self.name, self.gloss, *self.words)


@value
class Level(Named):  # a level of titles (助理级, 中级) with the conditions of which one must be met
    rank: int = 0  # its place among the levels, lowest first
    passage: Passage
    apply_to: Applies
    conditions: tuple[Condition, ...]

    def lightest(self, qualification: Qualification) -> Condition | None:
        """Return the condition met with the fewest years, of equal ones that of the highest qualification."""
        fitting = [each for each in self.conditions if qualification.rank >= each.qualification.rank]
        return min(fitting, key=lambda each: (each.years, -each.qualification.rank), default=None)


@value
class QualificationWords:  # the words that stand around a qualification
    neutral: Texts  # modes of study and words for a diploma; they change nothing
    fields: Texts  # fields of study; they change nothing either
    before: Texts = ()  # words that any field may stand before, be it listed or not
    behind: Texts = ()  # the same of those that it may stand behind
    never: str  # characters that are in no field which is not listed
    open: Texts = ()  # words that leave open whether it is a higher one
    lower: Texts = ()  # the same of a lower one


@value
class Vocabulary:  # the words that people put around names
    certificate: Texts  # words for a certificate and its being held; neutral beside any name
    scope: Texts = ()  # neutral as well, but not beside a membership, where they name a class of members
    member: Texts = ()  # words by which a name is known as that of a membership
    full: Texts = ()  # neutral beside a membership only
    joints: Texts = ()  # small words; neutral
    legal: Texts = ()  # what stands around an issuer's name; neutral behind it only
    numbers: Texts = ()  # what stands before a registration number
    valid: Texts = ()  # what stands before the day up to which a certificate is valid
    degrees: Texts = ()  # degrees and schooling, which stand beside certificates and are none
    both: Texts = ()  # what joins two certificates
    either: Texts = ()  # what leaves open which of two it is
    nothing: Texts = ()  # what says that there is no certificate
    barred: Texts = ()  # words that must never become neutral
    simplified: dict[int, str]  # the simplified form of each traditional character, by its code


@value
class Title(Named):  # a professional title (职称)
    level: Level


@value
class Series(Named):
    """A series or profession (所属系列（专业）) that titles are awarded in."""


@value
class Members:  # bodies of a class that are called alike: each name, for ``{name}``, in each form
    names: Texts
    forms: Texts
    places: Texts = ()  # the forms in which a name stands for the member's place alone

    @property
    def texts(self) -> Texts:
        return tuple(form.format(name=name) for name in self.names for form in self.forms)


@value
class Body:  # an issuing body (颁证单位); rows may print its name differently
    id: str
    names: Texts = ()  # what it is called besides the names printed in its rows
    papers: Texts = ()  # other papers that it issues, none of them listed
    class_note: Phrase | None = None  # where the notice names a class of bodies, what that class is
    members: tuple[Members, ...] = ()  # what the members of a class are called, besides its `names`
    open: bool = False  # a class whose members cannot all be named: who else belongs to it stays unknown
    near_misses: tuple[Wordings, ...] = ()  # other bodies that are taken for this one


@value
class BodyWords:  # words that are explained beside some bodies: their country or branch
    words: Texts
    bodies: tuple[Body, ...]
    settles: bool = False  # there are no other bodies: a general name with such a word is theirs


@value
class Grades:  # the grades of a certificate, and the lowest that the notice accepts
    order: Texts  # all grades, highest first
    lowest: str
    passage: Passage  # the notice's words about them
    words: Texts  # what people type for a grade; ``{grade}`` stands for it
    names: Texts  # names of the certificate that carry its grade
    titles: tuple[tuple[str, Texts], ...] = ()  # what holders of a grade are called; proven for none

    @property
    def accepted(self) -> tuple[str, ...]:
        """The grades that count, highest first."""
        return self.order[: self.order.index(self.lowest) + 1]


@value
class Certificate:  # one row of Annex 1: a certificate of an issuer, and the title it leads to
    number: int
    name: str  # the printed name (职业资格证书名称)
    issuer: str  # the printed Chinese name of the issuing body
    issuer_en: str | None = None  # the printed English name; None where the notice prints none
    body: Body
    title: Title
    series: Series
    general: bool = False  # the printed name is used by other bodies too
    aliases: Texts = ()  # other names; each settles the row by itself
    general_aliases: Texts = ()  # other names that settle it only beside the issuer
    with_issuer: Texts = ()  # words that fit it only beside the issuer
    job_titles: Texts = ()  # the same of jobs: in one text they need a word for certificate beside them
    own_words: Texts = ()  # words that name nothing, but are explained beside a name of the row
    grades: Grades | None = None

    def accepts(self, grade: str | None) -> bool | None:
        """Tell whether a grade will do; yes where the row has none, None where that is not known."""
        if self.grades is None or self.grades.accepted == self.grades.order:
            return True
        return None if grade is None else grade in self.grades.accepted

    @property
    def grade_choices(self) -> tuple[str | None, ...]:
        """The grades it can be held with, highest first; None alone where it has none."""
        return self.grades.order if self.grades else (None,)


@value
class SharedName:  # wordings that fit several rows, said so on purpose
    names: Texts
    rows: tuple[Certificate, ...]
    general: bool = True  # other bodies use them too; the issuer settles the row
    with_issuer: bool = False  # they fit nothing without the issuer


@value
class UnprovenName:  # a name that is likely one of these rows' but proven for none
    names: Texts
    rows: tuple[Certificate, ...]
    with_issuer: bool = False
    remark: Remark


@value
class NearMiss:  # a known certificate that is not in the list, and what sets it apart from rows nearby
    names: Texts
    near: tuple[Certificate, ...]
    remark: Remark
    place: bool = False  # it is where another body licenses: it says something beside a name only


@value
class Catalogue:  # Annex 1 whole, with the notice's head and the readings
    notice: Notice
    readings: tuple[Reading, ...]
    qualifications: tuple[Qualification, ...]
    qualification_words: QualificationWords
    refused_qualifications: tuple[Refused, ...] = ()
    levels: tuple[Level, ...]
    titles: tuple[Title, ...]
    series: tuple[Series, ...]
    bodies: tuple[Body, ...]
    certificates: tuple[Certificate, ...]
    vocabulary: Vocabulary  # the words that people put around names
    body_words: tuple[BodyWords, ...] = ()
    shared_names: tuple[SharedName, ...] = ()
    unproven_names: tuple[UnprovenName, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    other_certificates: tuple[Wordings, ...] = ()  # certificates that are known and not listed, in groups
    other_bodies: tuple[Wordings, ...] = ()  # the same of bodies that issue nothing that is listed
    lowest_rank: int  # of the qualifications that a condition names


@value
class Area:  # a district, county or city of Hangzhou, or the scenic area (区、县（市）)
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
    def texts(self) -> Texts:
        return (self.name, self.short, *self.pinyin, *(text for each in self.words for text in each.texts))


@value
class FormerArea:  # a name that means more than one area today
    names: Texts
    areas: tuple[Area, ...]
    remark: Remark
    towns: Texts = ()  # what belonged to the first area once and belongs to the second now


@value
class PlaceWords:  # how people write where in the city somebody works
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
class Elsewhere:  # a province or country that the city does not lie in, or the rest of its own
    names: Texts  # what it is called
    cities: Texts = ()  # its cities, without 市
    pinyin: Texts = ()  # romanised names of them
    areas: Texts = ()  # districts, counties and county-level cities in it


@value
class Extent:  # whom a committee serves (认定范围): `only` these, or the whole city but the `excluded`
    text: str
    only: tuple[Area, ...] | None = None
    excluded: tuple[Area, ...] | None = None

    def covers(self, area: Area) -> bool:
        """Tell whether somebody who works in `area` is served."""
        return area in self.only if self.only else area not in (self.excluded or ())


@value
class Committee:  # a review committee (中级职称评审委员会) with its office and telephones
    kind: ClassVar[Applies] = Applies.COMMITTEE
    number: int
    name: str
    office: str
    phones: Texts
    level: Level
    series: Series
    extent: Extent


@value
class Bureau:  # the HR bureau of an area; the notice gives nothing but its name
    kind: ClassVar[Applies] = Applies.BUREAU
    number: ClassVar[None] = None
    name: str
    office: ClassVar[None] = None
    phones: ClassVar[tuple[str, ...]] = ()


@value
class Jurisdiction:  # Annex 2 whole, with the areas it speaks of
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
