"""The engine beside a second one that tries everything; ``python -m tests.rules.brute_force`` tries more."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hz_titles import Data, DataError, Facts, HzTitlesError, Language, answers, check, load
from hz_titles.words.verdict_object import verdict_object
from tests.rules.brute_force import somebody, tried
from tests.support import naive, reference
from tests.support.editing import data_of, trees

DATA = load()


@pytest.mark.parametrize("seed", range(5))
def test_both_engines_agree_on_status_needs_routes_first_day_and_advice(seed: int) -> None:
    assert tried(seed, 150) == []


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return the function that edits the conditions of the data and of the plain tables alike."""

    def edit(random: Random) -> Data:
        catalogue, committees = trees()
        rows = []
        for level in catalogue["levels"]:
            for condition in level["conditions"]:
                if random.random() < 0.5:
                    condition["qualification"] = random.choice(naive.QUALIFICATIONS)
                if random.random() < 0.5:
                    condition["years"] = random.randrange(9)
                rows.append(
                    {key: str(condition[key]) for key in ("qualification", "years")}
                    | {"level": level["name"]}
                )
        monkeypatch.setattr(naive, "table", lambda name: tuple(rows) if name == "conditions" else ())
        return data_of(catalogue, committees)

    yield edit
    reference.conditions.cache_clear()
    reference.lightest.cache_clear()


@pytest.mark.parametrize("seed", range(12))
def test_both_engines_agree_over_edited_conditions(edited: Any, seed: int) -> None:
    try:
        data = edited(Random(seed))
    except DataError:
        return
    reference.conditions.cache_clear()
    reference.lightest.cache_clear()
    assert tried(seed, 60, data) == []


def answer(texts: dict[str, Any], as_of: int) -> dict[str, Any] | None:
    """What is said of somebody; None where the facts do not go together."""
    try:
        verdict = check(DATA, Facts(**texts), date.fromordinal(as_of))
    except HzTitlesError:
        return None
    return verdict_object(DATA, verdict, Language.EN)


RANK = {"not_eligible": 0, "undetermined": 1, "eligible": 2}
seeds = st.integers(0, 10**9)
tried_often = settings(max_examples=120, deadline=None)


@tried_often
@given(seeds)
def test_more_work_more_years_or_a_further_qualification_never_hurt(seed: int) -> None:
    random = Random(seed)
    person = somebody(random)
    texts, day = person.texts, lambda: date.fromordinal(person.as_of + random.randint(-4000, 1500))
    more = dict(texts)
    if "work" in texts:
        start = day()
        more["work"] = (*texts["work"], random.choice((f"{start}..", f"{start}..2040-01-31")))
        level = random.choice(naive.QUALIFICATIONS)
        # A day beside the bare year of the same level says which day of the year it was: that is no more.
        if random.random() < 0.5 and not any(one.startswith(f"{level}@") for one in texts["degrees"]):
            more["degrees"] = (*texts["degrees"], f"{level}@{day()}")
    elif texts.get("years", "").isdigit():
        more["years"] = str(int(texts["years"]) + random.randrange(1, 4))
    else:
        return
    before, after = answer(texts, person.as_of), answer(more, person.as_of)
    if before is None or after is None or (not texts["degrees"] and more["degrees"]):
        return
    assert RANK[before["status"]] <= RANK[after["status"]]
    if before["eligible_from"] and after["status"] == "not_eligible":
        assert after["eligible_from"] <= before["eligible_from"]


@tried_often
@given(seeds)
def test_order_and_splitting_change_nothing(seed: int) -> None:
    random = Random(seed)
    person = somebody(random)
    other = dict(person.texts)
    pieces = []
    for text, (start, end) in zip(other.get("work", ()), person.work or (), strict=True):
        if end and start[0] == start[1] < end[0] == end[1]:
            middle = random.randrange(start[0], end[0])
            first, last = text.split("..")
            text = f"{first}..{date.fromordinal(middle)}", f"{date.fromordinal(middle + 1)}..{last}"
        pieces += [text] if isinstance(text, str) else text
    random.shuffle(pieces)
    degrees = random.sample(other["degrees"], len(other["degrees"]))
    other |= {"degrees": tuple(degrees)} | ({"work": tuple(pieces)} if pieces else {})
    one, two = answer(person.texts, person.as_of), answer(other, person.as_of)
    if one is None or two is None:
        assert one is two
        return
    for key in ("status", "needs", "eligible_from", "routes", "candidates", "apply_to"):
        assert one[key] == two[key], key
    assert [way["code"] for way in one["advice"]] == [way["code"] for way in two["advice"]]


def test_a_batch_says_of_random_people_what_a_check_says() -> None:
    random = Random(7)
    people = [somebody(random).texts for _ in range(250)]
    for texts in people:
        texts["district"] = random.choice((None, "滨江", "苏州", "江干区", "杭州"))
        if random.random() < 0.2 and texts["grade"] is None:
            texts["cert"] = random.choice(("PMP、CCRC", "PMP；CAPM"))
    rows = [
        {
            "certificate": texts["cert"],
            "grade": texts["grade"] or "",
            "degree": ";".join(texts["degrees"]),
            "years": texts.get("years", ""),
            "work": ";".join(texts.get("work", ())),
            "related": {None: "", True: "yes", False: "no"}[texts["related"]],
            "district": texts["district"] or "",
        }
        for texts in people
    ]
    day = date(2026, 11, 23)
    for texts, told in zip(people, answers(rows, data=DATA, as_of=day), strict=True):
        said = answer(texts, day.toordinal())
        if said is None:
            assert told["hz_status"] == "error"
            continue
        assert told["hz_status"] == said["status"]
        assert told["hz_needs"] == ";".join(said["needs"])
        assert told["hz_reasons"] == ";".join(reason["code"] for reason in said["reasons"])
        assert told["hz_eligible_from"] == (said["eligible_from"] or "")
        assert told["hz_title"] == (said["title"] or "")
