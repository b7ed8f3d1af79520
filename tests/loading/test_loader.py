"""Data files that are not exactly right: each fault has its words and its line; none gives a verdict."""

from __future__ import annotations

import csv
import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hz_titles import Data, DataError, Language, UsageError, load, loading
from hz_titles.loading import COMPILED, compile_data, fingerprint
from hz_titles.loading import FILES as NAMES
from hz_titles.loading.yaml_tree import MOST_FAULTS
from tests.support.editing import data_of, leaves, trees
from tests.support.program import ROOT, Run

FILES = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
CATALOGUE, COMMITTEES = NAMES
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return the function that writes both data files, one of them replaced."""

    numbers = itertools.count()

    def write(file: str = CATALOGUE, content: str | bytes | None = None) -> Path:
        place = tmp_path / str(next(numbers))
        place.mkdir()
        for name, text in FILES.items():
            wanted = content if name == file and content is not None else text
            (place / name).write_bytes(wanted if isinstance(wanted, bytes) else wanted.encode())
        return place

    return write


def line(file: str, words: str) -> int:
    return FILES[file][: FILES[file].index(words)].count("\n") + 1


with (ROOT / "tests" / "loading" / "wrong.tsv").open(encoding="utf-8") as table:
    WRONG = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["what"])
def test_a_wrong_file_is_refused_with_the_place(folder: Folder, case: dict[str, str]) -> None:
    """What is replaced by what in which file, a part of the fault, and its line, counted from the words."""
    file = f"{case['file']}.yaml"
    words, instead = (case[key].replace("\\n", "\n") for key in ("words", "instead"))
    assert words in FILES[file]
    place = folder(file, FILES[file].replace(words, instead, 1))
    with pytest.raises(DataError) as raised:
        load(place)
    texts = [each.say(Language.EN).removeprefix(f"{place}{os.sep}") for each in raised.value.faults]
    (found,) = [text for text in texts if case["fault"] in text][:1] or [None]
    assert found, texts
    if case["below"]:
        name, number, column = found.split(":")[:3]
        assert (name, int(number)) == (file, line(file, words) + int(case["below"]))
        assert int(column) >= 1
    for language in Language:
        assert raised.value.say(language).count("\n") == len(texts)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "catalogue.yaml:1:1: there must be exactly one YAML document"),
        ("# nothing\n", "there must be exactly one YAML document"),
        (FILES[CATALOGUE] + "\n---\na: b\n", "there must be exactly one YAML document"),
        ("- a\n", "catalogue.yaml:1:1: expected a mapping, found a list"),
        ("hello\n", "catalogue.yaml:1:1: expected a mapping, found text"),
        ("a: [1, 2\nb: }", "catalogue.yaml:2:2: not valid YAML"),
        ("a:\n\t- b\n", "catalogue.yaml:2:1: not valid YAML"),
        ('a: b\n\nc: "滨\x00"', "catalogue.yaml:3:6: not valid YAML"),
        ("\ufeffa: \x07", "catalogue.yaml:1:4: not valid YAML"),
        ("a: b # \x9b\r\n", "catalogue.yaml:1:8: not valid YAML"),
        ("a: " + "[" * 50 + "]" * 50, "nested more than 12 levels deep"),
        # Whether the parser or the loader refuses these depends on the parser's version.
        ("a: " + "[" * 50_000 + "]" * 50_000, "catalogue.yaml:1:"),
        ("a: " + "{b: " * 5_000 + "c" + "}" * 5_000, "catalogue.yaml:1:"),
        (FILES[CATALOGUE] + "#" * 5_000_000, "larger than 4194304 bytes"),
        (FILES[CATALOGUE].encode("gb18030"), "catalogue.yaml:3:3: not UTF-8 at byte 70"),
        (FILES[CATALOGUE].encode("utf-16"), "catalogue.yaml:1:1: not UTF-8 at byte 1"),
        ("a: 滨".encode() + b"\xff\xfe", "catalogue.yaml:1:5: not UTF-8 at byte 7"),
        ("\ufeffa: b\nc: 滨\n".encode() + b"\xff", "catalogue.yaml:3:1: not UTF-8 at byte 16"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_file_that_is_no_such_yaml_is_refused(folder: Folder, content: str | bytes, fault: str) -> None:
    place = folder(CATALOGUE, content)
    with pytest.raises(DataError) as raised:
        load(place)
    assert fault in str(raised.value)
    assert all(each.file == str(place / CATALOGUE) for each in raised.value.faults)
    assert len(str(raised.value)) < 2000


def test_all_faults_of_both_files_are_told_at_once(folder: Folder) -> None:
    place = folder()
    wrong = FILES[CATALOGUE].replace("    years: 7", '    years: "7"').replace("  body: gphc", "  bodi: gphc")
    (place / CATALOGUE).write_text(wrong, encoding="utf-8")
    (place / COMMITTEES).write_text(
        FILES[COMMITTEES].replace('phones: ["88291132"]', "phones: [88291132]"), encoding="utf-8"
    )
    with pytest.raises(DataError) as raised:
        load(place)
    assert str(raised.value).splitlines()[0] == "The data files have 4 fault(s):"
    assert raised.value.say(Language.ZH).splitlines()[0] == "数据文件有 4 处错误："
    assert [(fault.file, fault.path) for fault in raised.value.faults] == [
        (str(place / CATALOGUE), "levels[1].conditions[0].years"),
        (str(place / CATALOGUE), "certificates[1]"),
        (str(place / CATALOGUE), "certificates[1].bodi"),
        (str(place / COMMITTEES), "committees[0].phones[0]"),
    ]


def test_faulty_data_never_give_a_verdict(folder: Folder, run: Run) -> None:
    place = folder(CATALOGUE, FILES[CATALOGUE].replace("    years: 7", "    years: 70"))
    for command in (["check", "--cert", "PMP"], ["list-certs"], ["show", "PMP"], ["list-districts"]):
        done = run(*command, "--data", str(place), "--lang", "en")
        assert (done.returncode, done.stdout) == (5, "")
        assert f"catalogue.yaml:{line(CATALOGUE, '    years: 7')}:12: " in done.stderr
        assert "must be between 0 and 60" in done.stderr


def test_a_mark_at_the_start_and_windows_line_ends_are_fine(folder: Folder, data: Data) -> None:
    for content in (b"\xef\xbb\xbf" + FILES[CATALOGUE].encode(), FILES[CATALOGUE].replace("\n", "\r\n")):
        again = load(folder(CATALOGUE, content))
        assert again.trees == data.trees
        assert again.sha256 != data.sha256


def test_the_fingerprint_is_over_both_files_one_after_the_other(data: Data) -> None:
    contents = [FILES[name].encode() for name in NAMES]
    assert data.sha256 == fingerprint(b"".join(contents)) == fingerprint(*contents)


def test_a_compiled_form_is_of_sound_files_and_of_nothing_else(folder: Folder, data: Data) -> None:
    compiled = json.loads(compile_data(str(folder())).split("\n")[1])
    assert (compiled["sha256"], tuple(compiled["trees"])) == (data.sha256, data.trees)
    with pytest.raises(DataError):
        compile_data(str(folder(CATALOGUE, FILES[CATALOGUE].replace("    years: 7", "    years: 70"))))


def signed(written: str) -> str:
    """What `written` is as a compiled form: its own checksum before it."""
    return f"{crc32(written.encode()):08x}\n{written}"


@pytest.fixture
def compiled(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Data]:
    """Return the function that loads the data with a compiled form beside the modules."""
    place = folder()
    monkeypatch.setattr(loading, "PACKAGE", str(tmp_path))

    def loaded(text: str) -> Data:
        (tmp_path / COMPILED).write_text(text, encoding="utf-8")
        return load(place)

    return loaded


GOOD = json.loads(compile_data(str(ROOT)).split("\n")[1])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(("sha256", "texts", "trees", "all")), json_values)
@example("all", {})
@example("trees", [None, None])
@example("trees", [{}, {}])
@example("trees", [GOOD["trees"][0]])
def test_a_compiled_form_that_says_anything_else_is_passed_over_though_its_checksum_is_right(
    compiled: Callable[[str], Data], data: Data, key: str, value: Any
) -> None:
    told = value if key == "all" else GOOD | {key: value}
    again = compiled(signed(json.dumps(told)))
    assert (again.trees, again.sha256) == (data.trees, data.sha256)


def test_a_compiled_form_that_is_damaged_is_passed_over(compiled: Callable[[str], Data], data: Data) -> None:
    good = signed(json.dumps(GOOD, separators=(",", ":")))
    changed = good.replace('"years":7', '"years":6')
    for text in ("", "null", good[:-9], good.partition("\n")[2], changed, signed("[" * 9999), signed("{")):
        assert compiled(text).trees == data.trees, text[:40]
    # Undamaged it is believed: what it says of the years is not what the YAML says.
    assert compiled(signed(changed.partition("\n")[2])).catalogue.levels[1].conditions[0].years == 6


HOSTILE = {
    "faults": "certificates: [" + "1, " * 20_000 + "1]",
    "values": "certificates:\n" + "- a\n" * 900_000,
    "names": "readings: [{id: a}]\nbodies:\n" + "- {id: nobody, names: [a, a]}\n" * 9_000,
    "texts": "words: {barred: [" + "".join(f"a{'.' * (n % 90)}{n}, " for n in range(40_000)) + "a]}",
    "keys": "".join(f"k{n}: 1\n" for n in range(20_000)),
    "references": "bodies: [{id: a}]\ncertificates:\n" + "- {body: ab, title: x}\n" * 9_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_file_of_nothing_but_faults_is_refused_in_few_words(folder: Folder, content: str) -> None:
    with pytest.raises(DataError) as raised:
        load(folder(CATALOGUE, content))
    assert len(raised.value.faults) <= 2 * MOST_FAULTS
    assert raised.value.more == 0 or f"… and {raised.value.more} more" in str(raised.value)
    assert len(str(raised.value)) < 100_000


MANY = [f"x{number}" for number in range(300)]
COMBINED = {
    "members": lambda c, _: c["bodies"][5].update(
        members=[{"names": MANY, "forms": [f"{{name}}{n}" for n in MANY]}]
    ),
    "grades": lambda c, _: c["certificates"][40]["grades"].update(
        order=["A", "B", "C", "D", *MANY], words=[f"{{grade}}{n}" for n in MANY]
    ),
    "suffixes": lambda _, k: (k["places"].update(suffixes=MANY), k["areas"][0].update(pinyin=MANY)),
}


@pytest.mark.parametrize("edit", COMBINED.values(), ids=COMBINED)
def test_lists_that_would_make_too_many_names_together_are_refused(edit: Callable[..., object]) -> None:
    pair = trees()
    edit(*pair)
    with pytest.raises(DataError, match="more than 20000 names"):
        data_of(*pair)


def test_no_text_and_no_key_of_a_file_reaches_a_terminal_raw() -> None:
    escape = "\x1b[2J\u202e"
    for file in range(2):
        kinds = {
            tuple(part for part in path if isinstance(part, str)): path for path, _ in leaves(trees()[file])
        }
        for *way, last in kinds.values():
            pair = trees()
            node: Any = pair[file]
            for part in way:
                node = node[part]
            for key in {last, escape} if isinstance(last, str) else {last}:
                node[key] = escape
            with pytest.raises(DataError) as raised:
                data_of(*pair)
            said = "".join(raised.value.say(language) for language in Language)
            assert not {"\x1b", "\u202e"} & set(said), (way, last)


@pytest.mark.parametrize("missing", [CATALOGUE, COMMITTEES])
def test_a_folder_without_a_file_is_no_data(folder: Folder, run: Run, missing: str) -> None:
    place = folder()
    (place / missing).unlink()
    with pytest.raises(UsageError, match=missing):
        load(place)
    done = run("check", "--cert", "PMP", "--data", str(place))
    assert (done.returncode, done.stdout) == (2, "")
    assert missing in done.stderr


def test_the_faults_of_two_folders_say_which_of_them_they_are_in(folder: Folder, run: Run) -> None:
    good, bad = folder(), folder(COMMITTEES, "a: b\n")
    for arguments in (["diff", str(good), str(bad)], ["diff", str(bad), str(good)]):
        done = run(*arguments, "--lang", "en")
        assert (done.returncode, done.stdout) == (5, "")
        assert f"  {bad / COMMITTEES}:1:1: " in done.stderr
        assert str(good) not in done.stderr
