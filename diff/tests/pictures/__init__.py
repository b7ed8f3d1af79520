"""The pictures of the README: what the program prints, as SVG.

Rich can export SVG too, but gives a Chinese character the room of a Latin one; so each run of
characters is placed here by the columns it takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).parent.parent.parent
DAY = ["--as-of", "2026-01-02"]
PICTURES: dict[str, list[str]] = {
    "check-yes-en": [
        *("check", "--cert", "PMP", "--degree", "bachelor", "--years", "6", "--district", "binjiang"),
        *("--lang", "en"),
    ],
    "check-yes-zh": [
        *("check", "--cert", "PMP", "--degree", "本科", "--years", "6", "--district", "滨江"),
        *("--lang", "zh"),
    ],
}
"""The pictures by name: the command line that each shows, without the as-of date."""

COLUMNS = 80
_WIDE, _HIGH, _EDGE, _BAR = 7.7, 17.5, 18.0, 40.0
_INK, _PAPER, _DIM = "#d8dee9", "#1e222a", "#8a93a3"
_COLOURS = {1: "#f07178", 2: "#a3d977", 3: "#f2c14e", 4: "#82aaff", 5: "#c792ea", 6: "#7fdbca", 7: _INK}
_FONTS = "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', monospace"


def file(name: str) -> Path:
    """Return where a picture is kept."""
    return Path(__file__).parent / f"{name}.svg"


def kept() -> Iterator[tuple[Path, str]]:
    """Yield each picture's file with the SVG that it should hold today."""
    for name, arguments in PICTURES.items():
        yield file(name), _svg(shown(name), " ".join(["hz-titles", *arguments]))


def shown(name: str) -> Text:
    """Run the program and return what a terminal of `COLUMNS` would show."""
    arguments = [*PICTURES[name], *DAY]
    arguments += ["--format", "panel" if arguments[0] == "check" else "table"]
    with tempfile.TemporaryDirectory() as folder:
        plain = {key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT")}
        screen = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "LANG": "C.UTF-8"}
        done = subprocess.run(
            [sys.executable, "-m", "hz_titles", *arguments],
            cwd=folder,
            env={**plain, **screen, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    return Text.from_ansi(done.stdout.rstrip("\n"))


def _svg(text: Text, title: str) -> str:
    console = Console(width=COLUMNS, color_system="truecolor", legacy_windows=False)
    lines = console.render_lines(text, pad=False)
    wide = COLUMNS * _WIDE + 2 * _EDGE
    high = len(lines) * _HIGH + _BAR + _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.1f} {high:.1f}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="9" fill="{_PAPER}"/>',
        *(f'<circle cx="{20 + 20 * place}" cy="20" r="6" fill="#4b5263"/>' for place in range(3)),
        f'<g font-family="{_FONTS}" font-size="14" fill="{_INK}">',
    ]
    for number, line in enumerate(lines):
        column = 0
        baseline = _BAR + number * _HIGH + 14
        for segment in line:
            for run in _runs(segment.text):
                if run.strip():
                    parts.append(_run(run, column, baseline, segment.style or Style()))
                column += cell_len(run)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _runs(text: str) -> Iterator[str]:
    """Yield the words and spaces whose characters are all as wide, each to stand at its own column."""
    for _, characters in groupby(text, lambda char: " " if char == " " else cell_len(char)):
        yield "".join(characters)


def _run(text: str, column: int, baseline: float, style: Style) -> str:
    looks = f' fill="{_colour(style)}"' if style.color or style.dim else ""
    looks += ' font-weight="bold"' if style.bold else ""
    looks += ' text-decoration="underline"' if style.underline else ""
    start, length = _EDGE + column * _WIDE, cell_len(text) * _WIDE
    place = f'x="{start:.1f}" y="{baseline:.1f}" textLength="{length:.1f}"'
    return f"<text {place}{looks}>{escape(text)}</text>"


def _colour(style: Style) -> str:
    if style.dim:
        return _DIM
    colour: Color | None = style.color
    return _COLOURS.get((colour.number or 7) % 8, _INK) if colour else _INK
