"""Ctrl-C at any moment: one word and exit code 130, however often it is pressed.

Most commands have nothing to tidy up and leave at once, in the middle of an import as well.
One that has, calls `tidy_up_first`: then it is a `KeyboardInterrupt`, raised once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any, NoReturn

from ..errors import ExitCode
from ..language import Phrase
from .language import tr

INTERRUPTED = Phrase("已中断", "interrupted")
_PAUSE = 1.0  # Seconds without Ctrl-C after which it counts anew: the first may have been lost in a callback

_last = -_PAUSE


def leave_at_once(*_: Any) -> NoReturn:
    """Say that the run was interrupted, and leave; nothing more may be imported here."""
    ignore()
    with suppress(OSError, RuntimeError, ValueError, AttributeError):
        sys.stderr.write(tr(INTERRUPTED) + "\n")
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
