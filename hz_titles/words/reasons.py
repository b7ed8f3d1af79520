"""Why the answer is what it is, in words: how each condition was answered, and which facts are missing."""

from __future__ import annotations

from ..language import Phrase
from ..names.text import LONGEST, printable
from ..notice import Qualification, Reliance, Title
from ..rules.verdict import Need, Reason, Route, Status
from ..span import Amount, Span, thirtieths
from . import labels
from .document import BETWEEN, Table
from .telling import Telling
from .vocabulary import NEEDS, STATUS, issuer_text, short_name

BRIEF = 40  # The most characters of a typed text where a line has room for no more

_AFTER = Phrase("{held}后相关工作{years}", "{held}, {years} of related work after it")
_WORKED = Phrase("相关工作{years}", "{years} of related work")
_STILL = Phrase("{text}，还差{short}", "{text}: {short} short")
_MET_AT_ONCE = Phrase("{held}，不要求年限", "{held}; it asks for no years")
_NOT_OBTAINED = Phrase("{held}尚未取得", "{held} is still to be obtained")
_HELD_TOO_LOW = Phrase("学历不够：所持为{held}", "needs a higher degree than {held}")
_OPEN_YEARS = Phrase("取决于{held}后的年数", "depends on the years after {held}")
_OPEN_WHEN = Phrase("取决于{held}的取得时间", "depends on when {held} was obtained")
_OPEN_DATE = Phrase("{held}后至多{most}，取决于其取得时间", "{held}: at most {most} after it, by its date")
_OPEN_DEGREE = Phrase("取决于学历", "depends on the qualification")
_MET_WHATEVER = Phrase("任何学历都满足", "met whatever the qualification")
_UNRELATED = Phrase("须现从事相关专业工作", "asks for present work in the field")
_FROM = Phrase("{text}；{day}起满足", "{text}; met from {day} on")
_ASKS = Phrase("{clause}（{years}）：{answer}", "{clause} ({years}): {answer}")
_ASKS_NO_YEARS = Phrase("{clause}：{answer}", "{clause}: {answer}")
_MEETS = Phrase("满足{text}", "meets {text}")
_AT_ONCE = Phrase("不限年限", "at once")

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
_MISSING = Phrase("还需要知道：{needs}", "still to be known: {needs}")
_REASONS = {
    Reason.MET: STATUS[Status.ELIGIBLE],
    Reason.CERTIFICATE_NOT_LISTED: Phrase(
        "“{cert}”不在目录（{count}项）内", "“{cert}” is not among the {count} certificates of the list"
    ),
    Reason.CERTIFICATE_NOT_RECOGNISED: Phrase(
        "目录（{count}项）中没有叫“{cert}”的证书：如果这就是全称，则不在目录内；否则请按证书写全名称和颁证单位",
        "none of the {count} certificates of the list is called “{cert}”: if this is its full name it is not "
        "in the list; else write its name and issuer in full, as printed",
    ),
    Reason.NOT_IN_CITY: Phrase(
        "工作地“{place}”不在{city}；通知{clause}所指为“{words}”",
        "the place of work, “{place}”, is not in {city}; the notice ({clause}) is for its own "
        "professionals: {words}",
    ),
    Reason.ISSUER_NOT_LISTED: Phrase(
        "目录中这一名称的颁证单位只有：{issuers}", "the list has this name only from: {issuers}"
    ),
    Reason.GRADE_NOT_ACCEPTED: Phrase(
        "{grade}级不在认可范围：{words}", "grade {grade} is not accepted: {words}"
    ),
    Reason.NOT_RELATED_WORK: Phrase(
        "现未从事相关专业工作；通知{clause}要求：{words}",
        "no present work in the field; the notice ({clause}) asks for it: {words}",
    ),
}
_BRIEF_REASONS = {  # without the words that stand beside them
    Reason.ISSUER_NOT_LISTED: Phrase(
        "目录中这一名称只限下列颁证单位", "the list has this name only from the issuers below"
    ),
    Reason.NOT_RELATED_WORK: Phrase(
        "现未从事相关专业工作，通知{clause}要求从事",
        "no present work in the field; the notice ({clause}) asks for it",
    ),
}
_NEED_GRADE = Phrase("证书等级（{grades}级可以）", "the grade of the certificate ({grades} will do)")
_NEED_YEARS = Phrase(
    "取得{held}后从事相关专业工作的年数（至少{years}，{clause}）",
    "the years of related work after {held} (at least {years}, {clause})",
)
_OR_DATED = Phrase(
    "{text}，或工作的起止时间和学历的取得时间", "{text}, or the dates of the work and of the qualification"
)

