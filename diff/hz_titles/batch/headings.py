"""What the heading of a column announces: a fact, a date of something, or nothing that is read.

A heading is read as a whole: folded, without numbering, asterisks, units and bracketed notes, it
has to be made of known words from end to end. A word too many (证书编号, 学历类型) makes it another.
The words stand in ``headings.txt``.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

from ..names.text import Folded, fold, narrow

CERTIFICATE = "certificate"
FACTS = (
    *(CERTIFICATE, "issuer", "grade", "degree", "degree_date"),
    *("years", "work", "work_from", "district", "related"),
)
"""The facts that a column can give, in the order of the contract."""
DATES = ("degree_date", "work_from")  # the facts whose cells hold a date and nothing else
# What else a heading can announce
DATE_OF_NEAREST = "date"  # 取得时间: of the certificate or qualification beside it
TITLE = "title"  # a title that is held already; a date beside it is of no other column
SERIAL = "serial"
PERSON = "person"

_MOST_READ = 200
"""The characters of a heading that are looked at."""
_LONGEST = 40
"""The characters that a heading may have once its notes are gone."""
_LONGEST_WORD = 26

_OPENING = "([{<（［｛【〔〖《"
_CLOSING = ")]}>）］｝】〕〗》"
_BEFORE = re.compile(r"^(?:[*#★☆※√:：、,?]|[0-9]+(?=[^0-9])|[一二三四五六七八九十]+、)+")
_BEHIND = re.compile(
    r"(?:[*#★☆※:：、,。?]|/(?:年|个?月|years?)|(?<=[^0-9])[0-9]|(?<=[证书称历位构])[一二三四五])+$"
)
_LENGTH = re.compile(r"[(\[【/](?:单位:?)?(?:年|years?|yrs?|个?月|months?)[)\]】]?$", re.IGNORECASE)
"""A unit that makes years of what could be anything: 工作经验（年）."""
_IN_MONTHS = re.compile(
    r"[(\[【](?:[单單]位:?|以|in )?(?:[个個]?月|months?)[数數计計]?[)\]】]|(?<!年)/[个個]?月$"
    r"|^(?!.*(?:years?|年[数數])).*(?:月[数數]|\bmonths\b)",
    re.IGNORECASE,
)
_ASKED = re.compile("(?:现在?|目前)?(?:是否|有无)(?:现在?|目前|仍|正?在|在岗)*从事.{0,12}")
"""是否从事 may name any work."""
_OTHER = re.compile(
    "编号|号码|号$|院校|学校|类型|类别|形式|专业$|附件|扫描|照片|复印|备注|有效|联系|电话|籍贯|户|出生|家庭|住址|职称"
    "|继续教育|学制|合同|毕业证|证书.*(?:时间|日期)|number$|school|university"
)
"""What makes a heading with such a word in it another thing than the fact."""
_FACTS = {fold(fact): fact for fact in FACTS}


def _vocabulary() -> dict[str, str]:
    """Return the entries of ``headings.txt``."""
    with open(os.path.join(os.path.dirname(__file__), "headings.txt"), encoding="utf-8") as file:
        lines = file.read().replace("\n ", " ").splitlines()
    entries: dict[str, str] = {}
    for line in lines:
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            entries[name] = re.sub("<(.*?)>", lambda found: entries[found[1]], words)
    return entries


_WORDS = _vocabulary()
_KINDS = [name.removeprefix("is ") for name in _WORDS if name.startswith("is ")]
_LIKELY = [name.removeprefix("likely ") for name in _WORDS if name.startswith("likely ")]


@lru_cache(maxsize=1024)
def kind_of(header: str) -> str | None:
    """Return what a heading announces: a fact, one of the other kinds, or None.

    Of a heading in two rows it is what both say together, else what the lower one says.
    """
    bare = _bare(header)
    kind = _kind(bare)
    if kind in (None, "related") and _LENGTH.search(narrow(header[-_LONGEST:]).rstrip()):
        kind = _kind(Folded(bare + "年数")) or kind
    upper, parted, lower = header.rpartition("\n")
    if kind is None and parted:
        return kind_of(lower) or (None if lower.strip() else kind_of(upper))
    return kind


def fact_of(header: str) -> str | None:
    """Return the fact that a heading announces, or None."""
    kind = kind_of(header)
    return kind if kind in FACTS else None


def likely_fact(header: str) -> str | None:
    """Return the fact that a heading which is not read seems to give, to be asked about; or None."""
    if _OTHER.search(_bare(header)) or _has(header, "years of all work"):
        return None
    return next((fact for fact in _LIKELY if _has(header, f"likely {fact}")), None)


def is_of_all_work(header: str) -> bool:
    """Tell whether a column of years may count all work, related or not: 工作年限."""
    return _has(header, "years of any work") and not is_related(header)


@lru_cache
def is_in_months(header: str) -> bool:
    """Tell whether numbers below a heading of years are months: 工作年限（月）."""
    return _IN_MONTHS.search(narrow(header[:_MOST_READ]).strip()) is not None


def is_related(header: str) -> bool:
    """Tell whether a column of years or of beginnings says that it is about related work."""
    return _has(header, "years of related work")


def folded(header: str) -> Folded:
    """Return a heading as two that mean the same are alike."""
    return _bare(header) or fold(header[:_MOST_READ])


def _has(header: str, entry: str) -> bool:
    text = fold(header[:_MOST_READ])
    return any(word in text for word in _WORDS[entry].split())


def _kind(text: Folded) -> str | None:
    if not text or len(text) > _LONGEST:
        return None
    if text in _FACTS:
        return _FACTS[text]
    if _ASKED.fullmatch(text):
        return "related"
    return next((kind for kind in _KINDS if _is_made_of(text, *_groups(kind))), None)


@lru_cache
def _groups(kind: str) -> tuple[int, dict[str, int], frozenset[str]]:
    """Return as bits which groups of words a kind needs and of which each word is, and how words begin."""
    *needed, others = _WORDS[f"is {kind}"].split("|")
    words = dict.fromkeys(others.split(), 0)
    for number, group in enumerate(needed):
        for word in group.split():
            words[word] = words.get(word, 0) | 1 << number
    return (1 << len(needed)) - 1, words, frozenset(word[0] for word in words)


def _is_made_of(text: str, needed: int, words: dict[str, int], beginnings: frozenset[str]) -> bool:
    """Tell whether `text` is made of words from end to end, with some of each group that is needed."""
    if text[0] not in beginnings:
        return False
    reached: list[set[int]] = [{0}, *(set() for _ in text)]
    for start, met in enumerate(reached):
        for end in range(start + 1, min(start + _LONGEST_WORD, len(text)) + 1) if met else ():
            if (group := words.get(text[start:end])) is not None:
                reached[end].update(each | group for each in met)
    return needed in reached[-1]


@lru_cache(maxsize=1024)
def _bare(header: str) -> Folded:
    """Return a heading folded, without notes in brackets, numbering, marks and units."""
    text = header[:_MOST_READ]
    depth, outside = 0, ""
    for char in narrow(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth:
            outside += char
    if _has(text, "years of all work"):  # the note may be what makes these years others: 工作年限（总）
        outside = text
    return Folded(_BEHIND.sub("", _BEFORE.sub("", fold(outside))))
