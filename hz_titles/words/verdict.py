"""A verdict as a document: everything there is to say about it, or what fits beside the prompt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .. import __version__
from ..language import Language, Phrase
from ..loading import Data
from ..notice.annex2 import Committee
from ..rules.applicant import FactReading
from ..rules.verdict import Need, Route, Status, Verdict
from . import labels
from . import vocabulary as terms
from .document import ITEM, Document, Item, Mark, Table, Tone, sections
from .grounds import assumed, caveats, notes
from .reasons import answer_text, need_text, reason_text, years_table
from .telling import Telling
from .ways import missing_options, ways_texts

_SUBJECT = Phrase(
    "国际职业资格证书认定职称：查询结果", "Professional title for an international certificate: result"
)
_COMMITTEE = Phrase("{clause} 第{number}项：{extent}", "{clause} row {number}: {extent}")
_OTHER = Phrase("{name}：{status}（{details}）", "{name}: {status} ({details})")
_NAMELESS = Phrase("{name}：{status}", "{name}: {status}")
_FIELDS = (Phrase("姓名", "Name"), Phrase("日期", "Date"))
_MADE_WITH = Phrase("hz-titles {version} · 数据 {sha256}", "hz-titles {version} · data {sha256}")


def verdict_document(data: Data, verdict: Verdict, language: Language) -> Document:
    """Return all that is to be said about `verdict`."""
    telling = Telling(data=data, verdict=verdict, language=language)
    headed: tuple[tuple[Phrase, Iterable[Item | Table | str]], ...] = (
        (labels.TITLE, title_items(telling)),
        (rows_heading(telling), _rows(telling)),
        (labels.SUGGESTIONS, verdict.applicant.identity.suggestions),
        (labels.GIVEN, _given(telling)),
        (labels.WHERE, _where(telling)),
        (labels.WHY, _reasons(telling)),
        (labels.NEEDS, _needs(telling)),
        (labels.CONDITIONS, (condition_item(telling, route) for route in verdict.routes)),
        (labels.ADVICE, _coded(ways_texts(telling))),
        (labels.OTHERS, other_items(telling)),
        (labels.NOTES, _coded(notes(telling))),
        (labels.ASSUMED, assumed(telling)),
        (labels.READINGS, _readings(telling)),
        (labels.CAVEATS, (Item(text=text, tone=Tone.SOFT) for text in caveats(telling))),
    )
    return Document(
        language=language,
        title=telling.say(_SUBJECT),
        answer=answer_item(telling),
        sections=sections(language, headed),
        fields=tuple(telling.say(field) for field in _FIELDS),
        footer=(telling.say(_MADE_WITH, version=__version__, sha256=data.source.sha256[:12]),),
    )


def _coded(texts: Iterable[tuple[str | None, str]]) -> Iterator[Item]:
    return (Item(text=text, code=code) for code, text in texts)


def answer_item(telling: Telling) -> Item:
    """Return the answer with its mark."""
    mark = terms.MARKS[telling.verdict.status]
    return Item(text=telling.answer, label=telling.say(labels.ANSWER), mark=mark, tone=Tone.of(mark))


def title_items(telling: Telling) -> Iterator[Item]:
    """Yield title, level and series, where they are known."""
    title, series = telling.verdict.title, telling.verdict.series
    if title and series:
        yield Item(text=terms.full_title_text(title, series, telling.language), tone=Tone.STRONG)


def rows_heading(telling: Telling) -> Phrase:
    """Return what the rows are: the certificate, what it may be, who has its name, or names like it."""
    if telling.verdict.title:
        return labels.ROW
    if telling.verdict.rows:
        return labels.CANDIDATES
    return labels.NAMED if telling.verdict.applicant.identity.named else labels.SUGGESTIONS


def _rows(telling: Telling) -> Iterator[str]:
    annex = telling.data.catalogue.notice.annex
    for row in telling.verdict.rows or telling.verdict.applicant.identity.named:
        yield terms.cited_row_text(row, annex, telling.language)


def office_items(telling: Telling) -> Iterator[Item]:
    """Yield who takes the application, and what it is in English."""
    office, area = telling.verdict.office, telling.verdict.area
    if office and area:
        gloss = (Item(text=terms.office_gloss(office, area)),) if telling.language is Language.EN else ()
        yield Item(text=office.name, tone=Tone.STRONG, below=gloss)


def phones(telling: Telling) -> tuple[str, ...]:
    """Return the telephones of the office, with their area code."""
    office = telling.verdict.office
    code = telling.data.jurisdiction.phone_area_code
    return tuple(f"{code}-{phone}" for phone in office.phones) if office else ()


def _where(telling: Telling) -> Iterator[Item]:
    office = telling.verdict.office
    yield from office_items(telling)
    if office and office.office:
        yield Item(text=office.office, label=telling.say(labels.OFFICE))
    for phone in phones(telling):
        yield Item(text=phone, label=telling.say(labels.PHONE), tone=Tone.STRONG, number=phone)
    if isinstance(office, Committee):
        clause = telling.data.jurisdiction.annex.clause
        text = telling.say(_COMMITTEE, clause=clause, number=office.number, extent=office.extent.text)
        gloss = (Item(text=terms.extent_gloss(office)),) if telling.language is Language.EN else ()
        yield Item(text=text, label=telling.say(labels.EXTENT), tone=Tone.SOFT, below=gloss)


def _reasons(telling: Telling) -> Iterator[Item]:
    for reason in telling.verdict.reasons:
        yield Item(text=reason_text(telling, reason), code=reason.value)


def _needs(telling: Telling) -> Iterator[Item | Table]:
    for need in telling.verdict.needs:
        yield Item(text=need_text(telling, need), mark=Mark.OPEN, tone=Tone.OPEN, code=need.value)
    if options := missing_options(telling):
        yield Item(text=telling.say(labels.OPTIONS, options=options))
    if table := needed_years(telling):
        yield table


def needed_years(telling: Telling) -> Table | None:
    """Return the years by qualification where no qualification is known."""
    return years_table(telling) if Need.DEGREE in telling.verdict.needs else None


def condition_item(telling: Telling, route: Route, *, brief: bool = False) -> Item:
    """Return a condition: clause and the notice's words, below them how it was answered.

    A `brief` one leaves out what the answer and the needs say: the first day, and that years are missing.
    """
    passage, mark = route.condition.passage, Mark.of(route.met)
    below = []
    if not (brief and Need.YEARS in telling.verdict.needs):
        below.append(Item(text=answer_text(telling, route, first=not brief), tone=Tone.of(mark)))
    if route.condition.translation and telling.language is Language.EN:
        text = telling.say(labels.TRANSLATION, text=route.condition.translation)
        below.insert(0, Item(text=text, tone=Tone.SOFT))
    return Item(text=f"{passage.clause} {passage.text}", mark=mark, below=tuple(below))


def other_items(telling: Telling, *, brief: bool = False) -> Iterator[Item]:
    """Yield what the person's other certificates give or may give; a `brief` text names them as typed."""
    for other in telling.verdict.others:
        name = other.applicant.identity.text
        if other.rows and not (brief and name):
            name = terms.row_text(other.rows, telling.language)
        title = (other.title.name,) if other.title else ()
        no = other.status is Status.NOT_ELIGIBLE and other.eligible_from is None
        reasons = [terms.REASON_WORDS[reason] for reason in other.reasons if no]
        needs = [terms.NEED_WORDS[need] for need in other.needs if need is not Need.DISTRICT]
        details = telling.words([*title, *reasons, *needs])
        phrase = _OTHER if details else _NAMELESS
        status = telling.say(terms.STATUS_WORDS[other.status])
        if other.eligible_from:
            status = replace(telling, verdict=other).answer
        yield Item(text=telling.say(phrase, name=name, status=status, details=details))


