"""A text as words, and the known names that cover it.

A run of Latin letters and digits is a word, and so is each Chinese character. A name is found
from word edge to word edge, never inside a word (``CCDMP`` is not ``CCDM``), never across a
separator, and never by likeness. Where several covers are possible, the one that explains
most of the text with the fewest names is taken: so ``PMI-ACP`` is what it is, and not ``PMI``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from .text import Folded, fold, narrow

T = TypeVar("T")

SEPARATORS = frozenset("、,;/|+&\n\r")
"""What parts two things in one text."""
_OPENING, _CLOSING = frozenset('([{<《〈【〔「『“"'), frozenset(')]}>》〉】〕」』”"')
_BREAKS = frozenset(" \t\v\f\u00a0-‐‑‒–—―−﹣_·•・‧。:~*!?…<>=")
_LAST_LETTER_OF_RUNS = 0x2E80
"""From here on each character is a word of its own: Chinese, kana and the like."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """A text cut into words.

    Attributes:
        typed: the text, as it was typed but for composed letters.
        joined: its words folded, one behind the other.
        edges: where in `joined` each word begins, and behind them its length.
        spans: where in `typed` each word stands.
        gaps: what stands before each word, and behind the last: ``""`` nothing, ``"."`` a dot,
            ``" "`` a space, hyphen or bracket, ``","`` a separator.
        bracketed: which words stand in brackets.
    """

    typed: str
    joined: Folded
    edges: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    gaps: tuple[str, ...]
    bracketed: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.spans)

    def word(self, index: int) -> str:
        """Return a word, folded."""
        return self.joined[self.edges[index] : self.edges[index + 1]]

    def text(self, start: int, end: int) -> str:
        """Return words as they were typed, from one up to another."""
        return self.typed[self.spans[start][0] : self.spans[end - 1][1]]


def cut(text: str, simplified: Mapping[str, str] | None = None) -> Words:
    """Cut `text` into words; `simplified` gives traditional characters their simplified form."""
    typed = text if text.isascii() else unicodedata.normalize("NFC", text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    bracketed: list[bool] = []
    gaps, gap, depth, run = [], "", 0, False
    for place, char in enumerate(typed):
        if char in _OPENING or char in _CLOSING or char in "（）［］｛｝＜＞":
            plain = narrow(char)
            depth = depth + 1 if plain in _OPENING and plain not in '"' else max(depth - 1, 0)
            gap, run = max(gap, " ", key=_strength), False
            continue
        folded = fold(simplified.get(char, char) if simplified else char)
        if folded and folded not in SEPARATORS and folded.isalnum():
            alone = ord(folded[0]) >= _LAST_LETTER_OF_RUNS
            if run and not alone:
                words[-1] += folded
                spans[-1] = (spans[-1][0], place + 1)
            else:
                words.append(folded)
                spans.append((place, place + 1))
                bracketed.append(depth > 0)
                gaps.append(gap)
            gap, run = "", not alone
        elif folded in SEPARATORS or char in "\n\r":
            gap, run = ",", False
        elif char == ".":
            gap, run = max(gap, ".", key=_strength), False
        elif folded or char in _BREAKS or char.isspace():
            gap, run = max(gap, " ", key=_strength), False
    edges = [0]
    for word in words:
        edges.append(edges[-1] + len(word))
    return Words(
        typed=typed,
        joined=Folded("".join(words)),
        edges=tuple(edges),
        spans=tuple(spans),
        gaps=(*gaps, gap),
        bracketed=tuple(bracketed),
    )


def _strength(gap: str) -> int:
    return ("", ".", " ", ",").index(gap)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece(Generic[T]):
    """Words of a text, from one up to another, and what is known of them: nothing, if `known` is empty."""

    start: int
    end: int
    known: tuple[T, ...] = ()


class Lexicon(Generic[T]):
    """Known names, each with what it stands for; one name may stand for several things."""

    def __init__(
        self, names: Iterable[tuple[str, T]] = (), simplified: Mapping[str, str] | None = None
    ) -> None:
        self._simplified = simplified
        self._known: dict[str, list[T]] = {}
        self._edges: dict[str, set[int]] = {}
        self._lengths: dict[str, list[int]] = {}
        for name, thing in names:
            self.add(name, thing)

    def add(self, name: str, thing: T) -> None:
        """Add one name of `thing`."""
        words = cut(name, self._simplified)
        if not words.joined:
            return
        known = self._known.setdefault(words.joined, [])
        known.append(thing)
        self._edges.setdefault(words.joined, set()).update(words.edges)
        if len(known) == 1:
            lengths = self._lengths.setdefault(words.joined[0], [])
            if len(words.joined) not in lengths:
                lengths.append(len(words.joined))

    def __contains__(self, joined: str) -> bool:
        return joined in self._known

    def get(self, joined: str) -> tuple[T, ...]:
        """Return what is known by exactly this folded name."""
        return tuple(self._known.get(joined, ()))

    def found(self, words: Words) -> Iterator[Piece[T]]:
        """Yield every place in `words` where a known name stands."""
        joined, edges = words.joined, words.edges
        for start in range(len(words)):
            begin = edges[start]
            for length in self._lengths.get(joined[begin], ()):
                end = bisect_left(edges, begin + length, start)
                if end < len(edges) and edges[end] == begin + length:
                    name = joined[begin : begin + length]
                    if name in self._known and self._unbroken(words, start, end, name):
                        yield Piece(start=start, end=end, known=tuple(self._known[name]))

    def _unbroken(self, words: Words, start: int, end: int, name: str) -> bool:
        """Tell whether the words are parted as the name is: closer, never wider."""
        for index in range(start + 1, end):
            gap = words.gaps[index]
            if gap == ",":
                return False
            if gap == " " and words.edges[index] - words.edges[start] not in self._edges[name]:
                letters = len(words.word(index - 1)) == len(words.word(index)) == 1
                if not letters or not words.word(index).isascii():
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
