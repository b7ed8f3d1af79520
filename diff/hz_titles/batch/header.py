"""Where the header of a table is: below titles, units of reporting and blank rows, in one row or two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import zip_longest

from ..errors import UsageError
from ..language import Phrase
from ..value import value
from .headings import CERTIFICATE, fact_of, folded
from .table import Row

MOST_ABOVE = 30
"""The rows at the top of a table among which its header is looked for."""
_SURE = (2, 0)
"""The rank of a header that names the certificate and one more fact; the first such row is it."""
TOP = 201
"""The rows that are seen: a header that is named may stand lower, and two rows may make one."""

_NO_SUCH_ROW = Phrase(
    "--header-row {row}：第 {row} 行没有表头（应在 1 到 {most} 之间，且不是空行）",
    "--header-row {row}: there is no header in that row (it lies between 1 and {most} and is not blank)",
)


@value
class Header:
    """A header that was found."""

    first: int  # how many rows stand above it
    rows: int  # how many rows it has, one or two
    names: list[str]  # what the columns are called; of two rows both, with a line break between
    facts: int  # how many facts it names
    certificate: bool  # it names the certificate


@value
class HeaderSearch:
    """How a header is looked for."""

    maps: Mapping[str, str] = field(default_factory=dict)  # the facts that columns were named for
    fixed: Collection[str] = ()  # the facts that no column has to give
    row: int | None = None  # the row that was named, counted from 1
    simplified: Mapping[int, str] = field(default_factory=dict)  # for traditional characters

    def find(self, top: Sequence[Row]) -> Header | None:
        """Return the header in the first rows of a table; None where they are blank.

        It is the first that names the certificate and one more fact; else the certificate alone;
        else the most facts; else the first row that is not blank. A row that was named is there, or refused.
        """
        if self.row is not None:
            if not (0 < self.row <= min(len(top), TOP - 1) and any(map(str.strip, top[self.row - 1]))):
                raise UsageError(_NO_SUCH_ROW, row=self.row, most=TOP - 1)
            return self._at(top, self.row - 1)
        best: Header | None = None
        for number, row in enumerate(top[:MOST_ABOVE]):
            if any(map(str.strip, row)):
                found = self._at(top, number)
                best = found if best is None else max(best, found, key=self._rank)
                if self._rank(best) == _SURE:
                    break
        return best

    def _rank(self, header: Header) -> tuple[int, int]:
        if not header.facts or not (CERTIFICATE in self.fixed or header.certificate):
            return 0, header.facts
        return _SURE if header.facts > 1 else (1, 0)

    def _at(self, top: Sequence[Row], number: int) -> Header:
        upper = [cell.strip("\ufeff") for cell in top[number]]
        lower = top[number + 1] if number + 1 < len(top) else []
        alone, below = self._facts(upper), self._facts(lower)
        joined = list(_joined(upper, lower))
        both = self._facts(joined)
        # Each of the two has to say something of its own: a title above does not, nor do people below.
        adds = set(both.values()) > set(alone.values())
        two = adds and below and (alone or set(both.items()) > set(below.items()))
        named = set((both if two else alone).values())
        return Header(
            first=number,
            rows=2 if two else 1,
            names=joined if two else upper,
            facts=len(named),
            certificate=CERTIFICATE in named,
        )

    def _facts(self, names: Sequence[str]) -> dict[int, str]:
        """Return the facts that columns give, by their places."""
        wanted = {column: fact for fact, column in self.maps.items() if column}
        facts = {}
        for place, name in enumerate(names):
            fact = wanted.get(name.strip()) or fact_of(name.translate(self.simplified))
            if fact is not None:
                facts[place] = fact
        return facts


def _joined(upper: Row, lower: Row) -> Iterator[str]:
    """Join a row of groups with the row of columns below it; a group holds for the blanks beside it."""
    group = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        group = above if above.strip() else group
        if below.strip() and folded(below) != folded(above):
            yield f"{group}\n{below}" if group else below
        else:
            yield above
            group = "" if above.strip() else group
