"""The commands together, and what happens between the shell and them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer

from .. import __version__
from ..errors import ExitCode, HzTitlesError
from ..language import Phrase
from . import COMPLETION_VARIABLE, NAME
from .help import Command, Group
from .language import INTERRUPTED, tr
from .output import check_arguments, complain, decoded, prepare, put, say

DEBUG_VARIABLE = "HZ_TITLES_DEBUG"

_HELP = Phrase(
    "国际职业资格证书在杭州能认定什么职称、去哪里申请。",
    "Which international certificates earn which professional title in Hangzhou, and where to apply.",
)
_VERSION = Phrase("显示版本", "show the version")
_INSTALL = Phrase("为当前 shell 安装 Tab 补全", "install completion for the current shell")
_SHOW = Phrase("显示当前 shell 的补全脚本", "show the completion script for the current shell")
_BUG = Phrase(
    "程序内部错误（{kind}）。请设 {variable}=1 重试，并把输出报告给我们。",
    "a bug in the program ({kind}). Please set {variable}=1, try again, and report what it prints.",
)

COMMANDS = {
    "check": ("check", "HELP"),
    "list-certs": ("lists", "CERTS_HELP"),
    "show": ("show", "HELP"),
    "list-committees": ("lists", "COMMITTEES_HELP"),
    "list-districts": ("lists", "DISTRICTS_HELP"),
    "list-readings": ("lists", "READINGS_HELP"),
    "ask": ("ask", "HELP"),
    "batch": ("batch", "HELP"),
    "table": ("table", "HELP"),
    "audit": ("audit", "HELP"),
    "diff": ("diff", "HELP"),
    "schema": ("schema", "HELP"),
}
"""The commands in the order of the help: the module of each, and its help there."""


def application(names: Iterable[str]) -> typer.Typer:
    """Return the program with the commands of these names."""
    app = typer.Typer(
        name=NAME,
        cls=Group,
        help=tr(_HELP),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_main,
    )
    for name in names:
        place, text = COMMANDS[name]
        module = import_module(f".{place}", __package__)
        app.command(name, cls=Command, help=tr(getattr(module, text)))(
            getattr(module, name.replace("-", "_"))
        )
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        put(f"{NAME} {__version__}\n")
        raise typer.Exit


def _install_completion(wanted: bool) -> None:
    if wanted:
        from .completion import install

        install()
        raise typer.Exit


def _show_completion(wanted: bool) -> None:
    if wanted:
        from .completion import show

        show()
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", help=tr(_VERSION), callback=_print_version, is_eager=True)
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option("--install-completion", help=tr(_INSTALL), callback=_install_completion, is_eager=True),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option("--show-completion", help=tr(_SHOW), callback=_show_completion, is_eager=True),
    ] = False,
) -> None:
    pass


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; nobody ever sees a traceback."""
    prepare()
    try:
        if request := os.environ.get(COMPLETION_VARIABLE):
            from .completion import complete

            return complete(request, _commands, list(COMMANDS))
        texts = decoded(arguments)
        check_arguments(texts)
        return _invoke(texts)
    except HzTitlesError as error:
        complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        say(tr(INTERRUPTED))
        return ExitCode.INTERRUPTED
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        say(tr(_BUG, kind=type(error).__name__, variable=DEBUG_VARIABLE))
        return ExitCode.BUG


def _invoke(arguments: list[str]) -> int:
    from .usage_errors import explain, parser_errors

    # A command that is named is the only one needed; for help it takes all of them.
    named = [name for name in arguments[:1] if name in COMMANDS]
    command = _commands(named or COMMANDS)
    try:
        code = command(args=arguments, prog_name=NAME, standalone_mode=False)
    except parser_errors() as error:
        return explain(error)
    except SystemExit:  # the parser's own way to say that whoever read its help has gone
        return ExitCode.CLOSED_PIPE
    if code == ExitCode.INTERRUPTED:
        say(tr(INTERRUPTED))
    return code if isinstance(code, int) else ExitCode.DONE


def _commands(names: Iterable[str]) -> Any:
    from typer.main import get_command

    return get_command(application(names))


def main() -> NoReturn:
    """Enter from the shell, and leave at once.

    Everything is written by then; taking apart what the system takes back anyway would cost a `check`
    a twentieth of its time.
    """
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
