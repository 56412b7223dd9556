"""What can still be read of a damaged study, in a new file; and what is lost, in words.

Only steps whose own seal fits are taken over, so nothing comes back altered. The damaged file is
not touched. A whole backup merged with what is salvaged gives the most there is.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

import apsw

from journeyviewer.model.values import dataclass
from journeyviewer.study import engine
from journeyviewer.study.carving import carved
from journeyviewer.study.chain import START, Operation, Revision, first_break, seal, sealed
from journeyviewer.study.codec import compact
from journeyviewer.study.faults import damaged
from journeyviewer.study.kept import COLUMNS, digest_of, revision_of, utc_now
from journeyviewer.study.opening import working_copy
from journeyviewer.study.store import StudyFile

_BESIDE = {
    "drafts": ("item, time, body, hash", "half-typed texts"),
    "snapshots": ("number, time, sources, cases, hash", "the records as read"),
    "view_state": ("name, value, hash", "where you left off"),
}
"""What has no history: its columns, and its words."""
MOST_LOST = 1_000_000
"""Steps in a row that may be lost; a number beyond them is damaged itself."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it: steps and items in the new file, numbers of the steps that are lost.

    `beside_lost` says in words what else could not be read.
    """

    steps: int
    items: int
    lost: tuple[int, ...] = ()
    beside_lost: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Return what to tell, one sentence after another."""
        said = [f"{self.steps} steps were read, and {self.items} items come of them."]
        if self.lost:
            said.append(
                f"{len(self.lost)} steps are lost ({_ranges(self.lost)}): what they changed is as "
                "it was before them, and what they took away may be back."
            )
        if self.beside_lost:
            said.append(f"Not to be read: {', '.join(self.beside_lost)}.")
        said.append("Steps after the last one that was read cannot be known.")
        return tuple(said)


@dataclass
class _Found:
    revisions: dict[str, Revision] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    beside: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    beside_lost: list[str] = field(default_factory=lambda: [words for _, words in _BESIDE.values()])

    def take(self, revisions: Iterable[Revision]) -> None:
        for one in revisions:
            self.seen.add(one.seq)
            if one.hash == seal(one):
                self.revisions.setdefault(one.revision, one)


