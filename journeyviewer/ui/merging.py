"""What several windows of one user keep in one file: what each of them changed stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from journeyviewer.model.decisions import Decisions

Kept = TypeVar("Kept")
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
            made[name] = by_key(before or {}, value, theirs.get(name, {}))
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


def by_key(
    base: Mapping[str, Kept], ours: Mapping[str, Kept], theirs: Mapping[str, Kept]
) -> dict[str, Kept]:
    """Take over what we changed, key by key, what we took out too."""
    made = {key: value for key, value in theirs.items() if key in ours or key not in base}
    changed = {key: value for key, value in ours.items() if value != base.get(key)}
    return {**made, **changed}


def decided_together(base: Decisions, ours: Decisions, theirs: Decisions) -> Decisions:
    """Return what is kept of answers: theirs, with what was answered or taken back since `base`.

    Which cases are read is decided for some files alone, and is not kept.
    """
    lanes = dict.fromkeys((*theirs.words, *ours.words))
    words = {
        lane: by_key(*(each.words.get(lane, {}) for each in (base, ours, theirs))) for lane in lanes
    }
    names = [dict.fromkeys(each.pseudonyms, True) for each in (base, ours, theirs)]
    return Decisions(
        given=by_key(base.given, ours.given, theirs.given),
        words={lane: chosen for lane, chosen in words.items() if chosen},
        columns=by_key(base.columns, ours.columns, theirs.columns),
        pseudonyms=tuple(by_key(*names)),
    )
