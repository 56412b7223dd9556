"""Keys and clicks that write: notes, key developments, phases and marks where the journey is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeyviewer.model.note_kinds import NoteKind
from journeyviewer.model.times import MINUTES_PER_DAY, Minute, date_of
from journeyviewer.session.looking import Area
from journeyviewer.timeline.annotations import PhaseMark
from journeyviewer.ui.written import day_after, item_of, mark_of, marks_of

if TYPE_CHECKING:
    from journeyviewer.model.study import Item, Target
    from journeyviewer.ui.canvas import JourneyCanvas


def note_here(canvas: JourneyCanvas, kind: NoteKind = NoteKind.OBSERVATION) -> None:
    """Begin a note of a kind about what is selected, the area, or the day of the cursor."""
    from journeyviewer.model.study import Note, new_id

    target, author = canvas.session.target_here(), _author(canvas)
    _begin(canvas, Note(id=new_id(), target=target, kind=kind, author=author))


def note_again(canvas: JourneyCanvas) -> None:
    """Begin a note of the kind that the newest one has: one key for the kind looked for now."""
    from journeyviewer.model.study import Note

    study = canvas.session.study
    items = study.items.values() if study is not None else ()
    notes = [item for item in items if isinstance(item, Note)]
    newest = max(notes, key=lambda note: (note.created, note.id), default=None)
    note_here(canvas, newest.kind if newest is not None else NoteKind.OBSERVATION)


def remove_chosen(canvas: JourneyCanvas) -> None:
    """Remove the note that is chosen, and say so: undo brings it back."""
    from journeyviewer.model.study import Note

    session = canvas.session
    item = session.study.items.get(session.chosen) if session.study and session.chosen else None
    if not isinstance(item, Note):
        canvas.hint("Choose a note first, or the record it is on.")
    elif session.can_write:
        session.remove(item.id)
        canvas.hint(f"{item.kind.label} removed. Ctrl+Z brings it back.")


def note_on_span(canvas: JourneyCanvas) -> None:
    """Begin a note about the time of the area or of the selection, which stays as a bracket."""
    from journeyviewer.model.study import Note, new_id

    target = _span_target(canvas)
    if target is not None:
        _begin(canvas, Note(id=new_id(), target=target, author=_author(canvas)))


def development_here(canvas: JourneyCanvas) -> None:
    """Begin a key development on the selected event, named as the record names it at first."""
    from journeyviewer.model.spells import label_of
    from journeyviewer.model.study import KeyDevelopment, new_id

    session = canvas.session
    target, entry = session.target_here(), session.selected
    if target.day is None:
        return
    title = label_of(entry) if entry is not None else ""
    item = KeyDevelopment(id=new_id(), target=target, title=title, author=_author(canvas))
    _begin(canvas, item)


def phase_here(canvas: JourneyCanvas) -> None:
    """Begin a phase over the time of the area, or of the selection."""
    from journeyviewer.model.study import Phase, new_id

    session, target = canvas.session, _span_target(canvas)
    if session.case is None or target is None or target.start is None:
        return
    author = _author(canvas)
    phase = Phase(
        id=new_id(),
        case=session.case.id,
        title="",
        start=target.start,
        end=target.end,
        author=author,
    )
    _begin(canvas, phase)


def mark_span(canvas: JourneyCanvas) -> None:
    """Mark the time of the area or the selection until Esc, or put the mark away."""
    session, span = canvas.session, _span(canvas)
    if session.looking.measure is not None:
        session.turn_measuring()
    elif span is not None:
        session.measure_at(span.start)
        session.measure_at(span.end)


def write_on(canvas: JourneyCanvas, name: str) -> None:
    """Go on writing what is drawn."""
    item = item_of(canvas.session, name)
    if item is not None:
        _begin(canvas, item)


def choose(canvas: JourneyCanvas, name: str) -> None:
    """Choose what is drawn, with the record it is about; what was selected before is not."""
    from journeyviewer.model.items import ItemId

    session, mark = canvas.session, mark_of(canvas.session, name)
    if mark is None:
        return
    if session.selection and (isinstance(mark, PhaseMark) or mark.entry not in session.selection):
        session.select()
    session.choose(ItemId(name))
    at = mark.start if isinstance(mark, PhaseMark) else mark.at
    until = mark.end if mark.end is not None else at
    start, end = session.period()
    if not session.view.whole and (until < start or at > end):
        session.centre_on(at)


def step_written(canvas: JourneyCanvas, step: int) -> None:
    """Choose the next or the previous of what was written, by date; from the selection on."""
    session = canvas.session
    marks = list(marks_of(session))
    if not marks:
        return
    names = [mark.id for mark in marks]
    if session.chosen in names:
        at = names.index(str(session.chosen)) + step
    else:
        entry = session.selected
        here = session.extent(entry)[0] if entry is not None else session.period()[0]
        starts = [mark.start if isinstance(mark, PhaseMark) else mark.at for mark in marks]
        before = sum(start < here for start in starts)
        at = before if step > 0 else before - 1
    if 0 <= at < len(names):
        choose(canvas, names[at])


def _begin(canvas: JourneyCanvas, item: Item) -> None:
    """Begin to write; the panel takes the caret. Without a study to write in one is asked for."""
    session = canvas.session
    if session.case is None:
        return
    if not session.can_write:
        canvas.asked_for_study.emit(lambda: _begin(canvas, replace(item, author=_author(canvas))))
        return
    session.begin(item)
    canvas.asked_to_write.emit()


def _author(canvas: JourneyCanvas) -> str:
    study = canvas.session.study
    return study.analyst if study is not None else ""


def _span(canvas: JourneyCanvas) -> Area | None:
    """Return the area, else the time of the selection in its lanes; None without either."""
    session = canvas.session
    if session.looking.area is not None:
        return session.looking.area
    entries = [entry for name in session.selection if (entry := session.entry(name)) is not None]
    if not entries:
        return None
    extents = [session.extent(entry) for entry in entries]
    start, end = min(one for one, _ in extents), max(other for _, other in extents)
    lanes = frozenset(entry.lane for entry in entries)
    return Area(start, Minute(max(end, start + MINUTES_PER_DAY)), lanes)


def _span_target(canvas: JourneyCanvas) -> Target | None:
    """Return a period of whole days, of one lane or of all."""
    from journeyviewer.model.study import Target

    session, span = canvas.session, _span(canvas)
    if session.case is None or span is None:
        return None
    lane = next(iter(span.lanes)) if len(span.lanes) == 1 else ""
    start = date_of(span.start)
    end = max(date_of(span.end), day_after(start))
    return Target(case=session.case.id, lane=lane, start=start, end=end)
