"""An audit finds nothing in the data as issued, and each of its proofs can fail."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from hz_titles import Language, load
from hz_titles.audit import audit
from hz_titles.audit import grid as grid_module
from hz_titles.audit.citations import cited
from hz_titles.audit.dead_data import alive
from hz_titles.audit.grid import Grid
from hz_titles.audit.names import near_misses_apart, one_meaning
from hz_titles.audit.outcomes import as_tabled, left_out
from hz_titles.rules.verdict import Need, Status
from hz_titles.schemas import Schema, schema_text
from hz_titles.words.audit import report_lines, report_object
from tests.support.editing import data_of, row, save, trees


@pytest.fixture(scope="module")
def report():
    return audit(load())


def failing(data, *proofs):
    """The proofs that fail, each with the points at which it does."""
    grid = Grid(data)
    return {
        proof.__name__: [finding.point for finding in found]
        for proof in proofs
        if (found := proof(grid).findings)
    }


def item(tree, key, name, field="name"):
    return next(each for each in tree[key] if each[field] == name)


def test_the_data_as_issued_is_sound(report):
    assert report.sound, [(proof.id, proof.findings) for proof in report.proofs if proof.findings]
    assert report.walked > 15_000
    assert all(proof.walked > 0 for proof in report.proofs)


@pytest.mark.parametrize("language", Language)
def test_the_report_is_valid_and_readable(report, language):
    data = load()
    Draft202012Validator(json.loads(schema_text(Schema.AUDIT))).validate(
        report_object(data, report, language)
    )
    lines = report_lines(data, report, language).splitlines()
    assert len(lines) == len(report.proofs) + 1
    assert str(report.walked) in lines[-1]


# Each case: what is done to the files, and the proof that must notice with a word of its point.
# The loader refuses some of it as well; here it is not asked.


def harder_for_masters(catalogue, committees):
    catalogue["levels"][1]["conditions"][3]["years"] = 6


def two_conditions_for_bachelors(catalogue, committees):
    catalogue["levels"][1]["conditions"][0]["qualification"] = "bachelor"


def qualification_of_no_use(catalogue, committees):
    phrase = {"zh": "甲", "en": "a"}
    catalogue["qualifications"].insert(3, {"id": "third", "name": phrase, "words": ["third degree"]})


def every_grade_accepted(catalogue, committees):
    row(catalogue, 41)["grades"]["lowest"] = "D"


def series_without_rows(catalogue, committees):
    row(catalogue, 45)["series"] = "制造业"


def body_without_rows(catalogue, committees):
    row(catalogue, 45)["body"] = "pmi"


def title_without_rows(catalogue, committees):
    catalogue["titles"].append({"name": "正高级工程师", "gloss": "professor", "level": "中级"})


def reading_never_used(catalogue, committees):
    del item(committees, "areas", "西湖风景名胜区")["note"]


def one_bureau_for_two_areas(catalogue, committees):
    item(committees, "areas", "余杭区")["bureau"] = "临平区人力社保局"


def alias_of_two_rows(catalogue, committees):
    row(catalogue, 43)["aliases"].append("PMP")


def alias_that_is_a_number(catalogue, committees):
    row(catalogue, 43)["aliases"].append("第 7 项")


def alias_that_is_a_body(catalogue, committees):
    row(catalogue, 43)["aliases"].append("PMI")


def body_name_of_two_bodies(catalogue, committees):
    item(catalogue, "bodies", "pdma", "id")["names"].append("PMI")


def member_of_no_class(catalogue, committees):
    item(catalogue, "bodies", "us-state-boards", "id")["names"].append("加拿大安大略省工程师协会")


def near_miss_alias(catalogue, committees):
    row(catalogue, 40)["aliases"].append("CAPM")


def near_miss_with_issuer(catalogue, committees):
    row(catalogue, 40)["general_aliases"] = ["CAPM"]


def body_near_miss_listed(catalogue, committees):
    item(catalogue, "bodies", "accp", "id")["names"].append("American College of Chest Physicians")


def qualification_word_of_two(catalogue, committees):
    item(catalogue, "qualifications", "master", "id")["words"].append("本科")


def refused_word_accepted(catalogue, committees):
    item(catalogue, "qualifications", "associate", "id")["words"].append("高级工")


def area_name_of_two(catalogue, committees):
    item(committees, "areas", "余杭区")["names"] = ["滨江"]


def area_name_behind_a_prefix(catalogue, committees):
    committees["city"]["prefixes"].append("西")
    item(committees, "areas", "余杭区")["names"] = ["西钱塘"]


def series_word_of_two(catalogue, committees):
    item(catalogue, "series", "建筑业")["words"].append("制造")


def grade_word_of_two(catalogue, committees):
    row(catalogue, 41)["grades"]["order"] = ["A", "B", "C", "c"]


def quotation_of_nothing(catalogue, committees):
    catalogue["readings"][0]["quotes"][0]["text"] = "4年及以上"


def quotation_from_nowhere(catalogue, committees):
    catalogue["readings"][0]["quotes"][0]["clause"] = "附件1 三.1"


def quoted_row_elsewhere(catalogue, committees):
    item(catalogue, "readings", "place-of-work", "id")["quotes"][2]["clause"] = "附件2 第5项"


def years_unlike_the_words(catalogue, committees):
    catalogue["levels"][0]["conditions"][0]["years"] = 4


def area_not_in_the_words(catalogue, committees):
    committees["committees"][0]["area"]["except"][0] = "上城区"
    committees["committees"][4]["area"]["only"] = ["上城区"]


def grade_not_in_the_words(catalogue, committees):
    row(catalogue, 41)["grades"]["lowest"] = "B"


BREAKING = [
    (harder_for_masters, alive, "附件1 二.4"),
    (two_conditions_for_bachelors, alive, "附件1 二.2"),
    (qualification_of_no_use, alive, "third"),
    (every_grade_accepted, alive, "C级及以上"),
    (series_without_rows, alive, "建筑业"),
    (body_without_rows, alive, "peo"),
    (title_without_rows, alive, "正高级工程师"),
    (reading_never_used, alive, "scenic-area"),
    (one_bureau_for_two_areas, alive, "临平区人力社保局"),
    (alias_of_two_rows, one_meaning, "PMP"),
    (alias_that_is_a_number, one_meaning, "第 7 项"),
    (alias_that_is_a_body, one_meaning, "PMI"),
    (body_name_of_two_bodies, one_meaning, "PMI"),
    (member_of_no_class, one_meaning, "加拿大安大略省工程师协会"),
    (near_miss_alias, near_misses_apart, "CAPM"),
    (near_miss_with_issuer, near_misses_apart, "CAPM"),
    (body_near_miss_listed, one_meaning, "Chest"),
    (qualification_word_of_two, one_meaning, "本科"),
    (refused_word_accepted, one_meaning, "高级工"),
    (area_name_of_two, one_meaning, "滨江"),
    (area_name_behind_a_prefix, one_meaning, "西钱塘"),
    (series_word_of_two, one_meaning, "制造"),
    (grade_word_of_two, one_meaning, "c"),
    (quotation_of_nothing, cited, "4年及以上"),
    (quotation_from_nowhere, cited, "附件1 三.1"),
    (quoted_row_elsewhere, cited, "附件2 第5项"),
    (years_unlike_the_words, cited, "附件1 一.1"),
    (area_not_in_the_words, cited, "上城区"),
    (grade_not_in_the_words, cited, "41"),
]


@pytest.mark.parametrize(
    ("breaking", "proof", "point"), BREAKING, ids=[each[0].__name__ for each in BREAKING]
)
def test_broken_data_is_found_at_its_very_point(breaking, proof, point):
    edited = trees()
    breaking(*edited)
    points = failing(data_of(*edited, checked=True), proof)
    assert any(point in each for each in points[proof.__name__]), points


# The engine itself broken: what the audit proves about it, it does prove.


@pytest.fixture
def broken_engine(monkeypatch):
    """Return the function that makes the engine answer something else."""
    decide = grid_module.decide

    def answer(change):
        monkeypatch.setattr(grid_module, "decide", lambda *given: change(decide(*given)))

    return answer


def test_an_answer_that_the_table_does_not_give_is_found(broken_engine):
    def worse(verdict):
        held, years = verdict.applicant.held, verdict.applicant.years
        if held and held[0].qualification.id == "master" and years is not None and years.reaches(7):
            return replace(verdict, status=Status.NOT_ELIGIBLE, reasons=())
        return verdict

    broken_engine(worse)
    points = failing(load(), as_tabled)
    assert any("P7Y" in point for point in points["as_tabled"])


def test_a_fact_taken_for_granted_is_found(broken_engine):
    def granted(verdict):
        if verdict.status is Status.UNDETERMINED and not verdict.applicant.held:
            return replace(verdict, status=Status.NOT_ELIGIBLE, needs=())
        return verdict

    broken_engine(granted)
    assert failing(load(), left_out)


def test_a_need_too_many_is_found(broken_engine):
    broken_engine(lambda verdict: replace(verdict, needs=tuple(dict.fromkeys((*verdict.needs, Need.YEARS)))))
    assert failing(load(), left_out)


def test_findings_exit_with_5_and_are_valid_json(tmp_path):
    edited = trees()
    harder_for_masters(*edited)
    save(tmp_path, *edited)
    run = [sys.executable, "-m", "hz_titles", "audit", "--data", str(tmp_path), "--format", "json"]
    result = subprocess.run(run, capture_output=True, encoding="utf-8")
    assert result.returncode == 5, result.stderr
    report = json.loads(result.stdout)
    Draft202012Validator(json.loads(schema_text(Schema.AUDIT))).validate(report)
    assert not report["sound"]
    assert report["found"] == sum(len(proof["findings"]) for proof in report["proofs"]) > 0
