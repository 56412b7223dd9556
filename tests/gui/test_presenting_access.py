"""What a screen reader is told of a meeting; no screen reader is needed."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from journeyviewer.ui.application import install_access
from journeyviewer.ui.presenting import answers, picture
from journeyviewer.ui.presenting.desk import PresentDesk
from journeyviewer.ui.presenting.room import RoomWindow
from tests.gui.present_help import OUTSIDE, press, start

pytestmark = pytest.mark.gui
Key, Role, Text = Qt.Key, QAccessible.Role, QAccessible.Text


@pytest.fixture
def room(qtbot: QtBot, desk: PresentDesk) -> RoomWindow:
    install_access()
    return start(qtbot, desk)


@pytest.fixture
def aloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    words: list[str] = []
    for module in (answers, picture):
        monkeypatch.setattr(module, "announce", lambda _, told: words.append(told))
    QAccessible.setActive(True)
    yield words
    QAccessible.setActive(False)


def _told(found: QAccessibleInterface) -> list[tuple[QAccessible.Role, str]]:
    """Return role and name of all that an interface holds, outermost first."""
    told = []
    for index in range(found.childCount()):
        child = found.child(index)
        assert child.parent() is found or child.parent().role() is Role.Window
        assert found.indexOfChild(child) == index
        told.append((child.role(), child.text(Text.Name)))
        told += _told(child)
    return told


def _picture(room: RoomWindow) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(room.picture)
    assert found is not None
    return found


def test_the_picture_is_a_list_of_lanes_as_known_by_then(room: RoomWindow) -> None:
    assert _picture(room).role() is Role.List and _told(_picture(room)) == []
    press(room, Key.Key_PageDown)
    first = _told(_picture(room))
    lanes = [name for role, name in first if role is Role.Grouping]
    assert len(lanes) == 7 and lanes[0].startswith("Legal status, ")
    press(room, Key.Key_PageDown)
    second = [name for _, name in _told(_picture(room))]
    assert any("Secure" in name for name in second)
    assert not any("Secure" in name for _, name in first)
    assert any("still going on" in name for _, name in first)


def test_a_mark_that_is_pressed_shows_its_lane_alone_and_is_gone_after(
    qtbot: QtBot, room: RoomWindow
) -> None:
    press(room, Key.Key_PageDown)
    found = _picture(room)
    lane = next(
        lane
        for lane in (found.child(at) for at in range(found.childCount()))
        if lane.text(Text.Name).startswith("Residence, ")
    )
    mark = lane.child(0)
    assert not mark.rect().isEmpty() and mark.isValid()
    QAccessible.setActive(True)
    mark.actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert room.walk.zoomed == "residence"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    QTest.qWait(5)
    QAccessible.setActive(False)
    lanes = [name for role, name in _told(_picture(room)) if role is Role.Grouping]
    assert [name.partition(",")[0] for name in lanes] == ["Residence"]
    assert "Only the lane residence is shown." in room.picture.accessibleDescription()


def test_every_step_is_said_once_and_so_is_every_answer(room: RoomWindow, aloud: list[str]) -> None:
    press(room, Key.Key_PageDown)
    assert aloud == [room.picture.accessibleDescription()] and "Early help" in aloud[0]
    aloud.clear()
    press(room, Key.Key_C, Key.Key_C)
    assert aloud == ["Challenge, 1 person", "Challenge, 2 people"]
    aloud.clear()
    press(room, Key.Key_PageDown)
    assert len(aloud) == 1 and "Moves" in aloud[0]
    aloud.clear()
    press(room, Key.Key_T)
    QTest.keyClicks(room.answers.said, "on 3 May 2013 ")
    assert [words[:21] for words in aloud].count("Could tell who or whe") >= 1
    assert "3 May 2013" in aloud[-1]


def test_two_journeys_are_told_each_with_whose_it_is(room: RoomWindow) -> None:
    press(room, Key.Key_PageDown)
    room.walk.put_beside("2")
    assert "Below it Case 2 at the same ages." in room.picture.accessibleDescription()
    lanes = [name for role, name in _told(_picture(room)) if role is Role.Grouping]
    assert [name.partition(",")[0] for name in lanes] == ["Case 1"] * 4 + ["Case 2"] * 4
    room.walk.jump_case(OUTSIDE)
    assert _told(_picture(room)) == []


def test_enter_presses_the_button_with_the_keyboard_and_turns_no_page(room: RoomWindow) -> None:
    press(room, Key.Key_PageDown)
    tile = next(iter(room.answers.tiles.values()))
    tile.setFocus()
    at = room.walk.at
    QTest.keyClick(tile, Key.Key_Return)
    assert room.walk.at == at and tile.accessibleName() == "Agree, 1 person"
    room.answers.on.setFocus()
    QTest.keyClick(room.answers.on, Key.Key_Enter)
    assert room.walk.at == at + 1


def test_the_list_of_cases_is_among_what_its_window_holds_while_it_is_open(
    room: RoomWindow,
) -> None:
    window = QAccessible.queryAccessibleInterface(room)
    assert window is not None and window.role() is Role.Window
    before = window.childCount()
    press(room, Key.Key_PageDown, Key.Key_J)
    over = window.child(before)
    assert window.childCount() == before + 1
    assert (over.role(), over.text(Text.Name)) == (Role.Dialog, "Jump to a case")
    assert over.parent() is window and window.indexOfChild(over) == before
    room.jumping.close()
    assert window.childCount() == before


def test_nothing_is_left_to_readers_once_the_meeting_has_ended(
    qtbot: QtBot,
    room: RoomWindow,
    desk: PresentDesk,
) -> None:
    press(room, Key.Key_PageDown)
    found = _picture(room)
    assert _told(found)
    desk.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not isValid(found)
