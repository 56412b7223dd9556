"""A small window to go to a date or an age in the journey."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from journeyviewer.model.problems import JourneyError
from journeyviewer.session.places import HINT, place_of
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import SMALL, Button, PlainLabel, scaled

AGES_HINT = "Dates are hidden: type an age such as “12y 3m” or “15”."


class GoTo(QDialog):
    """Takes a date or an age as a person writes it, and brings it into the middle."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.session = session
        dates = session.view.dates
        self.setWindowTitle("Go to a date or an age" if dates else "Go to an age")
        self.setFixedWidth(scaled(420))
        self.field = QLineEdit()
        self.field.setAccessibleName(self.windowTitle())
        self.said = PlainLabel("", SMALL, "ink").wrapped()
        self.field.textChanged.connect(lambda: self.said.setText(""))
        hint = PlainLabel(HINT if dates else AGES_HINT, SMALL, "ink2").wrapped()
        go, away = Button("Go", primary=True), Button("Close")
        go.clicked.connect(self.go)
        go.setDefault(True)
        away.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(away)
        line.addWidget(go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.windowTitle(), Face(19, 600)))
        column.addWidget(self.field)
        column.addWidget(hint)
        column.addWidget(self.said)
        column.addLayout(line)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def go(self) -> None:
        """Go there, or say why not."""
        journey = self.session.journey
        if journey is None:
            return
        try:
            at = place_of(self.field.text(), journey, self.session.view.dates)
        except JourneyError as error:
            self.said.setText(str(error))
            return
        self.session.centre_on(at)
        self.session.set_cursor(at)
        self.accept()
