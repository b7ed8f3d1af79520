"""A verdict in words: every sentence that a person reads about it, in one language.

Nothing is decided here and nothing laid out: `tell` turns the engine's codes and objects
into texts, and the renderers put the texts where they belong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import Language, Phrase, listed
from ..loading import Data
from ..names.identity import Kind
from ..notice.annex1 import Applies, Level, Reading, Reliance, Title
from ..rules.applicant import Held
from ..rules.verdict import Need, Reason, Route, Status, Verdict
from ..span import Span, thirtieths
from .vocabulary import NEEDS, full_title_text, issuer_text, level_text, row_text, span_text, title_text

if TYPE_CHECKING:
    from ..rules.advice import Advice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Coded:
    """A text with the code that scripts know it by; None where it has none."""

    code: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RouteText:
    """One condition in words: where it stands, the notice's words, and how it was answered."""

    clause: str
    text: str
    met: bool | None
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OfficeText:
    """Where to apply, in words; `extent` is the notice's own (认定范围)."""

    name: str
    office: str | None
    phones: tuple[str, ...]
    clause: str | None
    extent: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ToldReading:
    """A reading that the verdict leans on: its id, its heading, and how the text is read."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class VerdictText:
    """A verdict in words.

    Attributes:
        answer: yes, no, not yet or not known, in a few words.
        title: title, level and series; None where the row is not known.
        heading: what the rows are: the certificate, what it may be, or who has its name.
        rows: the row, or the rows it may be, with the issuer.
        suggestions: listed names like the one typed.
        where: the office; None where it is not known.
        needs: the facts that would decide, each with what it is asked for.
        taken: what was taken as given.
        notes: what a person should know, each with the reading it rests on.
        caveats: what holds for every verdict.
    """

    status: Status
    answer: str
    title: str | None
    heading: Phrase
    rows: tuple[str, ...]
    suggestions: tuple[str, ...]
    where: OfficeText | None
    reasons: tuple[Coded, ...]
    needs: tuple[Coded, ...]
    routes: tuple[RouteText, ...]
    advice: tuple[Coded, ...]
    taken: tuple[str, ...]
    notes: tuple[Coded, ...]
    readings: tuple[ToldReading, ...]
    caveats: tuple[str, ...]


STATUS = {
    Status.ELIGIBLE: Phrase("符合条件，可以申请", "Yes: you can apply"),
    Status.NOT_ELIGIBLE: Phrase("不符合条件", "No"),
    Status.UNDETERMINED: Phrase("还不能确定", "Not known yet"),
}
_NOT_YET = Phrase("暂不符合，{day} 起符合", "Not yet: you can apply from {day} on")

_COMMITTEE = Phrase("{clause} 第{number}项", "{clause} row {number}")

_CERTIFICATE = Phrase("证书", "Certificate")
_CANDIDATES = Phrase("可能是", "May be")
_NAMED = Phrase("目录中这一名称", "The list has this name as")

_HELD_SINCE = Phrase("{name}（{day}取得）", "{name} ({day})")
_MET = Phrase(
    "{held}，其后相关工作{years}：满足 {clause}", "{held} and {years} of related work after it meet {clause}"
)
_MET_AT_ONCE = Phrase("{held}：满足 {clause}，不要求年限", "{held} meets {clause}, which asks for no years")
_SHORT = Phrase(
    "{held}后相关工作{years}，{clause} 要求{needed}，还差{short}",
    "{years} of related work after {held}; {clause} asks for {needed}: {short} short",
)
_SHORT_AT_MOST = Phrase(
    "{held}后的相关工作至多{most}，{clause} 要求{needed}",
    "at most {most} of related work after {held}; {clause} asks for {needed}",
)
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
_MET_HERE = Phrase("{held}，其后相关工作{years}", "{held}, {years} of related work after it")
_MET_AT_ONCE_HERE = Phrase("{held}，不要求年限", "{held}; it asks for no years")
_SHORT_HERE = Phrase(
    "{held}后相关工作{years}，还差{short}", "{held}, {years} of related work after it: {short} short"
)
_SHORT_AT_MOST_HERE = Phrase(
    "{held}后的相关工作至多{most}", "{held}, at most {most} of related work after it"
)
_SHORT_ALONE = Phrase("相关工作{years}，还差{short}", "{years} of related work: {short} short")
_SHORT_AT_MOST_ALONE = Phrase("相关工作至多{most}", "at most {most} of related work")
_NOT_OBTAINED = Phrase("{held}尚未取得", "{held} is still to be obtained")
_TOO_LOW = Phrase(
    "{held}：{level}条件最低要求{lowest}", "{held}: the conditions of {level} begin with {lowest}"
)
_NO_QUALIFICATION_FITS = Phrase("所持学历未达到", "no qualification given reaches it")
_OPEN_YEARS = Phrase("取决于{held}后的年数", "depends on the years after {held}")
_OPEN_DATE = Phrase(
    "取决于{held}的取得时间（其后至多{most}）",
    "depends on when {held} was obtained (at most {most} after it)",
)
_OPEN_DEGREE = Phrase("取决于学历", "depends on the qualification")
_UNRELATED_ROUTE = Phrase("须现从事相关专业工作", "asks for present work in the field")
_FROM = Phrase("{text}，{day} 起满足", "{text}; met from {day} on")

_NOT_LISTED = Phrase(
    "「{cert}」不在目录（{count} 项）内", "“{cert}” is not among the {count} certificates of the list"
)
_ISSUER_NOT_LISTED = Phrase(
    "目录中这一名称的颁证单位只有：{issuers}", "the list has this name only from: {issuers}"
)
_GRADE = Phrase("{grade} 级不在认可范围：{words}", "grade {grade} is not accepted: {words}")
_NOT_RELATED = Phrase(
    "现未从事相关专业工作；{clause}要求：{words}",
    "no present work in the field; {clause} asks for it: {words}",
)
_MISSING = Phrase("还需要知道：{needs}", "still to be known: {needs}")

_NEED_GRADE = Phrase("证书等级（{grades} 级可以）", "the grade of the certificate ({grades} will do)")
_NEED_YEARS = Phrase(
    "取得{held}后从事相关专业工作的年数（至少{years}，{clause}）",
    "the years of related work after {held} (at least {years}, {clause})",
)

_WAIT = Phrase(
    "继续从事相关专业工作，{day} 起符合条件",
    "go on working in the field: the conditions are met from {day} on",
)
_WAIT_SINCE = Phrase(
    "若自 {since} 起一直从事相关专业工作并继续从事，{day} 起符合条件",
    "with work in the field ever since {since}, going on, the conditions are met from {day} on",
)
_WAIT_OBTAINED = Phrase(
    "若学历在 {since} 或之前取得，继续从事相关专业工作，{day} 起符合条件",
    "with the qualification obtained by {since}, and work in the field going on, the conditions are met "
    "from {day} on",
)
_EARLIER = Phrase(
    "若还有更早取得的学历，请连同取得时间一并填写，其后的工作年数按该学历计：{ways}",
    "if you also hold an earlier qualification, give it with its date: work after it counts for it: {ways}",
)
_QUALIFY = Phrase("取得较高学历并满足年限：{ways}", "a higher qualification and the years after it: {ways}")
_QUALIFICATION_AND_YEARS = Phrase("{name}满{years}", "{name} with {years}")
_QUALIFICATION_ALONE = Phrase("{name}", "{name}")
_GET_GRADE = Phrase("持有 {grades} 级证书", "a certificate of grade {grades}")
_GET_RELATED = Phrase(
    "从事相关专业工作后可以申请", "with work in the certificate's field the conditions are met"
)
_GET_LISTED = Phrase(
    "目录中有：{row}；持有它则符合条件", "the list has {row}; with that one the conditions would be met"
)
_LISTED = Phrase("持有目录中的{row}", "the certificate of the list, {row}")
_RELATED = Phrase("从事相关专业工作", "work in the certificate's field")
_BESIDES = Phrase("{step}，并且{text}", "{step}; and {text}")

_TAKEN_RELATED = Phrase("现从事相关专业工作：按本人所述", "works in the certificate's field now: as declared")
_ASSUMED_RELATED = Phrase(
    "现从事相关专业工作：未说明，视为是", "works in the certificate's field now: not said, taken as yes"
)
_ASSUMED_CITY = Phrase("在{city}工作的专业技术人员", "works in {city} as a professional")
_ENDED = Phrase(
    "所填工作经历均已结束；通知要求现从事相关专业工作",
    "all the work given has ended; the notice asks for present work in the field",
)
_OPEN_LEVEL = Phrase(
    "{level}的条件已满足，但本项认定的是{title}；能否据此认定{level}职称，通知没有说明，请询问{office}",
    "the conditions of {level} are met, but this row leads to {title}; whether it can give a title of "
    "{level} the notice does not say: ask {office}",
)
_SOME_BUREAU = Phrase("工作所在地人力社保局", "the HR bureau (人力社保局) of the place of work")
_SAME_NAME_ONLY = Phrase(
    "以上只就目录中恰为这一名称的各项而言；请用 --issuer 写明颁证单位",
    "this holds for the rows of just this name; give the issuer with --issuer",
)

_AS_ISSUED = Phrase(
    "依据 {number}（{issued} 印发），电话、机构以当时公布为准",
    "as issued in {number} on {issued}, telephones and offices included",
)
_APPLY_ONLY = Phrase(
    "符合条件即可按规定申请；是否认定由受理部门决定",
    "meeting the conditions lets you apply; the office decides",
)
_CALL = Phrase("前往前请先电话确认", "call before you go")


def put_into_words(data: Data, verdict: Verdict, language: Language) -> VerdictText:
    """Return `verdict` in the words of `language`."""
    return _Telling(data, verdict, language).told()


@dataclass(frozen=True, slots=True)
class _Telling:
    """A verdict that is being put into words."""

    data: Data
    verdict: Verdict
    language: Language

    def say(self, phrase: Phrase, /, **values: object) -> str:
        return phrase.say(self.language, **values)

    def span(self, span: Span) -> str:
        return span_text(span, self.language)

    def years(self, count: int) -> str:
        return self.span(thirtieths(count))

    def told(self) -> VerdictText:
        verdict = self.verdict
        identity = verdict.applicant.identity
        needs = tuple(self.needs())
        return VerdictText(
            status=verdict.status,
            answer=self.answer(),
            title=self.title(),
            heading=self.heading(),
            rows=tuple(
                row_text(self.data.catalogue, row, self.language) for row in verdict.rows or identity.named
            ),
            suggestions=identity.suggestions,
            where=self.where(),
            reasons=tuple(
                Coded(code=reason.value, text=self.reason(reason, needs)) for reason in verdict.reasons
            ),
            needs=needs,
            routes=tuple(self.route(route) for route in verdict.routes),
            advice=tuple(self.advised()),
            taken=tuple(self.taken()),
            notes=tuple(self.notes()),
            readings=tuple(self.readings()),
            caveats=tuple(self.caveats()),
        )

    def answer(self) -> str:
        if self.verdict.status is Status.NOT_ELIGIBLE and self.verdict.eligible_from:
            return self.say(_NOT_YET, day=self.verdict.eligible_from)
        return self.say(STATUS[self.verdict.status])

    def title(self) -> str | None:
        title, series = self.verdict.title, self.verdict.series
        return full_title_text(title, series, self.language) if title and series else None

    def heading(self) -> Phrase:
        if self.verdict.title:
            return _CERTIFICATE
        return _CANDIDATES if self.verdict.rows else _NAMED

    def where(self) -> OfficeText | None:
        office = self.verdict.office
        if office is None:
            return None
        jurisdiction, extent = self.data.jurisdiction, office.extent
        clause = jurisdiction.annex.clause
        return OfficeText(
            name=office.name,
            office=office.office,
            phones=tuple(f"{jurisdiction.phone_area_code}-{phone}" for phone in office.phones),
            clause=self.say(_COMMITTEE, clause=clause, number=office.number) if extent else None,
            extent=extent.text if extent else None,
        )

    def held(self, held: Held) -> str:
        name = self.say(held.qualification.name)
        return self.say(_HELD_SINCE, name=name, day=held.obtained) if held.obtained else name

    # Reasons

    def reason(self, reason: Reason, needs: tuple[Coded, ...]) -> str:
        applicant = self.verdict.applicant
        identity = applicant.identity
        if reason is Reason.MET:
            return self.met()
        if reason is Reason.YEARS_SHORT:
            return self.years_short()
        if reason is Reason.DEGREE_TOO_LOW:
            return self.too_low()
        if reason is Reason.CERTIFICATE_NOT_LISTED:
            cert = next(taken.text for taken in applicant.taken if taken.fact == "cert")
            return self.say(_NOT_LISTED, cert=cert, count=len(self.data.catalogue.certificates))
        if reason is Reason.ISSUER_NOT_LISTED:
            issuers = dict.fromkeys(issuer_text(row) for row in identity.named)
            return self.say(_ISSUER_NOT_LISTED, issuers=listed(issuers, self.language))
        if reason is Reason.GRADE_NOT_ACCEPTED:
            words = next(row.grades.passage.text for row in identity.rows if row.grades)
            return self.say(_GRADE, grade=applicant.grade, words=words)
        if reason is Reason.NOT_RELATED_WORK:
            passage = self.data.catalogue.notice.text
            return self.say(_NOT_RELATED, clause=passage.clause, words=passage.text)
        return self.say(
            _MISSING,
            needs="；".join(self.decisive(needs))
            if self.language is Language.ZH
            else "; ".join(self.decisive(needs)),
        )

    def decisive(self, needs: tuple[Coded, ...]) -> Iterator[str]:
        return (need.text for need in needs if need.code != Need.DISTRICT.value)

    def met(self) -> str:
        route = next((route for route in self.verdict.routes if route.met), None)
        if route is None or route.by is None:
            return self.say(STATUS[Status.ELIGIBLE])
        held, clause = self.held(route.by), route.condition.passage.clause
        if route.condition.years == 0 or route.years is None:
            return self.say(_MET_AT_ONCE, held=held, clause=clause)
        return self.say(_MET, held=held, years=self.span(route.years), clause=clause)

    def years_short(self) -> str:
        routes = self.verdict.routes or ()
        tried = [route for route in routes if route.by and route.met is False]
        if tried:
            nearest = min(
                tried, key=lambda route: (route.short is None, route.short or Span(0), route.condition.years)
            )
            return self.route_answer(nearest)
        applicant = self.verdict.applicant
        years = applicant.years
        levels = dict.fromkeys(row.title.level.name for row in applicant.identity.rows)
        if applicant.held:
            held = listed((self.held(one) for one in applicant.held), self.language)
            return self.say(_SHORT_FOR_ALL, held=held, level=listed(levels, self.language))
        if years is not None:
            return self.say(_SHORT_WHATEVER, years=self.span(years), level=listed(levels, self.language))
        return self.say(_WORK_WHATEVER, level=listed(levels, self.language))

    def too_low(self) -> str:
        applicant = self.verdict.applicant
        level = min((row.title.level for row in applicant.identity.rows), key=lambda level: level.rank)
        lowest = min((condition.qualification for condition in level.conditions), key=lambda one: one.rank)
        held = listed((self.held(one) for one in applicant.held), self.language)
        return self.say(
            _TOO_LOW, held=held, level=level_text(level, self.language), lowest=self.say(lowest.name)
        )

    # Needs

    def needs(self) -> Iterator[Coded]:
        for need in self.verdict.needs:
            yield Coded(code=need.value, text=self.need(need))

    def need(self, need: Need) -> str:
        if need is Need.GRADE:
            graded = next(row.grades for row in self.verdict.applicant.identity.rows if row.grades)
            return self.say(_NEED_GRADE, grades=listed(graded.accepted, self.language))
        if need is Need.YEARS:
            wanted = [route for route in self.verdict.routes if route.met is None and route.by]
            if wanted:
                route = min(wanted, key=lambda route: route.condition.years)
                return self.say(
                    _NEED_YEARS,
                    held=self.held(route.by) if route.by else "",
                    years=self.years(route.condition.years),
                    clause=route.condition.passage.clause,
                )
        return self.say(NEEDS[need])

    # Conditions

    def route(self, route: Route) -> RouteText:
        answer = self.route_answer(route, beside=True)
        if route.eligible_from:
            answer = self.say(_FROM, text=answer, day=route.eligible_from)
        passage = route.condition.passage
        return RouteText(clause=passage.clause, text=passage.text, met=route.met, answer=answer)

    def route_answer(self, route: Route, *, beside: bool = False) -> str:
        """Return how a condition was answered; `beside` its own words it need not be named again."""
        if self.verdict.applicant.related is False:
            return self.say(_UNRELATED_ROUTE)
        if route.by is None:
            return self.route_without_degree(route)
        held, needed = self.held(route.by), self.years(route.condition.years)
        clause = route.condition.passage.clause
        if route.met:
            at_once = route.condition.years == 0 or route.years is None
            named, here = (_MET_AT_ONCE, _MET_AT_ONCE_HERE) if at_once else (_MET, _MET_HERE)
            return self.say(
                here if beside else named,
                held=held,
                clause=clause,
                years=self.span(route.years) if route.years else "",
            )
        if route.met is None:
            if self.verdict.applicant.work is None or route.at_most is None:
                return self.say(_OPEN_YEARS, held=held)
            return self.say(_OPEN_DATE, held=held, most=self.span(route.at_most))
        if route.by.to_come(self.verdict.applicant.as_of):
            return self.say(_NOT_OBTAINED, held=held)
        if route.years is not None and route.short is not None:
            return self.say(
                _SHORT_HERE if beside else _SHORT,
                held=held,
                years=self.span(route.years),
                clause=clause,
                needed=needed,
                short=self.span(route.short),
            )
        most = self.span(route.at_most) if route.at_most else self.span(Span(0))
        phrase = _SHORT_AT_MOST_HERE if beside else _SHORT_AT_MOST
        return self.say(phrase, held=held, most=most, clause=clause, needed=needed)

    def route_without_degree(self, route: Route) -> str:
        """Return how a condition was answered that no qualification was tried with."""
        if route.met is None:
            return self.say(_OPEN_DEGREE)
        if self.verdict.applicant.held:
            return self.say(_NO_QUALIFICATION_FITS)
        # No qualification was given: it is the work that is too short for any.
        if route.years is not None and route.short is not None:
            return self.say(_SHORT_ALONE, years=self.span(route.years), short=self.span(route.short))
        return self.say(_SHORT_AT_MOST_ALONE, most=self.span(route.at_most or Span(0)))

    # Advice

    def advised(self) -> Iterator[Coded]:
        if self.verdict.status is Status.NOT_ELIGIBLE:
            from ..rules.advice import advise

            for advice in advise(self.data.catalogue, self.data.jurisdiction, self.verdict):
                text = self.advice(advice)
                for step in reversed(advice.besides):
                    text = self.say(_BESIDES, step=self.step(step), text=text)
                yield Coded(code=advice.way.value, text=text)

    def step(self, step: Advice) -> str:
        """Return a step that is not enough by itself."""
        if step.grades:
            return self.advice(step)
        if step.certificate:
            return self.say(_LISTED, row=row_text(self.data.catalogue, step.certificate, self.language))
        return self.say(_RELATED)

    def advice(self, advice: Advice) -> str:
        """Return what leads to a yes, or the last step of it."""
        from ..rules.advice import Way

        if advice.way is Way.WAIT:
            phrases = {None: _WAIT, Need.YEARS: _WAIT_SINCE, Need.DEGREE_DATE: _WAIT_OBTAINED}
            return self.say(phrases[advice.supposing], day=advice.day, since=advice.since)
        if advice.way is Way.GRADE:
            return self.say(_GET_GRADE, grades=listed(advice.grades, self.language))
        if advice.way is Way.RELATED_WORK:
            return self.say(_GET_RELATED)
        if advice.certificate:
            return self.say(_GET_LISTED, row=row_text(self.data.catalogue, advice.certificate, self.language))
        ways = [
            self.say(
                _QUALIFICATION_AND_YEARS if years else _QUALIFICATION_ALONE,
                name=self.say(qualification.name),
                years=self.years(years),
            )
            for qualification, years in advice.qualifications
        ]
        phrase = _EARLIER if advice.way is Way.EARLIER_QUALIFICATION else _QUALIFY
        return self.say(phrase, ways=listed(ways, self.language))

    # What it rests on

    def taken(self) -> Iterator[str]:
        applicant = self.verdict.applicant
        if not applicant.identity.rows:
            return
        if applicant.related is None:
            yield self.say(_ASSUMED_RELATED)
        elif applicant.related:
            yield self.say(_TAKEN_RELATED)
        yield self.say(_ASSUMED_CITY, city=self.data.jurisdiction.city)

    def notes(self) -> Iterator[Coded]:
        verdict = self.verdict
        for remark in verdict.applicant.remarks:
            yield Coded(code=remark.reading.id if remark.reading else None, text=self.say(remark.text))
        if verdict.open_level and verdict.title:
            yield Coded(
                code=self.reading(Reliance.TITLE_OF_ROW).id,
                text=self.open_level(verdict.open_level, verdict.title),
            )
        if verdict.work_ended:
            yield Coded(code=self.reading(Reliance.PRESENT_RELATED_WORK).id, text=self.say(_ENDED))
        if verdict.status is Status.NOT_ELIGIBLE and verdict.applicant.identity.kind is Kind.NEEDS_ISSUER:
            yield Coded(code=self.reading(Reliance.ROW_IDENTITY).id, text=self.say(_SAME_NAME_ONLY))

    def readings(self) -> Iterator[ToldReading]:
        for reliance in self.verdict.relied:
            reading = self.reading(reliance)
            yield ToldReading(id=reading.id, title=self.say(reading.title), text=self.say(reading.read))

    def open_level(self, level: Level, title: Title) -> str:
        area = self.verdict.area
        bureau = area.bureau if area and level.apply_to is Applies.BUREAU else self.say(_SOME_BUREAU)
        return self.say(
            _OPEN_LEVEL,
            level=level_text(level, self.language),
            title=title_text(title, self.language),
            office=bureau,
        )

    def reading(self, reliance: Reliance) -> Reading:
        return next(reading for reading in self.data.catalogue.readings if reliance in reading.covers)

    def caveats(self) -> Iterator[str]:
        notice = self.data.catalogue.notice
        yield self.say(_AS_ISSUED, number=notice.number, issued=notice.issued)
        yield self.say(_APPLY_ONLY)
        yield self.say(_CALL)
