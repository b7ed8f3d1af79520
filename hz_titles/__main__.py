"""Entry point of ``hz-titles`` and ``python -m hz_titles``."""

from __future__ import annotations

import signal


def main() -> None:
    """Enter from the shell, choose the language, and leave as soon as all is written.

    Nothing that is made while the program starts is ever garbage: not looking for any saves
    a twentieth of the run of a `check`; so does not taking apart what the system takes back.
    Until it listens, Python answers Ctrl-C with a traceback: hardly anything is imported before.
    """
    pressed: list[int] = []
    listening = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if listening:  # a shell may have it ignored
        signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    import gc
    import os
    import sys

    gc.disable()
    from contextlib import suppress

    from .cli.session import detect, ignore, leave_at_once, speak

    speak(detect(sys.argv[1:], os.environ))
    if listening:
        signal.signal(signal.SIGINT, leave_at_once)
    if pressed:
        leave_at_once()
    from .cli.app import run

    gc.freeze()
    gc.set_threshold(50_000)  # modules and data that a command loads are no garbage either
    gc.enable()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        leave_at_once()
    ignore()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
