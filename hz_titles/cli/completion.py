"""Shell completion: what Bash, Zsh, Fish and PowerShell ask for, and what they are answered.

Typer's scripts ask. The answers are made here, because Typer's own put names with spaces and
brackets on the command line as they are, and import Rich for every description.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from typing import Any

from typer.core import TyperArgument

from ..errors import HzTitlesError, UsageError
from ..language import Phrase
from ..names.text import printable
from ..reports.completion import Offer, offers
from .data import open_data
from .language import spoken
from .options import one_of
from .output import put

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_UNKNOWN_SHELL = Phrase(
    "不认识的 shell“{shell}”：可用 {accepted}", "unknown shell “{shell}”: accepted: {accepted}"
)
_SPECIAL = frozenset(" \t\"'`\\$&|;<>()[]{}*?!#~=:@,")
"""What Bash would take for something else, or break a word at."""


def complete(request: str, build: Callable[[Collection[str]], Any], commands: Collection[str]) -> int:
    """Answer one request of a completion script and return the exit code it is waiting for."""
    verb, _, shell = request.partition("_")
    if shell not in SHELLS or verb != "complete":
        raise UsageError(_UNKNOWN_SHELL, shell=printable(request, 40), accepted=" ".join(SHELLS))
    words, typed = _typed(shell)
    # The command that stands there already is the only one whose options matter.
    named = [word for word in words[:1] if word in commands]
    found = _offers(build(named or commands), words, typed)
    if shell == "fish" and os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if found else 1  # Fish asks by the exit code whether there is anything to offer
    put(_ANSWERS[shell](found) + "\n")
    return 0


def _typed(shell: str) -> tuple[list[str], str]:
    """Return the words before the cursor, without the program's name, and the word at it."""
    if shell == "bash":
        words = _split(os.environ.get("COMP_WORDS", ""))
        current = int(os.environ.get("COMP_CWORD", "0"))
        return words[1:current], (words[current] if current < len(words) else "")
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(line)[1:]
    at_word = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE") if shell in SHELLS[3:] else line[-1:].strip()
    return (words[:-1], words[-1]) if words and at_word else (words, "")


def _split(line: str) -> list[str]:
    """Split a line as a shell does; a quote that is still open ends with the line."""
    import shlex

    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    words = []
    try:
        for word in lexer:
            words.append(word)
    except ValueError:
        words.append(lexer.token)
    return words


# What is offered


def _offers(group: Any, words: list[str], typed: str) -> list[Offer]:
    """Ask the program's own lists where a parameter has one."""
    command = group.commands.get(words[0]) if words else None
    if command is None:
        names = [] if words and words != ["help"] else list(group.commands.values())
        summaries = [(one.name, (one.help or "").partition("\n\n")[0]) for one in names]
        return _beginning(typed, summaries) if typed[:1] != "-" else _options(group, words, typed)
    words = [word for word in words[1:] if word != "="]
    option, equals, value = typed.partition("=")
    takers = {name: one for one in command.params for name in one.opts if not getattr(one, "is_flag", False)}
    if equals and option.startswith("-"):  # the shell takes all of it for the word
        offers_of_value = _offers(group, [command.name, *words, option], value)
        return [Offer(text=f"{option}={one.text}", meaning=one.meaning) for one in offers_of_value]
    waiting = takers.get(words[-1]) if words and words[-1].startswith("-") else None
    if waiting is None and typed.startswith("-"):
        return _options(command, words, typed)
    # An option that still waits for its value would keep the parser from the arguments before it.
    before = words[:-1] if waiting is not None else words
    context = command.make_context(command.name, before, resilient_parsing=True)
    arguments = (one for one in command.params if isinstance(one, TyperArgument))
    # An argument takes one more value where it takes several, or has none yet.
    taking = (one for one in arguments if one.nargs != 1 or context.params.get(one.name) is None)
    asked = waiting or next(taking, None)
    return [] if asked is None else _values(asked, context, typed if typed != "=" else "")


def _options(command: Any, words: list[str], typed: str) -> list[Offer]:
    options = [one for one in command.params if not isinstance(one, TyperArgument)]
    named = [((*one.opts, *one.secondary_opts), one) for one in options]
    left = [(names, one) for names, one in named if one.multiple or not set(words) & set(names)]
    meanings = ((name, one_of(one.help or "", spoken())) for names, one in left for name in names)
    return _beginning(typed, meanings)


def _beginning(typed: str, texts: Iterable[tuple[str, str]]) -> list[Offer]:
    return [Offer(text=text, meaning=meaning) for text, meaning in texts if text.startswith(typed)]


def _values(param: Any, context: Any, typed: str) -> list[Offer]:
    if "|" in (param.metavar or ""):
        return _beginning(typed, ((choice, "") for choice in param.metavar.split("|")))
    plain = param.nargs == -1  # a word that may be any of these facts
    facts = [] if plain and not typed else ["cert", "degree", "district"] if plain else [param.name]
    try:
        data = open_data(None, context.params.get("data"))
        certs = context.params.get("cert") or [None]
        cert = certs if isinstance(certs, str) else certs[-1]
        return [offer for fact in facts for offer in offers(data, fact, typed, spoken(), cert)]
    except HzTitlesError:  # the run of the command says what is wrong with the data
        return []


# How each shell is answered


def _for_bash(found: list[Offer]) -> str:
    """Quote what Bash would misread, unless the person has opened a quote already."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    current = int(os.environ.get("COMP_CWORD", "0"))
    quoted = current < len(words) and words[current][:1] in ("'", '"')
    special = frozenset() if quoted else _SPECIAL
    return "\n".join("".join("\\" + char if char in special else char for char in one.text) for one in found)


def _for_zsh(found: list[Offer]) -> str:
    """Return what Zsh is to evaluate."""
    from shlex import quote

    if not found:
        return "_files"
    texts = ((one.text.replace("\\", "\\\\").replace(":", "\\:"), one.line) for one in found)
    items = " ".join(quote(f"{text}:{meaning}" if meaning else text) for text, meaning in texts)
    return f"local -a offers; offers=({items}); _describe '' offers"


def _for_fish(found: list[Offer]) -> str:
    return "\n".join(f"{one.text}\t{one.line}".rstrip("\t") for one in found)


def _for_powershell(found: list[Offer]) -> str:
    return "\n".join(f"{one.text}:::{one.line or ' '}" for one in found)


_ANSWERS = dict(zip(SHELLS, (_for_bash, _for_zsh, _for_fish, _for_powershell, _for_powershell), strict=True))
