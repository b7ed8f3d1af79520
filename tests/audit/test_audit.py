"""An audit finds nothing in the data as issued, and each of its proofs can fail."""

import csv
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from hz_titles import Language
from hz_titles.audit import audit, prove, report_lines, report_object
from hz_titles.audit import grid as grid_module
from hz_titles.audit.files import alive, cited
from hz_titles.audit.grid import Grid, as_tabled, left_out
from hz_titles.audit.names import kept_apart, near_misses_apart, one_meaning
from hz_titles.loading import Schema, schema_text
from hz_titles.rules.verdict import Need, Status
from tests.support.editing import data_of, edit, save, trees
from tests.support.program import ROOT

SCHEMA = Draft202012Validator(json.loads(schema_text(Schema.AUDIT)))


@pytest.fixture(scope="module")
def report(data):
    return audit(data)


def points(data, proof):
    """The points at which a proof fails."""
    return [point for point, _ in prove(proof, Grid(data)).findings]


def test_the_data_as_issued_is_sound(report):
    assert [(proof.id, proof.findings) for proof in report if proof.findings] == []
    assert sum(proof.walked for proof in report) > 15_000
    assert all(proof.walked > 0 for proof in report)


@pytest.mark.parametrize("language", Language)
def test_the_report_is_valid_and_readable(report, language, data):
    told = report_object(data, report, language)
    SCHEMA.validate(told)
    lines = report_lines(data, told, language).splitlines()
    assert len(lines) == len(report) + 1
    assert str(sum(proof.walked for proof in report)) in lines[-1]


with (ROOT / "tests" / "audit" / "broken.tsv").open(encoding="utf-8") as table:
    BROKEN = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
PROOFS = {"alive": alive, "cited": cited, "kept_apart": kept_apart, "one_meaning": one_meaning}
PROOFS["near_misses_apart"] = near_misses_apart


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["what"])
def test_broken_data_is_found_at_its_very_point(case):
    """What is done to the files, the proof that must notice, a word of its point, and the edits."""
    pair = trees()
    for place, value in json.loads(case["edits"]).items():
        edit(pair, place, value)
    found = points(data_of(*pair, unchecked=True), PROOFS[case["proof"]])
    assert any(case["point"] in each for each in found), found


def worse(verdict):
    """A no for masters with seven years."""
    held, years = verdict.applicant.held, verdict.applicant.years
    return held and years and held[0].qualification.id == "master" and years.least.reaches(7)


def granted(verdict):
    """A no where the qualification is not known."""
    return verdict.status is Status.UNDETERMINED and not verdict.applicant.held


@pytest.mark.parametrize(
    ("proof", "where", "answer"),
    [
        (as_tabled, worse, {"status": Status.NOT_ELIGIBLE}),
        (left_out, granted, {"status": Status.NOT_ELIGIBLE, "needs": ()}),
        (left_out, lambda _: True, {"needs": (Need.YEARS,)}),
    ],
)
def test_an_engine_that_does_not_fit_the_data_is_found(data, monkeypatch, proof, where, answer):
    decide = grid_module.decide

    def other(*given):
        verdict = decide(*given)
        return replace(verdict, **answer) if where(verdict) else verdict

    monkeypatch.setattr(grid_module, "decide", other)
    assert points(data, proof)


def test_findings_exit_with_5_and_are_valid_json(tmp_path, run):
    pair = trees()
    edit(pair, "levels.1.conditions.3.years", 6)
    save(tmp_path, *pair)
    done = run("audit", "--data", str(tmp_path), "--format", "json")
    assert done.returncode == 5, done.stderr
    report = json.loads(done.stdout)
    SCHEMA.validate(report)
    assert not report["sound"]
    assert report["found"] == sum(len(proof["findings"]) for proof in report["proofs"]) > 0
