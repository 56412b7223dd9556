"""Where readings arrive: decides whether the import report comes first, and keeps decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import Decisions, Question
from journeyviewer.model.files import write_whole
from journeyviewer.model.lanes import loose
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.tables import TablePreview
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.asked import keep_decisions, not_kept
from journeyviewer.ui.importing.page import ImportPage
from journeyviewer.ui.importing.trail import Decided, Trail, answers_words
from journeyviewer.ui.parts import ask
from journeyviewer.ui.reading import Reading


class ImportDesk(QObject):
    """Holds the import report and what was decided; the same files are read again on it."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, window: QWidget, reading: Reading) -> None:
        super().__init__(window)
        self.window, self.reading = window, reading
        self.cohort: Cohort | None = None
        self.trail = Trail()
        self._of: list[Path] = []
        self._undone: tuple[str, tuple[str, ...]] = ("", ())
        self._unkept = ""
        self.page = ImportPage()
        self.page.asked_to_open.connect(self._open)
        self.page.asked_to_start_again.connect(self.start_again)
        self.page.asked_to_save.connect(self.save_report)
        self.page.asked_for_rows.connect(self.show_rows)
        self.page.asked_for_text.connect(self.show_text)
        self.page.asked_for_columns.connect(self.ask_for_columns)
        self.page.asked_for_children.connect(self.ask_by_child)
        self.page.asked_for_pseudonyms.connect(self.ask_for_pseudonyms)
        self.page.asked_for_words.connect(self.show_words)
        self.page.decided.connect(self.decide)
        self.page.remembered.connect(self.remember)

    def show(self, cohort: Cohort) -> None:
        """Show the report of a reading."""
        if self._of != self.reading.paths:
            self._of = list(self.reading.paths)
            self.trail.clear()
        self.cohort = cohort
        (words, keys), self._undone = self._undone, ("", ())
        self.page.show_cohort(cohort, keys, self.reading.report_of(cohort))
        self.page.say(self._unkept or words)

    def decide(self, answers: Mapping[str, str]) -> None:
        """Take answers to questions, and read the same files again on them."""
        # Loaded with an answer: what looks for names takes longer to load than this page.
        from journeyviewer.ingest.pointing_questions import PSEUDONYM

        decisions = self.reading.terms.decisions
        asked = {item.key: item for item in self.cohort.questions} if self.cohort else {}
        names = [
            asked[key].subject
            for key, answer in answers.items()
            if answer == PSEUDONYM and key in asked
        ]
        given = {**decisions.given, **answers}
        known = tuple(dict.fromkeys((*decisions.pseudonyms, *names)))
        words = answers_words(answers, tuple(asked.values()))
        self._take(words, replace(decisions, given=given, pseudonyms=known), tuple(answers))

    def undo(self, step: int = -1) -> None:
        """Take the newest answer back (-1) or give it again (1); the files are read again."""
        found = self.trail.go(step, self.reading.terms.decisions)
        if found is None:
            self.page.say("There is nothing to undo." if step < 0 else "Nothing was undone.")
            return
        decided, decisions = found
        words = f"{'Undone' if step < 0 else 'Done again'}: {decided.words}"
        self._undone = words, decided.keys
        announce(self.page, words)
        self._read_on(decisions)

    def remember(self, question: Question, code: str) -> None:
        """Take what words stand for, for these files and for all that are read later."""
        decisions = self.reading.terms.decisions
        known = {**decisions.words.get(question.free, {}), loose(question.subject): code}
        words = {**decisions.words, question.free: known}
        given = {**decisions.given, question.key: code}
        changed = replace(decisions, given=given, words=words)
        self._take("what a word stands for", changed, (question.key,))

    def show_words(self) -> None:
        """Let the user look through the words that were given a meaning, and share them."""
        from journeyviewer.ingest.word_questions import word_key
        from journeyviewer.ui.importing.vocabulary import VocabularyDialog

        decisions = self.reading.terms.decisions
        dialog = VocabularyDialog(self.window, decisions.words)
        if ask(dialog) and dialog.words() != decisions.words:
            gone = {
                word_key(lane, words)
                for lane, chosen in decisions.words.items()
                for words in chosen
                if words not in dialog.words().get(lane, {})
            }
            given = {key: each for key, each in decisions.given.items() if key not in gone}
            changed = replace(decisions, given=given, words=dialog.words())
            self._take("the change of your words", changed)

    def ask_for_pseudonyms(self) -> None:
        """Let the user say which names point at nobody."""
        from journeyviewer.ui.importing.pseudonyms import PseudonymsDialog

        decisions = self.reading.terms.decisions
        dialog = PseudonymsDialog(self.window, decisions.pseudonyms)
        if ask(dialog) and dialog.names() != decisions.pseudonyms:
            changed = replace(decisions, pseudonyms=dialog.names())
            self._take("the change of the pseudonyms", changed)

    def choose_columns(self, table: TablePreview, fields: Mapping[str, str]) -> None:
        """Take what the columns of a table hold; tables with the same headings follow."""
        decisions = self.reading.terms.decisions
        columns = {**decisions.columns, table.fingerprint: dict(fields)}
        if not fields:
            columns.pop(table.fingerprint, None)
        self._take("what the columns hold", replace(decisions, columns=columns))

    def start_again(self) -> None:
        """Forget what was decided about these files, and read them as at first."""
        if self.cohort is None:
            return
        keys = {question.key for question in self.cohort.questions}
        keys |= {part.key for question in self.cohort.questions for part in question.parts}
        keys |= {repair.key for repair in self.cohort.repairs}
        tables = {table.fingerprint for table in self.cohort.tables}
        decisions = self.reading.terms.decisions
        changed = replace(
            decisions,
            given={key: each for key, each in decisions.given.items() if key not in keys},
            columns={key: each for key, each in decisions.columns.items() if key not in tables},
        )
        self._take("starting again", changed)

    def _take(self, words: str, decisions: Decisions, keys: tuple[str, ...] = ()) -> None:
        """Let decisions hold from now on, as a step that can be taken back."""
        self.trail.add(Decided(words, keys, self.reading.terms.decisions, decisions))
        self._read_on(decisions)

    def _read_on(self, decisions: Decisions) -> None:
        before = self.reading.terms.decisions
        self.reading.terms = replace(self.reading.terms, decisions=decisions)
        self._unkept = ""
        try:
            keep_decisions(before, decisions)
        except (JourneyError, OSError) as error:
            self._unkept = not_kept(error)
            self.page.say(self._unkept)
        if not self.reading.of_study:
            # What was answered elsewhere meanwhile is not asked once more.
            self.reading.take_up()
        self.reading.begin(self.reading.paths)

    def _open(self) -> None:
        if self.cohort is not None:
            self.opened.emit(self.cohort)

    def save_report(self) -> None:
        """Let the user choose where the report is written, as text or with decisions as JSON."""
        if self.cohort is None:
            return
        from journeyviewer.analysis.report import report_json, report_text

        name, _ = QFileDialog.getSaveFileName(
            self.window, "Save the import report", "Import report.txt", REPORTS
        )
        if not name:
            return
        path = Path(name)
        try:
            if path.suffix.lower() == ".json":
                text = json.dumps(report_json(self.cohort), ensure_ascii=False, indent=1) + "\n"
            else:
                text = report_text(self.cohort)
            write_whole(path, text.encode())
        except JourneyError as error:
            self.page.say(str(error))
            return
        self.page.say(f"The report was written to {path.name}.")

    def show_rows(self) -> None:
        """Show every row that was left out, with the reason."""
        if self.cohort is not None:
            from journeyviewer.ui.importing.rows import RowsDialog

            dialog = RowsDialog(self.window, self.cohort)
            ask(dialog)
            if dialog.answers:
                self.decide(dialog.answers)

    def show_text(self) -> None:
        """Show everything that was said of the reading, as text."""
        if self.cohort is not None:
            from journeyviewer.analysis.report import report_text
            from journeyviewer.ui.texts import TextDialog

            text = report_text(self.cohort)
            ask(TextDialog(self.window, "What was read", text, fixed_width=True))

    def ask_by_child(self, question: Question) -> None:
        """Let the user answer a question for some children otherwise than for the rest."""
        from journeyviewer.ui.importing.children import ChildrenDialog

        dialog = ChildrenDialog(self.window, question)
        if ask(dialog) and dialog.answers:
            self.decide(dialog.answers)

    def ask_for_columns(self, table: TablePreview) -> None:
        """Let the user name the columns of a table."""
        from journeyviewer.ui.importing.columns import ColumnsDialog

        dialog = ColumnsDialog(self.window, table, self.reading)
        if ask(dialog):
            self.choose_columns(table, dialog.fields())


REPORTS = "Text (*.txt);;JSON, with the decisions (*.json)"
