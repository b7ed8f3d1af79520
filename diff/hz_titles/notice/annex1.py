"""Annex 1 of the notice as a domain: certificates, titles, conditions, qualifications, names.

The objects say what a row of ``catalogue.yaml`` means and nothing else; how the file is
read stands in `hz_titles.loading`, what follows from the rows in `hz_titles.rules.engine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from ..language import Phrase
from ..value import Texts, value
from .readings import Passage, Reading


@value
class Notice:
    """The government notice that all data comes from."""

    number: str  # its official number
    title: str
    issuer: str
    issued: str  # the day it was issued, ISO 8601
    annex: Passage  # the clause and title of the catalogue
    text: Passage  # the sentence that lets certificate holders apply
    passages: tuple[Passage, ...] = ()  # further words of it that readings quote


@value
class Remark:
    """Something a person should know about what was typed; may cite a reading."""

    text: Phrase
    reading: Reading | None = None


@value
class Wordings:
    """Texts people type for one thing, with what has to be said when they do.

    Texts that have no `remark` need no word. With `at_least` what stands beside them may say more.
    """

    texts: Texts
    remark: Remark | None = None
    at_least: bool = False


@value
class Qualification:
    """A level of education (学历, 学位)."""

    id: str
    rank: int = 0  # its place among all, lowest first; a higher one meets what a lower one meets
    short: str  # the shortest word for it, to be shown as what is accepted
    name: Phrase
    words: tuple[Wordings, ...]  # what people type for it
    alone: Texts = ()  # words that name it only where they are the whole text

    @property
    def texts(self) -> tuple[str, ...]:
        """What people type for it, its code first."""
        return (self.id, *(text for words in self.words for text in words.texts), *self.alone)


@value
class Refused:
    """Words that prove no qualification, and why; beside those of `unless` they do not matter."""

    texts: Texts
    remark: Remark
    unless: Texts = ()


@value
class Condition:
    """One condition of a level: a qualification and the years of related work after it."""

    passage: Passage
    translation: str | None = None  # the passage in plain English, not the notice's; None where there is none
    qualification: Qualification
    years: int


class Applies(Enum):
    """Which kind of office takes applications for a level."""

    BUREAU = "bureau"
    COMMITTEE = "committee"


@value
class Level:
    """A level of titles (助理级, 中级) with the conditions of which one must be met."""

    name: str
    rank: int = 0  # its place among the levels, lowest first
    gloss: str
    passage: Passage
    apply_to: Applies
    conditions: tuple[Condition, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What people type for it."""
        return self.name, self.gloss

    def lightest(self, qualification: Qualification) -> Condition | None:
        """Return the condition that `qualification` meets with the fewest years; None where none.

        Of equal ones the one that names the qualification, or the nearest below it.
        """
        fitting = [each for each in self.conditions if qualification.rank >= each.qualification.rank]
        return min(fitting, key=lambda each: (each.years, -each.qualification.rank), default=None)


# Names and the words around them


@value
class QualificationWords:
    """The words that stand around a qualification."""

    neutral: Texts  # modes of study and words for a diploma; they change nothing
    fields: Texts  # fields of study; they change nothing either
    before: Texts = ()  # words that any field may stand before, be it listed or not
    behind: Texts = ()  # the same of those that it may stand behind
    never: str  # characters that are in no field which is not listed
    open: Texts = ()  # words that leave open whether it is a higher one
    lower: Texts = ()  # the same of a lower one


@value
class Vocabulary:
    """The words that people put around names."""

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
    traditional: str  # pairs of a traditional character and its simplified form

    @property
    def simplified(self) -> dict[int, str]:
        """The simplified form of each traditional character, by its code."""
        return _simplified(self.traditional)


@cache
def _simplified(pairs: str) -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in pairs.split()}


# Certificates


@value
class Title:
    """A professional title (职称); `gloss` is a plain English explanation."""

    name: str
    gloss: str
    level: Level

    @property
    def texts(self) -> tuple[str, ...]:
        """What people type for it."""
        return self.name, self.gloss


