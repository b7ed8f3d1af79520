"""What is used of Typer beyond what it publishes, all of it in one place.

Typer 0.26 to 0.28 carry their own option parser but publish little of it. Three things need
more: help in the person's language (`helping`), the parser's errors in it (`parsing`) and
completion that offers the program's own lists (`completing`). Typer loads all these modules
itself, so that nothing here costs a start anything. Another version may move any of it,
which is the second reason for the bounds in ``pyproject.toml``.
"""

from __future__ import annotations

from typer._click import exceptions
from typer._click.core import Command as ParserCommand
from typer._click.shell_completion import CompletionItem
from typer._click.shell_completion import _resolve_context as resolve_context
from typer._click.shell_completion import _resolve_incomplete as resolve_incomplete
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete
from typer._completion_shared import _get_shell_name as shell_name
from typer._completion_shared import get_completion_script as completion_script
from typer._completion_shared import install as install_completion

__all__ = [
    "BashComplete",
    "CompletionItem",
    "FishComplete",
    "ParserCommand",
    "PowerShellComplete",
    "ZshComplete",
    "completion_script",
    "exceptions",
    "install_completion",
    "resolve_context",
    "resolve_incomplete",
    "shell_name",
]
