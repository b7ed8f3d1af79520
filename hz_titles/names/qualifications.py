"""What people write for a qualification, read as words.

A word for the level decides (本科, 硕士, PhD); all else must be known to change nothing: a mode of
study, a field, a word for the diploma. What proves nothing (在读, 肄业) is looked for first.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from itertools import takewhile

from ..errors import FactError
from ..language import Phrase
from ..notice import Catalogue, Qualification, Refused, Remark, Wordings
from ..value import value
from .text import Folded, checked, fold, narrow, nearest, printable
from .times import Day, without_day
from .words import Lexicon, Piece

_UNKNOWN = Phrase("不认识这种学历或学位", "is no qualification that is known here")
_NO_LEVEL = Phrase("看不出是哪一级学历", "does not say which level it is")
_TWO_LEVELS = Phrase("写了不止一种学历，请分开写", "names several levels: give each by itself")
_NO_BOUND = Phrase("看不出究竟是哪一级学历", "leaves open which level it is")
_LONGEST_FIELD = 12  # the most words of a text with a field that is not known
_PLUS, _DOUBT = "+", "?"


@value
class QualificationRead:
    """What a text says of a qualification."""

    least: Qualification  # its level, or with `or_higher` the least that it may be
    or_higher: bool = False
    remark: Remark | None = None
    obtained: Day | None = None  # the date that stands in the text


# What a word in a qualification is there for.
_Sense = Enum("_Sense", "LEVEL NEUTRAL REFUSED JOINT OPEN LOWER")


@value
class _Word:
    """A known word: for a level with what has to be said about it, for a refused one with the reason."""

    sense: _Sense
    level: Qualification | None = None
    remark: Remark | None = None
    at_least: bool = False  # what stands beside it may say more: 研究生, 博士
    refused: Refused | None = None


class NoLevelError(FactError):
    """Words of qualifications of which none says the level: 大学."""


class ProvesNothingError(FactError):
    """Words of qualifications, one of which takes it back: 本科在读."""


class Qualifications:
    """The words for qualifications that the catalogue declares, and how a text is read by them."""

    def __init__(self, catalogue: Catalogue, *, suggesting: bool) -> None:
        self._suggesting = suggesting
        self._catalogue = catalogue

    @cached_property
    def levels(self) -> dict[Folded, QualificationRead]:
        """The words that name a level by themselves."""
        levels: dict[Folded, QualificationRead] = {}
        for one in self._catalogue.qualifications:
            for words in (Wordings(texts=(one.id, *one.alone)), *one.words):
                read = QualificationRead(least=one, remark=words.remark)
                levels |= dict.fromkeys(map(fold, words.texts), read)
        return levels

    @cached_property
    def _lexicon(self) -> Lexicon[_Word]:
        return Lexicon(self._words(), self._catalogue.vocabulary.simplified)

    def read(self, text: str) -> QualificationRead:
        """Return the qualification that `text` names; `FactError` for none, several, or what proves none."""
        text = checked("degree", text)
        if whole := self.levels.get(fold(text)):
            return whole
        around, obtained = without_day(text, "degree")
        pieces = self._lexicon.read(around if around.strip() else text)
        known = [piece.known[0] for piece in pieces if piece.known]
        joined = "".join(piece.joined for piece in pieces)
        for refused in (word.refused for word in known):
            if refused and not any(fold(word) in joined for word in refused.unless):
                kind = ProvesNothingError if len(known) == len(pieces) else FactError
                raise self._error(text, refused.remark.text, kind)
        fields = (index for index, piece in enumerate(pieces) if not piece.known)
        if _DOUBT in narrow(text) or not all(self._is_field(pieces, index) for index in fields):
            raise self._error(text, _UNKNOWN)
        # One below every condition adds nothing to another, and what may say more nothing to what does.
        levels = [(word.level, word) for word in known if word.level]
        levels = [each for each in levels if each[0].rank >= self._catalogue.lowest_rank] or levels
        highest = max((level.rank for level, _ in levels), default=0)
        levels = [each for each in levels if each[0].rank == highest or not each[1].at_least]
        if not levels:
            raise self._error(text, _NO_LEVEL, NoLevelError)
        if len({level.rank for level, _ in levels}) > 1:
            raise self._error(text, _TWO_LEVELS)
        level, first = levels[0]
        senses = {word.sense for word in known}
        if _Sense.LOWER in senses and level.rank > 0:
            raise self._error(text, _NO_BOUND)
        return QualificationRead(
            least=level,
            or_higher=_Sense.OPEN in senses or narrow(text).endswith(_PLUS),
            remark=first.remark if all(word.remark for _, word in levels) else None,
            obtained=obtained,
        )

    def _is_field(self, pieces: list[Piece[_Word]], index: int) -> bool:
        """Tell whether a word that is not known can only be a field: before 硕士, or behind "of"."""
        around, word = self._catalogue.qualification_words, pieces[index].joined
        if word.isascii():
            before = {piece.sense for piece in pieces[:index]}
            return word.isalpha() and before >= {_Sense.JOINT, _Sense.LEVEL}
        if sum(piece.words for piece in pieces) > _LONGEST_FIELD or word in around.never:
            return False
        behind = takewhile(lambda piece: not piece.parted, pieces[index + 1 :])
        levels = [piece.joined for piece in behind if piece.has(_Sense.LEVEL)]
        return any(part in level for level in levels for part in around.before)

    def _error(self, text: str, why: Phrase, kind: type[FactError] = FactError) -> FactError:
        qualifications, suggesting = self._catalogue.qualifications, self._suggesting and why is _UNKNOWN
        count = [one for one in qualifications if one.rank >= self._catalogue.lowest_rank]
        accepted = tuple(Phrase(one.short, one.id) for one in count)
        known = (word for one in qualifications for word in one.texts if suggesting)
        return kind("degree", printable(text), why, accepted=accepted, nearest=nearest(text, known))

    def _words(self) -> Iterator[tuple[str, _Word]]:
        """Yield every known word; what is known of one first goes before what is known of it later."""
        around = self._catalogue.qualification_words
        for one in self._catalogue.qualifications:
            for words in (Wordings(texts=(one.id,)), *one.words):
                level = _Word(sense=_Sense.LEVEL, level=one, remark=words.remark, at_least=words.at_least)
                yield from ((text, level) for text in words.texts if text not in one.alone)
        for refused in self._catalogue.refused_qualifications:
            yield from ((text, _Word(sense=_Sense.REFUSED, refused=refused)) for text in refused.texts)
        for sense, texts in (
            (_Sense.OPEN, around.open),
            (_Sense.LOWER, around.lower),
            (_Sense.JOINT, around.behind),
            (_Sense.NEUTRAL, (*around.neutral, *around.fields)),
        ):
            yield from ((text, _Word(sense=sense)) for text in texts)
