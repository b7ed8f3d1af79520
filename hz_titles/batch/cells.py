"""What a cell says: nothing, a text, or that something has to be filled in."""

from __future__ import annotations

import re
from functools import lru_cache

from ..errors import FactError
from ..language import Phrase
from ..names.text import fold, printable

_NOTHING = "无 暂无 没有 不详 未知 不明 未填 未填写 待填 待定 待补 空 空白 n/a na null nil none #"
_PLACEHOLDERS = frozenset(map(fold, _NOTHING.split()))
_NONE = frozenset(("无", "没有", "none"))
_STROKES = frozenset("/\\-—–－_―.。·、…*~～ \t\r\n\u3000\xa0")
_DITTO = frozenset(map(fold, ("同上", "同前", "上同", "见上", "同左", "〃", '"', "々", "ditto")))
_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
_LONGEST_WORD = 12
"""The characters of the longest word that says nothing."""

_MEANS_ABOVE = Phrase(
    "请填写完整的内容（不能写“同上”）", "must be filled in: “the same as above” is not read"
)
_IS_ERROR = Phrase("是公式的错误值，请填写内容", "is the error of a formula: fill in what belongs there")


class NotFilledInError(FactError):
    """A cell that points to another or holds an error: what belongs there was not filled in."""


def shown(cell: str) -> str:
    """Return a cell as a spreadsheet shows it: ``="007"`` and a leading apostrophe are how a text is kept."""
    text = cell.strip()
    if found := _FORMULA.fullmatch(text):
        return found[1].replace('""', '"').strip()
    return text[1:].strip() if text[:1] in ("'", "’") and text[1:2] not in ("", "'") else text


def said(cell: str, fact: str, heading: str = "") -> str | None:
    """Return what a cell says of a fact below a heading; None where it is empty or a stroke for nothing.

    One that points to another cell, or holds the error of a formula, is a `NotFilledInError`.
    """
    text = shown(cell)
    if not text:
        return None
    if len(text) > _LONGEST_WORD or _is_plain(text):
        return text
    folded = fold(text)
    if folded in _DITTO:
        raise NotFilledInError(fact, printable(text), _MEANS_ABOVE)
    if _ERROR.fullmatch(text):
        raise NotFilledInError(fact, printable(text), _IS_ERROR)
    # No qualification, no related work: 无 says so where it was asked for (有无), else nothing was filled in.
    means = fact == "degree" or (fact == "related" and (folded == "没有" or "有无" in heading))
    return text if means and folded in _NONE else None


@lru_cache(4096)
def _is_plain(text: str) -> bool:
    """Tell whether a short text is neither a stroke nor a word for nothing, nor points to another cell."""
    folded = fold(text)
    if _STROKES.issuperset(text) or folded in _PLACEHOLDERS:
        return False
    return folded not in _DITTO and not _ERROR.fullmatch(text)
