"""The schemas and the program hold each other: what one asks for or gives, the other describes."""

import copy
import json
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from hz_titles import DataError, Facts, HzTitlesError, Language, check, load
from hz_titles.loading.record import Record
from hz_titles.loading.source import default_folder
from hz_titles.schemas import Schema, schema_text
from hz_titles.words.verdict_object import verdict_object
from tests.support.editing import data_of, trees

FILES = {Schema.CATALOGUE: "catalogue.yaml", Schema.COMMITTEES: "committees.yaml"}
TREES = trees()
"""Both files as they are, save while `edited` has changed them."""


@cache
def schema(name):
    return json.loads(schema_text(name))


@cache
def validator(name):
    return Draft202012Validator(schema(name), format_checker=FormatChecker())


@cache
def data():
    return load()


def faults_of(catalogue, committees):
    try:
        data_of(catalogue, committees)
    except DataError as error:
        return str(error)
    return ""


def accepted_by_loader(catalogue, committees):
    return not faults_of(catalogue, committees)


def objects(schema_, node, shape=()):
    """Every object that a schema describes, by its path with indices left out."""
    if "$ref" in node:
        node = schema_["$defs"][node["$ref"].rsplit("/", 1)[1]]
    if node.get("type") == "object":
        yield shape, node
        for key, child in node["properties"].items():
            yield from objects(schema_, child, (*shape, key))
    elif node.get("type") == "array":
        yield from objects(schema_, node["items"], (*shape, "[]"))


@pytest.mark.parametrize("name", Schema)
def test_a_schema_is_itself_valid_and_forbids_keys_that_it_does_not_name(name):
    Draft202012Validator.check_schema(schema(name))
    for shape, node in objects(schema(name), schema(name)):
        assert node["additionalProperties"] is False, shape


@pytest.mark.parametrize("name", Schema)
def test_the_command_prints_the_schema_that_ships(name):
    run = [sys.executable, "-m", "hz_titles", "schema", name.value]
    result = subprocess.run(run, capture_output=True, check=True)
    assert json.loads(result.stdout) == schema(name)


def test_a_schema_that_does_not_exist_is_refused():
    result = subprocess.run([sys.executable, "-m", "hz_titles", "schema", "verdikt"], capture_output=True)
    assert result.returncode == 2
    assert b"verdict" in result.stderr


@pytest.mark.parametrize(("name", "file"), FILES.items())
def test_the_data_names_its_schema_in_the_first_line(name, file):
    first = Path(default_folder(), file).read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=hz_titles/schemas/{name.value}.json"


@pytest.mark.parametrize(("name", "tree"), list(zip(FILES, TREES, strict=True)))
def test_the_data_is_valid(name, tree):
    assert [error.message for error in validator(name).iter_errors(tree)] == []


def test_the_loader_asks_for_just_the_keys_that_the_schemas_describe(monkeypatch):
    asked = {name: {} for name in FILES.values()}
    close = Record.close

    def noting(record):
        asked[record.marked.file].setdefault(shape_of(record.path), set()).update(record.asked)
        close(record)

    monkeypatch.setattr(Record, "close", noting)
    assert accepted_by_loader(*TREES)
    for name, file in FILES.items():
        described = {shape: set(node["properties"]) for shape, node in objects(schema(name), schema(name))}
        assert asked[file] == described


def shape_of(path):
    return tuple("[]" if isinstance(part, int) else part for part in path)


