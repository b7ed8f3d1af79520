"""The JSON Schemas of the data files, written out of what the loader takes them apart with.

A recorder stands in for the record that a part is built out of: it notes each key that is
asked for, what must stand there and whether it may be left out. What a key means is said
once, beside the field of the class that is built.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from hz_titles.language import Phrase
from hz_titles.loading.annexes import CATALOGUE_FILE, COMMITTEES_FILE
from hz_titles.loading.record import REQUIRED, Choice, Kind, Many, Part, Record, Template, Text, Whole
from hz_titles.loading.yaml_tree import Marked
from hz_titles.schemas import Schema, schema_text
from tests.support.program import ROOT

Node = dict[str, Any]
FOLDER = ROOT / "hz_titles" / "schemas"
WIDTH = 110

_DEFINITIONS: Node = {
    "text": {"type": "string", "minLength": 1, "pattern": r"^\S(.*\S)?$"},
    "texts": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"$ref": "#/$defs/text"}},
}


class Recorder(Record):
    """Notes what a builder asks for."""

    def __init__(self, definitions: dict[str, Node]) -> None:
        super().__init__(Marked(""), {}, (0,))
        self.definitions = definitions
        self.properties: dict[str, Node] = {}
        self.required: list[str] = []
        self.either: list[Node] = []

    def fault(self, key: str | None, phrase: Phrase, /, **values: object) -> None:
        pass

    def has(self, key: str) -> bool:
        self.either.append({"required": [key]})
        return False

    def get(self, key: str, kind: Kind, default: Any = REQUIRED) -> Any:
        self.properties[key] = self.schema(kind)
        if default is REQUIRED:
            self.required.append(key)
        return kind.nothing

    def schema(self, kind: Kind) -> Node:
        """Return what a kind accepts; a part that has a name goes to the definitions."""
        if isinstance(kind, Part):
            return self.part(kind)
        if isinstance(kind, Many):
            items = self.schema(kind.of)
            distinct = {} if isinstance(kind.of, Part) else {"uniqueItems": True}
            node = {"type": "array", "minItems": 1, **distinct, "items": items}
            return {"$ref": "#/$defs/texts"} if node == _DEFINITIONS["texts"] else node
        if isinstance(kind, Choice):
            return {"enum": list(kind.choices)}
        if isinstance(kind, Template):
            form = str(kind.form).translate({ord(brace): f"\\{brace}" for brace in "{}"})
            return {"type": "string", "pattern": f"^[^{{}}]*{form}[^{{}}]*$"}
        if isinstance(kind, Text) and kind.form:
            return {"type": "string", "pattern": f"^{kind.form}$"}
        if isinstance(kind, Whole):
            return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
        return {str: {"$ref": "#/$defs/text"}, int: {"type": "integer"}, bool: {"type": "boolean"}}[kind.type]

    def part(self, kind: Part) -> Node:
        child = Recorder(self.definitions)
        words = meanings(kind.build(child))
        properties = {
            key: {"description": words[key], **node} if key in words else node
            for key, node in child.properties.items()
        }
        node: Node = {"type": "object", "additionalProperties": False, "required": child.required}
        node |= {"properties": properties} | ({"oneOf": child.either} if child.either else {})
        if not kind.name:
            return node
        self.definitions[kind.name] = node
        return {"$ref": f"#/$defs/{kind.name}"}


def meanings(made: object) -> dict[str, str]:
    """Return what the source of a class says of its fields."""
    source = inspect.getsource(type(made)) if is_dataclass(made) else ""
    return dict(re.findall(r"^    (\w+): \S.*?  # (.+)$", source, re.MULTILINE))


def schema_of(name: Schema, part: Part) -> Node:
    """Return a whole schema."""
    recorder = Recorder(dict(_DEFINITIONS))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://hz-titles.invalid/schemas/{name.value}.json",
        "title": f"{name.value}.yaml of hz-titles",
        **recorder.part(part),
        "$defs": recorder.definitions,
    }


def compact(node: Any, indent: int = 0, *, named: bool = False) -> str:
    """Return JSON text as short as it is still read well: what a schema names has a line each (`named`)."""
    line = json.dumps(node, ensure_ascii=False)
    if not isinstance(node, (dict, list)) or (not named and len(line) + indent < WIDTH):
        return line
    pairs = node.items() if isinstance(node, dict) else [(None, each) for each in node]
    lines: list[str] = []
    for key, each in pairs:
        text = compact(each, indent + 1, named=key in ("properties", "$defs") and not named)
        text = text if key is None else f"{json.dumps(key)}: {text}"
        joined = f"{lines[-1]}, {text}" if lines else ""
        if named or not lines or "\n" in joined or len(joined) + indent >= WIDTH:
            lines.append(text)
        else:
            lines[-1] = joined
    inside = (",\n" + " " * (indent + 1)).join(["", *lines] if named else lines).removeprefix(",")
    return f"{{{inside}}}" if isinstance(node, dict) else f"[{inside}]"


def kept() -> Iterator[tuple[Path, str]]:
    """Yield the kept schema files with what they should hold today."""
    for name, part in ((Schema.CATALOGUE, CATALOGUE_FILE), (Schema.COMMITTEES, COMMITTEES_FILE)):
        yield FOLDER / f"{name.value}.json", compact(schema_of(name, part)) + "\n"
    for name in (Schema.VERDICT, Schema.AUDIT):  # typed by hand; only the line breaks are written anew
        yield FOLDER / f"{name.value}.json", compact(json.loads(schema_text(name))) + "\n"
