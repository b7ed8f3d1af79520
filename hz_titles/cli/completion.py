"""Shell completion: what Bash, Zsh, Fish and PowerShell ask for, and what they are answered.

Typer brings the scripts that ask; the answers are made here, because its own put names with
spaces and brackets on the command line as they are, and import Rich for every description.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import HzTitlesError, UsageError
from ..language import Language, Phrase
from ..names.text import printable
from ..reports.completion import Offer
from . import COMPLETION_VARIABLE, NAME
from .data import open_data
from .inside_typer import (
    BashComplete,
    CompletionItem,
    FishComplete,
    PowerShellComplete,
    ZshComplete,
    completion_script,
    install_completion,
    resolve_context,
    resolve_incomplete,
    shell_name,
)
from .language import LANGUAGE
from .output import put

if TYPE_CHECKING:
    from enum import Enum

    from ..loading import Data

_UNKNOWN_SHELL = Phrase(
    "不认识的 shell「{shell}」：可用 {accepted}", "unknown shell “{shell}”: accepted: {accepted}"
)
_INSTALLED = Phrase(
    "{shell} 的补全已装到 {path}，重新打开终端后生效",
    "completion for {shell} installed in {path}; it works from the next terminal on",
)
_NOT_INSTALLED = Phrase("补全没有装成：{why}", "completion could not be installed: {why}")
_SPECIAL = frozenset(" \t\"'`\\$&|;<>()[]{}*?!#~=:@,")
"""What Bash would take for something else, or break a word at."""


def complete(request: str, build: Callable[[Iterable[str]], Any], commands: Sequence[str]) -> int:
    """Answer one request of a completion script and return the exit code it is waiting for.

    Raises:
        UsageError: a request for a shell that is not known.
    """
    verb, _, name = request.partition("_")
    shell = _SHELLS.get(name)
    if shell is None or verb not in ("source", "complete"):
        raise UsageError(_UNKNOWN_SHELL, shell=printable(request, 40), accepted=" ".join(_SHELLS))
    if verb == "source":
        put(_script(name))
        return 0
    typed, _ = shell(None, {}, NAME, COMPLETION_VARIABLE).get_completion_args()
    # The command that stands there already is the only one whose options matter.
    named = [word for word in typed[:1] if word in commands]
    try:
        answer = shell(build(named or commands), {}, NAME, COMPLETION_VARIABLE).complete()
    except SystemExit as told:  # Fish asks by the exit code whether there is anything to offer
        return 1 if told.code else 0
    put(answer + "\n")
    return 0


def _script(shell: str) -> str:
    """Return Typer's script; Zsh loads it at the first Tab, which would otherwise go unanswered."""
    script = completion_script(prog_name=NAME, complete_var=COMPLETION_VARIABLE, shell=shell)
    if shell == "zsh":
        function = f"_{NAME}_completion".replace("-", "_")
        script += f'\n\nif [ "$funcstack[1]" = "_{NAME}" ]; then {function} "$@"; fi'
    return script + "\n"


# What is offered for which parameter


class _Offers:
    """Asks the program's own lists where a parameter has one, and the parser everywhere else."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        shell: Any = self
        args = [word for word in args if word != "="]
        # An option that still waits for its value would keep the parser from the arguments before it.
        before = args[:-1] if args and args[-1].startswith("-") else args
        context = resolve_context(shell.cli, shell.ctx_args, shell.prog_name, before)
        asked, incomplete = resolve_incomplete(context, args, incomplete)
        name = getattr(asked, "name", None)
        if asked is context.command or name not in _LISTS:
            return [each for each in asked.shell_complete(context, incomplete) if _helps(each, incomplete)]
        try:
            offers = _LISTS[name](context, incomplete)
        except HzTitlesError:  # data that cannot be read: whoever runs the command will be told
            return []
        return [CompletionItem(offer.text, help=offer.meaning) for offer in offers]


def _helps(item: CompletionItem, incomplete: str) -> bool:
    return str(item.value).startswith(incomplete)


def _data(context: Any) -> Data:
    return open_data(None, context.params.get("data"))


def _certificates(context: Any, typed: str) -> list[Offer]:
    from ..reports.completion import certificates

    return certificates(_data(context), typed, LANGUAGE)


def _issuers(context: Any, typed: str) -> list[Offer]:
    from ..reports.completion import issuers

    return issuers(_data(context), typed, context.params.get("cert"))


def _grades(context: Any, typed: str) -> list[Offer]:
    from ..reports.completion import grades

    return grades(_data(context), typed, context.params.get("cert"))


def _qualifications(context: Any, typed: str) -> list[Offer]:
    from ..reports.completion import qualifications

    return qualifications(_data(context), typed, LANGUAGE)


def _areas(context: Any, typed: str) -> list[Offer]:
    from ..reports.completion import areas

    return areas(_data(context), typed)


def _series(context: Any, typed: str) -> list[Offer]:
    from ..reports.completion import series

    return series(_data(context), typed)


def _titles(context: Any, typed: str) -> list[Offer]:
    from ..reports.completion import titles

    return titles(_data(context), typed)


def _languages(context: Any, typed: str) -> list[Offer]:
    return _members(Language, typed)


def _formats(context: Any, typed: str) -> list[Offer]:
    """Offer the formats of the command: its module's own, else those of the lists."""
    import inspect

    from ..render import table

    module = inspect.getmodule(inspect.unwrap(context.command.callback))
    return _members(getattr(module, "Format", table.Format), typed)


