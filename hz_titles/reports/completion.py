"""What a half-typed certificate, issuer, grade, qualification, area or series may become.

Whatever is offered begins with what was typed, in the case it was typed in, and is read
by the program as the thing that it is offered for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..language import Language, Phrase
from ..loading import Data
from ..names.index import Fit, certificate_entries
from ..names.resolver import Names
from ..names.text import LONGEST
from ..notice.annex1 import Certificate

_ROW = Phrase("{name} · {issuer} · {title}", "{name} · {issuer} · {title}")
_NUMBERED = Phrase("第{number}项 {row}", "row {number}: {row}")
_BETWEEN = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A text that may be typed, and what it would mean."""

    text: str
    meaning: str


def certificates(data: Data, typed: str, language: Language) -> list[Offer]:
    """Offer row numbers, or a name of each row that begins as typed."""
    rows = data.catalogue.certificates
    if not typed:
        return _merged((_handle(data.names, row), _row(row, language)) for row in rows)
    if typed.isdecimal():
        numbers = ((str(row.number), _row(row, language)) for row in rows)
        return _beginning(typed, numbers)
    wordings: dict[tuple[int, str | None], list[str]] = {}
    for entry in certificate_entries(data.catalogue):
        if entry.fit in (Fit.NAME, Fit.GENERAL):
            for row in entry.certificates:
                wordings.setdefault((row.number, entry.grade), []).append(entry.text)
    return _one_each(
        typed,
        (
            (_NUMBERED.say(language, number=number, row=_row(data.names.index.rows[number], language)), texts)
            for (number, _), texts in wordings.items()
        ),
    )


def _handle(names: Names, row: Certificate) -> str:
    """Return the shortest text that names just this row."""
    texts = [text for text in (*row.aliases, row.name) if names.identify(text).row is row]
    settled = [text for text in texts if names.identify(text).certain]
    return min(settled, key=len, default=str(row.number))


def _row(row: Certificate, language: Language) -> str:
    issuer = row.issuer if language is Language.ZH else row.issuer_en or row.issuer
    return _ROW.say(language, name=row.name, issuer=issuer, title=row.title.name)


def issuers(data: Data, typed: str, cert: str | None) -> list[Offer]:
    """Offer the issuers of the certificate that was chosen; of every one where none was."""
    return _one_each(
        typed,
        (
            (row.issuer_en or row.name, (row.issuer, *filter(None, (row.issuer_en,)), *row.body.names))
            for row in _chosen(data, cert)
        ),
    )


def grades(data: Data, typed: str, cert: str | None) -> list[Offer]:
    """Offer the grades of the certificate that was chosen, or of all that have any."""
    graded = [(row.name, row.grades) for row in _chosen(data, cert)]
    return _beginning(typed, ((grade, name) for name, grades in graded if grades for grade in grades.order))


def _chosen(data: Data, cert: str | None) -> tuple[Certificate, ...]:
    """Return the rows that `cert` may be; all of them where it says nothing."""
    if cert and cert.strip() and len(cert) <= LONGEST:
        identity = data.names.identify(cert)
        return identity.rows or identity.named or data.catalogue.certificates
    return data.catalogue.certificates


def qualifications(data: Data, typed: str, language: Language) -> list[Offer]:
    """Offer the qualifications, by code or by a word that begins as typed."""
    named = ((one.name.say(language), one.texts) for one in data.catalogue.qualifications)
    return _one_each(typed, named)


def areas(data: Data, typed: str) -> list[Offer]:
    """Offer the areas, by name or as else they may be written."""
    return _one_each(
        typed,
        (
            (f"{area.name} {' '.join(area.pinyin[:1])}", (*area.texts, *filter(None, (area.code,))))
            for area in data.jurisdiction.areas
        ),
    )


def series(data: Data, typed: str) -> list[Offer]:
    """Offer the series, in Chinese or English."""
    named = ((f"{one.name} {one.gloss}", one.texts) for one in data.catalogue.series)
    return _one_each(typed, named)


def titles(data: Data, typed: str) -> list[Offer]:
    """Offer the titles, in Chinese or English."""
    named = ((f"{one.name} {one.gloss}", one.texts) for one in data.catalogue.titles)
    return _one_each(typed, named)


def words(choices: Iterable[str], typed: str) -> list[Offer]:
    """Offer the members of a closed set."""
    return _beginning(typed, ((choice, "") for choice in choices))


def _one_each(typed: str, things: Iterable[tuple[str, Iterable[str]]]) -> list[Offer]:
    """Offer the first name of each thing that begins as typed: further ones would answer_level in its way."""
    offers = (
        (next((name for name in names if _begins(name, typed)), ""), meaning) for meaning, names in things
    )
    return _beginning(typed, (offer for offer in offers if offer[0]))


def _begins(text: str, typed: str) -> bool:
    return text[: len(typed)].casefold() == typed.casefold()


def _beginning(typed: str, named: Iterable[tuple[str, str]]) -> list[Offer]:
    """Keep the texts that begin as typed, whatever the case, and let them go on in it."""
    return _merged(
        (text if text.startswith(typed) else typed + text[len(typed) :], meaning)
        for text, meaning in named
        if _begins(text, typed)
    )


def _merged(named: Iterable[tuple[str, str]]) -> list[Offer]:
    """Offer each text once, with all that it may mean."""
    meanings: dict[str, dict[str, None]] = {}
    for text, meaning in named:
        meanings.setdefault(text, {})[meaning] = None
    return [Offer(text=text, meaning=_BETWEEN.join(filter(None, each))) for text, each in meanings.items()]
