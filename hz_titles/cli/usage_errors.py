"""The errors of the option parser, in the person's language."""

from __future__ import annotations

from typing import Any

from ..errors import UsageError
from ..language import Language, Phrase
from ..names.text import nearest, printable
from . import NAME

_TRY = Phrase("用法见 {command} --help", "Try {command} --help")
_NO_OPTION = Phrase("没有选项 {name}{hint}", "there is no option {name}{hint}")
_NO_COMMAND = Phrase("没有命令“{name}”{hint}", "there is no command “{name}”{hint}")
_HINT = Phrase("，是否指 {name}", "; did you mean {name}")
_BEHIND = Phrase(
    "{name} 要写在命令后面，如 hz-titles {command} {name}",
    "{name} goes behind a command, as in hz-titles {command} {name}",
)
_PERSON = Phrase("；判断一个人请写 hz-titles check {name} …", "; for a person write hz-titles check {name} …")
_MISSING = Phrase("缺少 {name}", "{name} is missing")
_NO_VALUE = Phrase("{name} 后面缺少值", "{name} needs a value")
_A_VALUE = Phrase("{name} 不能带值", "{name} takes no value")
EXTRA = Phrase("多余的参数：{text}", "unexpected: {text}")
_OTHER = Phrase("{text}", "{text}")


class CommandLineError(UsageError):
    """A command line that cannot be parsed; its second line says where the help is."""

    def __init__(self, command: str, phrase: Phrase, /, **values: object) -> None:
        super().__init__(phrase, **values)
        self.command = command

    def say(self, language: Language) -> str:
        """Return what is wrong and where the help is."""
        return f"{super().say(language)}\n{_TRY.say(language, command=self.command)}"


def unknown_command(name: str, commands: Any) -> CommandLineError:
    """Return the error of a command that does not exist."""
    shown = printable(name, 40)
    hint = _hint(name, commands) if nearest(name, commands) else _PERSON.filled(name=shown)
    return CommandLineError(NAME, _NO_COMMAND, name=shown, hint=hint)


def missing(command: str, name: str) -> CommandLineError:
    """Return the error of something that is needed and was not given."""
    return CommandLineError(command, _MISSING, name=name)


def parser_error(error: Any, command: Any, path: str) -> CommandLineError:
    """Return an error of the parser in our words.

    The parser's classes are not public; their public attributes tell what happened.
    """
    option = getattr(error, "option_name", None)
    if option is not None:
        names = {name: one for one in command.params for name in (*one.opts, *one.secondary_opts)}
        if hasattr(error, "possibilities"):
            for other in getattr(command, "commands", {}).values():
                if any(option in one.opts for one in other.params):
                    return CommandLineError(path, _BEHIND, name=option, command=other.name)
            return CommandLineError(path, _NO_OPTION, name=printable(option, 40), hint=_hint(option, names))
        needs_value = option in names and not names[option].is_flag
        return CommandLineError(path, _NO_VALUE if needs_value else _A_VALUE, name=printable(option, 40))
    param = getattr(error, "param", None)
    if param is not None:
        return missing(path, shown_name(param))
    return CommandLineError(path, _OTHER, text=printable(error.format_message()))


def shown_name(param: Any) -> str:
    """Return a parameter's name as the help shows it."""
    option = param.opts[0]
    return str(option if option.startswith("-") else param.metavar or option.upper())


def _hint(name: str, names: Any) -> Phrase:
    close = nearest(name, names)
    return _HINT.filled(name=close[0]) if close else Phrase("", "")
