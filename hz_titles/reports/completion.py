"""What a half-typed certificate, issuer, grade, qualification, area, series or title may become."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..language import Language, Phrase
from ..loading import Data
from ..names.index import Sense, row_names
from ..names.text import LONGEST
from ..notice import Certificate
from ..value import value

_NUMBERED = Phrase("第{number}项 {row}", "row {number}: {row}")
_BETWEEN = " | "

Things = Iterable[tuple[str, Iterable[str]]]  # What each thing is, and the texts that name it, the best first


@value
class Offer:
    """A text that may be typed, and what it would mean."""

    text: str
    meaning: str

    @property
    def line(self) -> str:
        """The meaning in one line."""
        return " ".join(self.meaning.split())


def offers(data: Data, fact: str, typed: str, language: Language, cert: str | None = None) -> list[Offer]:
    """Offer for a fact the first name of each thing that begins as typed, in the case it was typed in.

    Issuers and grades are those of the certificate `cert`, where one is named.
    """
    of_fact = _THINGS.get(fact)
    if of_fact is None:
        return []
    if fact == "cert" and (not typed or typed.isdecimal()):
        of_fact = _numbers if typed else _handles
    start = typed.casefold()
    meanings: dict[str, dict[str, None]] = {}
    for meaning, texts in of_fact(data, language, cert):
        found = next((text for text in texts if text[: len(typed)].casefold() == start), None)
        if found:
            meanings.setdefault(typed + found[len(typed) :], {})[meaning] = None
    return [Offer(text=text, meaning=_BETWEEN.join(filter(None, each))) for text, each in meanings.items()]


def _numbers(data: Data, language: Language, _: str | None) -> Things:
    return ((_row(row, language), [str(row.number)]) for row in data.catalogue.certificates)


def _handles(data: Data, language: Language, _: str | None) -> Things:
    """Yield for each row the shortest text that names just this row."""
    identify = data.names.identify
    for row in data.catalogue.certificates:
        own = [
            text for text in (*row.aliases, row.name) if (one := identify(text)).certain and one.row is row
        ]
        yield _row(row, language), [min(own, key=len, default=str(row.number))]


def _wordings(data: Data, language: Language, _: str | None) -> Things:
    wordings: dict[tuple[int, str | None], tuple[Certificate, list[str]]] = {}
    for _path, text, meaning in row_names(data.catalogue):
        if meaning.sense in (Sense.NAME, Sense.GENERAL):
            for row in meaning.rows:
                wordings.setdefault((row.number, meaning.grade), (row, []))[1].append(text)
    for row, texts in wordings.values():
        yield _NUMBERED.say(language, number=row.number, row=_row(row, language)), texts


def _row(row: Certificate, language: Language) -> str:
    issuer = row.issuer if language is Language.ZH else row.issuer_en or row.issuer
    return f"{row.name} · {issuer} · {row.title.name}"


def _issuers(data: Data, _: Language, cert: str | None) -> Things:
    for row in _chosen(data, cert):
        yield row.issuer_en or row.name, (row.issuer, *filter(None, (row.issuer_en,)), *row.body.names)


def _grades(data: Data, _: Language, cert: str | None) -> Things:
    for row in _chosen(data, cert):
        yield from ((row.name, [grade]) for grade in (row.grades.order if row.grades else ()))


def _chosen(data: Data, cert: str | None) -> tuple[Certificate, ...]:
    """Return the rows that `cert` may be; all of them where it says nothing."""
    if cert and cert.strip() and len(cert) <= LONGEST:
        identity = data.names.identify(cert)
        return identity.rows or identity.named or data.catalogue.certificates
    return data.catalogue.certificates


_THINGS: dict[str, Callable[[Data, Language, str | None], Things]] = {
    "cert": _wordings,
    "issuer": _issuers,
    "grade": _grades,
    "degree": lambda data, language, _: (
        (one.name.say(language), one.texts) for one in data.catalogue.qualifications
    ),
    "district": lambda data, *_: (
        (f"{one.name} {' '.join(one.pinyin[:1])}", (*one.texts, *filter(None, (one.code,))))
        for one in data.jurisdiction.areas
    ),
    "series": lambda data, *_: ((f"{one.name} {one.gloss}", one.texts) for one in data.catalogue.series),
    "title": lambda data, *_: ((f"{one.name} {one.gloss}", one.texts) for one in data.catalogue.titles),
}
"""The lists by the name of the fact."""
