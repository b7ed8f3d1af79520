"""A verdict as the cells that a table gains."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from ..names.text import printable
from ..rules.verdict import Application, Need, Reason, Status, Verdict
from ..words.vocabulary import called
from .table import RUN

ERROR = "error"  # the status of a row that cannot be read
# The columns that a table gains, by the names that scripts know, and in Chinese
CODES = (
    *("hz_status", "hz_title", "hz_level", "hz_series", "hz_certificate_no", "hz_apply_to", "hz_office"),
    *("hz_phones", "hz_eligible_from", "hz_needs", "hz_reasons", "hz_others"),
)
_CHINESE = (
    *("认定结论", "认定职称", "认定级别", "认定系列", "目录序号", "申请受理单位", "受理办公室"),
    *("受理电话", "符合条件日期", "尚缺信息", "认定理由", "其他证书"),
)
NUMBER = CODES.index("hz_certificate_no")
REASONS = CODES.index("hz_reasons")
WIDTH = len(CODES)
STATUSES = tuple(Status)
_WORDS: dict[object, tuple[str, str]] = {
    code: (code.value, called(group, code).zh)
    for group, kind in (("status word", Status), ("need", Need), ("reason word", Reason))
    for code in kind
} | {ERROR: (ERROR, "填写有误")}


class Headers(Enum):
    """In which words the new columns speak (``--headers``)."""

    EN = "en"
    ZH = "zh"

    @property
    def names(self) -> tuple[str, ...]:
        """The headers of the new columns."""
        return _CHINESE if self is Headers.ZH else CODES

    def word(self, code: Status | Need | Reason | str) -> str:
        """Return a status, `ERROR` too, a needed fact or a reason as a cell gives it."""
        return _WORDS[code][self is Headers.ZH]


def results_in(header: list[str]) -> dict[int, int]:
    """Return the columns of `header` that an earlier run has added, with the answer that each holds.

    The Chinese headers could be somebody's own, so they count only all together.
    """
    names = [name.rpartition("\n")[2].strip() for name in header]
    sets = (CODES, _CHINESE) if set(_CHINESE) <= set(names) else (CODES,)
    answers = {name: index for some in sets for index, name in enumerate(some)}
    return {position: answers[name] for position, name in enumerate(names) if name in answers}


class Where(NamedTuple):
    """The part of an answer that hangs on the certificate and the place of work, in the columns' order."""

    title: str
    level: str
    series: str
    number: str
    apply_to: str
    office: str
    phones: str


def where_of(application: Application) -> Where:
    """Return title, row and office of a verdict's application; what is not known is empty."""
    title, office = application.title, application.office
    return Where(
        title=title.name if title else "",
        level=title.level.name if title else "",
        series=application.series.name if application.series else "",
        number=str(application.certificate.number) if application.certificate else "",
        apply_to=office.name if office else "",
        office=(office.office or "") if office else "",
        phones=";".join(office.phones) if office else "",
    )


def plain(text: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it: the data's names may begin with anything."""
    return "'" + text if text.startswith(RUN) else text


def tails_of(verdict: Verdict, headers: Headers) -> tuple[tuple[str, ...], ...]:
    """Return the cells that hang on the person: from when, what is needed, why, and the other certificates.

    Whether the place of work is needed hangs on the place alone: the second time it is.
    """
    day = verdict.eligible_from.isoformat() if verdict.eligible_from else ""
    needs = [headers.word(need) for need in verdict.needs if need is not Need.DISTRICT]
    reasons = ";".join(map(headers.word, verdict.reasons))
    others = []
    for other in verdict.others:  # each with its name, the answer, and the title where it is known
        name = printable(other.applicant.identity.text, 60).replace(";", ",").replace("；", "，")
        title = f" {other.title.name}" if other.title else ""
        others.append(plain(f"{name}: {headers.word(other.status)}{title}"))
    return tuple(
        (day, ";".join([*needs, *district]), reasons, ";".join(others))
        for district in ((), (headers.word(Need.DISTRICT),))
    )
