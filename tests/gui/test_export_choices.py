"""Choosing in the window what a figure shows in single: notes, and words on marks."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journeyviewer.export.presets import preset_text
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.study import Study
from journeyviewer.ui.export_dialog import ExportDialog
from tests.gui.conftest import cohort as cohort  # the hand-made cases
from tests.gui.test_export import dialog as dialog  # here on the study below
from tests.journeys import full_journey
from tests.written import a_note, a_study


@pytest.fixture
def study() -> Study:
    return a_study(full_journey(), 6, [a_note(50, "2", "Of another case")])


def _texts(dialog: ExportDialog) -> str:
    dialog.preview.follow()
    marks = [mark for scene in dialog.preview.scenes for mark in scene.marks]
    return "\n".join(str(getattr(mark, "text", "")) for mark in marks)


def test_a_note_is_left_out_by_key_and_its_words_with_it(
    qtbot: QtBot, dialog: ExportDialog, study: Study
) -> None:
    ticks = dialog.shown.notes
    assert dialog.request().choice.notes is None and "All 6 notes" in ticks.words.text()
    _, note = study.numbered("1")[2]
    only = [other.text for _, other in study.numbered("1")].count(note.text) == 1
    assert only and note.text in _texts(dialog)
    ticks.go_to(note.id)
    qtbot.keyClick(ticks.tree, Qt.Key.Key_Space)
    kept = dialog.request().choice.notes
    assert kept is not None and note.id not in kept and "n50" in kept
    qtbot.waitUntil(lambda: "5 of 6 notes" in ticks.words.text())
    assert note.text not in _texts(dialog)
    dialog.notes.setChecked(False)
    assert not ticks.isVisible()


def test_ticked_notes_are_kept_by_a_preset_for_every_case(
    qtbot: QtBot, dialog: ExportDialog, cohort: Cohort, study: Study
) -> None:
    first = study.numbered("1")[0][1].id
    dialog.shown.notes.tick(frozenset({first}))
    text = preset_text(dialog.request())
    dialog.shown.notes.all.click()
    assert dialog.request().choice.notes is None
    dialog.take_preset(text)
    assert dialog.shown.notes.ticked == {first}
    assert dialog.request().choice.notes == {first, "n50"}
    dialog.shown.notes.none.click()
    assert dialog.request().choice.notes == {"n50"}


def test_numbers_of_an_older_preset_are_shown_as_the_notes_they_are(
    dialog: ExportDialog, study: Study
) -> None:
    found = json.loads(preset_text(dialog.request())) | {"note_numbers": [1, 4]}
    dialog.take_preset(json.dumps(found | {"format": "jv-preset-1"}))
    numbered = dict(study.numbered("1"))
    assert dialog.shown.notes.ticked == {numbered[1].id, numbered[4].id}
    assert dialog.request().choice.notes == {numbered[1].id, numbered[4].id, "n50"}


def test_words_are_left_off_a_lane_or_a_single_mark_by_key(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    ticks = dialog.shown.words
    before = _texts(dialog).splitlines()
    assert "Care order" in "\n".join(before) and dialog.request().choice.wordless == frozenset()
    lane = ticks.tree.topLevelItem(0)
    assert lane is not None and lane.text(0) == "Legal status"
    ticks.tree.setCurrentItem(lane)
    qtbot.keyClick(ticks.tree, Qt.Key.Key_Space)
    assert dialog.request().choice.wordless == {"legal"}
    after = _texts(dialog).splitlines()
    assert not any(words.startswith("Care order (") for words in after)
    assert "Legal status" in after
    qtbot.keyClick(ticks.tree, Qt.Key.Key_Right)
    qtbot.keyClick(ticks.tree, Qt.Key.Key_Down)
    qtbot.keyClick(ticks.tree, Qt.Key.Key_Space)
    kept = dialog.request().choice.wordless
    assert ticks.current not in kept and kept == ticks.by_lane["legal"] - {ticks.current}
    text = preset_text(dialog.request())
    ticks.all.click()
    dialog.take_preset(text)
    assert dialog.request().choice.wordless == kept


def test_words_left_off_for_another_case_stay_in_the_choice(dialog: ExportDialog) -> None:
    found = json.loads(preset_text(dialog.request())) | {"wordless": ["elsewhere", "residence"]}
    dialog.take_preset(json.dumps(found))
    assert dialog.request().choice.wordless == {"elsewhere", "residence"}
    assert not dialog.shown.words.ticked & dialog.shown.words.by_lane["residence"]
