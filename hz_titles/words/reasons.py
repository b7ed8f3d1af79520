"""Why the answer is what it is, and which facts would decide it, in words."""

from __future__ import annotations

from ..language import Phrase
from ..notice.annex1 import Certificate
from ..notice.readings import Reliance
from ..rules.verdict import Need, Reason, Route, Status
from .conditions import cited_answer, deciding
from .document import BETWEEN
from .telling import Telling
from .vocabulary import NEEDS, STATUS, issuer_text, level_text

_SHORT_WHATEVER = Phrase(
    "{years}相关工作，任何学历都不满足{level}条件",
    "no condition of {level} is met with {years} of related work, whatever the qualification",
)
_WORK_WHATEVER = Phrase(
    "所填相关工作，任何学历都不满足{level}条件",
    "no condition of {level} is met with the related work given, whatever the qualification",
)
_SHORT_FOR_ALL = Phrase(
    "{held}后的相关工作年限不满足{level}的任何一条", "the years after {held} meet no condition of {level}"
)
_TOO_LOW = Phrase(
    "学历不够：{level}最低要求{lowest}，所持为{held}",
    "needs a higher degree: the conditions of {level} begin with {lowest}; given: {held}",
)
_NOT_LISTED = Phrase(
    "“{cert}”不在目录（{count}项）内", "“{cert}” is not among the {count} certificates of the list"
)
_NOT_RECOGNISED = Phrase(
    "目录（{count}项）中没有叫“{cert}”的证书：如果这就是全称，则不在目录内；否则请按证书写全名称和颁证单位",
    "none of the {count} certificates of the list is called “{cert}”: if this is its full name it is not in "
    "the list; else write its name and issuer in full, as printed",
)
_NOT_IN_CITY = Phrase(
    "工作地“{place}”不在{city}；{clause}：{words}",
    "the place of work, “{place}”, is not in {city}; {clause} addresses its own professionals: {words}",
)
_ISSUER_NOT_LISTED = Phrase(
    "目录中这一名称的颁证单位只有：{issuers}", "the list has this name only from: {issuers}"
)
_ONLY_THESE_ISSUERS = Phrase(
    "目录中这一名称只限下列颁证单位", "the list has this name only from the issuers below"
)
_GRADE = Phrase("{grade}级不在认可范围：{words}", "grade {grade} is not accepted: {words}")
_NOT_RELATED = Phrase(
    "现未从事相关专业工作；{clause}要求：{words}",
    "no present work in the field; {clause} asks for it: {words}",
)
_NOT_RELATED_BRIEFLY = Phrase(
    "现未从事相关专业工作，{clause}要求从事", "no present work in the field, for which {clause} asks"
)
_MISSING = Phrase("还需要知道：{needs}", "still to be known: {needs}")
_NEED_GRADE = Phrase("证书等级（{grades}级可以）", "the grade of the certificate ({grades} will do)")
_NEED_YEARS = Phrase(
    "取得{held}后从事相关专业工作的年数（至少{years}，{clause}）",
    "the years of related work after {held} (at least {years}, {clause})",
)
_OR_DATED = Phrase(
    "{text}，或工作的起止时间和学历的取得时间", "{text}, or the dates of the work and of the qualification"
)


