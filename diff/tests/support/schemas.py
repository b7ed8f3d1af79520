"""The JSON Schemas as they are kept: laid out, and each key explained as the field of its class is."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from hz_titles import notice
from hz_titles.loading import Schema, schema_text
from tests.support.program import ROOT

Node = dict[str, Any]
WIDTH = 110
WHOLE = {Schema.CATALOGUE: "Catalogue", Schema.COMMITTEES: "Jurisdiction"}


def parts(name: Schema) -> dict[str, Node]:
    """Return the mappings of a data file's schema by their names, the whole first."""
    schema = json.loads(schema_text(name))
    return {WHOLE[name]: schema} | {
        key: each for key, each in schema["$defs"].items() if "properties" in each
    }


def explained(name: Schema) -> Node:
    """Return a data file's schema in which each key has the comment of its field."""
    mappings = parts(name)
    for part, node in mappings.items():
        cls = getattr(notice, part, None)
        source = inspect.getsource(cls) if is_dataclass(cls) else ""
        words = dict(re.findall(r"^    (\w+): \S.*?  # (.+)$", source, re.MULTILINE))
        for key, each in node["properties"].items():
            each.pop("description", None)
            node["properties"][key] = ({"description": words[key]} if key in words else {}) | each
    return mappings[WHOLE[name]]


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
    for name in Schema:
        schema = explained(name) if name in WHOLE else json.loads(schema_text(name))
        yield ROOT / "hz_titles" / "schemas" / f"{name.value}.json", compact(schema) + "\n"
