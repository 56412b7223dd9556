"""Exporting from the window: what is previewed is what is written, and dates need a reason."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.figures import FigurePreset
from journeyviewer.model.items import new_id
from journeyviewer.model.study import Note, Study, Target, study_of
from journeyviewer.paths import state_folder
from journeyviewer.study.codec import from_json, to_json
from journeyviewer.ui.export_dialog import DATES, OTHER, ExportDialog
from journeyviewer.ui.printing import preview_of, print_pages, print_words
from tests.gui.conftest import cohort as cohort  # the hand-made cases
from tests.journeys import full_journey


@pytest.fixture
def study() -> Study:
    note = Note(id=new_id(), target=Target(case="1", start=date(2012, 6, 1)), text="Who decided?")
    return study_of("s", "Study", "AB", [note])


@pytest.fixture
def dialog(qtbot: QtBot, cohort: Cohort, study: Study, tmp_path: Path) -> Iterator[ExportDialog]:
    made = ExportDialog(None, cohort, full_journey(), study)
    qtbot.addWidget(made)
    made.folder.setText(str(tmp_path / "out"))
    made.show()
    made.preview.follow()
    yield made
    made.close()


def _texts(dialog: ExportDialog) -> str:
    marks = dialog.preview.scenes[dialog.preview.at].marks
    return "\n".join(str(getattr(mark, "text", "")) for mark in marks)


def _choose(dialog: ExportDialog, value: str) -> None:
    dialog.time.setCurrentIndex(dialog.time.findData(value))


def test_the_preview_shows_the_page_that_is_written(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert "Who decided?" in _texts(dialog)
    dialog.notes.setChecked(False)
    dialog.preview.follow()
    assert "Who decided?" not in _texts(dialog)
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=20_000)
    picture = QImage(str(tmp_path / "out" / "Case 1.png"))
    scene = dialog.preview.scenes[0]
    assert picture.width() / picture.height() == pytest.approx(scene.width / scene.height, rel=0.01)


def test_dates_leave_only_with_a_reason_and_the_log_keeps_it(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    _choose(dialog, DATES)
    assert dialog.reason.isVisible()
    dialog.export()
    assert "why dates leave" in dialog.said.text() and not dialog.written
    dialog.reason.setText("For the court")
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=20_000)
    lines = (state_folder() / "exports.jsonl").read_text().splitlines()
    last = json.loads(lines[-1])
    assert (last["reason"], last["precision"], last["cases"]) == ("For the court", "day", 1)
    assert [one["name"] for one in last["files"]] == [path.name for path in dialog.written]


def test_the_wheel_rolls_past_the_lists_of_the_form_and_changes_no_answer(
    dialog: ExportDialog,
) -> None:
    before = dialog.request()
    for box in (dialog.page, dialog.theme, dialog.time, dialog.shown.shows, dialog.shown.tiles):
        at = QPointF(box.rect().center())
        turn = QWheelEvent(
            at,
            QPointF(box.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, turn)
        # Left to the form it stands in.
        assert not turn.isAccepted()
    assert dialog.request() == before


def test_a_coarser_time_is_in_the_page_before_it_leaves(dialog: ExportDialog) -> None:
    assert "rounded to the month" in _texts(dialog)
    _choose(dialog, "half-year")
    dialog.preview.follow()
    assert "rounded to the half-year" in _texts(dialog)


def test_a_page_that_cannot_be_made_says_why_in_its_place(dialog: ExportDialog) -> None:
    dialog.page.setCurrentIndex(dialog.page.findData(OTHER))
    dialog.own_size.setText("10x10")
    dialog.preview.follow()
    assert not dialog.preview.scenes
    assert "too small" in dialog.preview.sheet.words


def test_the_check_counts_in_the_background_and_forgets_with_another_choice(
    qtbot: QtBot, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDialog, "exec", lambda self: shown.append(self.text.toPlainText()) or 0)
    dialog.check.begin()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert "ages to the month" in shown[0]
    assert "one case only" in dialog.check.words.text()
    _choose(dialog, "year")
    assert dialog.check.found is None and dialog.check.words.text() == ""


def test_choices_are_kept_in_the_study_and_come_back(
    qtbot: QtBot, dialog: ExportDialog, cohort: Cohort, study: Study
) -> None:
    kept: list[FigurePreset] = []
    dialog.presets.kept.connect(kept.append)
    dialog.boxes["pdf"].setChecked(True)
    _choose(dialog, "quarter")
    dialog.presets.asked.emit("For the board")
    (preset,) = kept
    assert from_json(to_json(preset)) == preset
    assert "quarter" in preset.text and str(dialog.folder.text()) not in preset.text
    again = ExportDialog(None, cohort, full_journey(), study.with_item(preset))
    qtbot.addWidget(again)
    assert not again.boxes["pdf"].isChecked()
    again.presets.choose("For the board")
    assert again.boxes["pdf"].isChecked()
    assert again.request().precision == "quarter"


def test_a_page_is_printed_whole_and_in_grey_on_a_printer_without_colours(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    pages = list(dialog.preview.scenes)
    preview = preview_of(None, pages, "light")
    qtbot.addWidget(preview)
    printer = preview.kept
    assert printer.pageLayout().pageSize().isValid()
    for mode in (QPrinter.ColorMode.Color, QPrinter.ColorMode.GrayScale):
        path = tmp_path / f"{mode.name}.pdf"
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setColorMode(mode)
        print_pages(printer, pages, "light")
        assert path.read_bytes().startswith(b"%PDF")
        assert path.stat().st_size > 10_000
    colour, grey = (tmp_path / f"{name}.pdf" for name in ("Color", "GrayScale"))
    assert colour.read_bytes() != grey.read_bytes()


def _last_left() -> dict[str, Any]:
    lines = (state_folder() / "exports.jsonl").read_text().splitlines()
    return dict(json.loads(lines[-1]))


def test_a_page_is_copied_as_a_picture_and_noted(dialog: ExportDialog) -> None:
    dialog.copy.click()
    carried = QGuiApplication.clipboard().mimeData()
    data = bytes(carried.data("image/png").data())
    copied = QImage.fromData(data)
    scene = dialog.preview.scenes[0]
    assert copied.width() == round(scene.width * 200 / 96)
    assert QGuiApplication.clipboard().image().size() == copied.size()
    last = _last_left()
    (one,) = last["files"]
    assert one == {"name": "clipboard picture", "sha256": hashlib.sha256(data).hexdigest()}
    assert (last["precision"], last["cases"]) == ("month", 1)
    assert "copied as a picture" in dialog.said.text()


def test_a_picture_with_dates_is_copied_only_with_a_reason(dialog: ExportDialog) -> None:
    QGuiApplication.clipboard().clear()
    _choose(dialog, DATES)
    dialog.copy.click()
    assert "why dates leave" in dialog.said.text()
    assert QGuiApplication.clipboard().image().isNull()
    dialog.reason.setText("For the court")
    dialog.copy.click()
    assert (_last_left()["reason"], _last_left()["precision"]) == ("For the court", "day")


def test_a_picture_that_cannot_be_noted_is_not_copied(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().clear()
    (tmp_path / "Own exports.jsonl").mkdir()
    dialog.study_file = tmp_path / "Own.jvstudy"
    dialog.copy.click()
    assert "log of exports" in dialog.said.text()
    assert QGuiApplication.clipboard().image().isNull()


@pytest.mark.parametrize("answer", list(QDialog.DialogCode))
def test_pages_are_noted_where_they_were_printed(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch, answer: QDialog.DialogCode
) -> None:
    dialog.copy.click()
    monkeypatch.setattr(QDialog, "exec", lambda self: answer)
    dialog.print.click()
    printed = answer == QDialog.DialogCode.Accepted
    assert (_last_left()["files"][0]["name"] == "printer") == printed
    assert ("sent to the printer" in dialog.said.text()) == printed


def test_the_window_is_painted_while_figures_are_written(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    dialog.boxes["pdf"].setChecked(True)
    dialog.boxes["svg"].setChecked(True)
    for _ in range(3):
        dialog.written = []
        dialog.export()
        while not dialog.written:
            dialog.preview.sheet.show_scene(dialog.preview.scenes[0], "dark")
            dialog.grab()
            qtbot.wait(1)
    assert len(dialog.written) == 5


def test_the_keyboard_is_at_stop_while_figures_are_written_and_back_at_export_then(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    dialog.start.setFocus()
    QTest.keyClick(dialog.start, Qt.Key.Key_Space)
    assert dialog.focusWidget() is dialog.close_button
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=30_000)
    assert dialog.focusWidget() is dialog.start


def test_a_period_some_lanes_and_own_words_are_in_the_page(
    qtbot: QtBot, cohort: Cohort, study: Study
) -> None:
    period = (date(2010, 1, 1), date(2013, 1, 1))
    made = ExportDialog(None, cohort, full_journey(), study, period=period)
    qtbot.addWidget(made)
    made.shown.shows.setCurrentIndex(1)
    made.shown.take_lanes(("legal", "support"))
    made.shown.title.setText("Settled at last")
    made.shown.caption.setText("Drawn for the board in May 2012")
    made.preview.follow()
    words = _texts(made)
    assert "Settled at last" in words and "Drawn for the board" in words
    assert "May 2012" not in words
    assert "Legal status" in words and "Residence" not in words
    made.shown.take_tiles(3)
    made.preview.follow()
    assert len(made.preview.scenes) >= 3


def test_the_preset_for_sharing_is_coarse_and_without_notes(dialog: ExportDialog) -> None:
    dialog.presets.choose("For sharing")
    asked = dialog.request()
    assert (asked.precision, asked.notes, asked.axis) == ("half-year", False, "ages")
    assert dialog.broader.isChecked()


def test_a_recovery_key_can_be_printed(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "key.pdf"))
    print_words(printer, "Recovery key of the study “Review”", ["ABCDE-FGHIJ", "KLMNO-PQRST"])
    data = (tmp_path / "key.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    if shutil.which("pdftotext") is not None:
        command = ["pdftotext", str(tmp_path / "key.pdf"), "-"]
        said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        assert "ABCDE-FGHIJ" in said and "KLMNO-PQRST" in said
