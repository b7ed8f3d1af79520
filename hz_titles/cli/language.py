"""The language of this run, told from ``--lang``, ``HZ_TITLES_LANG`` or the locale.

It is needed before the options are parsed, because the help and the parser's own errors
are in it too; so the arguments are looked through once for ``--lang``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from ..language import Language, Phrase

OPTION = "--lang"
VARIABLE = "HZ_TITLES_LANG"
INTERRUPTED = Phrase("已中断", "interrupted")


def detect(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for; Chinese where nothing says."""
    wanted = [environment.get(VARIABLE, "")]
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION:
            wanted += arguments[index + 1 : index + 2]
        elif argument.startswith(OPTION + "="):
            wanted.append(argument.removeprefix(OPTION + "="))
    known = {language.value: language for language in Language}
    for text in reversed(
        wanted
    ):  # the last one said counts; an unknown one is refused later, in what is left
        if text in known:
            return known[text]
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(variable, "")
        if locale:
            says_nothing = locale.startswith(("C", "POSIX", "zh"))
            return Language.ZH if says_nothing else Language.EN
    return Language.ZH


LANGUAGE = detect(sys.argv[1:], os.environ)
"""The language of this run."""


def tr(phrase: Phrase, /, **values: object) -> str:
    """Say `phrase` in the language of this run."""
    return phrase.say(LANGUAGE, **values)
