"""The rules: an applicant in, a verdict out. No file, no clock, no screen, no sentence.

The answer is what holds for every value that an unknown fact could have: each row that the certificate
may be, each grade, and each case of qualifications and work goes through the same rule.
"""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import chain

from ..names.identity import Identity, Kind
from ..names.places import Place
from ..notice import Catalogue, Committee, Jurisdiction, Reliance
from ..span import thirtieths
from .applicant import Applicant
from .conditions import Answer, agreed, answer_level, choices, met_in
from .verdict import Application, Need, Reason, Route, Status, Verdict

_STATUS = {True: Status.ELIGIBLE, None: Status.UNDETERMINED, False: Status.NOT_ELIGIBLE}  # best first
_APPLICATION = tuple(field.name for field in fields(Application))


def decide(catalogue: Catalogue, jurisdiction: Jurisdiction, applicant: Applicant) -> Verdict:
    """Return the verdict for `applicant`; of several certificates the best one's, with the others in it.

    Rests on the conditions of Annex 1 (附件1 一, 二), its rows and the committees of Annex 2; where the
    words alone do not decide, on the readings that the verdict names in `relied`.
    """
    if not applicant.certificates:
        return _decide(catalogue, jurisdiction, applicant)
    verdicts = []
    for identity, grade in applicant.certificates:
        remarks = (*identity.remarks, *applicant.remarks[len(applicant.identity.remarks) :])
        each = replace(applicant, identity=identity, grade=grade, remarks=remarks)
        verdicts.append(_decide(catalogue, jurisdiction, each))
    # Yes before open before no; then the higher title; else the order given.
    verdicts.sort(key=lambda one: -max((row.title.level.rank for row in one.rows), default=-1))
    verdicts.sort(key=lambda one: (*_STATUS.values(),).index(one.status))
    return replace(verdicts[0], others=tuple(verdicts[1:]))


def _decide(catalogue: Catalogue, jurisdiction: Jurisdiction, applicant: Applicant) -> Verdict:
    identity, unread = applicant.identity, applicant.identity.kind is Kind.NOT_RECOGNISED
    rows = catalogue.certificates if unread else identity.rows
    if not rows:
        issuer = identity.kind is Kind.ISSUER_NOT_LISTED
        reason = Reason.ISSUER_NOT_LISTED if issuer else Reason.CERTIFICATE_NOT_LISTED
        relied = (Reliance.ROW_IDENTITY,)
        return Verdict(status=Status.NOT_ELIGIBLE, applicant=applicant, reasons=(reason,), relied=relied)
    every = choices(catalogue, applicant)
    levels = {row.title.level.name: row.title.level for row in rows}
    by_level = {name: answer_level(level, every, applicant) for name, level in levels.items()}
    # Rows of one level differ in nothing but whether the grade will do.
    alike = dict.fromkeys([(row.title.level.name, row.accepts(applicant.grade)) for row in rows])
    answers = [_answer(accepted, by_level[name], applicant) for name, accepted in alike]
    met = agreed(answer.met for answer in answers)
    status = _STATUS[None if met and not identity.certain else met]
    needs = {need for answer in answers for need in answer.needs}
    if unread:  # whether it has grades is not known either
        needs.discard(Need.GRADE)
    if status is Status.ELIGIBLE:
        reasons: tuple[Reason, ...] = (Reason.MET,)
    elif status is Status.NOT_ELIGIBLE:
        reasons = tuple(dict.fromkeys(reason for answer in answers for reason in answer.reasons))
    else:
        reasons = (Reason.CERTIFICATE_NOT_RECOGNISED if unread else Reason.FACTS_MISSING,)
        if not identity.certain:
            needs.add(Need.ISSUER if identity.kind is Kind.NEEDS_ISSUER else Need.CERTIFICATE)
    application = application_for(jurisdiction, identity, applicant.place)
    if application.needs_district:
        needs.add(Need.DISTRICT)
    open_level, first_day, title_decides = None, None, False
    if application.title:
        level, cases = application.title.level, list(chain.from_iterable(every))
        # Only where the conditions alone say no: what the notice does not take gives no lower title either.
        if status is Status.NOT_ELIGIBLE and reasons == by_level[level.name].reasons:
            lower = reversed(catalogue.levels[: level.rank])
            open_level = next((one for one in lower if met_in(one, cases)), None)
            # Nothing but time stands in the way.
            if reasons == (Reason.YEARS_SHORT,) and identity.certain and rows[0].accepts(applicant.grade):
                first_day = by_level[level.name].first_day
        higher = catalogue.levels[level.rank + 1 :]  # the row's title stands all the same
        title_decides = status is Status.ELIGIBLE and any(met_in(one, cases) for one in higher)
    routes = next(iter(by_level.values())).routes if len(levels) == 1 else ()
    return Verdict(
        **{name: getattr(application, name) for name in _APPLICATION},
        status=status,
        applicant=applicant,
        routes=routes,
        eligible_from=first_day,
        needs=tuple([need for need in Need if need in needs]) if needs else (),
        reasons=reasons,
        open_level=open_level,
        relied=_relied(applicant, routes, application, title_decides=title_decides or bool(open_level)),
    )


def application_for(jurisdiction: Jurisdiction, identity: Identity, place: Place | None) -> Application:
    """Return title, series and office for a certificate and a place of work (附件1, 附件2).

    Whether the conditions are met plays no part: people who are not there yet want to know whom to ask.
    """
    row, elsewhere = identity.row, place is not None and place.elsewhere
    if row is None and not identity.certain:
        return Application(candidates=identity.rows, elsewhere=elsewhere)
    first = identity.rows[0]  # several rows that are certain are of one body with one title and series
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


def _relied(
    applicant: Applicant, routes: tuple[Route, ...], application: Application, *, title_decides: bool
) -> tuple[Reliance, ...]:
    """Name the readings that the answer leans on, in the order of `Reliance`."""
    identity, rows, office = applicant.identity, applicant.identity.rows, application.office
    tried = [(route, route.by, route.condition) for route in routes if route.by]
    exactly = (
        one.met and one.years == thirtieths(one.condition.years) for one in routes if one.condition.years
    )
    work = [route.years or route.at_most for route, _, _ in tried] if applicant.work is not None else []
    higher = (
        route.met is not False and held.qualification.rank > condition.qualification.rank
        for route, held, condition in tried
    )
    leans = (
        (Reliance.INCLUSIVE_YEARS, any(exactly)),
        (Reliance.YEARS_AFTER_QUALIFICATION, any(condition.years for _, _, condition in tried)),
        (Reliance.MONTH_OF_THIRTY_DAYS, any(one and one.worth and not one.period for one in work)),
        (Reliance.BEST_QUALIFICATION, len(applicant.held) > 1),
        (Reliance.HIGHER_QUALIFICATION, any(higher)),
        (Reliance.PRESENT_RELATED_WORK, True),
        (Reliance.IN_CITY, application.elsewhere),
        (Reliance.TITLE_OF_ROW, title_decides),
        (Reliance.ROW_IDENTITY, identity.kind is not Kind.SETTLED or any(row.general for row in rows)),
        (Reliance.ACCEPTED_GRADE, any(row.grades for row in rows)),
        (Reliance.ISSUER_CLASS, any(row.body.class_note for row in rows)),
        (Reliance.PLACE_OF_WORK, office is not None),
        (Reliance.SERIES_BY_NAME, isinstance(office, Committee)),
        (Reliance.CONDITIONS_ONLY, True),
    )
    return tuple([reliance for reliance, leant in leans if leant])
