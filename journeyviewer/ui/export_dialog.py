"""Choosing what of journeys is written: a preview, the choices beside it, and who could be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QRadioButton, QWidget

from journeyviewer.export.figure import (
    ALL_FORMATS,
    PICTURES,
    FigureRequest,
    export_figures,
    page_scenes,
)
from journeyviewer.export.leaving import chosen_cases, leaving
from journeyviewer.export.presets import request_from
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Study
from journeyviewer.timeline.scene import Scene
from journeyviewer.ui.export_checks import CheckBox, log_export
from journeyviewer.ui.export_form import ExportForm, Row, combo
from journeyviewer.ui.export_further import Left, copy_page, print_after_preview
from journeyviewer.ui.export_parts import FigureParts
from journeyviewer.ui.export_presets import SHARING, Presets
from journeyviewer.ui.export_preview import Preview
from journeyviewer.ui.jobs import Report, Stopped
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel, scaled

STEP = 8.0
"""Pixels of a page of A4 that a key moves the square of a note, some 2 mm."""
OTHER = ""
PAGES = (
    ("A4, landscape", "a4"),
    ("A4, portrait", "a4-portrait"),
    ("A3, landscape", "a3"),
    ("A3, portrait", "a3-portrait"),
    ("Slide, 16 to 9", "16x9"),
    ("Another size", OTHER),
)
DATES = "dates"
TIMES = (
    ("Ages, to the month", "month"),
    ("Ages, to the quarter of a year", "quarter"),
    ("Ages, to the half-year: for sharing", "half-year"),
    ("Ages, to the year", "year"),
    ("Dates and ages: not for sharing", DATES),
)
KINDS = {
    "png": "PNG picture",
    "svg": "SVG drawing",
    "pdf": "PDF page",
    "html": "Web page",
    "csv": "CSV tables",
    "xlsx": "Workbook",
    "docx": "Word report",
}
AGES = "Dates and places in the source are left out."
NO_EVENT = "This case has no record of that event: its months are not counted. "
REASON = (
    "Dates can identify a young person to anyone who knows one or two of them. "
    "The log of exports keeps your reason."
)


class ExportDialog(ExportForm):
    """One file a case and kind, with ages only unless dates are asked for and a reason is given."""

    def __init__(
        self,
        parent: QWidget | None,
        cohort: Cohort,
        case: Case,
        study: Study | None = None,
        study_file: Path | None = None,
        period: tuple[date, date] | None = None,
    ) -> None:
        super().__init__(parent, "Export")
        self.cohort, self.case, self.study = cohort, case, study
        self.study_file = study_file
        self._make_parts(len(cohort.cases))
        self.shown = FigureParts(case, study, period)
        self.shown.changed.connect(self._on_choice)
        self.preview = Preview(self._scenes)
        self.preview.moved.connect(self._on_square_moved)
        self.shown.notes.nudged.connect(self._on_nudged)
        self.check = CheckBox(self, cohort, study)
        self.presets = Presets(study)
        self.presets.chosen.connect(self.take_preset)
        self.presets.asked.connect(lambda title: self.presets.keep_as(title, self.request()))
        self.copy = Button("Copy picture")
        self.copy.clicked.connect(self.copy_picture)
        self.print = Button("Print…")
        self.print.clicked.connect(self.ask_to_print)
        self._asked = self.request()
        self._connect()
        self.lay_out(self.preview)
        self._say_time()
        self._offer()
        self.preview.follow_soon()

    def _make_parts(self, cases: int) -> None:
        self.one = QRadioButton("This case")
        self.every = QRadioButton(f"All {cases:,} cases")
        self.every.setVisible(cases > 1)
        self.one.setChecked(True)
        self.boxes = {name: QCheckBox(KINDS[name]) for name in ALL_FORMATS}
        self.boxes["png"].setChecked(True)
        self.page = combo("Page", PAGES)
        self.own_size = QLineEdit("400x250")
        self.own_size.setAccessibleName("Width x height in millimetres")
        self.own_size.setFixedWidth(scaled(96))
        self.size_words = PlainLabel("mm", BODY, "ink2")
        self.time = combo("Time", TIMES)
        self.time_words = PlainLabel("", SMALL, "ink2").wrapped()
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why dates leave")
        self.reason.setPlaceholderText("Why dates leave")
        self.notes = QCheckBox("Notes, phases and key developments")
        self.notes.setChecked(self.study is not None)
        self.notes.setEnabled(self.study is not None)
        self.broader = QCheckBox("Rare kinds of record in broader classes")
        self.template = QLineEdit()
        self.template.setAccessibleName("Your own Word template")
        self.template.setPlaceholderText("Your own Word template, if any")
        self.find_template = Button("Choose…")

    def _connect(self) -> None:
        for box in (*self.boxes.values(), self.notes, self.broader, self.every):
            box.toggled.connect(self._on_choice)
        for choice in (self.page, self.time, self.theme):
            choice.currentIndexChanged.connect(self._on_choice)
        for field in (self.own_size, self.mark):
            field.textChanged.connect(self._on_choice)
        self.find_template.clicked.connect(self._choose_template)

    def choose_kind(self, kind: str) -> None:
        """Begin with one kind of file alone; the others can be chosen too."""
        for name, box in self.boxes.items():
            box.setChecked(name == kind)

    @property
    def formats(self) -> dict[str, QCheckBox]:
        """The kinds of file, each with its box."""
        return self.boxes

    def rows(self) -> list[Row]:
        """Return the rows of the form."""
        boxes = list(self.boxes.values())
        return [
            ("Choices", self.presets.parts),
            ("Cases", [self.one, self.every]),
            ("Shows", [self.shown.shows, self.shown.lane_list]),
            ("Title", [self.shown.title]),
            ("Caption", [self.shown.caption]),
            ("Pictures", boxes[: len(PICTURES)]),
            ("Others", boxes[len(PICTURES) :]),
            ("", [self.template, self.find_template]),
            ("Page", [self.page, self.own_size, self.size_words]),
            ("", [self.shown.tiles, self.shown.one_file]),
            ("Colours", [self.theme]),
            ("Time", [self.time]),
            ("", [self.shown.lining]),
            ("", [self.time_words]),
            ("", [self.reason]),
            ("Contents", [self.notes]),
            ("", [self.shown.notes]),
            ("", [self.broader]),
            ("Words on marks", [self.shown.words]),
            ("Safety", [self.check]),
        ]

    def _on_choice(self) -> None:
        self._say_time()
        self._offer()
        self.check.forget()
        self.preview.follow_soon()

    def _on_square_moved(self, note: str, off: float) -> None:
        """Let a square stand where it was put, and the list be at its note."""
        self.shown.notes.go_to(note)
        self.shown.notes.move_square(note, off)
        self.preview.follow()

    def _on_nudged(self, note: str, way: int) -> None:
        """Move a square a step from where it stands."""
        if self.preview.resting:
            self.preview.follow()
        found = self.preview.square_of(note)
        if found is None:
            self._say("This note has no square on the page.")
            return
        square, off = found
        self.shown.notes.move_square(square.note, off + way * STEP)
        self.preview.follow()
        self._say("The square was moved. Its line still leads to its day.")

    def _say_time(self) -> None:
        dates = self.time.currentData() == DATES
        self.time_words.setText(
            f"{NO_EVENT if self.shown.event_missing else ''}{REASON if dates else AGES}"
        )
        _show_row(self.reason, shown=dates)

    def _offer(self) -> None:
        other = self.page.currentData() == OTHER
        self.own_size.setVisible(other)
        self.size_words.setVisible(other)
        _show_row(self.template, shown=self.boxes["docx"].isChecked())
        _show_row(self.shown.notes, shown=self.notes.isChecked() and bool(self.shown.notes.rows))
        pdf = self.boxes["pdf"].isChecked()
        self.shown.one_file.setVisible(pdf and self.every.isChecked())

    def _choose_template(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Your own Word template", "", "Word (*.docx *.dotx)"
        )
        if name:
            self.template.setText(name)

    def _scenes(self) -> tuple[Sequence[Scene], str]:
        """Return the pages of the case in sight as they would be written."""
        asked = self.request()
        cohort = self.as_asked()
        case = cohort.case(self.case.id)
        one = leaving(case, "", asked.sharing(cohort), asked.study, asked.choice)
        return page_scenes(one, asked), asked.theme

    def as_asked(self) -> Cohort:
        """Return the cases as they would be written."""
        from journeyviewer.export.broader import broadened

        return broadened(self.cohort) if self.broader.isChecked() else self.cohort

    def request(self) -> FigureRequest:
        """Return what is chosen."""
        time = str(self.time.currentData())
        template = self.template.text().strip() if self.boxes["docx"].isChecked() else ""
        return FigureRequest(
            folder=self.chosen_folder(),
            formats=self.chosen_formats(),
            page=str(self.page.currentData()) or self.own_size.text().strip(),
            theme=str(self.theme.currentData()),
            axis="dates" if time == DATES else "ages",
            precision="month" if time == DATES else time,
            mark=self.mark.text().strip(),
            cases=(self.case.id,) if self.one.isChecked() else (),
            study=self.study if self.notes.isChecked() else None,
            notes=self.notes.isChecked(),
            beside=True,
            template=Path(template).expanduser() if template else None,
            choice=self.shown.choice(),
            tiles=int(self.shown.tiles.currentData()),
            one_file=self.shown.one_file.isChecked() and self.every.isChecked(),
            title=self.shown.title.text().strip(),
            caption=self.shown.caption.text().strip(),
        )

    def export(self) -> None:
        """Write what is chosen; dates only once a reason is given."""
        if self._has_reason():
            super().export()

    def _has_reason(self) -> bool:
        if self.time.currentData() != DATES or self.reason.text().strip():
            return True
        self._say("Say first why dates leave.")
        self.reason.setFocus()
        return False

    def further(self) -> Sequence[Button]:
        """Return what else can be done with the pages."""
        return (self.copy, self.print)

    def copy_picture(self) -> None:
        """Copy the page in sight as it would be written; dates only once a reason is given."""
        asked = replace(self.request(), cases=(self.case.id,))

        def send() -> str:
            pages, look = self._scenes()
            return copy_page(pages, self.preview.at, look, self._noting(asked))

        self._send(send)

    def ask_to_print(self) -> None:
        """Show the pages as they will be printed; dates only once a reason is given."""
        asked = self.request()
        self._send(lambda: print_after_preview(self, *self._all_scenes(), self._noting(asked)))

    def _send(self, send: Callable[[], str]) -> None:
        if not self._has_reason():
            return
        try:
            self._say(send())
        except JourneyError as error:
            self._say(str(error))

    def _noting(self, asked: FigureRequest) -> Left:
        """Return what notes in the log that pages left without a file."""
        how = (len(self.cohort.cases), self.reason.text().strip(), self.broader.isChecked())
        return lambda sent: log_export(sent, asked, how, self.study_file)

    def _all_scenes(self) -> tuple[list[Scene], str]:
        """Return the pages of every case asked for."""
        asked, cohort = self.request(), self.as_asked()
        sharing = asked.sharing(cohort)
        pages: list[Scene] = []
        for case in chosen_cases(cohort, asked.cases):
            pages += page_scenes(leaving(case, "", sharing, asked.study, asked.choice), asked)
        return pages, asked.theme

    def take(self) -> None:
        """Note what is chosen now."""
        self._asked = self.request()
        self._chosen = (self.as_asked(), self.reason.text().strip(), self.broader.isChecked())

    def write(self, report: Report, stopped: Stopped) -> list[Path]:
        """Write the files of each case asked for, and note in the log that they left."""
        cohort, reason, broader = self._chosen
        written = export_figures(
            cohort, self._asked, lambda done, count, _name: report((done, count)), stopped
        )
        if written:
            log_export(written, self._asked, (len(cohort.cases), reason, broader), self.study_file)
        return written

    def take_preset(self, text: str) -> None:
        """Show the choices of a preset; dates are asked for anew each time."""
        try:
            found = request_from(text, self.request())
        except JourneyError as error:
            self._say(str(error))
            return
        for name, box in self.boxes.items():
            box.setChecked(name in found.formats)
        place = self.page.findData(found.page)
        self.page.setCurrentIndex(place if place >= 0 else self.page.findData(OTHER))
        if place < 0:
            self.own_size.setText(found.page)
        self.theme.setCurrentIndex(max(self.theme.findData(found.theme), 0))
        self.time.setCurrentIndex(self.time.findData(found.precision))
        self.mark.setText(found.mark)
        self.notes.setChecked(found.notes and self.notes.isEnabled())
        # A preset keeps choices of the figure; that rare kinds are broadened is one of the cases.
        self.broader.setChecked(self.presets.title == SHARING or self.broader.isChecked())
        self.shown.show_choice(found.choice)
        self.shown.take_tiles(found.tiles)
        self.shown.one_file.setChecked(found.one_file)
        self.shown.title.setText(found.title)
        self.shown.caption.setText(found.caption)


def _show_row(part: QWidget, *, shown: bool) -> None:
    """Show or hide a row of the form, which is the parent of its parts."""
    row = part.parentWidget()
    if row is not None:
        row.setVisible(shown)
