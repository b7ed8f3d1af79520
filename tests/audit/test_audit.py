"""An audit finds nothing in the data as issued, and each of its proofs can fail."""

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from hz_titles import Language
from hz_titles.audit import audit
from hz_titles.audit import grid as grid_module
from hz_titles.audit.citations import cited
from hz_titles.audit.dead_data import alive
from hz_titles.audit.grid import Grid
from hz_titles.audit.names import kept_apart, near_misses_apart, one_meaning
from hz_titles.audit.outcomes import as_tabled, left_out
from hz_titles.rules.verdict import Need, Status
from hz_titles.schemas import Schema, schema_text
from hz_titles.words.audit import report_lines, report_object
from tests.support.editing import data_of, row, save, trees

SCHEMA = Draft202012Validator(json.loads(schema_text(Schema.AUDIT)))


@pytest.fixture(scope="module")
def report(data):
    return audit(data)


def points(data, proof):
    """The points at which a proof fails."""
    return [finding.point for finding in proof(Grid(data)).findings]


def test_the_data_as_issued_is_sound(report):
    assert report.sound, [(proof.id, proof.findings) for proof in report.proofs if proof.findings]
    assert report.walked > 15_000
    assert all(proof.walked > 0 for proof in report.proofs)


@pytest.mark.parametrize("language", Language)
def test_the_report_is_valid_and_readable(report, language, data):
    SCHEMA.validate(report_object(data, report, language))
    lines = report_lines(data, report, language).splitlines()
    assert len(lines) == len(report.proofs) + 1
    assert str(report.walked) in lines[-1]


def named(tree, key, name, field="name"):
    return next(each for each in tree[key] if each[field] == name)


def body(catalogue, name):
    return named(catalogue, "bodies", name, "id")


def qualification(catalogue, name):
    return named(catalogue, "qualifications", name, "id")


def area(committees, name):
    return named(committees, "areas", name)


THIRD = {"id": "third", "short": "甲", "name": {"zh": "甲", "en": "a"}, "words": ["third degree"]}
PROFESSOR = {"name": "正高级工程师", "gloss": "professor", "level": "中级"}


def conditions(catalogue, level):
    return catalogue["levels"][level]["conditions"]


def quote(catalogue, reading, place):
    return named(catalogue, "readings", reading, "id")["quotes"][place]


def area_not_in_the_words(_, committees):
    committees["committees"][0]["area"]["except"][0] = "上城区"
    committees["committees"][4]["area"]["only"] = ["上城区"]


def area_name_behind_a_prefix(_, committees):
    committees["places"]["city"].append("西")
    area(committees, "余杭区")["names"] = ["西钱塘"]


BREAKING = {
    # what is done to the files: the proof that must notice, a word of its point, the edit
    "harder for masters": (alive, "附件1 二.4", lambda c, _: conditions(c, 1)[3].update(years=6)),
    "twice for bachelors": (
        alive,
        "附件1 二.2",
        lambda c, _: conditions(c, 1)[0].update(qualification="bachelor"),
    ),
    "an idle qualification": (alive, "third", lambda c, _: c["qualifications"].insert(3, THIRD)),
    "every grade accepted": (alive, "C级及以上", lambda c, _: row(c, 41)["grades"].update(lowest="D")),
    "a series without rows": (alive, "建筑业", lambda c, _: row(c, 45).update(series="制造业")),
    "a body without rows": (alive, "peo", lambda c, _: row(c, 45).update(body="pmi")),
    "a title without rows": (alive, "正高级工程师", lambda c, _: c["titles"].append(PROFESSOR)),
    "a reading never used": (alive, "scenic-area", lambda _, k: area(k, "西湖风景名胜区").pop("note")),
    "one bureau for two": (
        alive,
        "临平区人",
        lambda _, k: area(k, "余杭区").update(bureau="临平区人力社保局"),
    ),
    "an alias of two rows": (one_meaning, "PMP", lambda c, _: row(c, 43)["aliases"].append("PMP")),
    "a number as alias": (one_meaning, "第 7 项", lambda c, _: row(c, 43)["aliases"].append("第 7 项")),
    "a body as alias": (one_meaning, "PMI", lambda c, _: row(c, 43)["aliases"].append("PMI")),
    "a name of two bodies": (one_meaning, "PMI", lambda c, _: body(c, "pdma")["names"].append("PMI")),
    "a member of no class": (
        *(one_meaning, "加拿大安大略省工程师协会"),
        lambda c, _: body(c, "us-state-boards")["names"].append("加拿大安大略省工程师协会"),
    ),
    "a near miss as alias": (near_misses_apart, "CAPM", lambda c, _: row(c, 40)["aliases"].append("CAPM")),
    "a near miss beside": (
        near_misses_apart,
        "CAPM",
        lambda c, _: row(c, 40).update(general_aliases=["CAPM"]),
    ),
    "a body's near miss": (
        *(one_meaning, "Chest"),
        lambda c, _: body(c, "accp")["names"].append("American College of Chest Physicians"),
    ),
    "a word of two": (one_meaning, "本科", lambda c, _: qualification(c, "master")["words"].append("本科")),
    "a refused word": (
        one_meaning,
        "高级工",
        lambda c, _: qualification(c, "associate")["words"].append("高级工"),
    ),
    "a level's name as an area's": (
        *(kept_apart, "本科"),
        lambda _, k: area(k, "余杭区").update(names=["本科"]),
    ),
    "an area's name as a certificate": (
        *(kept_apart, "滨江"),
        lambda c, _: row(c, 40)["aliases"].append("滨江"),
    ),
    "an area's name of two": (one_meaning, "滨江", lambda _, k: area(k, "余杭区").update(names=["滨江"])),
    "a name behind a prefix": (one_meaning, "西钱塘", area_name_behind_a_prefix),
    "a series' word": (
        one_meaning,
        "制造",
        lambda c, _: named(c, "series", "建筑业")["words"].append("制造"),
    ),
    "a grade's word": (
        one_meaning,
        "c",
        lambda c, _: row(c, 41)["grades"].update(order=["A", "B", "C", "D", "c"]),
    ),
    "quoted nothing": (
        cited,
        "4年及以上",
        lambda c, _: c["readings"][0]["quotes"][0].update(text="4年及以上"),
    ),
    "from nowhere": (
        cited,
        "附件1 三.1",
        lambda c, _: c["readings"][0]["quotes"][0].update(clause="附件1 三.1"),
    ),
    "from elsewhere": (
        cited,
        "第5项",
        lambda c, _: quote(c, "place-of-work", 2).update(clause="附件2 第5项"),
    ),
    "years unlike the words": (cited, "附件1 一.1", lambda c, _: conditions(c, 0)[0].update(years=4)),
    "an area not in the words": (cited, "上城区", area_not_in_the_words),
    "a grade not in the words": (cited, "41", lambda c, _: row(c, 41)["grades"].update(lowest="B")),
}


@pytest.mark.parametrize(("proof", "point", "edit"), BREAKING.values(), ids=BREAKING)
def test_broken_data_is_found_at_its_very_point(proof, point, edit):
    edited = trees()
    edit(*edited)
    found = points(data_of(*edited, checked=True), proof)
    assert any(point in each for each in found), found


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
    edited = trees()
    conditions(edited[0], 1)[3]["years"] = 6
    save(tmp_path, *edited)
    done = run("audit", "--data", str(tmp_path), "--format", "json")
    assert done.returncode == 5, done.stderr
    report = json.loads(done.stdout)
    SCHEMA.validate(report)
    assert not report["sound"]
    assert report["found"] == sum(len(proof["findings"]) for proof in report["proofs"]) > 0
