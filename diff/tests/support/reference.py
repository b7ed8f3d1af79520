"""A second engine that tries everything, written from the notice's plain tables and the contract alone.

Every fact that is open is given many values, the days and lengths around which an answer turns
among them; the answer is what all these worlds agree on, a fact is needed where it tells two worlds
apart that are alike in all else, and the first day is found by counting days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import accumulate, product
from random import Random
from typing import Any

from hz_titles.rules.advice import Advice, Way
from hz_titles.rules.verdict import Need
from tests.support import naive
from tests.support.naive import QUALIFICATIONS, worth_of

YEAR = 720
FIRST, LAST = date(1900, 1, 1).toordinal(), date(2120, 1, 1).toordinal()
POSITIONS = list(accumulate((worth_of(date.fromordinal(day)) for day in range(FIRST, LAST)), initial=0))
LONG_AGO = date(1925, 1, 1).toordinal()
FOR_EVER = LAST
ROWS = naive.rows()

Days = tuple[int, int]
"""The first and the last day that a date may be."""
Work = tuple[tuple[int, int], ...]
Routes = dict[tuple[int, int], bool | None]
"""How the conditions are answered, by rank and years."""


def worth(work: Work, since: int, until: int) -> int:
    """Add up what the days of `work` from `since` to before `until` are worth, each once."""
    total, reached = 0, since
    for start, end in sorted(work):
        start, end = max(start, reached), min(end, until)
        if start < end:
            total += POSITIONS[end - FIRST] - POSITIONS[start - FIRST]
            reached = end
    return total


@cache
def conditions(level: str) -> tuple[tuple[int, int], ...]:
    """Rank of the qualification and years, by condition."""
    return tuple(
        (QUALIFICATIONS.index(row["qualification"]), int(row["years"]))
        for row in naive.table("conditions")
        if row["level"] == level
    )


@cache
def lightest(level: str, rank: int) -> int | None:
    return min((years for least, years in conditions(level) if rank >= least), default=None)


@dataclass(frozen=True, kw_only=True)
class Person:
    """What is told of somebody; days are ordinals, years are worths."""

    as_of: int
    rows: tuple[int, ...] = (40,)
    asks: str | None = None
    unread: bool = False
    grade: str | None = None
    held: tuple[tuple[int, Days | None, bool], ...] = ()
    years: tuple[int, int | None] | None = None
    work: tuple[tuple[Days, Days | None], ...] | None = None
    related: bool | None = None
    texts: dict[str, Any] = field(default_factory=dict)

    @property
    def levels(self) -> set[str]:
        return {ROWS[number]["level"] for number in self.rows}

    def kept(self) -> tuple[tuple[int, Days | None, bool], ...]:
        """One entry for each qualification, dated where it once was; none beside others says nothing."""
        by_rank: dict[tuple[int, bool], Days | None] = {}
        for rank, days, higher in self.held:
            known = by_rank.get((rank, higher))
            if known is None or (days is not None and (days[1], days[0]) < (known[1], known[0])):
                by_rank[rank, higher] = days
        kept = tuple((rank, days, higher) for (rank, higher), days in by_rank.items())
        lowest = min(rank for level in ("助理级", "中级") for rank, _ in conditions(level))
        return tuple(one for one in kept if one[0] >= lowest) or kept[:1]


@dataclass(frozen=True)
class World:
    """One way in which all can be: when each qualification was obtained, and the work or its length."""

    days: tuple[int, ...]
    told: object
    work: Work = ()
    length: int | None = None
    begun: int = 0
    lost: int = 0  # the part of a length that no whole days come to, behind `begun`
    known: dict[tuple[int, int], int | None] = field(default_factory=dict)

    def after(self, index: int, person: Person, until: int) -> int | None:
        """Work after a qualification before a day, as-of date or later; None where it is not held by then."""
        day, as_of = self.days[index], person.as_of
        if day > until:
            return None
        if self.length is not None:  # the length is that after what is held by the as-of date
            begun = max(day, as_of)
            return (self.length if day <= as_of else 0) + POSITIONS[until - FIRST] - POSITIONS[begun - FIRST]
        work = self.work
        if until > as_of:
            first = min((start for start, _ in work), default=as_of)
            work = (*work, (max(as_of, first), FOR_EVER))
        return worth(work, day, until) + (self.lost if day <= self.begun else 0)

    def reaches(self, index: int, years: int | None, person: Person, until: int) -> bool:
        if (index, until) not in self.known:
            self.known[index, until] = self.after(index, person, until)
        done = self.known[index, until]
        return years is not None and done is not None and done >= years * YEAR


def thresholds(person: Person) -> set[int]:
    return {years * YEAR for level in person.levels for _, years in conditions(level)}


def turning(works: list[Work], wanted: set[int], span: Days, as_of: int) -> set[int]:
    """The last days of a span since which some work still comes to what is wanted, and those after."""
    found = set(span)
    for work, length in product(works, wanted):
        day = bisect_left(range(span[0], span[1] + 1), True, key=lambda day: worth(work, day, as_of) < length)
        found |= {min(max(span[0] + day + step, span[0]), span[1]) for step in (-1, 0)}
    return found


def periods(person: Person) -> list[Work]:
    """The work that the given periods may stand for."""
    ends = [
        [(start, end + 1) for start in sorted(set(first)) for end in sorted(set(last or (FOR_EVER - 1,)))]
        for first, last in person.work or ()
    ]
    return [tuple(each) for each in product(*ends)]


def worlds(person: Person) -> list[World]:
    """Every world that is tried; none where the facts cannot go together."""
    held, as_of, wanted = person.kept() or ((0, None, False),), person.as_of, thresholds(person)
    spans = [days or (LONG_AGO, as_of) for _, days, _ in held]
    current = [index for index, (first, _) in enumerate(spans) if first <= as_of]
    if person.work is not None:
        works = periods(person)
        days = [turning(works, wanted, span, as_of) if span[0] < span[1] else {span[0]} for span in spans]
        return [World(each, work, work) for each in product(*days) for work in works]
    passed = [POSITIONS[as_of - FIRST] - POSITIONS[min(first, as_of) - FIRST] for first, _ in spans]
    least, most = person.years or (0, None)
    most = 70 * YEAR if most is None else most
    turns = {least, most, *wanted, *(passed[index] for index in current)}
    lengths = {length for length in turns if least <= length <= most}
    if len(current) < 2:
        days = [{*span, min(max(as_of, span[0]), span[1])} for span in spans]
        return [
            World(each, length, (), length)
            for each in product(*days)
            for length in lengths
            if all(each[index] > as_of or _back(as_of, length) >= each[index] for index in current)
            and (length == least == 0 or any(each[index] <= as_of for index in current))
        ]
    if person.years is None:
        starts = {_back(as_of, one) for one in wanted} | {LONG_AGO, as_of}
        works = [((start, FOR_EVER),) for start in starts]
        works += [((LONG_AGO, _back(as_of, one)), (as_of, FOR_EVER)) for one in wanted]
        begun = [first for first, _ in spans if first < as_of]
        works += [((first, min(_on(first, one), as_of)),) for first, one in product(begun, wanted)]
        days = [turning(works, wanted, span, as_of) if span[0] < span[1] else {span[0]} for span in spans]
        return [World(each, work, work) for each in product(*days) for work in works]
    return list(_counted(person, spans, current, lengths))


def _back(day: int, length: int) -> int:
    """The last day since which work up to `day` comes to `length`."""
    return FIRST + bisect_left(POSITIONS, POSITIONS[day - FIRST] - length + 1) - 1


def _on(day: int, length: int) -> int:
    """The last day before which work from `day` on comes to no more than `length`."""
    return FIRST + bisect_right(POSITIONS, POSITIONS[day - FIRST] + length) - 1


def _counted(person: Person, spans: list[Days], current: list[int], lengths: set[int]) -> Iterator[World]:
    """Several qualifications and one length: it is that after any one of them, packed early or late."""
    as_of = person.as_of
    for one, length in product(current, lengths):
        latest = _back(as_of, length)
        for day in {*spans[one], min(spans[one][1], latest)}:
            if not spans[one][0] <= day <= latest:
                continue
            early = _on(day, length)
            late = FIRST + bisect_left(POSITIONS, POSITIONS[as_of - FIRST] - length)
            near = (LONG_AGO, day - 3000, day - 1, day, day + 400, latest, as_of)
            days = [
                {day} if index == one else {*span, *(each for each in near if span[0] <= each <= span[1])}
                for index, span in enumerate(spans)
            ]
            for each in product(*days):
                for packed in ((day, early), (late, as_of)):
                    for before in ((), ((LONG_AGO, day),)):
                        lost = length - worth((packed,), packed[0], as_of)
                        yield World(each, length, (packed, *before), None, packed[0], lost)


def met(level: str, ranks: tuple[int, ...], world: World, person: Person, until: int) -> bool:
    return any(world.reaches(index, lightest(level, rank), person, until) for index, rank in enumerate(ranks))


def choices(person: Person) -> list[tuple[int, ...]]:
    every = range(len(QUALIFICATIONS))
    held = person.kept()
    if not held:
        return [(rank,) for rank in every]
    return list(product(*([*every[rank:]] if higher else [rank] for rank, _, higher in held)))


@dataclass
class Expected:
    status: str
    needs: set[str]
    met: Routes
    every: list[World]


def expected(person: Person) -> Expected | None:
    """What the contract says of a person; None where the facts cannot go together."""
    every, sets, held = worlds(person), choices(person), person.kept()
    if not every:
        return None
    as_of, out = person.as_of, person.related is False
    table = {
        (level, ranks): [met(level, ranks, world, person, as_of) for world in every]
        for level in person.levels
        for ranks in sets
    }
    needs: set[str] = set()
    answers: set[bool] = {False} if person.asks or not person.rows else set()
    for number in person.rows:
        accepted = ROWS[number]["grades_accepted"].split(";") if ROWS[number]["grades_accepted"] else None
        grades = [person.grade] if person.grade or not accepted else list(naive.GRADES)
        fine = {accepted is None or grade in accepted for grade in grades}
        found = [table[ROWS[number]["level"], ranks] for ranks in sets]
        yes = {one for column in found for one in column}
        answers |= {a and b and not out for a in fine for b in yes}
        if out or fine == {False}:
            continue
        if True in yes and len(fine) > 1:
            needs.add("grade")
        if any(len(set(column)) > 1 for column in zip(*found, strict=True)):
            needs.add("degree")
        for column in found:
            needs |= _of_time(person, every, column, held)
    status = "undetermined" if len(answers) > 1 else "eligible" if answers == {True} else "not_eligible"
    if status != "undetermined":
        needs = set()
    elif person.asks:
        needs = (needs - {"grade"} if person.unread else needs) | {person.asks}
    return Expected(status, needs, _routes(person, every, sets), every)


def _of_time(person: Person, every: list[World], column: list[bool], held: Any) -> set[str]:
    """Which of date and work tells two worlds apart that are alike in the other."""
    if len(set(column)) < 2:
        return set()
    if person.years and len([days for _, days, _ in held if days is None or days[0] <= person.as_of]) > 1:
        undated = any(days is None for _, days, _ in held)
        return {"degree_date" if undated else "years"} | ({"years"} if len(set(person.years)) > 1 else set())
    needs = set()
    for need, kept in (("years", lambda world: world.days), ("degree_date", lambda world: world.told)):
        alike: dict[object, set[bool]] = {}
        for world, yes in zip(every, column, strict=True):
            alike.setdefault(kept(world), set()).add(yes)
        if any(len(found) > 1 for found in alike.values()):
            needs.add(need)
    return needs


def _routes(person: Person, every: list[World], sets: list[tuple[int, ...]]) -> Routes:
    """How each condition of the one level is answered."""
    answers: Routes = {}
    for least, years in conditions(next(iter(person.levels))) if len(person.levels) == 1 else ():
        found = {
            any(
                rank >= least and world.reaches(index, years, person, person.as_of)
                for index, rank in enumerate(ranks)
            )
            and person.related is not False
            for ranks, world in product(sets, every)
        }
        answers[least, years] = found.pop() if len(found) == 1 else None
    return answers


def day_is_right(person: Person, every: list[World], day: date | None, random: Random) -> bool:
    """Whether a day is the first on which every world says yes, the work having gone on."""
    level, sets = next(iter(person.levels)), choices(person)
    held = person.kept() or ((0, None, False),)
    if person.work is not None:  # it may have been obtained on the very day
        sets = [
            tuple(-1 if days is None else rank for rank, (_, days, _) in zip(ranks, held, strict=True))
            for ranks in sets
        ]

    def yes(until: int) -> bool:
        return all(met(level, ranks, world, person, until) for ranks in sets for world in every)

    told = person.years or person.work or any(days and days[0] >= person.as_of for _, days, _ in held)
    if day is None:
        return not told or not yes(person.as_of + 60 * 365)
    last = day.toordinal()
    tried = {last - 1, *(random.randrange(person.as_of, last) for _ in range(8))}
    return bool(told) and yes(last) and not any(map(yes, tried))


def advice_is_right(person: Person, pieces: tuple[Advice, ...]) -> bool:
    """Whether each way leads to a yes when it is followed, and one is shown where there is one."""
    return bool(pieces) and all(_leads(person, piece) for piece in pieces)


def _leads(person: Person, piece: Advice) -> bool:
    for step in (*piece.besides, piece):
        if found := step.certificate or (step.certificates and step.certificates[0]):
            grade = person.grade if ROWS[found.number]["grades_accepted"] else None
            person = replace(person, rows=(found.number,), asks=None, grade=grade)
        if step.way is Way.GRADE:
            person = replace(person, grade=step.grades[-1])
        if step.way is Way.RELATED_WORK:
            person = replace(person, related=True)
    level = next(iter(person.levels))
    ways = [(QUALIFICATIONS.index(one.id), years) for one, years in piece.qualifications]
    if any(lightest(level, rank) != years for rank, years in ways):
        return False
    ranks = [rank for rank, _, _ in person.kept()]
    if piece.way is Way.EARLIER_QUALIFICATION:
        most = max(worth(work, LONG_AGO, person.as_of) for work in periods(person)) if person.work else None
        lower = all(rank < max(ranks) and rank not in ranks for rank, _ in ways)
        return lower and (most is None or all(most >= years * YEAR for _, years in ways))
    if piece.way is Way.QUALIFICATION:
        return len(ways) == 1 and all(lightest(level, rank) is None for rank in range(ways[0][0]))
    every, sets = worlds(person), choices(person)
    if piece.way is Way.YEARS:
        return all(
            any(
                met(level, tuple(each if each == rank else -1 for each in ranks), world, person, person.as_of)
                for ranks in sets
                for world in every
            )
            for rank, _ in ways
        )
    if piece.way is not Way.WAIT or piece.day is None:
        answer = expected(person)
        return answer is not None and answer.status == "eligible"
    if piece.supposing is None or piece.since is None:
        return day_is_right(person, every, piece.day, Random(1))
    since = (piece.since.toordinal(), piece.since.toordinal())
    supposed = replace(person, work=((since, None),))
    if piece.supposing is Need.DEGREE_DATE:
        held = tuple((rank, days or since, higher) for rank, days, higher in person.kept())
        supposed = replace(person, held=held)
    return day_is_right(supposed, worlds(supposed), piece.day, Random(1))
