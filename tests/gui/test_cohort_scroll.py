"""Rows of the cohort view while they scroll: names at once, and all of it as soon as they rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.render.painter import paint_marks
from journeyviewer.session.session import Session
from journeyviewer.ui.cohort.row_pixels import MOST_BYTES
from journeyviewer.ui.cohort.view import CohortView
from journeyviewer.ui.look import current, set_theme
from tests.big_cases import big_case

pytestmark = pytest.mark.gui


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CohortView]:
    session = Session()
    made = CohortView(session)
    qtbot.addWidget(made)
    made.resize(1600, 800)
    cases = tuple(big_case(40, seed=number, id=f"Case {number}") for number in range(80))
    session.open_cohort(Cohort(name="many", cases=cases))
    made.show()
    qtbot.waitExposed(made)
    # The focus chose a case and brought it into sight.
    made.rows.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: not made.rows.pending)
    seen(made)
    yield made
    made.finish()


def seen(view: CohortView) -> QImage:
    port = view.rows.viewport()
    image = QImage(port.size(), QImage.Format.Format_RGB32)
    port.render(image, QPoint(0, 0))
    return image


def leap(view: CohortView, to: int) -> QImage:
    """Scroll far and return the first picture after it."""
    view.rows.verticalScrollBar().setValue(to)
    return seen(view)


def test_a_leap_shows_names_at_once_and_everything_at_rest(qtbot: QtBot, view: CohortView) -> None:
    first = leap(view, 3000)
    assert view.rows.pending
    names = view.rows.stack.between(3000, 3000 + view.rows.viewport().height())
    left = round(view.rows.place.columns[0][1] + view.rows.place.columns[0][2])
    qtbot.waitUntil(lambda: not view.rows.pending)
    rested = seen(view)
    assert first != rested
    for number in names:
        where = view.rows.item_rect(number)
        cut = (0, where.y(), left - 12, where.height() - 1)
        assert first.copy(*cut) == rested.copy(*cut), number
    view.rows.lay_out()
    assert seen(view) == rested


def test_copied_rows_are_the_same_pixels_as_painted_ones(view: CohortView) -> None:
    rows = view.rows
    copied = seen(view)
    image = QImage(copied.size(), copied.format())
    image.fill(current().colour("plot"))
    painter = QPainter(image)
    painter.translate(0, rows.stack.top(2))
    paint_marks(painter, rows.book.row(rows.state.rows.rows[2]).marks, current(), on_screen=True)
    painter.end()
    # The line under a row belongs to it; so its last pixel is left out.
    cut = (0, rows.stack.top(2), image.width(), rows.stack.bottom(2) - rows.stack.top(2) - 1)
    assert copied.copy(*cut) == image.copy(*cut)


def test_rows_beside_those_in_sight_are_drawn_ahead(qtbot: QtBot, view: CohortView) -> None:
    tall = view.rows.viewport().height()
    leap(view, 3000)
    beside = view.rows.stack.between(3000 + tall, 3000 + 2 * tall)
    assert not any(map(view.rows._drawn, beside))
    qtbot.waitUntil(lambda: all(map(view.rows._drawn, beside)))
    leap(view, 3000 + tall)
    assert not view.rows.pending


def test_another_theme_is_seen_in_rows_that_were_drawn(view: CohortView) -> None:
    before = seen(view)
    try:
        set_theme("dark")
        after = seen(view)
    finally:
        set_theme("light")
    assert after != before
    assert seen(view) == before


def test_the_memory_for_rows_is_bounded(view: CohortView) -> None:
    rows = view.rows
    for number in range(rows.item_count()):
        rows._prepare(number)
    kept = [pixels.width() * pixels.height() * 4 for pixels in rows.pixels._kept.values()]
    assert sum(kept) <= MOST_BYTES


def test_a_chosen_row_is_drawn_on_its_own_ground(view: CohortView) -> None:
    before = seen(view)
    view.rows.select_item(1)
    after = seen(view)
    where = view.rows.item_rect(1)
    assert before.pixelColor(1, where.y() + 5) != after.pixelColor(1, where.y() + 5)
    strip = (round(view.rows.place.left), where.y(), 400, where.height() - 3)
    assert before.copy(*strip) == after.copy(*strip)
