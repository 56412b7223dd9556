"""Sources of a study that have moved or changed, and finding again what notes were written on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.words import counted, listed
from journeyviewer.session.refinding import Waiting, refind, waiting
from journeyviewer.session.resuming import go_back_to, where
from journeyviewer.study.sources import Sources, look_for
from journeyviewer.ui.parts import ask
from journeyviewer.ui.studying.opening import Records
from journeyviewer.ui.studying.sheet import Sheet

if TYPE_CHECKING:
    from journeyviewer.ui.studying.desk import StudyDesk

MOST_NAMES = 3
KEEP, WITHOUT = "Keep the study as it is", "Read without"
CANNOT_WRITE = "There is no study open that can be changed."
NONE_WAITS = "Every note has its record: there is none to put in its place."


class Again(QObject):
    """Looks at the sources of the open study, and takes a new reading of them."""

    def __init__(self, desk: StudyDesk) -> None:
        super().__init__(desk)
        self.desk: StudyDesk = desk
        self.window, self.session = desk.window, desk.session

    def look(self) -> None:
        """Look whether the sources are as they were, and say what waits for a person."""
        keeper = self.desk.keeper
        records = keeper.opened.records if keeper is not None else None
        if keeper is None or records is None or keeper.read_only:
            return
        self.show_waiting()

        def then(found: object) -> None:
            if self.desk.keeper is keeper and isinstance(found, Sources):
                self._tell(found)

        self.desk.run(
            lambda: look_for(records.sources, [keeper.path.parent]), then, lambda error: None
        )

    def belongs(self, cohort: Cohort) -> bool:
        """True when what was just read is the study's own files, with more or with other ones.

        A study without records takes any; one whose files are not known takes its own cases.
        """
        keeper = self.desk.keeper
        records = keeper.opened.records if keeper is not None else None
        if records is None:
            return keeper is not None
        if not records.places:
            names = {case.id for case in records.cohort.cases}
            return names <= {case.id for case in cohort.cases}
        read = {path.absolute() for path in self._files()}
        own = {path.absolute() for path in records.places if path.exists()}
        return bool(own) and own <= read

    def agrees(self, cohort: Cohort) -> bool:
        """Ask before a reading takes out of the study what came from files that are gone.

        Nobody could read that again; True where nothing would be taken out, or a person says so.
        """
        keeper = self.desk.keeper
        records = keeper.opened.records if keeper is not None else None
        if records is None or not self.belongs(cohort):
            return True
        gone = {path.name for path in records.places if not path.exists()}
        if not gone:
            return True
        held = {case.id: _files_of(case) & gone for case in records.cohort.cases}
        gone = set().union(*held.values()) - set().union(*map(_files_of, cohort.cases))
        cases = sum(not files.isdisjoint(gone) for files in held.values())
        if not cases:
            return True
        names = tuple(sorted(gone))
        sheet = Sheet(self.window, *_not_there(names, cases), WITHOUT)
        sheet.away.set_words(KEEP)
        sheet.away.setAutoDefault(True)
        sheet.away.setFocus()
        if ask(sheet):
            return True
        self.desk.tell("sources", _kept(names))
        return False

    def prepare(self, paths: Sequence[Path]) -> bool:
        """Let the study's decisions hold for these paths; False where they are not its files.

        Nothing is asked of the disk: a drive may be slow to answer.
        """
        keeper = self.desk.keeper
        records = keeper.opened.records if keeper is not None else None
        if records is None:
            return False
        reading = self.window.reading
        given = {path.absolute() for path in paths}
        own = {path.absolute() for path in records.places or reading.paths}
        if not all(path in given or path.parent in given for path in own):
            return False
        if not reading.of_study:
            # Other files, of which nothing came, have been asked for meanwhile.
            reading.hold(records.decisions)
        return True

    def read_again(self) -> None:
        """Read the sources of the study again; its notes are found again in what is read."""
        keeper = self.desk.keeper
        records = keeper.opened.records if keeper is not None else None
        if records is not None:
            self.desk.bar.forget("sources")
            self.window.read(self.window.reading.paths or records.places)

    def take(self, cohort: Cohort, before: Cohort) -> None:
        """Go on in the study with records read anew; says what was found again and what waits."""
        keeper = self.desk.keeper
        if keeper is None or self.session.work is None:
            return
        self.session.finish()
        left = where(self.session)
        refound = refind(keeper.study, before, cohort)
        for item in refound.changed:
            keeper.work.record(item)
        decisions = self.window.reading.terms.decisions
        records = Records(cohort, decisions, files=tuple(self._files()))
        keeper.opened = replace(keeper.opened, records=records)
        keeper.keep_records()
        # Steps from before would bring back what items were written on then.
        self.session.open_work(keeper.start_work())
        go_back_to(self.session, left)
        self.desk.bar.forget("sources")
        if refound.same or refound.to_check:
            self.desk.tell("again", f"The records were read again. Your notes: {refound.words}.")
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say how many notes wait for a person to say what they were written on."""
        found = self._waiting()
        if not found:
            self.desk.bar.forget("waiting")
            return
        words = (
            f"{counted(len(found), 'note waits', 'notes wait')} for you to say which record "
            f"{'it is' if len(found) == 1 else 'they are'} about. Nothing was moved."
        )
        self.desk.tell("waiting", words, "Look at them…", self.show_tray)

    def show_tray(self) -> None:
        """Let the user say what each waiting note is about now."""
        from journeyviewer.ui.studying.tray import TraySheet

        cohort = self.session.cohort
        if not self.session.can_write:
            self.window.say(CANNOT_WRITE)
        elif not self._waiting():
            self.window.mention(NONE_WAITS)
        elif cohort is not None:
            ask(TraySheet(self.window, self._waiting(), cohort, self.session.put))
            self.show_waiting()

    def _waiting(self) -> tuple[Waiting, ...]:
        study, cohort = self.session.study, self.session.cohort
        return waiting(study, cohort) if study is not None and cohort is not None else ()

    def _files(self) -> list[Path]:
        return self.window.reading.files()

    def _tell(self, found: Sources) -> None:
        """Say what changed, moved or is not there; the study goes on with what it keeps."""
        self._follow(dict(found.moved))
        if found.changed:
            words = f"{_names(found.changed)} changed since the study read it."
            self.desk.tell("sources", words, "Read again…", self.read_again)
        elif found.missing:
            self.desk.tell("sources", _kept(found.missing))

    def _follow(self, moved: Mapping[str, Path]) -> None:
        """Read files that were found under another name or in another place from there."""
        keeper = self.desk.keeper
        records = keeper.opened.records if keeper is not None else None
        if keeper is None or records is None or not moved:
            return
        files = tuple(moved.get(str(one), one) for one in records.places)
        keeper.opened = replace(keeper.opened, records=replace(records, files=files))
        self.window.reading.paths = list(files)


