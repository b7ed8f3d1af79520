"""The attacks in their short form: a few hostile inputs of each kind, other ones in every run."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import attacks


@pytest.mark.parametrize(
    ("attack", "count"),
    [(attacks.facts, 200), (attacks.tables, 25), (attacks.workbooks, 25), (attacks.files, 3)],
)
def test_no_hostile_input_is_a_bug_or_raw_or_leaves_anything_half(attack, count, data):
    @settings(max_examples=count, deadline=None)
    @given(st.randoms(use_true_random=True))
    def attacked(chance):
        with tempfile.TemporaryDirectory() as folder:
            attack(chance, data, Path(folder))

    attacked()
