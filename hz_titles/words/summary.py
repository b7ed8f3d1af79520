"""What a table came to: how many can apply for what and where, who is close, what is missing.

The tallies are bounded whatever the length of the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..batch.answers import ERROR, STATUS_WORDS, STATUSES, Where
from ..errors import FactError, UsageError
from ..language import Language, Phrase, listed
from ..names.identity import Identity, Kind
from ..names.text import printable
from ..rules.verdict import Application, Need, Status, Verdict
from .vocabulary import need_text

MOST_NAMES = 1000
"""The most unrecognised certificates that are counted one by one."""
MOST_ERRORS = 20
"""The most unreadable rows that are named."""
MOST_CAUSES = 100
"""The most causes for rows to mend that are told apart."""
MOST_TEXTS = 3
"""The most texts that are shown of a cause."""
MOST_LINES = 10
"""The most lines of a section that are shown to a person."""

Count = list[int]
"""A number that others may go on counting up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The part of an answer that hangs on the person, as far as it is counted."""

    status: Status
    needs: tuple[Need, ...]
    month: str | None


@dataclass(slots=True)
class Cause:
    """One thing to mend: in which column, why, and in which rows.

    Attributes:
        error: the first error of this kind.
        texts: what stood there, the first different ones.
        lines: the first lines.
    """

    column: str
    error: UsageError
    rows: int = 0
    texts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def why(self, language: Language) -> str:
        """Return the reason, without the text that stood there."""
        return self.error.phrase.say(language, **self.error.values)

    def mend(self, language: Language) -> str:
        """Return what would be read instead; empty where the reason says it."""
        accepted = self.error.accepted if isinstance(self.error, FactError) else ""
        if isinstance(accepted, Phrase):
            return accepted.say(language)
        return listed(accepted, language)


def _count(causes: dict[object, Cause], line: int, column: str, error: UsageError) -> None:
    key: object = (column, error.phrase)
    if key not in causes and len(causes) >= MOST_CAUSES:
        key = None
    cause = causes.setdefault(key, Cause(column=column, error=error))
    cause.rows += 1
    text = error.text if isinstance(error, FactError) else ""
    if text and text not in cause.texts and len(cause.texts) < MOST_TEXTS:
        cause.texts.append(printable(text, 30))
    if len(cause.lines) < MOST_ERRORS:
        cause.lines.append(line)


@dataclass(slots=True)
class Summary:
    """The tallies of one run.

    Attributes:
        places: by title, row and office: eligible, not eligible, undetermined; and whether
            the place of work is still needed.
        outcomes: by what hangs on the person.
        unrecognised: certificates that were not recognised, with how often each status came of it.
        others: the same for those beyond `MOST_NAMES`.
        errors: unreadable rows: line and reason, the first of them.
        causes: what has to be mended, by column and reason.
        unread_causes: what could not be read but changes no answer.
        passed: rows that are no applicants: the first lines, and by what they were known.
        passers: how many these are.
        short: rows with fewer cells than the header, and the line of the first.
    """

    blank: int = 0
    unreadable: int = 0
    short: int = 0
    first_short: int = 0
    passers: int = 0
    passed: list[tuple[int, str]] = field(default_factory=list)
    places: dict[tuple[Where, bool], Count] = field(default_factory=dict)
    outcomes: dict[Outcome, Count] = field(default_factory=dict)
    unrecognised: dict[str, Count] = field(default_factory=dict)
    others: Count = field(default_factory=lambda: [0] * len(STATUSES))
    errors: list[tuple[int, str]] = field(default_factory=list)
    causes: dict[object, Cause] = field(default_factory=dict)
    unread_causes: dict[object, Cause] = field(default_factory=dict)

    def tally(
        self, identity: Identity, application: Application, where: Where, cert: str, issuer: str
    ) -> Count:
        """Return the tally, one count a status, that rows with this certificate and place add to."""
        if not identity.rows:
            name = printable(cert, 60)
            if identity.kind is Kind.ISSUER_NOT_LISTED:
                name += f"（{printable(issuer, 60)}）" if issuer else ""
            if name not in self.unrecognised and len(self.unrecognised) >= MOST_NAMES:
                return self.others
            return self.unrecognised.setdefault(name, [0] * len(STATUSES))
        return self.places.setdefault((where, application.needs_district), [0] * len(STATUSES))

    def count(self, verdict: Verdict) -> Count:
        """Return the count of rows with what hangs on the person in this verdict."""
        needs = tuple(need for need in verdict.needs if need is not Need.DISTRICT)
        month = verdict.eligible_from.isoformat()[:7] if verdict.eligible_from else None
        return self.outcomes.setdefault(Outcome(verdict.status, needs, month), [0])

    def error(self, line: int, why: str, column: str, error: UsageError) -> None:
        """Count a row that cannot be read."""
        self.unreadable += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append((line, why))
        _count(self.causes, line, column, error)

    def unread(self, line: int, column: str, error: UsageError) -> None:
        """Count a cell that could not be read, in a row that is answered all the same."""
        _count(self.unread_causes, line, column, error)

    def pass_by(self, line: int, known_by: str) -> None:
        """Count a row that is no applicant's."""
        self.passers += 1
        if len(self.passed) < MOST_ERRORS:
            self.passed.append((line, known_by))

    # What it came to

    @property
    def rows(self) -> int:
        """All rows, blank ones and those that are no applicants too."""
        return self.people + self.blank + self.passers

    @property
    def people(self) -> int:
        """The rows of applicants."""
        return sum(self.statuses().values())

    def statuses(self) -> dict[str, int]:
        """Return the number of rows by status."""
        tallies = [*self.places.values(), *self.unrecognised.values(), self.others]
        numbers = {
            status.value: sum(tally[index] for tally in tallies) for index, status in enumerate(STATUSES)
        }
        return numbers | {ERROR: self.unreadable}

    def by(self, *names: str) -> dict[tuple[str, ...], Count]:
        """Return the tallies by fields of `Where`; rows for which the first is not known left out."""
        result: dict[tuple[str, ...], Count] = {}
        for (where, _), tally in self.places.items():
            key = tuple(getattr(where, name) for name in names)
            if not key[0]:
                continue
            counts = result.setdefault(key, [0] * len(STATUSES))
            for index, number in enumerate(tally):
                counts[index] += number
        return dict(sorted(result.items(), key=lambda item: (-item[1][0], -sum(item[1]), item[0])))

    def close(self) -> dict[str, int]:
        """Return how many become eligible in which month if their work goes on."""
        months: Counter[str] = Counter()
        for outcome, count in self.outcomes.items():
            if outcome.month and count[0]:
                months[outcome.month] += count[0]
        return dict(sorted(months.items()))

    def needs(self) -> dict[Need, int]:
        """Return for how many rows which fact is needed."""
        numbers: Counter[Need] = Counter()
        for outcome, count in self.outcomes.items():
            for need in outcome.needs:
                numbers[need] += count[0]
        numbers[Need.DISTRICT] += sum(sum(tally) for (_, needed), tally in self.places.items() if needed)
        return {need: numbers[need] for need in Need if numbers[need]}

    def unlisted(self) -> dict[str, int]:
        """Return the certificates that were not recognised, the most frequent first."""
        numbers = {name: sum(tally) for name, tally in self.unrecognised.items()}
        return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))


