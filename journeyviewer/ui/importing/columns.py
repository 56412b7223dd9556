"""The columns assistant: a table's first rows, what each column holds, and the journey it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.ingest.read import read_paths
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.tables import FIELDS, FIXED, NOT_READ, TablePreview, missing_fields
from journeyviewer.model.words import counted, listed
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.importing.rows import read_only_cell
from journeyviewer.ui.jobs import Job, Report, Stopped
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import ChoiceBox, lead_through, once_after
from journeyviewer.ui.reading import Reading

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WAIT_MS = 250
"""How long the choices must rest before the journey is drawn from them."""
WHOLE_TABLE = (("case", "One case for the whole table"), ("what", "What happened, in every row"))
NO_LANE = ""
CHOSEN = "You chose it."


class ColumnsDialog(QDialog):
    """Lets a person say what the columns of a table hold, with a journey that follows at once."""

    def __init__(self, parent: QWidget | None, table: TablePreview, reading: Reading) -> None:
        super().__init__(parent)
        self.table, self.reading = table, reading
        self._job: Job[Cohort] | None = None
        self._again = False
        self.setWindowTitle("What is in these columns?")
        room = self.screen().availableSize()
        self.resize(min(scaled(1160), room.width() - 60), min(scaled(760), room.height() - 60))
        self.boxes: list[QComboBox] = []
        self.reasons: list[PlainLabel] = []
        self.rows = self._rows()
        self.lane = ChoiceBox()
        self.fixed = {name: QLineEdit() for name, _ in WHOLE_TABLE}
        self.said = PlainLabel("", BODY).wrapped()
        self.drawn = PlainLabel("The first journey, as it would be drawn", Face(14, 600))
        self.session = Session()
        self.canvas = JourneyCanvas(self.session)
        self.canvas.setMinimumHeight(scaled(150))
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take = Button("Read it like this", primary=True)
        self.forget = Button("Do not read this table")
        self._lay_out()
        self._timer = once_after(self, WAIT_MS, self._draw)
        self._on_changed()

    def _lay_out(self) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        self.forget.clicked.connect(self._leave_out)
        self.forget.setVisible(bool(self.table.chosen))
        buttons = QHBoxLayout()
        buttons.addWidget(self.forget)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(PlainLabel("What is in these columns?", Face(19, 600)))
        place = f"{self.table.file}, {self.table.sheet}" if self.table.sheet else self.table.file
        words = (
            f"{place}: headings in row {self.table.header:,}, "
            f"{counted(self.table.count, 'row')} below. "
            "Tables with the same headings are read in the same way from now on."
        )
        column.addWidget(PlainLabel(words, SMALL, "ink2").wrapped())
        column.addWidget(self.rows, 3)
        column.addLayout(self._whole_table())
        column.addWidget(self.said)
        column.addWidget(self.drawn)
        column.addWidget(self.canvas, 4)
        column.addLayout(buttons)
        first, *others = self.boxes
        below = (self.rows, self.lane, *self.fixed.values(), self.forget, cancel, self.take)
        lead_through(first, (*others, *below))
        # Until there is a journey the room is the table's.
        for part in (self.drawn, self.canvas):
            part.hide()

    def _rows(self) -> QTableWidget:
        """Return the table: for each column a list of fields, the reason, and the first rows."""
        table = self.table
        made = QTableWidget(len(table.rows) + 2, len(table.headings))
        made.setHorizontalHeaderLabels(list(table.headings))
        made.setVerticalHeaderLabels(
            ["Holds", "Because", *(str(table.first_row + at) for at in range(len(table.rows)))]
        )
        made.setWordWrap(True)
        # From cell to cell Tab would never come to what is below the table.
        made.setTabKeyNavigation(False)
        made.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        made.horizontalHeader().setDefaultAlignment(LEFT)
        made.setAccessibleName("The first rows of the table")
        fields = {name: field for name, field in table.fields().items() if name[:1] != FIXED}
        why = {guess.heading: guess.reason for guess in table.guesses}
        for column, heading in enumerate(table.headings):
            box = ChoiceBox()
            box.setAccessibleName(f"What “{heading}” holds")
            box.addItem("Not read", NOT_READ)
            for field, words in FIELDS.items():
                box.addItem(words, field)
            box.setCurrentIndex(max(box.findData(fields.get(heading, NOT_READ)), 0))
            box.currentIndexChanged.connect(self._on_changed)
            box.activated.connect(
                lambda _, at=column: self.rows.setItem(1, at, read_only_cell(CHOSEN))
            )
            self.boxes.append(box)
            made.setCellWidget(0, column, box)
            reason = CHOSEN if table.chosen else why.get(heading, "")
            made.setItem(1, column, read_only_cell(reason))
            for at, row in enumerate(table.rows):
                made.setItem(
                    at + 2, column, read_only_cell(row[column] if column < len(row) else "")
                )
            made.setColumnWidth(column, scaled(196))
        made.setRowHeight(0, scaled(38))
        made.setRowHeight(1, scaled(44))
        return made

    def _whole_table(self) -> QGridLayout:
        """Return the fields that no column gives: lane, case and words for all rows alike."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        self.lane.setAccessibleName("Lane of the whole table")
        self.lane.addItem("From a column", NO_LANE)
        for found in lanes():
            self.lane.addItem(found.title, found.key)
        chosen = self.table.chosen
        self.lane.setCurrentIndex(max(self.lane.findData(chosen.get("=lane", NO_LANE)), 0))
        self.lane.currentIndexChanged.connect(self._on_changed)
        grid.addWidget(PlainLabel("Lane of the whole table", SMALL, "ink2"), 0, 0)
        grid.addWidget(self.lane, 1, 0)
        for at, (name, words) in enumerate(WHOLE_TABLE, start=1):
            field = self.fixed[name]
            field.setAccessibleName(words)
            field.setText(chosen.get(f"{FIXED}{name}", ""))
            field.setPlaceholderText("From a column")
            field.textEdited.connect(self._on_changed)
            grid.addWidget(PlainLabel(words, SMALL, "ink2"), 0, at)
            grid.addWidget(field, 1, at)
        for at in range(1 + len(WHOLE_TABLE)):
            grid.setColumnStretch(at, 1)
        return grid

    def fields(self) -> Mapping[str, str]:
        """Return the field of each heading, and what is the same for the whole table."""
        if self._left_out:
            return {}
        found = {
            heading: str(box.currentData())
            for heading, box in zip(self.table.headings, self.boxes, strict=True)
        }
        if self.lane.currentData() != NO_LANE:
            found[f"{FIXED}lane"] = str(self.lane.currentData())
        for name, field in self.fixed.items():
            if field.text().strip():
                found[f"{FIXED}{name}"] = field.text().strip()
        return found

    _left_out = False

    def _leave_out(self) -> None:
        self._left_out = True
        self.accept()

    def _on_changed(self) -> None:
        fields = self.fields()
        lacking = missing_fields(fields)
        twice = _twice(fields)
        self.take.setEnabled(not lacking and not twice)
        if twice:
            self.said.setText(f"Two columns hold the same: {listed(twice)}. Choose one of them.")
        elif lacking:
            names = listed([FIELDS[name].split(" (")[0].lower() for name in lacking])
            self.said.setText(f"Still to say: {names}.")
        else:
            self.said.setText("Drawing…")
            self._timer.start()

    def _draw(self) -> None:
        """Read the files with what is chosen now, and draw the first journey of the table."""
        if self._job is not None:
            self._again = True
            return
        decisions = self.reading.terms.decisions
        columns = {**decisions.columns, self.table.fingerprint: dict(self.fields())}
        terms: Terms = replace(self.reading.terms, decisions=replace(decisions, columns=columns))
        paths = [path for path in self.reading.files() if path.name == self.table.file]

        def work(report: Report, stopped: Stopped) -> Cohort:
            return read_paths(paths or self.reading.paths, terms=terms, stop=stopped)

        self._job = Job(work, self)
        self._job.signals.finished.connect(self._on_read)
        self._job.signals.failed.connect(self._on_failed)
        self._job.start()

    def _rest(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job = None
        if self._again:
            self._again = False
            self._timer.start()

    def _on_read(self, cohort: Cohort) -> None:
        self._rest()
        if not cohort.cases:
            self.said.setText(f"No row could be read like this. {_first_reason(cohort)}")
            return
        for part in (self.drawn, self.canvas):
            part.show()
        self.session.open_cohort(cohort)
        self._show_first_of_table(cohort)
        used = sum(tally.used for tally in cohort.tallies)
        aside = sum(tally.tray for tally in cohort.tallies)
        words = f"{counted(len(cohort.cases), 'case')} from {counted(used, 'row')}."
        if aside:
            words += f" {counted(aside, 'row')} kept aside. {_first_reason(cohort)}"
        self.said.setText(words)

    def _show_first_of_table(self, cohort: Cohort) -> None:
        """Show a journey that the table has a part in: other sheets may come before it."""
        place = (self.table.file, self.table.sheet)
        for case in cohort.cases:
            sources = (source for entry in case.entries for source in entry.sources)
            if any((source.file, source.sheet) == place for source in sources):
                self.session.choose_case(case.id)
                return

    def _on_failed(self, error: JourneyError) -> None:
        self._rest()
        self.said.setText(str(error))

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._again = False
            self._job.stop()
            self._job.wait()
            self._job = None

    def done(self, result: int) -> None:
        """End; what is being read for the drawing is stopped."""
        self._stop()
        super().done(result)

    def closeEvent(self, qt_event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(qt_event)


def _twice(fields: Mapping[str, str]) -> list[str]:
    """Return the words of fields that two columns were given."""
    named = [field for heading, field in fields.items() if heading[:1] != FIXED and field]
    return [FIELDS[field] for field in dict.fromkeys(named) if named.count(field) > 1]


def _first_reason(cohort: Cohort) -> str:
    if not cohort.tray:
        return ""
    row = cohort.tray[0]
    return f"Row {row.row:,}: {row.reason}" if row.row else row.reason
