"""Draws the pictures anew: ``python -m tests.pictures``."""

from __future__ import annotations

from pathlib import Path

from . import PICTURES, drawn

for name in PICTURES:
    path = Path(__file__).parent / f"{name}.svg"
    path.write_text(drawn(name), encoding="utf-8", newline="\n")
    print(path.name)
