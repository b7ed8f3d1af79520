"""The help of every command, in the person's language and as wide as their screen.

Typer's own help has English headings, and breaks Chinese lines where it finds a space; so
the page is laid out here, from what the commands declare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from ..language import Phrase
from ..names.text import printable
from .language import spoken, tr
from .options import one_of
from .output import put, screen_width
from .usage_errors import EXTRA, CommandLineError, shown_name, unknown_command

WIDEST = 100
_NARROW = 60
_MOST_NAME = 26  # The columns of an option's name, beyond which its meaning goes below it

_USAGE = Phrase("用法：{line}", "Usage: {line}")
_HEADING = Phrase("{heading}：", "{heading}:")
_ARGUMENTS = Phrase("参数", "Arguments")
_OPTIONS = Phrase("选项", "Options")
_OPTIONS_HERE = Phrase("[选项]", "[OPTIONS]")
_COMMAND_HERE = Phrase("命令 [参数]...", "COMMAND [ARGS]...")
_HELP = "显示本说明\nshow this help"
_REQUIRED = Phrase("{help}（必填）", "{help} (required)")
_DEFAULT = Phrase("{help}（默认 {default}）", "{help} (default: {default})")
_EXAMPLE = Phrase("例：", "Example:")


class _OurHelp:
    """What has an option ``--help`` that prints our page."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option ``--help``."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.callback = _HELP, _print_help
        return option


class Command(_OurHelp, TyperCommand):
    """A command whose help and errors are ours."""

    allow_extra_args = True  # so that what is left over is refused here, and not in English

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse arguments that no parameter takes."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise CommandLineError(ctx.command_path, EXTRA, text=printable(" ".join(rest)))
        return rest


class Group(_OurHelp, TyperGroup):
    """The program itself, whose help and errors are ours."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named, and the arguments behind its name."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise unknown_command(args[0], self.commands)
        return super().resolve_command(ctx, args)


def _print_help(context: Any, _: Any, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        put("\n".join(_page(context, min(screen_width(), WIDEST))) + "\n")
        context.exit()


def _page(context: Any, width: int) -> Iterator[str]:
    from ..render.wrapping import wrap

    command = context.command
    params = [param for param in command.get_params(context) if not param.hidden]
    arguments = [param for param in params if isinstance(param, TyperArgument)]
    options = [param for param in params if param not in arguments]
    pieces = [tr(_OPTIONS_HERE)]
    for one in arguments:
        name = shown_name(one) if one.required else f"[{shown_name(one)}]"
        pieces.append(name if one.nargs == 1 else f"{name}...")
    commands = [one for one in getattr(command, "commands", {}).values() if not one.hidden]
    pieces += [tr(_COMMAND_HERE)] if commands else []
    yield from wrap(tr(_USAGE, line=" ".join([context.command_path, *pieces])), width)
    for paragraph in (command.help or "").split("\n\n"):
        yield ""
        # An example is there to be copied: no line break of ours may come into it.
        lines = [paragraph] if paragraph.startswith(tr(_EXAMPLE)) else wrap(paragraph, width - 2)
        yield from ("  " + line for line in lines)
    yield from _section(tr(_ARGUMENTS), ((shown_name(one), _meaning(one)) for one in arguments), width)
    yield from _section(tr(_OPTIONS), ((_names(one), _meaning(one)) for one in options), width)
    for heading in dict.fromkeys(one.rich_help_panel for one in commands):
        members = (one for one in commands if one.rich_help_panel == heading)
        entries = ((one.name, (one.help or "").partition("\n\n")[0]) for one in members)
        yield from _section(heading, entries, width)


def _names(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    names = " / ".join([names, *option.secondary_opts])
    return names if option.is_flag else f"{names} {option.metavar}"


def _meaning(param: Any) -> str:
    text = one_of(param.help or "", spoken())
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
    for name, meaning in rows:
        indent = 6 if width < _NARROW else column
        lines = wrap(meaning, width - indent)
        beside = width >= _NARROW and columns_of(name) <= column - 4
        yield f"  {name}" + (" " * (indent - 2 - columns_of(name)) + lines.pop(0) if beside else "")
        yield from (" " * indent + line for line in lines)
