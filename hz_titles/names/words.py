"""A text as words, and the known names that cover it.

A run of Latin letters and digits is a word, and so is each Chinese character. A name is found from word
edge to word edge, never inside a word (``CCDMP`` is not ``CCDM``), never across a separator, and never by
likeness. The cover that explains most with the fewest names is taken: ``PMI-ACP`` is not ``PMI``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from ..value import value
from .text import fold

_SEPARATORS = frozenset("、，,;；/／|｜+＋&＆\n\r")
_OPENING, _CLOSING = frozenset("([{<《〈【〔「『“（［｛＜"), frozenset(")]}>》〉】〕」』”）］｝＞")
_BREAKS = frozenset("-‐‑‒–—―−﹣_·•・‧。®™©①②③④⑤⑥⑦⑧⑨")
_SIGNS = frozenset("?？×✕✖✗✘╳❌")  # they say as much as a word: a cross behind a name takes it back
_FIRST_ALONE = 0x2E80  # from here on each character is a word of its own: Chinese, kana and the like
_YEAR = "(?:19|2[01])[0-9]{2}(?:[0-9]{2}){0,2}(?![0-9])"
# What a character is; of those that part words, how far they do.
_UNSEEN, _DOT, _BREAK, _SEPARATOR, _OPENS, _CLOSES, _LETTER, _ALONE = range(8)


T = TypeVar("T", bound=Any)  # what a name stands for: anything with a `sense`


@value
class Piece(Generic[T]):
    """A part of a text: a known name with what it may stand for, or one word of which nothing is known."""

    text: str  # as it was typed
    start: int  # where in the text it begins
    joined: str  # its words folded, one behind the other
    parted: bool  # a separator stands before it
    bracketed: bool  # it begins in brackets
    bracket: bool  # a bracket opens or closes before it
    words: int  # how many words it has
    known: tuple[T, ...]

    @property
    def end(self) -> int:
        """Where in the text it ends."""
        return self.start + len(self.text)

    @property
    def sense(self) -> Enum | None:
        """What it is first of all; None where nothing is known of it."""
        return self.known[0].sense if self.known else None

    @property
    def apart(self) -> bool:
        """A separator or a bracket stands before it."""
        return self.parted or self.bracketed

    def has(self, *senses: Enum) -> bool:
        """Tell whether it may stand for one of these."""
        for each in self.known:  # noqa: SIM110 (twice as fast as any)
            if each.sense in senses:
                return True
        return False

    def of(self, sense: Enum) -> Iterator[T]:
        """Yield what it may stand for of one kind."""
        return (each for each in self.known if each.sense is sense)


class _Words(NamedTuple):
    joined: str  # the words folded, one behind the other
    edges: list[int]  # where in `joined` each word begins, and behind them its length
    starts: list[int]  # where in the text each word begins
    ends: list[int]  # and where it ends
    gaps: list[int]  # what stands before each word: the kind of character that parts it most
    bracketed: list[bool]  # which words stand in brackets


_Found = tuple[int, Sequence[T]]  # behind which word a name ends, and what it stands for
# The way to a word: letters explained, pieces saved, where its last piece begins, and what that stands for.
_Way = tuple[int, int, int, Sequence[T]]


class Lexicon(Generic[T]):
    """Known names, each with what it stands for; one name may stand for several things."""

    def __init__(self, names: Iterable[tuple[str, T]], simplified: Mapping[int, str]) -> None:
        """Take the names, and the simplified form of each traditional character by its code."""
        self._simplified = simplified
        self._waiting: dict[str, list[tuple[str, T]]] = {}  # the names by their letter, till a text has it
        # Of each name what it stands for, and how far its words are parted, by where they begin.
        self._known: dict[str, tuple[list[T], set[tuple[int, int]]]] = {}
        self._lengths: dict[str, set[int]] = {}
        for name, thing in names:
            kind, letters = _kind(name[0].translate(simplified))
            first = letters if kind >= _LETTER else _cut(name, simplified).joined
            self._waiting.setdefault(first[:1], []).append((name, thing))

    def get(self, *texts: str) -> Sequence[T]:
        """Return what is known by exactly the words of these texts, one behind the other."""
        joined = "".join(_cut(text, self._simplified).joined for text in texts)
        self._learn(joined[:1])
        return self._known[joined][0] if joined in self._known else ()

    def read(self, text: str, marks: Iterable[tuple[int, int, T]] = ()) -> list[Piece[T]]:
        """Return the fewest pieces that explain most of `text`; what none explains stands word by word.

        `marks` say what else is known from one place of the text to another.
        """
        words = _cut(text, self._simplified)
        joined, edges, starts, ends, gaps, bracketed = words
        marked: dict[int, list[_Found[T]]] = {}
        for begin, stop, thing in marks:
            start, end = bisect_left(starts, begin), bisect_left(starts, stop)
            if start < end and starts[start] == begin and ends[end - 1] <= stop:  # whole words
                marked.setdefault(start, []).append((end, (thing,)))
        best = self._cover(words, marked)
        path: list[Piece[T]] = []
        end = len(starts)
        while end:
            *_, start, known = best[end]
            piece = Piece(
                text=text[starts[start] : ends[end - 1]],
                start=starts[start],
                joined=joined[edges[start] : edges[end]],
                parted=gaps[start] == _SEPARATOR,
                bracketed=bracketed[start],
                bracket=bracketed[start] != bracketed[start - 1],
                words=end - start,
                known=tuple(known),
            )
            path.append(piece)
            end = start
        return path[::-1]

    def _cover(self, words: _Words, marked: Mapping[int, list[_Found[T]]]) -> list[_Way[T]]:
        """Return the best way to each word."""
        joined, edges = words.joined, words.edges
        best: list[_Way[T]] = [(-1, 0, 0, ())] * len(edges)
        best[0] = 0, 0, 0, ()
        for start, begin in enumerate(edges[:-1]):
            explained, pieces = best[start][0], best[start][1] - 1
            if (explained, pieces) >= best[start + 1][:2]:
                best[start + 1] = explained, pieces, start, ()
            letter = joined[begin]
            if letter in self._waiting:
                self._learn(letter)
            found = marked.get(start, [])
            for length in self._lengths.get(letter, ()):
                end = bisect_left(edges, begin + length, start)
                if end < len(edges) and edges[end] == begin + length:
                    known = self._known.get(joined[begin : begin + length])
                    if known and (end == start + 1 or _unbroken(words, start, end, known[1])):
                        found = [(end, known[0]), *found]
            for end, things in found:
                score = explained + edges[end] - begin, pieces
                if score > best[end][:2]:
                    best[end] = *score, start, things
        return best

    def _learn(self, letter: str) -> None:
        for name, thing in self._waiting.pop(letter, ()):
            words = _cut(name, self._simplified)
            things, gaps = self._known.setdefault(words.joined, ([], set()))
            things.append(thing)
            gaps.update((edge, _BREAK) for edge in words.edges)
            gaps.update(zip(words.edges, words.gaps, strict=False))
            self._lengths.setdefault(letter, set()).add(len(words.joined))


def _unbroken(words: _Words, start: int, end: int, gaps: set[tuple[int, int]]) -> bool:
    """Tell whether words stand as close to each other as in a name with these gaps."""
    for index in range(start + 1, end):
        gap, edge = words.gaps[index], words.edges[index]
        if gap >= _BREAK and (edge - words.edges[start], gap) not in gaps:
            single = words.edges[index + 1] - edge == edge - words.edges[index - 1] == 1
            if gap != _BREAK or not (single and words.joined[edge].isascii()):  # letters may stand apart
                return False
    return True


@cache
def _kind(char: str) -> tuple[int, str]:
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


def _cut(text: str, simplified: Mapping[int, str]) -> _Words:
    words: list[str] = []
    edges, starts, ends, gaps, bracketed = [0], list[int](), list[int](), list[int](), list[bool]()
    gap, depth, run = _UNSEEN, 0, False
    for place, char in enumerate(text if text.isascii() else text.translate(simplified)):
        kind, folded = _kind(char)
        if kind >= _LETTER:
            # A year behind a code is a word of its own: PMP2019.
            year = run and char in "12" and words[-1][-1].isalpha() and re.match(_YEAR, text[place:])
            if run and kind == _LETTER and not year:
                words[-1] += folded
                ends[-1] = place + 1
                edges[-1] += len(folded)
            else:
                words.append(folded)
                starts.append(place)
                ends.append(place + 1)
                gaps.append(gap)
                bracketed.append(depth > 0)
                edges.append(edges[-1] + len(folded))
            gap, run = _UNSEEN, kind == _LETTER
        elif kind:
            depth += (kind == _OPENS) - (kind == _CLOSES and depth > 0)
            gap, run = max(gap, _BREAK if kind >= _OPENS else kind), False
    return _Words("".join(words), edges, starts, ends, gaps, bracketed)
