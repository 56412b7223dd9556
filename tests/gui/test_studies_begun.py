"""Studies begun in the window, put away and opened again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.study import Note
from journeyviewer.paths import sample_study, samples
from journeyviewer.session.changes import Page
from journeyviewer.study.store import StudyFile
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.studying import desk as desk_module
from journeyviewer.ui.studying.making import KeySheet, NewStudySheet, SecretSheet
from tests.gui.study_help import answer, begin, drop, open_study, saved, write

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("unattended")]


def test_a_study_of_what_is_open_keeps_its_records_and_goes_on_in_another_window(
    window: MainWindow, opened: Callable[[Path], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path, cohort = tmp_path / "Review.jvstudy", window.session.cohort
    begin(qtbot, window, path)
    note = write(window, "Who decided?")
    window.session.choose_case("2")
    saved(qtbot, window)
    assert "Case file review" in window.windowTitle()
    qtbot.waitUntil(lambda: window.status.how_saved.startswith("Saved on this computer "))
    assert window.close()

    again = opened(path)
    assert again.session.cohort == cohort
    assert again.session.study is not None and again.session.study.items[note.id] == note
    assert again.session.case is not None and again.session.case.id == "2"
    assert again.status.how_saved.startswith("Saved on this computer")
    again.session.choose_case("1")
    assert again.status.open.text().endswith("records, 1 note")
    assert again.reading.paths == []


def test_the_first_note_begins_a_study_with_one_enter(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "test.jvstudy"
    monkeypatch.setattr("journeyviewer.ui.studying.making.free_place", lambda title: place)
    asked: list[NewStudySheet] = []

    def enter(sheet: QDialog) -> int:
        assert isinstance(sheet, NewStudySheet)
        asked.append(sheet)
        sheet.act.click()
        return sheet.result()

    answer(monkeypatch, desk_module, enter)
    then: list[bool] = []
    window.write_with(lambda: then.append(window.session.can_write))
    qtbot.waitUntil(lambda: then == [True])
    assert place.exists() and window.session.study is not None
    assert window.session.study.title == "test"
    window.write_with(lambda: then.append(True))
    assert then == [True, True] and len(asked) == 1


def test_the_key_of_a_note_begins_a_study_and_then_the_note(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "test.jvstudy"
    monkeypatch.setattr("journeyviewer.ui.studying.making.free_place", lambda title: place)

    def enter(sheet: QDialog) -> int:
        assert isinstance(sheet, NewStudySheet)
        sheet.analyst.setText("AB")
        sheet.act.click()
        return sheet.result()

    answer(monkeypatch, desk_module, enter)
    assert window.session.case is not None
    window.session.select(window.session.case.entries[0].id)
    asked: list[bool] = []
    window.canvas.asked_to_write.connect(lambda: asked.append(True))
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: asked == [True])
    begun = window.session.editing
    assert isinstance(begun, Note) and begun.author == "AB"
    assert begun.target.anchor is not None
    assert begun.target.anchor.entry == window.session.case.entries[0].id


def test_a_new_study_says_what_is_still_needed(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = NewStudySheet(None, "", "")
    qtbot.addWidget(sheet)
    taken = tmp_path / "taken.jvstudy"
    taken.touch()
    for widget, words, said in (
        (sheet.title_field, "Review", "title"),
        (sheet.analyst, "AB", "initials"),
        (sheet.place, str(taken), ""),
    ):
        sheet.accept()
        assert said in sheet.said.text() and not sheet.result()
        widget.setText(words)
    sheet.accept()
    assert "is there already" in sheet.said.text()
    sheet.place.setText(str(tmp_path / "no folder" / "a"))
    sheet.accept()
    assert "There is no folder" in sheet.said.text()
    sheet.place.setText(str(tmp_path / "free"))
    sheet.lock.setChecked(True)
    sheet.passphrase.setText("short")
    sheet.accept()
    assert "10 letters" in sheet.said.text()
    sheet.passphrase.setText("four words do well")
    sheet.accept()
    assert "differ" in sheet.said.text()
    sheet.again.setText("four words do well")
    sheet.accept()
    assert sheet.result() and sheet.wanted().path == tmp_path / "free.jvstudy"


def test_a_locked_study_opens_with_passphrase_or_recovery_key_alone(
    window: MainWindow,
    opened: Callable[[Path], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []

    def keep(sheet: QDialog) -> int:
        assert isinstance(sheet, KeySheet)
        shown.append(sheet.key)
        return 1

    answer(monkeypatch, desk_module, keep)
    path = tmp_path / "Locked.jvstudy"
    begin(qtbot, window, path, "four words do well")
    write(window, "Rosemary and thyme")
    saved(qtbot, window)
    window.close()
    assert b"Rosemary" not in path.read_bytes() and len(shown) == 1

    secrets = ["wrong words", "four words do well"]
    said: list[str] = []

    def type_secret(sheet: QDialog) -> int:
        assert isinstance(sheet, SecretSheet)
        said.append(sheet.said.text())
        sheet.secret.setText(secrets.pop(0))
        return 1

    answer(monkeypatch, desk_module, type_secret)
    again = opened(path)
    assert "does not open" in said[1]
    again.close()
    secrets.append(shown[0])
    third = opened(path)
    assert third.session.can_write


def test_recent_studies_are_listed_and_the_list_can_be_switched_off(
    window: MainWindow, review: Path, qtbot: QtBot
) -> None:
    write(window, "First")
    window.close_cohort()
    assert window.session.study is None and window.pages.currentWidget() is window.welcome
    (told,) = [json.loads(said) for said in window.settings.studies.values()]
    assert told["title"] == "Case file review" and (told["cases"], told["notes"]) == (2, 1)
    rows = window.welcome.recent
    named = [
        widget.accessibleName()
        for at in range(rows.count())
        if (item := rows.itemAt(at)) is not None and (widget := item.widget()) is not None
    ]
    assert "Open the study Case file review" in named
    window.welcome._keep(False)
    assert window.settings.studies == {}
    open_study(qtbot, window, review)
    window.close_cohort()
    assert window.settings.studies == {}


def test_another_reading_puts_the_study_away_saved(
    window: MainWindow, review: Path, tmp_path: Path, qtbot: QtBot, cohort: Cohort
) -> None:
    keeper = window.studies.keeper
    assert keeper is not None and keeper.opened.records is not None
    source = tmp_path / "Case 1.xlsx"
    shutil.copy(samples() / "Case 1.xlsx", source)
    window.close_cohort()
    window.read([source])
    qtbot.waitUntil(lambda: window.session.case is not None, timeout=20_000)
    begin(qtbot, window, tmp_path / "Own.jvstudy")
    note = write(window, "Stays")
    window.show_cohort(Cohort(name="another", cases=cohort.cases[:1]))
    # The files that were read are still the study's own, so it goes on, and its note waits.
    assert window.session.study is not None and note.id in window.session.study.items
    other = tmp_path / "Case 2.xlsx"
    shutil.copy(samples() / "Case 2.xlsx", other)
    window.read([other])
    qtbot.waitUntil(lambda: window.session.study is None, timeout=20_000)
    assert "was closed; all of it is saved" in window.studies.bar.words.text()
    assert window.session.page is Page.JOURNEY


def test_the_study_of_the_invented_cases_is_read_only_and_makes_one_of_ones_own(
    fresh: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = sample_study().read_bytes()
    beside = sorted(path.name for path in samples().iterdir())
    window = fresh()
    window.open_samples()
    qtbot.waitUntil(lambda: window.session.study is not None)
    session, bar = window.session, window.studies.bar
    assert session.study is not None and session.cohort is not None
    assert len(session.cohort.cases) == 10 and not session.can_write
    assert all(session.study.notes_of(case.id) for case in session.cohort.cases)
    assert (len(session.study.phases_of("1")), len(session.study.notes_of("1"))) == (6, 30)
    assert bar.act.text() == "Save my own…"

    def enter(sheet: QDialog) -> int:
        assert isinstance(sheet, NewStudySheet)
        sheet.analyst.setText("AB")
        sheet.place.setText(str(tmp_path / "Mine.jvstudy"))
        sheet.act.click()
        return sheet.result()

    answer(monkeypatch, desk_module, enter)
    items = session.study.items
    bar.act.click()
    qtbot.waitUntil(lambda: session.can_write)
    assert session.study.items == items and session.study.analyst == "AB"
    assert "read-only" not in bar.told and "sources" not in bar.told
    write(window, "Mine")
    saved(qtbot, window)
    window.close()
    assert sample_study().read_bytes() == before
    assert sorted(path.name for path in samples().iterdir()) == beside


def test_a_study_without_records_takes_the_first_that_are_read(
    fresh: Callable[[], MainWindow],
    opened: Callable[[Path], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    cohort: Cohort,
) -> None:
    path = tmp_path / "Bare.jvstudy"
    StudyFile.create(path, "Bare", "AB").close()
    window = fresh()
    drop(window, path)
    qtbot.waitUntil(lambda: window.studies.keeper is not None)
    assert window.pages.currentWidget() is window.error
    assert "holds no records yet" in window.error.words.text()
    window.show_cohort(cohort)
    assert window.session.can_write and window.session.case is not None
    note = write(window, "First")
    saved(qtbot, window)
    window.close()
    again = opened(path)
    assert again.session.cohort == cohort
    assert again.session.study is not None and note.id in again.session.study.items
