"""What a table came to: how many can apply for what and where, who is close, what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..batch.answers import ERROR, STATUSES, Where
from ..errors import FactError, UsageError
from ..language import Language, said
from ..names.resolver import Identity, Kind
from ..names.text import printable
from ..rules.verdict import Application, Need, Verdict

MOST_NAMES = 1000  # The most unrecognised certificates that are counted one by one
MOST_ERRORS = 20  # The most unreadable rows that are named
MOST_CAUSES = 100  # The most causes for rows to mend that are told apart
MOST_TEXTS = 3  # The most texts that are shown of a cause

Count = list[int]  # A number that others may go on counting up


@dataclass(slots=True)
class Cause:
    """One thing to mend: in which column, why, and in which rows."""

    column: str
    error: UsageError  # the first error of this kind
    rows: int = 0
    texts: list[str] = field(default_factory=list)  # what stood there, the first different ones
    lines: list[int] = field(default_factory=list)  # the first lines

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
        cause.rows += 1
        text = error.text if isinstance(error, FactError) else ""
        if text and text not in cause.texts and len(cause.texts) < MOST_TEXTS:
            cause.texts.append(printable(text, 30))
        if len(cause.lines) < MOST_ERRORS:
            cause.lines.append(line)

    def in_order(self) -> list[Cause]:
        """Return the causes, what stands in most rows first."""
        return sorted(self.values(), key=lambda cause: -cause.rows)


@dataclass(slots=True)
class Summary:
    """The tallies of one run."""

    blank: int = 0
    unreadable: int = 0
    short: int = 0  # rows with fewer cells than the header, and the line of the first
    first_short: int = 0
    passers: int = 0  # how many these are
    tenths: int = 0  # dates in which .1 may be .10: how many, the first, and its line
    tenth: str = ""
    first_tenth: int = 0
    # rows that are no applicants: the first lines, and by what they were known
    passed: list[tuple[int, str]] = field(default_factory=list)
    # by title, row and office, and whether the place of work is still needed: how often each status
    places: dict[tuple[Where, bool], Count] = field(default_factory=dict)
    # by what hangs on the person: what is needed, and the month from which on the conditions are met
    outcomes: dict[tuple[tuple[Need, ...], str], Count] = field(default_factory=dict)
    # certificates without a row, and whether they were recognised; and those beyond `MOST_NAMES`
    unlisted: dict[tuple[str, bool], Count] = field(default_factory=dict)
    others: Count = field(default_factory=lambda: [0] * len(STATUSES))
    errors: list[tuple[int, str]] = field(default_factory=list)  # the first unreadable rows: line and reason
    to_mend: Causes = field(default_factory=Causes)
    not_understood: Causes = field(default_factory=Causes)  # what could not be read but changes no answer

    def tally(
        self, identity: Identity, application: Application, where: Where, cert: str = "", issuer: str = ""
    ) -> Count:
        """Return the tally, one count a status, that rows with this certificate and place add to."""
        if not identity.rows:
            name = printable(cert, 60)
            if identity.kind is Kind.ISSUER_NOT_LISTED:
                name += f"（{printable(issuer, 60)}）" if issuer else ""
            key = name, identity.kind is not Kind.NOT_RECOGNISED
            if key not in self.unlisted and len(self.unlisted) >= MOST_NAMES:
                return self.others
            return self.unlisted.setdefault(key, [0] * len(STATUSES))
        return self.places.setdefault((where, application.needs_district), [0] * len(STATUSES))

    def count(self, verdict: Verdict) -> Count:
        """Return the count of rows with what hangs on the person in this verdict."""
        needs = tuple(need for need in verdict.needs if need is not Need.DISTRICT)
        month = verdict.eligible_from.isoformat()[:7] if verdict.eligible_from else ""
        return self.outcomes.setdefault((needs, month), [0])

    def error(self, line: int, why: str, column: str, error: UsageError) -> None:
        """Count a row that cannot be read."""
        self.unreadable += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append((line, why))
        self.to_mend.count(line, column, error)

    def pass_by(self, line: int, known_by: str) -> None:
        """Count a row that is no applicant's."""
        self.passers += 1
        if len(self.passed) < MOST_ERRORS:
            self.passed.append((line, known_by))

    def maybe_october(self, line: int, text: str) -> None:
        """Count a date that may be of January or of October."""
        self.tenths += 1
        self.tenth = self.tenth or printable(text, 20)
        self.first_tenth = self.first_tenth or line

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
        tallies = [*self.places.values(), *self.unlisted.values(), self.others]
        numbers = map(sum, zip(*tallies, strict=True))
        return dict(zip([status.value for status in STATUSES], numbers, strict=True)) | {
            ERROR: self.unreadable
        }

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
