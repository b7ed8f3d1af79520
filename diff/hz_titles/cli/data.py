"""What every command begins with: the language checked, the data loaded, the day settled."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from ..errors import FactError, UsageError
from ..files import shown_path, typed_path
from ..language import Language, Phrase
from .output import choose

if TYPE_CHECKING:
    from ..loading import Data
    from ..rules.applicant import Facts

DATA_VARIABLE = "HZ_TITLES_DATA"
DISTRICT_VARIABLE = "HZ_TITLES_DISTRICT"
_NO_DEFAULT = Phrase("环境变量 {variable} {why}", "the variable {variable}: {why}")
_NO_TODAY = Phrase(
    "系统时钟不对：请用 --as-of 写明日期", "the system clock is wrong: say the date with --as-of"
)
_NO_FOLDER = Phrase("没有文件夹 {folder}", "there is no folder {folder}")


def open_data(lang: str | None, folder: str | None) -> Data:
    """Check ``--lang`` and load the data that ``--data`` or ``HZ_TITLES_DATA`` names."""
    from ..loading import load

    if lang is not None:
        choose("--lang", lang, Language)
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
    from ..names.dates import read_day

    return read_day(text, "as_of", exact=True).first


def default_district(data: Data) -> str | None:
    """Return the place of work that ``HZ_TITLES_DISTRICT`` names, where it does."""
    text = os.environ.get(DISTRICT_VARIABLE) or None
    if text is not None:
        try:
            data.names.place(text)
        except FactError as error:
            why = Phrase(*map(error.explain, Language))
            raise UsageError(_NO_DEFAULT, variable=DISTRICT_VARIABLE, why=why) from None
    return text


def typed_facts(
    cert: str | list[str] | None,
    issuer: str | list[str] | None,
    grade: str | None,
    degree: list[str] | None,
    years: str | None,
    work: list[str] | None,
    related: bool | None,
    district: str | None,
) -> Facts:
    """Gather the options of one applicant."""
    from ..rules.applicant import Facts

    return Facts(
        cert=tuple(cert or ()) if not isinstance(cert, str) else cert,
        issuer=tuple(issuer) if isinstance(issuer, list) else issuer,
        grade=grade,
        degrees=tuple(degree or ()),
        years=years,
        work=tuple(work or ()),
        related=related,
        district=district,
    )
