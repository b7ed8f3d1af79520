"""The rules: an applicant in, a verdict out. No file, no clock, no screen, no sentence.

The answer is what holds for every value that an unknown fact could have. For each
qualification the related work after it lies between a least and a most; a condition is
met where the least reaches it, out of reach where the most does not, and open between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..names.identity import Identity, Kind
from ..names.index import Place
from ..notice.annex1 import Catalogue, Certificate, Condition, Level, Reliance
from ..notice.annex2 import Bureau, Committee, Jurisdiction
from ..span import YEAR, Span, Stretch, day_at, merged, position, thirtieths, total
from .applicant import Applicant, Held, Period
from .verdict import Application, Need, Reason, Route, Status, Verdict

_NOTHING = Span(0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WorkAfter:
    """A qualification and the related work after it, as far as it is known.

    Attributes:
        least: the least it can be.
        most: the most it can be; None where nothing bounds it.
        begins: the day the qualification is obtained, where that is still to come.
    """

    held: Held
    least: Span
    most: Span | None
    begins: date | None = None

    @property
    def known(self) -> bool:
        """The work after the qualification is known exactly."""
        return self.least == self.most


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LevelAnswer:
    """How a person stands towards the conditions of one level, whatever the certificate."""

    routes: tuple[Route, ...]
    met: bool | None
    needs: frozenset[Need]
    reasons: tuple[Reason, ...]


def decide(catalogue: Catalogue, jurisdiction: Jurisdiction, applicant: Applicant) -> Verdict:
    """Return the verdict for `applicant`.

    Rests on the conditions of Annex 1 (附件1 一, 二), the rows of Annex 1 and the
    committees of Annex 2; where the words alone do not decide, on the readings that the
    verdict names in `relied`.
    """
    identity = applicant.identity
    if not identity.rows:
        return _not_listed(applicant)
    held = work_after_each(applicant)
    level_answers = {
        row.title.level.name: answer_level(row.title.level, applicant, held) for row in identity.rows
    }
    answers = [_answer(row, level_answers[row.title.level.name], applicant) for row in identity.rows]
    application = application_for(jurisdiction, identity, applicant.place)
    level = application.title.level if application.title else None
    status = _status(answers, identity)
    routes = level_answers[level.name].routes if level else ()
    open_level = None
    # Only where the conditions alone say no: what the notice does not take gives no lower title either.
    if level and status is Status.NOT_ELIGIBLE and answers[0].reasons == level_answers[level.name].reasons:
        open_level = _open_level(catalogue, level, applicant, held)
    title_decides = open_level is not None or (
        level is not None and status is Status.ELIGIBLE and _reaches_higher(catalogue, level, applicant, held)
    )
    return Verdict(
        status=status,
        applicant=applicant,
        application=application,
        routes=routes,
        eligible_from=_eligible_from(applicant, status, routes, answers[0]),
        needs=_needs(identity, application, answers, status),
        reasons=_reasons(status, answers),
        open_level=open_level,
        work_ended=_work_ended(applicant),
        relied=_relied(applicant, identity, routes, application.office, title_decides),
    )


def application_for(jurisdiction: Jurisdiction, identity: Identity, place: Place | None) -> Application:
    """Return title, series and office for a certificate and a place of work (附件1, 附件2).

    Whether the conditions are met plays no part: people who are not there yet want to know whom to ask.
    """
    row = identity.row
    if row is None and not identity.certain:
        return Application(candidates=identity.rows)
    # Several rows that are certain are of one body with one title and series.
    first = identity.rows[0]
    area = place.area if place else None
    return Application(
        title=first.title,
        series=first.series,
        certificate=row,
        candidates=() if row else identity.rows,
        office=jurisdiction.office(first.title, first.series, area) if area else None,
        area=area,
    )


def _not_listed(applicant: Applicant) -> Verdict:
    issuer = applicant.identity.kind is Kind.ISSUER_NOT_LISTED
    return Verdict(
        status=Status.NOT_ELIGIBLE,
        applicant=applicant,
        application=Application(),
        routes=(),
        eligible_from=None,
        needs=(),
        reasons=(Reason.ISSUER_NOT_LISTED if issuer else Reason.CERTIFICATE_NOT_LISTED,),
        open_level=None,
        work_ended=False,
        relied=(Reliance.ROW_IDENTITY,),
    )


# Work after a qualification


def work_after_each(applicant: Applicant) -> list[WorkAfter]:
    """Return each qualification with the work after it (取得…后)."""
    return [_work_after(applicant, one) for one in applicant.held]


def _work_after(applicant: Applicant, held: Held) -> WorkAfter:
    obtained, as_of = held.obtained, applicant.as_of
    if held.to_come(as_of):
        return WorkAfter(held=held, least=_NOTHING, most=_NOTHING, begins=obtained)
    if applicant.years is not None:
        return WorkAfter(held=held, least=applicant.years, most=applicant.years)
    if applicant.work is None:
        most = Stretch(obtained, as_of).length() if obtained else None
        return WorkAfter(held=held, least=_NOTHING, most=most)
    done = worked(applicant.work, as_of, since=obtained)
    return WorkAfter(held=held, least=done if obtained else _NOTHING, most=done)


def worked(periods: Iterable[Period], until: date, since: date | None = None) -> Span:
    """Return the work of dated periods before `until` and, where given, from `since` on."""
    return total(
        Stretch(max(period.start, since) if since else period.start, min(_end(period), until))
        for period in periods
    )


def _end(period: Period) -> date:
    return period.last + timedelta(days=1) if period.last else date.max


def going_on(periods: tuple[Period, ...], as_of: date) -> tuple[Period, ...]:
    """Return `periods` as they would be if the work went on: the last one left open.

    Where everything has ended, work is supposed from the as-of date on.
    """
    last = max(periods, key=_end)
    if _end(last) <= as_of:
        return (*periods, Period(start=as_of, last=None))
    return (*(period for period in periods if period is not last), Period(start=last.start, last=None))


def _first_day(applicant: Applicant, after: WorkAfter, years: int) -> date | None:
    """Return the first day on which `after` holds `years` years if the work goes on."""
    begins = after.begins
    if applicant.work is not None:
        if after.held.obtained is None:
            return None
        periods = going_on(applicant.work, applicant.as_of)
        since = after.held.obtained
        first = _day_of((Stretch(max(period.start, since), _end(period)) for period in periods), years)
        return max(applicant.as_of, begins or applicant.as_of, first)
    if begins is not None:
        return day_at(position(begins) + years * YEAR)
    if not after.known:
        return None
    return day_at(position(applicant.as_of) + years * YEAR - after.least.worth)


def _day_of(stretches: Iterable[Stretch], years: int) -> date:
    """Return the first day before which work that goes on for ever comes to `years` years."""
    wanted = years * YEAR
    for stretch in merged(stretches):
        if stretch.end == date.max or stretch.length().worth >= wanted:
            break
        wanted -= stretch.length().worth
    return day_at(position(stretch.start) + wanted)


# One level's conditions


def answer_level(level: Level, applicant: Applicant, held: list[WorkAfter]) -> LevelAnswer:
    """Answer every condition of `level` for `applicant` (具备以下条件之一)."""
    if not held:
        return _answer_without_degree(level, applicant)
    routes = tuple([_route(condition, held, applicant) for condition in level.conditions])
    answers = [route.met for route in routes]
    met = True if True in answers else None if None in answers else False
    reachable = any(route.by is not None for route in routes)
    return LevelAnswer(
        routes=routes,
        met=met,
        needs=frozenset(_time_needs(level, held, applicant)) if met is None else frozenset(),
        reasons=() if met is not False else (Reason.YEARS_SHORT if reachable else Reason.DEGREE_TOO_LOW,),
    )


def _route(condition: Condition, held: list[WorkAfter], applicant: Applicant) -> Route:
    fitting = [one for one in held if one.held.qualification.rank >= condition.qualification.rank]
    routes = [_try(condition, after, applicant) for after in fitting]
    if len(routes) == 1:
        return routes[0]
    if not routes:
        return Route(
            condition=condition, by=None, years=None, at_most=None, met=False, short=None, eligible_from=None
        )
    return min(routes, key=_preference)


def _preference(route: Route) -> tuple[int, date, int]:
    """Met before unknown before unmet; then what is met earliest; then the lower qualification."""
    order = {True: 0, None: 1, False: 2}[route.met]
    return order, route.eligible_from or date.max, route.by.qualification.rank if route.by else 0


def _met(condition: Condition, after: WorkAfter, applicant: Applicant) -> bool | None:
    """Tell whether the work after a qualification meets a condition that it is high enough for."""
    if applicant.related is False or after.begins:
        return False
    if after.least.reaches(condition.years):
        return True
    return None if after.most is None or after.most.reaches(condition.years) else False


def _try(condition: Condition, after: WorkAfter, applicant: Applicant) -> Route:
    met = _met(condition, after, applicant)
    exact = after.known
    lacking = met is False and applicant.related is not False
    short = None
    if lacking and exact and not after.least.reaches(condition.years):
        short = after.least.short_of(condition.years)
    return Route(
        condition=condition,
        by=after.held,
        years=after.least if exact else None,
        at_most=None if exact else after.most,
        met=met,
        short=short,
        eligible_from=_first_day(applicant, after, condition.years) if lacking else None,
    )


def _meets(level: Level, applicant: Applicant, held: list[WorkAfter]) -> bool:
    """Tell whether any condition of `level` is met."""
    return any(
        _met(condition, after, applicant)
        for after in held
        for condition in level.conditions
        if condition.qualification.rank <= after.held.qualification.rank
    )


def _time_needs(level: Level, held: list[WorkAfter], applicant: Applicant) -> Iterable[Need]:
    """Name what would settle a condition that is open for lack of years or of a date."""
    for after in held:
        if not any(
            condition.fits(after.held.qualification) and _met(condition, after, applicant) is None
            for condition in level.conditions
        ):
            continue
        if applicant.work is None and applicant.years is None:
            yield Need.YEARS
        if after.held.obtained is None and (applicant.work is not None or len(held) > 1):
            yield Need.DEGREE_DATE


def _answer_without_degree(level: Level, applicant: Applicant) -> LevelAnswer:
    """Answer the conditions for somebody whose qualification may be any, none included."""
    if applicant.years is not None:
        most: Span | None = applicant.years
    else:
        most = worked(applicant.work, applicant.as_of) if applicant.work is not None else None
    routes = tuple(_try_without_degree(condition, most, applicant) for condition in level.conditions)
    if all(route.met is False for route in routes):
        return LevelAnswer(routes=routes, met=False, needs=frozenset(), reasons=(Reason.YEARS_SHORT,))
    needs = {Need.DEGREE}
    years = [route.condition.years for route in routes if route.met is None and route.condition.years]
    if years and applicant.work is not None:
        needs.add(Need.DEGREE_DATE)
    elif years and applicant.years is None:
        needs.add(Need.YEARS)
    return LevelAnswer(routes=routes, met=None, needs=frozenset(needs), reasons=())


def _try_without_degree(condition: Condition, most: Span | None, applicant: Applicant) -> Route:
    possible = most is None or most.reaches(condition.years)
    exact = most if applicant.years is not None else None
    return Route(
        condition=condition,
        by=None,
        years=exact,
        at_most=most if exact is None else None,
        met=None if possible and applicant.related is not False else False,
        short=exact.short_of(condition.years) if exact is not None and not possible else None,
        eligible_from=None,
    )


# From conditions to the answer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Answer:
    """What one row would answer: yes, no or open, and why."""

    yes: bool | None
    needs: frozenset[Need]
    reasons: tuple[Reason, ...]


def _answer(row: Certificate, level_answer: LevelAnswer, applicant: Applicant) -> Answer:
    if applicant.related is False:
        return Answer(yes=False, needs=frozenset(), reasons=(Reason.NOT_RELATED_WORK,))
    accepted = row.accepts(applicant.grade)
    if accepted or (accepted is None and level_answer.met is False):
        return Answer(yes=level_answer.met, needs=level_answer.needs, reasons=level_answer.reasons)
    if accepted is None:
        return Answer(yes=None, needs=level_answer.needs | {Need.GRADE}, reasons=())
    return Answer(yes=False, needs=frozenset(), reasons=(Reason.GRADE_NOT_ACCEPTED, *level_answer.reasons))


def _status(answers: list[Answer], identity: Identity) -> Status:
    if all(answer.yes is False for answer in answers):
        return Status.NOT_ELIGIBLE
    if identity.certain and all(answer.yes for answer in answers):
        return Status.ELIGIBLE
    return Status.UNDETERMINED


def _needs(
    identity: Identity, application: Application, answers: list[Answer], status: Status
) -> tuple[Need, ...]:
    needs: set[Need] = set()
    if status is Status.UNDETERMINED:
        needs.update(*(answer.needs for answer in answers))
        if identity.kind is Kind.NEEDS_ISSUER:
            needs.add(Need.ISSUER)
        elif identity.kind is Kind.NEEDS_CERTIFICATE:
            needs.add(Need.CERTIFICATE)
    if application.needs_district:
        needs.add(Need.DISTRICT)
    return tuple([need for need in Need if need in needs]) if needs else ()


def _reasons(status: Status, answers: list[Answer]) -> tuple[Reason, ...]:
    if status is Status.ELIGIBLE:
        return (Reason.MET,)
    if status is Status.UNDETERMINED:
        return (Reason.FACTS_MISSING,)
    return tuple(dict.fromkeys(reason for answer in answers for reason in answer.reasons))


def _eligible_from(
    applicant: Applicant, status: Status, routes: tuple[Route, ...], answer: Answer
) -> date | None:
    """Return the first day of a yes, where nothing but time stands in the way."""
    if status is not Status.NOT_ELIGIBLE or answer.reasons != (Reason.YEARS_SHORT,):
        return None
    identity = applicant.identity
    if not identity.certain or identity.rows[0].accepts(applicant.grade) is None:
        return None
    return min((route.eligible_from for route in routes if route.eligible_from), default=None)


def _open_level(
    catalogue: Catalogue, level: Level, applicant: Applicant, held: list[WorkAfter]
) -> Level | None:
    """Return the highest lower level whose conditions are met; the notice is silent on it."""
    lower = reversed(catalogue.levels[: level.rank])
    return next((each for each in lower if _meets(each, applicant, held)), None)


def _reaches_higher(catalogue: Catalogue, level: Level, applicant: Applicant, held: list[WorkAfter]) -> bool:
    """Tell whether conditions of a higher level are met too: the row's title stands all the same."""
    return any(_meets(higher, applicant, held) for higher in catalogue.levels[level.rank + 1 :])


