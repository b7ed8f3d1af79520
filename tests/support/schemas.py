"""The JSON Schemas of the data files, written out of the loader's own builders.

A recorder stands in for the record that a builder takes apart: it notes each key that is
asked for, of what form and whether it may be left out, and hands back a stand-in. What a
key means is said once, in the docstring of the class that the builder makes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hz_titles.loading.annex1 import build_catalogue
from hz_titles.loading.annex2 import build_jurisdiction
from hz_titles.loading.record import Record
from hz_titles.loading.yaml_tree import Marked
from hz_titles.schemas import Schema, schema_text
from tests.support.program import ROOT

Node = dict[str, Any]
FOLDER = ROOT / "hz_titles" / "schemas"

_TEXT: Node = {"type": "string", "minLength": 1, "pattern": r"^\S(.*\S)?$"}
_LIST: Node = {"type": "array", "minItems": 1}
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
WIDTH = 110


def reference(name: str) -> Node:
    """Return a reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


class Recorder(Record):
    """Notes what a builder asks for."""

    def __init__(self, definitions: dict[str, Node]) -> None:
        super().__init__(Marked(""), {}, (0,))
        self.mapping = False
        self.definitions = definitions
        self.properties: dict[str, Node] = {}
        self.optional: set[str] = set()
        self.either: list[Node] = []

    def note(self, key: str, node: Node, required: bool = True) -> None:
        self.properties[key] = node
        if not required:
            self.optional.add(key)

    def has(self, key: str) -> bool:
        self.optional.add(key)
        return True

    def one_of(self, first: str, second: str) -> None:
        self.either = [{"required": [key]} for key in (first, second)]

    def text(self, key: str, *, form: str | None = None) -> str:
        self.note(key, {"type": "string", "pattern": f"^{form}$"} if form else reference("text"))
        return ""

    def day(self, key: str) -> str:
        return self.text(key, form=_DAY)

    def integer(self, key: str, *, least: int, most: int) -> int:
        self.note(key, {"type": "integer", "minimum": least, "maximum": most})
        return least

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        self.note(key, {"type": "boolean"}, default is None)
        return False

    def texts(
        self, key: str, *, required: bool = False, form: str | None = None, field: str | None = None
    ) -> tuple[str, ...]:
        if field:
            form = rf"[^{{}}]*\{{{field}\}}[^{{}}]*"
        items = {"type": "string", "pattern": f"^{form}$"} if form else None
        node = {**_LIST, "uniqueItems": True, "items": items} if items else reference("texts")
        self.note(key, node, required)
        return ()

    def record(self, key: str, build: Callable[[Record], Any], *, required: bool = True) -> Any:
        node, made = self.built(build)
        self.note(key, node, required)
        return made

    def records(self, key: str, build: Callable[[Record], Any], *, required: bool = True) -> tuple[Any, ...]:
        node, made = self.built(build)
        self.note(key, {**_LIST, "items": node}, required)
        return (made,)

    def choice(self, key: str, choices: Any) -> Any:
        self.note(key, {"enum": list(choices)})
        return next(iter(choices.values()))

    def choices(self, key: str, choices: Any) -> tuple[Any, ...]:
        self.note(key, {**_LIST, "uniqueItems": True, "items": {"enum": list(choices)}}, False)
        return ()

    def reference(self, key: str, defined: Any) -> Any:
        self.note(key, reference("text"))
        return next(iter(defined.values()))

    def references(self, key: str, defined: Any) -> tuple[Any, ...]:
        self.note(key, reference("texts"))
        return ()

    def numbered(self, key: str, defined: Any) -> tuple[Any, ...]:
        self.note(key, {**_LIST, "uniqueItems": True, "items": {"type": "integer", "minimum": 1}})
        return ()

    def built(self, build: Callable[[Record], Any]) -> tuple[Node, Any]:
        """Return what `build` asks for, under a name where it has one, and what it makes."""
        child = Recorder(self.definitions)
        made = build(child)
        name = build.__name__.strip("_")
        if name == "<lambda>":
            return child.schema(made), made
        self.definitions[name] = child.schema(made)
        return reference(name), made

    def schema(self, made: object) -> Node:
        """Return all that was noted, with the words of the class of what was `made`."""
        node: Node = {"type": "object", "additionalProperties": False}
        node["required"] = [key for key in self.properties if key not in self.optional]
        words = meanings(made)
        node["properties"] = {
            key: {"description": words[key], **found} if key in words else found
            for key, found in self.properties.items()
        }
        return {**node, "oneOf": self.either} if self.either else node


def meanings(made: object) -> dict[str, str]:
    """Return what the docstring of a class says of its attributes."""
    _, _, listed = (type(made).__doc__ or "").partition("Attributes:\n")
    words = re.findall(r"^ {8}(\w+): (.+?)(?=^ {8}\w|\Z)", listed, re.MULTILINE | re.DOTALL)
    return {name: " ".join(text.split()).rstrip(".") for name, text in words}


def schema_of(name: Schema, build: Callable[[Recorder], Any]) -> Node:
    """Return a whole schema."""
    recorder = Recorder({})
    made = build(recorder)
    texts = {**_LIST, "uniqueItems": True, "items": reference("text")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://hz-titles.invalid/schemas/{name.value}.json",
        "title": f"{name.value}.yaml of hz-titles",
        **recorder.schema(made),
        "$defs": {"text": _TEXT, "texts": texts, **recorder.definitions},
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
    catalogue: list[Any] = []

    def annex1(recorder: Recorder) -> Any:
        catalogue.append(build_catalogue(recorder))
        return catalogue[0]

    def annex2(recorder: Recorder) -> Any:
        return build_jurisdiction(recorder, catalogue[0])

    for name, build in ((Schema.CATALOGUE, annex1), (Schema.COMMITTEES, annex2)):
        yield FOLDER / f"{name.value}.json", compact(schema_of(name, build)) + "\n"
    for name in (Schema.VERDICT, Schema.AUDIT):  # typed by hand; only the line breaks are written anew
        yield FOLDER / f"{name.value}.json", compact(json.loads(schema_text(name))) + "\n"
