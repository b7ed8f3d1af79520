"""A folder with an edited copy of the data works without a line of code (`--data`)."""

import csv
import io
import json

import pytest

from hz_titles.loading import default_folder
from tests.support.editing import save, trees


def level(years, name, clause):
    words = {"bachelor": "取得大学本科学历后", "doctorate": "具有博士学位后"}
    conditions = [
        {
            "clause": f"{clause}.{index}",
            "text": f"{words[one]}，从事本专业或相近专业工作{least}年以上",
            "qualification": one,
            "years": least,
        }
        for index, (one, least) in enumerate(years.items(), 1)
    ]
    words = {"gloss": "senior level", "text": "具备以下条件之一者可认定副高级职称"}
    return {"name": name, "clause": clause, "apply_to": "committee", "conditions": conditions} | words


def committee(number, name, area):
    office = {"office": "经信局信息处", "phones": ["85250000"], "level": "副高级", "series": "信息技术"}
    return {"number": number, "name": f"{name}信息技术高级工程师资格评审委员会", "area": area} | office


def grown(catalogue, committees):
    """A 46th certificate, a new series with its committees, a 15th area, a third title level."""
    catalogue["series"].append({"name": "信息技术", "gloss": "information technology", "words": ["IT"]})
    catalogue["levels"].append(level({"bachelor": 10, "doctorate": 2}, "副高级", "附件1 三"))
    catalogue["titles"].append({"name": "高级工程师", "gloss": "senior engineer", "level": "副高级"})
    catalogue["bodies"].append({"id": "isc2", "names": ["ISC2"]})
    catalogue["certificates"].append(
        {
            "number": 46,
            "name": "注册信息系统安全师（CISSP）",
            "aliases": ["CISSP"],
            "body": "isc2",
            "issuer": "国际信息系统安全认证联盟",
            "title": "高级工程师",
            "series": "信息技术",
        }
    )
    for group in (*catalogue["other_certificates"], *catalogue["other_bodies"]):  # what is listed is no other
        group["names"] = [name for name in group["names"] if name not in ("CISSP", "ISC2")]
    committees["areas"].append(
        {"name": "大江东区", "short": "江东", "pinyin": ["Jiangdong"], "bureau": "大江东区人力社保局"}
    )
    text = "从事相关专业的人员"
    whole = {"text": f"全市（不含淳安县）{text}", "except": ["淳安县"]}
    rest = {"text": f"淳安县{text}", "only": ["淳安县"]}
    committees["committees"] += [committee(20, "杭州市", whole), committee(21, "淳安县", rest)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("own")
    pair = trees()
    grown(*pair)
    save(path, *pair)
    return path


@pytest.fixture(scope="module")
def ask(folder, run_many):
    """Run a table of command lines over the folder in one process, and return what each put out."""

    def start(*lines):
        done = run_many([(*line, "--data", str(folder), "--lang", "en") for line in lines])
        return [(each.returncode, each.stdout) for each in done]

    return start


def test_check_decides_by_the_new_level_in_the_new_area(ask):
    points = [
        ("bachelor", "10"),
        ("bachelor", "9.99"),
        ("doctorate", "2"),
        ("doctorate", "1"),
        ("大专", "40"),
    ]
    where = ("--district", "Jiangdong District", "--format", "json")
    lines = [("check", "--cert", "cissp", "--degree", one, "--years", years, *where) for one, years in points]
    answers = ask(*lines)
    assert [code for code, _ in answers] == [0, 3, 0, 3, 3]
    for _, out in answers:
        told = json.loads(out)
        assert (told["title"], told["level"], told["series"]) == ("高级工程师", "副高级", "信息技术")
        assert told["certificate"]["number"] == 46
        assert (told["apply_to"]["number"], told["apply_to"]["area"]) == (20, "大江东区")
        assert [route["clause"] for route in told["routes"]] == ["附件1 三.1", "附件1 三.2"]


def test_the_second_committee_the_lower_level_and_an_old_row_in_the_new_area_are_served(ask):
    facts = ("--degree", "bachelor", "--years", "6", "--format", "json")
    (code, new), (done, old) = ask(
        ("check", "--cert", "46", *facts, "--district", "淳安"),
        ("check", "--cert", "PMP", *facts, "--district", "江东"),
    )
    told = json.loads(new)
    assert (code, told["apply_to"]["number"]) == (3, 21)
    assert any("中级" in note["text"] for note in told["notes"])
    assert "wait" in [advice["code"] for advice in told["advice"]]
    assert (done, json.loads(old)["apply_to"]["number"]) == (0, 1)


def test_lists_table_audit_and_diff_know_what_is_new(ask):
    answers = ask(
        ("list-certs", "--series", "IT", "--format", "json"),
        ("list-certs", "--title", "senior engineer", "--format", "json"),
        ("list-committees", "--series", "IT", "--format", "json"),
        ("list-districts",),
        ("show", "CISSP", "--format", "json"),
        ("table",),
        ("audit", "--format", "json"),
        ("diff", default_folder()),
    )
    assert {code for code, _ in answers} == {0}
    by_series, by_title, committees, districts, row, table, audit, diff = (out for _, out in answers)
    assert json.loads(by_series)[0]["number"] == 46
    assert json.loads(by_title)[0]["level"] == "副高级"
    assert [each["number"] for each in json.loads(committees)] == [20, 21]
    assert "大江东区" in districts
    assert json.loads(row)["years"][2]["years"] == 10
    lines = list(csv.DictReader(io.StringIO(table)))
    assert len(lines) == (45 + 4) * 6 * 15
    least = {line["degree"]: line["least_years"] for line in lines if line["number"] == "46"}
    expected = {"none": "", "associate": "", "doctorate": "2"}
    assert least == dict.fromkeys(("bachelor", "second-bachelor", "master"), "10") | expected
    assert json.loads(audit)["sound"], [proof for proof in json.loads(audit)["proofs"] if proof["findings"]]
    assert all(word in diff for word in ("CISSP", "信息技术", "大江东区", "副高级"))


def test_the_variable_names_the_folder_too_and_a_folder_without_data_is_refused(folder, run_many, tmp_path):
    (done,) = run_many([("show", "CISSP")], {"HZ_TITLES_DATA": str(folder)})
    assert done.returncode == 0
    commands = ("list-certs", "list-committees", "audit", "table", "list-readings")
    refused = run_many([(command, "--data", str(tmp_path)) for command in commands])
    assert {each.returncode for each in refused} == {2}
