"""What a table came to: counted row by row, and told on a screen, on a page to hand on, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..batch.answers import ERROR, STATUSES, Where
from ..errors import FactError, UsageError
from ..language import Language, Phrase, listed, said
from ..names.identity import Identity, Kind
from ..names.text import printable
from ..notice import Catalogue
from ..rules.verdict import Application, Need, Verdict
from .document import Document, Item, Parts, Table
from .vocabulary import GROUPS, LABELS, called, in_words, labelled, say

MOST_NAMES = 1000  # The most unrecognised certificates that are counted one by one
MOST_ROWS = 20  # The most rows of a kind that are named
MOST_CAUSES = 100  # The most causes for rows to mend that are told apart
MOST_TEXTS = 3  # The most texts that are shown of a cause

Count = list[int]  # A number that others may go on counting up


@dataclass(slots=True)
class Noted:
    """Rows that are told of: how many, and the first of them, each with what is to be said of it."""

    count: int = 0
    first: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, text: str = "") -> None:
        """Count the row on a line."""
        self.count += 1
        if len(self.first) < MOST_ROWS:
            self.first.append((line, text))


@dataclass(slots=True, kw_only=True)
class Cause(Noted):
    """One thing to mend: in which column, why, and in which rows."""

    column: str
    error: UsageError  # the first error of this kind
    texts: list[str] = field(default_factory=list)  # what stood there, the first different ones

    def why(self, language: Language) -> str:
        """Return the reason, without the text that stood there."""
        return self.error.phrase.say(language, **self.error.values)

    def mend(self, language: Language) -> str:
        """Return what would be read instead; empty where the reason says it."""
        return str(said(self.error.accepted, language)) if isinstance(self.error, FactError) else ""


class Causes(dict[object, Cause]):
    """What has to be mended, by column and reason."""

    def count(self, line: int, column: str, error: UsageError) -> None:
        """Count a row in which this has to be mended."""
        key: object = (column, error.phrase)
        if key not in self and len(self) >= MOST_CAUSES:
            key = None
        cause = self.setdefault(key, Cause(column=column, error=error))
        cause.add(line)
        text = error.text if isinstance(error, FactError) else ""
        if text and text not in cause.texts and len(cause.texts) < MOST_TEXTS:
            cause.texts.append(printable(text, 30))

    def in_order(self) -> list[Cause]:
        """Return the causes, what stands in most rows first."""
        return sorted(self.values(), key=lambda cause: -cause.count)


def _of_each_status() -> Count:
    return [0] * len(STATUSES)


@dataclass(slots=True)
class Summary:
    """The tallies of one run."""

    blank: int = 0
    errors: Noted = field(default_factory=Noted)  # rows that cannot be read, and why
    passed: Noted = field(default_factory=Noted)  # rows that are no applicants, and by what they were known
    short: Noted = field(default_factory=Noted)  # rows with fewer cells than the header
    tenths: Noted = field(default_factory=Noted)  # dates in which .1 may be .10
    # by title, row and office, and whether the place of work is still needed: how often each status
    places: dict[tuple[Where, bool], Count] = field(default_factory=dict)
    # by what hangs on the person: what is needed, and the month from which on the conditions are met
    outcomes: dict[tuple[tuple[Need, ...], str], Count] = field(default_factory=dict)
    # certificates without a row, and whether they were recognised; and those beyond `MOST_NAMES`
    unlisted: dict[tuple[str, bool], Count] = field(default_factory=dict)
    others: Count = field(default_factory=_of_each_status)
    to_mend: Causes = field(default_factory=Causes)
    not_understood: Causes = field(default_factory=Causes)  # what could not be read but changes no answer

    def tally(
        self, identity: Identity, application: Application, where: Where, cert: str = "", issuer: str = ""
    ) -> Count:
        """Return the tally, one count a status, that rows with this certificate and place add to."""
        if identity.rows:
            return self.places.setdefault((where, application.needs_district), _of_each_status())
        name = printable(cert, 60)
        if issuer and identity.kind is Kind.ISSUER_NOT_LISTED:
            name += f"（{printable(issuer, 60)}）"
        key = name, identity.kind is not Kind.NOT_RECOGNISED
        if key not in self.unlisted and len(self.unlisted) >= MOST_NAMES:
            return self.others
        return self.unlisted.setdefault(key, _of_each_status())

    def count(self, verdict: Verdict) -> Count:
        """Return the count of rows with what hangs on the person in this verdict."""
        needs = tuple(need for need in verdict.needs if need is not Need.DISTRICT)
        month = verdict.eligible_from.isoformat()[:7] if verdict.eligible_from else ""
        return self.outcomes.setdefault((needs, month), [0])

    # What it came to

    @property
    def people(self) -> int:
        """The rows of applicants."""
        return sum(self.statuses().values())

    def statuses(self) -> dict[str, int]:
        """Return the number of rows by status."""
        numbers = map(sum, zip(*self.places.values(), *self.unlisted.values(), self.others, strict=True))
        return _by_status(list(numbers)) | {ERROR: self.errors.count}

    def by(self, *names: str) -> dict[tuple[str, ...], Count]:
        """Return the tallies by fields of `Where`; rows for which the first is not known left out."""
        result: dict[tuple[str, ...], Count] = {}
        for (where, _), tally in self.places.items():
            key = tuple(getattr(where, name) for name in names)
            if key[0]:
                counts = result.get(key, _of_each_status())
                result[key] = list(map(sum, zip(counts, tally, strict=True)))
        return dict(sorted(result.items(), key=lambda item: (-item[1][0], -sum(item[1]), item[0])))

    def close(self) -> dict[str, int]:
        """Return how many become eligible in which month if their work goes on."""
        months: Counter[str] = Counter()
        for (_, month), count in self.outcomes.items():
            months[month] += count[0]
        return {month: months[month] for month in sorted(months) if month and months[month]}

    def needs(self) -> dict[Need, int]:
        """Return for how many rows which fact is needed."""
        numbers: Counter[Need] = Counter()
        for (needs, _), count in self.outcomes.items():
            numbers.update(dict.fromkeys(needs, count[0]))
        numbers[Need.DISTRICT] = sum(sum(tally) for (_, needed), tally in self.places.items() if needed)
        return {need: numbers[need] for need in Need if numbers[need]}

    def names(self, *, recognised: bool) -> dict[str, int]:
        """Return the certificates without a row, known ones or others, the most frequent first."""
        numbers = {name: sum(tally) for (name, known), tally in self.unlisted.items() if known is recognised}
        return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))


def _by_status(tally: Count) -> dict[str, int]:
    return dict(zip([status.value for status in STATUSES], tally, strict=True))


# As JSON


def summary_object(summary: Summary) -> dict[str, Any]:
    """Return a summary as an object that JSON can hold: always all keys."""

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
                "rows": cause.count,
                "lines": [line for line, _ in cause.first],
            }
            for cause in found.in_order()
        ]

    return {
        "rows": summary.people + summary.blank + summary.passed.count,
        "people": summary.people,
        "blank": summary.blank,
        "passed": summary.passed.count,
        "short": summary.short.count,
        "status": summary.statuses(),
        "titles": [
            {"title": title, "level": level, "series": series} | _by_status(tally)
            for (title, level, series), tally in summary.by("title", "level", "series").items()
        ],
        "series": [{"series": name} | _by_status(tally) for (name,), tally in summary.by("series").items()],
        "offices": [
            {"apply_to": name, "office": office or None, "phones": phones.split(";") if phones else []}
            | _by_status(tally)
            for (name, office, phones), tally in summary.by("apply_to", "office", "phones").items()
        ],
        "eligible_from": [{"month": month, "rows": number} for month, number in summary.close().items()],
        "needs": {need.value: number for need, number in summary.needs().items()},
        "unrecognised": certificates(recognised=False),
        "unlisted": certificates(recognised=True),
        "other_certificates": sum(summary.others),
        "causes": causes(summary.to_mend),
        "unread": causes(summary.not_understood),
        "errors": [{"line": line, "reason": why} for line, why in summary.errors.first],
    }


# As a document

MOST_LINES = 10  # The most lines of a part that are shown on a screen

_WHAT = Phrase("{column}{texts}：", "{column}{texts}: ")
_TEXT = Phrase("“{text}”", " “{text}”")

_COLUMNS = {  # the labels of the cells that say what is counted, where that is not just a name
    "figures": ("figure",),
    "where_to_apply": ("receiving_office", "room", "phone"),
    "close": ("month",),
}


def summary_document(
    summary: Summary, language: Language, as_of: date, catalogue: Catalogue, *, target: str | None = None
) -> Document:
    """Return a summary as a document to print or hand on, in which nobody's name stands.

    With a `target`, where the table went, which may be empty, it is for the screen of who made it: what
    somebody has to do stands first, each part is cut, and rows that are no applicants are quoted.
    """
    on_screen = target is not None
    most = MOST_LINES if on_screen else MOST_NAMES
    figures = {GROUPS["figure"][code].say(language): rows for code, rows in summary.statuses().items()}
    parts: dict[str, Parts] = {"": [_table("figures", figures, {}, summary.people, language)]}
    if on_screen:
        parts["causes"] = ()  # its place
    for label, counted in _counted(summary, language, catalogue).items():
        numbers = [(cells, number) for cells, number in counted.items() if number]
        kept, left = dict(numbers[:most]), [number for _, number in numbers[most:]]
        others = sum(summary.others) if label == "unrecognised" and kept else 0
        rest = {}
        if on_screen and (left or others):
            count = f"{len(left):,}{'+' if others else ''}"
            rest = {say(language, "rest", count=count): sum(left) + others}
        table = [_table(label, kept, rest, max(kept.values()), language)] if kept else []
        parts[label] = [*table, *([say(language, "rest", count=others)] if others and not on_screen else [])]
    for label, texts in _told(summary, language, quoted=on_screen).items():
        more = [say(language, "rest", count=len(texts[most:]))] if texts[most:] else []
        parts[label] = [*texts[:most], *more]
    people = say(language, "one_person" if summary.people == 1 else "people", people=f"{summary.people:,}")
    issued = date.fromisoformat(catalogue.notice.issued)
    return Document(
        language=language,
        title=say(language, "report"),
        answer=Item(text=say(language, "gone_to", people=people, file=target) if target else people),
        sections=labelled(language, parts),
        footer=(say(language, "counted_to", day=as_of), say(language, "worth_of_summary", issued=issued)),
    )


def _table(
    label: str, numbers: Mapping[Any, int], rest: Mapping[Any, int], whole: int, language: Language
) -> Table:
    columns = (*_COLUMNS.get(label, ("name",)), "people")
    return Table(
        headings=tuple(LABELS[column].say(language) for column in columns),
        rows=tuple(
            (*([cells] if isinstance(cells, str) else cells), f"{number:,}")
            for cells, number in (*numbers.items(), *rest.items())
        ),
        shares=(*(number / max(whole, 1) for number in numbers.values()), *[0.0] * len(rest)),
    )


def _counted(summary: Summary, language: Language, catalogue: Catalogue) -> dict[str, Mapping[Any, int]]:
    """Return the parts that count: their numbers, by the cells that say what is counted."""
    official: tuple[Any, ...] = (*catalogue.titles, *catalogue.levels, *catalogue.series)
    named = {one.name: in_words(one, language) for one in official}
    return {
        "titles": {
            say(language, "title_of_level", title=named[title], level=named[level]): tally[0]
            for (title, level), tally in summary.by("title", "level").items()
        },
        "series": {named[name]: tally[0] for (name,), tally in summary.by("series").items()},
        "where_to_apply": {
            (*name, phones.replace(";", " ")): tally[0]
            for (*name, phones), tally in summary.by("apply_to", "office", "phones").items()
        },
        "close": summary.close(),
        "missing": {called("need", need).say(language): number for need, number in summary.needs().items()},
        "unrecognised": summary.names(recognised=False),
        "unlisted": summary.names(recognised=True),
    }


def _told(summary: Summary, language: Language, *, quoted: bool) -> dict[str, list[str]]:
    """Return the parts that tell: the causes, and what else has to be known of the rows."""
    rest = []
    if summary.passed.count:
        named = [say(language, "passed_row", line=line, word=word) for line, word in summary.passed.first]
        rows = [*named[:MOST_LINES], *["…"] * (summary.passed.count > MOST_LINES)]
        code = "passed" if quoted else "passed_by"
        rest.append(say(language, code, count=f"{summary.passed.count:,}", rows=rows))
    if summary.blank:
        rest.append(say(language, "blank", count=f"{summary.blank:,}"))
    for code, noted in (("short", summary.short), ("tenths", summary.tenths)):
        for line, text in noted.first[:1]:
            rest.append(say(language, code, count=f"{noted.count:,}", line=line, text=printable(text, 20)))
    return {
        "causes": [_cause_text(cause, language) for cause in summary.to_mend.in_order()],
        "unread": [_cause_text(cause, language) for cause in summary.not_understood.in_order()],
        "rest": rest,
    }


def _cause_text(cause: Cause, language: Language) -> str:
    texts = "".join(_TEXT.say(language, text=text) for text in cause.texts)
    what = _WHAT.say(language, column=cause.column, texts=texts) if cause.column else ""
    why, accepted = cause.why(language).rstrip("。. "), cause.mend(language)
    if accepted:
        why = say(language, "accepted", why=why, accepted=accepted)
    first = [str(line) for line, _ in cause.first[:MOST_LINES]]
    lines = listed([*first, *["…"] * (cause.count > MOST_LINES)], language)
    return say(language, "cause", rows=f"{cause.count:,}", what=what, why=why, lines=lines)
