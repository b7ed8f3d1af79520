"""The index of names holds just what the files say: compared with the plain YAML, entry by entry."""

import pytest

from hz_titles import FactError, load
from hz_titles.names.identity import Kind
from hz_titles.names.index import Sense, known_names, row_names
from hz_titles.names.resolver import Names
from hz_titles.names.text import fold
from tests.support import naive
from tests.support.editing import data_of, leaves, trees

CATALOGUE, COMMITTEES = trees()


@pytest.fixture
def names():
    """Names whose indices nobody has asked for yet."""
    data = load()
    return Names(data.catalogue, data.jurisdiction)


def zh(remark):
    return remark.text.zh if remark else None


def at(path):
    """The value at a place of the catalogue's file."""
    node = CATALOGUE
    for part in path:
        node = node[part]
    return node


TYPED = {"name", "issuer", "issuer_en", "aliases", "general_aliases", "with_issuer", "job_titles"}
TYPED |= {"own_words", "names", "words", "papers"}
SECTIONS = ("certificates", "shared_names", "unproven_names", "near_misses", "other_certificates")
SECTIONS += ("other_bodies", "bodies", "body_words")


def test_every_name_is_known_just_at_its_place_in_the_file(names):
    seen = set()
    for path, text, meaning in known_names(names.catalogue):
        if "members" in path:  # one of the names of a class in one of its forms
            group = at(path[:4])
            forms = (*group["forms"], *group.get("places", ()))
            assert text in [form.replace("{name}", name) for form in forms for name in group["names"]], path
        else:
            assert at(path).replace("{grade}", meaning.grade or "") == text, path
        seen.add(path)
    for section in SECTIONS:
        for path, value in leaves(CATALOGUE[section], (section,)):
            key = next(part for part in reversed(path) if isinstance(part, str))
            if key in TYPED and isinstance(value, str) and "members" not in path:
                assert path in seen, path


def test_every_entry_says_its_rows_and_how_far_it_fits(names):
    fits = {"aliases": Sense.NAME, "general_aliases": Sense.GENERAL, "with_issuer": Sense.BESIDE_ISSUER}
    fits |= {"job_titles": Sense.JOB_TITLE, "own_words": Sense.OWN_WORD}
    for path, _, meaning in row_names(names.catalogue):
        section, index, key = path[:3]
        block = at((section, index))
        numbers = [row.number for row in meaning.rows]
        assert numbers == block.get("rows", [block.get("number")]), path
        assert zh(meaning.remark) == block.get("note", {}).get("zh")
        if key in fits:
            assert meaning.sense is fits[key], path
        if section == "certificates" and key == "name":
            assert (meaning.sense is Sense.GENERAL) == block.get("general", False)


def test_a_wording_shared_beside_the_issuer_counts_only_there():
    catalogue, committees = trees()
    block = {"names": ["research card"], "rows": [12, 27], "with_issuer": True}
    catalogue["shared_names"].append(block)
    edited = data_of(catalogue, committees).names
    assert [row.number for row in edited.identify("research card", "PMI").rows] == [40]
    beside = edited.identify("research card", "ACRP")
    assert beside.kind is Kind.NEEDS_CERTIFICATE
    assert [row.number for row in beside.rows] == [12, 27]


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
    assert {text: (read.least.id, zh(read.remark)) for text, read in words.items()} == expected


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
    assert {each.name for each in every} <= {each.zh for each in error.accepted}
    assert ("系列" if fact == "series" else "职称") in error.phrase.zh


@pytest.mark.parametrize("fact", ["series", "title"])
def test_an_empty_series_or_title_is_refused(names, fact):
    with pytest.raises(FactError) as caught:
        {"series": names.series, "title": names.titles}[fact]("  ")
    assert caught.value.fact == fact
