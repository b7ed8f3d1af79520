"""What a table came to, put into words: on a terminal, as a page to hand on, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Any

from ..batch.answers import STATUSES
from ..language import Language, Phrase, listed
from ..notice import Catalogue, Level, Series, Title
from ..value import value
from .document import Document, Item, Line, Parts, Table
from .summary import Cause, Causes, Count, Summary
from .vocabulary import GROUPS, LABELS, called, day_text, in_words, labelled

MOST_LINES = 10  # The most lines of a section that are shown to a person

_PEOPLE = Phrase("共 {people} 人", "{people} people")
_ONE = Phrase("共 1 人", "1 person")
_GONE_TO = Phrase("{people}，结果在 {file}", "{people}, the result is in {file}")
_TITLE = Phrase("{title}（{level}）", "{title}, {level}")
_CAUSE = Phrase("{rows} 行：{what}{why}（第 {lines} 行）", "rows: {rows}; {what}{why} (lines {lines})")
_WHAT = Phrase("{column}{texts}：", "{column}{texts}: ")
_TEXT = Phrase("“{text}”", " “{text}”")
_ACCEPTED = Phrase("{why}。可用：{accepted}", "{why}. Accepted: {accepted}")
_OTHER_CAUSES = Phrase("其他原因", "other causes")
_MORE = Phrase("其余 {count} 项", "{count} more")
_BLANK = Phrase("空行 {count} 行", "blank rows: {count}")
_PASSED = Phrase(
    "{count} 行不是申请人，原样保留，不判断：{rows}",
    "rows that are no applicants and pass through without an answer: {count} ({rows})",
)
_PASSED_BY = Phrase("{count} 行不是申请人", "rows that are no applicants: {count}")
_PASSED_ROW = Phrase("第 {line} 行“{word}”", "line {line}: {word}")
_SHORT = Phrase(
    "{count} 行比表头短（首见第 {line} 行），缺的格按空计",
    "rows shorter than the header: {count} (the first on line {line}); missing cells count as empty",
)
_TENTHS = Phrase(
    "{count} 处日期写成 {text}（首见第 {line} 行）：可能是 1 月，也可能是 10 月，请核对",
    "dates like {text}: {count} (the first on line {line}); they may be January or October: check them",
)
_REPORT = Phrase("国际职业资格职称认定：名单汇总", "Titles by international certificates: a list summed up")
_AS_OF = Phrase("计算到 {day}", "as-of date {day}")
_WORTH = Phrase(
    "按 {issued} 的通知计算；符合条件即可申请，是否认定由受理单位决定，前往前请先电话确认。",
    "By the notice of {issued}: who meets its conditions may apply, the office decides; call before a visit.",
)


def summary_object(summary: Summary) -> dict[str, Any]:
    """Return a summary as an object that JSON can hold: always all keys."""

    def counted(tally: Count) -> dict[str, int]:
        return {status.value: tally[index] for index, status in enumerate(STATUSES)}

    def certificates(*, recognised: bool) -> list[dict[str, Any]]:
        names = summary.names(recognised=recognised)
        return [{"certificate": name, "rows": rows} for name, rows in names.items()]

    def causes(found: Causes) -> list[dict[str, Any]]:
        return [
            {
                "column": cause.column or None,
                "texts": cause.texts,
                "reason": cause.why(Language.EN),
                "accepted": cause.mend(Language.EN) or None,
                "rows": cause.rows,
                "lines": cause.lines,
            }
            for cause in found.in_order()
        ]

    return {
        "rows": summary.rows,
        "people": summary.people,
        "blank": summary.blank,
        "passed": summary.passers,
        "short": summary.short,
        "status": summary.statuses(),
        "titles": [
            {"title": title, "level": level, "series": series, **counted(tally)}
            for (title, level, series), tally in summary.by("title", "level", "series").items()
        ],
        "series": [{"series": series, **counted(tally)} for (series,), tally in summary.by("series").items()],
        "offices": [
            {"apply_to": name, "office": office or None, "phones": [p for p in phones.split(";") if p]}
            | counted(tally)
            for (name, office, phones), tally in summary.by("apply_to", "office", "phones").items()
        ],
        "eligible_from": [{"month": month, "rows": number} for month, number in summary.close().items()],
        "needs": {need.value: number for need, number in summary.needs().items()},
        "unrecognised": certificates(recognised=False),
        "unlisted": certificates(recognised=True),
        "other_certificates": sum(summary.others),
        "causes": causes(summary.to_mend),
        "unread": causes(summary.not_understood),
        "errors": [{"line": line, "reason": why} for line, why in summary.errors],
    }


# Parts

Numbers = Mapping[Any, int]  # The numbers of a part, by the cells that say what is counted


@value
class _Part:
    """A part of a summary, by its label: numbers by what they count, or sentences."""

    label: str
    columns: tuple[str, ...] = ("name",)  # the labels of the cells that say what is counted
    numbers: Numbers = field(default_factory=dict)
    others: int = 0  # how many more there are than those counted one by one
    texts: tuple[str, ...] = ()


def _parts(summary: Summary, language: Language, catalogue: Catalogue, *, words: bool) -> Iterator[_Part]:
    """Yield what there is to say under its labels; `words` quotes rows that are no applicants'."""

    def counted(label: str, numbers: Numbers, *columns: str, others: int = 0) -> _Part:
        kept = {cells: number for cells, number in numbers.items() if number}
        return _Part(label=label, columns=columns or ("name",), numbers=kept, others=others)

    official: tuple[Title | Level | Series, ...] = (*catalogue.titles, *catalogue.levels, *catalogue.series)
    named = {one.name: in_words(one, language) for one in official}
    titles, offices = summary.by("title", "level"), summary.by("apply_to", "office", "phones")
    titled = {
        (_TITLE.say(language, title=named[title], level=named[level]),): tally[0]
        for (title, level), tally in titles.items()
    }
    yield counted("titles", titled)
    yield counted("series", {(named[name],): tally[0] for (name,), tally in summary.by("series").items()})
    rooms = {(*name, phones.replace(";", " ")): tally[0] for (*name, phones), tally in offices.items()}
    yield counted("where_to_apply", rooms, "receiving_office", "room", "phone")
    yield counted("close", {(month,): number for month, number in summary.close().items()}, "month")
    needs = {(called("need", need).say(language),): number for need, number in summary.needs().items()}
    yield counted("missing", needs)
    for label, known, others in (("unrecognised", False, sum(summary.others)), ("unlisted", True, 0)):
        names = {(name,): number for name, number in summary.names(recognised=known).items()}
        yield counted(label, names, others=others)
    for label, causes in (("causes", summary.to_mend), ("unread", summary.not_understood)):
        yield _Part(label=label, texts=tuple(_cause_text(cause, language) for cause in causes.in_order()))
    yield _Part(label="rest", texts=tuple(_besides(summary, language, words=words)))


