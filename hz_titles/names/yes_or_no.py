"""The words that people answer a question with, and fill a column with, that asks for yes or no."""

from __future__ import annotations

from .text import fold

_YES = "是", "是的", "对", "有", "yes", "y", "true", "1", "√", "related", "相关", "对口"
_NO = "否", "不", "不是", "没有", "无", "no", "n", "false", "0", "×", "unrelated", "不相关", "非相关"
_SAID = {fold(word): words is _YES for words in (_YES, _NO) for word in words}
_LIKE = str.maketrans("✓✔☑✗✘☒╳", "√√√××××")
_TICKS = "√×"  # what may stand beside a word that says the same: √是


def yes_or_no(text: str) -> bool | None:
    """Return what `text` says; None where it is neither."""
    folded = fold(text.translate(_LIKE))
    for tick, word in ((folded[:1], folded[1:]), (folded[-1:], folded[:-1])):
        if word and tick and tick in _TICKS:
            return yes_or_no(word) if yes_or_no(word) == yes_or_no(tick) else None
    return _SAID.get(folded)
