"""Which rows of a table are its header, and which are no applicants'.

The header stands below titles, units of reporting and blank rows, in one row or two. Sums, notes,
signatures, examples and a header once more are no applicants.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import zip_longest
from typing import TYPE_CHECKING

from ..errors import UsageError, did_you_mean
from ..language import Phrase
from ..names.text import Folded, fold, narrow, nearest, printable
from ..value import value
from .columns import CERTIFICATE, Columns, fact_of, folded
from .encoding import EXAMPLE_SIGN
from .table import TOP, Row, Table

if TYPE_CHECKING:
    from .workbook.sheet import OldSheet, Sheet

MOST_ABOVE = 30  # the rows at the top of a table among which its header is looked for
_SURE = (2, 0)  # the rank of a header that names the certificate and one more fact; the first such row is it
_MOST_NAMED = 10
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

_NO_SUCH_ROW = Phrase(
    "--header-row {row}：第 {row} 行没有表头（应在 1 到 {most} 之间，且不是空行）",
    "--header-row {row}: there is no header in that row (it lies between 1 and {most} and is not blank)",
)
_NO_SHEET = Phrase(
    "--sheet “{name}”：没有这张工作表{hint}。有：{found}",
    "--sheet “{name}”: there is no such sheet{hint}. There are: {found}",
)
_EMPTY = Phrase(
    "{file} 的工作表“{sheet}”是空的：没有表头", "{file}: the sheet “{sheet}” is empty: there is no header"
)
_OTHERS = Phrase(
    "工作表 {sheets} 也像名单，没有读：要读请用 --sheet",
    "these sheets look like lists too and are not read; name one with --sheet: {sheets}",
)


@value
class Header:
    """A header that was found."""

    first: int  # how many rows stand above it
    rows: int  # how many rows it has, one or two
    names: list[str]  # what the columns are called; of two rows both, with a line break between
    facts: set[str]  # the facts that it names


@value
class HeaderSearch:
    """How a header is looked for."""

    maps: Mapping[str, str] = field(default_factory=dict)  # the facts that columns were named for
    fixed: Collection[str] = ()  # the facts that no column has to give
    row: int | None = None  # the row that was named, counted from 1
    simplified: Mapping[int, str] = field(default_factory=dict)  # for traditional characters

    def find(self, top: Sequence[Row]) -> Header | None:
        """Return the header in the first rows of a table; None where they are blank.

        It is the first that names the certificate and one more fact; else the certificate alone;
        else the most facts; else the first row that is not blank. A row that was named is there, or refused.
        """
        if self.row is not None:
            if not (0 < self.row <= min(len(top), TOP - 1) and any(map(str.strip, top[self.row - 1]))):
                raise UsageError(_NO_SUCH_ROW, row=self.row, most=TOP - 1)
            return self._at(top, self.row - 1)
        seen: list[Header] = []
        for number, row in enumerate(top[:MOST_ABOVE]):
            if any(map(str.strip, row)):
                seen.append(self._at(top, number))
                if self._rank(seen[-1]) == _SURE:
                    break
        return max(seen, key=self._rank, default=None)

    def _rank(self, header: Header) -> tuple[int, int]:
        certain = CERTIFICATE in self.fixed or CERTIFICATE in header.facts
        return (min(len(header.facts), 2), 0) if certain else (0, len(header.facts))

    def _at(self, top: Sequence[Row], number: int) -> Header:
        upper = [cell.strip("\ufeff") for cell in top[number]]
        lower = top[number + 1] if number + 1 < len(top) else []
        alone, below = self._facts(upper), self._facts(lower)
        joined = list(_joined(upper, lower))
        both = self._facts(joined)
        # Each of the two has to say something of its own: a title above does not, nor do people below.
        adds = set(both.values()) > set(alone.values())
        if adds and below and (alone or set(both.items()) > set(below.items())):
            return Header(first=number, rows=2, names=joined, facts=set(both.values()))
        return Header(first=number, rows=1, names=upper, facts=set(alone.values()))

    def _facts(self, names: Sequence[str]) -> dict[int, str]:
        """Return the facts that columns give, by their places."""
        wanted = {column: fact for fact, column in self.maps.items() if column}
        facts = (wanted.get(name.strip()) or fact_of(name.translate(self.simplified)) for name in names)
        return {place: fact for place, fact in enumerate(facts) if fact}


def _joined(upper: Row, lower: Row) -> Iterator[str]:
    """Join a row of groups with the row of columns below it; a group holds for the blanks beside it."""
    group = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        group = above if above.strip() else group
        if below.strip() and folded(below) != folded(above):
            yield f"{group}\n{below}" if group else below
        else:
            yield above
            group = "" if above.strip() else group


def chosen_table(
    sheets: Sequence[Sheet | OldSheet], wanted: str | None, search: HeaderSearch, label: Phrase | str
) -> Table:
    """Return a sheet as a table, with what has to be said of the other sheets.

    It is the one that is asked for, else the visible one that names most facts, of equals the active
    one; UsageError where there is no such sheet, or it is empty.
    """
    if wanted is not None:
        names = [printable(sheet.name, 40) for sheet in sheets]
        sheets = [sheet for sheet in sheets if sheet.name.strip() == wanted.strip()][:1]
        if not sheets:
            hint = did_you_mean(nearest(wanted, names))
            raise UsageError(_NO_SHEET, name=printable(wanted, 40), hint=hint, found=names)
    visible = [sheet for sheet in sheets if not sheet.hidden] or sheets
    found = [(sheet, header) for sheet in visible if (header := search.find(sheet.top))]
    if not found:
        active = next((sheet for sheet in sheets if sheet.active), sheets[0])
        raise UsageError(_EMPTY, file=label, sheet=printable(active.name, 40))
    best, header = max(found, key=lambda one: (CERTIFICATE in one[1].facts, len(one[1].facts), one[0].active))
    others = [
        printable(sheet.name, 40)
        for sheet, other in found
        if sheet is not best and CERTIFICATE in other.facts and len(other.facts) > 1
    ]
    table = best.table(header.names, range(header.first + 1, header.first + 1 + header.rows))
    if others:
        more = ["…"] * (len(others) > _MOST_NAMED)
        table.remarks.append(_OTHERS.filled(sheets=[*others[:_MOST_NAMED], *more]))
    return table


def bystander(columns: Columns, heading: Sequence[Sequence[Folded]], row: Row) -> str | None:
    """Return by what a row is known to be no applicant's; None where it is one, or blank.

    `heading` holds the header and the rows above it as `folded`.
    """

    def read(text: str) -> str:
        return fold(text[:_MOST_READ].translate(columns.simplified))

    first = next((cell for cell in map(str.strip, row) if cell), "")
    if first == _SUBSTITUTE:
        return "Ctrl-Z" if "".join(row).strip() == _SUBSTITUTE else None
    if _repeats(columns, heading, row):
        return _word(first)
    for label in [row[place].strip() for place in columns.labels if EXAMPLE_SIGN in row[place]]:
        if re.match(_EXAMPLE, read(label)):
            return _word(label)
    certificates = [text for place in columns.positions.get(CERTIFICATE, ()) if (text := row[place].strip())]
    foot = read(first)
    alone = not certificates and sum(map(bool, map(str.strip, row))) == 1
    if (
        any(_RULE.fullmatch(read(text)) for text in certificates)
        or (alone and re.fullmatch(_NOTE, narrow(first[:_MOST_READ].strip())))
        or _SUM.match(foot)
        or (_FOOT.fullmatch(foot) and all(_FOOT.fullmatch(read(text)) for text in certificates))
    ):
        return _word(first)
    return None


def _repeats(columns: Columns, heading: Sequence[Sequence[Folded]], row: Row) -> bool:
    """Tell whether a row says what the header or a row above it says, at least in the columns of facts."""
    facts = [place for each in columns.positions.values() for place in each if row[place].strip()]
    places = facts or [place for place, cell in enumerate(row) if cell.strip()]
    return any(
        all(place < len(head) and head[place] == folded(row[place]) for place in places) for head in heading
    )


def _word(text: str) -> str:
    """Return the beginning of what marks a row: behind a colon or a bracket may stand somebody's name."""
    return printable(_NAMED.split(text, maxsplit=1)[0] or text, 12).strip()
