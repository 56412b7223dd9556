"""What a screen reader finds and what the keyboard reaches; no screen reader is needed."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.times import minute_of
from journeyviewer.session.finding import Filter
from journeyviewer.session.session import Page, Session
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.places import Places
from journeyviewer.ui import access, announcing
from journeyviewer.ui.access_parts import name_part
from journeyviewer.ui.announcing import Announcer, announce
from journeyviewer.ui.application import install_access
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.export_dialog import ExportDialog
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.table import TableView
from journeyviewer.ui.texts import TextDialog
from tests.big_cases import big_case
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


def canvas_on(qtbot: QtBot, case: Case) -> JourneyCanvas:
    session = Session()
    canvas = JourneyCanvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(1200, 800)
    canvas.show()
    qtbot.waitExposed(canvas)
    session.open_cohort(Cohort(name="test", cases=(case,)))
    return canvas


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
    assert focused(window) is window.details or window.details.isAncestorOf(focused(window))
    assert ring_of(window.details) > 20

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
