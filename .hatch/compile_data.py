"""Puts the checked, parsed data into the wheel; faulty data stops the build.

Reading both YAML files costs a start about as much as Python itself takes (measured by
``tests/benchmark``), reading the same tree as JSON next to nothing. An editable install
has no such file and reads the YAML.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileData(BuildHookInterface):
    """Adds ``hz_titles/compiled.json`` to every wheel that is not editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file to a temporary folder and name it to the builder."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from hz_titles.loading import compile_data

        self.folder = tempfile.TemporaryDirectory()
        compiled = Path(self.folder.name, "compiled.json")
        compiled.write_text(compile_data(self.root), encoding="utf-8")
        build_data["force_include"][str(compiled)] = "hz_titles/compiled.json"