def places(tree, path=()):
    if isinstance(tree, dict):
        yield path, tree
        for key, value in tree.items():
            yield from places(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from places(value, (*path, index))


def shapes(tree):
    """Paths to one mapping of each shape, and to one for each set of keys that it comes with."""
    seen = {}
    for path, mapping in places(tree):
        seen.setdefault((shape_of(path), frozenset(mapping)), path)
    return seen.values()


def at(tree, path):
    for part in path:
        tree = tree[part]
    return tree


CASES = [(index, path) for index, tree in enumerate(TREES) for path in shapes(tree)]
GONE = object()


@contextmanager
def edited(index, path, key, value):
    """Both trees with one value changed, or taken out, while the block lasts."""
    mapping = at(TREES[index], path)
    before = dict(mapping)
    if value is GONE:
        del mapping[key]
    else:
        mapping[key] = value
    try:
        yield TREES
    finally:
        mapping.clear()
        mapping.update(before)


@pytest.mark.parametrize(("index", "path"), CASES, ids=str)
def test_a_key_too_many_is_refused_by_both(index, path):
    with edited(index, path, "surplus", "text") as changed:
        assert not validator(list(FILES)[index]).is_valid(changed[index])
        assert not accepted_by_loader(*changed)


@pytest.mark.parametrize(("index", "path"), CASES, ids=str)
def test_a_required_key_too_few_is_refused_by_both(index, path):
    for key in list(at(TREES[index], path)):
        with edited(index, path, key, GONE) as changed:
            if not validator(list(FILES)[index]).is_valid(changed[index]):
                assert not accepted_by_loader(*changed), key
            else:  # what may be left out may still be wanted for another reason, but never as missing
                assert f"missing key “{key}”" not in faults_of(*changed), key


VALUES = ["", " padded ", -1, True, None, [], {}, ["text", "text"]]
RICHEST = {
    (index, shape_of(path)): (index, path)
    for index, path in sorted(CASES, key=lambda case: len(at(TREES[case[0]], case[1])))
}


@pytest.mark.parametrize(("index", "path"), RICHEST.values(), ids=str)
def test_what_a_schema_refuses_the_loader_refuses_too(index, path):
    for key, value in product(list(at(TREES[index], path)), VALUES):
        with edited(index, path, key, value) as changed:
            if not validator(list(FILES)[index]).is_valid(changed[index]):
                assert not accepted_by_loader(*changed), (key, value)


CERTS = [
    "PMP",
    "41",
    "IPMP",
    "IPMP C",
    "IPMP D",
    "会员",
    "药剂师",
    "澳洲药剂师",
    "ACRP",
    "CAPM",
    "no such",
    "CCRC",
]
DEGREES = [(), ("none",), ("bachelor",), ("doctorate",), ("associate@2010-01", "bachelor@2020-07-01")]
TIMES = [{}, {"years": "4.5"}, {"years": "7"}, {"work": ("2012-01..2013-05", "2020-01-01..")}]


def test_every_verdict_is_valid():
    seen = set()
    for cert, degrees, time, district, related, language in product(
        CERTS, DEGREES, TIMES, (None, "滨江", "江干"), (None, False), Language
    ):
        facts = Facts(cert=cert, degrees=degrees, district=district, related=related, **time)
        try:
            verdict = check(data(), facts, date(2026, 11, 23))
        except HzTitlesError:
            continue
        told = verdict_object(data(), verdict, language)
        seen.add((told["status"], *(reason["code"] for reason in told["reasons"])))
        errors = [
            f"{error.json_path}: {error.message}" for error in validator(Schema.VERDICT).iter_errors(told)
        ]
        assert errors == [], facts
    assert len(seen) >= 8


def test_a_verdict_with_a_key_too_few_or_too_many_is_invalid():
    verdict = check(
        data(), Facts(cert="PMP", degrees=("bachelor",), years="6", district="滨江"), date(2026, 11, 23)
    )
    told = verdict_object(data(), verdict, Language.EN)
    for path in shapes(told):
        for key in at(told, path):
            if path[:1] == ("facts",) and len(path) == 1 and key != "cert":
                continue
            changed = copy.deepcopy(told)
            del at(changed, path)[key]
            assert not validator(Schema.VERDICT).is_valid(changed), (path, key)
        changed = copy.deepcopy(told)
        at(changed, path)["surplus"] = None
        assert not validator(Schema.VERDICT).is_valid(changed), path
