"""The form that dialogs about studies share: a title, plain words, rows, a sentence, buttons."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from journeyviewer.timeline.scene import Face
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import AROUND, ask

WIDTH = 520


class Sheet(QDialog):
    """A dialog with its safe way out at the left of what it does."""

    def __init__(self, parent: QWidget | None, title: str, words: str, act: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        room = self.screen().availableSize().width() - 80
        self.setFixedWidth(min(scaled(WIDTH), room))
        self.heading = PlainLabel(title, Face(19, 600)).wrapped()
        self.words = PlainLabel(words, BODY, "ink2").wrapped()
        self.said = PlainLabel("", SMALL, "ink").wrapped()
        self.said.hide()
        self.away, self.act = Button("Cancel"), Button(act, primary=True)
        self.away.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.act.setDefault(True)
        self.away.setAutoDefault(False)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(6)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.addStretch()
        self.buttons.addWidget(self.away)
        self.buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (self.heading, self.words):
            column.addWidget(part)
        column.addLayout(self.rows)
        column.addWidget(self.said)
        column.addSpacing(4)
        column.addLayout(self.buttons)

    def showEvent(self, qt_event: QShowEvent) -> None:
        self.fit()
        super().showEvent(qt_event)

    def fit(self) -> None:
        """Take the height that the words need at this width, within the screen."""
        column = self.layout()
        if column is not None:
            room = self.screen().availableSize().height() - AROUND
            self.resize(self.width(), min(column.totalHeightForWidth(self.width()), room))

    def say(self, words: str) -> None:
        """Say what is still needed, or what went wrong; "" says nothing."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if self.isVisible():
            self.fit()
        if words:
            announce(self, words)

    def field(self, name: str, text: str = "", *, hidden: bool = False) -> QLineEdit:
        """Add a line to type in under its name."""
        label, made = PlainLabel(name, Face(13.5, 600)), QLineEdit(text)
        made.setAccessibleName(name)
        made.setMaxLength(400)
        if hidden:
            made.setEchoMode(QLineEdit.EchoMode.Password)
        label.setBuddy(made)
        self.rows.addWidget(label)
        self.rows.addWidget(made)
        return made


def choice(
    parent: QWidget, title: str, words: str, act: str, away: str = "Cancel", other: str = ""
) -> str:
    """Ask a person to choose; return the words of the button, `away` when the dialog is closed."""
    sheet = Sheet(parent, title, words, act)
    sheet.away.set_words(away)
    chosen = [away]

    def take(words: str) -> None:
        chosen[0] = words
        sheet.accept()

    sheet.act.clicked.disconnect()
    sheet.act.clicked.connect(lambda: take(act))
    if other:
        second = Button(other)
        second.setAutoDefault(False)
        second.clicked.connect(lambda: take(other))
        sheet.buttons.insertWidget(2, second)
    ask(sheet)
    return chosen[0]
