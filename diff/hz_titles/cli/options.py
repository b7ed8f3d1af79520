"""The options and arguments of all commands; what each means stands in ``help.txt``."""

from __future__ import annotations

from typing import Annotated, Any

import typer


def option(declared: str) -> Any:
    """Declare an option by its names and what it takes (with ``|``: all that it takes)."""
    names = [word for word in declared.split() if word.startswith("-")]
    metavar = declared.split()[len(names)] if len(declared.split()) > len(names) else None
    return typer.Option(*names, metavar=metavar, autocompletion=_offering(names[0], metavar or ""))


def argument(metavar: str) -> Any:
    """Declare an argument by what it takes."""
    return typer.Argument(
        metavar=metavar, show_default=False, autocompletion=_offering(metavar.lower(), metavar)
    )


def _offering(name: str, metavar: str) -> Any:
    def values(ctx: typer.Context, incomplete: str) -> Any:
        from .completion import offers

        return offers(name.strip("-"), metavar, ctx.params, incomplete)

    return values


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
Lang = Annotated[Text, option("--lang zh|en")]
DataFolder = Annotated[Text, option("--data DIR")]
ListFormat = Annotated[Text, option("--format table|plain|csv|json")]
Force = Annotated[bool, option("--force")]
