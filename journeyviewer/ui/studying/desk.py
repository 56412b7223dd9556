"""The study that is open in the window: begun, opened, gone on with where it was left, put away."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.meetings import Response
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Note, case_of
from journeyviewer.paths import sample_study, samples
from journeyviewer.session.resuming import LEFT, go_back_to
from journeyviewer.session.studying import has_words
from journeyviewer.study.backups import backups
from journeyviewer.study.codec import from_json
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.kept import Draft
from journeyviewer.study.store import SAFE_FROM
from journeyviewer.study.worker import Failed
from journeyviewer.ui.parts import ask
from journeyviewer.ui.studying.again import Again
from journeyviewer.ui.studying.bar import StudyBar, Told
from journeyviewer.ui.studying.errands import Errand
from journeyviewer.ui.studying.keeper import Keeper
from journeyviewer.ui.studying.leaving import (
    CLOSE,
    COPY,
    DONE,
    STAY,
    shut,
    wait_for_copy,
    wait_for_files,
    wait_until_saved,
)
from journeyviewer.ui.studying.making import STUDIES, KeySheet, NewStudySheet, SecretSheet
from journeyviewer.ui.studying.opening import NewStudy, Opened, Records, make_study, open_study
from journeyviewer.ui.studying.recent import StudyNote
from journeyviewer.ui.studying.refusal import RefusalPage
from journeyviewer.ui.studying.tending import Tending

if TYPE_CHECKING:
    from journeyviewer.ui.main_window import MainWindow

Then = Callable[[], None]
SAMPLE = "These are invented cases to look around in. Your own study of them can be written in."
CRASHED = (
    "The program ended while it opened this study, several times in a row. It is shown from the "
    "beginning now. All that was saved is there."
)
NO_RECORDS = "The study “{}” holds no records yet. Choose the files that it is about."


class StudyDesk(QObject):
    """Holds the open study; one at a time. Files are opened and made off the window's thread."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window, self.session = window, window.session
        self.keeper: Keeper | None = None
        self.path: Path | None = None
        self.all_saved = True
        self._putting = self._leaving = False
        self.bar = StudyBar()
        self.bar.left.connect(window.focus_journey)
        middle: QWidget | None = window.message.parentWidget()
        above = middle.layout() if middle is not None else None
        if isinstance(above, QVBoxLayout):
            above.insertWidget(0, self.bar)
        self.tending: Tending = Tending(self)
        self.again: Again = Again(self)

    @property
    def is_open(self) -> bool:
        """True while a study is open, for reading only too."""
        return self.keeper is not None

    @cached_property
    def refusal(self) -> RefusalPage:
        """Why a study could not be opened; made when it is first needed."""
        made = RefusalPage()
        made.asked_to_restore.connect(lambda: self.tending.restore(self.path))
        made.asked_again.connect(lambda: self.open(self.path) if self.path else None)
        made.asked_for_another.connect(self.ask_for_study)
        made.left.connect(self.window.show_welcome)
        self.window.pages.addWidget(made)
        return made

    def run(
        self,
        work: Callable[[], object],
        then: Callable[[object], None],
        failed: Callable[[JourneyError], None],
    ) -> None:
        """Do something with files off the window's thread."""
        Errand(self, work, then, failed)

    def tell(self, topic: str, words: str, act: str = "", run: Then | None = None) -> None:
        """Tell something about the study, over the journey."""
        self.bar.tell(topic, Told(words, act, run))

    def ask_for_study(self) -> None:
        """Let the user choose a study to open."""
        folder = str(self.path.parent) if self.path is not None else ""
        name, _ = QFileDialog.getOpenFileName(self.window, "Open a study", folder, STUDIES)
        if name:
            self.open(Path(name))

    def open(self, path: Path, secret: str = "") -> None:
        """Open a study in place of what is open; one that cannot be opened says why."""
        if self.keeper is not None and self.keeper.path == path:
            self.window.show_page(self.window.journey_page)
            return
        self.path = path
        writable = path.resolve() != sample_study().resolve()
        self.run(
            lambda: open_study(path, secret, writable=writable),
            self._on_opened,
            lambda error: self._on_refused(error, path, secret),
        )

    def open_with(self, path: Path, key: bytes | None) -> None:
        """Open a study whose key is known."""
        from journeyviewer.study.keys import recovery_key

        self.open(path, recovery_key(key) if key else "")

    def begin(self, then: Then | None = None) -> None:
        """Let the user begin a study of what is open; `then` is done once there is one."""
        cohort = self.session.cohort
        if cohort is None:
            self.window.show_welcome()
            return
        settings = self.window.settings
        sheet = NewStudySheet(self.window, _title_for(cohort), settings.analyst or _user())
        if ask(sheet):
            wanted = sheet.wanted()
            settings.analyst = wanted.analyst
            settings.save()
            self.make(wanted, then)

    def make(self, wanted: NewStudy, then: Then | None = None) -> None:
        """Make a study of what is open and go on in it."""
        cohort = self.session.cohort
        if cohort is None:
            return
        reading = self.window.reading
        old = self.keeper.opened.records if self.keeper is not None else None
        if old is not None and self._is_sample():
            old = replace(old, files=tuple(reading.paths))
        files = tuple(reading.files())
        records = old or Records(cohort, reading.terms.decisions, files=files)
        items = self.session.study.items.values() if self.session.study is not None else ()
        carried = tuple(items)

        def work() -> Opened:
            opened = make_study(wanted, replace(records, cohort=cohort))
            for item in carried:
                opened.file.put(item)
            return opened

        def on_made(opened: object) -> None:
            assert isinstance(opened, Opened)
            if wanted.passphrase:
                ask(KeySheet(self.window, opened.file.recovery_key, wanted.title))
            self._take(opened)
            if then is not None:
                then()

        self.run(work, on_made, lambda error: self.window.say(str(error)))

    def write_with(self, then: Then) -> None:
        """Do what writes in the study; the first time one is begun, read-only ones are copied."""
        if self.session.can_write:
            then()
        elif self.keeper is None or self._is_sample():
            self.begin(then)
        else:
            self.window.say(f"{self.keeper.read_only} Nothing can be written in it.")

    def leave(self) -> bool:
        """Put the study away, all of it saved; False when it is to stay open."""
        if self.keeper is None:
            return True
        self.session.finish()
        return self._put_away()

    def end(self) -> bool:
        """Put the study away as the window closes: unfinished text waits there for next time."""
        wait_for_files(self.window, self.findChildren(Errand))
        return self._put_away()

    def before(self, cohort: Cohort) -> Cohort | None:
        """Get ready for another reading; returns the records the study goes on from, if it does.

        A reading of the study's own files, with more or without, belongs to it. Any other puts the
        study away.
        """
        if self.keeper is None or self._putting:
            return None
        if self.again.belongs(cohort):
            known = self.keeper.opened.records
            return known.cohort if known is not None else cohort
        title = self.keeper.study.title
        if self.leave():
            saved = "all of it is saved" if self.all_saved else "its newest changes were not saved"
            self.tell("closed", f"The study “{title}” was closed; {saved}.")
        return None

    def after(self, cohort: Cohort, before: Cohort | None) -> None:
        """Go on in the study with records that were read again."""
        if before is not None:
            self.again.take(cohort, before)

    def _on_opened(self, opened: object) -> None:
        assert isinstance(opened, Opened)
        if not self.leave():
            opened.file.close()
            return
        self._take(opened)

    def _take(self, opened: Opened) -> None:
        """Show a study: its records, where it was left, what was being written."""
        if not self._put_away():
            opened.file.close()
            return
        keeper = self.keeper = Keeper(opened, self.session, self)
        keeper.failing.connect(self._on_failing)
        keeper.recovered.connect(lambda: self.bar.forget("saving"))
        keeper.told.connect(lambda words: self.tell("records", words))
        keeper.warned.connect(self._on_warned)
        self.path = keeper.path
        self.bar.forget()
        self._show_records(opened.records)
        self.session.open_work(keeper.work)
        if opened.file.crashes_at_start < SAFE_FROM:
            go_back_to(self.session, opened.view.get(LEFT, ""))
        else:
            self.tell("crashes", CRASHED, "Go back to a backup…", self.tending.restore)
        if keeper.read_only:
            self._tell_read_only(keeper)
        else:
            self._bring_back(opened.drafts)
        self.again.look()
        self._remember()
        if self.session.cohort is not None:
            self.window.show_page(self.window.journey_page)
        else:
            self.window.error.say(NO_RECORDS.format(keeper.study.title))
            self.window.error.title.setText("No cases yet")
            self.window.show_page(self.window.error)

    def _show_records(self, records: Records | None) -> None:
        """Show the records of the study; without any, what is open stays."""
        if records is None:
            return
        reading = self.window.reading
        if self.session.cohort is None or records.cohort != self.session.cohort:
            reading.paths = []
            self._putting = True
            try:
                self.window.open_cohort(records.cohort)
            finally:
                self._putting = False
        # The invented cases are known by name alone: they lie wherever the program does.
        sample = self._is_sample()
        reading.paths = [samples() / path if sample else path for path in records.places]
        reading.hold(records.decisions)

    def _bring_back(self, drafts: tuple[Draft, ...]) -> None:
        """Go on with the text that was being typed; older unfinished texts join the study."""
        found = []
        for draft in drafts:
            try:
                found.append((draft, from_json(draft.text)))
            except ValueError:
                continue
        # What a group said while a meeting was cut off joins the study as it was typed.
        later = found[-1:] if found and not isinstance(found[-1][1], Response) else []
        for draft, item in found[: len(found) - len(later)]:
            if has_words(item) or isinstance(item, Response):
                self.session.put(item)
            self.session.work.keep_draft(draft.item, "")  # type: ignore[union-attr]
        if not later:
            return
        draft, item = found[-1]
        case = case_of(item)
        cohort = self.session.cohort
        if cohort is not None and any(one.id == case for one in cohort.cases) and case:
            self.session.choose_case(case)
        self.session.begin(item)
        clock = f"{draft.time.astimezone():%H:%M}"
        self.tell("draft", f"Unfinished text from {clock} is back as you left it.")

    def _tell_read_only(self, keeper: Keeper) -> None:
        if self._is_sample():
            told = Told(SAMPLE, "Save my own…", lambda: self.begin(), "lock", stays=True)
        else:
            words, act = keeper.read_only, "Save a copy to go on working…"
            told = Told(words, act, self.tending.copy, "lock", stays=True)
        self.bar.tell("read-only", told)

    def _is_sample(self) -> bool:
        return self.keeper is not None and self.keeper.sample

    def _put_away(self) -> bool:
        keeper = self.keeper
        if keeper is None:
            return True
        if self._leaving:
            return False
        keeper.keep_view()
        self._leaving = True
        try:
            answer = wait_until_saved(self.window, keeper)
            if answer == STAY or (answer == COPY and not self._is_copied(keeper)):
                return False
            self._remember()
            self.keeper = None
            shut(self.window, keeper, wait=answer == DONE)
        finally:
            self._leaving = False
        self.all_saved = answer != CLOSE
        keeper.deleteLater()
        if self.session.work is keeper.work and self.session.editing is None:
            self.session.open_work(None)
        self.bar.forget()
        return True

    def _is_copied(self, keeper: Keeper) -> bool:
        """Write a copy of work that is not on the disk before it closes; True when it is whole."""
        target = self.tending.ask_for_copy()
        if target is None:
            return False
        said = wait_for_copy(self.window, keeper, target)
        if said:
            self.window.say(said)
        return not said

    def _on_failing(self, failed: Failed) -> None:
        clock = f"{failed.since.astimezone():%H:%M}"
        words = f"Not saved since {clock}: {failed.sentence.removeprefix('Not saved: ')}"
        told = Told(words, "Save a copy elsewhere…", self.tending.copy, "circle-alert", stays=True)
        self.bar.tell("saving", told)

    def _on_warned(self, words: str) -> None:
        if words:
            self.tell("backup", words)
        else:
            self.bar.forget("backup")

    def _on_refused(self, error: JourneyError, path: Path, secret: str) -> None:
        if not isinstance(error, StudyError):
            error = StudyError(Fault.CANNOT_WRITE, error.message, error.advice)
        if error.fault is Fault.PASSPHRASE:
            sheet = SecretSheet(self.window, path.name, str(error) if secret else "")
            if ask(sheet):
                self.open(path, sheet.secret.text())
            elif self.session.cohort is None:
                self.window.show_welcome()
            return
        self.path = path
        self.window.show_page(self.refusal)
        self.refusal.say(error, len(backups(path)))

    def _remember(self) -> None:
        """Put the study among the recent ones; the invented cases need no remembering."""
        keeper, cohort = self.keeper, self.session.cohort
        if keeper is None or self._is_sample():
            return
        notes = sum(isinstance(item, Note) for item in keeper.study.items.values())
        left = datetime.now(UTC).replace(microsecond=0).isoformat()
        cases = len(cohort.cases) if cohort is not None else 0
        settings = self.window.settings
        note = StudyNote(keeper.study.title, left, cases, notes)
        settings.add_study(keeper.path.absolute(), note.text())
        settings.save()


def _title_for(cohort: Cohort) -> str:
    """Return a title to begin with: the name of what was read, in words."""
    return Path(cohort.name).stem.replace("_", " ").strip() or "Case file review"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
