"""The bar over the cohort: what is compared, and what can be chosen and taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QActionGroup,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from journeyviewer.model.landmarks import Landmark
from journeyviewer.model.words import counted
from journeyviewer.session.cohort_state import CohortState
from journeyviewer.timeline.comparison import Order, sentences
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import SMALL, Button, PlainLabel, scaled, when_changed
from journeyviewer.ui.parts import draw_chevron, once_after

HEIGHT, COMPACT_HEIGHT = 48, 42
TITLE, COMPACT_TITLE = Face(20, 600), Face(17, 600)
SAID_FOR_MS = 6000
ROOM = "\u2003\u2002"
"""Spaces as wide as the chevron: padding of the style sheet holds on both sides or none."""
Choice = TypeVar("Choice")
EVENTS: tuple[Landmark | None, ...] = (*Landmark, None)


class ChoiceButton(Button):
    """A button that opens a list of choices, with a chevron at its right."""

    def setText(self, text: str) -> None:
        """Show words, with room after them for the chevron."""
        super().setText(f"{text}{ROOM}")

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        super().paintEvent(qt_event)
        draw_chevron(self, 10)


class CohortBar(QWidget):
    """Title and one sentence at the left, choices and exports at the right."""

    def __init__(self, state: CohortState) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.state = state
        # Its buttons take less room in a narrow window: they never keep it wide.
        self.setMinimumWidth(1)
        self.compact = False
        self.back = Button("Journey", icon_name="arrow-left")
        self.back.setAccessibleName("Back to the journey")
        self.title = PlainLabel("", TITLE)
        self.sentence = PlainLabel("", SMALL, "ink2")
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.lined_up = ChoiceButton("")
        self.period = ChoiceButton("", icon_name="move-horizontal")
        self.order = ChoiceButton("")
        self.counts = Button("Counts", icon_name="list")
        self.counts.setCheckable(True)
        self.copy = Button("Copy table", icon_name="clipboard-list")
        self.export = Button("Export figure", icon_name="image", primary=True)
        self.menus = {
            button: _menu(button, fill)
            for button, fill in (
                (self.lined_up, self._fill_events),
                (self.period, self._fill_periods),
                (self.order, self._fill_orders),
            )
        }
        self._timer = once_after(self, SAID_FOR_MS, self.show_state)
        self._lay_out()
        state.listen(lambda rows: self.show_state() if rows else None)
        when_changed(self._follow)
        self.set_compact(False)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        words.addStretch()
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(8)
        line.addWidget(self.back)
        line.addSpacing(6)
        line.addLayout(words, 1)
        for button in self.controls:
            line.addWidget(button)

    @property
    def controls(self) -> tuple[Button | ChoiceButton, ...]:
        """The buttons that do something with the cases compared, in order."""
        return (self.lined_up, self.period, self.order, self.counts, self.copy, self.export)

    def set_compact(self, compact: bool) -> None:
        """Take less height, with shorter words on the buttons."""
        self.compact = compact
        self.setFixedHeight(scaled(COMPACT_HEIGHT if compact else HEIGHT))
        self.title.face = COMPACT_TITLE if compact else TITLE
        self.title.set_ink("ink")
        self.show_state()

    def _follow(self) -> None:
        self.set_compact(self.compact)

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit()

    def show_state(self) -> None:
        """Say what is compared."""
        rows = len(self.state.rows.rows)
        self.title.setText(f"Compare {counted(rows, 'case')}" if rows else "Compare cases")
        self._timer.stop()
        self._fit()

    def say(self, words: str) -> None:
        """Say what was done, for a few seconds."""
        self._say(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self._timer.start()

    def _say(self, words: str) -> None:
        self.sentence.setText(words)
        self.sentence.setVisible(bool(words))
        self.sentence.setAccessibleName(words)

    def _fit(self) -> None:
        """Write buttons and sentence as long as there is room for them."""
        room = self._fit_buttons()
        if self._timer.isActive():
            return
        said = sentences(self.state.comparison, self.state.rows)
        width = self.sentence.fontMetrics().horizontalAdvance
        # What does not fit is said by the tip and by the band over the cases at the end.
        self._say(next((words for words in said if width(words) <= room), ""))
        self.sentence.setAccessibleName(said[0])
        self.title.setToolTip("" if self.sentence.text() == said[0] else said[0])

    def _fit_buttons(self) -> int:
        """Write the buttons in full where that leaves room for words; return that room."""
        comparison = self.state.comparison
        full = (
            f"Lined up at: {comparison.title}" if comparison.event else "Lined up by age",
            comparison.period.title,
            f"Sort: {comparison.order}",
        )
        short = (comparison.title.capitalize(), comparison.period.title, "Sort")
        names = (full[0], f"Period: {full[1]}", full[2])
        choices = (self.lined_up, self.period, self.order)
        rest = (self.counts, self.copy, self.export)
        for chosen, others in (
            (full, ("Counts", "Copy table", "Export figure")),
            (short, ("Counts", "Copy", "Export")),
            (("Event", "Period", "Sort"), ("", "", "")),
        ):
            for button, text, name in zip(choices, chosen, names, strict=True):
                button.setText(text)
                button.setAccessibleName(name)
                button.setToolTip("" if text in name else name)
            for other, text in zip(rest, others, strict=True):
                other.setText(text)
                other.setToolTip("" if text else other.accessibleName())
            self.back.setText("Journey" if rest[0].text() else "")
            self.back.setToolTip("" if self.back.text() else "Journey")
            buttons = (self.back, *choices, *rest)
            needed = sum(button.sizeHint().width() + 8 for button in buttons)
            room = self.width() - needed - 34
            if room >= self.title.sizeHint().width() + scaled(120):
                break
        return room

    def _fill_events(self, menu: QMenu) -> None:
        choices = [
            (f"By {_title(event)}" if event is None else _title(event).capitalize(), event)
            for event in EVENTS
        ]
        now = self.state.comparison.event
        _offer(menu, choices, now, self.state.line_up_at)

    def _fill_periods(self, menu: QMenu) -> None:
        comparison = self.state.comparison
        choices = [(period.title, period) for period in comparison.periods]
        _offer(menu, choices, comparison.period, self.state.show_period)

    def _fill_orders(self, menu: QMenu) -> None:
        choices = [(str(order).capitalize(), order) for order in Order]
        _offer(menu, choices, self.state.comparison.order, self.state.order_by)


def _title(event: Landmark | None) -> str:
    return str(event) if event else "age"


def _menu(button: Button, fill: Callable[[QMenu], None]) -> QMenu:
    menu = QMenu(button)
    menu.aboutToShow.connect(lambda: fill(menu))
    button.setMenu(menu)
    return menu


def _offer(
    menu: QMenu,
    choices: Sequence[tuple[str, Choice]],
    now: Choice,
    choose: Callable[[Choice], None],
) -> None:
    """Fill a menu with choices of which one holds."""
    menu.clear()
    group = QActionGroup(menu)
    for words, choice in choices:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(choice == now)
        action.triggered.connect(lambda _=False, choice=choice: choose(choice))
        group.addAction(action)
