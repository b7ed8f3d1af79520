"""How the program's own values are made: slotted, named fields only, and nothing changes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")
Texts = tuple[str, ...]


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
def value(cls: type[T]) -> type[T]:
    """Make `cls` a dataclass whose fields are given by name and never change, equal only to itself.

    The type checker proves that they do not. `frozen=True` would have it done again at run
    time, by two methods written and compiled for each class: an eighth of a `check`.
    """
    return dataclass(slots=True, kw_only=True, eq=False, repr=False)(cls)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def equal_value(cls: type[T]) -> type[T]:
    """Make `cls` a value that is equal to another with equal fields, and can be a key."""
    return dataclass(slots=True, kw_only=True, unsafe_hash=True, repr=False)(cls)
