"""What a table came to, put into words: on a terminal, as a page to hand on, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..batch.answers import ERROR, STATUSES
from ..language import Language, Phrase, listed
from ..rules.verdict import Status
from .document import Document, Item, Section, Table, section
from .summary import Cause, Count, Summary
from .vocabulary import day_text, need_text

MOST_LINES = 10
"""The most lines of a section that are shown to a person."""

_PEOPLE = Phrase("共 {people} 人", "{people} people")
_ONE = Phrase("共 1 人", "1 person")
_GONE_TO = Phrase("{people}，结果在 {file}", "{people}, the result is in {file}")
_FIGURES = {
    Status.ELIGIBLE.value: Phrase("可以申请", "can apply"),
    Status.NOT_ELIGIBLE.value: Phrase("暂不能申请", "cannot apply yet"),
    Status.UNDETERMINED.value: Phrase("信息待补充", "to be completed"),
    ERROR: Phrase("填写需修改", "to be mended"),
}
_FIGURE = Phrase("结论", "Answer")
_NUMBER = Phrase("人数", "People")
_TITLES = Phrase("可申请的职称", "Titles that can be applied for")
_SERIES = Phrase("可申请的系列", "Series")
_OFFICES = Phrase("去哪里申请", "Where to apply")
_OFFICE = Phrase("受理单位", "Office")
_ROOM = Phrase("办公室", "Room")
_PHONES = Phrase("电话", "Telephone")
_CLOSE = Phrase("继续工作，何时符合条件", "Not yet, but from this month on if work goes on")
_MONTH = Phrase("月份", "Month")
_NEEDS = Phrase("尚缺的信息", "Facts that are missing")
_UNRECOGNISED = Phrase("未认出的证书", "Certificates that were not recognised")
_UNLISTED = Phrase("不在目录内的证书", "Certificates that are not in the list")
_NAME = Phrase("名称", "Name")
_CAUSES = Phrase("需要修改的，按原因", "To be mended, by cause")
_UNREAD = Phrase("未能识别、按未知处理的", "Not understood, and taken as not known")
_CAUSE = Phrase("{rows} 行：{what}{why}（第 {lines} 行）", "rows: {rows}; {what}{why} (lines {lines})")
_WHAT = Phrase("{column}{texts}：", "{column}{texts}: ")
_TEXT = Phrase("“{text}”", " “{text}”")
_ACCEPTED = Phrase("{why}。可用：{accepted}", "{why}. Accepted: {accepted}")
_OTHER_CAUSES = Phrase("其他原因", "other causes")
_MORE = Phrase("其余 {count} 项", "{count} more")
_REST = Phrase("另有", "Besides")
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

    def certificates(tallies: dict[str, int]) -> list[dict[str, Any]]:
        return [{"certificate": name, "rows": rows} for name, rows in tallies.items()]

    def causes(found: list[Cause]) -> list[dict[str, Any]]:
        return [
            {
                "column": cause.column or None,
                "texts": cause.texts,
                "reason": cause.why(Language.EN),
                "accepted": cause.mend(Language.EN) or None,
                "rows": cause.rows,
                "lines": cause.lines,
            }
            for cause in found
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
        "unrecognised": certificates(summary.names(recognised=False)),
        "unlisted": certificates(summary.names(recognised=True)),
        "other_certificates": sum(summary.others),
        "causes": causes(summary.to_mend()),
        "unread": causes(summary.not_understood()),
        "errors": [{"line": line, "reason": why} for line, why in summary.errors],
    }


# Sections


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary: a heading, a sentence, or a label with its number and bar."""

    text: str
    number: int | None = None
    share: float = 0.0
    heading: bool = False


