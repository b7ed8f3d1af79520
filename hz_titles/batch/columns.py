"""Which column of a table says which fact, told by what its heading announces.

A heading is read as a whole: folded, without numbering, asterisks, units and bracketed notes, it
has to be made of known words from end to end. A word too many (证书编号, 学历类型) makes it another.
The words stand in ``headings.txt``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ..errors import UsageError, did_you_mean
from ..language import Phrase
from ..names.text import Folded, fold, narrow, nearest, printable
from ..value import value

CERTIFICATE = "certificate"
# The facts that a column can give, in the order of the contract
FACTS = (
    *(CERTIFICATE, "issuer", "grade", "degree", "degree_date"),
    *("years", "work", "work_from", "district", "related"),
)
DATES = ("degree_date", "work_from")  # the facts whose cells hold a date and nothing else
# What else a heading can announce
DATE_OF_NEAREST = "date"  # 取得时间: of the certificate or qualification beside it
TITLE = "title"  # a title that is held already; a date beside it is of no other column
SERIAL = "serial"
PERSON = "person"

_MOST_READ = 200  # the characters of a heading that are looked at
_LONGEST = 40  # the characters that a heading may have once its notes are gone
_LONGEST_WORD = 26

_OPENING = "([{<（［｛【〔〖《"
_CLOSING = ")]}>）］｝】〕〗》"
_BEFORE = re.compile(r"^(?:[*#★☆※√:：、,?]|[0-9]+(?=[^0-9])|[一二三四五六七八九十]+、)+")
_BEHIND = re.compile(
    r"(?:[*#★☆※:：、,。?]|/(?:年|个?月|years?)|(?<=[^0-9])[0-9]|(?<=[证书称历位构])[一二三四五])+$"
)
# A unit that makes years of what could be anything: 工作经验（年）
_LENGTH = re.compile(r"[(\[【/](?:单位:?)?(?:年|years?|yrs?|个?月|months?)[)\]】]?$", re.IGNORECASE)
_IN_MONTHS = re.compile(
    r"[(\[【](?:[单單]位:?|以|in )?(?:[个個]?月|months?)[数數计計]?[)\]】]|(?<!年)/[个個]?月$"
    r"|^(?!.*(?:years?|年[数數])).*(?:月[数數]|\bmonths\b)",
    re.IGNORECASE,
)
# 是否从事 may name any work.
_ASKED = re.compile("(?:现在?|目前)?(?:是否|有无)(?:现在?|目前|仍|正?在|在岗)*从事.{0,12}")
_FACTS = {fold(fact): fact for fact in FACTS}

# The facts for which all columns are read; of the others one has to be chosen
_SEVERAL = (CERTIFICATE, "issuer", "degree", "degree_date", "district")
_RELATED = "years of related work"

_NO_CERTIFICATE = Phrase(
    "没有证书一列。表头为：{found}。可用 --map certificate=列名 指定{hint}",
    "there is no certificate column. The header has: {found}. Name it with --map certificate=COLUMN{hint}",
)
_SEEMS = Phrase("（或许是 {column}）", " (perhaps {column})")
_WHICH_ROW = Phrase(
    "；表头若在更下面，请用 --header-row 行号", "; if the header stands lower, say where with --header-row N"
)
_ONE_CELL = Phrase(
    "；各列像是用“{mark}”隔开的，请另存为逗号分隔的 CSV",
    "; the columns seem to be parted by “{mark}”: save the table as CSV with commas",
)
_TWO_COLUMNS = Phrase(
    "{columns} 都像是 {fact}，请用 --map {fact}=列名 指定一列",
    "{columns} could all be {fact}: name one with --map {fact}=COLUMN",
)
_NOT_A_MAP = Phrase(
    "--map“{text}”：请写成 项目=列名，如 --map degree=学位层次",
    "--map “{text}”: write FACT=COLUMN, such as --map degree=学位层次",
)
_NO_SUCH_FACT = Phrase(
    "--map“{text}”：没有这一项{hint}。可用：{accepted}",
    "--map “{text}”: there is no such fact{hint}. Accepted: {accepted}",
)
_MAPPED_TWICE = Phrase("--map：{fact} 指定了两次", "--map: {fact} is given twice")
_NO_SUCH_COLUMN = Phrase(
    "--map {fact}：没有“{column}”一列{hint}。表头为：{found}",
    "--map {fact}: there is no column “{column}”{hint}. The header has: {found}",
)
_MOST_SHOWN = 30
_OTHER_MARKS = "，|；"

_TAKEN = Phrase("列：{columns}", "columns: {columns}")
_REPLACED = Phrase(
    "选项已给出同一项，不用这些列：{columns}",
    "not used, as an option gives the same for everybody: {columns}",
)
_UNUSED = Phrase("未用的列：{columns}", "columns that are not used: {columns}")
_LIKELY = Phrase(
    "注意：“{column}”像是 {fact}，没有读；要用请加 {option}",
    "mind: “{column}” seems to give {fact} and is not read; to use it, add {option}",
)
_YEARS_FIRST = Phrase(
    "填了“{years}”的行按年数算，不看“{others}”",
    "rows that fill in “{years}” are judged by it, not by {others}",
)
_PERIODS_FIRST = Phrase(
    "“{work}”读得出起止时间的行按它算，否则按“{since}”",
    "rows whose {work} can be read as periods are reckoned by it, the others by {since}",
)
_ALL_YEARS = Phrase(
    "“{column}”按取得学历后从事相关专业工作的年数读；若是总工龄，请加 --map years= 不用这一列",
    "“{column}” is read as the years of related work after the qualification; "
    "if they are all years of work, add --map years= to leave it out",
)


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
    never = re.search(_WORDS["never likely"].replace(" ", ""), _bare(header))
    if never or has_word(header, "years of all work"):
        return None
    entries = (entry for entry in _WORDS if entry.startswith("likely ") and has_word(header, entry))
    return next((entry.removeprefix("likely ") for entry in entries), None)


@lru_cache
def is_in_months(header: str) -> bool:
    """Tell whether numbers below a heading of years are months: 工作年限（月）."""
    return _IN_MONTHS.search(narrow(header[:_MOST_READ]).strip()) is not None


def folded(header: str) -> Folded:
    """Return a heading as two that mean the same are alike."""
    return _bare(header) or fold(header[:_MOST_READ])


def has_word(header: str, entry: str) -> bool:
    """Tell whether one of the words of an entry of ``headings.txt`` stands in a heading."""
    text = fold(header[:_MOST_READ])
    return any(word in text for word in _WORDS[entry].split())


def _kind(text: Folded) -> str | None:
    if not text or len(text) > _LONGEST:
        return None
    asked = "related" if _ASKED.fullmatch(text) else None
    return _FACTS.get(text) or asked or next((kind for kind in _KINDS if _is_made_of(text, kind)), None)


@lru_cache
def _groups(kind: str) -> tuple[int, dict[str, int], frozenset[str]]:
    """Return as bits which groups of words a kind needs and of which each word is, and how words begin."""
    *needed, others = _WORDS[f"is {kind}"].split("|")
    words = dict.fromkeys(others.split(), 0)
    for number, group in enumerate(needed):
        for word in group.split():
            words[word] = words.get(word, 0) | 1 << number
    return (1 << len(needed)) - 1, words, frozenset(word[0] for word in words)


def _is_made_of(text: str, kind: str) -> bool:
    """Tell whether `text` is made of a kind's words from end to end, with some of each group it needs."""
    needed, words, beginnings = _groups(kind)
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
        depth = max(depth + (char in _OPENING) - (char in _CLOSING), 0)
        outside += char if not depth and char not in _CLOSING else ""
    if has_word(text, "years of all work"):  # the note may be what makes these years others: 工作年限（总）
        outside = text
    return Folded(_BEHIND.sub("", _BEFORE.sub("", fold(outside))))


