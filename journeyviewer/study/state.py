"""What a history comes to: the study as it is after the last step."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.model.study import Item, Study, study_of
from journeyviewer.study.chain import Operation, Revision
from journeyviewer.study.codec import from_json, parsed
from journeyviewer.study.lineage import in_order, parents_of, settle


def study_after(revisions: Sequence[Revision], *, what_is_known: bool = False) -> tuple[Study, int]:
    """Return the study after these steps, and how many of its items were left out.

    The last step of an item counts; where studies were merged, the one that has seen the others
    (`study.lineage`). Only with `what_is_known` are items left out, those of a kind
    that a newer program added. Raises ValueError for a step that cannot be read.
    """
    current = _current(revisions)
    items: list[Item] = []
    left_out = 0
    for revision in current.values():
        if revision.operation is not Operation.PUT:
            continue
        try:
            items.append(from_json(revision.body))
        except ValueError:
            if not what_is_known:
                raise
            left_out += 1
    about = parsed(revisions[0].body)
    try:
        name, title, analyst = (str(about[part]) for part in ("id", "title", "analyst"))
    except KeyError as error:
        raise ValueError("the study has no name") from error
    return study_of(name, title, analyst, items), left_out


def _current(revisions: Sequence[Revision]) -> dict[str, Revision]:
    if any(revision.operation is Operation.MERGED for revision in revisions):
        parents = parents_of(revisions)
        holds, _ = settle(in_order(revisions, parents), parents)
        return holds
    return {revision.item: revision for revision in revisions if revision.item}
