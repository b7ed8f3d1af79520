"""The engine beside a second one that tries everything; ``python -m tests.rules.brute_force`` tries more."""

import pytest

from tests.rules.brute_force import tried


@pytest.mark.parametrize("seed", range(5))
def test_both_engines_agree_on_status_needs_routes_first_day_and_advice(seed: int) -> None:
    assert tried(seed, 150) == []
