"""``hz-titles check``: one verdict."""

# Without `from __future__ import annotations`: Typer would compile each of them at every start.

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from ..errors import ExitCode
from ..language import Phrase
from . import options
from .options import as_of_date, default_district, open_data, option, typed_facts
from .output import Format, choose_format, output_path, put, put_document, put_json, saved
from .session import spoken

if TYPE_CHECKING:
    from ..loading import Data
    from ..rules.verdict import Verdict

_SAVED = Phrase("已保存到 {file}", "saved to {file}")


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

    wanted = choose_format("full" if full and output_format is None else output_format, Format.PANEL)
    loaded = open_data(data)
    facts = typed_facts(cert or (), issuer, grade, degree, years, work, related, district)
    if words:
        from ..rules.plain_words import with_words

        facts = with_words(loaded.names, facts, words)
    if not facts.cert:
        from .usage import MISSING, refused

        raise refused("hz-titles check", MISSING, name="--cert")
    if facts.district is None:
        facts = replace(facts, district=default_district(loaded))
    verdict = checking.check(loaded, facts, as_of_date(as_of))
    if save is not None:
        path = output_path("--save", save, (".html", ".txt", ".json"), force=force)
        with saved(path, _SAVED, force=force) as file:
            file.write(_text(loaded, verdict, os.path.splitext(path)[1].lower()).encode("utf-8"))
    print_verdict(loaded, verdict, wanted)
    return ExitCode.DONE if exit_zero else exit_code(verdict)


def exit_code(verdict: "Verdict") -> ExitCode:
    """Return the exit code that says what the verdict says."""
    codes = {"eligible": ExitCode.DONE, "not_eligible": ExitCode.NOT_ELIGIBLE}
    return codes.get(verdict.status.value, ExitCode.UNDETERMINED)


def print_verdict(data: "Data", verdict: "Verdict", output_format: Format) -> None:
    """Put a verdict out in one of the formats."""
    if output_format is Format.JSON:
        put_json(_text(data, verdict, ".json"))
    elif output_format is Format.PLAIN:
        put(_text(data, verdict, ".txt"))
    elif output_format is Format.FULL:
        from ..words.verdict import verdict_document

        put_document(verdict_document(data, verdict, spoken()))
    else:
        from ..render.screen import height
        from ..words.verdict import panel_document

        put_document(panel_document(data, verdict, spoken(), height))


def _text(data: "Data", verdict: "Verdict", extension: str) -> str:
    """Return a verdict as a file holds it whose name ends so."""
    from ..render.plain import as_json, document_lines

    if extension == ".json":
        from ..words.verdict_object import verdict_object

        return as_json(verdict_object(data, verdict, spoken()))
    from ..words.verdict import verdict_document

    document = verdict_document(data, verdict, spoken())
    if extension == ".txt":
        return document_lines(document)
    from ..render.html import document_page

    return document_page(document)
