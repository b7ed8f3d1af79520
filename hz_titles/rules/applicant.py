"""What is known of a person: facts as typed, and as the engine takes them.

`Facts` holds texts; `read_applicant` resolves every name and number in them and refuses
what contradicts itself. A fact that was not given stays unknown: it is never zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..errors import FactError, UsageError
from ..language import Phrase, same
from ..names import dates
from ..names.dates import Day, read_day, read_period
from ..names.identity import Identity, Kind
from ..names.index import Place
from ..names.resolver import Names
from ..names.text import printable
from ..names.years import more_than, read_years
from ..notice.annex1 import Qualification, Remark
from ..span import Span, Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts about one person, as they were typed; None or empty means not given.

    Attributes:
        degrees: qualifications, each ``LEVEL`` or ``LEVEL@DATE``.
        work: periods of related work, each ``FROM..[TO]``.
        related: works in the certificate's field now.
    """

    cert: str
    issuer: str | None = None
    grade: str | None = None
    degrees: tuple[str, ...] = ()
    years: str | None = None
    work: tuple[str, ...] = ()
    related: bool | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A qualification that a person holds; `obtained` is None where the day is not known."""

    qualification: Qualification
    obtained: date | None = None

    def to_come(self, as_of: date) -> bool:
        """Tell whether it is obtained only after `as_of`: it does not count yet."""
        return self.obtained is not None and self.obtained > as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period of work from `start` to `last`, which counts; `last` is None while it goes on."""

    start: date
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactReading:
    """How one given fact was read: its name, the text, and what it was read as."""

    fact: str
    text: str
    read: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """The facts about one person as the engine takes them.

    Attributes:
        held: the qualifications; empty where unknown.
        years: related work after the one qualification; None where unknown.
        work: dated periods of related work; None where unknown.
        related: works in the field now; None is taken as yes, and said.
        place: where the person works; None where unknown.
        as_of: the as-of date.
        facts: the texts that all this was read from; None where it was not read from any.
        named: the qualifications as they were named, those that add nothing among them.
        remarks: what has to be said about the wordings used, and about dates given by their month alone.
    """

    identity: Identity
    as_of: date
    grade: str | None = None
    held: tuple[Held, ...] = ()
    years: Span | None = None
    work: tuple[Period, ...] | None = None
    related: bool | None = None
    place: Place | None = None
    facts: Facts | None = None
    named: tuple[Held, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def taken(self) -> tuple[FactReading, ...]:
        """How each given fact was read."""
        return tuple(_taken(self, self.facts)) if self.facts else ()


def _taken(applicant: Applicant, facts: Facts) -> Iterator[FactReading]:
    identity, place = applicant.identity, applicant.place
    rows = ";".join(str(row.number) for row in identity.rows)
    yield FactReading(fact="cert", text=printable(facts.cert), read=same(rows))
    if facts.issuer is not None:
        issuers = dict.fromkeys(row.issuer for row in identity.rows)
        settled = identity.kind is not Kind.NEEDS_ISSUER
        read = ";".join(issuers) if settled else ""
        yield FactReading(fact="issuer", text=printable(facts.issuer), read=same(read))
    if facts.grade is not None:
        yield FactReading(fact="grade", text=printable(facts.grade), read=same(applicant.grade or ""))
    if facts.degrees:
        read = ";".join(
            f"{one.qualification.id}@{one.obtained}" if one.obtained else one.qualification.id
            for one in applicant.named
        )
        yield FactReading(fact="degree", text=printable(";".join(facts.degrees)), read=same(read))
    if facts.years is not None and applicant.years is not None:
        yield FactReading(fact="years", text=printable(facts.years), read=same(applicant.years.iso()))
    if facts.work:
        read = ";".join(f"{period.start}..{period.last or ''}" for period in applicant.work or ())
        yield FactReading(fact="work", text=printable(";".join(facts.work)), read=same(read))
    if facts.related is not None:
        yield FactReading(
            fact="related", text=str(facts.related).lower(), read=_RELATED if facts.related else _UNRELATED
        )
    if facts.district is not None and place is not None:
        read = ";".join(area.name for area in place.areas)
        yield FactReading(fact="district", text=printable(facts.district), read=same(read))


_MONTH_ALONE = Phrase(
    "「{text}」只到月份：开始和取得按当月第一天计，结束按当月最后一天计",
    "“{text}” names a month alone: a beginning counts from its first day, an end to its last",
)
_TWO_GRADES = Phrase(
    "与证书名称中的等级 {named} 不一致", "differs from grade {named} in the certificate's name"
)
_NO_GRADES = Phrase(
    "第 {number} 项「{name}」不分等级，请去掉 --grade",
    "row {number} ({name}) has no grades: leave --grade out",
)
_YEARS_AND_WORK = Phrase(
    "--years 与 --work 只能用一个：有起止日期时只写 --work",
    "give either --years or --work, not both: with dates, --work alone",
)
_YEARS_OF_SEVERAL = Phrase(
    "有多个学历时不能只写年数：请写 --degree 学历@取得日期（每个一次）和 --work 开始..结束",
    "with several qualifications a number of years is not enough: write --degree LEVEL@DATE for each, "
    "and --work FROM..TO",
)
_MORE_THAN_PASSED = Phrase(
    "取得学历（{obtained}）至 {as_of} 没有这么久：请写该学历取得后的年数，或改用 --work 开始..结束",
    "less than that has passed from the qualification ({obtained}) to {as_of}: write the years after it, "
    "or --work FROM..TO",
)
_LEVEL_AT_DATE = Phrase("请写成 学历@取得日期", "must be written LEVEL@DATE")
_BOUNDS = Phrase("请写出确切的年数或日期", "write the exact years or dates")
_RELATED = Phrase("现从事相关专业工作", "works in the field now")
_UNRELATED = Phrase("现未从事相关专业工作", "does not work in the field now")
_YEARS_READ = Phrase("{years}", "{years}")


def read_applicant(names: Names, facts: Facts, as_of: date) -> Applicant:
    """Resolve `facts` as of a day.

    Raises:
        FactError: a fact cannot be read; names the fact, the text and what is accepted.
        UsageError: facts that cannot go together; says what to write instead.
    """
    identity = names.identify(facts.cert, facts.issuer)
    grade = _read_grade(names, identity, facts.grade)
    degrees = [_read_degree(names, text) for text in facts.degrees]
    held = _held((degree.held for degree in degrees), names.catalogue.lowest_rank)
    if facts.years is not None and facts.work:
        raise UsageError(_YEARS_AND_WORK)
    years = None if facts.years is None else _years(facts.years)
    if facts.years is not None:
        _check_years(held, facts.years, as_of)
    periods = [read_period(text) for text in facts.work]
    place = None if facts.district is None else names.place(facts.district)
    vague = [text for text, degree in zip(facts.degrees, degrees, strict=True) if not degree.exact]
    vague += [text for text, period in zip(facts.work, periods, strict=True) if not period.exact]
    return Applicant(
        identity=identity,
        as_of=as_of,
        grade=grade,
        held=held,
        years=years,
        work=tuple(map(_worked, facts.work, periods)) or None,
        related=facts.related,
        place=place,
        facts=facts,
        named=tuple([degree.held for degree in degrees]),
        remarks=(
            *identity.remarks,
            *dict.fromkeys(degree.remark for degree in degrees if degree.remark),
            *(Remark(text=_MONTH_ALONE.filled(text=printable(text, 60))) for text in vague),
            *((place.remark,) if place and place.remark else ()),
        ),
    )


def _years(text: str) -> Span:
    amount = read_years(text)
    if amount.least != amount.most:
        raise FactError("years", printable(text), _BOUNDS)
    return amount.least


def _worked(text: str, period: dates.Period) -> Period:
    ends = [period.start, *([period.end] if period.end else [])]
    if any(end.first != end.last for end in ends):
        raise FactError("work", printable(text), _BOUNDS)
    return Period(start=period.start.first, last=period.end.last if period.end else None)


def _read_grade(names: Names, identity: Identity, text: str | None) -> str | None:
    if text is None or not identity.rows:
        return identity.grade
    graded = [row for row in identity.rows if row.grades]
    if not graded:
        row = identity.rows[0]
        raise FactError("grade", printable(text), _NO_GRADES, number=row.number, name=row.name)
    grade = names.grade(text, graded[0])
    if identity.grade is not None and grade != identity.grade:
        raise FactError("grade", printable(text), _TWO_GRADES, named=identity.grade)
    return grade


def level_and_date(text: str) -> tuple[str, str | None]:
    """Return the two parts of ``LEVEL@DATE``; without the mark there is no date."""
    level, mark, when = text.replace("＠", "@").rpartition("@")
    return (level, when) if mark else (text, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Degree:
    """A qualification as it was read."""

    held: Held
    exact: bool
    remark: Remark | None


def _read_degree(names: Names, text: str) -> _Degree:
    level, when = level_and_date(text)
    if when is not None and not (level.strip() and when.strip()):
        raise FactError("degree", printable(text), _LEVEL_AT_DATE)
    day: Day | None = None if when is None else read_day(when, "degree")
    read = names.qualification(level)
    if read.or_higher or (day and day.first != day.last):
        raise FactError("degree", printable(text), _BOUNDS)
    held = Held(qualification=read.least, obtained=day.first if day else None)
    return _Degree(held=held, exact=day is None or day.exact, remark=read.remark)


def _held(degrees: Iterator[Held], lowest_rank: int) -> tuple[Held, ...]:
    """Drop what adds nothing.

    Of one qualification twice, the earlier carries; what lies below every condition says
    nothing beside one that does not.
    """
    kept: dict[tuple[str, bool], Held] = {}
    for held in degrees:
        key = held.qualification.id, held.obtained is None
        if key not in kept or (held.obtained and held.obtained < (kept[key].obtained or held.obtained)):
            kept[key] = held
    counting = [held for held in kept.values() if held.qualification.rank >= lowest_rank]
    return tuple(counting or list(kept.values())[:1])


def _check_years(held: tuple[Held, ...], text: str, as_of: date) -> None:
    """Refuse years that nobody can tell the qualification of, or that have not passed since it.

    One qualification named with its date and without it is one all the same.
    """
    if len({one.qualification.id for one in held}) > 1:
        raise UsageError(_YEARS_OF_SEVERAL)
    for one in held:
        if one.obtained is None:
            continue
        passed = Stretch(one.obtained, as_of).length() if one.obtained < as_of else Span(0)
        if more_than(text, passed):
            raise FactError(
                "years",
                printable(text),
                _MORE_THAN_PASSED,
                obtained=one.obtained,
                as_of=as_of,
                text=printable(text, 40),
            )
