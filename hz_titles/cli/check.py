"""``hz-titles check``: one verdict."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

from ..errors import ExitCode
from ..language import Phrase
from . import options
from .data import as_of_date, open_data, typed_facts
from .language import spoken
from .output import choose, on_terminal, put, put_drawn, put_json

if TYPE_CHECKING:
    from ..loading import Data
    from ..rules.verdict import Verdict

HELP = Phrase(
    "判断一名申请人：能否认定、认定什么职称、去哪里申请。\n\n"
    "例：hz-titles check --cert PMP --degree 本科 --years 6 --district 滨江",
    "Decide for one applicant: whether, which title, and where to apply.\n\n"
    "Example: hz-titles check --cert PMP --degree bachelor --years 6 --district 滨江",
)


class Format(Enum):
    """How a verdict is put out."""

    PANEL = "panel"
    FULL = "full"
    PLAIN = "plain"
    JSON = "json"


def check(
    cert: options.Certs,
    issuer: options.Issuers = None,
    grade: options.Grade = None,
    degree: options.Degree = None,
    years: options.Years = None,
    work: options.Work = None,
    related: options.Related = None,
    district: options.District = None,
    as_of: options.AsOf = None,
    output_format: Annotated[
        str | None,
        options.option(
            "--format",
            "panel|full|plain|json",
            "输出格式（不填：终端上 panel，其他 plain）",
            "how it is put out (panel on a terminal, plain elsewhere)",
        ),
    ] = None,
    full: Annotated[
        bool, options.option("--full", None, "全部内容，同 --format full", "everything, as --format full")
    ] = False,
    save: Annotated[
        str | None,
        options.option(
            "--save",
            "FILE",
            "另存为 .html、.txt 或 .json 文件",
            "also write the verdict to a .html, .txt or .json file",
        ),
    ] = None,
    force: options.Force = False,
    exit_zero: Annotated[
        bool, options.option("--exit-zero", None, "任何结论都以 0 退出", "exit with 0 whatever the verdict")
    ] = False,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print one verdict and return its exit code."""
    from .. import checking

    wanted = choose("--format", output_format, Format) if output_format is not None else None
    loaded = open_data(lang, data)
    facts = typed_facts(cert, issuer, grade, degree, years, work, related, district)
    verdict = checking.check(loaded, facts, as_of_date(as_of))
    if save is not None:
        from .saving import save_verdict

        save_verdict(save, loaded, verdict, force=force)
    print_verdict(loaded, verdict, wanted or _usual(full))
    return ExitCode.DONE if exit_zero else exit_code(verdict)


def _usual(full: bool) -> Format:
    """Return the format where none is asked for."""
    return Format.FULL if full else Format.PANEL if on_terminal() else Format.PLAIN


def exit_code(verdict: Verdict) -> ExitCode:
    """Return the exit code that says what the verdict says."""
    from ..rules.verdict import Status

    return {
        Status.ELIGIBLE: ExitCode.DONE,
        Status.NOT_ELIGIBLE: ExitCode.NOT_ELIGIBLE,
        Status.UNDETERMINED: ExitCode.UNDETERMINED,
    }[verdict.status]


def print_verdict(data: Data, verdict: Verdict, output_format: Format) -> None:
    """Put a verdict out in one of the formats."""
    if output_format is Format.JSON:
        from ..words.verdict_object import verdict_json

        put_json(verdict_json(data, verdict, spoken()))
        return
    if output_format is Format.PANEL:
        from ..words.panel import panel_document as document_of
    else:
        from ..words.verdict import verdict_document as document_of
    document = document_of(data, verdict, spoken())
    if output_format is Format.PLAIN:
        from ..render.plain import document_lines

        put(document_lines(document))
        return
    from ..render.screen import print_document

    put_drawn(lambda screen: print_document(screen, document))