def _schemas(context: Any, typed: str) -> list[Offer]:
    from ..schemas import Schema

    return _members(Schema, typed)


def _forms(context: Any, typed: str) -> list[Offer]:
    from ..batch.run import Form

    return _members(Form, typed)


def _headers(context: Any, typed: str) -> list[Offer]:
    from ..batch.answers import Headers

    return _members(Headers, typed)


def _summaries(context: Any, typed: str) -> list[Offer]:
    from .batch import SummaryFormat

    return _members(SummaryFormat, typed)


def _members(choices: type[Enum], typed: str) -> list[Offer]:
    from ..reports.completion import words

    return words((str(choice.value) for choice in choices), typed)


_LISTS: dict[str, Callable[[Any, str], list[Offer]]] = {
    "cert": _certificates,
    "issuer": _issuers,
    "grade": _grades,
    "degree": _qualifications,
    "district": _areas,
    "series": _series,
    "title": _titles,
    "lang": _languages,
    "output_format": _formats,
    "name": _schemas,
    "to": _forms,
    "headers": _headers,
    "summary": _summaries,
}
"""The lists by the name of the parameter, the same in every command."""


# How each shell is answered


class _Bash(_Offers, BashComplete):
    def format_completion(self, item: CompletionItem) -> str:
        """Quote what Bash would misread, unless the person has opened a quote already."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        current = int(os.environ.get("COMP_CWORD", "0"))
        text = str(item.value)
        if current < len(words) and words[current][:1] in ("'", '"'):
            return text
        return "".join("\\" + char if char in _SPECIAL else char for char in text)


class _Zsh(_Offers, ZshComplete):
    def complete(self) -> str:
        """Return what Zsh is to evaluate."""
        from shlex import quote

        items = self.get_completions(*self.get_completion_args())
        if not items:
            return "_files"
        offers = " ".join(quote(_described(item)) for item in items)
        return f"local -a offers; offers=({offers}); _describe '' offers"


def _described(item: CompletionItem) -> str:
    text = str(item.value).replace("\\", "\\\\").replace(":", "\\:")
    return f"{text}:{_line(item.help)}" if item.help else text


class _Fish(_Offers, FishComplete):
    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{_line(item.help)}" if item.help else str(item.value)


class _PowerShell(_Offers, PowerShellComplete):
    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}:::{_line(item.help) or ' '}"


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


_SHELLS: dict[str, Any] = {
    "bash": _Bash,
    "zsh": _Zsh,
    "fish": _Fish,
    "powershell": _PowerShell,
    "pwsh": _PowerShell,
}


# Setting it up


def install() -> None:
    """Install the script for the shell that the program was started from, and say where.

    Raises:
        UsageError: the shell is not known, or its files cannot be written.
    """
    from .output import say

    shell = _shell()
    try:
        _, path = install_completion(shell=shell, prog_name=NAME, complete_var=COMPLETION_VARIABLE)
        if shell == "zsh":
            path.write_text(_script(shell), encoding="utf-8")
    except OSError as error:
        raise UsageError(_NOT_INSTALLED, why=error.strerror or str(error)) from None
    say(_INSTALLED.say(LANGUAGE, shell=shell, path=path))


def show() -> None:
    """Print the script for the shell that the program was started from."""
    put(_script(_shell()))


def _shell() -> str:
    name = shell_name() or os.path.basename(os.environ.get("SHELL", ""))
    if name in _SHELLS:
        return name
    if sys.platform == "win32":
        return "powershell"
    raise UsageError(_UNKNOWN_SHELL, shell=printable(name, 40), accepted=" ".join(_SHELLS))
