"""Joins applicants and the decision table in DuckDB: ``duckdb_join.py FILE TABLE RESULT``."""

import sys

import duckdb

applicants, table, result = (path.replace("'", "''") for path in sys.argv[1:])
duckdb.execute(
    f"""
    COPY (
        SELECT a.*,
               CASE WHEN CAST(a.years AS DECIMAL(6, 3)) >= CAST(t.least_years AS INTEGER)
                    THEN 'eligible' ELSE 'not_eligible' END AS hz_status,
               t.title AS hz_title, t.level AS hz_level, t.series AS hz_series,
               t.number AS hz_certificate_no, t.apply_to AS hz_apply_to, t.office AS hz_office,
               t.phones AS hz_phones
        FROM read_csv('{applicants}', all_varchar = true) AS a
        LEFT JOIN read_csv('{table}', all_varchar = true) AS t
               ON t.number = a.certificate AND t.grade IS NOT DISTINCT FROM a.grade
              AND t.degree = a.degree AND t.area = a.district
    ) TO '{result}' (HEADER, DELIMITER ',')
    """
)
