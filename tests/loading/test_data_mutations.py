"""A changed fact cannot land unseen: some mutants of each kind here, all of them in `mutations`."""

import random
from collections import Counter

import pytest

from tests.loading.mutations import KINDS, noticed, unnoticed
from tests.support.editing import trees


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_fact_is_noticed(kind):
    mutants = list(kind())
    some = random.Random(len(mutants)).sample(mutants, min(10, len(mutants)))
    assert list(unnoticed(some, Counter())) == []


def test_the_data_itself_is_at_odds_with_nothing():
    assert noticed(*trees()) is None
