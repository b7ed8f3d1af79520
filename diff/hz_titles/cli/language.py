"""The language of a run, told from ``--lang``, ``HZ_TITLES_LANG`` or the locale.

`main` chooses it before the options are parsed, because the help and the errors of the
parser are in it too; so the arguments are looked through once for ``--lang``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..language import Language, Phrase

OPTION = "--lang"
VARIABLE = "HZ_TITLES_LANG"
_LOCALES = (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")

_language = Language.ZH


def speak(language: Language) -> None:
    """Set the language of this run."""
    global _language
    _language = language


def spoken() -> Language:
    """Return the language of this run."""
    return _language


def tr(phrase: Phrase, /, **values: object) -> str:
    """Say `phrase` in the language of this run."""
    return phrase.say(_language, **values)


def detect(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for; Chinese where nothing says."""
    wanted: list[str] = []
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION:
            wanted += arguments[index + 1 : index + 2]
        elif argument.startswith(OPTION + "="):
            wanted.append(argument.removeprefix(OPTION + "="))
    known = {language.value: language for language in Language}
    for text in reversed(wanted):  # the last one counts; the command refuses one that is unknown
        if text in known:
            return known[text]
    # The variable is read like a locale: zh_CN is Chinese, and who writes fr reads English rather.
    for locale in filter(None, map(environment.get, _LOCALES)):
        says_nothing = (
            locale.casefold().startswith(("c.", "posix", "zh", "cn", "chinese", "中")) or locale == "C"
        )
        return Language.ZH if says_nothing else Language.EN
    return Language.ZH
