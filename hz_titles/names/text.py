"""What a person typed: bounded, made safe to print, and folded so that spellings compare equal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import NewType

from ..errors import FactError
from ..language import Phrase

Folded = NewType("Folded", str)  # a text that went through `fold`; only these are compared with each other

LONGEST = 200  # the most characters of a typed text that are looked at or printed back
_LONGEST_FOLDED = 2000
# Characters without a look of their own come along where text is pasted and say nothing: soft hyphen,
# Arabic letter mark, byte order mark; ranges of selectors, zero width, direction, joiners, annotation, tags.
_RANGES = (
    *((0x180B, 0x1810), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10)),
    *((0xFFF9, 0xFFFC), (0xE0000, 0xE01F0)),
)
_INVISIBLE = dict.fromkeys((0x00AD, 0x061C, 0xFEFF, *(code for ends in _RANGES for code in range(*ends))))
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20} | _INVISIBLE
# Spaces, dots, hyphens and dashes, marks and apostrophes.
_IGNORED = _INVISIBLE | dict.fromkeys(map(ord, " \t\r\n\v\f\u00a0.·•・‧。-‐‑‒–—―−﹣_®™©'’‘`´\u02b9ʼ"))
_AROUND = dict(zip('([{<《〈【〔「『“"', ')]}>》〉】〕」』”"', strict=True))
_SHORTEST_CODE = 3
_BREAKS = str.maketrans("\t\r\n", "   ")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# What a question that asks for yes or no is answered with.
_YES = "是", "是的", "对", "有", "yes", "y", "true", "1", "√", "related", "相关", "对口"
_NO = "否", "不", "不是", "没有", "无", "no", "n", "false", "0", "×", "unrelated", "不相关", "非相关"
_LIKE = str.maketrans("✓✔☑✗✘☒╳", "√√√××××")
_TICKS = "√×"  # what may stand beside a word that says the same: √是

_EMPTY = Phrase("是空的", "is empty")
_TOO_LONG = Phrase("超过 {most} 个字符", "is longer than {most} characters")


def checked(fact: str, text: str) -> str:
    """Return `text` stripped; `FactError` where it is empty or overlong."""
    stripped = text.strip()
    if not narrow(stripped).strip():
        raise FactError(fact, printable(text, 20), _EMPTY)
    if len(stripped) > LONGEST:
        raise FactError(fact, printable(stripped, 40), _TOO_LONG, most=LONGEST)
    return stripped


def narrow(text: str) -> str:
    """Fold full-width ASCII (６, （) and the ideographic space, drop what is invisible; nothing else.

    Used for numbers and dates, where Unicode's wider folding would turn ``5²`` into 52.
    """
    return text if text.isascii() else text.translate(_WIDTH)


def fold(text: str) -> Folded:
    """Fold width, case, spaces, the brackets' width, ``®``, dots, hyphens, apostrophes and what is invisible.

    Folding twice changes nothing. What is longer than any name is folded up to there: marks upon marks
    would take the square of their number.
    """
    text, before = text[:_LONGEST_FOLDED], ""
    if text.isascii():
        return Folded(text.lower().translate(_IGNORED))
    while text != before:
        before, bare = text, unicodedata.normalize("NFKC", text.translate(_IGNORED))
        text = unicodedata.normalize("NFKC", bare.casefold()).translate(_IGNORED)
    return Folded(text)


def unwrapped(text: Folded) -> Folded:
    """Return `text` without brackets or quotation marks around the whole of it."""
    while len(text) > 2 and _AROUND.get(text[0]) == text[-1]:
        text = Folded(text[1:-1])
    return text


def printable(text: str, longest: int = LONGEST) -> str:
    """Return `text` without control, bidi and unassigned characters, bounded in length.

    Line breaks and tabs become spaces; a cut is shown by ``…``.
    """
    if len(text) <= longest and text.isprintable():
        return text
    clean = cleaned(text[: longest * 2].translate(_BREAKS))
    return clean if len(clean) <= longest and len(text) <= longest * 2 else clean[:longest] + "…"


def cleaned(text: str) -> str:
    """Return `text` without control, bidi and unassigned characters; line breaks and tabs stay."""
    if all(map(str.isprintable, text.split("\n"))):
        return text
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in _UNPRINTABLE)


def nearest(text: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the `names` most like `text`: suggestions, never a decision."""
    from difflib import get_close_matches

    by_fold: dict[str, str] = {fold(name): name for name in reversed([*names])}
    close = get_close_matches(fold(text[:LONGEST]), by_fold, n=most, cutoff=0.6)
    return tuple(by_fold[match] for match in close)


def near(text: str, names: Mapping[Folded, str], most: int = 3) -> tuple[str, ...]:
    """Return those of folded `names` that are one edit away from `text`; short codes are like no other."""
    folded = fold(text[:LONGEST])
    if len(folded) <= _SHORTEST_CODE:
        return ()
    return tuple(name for other, name in names.items() if _one_edit_apart(folded, other))[:most]


def _one_edit_apart(text: str, other: str) -> bool:
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))
    tails = ((1, 1), (1, 0), (0, 1))  # a letter for another, one too many, one too few
    return text != other and any(text[start + mine :] == other[start + its :] for mine, its in tails)


def yes_or_no(text: str) -> bool | None:
    """Return whether `text` says yes; None where it says neither yes nor no."""
    folded = fold(text.translate(_LIKE))
    for tick, word in ((folded[:1], folded[1:]), (folded[-1:], folded[:-1])):
        if word and tick and tick in _TICKS:
            return yes_or_no(word) if yes_or_no(word) == yes_or_no(tick) else None
    return True if folded in _YES else False if folded in _NO else None
