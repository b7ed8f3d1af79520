"""The schemas say what the loader asks for and what the program gives, no more and no less."""

import copy
import json
import random
from datetime import date
from enum import Enum
from functools import cache, reduce
from itertools import product
from operator import getitem
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from hz_titles import Facts, HzTitlesError, Language, check
from hz_titles.language import Phrase
from hz_titles.loading.record import REQUIRED, Choice, Day, Kind, Many, Part, Reference, Template, Text, Whole
from hz_titles.loading.source import default_folder
from hz_titles.loading.yaml_tree import Marked
from hz_titles.schemas import Schema, schema_text
from hz_titles.words.verdict_object import verdict_object
from tests.support.editing import trees
from tests.support.schemas import kept, schema_of

FILES = {Schema.CATALOGUE: "catalogue.yaml", Schema.COMMITTEES: "committees.yaml"}


@cache
def validator(name):
    return Draft202012Validator(json.loads(schema_text(name)), format_checker=FormatChecker())


def test_the_kept_schemas_are_those_of_the_builders():
    for path, text in kept():
        assert path.read_text(encoding="utf-8") == text, "if meant: python -m tests.renew schemas"


def objects(node):
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for child in node.values():
            yield from objects(child)


@pytest.mark.parametrize("name", Schema)
def test_a_schema_is_itself_valid_and_forbids_keys_that_it_does_not_name(name):
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    found = list(objects(schema))
    assert found
    assert all(node["additionalProperties"] is False for node in found)
    assert all(set(node["required"]) <= set(node["properties"]) for node in found)


def test_the_command_prints_a_schema_that_ships_and_no_other(run):
    assert json.loads(run("schema", "verdict").stdout) == json.loads(schema_text(Schema.VERDICT))
    refused = run("schema", "verdikt")
    assert refused.returncode == 2
    assert "verdict" in refused.stderr


@pytest.mark.parametrize(("name", "tree"), list(zip(FILES, trees(), strict=True)))
def test_the_data_names_its_schema_in_the_first_line_and_keeps_to_it(name, tree):
    first = Path(default_folder(), FILES[name]).read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=hz_titles/schemas/{name.value}.json"
    assert [error.message for error in validator(name).iter_errors(tree)] == []


def either(record):
    if record.has("a") == record.has("c"):
        record.fault(None, Phrase("", ""))
    return record.get("a", Text(), None), record.get("c", Text(), None)


KINDS = {
    "text": Text(),
    "form": Text("[a-z]{2}"),
    "day": Day(),
    "integer": Whole(0, 9),
    "flag": Kind(),
    "choice": Choice(Enum("Known", {"A": "a", "B": "b"})),
    "reference": Reference("Known"),
    "templates": Many(Template("{name}")),
    "record": Part(lambda record: record.get("a", Text())),
    "flags": Part(lambda record: record.get("a", Kind(), False)),
    "one of": Part(either),
}
KINDS |= {f"many: {name}": Many(kind) for name, kind in KINDS.items() if not isinstance(kind, Many)}
KINDS["numbers"] = Many(Reference("Number", int))
GONE = object()
VALUES = [
    *(GONE, "", " a", "a", "ab", "2022-12-12", -1, 1, 10, True, None, [], {}, [1], [1, 1], [0], ["a", "a"]),
    *(["a"], ["7"], ["{name}!"], ["{name}{name}"], {"a": "a"}, {"a": 1}, {"c": "a"}, [{}], [{"a": True}]),
    *(["ab"], ["2022-12-12"], [True], [{"a": "a"}], {"zh": "a", "en": "a"}, {"zh": "a"}),
]


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_is_recorded_of_a_kind_is_what_it_accepts(kind, required):
    """Only what refers to other parts of a file, and whether a day exists, is more than a schema says."""
    part = Part(lambda record: record.get("key", kind, REQUIRED if required else None))
    schema = Draft202012Validator(schema_of(Schema.CATALOGUE, part))
    accepted = 0
    for value in VALUES:
        tree = {} if value is GONE else {"key": value}
        marked = Marked("", tree, defined={"Known": {"a": 1, "b": 2}, "Number": {1: "", 2: ""}})
        part.read(marked, (), tree)
        accepted += not marked.faults
        if not any("defined" in fault.phrase.en for fault in marked.faults):
            assert schema.is_valid(tree) == (not marked.faults), (value, marked.faults)
    assert 0 < accepted < len(VALUES)


CERTS = ["PMP", "41", "IPMP", "IPMP-C", "IPMP-D", "会员", "药剂师", "澳洲药剂师", "ACRP", "CAPM", "x", "CCRC"]
DEGREES = [(), ("none",), ("bachelor",), ("doctorate",), ("associate@2010-01", "bachelor@2020-07-01")]
TIMES = [{}, {"years": "4.5"}, {"years": "7"}, {"work": ("2012-01..2013-05", "2020-01-01..")}]


def test_every_verdict_is_valid(data):
    seen = set()
    points = list(product(CERTS, DEGREES, TIMES, (None, "滨江", "江干"), (None, False), Language))
    for cert, degrees, time, district, related, language in random.Random(1).sample(points, 600):
        facts = Facts(cert=cert, degrees=degrees, district=district, related=related, **time)
        try:
            verdict = check(data, facts, date(2026, 11, 23))
        except HzTitlesError:
            continue
        told = verdict_object(data, verdict, language)
        seen.add((told["status"], *(reason["code"] for reason in told["reasons"])))
        errors = [
            f"{error.json_path}: {error.message}" for error in validator(Schema.VERDICT).iter_errors(told)
        ]
        assert errors == [], facts
    assert len(seen) >= 8


def mappings(tree, path=()):
    if isinstance(tree, dict):
        yield path
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(value, (dict, list)):
            yield from mappings(value, (*path, key))


def test_a_verdict_with_a_key_too_few_or_too_many_is_invalid(verdict):
    told = verdict(degrees="bachelor", years="6", district="滨江")
    for path in mappings(told):
        for key in (*reduce(getitem, path, told), None):
            if path == ("facts",) and key not in ("cert", None):
                continue
            changed = copy.deepcopy(told)
            node = reduce(getitem, path, changed)
            if key is None:
                node["surplus"] = None
            else:
                del node[key]
            assert not validator(Schema.VERDICT).is_valid(changed), (path, key)
