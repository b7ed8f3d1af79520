"""Every fact of the data files changed once: ``python -m tests.loading.mutations`` prints who notices it.

A mutant is noticed where the loader refuses it, where the audit finds it, or where it is at
odds with what was typed a second time (``tests/notice``). A copy of the data would notice
everything and prove nothing, so names that no second table holds are not among the mutants.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from functools import cache
from itertools import count
from pathlib import Path

from hz_titles import DataError
from hz_titles.audit.citations import cited
from hz_titles.audit.grid import Grid
from tests.support import naive
from tests.support.editing import data_of, trees
from tests.support.program import TODAY
from tests.support.tables import tables_of, unordered

CATALOGUE, COMMITTEES = trees()
AREA_CODE = "0571"


# What is compared


@cache
def typed_again(name):
    return unordered(naive.table(name))


def breaks_the_second_table(data):
    if data.jurisdiction.phone_area_code != AREA_CODE:
        return True
    return any(unordered(lines) != typed_again(name) for name, lines in tables_of(data).items())


@cache
def names_typed():
    """The names that were typed from domain knowledge, with the rows that they lead to."""
    with Path(__file__).parents[1].joinpath("names", "certificates.tsv").open(encoding="utf-8") as lines:
        return (*naive.table("names"), *csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def breaks_a_name(data):
    """Tell whether one of the names that people type leads elsewhere than domain knowledge says."""
    for line in names_typed():
        found = data.names.identify(line["typed"], line["issuer"] or None, TODAY)
        answer = ";".join(str(row.number) for row in found.rows), found.kind.value
        if answer != (line["rows"], line["kind"]):
            return True
    return False


def noticed(catalogue, committees):
    """Who notices a mutant first; None where nobody does."""
    try:
        data = data_of(catalogue, committees)
    except DataError:
        return "loader"
    if breaks_the_second_table(data):
        return "second table"
    if breaks_a_name(data):
        return "names"
    return "audit" if cited(Grid(data)).findings else None


# What is changed


def garbled(text):
    """Yield the text with its middle character changed to another of its kind."""
    middle = len(text) // 2
    for place in (*range(middle, len(text)), *range(middle)):
        char = text[place]
        if char.isdigit():
            other = str((int(char) + 1) % 10)
        elif char.isascii() and char.isalpha():
            other = "q" if char.lower() != "q" else "z"
        elif char.isalpha():
            other = "甲" if char != "甲" else "乙"
        else:
            continue
        return text[:place] + other + text[place + 1 :]
    raise AssertionError(text)


def others(value, every):
    return [each for each in every if each != value]


def thresholds():
    ids = [each["id"] for each in CATALOGUE["qualifications"]]
    for level, block in enumerate(CATALOGUE["levels"]):
        for place, condition in enumerate(block["conditions"]):
            path = (0, "levels", level, "conditions", place)
            for years in (condition["years"] - 1, condition["years"] + 1):
                yield (*path, "years"), years
            for other in others(condition["qualification"], ids):
                yield (*path, "qualification"), other


def references():
    titles = [each["name"] for each in CATALOGUE["titles"]]
    series = [each["name"] for each in CATALOGUE["series"]]
    levels = [each["name"] for each in CATALOGUE["levels"]]
    bodies = [each["id"] for each in CATALOGUE["bodies"]]
    for key, every in (("title", titles), ("series", series), ("body", bodies[::7])):
        for index, row in enumerate(CATALOGUE["certificates"]):
            for other in others(row[key], every):
                yield (0, "certificates", index, key), other
    for index, title in enumerate(CATALOGUE["titles"]):
        for other in others(title["level"], levels):
            yield (0, "titles", index, "level"), other
    for index, level in enumerate(CATALOGUE["levels"]):
        for other in others(level["apply_to"], ["bureau", "committee"]):
            yield (0, "levels", index, "apply_to"), other
    for index, committee in enumerate(COMMITTEES["committees"]):
        for key, every in (("series", series), ("level", levels)):
            for other in others(committee[key], every):
                yield (1, "committees", index, key), other


def phones():
    for index, committee in enumerate(COMMITTEES["committees"]):
        for place, phone in enumerate(committee["phones"]):
            for digit, char in enumerate(phone):
                changed = phone[:digit] + str((int(char) + 1) % 10) + phone[digit + 1 :]
                yield (1, "committees", index, "phones", place), changed
        yield (1, "committees", index, "phones"), [*committee["phones"], "87654321"]
    yield (1, "phone_area_code"), "0572"


def extents():
    areas = [area["name"] for area in COMMITTEES["areas"]]
    for index, committee in enumerate(COMMITTEES["committees"]):
        key = "only" if "only" in committee["area"] else "except"
        listed = committee["area"][key]
        path = (1, "committees", index, "area", key)
        for area in areas:
            yield path, [each for each in listed if each != area] if area in listed else [*listed, area]
        yield path, [*listed[1:], next(area for area in areas if area not in listed)]


def printed():
    """Names, issuers, offices, bureaus and texts, each with one character changed."""
    for index, row in enumerate(CATALOGUE["certificates"]):
        for key in ("name", "issuer", "issuer_en"):
            if key in row:
                yield (0, "certificates", index, key), garbled(row[key])
    for index, committee in enumerate(COMMITTEES["committees"]):
        for key in ("name", "office"):
            yield (1, "committees", index, key), garbled(committee[key])
        yield (1, "committees", index, "area", "text"), garbled(committee["area"]["text"])
    for index, area in enumerate(COMMITTEES["areas"]):
        for key in ("name", "code", "bureau"):
            if key in area:
                yield (1, "areas", index, key), garbled(area[key])
    for index, level in enumerate(CATALOGUE["levels"]):
        for place, condition in enumerate(level["conditions"]):
            for key in ("clause", "text"):
                yield (0, "levels", index, "conditions", place, key), garbled(condition[key])


def grades():
    for index, row in enumerate(CATALOGUE["certificates"]):
        if "grades" in row:
            yield (0, "certificates", index, "grades", "text"), garbled(row["grades"]["text"])
            for other in others(row["grades"]["lowest"], row["grades"]["order"]):
                yield (0, "certificates", index, "grades", "lowest"), other
            yield (0, "certificates", index, "grades", "order"), row["grades"]["order"][::-1]


def general():
    for index, row in enumerate(CATALOGUE["certificates"]):
        yield (0, "certificates", index, "general"), not row.get("general", False)


def rows_named():
    for key in ("shared_names", "unproven_names"):
        for index, block in enumerate(CATALOGUE[key]):
            rows = block["rows"]
            yield (0, key, index, "rows"), [*rows, next(number for number in count(38) if number not in rows)]
            if len(rows) > 1:
                yield (0, key, index, "rows"), rows[1:]


KINDS = (thresholds, references, phones, extents, printed, grades, general, rows_named)


def changed(pair, path, value):
    """Set the value at `path` of a pair of trees, and return what puts it back."""
    *way, last = path
    node = pair
    for part in way:
        node = node[part]
    missing = isinstance(node, dict) and last not in node
    before = None if missing else node[last]
    node[last] = value

    def restore():
        if missing:
            del node[last]
        else:
            node[last] = before

    return restore


def unnoticed(mutants, score):
    """The mutants that nobody notices; `score` counts by whom each of the others is noticed."""
    pair = trees()
    for path, value in mutants:
        restore = changed(pair, path, value)
        by = noticed(*pair)
        restore()
        score[by] += 1
        if by is None:
            yield path, value


def main():
    """Try every mutant, and print the score by kind."""
    survivors = []
    for kind in KINDS:
        score = Counter()
        survivors += unnoticed(kind(), score)
        told = ", ".join(f"{number} by {by}" for by, number in score.most_common())
        print(f"{kind.__name__}: {score.total()} mutants, {told}", flush=True)
    for path, value in survivors:
        print("not noticed:", *path, value, sep=" ")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
