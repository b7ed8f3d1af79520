"""The index of names holds just what the files say: compared with the plain YAML, entry by entry."""

from collections import Counter

import pytest

from hz_titles import FactError, load
from hz_titles.names.identity import Kind
from hz_titles.names.index import Fit
from hz_titles.names.resolver import Names
from hz_titles.names.text import fold
from tests.support import naive
from tests.support.editing import data_of, trees

CATALOGUE, COMMITTEES = trees()


@pytest.fixture
def names():
    """Names whose indices nobody has asked for yet."""
    data = load()
    return Names(data.catalogue, data.jurisdiction)


def zh(remark):
    return remark.text.zh if remark else None


def declared():
    """Every wording of the catalogue: text, fit, rows, grade, note."""
    for row in CATALOGUE["certificates"]:
        rows = (row["number"],)
        yield row["name"], Fit.GENERAL if row.get("general") else Fit.NAME, rows, None, None
        for key, fit in (
            ("aliases", Fit.NAME),
            ("general_aliases", Fit.GENERAL),
            ("with_issuer", Fit.BESIDE_ISSUER),
            ("job_titles", Fit.JOB_TITLE),
            ("own_words", Fit.OWN_WORD),
        ):
            for text in row.get(key, ()):
                yield text, fit, rows, None, None
        for grade in row.get("grades", {}).get("order", ()):
            for name in row["grades"]["names"]:
                yield name.replace("{grade}", grade), Fit.NAME, rows, grade, None
        for title in row.get("grades", {}).get("titles", ()):
            for name in title["names"]:
                yield name, Fit.UNPROVEN, rows, title["grade"], None
    for shared in CATALOGUE["shared_names"]:
        fit = Fit.GENERAL if shared.get("general", True) else Fit.NAME
        fit = Fit.BESIDE_ISSUER if shared.get("with_issuer") else fit
        for text in shared["names"]:
            yield text, fit, tuple(shared["rows"]), None, None
    for unproven in CATALOGUE["unproven_names"]:
        fit = Fit.UNPROVEN_BESIDE_ISSUER if unproven.get("with_issuer") else Fit.UNPROVEN
        for text in unproven["names"]:
            yield text, fit, tuple(unproven["rows"]), None, unproven["note"]["zh"]


def test_the_wordings_are_those_of_the_file(names):
    indexed = Counter(
        (folded, entry.fit, tuple(row.number for row in entry.certificates), entry.grade, zh(entry.remark))
        for folded, entries in names.index.entries.items()
        for entry in entries
    )
    assert indexed == Counter((fold(text), *rest) for text, *rest in declared())


def test_a_wording_shared_beside_the_issuer_counts_only_there():
    catalogue, committees = trees()
    block = {"names": ["research card"], "rows": [12, 27], "with_issuer": True}
    catalogue["shared_names"].append(block)
    edited = data_of(catalogue, committees).names
    assert [row.number for row in edited.identify("research card", "PMI").rows] == [40]
    beside = edited.identify("research card", "ACRP")
    assert beside.kind is Kind.NEEDS_CERTIFICATE
    assert [row.number for row in beside.rows] == [12, 27]


def test_the_bodies_are_those_of_the_file(names):
    expected = {}
    printed = Counter()
    for body in CATALOGUE["bodies"]:
        members = [
            form.replace("{name}", name)
            for group in body.get("members", ())
            for name in group["names"]
            for form in group["forms"]
        ]
        expected |= {fold(name): (body["id"], frozenset()) for name in (*body.get("names", ()), *members)}
    for row in CATALOGUE["certificates"]:
        if "issuer_en" in row:
            expected[fold(row["issuer_en"])] = row["body"], frozenset()
    for row in CATALOGUE["certificates"]:
        rows = frozenset(
            each["number"] for each in CATALOGUE["certificates"] if each["issuer"] == row["issuer"]
        )
        expected[fold(row["issuer"])] = row["body"], rows
        printed[row["issuer"]] += 1
    bodies = names.index.bodies
    assert {name: (issuer.body.id, issuer.printing) for name, issuer in bodies.items()} == expected
    assert max(printed.values()) == 5


def test_the_places_are_those_of_the_file(names):
    expected = {}
    for area in COMMITTEES["areas"]:
        own = area.get("note", {}).get("zh")
        name = area["name"]
        texts = [name, area["short"], *([area["code"]] if "code" in area else []), *area["pinyin"]]
        texts += [text + end for text in area["pinyin"] for end in COMMITTEES["places"]["suffixes"]]
        expected |= {fold(text): ([name], own) for text in (*texts, *area.get("names", ()))}
        for key in ("former", "noted_names"):
            for block in area.get(key, ()):
                expected |= {fold(text): ([name], block["note"]["zh"]) for text in block["names"]}
    for former in COMMITTEES["former_areas"]:
        expected |= {fold(text): (former["areas"], former["note"]["zh"]) for text in former["names"]}
    found = {
        text: ([area.name for area in place.areas], zh(place.remark))
        for text, place in names.places.names.items()
    }
    assert found == expected


