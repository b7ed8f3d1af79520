"""The notice's words, and how they are read where they alone do not decide."""

from __future__ import annotations

from enum import Enum

from ..language import Phrase
from ..value import value


@value
class Passage:
    """Words of the notice and where they stand (``附件1 二.2``)."""

    clause: str
    text: str


class Reliance(Enum):
    """Where the engine leans on a reading rather than on the notice's plain words."""

    INCLUSIVE_YEARS = "inclusive_years"
    YEARS_AFTER_QUALIFICATION = "years_after_qualification"
    MONTH_OF_THIRTY_DAYS = "month_of_thirty_days"
    BEST_QUALIFICATION = "best_qualification"
    HIGHER_QUALIFICATION = "higher_qualification"
    PRESENT_RELATED_WORK = "present_related_work"
    IN_CITY = "in_city"
    TITLE_OF_ROW = "title_of_row"
    ROW_IDENTITY = "row_identity"
    ACCEPTED_GRADE = "accepted_grade"
    ISSUER_CLASS = "issuer_class"
    PLACE_OF_WORK = "place_of_work"
    SERIES_BY_NAME = "series_by_name"
    CONDITIONS_ONLY = "conditions_only"


@value
class Reading:
    """How a passage is read where its words alone do not decide."""

    id: str
    covers: tuple[Reliance, ...] = ()  # what the engine leans on it for; none where data rows cite it
    title: Phrase
    quotes: tuple[Passage, ...]  # the notice's words that are read
    read: Phrase  # how they are read
    why: Phrase  # the reason for reading them so