@value
class Columns:
    """Where the facts of a row stand."""

    header: tuple[str, ...]  # the headers as written
    positions: Mapping[str, tuple[int, ...]]  # the columns of each fact that the table gives
    dates: Mapping[int, int]  # the date column of each qualification column that has one
    fixed: Mapping[str, str]  # facts that are the same for everybody, as cells would give them
    replaced: tuple[int, ...]  # columns that would give a fact which is fixed
    serial: int | None  # the column of running numbers
    labels: tuple[int, ...]  # the columns in which a row may say that it is no applicant's
    simplified: Mapping[int, str]  # the simplified form of each traditional character

    def name(self, fact: str) -> str:
        """Return what a fact is called in this table."""
        fact = CERTIFICATE if fact == "cert" else fact
        return "/".join(_shown(self.header[at]) for at in self.positions.get(fact, ())) or f"--{fact}"

    def remarks(self) -> Iterator[Phrase]:
        """Say which columns are read, which are not, and what has to be known of them."""
        yield _TAKEN.filled(columns=[f"{fact}={self.name(fact)}" for fact in self.positions])
        if self.replaced:
            yield _REPLACED.filled(columns=_listed(self.header[place] for place in self.replaced))
        used = {*self.replaced, *(place for places in self.positions.values() for place in places)}
        unused = [name for place, name in enumerate(self.header) if place not in used and name.strip()]
        if unused:
            yield _UNUSED.filled(columns=_listed(unused))
        for name in unused[:_MOST_SHOWN]:
            fact = likely_fact(name.translate(self.simplified))
            if fact and fact not in {*self.positions, *self.fixed}:
                option = f"{fact}={_shown(name)}"
                option = f'--map "{option}"' if " " in option else f"--map {option}"
                yield _LIKELY.filled(column=_shown(name), fact=fact, option=option)
        for name in [self.header[place] for place in self.positions.get("years", ())]:
            read = name.translate(self.simplified)
            if has_word(read, "years of any work") and not has_word(read, _RELATED):
                yield _ALL_YEARS.filled(column=_shown(name))
        work = [self.name(fact) for fact in ("work", "work_from") if fact in self.positions]
        if work and "years" in self.positions:
            yield _YEARS_FIRST.filled(years=self.name("years"), others=work)
        if len(work) > 1:
            yield _PERIODS_FIRST.filled(work=work[0], since=work[1])


