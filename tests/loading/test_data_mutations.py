"""One changed character in either data file that changes what anybody is told cannot land unseen.

Every fact is changed once, and each mutant must be noticed: refused by the loader, found by
the audit, or at odds with what was typed a second time (``tests/notice``). Names that answer_level in no
second table are noticed by the snapshot of all facts, and so is every other word of the files.
"""

from collections import Counter
from functools import cache
from itertools import count

import pytest

from hz_titles import DataError, load
from hz_titles.audit.citations import cited
from hz_titles.audit.grid import Grid
from hz_titles.audit.jurisdiction import one_committee
from tests.support import naive
from tests.support.editing import data_of, trees
from tests.support.facts import SNAPSHOT, lines_of
from tests.support.tables import tables_of, unordered

CATALOGUE, COMMITTEES = trees()
WORDINGS = ("aliases", "general_aliases", "with_issuer", "names", "forms")


# What is compared


@cache
def typed_again(name):
    return unordered(naive.table(name))


def breaks_the_second_table(data):
    return any(unordered(lines) != typed_again(name) for name, lines in tables_of(data).items())


def breaks_a_name(data):
    """Tell whether one of the names that people type leads elsewhere than domain knowledge says."""
    for line in naive.table("names"):
        found = data.names.identify(line["typed"], line["issuer"] or None)
        answer = ";".join(str(row.number) for row in found.rows), found.kind.value
        if answer != (line["rows"], line["kind"]):
            return True
    return False


@cache
def snapshot():
    return SNAPSHOT.read_text(encoding="utf-8")


def fails_its_audit(data):
    """Run the proofs about the words of the files; walking over all applicants would notice nothing more."""
    grid = Grid(data)
    return any(proof(grid).findings for proof in (cited, one_committee))


def noticed(catalogue, committees):
    """Who notices a mutant first; None where nobody does."""
    try:
        data = data_of(catalogue, committees)
    except DataError:
        return "loader"
    if breaks_the_second_table(data):
        return "second table"
    if breaks_a_name(data):
        return "names"
    if lines_of(data) == snapshot():
        return None
    # What one more alias or one fewer leads to is no matter of proof: only a second list can tell.
    return "audit" if fails_its_audit(data) else "snapshot"


# What is changed


def garbled(text):
    """Yield the text with its middle character changed to another of its kind."""
    middle = len(text) // 2
    for place in (*range(middle, len(text)), *range(middle)):
        char = text[place]
        if char.isdigit():
            other = str((int(char) + 1) % 10)
        elif char.isascii() and char.isalpha():
            other = "q" if char.lower() != "q" else "z"
        elif char.isalpha():
            other = "甲" if char != "甲" else "乙"
        else:
            continue
        return text[:place] + other + text[place + 1 :]
    raise AssertionError(text)


