"""A study for tests: what an analyst might write about the full invented journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.study import (
    Anchor,
    Item,
    ItemId,
    KeyDevelopment,
    Note,
    NoteKind,
    OwnEntry,
    Phase,
    Study,
    Target,
    study_of,
)
from journeyviewer.model.times import EndState, day
from journeyviewer.study.store import StudyFile

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PHASES = (
    ("Early years: stop-start help", "1998-05-10", "2009-09-01"),
    ("Worries grow at secondary school", "2009-09-01", "2012-08-20"),
    ("Rapid escalation", "2012-08-20", "2013-04-24"),
    ("Four placements", "2013-04-24", "2014-05-06"),
    ("Settling, trust and therapy", "2014-05-06", "2015-03-01"),
    ("Independence", "2015-03-01", ""),
)
DEVELOPMENTS = (
    ("Child protection plan for neglect", "2003-05-01"),
    ("Returns home from grandmother", "2008-06-01"),
    ("First recorded missing episode", "2012-03-03"),
    ("Identified as high risk of CSE", "2013-02-04"),
    ("Police protection, then emergency foster care", "2013-03-14"),
    ("Secure children’s home, 84 miles away", "2013-04-24"),
    ("Care order made", "2013-09-20"),
    ("Moves to specialist home", "2014-05-06"),
    ("Tells her keyworker more", "2014-08-10"),
    ("Own supported flat", "2015-03-01"),
)
SAID = (
    "Plan ended three times. What had changed for her each time?",
    "Plan ends after 15 months; file does not say what improved.",
    "Longest calm spell in the early record, with her grandmother.",
    "First mental health referral, not accepted; no alternative noted.",
    "No records for 19 months. Silence is not the same as calm.",
    "Learning mentor: first adult the file says she chose to talk to.",
    "Police referral treated as behaviour at home; CSE not considered.",
    "41 days from foster care to secure. What else was tried?",
    "“I want to live with my nan.” Not mentioned in the plan.",
    "Chose her flat and furniture; moved on a date she picked.",
)
LANES = ("referrals", "residence", "education", "cse", "missing", "support", "voice", "legal")


def anchor_on(entry: Entry) -> Anchor:
    """Return what finds an entry again."""
    return Anchor(
        entry=entry.id,
        kind=entry.kind,
        lane=entry.lane,
        category=entry.category,
        earliest=entry.start.earliest,
        latest=entry.start.latest,
        words=entry.words or entry.label,
    )


def a_note(number: int, case: str, text: str, **more: object) -> Note:
    """Return a note on a day of its own in a lane of its own."""
    kinds = list(NoteKind)
    values: dict[str, object] = {
        "target": Target(
            case=case,
            lane=LANES[number % len(LANES)],
            start=date(2003 + number % 12, 1 + number * 7 % 12, 1 + number * 5 % 28),
        ),
        "kind": kinds[number % len(kinds)],
        "to_check": number % 5 == 0,
    }
    return Note(
        id=ItemId(f"n{number}"),
        text=text,
        author="R. Reader",
        created=WHEN,
        changed=WHEN,
        **{**values, **more},  # type: ignore[arg-type]
    )


def a_study(case: Case, notes: int = 30, more: Sequence[Item] = ()) -> Study:
    """Return a study of a case: six phases, ten key developments and so many notes."""
    items: list[Item] = [
        Phase(
            id=ItemId(f"p{number}"),
            case=case.id,
            title=title,
            start=date.fromisoformat(start),
            end=date.fromisoformat(end) if end else None,
            summary=f"What the file tells of phase {number}.",
            created=WHEN,
            changed=WHEN,
        )
        for number, (title, start, end) in enumerate(PHASES, 1)
    ]
    items += [
        KeyDevelopment(
            id=ItemId(f"d{number}"),
            target=Target(case=case.id, start=date.fromisoformat(start)),
            title=title,
            created=WHEN,
            changed=WHEN,
        )
        for number, (title, start) in enumerate(DEVELOPMENTS, 1)
    ]
    items += [a_note(number, case.id, SAID[number % len(SAID)]) for number in range(1, notes + 1)]
    if notes and case.entries:
        anchor = anchor_on(case.entries[0])
        first = replace(a_note(1, case.id, SAID[1]), target=Target(case=case.id, anchor=anchor))
        items = [first if item.id == "n1" else item for item in items]
    return study_of("a-study", "A study", "R. Reader", [*items, *more])


def own_entry(case: str, label: str = "Moved in with an aunt", name: str = "own1") -> OwnEntry:
    """Return an entry that the analyst adds."""
    return OwnEntry(
        id=ItemId(name),
        case=case,
        kind=Kind.SPELL,
        lane="support",
        label=label,
        start=day(date(2014, 1, 5)),
        end_state=EndState.OPEN,
    )


def study_file(path: Path, study: Study) -> Path:
    """Write a study to a file and return its path."""
    file = StudyFile.create(path, study.title, study.analyst, None)
    for item in study.items.values():
        file.put(item)
    file.close()
    return path
