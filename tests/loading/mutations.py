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
from hz_titles.audit import prove
from hz_titles.audit.files import cited
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
    return "audit" if prove(cited, Grid(data)).findings else None


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


def found(tree, pattern, path=()):
    """Yield what stands at a pattern of keys (``*`` for each item, ``?`` behind what may lack)."""
    if not pattern:
        yield path, tree
        return
    key, *rest = pattern
    if key == "*":
        for index, each in enumerate(tree):
            yield from found(each, rest, (*path, index))
    elif key.removesuffix("?") in tree or not key.endswith("?"):
        key = key.removesuffix("?")
        yield from found(tree[key], rest, (*path, key))


def at(pattern):
    """Every value of both files at a pattern: the file, the way and the value."""
    file = 1 if pattern.split(".")[0] in COMMITTEES else 0
    for path, value in found((CATALOGUE, COMMITTEES)[file], pattern.split(".")):
        yield (file, *path), value


def other(pattern, step=1):
    """Another of the values that stand at a pattern."""
    every = [value for _, value in at(pattern)][::step]
    return lambda value: [each for each in every if each != value]


def toggled(values):
    """Lists with one more or one less of the areas; and one with another in the place of its first."""
    areas = [area["name"] for area in COMMITTEES["areas"]]
    for area in areas:
        yield [each for each in values if each != area] if area in values else [*values, area]
    yield [*values[1:], next(area for area in areas if area not in values)]


def dialled(phone):
    for place, digit in enumerate(phone):
        yield phone[:place] + str((int(digit) + 1) % 10) + phone[place + 1 :]


def numbered(rows):
    yield [*rows, next(number for number in count(38) if number not in rows)]
    if len(rows) > 1:
        yield rows[1:]


def graded(grades):
    yield from (grades | {"lowest": each} for each in grades["order"] if each != grades["lowest"])
    yield grades | {"order": grades["order"][::-1]}


def mistyped(text):
    yield garbled(text)


PRINTED = (
    *("certificates.*.name", "certificates.*.issuer", "certificates.*.issuer_en?", "committees.*.name"),
    *("committees.*.office", "committees.*.area.text", "areas.*.name", "areas.*.code?", "areas.*.bureau"),
    *("levels.*.conditions.*.clause", "levels.*.conditions.*.text", "certificates.*.grades?.text"),
)
CHANGES = {
    "levels.*.conditions.*.years": lambda years: (years - 1, years + 1),
    "levels.*.conditions.*.qualification": other("qualifications.*.id"),
    "levels.*.apply_to": other("levels.*.apply_to"),
    "titles.*.level": other("levels.*.name"),
    "certificates.*.title": other("titles.*.name"),
    "certificates.*.series": other("series.*.name"),
    "certificates.*.body": other("bodies.*.id", step=7),
    "certificates.*.grades?": graded,
    "certificates.*": lambda row: [row | {"general": not row.get("general", False)}],
    "shared_names.*.rows": numbered,
    "unproven_names.*.rows": numbered,
    "committees.*.series": other("series.*.name"),
    "committees.*.level": other("levels.*.name"),
    "committees.*.phones": lambda phones: [[*phones, "87654321"]],
    "committees.*.phones.*": dialled,
    "committees.*.area.only?": toggled,
    "committees.*.area.except?": toggled,
    "phone_area_code": lambda _: ["0572"],
    **dict.fromkeys(PRINTED, mistyped),
}
"""What is done to the values at a pattern; names that no second table holds are not among them."""


def mutants(pattern):
    return [(path, changed) for path, value in at(pattern) for changed in CHANGES[pattern](value)]


def noticed_by(path, value, pair):
    """Who notices that another value stands at `path` of a pair of trees."""
    *way, last = path
    node = pair
    for part in way:
        node = node[part]
    before, node[last] = node[last], value
    by = noticed(*pair)
    node[last] = before
    return by


def main():
    """Try every mutant, and print the score by pattern."""
    pair, survivors = trees(), []
    for pattern in CHANGES:
        score = Counter()
        for path, value in mutants(pattern):
            by = noticed_by(path, value, pair)
            score[by] += 1
            if by is None:
                survivors.append((path, value))
        told = ", ".join(f"{number} by {by}" for by, number in score.most_common())
        print(f"{pattern}: {score.total()} mutants, {told}", flush=True)
    for path, value in survivors:
        print("not noticed:", *path, value, sep=" ")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
