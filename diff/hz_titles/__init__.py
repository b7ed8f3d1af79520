"""Which international certificates earn which professional title in Hangzhou, and where to apply.

The law is one government notice; its words, and everything else that is a fact, stand in
``catalogue.yaml`` and ``committees.yaml``. In a program::

    from hz_titles import Facts, load, check

    data = load()
    verdict = check(data, Facts(cert="PMP", degrees="bachelor", years=6, district="滨江"))
    verdict.status, verdict.title, verdict.office, verdict.to_dict()

`check` reads the texts and decides; `read_applicant` and `decide` are its two halves. `answers` says
of many rows what ``batch`` says of a file. `verdict_document` puts a verdict into words, in either
`Language`. Errors derive from `HzTitlesError`; one about a fact names the argument of `Facts`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, which takes long to import: `__main__` first has to hear Ctrl-C

if TYPE_CHECKING:
    from .batch.mappings import answers
    from .checking import check
    from .errors import DataError, FactError, HzTitlesError, UsageError
    from .language import Language, Phrase
    from .loading import Data, load
    from .rules.applicant import Applicant, Facts, Held, read_applicant
    from .rules.engine import decide
    from .rules.verdict import Need, Reason, Route, Status, Verdict
    from .words.document import Document
    from .words.verdict import verdict_document

__version__ = "2.0.0"

_NAMES = {
    "batch.mappings": ["answers"],
    "rules.applicant": ["Applicant", "Facts", "Held", "read_applicant"],
    "checking": ["check"],
    "rules.engine": ["decide"],
    "errors": ["DataError", "FactError", "HzTitlesError", "UsageError"],
    "language": ["Language", "Phrase"],
    "loading": ["Data", "load"],
    "rules.verdict": ["Need", "Reason", "Route", "Status", "Verdict"],
    "words.document": ["Document"],
    "words.verdict": ["verdict_document"],
}

__all__ = ["Applicant", "Data", "DataError", "Document", "FactError", "Facts", "Held", "HzTitlesError"]
__all__ += ["Language", "Need", "Phrase", "Reason", "Route", "Status", "UsageError", "Verdict", "__version__"]
__all__ += ["answers", "check", "decide", "load", "read_applicant", "verdict_document"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: the command line needs few of them."""
    for module, names in _NAMES.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
