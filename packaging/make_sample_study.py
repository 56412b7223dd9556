"""Writes the study of the invented cases from its notes, `packaging/sample_study.txt`.

Run from the project's folder: `python packaging/make_sample_study.py`. The items are the same each
time; the file's own history carries the time it was made.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from journeyviewer.ingest.read import read_paths  # noqa: E402
from journeyviewer.model.chronology import Case, Cohort, Entry  # noqa: E402
from journeyviewer.model.meetings import RunningOrder, Stop, in_phases  # noqa: E402
from journeyviewer.model.study import (  # noqa: E402
    Item,
    ItemId,
    KeyDevelopment,
    Note,
    NoteKind,
    Phase,
    Target,
)
from journeyviewer.paths import sample_study, samples  # noqa: E402
from journeyviewer.study.anchoring import anchor_of  # noqa: E402
from journeyviewer.study.records_codec import records_to_text  # noqa: E402
from journeyviewer.study.sources import signs  # noqa: E402
from journeyviewer.study.store import StudyFile  # noqa: E402

SOURCE = ROOT / "packaging" / "sample_study.txt"
TITLE, READER = "Invented cases", "A reader"
WRITTEN = datetime(2015, 12, 1, 10, 0, tzinfo=UTC)
KINDS = {kind.label: kind for kind in NoteKind}
CELLS = 6


class MisplacedNoteError(Exception):
    """A line of the source has no place in the cases."""


def read_items(cohort: Cohort, text: str) -> Iterator[Item]:
    """Yield the items of the source in its order; raises MisplacedNoteError."""
    case: Case | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("Case "):
            case = cohort.case(line.removeprefix("Case ").strip())
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if case is None or len(cells) != CELLS:
            raise MisplacedNoteError(f"Line {number} is in another form.")
        yield _item(case, cells, number)


def _item(case: Case, cells: list[str], number: int) -> Item:
    kind, first, place, start, title, words = cells
    name = ItemId(str(uuid.uuid5(uuid.NAMESPACE_URL, f"{case.id}|{'|'.join(cells)}")))
    day = date.fromisoformat(first)
    if kind == "Phase":
        end = date.fromisoformat(place) if place else None
        return Phase(
            id=name,
            case=case.id,
            title=title,
            start=day,
            end=end,
            short=start,
            summary=words,
            author=READER,
            created=WRITTEN,
            changed=WRITTEN,
        )
    entry = _entry(case, day, place, start, number)
    target = Target(case=case.id, anchor=anchor_of(entry, case.entries))
    if kind == "Key":
        return KeyDevelopment(
            id=name,
            target=target,
            title=title,
            text=words,
            author=READER,
            created=WRITTEN,
            changed=WRITTEN,
        )
    if kind not in KINDS:
        raise MisplacedNoteError(f"Line {number}: no note is called “{kind}”.")
    return Note(
        id=name,
        target=target,
        kind=KINDS[kind],
        text=words,
        author=READER,
        created=WRITTEN,
        changed=WRITTEN,
        to_check=KINDS[kind] is NoteKind.QUESTION,
    )


def _entry(case: Case, day: date, lane: str, start: str, number: int) -> Entry:
    found = [
        one
        for one in case.entries
        if one.lane == lane and one.start.known and one.start.first == day
    ]
    named = [one for one in found if one.label.startswith(start)]
    if len(named) != 1:
        known = "; ".join(one.label for one in found) or "nothing"
        raise MisplacedNoteError(
            f"Line {number}: case {case.id} has {len(named)} records in {lane} on {day} that begin "
            f"with “{start}”. There is: {known}."
        )
    return named[0]


SHOWN = ("1", "2", "3")
"""The cases that the running order of the sample walks through."""


def running_order(items: Sequence[Item]) -> RunningOrder:
    """Return a meeting over three cases: their phases, turning points and questions."""
    stops: list[Stop] = []
    for case in SHOWN:
        phases = [one for one in items if isinstance(one, Phase) and one.case == case]
        others = [
            one
            for one in items
            if isinstance(one, Note | KeyDevelopment) and one.target.case == case
        ]
        asked = [
            one
            for one in others
            if isinstance(one, Note)
            and one.kind in (NoteKind.QUESTION, NoteKind.EARLIER_CHANCE, NoteKind.GOOD_PRACTICE)
        ]
        found = [Stop(item=one.id, case=case, words=True) for one in (*phases, *asked)]
        days = {one.id: one.target.day for one in asked if one.target.day is not None}
        starts = [(one.id, one.start) for one in phases]
        stops += in_phases(found, starts, days)
    return RunningOrder(
        id=ItemId(str(uuid.uuid5(uuid.NAMESPACE_URL, "running order"))),
        title="Reference group",
        stops=tuple(stops),
        author=READER,
        created=WRITTEN,
        changed=WRITTEN,
    )


def main(target: Path) -> int:
    """Write the study in place of the one there is; return the exit code."""
    files = sorted(samples().glob("Case *.xlsx"), key=lambda one: int(one.stem.split()[1]))
    cohort = read_paths([samples()])
    items = list(read_items(cohort, SOURCE.read_text(encoding="utf-8")))
    target.unlink(missing_ok=True)
    study = StudyFile.create(target, TITLE, READER)
    # By name alone: where they lay when this was made says nothing to anybody.
    known = tuple((Path(path).name, size, sha) for path, size, sha in signs(files))
    study.keep_snapshot(records_to_text(cohort), known)
    for item in (*items, running_order(items)):
        study.put(item)
    study.close()
    print(f"{target.name}: {len(items)} items, {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sample_study()))
