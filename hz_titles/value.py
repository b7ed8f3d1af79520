"""How the program's own values are made: slotted, named fields only, and nothing changes one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import Field, dataclass, make_dataclass
from functools import cached_property
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
Texts = tuple[str, ...]
_REQUIRED = object()


class _Fields:
    """What `replace` and `fields` know of a class, worked out when one of them is first used on it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = names

    def __get__(self, _: object, __: type[Any]) -> Any:
        """Return what a dataclass with the same fields knows."""
        return self.known

    @cached_property
    def known(self) -> Any:
        """What such a dataclass knows."""
        doc = {"__doc__": "without one, dataclass writes one, which takes longer than all the rest"}
        made = make_dataclass("_", self.names, namespace=doc, init=False, repr=False, eq=False)
        return vars(made)["__dataclass_fields__"]


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
def value(cls: type[T]) -> type[T]:
    """Make `cls` a dataclass whose fields are given by name and never change, equal only to itself."""
    return _made(cls, eq=False)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def equal_value(cls: type[T]) -> type[T]:
    """Make `cls` a value that is equal to another with equal fields, and can be a key."""
    return _made(cls, eq=True)


def field_names(cls: Any) -> tuple[str, ...]:
    """Return the names of the fields of a value's class, those of its base first."""
    return tuple(cls._defaults)


def _made(cls: type[T], *, eq: bool) -> type[T]:
    """Return `cls` with slots and methods like those of `dataclass`, in a third of its time.

    Seventy classes are made while a `check` starts; `dataclass` took a fifth of that. The type
    checker proves that no field is set, so nothing here keeps one from it at run time.
    """
    body: dict[str, Any] = {
        name: one for name, one in vars(cls).items() if name not in ("__dict__", "__weakref__")
    }
    own = [name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar")]
    defaults = getattr(cls, "_defaults", {}) | {name: body.pop(name, _REQUIRED) for name in own}
    if any(isinstance(default, Field) for default in defaults.values()):
        return dataclass(slots=True, kw_only=True, eq=eq, unsafe_hash=eq, repr=False)(cls)
    given = (name if one is _REQUIRED else f"{name}=_defaults['{name}']" for name, one in defaults.items())
    lines = [f"def __init__(self, *, {', '.join(given)}):", *(f" self.{name} = {name}" for name in defaults)]
    if eq:
        fields = "".join(f"self.{name}, " for name in defaults)
        same = f"({fields}) == ({fields.replace('self.', 'other.')})"
        lines += [
            "def __eq__(self, other):",
            f" return {same} if other.__class__ is self.__class__ else NotImplemented",
            "def __hash__(self):",
            f" return hash(({fields}))",
        ]
    exec("\n".join(lines), {"_defaults": defaults}, body)
    body |= {"__slots__": own, "__qualname__": cls.__qualname__, "_defaults": defaults}
    made: type[T] = type(cls.__name__, cls.__bases__, body | {"__dataclass_fields__": _Fields(defaults)})
    return made
