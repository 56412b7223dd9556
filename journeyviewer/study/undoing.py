"""The last steps of a study as what stood before and after, so that undo goes on next time."""

from __future__ import annotations

from journeyviewer.model.meetings import Meeting
from journeyviewer.model.study import Item
from journeyviewer.study.chain import Operation, Revision
from journeyviewer.study.codec import from_json
from journeyviewer.study.store import StudyFile

Pair = tuple[Item | None, Item | None]


def steps_of(file: StudyFile, most: int) -> tuple[Pair, ...]:
    """Return up to `most` of the newest steps, oldest first, each as (before, after).

    None is an item that was not there. What was erased for good, and what nobody wrote (the record
    of a meeting), is no step; neither is one that changed nothing.
    """
    if most <= 0:
        return ()
    last: dict[str, Revision] = {}
    pairs: list[tuple[Revision | None, Revision]] = []
    for revision in file.revisions():
        if not revision.item:
            continue
        before = last.get(revision.item)
        last[revision.item] = revision
        if revision.operation in (Operation.PUT, Operation.REMOVE):
            pairs.append((before, revision))
    found: list[Pair] = []
    for before, after in reversed(pairs):
        if len(found) == most:
            break
        pair = (_item(before), _item(after))
        if pair[0] != pair[1] and not any(isinstance(one, Meeting) for one in pair):
            found.append(pair)
    return tuple(reversed(found))


def _item(revision: Revision | None) -> Item | None:
    if revision is None or revision.operation is not Operation.PUT:
        return None
    return from_json(revision.body)
