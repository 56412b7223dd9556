"""A spell that begins on the last day is reached by pointer, key and screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.ui.application import install_access
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.main_window import MainWindow
from tests.gui.canvas_help import click, entry_of, hover, item_of, key
from tests.gui.test_access import item_called
from tests.journeys import OPEN, a_case, entry

pytestmark = pytest.mark.gui
LAST = "2015-11-18"


@pytest.fixture
def cohort() -> Cohort:
    case = a_case(
        entry("legal", "S20", "2013-03-17", LAST),
        entry("legal", "S31", LAST, OPEN),
        entry("residence", "FC", "2010-01-01", LAST),
        read_on=LAST,
    )
    return Cohort(name="test", cases=(case,))


def tip(canvas: JourneyCanvas) -> QPoint:
    """Return a place on the point, past the line of the last day."""
    item = item_of(canvas, "S31")
    assert canvas.scene is not None
    return QPoint(round(canvas.scene.plot_right + 5), round(item.y + item.height / 2))


def test_its_point_is_hovered_and_clicked(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    found = canvas.item_at(tip(canvas).toPointF())
    assert found is not None and found.entries == (entry_of(canvas, "S31").id,)
    hover(canvas, tip(canvas))
    click(qtbot, canvas, tip(canvas))
    assert canvas.session.selection == (entry_of(canvas, "S31").id,)


def test_keys_step_to_it_and_back(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, tip(canvas))
    key(qtbot, canvas, Qt.Key.Key_Left)
    assert canvas.session.selection == (entry_of(canvas, "S20").id,)
    key(qtbot, canvas, Qt.Key.Key_Right)
    assert canvas.session.selection == (entry_of(canvas, "S31").id,)


def test_a_screen_reader_finds_it_where_it_is_painted(window: MainWindow) -> None:
    install_access()
    item = item_called(window, "Legal status: Care order")
    area = item.rect()
    assert area.width() >= 6 and area.height() > 6 and not item.state().offscreen
    found = QAccessible.queryAccessibleInterface(window.canvas)
    assert found.childAt(area.center().x(), area.center().y()) is item
