"""Writing on the journey with mouse and keyboard: what is chosen, begun, dragged and shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.items import ItemId
from journeyviewer.model.study import KeyDevelopment, Note, Phase, Target
from journeyviewer.model.times import minute_of
from journeyviewer.session.looking import Area
from journeyviewer.session.session import Session
from journeyviewer.session.work import Work
from journeyviewer.timeline.pins_states import Draft, chosen_marks, draft_marks
from journeyviewer.timeline.scene import Box, Glyph, Item, Picture, Text
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.end_drag import BOTH
from journeyviewer.ui.written import written
from journeyviewer.ui.written_over import draft_of
from tests.annotated import study_for
from tests.big_cases import big_case
from tests.gui.canvas_help import CTRL, SHIFT, click, entry_of, key, middle, send

pytestmark = pytest.mark.gui


@pytest.fixture
def noted(canvas: JourneyCanvas) -> Iterator[JourneyCanvas]:
    """A journey with notes, key developments and phases on it."""
    case = canvas.session.case
    assert case is not None
    canvas.session.open_work(Work(study_for(case, notes=8, developments=4, phases=3), None))
    yield canvas


def drawn(canvas: JourneyCanvas, name: str) -> Item:
    assert canvas.scene is not None
    return [item for item in canvas.scene.items if item.note == name][-1]


def phase(canvas: JourneyCanvas, name: str) -> Phase:
    assert canvas.session.study is not None
    return cast(Phase, canvas.session.study.items[ItemId(name)])


def drag(canvas: JourneyCanvas, start: QPoint, by: int) -> None:
    send(canvas, QEvent.Type.MouseButtonPress, start)
    for step in (by // 2, by):
        send(canvas, QEvent.Type.MouseMove, start + QPoint(step, 0))


def test_what_is_written_is_on_the_journey_at_once(canvas: JourneyCanvas) -> None:
    case = canvas.session.case
    assert case is not None
    before = canvas.scene
    canvas.session.open_work(Work(study_for(case), None))
    assert canvas.scene is not before
    canvas.session.open_work(None)
    assert canvas.scene is not None and before is not None
    assert canvas.scene.marks == before.marks


def test_a_click_chooses_a_note_and_its_record(qtbot: QtBot, noted: JourneyCanvas) -> None:
    click(qtbot, noted, middle(drawn(noted, "n0")))
    assert noted.session.chosen == "n0"
    note = cast(Note, noted.session.study.items[ItemId("n0")])  # type: ignore[union-attr]
    assert note.target.anchor is not None
    assert noted.session.selection == (note.target.anchor.entry,)


def test_a_chosen_pin_has_the_colour_of_the_focus(qtbot: QtBot, noted: JourneyCanvas) -> None:
    assert noted.scene is not None
    assert chosen_marks(noted.scene, None) == []
    square, number = chosen_marks(noted.scene, "n0")
    assert isinstance(square, Box) and square.fill == "focus"
    assert isinstance(number, Text) and number.ink == "surface"
    circle, number = chosen_marks(noted.scene, "k0")
    assert isinstance(circle, Glyph) and circle.ink == "focus"
    assert isinstance(number, Text)
    (band,) = chosen_marks(noted.scene, "p0")
    assert isinstance(band, Box) and (band.fill, band.stroke) == (None, "focus")


def test_a_phase_is_chosen_by_itself(qtbot: QtBot, noted: JourneyCanvas) -> None:
    noted.session.select(entry_of(noted, "NEET").id)
    click(qtbot, noted, middle(drawn(noted, "p1")))
    assert noted.session.chosen == "p1"
    assert noted.session.selection == ()
    key(qtbot, noted, Qt.Key.Key_Escape)
    assert noted.session.chosen is None


def test_the_tip_tells_number_kind_day_and_words(noted: JourneyCanvas) -> None:
    said = written(noted.session, "n0")
    assert said is not None
    assert said.title.startswith("Note ")
    assert said.kind == "Observation"
    assert said.name == f"{said.title}, Observation, {said.when}: {said.words}"
    noted.session.show_dates(False)
    aged = written(noted.session, "n0")
    assert aged is not None and aged.when.startswith("at ")


def test_n_begins_a_note_on_the_selected_record(qtbot: QtBot, noted: JourneyCanvas) -> None:
    entry = entry_of(noted, "NEET")
    noted.session.select(entry.id)
    with qtbot.waitSignal(noted.asked_to_write, timeout=1000):
        key(qtbot, noted, Qt.Key.Key_N)
    note = noted.session.editing
    assert isinstance(note, Note) and note.target.anchor is not None
    assert note.target.anchor.entry == entry.id
    assert note.author == "AB"


def test_k_names_a_key_development_as_the_record_does(qtbot: QtBot, noted: JourneyCanvas) -> None:
    entry = entry_of(noted, "NEET")
    noted.session.select(entry.id)
    key(qtbot, noted, Qt.Key.Key_K)
    made = noted.session.editing
    assert isinstance(made, KeyDevelopment) and made.title == entry.label
    noted.session.abandon()
    noted.session.select()
    key(qtbot, noted, Qt.Key.Key_K)
    assert noted.session.editing is None


def test_g_and_shift_m_take_the_days_of_the_area(qtbot: QtBot, noted: JourneyCanvas) -> None:
    start, end = date(2013, 1, 1), date(2013, 6, 1)
    area = Area(minute_of(start), minute_of(end), frozenset(("cse",)))
    noted.session.select_area(area)
    key(qtbot, noted, Qt.Key.Key_G)
    made = noted.session.editing
    assert isinstance(made, Phase) and (made.start, made.end) == (start, end)
    noted.session.abandon()
    key(qtbot, noted, Qt.Key.Key_M, SHIFT)
    note = noted.session.editing
    assert isinstance(note, Note)
    assert note.target == Target(case="1", lane="cse", start=start, end=end)


def test_m_marks_the_time_of_the_selection_until_it_is_put_away(
    qtbot: QtBot, noted: JourneyCanvas
) -> None:
    noted.session.select(entry_of(noted, "NEET").id)
    key(qtbot, noted, Qt.Key.Key_M)
    assert noted.session.looking.measure is not None
    key(qtbot, noted, Qt.Key.Key_M)
    assert noted.session.looking.measure is None
    assert noted.session.editing is None


def test_j_steps_through_what_was_written(qtbot: QtBot, noted: JourneyCanvas) -> None:
    journey = noted.session.journey
    assert journey is not None
    noted.session.select()
    seen = []
    for _ in range(15):
        key(qtbot, noted, Qt.Key.Key_J)
        seen.append(str(noted.session.chosen))
    assert len(set(seen)) == 15
    key(qtbot, noted, Qt.Key.Key_J, SHIFT)
    assert noted.session.chosen == seen[-2]


def test_an_end_of_a_phase_is_dragged_in_one_step(noted: JourneyCanvas) -> None:
    band, before = drawn(noted, "p1"), phase(noted, "p1")
    start = QPoint(round(band.x + band.width), round(band.y + band.height / 2))
    drag(noted, start - QPoint(2, 0), -60)
    assert phase(noted, "p1") == before
    assert any(isinstance(mark, Text) for mark in noted.passing())
    send(noted, QEvent.Type.MouseButtonRelease, start - QPoint(62, 0))
    after = phase(noted, "p1")
    assert before.end is not None and after.end is not None
    assert after.end < before.end and after.start == before.start
    noted.session.undo()
    assert phase(noted, "p1") == before


@pytest.mark.parametrize("end", ["end", "start"])
def test_where_two_phases_touch_a_drag_moves_both_in_one_step(
    noted: JourneyCanvas, end: str
) -> None:
    first, second = phase(noted, "p1"), phase(noted, "p2")
    assert first.end == second.start
    band = drawn(noted, "p1" if end == "end" else "p2")
    x = band.x + band.width - 2 if end == "end" else band.x + 2
    start = QPoint(round(x), round(band.y + band.height / 2))
    drag(noted, start, -60)
    assert BOTH in {mark.text for mark in noted.passing() if isinstance(mark, Text)}
    send(noted, QEvent.Type.MouseButtonRelease, start - QPoint(60, 0))
    moved = phase(noted, "p1").end
    assert moved is not None and first.end is not None and moved < first.end
    assert phase(noted, "p2").start == moved
    noted.session.undo()
    assert (phase(noted, "p1"), phase(noted, "p2")) == (first, second)
    noted.session.redo()
    assert phase(noted, "p1").end == phase(noted, "p2").start == moved


def test_every_pixel_of_the_boundary_between_two_phases_can_be_taken_hold_of(
    noted: JourneyCanvas,
) -> None:
    scale, start = noted.scale(), phase(noted, "p2").start
    assert scale is not None
    boundary, band = scale.x(minute_of(start)), drawn(noted, "p1")
    for off in range(-3, 4):
        at = QPoint(round(boundary) + off, round(band.y + band.height / 2))
        drag(noted, at, -60)
        assert BOTH in {mark.text for mark in noted.passing() if isinstance(mark, Text)}, off
        noted.escape()


def test_a_shared_end_never_swallows_the_other_phase(noted: JourneyCanvas) -> None:
    band = drawn(noted, "p1")
    start = QPoint(round(band.x + band.width - 2), round(band.y + band.height / 2))
    drag(noted, start, 3000)
    send(noted, QEvent.Type.MouseButtonRelease, start + QPoint(3000, 0))
    first, second = phase(noted, "p1"), phase(noted, "p2")
    assert first.end == second.start
    assert second.end is None or second.start < second.end


def test_with_control_one_end_moves_alone(noted: JourneyCanvas) -> None:
    first, second = phase(noted, "p1"), phase(noted, "p2")
    band = drawn(noted, "p1")
    start = QPoint(round(band.x + band.width - 2), round(band.y + band.height / 2))
    send(noted, QEvent.Type.MouseButtonPress, start, held=CTRL)
    for step in (-30, -60):
        send(noted, QEvent.Type.MouseMove, start + QPoint(step, 0), held=CTRL)
    send(noted, QEvent.Type.MouseButtonRelease, start - QPoint(60, 0), held=CTRL)
    after = phase(noted, "p1")
    assert after.end is not None and first.end is not None and after.end < first.end
    assert phase(noted, "p2") == second


def test_esc_leaves_a_dragged_phase_as_it_was(qtbot: QtBot, noted: JourneyCanvas) -> None:
    band, before = drawn(noted, "p1"), phase(noted, "p1")
    drag(noted, QPoint(round(band.x) + 1, round(band.y + 8)), 80)
    key(qtbot, noted, Qt.Key.Key_Escape)
    send(noted, QEvent.Type.MouseButtonRelease, QPoint(round(band.x) + 81, round(band.y + 8)))
    assert phase(noted, "p1") == before


def test_a_study_that_cannot_be_written_is_read_all_the_same(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    case = canvas.session.case
    assert case is not None
    canvas.session.open_work(Work(study_for(case), None, "Somebody has it open."))
    band, before = drawn(canvas, "p1"), phase(canvas, "p1")
    drag(canvas, QPoint(round(band.x) + 1, round(band.y + 8)), 80)
    send(canvas, QEvent.Type.MouseButtonRelease, QPoint(round(band.x) + 81, round(band.y + 8)))
    assert phase(canvas, "p1") == before
    assert canvas.session.chosen == "p1"
    with qtbot.waitSignal(canvas.asked_for_study, timeout=1000):
        key(qtbot, canvas, Qt.Key.Key_N)
    assert canvas.session.editing is None


def test_a_place_is_marked_until_what_is_written_has_a_number(
    qtbot: QtBot, noted: JourneyCanvas
) -> None:
    def draft() -> Draft | None:
        sheet = noted.sheet()
        assert sheet is not None
        return draft_of(noted.session, sheet)

    entry = entry_of(noted, "NEET")
    noted.session.select(entry.id)
    assert draft() is None
    key(qtbot, noted, Qt.Key.Key_N)
    place = draft()
    assert place is not None and place.lane == "education"
    assert noted.scene is not None
    box, pencil = draft_marks(noted.scene, place, noted.measures())
    assert isinstance(box, Box) and box.fill == "focus"
    assert isinstance(pencil, Picture)
    note = cast(Note, noted.session.editing)
    noted.session.type(replace(note, text="Who decided?"))
    noted.session.finish()
    assert draft() is None
    assert drawn(noted, note.id)


def test_pins_move_with_the_picture_and_are_right_at_rest(qtbot: QtBot) -> None:
    case = big_case(300)
    canvas = JourneyCanvas(Session())
    qtbot.addWidget(canvas)
    canvas.resize(1400, 900)
    canvas.session.open_cohort(Cohort(name="crowded", cases=(case,)))
    canvas.session.open_work(Work(study_for(case, notes=60), None))
    canvas.session.show_period(minute_of(date(2008, 1, 1)), minute_of(date(2015, 6, 1)))
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.viewport().grab()
    canvas.session.pan(0.1)
    assert canvas.moving
    canvas.viewport().grab()
    qtbot.waitUntil(lambda: not canvas.moving)
    rested = canvas.viewport().grab().toImage()
    canvas.mover.forget()
    canvas._forget()
    assert canvas.viewport().grab().toImage() == rested
