"""The start screen of ``hz-titles`` alone: what it does, and a line to paste for each use."""

from __future__ import annotations

from ..language import Phrase

START = Phrase(
    """\
国际职业资格证书在杭州能认定什么职称、去哪里申请。

一步步问答：      hz-titles ask
直接判断一个人：  hz-titles check PMP 本科 6年 滨江
判断一张名单：    hz-titles batch 名单.xlsx -o 结果.xlsx
查看目录：        hz-titles list-certs --search 项目管理
查看其中一项：    hz-titles show PMP

数据与脚本：
  table    全部判定结果，供 SQL、Excel 关联     audit    检查数据
  diff     两份数据的差别                       schema   JSON Schema

各命令的用法：hz-titles help 命令        English: hz-titles --lang en
""",
    """\
Which international certificates earn which professional title in Hangzhou,
and where to apply.

Questions and answers:  hz-titles ask
One person:             hz-titles check PMP bachelor "6 years" Binjiang
A list of people:       hz-titles batch people.xlsx -o answers.xlsx
The catalogue:          hz-titles list-certs --search project
One row of it:          hz-titles show PMP

For data and scripts:
  table    every answer, for joins in SQL or Excel    audit    checks the data
  diff     what two editions of the data differ in    schema   JSON Schema

How a command is used:  hz-titles help COMMAND        中文：hz-titles --lang zh
""",
)
