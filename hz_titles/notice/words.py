"""The words that people put around names and levels: what may stand there and what spoils a reading."""

from __future__ import annotations

from ..value import Texts, value


@value
class QualificationWords:
    """The words that stand around a qualification."""

    neutral: Texts  # modes of study and words for a diploma; they change nothing
    fields: Texts  # fields of study; they change nothing either
    before: Texts = ()  # words that any field may stand before, be it listed or not
    behind: Texts = ()  # the same of those that it may stand behind
    never: str  # characters that are in no field which is not listed
    open: Texts = ()  # words that leave open whether it is a higher one
    lower: Texts = ()  # the same of a lower one


@value
class Vocabulary:
    """The words that people put around names."""

    certificate: Texts  # words for a certificate and its being held; neutral beside any name
    scope: Texts = ()  # neutral as well, but not beside a membership, where they name a class of members
    member: Texts = ()  # words by which a name is known as that of a membership
    full: Texts = ()  # neutral beside a membership only
    joints: Texts = ()  # small words; neutral
    legal: Texts = ()  # what stands around an issuer's name; neutral behind it only
    numbers: Texts = ()  # what stands before a registration number
    valid: Texts = ()  # what stands before the day up to which a certificate is valid
    degrees: Texts = ()  # degrees and schooling, which stand beside certificates and are none
    both: Texts = ()  # what joins two certificates
    either: Texts = ()  # what leaves open which of two it is
    nothing: Texts = ()  # what says that there is no certificate
    barred: Texts = ()  # words that must never become neutral
    traditional: str  # pairs of a traditional character and its simplified form

    @property
    def simplified(self) -> dict[int, str]:
        """The simplified form of each traditional character, by its code."""
        return {ord(pair[0]): pair[1] for pair in self.traditional.split()}
