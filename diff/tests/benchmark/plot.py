"""Seconds over rows as a picture, both axes logarithmic, in plain SVG on a light card of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .files import BATCH, Size

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 900, 460, 60, 720, 56, 404
_COLOURS = ("#c2410c", "#52606d", "#1d4ed8", "#047857", "#7c3aed", "#b45309", "#0e7490", "#be185d", "#4d7c0f")

Point = tuple[float, float]


def picture(sizes: Sequence[Size]) -> str:
    """Return the picture: a line for each kind of table and subject."""
    lines: dict[str, list[Point]] = {}
    for size in sizes:
        for name, figures in size.figures.items():
            label = f"{name}: {size.kind}" if name == BATCH or size.kind != "CSV" else f"{name}: CSV"
            lines.setdefault(label, []).append((size.rows, figures.seconds.middle))
    across = _axis([rows for points in lines.values() for rows, _ in points])
    up = _axis([seconds for points in lines.values() for _, seconds in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="system-ui, sans-serif" font-size="12">',
        "<title>Seconds of whole processes over the number of rows</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="8" fill="#ffffff"/>',
        _text(_LEFT, 30, "Seconds, whole process, by rows", "#1f2933"),
        *_grid(across, up),
    ]
    ends = []
    for colour, (label, points) in zip(_COLOURS * 3, lines.items(), strict=False):
        placed = [
            (_place(rows, across, _LEFT, _RIGHT), _place(value, up, _BOTTOM, _TOP)) for rows, value in points
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        dashes = "" if label.startswith(BATCH) else ' stroke-dasharray="5 4"'
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        ends.append((placed[-1], label, colour))
    return "\n".join([*parts, *_labels(ends), "</svg>"]) + "\n"


def _grid(across: tuple[int, int], up: tuple[int, int]) -> Iterable[str]:
    for power in range(across[0], across[1] + 1):
        x = _place(10**power, across, _LEFT, _RIGHT)
        yield f'<path d="M{x:.1f} {_TOP}V{_BOTTOM}" stroke="#dde3e9"/>'
        yield _text(x - 10, _BOTTOM + 20, f"{10**power:,}")
    for power in range(up[0], up[1] + 1):
        y = _place(10.0**power, up, _BOTTOM, _TOP)
        yield f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="#dde3e9"/>'
        yield _text(12, y + 4, f"{10.0**power:g}")


def _labels(ends: list[tuple[Point, str, str]]) -> Iterable[str]:
    """Yield the names at the lines' ends, none nearer to another than its own height."""
    last = 0.0
    for (x, y), label, colour in sorted(ends, key=lambda end: end[0][1]):
        last = max(y, last + 15)
        yield _text(x + 8, last + 4, label, colour)


def _axis(values: Sequence[float]) -> tuple[int, int]:
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def _place(value: float, axis: tuple[int, int], start: float, end: float) -> float:
    return start + (math.log10(value) - axis[0]) / (axis[1] - axis[0]) * (end - start)


def _text(x: float, y: float, text: str, colour: str = "#52606d") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{text}</text>'
