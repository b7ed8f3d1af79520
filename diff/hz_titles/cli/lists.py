"""``hz-titles list-certs``, ``list-committees``, ``list-districts`` and ``list-readings``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from ..errors import ExitCode, UsageError
from ..language import Language, Phrase, listed, same
from ..render.plain import as_csv, as_json, as_plain
from ..render.table import Column, print_table
from ..render.wrapping import print_lines
from ..reports import lists
from ..reports.lists import Record
from ..rules.verdict import Need, Status
from ..words.vocabulary import LABELS, MARKS, called, day_text
from . import options
from .data import as_of_date, open_data, typed_facts
from .language import spoken, tr
from .output import OF_LISTS, Format, choose_format, put, put_drawn, put_json, say

_NUMBER = Column(key="number", heading=Phrase("序号", "No."), style="bold")
_SERIES = Column(key="series", heading=Phrase("系列", "Series"), style="cyan")
_NO_FACTS = Phrase(
    "--eligible 需要此人的情况：--degree、--years、--work、--district 等至少一项",
    "--eligible needs facts about a person: --degree, --years, --work, --district or the like",
)
_FROM = Phrase("{day}起", "from {day}")
_NOTHING = Phrase("没有符合的项目", "nothing fits")
_OPEN = Phrase("还需：{needs}", "needs: {needs}")

SeriesFilter = Annotated[options.Text, options.option("--series SERIES")]


def list_certs(
    series: SeriesFilter = None,
    title: Annotated[options.Text, options.option("--title TITLE")] = None,
    search: Annotated[options.Text, options.option("--search TEXT")] = None,
    degree: options.Degree = None,
    years: options.Years = None,
    work: options.Work = None,
    grade: options.Grade = None,
    related: options.Related = None,
    district: options.District = None,
    as_of: options.AsOf = None,
    eligible: Annotated[bool, options.option("--eligible")] = False,
    output_format: options.ListFormat = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print the catalogue and, for the facts of a person, what each row would give."""
    day = as_of_date(as_of)
    loaded = open_data(lang, data)
    facts = typed_facts("", None, grade, degree, years, work, related, district)
    told = bool(degree or work) or any(fact is not None for fact in (years, grade, related, district))
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
    english = spoken() is Language.EN
    columns = [
        _NUMBER,
        Column(key="name", heading=Phrase("职业资格证书名称", "Certificate"), style="bold", cut=True),
        Column(
            key="issuer",
            heading=LABELS["issuer"],
            text=lambda one: str((english and one["issuer_en"]) or one["issuer"]),
            cut=True,
        ),
        Column(key="title", heading=LABELS["awarded"], style="cyan"),
        _OUTLOOK if told else _SERIES,
    ]
    chosen = put_list(list(every[0]), columns, records, output_format)
    if chosen is Format.TABLE and records and english:
        official: tuple[Any, ...] = (*loaded.catalogue.titles, *loaded.catalogue.series)
        glosses = "; ".join(f"{one.name} {one.gloss}" for one in official)
        put_drawn(lambda screen: print_lines(screen, glosses, style="dim"))
    return ExitCode.DONE


def _outlook(record: Mapping[str, Any]) -> str:
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


_OUTLOOK = Column(
    key="status",
    heading=Phrase("对此人", "For this person"),
    style=lambda record: {"eligible": "bold green", "undetermined": "yellow"}.get(record["status"], ""),
    text=_outlook,
)


def list_committees(
    series: SeriesFilter = None,
    district: options.District = None,
    output_format: options.ListFormat = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print the committees; on a terminal also the areas by series."""
    loaded = open_data(lang, data)
    committees: Sequence[Any] = loaded.jurisdiction.committees
    keys = list(lists.committee_record(committees[0]))
    areas = loaded.jurisdiction.areas
    if series is not None:
        wanted = loaded.names.series(series)
        committees = [committee for committee in committees if committee.series is wanted]
    if district is not None:
        place = loaded.names.place(district)
        areas = place.areas if place.areas or place.elsewhere else areas  # 杭州 is all of them
        committees = [each for each in committees if any(each.extent.covers(area) for area in areas)]
    columns = [
        _NUMBER,
        Column(
            key="name",
            heading=Phrase("中评委及其办公室", "Committee and its office"),
            text=lambda record: f"{record['name']}\n{record['office']}",
        ),
        Column(key="phones", heading=LABELS["phone"], style="bold"),
        _SERIES,
        Column(key="extent", heading=LABELS["extent"]),
    ]
    chosen = put_list(keys, columns, [lists.committee_record(each) for each in committees], output_format)
    if chosen is Format.TABLE and areas:
        records = lists.jurisdiction_records(loaded, areas)
        grid = [Column(key="area", heading=LABELS["district"], style="bold")]
        grid += [Column(key=key, heading=same(key)) for key in records[0] if key not in ("area", "bureau")]
        put("\n")
        put_list(list(records[0]), grid, records, output_format)
    return ExitCode.DONE


def list_districts(
    output_format: options.ListFormat = None, lang: options.Lang = None, data: options.DataFolder = None
) -> int:
    """Print the areas."""
    loaded = open_data(lang, data)
    columns = [
        Column(key="name", heading=Phrase("区、县（市）", "Area"), style="bold"),
        Column(key="code", heading=Phrase("代码", "Code")),
        _listed("pinyin", Phrase("拼音", "Pinyin")),
        _listed("names", Phrase("其他写法", "Also known as"), "dim"),
        Column(key="bureau", heading=Phrase("人力社保局", "HR bureau"), style="cyan"),
    ]
    records = [lists.area_record(area) for area in loaded.jurisdiction.areas]
    put_list(list(records[0]), columns, records, output_format)
    return ExitCode.DONE


def _listed(key: str, heading: Phrase, style: str = "") -> Column:
    """Return a column of names, one behind the other."""
    return Column(key=key, heading=heading, style=style, text=lambda one: listed(one[key], spoken()))


def list_readings(
    output_format: options.ListFormat = None, lang: options.Lang = None, data: options.DataFolder = None
) -> int:
    """Print the readings."""
    loaded = open_data(lang, data)
    columns = [
        Column(key="id", heading=Phrase("编号", "Reading"), style="bold"),
        Column(key="title", heading=Phrase("题目", "Title")),
        Column(key="quotes", heading=LABELS["notice"], style="dim"),
        Column(key="read", heading=Phrase("如何理解", "How it is read")),
        Column(key="why", heading=LABELS["why"], style="dim"),
    ]
    records = [lists.reading_record(reading, spoken()) for reading in loaded.catalogue.readings]
    put_list(list(records[0]), columns, records, output_format)
    return ExitCode.DONE


def put_list(
    keys: Sequence[str], columns: Sequence[Column], records: Sequence[Record], output_format: str | None
) -> Format:
    """Put a list out in the wanted format, and return that format; `columns` are those of a table."""
    chosen = choose_format(output_format, OF_LISTS)
    if chosen is Format.JSON:
        put_json(as_json(records))
    elif chosen is Format.TABLE:
        if records:
            put_drawn(lambda screen: print_table(screen, columns, records, spoken()))
    else:
        put((as_csv if chosen is Format.CSV else as_plain)(keys, records))
    if not records:
        say(tr(_NOTHING))
    return chosen
