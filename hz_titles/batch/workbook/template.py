"""A blank roster: headers that are read without a doubt, drop-downs, and an example on a second sheet."""

from __future__ import annotations

import tempfile
from typing import Any, BinaryIO

from ...language import Language, Phrase
from ...loading import Data
from ...words.vocabulary import short_name
from .new import new_workbook, save

_ROWS = 2_000
"""The rows that have drop-downs."""
_ROSTER = Phrase("名单", "Roster")
_HELP = Phrase("填写说明", "How to fill in")
_HEADING = (Phrase("列", "Column"), Phrase("怎么填", "What to write"), Phrase("示例", "Example"))
_EXAMPLE = Phrase("张三", "Zhang San")
_DAY = "2018-07-01"
_COLUMNS = {
    "name": (Phrase("姓名", "Name"), Phrase("供自己对照，不影响结论", "for yourself; nothing hangs on it")),
    "certificate": (
        Phrase("证书名称", "Certificate"),
        Phrase(
            "必填，照证书写全称；几本证书用分号隔开", "needed: the full name; a semicolon between several"
        ),
    ),
    "issuer": (Phrase("颁证单位", "Issuer"), Phrase("照证书写全称", "the full name, as printed")),
    "degree": (Phrase("学历", "Degree"), Phrase("最高学历，从列表中选", "the highest, from the list")),
    "degree_date": (
        Phrase("毕业时间", "Graduation date"),
        Phrase("该学历的取得时间：年-月-日", "when that degree was obtained: year-month-day"),
    ),
    "years": (
        Phrase("从事相关专业年限", "Years of related work"),
        Phrase("取得该学历后，从事证书相关专业工作的年数", "in the certificate’s field, after that degree"),
    ),
    "district": (
        Phrase("工作地点", "District"),
        Phrase("单位所在区、县（市），从列表中选", "where the work place is, from the list"),
    ),
}
_WIDTHS = (12, 40, 40, 12, 14, 18, 14)


def write_template(file: BinaryIO, data: Data, language: Language) -> None:
    """Write a blank roster into a file."""
    certificate, area = data.catalogue.certificates[0], data.jurisdiction.areas[0]
    qualifications = [short_name(one, language) for one in data.catalogue.qualifications]
    areas = [one.name for one in data.jurisdiction.areas]
    example = {
        "name": _EXAMPLE.say(language),
        "certificate": certificate.name,
        "issuer": certificate.issuer,
        "degree": qualifications[-2],
        "degree_date": _DAY,
        "years": "6",
        "district": area.name,
    }
    with tempfile.TemporaryDirectory() as folder:
        book = new_workbook(file, folder)
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        roster = book.add_worksheet(_ROSTER.say(language))
        for place, (fact, (header, _)) in enumerate(_COLUMNS.items()):
            roster.set_column(place, place, _WIDTHS[place], text if fact in ("name", "degree_date") else None)
            roster.write_string(0, place, header.say(language), bold)
        _offer(roster, list(_COLUMNS).index("degree"), qualifications)
        _offer(roster, list(_COLUMNS).index("district"), areas)
        roster.freeze_panes(1, 0)
        explained = book.add_worksheet(_HELP.say(language))
        rows = [[one.say(language) for one in _HEADING]]
        rows += [
            [header.say(language), how.say(language), example[fact]]
            for fact, (header, how) in _COLUMNS.items()
        ]
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                explained.write_string(number, place, cell, None if number else bold)
        explained.set_column(0, 2, 44)
        save(book)


def _offer(sheet: Any, column: int, choices: list[str]) -> None:
    """Offer a list in a column; what is not in it can still be written."""
    rule = {"validate": "list", "source": choices, "error_type": "information"}
    sheet.data_validation(1, column, _ROWS, column, rule)
