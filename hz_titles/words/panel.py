"""A verdict as it fits a terminal beside the prompt: what matters first, and how much is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ..language import Language, Phrase
from ..loading import Data
from ..rules.verdict import Need, Reason, Status, Verdict
from . import labels
from .command import missing_options
from .document import BETWEEN, Document, Item, Table, Tone, section
from .grounds import assumed, notes, worth
from .reasons import deciding, reason_text
from .telling import Telling
from .verdict import (
    answer_item,
    condition_item,
    needed_years,
    office_item,
    other_items,
    phones,
    rows_heading,
    title_items,
)
from .vocabulary import NEED_WORDS, row_text
from .ways import ways_texts

_MORE = Phrase("另有{count}条：--full", "and {count} more: --full")
_PHONES = Phrase("{office} 电话 {phones}", "{office}, tel. {phones}")
_WITH_OPTIONS = Phrase("{needs}；可加（按实际改）：", "{needs}; add, with your own values:")
_ROWS_MORE = Phrase("另有{count}项", "and {count} more rows")
_MOST_ROWS = 2
_MOST_NAMES = 3
_MOST_REASONS = 2


def panel_document(data: Data, verdict: Verdict, language: Language) -> Document:
    """Return what matters most about `verdict`, in a few lines."""
    telling = Telling(data=data, verdict=verdict, language=language)
    return Document(
        language=language,
        title="",
        answer=answer_item(telling),
        sections=(section("", _parts(telling)),),
        left_out=_left_out(telling),
    )


def _parts(telling: Telling) -> Iterator[Item | Table]:
    for item in title_items(telling):
        yield _labelled(telling, labels.TITLE, item)
    yield from _where(telling)
    yield from _why(telling)
    yield from _rows(telling)
    yield from _needs(telling)
    yield from _next(telling)
    yield from _others(telling)
    if taken := tuple(assumed(telling)):
        yield Item(text=telling.say(BETWEEN).join(taken), label=telling.say(labels.ASSUMED), tone=Tone.SOFT)
    yield Item(text=worth(telling), label=telling.say(labels.CAVEATS), tone=Tone.SOFT)


def _labelled(telling: Telling, label: Phrase, item: Item) -> Item:
    return Item(text=item.text, label=telling.say(label), mark=item.mark, tone=item.tone, below=item.below)


def _where(telling: Telling) -> Iterator[Item]:
    item, office = office_item(telling), telling.verdict.office
    if item is None or office is None:
        return
    below = item.below
    if office.office:
        numbers = telling.words(phones(telling))
        below += (Item(text=telling.say(_PHONES, office=office.office, phones=numbers), tone=Tone.STRONG),)
    yield Item(text=item.text, label=telling.say(labels.WHERE), tone=item.tone, below=below)


def _why(telling: Telling) -> Iterator[Item]:
    """Yield the condition that decides, or what else does."""
    verdict = telling.verdict
    route = deciding(verdict.routes)
    time_decides = {Reason.MET, Reason.YEARS_SHORT, Reason.FACTS_MISSING} & set(verdict.reasons)
    if route and time_decides:
        yield _labelled(telling, labels.CONDITION, condition_item(telling, route, brief=True))
        return
    for reason in verdict.reasons[:_MOST_REASONS]:
        if reason is not Reason.FACTS_MISSING:
            yield Item(text=reason_text(telling, reason, brief=True), label=telling.say(labels.WHY))


def _rows(telling: Telling) -> Iterator[Item]:
    """Yield the rows, each with its issuer; rows of one answer in one line."""
    verdict = telling.verdict
    rows = verdict.rows or verdict.applicant.identity.named
    label = telling.say(rows_heading(telling))
    if rows and verdict.title:
        yield Item(text=row_text(rows, telling.language), label=label)
    elif rows:
        first, *rest = (row_text((row,), telling.language) for row in rows[:_MOST_ROWS])
        if more := len(rows[_MOST_ROWS:]):
            rest.append(telling.say(_ROWS_MORE, count=more))
        yield Item(text=first, label=label, below=tuple(Item(text=text) for text in rest))
    elif names := verdict.applicant.identity.suggestions[:_MOST_NAMES]:
        yield Item(text=telling.words(names), label=telling.say(labels.SUGGESTIONS))


def _needs(telling: Telling) -> Iterator[Item | Table]:
    needs = telling.verdict.needs
    if needs:
        words = telling.words([NEED_WORDS[need] for need in needs])
        tone = Tone.PLAIN if needs == (Need.DISTRICT,) else Tone.OPEN
        options = missing_options(telling)
        text = telling.say(_WITH_OPTIONS, needs=words) if options else words
        below = (Item(text=options, tone=Tone.STRONG),) if options else ()
        yield Item(text=text, label=telling.say(labels.NEEDS), tone=tone, below=below)
    if table := needed_years(telling):
        yield table


def _next(telling: Telling) -> Iterator[Item]:
    """Yield the nearest way to a yes, and what a name that settles nothing is to know."""
    verdict = telling.verdict
    place = verdict.applicant.place
    said = [text for _, text in notes(telling)] if not verdict.applicant.identity.certain else []
    if place and place.remark and Need.DISTRICT in verdict.needs:
        said.insert(0, telling.say(place.remark.text))
    for text in said[:1]:
        yield Item(text=text, label=telling.say(labels.NOTES))
    if verdict.status is Status.NOT_ELIGIBLE and not verdict.eligible_from:
        for _, text in list(ways_texts(telling))[:1]:
            yield Item(text=text, label=telling.say(labels.ADVICE))


def _others(telling: Telling) -> Iterator[Item]:
    """Yield what the person's other certificates may still give, in one line."""
    texts = [item.text for item in other_items(telling, brief=True)]
    if texts:
        yield Item(text=telling.say(BETWEEN).join(texts), label=telling.say(labels.OTHERS))


def _left_out(telling: Telling) -> str:
    """Say how much is left out: conditions, ways, notes and readings."""
    verdict = telling.verdict
    texts = (*verdict.routes, *verdict.relied, *notes(telling), *ways_texts(telling))
    return telling.say(_MORE, count=len(texts))
