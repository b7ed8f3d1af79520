"""Random people put to the engine and to a second one, as texts.

``python -m tests.rules.brute_force --count 100000`` tries many, and prints those about whom they differ.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from os import cpu_count
from random import Random
from typing import Any

from hz_titles import Data, Facts, HzTitlesError, check, load
from hz_titles.rules.advice import advise
from tests.support.naive import QUALIFICATIONS
from tests.support.reference import ROWS, Days, Person, advice_is_right, day_is_right, expected

UNREAD = "青云阁荣誉状"
CERTS = (
    *(("40", (40,), None), ("CCRC", (27,), None), ("41", (41,), None)) * 2,
    ("会员", tuple(number for number, row in ROWS.items() if row["name"] == "会员"), "issuer"),
    ("ACRP", (12, 13, 27, 28), "certificate"),
    (UNREAD, (27, 40, 41), "certificate"),
    ("CAPM", (), None),
)
DAYS = (date(2026, 11, 23), date(2028, 2, 29), date(2027, 3, 31), date(2026, 1, 1))
OR_HIGHER = {2: "本科及以上", 4: "硕士及以上"}
YEARS = (
    ("0", 0, 0), ("1", 720, 720), ("1.5", 1080, 1080), ("4.9", 3528, 3528), ("5年3个月", 3780, 3780),
    ("2", 1440, 1440), ("3", 2160, 2160), ("6年", 4320, 4320), ("8", 5760, 5760), ("6年以上", 4320, None),
    ("4+", 2880, None), ("1年以上", 720, None), ("近5年", 0, 3600), ("不到5年", 0, 3599),
    ("不到2年", 0, 1439), ("3-5年", 2160, 3600),
)  # fmt: skip


def somebody(random: Random) -> Person:
    """Some person, with the texts that tell of them."""
    as_of = random.choice(DAYS).toordinal()
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
        as_of=as_of, rows=rows, asks=asks, unread=cert == UNREAD, grade=grade, held=tuple(held), years=years,
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
        (QUALIFICATIONS.index(one.condition.qualification.id), one.condition.years): one.met
        for one in verdict.routes
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
        if not advice_is_right(person, pieces):
            found.append(f"advice {[(piece.way.value, piece.day, piece.besides) for piece in pieces]}")
    return found


def tried(seed: int, count: int, data: Data | None = None) -> list[str]:
    """Put some people to both engines; return what they differ in."""
    data, random, found = data or load(), Random(seed), []
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
    each = 1000
    with ProcessPoolExecutor(cpu_count()) as pool:
        seeds = range(given.seed, given.seed + -(-given.count // each))
        found = [one for part in pool.map(tried, seeds, [each] * len(seeds)) for one in part]
    print(*found, f"{len(seeds) * each} people, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
