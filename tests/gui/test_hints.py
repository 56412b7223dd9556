"""Keys of the journey that need something say so where it is not there, and do nothing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from journeyviewer.session.looking import Area
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.canvas_keys import KEYS
from journeyviewer.ui.hint import Hint
from journeyviewer.ui.lacks import CURTAIN, DAY, NEAR, ONE, TIME, lack
from tests.gui.canvas_help import click, entry_of, key

pytestmark = pytest.mark.gui
KEY = {each.id: each for each in KEYS}
NEEDY = (
    "link_on link_back text align card fold hide lane_up lane_down near centre cycle area "
    "note_span phase mark_span development nearer wider curtain_back curtain_on curtain_month_back "
    "curtain_month_on written_next written_back back forward"
).split()


def said(canvas: JourneyCanvas) -> str:
    """Return the hint in sight, "" for none."""
    shown = [hint.text() for hint in canvas.findChildren(Hint) if hint.isVisible()]
    return shown[0] if shown else ""


def state(canvas: JourneyCanvas) -> tuple[object, ...]:
    session = canvas.session
    return session.view, session.selection, session.looking, session.curtain, session.editing


@pytest.mark.parametrize("name", NEEDY)
def test_a_key_that_can_do_nothing_says_what_it_needs(canvas: JourneyCanvas, name: str) -> None:
    before = state(canvas)
    canvas.do(KEY[name])
    assert said(canvas) and state(canvas) == before


def test_every_other_key_does_something_without_a_word(canvas: JourneyCanvas) -> None:
    assert all(lack(each.id, canvas.session) == "" for each in KEYS if each.id not in NEEDY)


def test_the_words_say_what_would_do(canvas: JourneyCanvas) -> None:
    session = canvas.session
    wanted = {"fold": ONE, "phase": TIME, "development": DAY, "wider": NEAR, "curtain_on": CURTAIN}
    assert {name: lack(name, session) for name in wanted} == wanted
    entry = entry_of(canvas, "EFC")
    start, end = session.extent(entry)
    session.select_area(Area(start, end, frozenset({"residence"})))
    assert {lack("phase", session), lack("development", session)} == {""}
    session.draw_curtain(date(2013, 6, 1))
    session.select(entry.id)
    session.turn_near()
    assert {lack(name, session) for name in wanted} == {""}


def test_a_hint_lies_over_the_foot_and_goes_with_the_next_key_or_press(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    key(qtbot, canvas, Qt.Key.Key_P)
    hint = canvas.findChild(Hint)
    assert hint is not None and said(canvas) == ONE
    assert canvas.viewport().rect().contains(hint.geometry())
    assert hint.width() >= hint.sizeHint().width()
    key(qtbot, canvas, Qt.Key.Key_Home)
    assert said(canvas) == "" and canvas.session.selected is not None
    canvas.session.select()
    canvas.do(KEY["card"])
    click(qtbot, canvas, QPoint(canvas.width() - 20, canvas.height() - 8))
    assert said(canvas) == ""
    # Narrow, it takes several lines and is still whole.
    canvas.resize(330, 700)
    canvas.hint(DAY)
    assert hint.height() > 2 * hint.fontMetrics().height()
    assert canvas.viewport().rect().contains(hint.geometry())
