"""One verdict being put into words of one language: what it rests on, and why it is as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..language import Language, Phrase
from ..loading import Data
from ..names.identity import Kind
from ..names.text import LONGEST, printable
from ..notice import Applies, Reading, Reliance
from ..rules.verdict import Need, Reason, Route, Status, Verdict
from ..span import Amount, Span, thirtieths
from ..value import value
from .document import BETWEEN
from .vocabulary import GROUPS, SENTENCES, called, in_words, issuer_text, say

_CAVEATS = ("caveat_issued", "caveat_office", "caveat_call")
BRIEF = 40  # The most characters of a typed text where a line has room for no more


def closed(verdict: Verdict) -> bool:
    """Tell whether the answer is a no that waiting alone does not change."""
    return verdict.status is Status.NOT_ELIGIBLE and not verdict.eligible_from


@value
class Telling:
    """A verdict, the data it rests on, and the language it is told in."""

    data: Data
    verdict: Verdict
    language: Language

    def say(self, text: str | Phrase, /, **values: object) -> str:
        """Say a text, or by its code a sentence of the vocabulary, its values put into words."""
        return say(self.language, text, **values)

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
                yield self.say("assumed" if applicant.related is None else "declared")
            if not (applicant.place and applicant.place.elsewhere):
                yield self.say("in_city", city=self.data.jurisdiction.city)

    def notes(self) -> Iterator[tuple[str | None, str]]:
        """Yield what a person should know, each with the reading it rests on."""
        verdict = self.verdict
        for remark in verdict.applicant.remarks:
            yield remark.reading.id if remark.reading else None, self.say(remark.text)
        if level := verdict.open_level:
            office: Phrase | str = SENTENCES["some_bureau"]
            if verdict.area and level.apply_to is Applies.BUREAU:
                office = verdict.area.bureau
            text = self.say("open_level", level=level, title=verdict.title, office=office)
            yield self.reading(Reliance.TITLE_OF_ROW).id, text
        if verdict.work_ended:
            yield self.reading(Reliance.PRESENT_RELATED_WORK).id, self.say("ended")
        if verdict.status is Status.NOT_ELIGIBLE and verdict.applicant.identity.kind is Kind.NEEDS_ISSUER:
            yield self.reading(Reliance.ROW_IDENTITY).id, self.say("same_name_only")

    def caveats(self) -> list[str]:
        """Return what holds for every verdict."""
        notice = self.data.catalogue.notice
        issued = date.fromisoformat(notice.issued)
        return [self.say(caveat, number=notice.number, issued=issued) for caveat in _CAVEATS]


# Conditions


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
        return telling.say("unrelated")
    if held is None and route.met is not False:
        return telling.say("met_whatever" if route.met else "open_degree")
    if held is None and applicant.held:
        return telling.say("held_too_low", held=applicant.held)
    if route.met and not route.condition.years:
        return telling.say("met_at_once", held=held)
    if route.met:
        least = Amount(least=thirtieths(route.condition.years), most=None)
        return telling.say("after", held=held, years=years or applicant.years or least)
    if route.met is None and (applicant.work is None or route.at_most is None):
        dated = Need.DEGREE_DATE in telling.verdict.needs
        return telling.say("open_when" if dated else "open_years", held=held)
    if route.met is None:
        return telling.say("open_date", held=held, most=route.at_most)
    if held and held.to_come(applicant.as_of):
        return telling.say("not_obtained", held=held)
    known = years if years is not None and route.short is not None else None
    most = Amount(least=Span(0), most=route.at_most or Span(0))
    worked = telling.say("after" if held else "worked", held=held, years=known or most)
    return telling.say("still", text=worked, short=route.short) if known else worked


# Reasons


def reason_text(telling: Telling, reason: Reason, *, brief: bool = False) -> str:
    """Return a reason as a sentence; a `brief` one cites the notice without its words."""
    verdict, catalogue = telling.verdict, telling.data.catalogue
    identity, route = verdict.applicant.identity, deciding(verdict.routes)
    if route and reason in (Reason.MET, Reason.YEARS_SHORT):
        years, clause = route.condition.years, route.condition.passage.clause
        values = {"clause": clause, "years": thirtieths(years), "answer": answer_text(telling, route)}
        text = telling.say("asks" if years else "asks_no_years", **values)
        return telling.say("meets", text=text) if route.met else text
    if reason in (Reason.YEARS_SHORT, Reason.DEGREE_TOO_LOW):
        return _short_of_all(telling, reason)
    if reason is Reason.FACTS_MISSING:
        needs = (need_text(telling, need) for need in verdict.needs if need is not Need.DISTRICT)
        return telling.say("missing", needs=telling.say(BETWEEN).join(needs))
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
        return telling.say("too_low", held=held, level=level, lowest=lowest.name)
    phrase = "short_for_all" if held else "work_whatever" if years is None else "short_whatever"
    levels = list(dict.fromkeys(title.level.name for title in titles))
    return telling.say(phrase, held=held, years=years, level=levels)


def need_text(telling: Telling, need: Need) -> str:
    """Return what a needed fact is asked for as."""
    applicant, text = telling.verdict.applicant, telling.say(called("need", need))
    if need is Need.GRADE:
        graded = next(row.grades for row in applicant.identity.rows if row.grades)
        return telling.say("need_grade", grades=graded.accepted)
    if need is not Need.YEARS:
        return text
    wanted = [one for one in telling.verdict.routes if one.met is None and one.by and one.condition.years]
    if wanted:
        route = min(wanted, key=lambda route: route.condition.years)
        years, clause = thirtieths(route.condition.years), route.condition.passage.clause
        text = telling.say("need_years", held=route.by, years=years, clause=clause)
    dated = applicant.held and all(one.obtained for one in applicant.held)
    if dated or Need.DEGREE_DATE in telling.verdict.needs:
        return text
    return telling.say("or_dated", text=text)
