"""What to do next, in words: the ways to a yes, and command lines that a person can paste."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..language import Phrase
from ..rules.verdict import Need, Status
from ..span import thirtieths
from .telling import Telling
from .vocabulary import GROUPS, short_name

if TYPE_CHECKING:
    from ..rules.advice import Advice

_OR = Phrase("或", " or ")
_FEW = 3  # The most rows that are named one by one
_SAFE = re.compile(r"[\w@%+=:,./-]+")  # What no shell takes for anything but itself, Chinese included


def ways_texts(telling: Telling, *, brief: bool = False) -> Iterator[tuple[str, str]]:
    """Yield each way to a yes, the nearest first: its code and its text; `brief` beside the row itself."""
    if telling.verdict.status is Status.NOT_ELIGIBLE:
        from ..rules.advice import advise

        ways, steps = GROUPS["way"], GROUPS["way"] | GROUPS["step"]
        for advice in advise(telling.data.catalogue, telling.data.jurisdiction, telling.verdict):
            text = _way(telling, advice, ways, brief=False)
            if advice.certificates:
                text = telling.say("met_then", text=text)
            for step in reversed(advice.besides):
                text = telling.say("besides", step=_way(telling, step, steps, brief=brief), text=text)
            yield advice.way.value, text


def _way(telling: Telling, advice: Advice, phrases: Mapping[str, Phrase], *, brief: bool) -> str:
    """Return what leads to a yes, or is a step to it; a `brief` one names rows by their numbers."""
    code = f"{advice.way.value}_{advice.supposing.value}" if advice.supposing else advice.way.value
    every = advice.certificates
    rows: object = every
    if len(every) > _FEW:
        rows = telling.say("one_for_title", title=every[0].title)
    elif brief:
        rows = telling.say("the_row", number=telling.say(_OR).join(str(row.number) for row in every))
    ways = [
        telling.say("and_years", name=one.name, years=thirtieths(years)) if years else one.name
        for one, years in advice.qualifications
    ]
    return telling.say(
        phrases[code],
        day=advice.day,
        since=advice.since,
        grades=telling.say(_OR).join(advice.grades),
        city=telling.data.jurisdiction.city,
        row=advice.certificate,
        rows=rows,
        ways=ways,
    )


def command_text(arguments: Iterable[str]) -> str:
    """Return arguments as they are typed into the shell of this system."""
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline(list(arguments))
    from shlex import quote

    return " ".join(part if _SAFE.fullmatch(part) else quote(part) for part in arguments)


def missing_options(telling: Telling) -> str:
    """Return the options that would tell what is missing, with values to be changed."""
    verdict, options = telling.verdict, []
    needs, rows, place = verdict.needs, verdict.rows, verdict.applicant.place
    degree, years = _example(telling)
    for need in needs:
        if need is Need.CERTIFICATE and rows:
            options += ["--cert", str(rows[0].number)]
        elif need is Need.ISSUER and rows:
            issuer = rows[0].issuer
            if telling.english:
                issuer = rows[0].issuer_en or next(filter(str.isascii, rows[0].body.names), issuer)
            options += ["--issuer", issuer]
        elif need is Need.GRADE:
            options += ["--grade", next(row.grades.lowest for row in rows if row.grades)]
        elif need is Need.DEGREE and Need.DEGREE_DATE not in needs:
            options += ["--degree", degree]
        elif need is Need.DEGREE_DATE:
            options += ["--degree", f"{degree}@{verdict.applicant.as_of.year - 8}-07"]
        elif need is Need.YEARS:
            options += ["--years", str(years)]
        elif need is Need.DISTRICT:
            area = ((place.areas if place else ()) or telling.data.jurisdiction.areas)[0]
            options += ["--district", area.english if telling.english else area.name]
    return command_text(options)


def _example(telling: Telling) -> tuple[str, int]:
    """Return a qualification and the years that it needs: the one held, else a usual one."""
    verdict = telling.verdict
    conditions = (verdict.title or telling.data.catalogue.titles[-1]).level.conditions
    usual = conditions[min(1, len(conditions) - 1)]
    tried = [(one.condition, one.by.qualification) for one in verdict.routes if one.met is None and one.by]
    condition, held = max(
        tried,
        key=lambda one: (one[0].years > 0, one[0].qualification.rank),
        default=(usual, usual.qualification),
    )
    return short_name(held, telling.language), condition.years
