"""How a command line is written: the help of every command, and the errors of one that cannot be parsed.

Typer's own help has English headings, and breaks Chinese lines where it finds a space; so the
page is laid out here, from what the commands declare and ``help.txt`` says.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from typer.core import TyperArgument

from ..errors import UsageError
from ..language import Phrase, same
from ..names.text import nearest, printable
from . import NAME
from .session import tr

_WIDEST, _NARROW = 100, 60
_MOST_NAME = 26  # The columns of an option's name, beyond which its meaning goes below it

_USAGE = Phrase("用法：{line}", "Usage: {line}")
_HEADING = Phrase("{heading}：", "{heading}:")
_ARGUMENTS = Phrase("参数", "Arguments")
_OPTIONS = Phrase("选项", "Options")
_OPTIONS_HERE = Phrase("[选项]", "[OPTIONS]")
_COMMAND_HERE = Phrase("命令 [参数]...", "COMMAND [ARGS]...")
_COMMANDS = Phrase("命令", "Commands")
_FOR_SCRIPTS = Phrase("数据与脚本", "For data and scripts")
_REQUIRED = Phrase("{help}（必填）", "{help} (required)")
_DEFAULT = Phrase("{help}（默认 {default}）", "{help} (default: {default})")
_EXAMPLE = Phrase("例：", "Example:")

_REFUSED = Phrase("{text}\n用法见 {command} --help", "{text}\nTry {command} --help")
_NO_OPTION = Phrase("没有选项 {name}{hint}", "there is no option {name}{hint}")
_NO_COMMAND = Phrase("没有命令“{name}”{hint}", "there is no command “{name}”{hint}")
_HINT = Phrase("，是否指 {name}", "; did you mean {name}")
_BEHIND = Phrase(
    "{name} 要写在命令后面，如 hz-titles {command} {name}",
    "{name} goes behind a command, as in hz-titles {command} {name}",
)
_PERSON = Phrase("；判断一个人请写 hz-titles check {name} …", "; for a person write hz-titles check {name} …")
MISSING = Phrase("缺少 {name}", "{name} is missing")
_NO_VALUE = Phrase("{name} 后面缺少值", "{name} needs a value")
_A_VALUE = Phrase("{name} 不能带值", "{name} takes no value")
EXTRA = Phrase("多余的参数：{text}", "unexpected: {text}")


@cache
def texts() -> dict[str, Phrase]:
    """Return the texts of ``help.txt`` by their names."""
    with open(os.path.join(os.path.dirname(__file__), "help.txt"), encoding="utf-8") as file:
        blocks = [block.split("\n") for block in file.read().strip().split("\n\n")[1:]]
    phrases: dict[str, Phrase] = {}
    for names, *lines in blocks:
        middle = len(lines) // 2
        phrase = Phrase("\n".join(lines[:middle]), "\n".join(lines[middle:]))
        phrases |= dict.fromkeys(names.split(", "), phrase)
    return phrases


def meaning(command: str, param: str = "") -> str:
    """Return what a command, or one of its parameters, means."""
    own = texts().get(f"{command} {param}".strip())
    return tr(own or texts()[param])


def page(context: Any, width: int) -> Iterator[str]:
    """Yield the lines of a command's help."""
    from ..render.wrapping import wrap

    command, width = context.command, min(width, _WIDEST)
    params = command.get_params(context)
    arguments = [param for param in params if isinstance(param, TyperArgument)]
    options = [param for param in params if not isinstance(param, TyperArgument)]
    pieces = [context.command_path, tr(_OPTIONS_HERE)]
    for one in arguments:
        name = shown_name(one) if one.required else f"[{shown_name(one)}]"
        pieces.append(name if one.nargs == 1 else f"{name}...")
    commands: dict[str, Any] = getattr(command, "commands", {})
    pieces += [tr(_COMMAND_HERE)] if commands else []
    yield from wrap(tr(_USAGE, line=" ".join(pieces)), width)
    for paragraph in meaning(command.name).split("\n"):
        yield ""
        # An example is there to be copied: no line break of ours may come into it.
        lines = [paragraph] if paragraph.startswith(tr(_EXAMPLE)) else wrap(paragraph, width - 2)
        yield from ("  " + line for line in lines)
    for heading, declared in ((_ARGUMENTS, arguments), (_OPTIONS, options)):
        entries = [(_names(one), _told(command.name, one)) for one in declared]
        yield from _section(tr(heading), entries, width)
    for heading, panel in ((_COMMANDS, "people"), (_FOR_SCRIPTS, "scripts")):
        members = [name for name, one in commands.items() if one.rich_help_panel == panel]
        entries = [(name, meaning(name).split("\n")[0]) for name in members]
        yield from _section(tr(heading), entries, width)