def leaves(node, path=()):
    """Every value of a tree that is no list and no mapping, with the way to it."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, (*path, index))
    else:
        yield path, node


def others(value, every):
    return [each for each in every if each != value]


def thresholds():
    ids = [each["id"] for each in CATALOGUE["qualifications"]]
    for level, block in enumerate(CATALOGUE["levels"]):
        for place, condition in enumerate(block["conditions"]):
            path = (0, "levels", level, "conditions", place)
            for years in (condition["years"] - 1, condition["years"] + 1):
                yield (*path, "years"), years
            for other in others(condition["qualification"], ids):
                yield (*path, "qualification"), other


def references():
    titles = [each["name"] for each in CATALOGUE["titles"]]
    series = [each["name"] for each in CATALOGUE["series"]]
    levels = [each["name"] for each in CATALOGUE["levels"]]
    bodies = [each["id"] for each in CATALOGUE["bodies"]]
    for key, every in (("title", titles), ("series", series), ("body", bodies[::7])):
        for index, row in enumerate(CATALOGUE["certificates"]):
            for other in others(row[key], every):
                yield (0, "certificates", index, key), other
    for index, title in enumerate(CATALOGUE["titles"]):
        for other in others(title["level"], levels):
            yield (0, "titles", index, "level"), other
    for index, level in enumerate(CATALOGUE["levels"]):
        for other in others(level["apply_to"], ["bureau", "committee"]):
            yield (0, "levels", index, "apply_to"), other
    for index, committee in enumerate(COMMITTEES["committees"]):
        for key, every in (("series", series), ("level", levels)):
            for other in others(committee[key], every):
                yield (1, "committees", index, key), other


def phones():
    for index, committee in enumerate(COMMITTEES["committees"]):
        for place, phone in enumerate(committee["phones"]):
            for digit, char in enumerate(phone):
                changed = phone[:digit] + str((int(char) + 1) % 10) + phone[digit + 1 :]
                yield (1, "committees", index, "phones", place), changed
        yield (1, "committees", index, "phones"), [*committee["phones"], "87654321"]
    yield (1, "phone_area_code"), "0572"


def extents():
    areas = [area["name"] for area in COMMITTEES["areas"]]
    for index, committee in enumerate(COMMITTEES["committees"]):
        key = "only" if "only" in committee["area"] else "except"
        listed = committee["area"][key]
        path = (1, "committees", index, "area", key)
        for area in areas:
            yield path, [each for each in listed if each != area] if area in listed else [*listed, area]
        yield path, [*listed[1:], next(area for area in areas if area not in listed)]


def printed():
    """Names, issuers, offices, bureaus and texts, each with one character changed."""
    for index, row in enumerate(CATALOGUE["certificates"]):
        for key in ("name", "issuer", "issuer_en"):
            if key in row:
                yield (0, "certificates", index, key), garbled(row[key])
    for index, committee in enumerate(COMMITTEES["committees"]):
        for key in ("name", "office"):
            yield (1, "committees", index, key), garbled(committee[key])
        yield (1, "committees", index, "area", "text"), garbled(committee["area"]["text"])
    for index, area in enumerate(COMMITTEES["areas"]):
        for key in ("name", "short", "code", "bureau"):
            if key in area:
                yield (1, "areas", index, key), garbled(area[key])
    for index, level in enumerate(CATALOGUE["levels"]):
        for place, condition in enumerate(level["conditions"]):
            for key in ("clause", "text"):
                yield (0, "levels", index, "conditions", place, key), garbled(condition[key])


def grades():
    for index, row in enumerate(CATALOGUE["certificates"]):
        for path, value in leaves(row.get("grades", {}), (0, "certificates", index, "grades")):
            yield path, garbled(value)
        if "grades" in row:
            for other in others(row["grades"]["lowest"], row["grades"]["order"]):
                yield (0, "certificates", index, "grades", "lowest"), other
            yield (0, "certificates", index, "grades", "order"), row["grades"]["order"][::-1]


def flags():
    for index, row in enumerate(CATALOGUE["certificates"]):
        yield (0, "certificates", index, "general"), not row.get("general", False)
    for key in ("shared_names", "unproven_names"):
        for index, block in enumerate(CATALOGUE[key]):
            for flag, default in (("general", True), ("with_issuer", False)):
                if key == "shared_names" or flag == "with_issuer":
                    yield (0, key, index, flag), not block.get(flag, default)


def wordings():
    """Every name that people type for a certificate or a body, with one character changed."""
    for key in ("certificates", "bodies", "shared_names", "unproven_names", "near_misses"):
        for path, value in leaves(CATALOGUE[key], (0, key)):
            if path[-2] in WORDINGS and "grades" not in path:
                yield path, garbled(value)


def rows_named():
    for key, field in (("shared_names", "rows"), ("unproven_names", "rows"), ("near_misses", "near")):
        for index, block in enumerate(CATALOGUE[key]):
            rows = block[field]
            yield (0, key, index, field), [*rows, next(number for number in count(38) if number not in rows)]
            if len(rows) > 1:
                yield (0, key, index, field), rows[1:]


KINDS = (thresholds, references, phones, extents, printed, grades, flags, rows_named, wordings)


def changed(pair, path, value):
    """Set the value at `path` of a pair of trees, and return what puts it back."""
    *way, last = path
    node = pair
    for part in way:
        node = node[part]
    missing = isinstance(node, dict) and last not in node
    before = None if missing else node[last]
    node[last] = value

    def restore():
        if missing:
            del node[last]
        else:
            node[last] = before

    return restore


@pytest.mark.parametrize("kind", KINDS)
def test_every_changed_fact_is_noticed(kind, capsys):
    pair = trees()
    score = Counter()
    survivors = []
    for path, value in kind():
        restore = changed(pair, path, value)
        by = noticed(*pair)
        restore()
        score[by] += 1
        if by is None:
            survivors.append((path, value))
    with capsys.disabled():
        told = ", ".join(f"{number} by {by}" for by, number in score.most_common())
        print(f"\n{kind.__name__}: {score.total()} mutants, {told}")
    assert score.total() > 0
    assert survivors == []


def test_the_facts_are_those_of_the_snapshot():
    assert lines_of(load()) == SNAPSHOT.read_text(encoding="utf-8"), "if meant: python -m tests.renew facts"


KEYS = {"id", "body", "level", "qualification", "reading", "title", "series", "only", "except"}
"""Keys of texts by which parts of the files refer to each other: one alone cannot be changed."""
FORMS = {"issued", "code", "phones", "phone_area_code", "apply_to", "covers", "order", "lowest"}
"""Keys of texts that must be of a certain form."""
DEFINED = {"levels", "titles", "series", "areas"}
"""Blocks whose names are referred to."""


def free(path, value):
    """Tell whether a value is words to which nothing else in the files refers."""
    if not isinstance(value, str) or FORMS & set(path):
        return False
    if path[0] in DEFINED and path[-1] == "name":
        return False
    if path[0] in ("notice", "annex"):
        return True
    key = next(part for part in reversed(path) if isinstance(part, str))
    return key not in KEYS and (path[0], key) != ("former_areas", "areas")


def test_every_word_of_both_files_stands_in_the_facts():
    """All free words are marked at once, each with a mark of its own, and each mark must come out."""
    pair = trees()
    marks = []
    for index, tree in enumerate(pair):
        for path, value in list(leaves(tree)):
            if free(path, value):
                mark = f"※{len(marks)}※"
                text = value + mark
                changed(pair, (index, *path), text)
                marks.append((mark, path))
    assert len(marks) > 1800
    lines = lines_of(data_of(*pair, checked=True))
    assert [path for mark, path in marks if mark not in lines] == []


def test_the_data_itself_is_at_odds_with_nothing():
    assert noticed(*trees()) is None
