"""Two editions compared: what changed in the files, and for whom that changes the answer."""

import csv
import json
import random

import pytest

from hz_titles import Facts, Language, check
from hz_titles.reports.editions import (
    Comparison,
    compare,
    comparison_lines,
    comparison_records,
    spelled,
)
from tests.support.editing import data_of, edit, row, save, trees
from tests.support.program import TODAY


def edited(change=lambda *_: None):
    pair = trees()
    change(*pair)
    return data_of(*pair)


@pytest.fixture(scope="module")
def old():
    return edited()


def changes(comparison):
    """The changes of the files, each as the mark, the path without long names, before and after."""
    told = []
    for change in comparison.changes:
        path = spelled(["[…]" if part[0] == "[" and len(part) > 8 else part for part in change.path])
        told.append((change.happened, path, change.before, change.after))
    return told


def four_years_for_bachelors(catalogue, committees):
    condition = catalogue["levels"][1]["conditions"][1]
    condition["years"], condition["text"] = 4, condition["text"].replace("5", "4")


def other_telephone(catalogue, committees):
    committees["committees"][4]["phones"][1] = "88119326"


def test_the_same_data_does_not_differ(old):
    comparison = compare(old, edited())
    assert comparison == ([], {}, {})
    assert comparison_lines(comparison, old, old, Language.EN) == "the two editions do not differ\n"


def test_a_threshold_is_told_as_the_people_it_is_for(old):
    new = edited(four_years_for_bachelors)
    comparison = compare(old, new)
    text, years = comparison.changes
    assert spelled(years.path) == "levels[中级].conditions[附件1 二.2].years"
    assert (years.before, years.after, text.path[-1]) == ("5", "4", "text")
    assert comparison.offices == {}
    assert {degree for _, degree in comparison.verdicts} == {"bachelor"}
    ranges = {(each["from_years"], each["below_years"]) for each in comparison_records(comparison)}
    assert ranges == {(None, None), (4, 5)}
    # the IPMP in three grades
    assert len(comparison.verdicts) == 22 + 9 + 1 + 2
    lines = comparison_lines(comparison, old, new, Language.EN).splitlines()
    assert [line for line in lines if "4 years" in line] == [
        "  all 32 certificates of 中级, bachelor's degree (大学本科): 5 years → 4 years"
    ]


def test_what_is_no_whole_level_is_told_by_its_series_and_the_rest_by_name(old):
    holdings = [
        (row.name, row.issuer, None)
        for row in old.catalogue.certificates
        if row.title.level.name == "中级" and row.series.name != "医药工程"
    ]
    before, after = (("工程师", "中级", "制造业", years) for years in ("5", "4"))
    verdicts = {(holding, "bachelor"): (before, after) for holding in holdings}
    comparison = Comparison(changes=[], verdicts=verdicts, offices={})
    lines = comparison_lines(comparison, old, old, Language.EN)
    assert "  all 9 certificates of 中级·制造业, 注册工程师（加拿大安大略省工程师协会）, bachelor's" in lines


def test_a_telephone_is_told_with_the_people_who_would_have_called_it(old):
    new = edited(other_telephone)
    comparison = compare(old, new)
    assert changes(comparison) == [("changed", "committees[…].phones", "88119325", "88119326")]
    assert comparison.verdicts == {}
    assert [area for _, area in comparison.offices] == ["滨江区"] * 9
    for (before,), (after,) in comparison.offices.values():
        assert before.endswith("0571-88119325 / 88119352")
        assert after.endswith("0571-88119326 / 88119352")
    lines = comparison_lines(comparison, old, new, Language.EN)
    assert "88119325 / 88119352 → " in lines


def test_another_area_code_moves_nobody_whose_office_has_no_telephone(old):
    comparison = compare(old, edited(lambda _, committees: committees.update(phone_area_code="0572")))
    assert comparison.offices
    assert all("0572-" in after for _, (after,) in comparison.offices.values())


def test_an_area_that_moves_to_another_committee_changes_its_office_alone(old):
    def change(catalogue, committees):
        committees["committees"][3]["area"]["only"].append("西湖区")
        committees["committees"][1]["area"]["except"].append("西湖区")

    comparison = compare(old, edited(change))
    assert {each[:2] for each in changes(comparison)} == {
        ("came", "committees[…].area.only"),
        ("came", "committees[…].area.except"),
    }
    assert [(name, area) for (name, *_), area in comparison.offices] == [("注册工程师", "西湖区")]


def test_a_row_that_comes_and_a_row_that_goes(old):
    def change(catalogue, committees):
        new = row(catalogue, 40) | {"number": 46, "name": "新证书", "aliases": ["NEWPMP"]}
        catalogue["certificates"].append(new)

    new = edited(change)
    comparison = compare(old, new)
    assert changes(comparison) == [("came", "certificates[…]", None, None)]
    assert all(before is None for before, _ in comparison.verdicts.values())
    assert [after[-1] for _, after in comparison.verdicts.values()] == ["", "7", "5", "3", "2", "0"]
    assert {area for _, area in comparison.offices} == {area.name for area in new.jurisdiction.areas}
    backwards = compare(new, old)
    assert changes(backwards) == [("went", "certificates[…]", None, None)]
    assert all(after is None for _, after in backwards.verdicts.values())


