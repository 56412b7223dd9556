"""A large extract: the window asks which cases are read, and reads these."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeyviewer.ingest import choosing
from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.ui import reading as window_reading
from journeyviewer.ui.asked import decisions_path, kept_terms
from journeyviewer.ui.importing.cases import CasesDialog
from journeyviewer.ui.look import PlainLabel
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import read_files

ROWS = {"YP1": 6, "YP2": 4, "YP10": 1}


def extract(folder: Path) -> Path:
    path = folder / "extract.csv"
    lines = [
        f"{name},Residence,{day + 13}/01/2010,,Foster care\n"
        for name, rows in ROWS.items()
        for day in range(rows)
    ]
    path.write_text("Case,Lane,Start,End,What\n" + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def asking(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()

    def read_paths(paths: list[Path], *, terms: Terms, **others: object) -> Cohort:
        return read_here(paths, terms)

    monkeypatch.setattr(choosing, "MANY", 5)
    monkeypatch.setattr(window_reading, "read_paths", read_paths)
    made.reading.terms = kept_terms()
    return made


def dialog(qtbot: QtBot) -> CasesDialog:
    made = CasesDialog(None, ROWS)
    qtbot.addWidget(made)
    made.show()
    return made


def answering(act: object) -> None:
    """Do something with the question once it is there."""

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, CasesDialog):
            act(found)  # type: ignore[operator]
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_b40_the_cases_that_were_ticked_are_read(
    asking: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    def tick(found: CasesDialog) -> None:
        qtbot.keyClicks(found.search, "10")
        assert found.model.listed == ["YP10"]
        found.table.setFocus()
        found.table.setCurrentIndex(found.model.index(0, 0))
        qtbot.keyClick(found.table, Qt.Key.Key_Space)
        assert found.some.text() == "Read 1 case"
        found.some.click()

    answering(tick)
    path = extract(tmp_path)
    read_files(qtbot, asking, path)
    assert asking.session.cohort is not None
    assert [case.id for case in asking.session.cohort.cases] == ["YP10"]
    assert asking.reading.terms.decisions.cases == ("YP10",)
    asking.desk.decide({})
    qtbot.waitUntil(lambda: not asking.reading.busy)
    assert decisions_path().exists() and kept_terms().decisions.cases is None


def test_b40_all_can_be_read_and_another_file_is_asked_about_anew(
    asking: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    answering(lambda found: found.accept())
    read_files(qtbot, asking, extract(tmp_path))
    assert asking.session.cohort is not None and len(asking.session.cohort.cases) == 3
    assert asking.reading.terms.decisions.cases == ()
    (tmp_path / "other").mkdir()
    asked: list[CasesDialog] = []

    def cancel(found: CasesDialog) -> None:
        asked.append(found)
        found.reject()

    answering(cancel)
    with qtbot.waitSignal(asking.reading.failed, timeout=20_000):
        asking.read([extract(tmp_path / "other")])
    qtbot.waitUntil(lambda: bool(asked))
    assert asking.session.cohort is not None and len(asking.session.cohort.cases) == 3


def test_the_question_counts_what_is_chosen(qtbot: QtBot) -> None:
    found = dialog(qtbot)
    assert not found.some.isEnabled()
    found.listed.click()
    assert "3 chosen, 11 rows" in found.said.text()
    assert found.some.text() == "Read 3 cases"
    found.listed.click()
    assert not found.some.isEnabled()
    qtbot.keyClicks(found.search, "YP1")
    found.listed.click()
    qtbot.keyClick(found.search, Qt.Key.Key_Return)
    assert found.cases == ("YP1", "YP10")
    other = CasesDialog(None, ROWS, 70_000)
    qtbot.addWidget(other)
    assert any("70,000 further rows" in label.text() for label in other.findChildren(PlainLabel))
    qtbot.keyClicks(other.search, "nobody")
    assert "0 cases listed" in other.said.text()
    assert not other.listed.isEnabled()


def test_what_cannot_be_read_is_told_case_by_case(qtbot: QtBot) -> None:
    found = CasesDialog(None, {**ROWS, "YP3": 0}, 9, {"YP2": 2, "YP3": 7})
    qtbot.addWidget(found)
    model = found.model
    shown = [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert shown == [["YP1", "6", ""], ["YP2", "4", "2"], ["YP10", "1", ""], ["YP3", "0", "7"]]
    assert not model.flags(model.index(3, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    found.listed.click()
    assert "3 chosen, 11 rows. 2 more rows cannot be read." in found.said.text()
    assert found.listed.text() == "Untick all listed"
    found.some.click()
    assert found.cases == ("YP1", "YP2", "YP10")
