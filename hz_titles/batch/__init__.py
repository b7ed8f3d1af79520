"""A table of applicants in, the same table with verdicts out; `run` ties the modules together."""
