"""The words that people put around names and levels: what may stand there and what spoils a reading."""

from __future__ import annotations

from ..value import value


@value
class QualificationWords:
    """The words that stand around a qualification.

    Attributes:
        neutral: modes of study and words for a diploma; they change nothing.
        fields: fields of study; they change nothing either.
        before: words that any field may stand before, be it listed or not.
        behind: the same of those that it may stand behind.
        never: characters that are in no field which is not listed.
        open: words that leave open whether it is a higher one.
        lower: the same of a lower one.
    """

    neutral: tuple[str, ...]
    fields: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    never: str
    open: tuple[str, ...]
    lower: tuple[str, ...]


@value
class Vocabulary:
    """The words that people put around names.

    Attributes:
        certificate: words for a certificate and its being held; neutral beside any name.
        scope: neutral as well, but not beside a membership, where they name a class of members.
        member: words by which a name is known as that of a membership.
        full: neutral beside a membership only.
        joints: small words; neutral.
        legal: what stands around an issuer's name; neutral behind it only.
        numbers: what stands before a registration number.
        degrees: degrees and schooling, which stand beside certificates and are none.
        both: what joins two certificates.
        either: what leaves open which of two it is.
        nothing: what says that there is no certificate.
        barred: words that must never become neutral.
        traditional: pairs of a traditional character and its simplified form.
    """

    certificate: tuple[str, ...]
    scope: tuple[str, ...]
    member: tuple[str, ...]
    full: tuple[str, ...]
    joints: tuple[str, ...]
    legal: tuple[str, ...]
    numbers: tuple[str, ...]
    degrees: tuple[str, ...]
    both: tuple[str, ...]
    either: tuple[str, ...]
    nothing: tuple[str, ...]
    barred: tuple[str, ...]
    traditional: str

    @property
    def simplified(self) -> dict[int, str]:
        """The simplified form of each traditional character, by its code."""
        return {ord(pair[0]): pair[1] for pair in self.traditional.split()}