def _files_of(case: Case) -> set[str]:
    """Return the names of the files that the records of a case came from."""
    return {Path(place.file).name for entry in case.entries for place in entry.sources}


def _kept(missing: tuple[str, ...]) -> str:
    """Say which files are not there, and that nothing is lost by it."""
    verb = "is" if len(missing) == 1 else "are"
    return (
        f"{_names(missing)} {verb} not where the study read it. You go on with the records kept "
        "in the study."
    )


def _not_there(missing: tuple[str, ...], cases: int) -> tuple[str, str]:
    """Return the title and the words of the question whether to read without some files."""
    one = len(missing) == 1
    title = "A file of the study is not there" if one else "Files of the study are not there"
    return title, (
        f"{_names(missing)} {'is' if one else 'are'} not where the study read it. Read again "
        f"without {'it' if one else 'them'}, the study would lose what "
        f"{'it says' if one else 'they say'} of {counted(cases, 'case')}, and notes on that would "
        f"wait. Put {'it' if one else 'them'} back first to keep everything."
    )


def _names(names: tuple[str, ...]) -> str:
    shown = [f"“{Path(name).name}”" for name in names[:MOST_NAMES]]
    rest = len(names) - len(shown)
    return listed([*shown, counted(rest, "more file")] if rest else shown)
