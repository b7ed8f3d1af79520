"""rule-engine: the row out of a dictionary, then the first rule of its level and of its series that fits."""

from __future__ import annotations

from typing import Any

from grid import Answer, Case, Engine, rules
from rule_engine import Rule

from hz_titles import Data


def engines(data: Data) -> list[Engine]:
    """Return the one way to call it."""
    known = rules(data)
    conditions: dict[str, list[Rule]] = {level: [] for _, level, *_ in known.rows.values()}
    for (level, degree), years in known.conditions.items():
        conditions[level].append(Rule(f'accepted and degree == "{degree}" and years >= {years}'))
    offices: dict[tuple[str, str], list[tuple[Rule, tuple[str, ...]]]] = {}
    for (level, series, *values), areas in known.offices.items():
        listed = ", ".join(f'"{area}"' for area in areas)
        rule = Rule(f"area in [{listed}]")
        offices.setdefault((level, series), []).append((rule, tuple(values)))

    def decide(cases: list[tuple[tuple[int, str | None], dict[str, Any]]]) -> list[Answer]:
        answers: list[Answer] = []
        for key, facts in cases:
            title, level, series, accepted = known.rows[key]
            facts["accepted"] = accepted
            met = any(rule.matches(facts) for rule in conditions[level])
            office = next(values for rule, values in offices[level, series] if rule.matches(facts))
            status = "eligible" if met else "not_eligible"
            answers.append((status, title, level, series, *office))  # type: ignore[arg-type]
        return answers

    return [
        Engine(name="rule-engine", ready=ready, decide=decide, answers=lambda answers: answers, most=10_000)
    ]


def ready(cases: list[Case]) -> list[tuple[tuple[int, str | None], dict[str, Any]]]:
    """Return the cases as the engine takes them."""
    return [
        (
            (case.number, case.grade),
            {"degree": case.degree, "years": float(case.years), "area": case.area},
        )
        for case in cases
    ]