def salvage(
    path: Path, target: Path, key: bytes | None = None, passphrase: str | None = None
) -> Salvaged:
    """Write what can be read of a damaged study to a new file.

    A passphrase locks the new file. Raises StudyError when nothing can be read or the name of
    `target` is taken.
    """
    found = _Found()
    folder = Path(tempfile.mkdtemp(prefix="journeyviewer-"))
    try:
        copy = working_copy(path, folder / path.name)
        # First as it would open, a cut-off save put back; then as the bytes lie there.
        _by_engine(found, copy, key, frozen=False)
        _by_engine(found, path, key, frozen=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if key is None:
        found.take(carved(path.read_bytes()))
    if not found.revisions:
        raise damaged(path, "not one step of it can be read")
    history, lost = _history(found, path)
    made = StudyFile.create(target, path.stem, history[0].author, passphrase)
    try:
        made.replace_history(history)
        _put_beside(made, found)
        return Salvaged(made.last, len(made.study.items), lost, tuple(found.beside_lost))
    except BaseException:
        made.close()
        target.unlink(missing_ok=True)
        raise
    finally:
        made.close()


def _by_engine(found: _Found, path: Path, key: bytes | None, frozen: bool) -> None:
    with contextlib.suppress(apsw.Error, OSError):
        connection = engine.connect(path, key, writable=not frozen, frozen=frozen)
        try:
            found.take(_rows(connection))
            for table, (columns, words) in _BESIDE.items():
                if words in found.beside_lost:
                    with contextlib.suppress(apsw.Error, TypeError, ValueError):
                        found.beside[table] = _whole_rows(connection, table, columns)
                        found.beside_lost.remove(words)
        finally:
            connection.close()


def _rows(connection: apsw.Connection) -> Iterator[Revision]:
    """Yield what can be read: from the front, from the back, then one by one in between."""
    numbers: list[int] = []
    for order in ("ASC", "DESC"):
        with contextlib.suppress(apsw.Error, ValueError):
            statement = f"SELECT {COLUMNS} FROM revisions ORDER BY seq {order}"
            for row in connection.execute(statement):
                numbers.append(int(row[0]))
                yield from _revision(row)
    for seq in sorted(set(range(1, last_number(numbers) + 1)) - set(numbers)):
        with contextlib.suppress(apsw.Error, ValueError):
            statement = f"SELECT {COLUMNS} FROM revisions WHERE seq = ?"
            for row in connection.execute(statement, (seq,)):
                yield from _revision(row)


def last_number(numbers: Iterable[int]) -> int:
    """Return the last number a step may have; what lies far beyond is a number that is damaged."""
    last = 0
    for number in sorted(numbers):
        if number - last > MOST_LOST:
            break
        last = max(last, number)
    return last


def _revision(row: tuple[object, ...]) -> list[Revision]:
    try:
        return [revision_of(row, None)]
    except (ValueError, TypeError):
        return []


def _whole_rows(connection: apsw.Connection, table: str, columns: str) -> list[tuple[object, ...]]:
    """Return the rows of a table; raises ValueError when one is not as it was written."""
    found = engine.rows(connection, f"SELECT {columns} FROM {table}")
    for *values, digest in found:
        sealed_values = values[1:] if table == "snapshots" else values
        if digest_of(*sealed_values) != digest:
            raise ValueError("not as written")
    return found


def _history(found: _Found, path: Path) -> tuple[list[Revision], tuple[int, ...]]:
    """Return the steps in order, sealed anew where some are lost, and the numbers of these."""
    last = last_number([*found.seen, *(one.seq for one in found.revisions.values())])
    steps = _in_order(list(found.revisions.values()), last)
    lost = tuple(sorted(set(range(1, last + 1)) - {one.seq for one in steps}))
    if not lost and steps[0].operation is Operation.STUDY and first_break(steps) is None:
        return steps, ()
    if steps[0].operation is not Operation.STUDY:
        steps.insert(0, _first_step(steps, path))
    seals: dict[tuple[str, bytes], bytes] = {}
    heads: dict[str, bytes] = {}
    made: list[Revision] = []
    followed: dict[str, str] = {}
    for at, one in enumerate(steps, start=1):
        # Where the step before is lost, the chain goes on from the last one that is there.
        before = seals.get((one.author, one.previous), heads.get(one.author, START))
        if one.previous != START and (one.author, one.previous) not in seals:
            followed[one.revision] = one.previous.hex()
        anew = sealed(replace(one, seq=at), before)
        seals[one.author, one.hash] = heads[one.author] = anew.hash
        made.append(anew)
    author = made[0].author
    note = Revision(
        seq=len(made) + 1,
        revision=str(uuid.uuid4()),
        item="",
        author=author,
        time=utc_now(),
        operation=Operation.RESEALED,
        body=compact({"salvaged": path.name, "lost": list(lost), "followed": followed}),
    )
    made.append(sealed(note, heads[author]))
    return made, lost


def _in_order(steps: list[Revision], last: int) -> list[Revision]:
    """Return steps in the order they were made; seals tell where one of a damaged number goes.

    Where they do not either it goes first, so that no later wording gives way to it.
    """
    place: dict[bytes, float] = {one.hash: one.seq for one in steps if 0 < one.seq <= last}
    following = {one.previous: one for one in steps}
    for one in sorted(steps, key=lambda each: each.seq):
        if one.hash not in place:
            after = following.get(one.hash)
            ahead = place.get(after.hash, 0.0) - 0.5 if after is not None else 0.0
            place[one.hash] = place.get(one.previous, max(ahead, 0.0) - 0.5) + 0.5
    return sorted(steps, key=lambda each: place[each.hash])


def _first_step(steps: Sequence[Revision], path: Path) -> Revision:
    """Return a first step for a study whose own one is lost."""
    analyst = Counter(one.author for one in steps).most_common(1)[0][0]
    return Revision(
        seq=0,
        revision=str(uuid.uuid4()),
        item="",
        author=analyst,
        time=steps[0].time,
        operation=Operation.STUDY,
        body=compact({"id": str(uuid.uuid4()), "title": path.stem, "analyst": analyst}),
    )


def _put_beside(made: StudyFile, found: _Found) -> None:
    def write() -> None:
        for table, rows in found.beside.items():
            for row in rows:
                marks = ", ".join("?" * len(row))
                made.connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)

    made.change(write)


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers in words: "3, 7 to 9"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{one[0]} to {one[-1]}" if len(one) > 1 else str(one[0]) for one in parts)
