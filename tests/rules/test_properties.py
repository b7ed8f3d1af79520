"""Whatever is typed and whatever stands in a file: an answer or a clear error, never anything else."""

import json
import unicodedata
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from hz_titles import DataError, Facts, HzTitlesError, Language, check, load
from hz_titles.loading import Schema, default_folder, schema_text
from hz_titles.loading.checks import checked
from hz_titles.loading.yaml_tree import parse
from hz_titles.names.identity import Kind, equivalent
from hz_titles.names.index import row_names
from hz_titles.names.text import fold, narrow, nearest, printable
from hz_titles.names.times import read_day, read_period, read_years
from hz_titles.render.plain import as_json
from hz_titles.render.screen import height
from hz_titles.words.verdict import panel_document, verdict_document
from hz_titles.words.verdict_object import verdict_object
from tests.support.editing import FILES, data_of, trees

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
DATA = load()
DAY = date(2026, 11, 23)
CONTENTS = [Path(default_folder(), name).read_bytes() for name in FILES]

anything = st.text(st.characters(), max_size=60)
"""Any text at all, lone surrogates and control characters among it."""


@cache
def known():
    """Texts that mean something, of every kind."""
    names = DATA.names
    texts = [text for _, text, _ in row_names(DATA.catalogue)]
    texts += [*names.near_misses, *names.bodies, *names.places.names, *names.qualifications.levels]
    texts += [
        "40",
        "#40",
        "第40项",
        "IPMP C",
        "6",
        "4年半",
        "2018-07",
        "2018-07..2024-06",
        "bachelor@2018-07",
        "至今",
    ]
    return sorted(set(texts))


@st.composite
def nearly(draw):
    """A text that means something, with something put in, taken away or repeated."""
    text = draw(st.sampled_from(known()))
    place = draw(st.integers(0, len(text)))
    end = draw(st.integers(place, len(text)))
    noise = draw(st.one_of(st.text(" -.·（）()®@/;０6年", max_size=4), anything, st.sampled_from(known())))
    return text[:place] + noise + draw(st.sampled_from([text[place:], text[end:], text[place:] * 2]))


typed = st.one_of(anything, st.sampled_from(known()), nearly())


def attempt(act, *given_values):
    """Return what `act` returns, and the error it was refused with; no other exception may come."""
    try:
        return act(*given_values), None
    except HzTitlesError as error:
        return None, error


def said(error):
    """Tell whether an error can be said and printed in both languages."""
    return all(error.say(language).encode("utf-8") for language in Language)


# Texts


@given(typed)
@example("ﬃ")
@example("İ")
@example("TÜV")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(typed)
def test_width_and_blanks_around_make_no_difference_once_folded(text):
    assert fold(narrow(text)) == fold(text)
    assert fold(f" {text} ") == fold(text)


@given(typed, st.integers(1, 80))
def test_what_is_printed_is_bounded_and_safe(text, longest):
    shown = printable(text, longest)
    assert len(shown) <= longest + 1
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") for char in shown)
    assert shown.encode("utf-8") is not None
    assert printable(shown, longest + 1) == shown


@given(typed, st.lists(typed, max_size=20))
def test_a_suggestion_is_one_of_the_names(text, names):
    assert set(nearest(text, names)) <= set(names)


# Names


@given(typed, st.none() | typed)
def test_any_certificate_is_one_row_or_several_or_none(cert, issuer):
    found, error = attempt(DATA.names.identify, cert, issuer)
    if error:
        assert error.exit_code == 2
        assert said(error)
        return
    numbers = [row.number for row in found.rows]
    assert numbers == sorted(set(numbers))
    if found.kind is Kind.SETTLED:
        assert found.rows
        assert equivalent(found.rows)
    elif found.kind in (Kind.NOT_LISTED, Kind.NOT_RECOGNISED, Kind.ISSUER_NOT_LISTED):
        assert not found.rows
        assert bool(found.named) == (found.kind is Kind.ISSUER_NOT_LISTED)
    else:
        assert found.rows
    assert found.grade is None or any(
        row.grades and found.grade in row.grades.order for row in (*found.rows, *found.named)
    )


@given(typed, st.none() | typed)
def test_spelling_makes_no_difference(cert, issuer):
    def rows(text, given_issuer):
        try:
            found = DATA.names.identify(text, given_issuer)
        except HzTitlesError as error:
            return type(error)
        return found.kind, tuple(row.number for row in found.rows), found.grade

    def respelled(text):
        return None if text is None else f" {text} ".replace("(", "（").replace(")", "）")

    if len(cert.strip()) < 190 and (issuer is None or len(issuer.strip()) < 190):
        assert rows(respelled(cert), respelled(issuer)) == rows(cert, issuer)


