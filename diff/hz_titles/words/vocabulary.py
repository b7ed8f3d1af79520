"""What things are called: what bears a code by ``vocabulary.txt``; titles, rows, offices and times here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum

from ..language import Language, Phrase, listed, phrases_beside
from ..names.dates import Day, Period
from ..notice import Certificate, Level, Passage, Qualification, Series, Title
from ..rules.applicant import Held
from ..rules.verdict import Status
from ..span import MONTHS_PER_YEAR, Amount, Span
from .document import Item, Mark, Parts, Section

GROUPS = phrases_beside(__file__, "vocabulary.txt")  # by group and code, what things are called
LABELS = GROUPS["label"]
MARKS = dict(zip(Status, Mark, strict=True))


def labelled(language: Language, parts: Mapping[str, Parts]) -> tuple[Section, ...]:
    """Return the sections in which something stands, by their labels; a bare text is an item."""
    result = []
    for label, every in parts.items():
        items = tuple(Item(text=part) if isinstance(part, str) else part for part in every)
        heading = LABELS[label].say(language) if label else ""
        result += [Section(heading=heading, parts=items)] if items else []
    return tuple(result)


def called(group: str, code: Enum) -> Phrase:
    """Return what a status, a reason, a need … is called in a group of ``vocabulary.txt``."""
    return GROUPS[group][code.value]


# Time

_COUNTED = (  # one, and several, of each unit
    (Phrase("1年", "1 year"), Phrase("{count}年", "{count} years")),
    (Phrase("1个月", "1 month"), Phrase("{count}个月", "{count} months")),
    (Phrase("1天", "1 day"), Phrase("{count}天", "{count} days")),
)
_NO_TIME = Phrase("0年", "0 years")
_AT_LEAST = Phrase("{years}以上", "{years} or more")
_AT_MOST = Phrase("至多{years}", "at most {years}")
_LESS_THAN = Phrase("不到{years}", "less than {years}")
_BETWEEN = Phrase("{least}至{most}", "{least} to {most}")
_DATE = Phrase("{year}年{month}月{day}日", "{day} {month} {year}")
_MONTH_ALONE = Phrase("{year}年{month}月", "{month} {year}")
_YEAR_ALONE = Phrase("{year}年", "{year}")
_PERIOD = Phrase("{start}至{end}", "{start} to {end}")
_NOW = Phrase("今", "now")


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
            phrase = _DATE if value.exact else _MONTH_ALONE if value.first == value.last else _YEAR_ALONE
            return day_text(value.first, language, phrase)
        case Period():
            start, end = in_words(value.start, language), in_words(value.end or _NOW, language)
            return _PERIOD.say(language, start=start, end=end)
        case Span():
            return _span(value, language)
        case Amount():
            return _amount(value, language)
        case Held():
            name = short_name(value.qualification, language)
            name = _OR_HIGHER.say(language, name=name) if value.or_higher else name
            day = value.obtained and in_words(value.obtained, language)
            return _HELD_SINCE.say(language, name=name, day=day) if day else name
        case Certificate():
            return row_text((value,), language)
        case Title() | Level() | Series():
            return value.name if language is Language.ZH else f"{value.name} ({value.gloss})"
    return str(value)


def day_text(day: date, language: Language, phrase: Phrase = _DATE) -> str:
    """Return a day as it is written out, whole or as `phrase` has it."""
    return phrase.say(language, year=day.year, month=month_name(day), day=day.day)


def month_name(day: date) -> Phrase:
    """Return the month of a day as it stands in a date."""
    return GROUPS["month"][str(day.month)]


def _span(span: Span, language: Language) -> str:
    months, days = span.parts()
    counts = zip((*divmod(months, MONTHS_PER_YEAR), days), _COUNTED, strict=True)
    parts = [
        (one if count == 1 else many).say(language, count=count) for count, (one, many) in counts if count
    ]
    return ("" if language is Language.ZH else " ").join(parts) or _NO_TIME.say(language)


def _amount(amount: Amount, language: Language) -> str:
    """Return a number of years in words, as far as it is known."""
    least = _span(amount.least, language)
    if amount.most is None:
        return _AT_LEAST.say(language, years=least)
    if amount.least == amount.most:
        return least
    most = _span(amount.most, language)
    if amount.least.worth:
        return _BETWEEN.say(language, least=least, most=most)
    return (_LESS_THAN if amount.below else _AT_MOST).say(language, years=most)


# What the notice names

_TITLE = Phrase("{title}（{level}）· {series}", "{title}, {level}, {series}")
_ROW = Phrase("第{number}项 {name}", "row {number}: {name}")
_ROWS = Phrase("第{number}项 {name}", "rows {number}: {name}")
_OR_HIGHER = Phrase("{name}及以上", "{name} or higher")
_HELD_SINCE = Phrase("{name}（{day}取得）", "{name} ({day})")


def full_title_text(title: Title, series: Series, language: Language, *, gloss: bool = True) -> str:
    """Return title, level and series in one line; the series without its English `gloss` where not wanted."""
    names = {"title": in_words(title, language), "level": in_words(title.level, language)}
    return _TITLE.say(language, **names, series=in_words(series, language) if gloss else series.name)


def issuer_text(row: Certificate) -> str:
    """Return the issuer in both printed languages."""
    return f"{row.issuer} ({row.issuer_en})" if row.issuer_en else row.issuer


def row_text(rows: Sequence[Certificate], language: Language, *, issuer: bool = True) -> str:
    """Return rows of one answer by their numbers, the first one's name and, if asked for, its issuer."""
    first, *others = rows
    numbers = listed((row.number for row in rows), language)
    text = (_ROWS if others else _ROW).say(language, number=numbers, name=first.name)
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
