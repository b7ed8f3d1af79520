"""Entry point of ``hz-titles`` and ``python -m hz_titles``."""

from __future__ import annotations

import gc


def main() -> None:
    """Enter from the shell.

    Nothing that is made while the program starts is ever garbage: not looking for any
    saves a twentieth of the whole run of a `check`.
    """
    gc.disable()
    from .cli.app import main as enter

    gc.freeze()
    gc.enable()
    enter()


if __name__ == "__main__":
    main()
