"""From two YAML files to objects, nothing of which is handed out unless both files are exactly right.

`yaml_tree` turns YAML text into plain values that remember where they stood, `format` holds them against
the files' JSON Schemas; here objects are made of them, and `consistency` proves that these fit each other.

The files stand at the top of the repository and, in an installed package, beside its modules. A wheel also
carries them parsed (`compiled.json`): reading YAML takes longer than all the rest of a start together. That
form carries a checksum of itself and the very bytes it was made from, so it can be neither stale nor
another's; wherever anything about it is not right, the YAML is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from typing import Any

from .. import notice
from ..errors import UsageError
from ..files import shown_path
from ..language import Phrase
from ..names.resolver import Names
from ..notice import Catalogue, Jurisdiction, Level, Passage, Wordings

Tree = Any  # what JSON can hold: dict, list, str, int, bool
Node = dict[str, Any]  # a part of a JSON Schema
Things = dict[str, dict[Any, Any]]  # what others refer to, by its class and name

FILES = ("catalogue.yaml", "committees.yaml")
LARGEST = 4 * 1024 * 1024  # the most bytes of a data file
COMPILED = "compiled.json"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # where this program's modules stand

REFERS = len("#/$defs/")  # what stands before the name of what a part of a schema refers to
_FOLDER = os.path.join(PACKAGE, "schemas")

_UNREADABLE = Phrase("无法读取数据文件 {file}：{why}", "cannot read the data file {file}: {why}")


class Schema(Enum):
    """The JSON Schemas (2020-12) that ship with the package, of the data files and of what it answers."""

    CATALOGUE = "catalogue"
    COMMITTEES = "committees"
    VERDICT = "verdict"
    AUDIT = "audit"


def schema_text(schema: Schema) -> str:
    """Return a schema as JSON text."""
    with open(os.path.join(_FOLDER, f"{schema.value}.json"), encoding="utf-8") as file:
        return file.read()


def file_schemas() -> list[Node]:
    return [json.loads(schema_text(schema)) for schema in (Schema.CATALOGUE, Schema.COMMITTEES)]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Data:
    """Both annexes, checked, the names in them, and both files as plain values."""

    catalogue: Catalogue
    jurisdiction: Jurisdiction
    trees: tuple[Tree, ...]
    folder: str  # where the files stand
    sha256: str  # over ``catalogue.yaml`` followed by ``committees.yaml``

    @cached_property
    def names(self) -> Names:
        """Everything that people may type, ready to be looked up."""
        return Names(self.catalogue, self.jurisdiction)


def default_folder() -> str:
    """Return where the data of this very program stands: beside its modules, else in its repository."""
    beside = os.path.exists(os.path.join(PACKAGE, FILES[0]))
    return PACKAGE if beside else os.path.dirname(PACKAGE)


def load(folder: str | os.PathLike[str] | None = None) -> Data:
    """Read and check ``catalogue.yaml`` and ``committees.yaml`` in `folder`, else those of the program.

    `UsageError` where one is not there or cannot be read; `DataError` with every fault and its line.
    """
    place = os.fspath(folder) if folder is not None else default_folder()
    contents = _contents(place)
    try:
        sha256, trees = _compiled(contents)
        catalogue, jurisdiction = build(trees)
    except Exception:  # whatever is wrong with the second form, the first counts
        sha256, (trees, catalogue, jurisdiction) = fingerprint(*contents), _parsed(contents, place)
    return Data(
        catalogue=catalogue, jurisdiction=jurisdiction, trees=tuple(trees), folder=place, sha256=sha256
    )


def fingerprint(*contents: bytes) -> str:
    """Return the SHA-256 of the files' bytes, one after the other."""
    import hashlib

    return hashlib.sha256(b"".join(contents)).hexdigest()


def _contents(folder: str) -> list[bytes]:
    contents = []
    for name in FILES:
        path = os.path.join(folder, name)
        try:
            with open(path, "rb") as file:
                contents.append(file.read(LARGEST + 1))  # one more shows that it is too large
        except OSError as error:
            why = error.strerror or str(error)
            raise UsageError(_UNREADABLE, file=shown_path(path), why=why) from None
    return contents


def _parsed(contents: list[bytes], folder: str) -> tuple[list[Tree], Catalogue, Jurisdiction]:
    from .checks import checked
    from .yaml_tree import parse

    files = list(map(parse, contents, (shown_path(os.path.join(folder, name)) for name in FILES)))
    return [file.tree for file in files], *checked(*files)


