"""The commands together, and what happens between the shell and them."""

from __future__ import annotations

import os
from collections.abc import Collection
from importlib import import_module
from typing import Annotated, Any

import typer

from .. import __version__
from ..errors import ExitCode, HzTitlesError
from ..language import Language, Phrase
from . import COMPLETION_VARIABLE, NAME, options
from .help import Command, Group
from .language import tr
from .output import choose, complain, decoded, prepare, put, say

DEBUG_VARIABLE = "HZ_TITLES_DEBUG"

_HELP = Phrase(
    "国际职业资格证书在杭州能认定什么职称、去哪里申请。",
    "Which international certificates earn which professional title in Hangzhou, and where to apply.",
)
_BUG = Phrase(
    "程序内部错误（{kind}）。请设 {variable}=1 重试，并把输出报告给我们。",
    "a bug in the program ({kind}). Please set {variable}=1, try again, and report what it prints.",
)
_COMPLETION = {
    "install_completion": Phrase("为当前 shell 安装 Tab 补全", "install completion for the current shell"),
    "show_completion": Phrase(
        "显示当前 shell 的补全脚本", "show the completion script for the current shell"
    ),
}
"""What Typer's own two options mean."""
_PEOPLE = Phrase("命令", "Commands")
_SCRIPTS = Phrase("数据与脚本", "For data and scripts")

COMMANDS = {
    "ask": ("ask", "HELP", _PEOPLE),
    "check": ("check", "HELP", _PEOPLE),
    "batch": ("batch", "HELP", _PEOPLE),
    "list-certs": ("lists", "CERTS_HELP", _PEOPLE),
    "show": ("show", "HELP", _PEOPLE),
    "list-committees": ("lists", "COMMITTEES_HELP", _PEOPLE),
    "list-districts": ("lists", "DISTRICTS_HELP", _PEOPLE),
    "list-readings": ("lists", "READINGS_HELP", _PEOPLE),
    "table": ("for_scripts", "TABLE_HELP", _SCRIPTS),
    "audit": ("for_scripts", "AUDIT_HELP", _SCRIPTS),
    "diff": ("for_scripts", "DIFF_HELP", _SCRIPTS),
    "schema": ("for_scripts", "SCHEMA_HELP", _SCRIPTS),
}
"""The commands in the order of the help: the module of each, its help there, and its group."""
HELP_COMMAND = "help"  # ``hz-titles help COMMAND`` is ``hz-titles COMMAND -h``


def application(names: Collection[str]) -> typer.Typer:
    """Return the program with the commands of these names."""
    app = typer.Typer(
        name=NAME,
        cls=Group,
        help=tr(_HELP),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        add_completion=len(names) == len(COMMANDS),
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_main,
    )
    for name in names:
        place, text, group = COMMANDS[name]
        module = import_module(f".{place}", __package__)
        app.command(name, cls=Command, help=tr(getattr(module, text)), rich_help_panel=tr(group))(
            getattr(module, name.replace("-", "_"))
        )
    return app


def _main(
    context: typer.Context,
    version: Annotated[bool, options.option("--version")] = False,
    lang: options.Lang = None,
) -> None:
    """Do what the program does without a command; the start screen is what it does of itself."""
    if lang is not None:
        choose("--lang", lang, Language)
    if version:
        put(f"{NAME} {__version__}\n")
    elif context.invoked_subcommand is None:
        from .start import START

        put(tr(START))
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
            from .completion import complete

            return complete(request, _commands, list(COMMANDS))
        return _invoke(decoded(arguments))
    except (HzTitlesError, OSError) as error:
        return complain(error)
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
    group = _commands([named] if named else COMMANDS)
    try:
        code = group(args=arguments, prog_name=NAME, standalone_mode=False)
    except typer.TyperException as error:
        from .usage_errors import parser_error

        command, path = (group.commands[named], f"{NAME} {named}") if named else (group, NAME)
        raise parser_error(error, command, path) from None
    if code == ExitCode.INTERRUPTED:  # the parser makes an exit code of it
        raise KeyboardInterrupt
    if code == ExitCode.BUG:  # Typer's, which knows no completion for this shell
        return ExitCode.UNUSABLE
    return code if isinstance(code, int) else ExitCode.DONE


def _commands(names: Collection[str]) -> Any:
    from typer.main import get_command

    group: Any = get_command(application(names))
    for param in group.params:
        if param.name in _COMPLETION:
            param.help = options.both(_COMPLETION[param.name])
    return group
