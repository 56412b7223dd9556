"""What a screen reader finds and what the keyboard reaches; no screen reader is needed."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import minute_of
from journeyviewer.session.session import Page, Session
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.places import Places
from journeyviewer.ui import access
from journeyviewer.ui.access_parts import name_part
from journeyviewer.ui.application import install_access
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.export_dialog import ExportDialog
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.table import TableView
from journeyviewer.ui.texts import TextDialog
from tests.big_cases import big_case
from tests.gui.canvas_help import canvas_on
from tests.journeys import a_case, entry, full_journey

pytestmark = pytest.mark.gui

Role, Text = QAccessible.Role, QAccessible.Text
Found = QAccessibleInterface


@pytest.fixture(autouse=True)
def installed(qapp: QApplication) -> None:
    install_access()
    install_access()


def name(found: Found) -> str:
    return found.text(Text.Name)


def within(found: Found) -> list[Found]:
    return [found.child(index) for index in range(found.childCount())]


def items(found: Found) -> list[Found]:
    return [item for lane in within(found) for item in within(lane)]


def journey(window: MainWindow) -> Found:
    return QAccessible.queryAccessibleInterface(window.canvas)


def item_called(window: MainWindow, words: str) -> Found:
    return next(item for item in items(journey(window)) if name(item).startswith(words))


def press(found: Found) -> None:
    found.actionInterface().doAction(QAccessibleActionInterface.pressAction())


def test_the_journey_holds_its_lanes_and_they_hold_their_marks(window: MainWindow) -> None:
    found = journey(window)
    assert name(found) == "Journey of Case 1" and found.role() is Role.List
    lanes = within(found)
    assert [name(lane).partition(",")[0] for lane in lanes][:2] == ["Legal status", "Residence"]
    assert {lane.role() for lane in lanes} == {Role.Grouping}
    assert {item.role() for item in items(found)} == {Role.ListItem}
    scene = window.canvas.scene
    assert scene is not None and [name(lane) for lane in lanes if "folded" in name(lane)]
    told = {name(item) for item in items(found)}
    case = full_journey()
    single = {item.entries[0] for item in scene.items if len(item.entries) == 1}
    assert single and told >= {
        item_name(one, case, True) for one in case.entries if one.id in single
    }


def test_names_have_no_dates_when_dates_are_hidden(window: MainWindow) -> None:
    window.session.show_dates(False)
    said = " ".join(name(item) for item in items(journey(window)))
    assert "from 14y 11m" in said and "2013" not in said


def test_every_item_knows_its_parent_and_its_place(window: MainWindow) -> None:
    found = journey(window)
    for lane in within(found):
        assert lane.parent() is found and found.child(found.indexOfChild(lane)) is lane
        for item in within(lane):
            assert item.parent() is lane and lane.child(lane.indexOfChild(item)) is item
            assert item.isValid() and item.object() is None and item.window() is not None
            assert item.textInterface() is None and item.relations() == []
    assert found.child(999) is None and within(found)[0].child(-1) is None
    assert found.indexOfChild(items(found)[0]) == -1


def test_an_item_is_where_it_is_painted(window: MainWindow) -> None:
    item = item_called(window, "Residence: Secure children’s home")
    area = item.rect()
    corner = window.canvas.viewport().mapToGlobal(QPoint(0, 0))
    scene = window.canvas.scene
    assert scene is not None
    under = Places(scene).item_at(area.center().x() - corner.x(), area.center().y() - corner.y())
    assert under is not None
    chosen = window.session.entry(under.entries[0])
    assert chosen is not None and chosen.label == "Secure children’s home"
    found = journey(window)
    assert found.childAt(area.center().x(), area.center().y()) is item
    assert not item.state().offscreen


def test_what_scrolled_away_says_so(window: MainWindow) -> None:
    window.resize(1400, 600)
    for lane in window.session.lanes_with_entries():
        if lane not in window.session.view.open_lanes:
            window.session.fold_lane(lane)
    bar = window.canvas.verticalScrollBar()
    assert bar.maximum() > 60
    lanes = within(journey(window))
    first, last = items(journey(window))[0], within(lanes[-1])[0]
    before = first.rect()
    assert last.state().offscreen and not first.state().offscreen
    bar.setValue(bar.maximum())
    assert first.rect() == before.translated(0, -bar.maximum())
    assert first.state().offscreen and not last.state().offscreen


def test_pressing_selects_and_says_what_is_selected(qtbot: QtBot, window: MainWindow) -> None:
    item = item_called(window, "Residence: Secure children’s home")
    assert not item.state().selected and item.state().selectable and item.state().focusable
    assert item.actionInterface().actionNames() == [QAccessibleActionInterface.pressAction()]
    press(item)
    assert window.session.selected is not None
    assert window.session.selected.label == "Secure children’s home"
    assert item.state().selected
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    assert item.state().focused and journey(window).focusChild() is item
    qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
    assert not item.state().focused
    assert name(journey(window).focusChild()).startswith("Residence: Foster carer A")


def test_pressing_a_lane_folds_it(window: MainWindow) -> None:
    lane = within(journey(window))[1]
    assert "folded" not in name(lane) and not lane.state().selectable
    press(lane)
    assert name(lane).endswith(", folded")


def test_a_crowd_says_how_many_and_holds_its_members(qtbot: QtBot) -> None:
    days = [entry("referrals", "Strategy meeting", f"2013-03-{day:02}") for day in range(1, 29)]
    home = entry("residence", "FC", "1999-01-01", "2015-01-01")
    canvas = canvas_on(qtbot, a_case(home, *days))
    found = QAccessible.queryAccessibleInterface(canvas)
    crowd = next(item for item in items(found) if item.childCount() > 1)
    count = crowd.childCount()
    assert name(crowd).startswith(f"Referrals & plans: {count} records close together, the first ")
    assert "28 March 2013" in name(crowd) or count < 28
    member = crowd.child(1)
    assert member.parent() is crowd and member.rect() == crowd.rect()
    assert name(member).startswith("Referrals & plans: Strategy meeting")
    press(member)
    assert len(canvas.session.selection) == 1 and member.state().selected
    press(crowd)
    assert len(canvas.session.selection) == count


def test_items_stay_while_views_change_and_go_with_their_case(
    qtbot: QtBot, window: MainWindow
) -> None:
    item = item_called(window, "Residence: Secure children’s home")
    before = item.rect()
    at = minute_of(full_journey().entries[0].start.first)
    window.session.fit_selection()
    press(item)
    window.session.fit_selection()
    QTest.qWait(20)
    assert item.isValid() and item.rect().width() > before.width() and at
    assert item_called(window, "Residence: Secure children’s home") is item
    far = item_called(window, "Residence: ")
    window.session.choose_case("2")
    assert not item.isValid() and name(item) == "" and item.rect() == QRect() and far is not None
    press_is_harmless = item.actionInterface()
    press_is_harmless.doAction(QAccessibleActionInterface.pressAction())
    QTest.qWait(20)
    assert name(journey(window)) == "Journey of Case 2" and len(items(journey(window))) == 1
    assert window.session.selection == ()


def test_a_window_that_closes_takes_its_items_with_it(qtbot: QtBot) -> None:
    session = Session()
    canvas = JourneyCanvas(session)
    canvas.resize(1200, 800)
    canvas.show()
    session.open_cohort(Cohort(name="test", cases=(full_journey(),)))
    found = QAccessible.queryAccessibleInterface(canvas)
    assert len(items(found)) > 40
    number = id(found)
    assert number in access._kept
    canvas.deleteLater()
    qtbot.waitUntil(lambda: not isValid(canvas))
    assert number not in access._kept
    gc.collect()


def test_thousands_of_records_cost_nothing_until_they_are_asked_for(qtbot: QtBot) -> None:
    canvas = canvas_on(qtbot, big_case(5_000))
    found = QAccessible.queryAccessibleInterface(canvas)
    assert isinstance(found, access.PaintedWidget)
    assert found.childCount() >= 12 and not found._items
    name(found.child(2).child(0))
    assert len(found._items) == 2


class Rows(QWidget):
    """A widget that paints a list, as the cohort does."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("All cases")
        self.selected = -1
        self.names = ["Case 1, aged 17", "Case 2, aged 15"]

    def item_count(self) -> int:
        return len(self.names)

    def item_name(self, index: int) -> str:
        return self.names[index]

    def item_rect(self, index: int) -> QRect:
        return QRect(0, 20 * index, 200, 20)

    def item_selected(self, index: int) -> bool:
        return index == self.selected

    def current_item(self) -> int:
        return self.selected

    def select_item(self, index: int) -> None:
        self.selected = index