Numbers = Mapping[Any, int]
"""The numbers of a section, by the cells that say what is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """A section of numbers: its heading, what its columns are, and how many more there are."""

    heading: Phrase
    columns: tuple[Phrase, ...]
    numbers: Numbers
    others: int = 0


def _sections(summary: Summary, language: Language) -> Iterator[_Counted]:
    titles = {
        (f"{title}（{level}）",): tally[0] for (title, level), tally in summary.by("title", "level").items()
    }
    yield _Counted(heading=_TITLES, columns=(_NAME,), numbers=titles)
    series = {name: tally[0] for name, tally in summary.by("series").items()}
    yield _Counted(heading=_SERIES, columns=(_NAME,), numbers=series)
    offices = {
        (name, office, phones.replace(";", " ")): tally[0]
        for (name, office, phones), tally in summary.by("apply_to", "office", "phones").items()
    }
    yield _Counted(heading=_OFFICES, columns=(_OFFICE, _ROOM, _PHONES), numbers=offices)
    months = {(month,): number for month, number in summary.close().items()}
    yield _Counted(heading=_CLOSE, columns=(_MONTH,), numbers=months)
    needs = {(need_text(need, language),): number for need, number in summary.needs().items()}
    yield _Counted(heading=_NEEDS, columns=(_NAME,), numbers=needs)
    for heading, recognised in ((_UNRECOGNISED, False), (_UNLISTED, True)):
        names = {(name,): number for name, number in summary.names(recognised=recognised).items()}
        others = 0 if recognised else sum(summary.others)
        yield _Counted(heading=heading, columns=(_NAME,), numbers=names, others=others)


def _figures(summary: Summary, language: Language) -> dict[str, int]:
    return {_FIGURES[status].say(language): number for status, number in summary.statuses().items()}


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


def summary_lines(summary: Summary, language: Language, target: str = "") -> Iterator[Line]:
    """Yield the lines of a summary: the figures, what to mend, then the rest; empty sections are left out."""
    yield Line(_headline(summary, language, target), heading=True)
    for label, number in _figures(summary, language).items():
        yield Line(label, number, number / max(summary.people, 1))
    for heading, causes in ((_CAUSES, summary.to_mend()), (_UNREAD, summary.not_understood())):
        if causes:
            yield Line(heading.say(language), heading=True)
            yield from (Line(_cause_text(cause, language)) for cause in causes[:MOST_LINES])
            if len(causes) > MOST_LINES:
                yield Line(_MORE.say(language, count=len(causes) - MOST_LINES))
    for counted in _sections(summary, language):
        yield from _counted_lines(counted, language)
    besides = list(_besides(summary, language, words=True))
    if besides:
        yield Line(_REST.say(language), heading=True)
        yield from map(Line, besides)


def _counted_lines(counted: _Counted, language: Language) -> Iterator[Line]:
    shown = [(" ".join(filter(None, labels)), number) for labels, number in counted.numbers.items() if number]
    if not shown:
        return
    yield Line(counted.heading.say(language), heading=True)
    most = max(number for _, number in shown)
    for label, number in shown[:MOST_LINES]:
        yield Line(label, number, number / most)
    rest = shown[MOST_LINES:]
    if rest or counted.others:
        count = f"{len(rest):,}{'+' if counted.others else ''}"
        yield Line(_MORE.say(language, count=count), sum(number for _, number in rest) + counted.others)


def summary_document(summary: Summary, language: Language, as_of: date, issued: date) -> Document:
    """Return a summary as a document to print or hand on; nobody's name stands in it."""
    figures = _table((_FIGURE,), {(label,): n for label, n in _figures(summary, language).items()}, language)
    parts: list[Section] = [section("", [figures])]
    for counted in _sections(summary, language):
        numbers = {labels: number for labels, number in counted.numbers.items() if number}
        if numbers:
            table = _table(counted.columns, numbers, language)
            more = [_MORE.say(language, count=counted.others)] if counted.others else []
            parts.append(section(counted.heading.say(language), [table, *more]))
    for heading, causes in ((_CAUSES, summary.to_mend()), (_UNREAD, summary.not_understood())):
        if causes:
            texts = [_cause_text(cause, language) for cause in causes]
            parts.append(section(heading.say(language), texts))
    besides = list(_besides(summary, language, words=False))
    if besides:
        parts.append(section(_REST.say(language), besides))
    return Document(
        language=language,
        title=_REPORT.say(language),
        answer=Item(text=_headline(summary, language, "")),
        sections=tuple(parts),
        footer=(
            _AS_OF.say(language, day=day_text(as_of, language)),
            _WORTH.say(language, issued=day_text(issued, language)),
        ),
    )


def _table(columns: tuple[Phrase, ...], numbers: Numbers, language: Language) -> Table:
    headings = tuple(column.say(language) for column in (*columns, _NUMBER))
    rows = tuple((*labels, f"{number:,}") for labels, number in numbers.items())
    return Table(headings=headings, rows=rows)
