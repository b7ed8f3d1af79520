"""A verdict as a document: everything there is to say about it, or what fits beside the prompt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum

from .. import __version__
from ..language import Language, Phrase
from ..loading import Data
from ..names.text import LONGEST, printable
from ..notice import Committee
from ..rules.applicant import FactReading
from ..rules.verdict import Need, Reason, Route, Status, Verdict
from . import labels
from . import vocabulary as terms
from .document import BETWEEN, ITEM, Document, Item, Mark, Parts, Table, Tone, section, sections
from .reasons import BRIEF, answer_text, deciding, need_text, reason_text, years_table
from .telling import Telling
from .ways import missing_options, ways_texts

_SUBJECT = Phrase(
    "国际职业资格证书认定职称：查询结果", "Professional title for an international certificate: result"
)
_COMMITTEE = Phrase("{clause} 第{number}项：{extent}", "{clause} row {number}: {extent}")
_OTHER = Phrase("{name}：{status}（{details}）", "{name}: {status} ({details})")
_LATER = Phrase("暂不符合条件，{day}起可申请", "not yet, from {day} on")
_YES = Phrase("是", "yes")
_NO = Phrase("否", "no")
_FIELDS = (Phrase("姓名", "Name"), Phrase("日期", "Date"))
_MADE_WITH = Phrase("hz-titles {version} · 数据 {sha256}", "hz-titles {version} · data {sha256}")


def verdict_document(data: Data, verdict: Verdict, language: Language) -> Document:
    """Return all that is to be said about `verdict`."""
    telling = Telling(data=data, verdict=verdict, language=language)
    annex = data.catalogue.notice.annex
    rows = verdict.rows or verdict.applicant.identity.named
    headed: tuple[tuple[Phrase, Parts], ...] = (
        (labels.TITLE, _title(telling)),
        (_rows_heading(telling), [terms.cited_row_text(row, annex, language) for row in rows]),
        (labels.SUGGESTIONS, verdict.applicant.identity.suggestions),
        (labels.GIVEN, [*(item for _, item in given(telling)), _as_of(telling)]),
        (labels.WHERE, _where(telling)),
        (labels.WHY, [_coded(reason.value, reason_text(telling, reason)) for reason in verdict.reasons]),
        (labels.NEEDS, _needs(telling)),
        (labels.CONDITIONS, [_condition(telling, route) for route in verdict.routes]),
        (labels.ADVICE, [_coded(*way) for way in ways_texts(telling)]),
        (labels.OTHERS, _others(telling)),
        (labels.NOTES, [_coded(*note) for note in telling.notes()]),
        (labels.ASSUMED, telling.assumed()),
        (labels.READINGS, _readings(telling)),
        (labels.CAVEATS, [Item(text=text, tone=Tone.SOFT) for text in telling.caveats()]),
    )
    return Document(
        language=language,
        title=_SUBJECT.say(language),
        answer=_answer(telling),
        sections=sections(language, headed),
        fields=tuple(field.say(language) for field in _FIELDS),
        footer=(telling.say(_MADE_WITH, version=__version__, sha256=data.source.sha256[:12]),),
    )


def _coded(code: str | None, text: str) -> Item:
    return Item(text=text, code=code)


def _answer(telling: Telling) -> Item:
    mark = terms.MARKS[telling.verdict.status]
    return Item(text=telling.answer, label=telling.say(labels.ANSWER), mark=mark, tone=Tone.of(mark))


def _title(telling: Telling, *, brief: bool = False) -> Iterator[Item]:
    """Yield title, level and series; a `brief` text leaves the series in Chinese."""
    title, series = telling.verdict.title, telling.verdict.series
    if title and series:
        text = terms.full_title_text(title, series, telling.language, gloss=not brief)
        yield Item(text=text, tone=Tone.STRONG)


def _rows_heading(telling: Telling) -> Phrase:
    """Return what the rows are: the certificate, what it may be, who has its name, or names like it."""
    if telling.verdict.title:
        return labels.ROW
    if telling.verdict.rows:
        return labels.CANDIDATES
    return labels.NAMED if telling.verdict.applicant.identity.named else labels.SUGGESTIONS


def _office(telling: Telling) -> Iterator[Item]:
    """Yield who takes the application, and what it is in English."""
    office, area = telling.verdict.office, telling.verdict.area
    if office and area:
        yield _glossed(telling, Item(text=office.name, tone=Tone.STRONG), terms.office_gloss(office, area))


def _glossed(telling: Telling, item: Item, gloss: str) -> Item:
    return replace(item, below=(Item(text=gloss),)) if telling.english else item


def _phones(telling: Telling) -> list[str]:
    """Return the telephones of the office, with their area code."""
    office = telling.verdict.office
    code = telling.data.jurisdiction.phone_area_code
    return [f"{code}-{phone}" for phone in office.phones] if office else []


def _where(telling: Telling) -> Iterator[Item]:
    office = telling.verdict.office
    yield from _office(telling)
    if office and office.office:
        yield Item(text=office.office, label=telling.say(labels.OFFICE))
    for phone in _phones(telling):
        yield Item(text=phone, label=telling.say(labels.PHONE), tone=Tone.STRONG, number=phone)
    if isinstance(office, Committee):
        clause = telling.data.jurisdiction.annex.clause
        text = telling.say(_COMMITTEE, clause=clause, number=office.number, extent=office.extent.text)
        item = Item(text=text, label=telling.say(labels.EXTENT), tone=Tone.SOFT)
        yield _glossed(telling, item, terms.extent_gloss(office))


def _needs(telling: Telling) -> Iterator[Item | Table]:
    for need in telling.verdict.needs:
        yield Item(text=need_text(telling, need), mark=Mark.OPEN, tone=Tone.OPEN, code=need.value)
    if options := missing_options(telling):
        yield Item(text=telling.say(labels.OPTIONS, options=options))
    yield from _needed_years(telling)


def _needed_years(telling: Telling) -> Iterator[Table]:
    """Yield the years by qualification where no qualification is known."""
    if Need.DEGREE in telling.verdict.needs and (table := years_table(telling)):
        yield table


def _condition(telling: Telling, route: Route, *, brief: bool = False) -> Item:
    """Return a condition: clause and the notice's words, below them how it was answered.

    A `brief` one leaves out what the answer and the needs say: the first day, and that years are missing.
    """
    condition, mark = route.condition, Mark.of(route.met)
    below = []
    if condition.translation and telling.english:
        below.append(Item(text=f"in English: {condition.translation}", tone=Tone.SOFT))
    if not (brief and Need.YEARS in telling.verdict.needs):
        below.append(Item(text=answer_text(telling, route, first=not brief), tone=Tone.of(mark)))
    return Item(text=f"{condition.passage.clause} {condition.passage.text}", mark=mark, below=tuple(below))


def _others(telling: Telling, *, brief: bool = False) -> Iterator[str]:
    """Yield what the person's other certificates give or may give; a `brief` text names them as typed."""
    for other in telling.verdict.others:
        name = printable(other.applicant.identity.text or "", BRIEF if brief else LONGEST)
        if other.rows and not (brief and name):
            name = terms.row_text(other.rows, telling.language)
        status = telling.say(terms.STATUS_WORDS[other.status])
        if other.eligible_from:
            status = telling.say(_LATER, day=other.eligible_from)
        reasons = other.reasons if other.status is Status.NOT_ELIGIBLE and not other.eligible_from else ()
        details = [
            *([other.title.name] if other.title else []),
            *(terms.REASON_WORDS[reason] for reason in reasons),
            *(terms.NEED_WORDS[need] for need in other.needs if need is not Need.DISTRICT),
        ]
        values = {"name": name, "status": status, "details": details}
        yield telling.say(_OTHER, **values) if details else telling.say(ITEM, label=name, text=status)


