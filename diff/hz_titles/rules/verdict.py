"""What the engine answers: facts and objects, no sentences."""

from __future__ import annotations

from datetime import date
from enum import Enum

from ..notice import Area, Bureau, Certificate, Committee, Condition, Level, Reliance, Series, Title
from ..span import Span
from ..value import value
from .applicant import Applicant, Held


class Status(Enum):
    """The three answers."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"


class Need(Enum):
    """A fact that would decide, in the order in which needs are named."""

    CERTIFICATE = "certificate"
    ISSUER = "issuer"
    GRADE = "grade"
    DEGREE = "degree"
    DEGREE_DATE = "degree_date"
    YEARS = "years"
    DISTRICT = "district"


class Reason(Enum):
    """Why the answer is what it is."""

    MET = "met"
    YEARS_SHORT = "years_short"
    DEGREE_TOO_LOW = "degree_too_low"
    CERTIFICATE_NOT_LISTED = "certificate_not_listed"
    CERTIFICATE_NOT_RECOGNISED = "certificate_not_recognised"
    ISSUER_NOT_LISTED = "issuer_not_listed"
    GRADE_NOT_ACCEPTED = "grade_not_accepted"
    NOT_RELATED_WORK = "not_related_work"
    NOT_IN_CITY = "not_in_city"
    FACTS_MISSING = "facts_missing"


@value
class Route:
    """One condition of the title, answered."""

    condition: Condition
    by: Held | None = None  # the qualification that it was tried with; None where none held fits it
    years: Span | None = None  # the related work after that qualification; None where not known exactly
    at_most: Span | None = None  # the most that it can be, where it is not known exactly but bounded
    met: bool | None  # None where unknown
    short: Span | None = None  # what is missing, where that is known exactly
    # the first day on which it is met if the work goes on; None where it is met, out of reach or unknown
    eligible_from: date | None = None


@value
class Application:
    """What is applied for, and where: what a verdict owes to certificate and place of work alone."""

    title: Title | None = None  # the title of the row; None where the row is not known
    series: Series | None = None
    certificate: Certificate | None = None  # the row it was decided for; None where none or several fit
    candidates: tuple[Certificate, ...] = ()  # the rows it may be, where there is no one row
    office: Committee | Bureau | None = None  # who takes it; None where row or place is not known
    area: Area | None = None  # the area the office was looked up for
    elsewhere: bool = False  # the place of work is known and lies outside the city

    @property
    def needs_district(self) -> bool:
        """The place of work would say where to apply."""
        return self.title is not None and self.area is None and not self.elsewhere


@value
class Verdict(Application):
    """The answer for one applicant, with all that it rests on."""

    status: Status
    applicant: Applicant
    routes: tuple[Route, ...] = ()  # one for each condition of the title, in the notice's order
    eligible_from: date | None = None  # the first day on which the answer is yes if the work goes on
    needs: tuple[Need, ...] = ()  # exactly the facts that would decide, in order
    reasons: tuple[Reason, ...]
    # a lower level whose conditions are met where those of the title are not, and nothing else is
    # amiss: whether the row can give it, the notice does not say
    open_level: Level | None = None
    relied: tuple[Reliance, ...]  # the readings leaned on
    others: tuple[Verdict, ...] = ()  # for the person's other certificates, the best first

    @property
    def level(self) -> Level | None:
        """The level of the title."""
        return self.title.level if self.title else None

    @property
    def rows(self) -> tuple[Certificate, ...]:
        """The row, or the rows, that the verdict is about."""
        return (self.certificate,) if self.certificate else self.candidates

    @property
    def work_ended(self) -> bool:
        """All the work that was given has ended, where present work is asked for."""
        work, as_of = self.applicant.work or (), self.applicant.as_of
        asked = work and Reliance.PRESENT_RELATED_WORK in self.relied
        return bool(asked) and all(one.end and one.end.last < as_of for one in work)
