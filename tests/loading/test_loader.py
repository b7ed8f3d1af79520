"""Data files that are not exactly right: each fault has its words and its line; none gives a verdict."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hz_titles import DataError, Language, UsageError, load
from hz_titles.loading.source import CATALOGUE, COMMITTEES, compile_data, fingerprint
from tests.support.program import ROOT, Run

FILES = {name: (ROOT / name).read_text(encoding="utf-8") for name in (CATALOGUE, COMMITTEES)}
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return the function that writes both data files, one of them replaced."""

    numbers = itertools.count()

    def write(file: str = CATALOGUE, content: str | bytes | None = None) -> Path:
        place = tmp_path / str(next(numbers))
        place.mkdir()
        for name, text in FILES.items():
            wanted = content if name == file and content is not None else text
            (place / name).write_bytes(wanted if isinstance(wanted, bytes) else wanted.encode())
        return place

    return write


def line(file: str, words: str) -> int:
    return FILES[file][: FILES[file].index(words)].count("\n") + 1


ROW_2 = "- number: 2\n  name: 药剂师（执业药师）资格"
NAME_2 = "  name: 药剂师（执业药师）资格\n  general: true\n  body: gphc"
FIRST_COMMITTEE = 'phones: ["88291132"]'
SERIES = "- name: 建筑业\n  gloss: construction"

