"""Everything is done with keys alone, and it is seen where they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journeyviewer.session.session import Page
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.table import TableView

pytestmark = pytest.mark.gui


def focused(window: QWidget) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None and widget.isVisible(), "the keyboard is nowhere"
    assert widget.window() is window
    return widget


def ring_of(widget: QWidget) -> int:
    """Return how many pixels of a widget and its rim differ with and without the keyboard."""
    top = widget.window()

    def look() -> QImage:
        at = widget.mapTo(top, QPoint(0, 0))
        return top.grab(QRect(at, widget.size()).adjusted(-3, -3, 3, 3)).toImage()

    with_focus = look()
    widget.clearFocus()
    without = look()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return sum(
        with_focus.pixel(x, y) != without.pixel(x, y)
        for x in range(0, with_focus.width(), 2)
        for y in range(with_focus.height())
    )


def tab_to(window: QWidget, wanted: QWidget) -> None:
    """Press Tab until a widget has the keyboard; each stop on the way shows that it has it."""
    for _ in range(40):
        if focused(window) is wanted:
            return
        QTest.keyClick(focused(window), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.objectName() or type(wanted).__name__}")


@pytest.fixture
def started(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    window.close()


@pytest.mark.slow
def test_everything_is_done_with_keys_alone(qtbot: QtBot, started: MainWindow) -> None:
    window = started
    samples = window.welcome.samples
    tab_to(window, samples)
    assert ring_of(samples) > 20
    qtbot.keyClick(samples, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.session.case is not None, timeout=60_000)
    qtbot.waitUntil(window.canvas.hasFocus)

    tab_to(window, window.cases.view)
    assert ring_of(window.cases.view) > 20
    qtbot.keyClick(window.cases.view, Qt.Key.Key_Down)
    assert window.session.case is not None and window.session.case.id == "2"
    qtbot.keyClick(window.cases.view, Qt.Key.Key_Up)

    tab_to(window, window.canvas)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(window.canvas, key)
    assert window.session.selected is not None and window.session.selected.lane == "residence"
    assert ring_of(window.canvas) > 20
    qtbot.keyClick(window.canvas, Qt.Key.Key_C)
    assert "residence" not in window.session.view.open_lanes
    qtbot.keyClick(window.canvas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.session.page is Page.TABLE and focused(window) is window.table.rows
    before = window.session.selection
    qtbot.keyClick(window.table.rows, Qt.Key.Key_Down)
    assert window.session.selection != before and ring_of(window.table.rows) > 20
    qtbot.keyClick(window.table.rows, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.session.page is Page.JOURNEY and focused(window) is window.canvas

    qtbot.keyClick(window.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused(window) is window.toolbar.search and ring_of(window.toolbar.search) > 20
    qtbot.keyClicks(window.toolbar.search, "mother")
    qtbot.keyClick(window.toolbar.search, Qt.Key.Key_Return)
    assert window.session.searching.hit in window.session.selection
    qtbot.keyClick(window.toolbar.search, Qt.Key.Key_Escape)
    qtbot.keyClick(window.toolbar.search, Qt.Key.Key_Escape)
    assert focused(window) is window.canvas and not window.session.searching.words

    qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
    assert focused(window) is window.details.area
    assert ring_of(window.details.area) > 20

    opened: list[QDialog] = []
    seen: list[tuple[int, str, str]] = []

    def close_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        opened.append(dialog)
        try:
            dialog.activateWindow()
            qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
            qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            for _ in range(6):
                stop = focused(dialog)
                seen.append((ring_of(stop), type(stop).__name__, stop.accessibleName()))
                qtbot.keyClick(stop, Qt.Key.Key_Tab)
        finally:
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    tab_to(window, window.toolbar.export)
    assert ring_of(window.toolbar.export) > 20
    QTimer.singleShot(200, close_it)
    qtbot.keyClick(window.toolbar.export, Qt.Key.Key_Space)
    assert len(opened) == 1 and not opened[0].isVisible()
    assert len(seen) == 6 and all(ring > 8 for ring, _, _ in seen), seen
    # Without a window manager nobody gives the window the keyboard back.
    window.activateWindow()
    qtbot.waitUntil(window.toolbar.export.hasFocus)


def test_tab_passes_the_regions_and_comes_round(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    passed = []
    for _ in range(40):
        passed.append(focused(window))
        QTest.keyClick(focused(window), Qt.Key.Key_Tab)
        if focused(window) is window.canvas:
            break
    assert focused(window) is window.canvas, "Tab never comes back"
    for region in (window.cases, window.details, window.toolbar, window.canvas):
        assert any(region is stop or region.isAncestorOf(stop) for stop in passed), region
    assert len(passed) == len(set(passed))


def test_tab_leaves_the_table(qtbot: QtBot, window: MainWindow) -> None:
    table = TableView(window.session)
    window.journey_page.layout().addWidget(table)
    table.show()
    window.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.rows.hasFocus)
    assert ring_of(table.rows) > 20
    qtbot.keyClick(table.rows, Qt.Key.Key_Tab)
    assert not table.rows.hasFocus() and focused(window).isVisible()
