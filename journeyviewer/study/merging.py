"""One study out of several: every step of each is kept, whatever the order they are given in.

Steps are put together by their names, as sets are, so merging twice or in another order gives the
same study. Where two analysts changed one item without knowing of each other, both wordings are
kept: the one that holds, and the other as an item of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from journeyviewer.model.study import ItemId
from journeyviewer.model.study_words import step_name
from journeyviewer.model.values import dataclass
from journeyviewer.study.chain import START, Operation, Revision, sealed
from journeyviewer.study.codec import compact, from_json, parsed, to_json
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.lineage import (
    Conflict,
    Parents,
    copy_of,
    copying_step,
    heads,
    in_order,
    named,
    parents_of,
    settle,
)
from journeyviewer.study.store import StudyFile


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of merging: how many steps, by whom, and what a person should look at."""

    steps: int
    analysts: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    records_differ: bool = False
    drafts: int = 0

    def sentences(self) -> tuple[str, ...]:
        """Return what to tell: one sentence for each conflict, then the rest."""
        said = [_conflict_words(one) for one in self.conflicts]
        if self.records_differ:
            said.append("The studies were made on different records; the newest are kept.")
        if self.drafts:
            said.append(f"{self.drafts} half-typed texts stay in their own studies.")
        return tuple(said)


def merge(files: Sequence[StudyFile], target: Path, passphrase: str | None = None) -> Merged:
    """Make a new study of several; raises StudyError, then leaving no file behind.

    The files are not changed. Without a passphrase the new file is not locked.
    """
    history, conflicts = merged_history([list(file.revisions()) for file in files])
    about = parsed(history[0].body)
    kept = [one for one in (file.snapshot for file in files) if one is not None]
    made = StudyFile.create(target, str(about["title"]), str(about["analyst"]), passphrase)
    try:
        made.replace_history(history)
        if kept:
            newest = max(kept, key=lambda one: (one.time, one.cases))
            made.keep_snapshot(newest.cases, newest.sources)
    except BaseException:
        made.close()
        target.unlink(missing_ok=True)
        raise
    made.close()
    return Merged(
        steps=len(history),
        analysts=_analysts(history),
        conflicts=conflicts,
        records_differ=len({one.cases for one in kept}) > 1,
        drafts=sum(len(file.drafts) for file in files),
    )


def merged_history(
    histories: Sequence[Sequence[Revision]],
) -> tuple[list[Revision], tuple[Conflict, ...]]:
    """Return the history of all of them, sealed, and the conflicts in it.

    Raises StudyError when one step says different things in two of them.
    """
    steps, seals_differ = _together(histories)
    before: dict[str, str | None] = {}
    parents: dict[str, tuple[str, ...]] = {}
    for history in histories:
        by_seal = {(one.author, one.hash): one.revision for one in history}
        for one in history:
            before.setdefault(one.revision, by_seal.get((one.author, one.previous)))
        for name, followed in parents_of(history).items():
            parents.setdefault(name, followed)
    for name, earlier in _over_gaps(histories):
        before[name] = earlier
        parents[name] = (*parents[name], earlier)
    ordered = in_order(steps.values(), parents)
    if seals_differ:
        ordered = _sealed_anew(ordered, before)
    first = _study_step(ordered)
    ordered = [first, *(one for one in ordered if one.revision != first.revision)]
    parents.setdefault(first.revision, ())
    last = heads(ordered, parents)
    if len(last) > 1:
        merging = _merging_step(ordered, last, _analyst(first))
        ordered.append(merging)
        parents[merging.revision] = last
    ordered, conflicts = _with_copies(ordered, parents, _analyst(first))
    return [replace(one, seq=at) for at, one in enumerate(ordered, start=1)], conflicts


def _together(histories: Iterable[Sequence[Revision]]) -> tuple[dict[str, Revision], bool]:
    """Return all steps by name, and whether any is sealed in two ways."""
    found: dict[str, Revision] = {}
    differ = False
    for history in histories:
        for one in history:
            known = found.setdefault(one.revision, one)
            if known.hash == one.hash:
                continue
            differ = True
            erased = Operation.ERASED in (known.operation, one.operation)
            if not erased and (known.operation, known.body) != (one.operation, one.body):
                raise StudyError(
                    Fault.DAMAGED,
                    f"Step {one.seq} of {one.author} says different things in two of the studies.",
                    "Verify each of them, and merge whole backups.",
                )
            if one.operation is Operation.ERASED:
                # What was erased in one of them stays erased.
                found[one.revision] = one
    return found, differ


