"""Ours: the full verdict, from texts and from facts already read, and the rows of a batch."""

from __future__ import annotations

from typing import Any

from grid import AS_OF, Answer, Case, Engine, answer_of

from hz_titles import Data, Facts, Language, check, decide, read_applicant
from hz_titles.batch.answers import Headers
from hz_titles.batch.columns import find_columns
from hz_titles.batch.row_format import CELLS
from hz_titles.batch.rows import Answering
from hz_titles.words.summary import Summary

HEADER = ["certificate", "grade", "degree", "years", "district"]


def facts(case: Case) -> Facts:
    """Return a case as texts."""
    return Facts(
        cert=str(case.number),
        grade=case.grade,
        degrees=(case.degree,),
        years=case.years,
        district=case.area,
    )


def engines(data: Data) -> list[Engine]:
    """Return the three ways into the engine."""
    catalogue, jurisdiction, names = data.catalogue, data.jurisdiction, data.names
    return [
        Engine(
            name="hz-titles, rows of a batch",
            ready=lambda cases: (answering(data), [row(case) for case in cases]),
            decide=lambda ready: list(ready[0].answered(((row, row) for row in ready[1]), lambda: 0)),
            answers=lambda rows: [cells(row) for row in rows],
        ),
        Engine(
            name="hz-titles, full verdict",
            ready=lambda cases: [read_applicant(names, facts(case), AS_OF) for case in cases],
            decide=lambda applicants: [decide(catalogue, jurisdiction, one) for one in applicants],
            answers=lambda verdicts: [answer_of(verdict) for verdict in verdicts],
            most=20_000,
        ),
        Engine(
            name="hz-titles, texts to full verdict",
            ready=lambda cases: [facts(case) for case in cases],
            decide=lambda typed: [check(data, one, AS_OF) for one in typed],
            answers=lambda verdicts: [answer_of(verdict) for verdict in verdicts],
            most=20_000,
        ),
    ]


def answering(data: Data) -> Answering[list[str]]:
    """Return what a batch of the cases puts behind their rows, having seen none yet."""
    columns = find_columns(HEADER, {}, {})
    return Answering(data, columns, AS_OF, Headers.EN, Language.EN, Summary(), CELLS)


def row(case: Case) -> list[str]:
    """Return a case as the row of a file."""
    return [str(case.number), case.grade or "", case.degree, case.years, case.area]


def cells(answered: list[Any]) -> Answer:
    """Return the answer out of a row's new cells."""
    status, title, level, series, _, apply_to, office, phones = answered[len(HEADER) : len(HEADER) + 8]
    return status, title, level, series, apply_to, office, phones
