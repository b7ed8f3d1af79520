"""Typed facts to verdict in one step."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from .language import Language
from .loading import Data
from .rules.applicant import Facts, read_applicant
from .rules.engine import decide
from .rules.verdict import Verdict
from .value import value


@value
class CheckedVerdict(Verdict):
    """A verdict with the data that it rests on."""

    data: Data

    def to_dict(self, language: Language = Language.ZH) -> dict[str, Any]:
        """Return the JSON object of ``check --format json``, its texts in `language`."""
        from .words.verdict_object import verdict_object

        return verdict_object(self.data, self, language)


def check(data: Data, facts: Facts, as_of: date | None = None) -> CheckedVerdict:
    """Read `facts` and decide as of a day, or today; facts that cannot be read raise `UsageError`."""
    applicant = read_applicant(data.names, facts, as_of or date.today())
    verdict = decide(data.catalogue, data.jurisdiction, applicant)
    return CheckedVerdict(data=data, **{one.name: getattr(verdict, one.name) for one in fields(verdict)})
