"""The program's own values: they behave as dataclasses do, though they are made faster."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest

from hz_titles.value import equal_value, field_names, value


@value
class Base:
    """A value with a default."""

    one: int
    two: str = "two"


@value
class Derived(Base):
    """A value with more fields."""

    three: tuple[int, ...]

    def total(self) -> int:
        """Return something that needs a field of the base."""
        return self.one + sum(self.three)


@equal_value
class Point:
    """A value that can be a key."""

    x: int
    y: int = 0


def test_a_value_has_its_fields_those_of_its_base_and_their_defaults() -> None:
    derived = Derived(three=(1, 2), one=3)
    assert (derived.one, derived.two, derived.three, derived.total()) == (3, "two", (1, 2), 6)
    assert field_names(Derived) == tuple(field.name for field in fields(Derived)) == ("one", "two", "three")
    assert is_dataclass(derived)
    assert (replace(derived, one=4).total(), derived.total()) == (7, 6)
    with pytest.raises(AttributeError):
        derived.four = 4  # type: ignore[attr-defined]


@pytest.mark.parametrize("given", [{}, {"one": 1, "four": 4}])
def test_a_field_that_is_missing_or_not_there_is_refused(given: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Base(**given)  # type: ignore[arg-type]


def test_only_an_equal_value_is_equal_to_another() -> None:
    assert Base(one=1) != Base(one=1)
    assert Point(x=1) == Point(x=1, y=0) != Point(x=1, y=1)
    assert {Point(x=1): "found"}[Point(x=1)] == "found"
    assert Point(x=1) != (1, 0)
