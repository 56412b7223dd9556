"""A meeting from the keyboard: what the room sees, what is counted, and what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journeyviewer.export.log import log_beside
from journeyviewer.model.items import new_id
from journeyviewer.model.meetings import Meeting, Response, meetings
from journeyviewer.model.study import study_of
from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.session.work import Work
from journeyviewer.ui.presenting.answers import VISITED
from journeyviewer.ui.presenting.desk import PresentDesk
from journeyviewer.ui.presenting.facilitator import Facilitator
from journeyviewer.ui.presenting.prepare import Prepare
from tests.gui.present_help import OUTSIDE, Key, points, press, running_order, start, written


def test_a_meeting_is_run_from_the_keyboard_and_lands_in_the_study(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    walk, session = desk.walk, desk.session
    assert walk is not None and walk.card is Card.CASE
    assert not room.answers.isVisible()
    press(room, Key.Key_PageDown, Key.Key_Right, Key.Key_Space)
    assert room.answers.statement.text() == "What else was <b>tried</b>?"
    press(room, Key.Key_A, Key.Key_C, Key.Key_C, Key.Key_U, Key.Key_T)
    assert room.focusWidget() is room.answers.said
    QTest.keyClicks(room.answers.said, "Ask her grandmother")
    QTest.keyClick(room.answers.said, Key.Key_Escape)
    assert room.focusWidget() is room.picture
    press(room, Key.Key_PageDown)
    answered = [one for one in session.study.items.values() if isinstance(one, Response)]
    (kept,) = answered
    assert (kept.agree, kept.challenge, kept.unsure) == (1, 2, 1)
    assert kept.said == "Ask her grandmother"
    QTest.keyClick(room, Key.Key_Escape)
    assert desk.walk is None and desk.room is None


def test_the_tile_with_most_answers_is_filled_and_none_where_two_are_level(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_A, Key.Key_C)
    assert not any(tile.most for tile in room.answers.tiles.values())
    press(room, Key.Key_A)
    assert [tile.most for tile in room.answers.tiles.values()] == [True, False, False]
    tile = next(iter(room.answers.tiles.values()))
    assert tile.accessibleName() == "Agree, 2 people"
    QTest.keyClick(room.picture, Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert tile.accessibleName() == "Agree, 1 person"


def test_a_black_screen_is_black_and_hides_what_was_said(qtbot: QtBot, desk: PresentDesk) -> None:
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_B)
    assert not room.answers.isVisible()
    image = room.picture.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in (20, 400, 900) for y in (20, 500, 900)}
    assert colours == {"#000000"}
    assert room.picture.accessibleDescription() == "The screen is black."
    press(room, Key.Key_Space)
    assert room.answers.isVisible()


def test_the_room_reads_what_is_in_sight_to_a_screen_reader(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown)
    said = room.picture.accessibleDescription()
    assert "Phase 2 of 2" in said and "Question 1: What else was <b>tried</b>?" in said
    assert not any(str(year) in said for year in range(1990, 2031))


def test_a_meeting_of_today_goes_on_where_it_was(qtbot: QtBot, desk: PresentDesk) -> None:
    order = running_order(desk)
    desk.start(order, large=False, two=False)
    assert desk.walk is not None
    for _ in range(3):
        desk.walk.step(1)
    desk.end()
    desk.start(order, large=False, two=False)
    assert desk.walk is not None and desk.walk.at == 2 and desk.walk.card is Card.CASE
    assert desk.session.study is not None and len(meetings(desk.session.study)) == 1


def beside(qtbot: QtBot, desk: PresentDesk) -> tuple[Presenting, Facilitator]:
    """Return a meeting that has begun, and what only the facilitator sees of it."""
    room = start(qtbot, desk)
    assert desk.walk is not None
    own = Facilitator(desk.walk, room.picture)
    qtbot.addWidget(own)
    own.show()
    return desk.walk, own


def test_the_facilitator_sees_the_words_the_next_point_and_jumps(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    walk, own = beside(qtbot, desk)
    walk.jump(1)
    assert own.now.text() == "Moves"
    assert own.next.text() == "Case 1 · Question 1: What else was <b>tried</b>?"
    own.order.itemActivated.emit(own.order.item(2))
    assert own.words.toPlainText() == "What else was <b>tried</b>?"
    walk.turn_details()
    assert "no words" in own.about.text()
    assert own.words.toPlainText() == "What else was <b>tried</b>?"


def test_preparing_adds_orders_and_keeps(qtbot: QtBot, desk: PresentDesk) -> None:
    dialog = Prepare(None, desk.session, screens=len(QGuiApplication.screens()))
    qtbot.addWidget(dialog)
    assert not dialog.start.isEnabled()
    dialog.all_phases.click()
    assert [stop.case for stop in dialog.order.stops] == ["1", "1"]
    dialog.held.setCurrentRow(2)
    dialog.add.click()
    assert dialog.words.isChecked()
    dialog.up.click()
    dialog.card.setText("Let them read first")
    dialog.card.editingFinished.emit()
    assert dialog.order.stops[1].card == "Let them read first"
    again = Prepare(None, desk.session, screens=1)
    qtbot.addWidget(again)
    assert again.order == dialog.order
    dialog.take_out.click()
    assert len(dialog.order.stops) == 2


def test_a_lane_is_shown_alone_by_a_click_and_all_again(qtbot: QtBot, desk: PresentDesk) -> None:
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_PageDown)
    room.picture.grab()
    scene = room.picture.scene
    assert scene is not None and len(scene.bands) == 7
    band = scene.bands[1]
    at = room.picture.rect().center()
    at.setY(round((band.y + band.height / 2) * room.picture.factor))
    QTest.mouseClick(room.picture, Qt.MouseButton.LeftButton, pos=at)
    room.picture.grab()
    assert room.picture.scene is not None
    assert [one.lane for one in room.picture.scene.bands] == ["residence"]
    press(room, Key.Key_Z)
    room.picture.grab()
    assert len(room.picture.scene.bands) == 7


def test_a_case_outside_the_order_is_reached_by_key_and_left_by_esc(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    walk = desk.walk
    assert walk is not None
    press(room, Key.Key_PageDown, Key.Key_J)
    cases = room.jumping.cases
    assert room.jumping.isVisible() and cases.currentItem().text() == "Case 1: 3 points"
    row = [case.id for case in desk.session.cohort.cases].index(OUTSIDE)
    for _ in range(row):
        QTest.keyClick(cases, Key.Key_Down)
    QTest.keyClick(cases, Key.Key_Return)
    assert not room.jumping.isVisible()
    assert walk.place is not None and walk.place.case.id == OUTSIDE
    title = walk.place.case.title
    assert room.picture.accessibleDescription().startswith(title)
    press(room, Key.Key_PageDown, Key.Key_A)
    answers = room.answers
    assert answers.state.text() == VISITED and answers.on.text() == "Back to the meeting"
    assert not answers.said.isEnabled()
    assert not any(tile.isEnabled() for tile in answers.tiles.values())
    said = room.picture.accessibleDescription()
    assert "The whole journey" in said and "Outside the running order" in said
    room.picture.grab()
    assert room.picture.scene is not None and len(room.picture.scene.bands) == 7
    QTest.keyClick(room, Key.Key_Escape)
    assert desk.walk is walk and walk.visit is None
    assert answers.place.text() == "Point 1 of 4" and answers.said.isEnabled()
    assert not any(isinstance(one, Response) for one in desk.session.study.items.values())


def test_a_case_of_the_order_is_jumped_to_and_esc_closes_the_list_alone(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    press(room, Key.Key_PageDown, Key.Key_J)
    QTest.keyClick(room.jumping.cases, Key.Key_Escape)
    assert desk.walk is not None and not room.jumping.isVisible() and desk.walk.at == 0
    press(room, Key.Key_J)
    row = [case.id for case in desk.session.cohort.cases].index("2")
    at = room.jumping.cases.visualItemRect(room.jumping.cases.item(row)).center()
    QTest.mouseClick(room.jumping.cases.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (desk.walk.at, desk.walk.card, desk.walk.visit) == (3, Card.CASE, None)


def test_the_facilitator_visits_writes_and_leaves_by_the_same_keys(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    walk, own = beside(qtbot, desk)
    own.order.setFocus()
    walk.step(1)
    QTest.keyClick(own.order, Key.Key_J)
    assert own.jumping.isVisible()
    own.jumping.close()
    walk.jump_case(OUTSIDE)
    assert own.now.text().endswith(": The whole journey") and VISITED in own.about.text()
    assert own.next.text().endswith("Early help")
    with qtbot.assertNotEmitted(own.ended):
        QTest.keyClick(own.order, Key.Key_Escape)
    assert walk.visit is None and own.now.text() == "Early help"
    QTest.keyClick(own.order, Key.Key_T)
    assert own.focusWidget() is own.answers.said
    for widget in (own, own.order):
        with qtbot.waitSignal(own.ended):
            QTest.keyClick(widget, Key.Key_Escape)


def test_the_meeting_ends_with_the_window_and_with_its_study(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    desk.window.show()
    press(room, Key.Key_PageDown, Key.Key_T)
    QTest.keyClicks(room.answers.said, "Ask her")
    desk.window.close()
    assert desk.walk is None and not room.isVisible()
    study = desk.session.study
    assert study is not None
    (kept,) = [one for one in study.items.values() if isinstance(one, Response)]
    assert kept.said == "Ask her"
    room = start(qtbot, desk)
    desk.session.open_work(Work(study_of("t", "T", "AB", points()), None))
    assert desk.walk is None and not room.isVisible()


def test_the_picture_is_laid_out_anew_for_what_it_shows_alone(
    qtbot: QtBot, desk: PresentDesk
) -> None:
    room = start(qtbot, desk)
    walk, picture, session = desk.walk, room.picture, desk.session
    assert walk is not None
    press(room, Key.Key_PageDown)
    first = picture.shown()
    press(room, Key.Key_A, Key.Key_T)
    QTest.keyClicks(room.answers.said, "Ask her")
    assert picture.scene is first
    press(room, Key.Key_B)
    assert picture.shown() is not first
    press(room, Key.Key_B)
    assert picture.shown() is first
    press(room, Key.Key_PageDown)
    assert "Moves" in written(room) and picture.shown() is not first
    phase = session.study.phases_of("1")[1]
    session.put(replace(phase, title="Seven homes"))
    walk.refresh()
    assert "Seven homes" in written(room)
    session.undo()
    walk.refresh()
    assert "Moves" in written(room)


def test_the_next_picture_is_ready_before_it_is_asked_for(qtbot: QtBot, desk: PresentDesk) -> None:
    room = start(qtbot, desk)
    picture = room.picture
    picture.grab()
    picture._prepare()
    made = [scene for _, scene in picture._scenes]
    press(room, Key.Key_PageDown)
    qtbot.waitUntil(lambda: picture.width() < room.width())
    assert any(picture.shown() is one for one in made)
    picture._prepare()
    made = [scene for _, scene in picture._scenes]
    press(room, Key.Key_PageDown)
    assert picture.shown() is made[-1]


def test_without_a_meeting_it_is_said_how_to_hold_one(qtbot: QtBot, desk: PresentDesk) -> None:
    with qtbot.waitSignal(desk.said) as told:
        desk.write_record()
    assert "Present to a group first" in told.args[0]


def test_what_a_meeting_leaves_is_noted_beside_the_study(
    desk: PresentDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.study_file = lambda: tmp_path / "Study.jvstudy"
    order = running_order(desk)
    desk.session.put(order)
    meeting = Meeting(id=new_id(), title="Group", day=date(2026, 1, 5), order=order.id)
    desk.session.put(meeting)
    names = iter(("Out.pdf", "Out.docx"))
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName",
        lambda *_: (str(tmp_path / next(names)), ""),
    )
    desk.write_hand_out(desk.window, order)
    desk.write_record()
    lines = log_beside(desk.study_file()).read_text("utf-8").splitlines()
    noted = [json.loads(line) for line in lines]
    assert [one["files"][0]["name"] for one in noted] == ["Out.pdf", "Out.docx"]
    cases = len({stop.case for stop in order.stops})
    assert [(one["reason"], one["cases"]) for one in noted] == [
        ("hand-out", cases),
        ("record of a meeting", cases),
    ]
    assert (tmp_path / "Out.docx").stat().st_size


def test_nothing_leads_on_from_the_last_card(qtbot: QtBot, desk: PresentDesk) -> None:
    room = start(qtbot, desk)
    assert room.answers is not None and desk.walk is not None
    for _ in range(len(desk.walk.stops) + 3):
        press(room, Key.Key_PageDown)
    assert desk.walk.card is Card.END
    assert not room.answers.on.isEnabled()
    press(room, Key.Key_PageUp)
    assert room.answers.on.isEnabled()
