"""Command lines that a person can paste: the facts that are missing, or all that were given."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from ..language import Language
from ..rules.verdict import Need
from .telling import Telling
from .vocabulary import area_gloss, short_name

_SAFE = re.compile(r"[\w@%+=:,./-]+")  # What no shell takes for anything but itself, Chinese included


def command_text(arguments: Iterable[str]) -> str:
    """Return arguments as they are typed into the shell of this system."""
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline(list(arguments))
    from shlex import quote

    return " ".join(part if _SAFE.fullmatch(part) else quote(part) for part in arguments)


def missing_options(telling: Telling) -> str:
    """Return the options that would tell what is missing, with values to be changed."""
    return command_text(part for need in telling.verdict.needs for part in _option(telling, need))


def _option(telling: Telling, need: Need) -> Iterator[str]:
    verdict = telling.verdict
    rows = verdict.rows
    if need is Need.CERTIFICATE and rows:
        yield from ("--cert", str(rows[0].number))
    if need is Need.ISSUER and rows:
        yield from ("--issuer", rows[0].issuer)
    if need is Need.GRADE:
        yield from ("--grade", next(str(row.lowest_grade) for row in rows if row.grades))
    if need is Need.DEGREE_DATE or (need is Need.DEGREE and Need.DEGREE_DATE not in verdict.needs):
        dated = f"@{verdict.applicant.as_of.year - 8}-07" if need is Need.DEGREE_DATE else ""
        yield from ("--degree", _example(telling)[0] + dated)
    if need is Need.YEARS:
        yield from ("--years", str(_example(telling)[1]))
    if need is Need.DISTRICT:
        place = verdict.applicant.place
        areas = (place.areas if place else ()) or telling.data.jurisdiction.areas
        name = areas[0].name if telling.language is Language.ZH else area_gloss(areas[0])
        yield from ("--district", name)


def _example(telling: Telling) -> tuple[str, int]:
    """Return a qualification and the years that it needs: the one held, else a usual one."""
    verdict = telling.verdict
    conditions = (verdict.title or telling.data.catalogue.titles[-1]).level.conditions
    open_ = [(route.condition, route.by) for route in verdict.routes if route.met is None and route.by]
    if open_:
        condition, held = max(open_, key=lambda one: one[0].qualification.rank)
        return short_name(held.qualification, telling.language), condition.years
    condition = conditions[min(1, len(conditions) - 1)]
    return short_name(condition.qualification, telling.language), condition.years
