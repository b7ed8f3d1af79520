"""A table of applicants in, the same table with verdicts out.

The file (`source`), what it is (`kinds`) and how it is written (`encoding`); its rows (`delimited`,
`jsonl`, `workbook`); where the header is (`header`), what a heading says (`headings`) and which
columns are read (`columns`); which rows are no applicants' (`bystanders`); a row's facts (`facts`),
who is alike (`dated`) and the answer (`answers`, `rows`); the file that comes out (`outputs`).
`run` ties them together.
"""
