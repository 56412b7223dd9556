"""Choosing figures to write, and writing them with progress and stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.export.figure import DEFAULT_MARK, FORMATS, FigureRequest, export_figures
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.jobs import Job, Report, Stopped
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import Scrolling

OTHER = ""
PAGES = (
    ("A4, landscape", "a4"),
    ("A3, landscape", "a3"),
    ("Slide, 16 to 9", "16x9"),
    ("Another size", OTHER),
)
WIDTH = 560
THEMES = (("Colour", "light"), ("Grey, for printing", "grey"))
AGES = "Ages only, rounded to the month. Dates and places in the source are left out."
DATES = "Dates can identify a young person to anyone who knows one or two of them. Not for sharing."


class ExportDialog(QDialog):
    """What to write, how, and where; says what was written."""

    def __init__(self, parent: QWidget | None, cohort: Cohort, case: Case) -> None:
        super().__init__(parent)
        self.cohort = cohort
        self.case = case
        self.written: list[Path] = []
        self._job: Job[list[Path]] | None = None
        self.setWindowTitle("Export figures")
        self._make_choices()
        self._lay_out()
        self._say_axis()
        self._offer_size()
        self.body.fit(self, WIDTH)

    def _make_choices(self) -> None:
        self.one = QRadioButton("This case")
        self.every = QRadioButton(f"All {len(self.cohort.cases):,} cases")
        self.one.setChecked(True)
        self.formats = {name: QCheckBox(name.upper()) for name in FORMATS}
        self.formats["png"].setChecked(True)
        self.page = _combo("Page", PAGES)
        self.own_size = QLineEdit("400x250")
        self.own_size.setAccessibleName("Width x height in millimetres")
        self.own_size.setFixedWidth(scaled(96))
        self.size_words = PlainLabel("mm", BODY, "ink2")
        self.page.currentIndexChanged.connect(self._offer_size)
        self.theme = _combo("Colours", THEMES)
        self.ages = QRadioButton("Ages only")
        self.dates = QRadioButton("Dates and ages")
        self.ages.setChecked(True)
        self.ages.toggled.connect(self._say_axis)
        self.axis_words = PlainLabel("", SMALL, "ink2").wrapped()
        self.mark = QLineEdit(DEFAULT_MARK)
        self.mark.setAccessibleName("Handling mark")
        self.folder = QLineEdit(_documents())
        self.folder.setAccessibleName("Folder")
        self.browse = Button("Choose…")
        self.browse.clicked.connect(self._choose_folder)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.said = PlainLabel("", BODY).wrapped().selectable()
        self.start = Button("Export", icon_name="image", primary=True)
        self.start.clicked.connect(self.export)
        self.start.setDefault(True)
        self.close_button = Button("Close")
        self.close_button.clicked.connect(self.close_or_stop)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, list[QWidget]]] = [
            ("Cases", [self.one, self.every]),
            ("Files", list(self.formats.values())),
            ("Page", [self.page, self.own_size, self.size_words]),
            ("Colours", [self.theme]),
            ("Time", [self.ages, self.dates]),
            ("", [self.axis_words]),
            ("Handling mark", [self.mark]),
            ("Folder", [self.folder, self.browse]),
        ]
        # Radio buttons of one parent exclude each other, so each pair has its own.
        for number, (label, widgets) in enumerate(rows):
            grid.addWidget(PlainLabel(label, BODY, "ink2"), number, 0)
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(14)
            for widget in widgets:
                line.addWidget(widget)
            if not isinstance(widgets[0], QLineEdit | PlainLabel | QComboBox):
                line.addStretch()
            grid.addWidget(holder, number, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(PlainLabel("Export figures", Face(19, 600)))
        form = QWidget()
        form.setLayout(grid)
        grid.setContentsMargins(0, 0, scaled(4), 0)
        self.body = Scrolling(form)
        column.addWidget(self.body, 1)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addLayout(buttons)

    def _say_axis(self) -> None:
        self.axis_words.setText(AGES if self.ages.isChecked() else DATES)

    def _offer_size(self) -> None:
        other = self.page.currentData() == OTHER
        self.own_size.setVisible(other)
        self.size_words.setVisible(other)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for figures", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def request(self) -> FigureRequest:
        """Return what is chosen."""
        return FigureRequest(
            folder=Path(self.folder.text()).expanduser(),
            formats=tuple(name for name, box in self.formats.items() if box.isChecked()),
            page=str(self.page.currentData()) or self.own_size.text().strip(),
            theme=str(self.theme.currentData()),
            axis="ages" if self.ages.isChecked() else "dates",
            mark=self.mark.text().strip(),
            cases=(self.case.id,) if self.one.isChecked() else (),
        )

    def export(self) -> None:
        """Write what is chosen, in the background."""
        request = self.request()
        if not request.formats:
            self.said.setText("Tick at least one kind of file.")
            return

        def work(report: Report, stopped: Stopped) -> list[Path]:
            def on_progress(done: int, count: int, name: str) -> None:
                report((done, count, name))

            return export_figures(self.cohort, request, on_progress, stopped)

        self.start.setEnabled(False)
        self.close_button.setText("Stop")
        self.bar.setRange(0, 0)
        self.bar.show()
        self._job = Job(work, self)
        self._job.signals.progressed.connect(self._on_progress)
        self._job.signals.finished.connect(self._on_finished)
        self._job.signals.failed.connect(self._on_failed)
        self._job.start()

    def _on_progress(self, done: tuple[int, int, str]) -> None:
        self.bar.setRange(0, done[1])
        self.bar.setValue(done[0])
        self.said.setText(f"{done[0]} of {done[1]} written")

    def _on_finished(self, written: list[Path]) -> None:
        self.written = written
        self._rest()
        if written:
            files = "1 file was" if len(written) == 1 else f"{len(written)} files were"
            self.said.setText(f"{files} written to {written[0].parent}")
        else:
            self.said.setText("Stopped before anything was written.")

    def _on_failed(self, error: JourneyError) -> None:
        self._rest()
        self.said.setText(str(error))

    def _rest(self) -> None:
        self.bar.hide()
        self.start.setEnabled(True)
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


def _documents() -> str:
    """Return the user's documents folder, or the home folder where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place) or str(Path.home())


def _combo(name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for words, value in choices:
        combo.addItem(words, value)
    return combo
