"""New things to write: each from what is selected, or a sentence about what is missing for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from journeyviewer.model.chronology import Kind
from journeyviewer.model.items import new_id
from journeyviewer.model.spells import label_of
from journeyviewer.model.study import (
    Item,
    KeyDevelopment,
    Link,
    LinkKind,
    Note,
    OwnCoverage,
    OwnEntry,
    Phase,
    Target,
)
from journeyviewer.model.times import EndState, FuzzyDate, Precision, date_of
from journeyviewer.session.session import Session
from journeyviewer.ui.notes.lines import Tab

Make = Callable[[Session], Item | str]


def note(session: Session) -> Item | str:
    """Return a note about what is selected, the area, the day of the cursor, else the case."""
    return Note(id=new_id(), target=session.target_here(), author=_author(session))


def case_note(session: Session) -> Item | str:
    """Return a note about the case as a whole."""
    case = session.case.id if session.case is not None else None
    return Note(id=new_id(), target=Target(case=case), author=_author(session))


def study_note(session: Session) -> Item | str:
    """Return a note about the whole study."""
    return Note(id=new_id(), target=Target(), author=_author(session))


def development(session: Session) -> Item | str:
    """Return a key development on what is selected, named as the record names it at first."""
    target, entry = session.target_here(), session.selected
    if target.day is None:
        return "Select a record, or a day with V, and try again: a key development has a day."
    title = label_of(entry) if entry is not None else ""
    return KeyDevelopment(id=new_id(), target=target, title=title, author=_author(session))


def phase(session: Session) -> Item | str:
    """Return a phase over the area or the period shown."""
    assert session.case is not None
    area = session.looking.area
    start, end = (area.start, area.end) if area is not None else session.period()
    first = date_of(start)
    last = max(date_of(end), first + timedelta(days=1))
    return Phase(
        id=new_id(),
        case=session.case.id,
        title="",
        start=first,
        end=last,
        author=_author(session),
    )


def own_entry(session: Session) -> Item | str:
    """Return an event of the analyst's own, on the day that is looked at."""
    assert session.case is not None
    target, entry = session.target_here(), session.selected
    day = target.day or date_of(sum(session.period()) / 2)
    return OwnEntry(
        id=new_id(),
        case=session.case.id,
        kind=Kind.EVENT,
        lane=entry.lane if entry is not None and entry.lane != "missing" else "referrals",
        label="",
        start=FuzzyDate(day, day, Precision.DAY),
        end_state=EndState.CLOSED,
        author=_author(session),
    )


def coverage(session: Session) -> Item | str:
    """Return a statement of what was read."""
    assert session.case is not None
    return OwnCoverage(id=new_id(), case=session.case.id, source="", author=_author(session))


def link(session: Session) -> Item | str:
    """Return a link between the two records that are selected, the earlier one first."""
    from journeyviewer.study.anchoring import anchor_of
    from journeyviewer.timeline.spans import window

    assert session.case is not None
    found = [entry for name in session.selection if (entry := session.entry(name)) is not None]
    if len(found) != 2:
        return "Select two records (Ctrl and click), then link them."
    found.sort(key=lambda entry: window(entry.start)[0])
    first, second = (anchor_of(entry, session.case.entries) for entry in found)
    return Link(
        id=new_id(),
        case=session.case.id,
        first=first,
        second=second,
        kind=LinkKind.LED_TO,
        author=_author(session),
    )


MAKERS: tuple[tuple[str, str, Make], ...] = (
    ("note", "Note on what is selected", note),
    ("case", "Note on the whole case", case_note),
    ("study", "Note on the whole study", study_note),
    ("development", "Key development", development),
    ("phase", "Phase of this time", phase),
    ("entry", "Event or spell of your own", own_entry),
    ("coverage", "What was read", coverage),
    ("link", "Link of the two selected", link),
)
"""What can be written: its name, its words in menus, and what makes it."""

MADE_BY = {
    Tab.NOTES: "note",
    Tab.DEVELOPMENTS: "development",
    Tab.PHASES: "phase",
    Tab.OTHERS: "entry",
}


def _author(session: Session) -> str:
    return session.study.analyst if session.study is not None else ""