def given(telling: Telling) -> Iterator[tuple[str, Item]]:
    """Yield each fact that was given, with its name."""
    for taken in telling.verdict.applicant.taken:
        yield taken.fact, Item(text=_fact(telling, taken), label=telling.say(terms.FACTS[taken.fact]))


def _given(telling: Telling) -> Iterator[Item]:
    for _, item in given(telling):
        yield item
    yield Item(text=telling.words(telling.verdict.applicant.as_of), label=telling.say(terms.FACTS["as_of"]))


def _fact(telling: Telling, taken: FactReading) -> str:
    """Return a fact in words; names stay as they were typed."""
    applicant = telling.verdict.applicant
    if taken.fact == "degree":
        return telling.words(applicant.named)
    if taken.fact == "work" and applicant.work:
        return telling.words(applicant.work)
    if taken.fact == "years" and applicant.years is not None:
        return telling.words(applicant.years)
    if taken.fact == "district" and applicant.place and applicant.place.areas:
        return telling.words([area.name for area in applicant.place.areas])
    return telling.say(taken.read) if taken.fact == "related" else taken.text


def _readings(telling: Telling) -> Iterator[Item]:
    for reliance in telling.verdict.relied:
        reading = telling.reading(reliance)
        text = telling.say(ITEM, label=reading.title, text=reading.read)
        yield Item(text=text, code=reading.id)
