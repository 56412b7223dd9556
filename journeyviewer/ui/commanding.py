"""What menus, keys and the palette ask of the window.

Dialogs are loaded when they are first asked for: starting does not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QMainWindow, QRadioButton

from journeyviewer.ingest.sheets import READABLE
from journeyviewer.model.problems import ArchiveMet, CasesAsked, JourneyError
from journeyviewer.model.times import date_of
from journeyviewer.paths import sample_study, samples
from journeyviewer.session.changes import Page
from journeyviewer.session.session import Session
from journeyviewer.ui.actions import ACTS, Actions
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.canvas_keys import KEYS
from journeyviewer.ui.case_list import CaseList
from journeyviewer.ui.filter_bar import FilterBar
from journeyviewer.ui.look import (
    LEAST_TEXT,
    MOST_TEXT,
    chosen,
    set_text_size,
    set_theme,
    text_size,
)
from journeyviewer.ui.parts import ask
from journeyviewer.ui.reading import Reading
from journeyviewer.ui.settings import Settings
from journeyviewer.ui.toolbar import Toolbar

if TYPE_CHECKING:
    from journeyviewer.ui.key_sheet import KeyRow
    from journeyviewer.ui.studying.desk import StudyDesk

STUDY = ".jvstudy"
FILES = f"Chronologies ({' '.join(f'*{suffix}' for suffix in READABLE)});;All files (*)"
NO_WORDS = "Type words to find in this journey first."
NO_HIT = "Nothing in this journey holds the words looked for."
GESTURES = (
    ("Click", "Select a record; on a lane’s name fold or open the lane"),
    ("Ctrl and click", "Add to the selection, or take out of it"),
    ("Double-click", "Select a record and fit it"),
    ("Drag on empty paper", "Select a stretch of time across lanes; the details tick lanes"),
    ("Drag a lane’s name", "Move the lane"),
    ("Drag an end of a phase or period", "Move it; the phase that touches it there goes along"),
    ("Ctrl and drag an end of a phase", "Move this end only"),
    ("Drag the fold", "Move where years become months"),
    ("Right click on a lane’s name", "Menu of the lane"),
    ("Wheel", "Scroll the lanes when they do not fit"),
    ("Ctrl and wheel", "Zoom at the pointer"),
    ("Shift and wheel", "Earlier and later"),
    ("Alt and wheel", "Higher and lower lanes"),
    ("Shift and drag, or middle button", "Move in time"),
    ("Back and forward buttons", "The view before, and forward again"),
)


class Commanding(QMainWindow):
    """The verbs of the window that are not the session's: dialogs, files and its own look."""

    session: Session
    settings: Settings
    reading: Reading
    canvas: JourneyCanvas
    cases: CaseList
    toolbar: Toolbar
    filter: FilterBar
    acts: Actions

    @cached_property
    def studies(self) -> StudyDesk:
        """The study that is open; made when one is first asked for."""
        raise NotImplementedError

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        """Let Enter press the button or link with the keyboard, as it does in every dialog."""
        here, enter = self.focusWidget(), (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # Boxes and circles are ticked by the space bar alone, in dialogs too.
        ticked = isinstance(here, QCheckBox | QRadioButton)
        pressed = qt_event.key() in enter and not qt_event.isAutoRepeat() and not ticked
        if pressed and isinstance(here, QAbstractButton):
            here.click()
        else:
            super().keyPressEvent(qt_event)

    def study_path(self) -> Path | None:
        """Return the file of the study that is open; logs of what leaves lie beside it."""
        return self.studies.path if self.session.study is not None else None

    def read(self, paths: Sequence[Path], patience: int = 0) -> None:
        """Read sources in the background and show them; a study file is opened."""
        found = next((path for path in paths if path.suffix.lower() == STUDY), None)
        if found is not None:
            self.studies.open(found)
        else:
            if not self.reading.busy and not self._of_study(paths):
                self.reading.take_up()
            self.reading.begin(paths, patience)

    def _of_study(self, paths: Sequence[Path]) -> bool:
        """True where paths are files of the study that is open, whose decisions hold for them."""
        return "studies" in vars(self) and self.studies.again.prepare(paths)

    def on_failed(self, error: JourneyError) -> None:
        """Ask which cases are read, or for the study of an archive; else say what went wrong."""
        if isinstance(error, CasesAsked):
            from journeyviewer.ui.importing.cases import CasesDialog

            dialog = CasesDialog(self, error.rows, error.beyond, error.beyond_of)
            if ask(dialog):
                self.reading.begin_with(dialog.cases)
                return
            error = JourneyError("Nothing was read.", "Choose some of the cases, or all of them.")
        if isinstance(error, ArchiveMet):
            if self.studies.tending.unpack(error.folder):
                return
            error = JourneyError(error.message, "Nothing was read of it.")
        self.say_failed(error)

    def say_failed(self, error: JourneyError) -> None:
        """Say why nothing was read; what is open stays open."""
        raise NotImplementedError

    def write_with(self, then: Callable[[], None]) -> None:
        """Do what writes in the study; the first note begins one."""
        if self.session.can_write:
            then()
        elif self.session.cohort is not None:
            self.studies.write_with(then)

    def ask_for_files(self) -> None:
        """Let the user choose files to read."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self, "Read chronologies", "", FILES)
        self.read([Path(name) for name in names])

    def ask_for_more(self) -> None:
        """Let the user choose files to read together with those that are open."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self, "Add chronologies", "", FILES)
        if names:
            self.read([*self.reading.paths, *(Path(name) for name in names)])

    def ask_for_folder(self) -> None:
        """Let the user choose a folder to read."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self, "Read a folder of chronologies")
        self.read([Path(name)] if name else [])

    def open_samples(self) -> None:
        """Open the study of the invented cases that come with the program."""
        study = sample_study()
        self.read([study if study.exists() else samples()])

    def ask_for_export(self, kind: str = "") -> None:
        """Let the user choose what to write: figures, or at first a kind of file alone."""
        session = self.session
        if session.cohort is not None and session.case is not None:
            from journeyviewer.ui.export_dialog import ExportDialog

            session.finish()
            whole = session.view.whole
            start, end = (date_of(at) for at in session.period())
            dialog = ExportDialog(
                self,
                session.cohort,
                session.case,
                session.study,
                self.study_path(),
                period=None if whole else (start, end),
            )
            if kind:
                dialog.choose_kind(kind)
            dialog.presets.kept.connect(session.put)
            ask(dialog)

    def show_report(self) -> None:
        """Show what was read, what is to be decided, and what was left out and why."""
        raise NotImplementedError

    def ask_for_place(self) -> None:
        """Let the user type a date or an age to go to."""
        if self.session.case is not None:
            from journeyviewer.ui.go_to import GoTo

            self.session.show_page(Page.JOURNEY)
            ask(GoTo(self, self.session))

    def leave_comparison(self) -> None:
        """Show the journey in place of the comparison, which has neither search nor notes."""
        if self.session.page is Page.COHORT:
            self.session.show_page(Page.JOURNEY)

    def find_here(self) -> None:
        """Let the user type words to find in the case in sight."""
        self.leave_comparison()
        self.toolbar.focus_search()

    def find_everywhere(self, words: str) -> None:
        """Look for words in all cases."""
        self.leave_comparison()
        self.cases.look_for(words)

    def next_hit(self, step: int) -> None:
        """Go to the next or previous hit, or say that there is none."""
        self.leave_comparison()
        if self.session.searching.hits:
            self.session.next_hit(step)
        else:
            words = self.session.searching.words
            self.mention(NO_HIT if words else NO_WORDS)

    def filter_here(self) -> None:
        """Let the user choose which records are drawn in full."""
        self.leave_comparison()
        self.filter.open_bar()

    def step_case(self, step: int) -> None:
        """Put the next or the previous case in sight, or say that there is none."""
        before = self.session.case
        self.session.step_case(step)
        if self.session.case is before:
            self.mention("This is the last case." if step > 0 else "This is the first case.")

    def say(self, words: str) -> None:
        """Say a sentence where it is seen, whatever is in sight."""
        raise NotImplementedError

    def mention(self, words: str) -> None:
        """Say a sentence for a moment."""
        raise NotImplementedError

    def turn_dates(self) -> None:
        """Show dates, or hide every one of them."""
        self.session.show_dates(not self.session.view.dates)

    def turn_table(self) -> None:
        """Show the table of the same records, or the journey again."""
        at_table = self.session.page is Page.TABLE
        self.session.show_page(Page.JOURNEY if at_table else Page.TABLE)

    def turn_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def set_theme(self, name: str) -> None:
        """Show everything in another theme from now on."""
        set_theme(name)
        self.settings.theme = chosen()
        self.settings.save()

    def change_text(self, step: int) -> None:
        """Write larger or smaller by a step in percent; 0 writes in the usual size."""
        wanted = text_size() + step if step else LEAST_TEXT
        set_text_size(min(max(wanted, LEAST_TEXT), MOST_TEXT))
        self.settings.text_size = text_size()
        self.settings.save()

    def show_palette(self) -> None:
        """Let the user find anything the window can do by typing part of its name."""
        from journeyviewer.ui.palette import Choice, choose

        choices = [
            Choice(
                act.text.rstrip("…"),
                act.menu.replace("/", ", "),
                self.acts.key(name),
                action.trigger,
            )
            for name, (act, action) in self.acts.made.items()
            if action.isEnabled() and name != "palette"
        ]
        if self.session.cohort is not None and self.acts.made["find_lane"][1].isEnabled():
            for case in self.session.cohort.cases[:200]:
                choices.append(Choice(case.title, "Case", "", partial(self._reach_case, case.id)))
        choose(self, choices, "Find a command")

    def _reach_case(self, case: str) -> None:
        self.leave_comparison()
        self.session.choose_case(case)

    def find_lane(self) -> None:
        """Let the user find a lane by name: it is shown, opened and gets the selection."""
        from journeyviewer.ui.palette import Choice, choose

        journey = self.session.journey
        if journey is None:
            return
        choices = [
            Choice(
                plan.lane.title,
                "; ".join(plan.summary),
                "",
                partial(self._reach_lane, key),
            )
            for key, plan in journey.lanes.items()
        ]
        choose(self, choices, "Find a lane")

    def _reach_lane(self, key: str) -> None:
        self.session.show_page(Page.JOURNEY)
        self.session.hide_lane(key, hidden=False)
        if key not in self.session.view.open_lanes:
            self.session.fold_lane(key)
        self.session.select_first_in(key)
        self.canvas.setFocus()

    def show_keys(self) -> None:
        """Show the keys and gestures, and let them be changed."""
        from journeyviewer.ui.key_sheet import KeySheet

        ask(KeySheet(self, self.key_rows, self._give_key))

    def key_rows(self) -> list[KeyRow]:
        """Return every key and gesture there is, by where it acts."""
        from journeyviewer.ui.key_sheet import KeyRow

        rows = [
            KeyRow(
                act.name, act.menu.replace("/", ", "), act.text.rstrip("…"), self.acts.key(act.name)
            )
            for act in ACTS
            if act.text
        ]
        listed = {row.name for row in rows}
        rows += [
            KeyRow(key.id, "Journey", key.words, self.acts.key(key.id))
            for key in KEYS
            if key.id not in listed
        ]
        return rows + [KeyRow("", "Journey", words, how, fixed=True) for how, words in GESTURES]

    def _give_key(self, name: str, key: str) -> str:
        taken = next(
            (
                row.words
                for row in self.key_rows()
                if key and key in row.key.split("; ") and row.name != name
            ),
            "",
        )
        if taken:
            return f"{key} is the key of “{taken}”. Give that another key first."
        self.acts.set_key(name, key)
        self.settings.save()
        return ""

    def show_about(self) -> None:
        """Show what this program is."""
        from journeyviewer.ui.texts import TextDialog, help_text

        ask(TextDialog(self, "About journeyviewer", help_text("about")))

    def leave(self) -> None:
        """Close the window."""
        self.close()
