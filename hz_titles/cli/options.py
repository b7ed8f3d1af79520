"""The options that commands share, declared once: name, meaning, what they take."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..language import Language


def both(zh: str, en: str) -> str:
    """Return a help text with both languages in it, as a parameter holds a single text."""
    return f"{zh}\n{en}"


def one_of(help_text: str, language: Language) -> str:
    """Return the half of such a text that is in `language`."""
    zh, _, en = help_text.partition("\n")
    return zh if language is Language.ZH else en or zh


def option(name: str, metavar: str | None, zh: str, en: str, *more: str) -> Any:
    """Declare an option; a `metavar` with ``|`` in it lists all that the option takes."""
    return typer.Option(name, *more, metavar=metavar, help=both(zh, en))


def argument(metavar: str, zh: str, en: str) -> Any:
    """Declare an argument."""
    return typer.Argument(metavar=metavar, help=both(zh, en), show_default=False)


Certs = Annotated[
    list[str] | None,
    option(
        "--cert",
        "NAME",
        "证书：名称、简称或目录序号，可多次",
        "a certificate: its name, short name or row number; may be repeated",
    ),
]
Issuer = Annotated[
    str | None,
    option(
        "--issuer",
        "NAME",
        "颁证单位（名称不能确定是哪一项时须填）",
        "its issuer, where the name does not settle the row",
    ),
]
Issuers = Annotated[
    list[str] | None,
    option(
        "--issuer",
        "NAME",
        "颁证单位（名称不能确定是哪一项时须填），可多次",
        "an issuer, where the name does not settle the row; may be repeated",
    ),
]
Grade = Annotated[
    str | None, option("--grade", "GRADE", "证书等级（分等级的证书）", "its grade, where it has grades")
]
Degree = Annotated[
    list[str] | None,
    option(
        "--degree",
        "LEVEL[@DATE]",
        "学历或学位，可加 @取得日期，可多次：none associate bachelor second-bachelor master doctorate 或中文",
        "a qualification, with @DATE when it was obtained; may be repeated: none associate bachelor "
        "second-bachelor master doctorate, or the words people use",
    ),
]
Years = Annotated[
    str | None,
    option(
        "--years",
        "N",
        "取得学历后从事相关专业工作的年数：6、6.5、4年半、5年3个月",
        "years of related work after the qualification: 6, 6.5, 4年半, 5年3个月",
    ),
]
Work = Annotated[
    list[str] | None,
    option(
        "--work",
        "FROM..[TO]",
        "一段相关专业工作的起止日期，可多次",
        "a period of related work; may be repeated",
    ),
]
Related = Annotated[
    bool | None,
    option(
        "--related/--unrelated",
        None,
        "现在是否从事相关专业工作（不填按“是”处理）",
        "works in the certificate's field now (taken as yes)",
    ),
]
District = Annotated[
    str | None,
    option(
        "--district", "AREA", "工作所在的区、县（市）", "the district, county or city of the place of work"
    ),
]
AsOf = Annotated[
    str | None, option("--as-of", "DATE", "计算到哪一天（不填为今天）", "the as-of date (today)")
]
Lang = Annotated[str | None, option("--lang", "zh|en", "输出语言", "language of the output")]
DataFolder = Annotated[
    str | None,
    option(
        "--data",
        "DIR",
        "数据文件夹（含 catalogue.yaml 和 committees.yaml）",
        "a folder with catalogue.yaml and committees.yaml",
    ),
]
ListFormat = Annotated[
    str | None,
    option(
        "--format",
        "table|plain|csv|json",
        "输出格式（不填：终端上 table，其他 plain）",
        "how it is put out (table on a terminal, plain elsewhere)",
    ),
]
Force = Annotated[bool, option("--force", None, "覆盖已有的输出文件", "replace an output that exists")]
