"""Settings of one user that several windows keep: what each of them changed stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Values = dict[str, Any]
"""Settings as they are written, by name."""


def put_together(base: Values, ours: Values, theirs: Values, most: int) -> Values:
    """Return what is to be kept: ours where it changed since `base`, else what is kept by now.

    Of the lists of what was opened last each window's additions stay, at most `most` of them.
    """
    made = dict(theirs)
    for name, value in ours.items():
        before = base.get(name)
        if name == "recent":
            made[name] = newest_first(before or [], value, theirs.get(name, []))[:most]
        elif name == "studies":
            made[name] = _studies(before or {}, value, theirs.get(name, {}), most)
        elif isinstance(value, dict):
            made[name] = _by_key(before or {}, value, theirs.get(name, {}))
        elif value != before or name not in theirs:
            made[name] = value
    if not made.get("recent_files_on", True):
        made.update(recent=[], studies={})
    return made


def newest_first(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Put what was added in front of our list since `base` in front of theirs."""
    added = next(
        count
        for count in range(len(ours) + 1)
        if list(ours[count:]) == _without(base, ours[:count])[: len(ours) - count]
    )
    return [*ours[:added], *_without(theirs, ours[:added])]


def _without(names: Sequence[str], gone: Sequence[str]) -> list[str]:
    return [name for name in names if name not in gone]


def _studies(base: Values, ours: Values, theirs: Values, most: int) -> Values:
    """Do the same with studies; what is said of one is ours where we said it anew."""
    order = newest_first(list(base), list(ours), list(theirs))[:most]
    return {
        name: ours[name]
        if name in ours and (name not in theirs or ours[name] != base.get(name))
        else theirs[name]
        for name in order
    }


def _by_key(base: Values, ours: Values, theirs: Values) -> Values:
    """Take over what we changed, key by key, what we took out too."""
    made = {key: value for key, value in theirs.items() if key in ours or key not in base}
    changed = {key: value for key, value in ours.items() if value != base.get(key)}
    return {**made, **changed}
