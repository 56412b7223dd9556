"""The bar over the journey, its menus, its search and the key under the journey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import date_of
from journeyviewer.render.fonts import measure
from journeyviewer.session.session import Session
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.ui.application import install_access
from journeyviewer.ui.facts import person
from journeyviewer.ui.key_strip import KeyStrip
from journeyviewer.ui.look import set_text_size
from journeyviewer.ui.parts import Drop
from journeyviewer.ui.toolbar import Toolbar
from tests.builders import case, spell
from tests.journeys import full_journey

pytestmark = pytest.mark.gui


@pytest.fixture
def bar(qtbot: QtBot, session: Session, cohort: Cohort) -> Iterator[Toolbar]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    made = Toolbar(session)
    column.addWidget(made)
    column.addStretch()
    window.resize(1340, 500)
    session.draw_curtain(None)
    session.open_cohort(cohort)
    window.show()
    qtbot.waitExposed(window)
    yield made
    for widget in QApplication.topLevelWidgets():
        if widget is not window:
            widget.close()


def choices(qtbot: QtBot, drop: Drop) -> dict[str, QAction]:
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    assert drop.menu_shown is not None and drop.menu_shown.isVisible()
    actions = [action for action in drop.menu_shown.actions() if action.text()]
    return {action.text().partition("\t")[0]: action for action in actions}


def test_it_says_which_case_and_how_it_is_known(session: Session, bar: Toolbar) -> None:
    assert bar.title.text() == "Case 1"
    assert bar.sentence.text() == "Young woman, 17 when the file was read on 18 Nov 2015"
    session.draw_curtain(date_of(session.extent(session.in_lane("cse")[-1])[0]))
    assert bar.sentence.text().startswith("As known on ")
    session.show_dates(False)
    assert bar.sentence.text().startswith("As known at ") and "20" not in bar.sentence.text()


def test_a_child_is_not_called_a_young_woman() -> None:
    for year, said in ((2015, "Young woman"), (2008, "Girl")):
        seen = case(spell("residence", "FC", f"{year}-01-02"), read_on=date(year, 6, 1))
        assert person(seen) == said
        assert person(replace(seen, sex=None)) == "Young person"


def test_on_small_screens_the_sentence_is_short_and_beside(session: Session, bar: Toolbar) -> None:
    bar.set_compact(True)
    assert bar.height() == 42
    assert bar.aside.isVisible() and bar.aside.text() == "Young woman, 17"
    assert not bar.sentence.isVisible() and bar.key.isVisible()
    assert bar.export.text() == "Export"


@pytest.mark.parametrize("width", [1340, 1034, 800, 640, 520])
@pytest.mark.parametrize("compact", [False, True])
def test_no_control_leaves_the_bar_or_lies_on_another(
    qtbot: QtBot, bar: Toolbar, width: int, compact: bool
) -> None:
    bar.set_compact(compact)
    bar.window().resize(width, 500)
    QApplication.processEvents()
    assert bar.width() == width
    shown = [control for control in bar.controls if control.isVisible()]
    left = bar.title.geometry().left() + bar.title.sizeHint().width()
    for control in shown:
        area = control.geometry()
        assert area.left() >= left
        assert area.width() >= control.minimumSizeHint().width() or control is bar.search
        left = area.right()
    assert left <= width


def test_the_button_says_what_period_is_shown(qtbot: QtBot, session: Session, bar: Toolbar) -> None:
    assert bar.whole.text() == "Whole journey"
    choices(qtbot, bar.whole)["Last 3 years"].trigger()
    assert bar.whole.text() == "3 years"
    period = session.period()
    choices(qtbot, bar.whole)["From “Identified as high risk of CSE”"].trigger()
    assert session.journey is not None and session.journey.aligned is not None
    assert session.period() == (session.journey.aligned.position, session.journey.end)
    choices(qtbot, bar.whole)["Back"].trigger()
    assert session.period() == period
    choices(qtbot, bar.whole)["Forward"].trigger()
    assert session.period() != period
    assert not choices(qtbot, bar.whole)["Fit the selection"].isEnabled()
    choices(qtbot, bar.whole)["Whole journey, one speed"].trigger()
    assert session.view.whole and not session.view.two_speed
    marked = choices(qtbot, bar.whole)
    assert marked["Whole journey, one speed"].isChecked()
    assert not marked["Whole journey, two speeds"].isChecked()


def test_a_date_or_an_age_can_be_asked_for(qtbot: QtBot, session: Session, bar: Toolbar) -> None:
    with qtbot.waitSignal(bar.asked_for_place):
        choices(qtbot, bar.whole)["Go to a date or age…"].trigger()
    session.show_dates(False)
    assert "Go to an age…" in choices(qtbot, bar.whole)


def test_dates_or_ages(qtbot: QtBot, session: Session, bar: Toolbar) -> None:
    choices(qtbot, bar.dates)["Age only"].trigger()
    assert not session.view.dates and bar.dates.text() == "Age only"
    assert "2015" not in bar.sentence.text()


def test_lanes_are_hidden_kept_and_brought_back(
    qtbot: QtBot, session: Session, bar: Toolbar
) -> None:
    qtbot.mouseClick(bar.lanes, Qt.MouseButton.LeftButton)
    lanes = bar.lanes_open
    assert lanes is not None and lanes.isVisible()
    assert "other" not in lanes.rows
    assert lanes.focusWidget() is lanes.rows["legal"][0]
    qtbot.mouseClick(lanes.rows["legal"][2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(lanes.rows["cse"][2], Qt.MouseButton.LeftButton)
    assert bar.lanes.text() == "Lanes, 2 hidden"
    assert lanes.rows["cse"][2].accessibleName().startswith("Show ")
    qtbot.mouseClick(lanes.rows["support"][1], Qt.MouseButton.LeftButton)
    assert session.arrangement.pinned == ("support",) and next(iter(lanes.rows)) == "support"
    qtbot.mouseClick(lanes.all, Qt.MouseButton.LeftButton)
    assert bar.lanes.text() == "Lanes" and session.arrangement.pinned == ("support",)
    qtbot.mouseClick(lanes.own, Qt.MouseButton.LeftButton)
    assert not session.arrangement.rearranged and not lanes.own.isEnabled()
    qtbot.keyClick(lanes, Qt.Key.Key_Escape)
    assert not lanes.isVisible()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_the_invitation_to_search_is_whole_and_clear_of_its_key(
    qtbot: QtBot, session: Session, bar: Toolbar, size: int
) -> None:
    set_text_size(size)
    for compact, width in ((True, 620), (True, 1034), (False, 1340)):
        bar.set_compact(compact)
        bar.resize(width, bar.height())
        field = bar.search
        option = QStyleOptionFrame()
        field.initStyleOption(option)
        part = QStyle.SubElement.SE_LineEditContents
        inner = field.style().subElementRect(part, option, field)
        words = field.fontMetrics().horizontalAdvance(field.placeholderText())
        end = inner.left() + field.textMargins().left() + 2 + words
        assert field.placeholderText() and end <= inner.right()
        assert field.count.isHidden() or end + 8 <= field.count.x()


def test_enter_goes_from_hit_to_hit(qtbot: QtBot, session: Session, bar: Toolbar) -> None:
    field = bar.search
    bar.focus_search()
    qtbot.keyClicks(field, "foster")
    number = len(session.searching.hits)
    assert number == 3 and field.count.text() == "1 of 3"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.count.text() == "2 of 3" and session.selection == (session.searching.hits[1],)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert field.count.text() == "1 of 3"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "" and session.searching.hits == ()
    with qtbot.waitSignal(field.left, timeout=1000):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_the_search_can_keep_to_the_period(qtbot: QtBot, session: Session, bar: Toolbar) -> None:
    assert session.journey is not None
    session.search("foster")
    assert bar.search.text() == "foster"
    session.show_period(session.journey.start, session.extent(session.in_lane("legal")[0])[0])
    bar.search._fill_scope()
    within = bar.search.scope.actions()[1]
    within.trigger()
    assert session.searching.within and bar.search.count.text() == "None"
    session.show_whole()
    assert bar.search.count.text() == "1 of 3"


def test_words_that_are_nowhere_are_answered(qtbot: QtBot, session: Session, bar: Toolbar) -> None:
    bar.window().activateWindow()
    bar.focus_search()
    qtbot.waitUntil(bar.search.hasFocus)
    qtbot.keyClicks(bar.search, "trafficking")
    nothing = bar.search.nothing
    assert nothing is not None and nothing.isVisible()
    assert nothing.title.text() == "No “trafficking” in this journey"
    records = len(full_journey().entries)
    said = f"Searched {records} records. Try part of a word, or look in all cases."
    assert nothing.words.text() == said
    with qtbot.waitSignal(bar.asked_to_find_everywhere) as asked:
        qtbot.mouseClick(nothing.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["trafficking"] and not nothing.isVisible()
    bar.search.clear()
    assert bar.search.count.text() == "Ctrl+F"


def test_every_control_has_a_name_and_takes_the_keyboard(bar: Toolbar) -> None:
    for control in bar.controls:
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def scene_of(session: Session) -> object:
    assert session.journey is not None
    return lay_out(session.journey, session.view, 1340, 800, metrics("desk"), measure)


def test_the_key_lists_what_the_scene_uses_and_leaves_out_whole_entries(
    qtbot: QtBot, session: Session
) -> None:
    strip = KeyStrip(session)
    qtbot.addWidget(strip)
    strip.resize(1340, 28)
    strip.show_scene(scene_of(session))  # type: ignore[arg-type]
    strip.show()
    said = strip.accessibleDescription().split(", ")
    assert (
        "contact or referral" in said and "her words" in said and "not in what was read" not in said
    )
    wide = strip.left_out
    strip.resize(700, 28)
    QApplication.processEvents()
    assert strip.left_out > wide
    assert said[
        : len(strip.accessibleDescription().split(", "))
    ] == strip.accessibleDescription().split(", ")
    assert strip.more.text() == f"{strip.left_out} more"
    qtbot.mouseClick(strip.more, Qt.MouseButton.LeftButton)
    assert strip.popover is not None and strip.popover.isVisible() and strip.page is not None
    assert "assessment" in strip.page.accessibleDescription()
    qtbot.keyClick(strip.popover, Qt.Key.Key_Escape)
    assert not strip.popover.isVisible()
    strip.set_compact(True)
    assert not strip.isVisible()


def test_names_from_a_file_are_plain_words(bar: Toolbar) -> None:
    for label in bar.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()


def _told(widget: QWidget) -> list[tuple[QAccessible.Role, str]]:
    """Return the role and the name of what a screen reader finds in a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    inside = (found.child(at) for at in range(found.childCount()))
    return [(one.role(), one.text(QAccessible.Text.Name)) for one in inside if one is not None]


def test_what_opens_at_a_button_is_told_of_while_it_is_open(
    qtbot: QtBot, session: Session, bar: Toolbar
) -> None:
    install_access()
    lanes, key = (QAccessible.Role.Dialog, "Lanes"), (QAccessible.Role.Dialog, "Key")
    strip = KeyStrip(session)
    qtbot.addWidget(strip)
    assert session.journey is not None
    strip.show_scene(lay_out(session.journey, session.view, 1340, 600, metrics("desk"), measure))
    assert lanes not in _told(bar)
    bar.lanes.click()
    assert lanes in _told(bar) and bar.lanes_open is not None
    bar.lanes_open.close()
    for anchor, beside in ((bar.key, bar), (strip.more, strip)):
        strip.open_at(anchor)
        assert key in _told(beside) and strip.popover is not None
        strip.popover.close()
        assert key not in _told(beside)
