"""The program as the tests ask for it: where it stands, the as-of date, what the fixtures return."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 23)
"""The as-of date where a test names no other."""

Verdicts = Callable[..., dict[str, Any]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
RunMany = Callable[..., "list[subprocess.CompletedProcess[str]]"]