# Conditions


def deciding(routes: tuple[Route, ...]) -> Route | None:
    """Return the condition that says most: met, or met first, or open, or least short.

    Of equal ones the one that names the person's own qualification, or the nearest below it.
    """
    return min((route for route in routes if route.by), key=_telling_most, default=None)


def _telling_most(route: Route) -> tuple[object, ...]:
    order = {True: 0, None: 1, False: 2}[route.met]
    day = route.eligible_from.toordinal() if route.eligible_from else 10**7
    short = (route.short is None, route.short or Span(0)) if route.met is False else (False, Span(0))
    return order, day, short, -route.condition.qualification.rank


def answer_text(telling: Telling, route: Route, *, first: bool) -> str:
    """Return how a condition was answered, with the `first` day on which it is met or without."""
    answer, day = _answer(telling, route), route.eligible_from
    return telling.say(_FROM, text=answer, day=day) if day and first else answer


def _cited_answer(telling: Telling, route: Route) -> str:
    """Return how a condition was answered after its clause and what it asks for."""
    clause, years, answer = route.condition.passage.clause, route.condition.years, _answer(telling, route)
    phrase = _ASKS if years else _ASKS_NO_YEARS
    text = telling.say(phrase, clause=clause, years=thirtieths(years), answer=answer)
    return telling.say(_MEETS, text=text) if route.met else text


def _answer(telling: Telling, route: Route) -> str:
    applicant, held, years = telling.verdict.applicant, route.by, route.years
    if applicant.related is False:
        return telling.say(_UNRELATED)
    if held is None and route.met is not False:
        return telling.say(_MET_WHATEVER if route.met else _OPEN_DEGREE)
    if held is None and applicant.held:
        return telling.say(_HELD_TOO_LOW, held=applicant.held)
    if route.met and not route.condition.years:
        return telling.say(_MET_AT_ONCE, held=held)
    if route.met:
        least = Amount(least=thirtieths(route.condition.years), most=None)
        return telling.say(_AFTER, held=held, years=years or applicant.years or least)
    if route.met is None and (applicant.work is None or route.at_most is None):
        dated = Need.DEGREE_DATE in telling.verdict.needs
        return telling.say(_OPEN_WHEN if dated else _OPEN_YEARS, held=held)
    if route.met is None:
        return telling.say(_OPEN_DATE, held=held, most=route.at_most)
    if held and held.to_come(applicant.as_of):
        return telling.say(_NOT_OBTAINED, held=held)
    known = years if years is not None and route.short is not None else None
    most = Amount(least=Span(0), most=route.at_most or Span(0))
    worked = telling.say(_AFTER if held else _WORKED, held=held, years=known or most)
    return telling.say(_STILL, text=worked, short=route.short) if known else worked


def years_table(telling: Telling) -> Table | None:
    """Return the years that each qualification needs, for each title that the rows lead to."""
    titles = list({row.title.name: row.title for row in telling.verdict.rows}.values())
    every = telling.data.catalogue.qualifications
    able = [one for one in every if any(title.level.lightest(one) for title in titles)]
    if not able:
        return None
    several = len(titles) > 1
    headings = (telling.say(labels.AWARDED),) * several
    return Table(
        label=telling.say(labels.YEARS),
        headings=headings + tuple(short_name(one, telling.language) for one in able),
        rows=tuple(
            (title.name,) * several + tuple(_years_cell(telling, title, one) for one in able)
            for title in titles
        ),
    )


