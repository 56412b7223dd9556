"""Dataclasses that cost little to declare: nothing of them is compiled before it is worth it.

The library writes and compiles up to six methods of each class as its module is loaded. That is a
millisecond a class and was a sixth of the program's start, in which most classes make a few values
and many make none. Here the fields are laid out by the library too, and values are compared, hashed
and shown by them; the method that makes values is the library's own once a class makes many.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, cast

MANY = 100
"""Values of a class from which on compiling what makes them is sooner done than going without."""
_USUAL = frozenset({"frozen", "slots", "eq", "kw_only", "unsafe_hash"})

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(kind=None, /, **options):
        """Do what `dataclasses.dataclass` does, and by it what is seldom asked for."""

        def lay_out(kind):
            if options.keys() <= _USUAL:
                return _laid_out(kind, **options)
            return dataclasses.dataclass(**options)(kind)

        return lay_out if kind is None else lay_out(kind)


def _laid_out(
    kind: type[Any],
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    kw_only: bool = False,
    unsafe_hash: bool = False,
) -> type[Any]:
    # Without words of its own the library would find out how a class is made, to describe it.
    kind.__doc__ = kind.__doc__ or kind.__name__
    lay_out = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
    made: Any = lay_out(kind)
    fields = dataclasses.fields(made)
    methods: dict[str, Any] = {"__init__": _init(made, fields, frozen), "__repr__": _repr(fields)}
    if eq:
        methods["__eq__"] = _eq([item.name for item in fields if item.compare])
        methods["__hash__"] = None
    if unsafe_hash or (eq and frozen):
        hashed = [item for item in fields if (item.compare if item.hash is None else item.hash)]
        methods["__hash__"] = _hash([item.name for item in hashed])
    if frozen:
        methods |= _FROZEN
    own = vars(kind)
    for name, method in methods.items():
        if name not in own or (name == "__hash__" and own[name] is None):
            setattr(made, name, method)
    return cast(type[Any], made)


class _Plan:
    """How the fields of a class are filled from what is given for them."""

    def __init__(self, fields: Sequence[Field[Any]]) -> None:
        taken = [item for item in fields if item.init]
        self.in_order = [item.name for item in taken if not item.kw_only]
        self.names = frozenset(item.name for item in taken)
        self.fields = [(item.name, item.default, item.default_factory) for item in fields]

    def given(self, values: Sequence[Any], named: dict[str, Any]) -> dict[str, Any] | None:
        """Return what is given by the name of its field; None for what does not fit."""
        given = dict(zip(self.in_order, values, strict=False))
        if len(values) > len(self.in_order) or not given.keys().isdisjoint(named):
            return None
        given |= named
        return given if given.keys() <= self.names else None

    def fill(self, made: object, given: Mapping[str, Any]) -> bool:
        """Fill the fields of a value; False where one is lacking."""
        for name, default, factory in self.fields:
            if name in given:
                value = given[name]
            elif default is not MISSING:
                value = default
            elif factory is not MISSING:
                value = factory()
            elif name in self.names:
                return False
            else:
                continue
            object.__setattr__(made, name, value)
        return True


def _init(kind: type[Any], fields: Sequence[Field[Any]], frozen: bool) -> Callable[..., None]:
    """Return what makes values without being compiled for the class, until there are many."""
    plan = _Plan(fields)
    has_more = hasattr(kind, "__post_init__")
    left = MANY

    def make(self: Any, /, *values: Any, **named: Any) -> None:
        nonlocal left
        left -= 1
        given = plan.given(values, named) if left >= 0 else None
        if given is not None and plan.fill(self, given):
            if has_more:
                self.__post_init__()
            return
        # What is wrong in a call is for the library to say.
        method = _compiled_init(kind, fields, frozen)
        kind.__init__ = method
        method(self, *values, **named)

    make.__name__, make.__qualname__ = "__init__", f"{kind.__qualname__}.__init__"
    return make


def _compiled_init(
    kind: type[Any], fields: Sequence[Field[Any]], frozen: bool
) -> Callable[..., None]:
    """Return what makes values as the library makes it, for a class of the same fields."""
    namespace: dict[str, Any] = {
        "__module__": kind.__module__,
        "__qualname__": kind.__qualname__,
        "__doc__": kind.__doc__,
    }
    if hasattr(kind, "__post_init__"):
        namespace["__post_init__"] = kind.__post_init__
    twin = dataclasses.make_dataclass(
        kind.__name__,
        [(item.name, item.type, _field_like(item)) for item in fields],
        namespace=namespace,
        repr=False,
        eq=False,
        frozen=frozen,
        match_args=False,
        slots="__slots__" in vars(kind),
    )
    return cast(Callable[..., None], vars(twin)["__init__"])


def _field_like(item: Field[Any]) -> Any:
    options: dict[str, Any] = {"init": item.init, "kw_only": item.kw_only}
    if item.default_factory is not MISSING:
        options["default_factory"] = item.default_factory
    elif item.default is not MISSING:
        options["default"] = item.default
    return dataclasses.field(**options)


def _repr(fields: Sequence[Field[Any]]) -> Callable[[Any], str]:
    names = [item.name for item in fields if item.repr]

    @recursive_repr()
    def show(self: Any) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({said})"

    return show


def _key(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of some fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _eq(names: Sequence[str]) -> Callable[[Any, object], object]:
    key = _key(names)

    def equals(self: Any, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return key(self) == key(other)

    return equals


def _hash(names: Sequence[str]) -> Callable[[Any], int]:
    key = _key(names)
    return lambda self: hash(key(self))


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in dataclasses.fields(self)]


def _take_state(self: Any, state: Sequence[Any]) -> None:
    for item, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)


_FROZEN: Mapping[str, Any] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _take_state,
}