def _compiled(contents: list[bytes]) -> tuple[str, list[Tree]]:
    """Return the parsed form of just these bytes; raises where the package carries no such."""
    from zlib import crc32  # hashlib would take longer to import than all this takes

    with open(os.path.join(PACKAGE, COMPILED), "rb") as file:
        checksum, _, written = file.read().partition(b"\n")
    compiled = json.loads(written) if checksum == b"%08x" % crc32(written) else {}
    sha256, texts, trees = (compiled[key] for key in ("sha256", "texts", "trees"))
    if len(sha256) != 64 or texts != [content.decode("utf-8", "replace") for content in contents]:
        raise ValueError
    return sha256, trees


def compile_data(folder: str) -> str:
    """Check the data in `folder` and return its parsed form, for a wheel to carry: a checksum, then JSON."""
    from zlib import crc32

    contents = _contents(folder)
    trees, *_ = _parsed(contents, folder)
    texts = [content.decode() for content in contents]
    compiled = {"sha256": fingerprint(*contents), "texts": texts, "trees": trees}
    written = json.dumps(compiled, ensure_ascii=False, separators=(",", ":"))
    return f"{crc32(written.encode()):08x}\n{written}"


# Objects out of trees that are right

# What stands under a key, where the field is called otherwise
FIELDS = {"area": "extent", "class": "class_note", "except": "excluded", "note": "remark"}


def _cited(cls: Callable[..., Any], text: str, clause: str = "", **known: Any) -> Any:
    return cls(passage=Passage(clause=clause, text=text), **known)


def _catalogue(words: notice.Vocabulary, levels: tuple[Level, ...], **known: Any) -> Catalogue:
    lowest = min(each.qualification.rank for level in levels for each in level.conditions)
    return Catalogue(vocabulary=words, levels=levels, lowest_rank=lowest, **known)


MADE: dict[str, Callable[..., Any]] = {
    "Area": lambda names=(), former=(), noted_names=(), **known: notice.Area(
        words=(Wordings(texts=names), *former, *noted_names), **known
    ),
    "Catalogue": _catalogue,
    "GradeTitles": lambda grade, names: (grade, names),
    "Jurisdiction": lambda places, **known: Jurisdiction(place_words=places, **known),
    "Qualification": lambda words, read_as=(), **known: notice.Qualification(
        words=(Wordings(texts=words), *read_as), **known
    ),
    "Refused": lambda words, why, **known: notice.Refused(texts=words, remark=why, **known),
    "Remark": lambda zh, en, **known: notice.Remark(text=Phrase(zh, en), **known),
    "Vocabulary": lambda traditional, **known: notice.Vocabulary(
        simplified={ord(pair[0]): pair[1] for pair in traditional.split()}, **known
    ),
    "heading": lambda clause, title: Passage(clause=clause, text=title),
    "read_as": lambda words, remark, reading, **known: Wordings(
        texts=words, remark=notice.Remark(text=remark, reading=reading), **known
    ),
    **dict.fromkeys(("names", "noted_names"), lambda names, **known: Wordings(texts=names, **known)),
    **{cls.__name__: partial(_cited, cls) for cls in (notice.Condition, notice.Grades, Level)},
}
"""What makes an object out of a mapping; where nothing else does, the class of that name in `notice`."""


def build(trees: Iterable[Tree]) -> tuple[Catalogue, Jurisdiction]:
    """Build the annexes out of the trees of both files, which must be right."""
    things: Things = {}
    catalogue, jurisdiction = (
        _made(schema["$defs"], things, schema, tree, name)
        for name, schema, tree in zip(("Catalogue", "Jurisdiction"), file_schemas(), trees, strict=True)
    )
    return catalogue, jurisdiction


def _made(definitions: Node, things: Things, node: Node, value: Tree, name: str = "") -> Any:
    """Return the object that a value of this format stands for."""
    if "$ref" in node:
        name = node["$ref"][REFERS:]
        if name == "text":
            return value
        if name == "texts":
            return tuple(value)
        node = definitions[name]
    if kinds := node.get("properties"):
        fields = {
            FIELDS.get(key, key): _made(definitions, things, kinds[key], value[key])
            for key in kinds
            if key in value
        }
        return (MADE.get(name) or vars(notice)[name])(**fields)
    if "items" in node:
        made = tuple([_made(definitions, things, node["items"], each) for each in value])
        for rank, thing in enumerate(made if "x-key" in node else ()):
            things.setdefault(type(thing).__name__, {})[value[rank][node["x-key"]]] = thing
            if hasattr(thing, "rank"):
                thing.rank = rank
        return made
    if "x-refers" in node:
        return things[node["x-refers"]][value]
    return vars(notice)[name](value) if "enum" in node else value
