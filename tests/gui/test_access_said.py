"""What changes is said to a screen reader, once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journeyviewer.model.times import minute_of
from journeyviewer.session.finding import Filter
from journeyviewer.session.session import Page
from journeyviewer.ui import announcing
from journeyviewer.ui.announcing import Announcer, announce
from journeyviewer.ui.main_window import MainWindow
from tests.gui.canvas_help import canvas_on
from tests.journeys import full_journey

pytestmark = pytest.mark.gui


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(announcing, "announce", lambda _, told: words.append(told))
    monkeypatch.setattr(announcing, "QUIET_MS", 1)
    return words


def test_changes_are_said_once_each(qtbot: QtBot, said: list[str]) -> None:
    canvas = canvas_on(qtbot, full_journey())
    session = canvas.session
    Announcer(session, canvas)

    def heard() -> str:
        said.clear()
        qtbot.waitUntil(lambda: bool(said))
        return said[0]

    session.search("mother")
    assert heard() == f"1 of {len(session.searching.hits)}"
    session.next_hit()
    session.next_hit()
    assert heard() == f"2 of {len(session.searching.hits)}"
    session.search("nobody wrote this")
    assert heard() == "Nothing found for nobody wrote this"
    session.set_filter(Filter(lanes=frozenset({"legal"})))
    assert heard() == f"{session.passed_over} records hidden by the filter"
    session.fold_lane("residence")
    assert heard() == "Residence folded"
    session.show_period(minute_of(full_journey().entries[3].start.first), session.period()[1])
    assert heard().startswith("Showing ")
    session.show_dates(False)
    session.show_whole()
    words = heard()
    assert words == "The whole journey" or words == "Dates hidden, ages only"
    session.zoom(session.period()[0], 0.0, 60 * 24 * 365 * 4, 1.0)
    assert "y " in heard() and not any(year in said[0] for year in ("199", "200", "201"))
    session.show_page(Page.TABLE)
    assert heard() == "Table of records"
    session.draw_curtain(full_journey().entries[20].start.first)
    assert "as known by" in heard()


def test_saying_something_to_nobody_is_harmless(qtbot: QtBot, window: MainWindow) -> None:
    announce(window, "3 files written")
    QAccessible.setActive(True)
    try:
        announce(window, "3 files written")
        window.session.select(window.session.in_order()[2].id)
        window.session.choose_case("2")
        QTest.qWait(20)
    finally:
        QAccessible.setActive(False)
