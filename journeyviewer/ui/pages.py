"""What stands in the window when there is no journey: nothing yet, reading, or an error."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import SMALL, Button, IconLabel, PlainLabel

TITLE = Face(19, 600)


class Page(QWidget):
    """An icon, one sentence of what is so, one of what to do, the safe action first."""

    def __init__(self, icon_name: str, title: str, words: str) -> None:
        super().__init__()
        self.setObjectName("journey")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        picture = IconLabel(icon_name, "ink2", 40)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = _centred(PlainLabel(title, TITLE))
        self.words = _centred(PlainLabel(words, Face(15), "ink2"))
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.column.addWidget(picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.words):
            # In a line of its own: aligned in the column it would not grow with its words.
            line = QHBoxLayout()
            line.addStretch()
            line.addWidget(label)
            line.addStretch()
            self.column.addLayout(line)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(self.column)
        outer.addSpacing(28)
        outer.addLayout(self.buttons)
        outer.addStretch(3)
        self.buttons.addStretch()
        self.buttons.addStretch()

    def add_button(self, button: Button) -> Button:
        """Add a button after those that are there."""
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button


def _centred(label: PlainLabel) -> PlainLabel:
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedWidth(560)
    return label


class EmptyPage(Page):
    """No cases yet."""

    asked_to_open = Signal()
    asked_for_samples = Signal()

    def __init__(self) -> None:
        super().__init__(
            "plus",
            "No cases yet",
            "Read a chronology to see the first journey. Excel and CSV files both work; you can "
            "drop them here.",
        )
        first = self.add_button(Button("Read a chronology", primary=True))
        first.clicked.connect(self.asked_to_open)
        second = self.add_button(Button("Look around with invented cases"))
        second.clicked.connect(self.asked_for_samples)
        note = PlainLabel("Works without a network. Nothing leaves this computer.", SMALL, "ink2")
        self.column.addWidget(note, alignment=Qt.AlignmentFlag.AlignHCenter)


class LoadingPage(Page):
    """Reading, with how far it is and a way to stop."""

    asked_to_stop = Signal()

    def __init__(self) -> None:
        super().__init__("file-spreadsheet", "Reading", "")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(304)
        self.bar.setAccessibleName("Reading")
        self.column.insertWidget(2, self.bar, alignment=Qt.AlignmentFlag.AlignHCenter)
        stop = self.add_button(Button("Stop"))
        stop.clicked.connect(self.asked_to_stop)

    def show_progress(self, number: int, count: int, name: str) -> None:
        """Say which file is being read."""
        if name:
            self.title.setText(f"Reading {name}")
            self.words.setText(f"File {number + 1} of {count}")
        else:
            self.title.setText("Putting the records together")
            self.words.setText(f"{count} of {count} files opened")
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(number)


class ErrorPage(Page):
    """What went wrong, in the user's terms, and what was kept."""

    asked_again = Signal()
    asked_to_open = Signal()

    def __init__(self) -> None:
        super().__init__("file-warning", "That could not be read", "")
        first = self.add_button(Button("Try again", primary=True))
        first.clicked.connect(self.asked_again)
        second = self.add_button(Button("Choose other files"))
        second.clicked.connect(self.asked_to_open)

    def say(self, words: str) -> None:
        """Show the sentence and its advice."""
        self.words.setText(words)
