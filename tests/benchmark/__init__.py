"""How fast hz-titles is, beside the tools that one might use instead.

``python -m tests.benchmark`` from the top of the repository builds the wheel, installs it
with its peers into an environment of its own, and measures there, so that nothing of the
working copy is measured by accident:

- `startup`: whole processes against ``python -c pass``, also with ten times the catalogue;
- `throughput`: ``batch`` over growing files against a bare copy of what it writes, and
  against DuckDB and polars joining the decision table;
- `in_process`: the same decisions by the engine, by the batch's table and by rule engines.

All subjects of a figure take turns within one run, each round in another order. What is
compared is first checked to give the same answers. No figure is asserted anywhere.
"""
