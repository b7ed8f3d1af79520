"""Delimited text: what the standard library would read, each row beside the text that it stood in."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hz_titles.batch.delimited import Delimited
from hz_titles.batch.encoding import examine
from hz_titles.batch.table import Unreadable, lines, texts

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

NO_SURROGATES = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(st.sampled_from('ab,;\t"\r\n 证\u2028\x0b') | NO_SURROGATES, max_size=8)
PLAIN = st.text(st.sampled_from("ab;\t 证\u2028\x0b"), max_size=8)
DELIMITERS = st.sampled_from(",;\t")
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def table(text: str, delimiter: str, encoding: str = "utf-8") -> Delimited:
    """Return a text as the batch reads it."""
    file = io.BytesIO(text.encode(encoding))
    return Delimited(file, "x", examine(file, "x", encoding), delimiter)


def written(rows: list[list[str]], **form: object) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, **form).writerows(rows)
    return text.getvalue()


@given(
    st.lists(st.lists(TEXTS.filter(lambda cell: "\0" not in cell), min_size=2, max_size=4), max_size=6),
    DELIMITERS,
    LINE_ENDS,
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le"]),
)
@example([["a", "b"], ['"', "\r\n"], ["", ""]], ",", "\n", csv.QUOTE_MINIMAL, "utf-8")
def test_what_a_writer_wrote_is_read_back(rows, delimiter, line_end, quoting, encoding):
    header = ["cert", "name"]
    # A writer puts quotes round what its own line end holds: the other ends have to be told to it.
    text = written([header, *rows], delimiter=delimiter, lineterminator="\r\n", quoting=quoting)
    if not any("\r" in cell or "\n" in cell for row in rows for cell in row):
        text = text.replace("\r\n", line_end)
    found = table(text, delimiter, encoding)
    assert found.header == header
    assert list(found.rows()) == rows


@given(st.lists(st.lists(PLAIN, max_size=4), max_size=6), DELIMITERS, LINE_ENDS, st.booleans())
def test_without_quotes_a_line_is_cut_as_the_standard_library_cuts_it(rows, delimiter, line_end, ended):
    text = line_end.join(["cert", *(delimiter.join(row) for row in rows), *([""] if ended else [])])
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert [["cert"], *table(text, delimiter).rows()] == expected


@given(TEXTS.map(lambda text: text * 3) | st.lists(TEXTS, max_size=8).map("\n".join), DELIMITERS)
@example('"a\n', ",")
@example('a"b\n"c"d,e\r', ",")
def test_of_any_text_each_row_stands_beside_the_text_that_it_was_read_from(text, delimiter):
    found = table("cert\n" + text, delimiter)
    for line, row in found.lines():
        if not isinstance(row, Unreadable):
            assert list(csv.reader([line.decode()], delimiter=delimiter)) == [texts(row)]


@given(st.lists(TEXTS, min_size=1, max_size=4), st.lists(TEXTS, max_size=4), DELIMITERS)
@example(["", ""], [""], ",")
@example([""], ["", ""], ",")
def test_two_parts_bound_together_are_one_line_of_all_cells(front, behind, delimiter):
    binding = lines(delimiter)
    line = binding.front(front) + binding.behind(behind)
    found = list(csv.reader(io.StringIO(line.decode(), newline=""), delimiter=delimiter))
    assert found == [[*front, *behind]] or (line == b"" and [*front, *behind] == [""])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("cert\na\nb\n", [2, 3]),
        ("\n\ncert\r\na\r\n\r\nb", [4, 5, 6]),
        ('cert\n"a\nb"\nc\n"d"', [2, 4, 5]),
        ('cert\n"a\nb\nc\n', [2, 3, 4]),
    ],
)
def test_a_row_knows_the_line_on_which_it_begins(text, numbers):
    found = table(text, ",")
    assert [found.line for _ in found.rows()] == numbers