def _names(param: Any) -> str:
    if isinstance(param, TyperArgument):
        return shown_name(param)
    names = " / ".join([", ".join(sorted(param.opts, key=len)), *param.secondary_opts])
    return names if param.is_flag else f"{names} {param.metavar}"


def _told(command: str, param: Any) -> str:
    text = meaning(command, shown_name(param))
    if param.required:
        return tr(_REQUIRED, help=text)
    if isinstance(param.default, str) and param.show_default:
        return tr(_DEFAULT, help=text, default=param.default)
    return text


def _section(heading: str, entries: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    from ..render.wrapping import columns_of, wrap

    rows = list(entries)
    if not rows:
        return
    yield ""
    yield tr(_HEADING, heading=heading)
    column = min(max(columns_of(name) for name, _ in rows), _MOST_NAME) + 4
    for name, told in rows:
        indent = 6 if width < _NARROW else column
        lines = wrap(told, width - indent)
        beside = width >= _NARROW and columns_of(name) <= column - 4
        yield f"  {name}" + (" " * (indent - 2 - columns_of(name)) + lines.pop(0) if beside else "")
        yield from (" " * indent + line for line in lines)


# Errors


def refused(command: str, phrase: Phrase, /, **values: object) -> UsageError:
    """Return the error of a command line that cannot be used; its second line says where the help is."""
    return UsageError(_REFUSED, text=phrase.filled(**values), command=command)


def unknown_command(name: str, commands: Any) -> UsageError:
    """Return the error of a command that does not exist."""
    shown = printable(name, 40)
    hint = _hint(name, commands) if nearest(name, commands) else _PERSON.filled(name=shown)
    return refused(NAME, _NO_COMMAND, name=shown, hint=hint)


def parser_error(error: Any, command: Any, path: str) -> UsageError:
    """Return an error of the parser in our words.

    The parser's classes are not public; their public attributes tell what happened.
    """
    option = getattr(error, "option_name", None)
    if option is not None:
        names = {name: one for one in command.params for name in (*one.opts, *one.secondary_opts)}
        if hasattr(error, "possibilities"):
            for other in getattr(command, "commands", {}).values():
                if any(option in one.opts for one in other.params):
                    return refused(path, _BEHIND, name=option, command=other.name)
            return refused(path, _NO_OPTION, name=printable(option, 40), hint=_hint(option, names))
        needs_value = option in names and not names[option].is_flag
        return refused(path, _NO_VALUE if needs_value else _A_VALUE, name=printable(option, 40))
    param = getattr(error, "param", None)
    if param is not None:
        return refused(path, MISSING, name=shown_name(param))
    return refused(path, same(printable(error.format_message())))


def shown_name(param: Any) -> str:
    """Return a parameter's name as the help shows it."""
    if isinstance(param, TyperArgument):
        return str(param.metavar)
    return next((name for name in param.opts if name.startswith("--")), str(param.opts[0]))


def _hint(name: str, names: Any) -> Phrase:
    close = nearest(name, names)
    return _HINT.filled(name=close[0]) if close else Phrase("", "")
