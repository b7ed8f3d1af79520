"""The growth as a picture: seconds and memory over rows, both axes logarithmic, in plain SVG.

It stands on a light card of its own, so that it reads the same on a white and on a dark page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .throughput import BATCH, COPY, Size

_WIDTH, _HEIGHT = 940, 430
_TOP, _BOTTOM = 64, 58
_INK, _FAINT, _GRID, _CARD = "#1f2933", "#52606d", "#dde3e9", "#ffffff"
_STYLES = {
    BATCH: ("#c2410c", "", "circle"),
    COPY: ("#52606d", "5 4", "square"),
    "duckdb": ("#1d4ed8", "", "diamond"),
    "polars": ("#047857", "", "triangle"),
}
_NAMES = {"duckdb": "DuckDB join", "polars": "polars join"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """A logarithmic axis between two powers of ten, from pixel to pixel."""

    least: int
    most: int
    start: float
    end: float

    def __call__(self, value: float) -> float:
        part = (math.log10(value) - self.least) / (self.most - self.least)
        return self.start + part * (self.end - self.start)

    @property
    def ticks(self) -> list[int]:
        return list(range(self.least, self.most + 1))


def growth(sizes: Sequence[Size]) -> str:
    """Return the picture of all sizes."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" role="img" font-family="system-ui, Segoe UI, Helvetica, Arial, sans-serif">',
        "<title>Seconds and peak memory of hz-titles batch, a bare csv copy, DuckDB and polars over the "
        "number of rows</title>",
        f'<rect x="0.5" y="0.5" width="{_WIDTH - 1}" height="{_HEIGHT - 1}" rx="8" fill="{_CARD}" '
        f'stroke="{_GRID}"/>',
        *_panel(
            sizes, "Seconds, whole process", lambda size, name: size.figures[name].seconds.middle, 62, 400
        ),
        *_panel(sizes, "Peak memory, MiB", lambda size, name: size.figures[name].peak_mib, 532, 870),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _panel(
    sizes: Sequence[Size], title: str, value: Callable[[Size, str], float], left: int, right: int
) -> Iterable[str]:
    names = [name for name in _STYLES if any(name in size.figures for size in sizes)]
    lines = {
        name: [(size.rows, value(size, name)) for size in sizes if name in size.figures] for name in names
    }
    values = [found for points in lines.values() for _, found in points]
    across = _axis([size.rows for size in sizes], left, right - 60)
    up = _axis(values, _HEIGHT - _BOTTOM, _TOP)
    yield _text(left, _TOP - 26, title, size=15, weight=600)
    for tick in across.ticks:
        x = across(10**tick)
        yield _line(x, _TOP, x, _HEIGHT - _BOTTOM)
        yield _text(x, _HEIGHT - _BOTTOM + 18, f"{10**tick:,}" if tick < 4 else _short(tick), anchor="middle")
    for tick in up.ticks:
        y = up(10**tick)
        yield _line(left, y, right - 60, y)
        yield _text(left - 8, y + 4, f"{10**tick:g}", anchor="end")
    yield _text((left + right - 60) / 2, _HEIGHT - 16, "rows", anchor="middle")
    for name, points in lines.items():
        colour, dashes, mark = _STYLES[name]
        path = " ".join(f"{across(rows):.1f},{up(found):.1f}" for rows, found in points)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        for rows, found in points:
            yield _mark(mark, across(rows), up(found), colour)
    ends = {name: (across(points[-1][0]), up(points[-1][1])) for name, points in lines.items()}
    for name, y in _apart(ends):
        label = _NAMES.get(name, name)
        yield _text(ends[name][0] + 10, y + 4, label, colour=_STYLES[name][0], weight=600)


def _axis(values: Iterable[float], start: float, end: float) -> _Axis:
    found = list(values)
    least = math.floor(math.log10(min(found)))
    most = max(math.ceil(math.log10(max(found))), least + 1)
    return _Axis(least=least, most=most, start=start, end=end)


def _apart(ends: dict[str, tuple[float, float]], gap: float = 17) -> list[tuple[str, float]]:
    """Return the heights of the labels at the lines' ends, none nearer to another than `gap`."""
    placed: list[tuple[str, float]] = []
    for name, (_, y) in sorted(ends.items(), key=lambda item: item[1][1]):
        placed.append((name, max(y, placed[-1][1] + gap) if placed else y))
    return placed


def _short(tick: int) -> str:
    return f"{10 ** (tick - 3):,}k" if tick < 6 else f"{10 ** (tick - 6):,}M"


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    colour: str = "",
    size: int = 12,
    weight: int = 400,
) -> str:
    colour = colour or (_INK if weight > 400 else _FAINT)
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}">{text}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_GRID}"/>'


def _mark(shape: str, x: float, y: float, colour: str) -> str:
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    offsets = {
        "square": ((-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)),
        "diamond": ((0, -5), (5, 0), (0, 5), (-5, 0)),
        "triangle": ((0, -5), (4.5, 3.5), (-4.5, 3.5)),
    }[shape]
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in offsets)
    return f'<polygon points="{points}" fill="{colour}"/>'
