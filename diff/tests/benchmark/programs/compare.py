"""Tells whether two results say the same of everybody: ``python compare.py OURS THEIRS``.

Compared are the columns that both have, employee by employee, in whatever order.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator


def answers(path: str, columns: list[str]) -> Iterator[tuple[str, int]]:
    """Yield each employee with a number that stands for the answer."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        places = [header.index(column) for column in columns]
        employee = header.index("employee")
        for row in reader:
            yield row[employee], hash(tuple([row[place] for place in places]))


def header(path: str) -> list[str]:
    """Return the first row."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def main(ours: str, theirs: str) -> int:
    """Compare two files and say what differs."""
    other = header(theirs)
    columns = [column for column in header(ours) if column in other]
    if sum(column.startswith("hz_") for column in columns) < 8:
        print(f"only {columns} are in both")
        return 1
    expected = dict(answers(ours, columns))
    found = dict(answers(theirs, columns))
    differing = [key for key in expected if found.get(key) != expected[key]]
    if differing or len(found) != len(expected):
        print(f"{len(differing)} of {len(expected)} differ (they have {len(found)}), first {differing[:3]}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
