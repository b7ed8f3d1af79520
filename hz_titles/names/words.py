"""A text as words, and the known names that cover it.

A run of Latin letters and digits is a word, and so is each Chinese character. A name is found
from word edge to word edge, never inside a word (``CCDMP`` is not ``CCDM``), never across a
separator, and never by likeness. Where several covers are possible, the one that explains
most of the text with the fewest names is taken: so ``PMI-ACP`` is what it is, and not ``PMI``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate
from typing import Generic, TypeVar

from ..value import value
from .text import Folded, fold

T = TypeVar("T")

_SEPARATORS = frozenset("、，,;；/／|｜+＋&＆\n\r")
_OPENING, _CLOSING = frozenset("([{<《〈【〔「『“（［｛＜"), frozenset(")]}>》〉】〕」』”）］｝＞")
_BREAKS = frozenset("-‐‑‒–—―−﹣_·•・‧。®™©①②③④⑤⑥⑦⑧⑨")
_SIGNS = frozenset("?？×✕✖✗✘╳❌")  # they say as much as a word: a cross behind a name takes it back
_FIRST_ALONE = 0x2E80  # from here on each character is a word of its own: Chinese, kana and the like
_GAPS = (
    "",
    ".",
    " ",
    ",",
)  # what may part two words: nothing, a dot, a space, hyphen or bracket, a separator
_YEAR = re.compile("(?:19|2[01])[0-9]{2}(?:[0-9]{2}){0,2}(?![0-9])")

# What a character is; of those that part words, how far they do.
_UNSEEN, _DOT, _BREAK, _SEPARATOR, _OPENS, _CLOSES, _LETTER, _ALONE = range(8)


@cache
def _known(char: str) -> tuple[int, str]:
    """Return what a character is and how it folds."""
    if char in _SEPARATORS:
        return _SEPARATOR, ""
    if char in _OPENING or char in _CLOSING:
        return (_OPENS if char in _OPENING else _CLOSES), ""
    folded = fold(char)
    if folded.isalnum() and char not in _BREAKS:
        return (_ALONE if ord(folded[0]) >= _FIRST_ALONE else _LETTER), folded
    if char in _SIGNS:
        return _ALONE, folded
    if char == ".":
        return _DOT, ""
    return (_BREAK if folded or char in _BREAKS or char.isspace() else _UNSEEN), ""


@value
class Words:
    """A text cut into words."""

    typed: str  # the text, as it was typed but for composed letters
    joined: Folded  # its words folded, one behind the other
    edges: tuple[int, ...]  # where in `joined` each word begins, and behind them its length
    spans: tuple[tuple[int, int], ...]  # where in `typed` each word stands
    gaps: tuple[str, ...]  # what stands before each word, and behind the last, as in _GAPS
    bracketed: tuple[bool, ...]  # which words stand in brackets

    def __len__(self) -> int:
        return len(self.spans)

    def word(self, index: int) -> str:
        """Return a word, folded."""
        return self.joined[self.edges[index] : self.edges[index + 1]]

    def text(self, start: int, end: int) -> str:
        """Return words as they were typed, from one up to another."""
        return self.typed[self.spans[start][0] : self.spans[end - 1][1]]


def cut(text: str, simplified: Mapping[int, str] | None = None) -> Words:
    """Cut `text` into words; `simplified` gives the code of a traditional character its simplified form."""
    typed = text if text.isascii() else unicodedata.normalize("NFC", text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    bracketed: list[bool] = []
    gaps: list[str] = []
    edges, gap, depth, run = [0], 0, 0, False
    plain = typed if not simplified or typed.isascii() else typed.translate(simplified)
    for place, char in enumerate(plain):
        kind, folded = _known(char)
        if kind >= _LETTER:
            # A year behind a code is a word of its own: PMP2019.
            year = run and char in "12" and words[-1][-1].isalpha() and _YEAR.match(plain, place)
            if run and kind == _LETTER and not year:
                words[-1] += folded
                spans[-1] = (spans[-1][0], place + 1)
                edges[-1] += len(folded)
            else:
                words.append(folded)
                spans.append((place, place + 1))
                bracketed.append(depth > 0)
                gaps.append(_GAPS[gap])
                edges.append(edges[-1] + len(folded))
            gap, run = 0, kind == _LETTER
        elif kind:
            depth += (kind == _OPENS) - (kind == _CLOSES and depth > 0)
            gap, run = max(gap, _BREAK if kind >= _OPENS else kind), False
    return Words(
        typed=typed,
        joined=Folded("".join(words)),
        edges=tuple(edges),
        spans=tuple(spans),
        gaps=(*gaps, _GAPS[gap]),
        bracketed=tuple(bracketed),
    )


@value
class Piece(Generic[T]):
    """Words of a text, from one up to another, and what is known of them: nothing, if `known` is empty."""

    start: int
    end: int
    known: tuple[T, ...] = ()


def _shape(name: str, simplified: Mapping[int, str] | None) -> tuple[str, set[int], set[int]]:
    """Return a name's words joined, where each begins, and where a separator stands between them."""
    if name.isascii() and name.replace(" ", "").isalnum():
        parts = name.lower().split()
        return "".join(parts), set(accumulate(map(len, parts[:-1]))), set()
    words = cut(name, simplified)
    inner = range(1, len(words))
    return words.joined, set(words.edges), {words.edges[index] for index in inner if words.gaps[index] == ","}