def given(telling: Telling) -> Iterator[tuple[str, Item]]:
    """Yield each fact that was given, with its name."""
    for taken in telling.verdict.applicant.taken:
        yield taken.fact, Item(text=_fact(telling, taken), label=telling.say(terms.FACTS[taken.fact]))


def _as_of(telling: Telling) -> Item:
    day = telling.words(telling.verdict.applicant.as_of)
    return Item(text=day, label=telling.say(terms.FACTS["as_of"]))


def _fact(telling: Telling, taken: FactReading) -> str:
    """Return a fact in words; names stay as they were typed."""
    applicant = telling.verdict.applicant
    areas = applicant.place.areas if applicant.place else ()
    said: dict[str, object] = {"degree": applicant.named, "work": applicant.work, "years": applicant.years}
    said |= {"district": [area.name for area in areas], "related": _YES if applicant.related else _NO}
    return telling.words(said.get(taken.fact) or taken.text)


def _readings(telling: Telling) -> Iterator[Item]:
    for reading in map(telling.reading, telling.verdict.relied):
        yield _coded(reading.id, telling.say(ITEM, label=reading.title, text=reading.read))


# A panel

MOST_LINES = {Language.ZH: 15, Language.EN: 17}
"""How high a panel is at most on a screen of 80 columns."""


