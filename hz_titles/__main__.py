"""Entry point of ``hz-titles`` and ``python -m hz_titles``."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Enter from the shell, whatever is interrupted on the way."""
    try:
        _enter()
    except KeyboardInterrupt:  # the command line itself was still being read, or the end had come
        _leave_interrupted()


def _enter() -> None:
    """Enter the command line.

    Nothing that is made while the program starts is ever garbage: not looking for any
    saves a twentieth of the whole run of a `check`.
    """
    gc.disable()
    from .cli.app import main as enter

    gc.freeze()
    gc.enable()
    enter()


def _leave_interrupted() -> None:
    from .cli.language import INTERRUPTED, tr

    if sys.stderr is not None:
        print(tr(INTERRUPTED), file=sys.stderr, flush=True)
    os._exit(128 + signal.SIGINT)  # as a shell reports it; nothing more may be imported here


if __name__ == "__main__":
    main()
