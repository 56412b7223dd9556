"""The keys of a meeting: letters for the group's answers, pages and arrows for the points."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from journeyviewer.model.meetings import Answer
from journeyviewer.session.presenting import Card, Presenting

Key = Qt.Key
Verb = Callable[[Presenting], None]

KEYS: tuple[tuple[tuple[Qt.Key, ...], str, Verb], ...] = (
    (
        (Key.Key_PageDown, Key.Key_Right, Key.Key_Down, Key.Key_Space, Key.Key_Return),
        "Next point",
        lambda walk: walk.step(1),
    ),
    (
        (Key.Key_PageUp, Key.Key_Left, Key.Key_Up, Key.Key_Backspace),
        "Previous point",
        lambda walk: walk.step(-1),
    ),
    ((Key.Key_A,), "One more agrees", lambda walk: walk.answer(Answer.AGREE)),
    ((Key.Key_C,), "One more challenges", lambda walk: walk.answer(Answer.CHALLENGE)),
    ((Key.Key_U,), "One more is unsure", lambda walk: walk.answer(Answer.UNSURE)),
    ((Key.Key_B, Key.Key_Period), "Black screen", lambda walk: walk.turn_card(Card.BLANK)),
    ((Key.Key_P,), "Pause card", lambda walk: walk.turn_card(Card.PAUSE)),
    ((Key.Key_H,), "Hide or show details", lambda walk: walk.turn_details()),
    ((Key.Key_Z,), "The point’s lane alone, or all lanes", lambda walk: walk.zoom_here()),
    ((Key.Key_2,), "Another journey below, or one alone", lambda walk: walk.turn_beside()),
    ((Key.Key_Home,), "First point", lambda walk: walk.jump(0)),
    ((Key.Key_End,), "Last point", lambda walk: walk.jump(len(walk.stops) - 1)),
)
"""Keys, what they are called, and what they do in either window; `press_in` knows three more."""

FEWER = {Key.Key_A: Answer.AGREE, Key.Key_C: Answer.CHALLENGE, Key.Key_U: Answer.UNSURE}


def press_in(
    walk: Presenting,
    qt_event: QKeyEvent,
    *,
    leave: Callable[[], object],
    write: Callable[[], object],
    choose: Callable[[], object],
) -> bool:
    """Do what a key does in a window of the meeting; returns False for one that does nothing.

    Esc goes back from a visit, else it leaves; T writes what is said; J lets a case be chosen.
    """
    key = qt_event.key()
    if key == Key.Key_Escape:
        (walk.leave_visit if walk.visit is not None else leave)()
    elif key == Key.Key_T:
        write()
    elif key == Key.Key_J:
        choose()
    else:
        return press(walk, qt_event)
    return True


def press(walk: Presenting, qt_event: QKeyEvent) -> bool:
    """Do what a key does in a meeting; returns False for a key that does nothing."""
    key = Qt.Key(qt_event.key())
    held = qt_event.modifiers()
    if held & Qt.KeyboardModifier.ControlModifier:
        if key in (Key.Key_PageDown, Key.Key_PageUp):
            walk.step_phase(1 if key is Key.Key_PageDown else -1)
            return True
        if key in (Key.Key_Z, Key.Key_Y):
            (walk.undo if key is Key.Key_Z else walk.redo)()
            return True
        return False
    if held & Qt.KeyboardModifier.ShiftModifier and key in FEWER:
        walk.answer(FEWER[key], -1)
        return True
    for keys, _, run in KEYS:
        if key in keys:
            run(walk)
            return True
    return False
