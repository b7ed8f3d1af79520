"""``hz-titles check``: one verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from ..errors import ExitCode
from . import options
from .data import as_of_date, default_district, open_data, typed_facts
from .language import spoken
from .options import option
from .output import OF_VERDICTS, Format, choose_format, put_document, put_json

if TYPE_CHECKING:
    from ..loading import Data
    from ..rules.applicant import Facts
    from ..rules.verdict import Verdict


def check(
    words: Annotated[list[str] | None, options.argument("WORD")] = None,
    cert: options.Certs = None,
    issuer: options.Issuers = None,
    grade: options.Grade = None,
    degree: options.Degree = None,
    years: options.Years = None,
    work: options.Work = None,
    related: options.Related = None,
    district: options.District = None,
    as_of: options.AsOf = None,
    output_format: Annotated[options.Text, option("--format panel|full|plain|json")] = None,
    full: Annotated[bool, option("--full")] = False,
    save: Annotated[options.Text, option("--save FILE")] = None,
    force: options.Force = False,
    exit_zero: Annotated[bool, option("--exit-zero")] = False,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print one verdict and return its exit code."""
    from .. import checking

    wanted = choose_format("full" if full and output_format is None else output_format, OF_VERDICTS)
    loaded = open_data(lang, data)
    facts = _facts(loaded, words, typed_facts(cert, issuer, grade, degree, years, work, related, district))
    verdict = checking.check(loaded, facts, as_of_date(as_of))
    if save is not None:
        from .saving import save_verdict

        save_verdict(save, loaded, verdict, force=force)
    print_verdict(loaded, verdict, wanted)
    return ExitCode.DONE if exit_zero else exit_code(verdict)


def _facts(data: Data, words: list[str] | None, facts: Facts) -> Facts:
    """Return the facts of options and words; the default place of work where none is given."""
    if words:
        from ..rules.plain_words import with_words

        facts = with_words(data.names, facts, words)
    if not facts.cert:
        from .usage import missing

        raise missing("hz-titles check", "--cert")
    return facts if facts.district is not None else replace(facts, district=default_district(data))


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
        from ..render.plain import as_json
        from ..words.verdict_object import verdict_object

        put_json(as_json(verdict_object(data, verdict, spoken())))
        return
    if output_format is Format.PANEL:
        from ..render.screen import height
        from ..words.verdict import panel_document

        document = panel_document(data, verdict, spoken(), height)
    else:
        from ..words.verdict import verdict_document

        document = verdict_document(data, verdict, spoken())
    put_document(document, plain=output_format is Format.PLAIN)
