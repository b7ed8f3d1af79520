"""The commands together, and what happens between the shell and them."""

# Without `from __future__ import annotations`: Typer would compile each of them at every start.

import os
from collections.abc import Collection
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from .. import __version__
from ..errors import ExitCode, HzTitlesError
from ..language import Phrase
from ..names.text import printable
from . import COMPLETION_VARIABLE, NAME, options
from .output import complain, decoded, prepare, put, say, screen_width
from .session import tr

DEBUG_VARIABLE = "HZ_TITLES_DEBUG"
HELP_COMMAND = "help"  # ``hz-titles help COMMAND`` is ``hz-titles COMMAND -h``
FOR_SCRIPTS = ("table", "audit", "diff", "schema")  # a group of their own in the help
COMMANDS = {
    "ask": "ask",
    "check": "check",
    "batch": "batch",
    "list-certs": "lists",
    "show": "lists",
    **dict.fromkeys(("list-committees", "list-districts", "list-readings", *FOR_SCRIPTS), "lists"),
}  # The module of each, in the order of the help
_BUG = Phrase(
    "程序内部错误（{kind}）。请设 {variable}=1 重试，并把输出报告给我们。",
    "a bug in the program ({kind}). Please set {variable}=1, try again, and report what it prints.",
)


class _OurHelp:
    """What prints our page of help."""

    def get_help(self, ctx: Any) -> str:
        """Print it here: Typer, which prints what is returned, takes a closed pipe for a fault."""
        from .usage import page

        put("\n".join(page(ctx, screen_width())) + "\n")
        raise typer.Exit


class Command(_OurHelp, TyperCommand):
    """A command whose help and errors are ours."""

    allow_extra_args = True  # so that what is left over is refused here, and not in English

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse arguments that no parameter takes."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            from .usage import EXTRA, refused

            raise refused(ctx.command_path, EXTRA, text=printable(" ".join(rest)))
        return rest


class Group(_OurHelp, TyperGroup):
    """The program itself, whose help and errors are ours."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named, and the arguments behind its name."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            from .usage import unknown_command

            raise unknown_command(args[0], self.commands)
        return super().resolve_command(ctx, args)


def program(names: Collection[str]) -> Any:
    """Return the program with the commands of these names."""
    app = typer.Typer(
        name=NAME,
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        add_completion=len(names) == len(COMMANDS),
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_main,
    )
    for name in names:
        function = getattr(import_module(f".{COMMANDS[name]}", __package__), name.replace("-", "_"))
        panel = "scripts" if name in FOR_SCRIPTS else "people"
        app.command(name, cls=Command, rich_help_panel=panel)(function)
    return typer.main.get_command(app)


def _main(
    context: typer.Context,
    version: Annotated[bool, options.option("--version")] = False,
    lang: options.Lang = None,
) -> None:
    """Do what the program does without a command; the start screen is what it does of itself."""
    if version:
        put(f"{NAME} {__version__}\n")
    elif context.invoked_subcommand is None:
        with open(os.path.join(os.path.dirname(__file__), "start.txt"), encoding="utf-8") as file:
            put(tr(Phrase(*file.read().split("---\n"))))
    else:
        return
    raise typer.Exit


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; nobody ever sees a traceback.

    The language of the run is chosen before.
    """
    prepare()
    try:
        if request := os.environ.get(COMPLETION_VARIABLE):
            from .completion import answer

            answer(request, program(COMMANDS))
        return _invoke(decoded(arguments))
    except (HzTitlesError, OSError) as error:
        return complain(error)
    except SystemExit as leaving:  # Typer has answered a completion script, or installed one
        return int(leaving.code or 0)
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        say(tr(_BUG, kind=type(error).__name__, variable=DEBUG_VARIABLE))
        return ExitCode.BUG


def _invoke(arguments: list[str]) -> int:
    if arguments[:1] == [HELP_COMMAND]:
        arguments = [*arguments[1:], "--help"]
    # A command that is named is the only one needed; for help it takes all of them.
    named = arguments[0] if arguments and arguments[0] in COMMANDS else None
    group = program([named] if named else COMMANDS)
    try:
        code = group(args=arguments, prog_name=NAME, standalone_mode=False)
    except typer.TyperException as error:
        from .usage import parser_error

        command, path = (group.commands[named], f"{NAME} {named}") if named else (group, NAME)
        raise parser_error(error, command, path) from None
    if code == ExitCode.INTERRUPTED:  # the parser makes an exit code of it
        raise KeyboardInterrupt
    if code == ExitCode.BUG:  # Typer's, which knows no completion for this shell
        return ExitCode.UNUSABLE
    return code if isinstance(code, int) else ExitCode.DONE