def test_a_row_keeps_its_identity_when_it_is_renumbered_or_renamed(old):
    def renumber(catalogue, committees):
        rows = catalogue["certificates"]
        rows[42], rows[43] = rows[43] | {"number": 43}, rows[42] | {"number": 44}
        for block in (*catalogue["shared_names"], *catalogue["unproven_names"], *catalogue["near_misses"]):
            key = "rows" if "rows" in block else "near"
            block[key] = [{43: 44, 44: 43}.get(number, number) for number in block[key]]
        for reading in catalogue["readings"]:
            for quote in reading["quotes"]:
                quote["clause"] = quote["clause"].replace("第44项", "第43项")

    comparison = compare(old, edited(renumber))
    told = [each[1] for each in changes(comparison) if not each[1].startswith("readings")]
    assert told == ["certificates[…].number"] * 2
    assert (comparison.verdicts, comparison.offices) == ({}, {})
    renamed = edited(lambda c, _: row(c, 40).update(name="项目管理专业人士资格认证（新）"))
    assert [each[:2] for each in changes(compare(old, renamed))] == [("changed", "certificates[…].name")]


EDITS = {
    "came certificates[…].aliases": ("certificates.39.aliases.+", "PMP new"),
    "changed certificates[…].issuer": ("certificates.39.issuer", "美国项目管理学社"),
    "changed certificates[…].grades.lowest": ("certificates.40.grades.lowest", "B"),
    "changed certificates[…].grades.order": ("certificates.40.grades.order", ["A", "B", "C", "D", "E"]),
    "came certificates[…].general": ("certificates.39.general", True),
    "came near_misses[…]": ("near_misses.0.names.+", "CAPM another"),
    "changed near_misses[CAPM].note.en": ("near_misses.0.note.en", "Else."),
    "changed readings[…].why.en": ("readings.0.why.en", "Else."),
    "came bodies[gphc].names": ("bodies.gphc.names.+", "GPhC new"),
    "went shared_names[药剂师]": ("shared_names.0.names.0", None),
    "came qualifications[…].words": ("qualifications.2.words.+", "new"),
    "changed committees[…].office": ("committees.0.office", "新办公室"),
    "changed areas[上城区].bureau": ("areas.上城区.bureau", "新人力社保局"),
    "came areas[上城区].names": ("areas.上城区.names", ["新名"]),
    "came former_areas[新旧]": ("former_areas.0.names.+", "新旧"),
    "changed phone_area_code": ("phone_area_code", "0572"),
    "changed notice.issued": ("notice.issued", "2022-12-13"),
}


@pytest.mark.parametrize(("told", "change"), EDITS.items(), ids=EDITS)
def test_every_kind_of_edit_is_told(old, told, change):
    pair = trees()
    edit(pair, *change)
    new = data_of(*pair)
    comparison = compare(old, new)
    assert told in [" ".join(each[:2]) for each in changes(comparison)]
    for language in Language:
        assert comparison_lines(comparison, old, new, language).count("\n") > 1


ORDERED = {"levels", "qualifications", "order", "certificates", "committees"}


def shuffled(node, ordered=False):
    """The same tree with every list in another order, save where the order means something."""
    if isinstance(node, dict):
        keys = list(node)
        random.Random(len(keys)).shuffle(keys)
        return {key: shuffled(node[key], key in ORDERED) for key in keys}
    if isinstance(node, list):
        mixed = [shuffled(each) for each in node]
        if not ordered:
            random.Random(7).shuffle(mixed)
        return mixed
    return node


def test_order_makes_no_difference_where_it_means_nothing(old):
    mixed, pair = data_of(*(shuffled(tree) for tree in trees())), trees()
    assert compare(old, mixed) == ([], {}, {})
    four_years_for_bachelors(*pair)
    one, other = compare(old, data_of(*pair)), compare(mixed, data_of(*(shuffled(tree) for tree in pair)))
    assert (one.changes, one.verdicts) == (other.changes, other.verdicts)


def test_whoever_is_named_does_get_another_answer_and_nobody_else(old):
    new = edited(four_years_for_bachelors)
    named = {
        (each["certificate"], each["issuer"], each["degree"], years)
        for each in comparison_records(compare(old, new))
        if each["kind"] == "verdict"
        for years in range(each["from_years"], each["below_years"])
    }
    for certificate in old.catalogue.certificates:
        grade = certificate.grades.lowest if certificate.grades else None
        for qualification in old.catalogue.qualifications:
            for years in range(3, 6):
                facts = Facts(
                    cert=str(certificate.number), grade=grade, degrees=(qualification.id,), years=str(years)
                )
                differs = check(old, facts, TODAY).status is not check(new, facts, TODAY).status
                point = certificate.name, certificate.issuer, qualification.id, years
                assert differs == (point in named), point


def test_the_command_tells_it_in_every_format(old, tmp_path, run):
    folder, elsewhere = tmp_path / "new", tmp_path / "nowhere"
    folder.mkdir()
    pair = trees()
    four_years_for_bachelors(*pair)
    save(folder, *pair)
    save(tmp_path, *trees())
    former = str(tmp_path), str(folder)
    assert "5 years → 4 years" in run("diff", *former, "--lang", "en").stdout
    assert "4 years → 5 years" in run("diff", str(folder), "--lang", "en").stdout
    comparison = compare(old, data_of(*pair))
    told = json.loads(run("diff", *former, "--format", "json").stdout)
    assert told == list(comparison_records(comparison))
    lines = list(csv.DictReader(run("diff", *former, "--format", "csv").stdout.splitlines()))
    assert len(lines) == len(list(comparison_records(comparison)))
    assert sum(line["kind"] == "verdict" for line in lines) == 34
    assert run("diff", str(elsewhere)).returncode == 2
