"""A table of applicants in, the same table with verdicts out.

The file and what it is (`source`), how it is written (`encoding`); its rows (`delimited`, `jsonl`,
`workbook`); which are its header, and which no applicants (`header`); which columns are read (`columns`);
a row's facts (`facts`), who is alike (`dated`) and the answer (`answers`, `rows`); the file that comes
out (`outputs`). `run` ties them together.
"""
