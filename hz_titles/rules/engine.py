"""The rules: an applicant in, a verdict out. No file, no clock, no screen, no sentence.

The answer is what holds for every value that an unknown fact could have: each row that the
certificate may be, each grade, and each case of qualifications and work goes through the same
rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..names.identity import Identity, Kind
from ..names.index import Place
from ..notice import Catalogue, Committee, Jurisdiction, Level, Reliance
from ..span import thirtieths
from ..value import field_names
from .applicant import Applicant
from .conditions import Answer, always_met, answer_level
from .verdict import Application, Need, Reason, Route, Status, Verdict
from .work import Choice, choices

_BEST_FIRST = (Status.ELIGIBLE, Status.UNDETERMINED, Status.NOT_ELIGIBLE)
_UNLISTED = {
    Kind.NOT_LISTED: Reason.CERTIFICATE_NOT_LISTED,
    Kind.ISSUER_NOT_LISTED: Reason.ISSUER_NOT_LISTED,
}

_APPLICATION = field_names(Application)


def decide(catalogue: Catalogue, jurisdiction: Jurisdiction, applicant: Applicant) -> Verdict:
    """Return the verdict for `applicant`; of several certificates the best one's, with the others in it.

    Rests on the conditions of Annex 1 (附件1 一, 二), the rows of Annex 1 and the
    committees of Annex 2; where the words alone do not decide, on the readings that the
    verdict names in `relied`.
    """
    if not applicant.certificates:
        return _decide(catalogue, jurisdiction, applicant)
    verdicts = [_decide(catalogue, jurisdiction, each) for each in applicant.each()]
    best, *others = sorted(verdicts, key=_rank)
    return replace(best, others=tuple(others))


def _rank(verdict: Verdict) -> tuple[int, int]:
    """Yes before open before no; then the higher title; else the order given."""
    levels = {row.title.level.rank for row in verdict.rows}
    return _BEST_FIRST.index(verdict.status), -max(levels, default=-1)


def _decide(catalogue: Catalogue, jurisdiction: Jurisdiction, applicant: Applicant) -> Verdict:
    identity = applicant.identity
    rows = catalogue.certificates if identity.kind is Kind.NOT_RECOGNISED else identity.rows
    if not rows:
        return Verdict(
            status=Status.NOT_ELIGIBLE,
            applicant=applicant,
            reasons=(_UNLISTED[identity.kind],),
            relied=(Reliance.ROW_IDENTITY,),
        )
    every = choices(catalogue, applicant)
    levels = {row.title.level.name: row.title.level for row in rows}
    level_answers = {name: answer_level(level, every, applicant) for name, level in levels.items()}
    # Rows of one level differ in nothing but whether the grade will do.
    alike = dict.fromkeys([(row.title.level.name, row.accepts(applicant.grade)) for row in rows])
    answers = [_answer(accepted, level_answers[name], applicant) for name, accepted in alike]
    application = application_for(jurisdiction, identity, applicant.place)
    level = application.title.level if application.title else None
    status = _status(answers, identity)
    reasons = _reasons(status, answers, identity)
    lower = higher = None
    # Only where the conditions alone say no: what the notice does not take gives no lower title either.
    if level and status is Status.NOT_ELIGIBLE and reasons == level_answers[level.name].reasons:
        lower = _met_of(catalogue.levels[: level.rank], every)
    elif level and status is Status.ELIGIBLE:  # the row's title stands all the same
        higher = _met_of(catalogue.levels[level.rank + 1 :], every)
    routes = next(iter(level_answers.values())).routes if len(levels) == 1 else ()
    return Verdict(
        **{name: getattr(application, name) for name in _APPLICATION},
        status=status,
        applicant=applicant,
        routes=routes,
        eligible_from=_eligible_from(applicant, reasons, level_answers),
        needs=_needs(identity, application, answers, status),
        reasons=reasons,
        open_level=lower,
        work_ended=_work_ended(applicant),
        relied=_relied(applicant, routes, application, title_decides=bool(lower or higher)),
    )


def application_for(jurisdiction: Jurisdiction, identity: Identity, place: Place | None) -> Application:
    """Return title, series and office for a certificate and a place of work (附件1, 附件2).

    Whether the conditions are met plays no part: people who are not there yet want to know whom to ask.
    """
    row, elsewhere = identity.row, place is not None and place.elsewhere
    if row is None and not identity.certain:
        return Application(candidates=identity.rows, elsewhere=elsewhere)
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
        elsewhere=elsewhere,
    )


def _answer(accepted: bool | None, answer: Answer, applicant: Applicant) -> Answer:
    """Return the answer of a row out of that of its level, and of whether the grade will do."""
    excluded = []
    if applicant.related is False:
        excluded.append(Reason.NOT_RELATED_WORK)
    if applicant.place and applicant.place.elsewhere:
        excluded.append(Reason.NOT_IN_CITY)
    if excluded:
        return Answer(met=False, reasons=tuple(excluded))
    if accepted or (accepted is None and answer.met is False):
        return answer
    if accepted is None:
        return Answer(met=None, needs=answer.needs | {Need.GRADE})
    return Answer(met=False, reasons=(Reason.GRADE_NOT_ACCEPTED, *answer.reasons))


def _status(answers: list[Answer], identity: Identity) -> Status:
    if all(answer.met is False for answer in answers):
        return Status.NOT_ELIGIBLE
    if identity.certain and all(answer.met for answer in answers):
        return Status.ELIGIBLE
    return Status.UNDETERMINED


_ASKED = {
    Kind.NEEDS_ISSUER: Need.ISSUER,
    Kind.NEEDS_CERTIFICATE: Need.CERTIFICATE,
    Kind.NOT_RECOGNISED: Need.CERTIFICATE,
}


def _needs(
    identity: Identity, application: Application, answers: list[Answer], status: Status
) -> tuple[Need, ...]:
    needs: set[Need] = set()
    if status is Status.UNDETERMINED:
        needs.update(*(answer.needs for answer in answers))
        if identity.kind is Kind.NOT_RECOGNISED:  # whether it has grades is not known either
            needs.discard(Need.GRADE)
        if asked := _ASKED.get(identity.kind):
            needs.add(asked)
    if application.needs_district:
        needs.add(Need.DISTRICT)
    return tuple([need for need in Need if need in needs]) if needs else ()


def _reasons(status: Status, answers: list[Answer], identity: Identity) -> tuple[Reason, ...]:
    if status is Status.ELIGIBLE:
        return (Reason.MET,)
    if status is Status.UNDETERMINED:
        unread = identity.kind is Kind.NOT_RECOGNISED
        return (Reason.CERTIFICATE_NOT_RECOGNISED if unread else Reason.FACTS_MISSING,)
    return tuple(dict.fromkeys(reason for answer in answers for reason in answer.reasons))


def _eligible_from(
    applicant: Applicant, reasons: tuple[Reason, ...], level_answers: dict[str, Answer]
) -> date | None:
    """Return the first day of a yes, where nothing but time stands in the way."""
    identity = applicant.identity
    if reasons != (Reason.YEARS_SHORT,) or not identity.certain:
        return None
    if identity.rows[0].accepts(applicant.grade) is None:
        return None
    return level_answers[identity.rows[0].title.level.name].first_day


def _met_of(levels: Sequence[Level], every: tuple[Choice, ...]) -> Level | None:
    """Return the highest of other levels whose conditions are met; the notice is silent on it."""
    return next((level for level in reversed(levels) if always_met(level, every)), None)


def _work_ended(applicant: Applicant) -> bool:
    return applicant.work is not None and all(
        period.end is not None and period.end.last < applicant.as_of for period in applicant.work
    )


def _relied(
    applicant: Applicant, routes: tuple[Route, ...], application: Application, *, title_decides: bool
) -> tuple[Reliance, ...]:
    """Name the readings that the answer leans on, in the order of `Reliance`."""
    identity, office = applicant.identity, application.office
    held = [route for route in routes if route.by]
    leans = (
        (Reliance.INCLUSIVE_YEARS, any(_just_reached(route) for route in routes)),
        (Reliance.YEARS_AFTER_QUALIFICATION, any(route.condition.years for route in held)),
        (Reliance.MONTH_OF_THIRTY_DAYS, applicant.work is not None and any(map(_added_up, held))),
        (Reliance.BEST_QUALIFICATION, len(applicant.held) > 1),
        (Reliance.HIGHER_QUALIFICATION, any(_higher(route) for route in held)),
        (Reliance.PRESENT_RELATED_WORK, True),
        (Reliance.IN_CITY, application.elsewhere),
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


def _added_up(route: Route) -> bool:
    """The work is that of several periods."""
    work = route.years or route.at_most
    return work is not None and work.worth > 0 and work.period is None


def _higher(route: Route) -> bool:
    """A qualification above the one that the condition names was counted for it."""
    if route.by is None or route.met is False:
        return False
    return route.by.qualification.rank > route.condition.qualification.rank
