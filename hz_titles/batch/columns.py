"""Which column of a table says which fact, told by the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import UsageError, did_you_mean
from ..language import Phrase
from ..names.text import Folded, fold, nearest, printable

CERTIFICATE = "certificate"

HEADERS: dict[str, tuple[str, ...]] = {
    CERTIFICATE: (
        "certificate",
        "cert",
        "certificate name",
        "certification",
        "证书",
        "证书名称",
        "职业资格证书",
        "职业资格证书名称",
        "国际职业资格证书",
        "资格证书",
        "资格证书名称",
        "职业资格",
    ),
    "issuer": (
        "issuer",
        "issued by",
        "issuing body",
        "颁证单位",
        "颁证机构",
        "发证机构",
        "发证单位",
        "发证机关",
        "颁发机构",
        "颁发单位",
    ),
    "grade": ("grade", "等级", "证书等级", "证书级别"),
    "degree": (
        "degree",
        "degrees",
        "qualification",
        "qualifications",
        "education",
        "学历",
        "学位",
        "最高学历",
        "最高学位",
        "学历学位",
        "学历/学位",
        "学历或学位",
        "文化程度",
    ),
    "degree_date": (
        "degree date",
        "degree dates",
        "graduated",
        "graduation date",
        "毕业时间",
        "毕业日期",
        "毕业年月",
        "学位取得时间",
        "学历取得时间",
        "取得学历时间",
        "取得时间",
    ),
    "years": (
        "years",
        "years of work",
        "years of experience",
        "年限",
        "工作年限",
        "从事本专业年限",
        "从事相关专业年限",
        "相关工作年限",
        "专业工作年限",
        "工作年数",
    ),
    "work": ("work", "work periods", "work history", "工作经历", "工作起止时间", "从事本专业工作经历"),
    "work_from": (
        "work from",
        "working since",
        "work since",
        "参加工作时间",
        "从事本专业起始时间",
        "从事相关专业起始时间",
        "参加工作日期",
    ),
    "district": (
        "district",
        "area",
        "place of work",
        "work district",
        "区县",
        "区、县（市）",
        "工作地",
        "工作地点",
        "所在区",
        "所在区县",
        "工作区县",
        "工作所在地",
        "工作单位所在区",
        "地区",
        "区域",
    ),
    "related": (
        "related",
        "related work",
        "works in the field",
        "从事相关专业",
        "是否从事相关专业",
        "是否从事相关专业工作",
        "现从事相关专业工作",
        "从事相关专业工作",
        "是否从事本专业",
    ),
}
"""The facts that a column can give, in the order of the contract, and the headers known for each."""

_NAMES = {fold(name): fact for fact, names in HEADERS.items() for name in (fact, *names)}
_MARKS = re.compile(r"^[*\s]+|(?:[(](?:必填|选填|可选|required|optional)[)]|[*:\s])+$", re.IGNORECASE)

_NO_CERTIFICATE = Phrase(
    "没有证书一列。表头为：{found}。可用 --map certificate=列名 指定",
    "there is no certificate column. The header has: {found}. Name it with --map certificate=COLUMN",
)
_TWO_COLUMNS = Phrase(
    "{columns} 都像是 {fact}，请用 --map {fact}=列名 指定一列",
    "{columns} could all be {fact}: name one with --map {fact}=COLUMN",
)
_NOT_A_MAP = Phrase(
    "--map「{text}」：请写成 项目=列名，如 --map degree=学位层次",
    "--map “{text}”: write FACT=COLUMN, such as --map degree=学位层次",
)
_NO_SUCH_FACT = Phrase(
    "--map「{text}」：没有这一项{hint}。可用：{accepted}",
    "--map “{text}”: there is no such fact{hint}. Accepted: {accepted}",
)
_MAPPED_TWICE = Phrase("--map：{fact} 指定了两次", "--map: {fact} is given twice")
_NO_SUCH_COLUMN = Phrase(
    "--map {fact}：没有「{column}」一列{hint}。表头为：{found}",
    "--map {fact}: there is no column “{column}”{hint}. The header has: {found}",
)
_MOST_SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Columns:
    """Where the facts of a row stand.

    Attributes:
        header: the headers as written.
        positions: the column of each fact that the table gives.
        fixed: facts that are the same for everybody, as cells would give them.
        unused: columns that would give a fact which is fixed.
    """

    header: tuple[str, ...]
    positions: Mapping[str, int]
    fixed: Mapping[str, str]
    unused: tuple[str, ...] = ()

    def name(self, fact: str) -> str:
        """Return what a fact is called in this table."""
        position = self.positions.get(fact)
        return printable(self.header[position], 40).strip() if position is not None else f"--{fact}"


def fact_of(header: str) -> str | None:
    """Return the fact that a header announces, or None."""
    return _NAMES.get(_folded(header))


def _folded(header: str) -> Folded:
    return Folded(_MARKS.sub("", fold(header)))


def read_maps(texts: Iterable[str]) -> dict[str, str]:
    """Return the ``--map`` options as fact → column; an empty column leaves the fact out.

    Raises:
        UsageError: one is no ``FACT=COLUMN``, or names no fact.
    """
    maps: dict[str, str] = {}
    for text in texts:
        name, equals, column = text.partition("=")
        if not equals:
            raise UsageError(_NOT_A_MAP, text=printable(text, 60))
        fact = fact_of(name)
        if fact is None:
            hint = did_you_mean(nearest(name, HEADERS))
            raise UsageError(_NO_SUCH_FACT, text=printable(text, 60), hint=hint, accepted=" ".join(HEADERS))
        if fact in maps:
            raise UsageError(_MAPPED_TWICE, fact=fact)
        maps[fact] = column.strip()
    return maps


def find_columns(header: Sequence[str], maps: Mapping[str, str], fixed: Mapping[str, str]) -> Columns:
    """Tell from the header which column gives which fact.

    Raises:
        UsageError: no column gives the certificate, or two give the same fact.
    """
    candidates: dict[str, list[int]] = {}
    taken = {_column(header, fact, column) for fact, column in maps.items() if column}
    for position, name in enumerate(header):
        fact = fact_of(name)
        if fact is not None and fact not in maps and position not in taken:
            candidates.setdefault(fact, []).append(position)
    for fact, column in maps.items():
        if column:
            candidates[fact] = [_column(header, fact, column)]
    unused = [header[position] for fact in fixed for position in candidates.pop(fact, [])]
    for fact, positions in candidates.items():
        if len(positions) > 1:
            columns = _shown(header[position] for position in positions)
            raise UsageError(_TWO_COLUMNS, columns=columns, fact=fact)
    if CERTIFICATE not in candidates and CERTIFICATE not in fixed:
        raise UsageError(_NO_CERTIFICATE, found=_shown(header))
    return Columns(
        header=tuple(header),
        positions={fact: candidates[fact][0] for fact in HEADERS if fact in candidates},
        fixed=fixed,
        unused=tuple(unused),
    )


def _column(header: Sequence[str], fact: str, column: str) -> int:
    for position, name in enumerate(header):
        if name.strip() == column:
            return position
    fitting = [position for position, name in enumerate(header) if _folded(name) == _folded(column)]
    if len(fitting) == 1:
        return fitting[0]
    hint = did_you_mean([printable(name, 40) for name in nearest(column, header)])
    raise UsageError(
        _NO_SUCH_COLUMN, fact=fact, column=printable(column, 40), hint=hint, found=_shown(header)
    )


def _shown(names: Iterable[str]) -> list[str]:
    texts = [printable(name, 40).strip() or '""' for name in names]
    return texts[:_MOST_SHOWN] + ["…"] * (len(texts) > _MOST_SHOWN)