def _work_ended(applicant: Applicant) -> bool:
    return applicant.work is not None and all(_end(period) <= applicant.as_of for period in applicant.work)


def _relied(
    applicant: Applicant,
    identity: Identity,
    routes: tuple[Route, ...],
    office: Committee | Bureau | None,
    title_decides: bool,
) -> tuple[Reliance, ...]:
    """Name the readings that the answer leans on, in the order of `Reliance`."""
    held = [route for route in routes if route.by]
    leans = (
        (Reliance.INCLUSIVE_YEARS, any(_just_reached(route) for route in routes)),
        (Reliance.YEARS_AFTER_QUALIFICATION, any(route.condition.years for route in held)),
        (Reliance.BEST_QUALIFICATION, len(applicant.held) > 1),
        (Reliance.HIGHER_QUALIFICATION, any(_higher(route) for route in held)),
        (Reliance.PRESENT_RELATED_WORK, True),
        (Reliance.TITLE_OF_ROW, title_decides),
        (
            Reliance.ROW_IDENTITY,
            identity.kind is not Kind.SETTLED or any(row.general for row in identity.rows),
        ),
        (Reliance.ACCEPTED_GRADE, any(row.grades for row in identity.rows)),
        (Reliance.ISSUER_CLASS, any(row.body.class_note for row in identity.rows)),
        (Reliance.PLACE_OF_WORK, office is not None),
        (Reliance.SERIES_BY_NAME, isinstance(office, Committee)),
        (Reliance.CONDITIONS_ONLY, True),
    )
    return tuple([reliance for reliance, leant in leans if leant])


def _just_reached(route: Route) -> bool:
    """The years are the very number that the condition names (以上)."""
    return bool(route.met and route.condition.years and route.years == thirtieths(route.condition.years))


def _higher(route: Route) -> bool:
    """A qualification above the one that the condition names was counted for it."""
    if route.by is None or route.met is False:
        return False
    return route.by.qualification.rank > route.condition.qualification.rank
