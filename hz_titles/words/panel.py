"""A verdict as a panel: what matters most, in as few lines as a screen leaves beside the prompt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import Enum

from ..language import Language, Phrase
from ..loading import Data
from ..rules.verdict import Need, Reason, Status, Verdict
from . import labels
from . import vocabulary as terms
from .document import BETWEEN, Document, Item, Table, Tone, section
from .grounds import assumed, notes, worth
from .reasons import deciding, reason_text
from .telling import Telling
from .verdict import (
    answer_item,
    condition_item,
    needed_years,
    office_items,
    other_items,
    phones,
    rows_heading,
    title_items,
)
from .ways import missing_options, ways_texts

MOST_LINES = {Language.ZH: 15, Language.EN: 17}
"""How high a panel is at most on a screen of 80 columns."""


class Spared(Enum):
    """What a panel that is too high leaves out, the least important first."""

    NOTES = "notes"
    SECOND_OTHER = "second other certificate"
    OTHERS = "other certificates"
    ISSUER = "issuer of the row, where an option names it"
    NEEDS = "what is needed, where options name it"
    ASSUMED = "what was taken as given, beside a no"


_MORE = Phrase("另有{count}条：--full", "and {count} more: --full")
_PHONES = Phrase("{office} 电话 {phones}", "{office}, tel. {phones}")
_WITH_OPTIONS = Phrase("{needs}；可加（按实际改）：", "{needs}; add, with your own values:")
_WITH_OPTION = Phrase("{need}；可加 {option}（按实际改）", "{need}: add {option}, with your own value")
_OTHERS_MORE = Phrase("另有{count}种", "and {count} more")
_ROWS_MORE = Phrase("另有{count}项", "and {count} more rows")
_MOST_OTHERS = 2
_MOST_ROWS = 2
_MOST_NAMES = 3
_MOST_REASONS = 2


def panel_document(
    data: Data, verdict: Verdict, language: Language, height: Callable[[Document], int]
) -> Document:
    """Return what matters most about `verdict`; `height` tells how many lines a document takes."""
    telling = Telling(data=data, verdict=verdict, language=language)
    spared: list[Spared] = []
    document = _document(telling, spared)
    for further in Spared:
        if height(document) <= MOST_LINES[language]:
            break
        spared.append(further)
        document = _document(telling, spared)
    return document


def _document(telling: Telling, spared: list[Spared]) -> Document:
    between, verdict = telling.say(BETWEEN), telling.verdict
    headed: tuple[tuple[Phrase, Iterable[Item | Table]], ...] = (
        (labels.TITLE, title_items(telling)),
        (labels.WHERE, _office(telling)),
        _why(telling),
        (rows_heading(telling), _rows(telling, issuer=Spared.ISSUER not in spared)),
        (labels.NEEDS, _needs(telling, brief=Spared.NEEDS in spared)),
        (labels.YEARS, filter(None, [needed_years(telling)])),
        (labels.NOTES, [] if Spared.NOTES in spared else _notes(telling)),
        (labels.ADVICE, _nearest_way(telling)),
        (labels.OTHERS, _in_one(between, _others(telling, spared))),
        (labels.ASSUMED, _in_one(between, _assumed(telling, spared), Tone.SOFT)),
        (labels.CAVEATS, [Item(text=worth(telling), tone=Tone.SOFT)]),
    )
    parts = [replace(part, label=telling.say(label)) for label, parts in headed for part in parts]
    left_out = (*verdict.routes, *verdict.relied, *notes(telling), *ways_texts(telling))
    return Document(
        language=telling.language,
        title="",
        answer=answer_item(telling),
        sections=(section("", parts),),
        left_out=telling.say(_MORE, count=len(left_out)),
    )


def _in_one(between: str, texts: Iterable[str], tone: Tone = Tone.PLAIN) -> Iterator[Item]:
    if text := between.join(texts):
        yield Item(text=text, tone=tone)


def _others(telling: Telling, spared: list[Spared]) -> list[str]:
    if Spared.OTHERS in spared:
        return []
    most = 1 if Spared.SECOND_OTHER in spared else _MOST_OTHERS
    every = [item.text for item in other_items(telling, brief=True)]
    more = [telling.say(_OTHERS_MORE, count=len(every) - most)] if len(every) > most else []
    return every[:most] + more


def _assumed(telling: Telling, spared: list[Spared]) -> Iterable[str]:
    return [] if Spared.ASSUMED in spared and _closed(telling.verdict) else assumed(telling)


def _office(telling: Telling) -> Iterator[Item]:
    office = telling.verdict.office
    for item in office_items(telling):
        below = item.below
        if office and office.office:
            text = telling.say(_PHONES, office=office.office, phones=phones(telling))
            below += (Item(text=text, tone=Tone.STRONG),)
        yield replace(item, below=below)


def _why(telling: Telling) -> tuple[Phrase, list[Item]]:
    """Return the condition that decides, or what else does."""
    verdict = telling.verdict
    route = deciding(verdict.routes)
    if Need.DEGREE in verdict.needs and needed_years(telling):
        return labels.CONDITION, []  # which condition decides is open: the table has them all
    if route and {Reason.MET, Reason.YEARS_SHORT, Reason.FACTS_MISSING} & set(verdict.reasons):
        return labels.CONDITION, [condition_item(telling, route, brief=True)]
    reasons = [one for one in verdict.reasons[:_MOST_REASONS] if one is not Reason.FACTS_MISSING]
    return labels.WHY, [Item(text=reason_text(telling, reason, brief=True)) for reason in reasons]


def _rows(telling: Telling, *, issuer: bool) -> Iterator[Item]:
    """Yield the rows, each with its issuer; rows of one answer in one line."""
    verdict = telling.verdict
    rows = verdict.rows or verdict.applicant.identity.named
    if rows and verdict.title:
        named = issuer or Need.ISSUER not in verdict.needs
        yield Item(text=terms.row_text(rows, telling.language, issuer=named))
    elif rows:
        first, *rest = map(telling.words, rows[:_MOST_ROWS])
        if more := len(rows[_MOST_ROWS:]):
            rest.append(telling.say(_ROWS_MORE, count=more))
        yield Item(text=first, below=tuple(Item(text=text) for text in rest))
    elif names := verdict.applicant.identity.suggestions[:_MOST_NAMES]:
        yield Item(text=telling.words(names))


def _needs(telling: Telling, *, brief: bool) -> Iterator[Item]:
    if needs := telling.verdict.needs:
        words = telling.words([terms.NEED_WORDS[need] for need in needs])
        options = missing_options(telling)
        if options and brief:
            yield Item(text=telling.say(labels.OPTIONS, options=options), tone=Tone.STRONG)
            return
        if options and len(needs) == 1 and Need.ISSUER not in needs:
            yield Item(text=telling.say(_WITH_OPTION, need=words, option=options))
            return
        text = telling.say(_WITH_OPTIONS, needs=words) if options else words
        below = (Item(text=options, tone=Tone.STRONG),) if options else ()
        yield Item(text=text, tone=Tone.OPEN, below=below)


def _notes(telling: Telling) -> Iterator[Item]:
    """Yield what a place or a name that settles nothing is to know."""
    place, identity = telling.verdict.applicant.place, telling.verdict.applicant.identity
    said = [telling.say(remark.text) for remark in identity.remarks] if not identity.certain else []
    # Beside a way to a yes there is no room for it: the option above asks for the place.
    if place and place.remark and Need.DISTRICT in telling.verdict.needs and not _closed(telling.verdict):
        said.insert(0, telling.say(place.remark.text))
    yield from (Item(text=text) for text in said[:1])


def _nearest_way(telling: Telling) -> Iterator[Item]:
    if _closed(telling.verdict):
        yield from (Item(text=text) for _, text in list(ways_texts(telling, brief=True))[:1])


def _closed(verdict: Verdict) -> bool:
    """Tell whether the answer is a no that waiting alone does not change."""
    return verdict.status is Status.NOT_ELIGIBLE and not verdict.eligible_from
