"""The schemas say what the loader asks for and what the program gives, no more and no less."""

import copy
import json
import random
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import date
from functools import cache, reduce
from itertools import product
from operator import getitem
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from hz_titles import DataError, Facts, HzTitlesError, Language, check, notice
from hz_titles.loading import FIELDS, MADE, Schema, default_folder, schema_text
from hz_titles.loading.format import Format
from hz_titles.loading.yaml_tree import Marked
from hz_titles.words.verdict_object import verdict_object
from tests.support.editing import data_of, trees
from tests.support.schemas import WHOLE, kept, parts

FILES = {Schema.CATALOGUE: "catalogue.yaml", Schema.COMMITTEES: "committees.yaml"}


@cache
def validator(name):
    return Draft202012Validator(json.loads(schema_text(name)), format_checker=FormatChecker())


def test_the_kept_schemas_are_explained_by_the_classes():
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


def hint(schema, node):
    """What a class says of a field that is read from a value of this format."""
    name = node.get("$ref", "").removeprefix("#/$defs/")
    if name and "properties" in schema["$defs"][name]:
        return {"heading": "Passage", "names": "Wordings", "noted_names": "Wordings"}.get(name, name)
    if "x-refers" in node or "enum" in node:
        return node.get("x-refers", name)
    if name:
        return hint(schema, schema["$defs"][name]) if "enum" not in schema["$defs"][name] else name
    if node["type"] == "array":
        return f"tuple[{hint(schema, node['items'])}, ...]".replace("tuple[str, ...]", "Texts")
    return {"string": "str", "integer": "int", "boolean": "bool"}[node["type"]]


UNLIKE = {("Qualification", "words"), *((name, "text") for name in ("Level", "Condition", "Grades"))}


@pytest.mark.parametrize("name", FILES)
def test_the_classes_of_the_notice_are_typed_as_the_schemas_say(name):
    for part, node in parts(name).items():
        cls = getattr(notice, part, None)
        known = {field.name: field for field in fields(cls)} if cls else {}
        for key, each in node["properties"].items():
            field = known.pop(FIELDS.get(key, key), None)
            if field and (part, key) not in UNLIKE:
                assert field.type.removesuffix(" | None") == hint(parts(name)[WHOLE[name]], each), (part, key)
                assert (field.default is MISSING) == (key in node["required"]), (part, key)
            assert field or cls is None or part in MADE, (part, key)
        assert part in MADE or not [field for field in known.values() if field.default is MISSING]


def test_what_the_schemas_let_be_left_out_is_not_missed():
    ways = {
        tuple("*" if isinstance(step, int) else step for step in (*path, key)): (file, *path, key)
        for file, tree in enumerate(trees())
        for path in mappings(tree)
        for key in reduce(getitem, path, tree)
    }
    built = 0
    for *way, last in ways.values():
        pair = trees()
        del reduce(getitem, way, pair)[last]
        with suppress(DataError):  # whatever else is raised is a fault of the loader
            built += data_of(*pair) is not None
    assert 40 < built < len(ways)


TEXT = {"type": "string", "minLength": 1, "pattern": r"^\S(.*\S)?$"}
KINDS = {
    "text": TEXT,
    "form": {"type": "string", "pattern": "^[a-z]{2}$"},
    "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"},
    "integer": {"type": "integer", "minimum": 0, "maximum": 9},
    "flag": {"type": "boolean"},
    "choice": {"type": "string", "enum": ["a", "b"]},
    "reference": {"type": "string", "x-refers": "Known"},
    "template": {"type": "string", "pattern": r"^[^{}]*\{name\}[^{}]*$", "x-holds": "{name}"},
    "record": {"required": ["a"], "properties": {"a": TEXT}},
    "flags": {"required": [], "properties": {"a": {"type": "boolean"}}},
    "one of": {
        "required": [],
        "properties": {"a": TEXT, "c": TEXT},
        "oneOf": [{"required": ["a"]}, {"required": ["c"]}],
    },
}
for kind in KINDS.values():
    kind.update({"type": "object", "additionalProperties": False} if "properties" in kind else {})
KINDS |= {
    f"many: {name}": {"type": "array", "minItems": 1, "uniqueItems": "properties" not in kind, "items": kind}
    for name, kind in KINDS.items()
}
KINDS["numbers"] = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": {"type": "integer", "x-refers": "Number"},
}
GONE = object()
VALUES = [
    *(GONE, "", " a", "a", "ab", "2022-12-12", -1, 1, 10, True, None, [], {}, [1], [1, 1], [0], ["a", "a"]),
    *(["a"], ["7"], ["{name}!"], ["{name}{name}"], {"a": "a"}, {"a": 1}, {"c": "a"}, [{}], [{"a": True}]),
    *(["ab"], ["2022-12-12"], [True], [{"a": "a"}], {"zh": "a", "en": "a"}, {"zh": "a"}),
    *("{name}", "2022-02-30"),
]


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_loader_reads_a_schema_as_any_validator_does(kind, required):
    """Only what refers to other parts of a file is more than a schema says."""
    whole = {"type": "object", "additionalProperties": False, "required": ["key"] if required else []}
    schema = whole | {"properties": {"key": kind}}
    accepted = 0
    for value in VALUES:
        tree = {} if value is GONE else {"key": value}
        marked = Marked("", tree)
        defined = {"Known": {"a": None, "b": None}, "Number": {1: None, 2: None}}
        Format(schema, marked, defined).check(schema, (), tree)
        accepted += not marked.faults
        if not any("defined" in fault.phrase.en for fault in marked.faults):
            judge = Draft202012Validator(schema, format_checker=FormatChecker())
            assert judge.is_valid(tree) == (not marked.faults), (value, marked.faults)
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
