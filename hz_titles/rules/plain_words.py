"""Facts told as plain words, in any order: each word is read as the only thing that it can be."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from ..errors import FactError, UsageError
from ..language import Phrase
from ..names.identity import Kind
from ..names.qualifications import ProvesNothingError
from ..names.resolver import Names
from ..names.text import fold, printable, yes_or_no
from ..names.times import VagueYearsError, read_day, read_period, read_years
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


def with_words(names: Names, facts: Facts, words: Sequence[str]) -> Facts:
    """Return `facts` with those that `words` tell.

    A word that could give several facts or none, or one that was given already, raises `UsageError`.
    """
    told = {fact: [*texts] for fact, texts in facts.texts.items()}
    certs, issuers, unknown = told.setdefault("cert", []), told.pop("issuer", []), []
    for word in words:
        could_be = _meanings(names, word)
        if len(could_be) > 1:
            raise _unclear(_SEVERAL, word, could_be)
        if could_be:
            told.setdefault(could_be[0], []).append(word)
        else:
            unknown.append(word)
    for word in unknown:
        rows = (row for cert in certs for row in names.identify(cert).rows if row.grades)
        if not any(_reads(names.grade, word, row) for row in rows):
            # A qualification that proves nothing (本科在读) or years that are not exact (约5年) say why.
            _reads(names.qualification, word, but=(ProvesNothingError,))
            _reads(read_years, word, but=(VagueYearsError,))
            raise _unclear(_NOTHING, word, ("cert", "degree", "years", "work", "district"))
        told.setdefault("grade", []).append(word)
    for fact in _ONCE:
        if len(told.get(fact, ())) > 1:
            raise UsageError(_TWICE, option=f"--{fact}", words=printable(" ".join(told[fact]), 80))
    named, related = told.get("issuer", []), told.pop("related", None)
    return replace(
        facts,
        cert=tuple(certs or named),  # a body alone asks for the certificate
        issuer=tuple(issuers + named if certs else issuers) or None,
        degrees=tuple(told.get("degree", ())),
        work=tuple(told.get("work", ())),
        related=yes_or_no(related[0]) if related else None,
        **{fact: told[fact][0] for fact in _ONCE if fact in told},
    )


def _meanings(names: Names, word: str) -> tuple[str, ...]:
    """Return the same as `meanings`; what is declared for one fact is no other's, which the audit proves."""
    declared: dict[str, Container[str]] = {
        "degree": names.qualifications.levels,
        "district": names.places.names,
        "cert": names.wordings,
    }
    folded = fold(word)
    known = [fact for fact, words in declared.items() if folded in words]
    if known and not folded.isdecimal() and yes_or_no(word) is None:
        return (known[0],)
    return meanings(names, word)


def meanings(names: Names, word: str) -> tuple[str, ...]:
    """Return the facts that `word` could give."""
    if _reads(names.issuer, word):  # neither certificate nor place, though both may stand in it
        return ("issuer",)
    readers: dict[str, Callable[[str], object]] = {
        "degree": partial(_read_degree, names),
        "years": read_years,
        "work": read_period,
        "related": lambda text: yes_or_no(text) is not None,
        "district": names.place,
    }
    facts = [fact for fact, read in readers.items() if _reads(read, word)]
    if "district" in facts and _reads(lambda: names.given(word).bodies):  # 香港: issuer, or place
        facts.insert(0, "issuer")
    with suppress(FactError):
        found = names.identify(word)
        # A degree is known as a certificate that is not listed.
        if found.rows or (found.kind is not Kind.NOT_RECOGNISED and "degree" not in facts):
            facts.insert(0, "cert")
    return tuple(facts)


def _reads(read: Callable[..., object], *texts: object, but: tuple[type[FactError], ...] = ()) -> bool:
    try:
        return bool(read(*texts))
    except but:
        raise
    except FactError:
        return False


def _read_degree(names: Names, word: str) -> tuple[object, ...]:
    level, when = level_and_date(word)
    return names.qualification(level), when and read_day(when, "degree")


def _unclear(phrase: Phrase, word: str, facts: Iterable[str]) -> UsageError:
    text = printable(word, 60)
    quoted = f'"{text}"' if " " in text else text
    return UsageError(phrase, word=text, options=" / ".join(f"--{fact} {quoted}" for fact in facts))