READERS = {
    "qualification": lambda text: DATA.names.qualification(text),
    "place": lambda text: DATA.names.place(text),
    "series": lambda text: DATA.names.series(text),
    "title": lambda text: DATA.names.titles(text),
    "grade": lambda text: DATA.names.grade(text, DATA.names.rows[41]),
    "issuer": lambda text: DATA.names.issuer(text),
    "years": read_years,
    "day": lambda text: read_day(text, "degree"),
    "period": read_period,
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@given(text=typed)
def test_any_text_is_read_or_refused_in_words(read, text):
    _, error = attempt(read, text)
    assert error is None or (error.exit_code == 2 and said(error))


# Applicants and verdicts


facts = st.builds(
    Facts,
    cert=typed,
    issuer=st.none() | typed,
    grade=st.none() | st.sampled_from("ABCDE") | typed,
    degrees=st.lists(
        st.sampled_from(["none", "大专", "bachelor", "second-bachelor", "硕士", "博士"]).flatmap(
            lambda level: st.sampled_from(
                [level, f"{level}@2015-07", f"{level}@2022-07-01", f"{level}@2030-01"]
            )
        )
        | typed,
        max_size=3,
    ).map(tuple),
    years=st.none() | st.sampled_from(["0", "1", "4.99", "5", "60"]) | typed,
    work=st.lists(st.sampled_from(["2010-01..2012-02", "2016-03..", "2031-01.."]) | typed, max_size=2).map(
        tuple
    ),
    related=st.none() | st.booleans(),
    district=st.none() | st.sampled_from(["滨江", "江干", "Jiande"]) | typed,
)
VALID = Draft202012Validator(json.loads(schema_text(Schema.VERDICT)))


@settings(max_examples=300)
@given(facts)
def test_any_facts_are_answered_or_refused_and_the_answer_survives_json(given_facts):
    verdict, error = attempt(check, DATA, given_facts, DAY)
    if error:
        assert error.exit_code == 2
        assert said(error)
        return
    for language in Language:
        told = verdict_object(DATA, verdict, language)
        assert json.loads(as_json(told)) == told
        assert [error.message for error in VALID.iter_errors(told)] == []
        assert verdict_document(DATA, verdict, language).answer.text
        assert panel_document(DATA, verdict, language, height).answer.text
    assert verdict_object(DATA, check(DATA, given_facts, DAY), Language.ZH) == verdict_object(
        DATA, verdict, Language.ZH
    )


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.binary()
    | typed,
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple),
    max_leaves=5,
)


@given(st.sampled_from([field.name for field in fields(Facts)]), values)
def test_a_value_of_any_type_is_answered_or_refused_in_words(name, value):
    _, error = attempt(check, DATA, Facts(**{"cert": "PMP", name: value}), DAY)
    assert error is None or (error.exit_code == 2 and said(error) and "--" not in str(error)[:9])


# Data files


def built(*contents):
    """Build data out of any bytes; only a `DataError` may come instead, and it must say where."""
    files = [parse(content, name) for content, name in zip(contents, FILES, strict=True)]
    data, error = attempt(checked, *files)
    assert error is None or (type(error) is DataError and error.faults and said(error))
    return data


yaml_like = st.recursive(
    st.text(st.characters(codec="utf-8"), max_size=10) | st.integers() | st.booleans() | st.none(),
    lambda children: (
        st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4)
    ),
    max_leaves=12,
).map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200) | anything.map(lambda text: text.encode("utf-8", "surrogatepass")) | yaml_like)
@example(b"a: &x 1\nb: *x")
@example(b"? [1]\n: 2")
@example(b"!!python/object:os.system {}")
@example(b"a: 1\n--- \nb: 2")
@example(b"[" * 2000)
@example("﻿a: 1".encode("utf-16"))
def test_any_bytes_as_a_data_file_are_data_or_a_clear_error(content):
    assert built(content, CONTENTS[1]) is None
    assert built(CONTENTS[0], content) is None


@settings(max_examples=60)
@given(
    st.integers(0, 1),
    st.floats(0, 1),
    st.integers(0, 40),
    st.binary(max_size=12) | st.sampled_from([b"\n", b": ", b"- ", b"\t"]),
)
def test_real_files_with_bytes_changed_are_data_or_a_clear_error(index, where, length, put):
    contents = list(CONTENTS)
    start = int(where * len(contents[index]))
    contents[index] = contents[index][:start] + put + contents[index][start + length :]
    built(*contents)


@settings(max_examples=150)
@given(st.data())
def test_real_files_with_a_value_changed_are_data_or_a_clear_error(data):
    pair = trees()
    node = pair[data.draw(st.integers(0, 1))]
    while True:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], (dict, list)) or not node[key] or data.draw(st.integers(0, 4)) == 0:
            break
        node = node[key]
    value = data.draw(st.none() | st.booleans() | st.integers(-2, 70) | st.lists(typed, max_size=2) | typed)
    node[key] = data.draw(st.sampled_from([value, {}, {"zh": value}]))
    edited, error = attempt(data_of, *pair)
    if error:
        assert type(error) is DataError
        assert said(error)
        return
    # What the loader lets through can be asked.
    verdict = check(
        edited, Facts(cert="1", degrees=(edited.catalogue.qualifications[-1].id,), years="60"), DAY
    )
    assert verdict_object(edited, verdict, Language.EN)