def _years_cell(telling: Telling, title: Title, qualification: Qualification) -> str:
    lightest = title.level.lightest(qualification)
    if lightest is None:
        return "—"
    return telling.words(thirtieths(lightest.years)) if lightest.years else telling.say(_AT_ONCE)


# Reasons


def reason_text(telling: Telling, reason: Reason, *, brief: bool = False) -> str:
    """Return a reason as a sentence; a `brief` one cites the notice without its words."""
    verdict, catalogue = telling.verdict, telling.data.catalogue
    identity, route = verdict.applicant.identity, deciding(verdict.routes)
    if route and reason in (Reason.MET, Reason.YEARS_SHORT):
        return _cited_answer(telling, route)
    if reason in (Reason.YEARS_SHORT, Reason.DEGREE_TOO_LOW):
        return _short_of_all(telling, reason)
    if reason is Reason.FACTS_MISSING:
        needs = (need_text(telling, need) for need in verdict.needs if need is not Need.DISTRICT)
        return telling.say(_MISSING, needs=telling.say(BETWEEN).join(needs))
    passage = catalogue.notice.text
    if reason is Reason.NOT_IN_CITY:
        passage = telling.reading(Reliance.IN_CITY).quotes[0]
    if reason is Reason.GRADE_NOT_ACCEPTED:
        passage = next(row.grades.passage for row in identity.rows if row.grades)
    longest = BRIEF if brief else LONGEST
    unread = reason is Reason.CERTIFICATE_NOT_RECOGNISED and identity.text
    return telling.say(
        (_BRIEF_REASONS if brief and reason in _BRIEF_REASONS else _REASONS)[reason],
        cert=printable(unread or telling.typed("cert"), longest),
        count=len(catalogue.certificates),
        place=printable(telling.typed("district"), longest),
        city=telling.data.jurisdiction.city,
        clause=passage.clause,
        words=passage.text,
        issuers=list(dict.fromkeys(map(issuer_text, identity.named))),
        grade=verdict.applicant.grade,
    )


def _short_of_all(telling: Telling, reason: Reason) -> str:
    """Return that the years or the qualification reach no condition of what the certificate may be."""
    applicant, catalogue = telling.verdict.applicant, telling.data.catalogue
    held, years = applicant.held, applicant.years
    rows = applicant.identity.rows or catalogue.certificates
    if reason is Reason.DEGREE_TOO_LOW:
        level = min((row.title.level for row in rows), key=lambda level: level.rank)
        lowest = min((condition.qualification for condition in level.conditions), key=lambda one: one.rank)
        return telling.say(_TOO_LOW, held=held, level=level, lowest=lowest.name)
    levels = list(dict.fromkeys(row.title.level.name for row in rows))
    phrase = _SHORT_FOR_ALL if held else _WORK_WHATEVER if years is None else _SHORT_WHATEVER
    return telling.say(phrase, held=held, years=years, level=levels)


def need_text(telling: Telling, need: Need) -> str:
    """Return what a needed fact is asked for as."""
    applicant, text = telling.verdict.applicant, telling.say(NEEDS[need])
    if need is Need.GRADE:
        graded = next(row.grades for row in applicant.identity.rows if row.grades)
        return telling.say(_NEED_GRADE, grades=graded.accepted)
    if need is not Need.YEARS:
        return text
    wanted = [one for one in telling.verdict.routes if one.met is None and one.by and one.condition.years]
    if wanted:
        route = min(wanted, key=lambda route: route.condition.years)
        years, clause = thirtieths(route.condition.years), route.condition.passage.clause
        text = telling.say(_NEED_YEARS, held=route.by, years=years, clause=clause)
    dated = applicant.held and all(one.obtained for one in applicant.held)
    if dated or Need.DEGREE_DATE in telling.verdict.needs:
        return text
    return telling.say(_OR_DATED, text=text)
