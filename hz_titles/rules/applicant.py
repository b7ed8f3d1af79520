"""What is known of a person: facts as typed, and as the engine takes them.

`Facts` holds texts and pairs of texts; `read_applicant` resolves every name and number in them
and refuses what contradicts itself. A fact that was not given stays unknown: it is never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import compress
from types import NoneType
from typing import Any, SupportsFloat

from ..errors import FactError, UsageError
from ..language import Phrase, same
from ..names.identity import Identity, Kind
from ..names.places import Place
from ..names.resolver import Names
from ..names.text import printable
from ..names.times import EARLIEST, LATEST, Day, Period, more_than, read_day, read_period, read_years
from ..notice import Qualification, Remark
from ..span import Amount, Stretch
from ..value import equal_value

When = str | date | Day  # a date as it is given: as text, or read already
DegreeFact = str | tuple[str, When | None]  # ``LEVEL`` or ``LEVEL@DATE``, or both as a pair
WorkFact = str | tuple[When, When | None]  # ``FROM..[TO]``, or both as a pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts about one person, as they were given; None or empty means not given."""

    cert: str | int | Sequence[str | int]  # the certificate, or several
    issuer: str | Sequence[str] | None = None  # of several certificates each takes the one that fits it
    grade: str | None = None
    degrees: str | Sequence[DegreeFact] = ()  # each ``LEVEL``, ``LEVEL@DATE`` or a pair of both
    years: str | int | float | None = None  # of related work after the qualification
    work: str | Sequence[WorkFact] = ()  # of related work, each ``FROM..[TO]`` or a pair of both
    related: bool | None = None  # works in the certificate's field now
    district: str | None = None

    @property
    def texts(self) -> dict[str, tuple[str, ...]]:
        """What was given, fact by fact, as texts: ``LEVEL@DATE``, ``FROM..TO``, true or false."""
        degrees = ((one,) if isinstance(one, str) else filter(None, one) for one in several(self.degrees))
        work = (one if isinstance(one, str) else f"{one[0]}..{one[1] or ''}" for one in several(self.work))
        given = {
            "cert": several(self.cert),
            "issuer": several(self.issuer),
            "grade": several(self.grade),
            "degree": ["@".join(map(str, parts)) for parts in degrees],
            "years": several(self.years),
            "work": list(work),
            "related": () if self.related is None else (str(self.related).lower(),),
            "district": several(self.district),
        }
        return {fact: tuple(map(str, texts)) for fact, texts in given.items() if texts}


def several(given: Any) -> tuple[Any, ...]:
    """Return what was given, once, several times or not at all, as several."""
    if given is None:
        return ()
    return tuple(given) if isinstance(given, (tuple, list)) else (given,)


@equal_value
class Held:
    """A qualification that a person holds."""

    qualification: Qualification
    obtained: Day | None = None  # some day of these; None where nothing is known of it
    or_higher: bool = False  # it is at least this one (本科及以上)

    def __str__(self) -> str:
        """Write it as it is typed: ``LEVEL`` or ``LEVEL@DATE``."""
        level = self.qualification.id + "+" * self.or_higher
        return f"{level}@{self.obtained}" if self.obtained else level

    def to_come(self, as_of: date) -> bool:
        """Tell whether it is surely obtained only after `as_of`: it does not count yet."""
        return self.obtained is not None and self.obtained.first > as_of


@equal_value
class Applicant:
    """The facts about one person as the engine takes them."""

    identity: Identity
    as_of: date
    grade: str | None = None
    held: tuple[Held, ...] = ()  # the qualifications; empty where unknown
    years: Amount | None = None  # related work after the one qualification, or after one of several
    work: tuple[Period, ...] | None = None  # dated periods of related work
    related: bool | None = None  # works in the field now; None is taken as yes, and said
    place: Place | None = None  # where the person works
    facts: Facts | None = None  # what all this was read from
    named: tuple[Held, ...] = ()  # the qualifications as named, those that add nothing among them
    remarks: tuple[Remark, ...] = ()  # what has to be said about the wordings, the certificate's first
    # what each certificate was taken for, with its grade, where there are several
    certificates: tuple[tuple[Identity, str | None], ...] = ()

    @property
    def taken(self) -> Iterator[tuple[str, str, Phrase]]:
        """How each given fact was read: its name, its text, and what it was read as."""
        identities = [identity for identity, _ in self.certificates] or [self.identity]
        rows = dict.fromkeys(row for identity in identities for row in identity.rows)
        settled = any(identity.kind is not Kind.NEEDS_ISSUER for identity in identities)
        read: dict[str, Iterable[object]] = {
            "cert": [row.number for row in rows],
            "issuer": dict.fromkeys(row.issuer for row in rows) if settled else (),
            "grade": several(self.grade),
            "degree": self.named,
            "years": [self.years.iso()] if self.years else (),
            "work": self.work or (),
            "district": [area.name for area in self.place.areas] if self.place else (),
        }
        for fact, texts in self.facts.texts.items() if self.facts else ():
            told = same(";".join(map(str, read.get(fact, ()))))
            if fact == "related":
                told = _RELATED if self.related else _UNRELATED
            yield fact, printable(";".join(texts)), told


