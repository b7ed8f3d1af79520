"""Typed facts to verdict in one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from .language import Language
from .loading import Data
from .rules.applicant import Facts, read_applicant
from .rules.engine import decide
from .rules.verdict import Verdict
from .value import field_names, value


@value
class CheckedVerdict(Verdict):
    """A verdict with the data that it rests on."""

    data: Data

    def to_dict(self, language: Language = Language.ZH) -> dict[str, Any]:
        """Return the JSON object of ``check --format json``, its texts in `language`."""
        from .words.verdict_object import verdict_object

        return verdict_object(self.data, self, language)


_FIELDS = field_names(Verdict)


def check(data: Data, facts: Facts, as_of: date | None = None) -> CheckedVerdict:
    """Read `facts` and decide as of a day; today where none is given.

    Raises:
        FactError: a fact cannot be read.
        UsageError: facts that cannot go together.
    """
    applicant = read_applicant(data.names, facts, as_of or date.today())
    verdict = decide(data.catalogue, data.jurisdiction, applicant)
    return CheckedVerdict(data=data, **{name: getattr(verdict, name) for name in _FIELDS})
