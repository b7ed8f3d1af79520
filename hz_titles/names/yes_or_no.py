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


def yes_or_no(text: str) -> bool | None:
    """Return what `text` says; None where it is neither."""
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None
