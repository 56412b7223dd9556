"""The keys of the journey as one table: what they are called, what they do, and how to change them.

They act only while the journey has the keyboard, so letters are never taken from a text field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from journeyviewer.model.note_kinds import NoteKind
from journeyviewer.model.values import dataclass
from journeyviewer.ui import canvas_verbs as verbs

if TYPE_CHECKING:
    from journeyviewer.ui.canvas import JourneyCanvas

ZOOM_STEP = 1.25
ROW_STEP = 1.1
PAN_STEP = 0.1


@dataclass(frozen=True, slots=True)
class JourneyKey:
    """One action of the journey: its id in settings, its words, its own keys and what it does.

    `default` lists keys parted by "; ", the first of which menus show.
    """

    id: str
    words: str
    default: str
    run: Callable[[JourneyCanvas], None]


def _kind(kind: NoteKind, canvas: JourneyCanvas) -> None:
    """Begin a note of a kind; what writes is loaded when it is first asked for."""
    from journeyviewer.ui.canvas_writing import note_here

    note_here(canvas, kind)


KEYS: tuple[JourneyKey, ...] = (
    JourneyKey("zoom_in", "Zoom in", "W; +; =", lambda c: c.zoom_here(ZOOM_STEP)),
    JourneyKey("zoom_out", "Zoom out", "S; -", lambda c: c.zoom_here(1 / ZOOM_STEP)),
    JourneyKey("earlier", "Earlier", "A; Alt+Left", lambda c: c.session.pan(-PAN_STEP)),
    JourneyKey("later", "Later", "D; Alt+Right", lambda c: c.session.pan(PAN_STEP)),
    JourneyKey("whole", "Whole journey", "0", lambda c: c.session.show_whole()),
    JourneyKey("common", "Time of all cases", "Ctrl+0", lambda c: c.session.show_common()),
    JourneyKey("centre", "Centre, then fit", "F", lambda c: c.session.centre_selection()),
    JourneyKey("back", "Back to the view before", "Backspace", lambda c: c.session.go_back(-1)),
    JourneyKey("forward", "Forward again", "Shift+Backspace", lambda c: c.session.go_back(1)),
    JourneyKey("taller", "Higher lanes", "Alt++; Alt+=", lambda c: c.scale_rows(ROW_STEP)),
    JourneyKey("lower", "Lower lanes", "Alt+-", lambda c: c.scale_rows(1 / ROW_STEP)),
    JourneyKey("scroll_up", "Scroll lanes up", "PgUp", lambda c: verbs.scroll(c, -0.8)),
    JourneyKey("scroll_down", "Scroll lanes down", "PgDown", lambda c: verbs.scroll(c, 0.8)),
    JourneyKey("previous", "Previous in the lane", "Left; ,", lambda c: verbs.step_along(c, -1)),
    JourneyKey("next", "Next in the lane", "Right; .", lambda c: verbs.step_along(c, 1)),
    JourneyKey("above", "Nearest in the lane above", "Up", lambda c: c.session.select_across(-1)),
    JourneyKey("below", "Nearest in the lane below", "Down", lambda c: c.session.select_across(1)),
    JourneyKey("first", "First in the lane", "Home", lambda c: c.session.select_end(last=False)),
    JourneyKey("last", "Last in the lane", "End", lambda c: c.session.select_end(last=True)),
    JourneyKey("link_on", "Along a link", "Ctrl+]", lambda c: c.session.follow_link(1)),
    JourneyKey("link_back", "Back along a link", "Ctrl+[", lambda c: c.session.follow_link(-1)),
    JourneyKey("cycle", "Next at the same place", "O", verbs.cycle),
    JourneyKey("area", "Everything at the same time", "R", verbs.select_event_area),
    JourneyKey("details", "Go to the details", "Return; Enter", verbs.enter),
    JourneyKey("text", "All of a long text", "E", verbs.ask_for_text),
    JourneyKey("align", "Compare cases at records of this kind", "L", verbs.ask_to_align),
    JourneyKey("table", "Table of the same records", "T", verbs.ask_for_table),
    JourneyKey("near", "Everything near this record", "Space", lambda c: c.session.turn_near()),
    JourneyKey("nearer", "Fewer days around it", "[", lambda c: c.session.widen_near(-1)),
    JourneyKey("wider", "More days around it", "]", lambda c: c.session.widen_near(1)),
    JourneyKey("cursor", "State of every lane at a day", "V", lambda c: c.turn_cursor()),
    JourneyKey("measure", "Measure", "X", lambda c: c.session.turn_measuring()),
    JourneyKey("card", "Keep the card of this record", "P", verbs.turn_card),
    JourneyKey("note", "Note here", "N", lambda c: _write(c, "note_here")),
    *(
        JourneyKey(f"kind_{kind}", f"{kind.label} here", f"{number}", partial(_kind, kind))
        for number, kind in enumerate(NoteKind, 1)
    ),
    JourneyKey(
        "kind_last", "Note of the newest one’s kind", "Q", lambda c: _write(c, "note_again")
    ),
    JourneyKey("unwrite", "Remove the chosen note", "U", lambda c: _write(c, "remove_chosen")),
    JourneyKey("development", "Key development here", "K", lambda c: _write(c, "development_here")),
    JourneyKey("mark_span", "Mark this time until Esc", "M", lambda c: _write(c, "mark_span")),
    JourneyKey("note_span", "Note on this time", "Shift+M", lambda c: _write(c, "note_on_span")),
    JourneyKey("phase", "Phase of this time", "G", lambda c: _write(c, "phase_here")),
    JourneyKey("written_next", "Next note, development or phase", "J", lambda c: _go(c, 1)),
    JourneyKey("written_back", "The one before it", "Shift+J", lambda c: _go(c, -1)),
    JourneyKey("curtain", "As known then", "H", lambda c: c.session.turn_curtain()),
    JourneyKey("curtain_back", "Curtain to the event before", "Ctrl+Left", lambda c: _hang(c, -1)),
    JourneyKey("curtain_on", "Curtain to the next event", "Ctrl+Right", lambda c: _hang(c, 1)),
    JourneyKey(
        "curtain_month_back", "Curtain back a month", "Shift+Left", lambda c: _hang(c, -1, True)
    ),
    JourneyKey(
        "curtain_month_on", "Curtain on a month", "Shift+Right", lambda c: _hang(c, 1, True)
    ),
    JourneyKey("fold", "Fold or open the lane", "C", verbs.fold_lane),
    JourneyKey("hide", "Hide the lane", "Shift+H", verbs.hide_lane),
    JourneyKey("lane_up", "Move the lane up", "Ctrl+Shift+Up", lambda c: verbs.move_lane(c, -1)),
    JourneyKey(
        "lane_down", "Move the lane down", "Ctrl+Shift+Down", lambda c: verbs.move_lane(c, 1)
    ),
    JourneyKey("lane_menu", "Menu of the lane", "Menu; Shift+F10", lambda c: c.show_lane_menu()),
    JourneyKey("escape", "Put the next thing away", "Esc", lambda c: c.escape()),
)
"""Every key of the journey, in the order in which they are listed."""


def _hang(canvas: JourneyCanvas, step: int, by_month: bool = False) -> None:
    canvas.session.move_curtain(step, by_month)


def _write(canvas: JourneyCanvas, verb: str) -> None:
    """Do a verb of what is written; loaded when the first one is."""
    from journeyviewer.ui import canvas_writing

    getattr(canvas_writing, verb)(canvas)


def _go(canvas: JourneyCanvas, step: int) -> None:
    from journeyviewer.ui.canvas_writing import step_written

    step_written(canvas, step)


class KeyTable:
    """Which keys do what now: the table's own ones, or others in their place."""

    def __init__(self) -> None:
        self._runs: dict[str, JourneyKey] = {}
        self.set_keys({})

    def set_keys(self, changed: Mapping[str, str]) -> None:
        """Use other keys for the ids named, "" for none; a key taken twice goes to the changed."""
        self._runs = {}
        for key in sorted(KEYS, key=lambda each: each.id in changed):
            for text in changed.get(key.id, key.default).split("; "):
                if text:
                    self._runs[_normal(text)] = key

    def keys_of(self, name: str) -> list[str]:
        """Return the keys of an id, the first one first."""
        return [text for text, key in self._runs.items() if key.id == name]

    def find(self, qt_event: QKeyEvent) -> JourneyKey | None:
        """Return what a pressed key does here."""
        return self._runs.get(pressed(qt_event))


def _normal(text: str) -> str:
    return QKeySequence.fromString(text).toString(QKeySequence.SequenceFormat.PortableText)


def pressed(qt_event: QKeyEvent) -> str:
    """Return the key of an event as text; Shift is left out where it only makes another sign."""
    key = qt_event.key()
    held = qt_event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if Qt.Key.Key_Space < key < Qt.Key.Key_AsciiTilde and not Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        held &= ~Qt.KeyboardModifier.ShiftModifier
    combination = QKeyCombination(held, Qt.Key(key))
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)
