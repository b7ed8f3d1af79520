"""The two languages people are answered in, and texts that exist in both, side by side.

Official names are never translated; they are values put into a phrase.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Language(Enum):
    """A language of the output (``--lang``)."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text in both languages; ``{name}`` stands for a value given to `say`."""

    zh: str
    en: str

    def say(self, language: Language, /, **values: object) -> str:
        """Return the text in `language`, a phrase among the values said in it too, a list or tuple listed."""
        text = self.zh if language is Language.ZH else self.en
        if not values:
            return text
        return text.format(**{name: said(value, language) for name, value in values.items()})

    def filled(self, **values: object) -> Phrase:
        """Return the phrase with its values filled in, in both languages."""
        return Phrase(*(self.say(language, **values) for language in Language))


def phrases_beside(module: str, name: str) -> dict[str, dict[str, Phrase]]:
    """Return the groups of texts of a file beside a module, by their codes: ``code | Chinese | English``."""
    groups: dict[str, dict[str, Phrase]] = {}
    with open(os.path.join(os.path.dirname(module), name), encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("["):
                group = groups[line[1 : line.index("]")]] = {}
            elif " | " in line:
                code, chinese, english = line.split(" | ")
                group[code] = Phrase(chinese, english)
    return groups


def said(value: object, language: Language) -> object:
    """Return `value` with every `Phrase` in it said, a list or tuple listed; anything else as it is."""
    if isinstance(value, Phrase):
        return value.say(language)
    if isinstance(value, (list, tuple)):
        return listed((said(item, language) for item in value), language)
    return value


def same(text: object) -> Phrase:
    """Return a phrase that reads the same in both languages (an official name, a number)."""
    return Phrase(str(text), str(text))


def listed(items: Iterable[object], language: Language) -> str:
    """Join `items` as a list is written in `language`: 、 in Chinese, commas in English."""
    return ("、" if language is Language.ZH else ", ").join(str(item) for item in items)
