"""What a person is shown, whatever shows it: headings, marked items and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ..language import Language, Phrase
from ..value import value


class Mark(Enum):
    """Stands before what is met, not met or open; any Chinese console draws it."""

    YES = "√"
    NO = "×"
    OPEN = "?"


class Tone(Enum):
    """How a text is meant; each renderer shows it in its own way."""

    PLAIN = "plain"
    STRONG = "strong"  # what a person looks for: a title, an office, a telephone
    SOFT = "soft"  # what may be read later
    YES = "yes"
    NO = "no"
    OPEN = "open"


@value
class Item:
    """A text, with what it is called and what stands under it."""

    text: str
    label: str = ""  # what the text is; empty where its section's heading says so
    mark: Mark | None = None
    tone: Tone = Tone.PLAIN
    code: str | None = None  # what scripts know it by
    number: str | None = None  # a telephone number to call, where the text is one
    below: tuple[Item, ...] = ()  # texts that belong to it

    @property
    def marked(self) -> str:
        """The text after its mark."""
        return f"{self.mark.value} {self.text}" if self.mark else self.text


@value
class Table:
    """Rows of cells under headings; `label` says what the table is where no heading does."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    label: str = ""

    def in_lines(self, language: Language) -> list[str]:
        """Return each row in one line, its cells after their headings."""
        return [
            BETWEEN.say(language).join(map(" ".join, zip(self.headings, row, strict=True)))
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a summary: a heading, a sentence, or a label with its number and bar."""

    text: str
    number: int | None = None
    share: float = 0.0
    heading: bool = False


@value
class Section:
    """Items and tables under a heading; without one they follow what stands before."""

    heading: str
    parts: tuple[Item | Table, ...]


@value
class Document:
    """A whole answer in one language."""

    language: Language
    title: str = ""  # what the document is, for the head of a page
    answer: Item  # the answer itself, in one line
    sections: tuple[Section, ...]
    fields: tuple[str, ...] = ()  # what is filled in by hand on paper (name, date)
    footer: tuple[str, ...] = ()  # what a page says at its end
    left_out: str = ""  # how much more there is, and how to see it; empty where all is here


Parts = Iterable[Item | Table | str]

ITEM = Phrase("{label}：{text}", "{label}: {text}")
BETWEEN = Phrase("；", "; ")  # what stands between the parts of one line


def sentence(text: str) -> str:
    """Begin a line as a sentence begins; Chinese has no capitals and stays as it is."""
    return text[:1].upper() + text[1:]
