"""What the engine answers: facts and objects, no sentences."""

from __future__ import annotations

from datetime import date
from enum import Enum

from ..notice.annex1 import Certificate, Condition, Level, Series, Title
from ..notice.annex2 import Area, Bureau, Committee
from ..notice.readings import Reliance
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
    """One condition of the title, answered.

    Attributes:
        by: the qualification that it was tried with; None where none held fits it.
        years: the related work after that qualification; None where not known exactly.
        at_most: the most that it can be, where it is not known exactly but bounded.
        met: None where unknown.
        short: what is missing, where that is known exactly.
        eligible_from: the first day on which it is met if the work goes on; None where it
            is met, out of reach or unknown.
    """

    condition: Condition
    by: Held | None
    years: Span | None
    at_most: Span | None
    met: bool | None
    short: Span | None
    eligible_from: date | None


@value
class Application:
    """What is applied for, and where: what a verdict owes to certificate and place of work alone.

    Attributes:
        title: the title of the row; None where the row is not known.
        certificate: the row it was decided for; None where none or several fit.
        candidates: the rows that the certificate may be, where there is no one row.
        office: who takes the application; None where row or place is not known.
        area: the area the office was looked up for.
        elsewhere: the place of work is known and lies outside the city.
    """

    title: Title | None = None
    series: Series | None = None
    certificate: Certificate | None = None
    candidates: tuple[Certificate, ...] = ()
    office: Committee | Bureau | None = None
    area: Area | None = None
    elsewhere: bool = False

    @property
    def needs_district(self) -> bool:
        """The place of work would say where to apply."""
        return self.title is not None and self.area is None and not self.elsewhere


@value
class Verdict:
    """The answer for one applicant, with all that it rests on.

    Attributes:
        routes: one for each condition of the title, in the notice's order.
        eligible_from: the first day on which the answer is yes if the work goes on.
        needs: exactly the facts that would decide, in order.
        open_level: a lower level whose conditions are met where those of the row's title are
            not, and nothing else is amiss: whether the row can give it, the notice does not say.
        work_ended: all the work that was given has ended.
        relied: the readings leaned on.
        others: the verdicts for the person's other certificates, the best first.
    """

    status: Status
    applicant: Applicant
    application: Application
    routes: tuple[Route, ...]
    eligible_from: date | None
    needs: tuple[Need, ...]
    reasons: tuple[Reason, ...]
    open_level: Level | None
    work_ended: bool
    relied: tuple[Reliance, ...]
    others: tuple[Verdict, ...] = ()

    @property
    def title(self) -> Title | None:
        """The title of the row; None where the row is not known."""
        return self.application.title

    @property
    def level(self) -> Level | None:
        """The level of the title."""
        return self.title.level if self.title else None

    @property
    def series(self) -> Series | None:
        """The series of the row; None where the row is not known."""
        return self.application.series

    @property
    def certificate(self) -> Certificate | None:
        """The row it was decided for; None where none or several fit."""
        return self.application.certificate

    @property
    def candidates(self) -> tuple[Certificate, ...]:
        """The rows that the certificate may be, where there is no one row."""
        return self.application.candidates

    @property
    def office(self) -> Committee | Bureau | None:
        """Who takes the application; None where row or place is not known."""
        return self.application.office

    @property
    def area(self) -> Area | None:
        """The area the office was looked up for."""
        return self.application.area

    @property
    def rows(self) -> tuple[Certificate, ...]:
        """The row, or the rows, that the verdict is about."""
        return (self.certificate,) if self.certificate else self.candidates