class Spared(Enum):
    """What a panel that is too high leaves out of its parts, the least important first."""

    SECOND_OTHER = "all other certificates but one"
    NOES = "other certificates that can give nothing"
    DAY = "when a qualification was obtained, as the person said"
    ISSUER = "the issuer of the row, where an option names it"
    NEEDS = "what is needed, where options name it"
    SERIES = "the series in English; a committee's English name has it"
    ASSUMED = "what was taken as given beside a no, and what was not taken but declared"
    REASON = "a reason beside the condition, where the way to a yes says it"
    SECOND_ROW = "all rows that it may be but one"
    OTHERS = "what other certificates give: how many there are is said"


_IN_ORDER = (
    labels.NOTES,
    *Spared,
    *(labels.OTHERS, labels.YEARS, labels.ADVICE, labels.ASSUMED, labels.SUGGESTIONS, labels.NAMED),
    *(labels.CANDIDATES, labels.ROW, labels.WHY, labels.CONDITION, labels.NEEDS),
)
"""What goes until a panel fits, whole parts by their headings; answer, title, office and worth never go."""

_MORE = Phrase("另有{count}条：--full", "and {count} more: --full")
_PHONES = Phrase("{office} 电话 {phones}", "{office}, tel. {phones}")
_WITH_OPTIONS = Phrase("{needs}；可加（按实际改）：", "{needs}; add, with your own values:")
_WITH_OPTION = Phrase("{need}；可加 {option}（按实际改）", "{need}: add {option}, with your own value")
_OTHERS_MORE = Phrase("另有{count}种", "and {count} more")
_ROWS_MORE = Phrase("另有{count}项", "and {count} more rows")
_OF_CONDITIONS = {Reason.MET, Reason.YEARS_SHORT, Reason.FACTS_MISSING}
_MOST_NAMES = 3
_MOST_REASONS = 2


def panel_document(
    data: Data, verdict: Verdict, language: Language, height: Callable[[Document], int]
) -> Document:
    """Return what matters most about `verdict`; `height` tells how many lines a document takes."""
    telling = Telling(data=data, verdict=verdict, language=language)
    spared: list[Spared | Phrase] = []
    document = _panel(telling, spared)
    lines = height(document)
    for further in _IN_ORDER:
        if lines > MOST_LINES[language] and height(shorter := _panel(telling, [*spared, further])) < lines:
            spared.append(further)
            document, lines = shorter, height(shorter)
    return document


def _panel(telling: Telling, spared: list[Spared | Phrase]) -> Document:
    verdict, ways = telling.verdict, list(ways_texts(telling, brief=True))
    assumed = list(telling.assumed())
    if Spared.ASSUMED in spared:
        assumed = [] if telling.closed else assumed[1 if verdict.applicant.related else 0 :]
    between = telling.say(BETWEEN)
    headed: tuple[tuple[Phrase, Parts], ...] = (
        (labels.TITLE, _title(telling, brief=Spared.SERIES in spared)),
        (labels.WHERE, _office_in_lines(telling)),
        (labels.WHY, _why(telling, brief=Spared.REASON in spared)),
        (labels.CONDITION, _deciding_condition(telling, brief=Spared.DAY in spared)),
        (_rows_heading(telling), _rows(telling, spared)),
        (labels.NEEDS, _needs_in_line(telling, brief=Spared.NEEDS in spared)),
        (labels.YEARS, _needed_years(telling)),
        (labels.NOTES, _notes(telling)[:1]),
        (labels.ADVICE, [text for _, text in ways[:1] if telling.closed]),
        (labels.OTHERS, filter(None, [between.join(_first_others(telling, spared))])),
        (labels.ASSUMED, [Item(text=text, tone=Tone.SOFT) for text in filter(None, [between.join(assumed)])]),
        (labels.CAVEATS, [Item(text=telling.worth(), tone=Tone.SOFT)]),
    )
    kept = (one for one in headed if one[0] not in spared)
    parts = [
        replace(part, label=one.heading) for one in sections(telling.language, kept) for part in one.parts
    ]
    left_out = (*verdict.routes, *verdict.relied, *telling.notes(), *ways)
    return Document(
        language=telling.language,
        answer=_answer(telling),
        sections=(section("", parts),),
        left_out=telling.say(_MORE, count=len(left_out)),
    )


