"""The last steps of a study as what stood before and after, so that undo goes on next time."""

from __future__ import annotations

from journeyviewer.model.meetings import Meeting
from journeyviewer.model.study import Item
from journeyviewer.model.values import dataclass
from journeyviewer.study.chain import Operation, Revision
from journeyviewer.study.codec import from_json
from journeyviewer.study.store import StudyFile

Pair = tuple[Item | None, Item | None]


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps, oldest first, each as (before, after); those before revision `oldest` are left.

    `oldest` is 0 when there are none before them.
    """

    pairs: tuple[Pair, ...] = ()
    oldest: int = 0


def steps_of(file: StudyFile, most: int, older_than: int = 0) -> Steps:
    """Return up to `most` of the newest steps, of those older than a revision where it is given.

    None is an item that was not there. What was erased for good, and what nobody wrote (the record
    of a meeting), is no step; neither is one that changed nothing.
    """
    last: dict[str, Revision] = {}
    pairs: list[tuple[Revision | None, Revision]] = []
    for revision in file.revisions():
        if older_than and revision.seq >= older_than:
            break
        if not revision.item:
            continue
        before = last.get(revision.item)
        last[revision.item] = revision
        if revision.operation in (Operation.PUT, Operation.REMOVE):
            pairs.append((before, revision))
    found: list[Pair] = []
    while pairs and len(found) < most:
        before, after = pairs.pop()
        pair = (_item(before), _item(after))
        if pair[0] != pair[1] and not any(isinstance(one, Meeting) for one in pair):
            found.append(pair)
    oldest = pairs[-1][1].seq + 1 if pairs else 0
    return Steps(tuple(reversed(found)), oldest)


def _item(revision: Revision | None) -> Item | None:
    if revision is None or revision.operation is not Operation.PUT:
        return None
    return from_json(revision.body)
