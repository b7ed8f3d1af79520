"""JSON Schema (2020-12) of both data files and of what the program answers in JSON.

The data files name theirs in their first line, so that editors check them while they are typed.
"""

from __future__ import annotations

import os
from enum import Enum


class Schema(Enum):
    """The schemas that ship with the package."""

    CATALOGUE = "catalogue"
    COMMITTEES = "committees"
    VERDICT = "verdict"
    AUDIT = "audit"


def schema_text(schema: Schema) -> str:
    """Return a schema as JSON text."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{schema.value}.json")
    with open(path, encoding="utf-8") as file:
        return file.read()
