"""Twelve lanes of every sample fit both screens without scrolling, in the real window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeyviewer.ingest.child import read_here
from journeyviewer.model.counts import record_count
from journeyviewer.paths import samples
from journeyviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui
TITLE_BAR = 32
"""Pixels that a window manager takes at the top, as in the mock-ups."""


@pytest.fixture(scope="module")
def window(qapp: QApplication) -> Iterator[MainWindow]:
    made = MainWindow()
    made.show()
    made.show_cohort(read_here([samples()]))
    yield made
    made.close()
    # Else every later test of this run would dress it and its parts anew with each theme.
    made.deleteLater()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_no_sample_needs_scrolling(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.resize(size[0], size[1] - TITLE_BAR)
    qtbot.waitUntil(lambda: window.canvas.compact == (size[0] < 1500))
    cohort = window.session.cohort
    assert cohort is not None
    most = 0
    for case in cohort.cases:
        window.session.choose_case(case.id)
        QApplication.processEvents()
        scene, bar = window.canvas.scene, window.canvas.verticalScrollBar()
        assert scene is not None and len(scene.bands) == 12
        assert bar.maximum() == 0, (case.title, scene.plot_bottom, window.canvas.height())
        most = max(most, record_count(case))
    assert most >= 200
