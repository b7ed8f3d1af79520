"""zen-engine: a decision graph of three tables, for one case at a time and for many at once."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import zen
from grid import Answer, Case, Engine, rules

from hz_titles import Data

OUT = ("status", "title", "level", "series", "apply_to", "office", "phones")
KEY = "verdict"


def engines(data: Data) -> list[Engine]:
    """Return both ways to call it."""
    graph = decision_graph(data)
    single = zen.ZenEngine().create_decision(json.dumps(graph))
    many = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: graph}}})
    return [
        Engine(
            name="zen-engine, one by one",
            ready=lambda cases: [context(case) for case in cases],
            decide=lambda contexts: [single.evaluate(one)["result"] for one in contexts],
            answers=lambda results: [answer(result) for result in results],
            most=10_000,
        ),
        Engine(
            name="zen-engine, batch",
            ready=lambda cases: [{"key": KEY, "context": context(case)} for case in cases],
            decide=many.evaluate_batch,
            answers=lambda results: [answer(result["data"]["result"]) for result in results],
            most=20_000,
        ),
    ]


def context(case: Case) -> dict[str, Any]:
    """Return a case as the engine takes it."""
    return {
        "number": case.number,
        "grade": case.grade,
        "degree": case.degree,
        "years": float(case.years),
        "area": case.area,
    }


def answer(result: dict[str, str]) -> Answer:
    """Return the answer out of a result."""
    return tuple(result[name] for name in OUT)  # type: ignore[return-value]


def decision_graph(data: Data) -> dict[str, Any]:
    """Return row → conditions → office as a graph of decision tables."""
    known = rules(data)
    rows = [
        ([str(number), text(grade) if grade else ""], [*map(text, values), "true" if accepted else "false"])
        for (number, grade), (*values, accepted) in known.rows.items()
    ]
    conditions = [
        ([text(level), "true", text(degree), f">= {years}"], [text("eligible")])
        for (level, degree), years in known.conditions.items()
    ]
    conditions.append(([""] * 4, [text("not_eligible")]))
    offices = [
        ([text(level), text(series), ", ".join(map(text, areas))], [*map(text, values)])
        for (level, series, *values), areas in known.offices.items()
    ]
    tables = [
        table("row", ["number", "grade"], ["title", "level", "series", "accepted"], rows),
        table("conditions", ["level", "accepted", "degree", "years"], ["status"], conditions),
        table("office", ["level", "series", "area"], ["apply_to", "office", "phones"], offices),
    ]
    nodes = [node("in", "inputNode"), *tables, node("out", "outputNode")]
    edges = [
        {"id": f"edge-{place}", "type": "edge", "sourceId": one["id"], "targetId": other["id"]}
        for place, (one, other) in enumerate(pairwise(nodes))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def node(name: str, kind: str) -> dict[str, Any]:
    """Return a node of the graph."""
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}


def table(
    name: str, inputs: list[str], outputs: list[str], found: list[tuple[list[str], list[str]]]
) -> dict[str, Any]:
    """Return a decision table that adds to its context what its first fitting rule says."""
    return node(name, "decisionTableNode") | {
        "content": {
            "hitPolicy": "first",
            "passThrough": True,
            "executionMode": "single",
            "inputs": [{"id": f"i-{field}", "name": field, "field": field} for field in inputs],
            "outputs": [{"id": f"o-{field}", "name": field, "field": field} for field in outputs],
            "rules": [
                {"_id": f"{name}-{place}"}
                | {f"i-{field}": cell for field, cell in zip(inputs, given, strict=True)}
                | {f"o-{field}": cell for field, cell in zip(outputs, said, strict=True)}
                for place, (given, said) in enumerate(found)
            ],
        }
    }


def text(value: str) -> str:
    """Return a text as the engine's expressions write it."""
    return json.dumps(value, ensure_ascii=False)