def _figures(summary: Summary, language: Language) -> dict[tuple[str, ...], int]:
    return {(GROUPS["figure"][code].say(language),): number for code, number in summary.statuses().items()}


def _headline(summary: Summary, language: Language, target: str) -> str:
    people = (_ONE if summary.people == 1 else _PEOPLE).say(language, people=f"{summary.people:,}")
    return _GONE_TO.say(language, people=people, file=target) if target else people


def _cause_text(cause: Cause, language: Language) -> str:
    texts = "".join(_TEXT.say(language, text=text) for text in cause.texts)
    what = _WHAT.say(language, column=cause.column, texts=texts) if cause.column else ""
    why, accepted = cause.why(language).rstrip("。. "), cause.mend(language)
    if accepted:
        why = _ACCEPTED.say(language, why=why, accepted=accepted)
    lines = listed([*cause.lines[:MOST_LINES], *["…"] * (cause.rows > MOST_LINES)], language)
    return _CAUSE.say(language, rows=f"{cause.rows:,}", what=what, why=why, lines=lines)


def _besides(summary: Summary, language: Language, *, words: bool) -> Iterator[str]:
    """Yield what else has to be known of the rows; `words` quotes those that are no applicants'."""
    if summary.passers:
        count = f"{summary.passers:,}"
        named = [_PASSED_ROW.filled(line=line, word=word) for line, word in summary.passed[:MOST_LINES]]
        rows = [*named, *["…"] * (summary.passers > MOST_LINES)]
        yield (
            _PASSED.say(language, count=count, rows=rows) if words else _PASSED_BY.say(language, count=count)
        )
    if summary.blank:
        yield _BLANK.say(language, count=f"{summary.blank:,}")
    if summary.short:
        yield _SHORT.say(language, count=f"{summary.short:,}", line=summary.first_short)
    if summary.tenths:
        yield _TENTHS.say(language, count=f"{summary.tenths:,}", text=summary.tenth, line=summary.first_tenth)


def summary_lines(
    summary: Summary, language: Language, catalogue: Catalogue, target: str = ""
) -> Iterator[Line]:
    """Yield the lines of a summary: the figures, then the rest; empty parts are left out."""
    yield Line(_headline(summary, language, target), heading=True)
    for (label,), number in _figures(summary, language).items():
        yield Line(label, number, number / max(summary.people, 1))
    # On a screen, what somebody has to do stands above what there is to know.
    parts = _parts(summary, language, catalogue, words=True)
    for part in sorted(parts, key=lambda part: part.label != "causes"):
        if part.numbers or part.texts:
            yield Line(LABELS[part.label].say(language), heading=True)
        yield from map(Line, part.texts[:MOST_LINES])
        counted = [(" ".join(filter(None, cells)), number) for cells, number in part.numbers.items()]
        for label, number in counted[:MOST_LINES]:
            yield Line(label, number, number / max(part.numbers.values()))
        if rest := part.texts[MOST_LINES:]:
            yield Line(_MORE.say(language, count=len(rest)))
        numbers = [number for _, number in counted[MOST_LINES:]]
        if numbers or (counted and part.others):
            count = f"{len(numbers):,}{'+' if part.others else ''}"
            yield Line(_MORE.say(language, count=count), sum(numbers) + part.others)


def summary_document(summary: Summary, language: Language, as_of: date, catalogue: Catalogue) -> Document:
    """Return a summary as a document to print or hand on; nobody's name stands in it."""
    parts: dict[str, Parts] = {"": [_table(("figure",), _figures(summary, language), language)]}
    for part in _parts(summary, language, catalogue, words=False):
        more = [_MORE.say(language, count=part.others)] if part.others else []
        table = [_table(part.columns, part.numbers, language)] if part.numbers else []
        parts[part.label] = [*table, *more, *part.texts]
    return Document(
        language=language,
        title=_REPORT.say(language),
        answer=Item(text=_headline(summary, language, "")),
        sections=labelled(language, parts),
        footer=(
            _AS_OF.say(language, day=day_text(as_of, language)),
            _WORTH.say(language, issued=day_text(date.fromisoformat(catalogue.notice.issued), language)),
        ),
    )


def _table(columns: tuple[str, ...], numbers: Numbers, language: Language) -> Table:
    headings = tuple(LABELS[column].say(language) for column in (*columns, "people"))
    rows = tuple((*cells, f"{number:,}") for cells, number in numbers.items())
    return Table(headings=headings, rows=rows)
