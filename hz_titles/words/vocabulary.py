"""What things are called in an answer: statuses, facts, reasons, titles, rows, offices, dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from ..language import Language, Phrase, listed
from ..names.dates import Day, Period
from ..notice import Area, Bureau, Certificate, Committee, Level, Passage, Qualification, Series, Title
from ..rules.applicant import Held
from ..rules.verdict import Need, Reason, Status
from ..span import MONTHS_PER_YEAR, Amount, Span
from .document import Mark

STATUS = {  # the answers
    Status.ELIGIBLE: Phrase("符合条件，可以申请", "Yes: you can apply"),
    Status.NOT_ELIGIBLE: Phrase("不符合条件", "No: the conditions are not met"),
    Status.UNDETERMINED: Phrase("信息不全，暂不能判断", "More information needed"),
}
NOT_YET = Phrase("暂不符合条件，{day}起可申请", "Not yet: you can apply from {day} on")  # lacks time alone
STATUS_WORDS = {  # the answers where there is room for a word
    Status.ELIGIBLE: Phrase("符合条件", "eligible"),
    Status.NOT_ELIGIBLE: Phrase("不符合条件", "not eligible"),
    Status.UNDETERMINED: Phrase("信息不全", "more information needed"),
}
MARKS = {Status.ELIGIBLE: Mark.YES, Status.NOT_ELIGIBLE: Mark.NO, Status.UNDETERMINED: Mark.OPEN}

REASON_WORDS = {  # the reasons where there is room for a word
    Reason.MET: Phrase("满足条件", "conditions met"),
    Reason.YEARS_SHORT: Phrase("年限不足", "years short"),
    Reason.DEGREE_TOO_LOW: Phrase("学历不够", "needs a higher degree"),
    Reason.CERTIFICATE_NOT_LISTED: Phrase("证书不在目录内", "certificate not listed"),
    Reason.CERTIFICATE_NOT_RECOGNISED: Phrase("证书未能识别", "certificate not recognised"),
    Reason.ISSUER_NOT_LISTED: Phrase("颁证单位不在目录内", "issuer not listed"),
    Reason.GRADE_NOT_ACCEPTED: Phrase("证书等级不够", "grade not accepted"),
    Reason.NOT_RELATED_WORK: Phrase("现未从事相关专业工作", "no present work in the field"),
    Reason.NOT_IN_CITY: Phrase("工作地不在杭州", "place of work elsewhere"),
    Reason.FACTS_MISSING: Phrase("信息不全", "more information needed"),
}

NEEDS = {  # what each fact is asked for as
    Need.CERTIFICATE: Phrase("究竟是哪一种证书", "which certificate it is"),
    Need.ISSUER: Phrase("颁证单位", "the issuer"),
    Need.GRADE: Phrase("证书等级", "the grade of the certificate"),
    Need.DEGREE: Phrase("学历或学位", "the qualification"),
    Need.DEGREE_DATE: Phrase("学历或学位的取得时间", "when the qualification was obtained"),
    Need.YEARS: Phrase(
        "取得学历后从事相关专业工作的年数", "the years of related work after the qualification"
    ),
    Need.DISTRICT: Phrase("工作所在的区、县（市）", "the district, county or city of the place of work"),
}
NEED_WORDS = {  # the needed facts where there is room for a word
    Need.CERTIFICATE: Phrase("证书", "certificate"),
    Need.ISSUER: Phrase("颁证单位", "issuer"),
    Need.GRADE: Phrase("等级", "grade"),
    Need.DEGREE: Phrase("学历", "degree"),
    Need.DEGREE_DATE: Phrase("学历取得时间", "date of the degree"),
    Need.YEARS: Phrase("年限", "years"),
    Need.DISTRICT: Phrase("工作地", "place of work"),
}
FACTS = {  # what each fact about an applicant is called
    "cert": Phrase("证书", "Certificate"),
    "issuer": Phrase("颁证单位", "Issuer"),
    "grade": Phrase("证书等级", "Grade"),
    "degree": Phrase("学历或学位", "Qualification"),
    "years": Phrase("相关工作年限", "Years of related work"),
    "work": Phrase("相关工作经历", "Related work"),
    "related": Phrase("现从事相关工作", "Works in the field"),
    "district": Phrase("工作所在地", "Place of work"),
    "as_of": Phrase("计算到", "As-of date"),
}

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
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_words(value: object, language: Language) -> str:
    """Return a value as it stands in a sentence: times, days, qualifications and official names in words."""
    if isinstance(value, Phrase):
        return value.say(language)
    if isinstance(value, (list, tuple)):
        return listed((in_words(each, language) for each in value), language)
    writer = _WRITERS.get(type(value))
    return writer(value, language) if writer else str(value)


def day_text(day: date, language: Language) -> str:
    """Return a day as it is written out."""
    return _DATE.say(language, year=day.year, month=month_name(day), day=day.day)


def _given_day(day: Day, language: Language) -> str:
    """Return a day as exactly as it was given: a day, a month or a year."""
    phrase = _DATE if day.exact else _MONTH_ALONE if day.first == day.last else _YEAR_ALONE
    return phrase.say(language, year=day.first.year, month=month_name(day.first), day=day.first.day)


def _period(period: Period, language: Language) -> str:
    end = _given_day(period.end, language) if period.end else _NOW
    return _PERIOD.say(language, start=_given_day(period.start, language), end=end)


def month_name(day: date) -> Phrase:
    """Return the month of a day as it stands in a date."""
    return Phrase(str(day.month), _MONTH_NAMES[day.month - 1])


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
    most = _span(amount.most, language)
    if amount.least == amount.most:
        return least
    if amount.least.worth:
        return _BETWEEN.say(language, least=least, most=most)
    return (_LESS_THAN if amount.below else _AT_MOST).say(language, years=most)


# What the notice names

_TITLE = Phrase("{title}（{level}）· {series}", "{title}, {level}, {series}")
_ROW = Phrase("第{number}项 {name}", "row {number}: {name}")
_ROWS = Phrase("第{number}项 {name}", "rows {number}: {name}")
_OR_HIGHER = Phrase("{name}及以上", "{name} or higher")
_HELD_SINCE = Phrase("{name}（{day}取得）", "{name} ({day})")


def _glossed(named: Title | Level | Series, language: Language) -> str:
    """Return an official name, explained in English."""
    return named.name if language is Language.ZH else f"{named.name} ({named.gloss})"


def full_title_text(title: Title, series: Series, language: Language, *, gloss: bool = True) -> str:
    """Return title, level and series in one line; the series without its English `gloss` where not wanted."""
    named = _glossed(series, language) if gloss else series.name
    values = {"title": _glossed(title, language), "level": _glossed(title.level, language)}
    return _TITLE.say(language, series=named, **values)


def issuer_text(row: Certificate) -> str:
    """Return the issuer in both printed languages."""
    return f"{row.issuer} ({row.issuer_en})" if row.issuer_en else row.issuer


def issuer_option(row: Certificate, language: Language) -> str:
    """Return what may be typed for the issuer of a row: in English where it has such a name."""
    if language is Language.ZH:
        return row.issuer
    return row.issuer_en or next(filter(str.isascii, row.body.names), row.issuer)


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


def _held(held: Held, language: Language) -> str:
    """Return a qualification that somebody holds, with the day where that is known."""
    name = short_name(held.qualification, language)
    if held.or_higher:
        name = _OR_HIGHER.say(language, name=name)
    if held.obtained is None:
        return name
    return _HELD_SINCE.say(language, name=name, day=_given_day(held.obtained, language))


_WRITERS: dict[type, Callable[[Any, Language], str]] = {  # how the values of a verdict are put into words
    date: day_text,
    Period: _period,
    Span: _span,
    Amount: _amount,
    Held: _held,
    Certificate: lambda row, language: row_text((row,), language),
    **dict.fromkeys((Title, Level, Series), _glossed),
}

# Offices, in English


def extent_gloss(committee: Committee) -> str:
    """Say in English whom a committee serves."""
    only, excluded = committee.extent.only, committee.extent.excluded
    areas = ", ".join(area.english for area in only or excluded or ())
    return areas if only else f"the whole city except {areas}" if excluded else "the whole city"


def office_gloss(office: Committee | Bureau, area: Area) -> str:
    """Say in English what an office is, from its series and the place of work."""
    if isinstance(office, Committee):
        return f"{office.series.gloss} committee for {area.english}"
    return f"{area.english} human-resources bureau"
