"""The options that commands share, declared once: name, meaning, what they take."""

from __future__ import annotations

from typing import Annotated

import typer

from ..language import Phrase
from .language import tr

Cert = Annotated[
    str,
    typer.Option(
        "--cert",
        metavar="NAME",
        help=tr(
            Phrase(
                "证书：名称、简称或目录序号",
                "the certificate: its name, short name or row number",
            )
        ),
    ),
]
Issuer = Annotated[
    str | None,
    typer.Option(
        "--issuer",
        metavar="NAME",
        help=tr(
            Phrase(
                "颁证单位（名称不能确定是哪一项时须填）", "its issuer, where the name does not settle the row"
            )
        ),
    ),
]
Grade = Annotated[
    str | None,
    typer.Option(
        "--grade",
        metavar="GRADE",
        help=tr(Phrase("证书等级（分等级的证书）", "its grade, where it has grades")),
    ),
]
Degree = Annotated[
    list[str] | None,
    typer.Option(
        "--degree",
        metavar="LEVEL[@DATE]",
        help=tr(
            Phrase(
                "学历或学位，可加 @取得日期，可多次：none associate bachelor second-bachelor master "
                "doctorate 或中文",
                "a qualification, with @DATE when it was obtained; may be repeated: none associate bachelor "
                "second-bachelor master doctorate, or the words people use",
            )
        ),
    ),
]
Years = Annotated[
    str | None,
    typer.Option(
        "--years",
        metavar="N",
        help=tr(
            Phrase(
                "取得学历后从事相关专业工作的年数：6、6.5、4年半、5年3个月",
                "years of related work after the qualification: 6, 6.5, 4年半, 5年3个月",
            )
        ),
    ),
]
Work = Annotated[
    list[str] | None,
    typer.Option(
        "--work",
        metavar="FROM..[TO]",
        help=tr(Phrase("一段相关专业工作的起止日期，可多次", "a period of related work; may be repeated")),
    ),
]
Related = Annotated[
    bool | None,
    typer.Option(
        "--related/--unrelated",
        help=tr(
            Phrase(
                "现在是否从事相关专业工作（不填视为是）",
                "works in the certificate's field now (taken as yes)",
            )
        ),
    ),
]
District = Annotated[
    str | None,
    typer.Option(
        "--district",
        metavar="AREA",
        help=tr(Phrase("工作所在的区、县（市）", "the district, county or city of the place of work")),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=tr(Phrase("计算到哪一天（不填为今天）", "the as-of date (today)")),
    ),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="zh|en", help=tr(Phrase("输出语言", "language of the output"))),
]
DataFolder = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help=tr(
            Phrase(
                "数据文件夹（含 catalogue.yaml 和 committees.yaml）",
                "a folder with catalogue.yaml and committees.yaml",
            )
        ),
    ),
]
ListFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=tr(
            Phrase(
                "table（终端）、plain（其他）、csv、json",
                "table (on a terminal), plain (elsewhere), csv or json",
            )
        ),
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help=tr(Phrase("覆盖已有的输出文件", "replace an output that exists")))
]