_MONTH_ALONE = Phrase(
    "“{text}”只到月份：开始和取得按当月第一天计，结束按当月最后一天计",
    "“{text}” names a month alone: a beginning counts from its first day, an end to its last",
)
_TWO_GRADES = Phrase(
    "与证书名称中的等级 {named} 不一致", "differs from grade {named} in the certificate's name"
)
_NO_GRADES = Phrase(
    "第 {number} 项“{name}”不分等级，请不填等级",
    "row {number} ({name}) has no grades: leave the grade out",
)
_YEARS_AND_WORK = Phrase(
    "已写各段工作的起止时间：只写这些，不再写年数",
    "the periods of work are given with their dates: give those alone",
)
_MORE_THAN_PASSED = Phrase(
    "取得学历（{obtained}）至 {as_of} 没有这么久：请写该学历取得后的年数，或写各段工作的起止时间",
    "less than that has passed from the qualification ({obtained}) to {as_of}: write the years after it, "
    "or the periods of work with their dates",
)
_LEVEL_AT_DATE = Phrase("请写成 学历@取得日期", "must be written LEVEL@DATE")
_TWO_DATES = Phrase("写了两个不同的取得时间", "names two different dates")
_RELATED = Phrase("现从事相关专业工作", "works in the field now")
_UNRELATED = Phrase("现未从事相关专业工作", "does not work in the field now")
_WRONG_TYPE = Phrase("应为{expected}，实为 {kind}", "must be {expected}, and is {kind}")
_NO_FACTS = Phrase("facts 应为 Facts，实为 {kind}", "facts must be Facts(…), and is {kind}")
_TOO_MANY = Phrase("最多 {most} 个", "may be given {most} times at most")
_MOST = 100  # certificates, issuers, qualifications or periods of one person
_TEXT, _DATE = Phrase("文字", "a text"), Phrase("日期", "a date")
_DATES = (str, date, Day)
_TYPES: dict[str, tuple[Any, Any, Phrase]] = {
    "cert": ((str, int), None, Phrase("文字或序号", "a text or a row's number")),
    "issuer": (str, None, _TEXT),
    "grade": (str, None, _TEXT),
    "degrees": (str, str, Phrase("文字，或学历与取得日期二元组", "a text, or a pair of level and date")),
    "years": ((str, SupportsFloat), None, Phrase("文字或数字", "a text or a number")),
    "work": (str, _DATES, Phrase("文字，或起止日期二元组", "a text, or a pair of first and last day")),
    "related": (bool, None, Phrase("True、False 或 None", "True, False or None")),
    "district": (str, None, _TEXT),
}
"""What each fact may be; what the first of a pair may be, the second being a date or None; how it is said."""


def _check_types(facts: Facts) -> None:
    """Refuse what is of a wrong type: a program may hand over anything."""
    if not isinstance(facts, Facts):
        raise UsageError(_NO_FACTS, kind=type(facts).__name__)
    for name, (types, first, expected) in _TYPES.items():
        given = getattr(facts, name)
        once = name in ("grade", "years", "related", "district") and given is not None
        fact, each = "degree" if name == "degrees" else name, (given,) if once else several(given)
        if len(each) > _MOST:
            raise FactError(fact, str(len(each)), _TOO_MANY, most=_MOST)
        for one in each:
            if first and isinstance(one, (tuple, list)):
                fits = len(one) == 2 and isinstance(one[0], first) and isinstance(one[1], (*_DATES, NoneType))
            else:
                fits = isinstance(one, types) and (name == "related" or not isinstance(one, bool))
            if not fits:
                kind = type(one).__name__
                raise FactError(fact, printable(str(one), 60), _WRONG_TYPE, expected=expected, kind=kind)


def given_day(as_of: object) -> date:
    """Return the as-of date that a program gives; refuse what is none, or too far away."""
    if not isinstance(as_of, date):
        kind = type(as_of).__name__
        raise FactError("as_of", printable(str(as_of)), _WRONG_TYPE, expected=_DATE, kind=kind)
    day = as_of.date() if isinstance(as_of, datetime) else as_of
    return day if EARLIEST <= day <= LATEST else read_day(day.isoformat(), "as_of").first