def _first_others(telling: Telling, spared: list[Spared | Phrase]) -> list[str]:
    most = 0 if Spared.OTHERS in spared else 1 if Spared.SECOND_OTHER in spared else 2
    every = [
        text
        for other, text in zip(telling.verdict.others, _others(telling, brief=True), strict=True)
        if Spared.NOES not in spared or other.status is not Status.NOT_ELIGIBLE or other.eligible_from
    ]
    return every[:most] + [telling.say(_OTHERS_MORE, count=len(every) - most)] * (len(every) > most)


def _office_in_lines(telling: Telling) -> Iterator[Item]:
    office = telling.verdict.office
    for item in _office(telling):
        contact = ""
        if office and office.office:
            contact = telling.say(_PHONES, office=office.office, phones=_phones(telling))
        lines = (Item(text=text, tone=Tone.STRONG) for text in filter(None, [contact]))
        yield replace(item, below=(*item.below, *lines))


def _deciding_condition(telling: Telling, *, brief: bool = False) -> Iterator[Item]:
    """Yield the condition that decides; which one does is open where the table has them all."""
    route, reasons = deciding(telling.verdict.routes), telling.verdict.reasons
    if route and _OF_CONDITIONS & set(reasons) and not any(_needed_years(telling)):
        if brief and route.by and not route.by.to_come(telling.verdict.applicant.as_of):
            route = replace(route, by=replace(route.by, obtained=None))
        yield _condition(telling, route, brief=True)


def _why(telling: Telling, *, brief: bool) -> list[str]:
    """Return what else decides than a condition; nothing in `brief` where a condition is named."""
    if brief and any(_deciding_condition(telling)):
        return []
    said = {Reason.FACTS_MISSING} | (_OF_CONDITIONS if any(_deciding_condition(telling)) else set())
    reasons = [one for one in telling.verdict.reasons if one not in said]
    return [reason_text(telling, reason, brief=True) for reason in reasons[:_MOST_REASONS]]


def _rows(telling: Telling, spared: list[Spared | Phrase]) -> Iterator[Item | str]:
    """Yield the rows, each with its issuer; rows of one answer in one line."""
    verdict, identity = telling.verdict, telling.verdict.applicant.identity
    rows = verdict.rows or identity.named
    if rows and verdict.title:
        issuer = Spared.ISSUER not in spared or Need.ISSUER not in verdict.needs
        yield terms.row_text(rows, telling.language, issuer=issuer)
    elif rows:
        most = 1 if Spared.SECOND_ROW in spared else 2
        first, *rest = map(telling.words, rows[:most])
        if more := len(rows[most:]):
            rest.append(telling.say(_ROWS_MORE, count=more))
        yield Item(text=first, below=tuple(Item(text=text) for text in rest))
    elif identity.suggestions:
        yield telling.words(identity.suggestions[:_MOST_NAMES])


def _needs_in_line(telling: Telling, *, brief: bool) -> Iterator[Item]:
    needs, options = telling.verdict.needs, missing_options(telling)
    words = telling.words([terms.NEED_WORDS[need] for need in needs])
    if options and brief:
        yield Item(text=telling.say(labels.OPTIONS, options=options), tone=Tone.STRONG)
    elif options and len(needs) == 1 and Need.ISSUER not in needs:
        yield Item(text=telling.say(_WITH_OPTION, need=words, option=options))
    elif needs:
        below = tuple(Item(text=text, tone=Tone.STRONG) for text in filter(None, [options]))
        words = telling.say(_WITH_OPTIONS, needs=words) if options else words
        yield Item(text=words, tone=Tone.OPEN, below=below)


def _notes(telling: Telling) -> list[str]:
    """Return what a place or a name that settles nothing is to know."""
    place, identity = telling.verdict.applicant.place, telling.verdict.applicant.identity
    said = [remark.text for remark in identity.remarks if not identity.certain]
    # Beside a way to a yes there is no room for it: the option above asks for the place.
    if place and place.remark and Need.DISTRICT in telling.verdict.needs and not telling.closed:
        said.insert(0, place.remark.text)
    return list(map(telling.say, said))
