"""The dialog that writes the figure of a comparison, in the background."""

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
    QVBoxLayout,
    QWidget,
)

from journeyviewer.export.cohort_figure import CohortRequest, export_cohort
from journeyviewer.export.figure import DEFAULT_MARK
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import counted
from journeyviewer.timeline.comparison import Comparison
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.jobs import Job, Report, Stopped
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import Scrolling

WIDTH = 560
PAGES = (("A4 landscape", "a4"), ("A3 landscape", "a3"), ("Slide, 16 by 9", "16x9"))
THEMES = (("Colour", "light"), ("Grey, for black and white print", "grey"))
FORMATS = (("PNG picture", "png"), ("SVG drawing", "svg"), ("PDF page", "pdf"))


class CohortExportDialog(QDialog):
    """Asks for kind, page, colours, mark and folder; ages and months are all a cohort shows."""

    def __init__(self, parent: QWidget, cohort: Cohort, comparison: Comparison) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export the comparison")
        self.cohort, self.comparison = cohort, comparison
        self.written: list[Path] = []
        self._job: Job[list[Path]] | None = None
        self.formats = {key: QCheckBox(words) for words, key in FORMATS}
        self.formats["pdf"].setChecked(True)
        self.page, self.theme = _combo("Page", PAGES), _combo("Colours", THEMES)
        self.mark = _field("Handling mark", DEFAULT_MARK)
        self.folder = _field("Folder", _documents())
        self.browse = Button("Choose…")
        self.browse.clicked.connect(self._choose_folder)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.said = PlainLabel("", BODY).wrapped().selectable()
        self.start = Button("Export", icon_name="image", primary=True)
        self.start.clicked.connect(self.export)
        self.start.setDefault(True)
        self.close_button = Button("Close")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self.body.fit(self, WIDTH)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, list[QWidget]], ...] = (
            ("Files", list(self.formats.values())),
            ("Page", [self.page]),
            ("Colours", [self.theme]),
            ("Handling mark", [self.mark]),
            ("Folder", [self.folder, self.browse]),
        )
        for number, (label, widgets) in enumerate(rows):
            grid.addWidget(PlainLabel(label, BODY, "ink2"), number, 0)
            line = QHBoxLayout()
            line.setSpacing(14)
            for widget in widgets:
                line.addWidget(widget)
            grid.addLayout(line, number, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(PlainLabel("Export the comparison", Face(19, 600)))
        words = (
            f"{counted(len(self.cohort.cases), 'case')}, in ages and months only, rounded to the "
            "month. Pages are numbered where one does not hold them all."
        )
        column.addWidget(PlainLabel(words, SMALL, "ink2").wrapped())
        form = QWidget()
        form.setLayout(grid)
        grid.setContentsMargins(0, 0, scaled(4), 0)
        self.body = Scrolling(form)
        column.addWidget(self.body, 1)
        column.addWidget(self.progress)
        column.addWidget(self.said)
        column.addLayout(buttons)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for the figure", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def request(self) -> CohortRequest:
        """Return what is chosen."""
        return CohortRequest(
            folder=Path(self.folder.text()).expanduser(),
            formats=tuple(key for key, box in self.formats.items() if box.isChecked()),
            page=str(self.page.currentData()),
            theme=str(self.theme.currentData()),
            mark=self.mark.text().strip(),
            comparison=self.comparison,
        )

    def export(self) -> None:
        """Write what is chosen, in the background."""
        request = self.request()
        if not request.formats:
            self.said.setText("Tick at least one kind of file.")
            return

        def work(report: Report, stopped: Stopped) -> list[Path]:
            return export_cohort(
                self.cohort, request, lambda done, of, name: report((done, of)), stopped
            )

        self.start.setEnabled(False)
        self.close_button.setText("Stop")
        self.progress.setRange(0, 0)
        self.progress.show()
        self._job = Job(work, self)
        self._job.signals.progressed.connect(self._on_progress)
        self._job.signals.finished.connect(self._on_finished)
        self._job.signals.failed.connect(self._on_failed)
        self._job.start()

    def _on_progress(self, done: tuple[int, int]) -> None:
        self.progress.setRange(0, done[1])
        self.progress.setValue(done[0])

    def _on_finished(self, written: list[Path]) -> None:
        self.written = written
        self._rest()
        if written:
            files = "1 file was" if len(written) == 1 else f"{len(written):,} files were"
            self.said.setText(f"{files} written to {written[0].parent}")
        else:
            self.said.setText("Stopped before anything was written.")

    def _on_failed(self, error: JourneyError) -> None:
        self._rest()
        self.said.setText(str(error))

    def _rest(self) -> None:
        self.progress.hide()
        self.start.setEnabled(True)
        self.close_button.setText("Close")
        if self._job is not None:
            self._job.wait()
        self._job = None

    def reject(self) -> None:
        """Stop what is running, else close."""
        if self._job is not None:
            self._job.stop()
            return
        super().reject()


def _field(name: str, text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(name)
    return field


def _combo(name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for words, value in choices:
        combo.addItem(words, value)
    return combo


def _documents() -> str:
    """Return the user's documents folder, or the home folder where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place) or str(Path.home())