WRONG: list[tuple[str, str, str, str, str, int]] = [
    # what, file, the words replaced, by what, a part of the fault, lines below the words
    (
        "an unknown key",
        CATALOGUE,
        "notice:\n",
        "notice:\n  colour: red\n",
        "notice.colour: unknown key “colour”; accepted: annex, issued",
        1,
    ),
    (
        "a missing key",
        CATALOGUE,
        "  title: 杭州市人力资源和社会保障局关于",
        "  # 杭州市人力资源和社会保障局关于",
        "notice: missing key “title”",
        -1,
    ),
    (
        "a number for a text",
        CATALOGUE,
        ROW_2,
        "- number: 2\n  name: 12",
        "certificates[1].name: expected text, found a whole number",
        1,
    ),
    (
        "a text for a number",
        CATALOGUE,
        "    years: 7",
        '    years: "7"',
        "conditions[0].years: expected a whole number, found text",
        0,
    ),
    (
        "a text for a mapping",
        CATALOGUE,
        "annex: {clause: 附件1, title: 杭州市国际职业资格认定职称认可目录}",
        "annex: x",
        "notice.annex: expected a mapping, found text",
        0,
    ),
    (
        "a text for a list",
        CATALOGUE,
        "aliases: [香港药房技术助理]",
        "aliases: 香港药房技术助理",
        "aliases: expected a list, found text",
        0,
    ),
    (
        "a text for true",
        CATALOGUE,
        NAME_2,
        NAME_2.replace("true", '"true"'),
        "general: expected true or false, found text",
        1,
    ),
    (
        "yes for true",
        CATALOGUE,
        NAME_2,
        NAME_2.replace("true", "yes"),
        "“yes” is not plain text to YAML: quote it",
        1,
    ),
    (
        "an unquoted date",
        CATALOGUE,
        'issued: "2022-12-12"',
        "issued: 2022-12-12",
        "“2022-12-12” is not plain text to YAML: quote it",
        0,
    ),
    (
        "a day that is none",
        CATALOGUE,
        'issued: "2022-12-12"',
        'issued: "2022-12-32"',
        "there is no day “2022-12-32”",
        0,
    ),
    (
        "a date of another form",
        CATALOGUE,
        'issued: "2022-12-12"',
        'issued: "2022/12/12"',
        "is not of the form",
        0,
    ),
    (
        "a fraction of years",
        CATALOGUE,
        "    years: 7",
        "    years: 7.5",
        "“7.5” is not plain text to YAML",
        0,
    ),
    ("years below zero", CATALOGUE, "    years: 7", "    years: -7", "“-7” is not plain text to YAML", 0),
    ("too many years", CATALOGUE, "    years: 7", "    years: 61", "must be between 0 and 60", 0),
    (
        "a duplicate key",
        CATALOGUE,
        "  body: gphc",
        "  body: gphc\n  body: gphc",
        "certificates[1]: duplicate key “body”",
        1,
    ),
    (
        "a tag",
        CATALOGUE,
        ROW_2,
        "- number: 2\n  name: !!str 药剂师",
        "YAML tags are not accepted: tag:yaml.org,2002:str",
        1,
    ),
    (
        "a Python tag",
        CATALOGUE,
        ROW_2,
        "- number: 2\n  name: !!python/object/apply:os.abort []",
        "YAML tags are not accepted",
        1,
    ),
    (
        "an anchor",
        CATALOGUE,
        ROW_2,
        "- number: 2\n  name: &a 药剂师",
        "YAML anchors and aliases are not accepted: a",
        1,
    ),
    (
        "an alias",
        CATALOGUE,
        ROW_2,
        "- number: 2\n  name: *a",
        "YAML anchors and aliases are not accepted: a",
        1,
    ),
    ("a merge key", CATALOGUE, ROW_2, "- <<: *a\n  number: 2\n  name: x", "certificates[1].<<", 0),
    ("a key that is a list", CATALOGUE, "notice:\n", "? [a]\n: b\nnotice:\n", "a key must be text", 0),
    ("a key that is a number", CATALOGUE, "notice:\n", "1: b\nnotice:\n", "a key must be text", 0),
    ("nothing", CATALOGUE, "  issuer: 英国药政总局", "  issuer:", "is not plain text to YAML: quote it", 0),
    ("an empty text", CATALOGUE, "  issuer: 英国药政总局", '  issuer: ""', "issuer: must not be empty", 0),
    (
        "a space at the edge",
        CATALOGUE,
        "  issuer: 英国药政总局",
        '  issuer: " 英国药政总局"',
        "must not begin or end with a space",
        0,
    ),
    (
        "a bidi character",
        CATALOGUE,
        "  issuer: 英国药政总局",
        '  issuer: "英国\\u202e药政总局"',
        "or hold control characters",
        0,
    ),
    (
        "an empty list",
        CATALOGUE,
        "aliases: [香港药房技术助理]",
        "aliases: []",
        "aliases: must not be empty",
        0,
    ),
    (
        "a list with a text twice",
        CATALOGUE,
        "[香港药房技术助理]",
        "[香港药房技术助理, 香港药房技术助理]",
        "“香港药房技术助理” stands twice",
        0,
    ),
    (
        "a series that is none",
        CATALOGUE,
        "issuer_en: Professional engineer Ontario\n  title: 工程师\n  series: 建筑业",
        "issuer_en: Professional engineer Ontario\n  title: 工程师\n  series: 建业",
        "series: “建业” is not defined; nearest: 建筑业",
        2,
    ),
    (
        "a title that is none",
        CATALOGUE,
        "issuer_en: Professional engineer Ontario\n  title: 工程师",
        "issuer_en: Professional engineer Ontario\n  title: 高级工程师",
        "title: “高级工程师” is not defined; nearest: 工程师",
        1,
    ),
    (
        "a body that is none",
        CATALOGUE,
        "  body: gphc",
        "  body: gpch",
        "body: “gpch” is not defined; nearest: gphc",
        0,
    ),
    (
        "a level that is none",
        CATALOGUE,
        "gloss: engineer, level: 中级",
        "gloss: engineer, level: 高级",
        "titles[1].level: “高级” is not defined",
        0,
    ),
    (
        "a qualification that is none",
        CATALOGUE,
        "    qualification: doctorate",
        "    qualification: doctor",
        "“doctor” is not defined; nearest: doctorate",
        0,
    ),
    (
        "a title twice",
        CATALOGUE,
        "- {name: 工程师, gloss: engineer,",
        "- {name: 助理工程师, gloss: engineer,",
        "titles[1]: “助理工程师” is defined twice",
        0,
    ),
    (
        "a gap in the numbers",
        CATALOGUE,
        "- number: 2\n",
        "- number: 3\n",
        "numbers must run from 1 without a gap; expected 2",
        0,
    ),
    (
        "a text in one language",
        CATALOGUE,
        "{zh: 大专以下学历, en: below an associate degree}",
        "{zh: 大专以下学历}",
        "qualifications[0].name: missing key “en”",
        0,
    ),
    (
        "an accepted grade that is none",
        CATALOGUE,
        "    lowest: C",
        "    lowest: E",
        "grades.lowest: “E” is not a grade of order",
        0,
    ),
    (
        "a grade's name without the grade",
        CATALOGUE,
        '    - "{grade}级IPMP"',
        '    - "高级IPMP"',
        "must contain {grade} and no other braces",
        0,
    ),
    (
        "an alias that means two rows",
        CATALOGUE,
        "aliases: [英国药剂师,",
        "aliases: [NPDP, 英国药剂师,",
        "“NPDP” means both alias (2) and alias (43): say so in shared_names",
        None,
    ),
    (
        "an alias that means two rows once folded",
        CATALOGUE,
        "aliases: [英国药剂师,",
        "aliases: [n.p.d.p, 英国药剂师,",
        "“NPDP” means both alias (2) and alias (43)",
        None,
    ),
    (
        "an alias that is a body",
        CATALOGUE,
        "aliases: [英国药剂师,",
        "aliases: [USCACA, 英国药剂师,",
        "“USCACA” means both alias (2) and body",
        None,
    ),
    (
        "an alias that is a near miss",
        CATALOGUE,
        "aliases: [英国药剂师,",
        "aliases: [CPMP, 英国药剂师,",
        "“CPMP” means both alias (2) and near miss",
        None,
    ),
    (
        "an alias that is its own row's name",
        CATALOGUE,
        "[香港药房技术助理]",
        "[药剂师（药房技术助理）]",
        "“药剂师（药房技术助理）”",
        0,
    ),
    (
        "an alias twice once folded",
        CATALOGUE,
        "[香港药房技术助理]",
        "[香港药房技术助理, 香港 药房技术助理]",
        "“香港 药房技术助理” repeats alias (4) once folded",
        0,
    ),
    (
        "an alias that folds away",
        CATALOGUE,
        "[香港药房技术助理]",
        '["..."]',
        "nothing is left of “...” once folded",
        0,
    ),
    (
        "a printed name of two rows not marked so",
        CATALOGUE,
        "- number: 6\n  name: 药剂师\n  general: true",
        "- number: 6\n  name: 药剂师",
        "both rows need general: true",
        None,
    ),
    (
        "a qualification's word twice",
        CATALOGUE,
        "  - 中专学历\n",
        "  - 大专\n",
        "“大专” repeats 大专 once folded",
        None,
    ),
    (
        "a class without members",
        CATALOGUE,
        "- id: spc\n",
        "- id: spc\n  class: {zh: 类, en: class}\n",
        "class goes with members or open",
        0,
    ),
    (
        "a reading for nothing known",
        CATALOGUE,
        "covers: [place_of_work]",
        "covers: [place]",
        "“place” is not one of: inclusive_years",
        0,
    ),
    (
        "a reliance read twice",
        CATALOGUE,
        "covers: [place_of_work]",
        "covers: [place_of_work, series_by_name]",
        "series_by_name is already covered by reading place-of-work",
        None,
    ),
    (
        "a reliance without a reading",
        CATALOGUE,
        "  covers: [place_of_work]\n",
        "",
        "no reading covers place_of_work",
        None,
    ),
    (
        "a series that no committee serves",
        CATALOGUE,
        SERIES,
        f"- name: 农业\n  gloss: farming\n{SERIES}",
        "the series “农业” is served by no committee",
        None,
    ),
    (
        "an unquoted phone",
        COMMITTEES,
        FIRST_COMMITTEE,
        "phones: [88291132]",
        "committees[0].phones[0]: expected text, found a whole number",
        0,
    ),
    (
        "a phone with a dash",
        COMMITTEES,
        FIRST_COMMITTEE,
        'phones: ["8829-1132"]',
        "“8829-1132” is not of the form [0-9]{7,8}",
        0,
    ),
    ("no phones", COMMITTEES, FIRST_COMMITTEE, "phones: []", "phones: must not be empty", 0),
    (
        "an unquoted area code",
        COMMITTEES,
        'phone_area_code: "0571"',
        "phone_area_code: 0571",
        "“0571” is not plain text to YAML",
        0,
    ),
    (
        "an unquoted district code",
        COMMITTEES,
        'code: "330102"',
        "code: 330102",
        "areas[0].code: expected text, found a whole number",
        0,
    ),
    (
        "two committees for one area",
        COMMITTEES,
        "only: [拱墅区]",
        "only: [拱墅区, 上城区]",
        "中级 建筑业 in 上城区 is served by committees 2, 4 at once",
        -1,
    ),
    (
        "no committee for an area",
        COMMITTEES,
        "except: [钱塘区]",
        "except: [钱塘区, 上城区]",
        "中级 医药工程 in 上城区 is served by no committee",
        None,
    ),
    (
        "an area that is none",
        COMMITTEES,
        "only: [拱墅区]",
        "only: [拱野区]",
        "“拱野区” is not defined; nearest: 拱墅区",
        0,
    ),
    (
        "only and except",
        COMMITTEES,
        "    only: [拱墅区]",
        "    only: [拱墅区]\n    except: [上城区]",
        "there must be either only or except",
        -1,
    ),
    (
        "neither only nor except",
        COMMITTEES,
        "    only: [拱墅区]\n",
        "",
        "there must be either only or except",
        -1,
    ),
    (
        "a level without committees",
        COMMITTEES,
        "level: 中级",
        "level: 助理级",
        "the level “助理级” is not applied for at a committee",
        0,
    ),
    (
        "an unknown level",
        COMMITTEES,
        "level: 中级",
        "level: 高级",
        "committees[0].level: “高级” is not defined",
        0,
    ),
    (
        "a name of two areas",
        COMMITTEES,
        "names: [West Lake District]",
        "names: [滨江]",
        "“滨江” repeats 滨江 once folded",
        None,
    ),
    (
        "a reading that is none",
        COMMITTEES,
        "reading: scenic-area",
        "reading: scenic",
        "“scenic” is not defined; nearest: scenic-area",
        0,
    ),
    (
        "a committee's name twice",
        COMMITTEES,
        "name: 杭州市建设工程技术人员工程师资格评审委员会",
        "name: 杭州市制造业工程技术人员工程师资格评审委员会",
        "is defined twice",
        -1,
    ),
]