def summary_object(summary: Summary) -> dict[str, Any]:
    """Return a summary as an object that JSON can hold: always all keys."""

    def counted(tally: Count) -> dict[str, int]:
        return {status.value: tally[index] for index, status in enumerate(STATUSES)}

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
        "unrecognised": [{"certificate": name, "rows": rows} for name, rows in summary.unlisted().items()],
        "unrecognised_others": sum(summary.others),
        "errors": [{"line": line, "reason": why} for line, why in summary.errors],
    }


# For a person

_HEADLINE = Phrase("共 {rows} 行", "{rows} rows")
_ONE_ROW = Phrase("共 1 行", "1 row")
_BLANK = Phrase("{text}，另有空行 {blank}", "{text}, {blank} of them blank")
_STATUS = Phrase("结论", "Answers")
_TITLES = Phrase("可申请的职称", "Titles that can be applied for")
_SERIES = Phrase("可申请的系列", "Series")
_OFFICES = Phrase("去哪里申请", "Where to apply")
_CLOSE = Phrase("继续工作，何时符合条件", "Not yet, but from this month on if work goes on")
_NEEDS = Phrase("尚缺的信息", "Facts that are missing")
_UNLISTED = Phrase("未认出的证书", "Certificates that were not recognised")
_ERRORS = Phrase("需要修改的行", "Rows to mend")
_MORE = Phrase("其余 {count} 项", "{count} more")
_MORE_ROWS = Phrase("其余 {count} 行见结果文件", "{count} more: see the result")
_PASSED = Phrase(
    "{count} 行不是申请人，原样保留，不判断：{rows}",
    "rows that are no applicants and pass through without an answer: {count} ({rows})",
)
_PASSED_ROW = Phrase("第 {line} 行“{word}”", "line {line}: {word}")
_SHORT = Phrase(
    "{count} 行比表头短（首见第 {line} 行），缺的格按空计",
    "rows shorter than the header: {count} (the first on line {line}); missing cells count as empty",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary: a heading, a sentence, or a label with its number and bar."""

    text: str
    number: int | None = None
    share: float = 0.0
    heading: bool = False


def summary_lines(summary: Summary, language: Language) -> Iterator[Line]:
    """Yield the lines of a summary; sections that would be empty are left out."""
    headline = (_ONE_ROW if summary.rows == 1 else _HEADLINE).say(language, rows=f"{summary.rows:,}")
    if summary.blank:
        headline = _BLANK.say(language, text=headline, blank=f"{summary.blank:,}")
    yield Line(headline, heading=True)
    if summary.short:
        yield Line(_SHORT.say(language, count=f"{summary.short:,}", line=summary.first_short))
    if summary.passers:
        named = [_PASSED_ROW.filled(line=line, word=word) for line, word in summary.passed[:MOST_LINES]]
        more = ["…"] * (summary.passers > MOST_LINES)
        yield Line(_PASSED.say(language, count=f"{summary.passers:,}", rows=[*named, *more]))
    statuses = {
        STATUS_WORDS[status].say(language): number for status, number in summary.statuses().items() if number
    }
    yield from _section(_STATUS, statuses, language)
    titles = {
        f"{title}（{level}）": tally[0] for (title, level), tally in summary.by("title", "level").items()
    }
    yield from _section(_TITLES, titles, language)
    series = {name: tally[0] for (name,), tally in summary.by("series").items()}
    yield from _section(_SERIES, series, language)
    offices = {
        f"{name} {phones.replace(';', ' ')}".strip(): tally[0]
        for (name, phones), tally in summary.by("apply_to", "phones").items()
    }
    yield from _section(_OFFICES, offices, language)
    yield from _section(_CLOSE, summary.close(), language)
    needs = {need_text(need, language): number for need, number in summary.needs().items()}
    yield from _section(_NEEDS, needs, language)
    yield from _section(_UNLISTED, summary.unlisted(), language, sum(summary.others))
    if summary.errors:
        yield Line(_ERRORS.say(language), heading=True)
        for _, why in summary.errors[:MOST_LINES]:
            yield Line(why)
        left = summary.unreadable - min(len(summary.errors), MOST_LINES)
        if left:
            yield Line(_MORE_ROWS.say(language, count=f"{left:,}"))


def _section(heading: Phrase, numbers: dict[str, int], language: Language, others: int = 0) -> Iterator[Line]:
    shown = [(label, number) for label, number in numbers.items() if number]
    if not shown:
        return
    yield Line(heading.say(language), heading=True)
    most = max(number for _, number in shown)
    for label, number in shown[:MOST_LINES]:
        yield Line(label, number, number / most)
    rest = shown[MOST_LINES:]
    if rest or others:
        count = f"{len(rest):,}" if not others else f"{len(rest):,}+"
        yield Line(_MORE.say(language, count=count), sum(number for _, number in rest) + others)
