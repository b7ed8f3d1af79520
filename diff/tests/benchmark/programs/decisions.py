"""Decisions a second within one process: ``python decisions.py CASES``, one ``name<TAB>rate`` a line.

The rules engine decides the same cases as the full verdict, and is timed only where it says the same.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hz_titles import Facts, decide, load, read_applicant
from hz_titles.reports.lists import decision_table

AS_OF = date(2026, 11, 23)
YEARS = ("0", "0.999", "1", "1.999", "2", "2.999", "3", "4.999", "5", "6.999", "7", "40")
WORDS = ("美国{}证书", "持有{}资格证书", "{}（2019年取得）", "{}认证证书", "国际{}", "{}备考", "Certified {}")


def main(count: int) -> None:
    """Decide and read `count` times each, and print the rates."""
    data = load()
    records = [record for record in decision_table(data) if record["grade"] != "D"]
    chance = random.Random(6)
    drawn = [(chance.choice(records), chance.choice(YEARS)) for _ in range(count)]
    applicants = [read_applicant(data.names, facts(*case), AS_OF) for case in drawn]

    def full(cases: Sequence[Any]) -> list[str]:
        return [decide(data.catalogue, data.jurisdiction, case).status.value for case in cases]

    names = [row.name for row in data.catalogue.certificates]
    texts = [chance.choice(WORDS).format(chance.choice(names)) + " " * (turn % 7) for turn in range(count)]
    data.names.identify(texts[0])
    rate("full verdict", full, applicants)
    rate("certificate read by words", lambda some: [data.names.identify(text) for text in some], texts[:2000])
    peer = rules_engine(data)
    sample = drawn[: count // 10]
    if peer(sample) == full(applicants[: len(sample)]):
        rate("rule-engine, status alone", peer, sample)


def facts(record: dict[str, Any], years: str) -> Facts:
    """Return one case as a person would give it."""
    return Facts(
        cert=str(record["number"]),
        grade=record["grade"],
        degrees=(record["degree"],),
        years=years,
        district=record["area"],
    )


def rules_engine(data: Any) -> Callable[[Sequence[Any]], list[str]]:
    """Return the same decisions by rule-engine: the conditions of the row's level, one rule each."""
    from rule_engine import Rule

    ranks = {one.id: one.rank for one in data.catalogue.qualifications}
    levels = {row.number: row.title.level.name for row in data.catalogue.certificates}
    rules = {
        level.name: [
            Rule(f"rank >= {condition.qualification.rank} and years >= {condition.years}")
            for condition in level.conditions
        ]
        for level in data.catalogue.levels
    }

    def decide_all(cases: Sequence[Any]) -> list[str]:
        answers = []
        for record, years in cases:
            known = {"rank": ranks[record["degree"]], "years": float(years)}
            met = any(rule.matches(known) for rule in rules[levels[record["number"]]])
            answers.append("eligible" if met else "not_eligible")
        return answers

    return decide_all


def rate(name: str, work: Callable[[Sequence[Any]], object], cases: Sequence[Any]) -> None:
    """Print how many of `cases` are done a second, the best of three."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        work(cases)
        seconds.append(time.perf_counter() - start)
    print(f"{name}\t{len(cases) / min(seconds):.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
