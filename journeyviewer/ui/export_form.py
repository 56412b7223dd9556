"""The form of both exports: kinds of file, page, colours, mark, folder; and the writing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.export.figure import DEFAULT_MARK
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import counted
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.jobs import Job, Report, Stopped
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import AROUND, ChoiceBox, FlowLayout, Scrolling

WIDTH = 560
WIDE = 1320
"""With a preview beside the form."""
MARGIN = GAP = 24
THEMES = (
    ("Colour", "light"),
    ("Grey, for printing", "grey"),
    ("Dark", "dark"),
    ("High contrast", "contrast"),
)
Row = tuple[str, Sequence[QWidget]]


class ExportForm(QDialog):
    """Asks what to write and where, writes it in the background, and says what was written.

    Heirs give the rows of the form and write what is chosen.
    """

    def __init__(self, parent: QWidget | None, title: str, words: str = "") -> None:
        super().__init__(parent)
        self.title, self.words = title, words
        self.written: list[Path] = []
        self._job: Job[list[Path]] | None = None
        self._had_keys = False
        self.setWindowTitle(title)
        self.theme = combo("Colours", THEMES)
        self.mark = QLineEdit(DEFAULT_MARK)
        self.mark.setAccessibleName("Handling mark")
        self.folder = QLineEdit(_documents())
        self.folder.setAccessibleName("Folder")
        self.browse = Button("Choose…")
        self.browse.clicked.connect(self._choose_folder)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Writing")
        self.bar.hide()
        self.said = PlainLabel("", BODY).wrapped().selectable()
        self.start = Button("Export", icon_name="image", primary=True)
        self.start.clicked.connect(self.export)
        self.start.setDefault(True)
        self.close_button = Button("Close")
        self.close_button.clicked.connect(self.close_or_stop)

    @property
    def formats(self) -> dict[str, QCheckBox]:
        """The kinds of file, each with its box."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """Return the rows of the form, in order, without mark and folder."""
        raise NotImplementedError

    def further(self) -> Sequence[Button]:
        """Return buttons for what else can be done, at the left of the foot."""
        return ()

    def write(self, report: Report, stopped: Stopped) -> list[Path]:
        """Write what was chosen when the work began; reports (done, how many)."""
        raise NotImplementedError

    def take(self) -> None:
        """Note what is chosen now: the form may change while files are written."""
        raise NotImplementedError

    def lay_out(self, beside: QWidget | None = None) -> None:
        """Put the form together once its parts are made; what is `beside` stands at its left."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, scaled(4), 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        last: list[Row] = [
            ("Handling mark", [self.mark]),
            ("Folder", [self.folder, self.browse]),
        ]
        for number, (label, widgets) in enumerate([*self.rows(), *last]):
            grid.addWidget(PlainLabel(label, BODY, "ink2"), number, 0)
            grid.addWidget(_line_of(widgets), number, 1)
        form = QWidget()
        form.setLayout(grid)
        self.body = Scrolling(form)
        buttons = QHBoxLayout()
        for button in self.further():
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(14)
        column.addWidget(PlainLabel(self.title, Face(19, 600)))
        if self.words:
            column.addWidget(PlainLabel(self.words, SMALL, "ink2").wrapped())
        if beside is None:
            column.addWidget(self.body, 1)
        else:
            line = QHBoxLayout()
            line.setSpacing(GAP)
            line.addWidget(beside, 6)
            line.addWidget(self.body, 5)
            column.addLayout(line, 1)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addLayout(buttons)
        self.body.fit(self, WIDTH if beside is None else WIDE)
        if beside is not None:
            self._keep_whole(form, beside)

    def _keep_whole(self, form: QWidget, beside: QWidget) -> None:
        """Let what stands beside the form give way first; on the smallest screens it scrolls."""
        needed = form.minimumSizeHint().width() + self.body.verticalScrollBar().sizeHint().width()
        room = self.screen().availableSize().width() - 2 * AROUND
        rest = room - 2 * MARGIN - GAP - beside.minimumSizeHint().width()
        self.body.setMinimumWidth(min(needed, rest))
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def chosen_formats(self) -> tuple[str, ...]:
        """Return the kinds of file that are ticked."""
        return tuple(name for name, box in self.formats.items() if box.isChecked())

    def chosen_folder(self) -> Path:
        """Return where to write."""
        return Path(self.folder.text()).expanduser()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for figures", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def export(self) -> None:
        """Write what is chosen, in the background."""
        if not self.chosen_formats():
            self.said.setText("Tick at least one kind of file.")
            return
        self.take()
        # A button that rests would give the keyboard to whatever comes next in the dialog.
        self._had_keys = self.start.hasFocus()
        if self._had_keys:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start.setEnabled(False)
        self.close_button.setText("Stop")
        self.bar.setRange(0, 0)
        self.bar.show()
        self._job = Job(self.write, self)
        self._job.signals.progressed.connect(self._on_progress)
        self._job.signals.finished.connect(self._on_finished)
        self._job.signals.failed.connect(self._on_failed)
        self._job.start()

    def _on_progress(self, done: tuple[int, int]) -> None:
        self.bar.setRange(0, done[1])
        self.bar.setValue(done[0])
        self.said.setText(f"{done[0]:,} of {done[1]:,} written")

    def _on_finished(self, written: list[Path]) -> None:
        self.written = written
        self._rest()
        if written:
            was = "was" if len(written) == 1 else "were"
            self._say(f"{counted(len(written), 'file')} {was} written to {written[0].parent}")
        else:
            self._say("Stopped before anything was written.")

    def _on_failed(self, error: JourneyError) -> None:
        self._rest()
        self._say(str(error))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        announce(self, words)

    def _rest(self) -> None:
        self.bar.hide()
        self.start.setEnabled(True)
        if self._had_keys and self.close_button.hasFocus():
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_button.setText("Close")
        if self._job is not None:
            self._job.wait()
        self._job = None

    def close_or_stop(self) -> None:
        """Stop the export that is running, else close."""
        if self._job is not None:
            self._job.stop()
        else:
            self.close()

    def reject(self) -> None:
        """Close on Esc, after stopping what is running."""
        if self._job is not None:
            self._job.stop()
            self._job.wait()
        super().reject()


def _line_of(widgets: Sequence[QWidget]) -> QWidget:
    # Radio buttons of one parent exclude each other, so each row has its own.
    holder = QWidget()
    if isinstance(widgets[0], QAbstractButton):
        flow = FlowLayout(gap=14)
        holder.setLayout(flow)
        for widget in widgets:
            flow.addWidget(widget)
        return holder
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(14)
    for widget in widgets:
        line.addWidget(widget, 0 if isinstance(widget, QAbstractButton) else 1)
    return holder


def combo(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    """Return a list to choose from: words, each with its value."""
    made = ChoiceBox()
    made.setAccessibleName(name)
    for words, value in choices:
        made.addItem(words, value)
    return made


def _documents() -> str:
    """Return the user's documents folder, or the home folder where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place) or str(Path.home())
