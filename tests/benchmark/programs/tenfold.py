"""Writes data folders of ten times the catalogue: ``python tenfold.py FOLDER NEW``.

Every row, body, name and note stands ten times, the copies under names of their own.
"""

from __future__ import annotations

import shutil
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

TIMES = 10


def tenfold(catalogue: dict[str, Any]) -> dict[str, Any]:
    """Return the tree of ``catalogue.yaml`` with everything that names a certificate ten times."""
    rows = len(catalogue["certificates"])
    return catalogue | {
        key: [copied(key, item, copy, rows) for copy in range(TIMES) for item in catalogue[key]]
        for key in ("bodies", "certificates", "shared_names", "unproven_names", "near_misses")
    }


def copied(key: str, item: dict[str, Any], copy: int, rows: int) -> dict[str, Any]:
    """Return one entry as its `copy`-th copy; the first is the entry itself."""
    if not copy:
        return item
    tail = f" copy{copy}"
    new = deepcopy(item)  # not shared: YAML would write an anchor, which the loader refuses
    for part in (new, *new.get("members", ())):
        for name in ("names", "aliases", "general_aliases", "with_issuer"):
            if isinstance(part.get(name), list):
                part[name] = [text + tail for text in part[name]]
    for name in ("rows", "near"):
        if name in item:
            new[name] = [number + copy * rows for number in item[name]]
    if key == "bodies":
        new["id"] = f"{item['id']}-{copy}"
        new["near_misses"] = [copied("near_misses", miss, copy, rows) for miss in item.get("near_misses", ())]
        if not new["near_misses"]:
            del new["near_misses"]
    if key == "certificates":
        new["number"] = item["number"] + copy * rows
        new["body"] = f"{item['body']}-{copy}"
        for name in ("name", "issuer", "issuer_en"):
            if name in item:
                new[name] = item[name] + tail
        if "grades" in item:
            new["grades"]["names"] = [text + tail for text in item["grades"]["names"]]
    return new


def main(source: str, target: str) -> None:
    """Write the folder."""
    Path(target).mkdir(parents=True)
    catalogue = yaml.safe_load(Path(source, "catalogue.yaml").read_text(encoding="utf-8"))
    text = yaml.safe_dump(tenfold(catalogue), allow_unicode=True, sort_keys=False, width=110)
    Path(target, "catalogue.yaml").write_text(text, encoding="utf-8")
    shutil.copy(Path(source, "committees.yaml"), target)


if __name__ == "__main__":
    main(*sys.argv[1:])
