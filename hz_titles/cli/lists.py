"""``hz-titles list-certs``, ``list-committees``, ``list-districts`` and ``list-readings``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..language import Phrase
from . import options
from .output import choose, console, on_terminal, put
from .session import open_data
from .speech import LANGUAGE, tr

if TYPE_CHECKING:
    from ..listing import Record
    from ..render.table import Column

CERTS_HELP = Phrase(
    "列出目录中的证书。\n\n例：hz-titles list-certs --series 制造业",
    "List the certificates of the catalogue.\n\nExample: hz-titles list-certs --series 制造业",
)
COMMITTEES_HELP = Phrase(
    "列出评审委员会，以及各区各系列由谁受理。\n\n例：hz-titles list-committees --district 滨江",
    "List the review committees, and which serves which area and series.\n\n"
    "Example: hz-titles list-committees --district 滨江",
)
DISTRICTS_HELP = Phrase(
    "列出区、县（市）及其可用的写法。\n\n例：hz-titles list-districts",
    "List the areas with the names they are known by.\n\nExample: hz-titles list-districts",
)
READINGS_HELP = Phrase(
    "列出通知文字需要解读之处、如何解读及理由。\n\n例：hz-titles list-readings",
    "List where the notice's text needs a reading, how it is read, and why.\n\n"
    "Example: hz-titles list-readings",
)

SeriesFilter = Annotated[
    str | None,
    typer.Option("--series", metavar="SERIES", help=tr(Phrase("只列某一系列", "only this series"))),
]
TitleFilter = Annotated[
    str | None, typer.Option("--title", metavar="TITLE", help=tr(Phrase("只列某一职称", "only this title")))
]
Search = Annotated[
    str | None,
    typer.Option(
        "--search",
        metavar="TEXT",
        help=tr(Phrase("只列含有此文字的各项", "only rows in which this text occurs")),
    ),
]


def list_certs(
    series: SeriesFilter = None,
    title: TitleFilter = None,
    search: Search = None,
    output_format: options.ListFormat = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print the catalogue."""
    from ..listing import certificate_record, matching
    from ..render.table import Column

    loaded = open_data(lang, data)
    rows: Sequence[Any] = loaded.catalogue.certificates
    if series is not None:
        wanted_series = loaded.names.series(series)
        rows = [row for row in rows if row.series is wanted_series]
    if title is not None:
        wanted_title = loaded.names.title(title)
        rows = [row for row in rows if row.title is wanted_title]
    if search is not None:
        rows = matching(loaded.names, rows, search)
    columns = [
        Column(key="number", heading=Phrase("序号", "No."), style="bold", fixed=True),
        Column(key="name", heading=Phrase("职业资格证书名称", "Certificate")),
        Column(key="issuer", heading=Phrase("颁证单位", "Issuer")),
        Column(key="issuer_en", heading=Phrase("颁证单位（英文）", "Issuer (English)"), style="dim"),
        Column(key="title", heading=Phrase("认定职称", "Title"), style="cyan"),
        Column(key="level", heading=Phrase("级别", "Level"), shown=False),
        Column(key="series", heading=Phrase("系列", "Series"), style="cyan"),
        Column(key="grades", heading=Phrase("等级", "Grades"), shown=False),
        Column(key="aliases", heading=Phrase("其他名称", "Aliases"), shown=False),
    ]
    put_list(columns, [certificate_record(row) for row in rows], output_format)
    return 0


def list_committees(
    series: SeriesFilter = None,
    district: options.District = None,
    output_format: options.ListFormat = None,
    lang: options.Lang = None,
    data: options.DataFolder = None,
) -> int:
    """Print the committees; on a terminal also the areas by series."""
    from ..listing import committee_record, jurisdiction_records
    from ..render.table import Column, Format

    loaded = open_data(lang, data)
    committees: Sequence[Any] = loaded.jurisdiction.committees
    areas = loaded.jurisdiction.areas
    if series is not None:
        wanted = loaded.names.series(series)
        committees = [committee for committee in committees if committee.series is wanted]
    if district is not None:
        areas = loaded.names.place(district).areas
        committees = [each for each in committees if any(each.extent.covers(area) for area in areas)]
    columns = [
        Column(key="number", heading=Phrase("序号", "No."), style="bold", fixed=True),
        Column(key="name", heading=Phrase("中评委名称", "Committee")),
        Column(key="office", heading=Phrase("办公室", "Office")),
        Column(key="phones", heading=Phrase("电话", "Telephone"), style="bold"),
        Column(key="level", heading=Phrase("级别", "Level"), shown=False),
        Column(key="series", heading=Phrase("系列", "Series"), style="cyan"),
        Column(key="extent", heading=Phrase("认定范围", "Whom it serves"), style="dim"),
    ]
    chosen = put_list(columns, [committee_record(committee) for committee in committees], output_format)
    if chosen is Format.TABLE:
        records = jurisdiction_records(loaded, areas)
        keys = [key for key in records[0] if key != "bureau"]
        headings = {"area": Phrase("工作所在地", "Place of work")}
        grid = [Column(key=key, heading=headings.get(key, Phrase(key, key))) for key in keys]
        put_list(grid, records, output_format)
    return 0


def list_districts(
    output_format: options.ListFormat = None, lang: options.Lang = None, data: options.DataFolder = None
) -> int:
    """Print the areas."""
    from ..listing import area_record
    from ..render.table import Column

    loaded = open_data(lang, data)
    columns = [
        Column(key="name", heading=Phrase("区、县（市）", "Area"), style="bold"),
        Column(key="code", heading=Phrase("代码", "Code")),
        Column(key="pinyin", heading=Phrase("拼音", "Pinyin")),
        Column(key="names", heading=Phrase("其他写法", "Also known as"), style="dim"),
        Column(key="bureau", heading=Phrase("人力社保局", "HR bureau"), style="cyan"),
    ]
    put_list(columns, [area_record(area) for area in loaded.jurisdiction.areas], output_format)
    return 0


def list_readings(
    output_format: options.ListFormat = None, lang: options.Lang = None, data: options.DataFolder = None
) -> int:
    """Print the readings."""
    from ..listing import reading_record
    from ..render.table import Column

    loaded = open_data(lang, data)
    columns = [
        Column(key="id", heading=Phrase("读法", "Reading"), style="bold"),
        Column(key="title", heading=Phrase("题目", "Title")),
        Column(key="quotes", heading=Phrase("通知原文", "The notice's words"), style="dim"),
        Column(key="read", heading=Phrase("如何解读", "How it is read")),
        Column(key="why", heading=Phrase("理由", "Why"), style="dim"),
    ]
    put_list(
        columns, [reading_record(reading, LANGUAGE) for reading in loaded.catalogue.readings], output_format
    )
    return 0


def put_list(columns: Sequence[Column], records: Sequence[Record], output_format: str | None) -> Any:
    """Put a list out in the wanted format, and return that format."""
    from ..render.table import Format, as_csv, as_json, as_plain, print_table

    chosen = (
        choose("--format", output_format, Format)
        if output_format is not None
        else Format.TABLE
        if on_terminal()
        else Format.PLAIN
    )
    if chosen is Format.JSON:
        put(as_json([{column.key: record[column.key] for column in columns} for record in records]))
    elif chosen is Format.CSV:
        put(as_csv(columns, records))
    elif chosen is Format.PLAIN:
        put(as_plain(columns, records))
    else:
        screen = console()
        with screen.capture() as captured:
            print_table(screen, columns, records, LANGUAGE)
        put(captured.get())
    return chosen
