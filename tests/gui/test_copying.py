"""What is copied is noted in the log of exports when it holds dates, and its words are not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from journeyviewer.export.log import verify
from journeyviewer.paths import state_folder
from journeyviewer.session.changes import Page
from journeyviewer.ui.labels import PlainLabel
from journeyviewer.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def own(window: MainWindow) -> None:
    """Let the clipboard be the program's: without a screen it is nobody's."""
    window.copies.is_own = lambda: True


def lines() -> list[dict[str, Any]]:
    path = state_folder() / "exports.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_words_with_a_date_are_noted_by_their_sum_alone(window: MainWindow) -> None:
    words = "Seen on 3 May 2012 at home"
    field = QPlainTextEdit(words, window)
    field.selectAll()
    field.copy()
    (line,) = lines()
    assert line["files"] == [
        {"name": "clipboard", "sha256": hashlib.sha256(words.encode()).hexdigest()}
    ]
    assert line["precision"] == "day" and line["who"] and line["when"]
    assert "home" not in (state_folder() / "exports.jsonl").read_text()
    assert verify(state_folder() / "exports.jsonl") == (1, ())


def test_a_label_of_the_details_is_watched_too(window: MainWindow) -> None:
    label = PlainLabel("From 12 June 2013").selectable()
    label.setParent(window)
    label.setSelection(0, len(label.text()))
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == label.text()
    assert [line["precision"] for line in lines()] == ["day"]


def test_words_without_a_date_leave_no_line(window: MainWindow) -> None:
    field = QPlainTextEdit("Who decided, and why?", window)
    field.selectAll()
    field.copy()
    assert QGuiApplication.clipboard().text() == "Who decided, and why?"
    assert lines() == []


def test_rows_of_the_table_and_the_cohort_table_are_noted(window: MainWindow) -> None:
    window.session.show_page(Page.TABLE)
    rows = window.table.rows
    rows.selectRow(0)
    rows.copy()
    assert len(lines()) == 1
    window.cohort.copy_table()
    last = lines()[-1]
    assert last["cases"] == 2 and last["precision"] == "month"


def test_a_log_that_cannot_be_written_is_said(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    monkeypatch.setattr("journeyviewer.ui.copying.announce", lambda _, words: said.append(words))
    (tmp_path / "x exports.jsonl").mkdir()
    window.copies.study_file = lambda: tmp_path / "x.jvstudy"
    QGuiApplication.clipboard().setText("on 3 May 2012")
    assert said and "could not be written" in said[0]


def test_what_another_program_copies_is_not_looked_at(window: MainWindow) -> None:
    window.copies.is_own = lambda: False
    QGuiApplication.clipboard().setText("on 3 May 2012")
    assert lines() == []
