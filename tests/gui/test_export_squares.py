"""Moving the squares of notes in the preview of an export: by pointer, by key, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from journeyviewer.export.page_size import PIXELS_PER_MM
from journeyviewer.export.presets import preset_text
from journeyviewer.model.study import Study
from journeyviewer.timeline.scene import Item
from journeyviewer.ui.export_dialog import STEP, ExportDialog
from tests.gui.conftest import cohort as cohort  # the hand-made cases
from tests.gui.test_export import dialog as dialog  # here on the study below
from tests.journeys import full_journey
from tests.written import a_study


@pytest.fixture
def study() -> Study:
    return a_study(full_journey(), 12)


def _square(dialog: ExportDialog, note: str) -> Item:
    dialog.preview.follow()
    return next(item for item in dialog.preview.scenes[0].items if item.note == note)


def _middle(item: Item) -> float:
    return item.x + item.width / 2


def _drag(qtbot: QtBot, dialog: ExportDialog, item: Item, far: float) -> None:
    sheet = dialog.preview.sheet
    y = item.y + item.height / 2
    start = sheet.point_of(_middle(item), y).toPoint()
    end = sheet.point_of(_middle(item) + far, y).toPoint()
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(sheet, (start + end) / 2)
    qtbot.mouseMove(sheet, end + QPoint(0, 9))
    assert not sheet.grab().isNull()
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=end)


@pytest.mark.parametrize("page", ["a4", "a3"])
def test_a_square_is_dragged_and_still_leads_to_its_day(
    qtbot: QtBot, dialog: ExportDialog, page: str
) -> None:
    dialog.page.setCurrentIndex(dialog.page.findData(page))
    before = _square(dialog, "n5")
    _drag(qtbot, dialog, before, 90)
    after = _square(dialog, "n5")
    # As near as the pixels of the preview allow.
    assert _middle(after) == pytest.approx(_middle(before) + 90, abs=4)
    assert (after.at, after.y) == (before.at, before.y)
    assert dialog.shown.notes.current == "n5"
    dialog.shown.notes.back.click()
    assert _square(dialog, "n5") == before and dialog.request().choice.moved == ()


def test_a_square_dragged_off_the_page_stays_in_the_figure(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    _drag(qtbot, dialog, _square(dialog, "n5"), 5000)
    scene, after = dialog.preview.scenes[0], _square(dialog, "n5")
    assert after.x + after.width <= scene.plot_right + 0.1 < scene.width
    assert after.x > scene.plot_right - 5 * PIXELS_PER_MM


def test_a_click_on_a_square_or_beside_it_moves_nothing(qtbot: QtBot, dialog: ExportDialog) -> None:
    item = _square(dialog, "n5")
    sheet = dialog.preview.sheet
    for x in (_middle(item), item.x + 40):
        place = sheet.point_of(x, item.y + item.height / 2).toPoint()
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=place)
    assert dialog.request().choice.moved == ()


def test_the_square_of_the_note_chosen_moves_by_key_and_by_button(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    ticks = dialog.shown.notes
    assert not ticks.left.isEnabled() and not ticks.back.isEnabled()
    before = _square(dialog, "n5")
    ticks.tree.setFocus()
    ticks.go_to("n5")
    qtbot.keyClick(ticks.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(ticks.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert _middle(_square(dialog, "n5")) == pytest.approx(_middle(before) + 2 * STEP, abs=0.2)
    qtbot.keyClick(ticks.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    ticks.left.click()
    ticks.left.click()
    assert _middle(_square(dialog, "n5")) == pytest.approx(_middle(before) - STEP, abs=0.2)
    assert _square(dialog, "n5").at == before.at
    ticks.back.click()
    assert _square(dialog, "n5") == before and not ticks.back.isEnabled()


def test_moved_squares_are_kept_by_a_preset(dialog: ExportDialog) -> None:
    dialog.shown.notes.move_square("n5", 40.0)
    text, moved = preset_text(dialog.request()), _square(dialog, "n5")
    dialog.shown.notes.move_square("n5", None)
    assert _square(dialog, "n5") != moved
    dialog.take_preset(text)
    assert _square(dialog, "n5") == moved


def test_a_note_that_no_page_draws_is_said_to_have_no_square(dialog: ExportDialog) -> None:
    dialog.shown.notes.tick(frozenset({"n4"}))
    dialog.shown.notes.go_to("n5")
    dialog.shown.notes.right.click()
    assert "no square" in dialog.said.text() and dialog.request().choice.moved == ()
