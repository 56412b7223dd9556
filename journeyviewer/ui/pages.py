"""What stands in the window while files are read, and when they could not be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from journeyviewer.ingest.read import Progress
from journeyviewer.model.words import counted
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import Button, IconLabel, PlainLabel, scaled, when_changed

TITLE = Face(19, 600)
MOST_WIDE = 840
STEPS = 100
"""Steps of the progress bar for one file."""


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
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        for label in (self.title, self.words):
            _fit_to_text(label)

    def add_button(self, button: Button) -> Button:
        """Add a button after those that are there."""
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button


def _centred(label: PlainLabel) -> PlainLabel:
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _fit_to_text(label: PlainLabel) -> None:
    """Give a label the width of a line that is easily read, in the size of text there is now."""
    label.setFixedWidth(min(scaled(560), MOST_WIDE))


class ProgressPage(Page):
    """Something that takes a while, with how far it is."""

    def __init__(self, icon_name: str, title: str, name: str) -> None:
        super().__init__(icon_name, title, "")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(name)
        self._fit_bar()
        when_changed(self._fit_bar)
        self.column.insertWidget(2, self.bar, alignment=Qt.AlignmentFlag.AlignHCenter)

    def _fit_bar(self) -> None:
        self.bar.setFixedWidth(scaled(304))


class LoadingPage(ProgressPage):
    """Reading, with how far it is and a way to stop."""

    asked_to_stop = Signal()

    def __init__(self) -> None:
        super().__init__("file-spreadsheet", "Reading", "Reading")
        stop = self.add_button(Button("Stop"))
        stop.clicked.connect(self.asked_to_stop)

    def show_progress(self, progress: Progress) -> None:
        """Say which file and sheet is being read, and how far it is."""
        share = progress.row / progress.rows if progress.rows else 0.0
        if progress.file:
            self.title.setText(f"Reading {_short(progress.file)}")
        else:
            self.title.setText("Putting the records together")
        self.words.setText(_how_far(progress))
        done, count = progress.number, progress.count
        if progress.sheets:
            done, count = progress.sheet - 1, progress.sheets
        self.bar.setRange(0, max(count, 1) * STEPS)
        self.bar.setValue(round((done + share) * STEPS))


class ReadyingPage(ProgressPage):
    """Cases being made ready to be looked at all at once, with how far that is."""

    def __init__(self) -> None:
        super().__init__("rows-3", "Putting the cases beside each other", "Cases made ready")

    def show_cases(self, done: int, total: int) -> None:
        """Say how many of the cases are ready."""
        self.words.setText(f"{done:,} of {total:,} cases are ready." if total else "")
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)


def _how_far(progress: Progress) -> str:
    """Return such as "File 2 of 10. Sheet 3 of 13: Legal. 124 of 200 rows."."""
    if progress.doing == "send":
        return f"{progress.number:,} of {progress.count:,} cases are ready."
    if not progress.file:
        return f"{counted(progress.count, 'file')} opened"
    parts = [f"File {progress.number + 1} of {progress.count}"] if progress.count > 1 else []
    if progress.sheets > 1:
        name = f": {_short(progress.name)}" if progress.name else ""
        parts.append(f"Sheet {progress.sheet} of {progress.sheets}{name}")
    if progress.rows:
        parts.append(f"{progress.row:,} of {progress.rows:,} rows")
    return ". ".join(parts) + "." if parts else "Opening the file."


def _short(name: str) -> str:
    return name if len(name) <= 48 else f"{name[:30]}…{name[-15:]}"


class ErrorPage(Page):
    """What went wrong, in the user's terms, and what was kept; Esc goes to the first screen."""

    asked_again = Signal()
    asked_to_open = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("file-exclamation-point", "That could not be read", "")
        first = self.add_button(Button("Try again", primary=True))
        first.clicked.connect(self.asked_again)
        second = self.add_button(Button("Choose other files"))
        second.clicked.connect(self.asked_to_open)
        third = self.add_button(Button("First screen"))
        third.clicked.connect(self.left)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(qt_event)

    def say(self, words: str) -> None:
        """Show the sentence and its advice."""
        self.title.setText(heading_for(words))
        told = words.removeprefix("The reading was stopped.").strip()
        self.words.setText(told if "Nothing was changed" in words else f"{told} {KEPT}")
        self.setAccessibleDescription(words)


KEPT = "Your files are unchanged."
HEADINGS = (
    ("password", "That file is protected by a password"),
    ("no such file", "That file is not there"),
    ("not there", "That file is not there"),
    ("another program", "That file is open in another program"),
    ("permission", "That file may not be opened"),
    ("not allowed", "That file may not be opened"),
    ("empty", "There is nothing in that file"),
    ("not enough memory", "That file is too large for this computer"),
    ("expands to", "That file is too large to be a chronology"),
    ("damaged", "That file is damaged"),
    ("web page", "That file is a web page"),
    ("no young person", "No young person’s records were found"),
    ("no form this program reads", "That is in a form this program does not know"),
    ("holds no file that can be read", "Nothing in that folder can be read"),
    ("stopped", "The reading was stopped"),
)


def heading_for(words: str) -> str:
    """Return a title for what a refusal says."""
    said = words.casefold()
    return next((title for sign, title in HEADINGS if sign in said), "That could not be read")
