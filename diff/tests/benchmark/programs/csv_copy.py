"""The least that any program can do with a CSV file: ``python csv_copy.py FILE COPY``."""

import csv
import sys

with (
    open(sys.argv[1], encoding="utf-8", newline="") as source,
    open(sys.argv[2], "w", encoding="utf-8", newline="") as target,
):
    csv.writer(target).writerows(csv.reader(source))
