"""The figures as tables that a README can take over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import in_process, startup, throughput
from .environment import Environment
from .in_process import Decisions
from .measure import Figures
from .throughput import BATCH, COPY, Size

MIB = 60
"""The memory that a batch may take at most."""


def tables(
    environment: Environment,
    commands: dict[str, Figures],
    growth: dict[str, Figures],
    sizes: list[Size],
    inputs: dict[str, Size],
    decisions: Decisions,
) -> str:
    """Return the whole report as Markdown."""
    parts = [
        _setting(environment, decisions, sizes),
        _promises(commands, sizes, inputs, decisions),
        _startup(commands),
        _growth(growth),
        _throughput(sizes),
        _inputs(inputs),
        _decisions(decisions),
    ]
    return "\n\n".join(parts) + "\n"


def _setting(environment: Environment, decisions: Decisions, sizes: list[Size]) -> str:
    told = ", ".join(f"{name} {value}" for name, value in environment.described.items())
    lines = [
        "Median (least–most) of rounds in which all subjects of a table take turns; ratios round by round.",
        f"Measured: {told}.",
    ]
    lines += [f"Not measured: {name}: {why}." for name, why in environment.missing.items()]
    lines += [
        f"Not timed: {name}: {why}."
        for name, why in decisions.faults.items()
        if name not in environment.missing
    ]
    lines += [
        f"Not timed: {name} at {size.rows:,} rows: {why}."
        for size in sizes
        for name, why in size.differing.items()
    ]
    return "\n\n".join(lines)


def _promises(
    commands: dict[str, Figures], sizes: list[Size], inputs: dict[str, Size], decisions: Decisions
) -> str:
    base = commands[startup.BASE]
    rows = [
        (f"`{name}`", f"≤ {most:g} × `{startup.BASE}`", f"{commands[name].ratio(base).middle:.1f} ×")
        for name, most in startup.PROMISED.items()
    ]
    largest = sizes[-1]
    ratio = largest.figures[BATCH].ratio(largest.figures[COPY]).middle
    rows.append((f"`batch`, {largest.rows:,} rows", "≤ 2 × a bare csv copy of its output", f"{ratio:.2f} ×"))
    peak = max(size.figures[BATCH].peak_mib for size in [*sizes, *inputs.values()])
    rows.append((f"`batch`, memory, 10 to {largest.rows:,} rows", f"< {MIB} MiB", f"{peak:.0f} MiB at most"))
    raced = [size for size in sizes if size.rows <= 100_000 and len(size.figures) > 2]
    won = sum(size.first == BATCH for size in raced)
    rows.append(
        (
            "`batch` against DuckDB and polars",
            "first up to 100,000 rows",
            f"first at {won} of {len(raced)} sizes",
        )
    )
    if in_process.FULL in decisions.rates:
        rate = decisions.rate(in_process.FULL).middle
        rows.append(
            ("full verdict in process", f"≥ {in_process.PROMISED:,} a second", f"{rate:,.0f} a second")
        )
    return _table("What is promised", ("", "promised", "measured"), rows)


def _startup(commands: dict[str, Figures]) -> str:
    base = commands[startup.BASE]
    rows = [
        (f"`{name}`", _ms(figures), figures.ratio(base).say(".1f"), f"{figures.peak_mib:.0f}")
        for name, figures in commands.items()
    ]
    return _table("Start-up: whole processes into a pipe", ("", "ms", f"× `{startup.BASE}`", "MiB"), rows)


def _growth(growth: dict[str, Figures]) -> str:
    base = growth[startup.BASE]
    rows = [
        (name, _ms(figures), figures.ratio(base).say(".1f"))
        for name, figures in growth.items()
        if name != startup.BASE
    ]
    return _table("Start-up with ten times the catalogue", ("", "ms", f"× `{startup.BASE}`"), rows)


def _throughput(sizes: list[Size]) -> str:
    names = list(dict.fromkeys(name for size in sizes for name in size.figures))
    heads = [
        "rows",
        *(f"{name}, s" for name in names),
        "batch : copy",
        "batch rows/s",
        "µs a further row",
        "first",
    ]
    rows = []
    for before, size in zip([None, *sizes], sizes, strict=False):
        found = size.figures
        rate = size.rows / found[BATCH].seconds.middle
        rows.append(
            (
                f"{size.rows:,}",
                *(found[name].seconds.say(".3f") if name in found else "" for name in names),
                found[BATCH].ratio(found[COPY]).say(".2f"),
                f"{rate:,.0f}",
                f"{throughput.further_row(before, size) * 1e6:.1f}" if before else "",
                size.first,
            )
        )
    memory = [
        (
            f"{size.rows:,}",
            *(f"{size.figures[name].peak_mib:.0f}" if name in size.figures else "" for name in names),
        )
        for size in sizes
    ]
    return "\n\n".join(
        [
            _table("Throughput: CSV to CSV, whole processes", heads, rows),
            _line(throughput.straightness(sizes)),
            _table("Peak memory, MiB", ("rows", *names), memory),
        ]
    )


def _line(line: dict[str, float]) -> str:
    if not line:
        return "Too few sizes for a line."
    return (
        f"From {line['from_rows']:,} rows on a straight line: {line['start_seconds']:.2f} s and "
        f"{line['microseconds_a_row']:.2f} µs a row; the farthest size lies {line['farthest_off']:.0%} off. "
        "Before that most rows are the first of their kind and go through the whole engine."
    )


def _inputs(inputs: dict[str, Size]) -> str:
    rows = [
        (
            name,
            f"{size.rows:,}",
            size.figures[BATCH].seconds.say(".3f"),
            size.figures[BATCH].ratio(size.figures[COPY]).say(".2f"),
            f"{size.rows / size.figures[BATCH].seconds.middle:,.0f}",
            f"{size.figures[BATCH].peak_mib:.0f}",
        )
        for name, size in inputs.items()
    ]
    heads = ("applicants", "rows", "batch, s", "batch : copy", "rows/s", "MiB")
    return _table("`batch` over other applicants", heads, rows)


def _decisions(decisions: Decisions) -> str:
    rows = [
        (
            name,
            f"{decisions.cases[name]:,}",
            decisions.rate(name).say(",.0f"),
            decisions.ratio(name).say(".2f"),
        )
        for name in sorted(decisions.rates, key=lambda name: -decisions.rate(name).middle)
    ]
    told = (
        f"All gave the answers of `check` on {decisions.checked:,} points of the grid before they were timed."
    )
    heads = ("", "decisions a round", "a second", "× full verdict")
    return _table("The same decisions in process", heads, rows) + "\n\n" + told


def _ms(figures: Figures) -> str:
    spread = figures.seconds
    return f"{spread.middle * 1000:.0f} ({spread.least * 1000:.0f}–{spread.most * 1000:.0f})"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return f"### {title}\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)
