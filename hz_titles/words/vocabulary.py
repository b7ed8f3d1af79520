"""What things are called: what bears a code by ``vocabulary.txt``; titles, rows, offices and times here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum

from ..language import Language, Phrase, listed, phrases_beside
from ..names.times import Day, Period
from ..notice import Certificate, Level, Passage, Qualification, Series, Title
from ..rules.applicant import Held
from ..rules.verdict import Status
from ..span import MONTHS_PER_YEAR, Amount, Span
from .document import Item, Mark, Parts, Section

GROUPS = phrases_beside(__file__, "vocabulary.txt")  # by group and code, what things are called
LABELS = GROUPS["label"]
SENTENCES = GROUPS["sentence"]
MARKS = dict(zip(Status, Mark, strict=True))


def labelled(language: Language, parts: Mapping[str, Parts]) -> tuple[Section, ...]:
    """Return the sections in which something stands, by their labels; a bare text is an item."""
    result = []
    for label, every in parts.items():
        items = tuple(Item(text=part) if isinstance(part, str) else part for part in every)
        heading = LABELS[label].say(language) if label else ""
        result += [Section(heading=heading, parts=items)] if items else []
    return tuple(result)


def say(language: Language, text: str | Phrase, /, **values: object) -> str:
    """Say a text, or by its code a sentence of ``vocabulary.txt``, its values put into words."""
    phrase = SENTENCES[text] if isinstance(text, str) else text
    return phrase.say(language, **{name: in_words(value, language) for name, value in values.items()})


def called(group: str, code: Enum) -> Phrase:
    """Return what a status, a reason, a need … is called in a group of ``vocabulary.txt``."""
    return GROUPS[group][code.value]


# Time

_UNITS = (("one_year", "years"), ("one_month", "months"), ("one_day", "days"))


def in_words(value: object, language: Language) -> str:
    """Return a value as it stands in a sentence: times, days, qualifications and official names in words."""
    match value:
        case Phrase():
            return value.say(language)
        case list() | tuple():
            return listed((in_words(each, language) for each in value), language)
        case date():
            return day_text(value, language)
        case Day():  # as exactly as it was given
            form = "date" if value.exact else "month_alone" if value.first == value.last else "year_alone"
            return day_text(value.first, language, form)
        case Period():
            start, end = in_words(value.start, language), in_words(value.end or SENTENCES["now"], language)
            return say(language, "period", start=start, end=end)
        case Span():
            return _span(value, language)
        case Amount():
            return _amount(value, language)
        case Held():
            name = short_name(value.qualification, language)
            name = say(language, "or_higher", name=name) if value.or_higher else name
            day = value.obtained and in_words(value.obtained, language)
            return say(language, "held_since", name=name, day=day) if day else name
        case Certificate():
            return row_text((value,), language)
        case Title() | Level() | Series():
            return value.name if language is Language.ZH else f"{value.name} ({value.gloss})"
    return str(value)


def day_text(day: date, language: Language, form: str = "date") -> str:
    """Return a day as it is written out, whole or in another `form`."""
    return say(language, form, year=day.year, month=GROUPS["month"][str(day.month)], day=day.day)


def _span(span: Span, language: Language) -> str:
    months, days = span.parts()
    counts = zip((*divmod(months, MONTHS_PER_YEAR), days), _UNITS, strict=True)
    parts = [
        say(language, one if count == 1 else several, count=count)
        for count, (one, several) in counts
        if count
    ]
    return ("" if language is Language.ZH else " ").join(parts) or say(language, "no_time")


def _amount(amount: Amount, language: Language) -> str:
    """Return a number of years in words, as far as it is known."""
    least = _span(amount.least, language)
    if amount.most is None:
        return say(language, "at_least", years=least)
    if amount.least == amount.most:
        return least
    most = _span(amount.most, language)
    if amount.least.worth:
        return say(language, "between", least=least, most=most)
    return say(language, "less_than" if amount.below else "at_most", years=most)


# What the notice names


def issuer_text(row: Certificate) -> str:
    """Return the issuer in both printed languages."""
    return f"{row.issuer} ({row.issuer_en})" if row.issuer_en else row.issuer


def row_text(rows: Sequence[Certificate], language: Language, *, issuer: bool = True) -> str:
    """Return rows of one answer by their numbers, the first one's name and, if asked for, its issuer."""
    first, *others = rows
    numbers = listed((row.number for row in rows), language)
    text = say(language, "several_rows" if others else "one_row", number=numbers, name=first.name)
    english = first.issuer_en if language is Language.EN else None
    return f"{text} — {english or first.issuer}" if issuer else text


def cited_row_text(row: Certificate, annex: Passage, language: Language) -> str:
    """Return a row by its place in the annex, its name and both names of its issuer."""
    return f"{annex.clause} {row_text((row,), language, issuer=False)} — {issuer_text(row)}"


def short_name(qualification: Qualification, language: Language) -> str:
    """Return the word that people type for a qualification."""
    if language is Language.EN or not qualification.words:
        return qualification.id
    return qualification.words[0].texts[0]
