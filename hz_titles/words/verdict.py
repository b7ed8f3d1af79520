"""A verdict as a document: everything there is to say about it, or what fits beside the prompt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum

from .. import __version__
from ..language import Language
from ..loading import Data
from ..names.text import LONGEST, printable
from ..notice import Committee, Condition
from ..rules.verdict import Need, Reason, Route, Verdict
from ..span import thirtieths
from .document import BETWEEN, ITEM, Document, Item, Mark, Parts, Section, Table, Tone
from .telling import BRIEF, Telling, answer_text, closed, deciding, need_text, reason_text
from .vocabulary import LABELS, MARKS, called, cited_row_text, day_text, labelled, row_text, short_name
from .ways import missing_options, ways_texts


def verdict_document(data: Data, verdict: Verdict, language: Language) -> Document:
    """Return all that is to be said about `verdict`."""
    telling = Telling(data=data, verdict=verdict, language=language)
    applicant, annex = verdict.applicant, data.catalogue.notice.annex
    rows = verdict.rows or applicant.identity.named
    as_of = Item(text=telling.words(applicant.as_of), label=telling.say(LABELS["as_of"]))
    parts: dict[str, Parts] = {
        "title": _title(telling),
        _label_of_rows(telling): [cited_row_text(row, annex, language) for row in rows],
        "suggestions": applicant.identity.suggestions,
        "given": [*(item for _, item in given(telling)), as_of],
        "where": _office(telling),
        "why": [Item(text=reason_text(telling, one), code=one.value) for one in verdict.reasons],
        "needs": _needs(telling),
        "conditions": [_condition(telling, route) for route in verdict.routes],
        "advice": [Item(text=text, code=way) for way, text in ways_texts(telling)],
        "others": [_other(telling, other) for other in verdict.others],
        "notes": [Item(text=text, code=reading) for reading, text in telling.notes()],
        "assumed": telling.assumed(),
        "readings": [
            Item(text=telling.say(ITEM, label=reading.title, text=reading.read), code=reading.id)
            for reading in map(telling.reading, verdict.relied)
        ],
        "caveats": [Item(text=text, tone=Tone.SOFT) for text in telling.caveats()],
    }
    return Document(
        language=language,
        title=telling.say("subject"),
        answer=_answer(telling),
        sections=labelled(language, parts),
        fields=(telling.say("name"), telling.say("date_signed")),
        footer=(telling.say("made_with", version=__version__, sha256=data.sha256[:12]),),
    )


def _answer(telling: Telling) -> Item:
    mark = MARKS[telling.verdict.status]
    text = telling.answer(telling.verdict)
    return Item(text=text, label=telling.say(LABELS["answer"]), mark=mark, tone=Tone[mark.name])


def _title(telling: Telling, *, brief: bool = False) -> Iterator[Item]:
    """Yield title, level and series; a `brief` text leaves the series in Chinese."""
    title, series = telling.verdict.title, telling.verdict.series
    if title and series:
        last = series.name if brief else series
        text = telling.say("full_title", title=title, level=title.level, series=last)
        yield Item(text=text, tone=Tone.STRONG)


def _label_of_rows(telling: Telling) -> str:
    """Return what the rows are: the certificate, what it may be, who has its name, or names like it."""
    verdict = telling.verdict
    if verdict.rows:
        return "row" if verdict.title else "candidates"
    return "named" if verdict.applicant.identity.named else "suggestions"


def _office(telling: Telling, *, brief: bool = False) -> Iterator[Item]:
    """Yield who takes the application and, in English, what that is; all that is `brief` in one item."""
    office, area, jurisdiction = telling.verdict.office, telling.verdict.area, telling.data.jurisdiction
    if office is None or area is None:
        return
    gloss = f"{area.english} human-resources bureau"
    if isinstance(office, Committee):
        gloss = f"{office.series.gloss} committee for {area.english}"
    below = (Item(text=gloss),) if telling.english else ()
    phones = [f"{jurisdiction.phone_area_code}-{phone}" for phone in office.phones]
    if brief and office.office:
        contact = telling.say("phones", office=office.office, phones=phones)
        below = (*below, Item(text=contact, tone=Tone.STRONG))
    yield Item(text=office.name, tone=Tone.STRONG, below=below)
    if brief:
        return
    if office.office:
        yield Item(text=office.office, label=telling.say(LABELS["office"]))
    for phone in phones:
        yield Item(text=phone, label=telling.say(LABELS["phone"]), tone=Tone.STRONG, number=phone)
    if isinstance(office, Committee):
        extent, clause = office.extent, jurisdiction.annex.clause
        text = telling.say("committee", clause=clause, number=office.number, extent=extent.text)
        areas = ", ".join(one.english for one in extent.only or extent.excluded or ())
        gloss = areas if extent.only else f"the whole city except {areas}" if areas else "the whole city"
        below = (Item(text=gloss),) if telling.english else ()
        yield Item(text=text, label=telling.say(LABELS["extent"]), tone=Tone.SOFT, below=below)


def _needs(telling: Telling) -> Iterator[Item | Table]:
    for need in telling.verdict.needs:
        yield Item(text=need_text(telling, need), mark=Mark.OPEN, tone=Tone.OPEN, code=need.value)
    if options := missing_options(telling):
        yield Item(text=telling.say(LABELS["options"], options=options))
    yield from _needed_years(telling)


def _needed_years(telling: Telling) -> Iterator[Table]:
    """Yield the years by qualification, for each title that the rows lead to, where none is known."""
    titles = list({row.title.name: row.title for row in telling.verdict.rows}.values())
    every = telling.data.catalogue.qualifications
    able = [one for one in every if any(title.level.lightest(one) for title in titles)]
    if Need.DEGREE not in telling.verdict.needs or not able:
        return
    rows = [[short_name(one, telling.language) for one in able]]
    for title in titles:
        rows.append([_least_years(telling, title.level.lightest(one)) for one in able])
    if len(titles) > 1:
        first = [telling.say(LABELS["awarded"]), *(title.name for title in titles)]
        rows = [[name, *row] for name, row in zip(first, rows, strict=True)]
    headings, *cells = map(tuple, rows)
    yield Table(label=telling.say(LABELS["needed_years"]), headings=headings, rows=tuple(cells))


def _least_years(telling: Telling, condition: Condition | None) -> str:
    if condition is None:
        return "—"
    return telling.words(thirtieths(condition.years)) if condition.years else telling.say("at_once")


def _condition(telling: Telling, route: Route, *, brief: bool = False) -> Item:
    """Return a condition: clause and the notice's words, below them how it was answered.

    A `brief` one leaves out what the answer and the needs say: the first day, and that years are missing.
    """
    condition, mark = route.condition, {True: Mark.YES, False: Mark.NO, None: Mark.OPEN}[route.met]
    below = []
    if condition.text_en and telling.english:
        below.append(Item(text=f"in English: {condition.text_en}", tone=Tone.SOFT))
    if not (brief and Need.YEARS in telling.verdict.needs):
        answer = answer_text(telling, route)
        if route.eligible_from and not brief:
            answer = telling.say("met_from", text=answer, day=route.eligible_from)
        below.append(Item(text=answer, tone=Tone[mark.name]))
    return Item(text=f"{condition.passage.clause} {condition.passage.text}", mark=mark, below=tuple(below))


def _other(telling: Telling, other: Verdict, *, brief: bool = False) -> str:
    """Return what another certificate of the person gives or may give; a `brief` text names it as typed."""
    name = printable(other.applicant.identity.text or "", BRIEF if brief else LONGEST)
    if other.rows and not (brief and name):
        name = row_text(other.rows, telling.language)
    status = telling.answer(other, "status word")
    details = [
        *([other.title.name] if other.title else []),
        *(called("reason word", reason) for reason in other.reasons if closed(other)),
        *(called("need word", need) for need in other.needs if need is not Need.DISTRICT),
    ]
    if not details:
        return telling.say(ITEM, label=name, text=status)
    return telling.say("other", name=name, status=status, details=details)


def given(telling: Telling) -> Iterator[tuple[str, Item]]:
    """Yield each fact that was given, with its name; names stay as they were typed."""
    applicant = telling.verdict.applicant
    areas = applicant.place.areas if applicant.place else ()
    said: dict[str, object] = {"degree": applicant.named, "work": applicant.work, "years": applicant.years}
    said["district"] = [area.name for area in areas]
    said["related"] = telling.say("yes" if applicant.related else "no")
    for fact, text, _ in applicant.taken:
        yield fact, Item(text=telling.words(said.get(fact) or text), label=telling.say(LABELS[fact]))


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


_IN_ORDER = (
    "notes",
    *Spared,
    *("others", "needed_years", "advice", "assumed", "suggestions", "named"),
    *("candidates", "row", "why", "condition", "needs"),
)
"""What goes until a panel fits, whole parts by their labels; answer, title, office and worth never go."""
_Left = Collection[Spared | str]

_OF_CONDITIONS = {Reason.MET, Reason.YEARS_SHORT, Reason.FACTS_MISSING}
_MOST_NAMES = 3
_MOST_ROWS = 2
_MOST_REASONS = 2


def panel_document(
    data: Data, verdict: Verdict, language: Language, height: Callable[[Document], int]
) -> Document:
    """Return what matters most about `verdict`; `height` tells how many lines a document takes."""
    telling = Telling(data=data, verdict=verdict, language=language)
    ways = [text for _, text in ways_texts(telling, brief=True)]
    left: list[Spared | str] = []
    document = _panel(telling, ways, left)
    lines = height(document)
    for further in _IN_ORDER:
        if lines > MOST_LINES[language]:
            shorter = _panel(telling, ways, [*left, further])
            if (fewer := height(shorter)) < lines:
                left.append(further)
                document, lines = shorter, fewer
    return document


def _panel(telling: Telling, ways: list[str], left: _Left) -> Document:
    """Return a panel without what is `left` out."""
    verdict, years = telling.verdict, list(_needed_years(telling))
    # The condition that decides; which one does is open where a table has them all.
    route = None if years or _OF_CONDITIONS.isdisjoint(verdict.reasons) else deciding(verdict.routes)
    said = _OF_CONDITIONS if route else {Reason.FACTS_MISSING}
    reasons = [] if route and Spared.REASON in left else [one for one in verdict.reasons if one not in said]
    if route and route.by and Spared.DAY in left and not route.by.to_come(verdict.applicant.as_of):
        route = replace(route, by=replace(route.by, obtained=None))
    assumed = list(telling.assumed())
    if Spared.ASSUMED in left:
        assumed = [] if closed(verdict) else assumed[1 if verdict.applicant.related else 0 :]
    between, issued = telling.say(BETWEEN), date.fromisoformat(telling.data.catalogue.notice.issued)
    worth = telling.say("worth", month=day_text(issued, telling.language, "month_alone"))
    parts: dict[str, Parts] = {
        "title": _title(telling, brief=Spared.SERIES in left),
        "where": _office(telling, brief=True),
        "why": [reason_text(telling, reason, brief=True) for reason in reasons[:_MOST_REASONS]],
        "condition": [_condition(telling, route, brief=True)] if route else [],
        _label_of_rows(telling): _rows(telling, left),
        "needs": _needs_in_line(telling, brief=Spared.NEEDS in left),
        "needed_years": years,
        "notes": _notes(telling)[:1],
        "advice": ways[:1] if closed(verdict) else [],
        "others": filter(None, [between.join(_first_others(telling, left))]),
        "assumed": [Item(text=between.join(assumed), tone=Tone.SOFT)] if assumed else [],
        "caveats": [Item(text=worth, tone=Tone.SOFT)],
    }
    kept = {label: every for label, every in parts.items() if label not in left}
    sections = labelled(telling.language, kept)
    items = tuple(replace(part, label=one.heading) for one in sections for part in one.parts)
    more = (*verdict.routes, *verdict.relied, *telling.notes(), *ways)
    return Document(
        language=telling.language,
        answer=_answer(telling),
        sections=(Section(heading="", parts=items),),
        left_out=telling.say("more", count=len(more)),
    )


def _first_others(telling: Telling, left: _Left) -> list[str]:
    most = 1 if Spared.SECOND_OTHER in left else 2
    every = [one for one in telling.verdict.others if Spared.NOES not in left or not closed(one)]
    more = [telling.say("others_more", count=len(every) - most)] if len(every) > most else []
    return [_other(telling, other, brief=True) for other in every[:most]] + more


def _rows(telling: Telling, left: _Left) -> Iterator[Item | str]:
    """Yield the rows, each with its issuer; rows of one answer in one line."""
    verdict, identity = telling.verdict, telling.verdict.applicant.identity
    rows = verdict.rows or identity.named
    if rows and verdict.title:
        issuer = Spared.ISSUER not in left or Need.ISSUER not in verdict.needs
        yield row_text(rows, telling.language, issuer=issuer)
    elif rows:
        first, *rest = map(telling.words, rows[:_MOST_ROWS])
        if more := len(rows[_MOST_ROWS:]):
            rest.append(telling.say("rows_more", count=more))
        yield Item(text=first, below=tuple(Item(text=text) for text in rest))
    elif identity.suggestions:
        yield telling.words(identity.suggestions[:_MOST_NAMES])


def _needs_in_line(telling: Telling, *, brief: bool) -> Iterator[Item]:
    needs, options = telling.verdict.needs, missing_options(telling)
    words = telling.words([called("need word", need) for need in needs])
    if options and brief:
        yield Item(text=telling.say(LABELS["options"], options=options), tone=Tone.STRONG)
    elif options and len(needs) == 1 and Need.ISSUER not in needs:
        yield Item(text=telling.say("with_option", need=words, option=options))
    elif options:
        below = (Item(text=options, tone=Tone.STRONG),)
        yield Item(text=telling.say("with_options", needs=words), tone=Tone.OPEN, below=below)
    elif needs:
        yield Item(text=words, tone=Tone.OPEN)


def _notes(telling: Telling) -> list[str]:
    """Return what a place or a name that settles nothing is to know."""
    place, identity = telling.verdict.applicant.place, telling.verdict.applicant.identity
    said = [remark.text for remark in identity.remarks if not identity.certain]
    # Beside a way to a yes there is no room for it: the option above asks for the place.
    if place and place.remark and Need.DISTRICT in telling.verdict.needs and not closed(telling.verdict):
        said.insert(0, place.remark.text)
    return list(map(telling.say, said))
