"""Two editions compared: what changed in the files, and for whom that changes the answer."""

import csv
import json
import random
import subprocess
import sys
from datetime import date

import pytest

from hz_titles import Facts, Language, check
from hz_titles.reports.editions import Comparison, Happened, Holding, Outcome, VerdictChange, compare
from hz_titles.words.editions import comparison_lines, comparison_object, comparison_records
from tests.support.editing import data_of, row, save, trees


def edited(change):
    pair = trees()
    change(*pair)
    return data_of(*pair)


def compared(change):
    return compare(data_of(*trees()), edited(change))


def changes(comparison):
    return [
        (each.about, each.field, each.happened.value, each.before, each.after) for each in comparison.changes
    ]


def four_years_for_bachelors(catalogue, committees):
    condition = catalogue["levels"][1]["conditions"][1]
    condition["years"], condition["text"] = 4, condition["text"].replace("5", "4")


def test_the_same_data_does_not_differ():
    comparison = compared(lambda *_: None)
    assert (comparison.changes, comparison.verdicts, comparison.offices) == ((), (), ())
    data = data_of(*trees())
    assert comparison_lines(comparison, data, data, Language.EN) == "the two editions do not differ\n"


def test_a_threshold_is_told_as_the_people_it_is_for():
    comparison = compared(four_years_for_bachelors)
    text, years = changes(comparison)
    assert text[:3] == ("condition", "text", "changed")
    assert years == ("condition", "years", "changed", "5", "4")
    assert comparison.offices == ()
    assert {change.degrees for change in comparison.verdicts} == {("bachelor",)}
    assert [list(change.years()) for change in comparison.verdicts] == [[(4, 5, False, True)]] * 3
    assert (
        sum(len(change.holdings) for change in comparison.verdicts) == 22 + 9 + 1 + 2
    )  # the IPMP in three grades
    lines = comparison_lines(comparison, data_of(*trees()), edited(four_years_for_bachelors), Language.EN)
    said = [line for line in lines.splitlines() if "suffice" in line]
    assert said == [
        "  all 32 certificates of 中级, bachelor's degree (大学本科): 4 years now suffice (was 5)"
    ]


def test_what_is_no_whole_level_is_told_by_its_series_and_the_rest_by_name():
    holdings = [
        Holding(name=row.name, issuer=row.issuer, grade=None)
        for row in data_of(*trees()).catalogue.certificates
        if row.title.level.name == "中级" and row.series.name != "医药工程"
    ]
    change = VerdictChange(
        holdings=tuple(holdings),
        degrees=("bachelor",),
        before=Outcome(title="工程师", level="中级", series="制造业", least_years=5),
        after=Outcome(title="工程师", level="中级", series="制造业", least_years=4),
    )
    comparison = Comparison(changes=(), verdicts=(change,), offices=())
    lines = comparison_lines(comparison, data_of(*trees()), data_of(*trees()), Language.EN)
    assert (
        "  all 9 certificates of 制造业 (中级), 注册工程师（加拿大安大略省工程师协会）, bachelor's" in lines
    )


def test_a_telephone_is_told_with_the_people_who_would_have_called_it():
    def change(catalogue, committees):
        committees["committees"][4]["phones"][1] = "88119326"

    comparison = compared(change)
    assert changes(comparison) == [
        ("committee", "phones", "went", "88119325", None),
        ("committee", "phones", "came", None, "88119326"),
    ]
    assert comparison.verdicts == ()
    (office,) = comparison.offices
    assert office.areas == ("滨江区",)
    assert len(office.holdings) == 9
    assert office.before.phones == ("88119325", "88119352")
    assert office.after.phones == ("88119326", "88119352")
    lines = comparison_lines(comparison, data_of(*trees()), edited(change), Language.EN)
    assert "委员会, now at 高新区(滨江）人才管理服务中心 0571-88119326 / 88119352 (was 高新区" in lines


def test_another_area_code_moves_nobody_whose_office_has_no_telephone():
    comparison = compared(lambda _, committees: committees.update(phone_area_code="0572"))
    assert {office.after.kind for office in comparison.offices} == {"committee"}


def test_an_area_that_moves_to_another_committee_changes_its_office_alone():
    def change(catalogue, committees):
        committees["committees"][3]["area"]["only"].append("西湖区")
        committees["committees"][1]["area"]["except"].append("西湖区")

    comparison = compared(change)
    assert {(each.about, each.field, each.happened) for each in comparison.changes} == {
        ("committee", "serves", Happened.CAME),
        ("committee", "serves", Happened.WENT),
    }
    (office,) = comparison.offices
    assert office.areas == ("西湖区",)
    assert [holding.name for holding in office.holdings] == ["注册工程师"]


def test_a_row_that_comes_and_a_row_that_goes():
    def change(catalogue, committees):
        new = row(catalogue, 40) | {"number": 46, "name": "新证书", "aliases": ["NEWPMP"]}
        catalogue["certificates"].append(new)

    comparison = compared(change)
    assert changes(comparison) == [("certificate", None, "came", None, None)]
    assert all(change.before is None for change in comparison.verdicts)
    assert [change.after.least_years for change in comparison.verdicts] == [None, 7, 5, 3, 2, 0]
    assert {area for change in comparison.offices for area in change.areas} == {
        area.name for area in edited(change).jurisdiction.areas
    }
    backwards = compare(edited(change), data_of(*trees()))
    assert changes(backwards) == [("certificate", None, "went", None, None)]
    assert all(change.after is None for change in backwards.verdicts)


