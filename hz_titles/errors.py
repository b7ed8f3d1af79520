"""Everything that can go wrong for a person, as one tree with one exit code each.

An error keeps what it is about as attributes and its sentence as a `Phrase`, to be said in either language.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from .language import Language, Phrase
from .value import equal_value


class ExitCode(IntEnum):
    """Every exit code there is; scripts may rely on them."""

    DONE = 0  # the applicant is eligible, or the command did its work
    BUG = 1  # a bug in the program, and nothing else
    UNUSABLE = 2  # input, output or a command line that cannot be used
    NOT_ELIGIBLE = 3  # the applicant is not eligible
    UNDETERMINED = 4  # facts are missing that would decide it
    FAULTY = 5  # the data files are faulty, or `audit` found something
    SOME_UNREADABLE = 6  # a batch is done, but some of its rows could not be read
    INTERRUPTED = 130  # Somebody pressed Ctrl-C
    CLOSED_PIPE = 141  # the reader closed the pipe


class HzTitlesError(Exception):
    """Base of all errors that hz-titles raises on purpose."""

    exit_code = ExitCode.BUG

    def __init__(self, phrase: Phrase, /, **values: object) -> None:
        super().__init__(phrase, values)
        self.phrase = phrase
        self.values = values

    def say(self, language: Language) -> str:
        """Return the whole message in `language`."""
        return self.phrase.say(language, **self.values)

    def __str__(self) -> str:
        return self.say(Language.EN)


class UsageError(HzTitlesError):
    """Input, output or options that cannot be used."""

    exit_code = ExitCode.UNUSABLE


_DID_YOU_MEAN = Phrase("（是否指 {name}）", " (did you mean {name})")


def did_you_mean(close: Sequence[str]) -> Phrase:
    """Return the best of near names as a hint that stands behind a word; nothing where there is none."""
    return _DID_YOU_MEAN.filled(name=close[0]) if close else Phrase("", "")


_READ = Phrase("{what}“{text}”：{why}", "{what} “{text}”: {why}")
_ACCEPTED = Phrase("可用：{accepted}", "Accepted: {accepted}")
_NEAREST = Phrase("最接近的是：{nearest}", "Nearest: {nearest}")


class FactError(UsageError):
    """A fact about the applicant that cannot be read."""

    def __init__(
        self,
        fact: str,
        text: str,
        why: Phrase,
        /,
        *,
        accepted: tuple[str | Phrase, ...] | Phrase = (),
        nearest: tuple[str, ...] = (),
        **values: object,
    ) -> None:
        super().__init__(why, **values)
        self.fact = fact  # its name, as in the contract (``years``, ``district`` …)
        self.text = text  # what was typed, made safe to print
        self.accepted = accepted  # what would be accepted instead; may be empty
        self.nearest = nearest  # the accepted values nearest to it; may be empty

    def __str__(self) -> str:
        return self._told(Language.EN, {"degree": "degrees"}.get(self.fact, self.fact))

    def say(self, language: Language) -> str:
        """Return option, what was read, why not, what is accepted; `str` has the argument of `Facts`."""
        return self._told(language, f"--{self.fact.replace('_', '-')}")

    def explain(self, language: Language) -> str:
        """Return the same without the option, for somebody who was asked."""
        return self._told(language, "").lstrip()

    def _told(self, language: Language, what: str) -> str:
        why = super().say(language)
        parts = [_READ.say(language, what=what, text=self.text, why=why)]
        if self.nearest:
            parts.append(_NEAREST.say(language, nearest=self.nearest))
        if self.accepted:
            parts.append(_ACCEPTED.say(language, accepted=self.accepted))
        end = "。" if language is Language.ZH else ". "
        return end.join(part.rstrip("。. ") for part in parts) + end.rstrip()


@equal_value
class Fault:
    """One thing that is wrong in a data file, and where."""

    file: str
    line: int | None
    column: int | None
    path: str
    phrase: Phrase
    values: dict[str, object]

    def say(self, language: Language) -> str:
        """Return ``file:line:column: path: what is wrong``."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return ": ".join(filter(None, (place, self.path, self.phrase.say(language, **self.values))))


_FAULTY = Phrase("数据文件有 {count} 处错误：", "The data files have {count} fault(s):")
_MORE = Phrase("  ……另有 {count} 处", "  … and {count} more")


class DataError(HzTitlesError):
    """Data files that are not exactly right; carries every fault found, or the first of very many."""

    exit_code = ExitCode.FAULTY

    def __init__(self, faults: tuple[Fault, ...], more: int = 0) -> None:
        super().__init__(_FAULTY, count=len(faults) + more)
        self.faults = faults  # in the order of the files
        self.more = more  # how many others were found

    def say(self, language: Language) -> str:
        """Return the headline and one line a fault."""
        rest = [_MORE.say(language, count=self.more)] if self.more else []
        return "\n".join([super().say(language), *(f"  {each.say(language)}" for each in self.faults), *rest])
