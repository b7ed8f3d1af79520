"""What holds for a whole run: its language, and Ctrl-C at any moment.

The language is told from ``--lang``, ``HZ_TITLES_LANG`` or the locale before the options are
parsed, because help and errors are in it too. Ctrl-C is one word and exit code 130, however often it
is pressed: most commands leave at once, in the middle of an import as well; one that has
something to tidy up calls `tidy_up_first`, and then it is a `KeyboardInterrupt`, raised once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from ..errors import ExitCode
from ..language import Language, Phrase

_LOCALES = ("HZ_TITLES_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_SAYING_NOTHING = ("c.", "posix", "zh", "cn", "chinese", "中")  # of the language, or that it is Chinese
_INTERRUPTED = Phrase("已中断", "interrupted")
_PAUSE = 1.0  # Seconds without Ctrl-C after which it counts anew: the first may have been lost in a callback

_language = Language.ZH
_last = -_PAUSE


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
    known = {language.value: language for language in Language}
    found = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        option, equals, text = argument.partition("=")
        if option == "--lang":
            text = text if equals else "".join(arguments[index + 1 : index + 2])
            found = known.get(text, found)  # the last one counts; the command refuses one that is unknown
    if found:
        return found
    # The variable is read like a locale: zh_CN is Chinese, and who writes fr reads English rather.
    locale = next(filter(None, map(environment.get, _LOCALES)), "C")
    says_nothing = locale == "C" or locale.casefold().startswith(_SAYING_NOTHING)
    return Language.ZH if says_nothing else Language.EN


def leave_at_once(*_: Any) -> NoReturn:
    """Say that the run was interrupted, and leave; nothing more may be imported here."""
    ignore()
    with suppress(OSError, RuntimeError, ValueError, AttributeError):
        sys.stderr.write(tr(_INTERRUPTED) + "\n")
        sys.stderr.flush()
    os._exit(ExitCode.INTERRUPTED)


def ignore() -> None:
    """Take no more notice of Ctrl-C: the run is over.

    It is heard all the same: of one that comes just while it is switched off, Python prints a traceback.
    """
    signal.signal(signal.SIGINT, lambda *_: None)


def tidy_up_first() -> None:
    """Raise on Ctrl-C, on `kill` and when the terminal closes, so that nothing half is left behind."""
    if signal.getsignal(signal.SIGINT) is leave_at_once:
        signal.signal(signal.SIGINT, _raise_once)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _raise_once)


def _raise_once(*_: Any) -> None:
    """Raise on the first of several presses; the others would interrupt the tidying up."""
    global _last
    before, _last = _last, time.monotonic()
    if _last - before >= _PAUSE:
        raise KeyboardInterrupt
