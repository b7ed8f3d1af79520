"""Numbers in words, written as digits: 六, 十二, 二〇一八, six."""

from __future__ import annotations

import re

_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": "0", "○": "0", "两": "2", "兩": "2"}
_CHINESE_RUN = f"[{''.join(_DIGITS)}十]+"
_WORDS = "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
_ENGLISH = {word: str(value) for value, word in enumerate(_WORDS, 1)} | {"fifteen": "15", "twenty": "20"}
_ENGLISH_RUN = rf"(?i)\b(?:{'|'.join(_ENGLISH)})\b"
_YEAR_DIGITS = 4


def in_digits(text: str) -> str:
    """Return `text` with the numbers in it that are written in words as digits.

    五六 is five to six (5-6), 二〇一八 a year; a run that is no number stays as it is.
    """
    if text.isascii():
        return re.sub(_ENGLISH_RUN, lambda found: _ENGLISH[found[0].lower()], text)
    return re.sub(_CHINESE_RUN, lambda found: _number(found[0]), text)


def _number(run: str) -> str:
    if "十" in run:
        tens, _, units = run.partition("十")
        known = len(tens) <= 1 and len(units) <= 1 and units != "十"
        return f"{int(_DIGITS.get(tens, 1)) * 10 + int(_DIGITS.get(units, 0))}" if known else run
    digits = "".join(_DIGITS[char] for char in run)
    if len(digits) == _YEAR_DIGITS or len(digits.lstrip("0") or "0") == 1:
        return digits
    low, high = int(digits[0]), int(digits[1:])
    return f"{low}-{high}" if high == low + 1 else run