class Lexicon(Generic[T]):
    """Known names, each with what it stands for; one name may stand for several things."""

    def __init__(
        self, names: Iterable[tuple[str, T]] = (), simplified: Mapping[int, str] | None = None
    ) -> None:
        # Of each name what it stands for, where its words begin, and where a separator stands in it.
        self._known: dict[str, tuple[list[T], set[int], set[int]]] = {}
        self._lengths: dict[str, set[int]] = {}
        for name, thing in names:
            joined, edges, parted = _shape(name, simplified)
            if joined in self._known:
                things, all_edges, all_parted = self._known[joined]
                things.append(thing)
                all_edges |= edges
                all_parted |= parted
            elif joined:
                self._known[joined] = [thing], edges, parted
                self._lengths.setdefault(joined[0], set()).add(len(joined))

    def get(self, joined: str) -> tuple[T, ...]:
        """Return what is known by exactly this folded name."""
        return tuple(self._known[joined][0]) if joined in self._known else ()

    def found(self, words: Words) -> Iterator[Piece[T]]:
        """Yield every place in `words` where a known name stands."""
        joined, edges = words.joined, words.edges
        for start in range(len(words)):
            begin = edges[start]
            for length in self._lengths.get(joined[begin], ()):
                end = bisect_left(edges, begin + length, start)
                if end < len(edges) and edges[end] == begin + length:
                    known = self._known.get(joined[begin : begin + length])
                    if known and _unbroken(words, start, end, known[1], known[2]):
                        yield Piece(start=start, end=end, known=tuple(known[0]))


def _unbroken(words: Words, start: int, end: int, edges: set[int], parted: set[int]) -> bool:
    """Tell whether words are parted as the name is that begins words at `edges`: closer, never wider."""
    for index in range(start + 1, end):
        gap, place = words.gaps[index], words.edges[index] - words.edges[start]
        if gap == "," and place not in parted:
            return False
        if gap == " " and place not in edges:
            before, behind = words.word(index - 1), words.word(index)
            if not (len(before) == len(behind) == 1 and behind.isascii()):  # letters may stand apart
                return False
    return True


def cover(words: Words, found: Iterable[Piece[T]]) -> list[Piece[T]]:
    """Return the fewest pieces that explain most of the text; what none explains stands word by word."""
    ending: dict[int, list[Piece[T]]] = {}
    for piece in found:
        ending.setdefault(piece.end, []).append(piece)
    best: list[tuple[int, int]] = [(0, 0)]
    last: list[Piece[T]] = []
    for end in range(1, len(words) + 1):
        covered, pieces = best[end - 1]
        score = covered, pieces - 1
        chosen: Piece[T] = Piece(start=end - 1, end=end)
        for piece in ending.get(end, ()):
            covered, pieces = best[piece.start]
            other = covered + words.edges[end] - words.edges[piece.start], pieces - 1
            if other > score:
                score, chosen = other, piece
        best.append(score)
        last.append(chosen)
    path: list[Piece[T]] = []
    end = len(words)
    while end:
        path.append(last[end - 1])
        end = path[-1].start
    return path[::-1]