def test_the_qualifications_are_those_of_the_file(names):
    expected = {}
    for one in CATALOGUE["qualifications"]:
        for block in ({"words": [one["id"], *one["words"], *one.get("alone", ())]}, *one.get("read_as", ())):
            note = block.get("note", {}).get("zh")
            expected |= {fold(word): (one["id"], note) for word in block["words"]}
    words = names.qualifications.levels
    assert {word: (one.id, zh(remark)) for word, (one, remark) in words.items()} == expected


@pytest.mark.parametrize(
    "line", naive.table("names"), ids=lambda line: f"{line['typed']} {line['issuer']}".strip()
)
def test_what_people_type_leads_where_the_domain_says(data, line):
    found = data.names.identify(line["typed"], line["issuer"] or None)
    assert found.kind.value == line["kind"]
    assert ";".join(str(row.number) for row in found.rows) == line["rows"]


# What comes with an answer


def test_a_near_miss_of_the_issuer_is_explained(names):
    found = names.identify("协会会员", "American College of Clinical Pharmacy")
    assert found.kind is Kind.ISSUER_NOT_LISTED
    assert [row.number for row in found.named] == [26]
    assert "American College of Clinical Pharmacology" in zh(found.remarks[0])


def test_an_issuer_that_may_belong_to_an_open_class_is_asked_about(names):
    found = names.identify("FSEng", "Exida")
    assert found.kind is Kind.NEEDS_ISSUER
    assert [row.number for row in found.rows] == [42]
    assert "TÜV" in zh(found.remarks[0])


def test_the_grade_in_a_name_is_kept_beside_an_open_class():
    catalogue, committees = trees()
    body = next(each for each in catalogue["bodies"] if each["id"] == "ipma")
    body |= {"class": {"zh": "一类机构", "en": "a class"}, "open": True}
    found = data_of(catalogue, committees).names.identify("IPMP C", "Exida")
    assert (found.kind, found.grade) == (Kind.NEEDS_ISSUER, "C")


def test_the_grade_in_a_name_is_kept_beside_the_issuer(names):
    assert names.identify("IPMP C", "IPMA").grade == "C"


def test_an_unproven_wording_beside_the_issuer_comes_with_its_note(names):
    found = names.identify("会员", "AACR")
    assert found.kind is Kind.NEEDS_CERTIFICATE
    assert [row.number for row in found.rows] == [15, 29]
    assert "会员" in zh(found.remarks[0])


def test_suggestions_can_be_left_out():
    data = load()
    quiet = Names(data.catalogue, data.jurisdiction, suggesting=False)
    assert quiet.identify("PMPP").suggestions == ()
    assert Names(data.catalogue, data.jurisdiction).identify("PMPP").suggestions


@pytest.mark.parametrize(
    ("text", "name"),
    [("医药", "医药工程"), ("manufacturing", "制造业"), ("建筑业", "建筑业"), (" Building ", "建筑业")],
)
def test_a_series_is_found_by_what_people_type(names, text, name):
    assert names.series(text).name == name


@pytest.mark.parametrize(("text", "name"), [("工程师", "工程师"), ("Assistant Engineer", "助理工程师")])
def test_a_title_is_found_by_either_name(names, text, name):
    assert [title.name for title in names.titles(text)] == [name]


@pytest.mark.parametrize(
    ("fact", "text", "close"), [("series", "医药工", "医药工程"), ("title", "助理工程", "助理工程师")]
)
def test_an_unknown_series_or_title_is_refused_with_what_there_is(names, fact, text, close):
    with pytest.raises(FactError) as caught:
        {"series": names.series, "title": names.titles}[fact](text)
    error = caught.value
    assert (error.fact, error.text) == (fact, text)
    assert close in error.nearest
    every = names.catalogue.series if fact == "series" else names.catalogue.titles
    assert {each.name for each in every} <= set(error.accepted)
    assert ("系列" if fact == "series" else "职称") in error.phrase.zh


@pytest.mark.parametrize("fact", ["series", "title"])
def test_an_empty_series_or_title_is_refused(names, fact):
    with pytest.raises(FactError) as caught:
        {"series": names.series, "title": names.titles}[fact]("  ")
    assert caught.value.fact == fact
