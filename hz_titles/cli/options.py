"""The options of all commands, and what they come to; what each means stands in ``help.txt``."""

# Without `from __future__ import annotations`: Typer would compile each of them at every start.

import os
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import FactError, UsageError, did_you_mean
from ..files import shown_path, typed_path
from ..language import Language, Phrase
from ..names.text import nearest, printable

if TYPE_CHECKING:
    from ..loading import Data
    from ..rules.applicant import Facts

_CHOICE = Phrase("{option}“{text}”：可用 {accepted}{hint}", "{option} “{text}”: accepted: {accepted}{hint}")
DATA_VARIABLE = "HZ_TITLES_DATA"
DISTRICT_VARIABLE = "HZ_TITLES_DISTRICT"
_NO_DEFAULT = Phrase("环境变量 {variable} {why}", "the variable {variable}: {why}")
_NO_TODAY = Phrase(
    "系统时钟不对：请用 --as-of 写明日期", "the system clock is wrong: say the date with --as-of"
)
_NO_FOLDER = Phrase("没有文件夹 {folder}", "there is no folder {folder}")


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

        return offers(name.strip("-").lower(), metavar, ctx.params, incomplete, open_data)

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


# What they come to


def open_data(folder: str | None) -> "Data":
    """Load the data that ``--data`` or ``HZ_TITLES_DATA`` names."""
    from ..loading import load

    folder = typed_path(folder) if folder is not None else os.environ.get(DATA_VARIABLE) or None
    if folder is not None and not os.path.isdir(folder):
        raise UsageError(_NO_FOLDER, folder=shown_path(folder))
    return load(folder)


def as_of_date(text: str | None) -> date:
    """Return the day that ``--as-of`` names; today without it."""
    if text is None:
        try:
            return date.today()
        except (OverflowError, ValueError):
            raise UsageError(_NO_TODAY) from None
    from ..names.times import read_day

    return read_day(text, "as_of", exact=True).first


def default_district(data: "Data") -> str | None:
    """Return the place of work that ``HZ_TITLES_DISTRICT`` names, where it does."""
    text = os.environ.get(DISTRICT_VARIABLE) or None
    if text is not None:
        try:
            data.names.place(text)
        except FactError as error:
            why = Phrase(*map(error.explain, Language))
            raise UsageError(_NO_DEFAULT, variable=DISTRICT_VARIABLE, why=why) from None
    return text


def typed_facts(*given: Any) -> "Facts":
    """Return the facts that options give, in the order in which `Facts` has them; None is not given."""
    from ..rules.applicant import Facts

    named = zip(fields(Facts), given, strict=True)
    return Facts(**{field.name: one for field, one in named if one is not None})
