"""What is typed in a meeting: kept, pointed out, taken back, called saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journeyviewer.model.items import new_id, now
from journeyviewer.model.meetings import Answer
from journeyviewer.model.study import Item, Note, Target, study_of
from journeyviewer.session.work import SavingState, Work
from journeyviewer.ui.presenting.answers import pointed_out
from journeyviewer.ui.presenting.desk import PresentDesk
from tests.gui.present_help import Key, points, press, start


class Slow:
    """Stands for what saves, and takes its time."""

    def __init__(self) -> None:
        self.waiting = False

    def put(self, item: Item) -> None:
        self.waiting = True

    def remove(self, item_id: str) -> None:
        self.waiting = True

    def keep_draft(self, item_id: str, text: str) -> None:
        self.waiting = True


def test_back_at_a_point_words_go_on_after_those_that_were_said(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_T)
    QTest.keyClicks(room.answers.said, "Nobody asked")
    press(room, Key.Key_PageDown, Key.Key_PageUp, Key.Key_T)
    QTest.keyClicks(room.answers.said, " her")
    assert room.answers.said.toPlainText() == "Nobody asked her"


def test_words_are_called_saved_once_the_last_letter_is(qtbot: QtBot, desk: PresentDesk) -> None:
    drive = Slow()
    session = desk.session
    session.open_work(Work(study_of("s", "S", "AB", points()), drive))
    room = start(qtbot, desk)
    state, said = room.answers.state, room.answers.said
    press(room, Key.Key_PageDown, Key.Key_T)

    def save() -> None:
        drive.waiting = False
        session.set_saving(SavingState(saved=now()))

    QTest.keyClicks(said, "Ask")
    assert not state.text().startswith("Saved.")
    save()
    assert state.text().startswith("Saved.")
    QTest.keyClicks(said, " her")
    assert not state.text().startswith("Saved.")
    session.set_saving(SavingState(saved=now()))
    assert not state.text().startswith("Saved."), "told of what was saved before"
    save()
    assert state.text().startswith("Saved.")
    room.answers.ask_social_worker()
    save()
    assert desk.walk is not None
    desk.walk.keep()
    assert state.text().startswith("Kept as a question")
    QTest.keyClicks(said, "?")
    save()
    assert state.text().startswith("Saved.")


def test_undo_takes_back_what_was_just_typed_and_nothing_from_before_the_meeting(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    earlier = Note(id=new_id(), target=Target(case="1"), text="Written before")
    desk.session.put(earlier)
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_A, Key.Key_T)
    QTest.keyClicks(room.answers.said, "Ask her aunt")
    QTest.keyClick(room.answers.said, Key.Key_Escape)
    QTest.keyClick(room.picture, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.answers.said.toPlainText() == "" and room.answers.tiles[Answer.AGREE].number == 1
    QTest.keyClick(room.picture, Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert room.answers.said.toPlainText() == "Ask her aunt"
    for _ in range(5):
        QTest.keyClick(room.picture, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.answers.tiles[Answer.AGREE].number == 0
    study = desk.session.study
    assert study is not None and earlier.id in study.items


def test_pages_turn_while_words_are_typed(qtbot: QtBot, desk: PresentDesk) -> None:
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_T)
    QTest.keyClicks(room.answers.said, "a")
    QTest.keyClick(room.answers.said, Key.Key_PageDown)
    assert desk.walk is not None and desk.walk.at == 1
    assert room.answers.said.toPlainText() == ""


def test_names_and_calendar_words_are_pointed_out_as_they_are_typed(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_T)
    QTest.keyClicks(room.answers.said, "Mr Harris came in March 2013")
    assert "March 2013" in room.answers.state.text()
    assert pointed_out("It was in May 2012 and Mrs Patel said so")[-1] == "May 2012"
    assert pointed_out("Her grandmother may have been asked") == ()
