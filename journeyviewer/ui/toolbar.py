"""The bar over the journey: which case, what is shown of it, and export."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from journeyviewer.model.lanes import lanes
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.facts import case_sentence
from journeyviewer.ui.look import SMALL, Button, PlainLabel, fit_words, scaled, when_changed

HEIGHT, COMPACT_HEIGHT = 52, 42


class Toolbar(QWidget):
    """Title and one sentence at the left, what can be done at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.title = PlainLabel("", Face(20, 600))
        self.sentence = PlainLabel("", SMALL, "ink2")
        self.whole = Button("Whole journey", icon_name="move-horizontal")
        self.whole.clicked.connect(session.show_whole)
        self.dates = Button("Dates and age", icon_name="calendar")
        self.dates.clicked.connect(lambda: session.show_dates(not session.view.dates))
        self.lanes = Button("Lanes", icon_name="layers")
        self.menu = QMenu(self.lanes)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.lanes.setMenu(self.menu)
        self.export = Button("Export figure", icon_name="image", primary=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        words.addStretch()
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(8)
        line.addLayout(words)
        line.addStretch()
        for button in (self.whole, self.dates, self.lanes, self.export):
            line.addWidget(button)
        self.compact = False
        self.set_compact(False)
        when_changed(self._follow)
        session.listen(self._on_change)

    def set_compact(self, compact: bool) -> None:
        """Take less height, with the sentence left to the details panel."""
        self.compact = compact
        self.setFixedHeight(scaled(COMPACT_HEIGHT if compact else HEIGHT))
        self.sentence.setVisible(not compact)

    def _follow(self) -> None:
        self.set_compact(self.compact)
        self._fit()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit()

    def _fit(self) -> None:
        """Show buttons by their icons alone where large text or a small screen leaves no room."""
        taken = self.title.sizeHint().width() + scaled(48)
        fit_words((self.whole, self.dates, self.lanes, self.export), self.width() - taken)

    def _on_change(self, change: Change) -> None:
        if change is Change.SELECTION:
            return
        case = self.session.case
        self.setVisible(case is not None)
        if case is None:
            return
        view = self.session.view
        title = case.title if len(case.title) <= 28 else case.title[:27] + "…"
        self.title.setText(title)
        self.sentence.setText(case_sentence(case, view.dates))
        self.dates.set_words("Dates and age" if view.dates else "Age only")
        self._fit()
        self.whole.setEnabled(not view.whole)

    def _fill_menu(self) -> None:
        self.menu.clear()
        for key, title in [(lane.key, lane.title) for lane in lanes() if lane.key != "other"]:
            action = self.menu.addAction(title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key in self.session.view.open_lanes)
            action.triggered.connect(lambda _=False, key=key: self.session.fold_lane(key))