def read_maps(texts: Iterable[str]) -> dict[str, str]:
    """Return the ``--map`` options as fact → column (empty to leave the fact out), or refuse one."""
    maps: dict[str, str] = {}
    for text in texts:
        name, equals, column = text.partition("=")
        if not equals:
            raise UsageError(_NOT_A_MAP, text=printable(text, 60))
        fact = fact_of(name)
        if fact is None:
            hint = did_you_mean(nearest(name, FACTS))
            raise UsageError(_NO_SUCH_FACT, text=printable(text, 60), hint=hint, accepted=" ".join(FACTS))
        if fact in maps:
            raise UsageError(_MAPPED_TWICE, fact=fact)
        maps[fact] = column.strip()
    return maps


def find_columns(
    header: Sequence[str],
    maps: Mapping[str, str],
    fixed: Mapping[str, str],
    simplified: Mapping[int, str] | None = None,
) -> Columns:
    """Tell from the header which columns give which fact; refuse it where none gives the certificate."""
    mapped = {_column(header, fact, column): fact for fact, column in maps.items() if column}
    simplified = simplified or {}
    read = [name.translate(simplified) for name in header]
    found = enumerate(map(kind_of, read))
    kinds = [mapped.get(place, None if kind in maps else kind) for place, kind in found]
    places: dict[str, list[int]] = {}
    for place, kind in enumerate(kinds):
        if kind == DATE_OF_NEAREST:
            beside = next((each for each in kinds[place::-1] if each in (CERTIFICATE, "degree", TITLE)), None)
            kind = "degree_date" if beside == "degree" and "degree_date" not in maps else None
        if kind is not None:
            places.setdefault(kind, []).append(place)
    replaced = [place for fact in fixed for place in places.pop(fact, [])]
    if CERTIFICATE not in places and CERTIFICATE not in fixed:
        raise UsageError(_NO_CERTIFICATE, found=_listed(header), hint=_hint(header, read))
    positions = {fact: tuple(_chosen(read, fact, places[fact])) for fact in FACTS if fact in places}
    dates = _dated(positions.get("degree", ()), positions.get("degree_date", ()))
    positions["degree_date"] = tuple(dict.fromkeys(dates.values()))
    facts = {place for each in positions.values() for place in each}
    return Columns(
        header=tuple(header),
        positions={fact: positions[fact] for fact in FACTS if positions.get(fact)},
        dates=dates,
        fixed=fixed,
        replaced=tuple(replaced),
        serial=next(iter(places.get(SERIAL, ())), None),
        labels=tuple(sorted({*range(len(header))[:1], *places.get(PERSON, ())[:1]} - facts)),
        simplified=simplified,
    )


