"""Studies whose sources changed, moved or went."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from journeyviewer.model import files
from journeyviewer.model.study import Note
from journeyviewer.paths import samples
from journeyviewer.ui.export_dialog import ExportDialog
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.studying import again as again_module
from journeyviewer.ui.studying.again import KEEP, NONE_WAITS, WITHOUT
from journeyviewer.ui.studying.sheet import Sheet
from journeyviewer.ui.studying.tray import TraySheet
from tests.gui.import_help import read_files
from tests.gui.study_help import answer, begin, note_on, rewrite, saved, study_of_a_file

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("unattended")]


@pytest.fixture
def left(fresh: Callable[[], MainWindow], qtbot: QtBot) -> Callable[[Path], tuple[Path, Path]]:
    """Return what makes a study of a file in a folder and closes its window: study and source."""

    def make(folder: Path) -> tuple[Path, Path]:
        window = fresh()
        paths = study_of_a_file(qtbot, window, folder)
        window.close()
        return paths

    return make


def test_a_changed_source_is_read_again_and_what_is_gone_waits_for_a_person(
    fresh: Callable[[], MainWindow],
    opened: Callable[[Path], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = fresh()
    path, source = study_of_a_file(qtbot, window, tmp_path)
    kept = note_on(window, date(2013, 4, 24))
    lost = note_on(window, date(2014, 9, 7))
    window.close()
    rewrite(source, "Swam her first mile")

    again = opened(path)
    bar = again.studies.bar
    qtbot.waitUntil(lambda: "changed since the study read it" in bar.words.text())
    records = len(again.session.case.entries) if again.session.case else 0
    bar.act.click()
    qtbot.waitUntil(lambda: "again" in bar.told, timeout=20_000)
    assert bar.told["again"].words.endswith("Your notes: 1 same, 1 to check.")
    assert again.session.case is not None and len(again.session.case.entries) == records - 1
    study = again.session.study
    assert study is not None
    found = study.items[kept.id]
    assert isinstance(found, Note) and found.target.anchor is not None
    assert again.session.entry(found.target.anchor.entry) is not None
    waits = study.items[lost.id]
    assert (
        isinstance(waits, Note) and waits.text == lost.text and waits.target.day == lost.target.day
    )
    assert "1 note waits" in bar.words.text()

    def keep(sheet: QDialog) -> int:
        assert isinstance(sheet, TraySheet)
        assert "Swam her first mile" in sheet.was.text()
        sheet.keep.click()
        return sheet.result()

    answer(monkeypatch, again_module, keep)
    bar.act.click()
    assert "waiting" not in bar.told
    monkeypatch.undo()
    again.studies.again.show_tray()
    hint = again.canvas.findChild(QLabel, "hint")
    assert hint is not None and hint.text() == NONE_WAITS
    saved(qtbot, again)
    again.close()
    third = opened(path)
    assert third.session.case is not None and len(third.session.case.entries) == records - 1
    assert "waiting" not in third.studies.bar.told


def test_work_goes_on_without_the_sources_and_follows_one_that_moved(
    left: Callable[[Path], tuple[Path, Path]],
    opened: Callable[[Path], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path, source = left(tmp_path)
    named = source.with_name("Renamed.xlsx")
    source.rename(named)
    again = opened(path)
    qtbot.waitUntil(lambda: again.reading.paths == [named])
    assert "sources" not in again.studies.bar.told
    again.close()
    named.unlink()
    third = opened(path)
    bar = third.studies.bar
    qtbot.waitUntil(lambda: "is not where the study read it" in bar.words.text())
    assert third.session.case is not None and third.session.can_write
    note_on(third, date(2013, 4, 24))
    saved(qtbot, third)


def test_no_case_leaves_a_study_because_its_file_is_gone_unless_a_person_says_so(
    fresh: Callable[[], MainWindow],
    opened: Callable[[Path], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, folder, path = fresh(), tmp_path / "files", tmp_path / "Own.jvstudy"
    folder.mkdir()
    for name in ("Case 1.xlsx", "Case 2.xlsx"):
        shutil.copy(samples() / name, folder / name)
    read_files(qtbot, window, folder)
    begin(qtbot, window, path)
    saved(qtbot, window)
    asked: list[str] = []

    def say(answer: str) -> Callable[[QDialog], int]:
        def press(sheet: QDialog) -> int:
            assert isinstance(sheet, Sheet)
            asked.append(sheet.words.text())
            button = sheet.away if answer == KEEP else sheet.act
            assert button.text() == answer
            # Enter does nothing that cannot be taken back.
            assert sheet.focusWidget() is sheet.away and sheet.away.autoDefault()
            button.click()
            return sheet.result()

        return press

    def cases() -> list[str]:
        found = window.session.cohort
        return [case.id for case in found.cases] if found is not None else []

    both = cases()
    (folder / "Case 2.xlsx").unlink()
    answer(monkeypatch, again_module, say(KEEP))
    read_files(qtbot, window, folder)
    assert len(asked) == 1 and cases() == both
    assert "“Case 2.xlsx” is not where the study read it." in asked[0]
    assert "what it says of 1 case" in asked[0]
    assert "You go on with the records kept in the study." in window.studies.bar.words.text()
    window.close()
    window = opened(path)
    assert cases() == both and len(asked) == 1
    answer(monkeypatch, again_module, say(WITHOUT))
    read_files(qtbot, window, folder)
    assert len(asked) == 2 and cases() == both[:1]
    saved(qtbot, window)


def test_a_study_taken_elsewhere_with_its_sources_finds_them_beside_it(
    left: Callable[[Path], tuple[Path, Path]],
    opened: Callable[[Path], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    path, source = left(here)
    here.rename(there)
    again = opened(there / path.name)
    qtbot.waitUntil(lambda: again.reading.paths == [there / source.name])
    assert "sources" not in again.studies.bar.told


def test_a_figure_takes_the_place_of_no_source_of_the_study(
    left: Callable[[Path], tuple[Path, Path]],
    opened: Callable[[Path], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, source = left(tmp_path)
    # As in another run, in which nothing has been read.
    monkeypatch.setattr(files, "_sources", {})
    before = source.read_bytes()
    again = opened(path)
    cohort, case = again.session.cohort, again.session.case
    assert cohort is not None and case is not None
    dialog = ExportDialog(again, cohort, case)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path))
    dialog.boxes["xlsx"].setChecked(True)
    dialog.export()
    qtbot.waitUntil(lambda: "one of the files that were read" in dialog.said.text(), timeout=20_000)
    assert source.read_bytes() == before and not list(tmp_path.glob("*.png"))
