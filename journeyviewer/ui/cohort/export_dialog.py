"""Choosing how the figure of a comparison is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from journeyviewer.export.cohort_figure import CohortRequest, export_cohort
from journeyviewer.export.log import note_written
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.study import Study
from journeyviewer.model.words import counted
from journeyviewer.timeline.comparison import Comparison
from journeyviewer.ui.export_form import ExportForm, Row, combo
from journeyviewer.ui.jobs import Report, Stopped

PAGES = (("A4, landscape", "a4"), ("A3, landscape", "a3"), ("Slide, 16 to 9", "16x9"))
FORMATS = (("PNG picture", "png"), ("SVG drawing", "svg"), ("PDF page", "pdf"))


class CohortExportDialog(ExportForm):
    """Asks for kind, page, colours, mark and folder; ages and months are all a cohort shows."""

    def __init__(
        self,
        parent: QWidget,
        cohort: Cohort,
        comparison: Comparison,
        study: Study | None = None,
        study_file: Path | None = None,
    ) -> None:
        words = (
            f"{counted(len(cohort.cases), 'case')}, in ages and months only, rounded to the "
            "month. Pages are numbered where one does not hold them all."
        )
        super().__init__(parent, "Export the comparison", words)
        self.cohort, self.comparison = cohort, comparison
        self.study, self.study_file = study, study_file
        self.boxes = {key: QCheckBox(title) for title, key in FORMATS}
        self.boxes["pdf"].setChecked(True)
        self.page = combo("Page", PAGES)
        self._asked = self.request()
        self.lay_out()

    @property
    def formats(self) -> dict[str, QCheckBox]:
        """The kinds of file, each with its box."""
        return self.boxes

    def rows(self) -> list[Row]:
        """Return the rows of the form."""
        return [
            ("Files", list(self.boxes.values())),
            ("Page", [self.page]),
            ("Colours", [self.theme]),
        ]

    def request(self) -> CohortRequest:
        """Return what is chosen."""
        return CohortRequest(
            folder=self.chosen_folder(),
            formats=self.chosen_formats(),
            page=str(self.page.currentData()),
            theme=str(self.theme.currentData()),
            mark=self.mark.text().strip(),
            comparison=self.comparison,
        )

    def take(self) -> None:
        """Note what is chosen now."""
        self._asked = self.request()

    def write(self, report: Report, stopped: Stopped) -> list[Path]:
        """Write the comparison, on as many pages as it takes, and note that it left."""
        written = export_cohort(
            self.cohort, self._asked, lambda done, count, _name: report((done, count)), stopped
        )
        if written:
            count, mark = len(self.cohort.cases), self._asked.mark
            about = {"cases": count, "precision": "month", "notes": False, "mark": mark}
            note_written(written, self.study, self.study_file, **about)
        return written
