"""Joins applicants and the decision table in pandas: ``pandas_join.py FILE TABLE RESULT``."""

import sys

import pandas as pd

applicants, table, result = sys.argv[1:]
people = pd.read_csv(applicants, dtype=str, keep_default_na=False)
keys = ["number", "grade", "degree", "area"]
kept = ["title", "level", "series", "apply_to", "office", "phones"]
decisions = pd.read_csv(table, dtype=str, keep_default_na=False)[[*keys, "least_years", *kept]]
decisions = decisions.rename(columns={name: f"hz_{name}" for name in kept})
decisions["hz_certificate_no"] = decisions["number"]
joined = people.merge(
    decisions,
    how="left",
    left_on=["certificate", "grade", "degree", "district"],
    right_on=keys,
)
reached = pd.to_numeric(joined["years"]) >= pd.to_numeric(joined["least_years"])
joined["hz_status"] = reached.map({True: "eligible", False: "not_eligible"})
columns = [*people.columns, "hz_status", *(f"hz_{name}" for name in kept), "hz_certificate_no"]
joined[columns].to_csv(result, index=False)
