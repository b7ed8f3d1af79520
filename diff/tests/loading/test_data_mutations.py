"""A changed fact cannot land unseen: some mutants of each kind here, all of them in `mutations`."""

import random

import pytest

from tests.loading.mutations import CHANGES, mutants, noticed, noticed_by
from tests.support.editing import trees


@pytest.mark.parametrize("pattern", CHANGES)
def test_a_changed_fact_is_noticed(pattern):
    every, pair = mutants(pattern), trees()
    some = random.Random(len(every)).sample(every, min(4, len(every)))
    assert [path for path, value in some if noticed_by(path, value, pair) is None] == []


def test_the_data_itself_is_at_odds_with_nothing():
    assert noticed(*trees()) is None
