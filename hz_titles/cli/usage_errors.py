"""The option parser's own errors, in the person's language."""

from __future__ import annotations

import re
from typing import Any

from ..errors import ExitCode
from ..language import Phrase
from ..names.text import nearest, printable
from .inside_typer import exceptions
from .language import tr
from .output import say, say_error

_TRY = Phrase("用法见 {command} --help", "Try {command} --help")
_NO_OPTION = Phrase("没有选项 {option}{hint}", "there is no option {option}{hint}")
_HINT = Phrase("，是否指 {names}", "; did you mean {names}")
_MISSING = Phrase("缺少 {option}", "{option} is missing")
_NO_COMMAND = Phrase("没有命令「{name}」{hint}", "there is no command “{name}”{hint}")
_NO_VALUE = Phrase("{option} 后面缺少值", "{option} needs a value")
_A_VALUE = Phrase("{option} 不能带值", "{option} takes no value")
_EXTRA = Phrase("多余的参数：{text}", "unexpected: {text}")
_OTHER = Phrase("{text}", "{text}")


def parser_errors() -> type[Exception]:
    """Return the base of all errors of the option parser."""
    return exceptions.ClickException


def explain(error: Any) -> int:
    """Say what is wrong with a command line, and return the exit code."""
    if isinstance(error, exceptions.NoArgsIsHelpError):
        say(error.format_message())
        return ExitCode.UNUSABLE
    context = getattr(error, "ctx", None)
    say_error(_text(error, context))
    if context is not None:
        say(tr(_TRY, command=context.command_path))
    return ExitCode.UNUSABLE


def _text(error: Any, context: Any) -> str:
    if isinstance(error, exceptions.NoSuchOption):
        close = error.possibilities or _nearest_option(error.option_name, context)
        return tr(_NO_OPTION, option=printable(error.option_name, 40), hint=_hint(close))
    if isinstance(error, exceptions.MissingParameter) and error.param is not None:
        return tr(
            _MISSING,
            option=error.param.opts[0]
            if error.param.opts[0].startswith("-")
            else error.param.human_readable_name,
        )
    if isinstance(error, exceptions.BadOptionUsage):
        phrase = _NO_VALUE if "requires" in error.message else _A_VALUE
        return tr(phrase, option=printable(error.option_name, 40))
    if extra := re.fullmatch(r"Got unexpected extra argument.*? \((.*)\)", error.message, re.DOTALL):
        return tr(_EXTRA, text=printable(extra[1]))
    commands = getattr(getattr(context, "command", None), "commands", None)
    if commands and context.args is not None and type(error) is exceptions.UsageError:
        typed = error.message.split("'")[1] if error.message.count("'") >= 2 else ""
        if typed and typed not in commands:
            return tr(_NO_COMMAND, name=printable(typed, 40), hint=_hint(nearest(typed, commands)))
    return tr(_OTHER, text=printable(error.format_message()))


def _nearest_option(name: str, context: Any) -> tuple[str, ...]:
    if context is None:
        return ()
    return nearest(name, [option for param in context.command.params for option in param.opts])


def _hint(names: Any) -> str:
    return tr(_HINT, names=", ".join(sorted(names))) if names else ""
