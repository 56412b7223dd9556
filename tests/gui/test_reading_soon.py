"""A source that is read at once is drawn at once: the window never says that it is reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journeyviewer.ingest.read import discard_child
from journeyviewer.ui.main_window import MainWindow

TABLE = (
    "Case,Gender,Born,Lane,Start,End,What\n1,Female,May 2000,residence,01/02/2010,,Foster care\n"
)


@pytest.fixture
def bare(qtbot: QtBot) -> MainWindow:
    discard_child()
    made = MainWindow(welcoming=False)
    made.asks_first = False
    qtbot.addWidget(made)
    return made


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.gui
def test_it_is_open_when_the_waiting_ends(bare: MainWindow, tmp_path: Path) -> None:
    bare.reading.begin([written(tmp_path, "a.csv", TABLE)], 60_000)
    assert bare.session.case is not None and bare.session.case.id == "1"
    assert not bare.reading.busy
    assert "loading" not in vars(bare)


@pytest.mark.gui
def test_what_is_wrong_with_it_is_said_when_the_waiting_ends(
    bare: MainWindow, tmp_path: Path
) -> None:
    bare.reading.begin([tmp_path / "gone.csv"], 60_000)
    assert bare.pages.currentWidget() is bare.error
    assert "loading" not in vars(bare)


@pytest.mark.gui
def test_longer_readings_say_how_far_they_are(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    # A process has to start first: no machine does that within a millisecond.
    bare.reading.begin([written(tmp_path, "a.csv", TABLE)], 1)
    assert bare.reading.busy
    assert bare.pages.currentWidget() is bare.loading
    qtbot.waitUntil(lambda: bare.session.case is not None, timeout=60_000)
