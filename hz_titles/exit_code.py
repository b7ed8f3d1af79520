"""What a process answers its shell with."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Every exit code there is; scripts may rely on them."""

    DONE = 0
    """The applicant is eligible, or the command did its work."""
    BUG = 1
    """A bug in the program, and nothing else."""
    UNUSABLE = 2
    """Input, output or a command line that cannot be used."""
    NOT_ELIGIBLE = 3
    """The applicant is not eligible."""
    UNDETERMINED = 4
    """Facts are missing that would decide it."""
    FAULTY = 5
    """The data files are faulty, or `audit` found something."""
    SOME_UNREADABLE = 6
    """A batch is done, but some of its rows could not be read."""
    INTERRUPTED = 130
    """Somebody pressed Ctrl-C."""
    CLOSED_PIPE = 141
    """Whoever read the output has read enough."""
