"""A meeting over two cases, held by keys, for the tests of meetings."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journeyviewer.model.items import new_id
from journeyviewer.model.meetings import RunningOrder, Stop
from journeyviewer.model.study import Item, KeyDevelopment, Note, NoteKind, Phase, Target
from journeyviewer.timeline.scene import Text
from journeyviewer.ui.presenting.desk import PresentDesk
from journeyviewer.ui.presenting.room import RoomWindow

Key = Qt.Key
MARK = "OFFICIAL-SENSITIVE"
OUTSIDE = "3"
"""A case that the running order holds no point of."""


def points() -> list[Item]:
    first = Phase(
        id=new_id(), case="1", title="Early help", start=date(2008, 1, 1), end=date(2012, 6, 1)
    )
    second = Phase(id=new_id(), case="1", title="Moves", start=date(2012, 6, 1))
    note = Note(
        id=new_id(),
        target=Target(case="1", lane="residence", start=date(2012, 9, 1)),
        kind=NoteKind.QUESTION,
        text="What else was <b>tried</b>?",
    )
    other = KeyDevelopment(
        id=new_id(), target=Target(case="2", start=date(2011, 1, 1)), title="Moved"
    )
    return [first, second, note, other]


def running_order(desk: PresentDesk) -> RunningOrder:
    study = desk.session.study
    assert study is not None
    stops = []
    shown = [one for one in study.items.values() if isinstance(one, Phase | KeyDevelopment | Note)]
    for item in shown:
        case = item.case if isinstance(item, Phase) else item.target.case
        stops.append(Stop(item=item.id, case=case, words=isinstance(item, Note)))
    return RunningOrder(id=new_id(), title="Group", stops=tuple(stops))


def start(qtbot: QtBot, desk: PresentDesk) -> RoomWindow:
    desk.start(running_order(desk), large=False, two=False)
    room = desk.room
    assert room is not None and room.answers is not None
    room.resize(1920, 1080)
    qtbot.waitExposed(room)
    return room


def press(room: RoomWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(room.picture, key)


def written(room: RoomWindow) -> list[str]:
    """Return what stands in the room's picture."""
    return [mark.text for mark in room.picture.shown().marks if isinstance(mark, Text)]
