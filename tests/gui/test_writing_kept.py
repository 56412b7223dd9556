"""Words typed a moment ago join the study whichever way the writing ends."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyviewer.model.study import Note, study_of
from journeyviewer.session.work import Work
from journeyviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def writing(window: MainWindow) -> MainWindow:
    """A window with an empty study and a record selected."""
    window.session.open_work(Work(study_of("s", "S", "AB", []), None))
    window.session.reach(window.session.in_lane("residence")[1])
    return window


@pytest.mark.parametrize("way", ["next_case", "undo", "close", "new"])
def test_what_was_typed_just_before_is_kept_whichever_way_the_writing_ends(
    writing: MainWindow, way: str
) -> None:
    writing.write("note")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Typed a moment ago")
    work = writing.session.work
    assert work is not None
    if way == "close":
        writing.session.open_work(None)
    elif way == "new":
        writing.write("case")
    else:
        writing.acts.made[way][1].trigger()
    if way == "undo":
        # The newest step is this note.
        writing.acts.made["redo"][1].trigger()
    kept = [item for item in work.study.items.values() if isinstance(item, Note)]
    assert [note.text for note in kept] == ["Typed a moment ago"]
