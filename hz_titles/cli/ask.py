"""``hz-titles ask``: the facts asked for one by one, then the verdict and the line that repeats it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import ExitCode, FactError, HzTitlesError, UsageError
from ..language import Phrase, listed
from ..render.wrapping import print_lines
from . import options
from .data import as_of_date, open_data
from .interruption import tidy_up_first
from .language import spoken, tr
from .output import put, put_drawn

if TYPE_CHECKING:
    from rich.console import Console

    from ..loading import Data
    from ..notice.annex1 import Certificate, Qualification
    from ..reports.interview import Question
    from ..rules.applicant import Facts
    from ..rules.verdict import Verdict

HELP = Phrase(
    "逐项询问：只问还会影响结论的情况，最后给出结论，以及可重复使用的 check 命令。\n\n例：hz-titles ask",
    "Ask for the facts one by one, only those that still matter; then print the verdict and the check line "
    "that repeats it.\n\nExample: hz-titles ask",
)
_PLAIN = re.compile(r"[\w@%+=:,./-]+")
"""What no shell takes for anything but itself, Chinese included."""
_INDENT = 4
MOST_ROWS = 15
"""The most rows that are shown to pick from."""

_NO_TERMINAL = Phrase(
    "ask 需要在终端里问答；在脚本或管道中请用 hz-titles check",
    "ask needs a terminal to talk to; in a script or a pipe use hz-titles check",
)
_WELCOME = Phrase(
    "下面问几个问题，只问会影响结论的。不知道就直接按回车；Ctrl-C 随时退出。",
    "A few questions, only those that matter. Press Enter where you do not know; Ctrl-C leaves at any time.",
)
_UNKNOWN_WORDS = frozenset({"", "?", "不知道", "不清楚", "不确定", "dontknow", "idontknow", "unknown"})
"""What somebody types who does not know, folded."""

_CERTIFICATE = Phrase("您持有什么证书？", "Which certificate do you hold?")
_CERTIFICATE_HINT = Phrase(
    "输入证书或颁证单位名称的一部分（中英文均可），或目录序号。例：PMP、毒理学、SOT 会员",
    "Type part of its name or of its issuer's, in Chinese or English, or its row number. "
    "Example: PMP, toxicology, SOT member",
)
_PICK = Phrase("是哪一项？", "Which one is it?")
_PICK_HINT = Phrase(
    "输入前面的序号；都不是请输入 0；也可以换一个说法再找",
    "Type the number in front; 0 if it is none of these; or another part of the name to search again",
)
_MORE = Phrase("还有 {count} 项，请多输入几个字", "{count} more: type more of the name")
_NO_MATCH = Phrase(
    "目录（{count} 项）中没有找到「{text}」。", "Nothing among the {count} rows fits “{text}”."
)
_NEAREST = Phrase("最接近的是：{names}", "Nearest: {names}")
_NO_MATCH_HINT = Phrase(
    "换一个说法再找；确定就是这个名称请输入 0",
    "Try another part of the name; or type 0 to go on with this one",
)
_NOT_A_NUMBER_SHOWN = Phrase("可用的序号：{numbers}", "the numbers to choose from are {numbers}")
_ALL = Phrase("目录中的全部证书：", "All the certificates of the list:")
_NO_CERTIFICATE = Phrase(
    "没有证书名称就无法判断。可以用 hz-titles list-certs 查看目录，再来一次。",
    "Nothing can be said without the certificate. Look through hz-titles list-certs, and come back.",
)
_TAKEN_FOR = Phrase("证书：{row}", "Certificate: {row}")
_ISSUER = Phrase("证书是哪个单位颁发的？", "Who issued the certificate?")
_ISSUER_HINT = Phrase(
    "同名证书不止一家颁发。输入下面的序号，或证书上的颁证单位名称",
    "Others issue certificates of this name too. Type a number from below, or the issuer's name as printed",
)
_GRADE = Phrase("证书是什么等级？", "Which grade is it?")
_GRADE_HINT = Phrase(
    "等级印在证书上，共有 {grades}。例：{example}",
    "The grade stands on the certificate; there are {grades}. Example: {example}",
)
_DEGREE = Phrase("您的最高学历或学位是什么？", "What is your highest qualification?")
_DEGREE_HINT = Phrase(
    "须已毕业或取得学位。输入序号，或直接写，例：本科、大专、硕士",
    "One that you have graduated with. Type a number or the word. Example: bachelor, 大专, MSc",
)
_YEARS = Phrase(
    "取得{held}后，从事相关专业工作多久了？", "How long have you done related work since then ({held})?"
)
_YEARS_ALONE = Phrase(
    "取得学历后，从事相关专业工作多久了？", "How long have you done related work since then?"
)
_YEARS_HINT = Phrase(
    "只算取得之后、与证书专业相关的工作。例：6、4年半、5年3个月，或从何时起：2018-07",
    "Only work after it counts, and only in the certificate's field. "
    "Example: 6, 6.5, 5年3个月, or the month since when: 2018-07",
)
_DEGREE_DATE = Phrase("何时取得{held}？", "When did you obtain it ({held})?")
_DEGREE_DATE_HINT = Phrase(
    "看毕业证或学位证上的日期。例：2018-07 或 2018-07-01",
    "The date on the diploma. Example: 2018-07 or 2018-07-01",
)
_EARLIER = Phrase("此前还取得过较低的学历吗？", "Did you also obtain a lower qualification before that?")
_EARLIER_HINT = Phrase(
    "较早的学历之后工作更久，可能已经符合。输入序号或写出；没有请输入 0",
    "More work lies after an earlier one, which may be enough. Type a number or the word; 0 if there is none",
)
_RELATED = Phrase(
    "您现在从事的工作与证书专业相同或相近吗？",
    "Are you now working in the certificate's field, or close to it?",
)
_RELATED_HINT = Phrase("输入 是 或 否", "Type yes or no")
_YES_OR_NO = Phrase("请输入 是 或 否", "please type yes or no")
_DISTRICT = Phrase("您在哪个区、县（市）工作？", "In which district, county or city do you work?")
_DISTRICT_HINT = Phrase(
    "决定去哪里申请；看工作单位所在地，不看户籍。输入序号、名称或拼音，例：滨江、binjiang",
    "It decides where to apply: the place of work counts, not the household register. "
    "Type a number or the name. Example: Binjiang, 滨江",
)
_NOT_UNDERSTOOD = Phrase("没有看懂：{why}", "Not understood: {why}")
_NO_SUCH_CHOICE = Phrase("没有序号 {number}", "there is no number {number}")
_AGAIN = Phrase("下次可以直接运行：", "The same answer, without the questions:")
_ROW = Phrase("{title} · {series}", "{title}, {series}")


def ask(as_of: options.AsOf = None, lang: options.Lang = None, data: options.DataFolder = None) -> int:
    """Ask, decide, print; Ctrl-C and Ctrl-D leave."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(_NO_TERMINAL)
    loaded = open_data(lang, data)
    day = as_of_date(as_of)
    _make_lines_editable()
    tidy_up_first()  # the terminal wants its echo back
    try:
        verdict, facts = _Interview(loaded, day).hold()
    except (EOFError, KeyboardInterrupt):
        put("\n")
        return ExitCode.INTERRUPTED
    from .check import Format, exit_code, print_verdict

    put("\n")
    print_verdict(loaded, verdict, Format.PANEL)
    extra = [("--as-of", as_of), ("--lang", lang), ("--data", data)]
    put(f"{tr(_AGAIN)}\n\n  {_check_line(facts, extra)}\n")
    return exit_code(verdict)


