"""Entry point of ``hz-titles`` and ``python -m hz_titles``."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Enter from the shell, and leave as soon as all is written.

    Nothing that is made while the program starts is ever garbage: not looking for any saves
    a twentieth of the run of a `check`; so does not taking apart what the system takes back.
    """
    gc.disable()
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        _leave_interrupted(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _run(arguments: list[str]) -> int:
    """Choose the language, listen to Ctrl-C, and run the command."""
    from .cli.interruption import ignore, watch
    from .cli.language import detect, speak

    speak(detect(arguments, os.environ))
    watch()
    from .cli.app import run

    gc.freeze()
    gc.enable()
    code = run(arguments)
    ignore()
    return code


def _leave_interrupted(arguments: list[str]) -> None:
    """Leave with one word; what Ctrl-C kept from being imported is imported here."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from .cli.interruption import leave_at_once
    from .cli.language import detect, speak

    speak(detect(arguments, os.environ))
    leave_at_once()


if __name__ == "__main__":
    main()