def test_a_row_keeps_its_identity_when_it_is_renumbered_or_renamed():
    def renumber(catalogue, committees):
        rows = catalogue["certificates"]
        rows[42], rows[43] = rows[43] | {"number": 43}, rows[42] | {"number": 44}
        for block in (*catalogue["shared_names"], *catalogue["unproven_names"], *catalogue["near_misses"]):
            key = "rows" if "rows" in block else "near"
            block[key] = [{43: 44, 44: 43}.get(number, number) for number in block[key]]
        for reading in catalogue["readings"]:
            for quote in reading["quotes"]:
                quote["clause"] = quote["clause"].replace("第44项", "第43项")

    def rename(catalogue, committees):
        row(catalogue, 40)["name"] = "项目管理专业人士资格认证（新）"

    comparison = compared(renumber)
    numbers = [each[:3] for each in changes(comparison) if each[0] == "certificate"]
    assert numbers == [("certificate", "number", "changed")] * 2
    assert (comparison.verdicts, comparison.offices) == ((), ())
    assert [each[:3] for each in changes(compared(rename))] == [("certificate", "name", "changed")]


EDITS = {
    "alias": (lambda c, _: row(c, 40)["aliases"].append("PMP new"), ("certificate", "aliases", "came")),
    "issuer": (
        lambda c, _: row(c, 40).update(issuer="美国项目管理学社"),
        ("certificate", "issuer", "changed"),
    ),
    "near miss": (lambda c, _: c["near_misses"][0]["names"].append("CAPM new"), ("near miss", None, "came")),
    "note": (lambda c, _: c["near_misses"][0]["note"].update(en="Else."), ("near miss", "note", "changed")),
    "reading": (lambda c, _: c["readings"][0]["why"].update(en="Else."), ("reading", "why", "changed")),
    "body": (lambda c, _: c["bodies"][1]["names"].append("GPhC new"), ("body", "names", "came")),
    "shared": (lambda c, _: c["shared_names"][0]["names"].pop(), ("shared name", None, "went")),
    "qualification": (
        lambda c, _: c["qualifications"][2]["words"].append("new"),
        ("qualification", "words", "came"),
    ),
    "office": (lambda _, c: c["committees"][0].update(office="新办公室"), ("committee", "office", "changed")),
    "bureau": (lambda _, c: c["areas"][0].update(bureau="新人力社保局"), ("area", "bureau", "changed")),
    "area name": (lambda _, c: c["areas"][0].update(names=["新名"]), ("area", "names", "came")),
    "former": (lambda _, c: c["former_areas"][0]["names"].append("新旧"), ("former area", None, "came")),
    "area code": (lambda _, c: c.update(phone_area_code="0572"), ("city", "phone_area_code", "changed")),
    "notice": (lambda c, _: c["notice"].update(issued="2022-12-13"), ("notice", "issued", "changed")),
}


@pytest.mark.parametrize(("change", "expected"), EDITS.values(), ids=EDITS)
def test_every_kind_of_edit_is_told(change, expected):
    comparison = compared(change)
    assert expected in [each[:3] for each in changes(comparison)]
    for language in Language:
        assert comparison_lines(comparison, data_of(*trees()), edited(change), language).count("\n") > 1


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


def test_order_makes_no_difference():
    mixed = data_of(*(shuffled(tree) for tree in trees()))
    same = compare(data_of(*trees()), mixed)
    assert (same.changes, same.verdicts, same.offices) == ((), (), ())
    pair = trees()
    four_years_for_bachelors(*pair)
    one, other = (
        compare(data_of(*trees()), data_of(*pair)),
        compare(mixed, data_of(*(shuffled(tree) for tree in pair))),
    )
    assert one.changes == other.changes
    assert one.verdicts == other.verdicts


def test_whoever_is_named_does_get_another_answer_and_nobody_else():
    old, new = data_of(*trees()), edited(four_years_for_bachelors)
    named = {
        (holding.name, holding.issuer, degree, years)
        for change in compare(old, new).verdicts
        for holding in change.holdings
        for degree in change.degrees
        for first, below, _, _ in change.years()
        for years in range(9)
        if first <= years < (below or 9)
    }
    day = date(2026, 11, 23)
    for certificate in old.catalogue.certificates:
        grade = certificate.grades.lowest if certificate.grades else None
        for qualification in old.catalogue.qualifications:
            for years in range(9):
                facts = Facts(
                    cert=str(certificate.number), grade=grade, degrees=(qualification.id,), years=str(years)
                )
                differs = check(old, facts, day).status is not check(new, facts, day).status
                point = certificate.name, certificate.issuer, qualification.id, years
                assert differs == (point in named), point


def test_the_command_tells_it_in_every_format(tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    pair = trees()
    four_years_for_bachelors(*pair)
    save(folder, *pair)
    old = tmp_path / "old"
    old.mkdir()
    save(old, *trees())

    def diff(*arguments):
        run = [sys.executable, "-m", "hz_titles", "diff", *arguments, "--lang", "en"]
        result = subprocess.run(run, capture_output=True, encoding="utf-8")
        assert result.returncode == 0, result.stderr
        return result.stdout

    assert "4 years now suffice (was 5)" in diff(str(old), str(folder))
    assert "4 years now suffice (was 5)" in diff(str(old), "--data", str(folder))
    assert "now needs 5 years (was 4)" in diff(str(folder))
    told = json.loads(diff(str(old), str(folder), "--format", "json"))
    comparison = compared(four_years_for_bachelors)
    assert told == json.loads(json.dumps(comparison_object(comparison)))
    lines = list(csv.DictReader(diff(str(old), str(folder), "--format", "csv").splitlines()))
    assert len(lines) == len(list(comparison_records(comparison)))
    assert sum(line["kind"] == "verdict" for line in lines) == sum(
        len(change.holdings) for change in comparison.verdicts
    )


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    run = [sys.executable, "-m", "hz_titles", "diff", str(tmp_path / "nowhere")]
    assert subprocess.run(run, capture_output=True).returncode == 2
