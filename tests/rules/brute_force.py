"""A second engine that tries everything, written from the notice's plain tables and the contract alone.

Every fact that is open is given many values, the days and lengths around which an answer turns
among them; the answer is what all these worlds agree on, a fact is needed where it tells two worlds
apart that are alike in all else, and the first day is found by counting days. Random facts are put to
both engines, as texts::

    python -m tests.rules.brute_force --count 100000
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, product
from os import cpu_count
from random import Random
from typing import Any

from hz_titles import Data, Facts, HzTitlesError, check, load
from hz_titles.rules.advice import Advice, Way, advise
from hz_titles.rules.verdict import Need, Verdict
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
    cert: str = "40"
    rows: tuple[int, ...] = (40,)
    asks: str | None = None
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
        return tuple(one for one in kept if one[0] > 0) or kept[:1]


@dataclass(frozen=True)
class World:
    """One way in which all can be: when each qualification was obtained, and the work or its length after one."""

    days: tuple[int, ...]
    told: object
    work: Work = ()
    length: int | None = None

    def after(self, index: int, person: Person, until: int) -> int | None:
        """Work after a qualification before a day from the as-of date on; None where it is not held by then."""
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
        return worth(work, day, until)


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
    lengths = {least, 70 * YEAR if most is None else most} | {one for one in wanted if most is None or one <= most}
    lengths |= {passed[index] for index in current if most is None or passed[index] <= most}
    lengths = {length for length in lengths if length >= least}
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
        works += [((span[0], min(span[0] + 366 * 8, as_of)),) for span in spans if span[0] < as_of]
        days = [turning(works, wanted, span, as_of) if span[0] < span[1] else {span[0]} for span in spans]
        return [World(each, work, work) for each in product(*days) for work in works]
    return list(_counted(person, spans, current, lengths))


def _back(day: int, length: int) -> int:
    """The last day since which work up to `day` comes to `length`."""
    return FIRST + bisect_left(POSITIONS, POSITIONS[day - FIRST] - length + 1) - 1


def _counted(person: Person, spans: list[Days], current: list[int], lengths: set[int]) -> Iterator[World]:
    """Several qualifications and one length: it is that after any one of them, packed early or late."""
    as_of = person.as_of
    for one, length in product(current, lengths):
        latest = _back(as_of, length)
        for day in {*spans[one], min(spans[one][1], latest)}:
            if not spans[one][0] <= day <= latest:
                continue
            early = FIRST + bisect_left(POSITIONS, POSITIONS[day - FIRST] + length)
            near = (LONG_AGO, day - 3000, day - 1, day, day + 400, latest, as_of)
            days = [
                {day} if index == one else {*span, *(each for each in near if span[0] <= each <= span[1])}
                for index, span in enumerate(spans)
            ]
            for each in product(*days):
                for packed in ((day, early), (latest, as_of)):
                    for before in ((), ((LONG_AGO, day),)):
                        yield World(each, length, (packed, *before))


def met(level: str, ranks: tuple[int, ...], world: World, person: Person, until: int) -> bool:
    for index, rank in enumerate(ranks):
        years, done = lightest(level, rank), world.after(index, person, until)
        if years is not None and done is not None and done >= years * YEAR:
            return True
    return False


def choices(person: Person) -> list[tuple[int, ...]]:
    every = range(len(QUALIFICATIONS))
    held = person.kept()
    return list(product(*([*every[rank:]] if higher else [rank] for rank, _, higher in held))) if held else [
        (rank,) for rank in every
    ]


@dataclass
class Expected:
    status: str
    needs: set[str]
    met: dict[tuple[int, int], bool | None]
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
        needs.add(person.asks)
        if person.cert == UNREAD:
            needs.discard("grade")
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


def _routes(person: Person, every: list[World], sets: list[tuple[int, ...]]) -> dict[tuple[int, int], bool | None]:
    """How each condition of the one level is answered."""
    answers: dict[tuple[int, int], bool | None] = {}
    for least, years in conditions(next(iter(person.levels))) if len(person.levels) == 1 else ():
        found = {
            person.related is not False
            and any(
                rank >= least and (done := world.after(index, person, person.as_of)) is not None and done >= years * YEAR
                for index, rank in enumerate(ranks)
            )
            for ranks in sets
            for world in every
        }
        answers[least, years] = found.pop() if len(found) == 1 else None
    return answers


def day_is_right(person: Person, every: list[World], day: date | None, random: Random) -> bool:
    """Whether a day is the first on which every world says yes, the work having gone on."""
    level, sets, held = next(iter(person.levels)), choices(person), person.kept()
    if person.work is not None:  # it may have been obtained on the very day
        sets = [tuple(0 if days is None else rank for rank, (_, days, _) in zip(ranks, held, strict=True)) for ranks in sets]

    def yes(until: int) -> bool:
        return all(met(level, ranks, world, person, until) for ranks in sets for world in every)

    told = person.years or person.work or any(days and days[0] >= person.as_of for _, days, _ in held)
    if day is None:
        return not told or not yes(person.as_of + 60 * 365)
    last = day.toordinal()
    tried = {last - 1, *(random.randrange(person.as_of, last) for _ in range(8))}
    return bool(told) and yes(last) and not any(map(yes, tried))


def advice_is_right(person: Person, verdict: Verdict, pieces: tuple[Advice, ...]) -> bool:
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
        return all(
            rank < max(ranks) and rank not in ranks and (most is None or most >= years * YEAR) for rank, years in ways
        )
    if piece.way is Way.QUALIFICATION:
        return len(ways) == 1 and all(lightest(level, rank) is None for rank in range(ways[0][0]))
    every, sets = worlds(person), choices(person)
    if piece.way is Way.YEARS:
        return all(
            any(
                met(level, tuple(each if each == rank else 0 for each in ranks), world, person, person.as_of)
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
        supposed = replace(person, held=tuple((rank, days or since, open_) for rank, days, open_ in person.held))
    return day_is_right(supposed, worlds(supposed), piece.day, Random(1))


# Random people

UNREAD = "青云阁荣誉状"
CERTS = (
    *(("40", (40,), None), ("CCRC", (27,), None), ("41", (41,), None)) * 2,
    ("会员", tuple(number for number, row in ROWS.items() if row["name"] == "会员"), "issuer"),
    ("ACRP", (12, 13, 27, 28), "certificate"),
    (UNREAD, (27, 40, 41), "certificate"),
    ("CAPM", (), None),
)
OR_HIGHER = {2: "本科及以上", 4: "硕士及以上"}
YEARS = (
    ("0", 0, 0), ("1", 720, 720), ("1.5", 1080, 1080), ("4.99", 3592, 3592), ("5年3个月", 3780, 3780), ("8", 5760, 5760),
    ("2", 1440, 1440), ("3", 2160, 2160), ("6年", 4320, 4320), ("6年以上", 4320, None), ("4+", 2880, None),
    ("近5年", 0, 3600), ("不到5年", 0, 3599), ("不到2年", 0, 1439), ("3-5年", 2160, 3600), ("1年以上", 720, None),
)  # fmt: skip


def somebody(random: Random) -> Person:
    """Some person, with the texts that tell of them."""
    as_of = random.choice((date(2026, 11, 23), date(2028, 2, 29), date(2027, 3, 31), date(2026, 1, 1))).toordinal()
    cert, rows, asks = random.choice(CERTS)
    grade = random.choice((None, *"ABCD")) if cert == "41" else None

    def day(first: int, last: int, year_alone: float) -> tuple[Days, str]:
        found = random.randint(first, last)
        year = date.fromordinal(found).year
        if random.random() < year_alone:
            return (date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()), str(year)
        return (found, found), str(date.fromordinal(found))

    held, degrees = [], []
    for _ in range(random.choice((0, 1, 1, 1, 1, 2, 2, 3))):
        rank, higher = random.randrange(len(QUALIFICATIONS)), random.random() < 0.06
        days, text = day(as_of - 4000, as_of + 900, 0.2) if random.random() < 0.65 else (None, "")
        if higher:
            rank = random.choice(tuple(OR_HIGHER))
        name = OR_HIGHER[rank] if higher else QUALIFICATIONS[rank]
        held.append((rank, days, higher))
        degrees.append(f"{name}@{text}" if days else name)
    texts: dict[str, Any] = {"cert": cert, "grade": grade, "degrees": tuple(degrees)}
    years: tuple[int, int | None] | None = None
    work: list[tuple[Days, Days | None]] = []
    told = random.random()
    if told < 0.35:
        texts["years"], *amount = random.choice(YEARS)
        years = (amount[0], amount[1])
    elif told < 0.8:
        typed = []
        for _ in range(random.choice((1, 1, 2, 3))):
            start, begun = day(as_of - 3500, as_of + random.choice((0, 0, 900)), 0.1)
            end, ended = day(start[1], start[1] + 1500, 0.1) if random.random() < 0.6 else (None, "")
            work.append((start, end))
            typed.append(f"{begun}..{ended}")
        texts["work"] = tuple(typed)
    related = random.choice((None, None, None, True, False))
    return Person(
        as_of=as_of, cert=cert, rows=rows, asks=asks, grade=grade, held=tuple(held), years=years,
        work=tuple(work) or None, related=related, texts=texts | {"related": related},
    )  # fmt: skip


def differences(data: Data, person: Person, random: Random) -> list[str]:
    """In what both engines differ about a person."""
    wanted = expected(person)
    try:
        verdict = check(data, Facts(**person.texts), date.fromordinal(person.as_of))
    except HzTitlesError as error:
        return [] if wanted is None else [f"refused: {error}"]
    if wanted is None:
        return ["not refused"]
    needs = {need.value for need in verdict.needs} - {"district"}
    found = []
    if verdict.status.value != wanted.status:
        found.append(f"status {verdict.status.value}, not {wanted.status}")
    if needs != wanted.needs:
        found.append(f"needs {needs}, not {wanted.needs}")
    routes = {
        (QUALIFICATIONS.index(one.condition.qualification.id), one.condition.years): one.met for one in verdict.routes
    }
    if routes != wanted.met:
        found.append(f"routes {routes}, not {wanted.met}")
    if wanted.status == "not_eligible":
        short = [reason.value for reason in verdict.reasons] == ["years_short"] and not person.asks
        if short and (not ROWS[person.rows[0]]["grades_accepted"] or person.grade):
            if not day_is_right(person, wanted.every, verdict.eligible_from, random):
                found.append(f"first day {verdict.eligible_from}")
        elif verdict.eligible_from:
            found.append("a day where more than time is missing")
        pieces = advise(data.catalogue, data.jurisdiction, verdict)
        if not advice_is_right(person, verdict, pieces):
            found.append(f"advice {[(piece.way.value, piece.day, piece.besides) for piece in pieces]}")
    return found


def tried(seed: int, count: int) -> list[str]:
    """Put some people to both engines; return what they differ in."""
    data, random, found = load(), Random(seed), []
    for _ in range(count):
        person = somebody(random)
        if faults := differences(data, person, random):
            found.append(f"{date.fromordinal(person.as_of)} {person.texts}: {'; '.join(faults)}")
    return found


def main() -> int:
    """Try many people, and print those about whom the engines differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    each = 500
    with ProcessPoolExecutor(cpu_count()) as pool:
        seeds = range(given.seed, given.seed + -(-given.count // each))
        found = [one for part in pool.map(tried, seeds, [each] * len(seeds)) for one in part]
    print(*found, f"{len(seeds) * each} people, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
