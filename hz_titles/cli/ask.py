"""``hz-titles ask``: the facts asked for one by one, the answer, and the next person at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from ..checking import CheckedVerdict, check
from ..errors import ExitCode, FactError, HzTitlesError, UsageError
from ..language import Language, Phrase, listed
from ..loading import Data
from ..names.text import fold, printable
from ..notice import Certificate
from ..render.wrapping import print_lines
from ..reports import interview
from ..reports.interview import QUESTIONS, Question
from ..reports.lists import fitting_rows
from ..rules.applicant import Facts
from ..rules.verdict import Need
from ..words.document import ITEM
from ..words.telling import Telling
from ..words.verdict import given
from ..words.vocabulary import row_text
from ..words.ways import command_text
from . import options
from .check import exit_code, print_verdict
from .options import as_of_date, default_district, open_data
from .output import Format, put, put_drawn
from .session import spoken, tidy_up_first, tr
from .usage import texts

_MOST_ROWS = 12  # of the list that are shown at a time
_BACK, _NONE, _CHANGE, _EVERYTHING, _LEAVE = "<", "0", "c", "f", "q"
# What somebody types who does not know, folded.
_UNKNOWN_WORDS = frozenset({"", "?", "不知道", "不清楚", "不确定", "dontknow", "idontknow", "unknown"})
# The questions that are not called as the facts that they ask for.
_CALLED = {"cert": "certificate", "work": "years"}
_NO_TERMINAL = Phrase(
    "ask 需要在终端里问答；在脚本或管道中请用 hz-titles check",
    "ask needs a terminal to talk to; in a script or a pipe use hz-titles check",
)
_NO_MATCH = Phrase("目录（{count} 项）中没有找到“{text}”。", "Nothing among the {count} rows fits “{text}”.")
_NEAREST = Phrase("最接近的是：{names}", "Nearest: {names}")
_NOT_SHOWN = Phrase("可用的序号：{numbers}", "The numbers to choose from are {numbers}")
_HELD = Phrase("学历", "qualification")


class _Back(Exception):  # noqa: N818  # a wish, not a fault
    """The person wants to go one answer back."""


def ask(as_of: options.AsOf = None, lang: options.Lang = None, data: options.DataFolder = None) -> int:
    """Ask, decide, print, and begin anew with the next person; Ctrl-C and Ctrl-D leave."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(_NO_TERMINAL)
    loaded = open_data(data)
    person = _Person(loaded, as_of_date(as_of), default_district(loaded))
    with suppress(ImportError):
        import readline  # noqa: F401  # `input` lets answers be edited, Chinese included, once it is there
    reconfigure: Callable[..., None] | None = getattr(sys.stdin, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")  # bytes that are no text are a wrong answer
    tidy_up_first()  # the terminal wants its echo back
    given = {"--as-of": as_of, "--lang": lang, "--data": data}
    extra = [part for option, text in given.items() if text is not None for part in (option, text)]
    _show(_words("welcome"), "dim")
    try:
        while True:
            verdict = person.answer()
            put("\n")
            print_verdict(loaded, verdict, Format.PANEL)
            line = command_text(["hz-titles", "check", *interview.check_arguments(person.facts), *extra])
            put(_words("again", line=line) + "\n")
            wish = _EVERYTHING
            while wish not in ("", _BACK, _CHANGE, _LEAVE):
                _show(_words("afterwards"), "dim")
                wish = input("> ").strip().casefold()
                if wish == _EVERYTHING:
                    print_verdict(loaded, verdict, Format.FULL)
            if wish == _LEAVE:
                return exit_code(verdict)
            if not wish:
                person = _Person(loaded, person.day, person.facts.district)
    except (EOFError, KeyboardInterrupt):
        put("\n")
        return ExitCode.INTERRUPTED


# Talking


def _words(name: str, **values: object) -> str:
    return tr(texts()[f"ask {name}"], **values)


def _show(text: str, style: str = "", hanging: str = "") -> None:
    """Print a text as a paragraph of its own."""
    put_drawn(lambda screen: print_lines(screen, text, style=style, hanging=hanging))


def _show_question(name: str, **values: object) -> None:
    put("\n")
    for line, style in zip(_words(name, **values).split("\n"), ("bold", "dim"), strict=True):
        _show(line, style)


def _show_numbered(number: int, text: str) -> None:
    _show(f"{number:>2}  {text}", hanging="    ")


def _reply() -> str:
    """Read one answer; empty where the person does not know."""
    text = input("> ").strip()
    if text == _BACK:
        raise _Back
    return "" if fold(text) in _UNKNOWN_WORDS else text


class _Person:
    """One person's conversation: what is known so far, what was asked, and the way back."""

    def __init__(self, data: Data, day: date, district: str | None) -> None:
        self.data = data
        self.day = day
        self.facts = Facts(cert="", district=district)
        self.asked: frozenset[Question] = frozenset()
        self.past: list[tuple[Facts, frozenset[Question]]] = []

    def verdict(self, facts: Facts) -> CheckedVerdict:
        """Return what the facts come to."""
        return check(self.data, facts, self.day)

    def answer(self) -> CheckedVerdict:
        """Ask until nothing can change the answer any more and all was looked through."""
        while True:
            before, changed = (self.facts, self.asked), None
            try:
                still = [Question.CERTIFICATE]
                if Question.CERTIFICATE in self.asked:  # nothing is asked twice
                    still = list(interview.open_questions(self.verdict(self.facts)))
                question = next((question for question in still if question not in self.asked), None)
                if question is None:
                    changed = question = self.to_change()
                    if question is None:
                        return self.verdict(self.facts)
                    self.asked = frozenset({Question.CERTIFICATE})
                    if question in QUESTIONS:
                        self.facts = replace(self.facts, **QUESTIONS[question].unknown)
                self.ask(question)
                self.past.append(before)
            except _Back:
                self.facts, self.asked = self.past.pop() if self.past and changed is None else before

    def to_change(self) -> Question | None:
        """Show all that was told, and return what is to be told anew; None where all is right."""
        telling = Telling(data=self.data, verdict=self.verdict(self.facts), language=spoken())
        facts = [(Question(_CALLED.get(fact, fact)), item) for fact, item in given(telling)]
        _show_question("review")
        for number, (_, item) in enumerate(facts, 1):
            _show_numbered(number, tr(ITEM, label=item.label, text=item.text))
        while text := _reply():
            if text.isdecimal() and 1 <= int(text[:6]) <= len(facts):
                return facts[int(text) - 1][0]
            _show(tr(_NOT_SHOWN, numbers=f"1–{len(facts)}"), "yellow")
        return None

    def ask(self, question: Question) -> None:
        """Ask one question and take its answer."""
        before = self.facts
        if question is Question.CERTIFICATE:
            cert, issuer = self.certificate()
            self.facts = replace(before, cert=cert, issuer=issuer, grade=None)
        else:
            self.facts = self.answered(question, before)
        if question is Question.EARLIER and self.facts != before:
            tried = self.answered(Question.YEARS, self.facts)
            self.facts = tried if interview.nearer(self.verdict(tried), self.verdict(before)) else before
        if question is Question.DISTRICT and self.facts != before:
            verdict = self.verdict(self.facts)
            if Need.DISTRICT in verdict.needs:  # the place may be several, and is asked for again
                if verdict.applicant.place and verdict.applicant.place.remark:
                    _show(verdict.applicant.place.remark.text.say(spoken()), "yellow")
                return
        self.asked |= {question}

    def answered(self, question: Question, facts: Facts) -> Facts:
        """Return `facts` with the answer to a question; as they are where the person does not know."""
        asking, verdict = QUESTIONS[question], self.verdict(facts)
        held = verdict.applicant.held
        grades = next((row.grades for row in verdict.rows if row.grades), None)
        _show_question(
            question.value,
            held=held[0].qualification.name if held else _HELD,
            grades=grades.order if grades else (),
            example=grades.lowest if grades else "",
        )
        for number, choice in enumerate(asking.choices(verdict).values(), 1):
            _show_numbered(number, tr(choice))
        while text := _reply():
            try:
                told = asking.told(verdict, text)
                self.verdict(told)
                return told
            except HzTitlesError as error:
                say = error.explain if isinstance(error, FactError) else error.say
                _show(say(spoken()), "yellow")
        return facts

    # The certificate

    def certificate(self) -> tuple[str, str | None]:
        """Ask for the certificate until a row, or a name outside the list, is settled."""
        _show_question("certificate")
        every = self.data.catalogue.certificates
        rows: Sequence[Certificate] | None = ()
        typed, shown = "", 0
        while True:
            text = _reply()
            if text == _NONE and typed:
                return typed, None
            if text.isascii() and text.isdigit():
                # Whoever types 1 below a list of rows 12 and 40 means the first of them, not row 1.
                known = {row.number: row for row in rows or every}
                if int(text[:6]) in known:
                    return interview.naming(self.data.names, known[int(text)], typed or text)
                numbers = listed(known, spoken()) if rows else f"{min(known)}–{max(known)}"
                _show(tr(_NOT_SHOWN, numbers=numbers), "yellow")
                continue
            if text:
                typed, shown = text, 0
                try:
                    rows = self.found(text)
                except FactError as error:
                    rows = ()
                    _show(error.explain(spoken()), "yellow")
                    continue
                if rows is None:
                    return text, None
            elif rows and len(rows) == 1:
                return interview.naming(self.data.names, rows[0], typed)
            else:
                rows = rows or every
            shown = self.show_rows(rows, shown)

    def found(self, text: str) -> Sequence[Certificate] | None:
        """Return the rows that `text` may mean, None where it settles what it names; say what it may be."""
        identity, *others = self.data.names.identify_all((text,), (), self.day)
        if others or identity.certain:
            for each in (identity, *others):
                if each.rows:
                    _show(row_text(each.rows, spoken()), "green")
            return None
        for remark in identity.remarks:
            _show(remark.text.say(spoken()), "yellow")
        rows = fitting_rows(self.data, text) or identity.rows
        if not rows and not identity.remarks:
            count = len(self.data.catalogue.certificates)
            _show(tr(_NO_MATCH, count=count, text=printable(text, 60)), "yellow")
        if not rows and identity.suggestions:
            _show(tr(_NEAREST, names=identity.suggestions))
        return rows

    def show_rows(self, rows: Sequence[Certificate], start: int) -> int:
        """Show the rows from `start` on that fit a screen, and return where the next ones begin."""
        end = min(start + _MOST_ROWS, len(rows))
        for row in rows[start:end]:
            issuer = row.issuer if spoken() is Language.ZH else row.issuer_en or row.issuer
            _show_numbered(row.number, f"{row.name} — {issuer}")
        if len(rows) > end:
            _show(_words("more", count=len(rows) - end))
        _show(_words("confirm" if len(rows) == 1 else "pick" if rows else "otherwise"), "dim")
        return end if end < len(rows) else 0
