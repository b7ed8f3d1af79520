"""The commands that print what stands in the data: the lists, ``show``, and those for scripts and upkeep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any

from ..errors import ExitCode, FactError, UsageError
from ..language import Language, Phrase, listed, same
from ..loading import Data
from ..names.identity import Kind
from ..names.text import printable
from ..notice import Certificate
from ..render.plain import Record, as_plain, document_lines
from ..render.table import Column, print_table
from ..render.wrapping import print_lines
from ..reports import lists
from ..rules.applicant import Facts
from ..rules.verdict import Need, Status
from ..words.vocabulary import LABELS, MARKS, called, day_text
from . import options
from .options import as_of_date, open_data, option, typed_facts
from .output import Format, choose_format, put, put_document, put_drawn, put_json, put_records, say
from .session import spoken, tr

_NUMBER, _SERIES = Phrase("序号", "No."), Phrase("系列", "Series")
_KNOWN_AS = Phrase("其他写法", "Also known as")
_FOR_THEM = Phrase("对此人", "For this person")
_OFFICE = Phrase("中评委及其办公室", "Committee and its office")
_NO_FACTS = Phrase(
    "--eligible 需要此人的情况：--degree、--years、--work、--district 等至少一项",
    "--eligible needs facts about a person: --degree, --years, --work, --district or the like",
)
_FROM = Phrase("{day}起", "from {day}")
_NOTHING = Phrase("没有符合的项目", "nothing fits")
_OPEN = Phrase("还需：{needs}", "needs: {needs}")

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


def _column(
    key: str, heading: Phrase, style: Any = "", text: Callable[[Record], str] | None = None, cut: bool = False
) -> Column:
    return Column(key=key, heading=heading, style=style, text=text, cut=cut)


def put_list(
    columns: Sequence[Column], records: Sequence[Record], output_format: str | None, keys: Sequence[str] = ()
) -> bool:
    """Put a list out in the wanted format, and tell whether it is a table, which has these `columns`."""
    chosen = choose_format(output_format, Format.TABLE)
    if chosen is Format.PLAIN:
        put(as_plain(keys or list(records[0]), records))
    elif not put_records(chosen, records, keys) and records:
        put_drawn(lambda screen: print_table(screen, columns, records, spoken()))
    if not records:
        say(tr(_NOTHING))
    return chosen is Format.TABLE


def list_certs(
    series: options.Series = None,
    title: Annotated[options.Text, option("--title TITLE")] = None,
    search: Annotated[options.Text, option("--search TEXT")] = None,
    degree: options.Degree = None,
    years: options.Years = None,
    work: options.Work = None,
    grade: options.Grade = None,
    related: options.Related = None,
    district: options.District = None,
    as_of: options.AsOf = None,
    eligible: Annotated[bool, option("--eligible")] = False,
    output_format: options.ListFormat = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> None:
    """Print the catalogue and, for the facts of a person, what each row would give."""
    day, loaded, english = as_of_date(as_of), open_data(data), spoken() is Language.EN
    facts = typed_facts("", None, grade, degree, years, work, related, district)
    told = facts != Facts(cert="")
    if eligible and not told:
        raise UsageError(_NO_FACTS)
    kept: dict[str, set[Any]] = {}  # what is wanted of a record
    if series is not None:
        kept["series"] = {loaded.names.series(series).name}
    if title is not None:
        kept["title"] = {one.name for one in loaded.names.titles(title)}
    if search is not None:
        kept["number"] = {row.number for row in lists.fitting_rows(loaded, search)}
    if eligible:
        kept["status"] = {Status.ELIGIBLE.value}
    every = [
        lists.certificate_record(row) | (lists.prospect_record(loaded, row, facts, day) if told else {})
        for row in loaded.catalogue.certificates
    ]
    records = [one for one in every if all(one[key] in wanted for key, wanted in kept.items())]

    def issuer(record: Record) -> str:
        return str((english and record["issuer_en"]) or record["issuer"])

    columns = [
        _column("number", _NUMBER, "bold"),
        _column("name", Phrase("职业资格证书名称", "Certificate"), "bold", cut=True),
        _column("issuer", LABELS["issuer"], text=issuer, cut=True),
        _column("title", LABELS["awarded"], "cyan"),
        _column("status", _FOR_THEM, _look, _outlook) if told else _column("series", _SERIES, "cyan"),
    ]
    if put_list(columns, records, output_format, list(every[0])) and records and english:
        official: tuple[Any, ...] = (*loaded.catalogue.titles, *loaded.catalogue.series)
        glosses = "; ".join(f"{one.name} {one.gloss}" for one in official)
        put_drawn(lambda screen: print_lines(screen, glosses, style="dim"))


def _outlook(record: Record) -> str:
    """Say in a few words what a row would give, and when."""
    status = Status(record["status"])
    words = tr(called("status word", status))
    if status is Status.NOT_ELIGIBLE and record["eligible_from"]:
        words = tr(_FROM, day=day_text(date.fromisoformat(record["eligible_from"]), spoken()))
    elif status is Status.UNDETERMINED:
        # The place of work decides where to apply, not whether.
        needs = [called("need word", Need(code)) for code in record["needs"] if code != Need.DISTRICT.value]
        words = tr(_OPEN, needs=needs)
    return f"{MARKS[status].value} {words}"


def _look(record: Record) -> str:
    return {"eligible": "bold green", "undetermined": "yellow"}.get(record["status"], "")


def list_committees(
    series: options.Series = None,
    district: options.District = None,
    output_format: options.ListFormat = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> None:
    """Print the committees; on a terminal also the areas by series."""
    loaded = open_data(data)
    areas, committees = loaded.jurisdiction.areas, loaded.jurisdiction.committees
    keys = list(lists.committee_record(committees[0]))
    if series is not None:
        wanted = loaded.names.series(series)
        committees = tuple(committee for committee in committees if committee.series is wanted)
    if district is not None:
        place = loaded.names.place(district)
        areas = place.areas if place.areas or place.elsewhere else areas  # 杭州 is all of them
        committees = tuple(each for each in committees if any(each.extent.covers(area) for area in areas))
    columns = [
        _column("number", _NUMBER, "bold"),
        _column("name", _OFFICE, text=lambda one: f"{one['name']}\n{one['office']}"),
        _column("phones", LABELS["phone"], "bold"),
        _column("series", _SERIES, "cyan"),
        _column("extent", LABELS["extent"]),
    ]
    shown = [lists.committee_record(each) for each in committees]
    if put_list(columns, shown, output_format, keys) and areas:
        records = lists.jurisdiction_records(loaded, areas)
        grid = [_column("area", LABELS["district"], "bold")]
        grid += [_column(key, same(key)) for key in records[0] if key not in ("area", "bureau")]
        put("\n")
        put_list(grid, records, output_format)


def list_districts(
    output_format: options.ListFormat = None, lang: options.Lang = None, data: options.DataFolder = None
) -> None:
    """Print the areas."""
    loaded = open_data(data)
    columns = [
        _column("name", Phrase("区、县（市）", "Area"), "bold"),
        _column("code", Phrase("代码", "Code")),
        _column("pinyin", Phrase("拼音", "Pinyin"), text=lambda one: listed(one["pinyin"], spoken())),
        _column("names", _KNOWN_AS, "dim", lambda one: listed(one["names"], spoken())),
        _column("bureau", Phrase("人力社保局", "HR bureau"), "cyan"),
    ]
    put_list(columns, [lists.area_record(area) for area in loaded.jurisdiction.areas], output_format)


def list_readings(
    output_format: options.ListFormat = None, lang: options.Lang = None, data: options.DataFolder = None
) -> None:
    """Print the readings."""
    loaded = open_data(data)
    columns = [
        _column("id", Phrase("编号", "Reading"), "bold"),
        _column("title", Phrase("题目", "Title")),
        _column("quotes", LABELS["notice"], "dim"),
        _column("read", Phrase("如何理解", "How it is read")),
        _column("why", LABELS["why"], "dim"),
    ]
    records = [lists.reading_record(reading, spoken()) for reading in loaded.catalogue.readings]
    put_list(columns, records, output_format)


def show(
    cert: Annotated[str, options.argument("CERT")],
    issuer: options.Issuers = None,
    output_format: options.ListFormat = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> None:
    """Print one row with all that hangs on it; as CSV its offices."""
    from ..words.row import row_document

    chosen = choose_format(output_format, Format.TABLE)
    loaded = open_data(data)
    row = _row(loaded, cert, issuer)
    record = lists.row_record(loaded, row, spoken())
    if not put_records(chosen, record["offices"] if chosen is Format.CSV else record):
        document = row_document(loaded, row, record, spoken())
        if chosen is Format.PLAIN:
            put(document_lines(document))
        else:
            put_document(document)


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
        rows = [f"{row.number} {row.name}（{row.issuer}）" for row in every.values()]
        raise UsageError(_SEVERAL, text=printable(cert), rows=rows)
    identity = found[0]
    hint = tr(_NEAREST, names=identity.suggestions) if identity.suggestions else ""
    hint += "".join(tr(_REMARK, text=remark.text) for remark in identity.remarks)
    unread = identity.kind is Kind.NOT_RECOGNISED
    raise UsageError(_NOT_RECOGNISED if unread else _NOT_A_ROW, text=printable(cert), hint=hint)


# For scripts and upkeep


def table(
    output_format: Annotated[str, option("--format csv|json")] = "csv",
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> None:
    """Print the decision table."""
    chosen = Format(output_format)
    put_records(chosen, list(lists.decision_table(open_data(data))), lists.TABLE_COLUMNS)


def audit(
    output_format: Annotated[str, option("--format plain|json")] = "plain",
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print the report of an audit, and return 5 where it found something."""
    from ..audit import audit as prove_all
    from ..audit import report_lines, report_object

    chosen = Format(output_format)
    loaded = open_data(data)
    report = report_object(loaded, prove_all(loaded), spoken())
    if not put_records(chosen, report):
        put(report_lines(loaded, report, spoken()))
    return ExitCode.DONE if report["sound"] else ExitCode.FAULTY


def diff(
    old: Annotated[str, options.argument("OLD")],
    new: Annotated[str | None, options.argument("NEW")] = None,
    output_format: Annotated[str, option("--format plain|csv|json")] = "plain",
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> None:
    """Print what differs between two data folders."""
    from ..reports.editions import COLUMNS, compare, comparison_lines, comparison_records

    chosen = Format(output_format)
    before, after = open_data(old), open_data(new if new is not None else data)
    comparison = compare(before, after)
    if not put_records(chosen, list(comparison_records(comparison)), COLUMNS):
        put(comparison_lines(comparison, before, after, spoken()))


def schema(
    name: Annotated[str, options.argument("catalogue|committees|verdict|audit")],
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> None:
    """Print a schema; it is the same in every language and for any data."""
    from ..loading import Schema, schema_text

    put_json(schema_text(Schema(name)))
