"""The conditions of a title in words: how each was answered, and which of them decides."""

from __future__ import annotations

from ..language import Phrase
from ..notice.annex1 import Qualification, Title
from ..rules.verdict import Need, Route
from ..span import Span
from . import labels
from .document import Table
from .telling import Telling
from .vocabulary import short_name

_MET = Phrase("{held}后相关工作{years}", "{held}, {years} of related work after it")
_MET_AT_LEAST = Phrase("{held}后相关工作至少{years}", "{held}, at least {years} of related work after it")
_MET_AT_ONCE = Phrase("{held}，不要求年限", "{held}; it asks for no years")
_SHORT = Phrase(
    "{held}后相关工作{years}，还差{short}", "{held}, {years} of related work after it: {short} short"
)
_SHORT_AT_MOST = Phrase("{held}后相关工作至多{most}", "{held}, at most {most} of related work after it")
_SHORT_ALONE = Phrase("相关工作{years}，还差{short}", "{years} of related work: {short} short")
_SHORT_AT_MOST_ALONE = Phrase("相关工作至多{most}", "at most {most} of related work")
_NOT_OBTAINED = Phrase("{held}尚未取得", "{held} is still to be obtained")
_TOO_LOW = Phrase("学历不够：所持为{held}", "needs a higher degree than {held}")
_OPEN_YEARS = Phrase("取决于{held}后的年数", "depends on the years after {held}")
_OPEN_WHEN = Phrase("取决于{held}的取得时间", "depends on when {held} was obtained")
_OPEN_DATE = Phrase("{held}后至多{most}，取决于其取得时间", "{held}: at most {most} after it, by its date")
_OPEN_DEGREE = Phrase("取决于学历", "depends on the qualification")
_MET_WHATEVER = Phrase("任何学历都满足", "met whatever the qualification")
_UNRELATED = Phrase("须现从事相关专业工作", "asks for present work in the field")
_FROM = Phrase("{text}；{day}起满足", "{text}; met from {day} on")
_ASKS = Phrase("{clause}（{years}）：{answer}", "{clause} ({years}): {answer}")
_MEETS = Phrase("满足{text}", "meets {text}")
_ASKS_NO_YEARS = Phrase("{clause}：{answer}", "{clause}: {answer}")
_AT_ONCE = Phrase("不限年限", "at once")


def deciding(routes: tuple[Route, ...]) -> Route | None:
    """Return the condition that says most: met, or met first, or open, or least short.

    Of equal ones the one that names the person's own qualification, or the nearest below it.
    """
    tried = [route for route in routes if route.by]
    return min(tried, key=_telling_most, default=None)


def _telling_most(route: Route) -> tuple[object, ...]:
    order = {True: 0, None: 1, False: 2}[route.met]
    day = route.eligible_from.toordinal() if route.eligible_from else 10**7
    short = (route.short is None, route.short or Span(0)) if route.met is False else (False, Span(0))
    return order, day, short, -route.condition.qualification.rank


def answer_text(telling: Telling, route: Route, *, first: bool) -> str:
    """Return how a condition was answered, with the `first` day on which it is met or without."""
    answer = _answer(telling, route)
    if route.eligible_from and first:
        return telling.say(_FROM, text=answer, day=telling.day(route.eligible_from))
    return answer


def cited_answer(telling: Telling, route: Route) -> str:
    """Return how a condition was answered after its clause and what it asks for."""
    clause, years = route.condition.passage.clause, route.condition.years
    phrase = _ASKS if years else _ASKS_NO_YEARS
    text = telling.say(phrase, clause=clause, years=telling.years(years), answer=_answer(telling, route))
    return telling.say(_MEETS, text=text) if route.met else text


def _answer(telling: Telling, route: Route) -> str:
    applicant = telling.verdict.applicant
    if applicant.related is False:
        return telling.say(_UNRELATED)
    if route.by is None:
        return _without_degree(telling, route)
    held = telling.held(route.by)
    if route.met:
        return _met(telling, route, held)
    if route.met is None:
        if applicant.work is None or route.at_most is None:
            dated = Need.DEGREE_DATE in telling.verdict.needs
            return telling.say(_OPEN_WHEN if dated else _OPEN_YEARS, held=held)
        return telling.say(_OPEN_DATE, held=held, most=telling.span(route.at_most))
    if route.by.to_come(applicant.as_of):
        return telling.say(_NOT_OBTAINED, held=held)
    if route.years is not None and route.short is not None:
        return telling.say(
            _SHORT, held=held, years=telling.span(route.years), short=telling.span(route.short)
        )
    return telling.say(_SHORT_AT_MOST, held=held, most=telling.span(route.at_most or Span(0)))


def _met(telling: Telling, route: Route, held: str) -> str:
    years = telling.verdict.applicant.years
    if route.condition.years == 0:
        return telling.say(_MET_AT_ONCE, held=held)
    if route.years is not None:
        return telling.say(_MET, held=held, years=telling.span(route.years))
    if years is not None:
        return telling.say(_MET, held=held, years=telling.amount(years))
    return telling.say(_MET_AT_LEAST, held=held, years=telling.years(route.condition.years))


def _without_degree(telling: Telling, route: Route) -> str:
    """Return how a condition was answered that no qualification was tried with."""
    held = telling.verdict.applicant.held
    if route.met is not False:
        return telling.say(_MET_WHATEVER if route.met else _OPEN_DEGREE)
    if held:
        return telling.say(_TOO_LOW, held=telling.listed(map(telling.held, held)))
    # No qualification was given: it is the work that is too short for any.
    if route.years is not None and route.short is not None:
        return telling.say(_SHORT_ALONE, years=telling.span(route.years), short=telling.span(route.short))
    return telling.say(_SHORT_AT_MOST_ALONE, most=telling.span(route.at_most or Span(0)))


def years_table(telling: Telling) -> Table | None:
    """Return the years that each qualification needs, for each title that the rows lead to."""
    rows = telling.verdict.rows
    titles = {row.title.name: row.title for row in rows}
    qualifications = [
        one
        for one in telling.data.catalogue.qualifications
        if any(title.level.lightest(one) for title in titles.values())
    ]
    if not qualifications:
        return None
    several = len(titles) > 1
    names = tuple(short_name(one, telling.language) for one in qualifications)
    cells = [
        (title.name,) * several + tuple(_years_cell(telling, title, one) for one in qualifications)
        for title in titles.values()
    ]
    headings = (telling.say(labels.AWARDED),) * several + names
    return Table(label=telling.say(labels.YEARS), headings=headings, rows=tuple(cells))


def _years_cell(telling: Telling, title: Title, qualification: Qualification) -> str:
    lightest = title.level.lightest(qualification)
    if lightest is None:
        return "—"
    return telling.years(lightest.years) if lightest.years else telling.say(_AT_ONCE)
