"""Rows of a table that are no applicants: sums, notes, signatures, examples, a header once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from ..names.text import Folded, fold, narrow, printable
from .columns import Columns
from .encoding import EXAMPLE_SIGN
from .headings import CERTIFICATE, folded
from .table import Row

_MOST_READ = 60
# Patterns as text: most tables need few of them compiled.
_EXAMPLE = (
    r"[([<【〔]?(?:填写|填表)?(?:示例|样例|范例|举例|例(?:如|子)?(?:[:)\]】]|$|[0-9])).*"
    r"|.*[([【][示样范]?例[)\]】].*"
)
_FOOT = re.compile(
    r"(?:合计|小计|总计|共计|总?人数(?:合计)?|备注|附注|注|说明|(?:填写|填表|填报|编制|制表)说明|注意事项"
    r"|填[写表]须知|填[写表]要求|以下(?:为?空白|无正文)"
    r"|(?:填表|填报|制表|经办|审核|审批|复[核审]|初审|审定|批准|负责|联系|主管|编制)(?:单位|部门)?(?:人员?|者|领导)?"
    r"(?:签[名字章]|盖章)?|单位(?:负责人|盖章|公章|意见|名称)?|(?:填表|填报|审核|制表|报送)?(?:日期|时间)|(?:联系)?电话"
    r"|total|subtotal|notes?|remarks?|preparedby|reviewedby|approvedby)(?:[:(0-9一二三四五六七八九十、].*)?"
    r"|第[0-9]+页.*|(?:以上)?(?:共计?|总计)[0-9]+[人页条行名].*"
)
_SUM = re.compile(r"(?:合计|小计|总计|共计)(?:[:(0-9].*)?$")
_RULE = re.compile(
    r"[*(\[【]*(?:必填|选填|可选|必选|可不填|下拉|请?填|请?选择|required|optional|mandatory).*"
)
_NAMED = re.compile(r"(?<=.)[:：(（]|(?<=[)）])")
_NOTE = r"[([]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、)\]].+"
_SUBSTITUTE = "\x1a"


def bystander(columns: Columns, heading: Sequence[Sequence[Folded]], row: Row) -> str | None:
    """Return by what a row is known to be no applicant's; None where it is one, or blank.

    `heading` holds the header and the rows above it as `folded`.
    """
    first = next((cell for cell in map(str.strip, row) if cell), "")
    if first == _SUBSTITUTE:
        return "Ctrl-Z" if "".join(row).strip() == _SUBSTITUTE else None
    if _repeats(columns, heading, row):
        return _word(first)
    read = partial(_read, columns=columns)
    labels = [row[place].strip() for place in columns.labels if EXAMPLE_SIGN in row[place]]
    for label in labels:
        if re.match(_EXAMPLE, read(label)):
            return _word(label)
    certificates = [row[place].strip() for place in columns.positions.get(CERTIFICATE, ())]
    if any(_RULE.fullmatch(read(text)) for text in certificates if text):
        return _word(first)
    alone = not any(certificates) and sum(map(bool, map(str.strip, row))) == 1
    if alone and re.fullmatch(_NOTE, narrow(first[:_MOST_READ].strip())):
        return _word(first)
    foot = read(first)
    if _SUM.match(foot) or _FOOT.fullmatch(foot):
        told = [text for text in certificates if text and not _FOOT.fullmatch(read(text))]
        if not told or _SUM.match(foot):
            return _word(first)
    return None


def _repeats(columns: Columns, heading: Sequence[Sequence[Folded]], row: Row) -> bool:
    """Tell whether a row says what the header or a row above it says, at least in the columns of facts."""
    facts = [place for each in columns.positions.values() for place in each if row[place].strip()]
    places = facts or [place for place, cell in enumerate(row) if cell.strip()]
    return any(
        all(place < len(head) and head[place] == folded(row[place]) for place in places) for head in heading
    )


def _read(text: str, columns: Columns) -> str:
    return fold(text[:_MOST_READ].translate(columns.simplified))


def _word(text: str) -> str:
    """Return the beginning of what marks a row: behind a colon or a bracket may stand somebody's name."""
    return printable(_NAMED.split(text, maxsplit=1)[0] or text, 12).strip()