def _chosen(header: Sequence[str], fact: str, places: list[int]) -> list[int]:
    """Return the columns that are read for a fact: where only one can be, those of related work go first."""
    if fact in _SEVERAL or len(places) == 1:
        return places
    related = [place for place in places if has_word(header[place], _RELATED)]
    if fact in ("years", "work_from") and len(related) == 1:
        return related
    raise UsageError(_TWO_COLUMNS, columns=_listed(header[place] for place in places), fact=fact)


def _dated(degrees: Sequence[int], dates: Sequence[int]) -> dict[int, int]:
    """Return each qualification column with its date's: the first behind it, before its neighbour's date.

    A date that stands before the only qualification it can belong to is its date as well.
    """
    behind = {degree: next((date for date in dates if date > degree), -1) for degree in degrees}
    free = [date for date in dates if date not in behind.values()]
    before = {degree: max((date for date in free if date < degree), default=-1) for degree in degrees}
    found = {degree: date if date >= 0 else before[degree] for degree, date in behind.items()}
    return {degree: date for degree, date in found.items() if date >= 0}


def _column(header: Sequence[str], fact: str, column: str) -> int:
    for position, name in enumerate(header):
        if column in (name.strip(), _shown(name), name.rpartition("\n")[2].strip()):
            return position
    fitting = [position for position, name in enumerate(header) if folded(name) == folded(column)]
    if len(fitting) == 1:
        return fitting[0]
    hint = did_you_mean([_shown(name) for name in nearest(column, header)])
    raise UsageError(
        _NO_SUCH_COLUMN, fact=fact, column=printable(column, 40), hint=hint, found=_listed(header)
    )


def _hint(header: Sequence[str], read: Sequence[str]) -> Phrase:
    """Say which column seems to be it, or what parts the columns where all of them stand in one cell."""
    likely = (name for name, fact in zip(header, map(likely_fact, read), strict=True) if fact == CERTIFICATE)
    if len(header) > 1 and (name := next(likely, None)) is not None:
        return _SEEMS.filled(column=_shown(name))
    named = [name for name in header if name.strip()]
    for mark in _OTHER_MARKS:
        if len(named) == 1 and any(fact_of(part) == CERTIFICATE for part in named[0][:2000].split(mark)):
            return _ONE_CELL.filled(mark=mark)
    return Phrase("", "") if any(map(kind_of, read)) else _WHICH_ROW


def _shown(name: str) -> str:
    return " ".join(printable(name, 40).split())


def _listed(names: Iterable[str]) -> list[str]:
    texts = [_shown(name) or '""' for name in names]
    return texts[:_MOST_SHOWN] + ["…"] * (len(texts) > _MOST_SHOWN)
