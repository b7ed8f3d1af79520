"""``hz-titles show``: one row of the catalogue in full."""

from __future__ import annotations

from typing import Annotated

from ..errors import ExitCode, FactError, UsageError
from ..language import Phrase, listed
from ..loading import Data
from ..names.resolver import Kind
from ..names.text import printable
from ..notice import Certificate
from ..render.plain import as_csv, as_json
from ..reports.lists import row_record
from ..words.row import row_document
from . import options
from .data import open_data
from .language import spoken, tr
from .output import OF_LISTS, Format, choose_format, put, put_document, put_json

_UNREADABLE = Phrase("证书{why}", "CERT {why}")
_NOT_A_ROW = Phrase("“{text}”不在目录内{hint}", "“{text}” is not in the list{hint}")
_NOT_RECOGNISED = Phrase(
    "没有认出“{text}”{hint}；如果这就是证书全称，则不在目录内，否则请按证书写全称，或写目录序号",
    "“{text}” was not recognised{hint}; if this is its full name it is not in the list, "
    "else write the full name as printed, or the row number",
)
_SEVERAL = Phrase(
    "“{text}”可能是：{rows}；请写序号或加 --issuer", "“{text}” may be: {rows}; give the number or --issuer"
)
_REMARK = Phrase("；{text}", "; {text}")
_NEAREST = Phrase("，最接近的是：{names}", "; nearest: {names}")

Name = Annotated[str, options.argument("CERT")]


def show(
    cert: Name,
    issuer: options.Issuers = None,
    output_format: options.ListFormat = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print one row with all that hangs on it."""
    chosen = choose_format(output_format, OF_LISTS)
    loaded = open_data(lang, data)
    row = _row(loaded, cert, issuer)
    record = row_record(loaded, row, spoken())
    if chosen is Format.JSON:
        put_json(as_json(record))
    elif chosen is Format.CSV:
        put(as_csv(list(record["offices"][0]), record["offices"]))
    else:
        document = row_document(loaded, row, record, spoken())
        put_document(document, plain=chosen is Format.PLAIN)
    return ExitCode.DONE


def _row(data: Data, cert: str, issuers: list[str] | None) -> Certificate:
    try:
        found = data.names.identify_all((cert,), issuers or ())
    except FactError as error:
        if error.fact != "cert":
            raise
        raise UsageError(_UNREADABLE, why=error.explain(spoken())) from None
    every = {row.number: row for identity in found for row in identity.rows}
    if len(every) == 1:
        return next(iter(every.values()))
    if every:
        rows = listed((f"{row.number} {row.name}（{row.issuer}）" for row in every.values()), spoken())
        raise UsageError(_SEVERAL, text=printable(cert), rows=rows)
    identity = found[0]
    remarks = "".join(tr(_REMARK, text=remark.text.say(spoken())) for remark in identity.remarks)
    nearest = tr(_NEAREST, names=identity.suggestions) if identity.suggestions else ""
    recognised = identity.kind is not Kind.NOT_RECOGNISED
    raise UsageError(
        _NOT_A_ROW if recognised else _NOT_RECOGNISED, text=printable(cert), hint=nearest + remarks
    )