@pytest.mark.parametrize(
    ("file", "words", "instead", "fault", "below"),
    [case[1:] for case in WRONG],
    ids=[case[0] for case in WRONG],
)
def test_a_wrong_file_is_refused_with_the_place(
    folder: Folder, file: str, words: str, instead: str, fault: str, below: int | None
) -> None:
    assert words in FILES[file]
    content = FILES[file].replace(words, instead, 1)
    place = folder(file, content)
    with pytest.raises(DataError) as raised:
        load(place)
    texts = [each.say(Language.EN).removeprefix(f"{place}{os.sep}") for each in raised.value.faults]
    (found,) = [text for text in texts if fault in text][:1] or [None]
    assert found, texts
    if below is not None:
        name, number, column = found.split(":")[:3]
        assert (name, int(number)) == (file, line(file, words) + below)
        assert int(column) >= 1
    for language in Language:
        assert raised.value.say(language).count("\n") == len(texts)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "catalogue.yaml:1:1: there must be exactly one YAML document"),
        ("# nothing\n", "there must be exactly one YAML document"),
        (FILES[CATALOGUE] + "\n---\na: b\n", "there must be exactly one YAML document"),
        ("- a\n", "catalogue.yaml:1:1: expected a mapping, found a list"),
        ("hello\n", "catalogue.yaml:1:1: expected a mapping, found text"),
        ("a: [1, 2\nb: }", "catalogue.yaml:2:2: not valid YAML"),
        ("a:\n\t- b\n", "catalogue.yaml:2:1: not valid YAML"),
        ('a: b\n\nc: "滨\x00"', "catalogue.yaml:3:6: not valid YAML"),
        ("\ufeffa: \x07", "catalogue.yaml:1:4: not valid YAML"),
        ("a: b # \x9b\r\n", "catalogue.yaml:1:8: not valid YAML"),
        ("a: " + "[" * 50 + "]" * 50, "nested more than 12 levels deep"),
        # Whether the parser or the loader refuses these depends on the parser's version.
        ("a: " + "[" * 50_000 + "]" * 50_000, "catalogue.yaml:1:"),
        ("a: " + "{b: " * 5_000 + "c" + "}" * 5_000, "catalogue.yaml:1:"),
        (FILES[CATALOGUE] + "#" * 5_000_000, "larger than 4194304 bytes"),
        (FILES[CATALOGUE].encode("gb18030"), "catalogue.yaml:3:3: not UTF-8 at byte 70"),
        (FILES[CATALOGUE].encode("utf-16"), "catalogue.yaml:1:1: not UTF-8 at byte 1"),
        ("a: 滨".encode() + b"\xff\xfe", "catalogue.yaml:1:5: not UTF-8 at byte 7"),
        ("\ufeffa: b\nc: 滨\n".encode() + b"\xff", "catalogue.yaml:3:1: not UTF-8 at byte 16"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_file_that_is_no_such_yaml_is_refused(folder: Folder, content: str | bytes, fault: str) -> None:
    place = folder(CATALOGUE, content)
    with pytest.raises(DataError) as raised:
        load(place)
    assert fault in str(raised.value)
    assert all(each.file == str(place / CATALOGUE) for each in raised.value.faults)
    assert len(str(raised.value)) < 2000


def test_all_faults_of_both_files_are_told_at_once(folder: Folder) -> None:
    place = folder()
    wrong = FILES[CATALOGUE].replace("    years: 7", '    years: "7"').replace("  body: gphc", "  bodi: gphc")
    (place / CATALOGUE).write_text(wrong, encoding="utf-8")
    (place / COMMITTEES).write_text(
        FILES[COMMITTEES].replace('phones: ["88291132"]', "phones: [88291132]"), encoding="utf-8"
    )
    with pytest.raises(DataError) as raised:
        load(place)
    assert str(raised.value).splitlines()[0] == "The data files have 4 fault(s):"
    assert raised.value.say(Language.ZH).splitlines()[0] == "数据文件有 4 处错误："
    assert [(fault.file, fault.path) for fault in raised.value.faults] == [
        (str(place / CATALOGUE), "levels[1].conditions[0].years"),
        (str(place / CATALOGUE), "certificates[1]"),
        (str(place / CATALOGUE), "certificates[1].bodi"),
        (str(place / COMMITTEES), "committees[0].phones[0]"),
    ]


def test_faulty_data_never_give_a_verdict(folder: Folder, run: Run) -> None:
    place = folder(CATALOGUE, FILES[CATALOGUE].replace("    years: 7", "    years: 70"))
    for command in (["check", "--cert", "PMP"], ["list-certs"], ["show", "PMP"], ["list-districts"]):
        done = run(*command, "--data", str(place), "--lang", "en")
        assert (done.returncode, done.stdout) == (5, "")
        assert f"catalogue.yaml:{line(CATALOGUE, '    years: 7')}:12: " in done.stderr
        assert "must be between 0 and 60" in done.stderr


def test_a_mark_at_the_start_and_windows_line_ends_are_fine(folder: Folder) -> None:
    plain = load(folder())
    for content in (b"\xef\xbb\xbf" + FILES[CATALOGUE].encode(), FILES[CATALOGUE].replace("\n", "\r\n")):
        again = load(folder(CATALOGUE, content))
        assert [row.name for row in again.catalogue.certificates] == [
            row.name for row in plain.catalogue.certificates
        ]
        assert again.source.sha256 != plain.source.sha256


def test_the_fingerprint_is_over_both_files_one_after_the_other(folder: Folder) -> None:
    contents = [FILES[name].encode() for name in (CATALOGUE, COMMITTEES)]
    assert load(folder()).source.sha256 == fingerprint(b"".join(contents)) == fingerprint(*contents)


def test_the_compiled_form_is_of_the_files_and_of_nothing_else(folder: Folder) -> None:
    compiled = json.loads(compile_data(str(folder())))
    assert compiled["sha256"] == load(folder()).source.sha256
    assert [row["number"] for row in compiled["trees"][0]["certificates"]] == list(range(1, 46))
    with pytest.raises(DataError):
        compile_data(str(folder(CATALOGUE, FILES[CATALOGUE].replace("    years: 7", "    years: 70"))))


@pytest.mark.parametrize("missing", [CATALOGUE, COMMITTEES])
def test_a_folder_without_a_file_is_no_data(folder: Folder, run: Run, missing: str) -> None:
    place = folder()
    (place / missing).unlink()
    with pytest.raises(UsageError, match=missing):
        load(place)
    done = run("check", "--cert", "PMP", "--data", str(place))
    assert (done.returncode, done.stdout) == (2, "")
    assert missing in done.stderr


def test_new_rows_series_committees_and_areas_need_no_code(folder: Folder, run: Run) -> None:
    """A series, its committee, an area, a body and a row more, and the program serves them."""
    place = folder()
    catalogue = FILES[CATALOGUE].replace(SERIES, f"- name: 农业\n  gloss: farming\n{SERIES}")
    catalogue = catalogue.replace("bodies:\n", "bodies:\n- id: fao\n  names: [FAO]\n")
    row = "- number: 46\n  name: 农艺师\n  body: fao\n  issuer: 粮农组织\n"
    row += "  title: 工程师\n  series: 农业\n\n"
    after = "# Words behind a certificate's name"
    catalogue = catalogue.replace(after, row + after)
    (place / CATALOGUE).write_text(catalogue, encoding="utf-8")
    committee = (
        '- number: 20\n  name: 农业评审委员会\n  office: 农业处\n  phones: ["88880000"]\n  level: 中级\n'
        "  series: 农业\n  area: {text: 全市, except: [上城区]}\n"
        '- number: 21\n  name: 上城区农业评审委员会\n  office: 上城处\n  phones: ["88880001"]\n'
        "  level: 中级\n  series: 农业\n  area: {text: 上城区, only: [上城区]}\n\n"
    )
    after = "# The areas as of"
    committees = FILES[COMMITTEES].replace(after, committee + after)
    area = "- name: 新城区\n  short: 新城\n  pinyin: [Xincheng]\n  bureau: 新城区人力社保局\n"
    committees = committees.replace("areas:\n", "areas:\n" + area, 1)
    (place / COMMITTEES).write_text(committees, encoding="utf-8")
    facts = ["--degree", "本科", "--years", "5", "--district", "Xincheng", "--format", "json"]
    done = run("check", "--cert", "FAO 农艺师", *facts, "--data", str(place))
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["certificate"]["number"], answer["series"]) == (0, 46, "农业")
    assert (answer["apply_to"]["number"], answer["apply_to"]["area"]) == (20, "新城区")


def test_the_faults_of_two_folders_say_which_of_them_they_are_in(folder: Folder, run: Run) -> None:
    good, bad = folder(), folder(COMMITTEES, "a: b\n")
    for arguments in (["diff", str(good), str(bad)], ["diff", str(bad), str(good)]):
        done = run(*arguments, "--lang", "en")
        assert (done.returncode, done.stdout) == (5, "")
        assert f"  {bad / COMMITTEES}:1:1: " in done.stderr
        assert str(good) not in done.stderr
