"""The options of all commands, declared once: names, what they take, and what they mean."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..language import Language, Phrase

_FOR_ALL = Phrase(
    "所有人相同，代替表中的列（写法同 check）", "for everybody, instead of a column; as in check"
)
_FORMAT = Phrase("输出格式", "how it is put out")
_MEANINGS = {
    # One applicant
    "--cert NAME": Phrase(
        "证书：名称、简称或目录序号，可多次",
        "a certificate: its name, short name or row number; may be repeated",
    ),
    "--issuer NAME": Phrase(
        "颁证单位（名称不能确定是哪一项时须填），可多次",
        "an issuer, where the name does not settle the row; may be repeated",
    ),
    "--grade GRADE": Phrase("证书等级（分等级的证书）", "its grade, where it has grades"),
    "--degree LEVEL[@DATE]": Phrase(
        "学历或学位，可加 @取得日期，可多次：none associate bachelor second-bachelor master doctorate 或中文",
        "a qualification, with @DATE when it was obtained; may be repeated: none associate bachelor "
        "second-bachelor master doctorate, or the words people use",
    ),
    "--years N": Phrase(
        "取得学历后从事相关专业工作的年数：6、6.5、4年半、5年3个月",
        "years of related work after the qualification: 6, 6.5, 4年半, 5年3个月",
    ),
    "--work FROM..[TO]": Phrase(
        "一段相关专业工作的起止日期，可多次", "a period of related work; may be repeated"
    ),
    "--related/--unrelated": Phrase(
        "现在是否从事相关专业工作（不填按“是”处理）", "works in the certificate's field now (taken as yes)"
    ),
    "--district AREA": Phrase("工作所在的区、县（市）", "the district, county or city of the place of work"),
    "--as-of DATE": Phrase("计算到哪一天（不填为今天）", "the as-of date (today)"),
    # Every command
    "--version": Phrase("显示版本", "show the version"),
    "--lang zh|en": Phrase("输出语言", "language of the output"),
    "--data DIR": Phrase(
        "数据文件夹（含 catalogue.yaml 和 committees.yaml）",
        "a folder with catalogue.yaml and committees.yaml",
    ),
    "--force": Phrase("覆盖已有的输出文件", "replace an output that exists"),
    # What comes out
    "--format panel|full|plain|json": Phrase(
        "输出格式（不填：终端上 panel，其他 plain）",
        "how it is put out (panel on a terminal, plain elsewhere)",
    ),
    "--format table|plain|csv|json": Phrase(
        "输出格式（不填：终端上 table，其他 plain）",
        "how it is put out (table on a terminal, plain elsewhere)",
    ),
    "--format csv|json": _FORMAT,
    "--format plain|json": _FORMAT,
    "--format plain|csv|json": _FORMAT,
    "--full": Phrase("全部内容，同 --format full", "everything, as --format full"),
    "--save FILE": Phrase(
        "另存为 .html、.txt 或 .json 文件", "also write the verdict to a .html, .txt or .json file"
    ),
    "--exit-zero": Phrase("任何结论都以 0 退出", "exit with 0 whatever the verdict"),
    # Lists
    "--series SERIES": Phrase("只列某一系列", "only this series"),
    "--title TITLE": Phrase("只列某一职称或级别", "only this title or level"),
    "--search TEXT": Phrase("只列含有此文字的各项", "only rows in which this text occurs"),
    "--eligible": Phrase("只列此人现在就能申请的", "only rows that such a person can apply with now"),
    # A table of applicants
    "--output -o FILE": Phrase("写到文件（不写则到标准输出）", "the file to write (standard output)"),
    "--to csv|tsv|jsonl|xlsx": Phrase(
        "输出格式（不写则按扩展名）", "the form of the output (by the extension)"
    ),
    "--sheet NAME": Phrase(
        "工作表（不写则取列名认得最多的一张）", "the sheet of a workbook (the one that names most facts)"
    ),
    "--header-row N": Phrase(
        "表头在第几行（不写则在前 30 行中找）", "the row of the header (looked for among the first 30)"
    ),
    "--encoding NAME": Phrase(
        "输入编码（不写则依次试 BOM、UTF-8、GB18030）",
        "the input's encoding (a mark, else UTF-8, else GB18030)",
    ),
    "--map FACT=COLUMN": Phrase(
        "指定某项取自哪一列，可多次；列名留空则不用该项",
        "take a fact from a column; may be repeated; an empty column leaves the fact out",
    ),
    "--headers en|zh": Phrase(
        "新增列用代码（en）还是中文（zh）（中文表头的工作簿不写则为 zh）",
        "new columns in codes (en) or in Chinese words (zh; so in workbooks with Chinese headers)",
    ),
    "--safe-text": Phrase(
        "输出 CSV 时，给会被当作公式的原有单元格加撇号",
        "in CSV, an apostrophe before your cells that a spreadsheet would run as formulas",
    ),
    "--report FILE.html": Phrase(
        "把汇总写成一页网页，可打印或转交（不含姓名）",
        "write the summary as a page to print or hand on (no names of people)",
    ),
    "--template FILE.xlsx": Phrase(
        "写出一份空白名单：表头、下拉选项、填写说明",
        "write a blank roster: headers, drop-downs, how to fill it in",
    ),
    "--summary text|json|none": Phrase(
        "汇总（json 在写到文件时用标准输出，否则用标准错误）",
        "the summary (json: on standard output with -o, else on standard error)",
    ),
}
"""What each option means, by its names and the value that it takes (with ``|``: all that it takes)."""


def both(phrase: Phrase) -> str:
    """Return a help text with both languages in it, as a parameter holds a single text."""
    return f"{phrase.zh}\n{phrase.en}"


def one_of(help_text: str, language: Language) -> str:
    """Return the half of such a text that is in `language`."""
    zh, _, en = help_text.partition("\n")
    return zh if language is Language.ZH else en or zh


def option(declared: str, *, for_all: bool = False) -> Any:
    """Return an option of the table; `for_all` where it tells a fact about everybody."""
    names = [word for word in declared.split() if word.startswith("-")]
    metavar = declared.split()[-1] if len(declared.split()) > len(names) else None
    return typer.Option(*names, metavar=metavar, help=both(_FOR_ALL if for_all else _MEANINGS[declared]))


def argument(metavar: str, zh: str, en: str) -> Any:
    """Declare an argument."""
    return typer.Argument(metavar=metavar, help=both(Phrase(zh, en)), show_default=False)


Text = str | None
Texts = list[str] | None
Certs = Annotated[Texts, option("--cert NAME")]
Issuers = Annotated[Texts, option("--issuer NAME")]
Grade = Annotated[Text, option("--grade GRADE")]
Degree = Annotated[Texts, option("--degree LEVEL[@DATE]")]
Years = Annotated[Text, option("--years N")]
Work = Annotated[Texts, option("--work FROM..[TO]")]
Related = Annotated[bool | None, option("--related/--unrelated")]
District = Annotated[Text, option("--district AREA")]
AsOf = Annotated[Text, option("--as-of DATE")]
Lang = Annotated[Text, option("--lang zh|en")]
DataFolder = Annotated[Text, option("--data DIR")]
ListFormat = Annotated[Text, option("--format table|plain|csv|json")]
Force = Annotated[bool, option("--force")]
