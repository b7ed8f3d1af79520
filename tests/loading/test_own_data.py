"""A folder with an edited copy of the data works without a line of code (`--data`)."""

import csv
import io
import json
import subprocess
import sys

import pytest

from hz_titles.loading.source import default_folder
from tests.support.editing import save, trees


def grown(catalogue, committees):
    """A 46th certificate, a new series with its committee, a 15th area, a third title level."""
    catalogue["series"].append({"name": "信息技术", "gloss": "information technology", "words": ["IT"]})
    catalogue["levels"].append(
        {
            "name": "副高级",
            "gloss": "senior level",
            "clause": "附件1 三",
            "text": "具备以下条件之一者可认定副高级职称",
            "apply_to": "committee",
            "conditions": [
                {
                    "clause": "附件1 三.1",
                    "text": "取得大学本科学历后，从事本专业或相近专业工作10年以上",
                    "qualification": "bachelor",
                    "years": 10,
                },
                {
                    "clause": "附件1 三.2",
                    "text": "具有博士学位后，从事本专业或相近专业工作2年以上",
                    "qualification": "doctorate",
                    "years": 2,
                },
            ],
        }
    )
    catalogue["titles"].append({"name": "高级工程师", "gloss": "senior engineer", "level": "副高级"})
    catalogue["bodies"].append({"id": "isc2", "names": ["ISC2"]})
    catalogue["certificates"].append(
        {
            "number": 46,
            "name": "注册信息系统安全师（CISSP）",
            "body": "isc2",
            "issuer": "国际信息系统安全认证联盟",
            "issuer_en": "International Information System Security Certification Consortium",
            "title": "高级工程师",
            "series": "信息技术",
            "aliases": ["CISSP"],
        }
    )
    committees["areas"].append(
        {"name": "大江东区", "short": "江东", "pinyin": ["Jiangdong"], "bureau": "大江东区人力社保局"}
    )
    committees["committees"].append(
        {
            "number": 20,
            "name": "杭州市信息技术高级工程师资格评审委员会",
            "office": "市经信局信息处",
            "phones": ["85250000"],
            "level": "副高级",
            "series": "信息技术",
            "area": {"text": "全市（不含淳安县）从事相关专业的人员", "except": ["淳安县"]},
        }
    )
    committees["committees"].append(
        {
            "number": 21,
            "name": "淳安县信息技术高级工程师资格评审委员会",
            "office": "淳安县经信局",
            "phones": ["64810000"],
            "level": "副高级",
            "series": "信息技术",
            "area": {"text": "淳安县从事相关专业的人员", "only": ["淳安县"]},
        }
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("own")
    pair = trees()
    grown(*pair)
    save(path, *pair)
    return path


@pytest.fixture
def run(folder):
    def start(*arguments, code=0):
        command = [sys.executable, "-m", "hz_titles", *arguments, "--data", str(folder), "--lang", "en"]
        result = subprocess.run(command, capture_output=True, encoding="utf-8")
        assert result.returncode == code, result.stderr
        return result.stdout

    return start


@pytest.mark.parametrize(
    ("degree", "years", "status", "code"),
    [
        ("bachelor", "10", "eligible", 0),
        ("bachelor", "9.99", "not_eligible", 3),
        ("doctorate", "2", "eligible", 0),
        ("doctorate", "1", "not_eligible", 3),
        ("associate", "40", "not_eligible", 3),
    ],
)
def test_check_decides_by_the_new_level(run, degree, years, status, code):
    facts = ["--cert", "cissp", "--degree", degree, "--years", years, "--district", "Jiangdong District"]
    told = json.loads(run("check", *facts, "--format", "json", code=code))
    assert told["status"] == status
    assert (told["title"], told["level"], told["series"]) == ("高级工程师", "副高级", "信息技术")
    assert told["certificate"]["number"] == 46
    assert (told["apply_to"]["number"], told["apply_to"]["area"]) == (20, "大江东区")
    assert [route["clause"] for route in told["routes"]] == ["附件1 三.1", "附件1 三.2"]


def test_check_finds_the_second_committee_and_the_lower_level_that_stays_open(run):
    facts = ["--cert", "46", "--degree", "bachelor", "--years", "6", "--district", "淳安"]
    told = json.loads(run("check", *facts, "--format", "json", code=3))
    assert told["apply_to"]["number"] == 21
    assert any("中级" in note["text"] for note in told["notes"])
    assert "wait" in [advice["code"] for advice in told["advice"]]


def test_an_old_row_is_served_in_the_new_area(run):
    facts = ["--cert", "PMP", "--degree", "bachelor", "--years", "5", "--district", "江东"]
    told = json.loads(run("check", *facts, "--format", "json"))
    assert told["apply_to"]["number"] == 1


def test_the_lists_hold_what_is_new(run):
    assert json.loads(run("list-certs", "--series", "IT", "--format", "json"))[0]["number"] == 46
    assert (
        json.loads(run("list-certs", "--title", "senior engineer", "--format", "json"))[0]["level"]
        == "副高级"
    )
    numbers = [
        each["number"] for each in json.loads(run("list-committees", "--series", "IT", "--format", "json"))
    ]
    assert numbers == [20, 21]
    assert "大江东区" in run("list-districts")
    assert json.loads(run("show", "CISSP", "--format", "json"))["years"][2]["years"] == 10
    assert "CISSP" in run("show", "CISSP")


def test_the_table_holds_what_is_new(run):
    lines = list(csv.DictReader(io.StringIO(run("table"))))
    assert len(lines) == (45 + 4) * 6 * 15
    new = [line for line in lines if line["number"] == "46"]
    assert {(line["degree"], line["least_years"]) for line in new} == {
        ("none", ""),
        ("associate", ""),
        ("bachelor", "10"),
        ("second-bachelor", "10"),
        ("master", "10"),
        ("doctorate", "2"),
    }


def test_the_audit_is_clean(run):
    report = json.loads(run("audit", "--format", "json"))
    assert report["sound"], [proof for proof in report["proofs"] if proof["findings"]]


def test_the_difference_is_told(run):
    told = run("diff", default_folder())
    for word in ("CISSP", "信息技术", "大江东区", "副高级"):
        assert word in told


def test_the_variable_names_the_folder_too(folder, monkeypatch):
    monkeypatch.setenv("HZ_TITLES_DATA", str(folder))
    command = [sys.executable, "-m", "hz_titles", "show", "CISSP"]
    assert subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize("command", ["list-certs", "list-committees", "audit", "table", "list-readings"])
def test_a_folder_without_data_is_refused(tmp_path, command):
    run = [sys.executable, "-m", "hz_titles", command, "--data", str(tmp_path)]
    assert subprocess.run(run, capture_output=True).returncode == 2
