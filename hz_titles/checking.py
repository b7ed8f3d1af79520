"""Typed facts to verdict in one step."""

from __future__ import annotations

from datetime import date

from .loading import Data
from .rules.applicant import Facts, read_applicant
from .rules.engine import decide
from .rules.verdict import Verdict


def check(data: Data, facts: Facts, as_of: date | None = None) -> Verdict:
    """Read `facts` and decide as of a day; today where none is given.

    Raises:
        FactError: a fact cannot be read.
        UsageError: facts that cannot go together.
    """
    applicant = read_applicant(data.names, facts, as_of or date.today())
    return decide(data.catalogue, data.jurisdiction, applicant)
