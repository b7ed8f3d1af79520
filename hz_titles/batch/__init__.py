"""A table of applicants in, the same table with verdicts out.

What the bytes are (`encoding`), which column says what (`columns`), the rows of a file
(`delimited`, `jsonl`, `workbook`), a row's facts (`facts`), its answer (`answers`, `rows`), the file
that comes out (`outputs`), and what it came to (`summary`); `run` ties them together.
"""
