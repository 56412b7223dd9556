"""The import report in the window: counts, questions, lanes, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.analysis.import_report import ImportReport, import_report, subtitle
from journeyviewer.analysis.report import recognised_lines
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import HARM, Question, Topic
from journeyviewer.model.tables import TablePreview
from journeyviewer.model.words import counted
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.importing.cards import QuestionCard, TableCard
from journeyviewer.ui.importing.focus import (
    cards_in,
    first_answer,
    lead_on,
    open_from,
    place_of,
    show_question,
)
from journeyviewer.ui.importing.strips import LaneTable, RowsBar, SheetBar, Swatch
from journeyviewer.ui.importing.words import (
    MOST_LEFT,
    how_many,
    not_read,
    nothing_words,
    repairs_words,
    short,
)
from journeyviewer.ui.look import (
    BODY,
    Button,
    IconLabel,
    PlainLabel,
    rule,
    scaled,
    when_changed,
)
from journeyviewer.ui.parts import take_out

SIDE = 28
MOST_CARDS = 30
"""Kinds of question shown at once; the rest follows as these are answered."""
MOST_SHEETS, SHEETS_A_ROW = 40, 5
ONE_COLUMN_BELOW = 1240
"""Pixels of width, at 100 percent, under which the two columns stand under each other."""
TITLE, HEADING = Face(24, 600), Face(17, 600)
NUMBER_GAP = 5


class ImportPage(QWidget):
    """What was read, what needs a decision, and what was left out; the journey opens from here."""

    asked_to_open = Signal()
    asked_to_start_again = Signal()
    asked_to_save = Signal()
    asked_for_rows = Signal()
    asked_for_text = Signal()
    asked_for_columns = Signal(object)
    asked_for_children = Signal(object)
    asked_for_pseudonyms = Signal()
    asked_for_words = Signal()
    decided = Signal(object)
    remembered = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("journey")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards: dict[tuple[str, str, str | None], QuestionCard] = {}
        self._make_head()
        self._make_columns()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.area, 1)
        column.addWidget(rule())
        column.addWidget(self._foot())
        when_changed(self._fit)

    def _make_head(self) -> None:
        self.title = PlainLabel("Import report", TITLE)
        self.subtitle = PlainLabel("", Face(14), "ink2").wrapped().on_line_with(TITLE)
        self.rows = PlainLabel("", Face(17, 600))
        kinds = ("read", "decide", "left")
        self.numbers = {kind: PlainLabel("", Face(17, 600)) for kind in kinds}
        self.counts = {kind: PlainLabel("", Face(17)) for kind in kinds}
        self.bar = RowsBar()
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(self.title)
        first.addWidget(self.subtitle, 1)
        second = QHBoxLayout()
        second.setSpacing(9)
        second.addWidget(self.rows)
        for kind, label in self.counts.items():
            second.addWidget(Swatch(kind))
            second.addWidget(self.numbers[kind])
            second.addSpacing(NUMBER_GAP - second.spacing())
            second.addWidget(label)
            second.addSpacing(12)
        second.addStretch()
        self.head = QWidget()
        column = QVBoxLayout(self.head)
        column.setContentsMargins(SIDE, 16, SIDE, 8)
        column.setSpacing(9)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.bar)

    def _make_columns(self) -> None:
        self.to_decide = PlainLabel("For you to decide", HEADING)
        self.how_many = PlainLabel("", Face(14), "ink2").wrapped().on_line_with(HEADING)
        heading = QHBoxLayout()
        heading.setSpacing(10)
        heading.addWidget(self.to_decide)
        heading.addWidget(self.how_many, 1)
        self.list = QVBoxLayout()
        self.list.setSpacing(10)
        self.by_sheet = PlainLabel("Read, by sheet", Face(14, 600), "ink2")
        self.sheets = QGridLayout()
        self.sheets.setHorizontalSpacing(24)
        self.sheets.setVerticalSpacing(4)
        self.forms = PlainLabel("", Face(13.5), "ink2").wrapped()
        self.left_column, self.right_column = QWidget(), QWidget()
        self.left = left = QVBoxLayout(self.left_column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addLayout(heading)
        left.addLayout(self.list)
        left.addSpacing(6)
        left.addWidget(self.by_sheet)
        left.addWidget(rule())
        left.addLayout(self.sheets)
        left.addWidget(self.forms)
        left.addStretch()
        self._make_right()
        body = QWidget()
        self.both = QGridLayout(body)
        self.both.setContentsMargins(SIDE, 6, SIDE, 18)
        self.both.setHorizontalSpacing(32)
        self.both.setVerticalSpacing(22)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(body)
        for widget in (self.area.viewport(), body):
            widget.setAutoFillBackground(False)
        self._fit()

    def _make_right(self) -> None:
        self.lanes = LaneTable()
        self.scale_note = PlainLabel("", Face(13), "ink2").wrapped()
        self.left_out = PlainLabel("", HEADING)
        self.see_rows = Button("See the rows", flat=True)
        self.see_rows.clicked.connect(self.asked_for_rows)
        line = QHBoxLayout()
        line.addWidget(self.left_out, 1)
        line.addWidget(self.see_rows)
        self.reasons = QGridLayout()
        self.reasons.setHorizontalSpacing(10)
        self.reasons.setVerticalSpacing(5)
        self.reasons.setColumnStretch(1, 1)
        self.notes = PlainLabel("", Face(13.5), "ink2").wrapped()
        all_said = Button("Everything that was said of the reading", flat=True)
        all_said.clicked.connect(self.asked_for_text)
        right = QVBoxLayout(self.right_column)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        right.addWidget(PlainLabel("What the journey will show", HEADING))
        right.addWidget(self.lanes)
        right.addWidget(self.scale_note)
        right.addSpacing(8)
        right.addLayout(line)
        right.addLayout(self.reasons)
        right.addSpacing(6)
        right.addWidget(self.notes)
        right.addWidget(all_said, 0, Qt.AlignmentFlag.AlignLeft)
        names = Button("Names that are pseudonyms…", flat=True)
        names.clicked.connect(self.asked_for_pseudonyms)
        words = Button("Words you chose…", flat=True)
        words.clicked.connect(self.asked_for_words)
        for link in (names, words):
            right.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.after_cards = [self.see_rows, all_said, names, words]
        right.addStretch()

    def _foot(self) -> QWidget:
        self.said = PlainLabel(KEPT, Face(14), "ink2").wrapped()
        again, save = Button("Start again"), Button("Save report", icon_name="save")
        self.open = Button("Open the journey", primary=True)
        again.clicked.connect(self.asked_to_start_again)
        save.clicked.connect(self.asked_to_save)
        self.open.clicked.connect(self.asked_to_open)
        foot = QWidget()
        foot.setObjectName("foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(foot)
        line.setContentsMargins(SIDE, 10, SIDE, 10)
        line.setSpacing(10)
        line.addWidget(IconLabel("wifi-off", "ink2", 16))
        line.addWidget(self.said, 1)
        for button in (again, save, self.open):
            line.addWidget(button)
        self.after_cards += [again, save, self.open]
        return foot

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit()

    def _fit(self) -> None:
        """Put the two columns beside each other where there is room, else one under the other."""
        beside = self.width() >= scaled(ONE_COLUMN_BELOW)
        for widget in (self.left_column, self.right_column):
            self.both.removeWidget(widget)
        self.both.addWidget(self.left_column, 0, 0)
        self.both.addWidget(self.right_column, *((0, 1) if beside else (1, 0)))
        self.both.setColumnStretch(0, 742)
        self.both.setColumnStretch(1, 536 if beside else 0)

    def show_cohort(
        self, cohort: Cohort, at: Sequence[str] = (), report: ImportReport | None = None
    ) -> None:
        """Show the report of a reading; cards that are still asked keep their place.

        `at` are keys of questions to go to, such as the one whose answer was taken back; `report`
        is what was worked out already.
        """
        report = report or import_report(cohort)
        place = place_of(self.focusWidget(), cards_in(self.list))
        self.subtitle.setText(subtitle(cohort, report))
        self.rows.setText(f"{report.rows:,} {'row' if report.rows == 1 else 'rows'}:")
        needs = "needs" if report.undecided == 1 else "need"
        for kind, count, words in (
            ("read", report.read, "read"),
            ("decide", report.undecided, f"{needs} a decision"),
            ("left", report.left_out, "left out"),
        ):
            self.numbers[kind].setText(f"{count:,}")
            self.counts[kind].setText(words)
        self.bar.show_report(report)
        # Each part that is shown would have room found for all cards anew.
        self.left.setEnabled(False)
        self._show_questions(cohort, report)
        self.left.setEnabled(True)
        self._show_sheets(report)
        forms = [short(line) for line in recognised_lines(cohort)[:MOST_LEFT]]
        self.forms.setText("\n".join(forms))
        self.forms.setVisible(bool(forms))
        self._show_lanes(cohort, report)
        self.open.setEnabled(bool(cohort.cases))
        many = len(cohort.cases) != 1
        self.open.set_words("Open the journeys" if many else "Open the journey")
        self.open.setToolTip("" if cohort.cases else nothing_words(cohort))
        self.say("")
        found = show_question(at, cards_in(self.list))
        self._lead()
        if found is not None:
            self._focus_soon(found, exactly=True)
        elif place is not None:
            self._focus_soon(place)

    def take_focus(self) -> None:
        """Give the keyboard to the first question, else to what opens the journey."""
        self._focus_soon(0)

    def _lead(self) -> None:
        lead_on(cards_in(self.list), self.after_cards)

    def say(self, words: str) -> None:
        """Say a sentence at the foot; the usual one for ""."""
        self.said.setText(words or KEPT)

    def _focus_soon(self, place: int, exactly: bool = False) -> None:
        """Give the keyboard to the first open question from a place on, once it is shown.

        `exactly` gives it to the card at that place, whether or not that is decided.
        """
        QTimer.singleShot(0, self, lambda: self._focus_from(place, exactly))

    def _focus_from(self, place: int, exactly: bool) -> None:
        cards = cards_in(self.list)
        card = cards[place] if exactly and place < len(cards) else open_from(place, cards)
        target = first_answer(card) if card is not None else None
        (target or self.open).setFocus(Qt.FocusReason.OtherFocusReason)
        if card is not None:
            self.area.ensureWidgetVisible(card, 0, 20)

    def _show_questions(self, cohort: Cohort, report: ImportReport) -> None:
        unknown = [table for table in cohort.tables if table.is_open]
        open_now = report.to_decide + len(unknown)
        self.how_many.setText(how_many(report, open_now))
        while self.list.count():
            item = self.list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and not isinstance(widget, QuestionCard):
                widget.hide()
                widget.deleteLater()
        kept: dict[tuple[str, str, str | None], QuestionCard] = {}
        tables = list(cohort.tables[:MOST_CARDS])
        for group in report.groups[:MOST_CARDS]:
            if HARM.index(group.questions[0].topic) >= HARM.index(Topic.FORM):
                self._show_tables(tables)
            key = group.title, group.file, group.sheet
            found = self.cards.pop(key, None)
            if found is None:
                found = QuestionCard(group)
                found.decided.connect(self._decide)
                found.decided_all.connect(self._decide_all)
                found.asked_to_remember.connect(self.remembered)
                found.asked_for_children.connect(self.asked_for_children)
                found.turned.connect(self._lead)
            else:
                found.take(group)
            kept[key] = found
            self.list.addWidget(found)
        self._show_tables(tables)
        for gone in self.cards.values():
            gone.hide()
            gone.deleteLater()
        self.cards = kept
        more = len(report.groups) - len(kept)
        if more > 0:
            words = f"{counted(more, 'more kind', 'more kinds')} of question follow."
            self.list.addWidget(PlainLabel(words, BODY, "ink2"))

    def _show_tables(self, tables: list[TablePreview]) -> None:
        """Show the tables whose columns can be named; what could name somebody comes before."""
        while tables:
            card = TableCard(tables.pop(0), first=not self.list.count())
            card.asked_for_columns.connect(self.asked_for_columns)
            self.list.addWidget(card)

    def _decide(self, key: str, answer: str) -> None:
        self.decided.emit({key: answer})

    def _decide_all(self, questions: Sequence[Question], answer: str) -> None:
        answers: Mapping[str, str] = {question.key: answer for question in questions}
        self.decided.emit(answers)

    def _show_sheets(self, report: ImportReport) -> None:
        take_out(self.sheets)
        for at, line in enumerate(report.sheets[:MOST_SHEETS]):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 6)
            column.setSpacing(3)
            name = line.name if len(line.name) <= 24 else f"{line.name[:22]}…"
            column.addWidget(PlainLabel(name, Face(14)))
            rows = f"{line.used:,} of {counted(line.rows, 'row')}"
            column.addWidget(PlainLabel(rows, Face(13.5), "ink2"))
            column.addWidget(SheetBar(line))
            self.sheets.addWidget(holder, at // SHEETS_A_ROW, at % SHEETS_A_ROW)
        for place in range(SHEETS_A_ROW):
            self.sheets.setColumnStretch(place, 1)
        more = len(report.sheets) - MOST_SHEETS
        if more > 0:
            words = PlainLabel(f"and {counted(more, 'more sheet')}", Face(13.5), "ink2")
            self.sheets.addWidget(words, MOST_SHEETS // SHEETS_A_ROW + 1, 0)

    def _show_lanes(self, cohort: Cohort, report: ImportReport) -> None:
        self.lanes.show_report(report)
        self.lanes.setVisible(bool(cohort.cases))
        scale = "Ages of all cases together. " if report.by_age and report.cases > 1 else ""
        key = "Filled: something recorded. Hatched: said to be not recorded."
        self.scale_note.setText(f"{scale}{key}" if cohort.cases else nothing_words(cohort))
        self.left_out.setText(f"Left out: {counted(report.left_out, 'row')}")
        self.see_rows.set_words("See the rows" if cohort.tray else "See the repairs")
        self.see_rows.setVisible(bool(cohort.tray or cohort.repairs))
        take_out(self.reasons)
        for at, left in enumerate(report.left[:MOST_LEFT]):
            number = PlainLabel(f"{left.count:,}", Face(14, 600))
            self.reasons.addWidget(number, at, 0, Qt.AlignmentFlag.AlignRight | TOP)
            words = left.reason[:1].upper() + left.reason[1:]
            self.reasons.addWidget(PlainLabel(short(words), Face(14)).wrapped(), at, 1)
        notes = [repairs_words(cohort), *not_read(cohort)]
        self.notes.setText("\n".join(note for note in notes if note))
        self.notes.setVisible(any(notes))


TOP = Qt.AlignmentFlag.AlignTop
KEPT = "Read on this computer only. What you leave undecided keeps the answer that is marked."
