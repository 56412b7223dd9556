"""The assistant for columns, as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from journeyviewer.ui.importing.columns import ColumnsDialog
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import EXCLUSIONS, at_report, button, read_files, words

pytestmark = pytest.mark.gui


def test_tables_nobody_knows_come_first_and_an_empty_journey_is_not_drawn(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "exclusions.csv"
    path.write_text(EXCLUSIONS)
    read_files(qtbot, empty_window, path)
    page = empty_window.desk.page
    assert page.lanes.isHidden() and page.open.toolTip()
    name = button(page, "Name the columns…")
    qtbot.waitUntil(lambda: empty_window.focusWidget() is name)


def test_columns_are_named_and_the_journeys_open(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "exclusions.csv"
    path.write_text(EXCLUSIONS)
    read_files(qtbot, empty_window, path)
    assert at_report(empty_window) and "What is in these columns?" in words(empty_window.desk.page)
    drawn: list[str] = []

    def choose(dialog: ColumnsDialog) -> int:
        assert not dialog.take.isEnabled() and "lane" in dialog.said.text()
        dialog.lane.setCurrentIndex(dialog.lane.findData("education"))
        assert dialog.take.isEnabled()
        qtbot.waitUntil(lambda: dialog.session.case is not None, timeout=20_000)
        drawn.append(dialog.said.text())
        dialog.accept()
        return 1

    monkeypatch.setattr(ColumnsDialog, "exec", choose)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(empty_window.desk.page, "Name the columns…").click()
    assert drawn == ["2 cases from 3 rows."]
    button(empty_window.desk.page, "Open the journeys").click()
    cohort = empty_window.session.cohort
    assert cohort is not None and [case.id for case in cohort.cases] == ["YP1", "YP2"]
    read_files(qtbot, empty_window, path)
    assert not at_report(empty_window), "what was named is remembered"


def test_the_assistant_draws_a_journey_that_its_table_has_a_part_in(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    first, second = book.active, book.create_sheet("Exclusions")
    first.title = "Chronology"
    first.append(["Date", "What happened"])
    first.append(["13/05/2011", "Referral by school"])
    for line in EXCLUSIONS.splitlines():
        second.append(line.split(","))
    book.save(tmp_path / "both.xlsx")
    read_files(qtbot, empty_window, tmp_path / "both.xlsx")
    cohort = empty_window.desk.cohort
    assert cohort is not None
    (table,) = (each for each in cohort.tables if each.sheet == "Exclusions")
    dialog = ColumnsDialog(empty_window, table, empty_window.reading)
    qtbot.addWidget(dialog)
    dialog.lane.setCurrentIndex(dialog.lane.findData("education"))
    qtbot.waitUntil(lambda: dialog.session.case is not None, timeout=20_000)
    read = dialog.session.cohort
    assert read is not None and len(read.cases) == 3
    assert dialog.session.case is not None and dialog.session.case.id == "YP1"
    box = dialog.boxes[2]
    box.activated.emit(box.currentIndex())
    reason = dialog.rows.item(1, 2)
    assert reason is not None and reason.text() == "You chose it."
    dialog.reject()


def test_two_columns_cannot_hold_the_same(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "exclusions.csv"
    path.write_text(EXCLUSIONS)
    read_files(qtbot, empty_window, path)
    assert empty_window.desk.cohort is not None
    dialog = ColumnsDialog(empty_window, empty_window.desk.cohort.tables[0], empty_window.reading)
    qtbot.addWidget(dialog)
    boxes = [one for one in dialog.boxes if isinstance(one, QComboBox)]
    boxes[2].setCurrentIndex(boxes[2].findData("start"))
    assert "Two columns hold the same" in dialog.said.text() and not dialog.take.isEnabled()
    dialog.reject()


def test_a_form_that_is_not_sure_is_said_and_its_columns_can_be_named(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "YP7.csv"
    path.write_text(
        "When,What took place\n3 May 2014,Ran from school and was found at the park nearby\n"
        "4 May 2014,Came to the meeting with her sister and spoke about school\n"
    )
    read_files(qtbot, empty_window, path)
    empty_window.show_report()
    assert "is that right?" in words(empty_window.desk.page)
    assert button(empty_window.desk.page, "Name the columns…").isEnabled()


def test_tab_goes_through_all_columns_and_on_to_what_is_below(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wide.csv"
    names = [f"thing {at}" for at in range(12)]
    path.write_text(",".join(names) + "\n" + ",".join("x" for _ in names) + "\n")
    read_files(qtbot, empty_window, path)
    walked: list[str] = []
    cut: list[str] = []

    def walk(dialog: ColumnsDialog) -> int:
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.boxes[0].setFocus()
        for _ in range(len(names) + 6):
            here = QApplication.focusWidget()
            assert here is not None
            walked.append(here.accessibleName() or here.objectName())
            if here in dialog.boxes and here.visibleRegion().boundingRect() != here.rect():
                cut.append(walked[-1])
            qtbot.keyClick(here, Qt.Key.Key_Tab)
            QApplication.processEvents()
        return 0

    monkeypatch.setattr(ColumnsDialog, "exec", walk)
    button(empty_window.desk.page, "Name the columns…").click()
    assert walked[: len(names)] == [f"What “{name}” holds" for name in names]
    assert walked[len(names) :][:4] == [
        "The first rows of the table",
        "Lane of the whole table",
        "One case for the whole table",
        "What happened, in every row",
    ]
    # What has the keyboard is brought into sight.
    assert not cut
