"""What opens from the toolbar: periods, dates or ages, and the lanes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from journeyviewer.model.lanes import Lane, lane
from journeyviewer.model.times import add_months, date_of, minute_of
from journeyviewer.session.session import Change, Session
from journeyviewer.ui.look import BODY, STRONG, Button, IconLabel, PlainLabel, rule, scaled
from journeyviewer.ui.parts import IconButton, Popover, lead_through

RECENT_MONTHS = 36


def fill_periods(menu: QMenu, session: Session, ask_where: Callable[[], None]) -> None:
    """Fill the menu of what part of the journey to show."""
    journey, view, frames = session.journey, session.view, session.frames
    if journey is None:
        return
    group = QActionGroup(menu)
    folded = journey.fold is not None
    for words, two_speed in (
        ("Whole journey, two speeds", True),
        ("Whole journey, one speed", False),
    ):
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setActionGroup(group)
        action.setChecked(view.whole and (view.two_speed and folded) is two_speed)
        action.setEnabled(folded or not two_speed)
        action.triggered.connect(lambda _=False, two=two_speed: session.set_two_speed(two))
    menu.addSeparator()
    _add(menu, "Fit the selection\tF", session.fit_selection, bool(session.selection))
    _add(menu, "Last 3 years", lambda: _show_recent(session))
    aligned = journey.aligned
    words = f"From “{aligned.title}”" if aligned else "From the aligning event"
    _add(menu, words, lambda: _show_from_aligned(session), aligned is not None)
    _add(menu, "Go to a date or age…" if view.dates else "Go to an age…", ask_where)
    menu.addSeparator()
    _add(menu, "Back", lambda: session.go_back(-1), frames.can_go(-1))
    _add(menu, "Forward", lambda: session.go_back(1), frames.can_go(1))


def fill_dates(menu: QMenu, session: Session) -> None:
    """Fill the menu of dates or ages."""
    group = QActionGroup(menu)
    for words, dates in (("Dates and age", True), ("Age only", False)):
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setActionGroup(group)
        action.setChecked(session.view.dates is dates)
        action.triggered.connect(lambda _=False, dates=dates: session.show_dates(dates))


def _add(menu: QMenu, words: str, run: Callable[[], object], enabled: bool = True) -> None:
    # A single & would underline the next letter.
    action = menu.addAction(words.replace("&", "&&"))
    action.setEnabled(enabled)
    action.triggered.connect(lambda _=False: run())


def _show_recent(session: Session) -> None:
    journey = session.journey
    if journey is not None:
        start = minute_of(add_months(date_of(journey.end), -RECENT_MONTHS))
        session.show_period(max(start, journey.start), journey.end)


def _show_from_aligned(session: Session) -> None:
    journey = session.journey
    if journey is not None and journey.aligned is not None:
        session.show_period(journey.aligned.position, journey.end)


class LanesPopover(Popover):
    """Each lane with its states: open or folded, kept at the top, shown or hidden."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, "Lanes")
        self.session = session
        self.keys: tuple[str, ...] = ()
        self.rows: dict[str, tuple[IconButton, IconButton, IconButton]] = {}
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(4)
        self.grid.setVerticalSpacing(1)
        self.column.addWidget(PlainLabel("Lanes", STRONG))
        self.column.addLayout(self.grid)
        self.column.addWidget(rule())
        self.all = Button("Show all lanes")
        self.own = Button("As arranged by the program")
        self.all.clicked.connect(self._show_all)
        self.own.clicked.connect(session.restore_lanes)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.all)
        line.addWidget(self.own)
        self.column.addLayout(line)
        session.listen(self._on_change)

    def show_lanes(self) -> None:
        """Say how the lanes are arranged now; the rows are made anew for other lanes."""
        journey, view = self.session.journey, self.session.arrangement
        if journey is None:
            return
        rest = [key for key in view.order if key not in view.pinned]
        keys = tuple(key for key in (*view.pinned, *rest) if key in journey.lanes)
        if keys != self.keys:
            self.keys = keys
            self._make_rows(keys)
        for key, (fold, pin, eye) in self.rows.items():
            title = lane(key).title
            opened, pinned = key in view.open_lanes, key in view.pinned
            hidden = key in view.hidden
            fold.show_icon("chevron-down" if opened else "chevron-right")
            fold.say(f"Fold {title}" if opened else f"Open {title}")
            pin.show_icon("pin", "focus" if pinned else "line3")
            pin.say(f"Put {title} back in its place" if pinned else f"Keep {title} at the top")
            eye.show_icon("eye-off" if hidden else "eye")
            eye.say(f"Show {title}" if hidden else f"Hide {title}")
            eye.setEnabled(hidden or len(view.shown) > 1)
            fold.setEnabled(not hidden)
            pin.setEnabled(not hidden)
        self.all.setEnabled(bool(view.hidden))
        self.own.setEnabled(view.rearranged)

    def _make_rows(self, keys: tuple[str, ...]) -> None:
        focused = next(
            ((key, at) for key, row in self.rows.items() for at in range(3) if row[at].hasFocus()),
            None,
        )
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for number, key in enumerate(keys):
            self._make_row(number, lane(key))
        # The buttons at the foot were there before the rows, which come first.
        buttons = (button for row in self.rows.values() for button in row)
        lead_through(self, (*buttons, self.all, self.own))
        if focused is not None and focused[0] in self.rows:
            self.rows[focused[0]][focused[1]].setFocus()

    def _make_row(self, number: int, item: Lane) -> None:
        fold, pin, eye = (
            IconButton("chevron-down", ""),
            IconButton("pin", ""),
            IconButton("eye", ""),
        )
        key, session = item.key, self.session
        fold.clicked.connect(lambda: session.fold_lane(key))
        pin.clicked.connect(lambda: session.pin_lane(key))
        eye.clicked.connect(lambda: session.hide_lane(key, key not in session.arrangement.hidden))
        title = PlainLabel(item.title, BODY)
        title.setMinimumWidth(scaled(190))
        parts = (IconLabel(item.icon, f"{key}.mark", 16), title, fold, pin, eye)
        for place, part in enumerate(parts):
            self.grid.addWidget(part, number, place)
        self.rows[key] = (fold, pin, eye)

    def _show_all(self) -> None:
        self.session.arrange(replace(self.session.arrangement, hidden=frozenset()))

    def _on_change(self, change: Change) -> None:
        if self.isVisible() and change in (Change.VIEW, Change.CASE):
            self.show_lanes()
