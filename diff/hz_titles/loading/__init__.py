"""From two YAML files to checked objects; nothing is handed out unless both are exactly right.

`yaml_tree` turns YAML text into plain values that remember where they stood, `format` holds them against
the files' JSON Schemas, `consistency` proves that the parts fit each other. Here the objects of the notice
are made of trees that are right.

The files stand at the top of the repository and, in an installed package, beside its modules. A wheel also
carries them parsed (`compiled.json`, written when it is built): reading YAML takes longer than all the rest
of a start together. That second form carries a checksum of itself and the very bytes it was made from, so
it can be neither stale nor another's; wherever anything about it is not right, the YAML is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from .. import notice
from ..errors import DataError, UsageError
from ..files import shown_path
from ..language import Phrase
from ..names.resolver import Names
from ..notice import (
    Area,
    Catalogue,
    Condition,
    Grades,
    Jurisdiction,
    Level,
    Passage,
    Qualification,
    Reading,
    Refused,
    Remark,
    Wordings,
)
from ..value import Texts, value

if TYPE_CHECKING:
    from .yaml_tree import Marked

Tree = Any  # what JSON can hold: dict, list, str, int, bool
Words = tuple[Wordings, ...]
Node = dict[str, Any]  # a part of a JSON Schema

FILES = ("catalogue.yaml", "committees.yaml")
LARGEST = 4 * 1024 * 1024  # the most bytes of a data file
COMPILED = "compiled.json"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # where this program's modules stand

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


def _schemas() -> list[Node]:
    return [json.loads(schema_text(schema)) for schema in (Schema.CATALOGUE, Schema.COMMITTEES)]


def definition(schema: Node, node: Node) -> tuple[str, Node]:
    """Return the name of what a node refers to, and what is defined so; no name where it says all itself."""
    name = node.get("$ref", "").removeprefix("#/$defs/")
    return name, schema["$defs"][name] if name else node


@value
class Source:
    """Which data an answer rests on."""

    folder: str  # where the files stand
    sha256: str  # over ``catalogue.yaml`` followed by ``committees.yaml``


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Data:
    """Both annexes, checked, the names in them, and both files as plain values."""

    catalogue: Catalogue
    jurisdiction: Jurisdiction
    source: Source
    trees: tuple[Tree, ...]

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
        files = _parsed(contents, place)
        catalogue, jurisdiction = checked(*files)
        sha256, trees = fingerprint(*contents), [file.tree for file in files]
    source = Source(folder=place, sha256=sha256)
    return Data(catalogue=catalogue, jurisdiction=jurisdiction, source=source, trees=tuple(trees))


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
                contents.append(
                    file.read(LARGEST + 1)
                )  # one more than is accepted shows that it is too large
        except OSError as error:
            why = error.strerror or str(error)
            raise UsageError(_UNREADABLE, file=shown_path(path), why=why) from None
    return contents


def _parsed(contents: list[bytes], folder: str) -> list[Marked]:
    from .yaml_tree import parse

    paths = (shown_path(os.path.join(folder, name)) for name in FILES)
    return list(map(parse, contents, paths))


def checked(one: Marked, two: Marked) -> tuple[Catalogue, Jurisdiction]:
    """Build the annexes out of both files; `DataError` with the faults of both where there are any."""
    from .consistency import CHECKS
    from .format import Format

    def stop_at_faults() -> None:
        if faults := (*one.faults, *two.faults):
            raise DataError(faults, one.more + two.more)

    stop_at_faults()
    defined: dict[str, dict[Any, None]] = {}
    for schema, file in zip(_schemas(), (one, two), strict=True):
        Format(schema, file, defined).check(schema, (), file.tree)
    stop_at_faults()
    built = build((one.tree, two.tree))
    for check in CHECKS:
        check(one, two, *built)
        stop_at_faults()
    return built


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
    files = _parsed(contents, folder)
    checked(*files)
    compiled = {
        "sha256": fingerprint(*contents),
        "texts": [content.decode() for content in contents],
        "trees": [file.tree for file in files],
    }
    written = json.dumps(compiled, ensure_ascii=False, separators=(",", ":"))
    return f"{crc32(written.encode()):08x}\n{written}"


# Objects out of trees that are right

Make = Callable[[Any], Any]

FIELDS = {
    "area": "extent",
    "class": "class_note",
    "except": "excluded",
    "note": "remark",
    "rows": "certificates",
    "text_en": "translation",
}
"""What stands under a key, where the field is called otherwise."""


def _cited(cls: Callable[..., Any], text: str, clause: str = "", **known: Any) -> Any:
    return cls(passage=Passage(clause=clause, text=text), **known)


def _area(names: Texts = (), former: Words = (), noted_names: Words = (), **known: Any) -> Area:
    return Area(words=(Wordings(texts=names), *former, *noted_names), **known)


def _qualification(words: Texts, read_as: Words = (), **known: Any) -> Qualification:
    return Qualification(words=(Wordings(texts=words), *read_as), **known)


def _read_as(words: Texts, remark: Phrase, reading: Reading, **known: Any) -> Wordings:
    return Wordings(texts=words, remark=Remark(text=remark, reading=reading), **known)


MADE: dict[str, Callable[..., Any]] = {
    "heading": lambda clause, title: Passage(clause=clause, text=title),
    "Remark": lambda zh, en, **known: Remark(text=Phrase(zh, en), **known),
    "Refused": lambda words, why, **known: Refused(texts=words, remark=why, **known),
    "read_as": _read_as,
    **dict.fromkeys(("names", "noted_names"), lambda names, **known: Wordings(texts=names, **known)),
    **{cls.__name__: partial(_cited, cls) for cls in (Condition, Grades, Level)},
    "Qualification": _qualification,
    "Area": _area,
    "Catalogue": lambda words, **known: Catalogue(vocabulary=words, **known),
    "Jurisdiction": lambda places, **known: Jurisdiction(place_words=places, **known),
}
"""What makes an object out of a mapping; where nothing else does, the class of that name in `notice`."""


def build(trees: Iterable[Tree]) -> tuple[Catalogue, Jurisdiction]:
    """Build the annexes out of the trees of both files, which must be right."""
    defined: dict[str, dict[Any, Any]] = {}
    wholes = zip(("Catalogue", "Jurisdiction"), _schemas(), trees, strict=True)
    catalogue, jurisdiction = (
        _Builder(schema, defined).mapping(name, schema)(tree) for name, schema, tree in wholes
    )
    return catalogue, jurisdiction


class _Builder:
    """Makes the objects of one file; `defined` holds by their names those that others refer to."""

    def __init__(self, schema: Node, defined: dict[str, dict[Any, Any]]) -> None:
        self.schema = schema
        self.defined = defined
        self.makers: dict[str, Make | None] = {}

    def maker(self, node: Node) -> Make | None:
        """Return what makes an object of a value; None where the value is the object."""
        name, what = definition(self.schema, node)
        if name not in self.makers or not name:
            self.makers[name] = self._maker(name, what)
        return self.makers[name]

    def _maker(self, name: str, node: Node) -> Make | None:
        if "x-refers" in node:
            return self.defined.setdefault(node["x-refers"], {}).__getitem__
        if "enum" in node:
            return getattr(notice, name)  # type: ignore[no-any-return]
        if node["type"] == "array":
            return self._list(node)
        return self.mapping(name, node) if node["type"] == "object" else None

    def _list(self, node: Node) -> Make:
        make, key = self.maker(node["items"]), node.get("x-key")
        if make is None:
            return tuple
        if key is None:
            return lambda value: tuple(map(make, value))
        defined = self.defined.setdefault(definition(self.schema, node["items"])[0], {})

        def define(value: list[Tree]) -> tuple[Any, ...]:
            for rank, each in enumerate(value):
                thing = defined[each[key]] = make(each)
                if hasattr(thing, "rank"):
                    thing.rank = rank
            return tuple(defined.values())

        return define

    def mapping(self, name: str, node: Node) -> Make:
        """Return what makes an object of a mapping, key by key in the order of its format."""
        fields = [(key, FIELDS.get(key, key), self.maker(each)) for key, each in node["properties"].items()]
        make = MADE.get(name) or vars(notice)[name]

        def made(value: dict[str, Tree]) -> Any:
            return make(
                **{field: of(value[key]) if of else value[key] for key, field, of in fields if key in value}
            )

        return made