def test_any_widget_that_paints_items_can_be_read(qtbot: QtBot) -> None:
    rows = Rows()
    qtbot.addWidget(rows)
    rows.show()
    found = QAccessible.queryAccessibleInterface(rows)
    assert name(found) == "All cases" and found.role() is Role.List
    second = within(found)[1]
    assert name(second) == "Case 2, aged 15"
    assert second.rect() == QRect(rows.mapToGlobal(QPoint(0, 20)), second.rect().size())
    press(second)
    assert rows.selected == 1 and second.state().selected
    rows.names = rows.names[:1]
    assert not second.isValid() and name(second) == "" and found.childCount() == 1


def test_the_compared_cases_can_be_read_and_chosen(window: MainWindow) -> None:
    window.session.show_page(Page.COHORT)
    rows = window.cohort.rows
    found = QAccessible.queryAccessibleInterface(rows)
    told = within(found)
    assert len(told) == 2 and {row.role() for row in told} == {Role.ListItem}
    assert any(name(row).startswith("Case 1") for row in told)
    other = next(row for row in told if not row.state().selected)
    press(other)
    assert other.state().selected and other.rect().height() > 10


def test_buttons_over_a_painted_widget_are_found_after_its_items(qtbot: QtBot) -> None:
    canvas = canvas_on(qtbot, full_journey())
    button = ExportButton(canvas.viewport())
    button.show()
    found = QAccessible.queryAccessibleInterface(canvas)
    last = found.child(found.childCount() - 1)
    assert name(last) == "Key" and found.indexOfChild(last) == found.childCount() - 1


