"""The help of every command, all of it in the person's language and as wide as their screen.

The option parser has its own headings in English only, and breaks Chinese lines where it
finds a space; so the page is laid out here, from what the commands declare.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from ..language import Phrase
from .inside_typer import ParserCommand
from .language import tr
from .output import put

WIDEST = 100
_NARROW = 60
_MOST_NAME = 26
"""The columns of an option's name, beyond which its meaning goes below it."""

_USAGE = Phrase("用法：{line}", "Usage: {line}")
_HEADING = Phrase("{heading}：", "{heading}:")
_ARGUMENTS = Phrase("参数", "Arguments")
_OPTIONS = Phrase("选项", "Options")
_COMMANDS = Phrase("命令", "Commands")
_OPTIONS_HERE = Phrase("[选项]", "[OPTIONS]")
_COMMAND_HERE = Phrase("命令 [参数]...", "COMMAND [ARGS]...")
_HELP = Phrase("显示本说明", "show this help")
_REQUIRED = Phrase("{help}（必填）", "{help} (required)")
_DEFAULT = Phrase("{help}（默认 {default}）", "{help} (default: {default})")
_EXAMPLE = Phrase("例：", "Example:")


class _Helped(ParserCommand):
    """A command whose help is laid out here."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option ``--help``, which prints like every other result."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = tr(_HELP)
            option.callback = _print_help
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the whole page, as wide as the terminal."""
        width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
        formatter.write("\n".join(_page(ctx.command, ctx, width)) + "\n")


def _print_help(context: Any, _: Any, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        put(context.get_help() + "\n")
        context.exit()


class Command(_Helped, TyperCommand):
    """A command with help in both languages."""


class Group(_Helped, TyperGroup):
    """The program itself, with help in both languages."""


def _page(command: Any, context: Any, width: int) -> Iterator[str]:
    from ..render.wrapping import wrap

    pieces = [tr(_OPTIONS_HERE)]
    params = command.get_params(context)
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option" and not param.hidden]
    pieces += [
        name if one.required else f"[{name}]" for one in arguments if (name := one.human_readable_name)
    ]
    commands = [each for each in getattr(command, "commands", {}).values() if not each.hidden]
    pieces += [tr(_COMMAND_HERE)] if commands else []
    yield from wrap(tr(_USAGE, line=" ".join([context.command_path, *pieces])), width)
    for paragraph in (command.help or "").split("\n\n"):
        yield ""
        # An example is there to be copied: no line break of ours may come into it.
        lines = [paragraph] if paragraph.startswith(tr(_EXAMPLE)) else wrap(paragraph, width - 2)
        yield from ("  " + line for line in lines)
    yield from _section(_ARGUMENTS, ((_name(one, context), _meaning(one)) for one in arguments), width)
    yield from _section(_OPTIONS, ((_name(one, context), _meaning(one)) for one in options), width)
    yield from _section(
        _COMMANDS, ((one.name, (one.help or "").partition("\n\n")[0]) for one in commands), width
    )


def _name(param: Any, context: Any) -> str:
    return str(param.get_help_record(context)[0])


def _meaning(param: Any) -> str:
    text = param.help or ""
    if param.required:
        return tr(_REQUIRED, help=text)
    if isinstance(param.default, str) and param.show_default:
        return tr(_DEFAULT, help=text, default=param.default)
    return text


def _section(heading: Phrase, entries: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    from ..render.wrapping import columns_of, wrap

    rows = list(entries)
    if not rows:
        return
    yield ""
    yield tr(_HEADING, heading=heading)
    column = min(max(columns_of(name) for name, _ in rows), _MOST_NAME) + 4
    for name, meaning in rows:
        below = width < _NARROW or columns_of(name) > column - 4
        indent = 6 if width < _NARROW else column
        lines = wrap(meaning, width - indent)
        if below:
            yield f"  {name}"
        else:
            yield f"  {name}{' ' * (indent - 2 - columns_of(name))}{lines.pop(0)}"
        yield from (" " * indent + line for line in lines)
