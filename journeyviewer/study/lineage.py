"""Which step of a history has seen which other one; what several analysts' steps come to.

Within one chain each step has seen all before it. A step that merges names the last steps of all
chains it has seen. Two steps on one item of which neither has seen the other are a conflict: both
are kept, and no clock decides which of them is lost.
"""

from __future__ import annotations

import heapq
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence

from journeyviewer.model.values import dataclass
from journeyviewer.study.chain import START, Operation, Revision
from journeyviewer.study.faults import Fault, StudyError

_NAMES = uuid.UUID("b6a1c3f6-6f0e-4f0e-9d53-0d6a1f6f3c11")

Parents = Mapping[str, tuple[str, ...]]
"""The names of the steps that each step follows at once."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An item with steps that do not know of each other: the one that holds, and the others."""

    item: str
    holds: Revision
    others: tuple[Revision, ...]


def parents_of(revisions: Sequence[Revision]) -> Parents:
    """Return what each step of one file follows: its author's step before, and what it merged."""
    by_seal = {(one.author, one.hash): one.revision for one in revisions}
    found = {}
    for one in revisions:
        before = by_seal.get((one.author, one.previous)) if one.previous != START else None
        found[one.revision] = (*((before,) if before else ()), *_merged(one))
    return found


def in_order(revisions: Iterable[Revision], parents: Parents) -> list[Revision]:
    """Return steps so that each comes after what it follows, else by time; the same for any order.

    Raises StudyError when steps follow each other in a circle.
    """
    known = {one.revision: one for one in revisions}
    waits = {name: {one for one in parents[name] if one in known} for name in known}
    children: dict[str, list[str]] = {}
    for name, before in waits.items():
        for one in before:
            children.setdefault(one, []).append(name)
    ready = [_place(known[name]) for name, before in waits.items() if not before]
    heapq.heapify(ready)
    made = []
    while ready:
        name = heapq.heappop(ready)[2]
        made.append(known[name])
        for child in children.get(name, ()):
            waits[child].discard(name)
            if not waits[child]:
                heapq.heappush(ready, _place(known[child]))
    if len(made) != len(known):
        raise StudyError(Fault.DAMAGED, "The steps of these studies do not follow each other.")
    return made


def heads(revisions: Sequence[Revision], parents: Parents) -> tuple[str, ...]:
    """Return the names of the steps that no other one has seen, in one order."""
    followed = {one for name in parents for one in parents[name]}
    return tuple(sorted(one.revision for one in revisions if one.revision not in followed))


def settle(
    revisions: Sequence[Revision], parents: Parents
) -> tuple[dict[str, Revision], tuple[Conflict, ...]]:
    """Return the step that holds for each item, and the conflicts; `revisions` are `in_order`."""
    clocks = _clocks(revisions, parents)
    of_item: dict[str, list[Revision]] = {}
    for one in revisions:
        if one.item:
            of_item.setdefault(one.item, []).append(one)
    holds, conflicts = {}, []
    for item, steps in of_item.items():
        holds[item], others = _decided(_unseen(steps, clocks))
        if others:
            conflicts.append(Conflict(item, holds[item], tuple(others)))
    for item in _needless_copies(of_item, clocks):
        del holds[item]
    return holds, tuple(sorted(conflicts, key=lambda one: one.item))


def named(*parts: str) -> str:
    """Return the name of what merging makes of these, the same wherever it is done."""
    return str(uuid.uuid5(_NAMES, "\n".join(parts)))


def copy_of(step: Revision) -> str:
    """Return the name of the item that keeps the words of a step that lost a conflict."""
    return named("copy", step.revision)


def copying_step(step: Revision, author: str) -> str:
    """Return the name of the step by which an author keeps these words."""
    return named("copied", author, step.revision)


def _needless_copies(
    of_item: Mapping[str, Sequence[Revision]], clocks: Mapping[str, _Clock]
) -> list[str]:
    """Return the copies nobody touched whose words lose no conflict that was not yet decided.

    Merging with an older copy of a study makes them; merging all at once would not have.
    """
    found = []
    for steps in of_item.values():
        for source in steps:
            made = of_item.get(copy_of(source), ())
            untouched = all(one.revision == copying_step(source, one.author) for one in made)
            if not made or not untouched:
                continue
            # Who has seen the copy has decided; whether it was needed shows without them.
            apart = [one for one in steps if not any(_seen(one, copy, clocks) for copy in made)]
            _, others = _decided(_unseen(apart, clocks))
            if source not in others:
                found.append(copy_of(source))
    return found


def _decided(last: list[Revision]) -> tuple[Revision, list[Revision]]:
    """Return the step that holds, and those that say something else.

    What is there holds over what was taken away; then the later time, then the name.
    """
    last.sort(key=lambda one: (one.operation is Operation.PUT, one.time, one.revision))
    return last[-1], [one for one in last[:-1] if one.body != last[-1].body]


def _seen(one: Revision, other: Revision, clocks: Mapping[str, _Clock]) -> bool:
    clock = clocks[other.revision]
    return clocks[one.revision].seen.get(clock.line, -1) >= clock.place


@dataclass(frozen=True, slots=True)
class _Clock:
    """How far a step has seen each line of steps, and its own place in its line."""

    line: str
    place: int
    seen: Mapping[str, int]


def _clocks(revisions: Sequence[Revision], parents: Parents) -> dict[str, _Clock]:
    clocks: dict[str, _Clock] = {}
    ends: dict[str, str] = {}
    for one in revisions:
        before = [clocks[name] for name in parents[one.revision] if name in clocks]
        seen: dict[str, int] = {}
        for clock in before:
            for line, place in clock.seen.items():
                seen[line] = max(place, seen.get(line, -1))
        first = before[0] if before else None
        # A second step after the same one starts a line of its own.
        if first is not None and ends.get(first.line) == parents[one.revision][0]:
            line, place = first.line, first.place + 1
        else:
            line, place = one.revision, 0
        seen[line] = place
        ends[line] = one.revision
        clocks[one.revision] = _Clock(line, place, seen)
    return clocks


def _unseen(steps: Sequence[Revision], clocks: Mapping[str, _Clock]) -> list[Revision]:
    """Return the steps that none of the others has seen."""
    last: dict[str, Revision] = {}
    for one in steps:
        # Of one line, the last has seen all others.
        last[clocks[one.revision].line] = one
    found = []
    for one in last.values():
        if not any(_seen(other, one, clocks) for other in last.values() if other is not one):
            found.append(one)
    return found


def _merged(one: Revision) -> tuple[str, ...]:
    if one.operation is not Operation.MERGED:
        return ()
    try:
        return tuple(str(name) for name in json.loads(one.body)["heads"])
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("a step that merges cannot be read") from error


def _place(one: Revision) -> tuple[object, str, str]:
    return (one.time, one.author, one.revision)
