"""Files of applicants, the same ones every time: as keys for a join, and as people write them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

Record = dict[str, str]

HEADER = ("employee", "name", "certificate", "issuer", "grade", "degree", "years", "district")
YEARS = ("0", "0.5", "1", "1.5", "2", "2.999", "3", "4", "4.5", "5", "6", "6.999", "7", "8.25", "10", "23")
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英"
_DEGREES = {
    "none": ("中专", "高中"),
    "associate": ("大专", "专科", "大学专科"),
    "bachelor": ("本科", "大学本科", "bachelor's degree"),
    "second-bachelor": ("第二学士学位",),
    "master": ("硕士", "硕士研究生", "MBA"),
    "doctorate": ("博士学位",),
}
_YEARS_WRITTEN = ("{}", "{}年", " {} 年")


def write_keyed(path: Path, table: list[Record], rows: int) -> None:
    """Write applicants by row number, qualification and area as the decision table has them."""
    _write(path, HEADER, _keyed(table, rows))


def _keyed(table: list[Record], rows: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(rows)
    for number, name in _people(chance, rows):
        row = chance.choice(table)
        yield (
            number,
            name,
            row["number"],
            "",
            row["grade"],
            row["degree"],
            chance.choice(YEARS),
            row["area"],
        )


def write_written(path: Path, table: list[Record], rows: int) -> None:
    """Write applicants as they stand in the sheets of a personnel office.

    Certificates by their printed names beside their issuers, degrees and years in words;
    of a hundred one holds a certificate that is not listed, two have no years, one has
    years that cannot be read and one an area that is now two.
    """
    _write(path, HEADER, _written(table, rows))


def _written(table: list[Record], rows: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(rows)
    for number, name in _people(chance, rows):
        row = chance.choice(table)
        certificate, issuer, grade = row["certificate"], row["issuer"], row["grade"]
        degree = chance.choice(_DEGREES[row["degree"]])
        years = chance.choice(_YEARS_WRITTEN).format(chance.choice(YEARS))
        district = chance.choice(("", "杭州市", "浙江省杭州市")) + row["area"]
        odd = chance.randrange(100)
        if odd == 0:
            certificate, issuer, grade = f"某某协会证书{chance.randrange(500)}", "", ""
        elif odd in (1, 2):
            years = ""
        elif odd == 3:
            years = "很多"
        elif odd == 4:
            district = "江干区"
        yield number, name, certificate, issuer, grade, degree, years, district


def write_dated(path: Path, table: list[Record], rows: int) -> None:
    """Write a roster in which graduation and first day of work differ from row to row."""
    _write(
        path,
        ("姓名", "工号", "证书", "等级", "学历", "毕业时间", "参加工作时间", "工作地点"),
        _dated(table, rows),
    )


def _dated(table: list[Record], rows: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(rows)
    for number, name in _people(chance, rows):
        row = chance.choice(table)
        graduated = chance.randint(2005, 2023)
        begun = f"{graduated}-{chance.randint(7, 12)}-{chance.randint(1, 28):02}"
        degree = chance.choice(_DEGREES[row["degree"]])
        yield (
            name,
            number,
            row["number"],
            row["grade"],
            degree,
            f"{graduated}-0{chance.randint(5, 7)}-{chance.randint(1, 28):02}",
            begun,
            row["area"],
        )


def write_workbook(path: Path, source: Path) -> None:
    """Write the rows of a CSV file as the one sheet of a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    book.save(path)


def _people(chance: random.Random, rows: int) -> Iterator[tuple[str, str]]:
    for number in range(1, rows + 1):
        yield f"E{number:08}", chance.choice(_FAMILY) + chance.choice(_GIVEN) + chance.choice(_GIVEN)


def _write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
