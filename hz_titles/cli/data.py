"""What every command begins with: the data loaded, the day settled, the facts gathered."""

from __future__ import annotations

import os
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import FactError, UsageError
from ..files import shown_path, typed_path
from ..language import Language, Phrase

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


def open_data(folder: str | None) -> Data:
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


def typed_facts(*given: Any) -> Facts:
    """Return the facts that options give, in the order in which `Facts` has them; None is not given."""
    from ..rules.applicant import Facts

    named = zip(fields(Facts), given, strict=True)
    return Facts(**{field.name: one for field, one in named if one is not None})
