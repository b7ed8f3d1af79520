"""What is known of a person: facts as typed, and as the engine takes them.

`Facts` holds texts and pairs of texts; `read_applicant` resolves every name and number in them
and refuses what contradicts itself. A fact that was not given stays unknown: it is never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, SupportsFloat

from ..errors import FactError, UsageError
from ..language import Phrase, same
from ..names.dates import EARLIEST, LATEST, Day, Period, read_day, read_period
from ..names.places import Place
from ..names.resolver import Identity, Kind, Names
from ..names.text import printable
from ..names.years import more_than, read_years
from ..notice import Qualification, Remark
from ..span import Amount, Stretch
from ..value import equal_value

When = str | date | Day
"""A date as it is given: as text, or read already."""
DegreeFact = str | tuple[str, When | None]
"""``LEVEL`` or ``LEVEL@DATE``, or both as a pair."""
WorkFact = str | tuple[When, When | None]
"""``FROM..[TO]``, or both as a pair."""


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
        given = {
            "cert": several(self.cert),
            "issuer": several(self.issuer),
            "grade": several(self.grade),
            "degree": [_joined(each, "@", "") for each in several(self.degrees)],
            "years": several(self.years),
            "work": [_joined(each, "..", "..") for each in several(self.work)],
            "related": () if self.related is None else (str(self.related).lower(),),
            "district": several(self.district),
        }
        return {fact: tuple(map(str, texts)) for fact, texts in given.items() if texts}


def several(given: Any) -> tuple[Any, ...]:
    """Return what was given, once, several times or not at all, as several."""
    if given is None:
        return ()
    return tuple(given) if isinstance(given, (tuple, list)) else (given,)


def _joined(given: str | tuple[When, When | None], mark: str, without: str) -> str:
    if isinstance(given, str):
        return given
    return f"{given[0]}{mark}{given[1]}" if given[1] else f"{given[0]}{without}"


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
class FactReading:
    """How one given fact was read: its name, the text, and what it was read as."""

    fact: str
    text: str
    read: Phrase


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
    def taken(self) -> tuple[FactReading, ...]:
        """How each given fact was read."""
        return tuple(_taken(self, self.facts)) if self.facts else ()

    def each(self) -> Iterator[Applicant]:
        """Yield the person with each of the certificates as the one."""
        others = self.remarks[len(self.identity.remarks) :]
        for identity, grade in self.certificates:
            yield replace(self, identity=identity, grade=grade, remarks=(*identity.remarks, *others))


def _taken(applicant: Applicant, facts: Facts) -> Iterator[FactReading]:
    identities = [identity for identity, _ in applicant.certificates] or [applicant.identity]
    rows = dict.fromkeys(row for identity in identities for row in identity.rows)
    settled = any(identity.kind is not Kind.NEEDS_ISSUER for identity in identities)
    read: dict[str, Iterable[object]] = {
        "cert": [row.number for row in rows],
        "issuer": dict.fromkeys(row.issuer for row in rows) if settled else (),
        "grade": several(applicant.grade),
        "degree": applicant.named,
        "years": [_amount_text(applicant.years)] if applicant.years else (),
        "work": applicant.work or (),
        "district": [area.name for area in applicant.place.areas] if applicant.place else (),
    }
    for fact, texts in facts.texts.items():
        told = same(";".join(map(str, read.get(fact, ()))))
        if fact == "related":
            told = _RELATED if facts.related else _UNRELATED
        yield FactReading(fact=fact, text=printable(";".join(texts)), read=told)


def _amount_text(amount: Amount) -> str:
    """Return an amount as ISO 8601 durations, bounds as ``P4Y..``, ``..P5Y`` or ``P3Y..P5Y``."""
    if amount.least == amount.most:
        return amount.least.iso()
    least = amount.least.iso() if amount.least.worth else ""
    return f"{least}..{amount.most.iso() if amount.most else ''}"


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
MOST_GIVEN = 100
"""The most certificates, issuers, qualifications or periods of one person."""
_TEXT = Phrase("文字", "a text")
_DATE = Phrase("日期", "a date")
_DATES = (str, date, Day)
_TYPES: dict[str, tuple[Any, Phrase]] = {
    "cert": ((str, int), Phrase("文字或序号", "a text or a row's number")),
    "issuer": (str, _TEXT),
    "grade": (str, _TEXT),
    "degrees": (str, Phrase("文字，或学历与取得日期二元组", "a text, or a pair of level and date")),
    "years": ((str, SupportsFloat), Phrase("文字或数字", "a text or a number")),
    "work": (str, Phrase("文字，或起止日期二元组", "a text, or a pair of first and last day")),
    "related": (bool, Phrase("True、False 或 None", "True, False or None")),
    "district": (str, _TEXT),
}
"""What each fact may be, and how that is said."""
_PAIRS: dict[str, Any] = {"degrees": str, "work": _DATES}
"""What the first of a pair may be; the second is a date or nothing."""


def _check_types(facts: Facts) -> None:
    """Refuse what is of a wrong type: a program may hand over anything."""
    if not isinstance(facts, Facts):
        raise UsageError(_NO_FACTS, kind=type(facts).__name__)
    for name, (_, expected) in _TYPES.items():
        given = getattr(facts, name)
        each = several(given) if name in ("cert", "issuer", *_PAIRS) or given is None else (given,)
        fact = "degree" if name == "degrees" else name
        if len(each) > MOST_GIVEN:
            raise FactError(fact, str(len(each)), _TOO_MANY, most=MOST_GIVEN)
        for one in each:
            if not _fits(name, one):
                kind = type(one).__name__
                raise FactError(fact, printable(str(one), 60), _WRONG_TYPE, expected=expected, kind=kind)


def _fits(name: str, given: object) -> bool:
    if name in _PAIRS and isinstance(given, (tuple, list)):
        first, then = given if len(given) == 2 else (None, None)
        return isinstance(first, _PAIRS[name]) and (then is None or isinstance(then, _DATES))
    return isinstance(given, _TYPES[name][0]) and (name == "related" or not isinstance(given, bool))


def given_day(as_of: object) -> date:
    """Return the as-of date that a program gives; refuse what is none, or too far away."""
    if not isinstance(as_of, date):
        kind = type(as_of).__name__
        raise FactError("as_of", printable(str(as_of)), _WRONG_TYPE, expected=_DATE, kind=kind)
    day = as_of.date() if isinstance(as_of, datetime) else as_of
    return day if EARLIEST <= day <= LATEST else read_day(day.isoformat(), "as_of").first


def read_applicant(names: Names, facts: Facts, as_of: date) -> Applicant:
    """Resolve `facts` as of a day.

    Raises:
        FactError: a fact cannot be read, or cannot go with another; names the fact and what is accepted.
    """
    _check_types(facts)
    as_of = given_day(as_of)
    certs, issuers = (tuple(map(str, several(given))) for given in (facts.cert, facts.issuer))
    identities = names.identify_all(certs or ("",), issuers, as_of)
    certificates = _graded(names, identities, facts.grade)
    identity, grade = certificates[0]
    degrees = [_read_degree(names, fact) for fact in several(facts.degrees)]
    held = _held((one for one, _ in degrees), names.catalogue.lowest_rank)
    if facts.years is not None and facts.work:
        raise FactError("years", printable(str(facts.years)), _YEARS_AND_WORK)
    years = None if facts.years is None else read_years(str(facts.years))
    if years is not None:
        _check_years(held, str(facts.years), as_of)
    work = [_read_period(fact) for fact in several(facts.work)]
    place = None if facts.district is None else names.place(facts.district)
    days = [(one.obtained, None) for one, _ in degrees] + [(one.start, one.end) for one in work]
    vague = [number for number, ends in enumerate(days) if any(map(_of_a_month, ends))]
    texts = [text for fact in ("degree", "work") for text in facts.texts.get(fact, ())] if vague else []
    return Applicant(
        identity=identity,
        as_of=as_of,
        grade=grade,
        held=held,
        years=years,
        work=tuple(work) or None,
        related=facts.related,
        place=place,
        facts=facts,
        named=tuple([one for one, _ in degrees]),
        remarks=(
            *identity.remarks,
            *dict.fromkeys(remark for _, remark in degrees if remark),
            *(Remark(text=_MONTH_ALONE.filled(text=printable(texts[number], 60))) for number in vague),
            *((place.remark,) if place and place.remark else ()),
        ),
        certificates=certificates if len(certificates) > 1 else (),
    )


def _graded(
    names: Names, identities: tuple[Identity, ...], text: str | None
) -> tuple[tuple[Identity, str | None], ...]:
    """Return each certificate with its grade; one that is given goes to those that have grades."""
    graded = [identity for identity in identities if any(row.grades for row in identity.rows)]
    return tuple(
        (identity, _read_grade(names, identity, text if identity in (graded or identities) else None))
        for identity in identities
    )


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
    if isinstance(when, Day):
        return when
    return read_day(when if isinstance(when, str) else date.isoformat(when), fact, last=last)


def _of_a_month(day: Day | None) -> bool:
    """Tell whether a day stands for its month, which has to be said."""
    return day is not None and not day.exact and day.first == day.last


def _held(degrees: Iterable[Held], lowest_rank: int) -> tuple[Held, ...]:
    """Drop what adds nothing.

    Of one qualification twice, the earlier date carries; what lies below every condition says
    nothing beside one that does not.
    """
    kept: dict[tuple[str, bool], Held] = {}
    for held in degrees:
        key = held.qualification.id, held.or_higher
        kept[key] = min(kept[key], held, key=_day_known) if key in kept else held
    counting = [held for held in kept.values() if held.qualification.rank >= lowest_rank]
    return tuple(counting or list(kept.values())[:1])


def _day_known(held: Held) -> tuple[date, date]:
    return (held.obtained.last, held.obtained.first) if held.obtained else (date.max, date.max)


def _check_years(held: tuple[Held, ...], text: str, as_of: date) -> None:
    """Refuse years that cannot have passed since any of the qualifications."""
    dated = [one.obtained for one in held if one.obtained]
    if not dated or len(dated) < len(held):
        return
    first = min(dated, key=lambda day: day.first)
    if more_than(text, Stretch(first.first, as_of).length()):
        raise FactError("years", printable(text), _MORE_THAN_PASSED, obtained=first, as_of=as_of)