def _make_lines_editable() -> None:
    """Let answers be edited, Chinese included; take bytes that are no text for wrong answers."""
    from contextlib import suppress

    with suppress(ImportError):
        import readline  # noqa: F401  # `input` uses it once it is there
    reconfigure: Callable[..., None] | None = getattr(sys.stdin, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")


def _check_line(facts: Facts, extra: Iterable[tuple[str, str | None]]) -> str:
    from ..reports.interview import check_arguments

    arguments = ["hz-titles", "check", *check_arguments(facts)]
    for option, value in extra:
        arguments += [option, value] if value is not None else []
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline(arguments)
    from shlex import quote

    return " ".join(part if _PLAIN.fullmatch(part) else quote(part) for part in arguments)


class _NotUnderstood(Exception):  # noqa: N818  # an answer, not a fault of the program
    """An answer that has to be asked for again; carries the reason."""


class _Interview:
    """The conversation: what is known so far, and what was asked."""

    def __init__(self, data: Data, day: date) -> None:
        self.data = data
        self.day = day

    def hold(self) -> tuple[Verdict, Facts]:
        """Ask until nothing can change the answer any more."""
        from ..reports.interview import Question, next_question

        self.show(tr(_WELCOME), "dim")
        asked = {Question.CERTIFICATE}
        facts = self.certificate()
        verdict = self.verdict(facts)
        while question := next_question(self.data, verdict, asked):
            asked.add(question)
            facts = self.answered(question, facts, verdict)
            verdict = self.verdict(facts)
        return verdict, facts

    def verdict(self, facts: Facts) -> Verdict:
        """Return what the facts come to so far."""
        from .. import checking

        return checking.check(self.data, facts, self.day)

    # Talking

    def show(self, text: str, style: str = "") -> None:
        """Print a text as a paragraph of its own."""
        put_drawn(lambda screen: print_lines(screen, text, style=style))

    def question(self, question: Phrase, hint: Phrase, **values: object) -> None:
        """Print a question with what it means."""
        put("\n")
        self.show(tr(question, **values), "bold")
        self.show(tr(hint, **values), "dim")

    def choices(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Print numbered choices, each with a second line where it has one."""

        def draw(screen: Console) -> None:
            for number, text, below in rows:
                print_lines(screen, f"{number:>{_INDENT - 2}}  {text}", hanging=" " * _INDENT)
                if below:
                    print_lines(screen, below, " " * _INDENT, "cyan")

        put_drawn(draw)

    def reply(self) -> str:
        """Read one answer; empty where the person does not know."""
        from ..names.text import fold

        text = input("> ").strip()
        return "" if fold(text) in _UNKNOWN_WORDS else text

    def until_understood(self, read: Callable[[str], Facts | None], unknown: Facts) -> Facts:
        """Read answers until one can be taken; `unknown` where the person does not know."""
        while text := self.reply():
            try:
                facts = read(text)
                if facts is not None:
                    self.verdict(facts)
                    return facts
            except _NotUnderstood as reason:
                self.show(tr(_NOT_UNDERSTOOD, why=reason), "yellow")
            except FactError as error:
                self.show(tr(_NOT_UNDERSTOOD, why=error.explain(spoken())), "yellow")
            except HzTitlesError as error:
                self.show(tr(_NOT_UNDERSTOOD, why=error.say(spoken())), "yellow")
        return unknown

    # The certificate

    def certificate(self) -> Facts:
        """Ask for the certificate until a row, or a name outside the list, is settled."""
        self.question(_CERTIFICATE, _CERTIFICATE_HINT)
        rows: Sequence[Certificate] = ()
        typed = ""
        knows = True
        while True:
            text = self.reply()
            if not text and not knows:
                raise UsageError(_NO_CERTIFICATE)
            if not text:
                knows = False
                rows = self.data.catalogue.certificates
                self.show(tr(_ALL))
                self.pick_from(rows, len(rows))
                continue
            if text == "0" and typed:
                return self.known(typed, None)
            knows = True
            try:
                if text.isascii() and text.isdigit():
                    self.check_shown(int(text), rows)
                if found := self.settled(text):
                    return found
                rows = self.search(text)
            except _NotUnderstood as reason:
                self.show(tr(_NOT_UNDERSTOOD, why=reason), "yellow")
                continue
            except FactError as error:
                self.show(tr(_NOT_UNDERSTOOD, why=error.explain(spoken())), "yellow")
                continue
            typed = text

    def settled(self, text: str) -> Facts | None:
        """Return the facts where `text` names one row and no other certificate."""
        from ..reports.interview import naming

        identity = self.data.names.identify(text)
        if not (identity.certain and identity.row):
            return None
        cert, issuer = naming(self.data.names, identity.row, text)
        self.taken_for(identity.row)
        return self.known(cert, issuer)

    def check_shown(self, number: int, rows: Sequence[Certificate]) -> None:
        """Refuse a number that is none of `rows`, or of the catalogue's where none were shown.

        Whoever types 1 below a list of rows 12 and 40 means the first of them, not row 1.
        """
        numbers = [row.number for row in rows or self.data.catalogue.certificates]
        if number not in numbers:
            accepted = listed(numbers, spoken()) if rows else f"{numbers[0]}–{numbers[-1]}"
            raise _NotUnderstood(tr(_NOT_A_NUMBER_SHOWN, numbers=accepted))

    def search(self, text: str) -> Sequence[Certificate]:
        """Show the rows that `text` may mean, or what is nearest to it."""
        from ..names.text import printable
        from ..reports.interview import fitting_rows

        rows = fitting_rows(self.data, text)
        identity = self.data.names.identify(text)
        for remark in identity.remarks:
            self.show(remark.text.say(spoken()), "yellow")
        if rows:
            put("\n")
            self.pick_from(rows, MOST_ROWS)
            return rows
        count = len(self.data.catalogue.certificates)
        self.show(tr(_NO_MATCH, count=count, text=printable(text, 60)), "yellow")
        if identity.suggestions:
            self.show(tr(_NEAREST, names=listed(identity.suggestions, spoken())))
        self.show(tr(_NO_MATCH_HINT), "dim")
        return ()

    def pick_from(self, rows: Sequence[Certificate], most: int) -> None:
        from ..words.vocabulary import issuer_text

        self.choices(
            (row.number, f"{row.name} — {issuer_text(row)}", self.leads_to(row)) for row in rows[:most]
        )
        if len(rows) > most:
            self.show(tr(_MORE, count=len(rows) - most))
        put("\n")
        self.show(tr(_PICK), "bold")
        self.show(tr(_PICK_HINT), "dim")

    def leads_to(self, row: Certificate) -> str:
        from ..words.vocabulary import series_text, title_text

        return tr(_ROW, title=title_text(row.title, spoken()), series=series_text(row.series, spoken()))

    def taken_for(self, row: Certificate) -> None:
        from ..words.vocabulary import row_text

        self.show(tr(_TAKEN_FOR, row=row_text((row,), spoken())), "green")

    def known(self, cert: str, issuer: str | None) -> Facts:
        from ..rules.applicant import Facts

        return Facts(cert=cert, issuer=issuer)

    # The other facts

    def answered(self, question: Question, facts: Facts, verdict: Verdict) -> Facts:
        """Ask one question and return the facts with its answer."""
        from ..reports.interview import Question

        ways = {
            Question.ISSUER: self.issuer,
            Question.GRADE: self.grade,
            Question.DEGREE: self.degree,
            Question.YEARS: self.years,
            Question.DEGREE_DATE: self.degree_date,
            Question.EARLIER: self.earlier,
            Question.RELATED: self.related,
            Question.DISTRICT: self.district,
        }
        return ways[question](facts, verdict)

    def issuer(self, facts: Facts, verdict: Verdict) -> Facts:
        from ..words.vocabulary import issuer_text

        rows = {row.number: row for row in verdict.rows}
        self.question(_ISSUER, _ISSUER_HINT)
        self.choices((number, issuer_text(row), "") for number, row in rows.items())

        def read(text: str) -> Facts:
            if text.isdecimal():
                if int(text) not in rows:
                    raise _NotUnderstood(tr(_NO_SUCH_CHOICE, number=text[:10]))
                text = rows[int(text)].issuer
            return replace(facts, issuer=text)

        return self.until_understood(read, facts)

    def grade(self, facts: Facts, verdict: Verdict) -> Facts:
        grades = next(row.grades for row in verdict.rows if row.grades)
        order = listed(grades.order, spoken())
        self.question(_GRADE, _GRADE_HINT, grades=order, example=grades.lowest)
        return self.until_understood(lambda text: replace(facts, grade=text), facts)

    def degree(self, facts: Facts, verdict: Verdict) -> Facts:
        self.question(_DEGREE, _DEGREE_HINT)
        qualifications = self.data.catalogue.qualifications
        self.numbered([one.name for one in qualifications])
        return self.until_understood(
            lambda text: replace(facts, degrees=(self.qualification(text, qualifications),)), facts
        )

    def years(self, facts: Facts, verdict: Verdict) -> Facts:
        from ..reports.interview import with_years

        held = verdict.applicant.held
        name = held[0].qualification.name if held else None
        if name:
            self.question(_YEARS, _YEARS_HINT, held=name)
        else:
            self.question(_YEARS_ALONE, _YEARS_HINT)
        return self.until_understood(lambda text: with_years(facts, text), facts)

    def degree_date(self, facts: Facts, verdict: Verdict) -> Facts:
        from ..reports.interview import with_degree_date

        self.question(_DEGREE_DATE, _DEGREE_DATE_HINT, held=verdict.applicant.held[0].qualification.name)
        return self.until_understood(lambda text: with_degree_date(facts, text), facts)

    def earlier(self, facts: Facts, verdict: Verdict) -> Facts:
        """Try an earlier qualification by itself: each counts with the work after it alone."""
        from ..names.yes_or_no import yes_or_no
        from ..reports.interview import earlier_qualifications, nearer

        lower = earlier_qualifications(self.data, verdict)
        self.question(_EARLIER, _EARLIER_HINT)
        self.numbered([one.name for one in lower])

        def read(text: str) -> Facts:
            if yes_or_no(text) is False:
                return facts
            return replace(facts, degrees=(self.qualification(text, lower),), years=None, work=())

        tried = self.until_understood(read, facts)
        if tried is facts:
            return facts
        tried = self.years(tried, self.verdict(tried))
        return tried if nearer(self.verdict(tried), verdict) else facts

    def related(self, facts: Facts, verdict: Verdict) -> Facts:
        from ..names.yes_or_no import yes_or_no

        self.question(_RELATED, _RELATED_HINT)

        def read(text: str) -> Facts:
            related = yes_or_no(text)
            if related is None:
                raise _NotUnderstood(tr(_YES_OR_NO))
            return replace(facts, related=related)

        return self.until_understood(read, facts)

    def district(self, facts: Facts, verdict: Verdict) -> Facts:
        from ..reports.interview import with_place

        areas = self.data.jurisdiction.areas
        self.question(_DISTRICT, _DISTRICT_HINT)
        self.areas()

        def read(text: str) -> Facts:
            if text.isdecimal() and 1 <= int(text) <= len(areas):
                text = areas[int(text) - 1].name
            told, place = with_place(self.data.names, facts, text)
            if place.area is None:
                names = listed((area.name for area in place.areas), spoken())
                raise _NotUnderstood(place.remark.text.say(spoken()) if place.remark else names)
            return told

        return self.until_understood(read, facts)

    def qualification(self, text: str, choices: Sequence[Qualification]) -> str:
        """Return the id of a choice by its number, else the text as it is."""
        if not text.isdecimal():
            return text
        if not 1 <= int(text) <= len(choices):
            raise _NotUnderstood(tr(_NO_SUCH_CHOICE, number=text[:10]))
        return choices[int(text) - 1].id

    def numbered(self, names: Iterable[Phrase]) -> None:
        self.choices((number, name.say(spoken()), "") for number, name in enumerate(names, 1))

    def areas(self) -> None:
        """Print the areas side by side, as many as fit."""
        from rich.columns import Columns
        from rich.text import Text

        items: list[Any] = []
        for number, area in enumerate(self.data.jurisdiction.areas, 1):
            pinyin = next((f" {name}" for name in area.pinyin if " " not in name), "")
            items.append(Text.assemble((f"{number:>2}", "bold"), f"  {area.name}{pinyin}"))
        columns = Columns(items, equal=True, padding=(0, 3), column_first=True)
        put_drawn(lambda screen: screen.print(columns))
