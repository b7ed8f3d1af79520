"""How fast hz-titles is, beside what one might use instead.

``python -m tests.benchmark`` from the top of the repository builds the wheel, installs it with
its peers into an environment of its own, and measures there, so that nothing of the working
copy is measured by accident:

- `files`: whole processes from file to file over growing tables, CSV and workbooks, dated and
  undated, beside a bare copy, DuckDB, polars, pandas and openpyxl;
- `__main__`: start-up against ``python -c pass``, and decisions within one process beside a
  rules engine; everything in one table and one picture.

All subjects of a figure take turns within one run, each round in another order. What is
compared is first checked to give the same answers. No test asserts a figure.
"""
