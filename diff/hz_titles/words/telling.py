"""One verdict being put into words of one language: what it rests on, and why it is as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..language import Language, Phrase
from ..loading import Data
from ..names.resolver import Kind
from ..names.text import LONGEST, printable
from ..notice import Applies, Reading, Reliance
from ..rules.verdict import Need, Reason, Route, Status, Verdict
from ..span import Amount, Span, thirtieths
from ..value import value
from .document import BETWEEN
from .vocabulary import GROUPS, called, in_words, issuer_text

BRIEF = 40  # The most characters of a typed text where a line has room for no more

_DECLARED = Phrase("现从事相关专业工作（本人所述）", "works in the field now (as declared)")
_ASSUMED = Phrase("现从事相关专业工作", "works in the field now")
_IN_CITY = Phrase("在{city}工作", "works in {city}")
_ENDED = Phrase(
    "所填工作经历均已结束；通知要求现从事相关专业工作",
    "all the work given has ended; the notice asks for present work in the field",
)
_OPEN_LEVEL = Phrase(
    "{level}的条件已满足，但本项认定的是{title}；能否据此认定{level}职称，通知没有规定，请询问{office}",
    "the conditions of {level} are met, but this row leads to {title}; whether it can give a title of "
    "{level} the notice does not say: ask {office}",
)
_SOME_BUREAU = Phrase("工作所在地人力社保局", "the HR bureau (人力社保局) of the place of work")
_SAME_NAME_ONLY = Phrase(
    "以上只就目录中恰为这一名称的各项而言；请用 --issuer 写明颁证单位",
    "this holds for the rows of just this name; give the issuer with --issuer",
)
_CAVEATS = (
    Phrase(
        "依据{number}（{issued}印发），电话、机构以当时公布为准",
        "as issued in {number} on {issued}, telephones and offices included",
    ),
    Phrase(
        "符合条件即可按规定申请；是否认定由受理部门决定",
        "meeting the conditions lets you apply; the office decides",
    ),
    Phrase("前往前请先电话确认", "call before you go"),
)


def closed(verdict: Verdict) -> bool:
    """Tell whether the answer is a no that waiting alone does not change."""
    return verdict.status is Status.NOT_ELIGIBLE and not verdict.eligible_from


@value
class Telling:
    """A verdict, the data it rests on, and the language it is told in."""

    data: Data
    verdict: Verdict
    language: Language

    def say(self, phrase: Phrase, /, **values: object) -> str:
        """Say `phrase`, its values put into words."""
        return phrase.say(self.language, **{name: self.words(value) for name, value in values.items()})

    def words(self, value: object) -> str:
        """Return a value as it stands in a sentence."""
        return in_words(value, self.language)

    def reading(self, reliance: Reliance) -> Reading:
        """Return the reading that covers what the engine leans on."""
        return next(reading for reading in self.data.catalogue.readings if reliance in reading.covers)

    @property
    def english(self) -> bool:
        """It is told in English: official names need a gloss."""
        return self.language is Language.EN

    def answer(self, verdict: Verdict, group: str = "status") -> str:
        """Return yes, no, not yet or not known in a few words, those of a `group` of the vocabulary."""
        code = "not_yet" if verdict.eligible_from else verdict.status.value
        return self.say(GROUPS[group][code], day=verdict.eligible_from)

    def assumed(self) -> Iterator[str]:
        """Yield what was taken as given, unchecked."""
        applicant = self.verdict.applicant
        if applicant.identity.rows:
            if applicant.related is not False:
                yield self.say(_ASSUMED if applicant.related is None else _DECLARED)
            if not (applicant.place and applicant.place.elsewhere):
                yield self.say(_IN_CITY, city=self.data.jurisdiction.city)

    def notes(self) -> Iterator[tuple[str | None, str]]:
        """Yield what a person should know, each with the reading it rests on."""
        verdict = self.verdict
        for remark in verdict.applicant.remarks:
            yield remark.reading.id if remark.reading else None, self.say(remark.text)
        if level := verdict.open_level:
            bureau = verdict.area and level.apply_to is Applies.BUREAU and verdict.area.bureau
            text = self.say(_OPEN_LEVEL, level=level, title=verdict.title, office=bureau or _SOME_BUREAU)
            yield self.reading(Reliance.TITLE_OF_ROW).id, text
        if verdict.work_ended:
            yield self.reading(Reliance.PRESENT_RELATED_WORK).id, self.say(_ENDED)
        if verdict.status is Status.NOT_ELIGIBLE and verdict.applicant.identity.kind is Kind.NEEDS_ISSUER:
            yield self.reading(Reliance.ROW_IDENTITY).id, self.say(_SAME_NAME_ONLY)

    def caveats(self) -> list[str]:
        """Return what holds for every verdict."""
        notice = self.data.catalogue.notice
        issued = date.fromisoformat(notice.issued)
        return [self.say(caveat, number=notice.number, issued=issued) for caveat in _CAVEATS]


# Conditions

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


def deciding(routes: tuple[Route, ...]) -> Route | None:
    """Return the condition that says most: met, or met first, or open, or least short.

    Of equal ones the one that names the person's own qualification, or the nearest below it.
    """

    def telling_most(route: Route) -> tuple[object, ...]:
        order = {True: 0, None: 1, False: 2}[route.met]
        day = route.eligible_from.toordinal() if route.eligible_from else 10**7
        short = (route.short is None, route.short or Span(0)) if route.met is False else (False, Span(0))
        return order, day, short, -route.condition.qualification.rank

    return min((route for route in routes if route.by), key=telling_most, default=None)


def answer_text(telling: Telling, route: Route) -> str:
    """Return how a condition was answered."""
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


# Reasons

_ASKS = Phrase("{clause}（{years}）：{answer}", "{clause} ({years}): {answer}")
_ASKS_NO_YEARS = Phrase("{clause}：{answer}", "{clause}: {answer}")
_MEETS = Phrase("满足{text}", "meets {text}")
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


def reason_text(telling: Telling, reason: Reason, *, brief: bool = False) -> str:
    """Return a reason as a sentence; a `brief` one cites the notice without its words."""
    verdict, catalogue = telling.verdict, telling.data.catalogue
    identity, route = verdict.applicant.identity, deciding(verdict.routes)
    if route and reason in (Reason.MET, Reason.YEARS_SHORT):
        years, clause = route.condition.years, route.condition.passage.clause
        values = {"clause": clause, "years": thirtieths(years), "answer": answer_text(telling, route)}
        text = telling.say(_ASKS if years else _ASKS_NO_YEARS, **values)
        return telling.say(_MEETS, text=text) if route.met else text
    if reason in (Reason.YEARS_SHORT, Reason.DEGREE_TOO_LOW):
        return _short_of_all(telling, reason)
    if reason is Reason.FACTS_MISSING:
        needs = (need_text(telling, need) for need in verdict.needs if need is not Need.DISTRICT)
        return telling.say(_MISSING, needs=telling.say(BETWEEN).join(needs))
    passage, typed = catalogue.notice.text, {fact: text for fact, text, _ in verdict.applicant.taken}
    if reason is Reason.NOT_IN_CITY:
        passage = telling.reading(Reliance.IN_CITY).quotes[0]
    if reason is Reason.GRADE_NOT_ACCEPTED:
        passage = next(row.grades.passage for row in identity.rows if row.grades)
    if reason is Reason.CERTIFICATE_NOT_RECOGNISED and identity.text:
        typed["cert"] = identity.text
    longest = BRIEF if brief else LONGEST
    phrases = GROUPS["reason"] | GROUPS["brief reason"] if brief else GROUPS["reason"]
    return telling.say(
        phrases[reason.value],
        cert=printable(typed.get("cert", ""), longest),
        count=len(catalogue.certificates),
        place=printable(typed.get("district", ""), longest),
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
    titles = [row.title for row in applicant.identity.rows or catalogue.certificates]
    if reason is Reason.DEGREE_TOO_LOW:
        level = min((title.level for title in titles), key=lambda level: level.rank)
        lowest = min((condition.qualification for condition in level.conditions), key=lambda one: one.rank)
        return telling.say(_TOO_LOW, held=held, level=level, lowest=lowest.name)
    phrase = _SHORT_FOR_ALL if held else _WORK_WHATEVER if years is None else _SHORT_WHATEVER
    levels = list(dict.fromkeys(title.level.name for title in titles))
    return telling.say(phrase, held=held, years=years, level=levels)


_NEED_GRADE = Phrase("证书等级（{grades}级可以）", "the grade of the certificate ({grades} will do)")
_NEED_YEARS = Phrase(
    "取得{held}后从事相关专业工作的年数（至少{years}，{clause}）",
    "the years of related work after {held} (at least {years}, {clause})",
)
_OR_DATED = Phrase(
    "{text}，或工作的起止时间和学历的取得时间", "{text}, or the dates of the work and of the qualification"
)


def need_text(telling: Telling, need: Need) -> str:
    """Return what a needed fact is asked for as."""
    applicant, text = telling.verdict.applicant, telling.say(called("need", need))
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
