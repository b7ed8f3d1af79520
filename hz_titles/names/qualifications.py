"""What people write for a qualification, read as words.

A word for the level decides (本科, 硕士, PhD); all else must be known to change nothing: a mode of
study, a field, a word for the diploma. What proves nothing (在读, 肄业) is looked for first.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cached_property

from ..errors import FactError
from ..language import Phrase, listed_each
from ..notice import Catalogue, Qualification, Refused, Remark, Wordings
from ..value import value
from .dates import Day, without_day
from .text import Folded, checked, fold, narrow, nearest, printable
from .words import Lexicon, Piece, Words, cover, cut

_UNKNOWN = Phrase("不认识这种学历或学位", "is no qualification that is known here")
_NO_LEVEL = Phrase("看不出是哪一级学历", "does not say which level it is")
_TWO_LEVELS = Phrase("写了不止一种学历，请分开写", "names several levels: give each by itself")
_NO_BOUND = Phrase("看不出究竟是哪一级学历", "leaves open which level it is")
_LONGEST_FIELD = 12
_PLUS, _DOUBT = "+", "?"


@value
class QualificationRead:
    """What a text says of a qualification."""

    least: Qualification  # its level, or with `or_higher` the least that it may be
    or_higher: bool = False
    remark: Remark | None = None
    obtained: Day | None = None  # the date that stands in the text


class _Role(Enum):
    """What a word in a qualification is there for."""

    LEVEL = "level"
    NEUTRAL = "neutral"
    REFUSED = "refused"
    JOINT = "joint"
    OPEN = "open"
    LOWER = "lower"


@value
class _Word:
    """A known word: for a level with what has to be said about it, for a refused one with the reason."""

    role: _Role
    level: Qualification | None = None
    remark: Remark | None = None
    at_least: bool = False  # what stands beside it may say more: 研究生, 博士
    field_before: bool = False  # any field may stand before it
    refused: Refused | None = None

    @property
    def rank(self) -> int:
        """The rank of its level; less than any where it has none."""
        return self.level.rank if self.level else -1


class NoLevelError(FactError):
    """Words of qualifications of which none says the level: 大学."""


class ProvesNothingError(FactError):
    """Words of qualifications, one of which takes it back: 本科在读."""


class Qualifications:
    """The words for qualifications that the catalogue declares, and how a text is read by them."""

    def __init__(self, catalogue: Catalogue, *, suggesting: bool) -> None:
        """Take the words; nothing is folded yet."""
        self._suggesting = suggesting
        self._catalogue = catalogue

    @cached_property
    def levels(self) -> dict[Folded, _Word]:
        """The words that name a level by themselves."""
        return {fold(text): word for text, word in self._level_words()}

    @cached_property
    def accepted(self) -> Phrase:
        """The levels that count, in words of either language."""
        known = [one for one in self._catalogue.qualifications if one.rank >= self._catalogue.lowest_rank]
        return listed_each([Phrase(one.short, one.id) for one in known])

    def read(self, text: str) -> QualificationRead:
        """Return the qualification that `text` names.

        None, several, or one that is known to prove nothing (肄业, 在读 …) raise `FactError`.
        """
        text = checked("degree", text)
        whole = self.levels.get(fold(text))
        if whole and whole.level:
            return QualificationRead(least=whole.level, remark=whole.remark)
        around, obtained = without_day(text, "degree")
        words = cut(around if around.strip() else text, self._catalogue.vocabulary.simplified)
        pieces = cover(words, self._lexicon.found(words))
        known = [piece.known[0] for piece in pieces if piece.known]
        for refused in (word.refused for word in known):
            if refused and not any(fold(word) in words.joined for word in refused.unless):
                all_known = len(known) == len(pieces)
                raise self._error(text, refused.remark.text, ProvesNothingError if all_known else FactError)
        fields = [piece for piece in pieces if not piece.known]
        if _DOUBT in narrow(text) or not all(self._is_field(words, pieces, piece) for piece in fields):
            raise self._error(text, _UNKNOWN)
        return self._read(text, known, obtained)

    def _read(self, text: str, words: list[_Word], obtained: Day | None) -> QualificationRead:
        """Decide by the level words among `words`; one below every condition adds nothing to another."""
        levels = [word for word in words if word.level]
        levels = [word for word in levels if word.rank >= self._catalogue.lowest_rank] or levels
        highest = max((word.rank for word in levels), default=0)
        levels = [word for word in levels if not (word.at_least and word.rank < highest)]
        roles = {word.role for word in words}
        if not levels or not levels[0].level:
            raise self._error(text, _NO_LEVEL, NoLevelError)
        if len({word.rank for word in levels}) > 1:
            raise self._error(text, _TWO_LEVELS)
        if _Role.LOWER in roles and levels[0].rank > 0:
            raise self._error(text, _NO_BOUND)
        return QualificationRead(
            least=levels[0].level,
            or_higher=_Role.OPEN in roles or narrow(text).endswith(_PLUS),
            remark=levels[0].remark if all(word.remark for word in levels) else None,
            obtained=obtained,
        )

    def _is_field(self, words: Words, pieces: list[Piece[_Word]], unknown: Piece[_Word]) -> bool:
        """Tell whether a word that is not known can only be a field: before 硕士, or behind "of"."""
        word = words.word(unknown.start)
        if word.isascii():
            before = {piece.known[0].role for piece in pieces if piece.known and piece.end <= unknown.start}
            return word.isalpha() and before >= {_Role.JOINT, _Role.LEVEL}
        if len(words) > _LONGEST_FIELD or word in self._catalogue.qualification_words.never:
            return False
        for piece in pieces:
            if piece.start > unknown.start and "," in words.gaps[piece.start]:
                return False
            if piece.start > unknown.start and piece.known and piece.known[0].field_before:
                return True
        return False

    def _error(self, text: str, why: Phrase, kind: type[FactError] = FactError) -> FactError:
        suggesting = self._suggesting and why is _UNKNOWN
        known = (word for one in self._catalogue.qualifications for word in one.texts if suggesting)
        return kind("degree", printable(text), why, accepted=self.accepted, nearest=nearest(text, known))

    @cached_property
    def _lexicon(self) -> Lexicon[_Word]:
        return Lexicon(self._words(), self._catalogue.vocabulary.simplified)

    def _level_words(self) -> Iterator[tuple[str, _Word]]:
        before = self._catalogue.qualification_words.before
        for one in self._catalogue.qualifications:
            for words in (Wordings(texts=(one.id, *one.alone)), *one.words):
                for text in words.texts:
                    field = any(part in text for part in before)
                    yield (
                        text,
                        _Word(
                            role=_Role.LEVEL,
                            level=one,
                            remark=words.remark,
                            at_least=words.at_least,
                            field_before=field,
                        ),
                    )

    def _words(self) -> Iterator[tuple[str, _Word]]:
        """Yield every known word; what is known of one first goes before what is known of it later."""
        around = self._catalogue.qualification_words
        for text, word in self._level_words():
            if word.level and text not in word.level.alone:
                yield text, word
        for refused in self._catalogue.refused_qualifications:
            for text in refused.texts:
                yield text, _Word(role=_Role.REFUSED, refused=refused)
        for role, texts in (
            (_Role.OPEN, around.open),
            (_Role.LOWER, around.lower),
            (_Role.JOINT, around.behind),
            (_Role.NEUTRAL, (*around.neutral, *around.fields)),
        ):
            for text in texts:
                yield text, _Word(role=role)
