"""Choosing figures of journeys to write, one a case."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QWidget

from journeyviewer.export.figure import FORMATS, FigureRequest, export_figures
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.ui.export_form import ExportForm, Row, combo
from journeyviewer.ui.jobs import Report, Stopped
from journeyviewer.ui.look import BODY, SMALL, PlainLabel, scaled

OTHER = ""
PAGES = (
    ("A4, landscape", "a4"),
    ("A3, landscape", "a3"),
    ("Slide, 16 to 9", "16x9"),
    ("Another size", OTHER),
)
AGES = "Ages only, rounded to the month. Dates and places in the source are left out."
DATES = "Dates can identify a young person to anyone who knows one or two of them. Not for sharing."


class ExportDialog(ExportForm):
    """One figure a case, with ages only unless dates are asked for."""

    def __init__(self, parent: QWidget | None, cohort: Cohort, case: Case) -> None:
        super().__init__(parent, "Export figures")
        self.cohort = cohort
        self.case = case
        self.one = QRadioButton("This case")
        self.every = QRadioButton(f"All {len(cohort.cases):,} cases")
        self.every.setVisible(len(cohort.cases) > 1)
        self.one.setChecked(True)
        self.boxes = {name: QCheckBox(name.upper()) for name in FORMATS}
        self.boxes["png"].setChecked(True)
        self.page = combo("Page", PAGES)
        self.own_size = QLineEdit("400x250")
        self.own_size.setAccessibleName("Width x height in millimetres")
        self.own_size.setFixedWidth(scaled(96))
        self.size_words = PlainLabel("mm", BODY, "ink2")
        self.page.currentIndexChanged.connect(self._offer_size)
        self.ages = QRadioButton("Ages only")
        self.dates = QRadioButton("Dates and ages")
        self.ages.setChecked(True)
        self.ages.toggled.connect(self._say_axis)
        self.axis_words = PlainLabel("", SMALL, "ink2").wrapped()
        self._asked = self.request()
        self._say_axis()
        self._offer_size()
        self.lay_out()

    @property
    def formats(self) -> dict[str, QCheckBox]:
        """The kinds of file, each with its box."""
        return self.boxes

    def rows(self) -> list[Row]:
        """Return the rows of the form."""
        return [
            ("Cases", [self.one, self.every]),
            ("Files", list(self.boxes.values())),
            ("Page", [self.page, self.own_size, self.size_words]),
            ("Colours", [self.theme]),
            ("Time", [self.ages, self.dates]),
            ("", [self.axis_words]),
        ]

    def _say_axis(self) -> None:
        self.axis_words.setText(AGES if self.ages.isChecked() else DATES)

    def _offer_size(self) -> None:
        other = self.page.currentData() == OTHER
        self.own_size.setVisible(other)
        self.size_words.setVisible(other)

    def request(self) -> FigureRequest:
        """Return what is chosen."""
        return FigureRequest(
            folder=self.chosen_folder(),
            formats=self.chosen_formats(),
            page=str(self.page.currentData()) or self.own_size.text().strip(),
            theme=str(self.theme.currentData()),
            axis="ages" if self.ages.isChecked() else "dates",
            mark=self.mark.text().strip(),
            cases=(self.case.id,) if self.one.isChecked() else (),
        )

    def take(self) -> None:
        """Note what is chosen now."""
        self._asked = self.request()

    def write(self, report: Report, stopped: Stopped) -> list[Path]:
        """Write a figure of each case asked for."""
        return export_figures(
            self.cohort, self._asked, lambda done, count, _name: report((done, count)), stopped
        )