def _over_gaps(histories: Iterable[Sequence[Revision]]) -> Iterator[tuple[str, str]]:
    """Yield what followed what before a study was damaged, where another one has the lost step."""
    every = [one for history in histories for one in history]
    by_seal = {(one.author, one.hash.hex()): one.revision for one in every}
    author = {one.revision: one.author for one in every}
    for one in every:
        if one.operation is Operation.RESEALED:
            followed = parsed(one.body).get("followed", {})
            for name, lost in followed.items():
                earlier = by_seal.get((author.get(name, ""), str(lost)))
                if earlier is not None:
                    yield name, earlier


def _sealed_anew(ordered: Iterable[Revision], before: Mapping[str, str | None]) -> list[Revision]:
    seals: dict[str, bytes] = {}
    made = []
    for one in ordered:
        earlier = before[one.revision]
        made.append(sealed(one, seals[earlier] if earlier is not None else START))
        seals[one.revision] = made[-1].hash
    return made


def _study_step(ordered: Sequence[Revision]) -> Revision:
    """Return the first step: the one there is for one study, else one that names them all."""
    steps = [one for one in ordered if one.operation is Operation.STUDY]
    single = {}
    for one in steps:
        about = parsed(one.body)
        if "of" not in about:
            single[str(about["id"])] = (one, about)
    if len(single) == 1:
        return next(iter(single.values()))[0]
    name = named("study", *sorted(single))
    known = next((one for one in steps if one.revision == name), None)
    if known is not None:
        return known
    titles = " / ".join(sorted({str(about["title"]) for _, about in single.values()}))
    analysts = sorted({str(about["analyst"]) for _, about in single.values()})
    together = " and ".join(analysts) if len(analysts) > 1 else f"{analysts[0]} (merged)"
    body = {"id": name, "title": titles, "analyst": together, "of": sorted(single)}
    made = _step(name, Operation.STUDY, "", compact(body), together)
    return sealed(replace(made, time=max(one.time for one, _ in single.values())), START)


def _merging_step(ordered: Sequence[Revision], last: Sequence[str], author: str) -> Revision:
    """Return the step that says what has been seen from here on."""
    known = {one.revision: one for one in ordered}
    body = compact({"heads": list(last)})
    made = _step(named("merged", author, *last), Operation.MERGED, "", body, author)
    made = replace(made, time=max(known[name].time for name in last))
    return sealed(made, _head(ordered, author))


def _with_copies(
    ordered: list[Revision], parents: Parents, author: str
) -> tuple[list[Revision], tuple[Conflict, ...]]:
    """Add what lost a conflict as an item of its own, unless that was done before."""
    _, conflicts = settle(ordered, parents)
    known = {one.item for one in ordered}
    made = list(ordered)
    for conflict in conflicts:
        for other in conflict.others:
            name = ItemId(copy_of(other))
            if other.operation is not Operation.PUT or name in known:
                continue
            body = to_json(replace(from_json(other.body), id=name))
            step = _step(copying_step(other, author), Operation.PUT, name, body, author)
            step = replace(step, time=made[-1].time)
            made.append(sealed(step, _head(made, author)))
    return made, conflicts


def _step(name: str, operation: Operation, item: str, body: str, author: str) -> Revision:
    return Revision(
        seq=0,
        revision=name,
        item=item,
        author=author,
        time=datetime.min,
        operation=operation,
        body=body,
    )


def _head(ordered: Sequence[Revision], author: str) -> bytes:
    return next((one.hash for one in reversed(ordered) if one.author == author), START)


def _analyst(first: Revision) -> str:
    return str(parsed(first.body)["analyst"])


def _analysts(history: Sequence[Revision]) -> tuple[str, ...]:
    own = [one for one in history if one.operation is Operation.STUDY]
    return tuple(sorted({one.author for one in own if "of" not in parsed(one.body)}))


def _conflict_words(conflict: Conflict) -> str:
    holds, others = conflict.holds, conflict.others
    who = " and ".join(dict.fromkeys(one.author for one in (holds, *others)))
    if holds.operation is not Operation.PUT:
        return f"{who} took an item away in different ways."
    name = step_name(from_json(holds.body))
    if all(one.operation is not Operation.PUT for one in others):
        return f"{name}: changed by {holds.author}, taken away by another; it is kept."
    return f"{name}: {who} wrote different words; both are kept, the second as one of its own."