def read_applicant(names: Names, facts: Facts, as_of: date) -> Applicant:
    """Resolve `facts` as of a day; a `FactError` names the fact that cannot be read, or go with another."""
    _check_types(facts)
    as_of = given_day(as_of)
    certs, issuers = (tuple(map(str, several(given))) for given in (facts.cert, facts.issuer))
    identities = names.identify_all(certs or ("",), issuers, as_of)
    certificates = tuple(_graded(names, identities, facts.grade))
    degrees = [_read_degree(names, fact) for fact in several(facts.degrees)]
    named = tuple([one for one, _ in degrees])
    held = _held(named, names.catalogue.lowest_rank)
    years = None if facts.years is None else _read_years(facts, held, as_of)
    work = tuple([_read_period(fact) for fact in several(facts.work)])
    place = None if facts.district is None else names.place(facts.district)
    days = [(one.obtained, None) for one in named] + [(one.start, one.end) for one in work]
    months = [any(day and not day.exact and day.first == day.last for day in ends) for ends in days]
    given = facts.texts if any(months) else {}
    texts = compress((*given.get("degree", ()), *given.get("work", ())), months)
    identity, grade = certificates[0]
    return Applicant(
        identity=identity,
        as_of=as_of,
        grade=grade,
        held=held,
        years=years,
        work=work or None,
        related=facts.related,
        place=place,
        facts=facts,
        named=named,
        remarks=(
            *identity.remarks,
            *dict.fromkeys(remark for _, remark in degrees if remark),
            *(Remark(text=_MONTH_ALONE.filled(text=printable(text, 60))) for text in texts),
            *((place.remark,) if place and place.remark else ()),
        ),
        certificates=certificates if len(certificates) > 1 else (),
    )


def _graded(
    names: Names, identities: tuple[Identity, ...], text: str | None
) -> Iterator[tuple[Identity, str | None]]:
    """Yield each certificate with its grade; one that is given goes to those that have grades."""
    graded = {one: [row for row in one.rows if row.grades] for one in identities}
    for identity, rows in graded.items():
        if text is None or not identity.rows or (not rows and any(graded.values())):
            yield identity, identity.grade
            continue
        if not rows:
            row = identity.rows[0]
            raise FactError("grade", printable(text), _NO_GRADES, number=row.number, name=row.name)
        grade = names.grade(text, rows[0])
        if identity.grade not in (None, grade):
            raise FactError("grade", printable(text), _TWO_GRADES, named=identity.grade)
        yield identity, grade


def level_and_date(text: str) -> tuple[str, str | None]:
    """Return the two parts of ``LEVEL@DATE``; without the mark there is no date."""
    level, mark, when = text.replace("＠", "@").rpartition("@")
    return (level, when) if mark else (text, None)


def _read_degree(names: Names, fact: DegreeFact) -> tuple[Held, Remark | None]:
    level, when = level_and_date(fact) if isinstance(fact, str) else fact
    if when is not None and not (level.strip() and str(when).strip()):
        raise FactError("degree", printable(f"{level}@{when}"), _LEVEL_AT_DATE)
    read = names.qualification(level)
    obtained = read.obtained if when is None else _day(when, "degree")
    if obtained and read.obtained and obtained.first.year != read.obtained.first.year:
        raise FactError("degree", printable(f"{level}@{when}"), _TWO_DATES)
    return Held(qualification=read.least, obtained=obtained, or_higher=read.or_higher), read.remark


def _read_period(fact: WorkFact) -> Period:
    if isinstance(fact, str):
        return read_period(fact)
    start, end = fact
    return Period(start=_day(start or "", "work"), end=_day(end, "work", last=True) if end else None)


def _day(when: When, fact: str, *, last: bool = False) -> Day:
    return when if isinstance(when, Day) else read_day(str(when), fact, last=last)


def _held(named: tuple[Held, ...], lowest_rank: int) -> tuple[Held, ...]:
    """Drop what adds nothing.

    Of one qualification twice, the earlier date carries; what lies below every condition says
    nothing beside one that does not.
    """
    kept: dict[tuple[str, bool], Held] = {}
    for held in named:
        key = held.qualification.id, held.or_higher
        kept[key] = min(kept.get(key, held), held, key=_known_on)
    counting = [held for held in kept.values() if held.qualification.rank >= lowest_rank]
    return tuple(counting or list(kept.values())[:1])


def _known_on(held: Held) -> tuple[date, date]:
    return (held.obtained.last, held.obtained.first) if held.obtained else (date.max, date.max)


def _read_years(facts: Facts, held: tuple[Held, ...], as_of: date) -> Amount:
    """Read the years; refuse those that cannot have passed since any of the qualifications."""
    text = str(facts.years)
    if facts.work:
        raise FactError("years", printable(text), _YEARS_AND_WORK)
    years = read_years(text)
    dated = [one.obtained for one in held if one.obtained]
    if dated and len(dated) == len(held):
        first = min(dated, key=lambda day: day.first)
        if more_than(text, Stretch(first.first, as_of).length()):
            raise FactError("years", printable(text), _MORE_THAN_PASSED, obtained=first, as_of=as_of)
    return years
