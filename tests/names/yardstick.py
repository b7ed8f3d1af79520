"""How far the readers get on a list of texts that people wrote: ``python -m tests.names.yardstick FILE``.

The file has a line a text, tab-separated: kind, text, what is right, rows. Certificates are judged as if
all else were given, so that a yes hangs on the name alone; work is judged as of July 2024. One more argument
shows what is amiss.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from hz_titles import Data, load
from hz_titles.errors import FactError
from hz_titles.names.identity import Kind, best
from hz_titles.names.times import read_day, read_period, read_years
from hz_titles.span import Span, position

AS_OF = date(2026, 11, 26)
END_OF_WORK = date(2024, 6, 30)
MONTH = 60
"""A month's worth, as spans are counted."""
NO = {Kind.NOT_LISTED, Kind.ISSUER_NOT_LISTED}


def lines(path: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a list of texts."""
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield line | {"text": line["text"].replace("\\n", "\n"), "rows": line["rows"] or ""}


def certificate(data: Data, text: str) -> str:
    """Return what a certificate comes to: the rows of a yes, ``ask`` or ``no``."""
    cert, _, issuer = text.removeprefix("--cert ").partition(" --issuer ")
    found = best(data.names.identify_all([cert], [issuer] if issuer else [], AS_OF))
    accepted = [row for row in found.rows if row.accepts(found.grade) is not False]
    if found.kind in NO or (found.rows and not accepted):
        return "no"
    sure = found.certain and all(row.accepts(found.grade) for row in found.rows)
    return ",".join(str(row.number) for row in found.rows) if sure else "ask"


def degree(data: Data, text: str) -> str:
    """Return the level of a qualification; ``hint`` where it may be a higher one too."""
    read = data.names.qualification(text)
    return "hint" if read.or_higher else read.least.id


def years(_: Data, text: str) -> str:
    """Return the months that a number of years comes to, or its bound."""
    amount = read_years(text)
    least, most = amount.least.worth // MONTH, amount.most and amount.most.worth // MONTH
    if least == most:
        return str(least)
    return f"bound>={least}" if most is None else f"bound<{most}" if amount.below else "vague"


def day(_: Data, text: str) -> str:
    """Return the day that a date is read as; ``year`` where it is one of many."""
    read = read_day(text, "work_from")
    return read.first.isoformat() if read.first == read.last else "year"


def work(_: Data, text: str) -> str:
    """Return the length of a period; ``year`` where its ends are open within one."""
    period = read_period(text)
    end = period.end.last if period.end else END_OF_WORK
    if period.start.first != period.start.last:
        return "year"
    return Span(position(end + timedelta(days=1)) - position(period.start.first)).iso()


def place(data: Data, text: str) -> str:
    """Return the area that a place is, or that it has to be asked for, or that it is elsewhere."""
    read = data.names.place(text)
    return "foreign" if read.elsewhere else read.areas[0].name if len(read.areas) == 1 else "ask"


OTHER: dict[str, Callable[[Data, str], str]] = {
    "degree": degree,
    "years": years,
    "date": day,
    "work": work,
    "place": place,
}
REFUSED = {
    "degree": {"hint"},
    "years": {"hint", "vague"},
    "date": {"hint"},
    "work": {"hint"},
    "place": {"foreign"},
}


def judged(data: Data, kind: str, text: str, right: str, rows: str) -> tuple[str, str]:
    """Return how the answer to a text stands to what is right, and the answer."""
    accepted = set(right.split("|"))
    try:
        said = OTHER.get(kind, certificate)(data, text)
    except FactError:
        return ("right" if accepted & REFUSED.get(kind, {"empty"}) else "not read"), "refused"
    if kind in OTHER:
        open_too = "vague" in accepted and not said.isdigit()
        return ("right" if said in accepted or open_too else "wrong"), said
    if said in ("ask", "no"):
        amiss = "wrong no" if said == "no" else "needless question"
        return ("right" if said in accepted else amiss), said
    yes = "row" in accepted and set(said.split(",")) <= set(rows.split(","))
    return ("right" if yes else "wrong yes"), said


def main(path: str, *shown: str) -> None:
    """Count, for each kind of text and for each answer that is right, what is amiss."""
    data = load()
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines(path):
        verdict, said = judged(data, *(line[key] for key in ("kind", "text", "right", "rows")))
        counts[line["kind"], verdict] += 1
        if line["kind"] not in OTHER:
            counts[f"= {line['right']}", verdict] += 1
            if line["rows"] and "no" not in line["right"].split("|"):
                counts["= names a row", verdict] += 1
        if shown and verdict != "right":
            print(verdict, line["kind"], repr(line["text"]), line["right"], line["rows"], said, sep="\t")
    for kind in sorted({kind for kind, _ in counts}):
        every = {verdict: number for (other, verdict), number in counts.items() if other == kind}
        told = ", ".join(f"{verdict} {number}" for verdict, number in every.items())
        print(f"{kind:14} {sum(every.values()):4}  {told}")


if __name__ == "__main__":
    main(*sys.argv[1:])
