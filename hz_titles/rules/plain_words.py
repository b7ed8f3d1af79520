"""Facts told as plain words, in any order: each word is read as the only thing that it can be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from ..errors import FactError, UsageError
from ..language import Phrase
from ..names.dates import read_day, read_period
from ..names.qualifications import ProvesNothingError
from ..names.resolver import Kind, Names
from ..names.text import fold, printable, yes_or_no
from ..names.years import VagueYearsError, read_years
from .applicant import Facts, level_and_date

_NOTHING = Phrase(
    "看不出“{word}”是什么，请写明选项：{options}",
    "“{word}” is nothing that is known: write which it is: {options}",
)
_SEVERAL = Phrase(
    "“{word}”可以是几种信息，请写明选项：{options}",
    "“{word}” can be several things: write which it is: {options}",
)
_TWICE = Phrase("{option} 只能有一个：“{words}”", "{option} goes once: “{words}”")
_ONCE = ("grade", "years", "related", "district")
_ANY = ("cert", "degree", "years", "work", "district")


def with_words(names: Names, facts: Facts, words: Sequence[str]) -> Facts:
    """Return `facts` with those that `words` tell.

    Raises:
        UsageError: a word could give several facts or none, or one that was given already.
    """
    given = facts.texts
    told = _sorted(names, words, {"cert": [*given.get("cert", ())]})
    every = {fact: (*given.get(fact, ()), *told.get(fact, ())) for fact in {**given, **told}}
    for fact in _ONCE:
        if len(every.get(fact, ())) > 1:
            raise UsageError(_TWICE, option=f"--{fact}", words=printable(" ".join(every[fact]), 80))
    return replace(
        facts,
        cert=tuple(told["cert"]),
        issuer=every.get("issuer"),
        degrees=every.get("degree", ()),
        work=every.get("work", ()),
        related=yes_or_no(told["related"][0]) if "related" in told else facts.related,
        **{fact: every[fact][0] for fact in ("grade", "years", "district") if fact in told},
    )


def _sorted(names: Names, words: Sequence[str], told: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the words by the fact that each gives, behind what is told already."""
    unknown: list[str] = []
    for word in words:
        facts = _meanings(names, word)
        if len(facts) > 1:
            raise UsageError(_SEVERAL, word=printable(word, 60), options=_options(facts, word))
        if facts:
            told.setdefault(facts[0], []).append(word)
        else:
            unknown.append(word)
    for word in unknown:
        if not any(_is_grade(names, cert, word) for cert in told["cert"]):
            _refuse_known(names, word)
            raise UsageError(_NOTHING, word=printable(word, 60), options=_options(_ANY, word))
        told.setdefault("grade", []).append(word)
    if not told["cert"]:  # a body alone asks for the certificate
        told["cert"] = told.pop("issuer", [])
    return told


def _meanings(names: Names, word: str) -> tuple[str, ...]:
    """Return the same as `meanings`; what is declared for one fact is no other's, which the audit proves."""
    folded = fold(word)
    every: dict[str, Collection[str]] = {
        "degree": names.qualifications.levels,
        "district": names.places.names,
        "cert": names.wordings,
    }
    for fact, declared in every.items():
        if folded in declared and not folded.isdecimal() and yes_or_no(word) is None:
            return (fact,)
    return meanings(names, word)


def meanings(names: Names, word: str) -> tuple[str, ...]:
    """Return the facts that `word` could give."""
    if _reads(lambda: names.issuer(word)):  # neither certificate nor place, though both may stand in it
        return ("issuer",)
    readers: dict[str, Callable[[], object]] = {
        "degree": lambda: _is_degree(names, word),
        "years": lambda: read_years(word),
        "work": lambda: read_period(word),
        "related": lambda: yes_or_no(word) is not None,
        "district": lambda: names.place(word),
    }
    facts = [fact for fact, read in readers.items() if _reads(read)]
    if "district" in facts and _reads(lambda: names.given(word).places):  # 香港: issuer, or place
        facts.insert(0, "issuer")
    return ("cert", *facts) if _reads(lambda: _is_certificate(names, word, facts)) else tuple(facts)


def _reads(read: Callable[[], object]) -> bool:
    try:
        return bool(read())
    except FactError:
        return False


def _is_certificate(names: Names, word: str, facts: Collection[str]) -> bool:
    """Tell whether a certificate is known by this word; a degree is known as one that is not listed."""
    found = names.identify(word)
    return bool(found.rows) or (found.kind is not Kind.NOT_RECOGNISED and "degree" not in facts)


def _is_degree(names: Names, word: str) -> bool:
    level, when = level_and_date(word)
    return bool(names.qualification(level)) and (when is None or bool(read_day(when, "degree")))


def _refuse_known(names: Names, word: str) -> None:
    """Refuse what is a qualification that proves nothing (本科在读) or no exact years (约5年), saying why."""
    for read in (names.qualification, read_years):
        try:
            read(word)
        except (ProvesNothingError, VagueYearsError):
            raise
        except FactError:
            pass


def _is_grade(names: Names, cert: str, word: str) -> bool:
    rows = [row for row in names.identify(cert).rows if row.grades]
    return any(_reads(lambda row=row: names.grade(word, row)) for row in rows)  # type: ignore[misc]


def _options(facts: Iterable[str], word: str) -> str:
    text = printable(word, 60)
    quoted = f'"{text}"' if " " in text else text
    return " / ".join(f"--{fact} {quoted}" for fact in facts)
