"""Edited copies of the data, for tests that break it or let it grow."""

import copy
import json
from functools import cache
from pathlib import Path

from hz_titles.loading import FILES, Data, build, default_folder
from hz_titles.loading.checks import checked
from hz_titles.loading.yaml_tree import Marked, parse


@cache
def _trees():
    return [parse(Path(default_folder(), name).read_bytes(), name).tree for name in FILES]


def trees():
    """Both files as plain values, to be edited at will."""
    return copy.deepcopy(_trees())


def leaves(tree, path=()):
    """Every value of a tree that is no list and no mapping, with the way to it."""
    if isinstance(tree, (dict, list)):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(value, (*path, key))
    else:
        yield path, tree


def row(catalogue, number):
    """A row of Annex 1, to be edited."""
    return catalogue["certificates"][number - 1]


def edit(pair, place, value):
    """Put a value at a place of two trees (``bodies.pmi.names.0``); None takes away, ``+`` inserts."""
    *way, last = place.split(".")
    node = pair[0] if (way or [last])[0] in pair[0] else pair[1]
    for key in way:
        by_name = isinstance(node, list) and not key.isdigit()
        node = _named(node, key) if by_name else node[int(key) if isinstance(node, list) else key]
    if value is None:
        del node[int(last) if isinstance(node, list) else last]
    elif last.endswith("+"):
        node.insert(int(last[:-1] or len(node)), value)
    else:
        node[int(last) if isinstance(node, list) else last] = value


def _named(items, name):
    return next(each for each in items if name in (each.get("id"), each.get("name")))


def data_of(*pair, unchecked=False):
    """Build data out of both trees, whether they are right or not where they are `unchecked`."""
    catalogue, jurisdiction = build(pair) if unchecked else checked(*map(Marked, FILES, pair))
    facts = {"catalogue": catalogue, "jurisdiction": jurisdiction, "trees": pair}
    return Data(**facts, folder="edited", sha256="0" * 64)


def save(folder, catalogue, committees):
    """Write both trees into `folder` as data files; JSON is YAML too."""
    for name, tree in zip(FILES, (catalogue, committees), strict=True):
        Path(folder, name).write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
