"""Everything that both data files say, one line each, as a snapshot: a changed character is a changed line.

It guards against change and not against error: what was typed from the notice a second
time stands in ``tests/notice``.
"""

from collections.abc import Iterator
from pathlib import Path

from hz_titles import Data, load
from hz_titles.reports.editions import facts_of

SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "facts.tsv"


def lines_of(data: Data) -> str:
    """Return the facts of `data`, each value of a list on a line of its own."""
    lines = []
    for (about, item, field), value in sorted(facts_of(data).items()):
        for text in [value] if isinstance(value, str) else sorted(value):
            lines.append(f"{about}\t{item}\t{field or '-'}\t{text}\n")
    return "".join(lines)


def kept() -> Iterator[tuple[Path, str]]:
    """Yield the snapshot's file with what it should hold today."""
    yield SNAPSHOT, lines_of(load())