def reason_text(telling: Telling, reason: Reason, *, brief: bool = False) -> str:
    """Return a reason as a sentence; a `brief` one cites the notice without its words."""
    applicant, identity = telling.verdict.applicant, telling.verdict.applicant.identity
    if reason is Reason.MET:
        return _met(telling)
    if reason is Reason.YEARS_SHORT:
        return _years_short(telling)
    if reason is Reason.DEGREE_TOO_LOW:
        return _too_low(telling)
    if reason is Reason.CERTIFICATE_NOT_LISTED:
        count = len(telling.data.catalogue.certificates)
        return telling.say(_NOT_LISTED, cert=telling.typed("cert"), count=count)
    if reason is Reason.CERTIFICATE_NOT_RECOGNISED:
        count = len(telling.data.catalogue.certificates)
        return telling.say(_NOT_RECOGNISED, cert=identity.text or telling.typed("cert"), count=count)
    if reason is Reason.NOT_IN_CITY:
        passage, city = telling.reading(Reliance.IN_CITY).quotes[0], telling.data.jurisdiction.city
        place = telling.typed("district")
        return telling.say(_NOT_IN_CITY, place=place, city=city, clause=passage.clause, words=passage.text)
    if reason is Reason.ISSUER_NOT_LISTED:
        if brief:
            return telling.say(_ONLY_THESE_ISSUERS)
        issuers = dict.fromkeys(issuer_text(row) for row in identity.named)
        return telling.say(_ISSUER_NOT_LISTED, issuers=telling.listed(issuers))
    if reason is Reason.GRADE_NOT_ACCEPTED:
        words = next(row.grades.passage.text for row in identity.rows if row.grades)
        return telling.say(_GRADE, grade=applicant.grade, words=words)
    if reason is Reason.NOT_RELATED_WORK:
        passage = telling.data.catalogue.notice.text
        phrase = _NOT_RELATED_BRIEFLY if brief else _NOT_RELATED
        return telling.say(phrase, clause=passage.clause, words=passage.text)
    needs = (need_text(telling, need) for need in telling.verdict.needs if need is not Need.DISTRICT)
    return telling.say(_MISSING, needs=telling.say(BETWEEN).join(needs))


def _met(telling: Telling) -> str:
    route = deciding(telling.verdict.routes)
    return cited_answer(telling, route) if route else telling.say(STATUS[Status.ELIGIBLE])


def _years_short(telling: Telling) -> str:
    applicant = telling.verdict.applicant
    if route := deciding(telling.verdict.routes):
        return cited_answer(telling, route)
    levels = telling.listed(dict.fromkeys(row.title.level.name for row in _possible(telling)))
    if applicant.held:
        held = telling.listed(map(telling.held, applicant.held))
        return telling.say(_SHORT_FOR_ALL, held=held, level=levels)
    if applicant.years is not None:
        return telling.say(_SHORT_WHATEVER, years=telling.amount(applicant.years), level=levels)
    return telling.say(_WORK_WHATEVER, level=levels)


def _possible(telling: Telling) -> tuple[Certificate, ...]:
    """Return the rows that a certificate may be: any of them, where it was not recognised."""
    return telling.verdict.applicant.identity.rows or telling.data.catalogue.certificates


def _too_low(telling: Telling) -> str:
    applicant = telling.verdict.applicant
    level = min((row.title.level for row in _possible(telling)), key=lambda level: level.rank)
    lowest = min((condition.qualification for condition in level.conditions), key=lambda one: one.rank)
    return telling.say(
        _TOO_LOW,
        held=telling.listed(map(telling.held, applicant.held)),
        level=level_text(level, telling.language),
        lowest=lowest.name,
    )


def need_text(telling: Telling, need: Need) -> str:
    """Return what a needed fact is asked for as."""
    if need is Need.GRADE:
        graded = next(row.grades for row in telling.verdict.applicant.identity.rows if row.grades)
        return telling.say(_NEED_GRADE, grades=telling.listed(graded.accepted))
    if need is not Need.YEARS:
        return telling.say(NEEDS[need])
    route, held, needs = _least_open(telling), telling.verdict.applicant.held, telling.verdict.needs
    text = telling.say(NEEDS[need])
    if route and route.by:
        text = telling.say(
            _NEED_YEARS,
            held=telling.held(route.by),
            years=telling.years(route.condition.years),
            clause=route.condition.passage.clause,
        )
    if (all(one.obtained for one in held) and held) or Need.DEGREE_DATE in needs:
        return text
    return telling.say(_OR_DATED, text=text)


def _least_open(telling: Telling) -> Route | None:
    """Return the open condition that asks for the fewest years."""
    wanted = [route for route in telling.verdict.routes if route.met is None and route.by]
    return min(wanted, key=lambda route: route.condition.years, default=None)
