"""Joins applicants and the decision table in streaming polars: ``polars_join.py FILE TABLE RESULT``."""

import sys

import polars as pl

applicants, table, result = sys.argv[1:]
keys = ["certificate", "grade", "degree", "district"]
kept = ["title", "level", "series", "apply_to", "office", "phones"]
decisions = pl.scan_csv(table, infer_schema=False).select(
    pl.col("number").alias("certificate"),
    "grade",
    "degree",
    pl.col("area").alias("district"),
    pl.col("least_years").cast(pl.Float64),
    pl.col("number").alias("hz_certificate_no"),
    *(pl.col(name).alias(f"hz_{name}") for name in kept),
)
reached = pl.col("years").cast(pl.Float64) >= pl.col("least_years")
(
    pl.scan_csv(applicants, infer_schema=False)
    .join(decisions, on=keys, how="left", nulls_equal=True, maintain_order="left")
    .with_columns(
        hz_status=pl.when(reached.fill_null(False)).then(pl.lit("eligible")).otherwise(pl.lit("not_eligible"))
    )
    .drop("least_years")
    .sink_csv(result)
)