class ExportButton(QAbstractButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText("Key")

    def paintEvent(self, qt_event: object) -> None:
        """Paint nothing."""


SILENT = (Role.StaticText, Role.Graphic, Role.Border, Role.LayeredPane, Role.Client)


def nameless(top: QWidget) -> list[str]:
    """Return the widgets that say nothing although one can do something with them."""
    found = []
    for widget in [top, *top.findChildren(QWidget)]:
        interface = QAccessible.queryAccessibleInterface(widget)
        acts = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        acts = acts or isinstance(widget, QAbstractButton | QLineEdit | QAbstractItemView | QMenu)
        if (acts or interface.role() not in SILENT) and not name(interface):
            found.append(f"{widget} in {widget.parent()}")
    return found


def test_every_widget_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
    window.session.select(window.session.in_order()[3].id)
    assert window.session.cohort is not None and window.session.case is not None
    dialogs = [
        ExportDialog(window, window.session.cohort, window.session.case),
        TextDialog(window, "Keys", "words"),
    ]
    table = TableView(window.session)
    qtbot.addWidget(table)
    table.show()
    for dialog in dialogs:
        dialog.show()
    for top in (window, table, *dialogs):
        found = nameless(top)
        assert not found, found


def test_a_case_in_the_list_says_its_facts(window: MainWindow) -> None:
    view = QAccessible.queryAccessibleInterface(window.cases.view)
    assert name(view) == "Cases"
    assert name(view.child(0)).startswith("Case 1, Female, 17")


def test_a_button_is_called_what_is_written_on_it(window: MainWindow) -> None:
    button = QAccessible.queryAccessibleInterface(window.toolbar.dates)
    assert name(button) == "Dates and age"
    window.session.show_dates(False)
    assert name(button) == "Age only"


def test_a_part_with_a_name_keeps_it_and_a_plain_widget_gets_none(qtbot: QtBot) -> None:
    plain = QWidget()
    qtbot.addWidget(plain)
    name_part(plain)
    assert plain.accessibleName() == ""
