"""The options and arguments of all commands; what each means stands in ``help.txt``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..errors import UsageError, did_you_mean
from ..language import Phrase
from ..names.text import nearest, printable

_CHOICE = Phrase("{option}“{text}”：可用 {accepted}{hint}", "{option} “{text}”: accepted: {accepted}{hint}")


def option(declared: str) -> Any:
    """Declare an option by its names and what it takes; with ``|`` it takes nothing else."""
    names = [word for word in declared.split() if word.startswith("-")]
    metavar = declared.split()[len(names)] if len(declared.split()) > len(names) else None
    return typer.Option(*names, metavar=metavar, **_taking(names[0], metavar or ""))


def argument(metavar: str) -> Any:
    """Declare an argument by what it takes."""
    name = "NAME" if "|" in metavar else metavar
    return typer.Argument(metavar=metavar, show_default=False, **_taking(name, metavar))


def _taking(name: str, metavar: str) -> dict[str, Any]:
    def values(ctx: typer.Context, incomplete: str) -> Any:
        from .completion import offers

        return offers(name.strip("-").lower(), metavar, ctx.params, incomplete)

    def chosen(text: str) -> str:
        choices = metavar.split("|")
        if text in choices:
            return text
        accepted, hint = ", ".join(choices), did_you_mean(nearest(text, choices))
        raise UsageError(_CHOICE, option=name, text=printable(text, 40), accepted=accepted, hint=hint)

    return {"autocompletion": values, "parser": chosen if "|" in metavar else None}


Text = str | None
Texts = list[str] | None
Certs = Annotated[Texts, option("--cert NAME")]
Issuers = Annotated[Texts, option("--issuer NAME")]
Grade = Annotated[Text, option("--grade GRADE")]
Degree = Annotated[Texts, option("--degree LEVEL[@DATE]")]
Years = Annotated[Text, option("--years N")]
Work = Annotated[Texts, option("--work FROM..[TO]")]
Related = Annotated[bool | None, option("--related/--unrelated")]
District = Annotated[Text, option("--district AREA")]
AsOf = Annotated[Text, option("--as-of DATE")]
Series = Annotated[Text, option("--series SERIES")]
Lang = Annotated[Text, option("--lang zh|en")]
DataFolder = Annotated[Text, option("--data DIR")]
ListFormat = Annotated[Text, option("--format table|plain|csv|json")]
Force = Annotated[bool, option("--force")]
