"""The dataclass of the standard library, made for a program that starts with a hundred of them.

The standard one writes and compiles six methods for each frozen class: about a millisecond a class
on an office machine, a third of all the time this program takes to start. Here only `__init__` is
written for a class; the others are the same few lines for every class. That a frozen value is not
changed is seen to by the type checker alone, which also makes values quicker to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(kind=None, /, *, frozen=False, eq=True, unsafe_hash=False, repr=True, **more):
        """Return the class as `dataclasses.dataclass` makes it, for the options used here."""
        if kind is None:
            return lambda cls: dataclass(
                cls, frozen=frozen, eq=eq, unsafe_hash=unsafe_hash, repr=repr, **more
            )
        own = vars(kind)
        made = dataclasses.dataclass(kind, eq=False, repr=False, **more)
        fields = dataclasses.fields(made)
        if repr and "__repr__" not in own:
            made.__repr__ = _repr
        if eq and "__eq__" not in own:
            values = _values([item.name for item in fields if item.compare])
            made.__eq__ = _equal(values)
            if "__hash__" not in own:
                hashed = frozen or unsafe_hash
                made.__hash__ = (lambda value: hash(values(value))) if hashed else None
        return made

    def _values(names):
        """Return what takes the values that are compared out of one."""
        return attrgetter(*names) if names else lambda value: ()

    def _equal(values):
        def equal(one, other):
            if other.__class__ is not one.__class__:
                return NotImplemented
            return values(one) == values(other)

        return equal

    def _repr(value):
        shown = (item.name for item in dataclasses.fields(value) if item.repr)
        said = ", ".join(f"{name}={getattr(value, name)!r}" for name in shown)
        return f"{value.__class__.__qualname__}({said})"
