"""The words that people answer a question with, and fill a column with, that asks for yes or no."""

from __future__ import annotations

from .text import fold

_YES = frozenset(
    map(fold, ("是", "是的", "对", "有", "yes", "y", "true", "1", "√", "related", "相关", "对口"))
)
_NO = frozenset(
    map(
        fold,
        ("否", "不", "不是", "没有", "无", "no", "n", "false", "0", "×", "unrelated", "不相关", "非相关"),
    )
)


_LIKE = str.maketrans("✓✔☑✗✘☒╳", "√√√××××")
_TICKS = frozenset("√×")
"""What may stand beside a word that says the same: √是."""


def yes_or_no(text: str) -> bool | None:
    """Return what `text` says; None where it is neither."""
    folded = fold(text.translate(_LIKE))
    if len(folded) > 1 and (folded[0] in _TICKS or folded[-1] in _TICKS):
        tick, word = (folded[0], folded[1:]) if folded[0] in _TICKS else (folded[-1], folded[:-1])
        return yes_or_no(word) if yes_or_no(word) == yes_or_no(tick) else None
    return True if folded in _YES else False if folded in _NO else None