@value
class Series:
    """A series or profession (所属系列（专业）) that titles are awarded in."""

    name: str
    gloss: str
    words: Texts = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What people type for it."""
        return (self.name, self.gloss, *self.words)


@value
class Members:
    """Bodies of a class that are called alike: each name in each form, where ``{name}`` stands for it."""

    names: Texts
    forms: Texts
    places: Texts = ()  # the forms in which a name stands for the member's place alone

    @property
    def texts(self) -> tuple[str, ...]:
        """What the members are called."""
        return tuple(form.format(name=name) for name in self.names for form in self.forms)


@value
class Body:
    """An issuing body (颁证单位); rows may print its name differently."""

    id: str
    names: Texts = ()  # what it is called besides the names printed in its rows
    papers: Texts = ()  # other papers that it issues, none of them listed
    class_note: Phrase | None = None  # where the notice names a class of bodies, what that class is
    members: tuple[Members, ...] = ()  # what the members of a class are called, besides its `names`
    open: bool = False  # a class whose members cannot all be named: who else belongs to it stays unknown
    near_misses: tuple[Wordings, ...] = ()  # other bodies that are taken for this one


@value
class BodyWords:
    """Words that are explained beside some bodies: their country or branch."""

    words: Texts
    bodies: tuple[Body, ...]
    settles: bool = False  # there are no other bodies: a general name with such a word is theirs


@value
class GradeTitles:
    """What holders of one grade are called."""

    grade: str
    names: Texts


@value
class Grades:
    """The grades of a certificate, and the lowest that the notice accepts."""

    order: Texts  # all grades, highest first
    lowest: str
    passage: Passage  # the notice's words about them
    words: Texts  # what people type for a grade; ``{grade}`` stands for it
    names: Texts  # names of the certificate that carry its grade
    # what holders of some grades are called; likely the certificate's, but proven for none
    titles: tuple[GradeTitles, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """The grades that count, highest first."""
        return self.order[: self.order.index(self.lowest) + 1]


@value
class Certificate:
    """One row of Annex 1: a certificate of an issuer, and the title it leads to."""

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
        if self.grades is None:
            return True
        if grade is None:
            return True if self.grades.accepted == self.grades.order else None
        return grade in self.grades.accepted

    @property
    def grade_choices(self) -> tuple[str | None, ...]:
        """The grades it can be held with, highest first; None alone where it has none."""
        return self.grades.order if self.grades else (None,)

    @property
    def lowest_grade(self) -> str | None:
        """The lowest grade that counts; None where it has none."""
        return self.grades.lowest if self.grades else None

    def lightest(self, grade: str | None, qualification: Qualification) -> Condition | None:
        """Return the condition met with the fewest years; None where grade or qualification will not do."""
        return self.title.level.lightest(qualification) if self.accepts(grade) else None


@value
class SharedName:
    """Wordings that fit several rows, said so on purpose."""

    names: Texts
    certificates: tuple[Certificate, ...]
    general: bool = True  # other bodies use them too; the issuer settles the row
    with_issuer: bool = False  # they fit nothing without the issuer


@value
class UnprovenName:
    """A name that is likely one of these rows' but proven for none."""

    names: Texts
    certificates: tuple[Certificate, ...]
    with_issuer: bool = False
    remark: Remark


@value
class NearMiss:
    """A known certificate that is not in the list, and what sets it apart from rows nearby."""

    names: Texts
    near: tuple[Certificate, ...]
    remark: Remark
    place: bool = False  # it is where another body licenses: it says something beside a name only


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)  # no slots: it keeps what it worked out
class Catalogue:
    """Annex 1 whole, with the notice's head and the readings."""

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

    @cached_property
    def lowest_rank(self) -> int:
        """The rank of the lowest qualification that any condition names."""
        conditions = (condition for level in self.levels for condition in level.conditions)
        return min(condition.qualification.rank for condition in conditions)
