"""A verdict as plain lines: one fact a line, never cut, no colour; for pipes and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from ..language import Language, Phrase
from ..words import labels
from ..words.marks import MARKS
from ..words.verdict import OfficeText, VerdictText


def verdict_lines(told: VerdictText, language: Language) -> str:
    """Return a verdict as lines of ``heading: text``."""
    return "".join(
        labels.ITEM.say(language, label=label.say(language), text=text) + "\n"
        for label, text in _lines(told, language)
    )


def _lines(told: VerdictText, language: Language) -> Iterator[tuple[Phrase, str]]:
    yield labels.ANSWER, told.answer
    if told.title:
        yield labels.TITLE, told.title
    for row in told.rows:
        yield told.heading, row
    for suggestion in told.suggestions:
        yield labels.SUGGESTIONS, suggestion
    if told.where:
        yield from _office(told.where)
    for reason in told.reasons:
        yield labels.WHY, reason.text
    for need in told.needs:
        yield labels.NEEDS, need.text
    for route in told.routes:
        yield labels.CONDITIONS, f"{MARKS[route.met]} {route.clause} {route.text} | {route.answer}"
    for advice in told.advice:
        yield labels.ADVICE, advice.text
    for text in told.taken:
        yield labels.TAKEN, text
    for note in told.notes:
        yield (
            labels.NOTES,
            labels.CODE.say(language, text=note.text, code=note.code) if note.code else note.text,
        )
    for reading in told.readings:
        yield labels.READINGS, labels.CODE.say(language, text=reading.text, code=reading.id)
    for text in told.caveats:
        yield labels.CAVEATS, text


def _office(where: OfficeText) -> Iterator[tuple[Phrase, str]]:
    yield labels.WHERE, f"{where.name} ({where.clause})" if where.clause else where.name
    if where.office:
        yield labels.OFFICE, where.office
    for phone in where.phones:
        yield labels.PHONE, phone
    if where.extent:
        yield labels.EXTENT, where.extent
