"""A bar for work that takes a while: rows, rate and time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..language import Language, Phrase

_ROWS = Phrase("{rows} 行", "{rows} rows")
_RATE = Phrase("{rate}/秒", "{rate}/s")
_SCALE = 1000


@contextmanager
def progress_bar(language: Language) -> Iterator[Callable[[int, float], None]]:
    """Show a bar on standard error, and hand out what moves it: rows done, share done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    begun = time.monotonic()
    bar = Progress(
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]}", markup=False),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        expand=True,
    )
    task = bar.add_task("", total=_SCALE, rows="", rate="")
    shown = begun

    def progress(rows: int, share: float) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < 0.2:
            return
        shown = now
        rate = _RATE.say(language, rate=f"{rows / (now - begun):,.0f}")
        bar.update(task, completed=share * _SCALE, rows=_ROWS.say(language, rows=f"{rows:,}"), rate=rate)
        bar.refresh()

    with bar:
        yield progress
