"""An environment of its own: the wheel as users get it, and the peers."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path

from .measure import quiet

ROOT = Path(__file__).parent.parent.parent
PROGRAMS = Path(__file__).parent / "programs"

_MODULES = {"rule-engine": "rule_engine"}
"""What is imported under another name than it is installed by."""

_VERSION = (
    "import importlib.metadata, {module}; print(importlib.metadata.version({name!r}))"  # both must work
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Where everything is measured.

    Attributes:
        python: its interpreter.
        program: the installed ``hz-titles``.
        peers: the peers that can be imported, with their versions.
        missing: the others, with the reason.
        described: interpreter, machine and versions, for the report.
    """

    python: str
    program: str
    peers: dict[str, str]
    missing: dict[str, str]
    described: dict[str, str]

    def has(self, *names: str) -> bool:
        """Tell whether these peers can be imported."""
        return all(name in self.peers for name in names)


def build(folder: Path) -> Environment:
    """Build the wheel, and install it and every peer that can be had into `folder`."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    wheels = folder / "wheels"
    _pip(python, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    _pip(python, "install", *(f"{wheel}[excel]" for wheel in wheels.glob("hz_titles-*.whl")))
    refused = {}
    for requirement in requirements():
        try:
            _pip(python, "install", requirement)
        except subprocess.CalledProcessError as error:
            refused[_name(requirement)] = f"pip: {error.stderr.strip().splitlines()[-1]}"
    return describe(python, refused)


def describe(python: str, refused: dict[str, str] | None = None) -> Environment:
    """Return what an environment holds in which hz-titles is installed."""
    # Not resolved: a virtual environment's interpreter is a link to the one it was made with.
    python = os.path.abspath(python)
    program = str(Path(python).parent / "hz-titles")
    version = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True, env=quiet(), cwd=ROOT.parent
    ).stdout.split()[-1]
    peers: dict[str, str] = {}
    missing = dict(refused or {})
    for requirement in requirements():
        name = _name(requirement)
        asked = _VERSION.format(module=_MODULES.get(name, name), name=name)
        done = subprocess.run([python, "-c", asked], capture_output=True, text=True, env=quiet())
        if done.returncode == 0:
            peers[name] = done.stdout.strip()
        else:
            missing.setdefault(name, done.stderr.strip().splitlines()[-1])
    described = {
        "hz-titles": version,
        "commit": _commit(),
        "python": _ask(
            python, "import platform; print(platform.python_implementation(), platform.python_version())"
        ),
        "typer": _ask(python, "import importlib.metadata; print(importlib.metadata.version('typer'))"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "processor": _processor(),
        **peers,
    }
    return Environment(python=python, program=program, peers=peers, missing=missing, described=described)


def requirements() -> list[str]:
    """Return the peers as ``pyproject.toml`` names them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["optional-dependencies"]["benchmark"])


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]


def _pip(python: str, *arguments: str) -> None:
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        print(error.stderr, file=sys.stderr)
        raise


def _ask(python: str, program: str) -> str:
    return subprocess.run([python, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown"
