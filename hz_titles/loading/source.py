"""Finds the two data files, reads them, and hands out nothing unless both are exactly right.

The files stand at the top of the repository and, in an installed package, beside its
modules. A wheel also carries them parsed (`compiled.json`, written when it is built):
reading YAML takes longer than all the rest of a start together. That second form carries
a checksum of itself and the very bytes it was made from, so it can be neither stale nor
another's; wherever anything about it is not right, the YAML is read.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property

from ..errors import DataError, UsageError
from ..files import shown_path
from ..language import Phrase
from ..names.resolver import Names
from ..notice import Catalogue, Jurisdiction
from ..value import value
from .annexes import CATALOGUE_FILE, COMMITTEES_FILE, assign_offices
from .yaml_tree import LARGEST, Marked, Tree, parse

CATALOGUE = "catalogue.yaml"
COMMITTEES = "committees.yaml"
COMPILED = "compiled.json"

_UNREADABLE = Phrase("无法读取数据文件 {file}：{why}", "cannot read the data file {file}: {why}")

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""Where the modules of this program stand."""


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
    if os.path.exists(os.path.join(PACKAGE, CATALOGUE)):
        return PACKAGE
    return os.path.dirname(PACKAGE)


def load(folder: str | os.PathLike[str] | None = None) -> Data:
    """Read and check ``catalogue.yaml`` and ``committees.yaml`` in `folder`, else those of the program.

    Raises:
        UsageError: a file is not there or cannot be read.
        DataError: a file is not exactly right; names every fault with its line.
    """
    place = os.fspath(folder) if folder is not None else default_folder()
    contents = _contents(place)
    try:
        sha256, files = _compiled(contents)
        catalogue, jurisdiction = build(*files)
    except Exception:  # whatever is wrong with the second form, the first counts
        sha256, files = fingerprint(*contents), _parsed(contents, place)
        catalogue, jurisdiction = build(*files)
    return Data(
        catalogue=catalogue,
        jurisdiction=jurisdiction,
        source=Source(folder=place, sha256=sha256),
        trees=tuple(file.tree for file in files),
    )


def build(catalogue_file: Marked, committees_file: Marked) -> tuple[Catalogue, Jurisdiction]:
    """Build the domain out of both trees.

    Raises:
        DataError: with every fault of both files.
    """
    _stop_at_faults(catalogue_file, committees_file)
    catalogue = CATALOGUE_FILE.read(catalogue_file, (), catalogue_file.tree)
    committees_file.defined = catalogue_file.defined
    jurisdiction = COMMITTEES_FILE.read(committees_file, (), committees_file.tree)
    _stop_at_faults(catalogue_file, committees_file)
    assign_offices(committees_file, catalogue, jurisdiction)
    _stop_at_faults(committees_file)
    if not (catalogue_file.checked and committees_file.checked):
        from .consistency import check_whole

        check_whole(catalogue_file, committees_file, catalogue, jurisdiction)
        _stop_at_faults(catalogue_file, committees_file)
    return catalogue, jurisdiction


def fingerprint(*contents: bytes) -> str:
    """Return the SHA-256 of the files' bytes, one after the other."""
    import hashlib

    return hashlib.sha256(b"".join(contents)).hexdigest()


def _stop_at_faults(*files: Marked) -> None:
    faults = tuple(fault for file in files for fault in file.faults)
    if faults:
        raise DataError(faults, sum(file.more for file in files))


def _contents(folder: str) -> list[bytes]:
    contents = []
    for name in (CATALOGUE, COMMITTEES):
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
    paths = (shown_path(os.path.join(folder, name)) for name in (CATALOGUE, COMMITTEES))
    return list(map(parse, contents, paths))


def _compiled(contents: list[bytes]) -> tuple[str, list[Marked]]:
    """Return the parsed form of just these bytes; raises where the package carries no such."""
    import json
    from zlib import crc32  # hashlib would take longer to import than all this takes

    with open(os.path.join(PACKAGE, COMPILED), "rb") as file:
        checksum, _, written = file.read().partition(b"\n")
    compiled = json.loads(written) if checksum == b"%08x" % crc32(written) else {}
    sha256, texts, (first, second) = (compiled[key] for key in ("sha256", "texts", "trees"))
    if len(sha256) != 64 or texts != [content.decode("utf-8", "replace") for content in contents]:
        raise ValueError
    return sha256, [Marked(CATALOGUE, first, checked=True), Marked(COMMITTEES, second, checked=True)]


def compile_data(folder: str) -> str:
    """Check the data in `folder` and return its parsed form, for a wheel to carry: a checksum, then JSON."""
    import json
    from zlib import crc32

    contents = _contents(folder)
    files = _parsed(contents, folder)
    build(*files)
    compiled = {
        "sha256": fingerprint(*contents),
        "texts": [content.decode() for content in contents],
        "trees": [file.tree for file in files],
    }
    written = json.dumps(compiled, ensure_ascii=False, separators=(",", ":"))
    return f"{crc32(written.encode()):08x}\n{written}"
