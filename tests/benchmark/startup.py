"""How long a command takes from nothing: whole processes against ``python -c pass``."""

from __future__ import annotations

import shutil
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

from .environment import PROGRAMS, Environment
from .measure import Figures, in_turns, quiet, run

BASE = "python -c pass"
CHECK = ("check", "--cert", "PMP", "--degree", "bachelor", "--years", "6", "--district", "滨江")
PROMISED = {"hz-titles check": 10.0, "hz-titles check --format panel": 13.0}
"""The most that a command may take, in times of the bare interpreter."""


def measure(environment: Environment, rounds: int) -> dict[str, Figures]:
    """Measure the commands of a bare installation."""
    program, python = environment.program, environment.python
    commands = {
        BASE: [python, "-c", "pass"],
        "python -c 'import typer'": [python, "-c", "import typer"],
        "hz-titles --version": [program, "--version"],
        "hz-titles check": [program, *CHECK],
        "hz-titles check --format json": [program, *CHECK, "--format", "json"],
        "hz-titles check --format panel": [program, *CHECK, "--format", "panel"],
        "hz-titles list-certs": [program, "list-certs"],
    }
    return in_turns({name: partial(run, command) for name, command in commands.items()}, rounds)


def measure_growth(environment: Environment, folder: Path, rounds: int) -> dict[str, Figures]:
    """Measure ``check`` over the data and over ten times as much, with and without its parsed form.

    Four copies of the installed package: what they hold is all that they differ in.
    """
    installed = Path(_installed(environment))
    tenfold = folder / "data-tenfold"
    _program(environment, "tenfold.py", installed, tenfold)
    subjects = {BASE: partial(run, [environment.python, "-c", "pass"])}
    for name, data in (("the catalogue", installed), ("ten times the catalogue", tenfold)):
        for parsed in (True, False):
            label = f"check, {name}, " + ("parsed form" if parsed else "YAML")
            site = folder / label.replace(" ", "-").replace(",", "")
            _copy(environment, installed, data, site / "hz_titles", parsed=parsed)
            command = [environment.python, "-m", "hz_titles", *CHECK]
            subjects[label] = partial(run, command, environment={"PYTHONPATH": str(site)})
    return in_turns(subjects, rounds)


def _copy(environment: Environment, installed: Path, data: Path, package: Path, *, parsed: bool) -> None:
    shutil.copytree(installed, package)
    for name in ("catalogue.yaml", "committees.yaml"):
        shutil.copy(data / name, package / name)
    compiled = package / "compiled.json"
    compiled.unlink()
    if parsed:
        program = (
            "import sys; from hz_titles.loading.source import compile_data;"
            "open(sys.argv[2], 'w', encoding='utf-8').write(compile_data(sys.argv[1]))"
        )
        command = [environment.python, "-c", program, str(package), str(compiled)]
        subprocess.run(command, check=True, env=quiet({"PYTHONPATH": str(package.parent)}))


def _installed(environment: Environment) -> str:
    program = "import hz_titles, os; print(os.path.dirname(hz_titles.__file__))"
    done = subprocess.run(
        [environment.python, "-c", program], check=True, capture_output=True, text=True, env=quiet(), cwd="/"
    )
    return done.stdout.strip()


def _program(environment: Environment, name: str, *arguments: Path) -> None:
    subprocess.run(
        [environment.python, str(PROGRAMS / name), *map(str, arguments)], check=True, env=quiet(), cwd="/"
    )


def as_json(commands: dict[str, Figures], growth: dict[str, Figures]) -> dict[str, Any]:
    """Return what `results.json` keeps."""
    return {
        part: {
            name: found.as_json() | {"ratio": found.ratio(figures[BASE]).as_json()}
            for name, found in figures.items()
        }
        for part, figures in (("commands", commands), ("growth", growth))
    }
