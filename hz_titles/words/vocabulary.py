"""What the things of the domain are called in an answer: titles, rows, lengths of time, facts."""

from __future__ import annotations

from ..language import Language, Phrase
from ..notice.annex1 import Catalogue, Certificate, Level, Series, Title
from ..rules.verdict import Need, Status
from ..span import MONTHS_PER_YEAR, Span

_TITLE = Phrase(
    "{title}（{level}）· {series}", "{title} ({gloss}), {level} ({level_gloss}), {series} ({series_gloss})"
)
_ROW = Phrase("{clause} 第{number}项 {name}", "{clause} row {number}: {name}")
_ISSUED_BY = Phrase("{row} —— {issuer}", "{row} — {issuer}")

_YEARS = Phrase("{count}年", "{count} years")
_YEAR = Phrase("1年", "1 year")
_MONTHS = Phrase("{count}个月", "{count} months")
_MONTH = Phrase("1个月", "1 month")
_DAYS = Phrase("{count}天", "{count} days")
_DAY = Phrase("1天", "1 day")
_NO_TIME = Phrase("0年", "0 years")

NEEDS = {
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
"""What each fact is asked for as."""

STATUS_WORDS = {
    Status.ELIGIBLE: Phrase("符合条件", "eligible"),
    Status.NOT_ELIGIBLE: Phrase("不符合条件", "not eligible"),
    Status.UNDETERMINED: Phrase("还不能确定", "not known yet"),
}
"""The answers where there is room for a word."""
NEED_WORDS = {
    Need.CERTIFICATE: Phrase("证书", "certificate"),
    Need.ISSUER: Phrase("颁证单位", "issuer"),
    Need.GRADE: Phrase("等级", "grade"),
    Need.DEGREE: Phrase("学历", "degree"),
    Need.DEGREE_DATE: Phrase("学历取得时间", "date of the degree"),
    Need.YEARS: Phrase("年限", "years"),
    Need.DISTRICT: Phrase("工作地", "place of work"),
}
"""The needed facts where there is room for a word."""


def span_text(span: Span, language: Language) -> str:
    """Return a length of time in words."""
    months, days = span.parts()
    years, months = divmod(months, MONTHS_PER_YEAR)
    counts = ((years, _YEAR, _YEARS), (months, _MONTH, _MONTHS), (days, _DAY, _DAYS))
    parts = [(one if count == 1 else many).say(language, count=count) for count, one, many in counts if count]
    return ("" if language is Language.ZH else " ").join(parts) or _NO_TIME.say(language)


def issuer_text(row: Certificate) -> str:
    """Return the issuer in both printed languages."""
    return f"{row.issuer} ({row.issuer_en})" if row.issuer_en else row.issuer


def row_text(catalogue: Catalogue, row: Certificate, language: Language) -> str:
    """Return a row by its number, name and issuer."""
    clause = catalogue.notice.annex.clause
    named = _ROW.say(language, clause=clause, number=row.number, name=row.name)
    return _ISSUED_BY.say(language, row=named, issuer=issuer_text(row))


def level_text(level: Level, language: Language) -> str:
    """Return a level's name, explained in English."""
    return level.name if language is Language.ZH else f"{level.name} ({level.gloss})"


def title_text(title: Title, language: Language) -> str:
    """Return a title's name, explained in English."""
    return title.name if language is Language.ZH else f"{title.name} ({title.gloss})"


def series_text(series: Series, language: Language) -> str:
    """Return a series' name, explained in English."""
    return series.name if language is Language.ZH else f"{series.name} ({series.gloss})"


def full_title_text(title: Title, series: Series, language: Language) -> str:
    """Return title, level and series in one line."""
    return _TITLE.say(
        language,
        title=title.name,
        gloss=title.gloss,
        level=title.level.name,
        level_gloss=title.level.gloss,
        series=series.name,
        series_gloss=series.gloss,
    )


def need_text(need: Need, language: Language) -> str:
    """Return what a needed fact is called, in general."""
    return NEEDS[need].say(language)
