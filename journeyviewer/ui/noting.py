"""What menus, keys and the panel of notes ask of the window: writing, undoing, showing notes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from journeyviewer.session.changes import Page
from journeyviewer.ui.acting import Place
from journeyviewer.ui.commanding import Commanding
from journeyviewer.ui.details import Details
from journeyviewer.ui.side import Side
from journeyviewer.ui.status import MessageBar

if TYPE_CHECKING:
    from journeyviewer.model.chronology import Cohort
    from journeyviewer.ui.cohort.view import CohortView
    from journeyviewer.ui.importing.desk import ImportDesk
    from journeyviewer.ui.notes.panel import NotesPanel
    from journeyviewer.ui.presenting.desk import PresentDesk
    from journeyviewer.ui.studying.desk import StudyDesk


class Noting(Commanding):
    """The verbs of the window about what the analyst writes."""

    details: Details
    side: Side
    middle: QStackedWidget
    pages: QStackedWidget
    journey_page: QWidget
    message: MessageBar
    """What is said beside the journey; `notice` over every other page."""
    notice: MessageBar

    @cached_property
    def cohort(self) -> CohortView:
        """All cases compared; made when it is first asked for."""
        raise NotImplementedError

    @cached_property
    def desk(self) -> ImportDesk:
        """The import report and what was decided; made when it is first needed."""
        from journeyviewer.ui.importing.desk import ImportDesk

        made = ImportDesk(self, self.reading)
        made.opened.connect(self.open_cohort)
        self.pages.addWidget(made.page)
        return made

    @property
    def at_report(self) -> bool:
        """True while the import report is in sight."""
        return "desk" in vars(self) and self.pages.currentWidget() is self.desk.page

    @property
    def place(self) -> Place:
        """What is in sight; the page of the session may be behind something else."""
        shown = self.pages.currentWidget()
        if self.at_report:
            return Place.REPORT
        if shown is self.journey_page:
            return Place.TABLE if self.session.page is Page.TABLE else Place.JOURNEY
        compared = "cohort" in vars(self) and shown is self.cohort
        return Place.COHORT if compared else Place.OUTSIDE

    def say(self, words: str) -> None:
        if self.at_report:
            self.desk.page.say(words)
        elif self.pages.currentWidget() is self.journey_page:
            self.message.say(words)
        else:
            self.notice.say(words)

    def mention(self, words: str) -> None:
        """Say for a moment what a key did or did not do; over the journey, which stays in place."""
        if self.place is Place.JOURNEY:
            self.canvas.hint(words)
        else:
            self.say(words)

    @cached_property
    def studies(self) -> StudyDesk:
        """The study that is open; made when one is first asked for."""
        from journeyviewer.ui.studying.desk import StudyDesk

        # The window is the one heir of this: only it has all that the desk asks for.
        return StudyDesk(self)  # type: ignore[arg-type]

    @cached_property
    def meetings(self) -> PresentDesk:
        """Meetings with a group; made when one is first asked for."""
        from journeyviewer.export.figure import DEFAULT_MARK
        from journeyviewer.ui.presenting.desk import PresentDesk

        made = PresentDesk(self, self.session, DEFAULT_MARK, self.study_path)
        made.said.connect(self.say)
        return made

    def present(self) -> None:
        """Walk a group through the running order; prepare one where there is none."""
        if self.session.case is None:
            return
        if self.meetings.ready:
            self.meetings.present()
        else:
            self.write_with(lambda: self.meetings.present())

    def prepare_meeting(self) -> None:
        """Choose what is shown to a group, and in which order."""
        if self.session.case is not None:
            self.write_with(lambda: self.meetings.prepare())

    def write_record(self) -> None:
        """Write the record of the newest meeting."""
        self.meetings.write_record()

    def offer_notes(self) -> None:
        """Show what was written while a study is open."""
        there = self.session.study is not None
        if there and "notes" not in vars(self):
            self.side.hold(self.notes)
        self.side.offer(there)

    @cached_property
    def notes(self) -> NotesPanel:
        """What the analyst wrote; made when a study is first open."""
        from journeyviewer.ui.notes.panel import NotesPanel

        made = NotesPanel(self.session)
        made.left.connect(self.focus_journey)
        made.asked_for_study.connect(lambda name: self.write(name))
        made.asked_for_wordings.connect(lambda: self.studies.tending.show_wordings())
        return made

    def focus_journey(self) -> None:
        """Give the keyboard back to the journey or its table."""
        (self.middle.currentWidget() or self.canvas).setFocus()

    def write_here(self) -> None:
        """Give the keyboard to what was begun on the journey."""
        if self.session.editing is not None:
            self.side.show_notes()
            self.notes.take_caret()

    def write(self, name: str) -> None:
        """Begin to write something of a kind; the first time a study is begun for it."""
        if self.session.case is not None:
            self.write_with(lambda: self._make(name))

    def _make(self, name: str) -> None:
        self.leave_comparison()
        self.side.show_notes()
        self.notes.make(name)

    def undo(self, step: int = -1) -> None:
        """Take the newest step back, or do it again; say which it was.

        In the import report that is the last answer.
        """
        if self.at_report:
            self.desk.undo(step)
            return
        # What was written stands beside the journey.
        self.leave_comparison()
        self.session.finish()
        done = self.session.undo() if step < 0 else self.session.redo()
        if done is not None:
            self.mention(f"{'Undone' if step < 0 else 'Done again'}: {done.name}")
        else:
            self.mention("There is nothing to undo." if step < 0 else "Nothing was undone.")

    def undo_words(self, step: int) -> str:
        """Return what undo (-1) would take back, or redo (1) do again, "" for nothing."""
        if self.at_report:
            return self.desk.trail.words(step)
        work = self.session.work
        if work is None:
            return ""
        return work.undo_name if step < 0 else work.redo_name

    def open_cohort(self, cohort: Cohort) -> None:
        """Draw the journeys of a reading."""
        raise NotImplementedError

    def show_to_check(self) -> None:
        """Show only what is still to be checked with somebody."""
        if self.session.study is None:
            self.say("Nothing is written yet: the first note begins a study.")
            return
        self.leave_comparison()
        self.side.show_notes()
        self.notes.show_to_check()
