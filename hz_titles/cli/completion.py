"""What Tab offers: the scripts that ask and the form of the answers are Typer's, the values stand here."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..errors import HzTitlesError, UsageError
from ..language import Language, Phrase
from ..loading import Data
from ..names.text import printable
from ..notice import Certificate
from . import NAME
from .session import spoken
from .usage import meaning, shown_name

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_UNKNOWN_SHELL = Phrase(
    "不认识的 shell“{shell}”：可用 {accepted}", "unknown shell “{shell}”: accepted: {accepted}"
)
_NEEDS_NO_QUOTES = re.compile(r"[\w.-]+")  # in any shell
Things = Iterable[tuple[str, Iterable[str]]]  # what each thing is, and the texts that name it, the best first


def answer(request: str, program: Any) -> None:
    """Answer one request of a completion script, and leave as Typer does, with `SystemExit`."""
    verb, _, shell = request.partition("_")
    if shell not in SHELLS or verb != "complete":
        raise UsageError(_UNKNOWN_SHELL, shell=printable(request, 40), accepted=" ".join(SHELLS))
    for command in (program, *program.commands.values()):
        command.short_help = meaning(command.name).split("\n")[0]
        for param in command.params:
            param.help = meaning(command.name, shown_name(param))
    os.environ["COLUMNS"] = "1000"  # Rich, through which Typer sends what things mean, would break it
    program(prog_name=NAME, standalone_mode=False)


def offers(
    fact: str, metavar: str, given: Mapping[str, Any], typed: str, load: Callable[[str | None], Data]
) -> list[tuple[str, str]]:
    """Offer for a parameter the first text of each thing that begins as typed, in the case it was typed in.

    Issuers and grades are those of the certificate that was given. `load` opens a data folder.
    """
    if "|" in metavar:
        return [(choice, "") for choice in metavar.split("|")]
    facts = [fact]
    if fact == "word":  # it may be any of these; a number alone would be refused
        facts = ["cert", "degree", "district"] if typed and not typed.isdigit() else []
    found: dict[str, str] = {}
    try:
        data = load(given.get("data"))
        certs = given.get("cert") or ()
        named = data.names.identify(certs if isinstance(certs, str) else certs[-1]).rows if certs else ()
        rows = named or data.catalogue.certificates
        things = (thing for each in facts if each in _THINGS for thing in _THINGS[each](data, rows))
        for what, texts in things:
            fitting = (text for text in texts if text[: len(typed)].casefold() == typed.casefold())
            if text := next(filter(_NEEDS_NO_QUOTES.fullmatch, fitting), ""):
                found.setdefault(typed + text[len(typed) :], " ".join(what.split()).replace("[", "("))
    except HzTitlesError:  # the run of the command says what is wrong
        return []
    return list(found.items())


def _certificates(data: Data, _: object) -> Things:
    for row in data.catalogue.certificates:
        issuer = row.issuer if spoken() is Language.ZH else row.issuer_en or row.issuer
        yield f"{row.name} · {issuer} · {row.title.name}", (str(row.number), *row.aliases, row.name)


_THINGS: dict[str, Callable[[Data, Sequence[Certificate]], Things]] = {
    "cert": _certificates,
    "issuer": lambda _, rows: ((row.name, (row.issuer, *row.body.names)) for row in rows),
    "grade": lambda _, rows: (
        (row.name, [grade]) for row in rows if row.grades for grade in row.grades.order
    ),
    "degree": lambda data, _: ((one.name.say(spoken()), one.texts) for one in data.catalogue.qualifications),
    "district": lambda data, _: ((one.name, one.texts) for one in data.jurisdiction.areas),
    "series": lambda data, _: ((f"{one.name} {one.gloss}", one.texts) for one in data.catalogue.series),
    "title": lambda data, _: ((f"{one.name} {one.gloss}", one.texts) for one in data.catalogue.titles),
}
