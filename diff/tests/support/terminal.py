"""Drives the real program in a pseudo-terminal, as a person would."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fcntl import ioctl
from struct import pack

PATIENCE = 30.0
"""Seconds after which a program that says nothing is taken for stuck."""
_CONTROLS = re.compile(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[=>()][A-Z0-9]?|\r|\x07")


class Terminal:
    """A program on a terminal: what it has printed so far, and a keyboard."""

    def __init__(self, process: int, screen: int, encoding: str) -> None:
        self.process = process
        self.screen = screen
        self.encoding = encoding
        self.printed = b""
        self.seen = 0
        self.ended = False

    @property
    def text(self) -> str:
        """All that was printed, without colours and cursor movements."""
        return _CONTROLS.sub(b"", self.printed).decode(self.encoding, "replace")

    def expect(self, words: str) -> None:
        """Wait until `words` appear after what was expected before."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = self.text.find(words, self.seen)
            if found >= 0:
                self.seen = found + len(words)
                return
            if not self._read(deadline):
                raise AssertionError(f"no {words!r} in {self.text[self.seen :]!r}")

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self.screen, text.encode(self.encoding) + b"\n")

    def press(self, keys: bytes) -> None:
        """Press keys, when the program has had the time to listen for single ones."""
        time.sleep(0.15)
        os.write(self.screen, keys)

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        assert time.monotonic() < deadline, f"still running: {self.text!r}"
        self.ended = True
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self.screen], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            more = os.read(self.screen, 65536)
        except OSError:  # the other side has gone
            return False
        self.printed += more
        return bool(more)


@contextmanager
def terminal(
    *arguments: str, columns: int = 80, encoding: str = "utf-8", environment: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """Run ``hz-titles`` with `arguments` on a terminal of so many columns."""
    variables = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LC_ALL", "HZ_TITLES_LANG")
    }
    variables |= {"LANG": "C.UTF-8", "TERM": "xterm-256color", **(environment or {})}
    process, screen = pty.fork()
    if process == 0:
        os.execve(sys.executable, [sys.executable, "-m", "hz_titles", *arguments], variables)
    ioctl(screen, termios.TIOCSWINSZ, pack("HHHH", 50, columns, 0, 0))
    running = Terminal(process, screen, encoding)
    try:
        yield running
    finally:
        os.close(screen)
        if not running.ended:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
