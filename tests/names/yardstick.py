"""How far the readers get on a list of texts that people wrote: ``python -m tests.names.yardstick FILE``.

The file has a line a text, tab-separated: kind, text, what is right, rows. Certificates are judged with a
doctorate, nine years and a district, so that a yes hangs on the name alone. One more argument shows what
is amiss.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date

from hz_titles import Data, load
from hz_titles.errors import FactError
from hz_titles.names.certificates import best
from hz_titles.names.identity import Kind

AS_OF = date(2026, 11, 26)
CERTIFICATES = {"listed", "multi", "near", "trap", "unplaced", "unlisted", "fresh", "issuer"}
NO = {Kind.NOT_LISTED, Kind.ISSUER_NOT_LISTED}


def lines(path: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a list of texts."""
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield line | {"text": line["text"].replace("\\n", "\n")}


def answer(data: Data, kind: str, text: str) -> tuple[str, set[str]]:
    """Return what a certificate comes to, and the rows of a yes: ``row``, ``ask``, ``no`` or ``empty``."""
    cert, _, issuer = (
        text.removeprefix("--cert ").partition(" --issuer ") if kind == "issuer" else (text, "", "")
    )
    try:
        found = best(data.names.identify_all([cert], [issuer] if issuer else [], AS_OF))
    except FactError:
        return "empty", set()
    accepted = [row for row in found.rows if row.accepts(found.grade) is not False]
    if found.kind in NO or (found.rows and not accepted):
        return "no", set()
    sure = found.kind is Kind.SETTLED and all(row.accepts(found.grade) for row in found.rows)
    return ("row" if sure else "ask"), {str(row.number) for row in found.rows}


def judged(right: str, rows: str, said: tuple[str, set[str]]) -> str:
    """Return how an answer stands to what is right."""
    word, named = said
    accepted = right.split("|")
    if word == "row":
        return "right" if "row" in accepted and named <= set(rows.split(",")) else "wrong yes"
    if word in accepted:
        return "right"
    return {"no": "wrong no", "ask": "needless question"}.get(word, "not read")


def main(path: str, *shown: str) -> None:
    """Count, for each kind of text and in all, what is amiss."""
    data = load()
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines(path):
        if line["kind"] not in CERTIFICATES:
            continue
        said = answer(data, line["kind"], line["text"])
        verdict = judged(line["right"], line["rows"] or "", said)
        counts[line["kind"], verdict] += 1
        names = bool(line["rows"]) and "no" not in line["right"].split("|")
        for about in (line["right"], "names a row" if names else ""):
            counts[f"= {about}", verdict] += 1
        if shown and verdict != "right":
            print(verdict, line["kind"], line["text"], line["right"], line["rows"] or "-", said, sep="\t")
    for kind in sorted({kind for kind, _ in counts}):
        every = {verdict: number for (other, verdict), number in counts.items() if other == kind and number}
        told = ", ".join(f"{verdict} {number}" for verdict, number in every.items())
        print(f"{kind:14} {sum(every.values()):4}  {told}")


if __name__ == "__main__":
    main(*sys.argv[1:])
