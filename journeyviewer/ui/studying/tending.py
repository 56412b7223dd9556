"""What can be done with a study file: copied, brought back from a backup, archived, erased from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import ItemId
from journeyviewer.model.words import counted
from journeyviewer.study.archive import read_archive, write_archive
from journeyviewer.study.backups import backups, restore
from journeyviewer.study.chain import Revision
from journeyviewer.study.codec import from_json
from journeyviewer.study.erase import erase
from journeyviewer.study.keys import is_encrypted, key_for
from journeyviewer.study.store import StudyFile
from journeyviewer.ui.parts import ask
from journeyviewer.ui.studying.again import CANNOT_WRITE
from journeyviewer.ui.studying.keeper import Keeper, copy_study
from journeyviewer.ui.studying.making import STUDIES, SUFFIX, SecretSheet
from journeyviewer.ui.studying.sheets import BackupsSheet, EraseSheet, WordingsSheet, ever_written

if TYPE_CHECKING:
    from journeyviewer.ui.studying.desk import StudyDesk


SOON = 0.5
"""Seconds that what reads the file lets the saving go before it."""
ARCHIVED = " archive"
"""How the folder of an archive ends, after the name of the study."""
NONE_OPEN = "No study is open. Open one, or begin one of what you read."


class Tending(QObject):
    """Acts on the open study, or on one that could not be opened. Each says how it went."""

    def __init__(self, desk: StudyDesk) -> None:
        super().__init__(desk)
        self.desk: StudyDesk = desk
        self.window, self.session = desk.window, desk.session

    def ask_for_copy(self) -> Path | None:
        """Let the user choose where a copy is written; None when there is to be none."""
        path = self.desk.path
        usual = str(path.with_name(f"{path.stem} copy{SUFFIX}")) if path is not None else ""
        return self._ask_where("Save a copy of the study", usual)

    def _ask_where(self, title: str, usual: str) -> Path | None:
        """Let the user choose a study file to be written; None when there is to be none."""
        name, _ = QFileDialog.getSaveFileName(self.window, title, usual, STUDIES)
        if not name:
            return None
        target = Path(name)
        if target.suffix.lower() != SUFFIX:
            target = target.with_name(target.name + SUFFIX)
        return target

    def copy(self) -> None:
        """Write a verified copy; work that could not go on where it was goes on in the copy."""
        keeper = self._open_one()
        target = self.ask_for_copy() if keeper is not None else None
        if keeper is not None and target is not None:
            self.copy_to(keeper, target)

    def copy_to(self, keeper: Keeper, target: Path) -> None:
        """Write a verified copy of the open study to a new file, and say when it is whole."""
        self.session.finish()
        moves = bool(keeper.read_only) or keeper.failed is not None
        own = keeper.file if keeper.worker is None else None
        study, spare = keeper.study, keeper.opened.records
        work = study if keeper.failed is not None else None
        unanswered = keeper.unanswered

        def write() -> object:
            keeper.flush(SOON)
            return copy_study(keeper.path, keeper.key, target, work, own, spare, unanswered)

        def then(made: object) -> None:
            if moves:
                keeper.let_go()
                self.desk.open(target)
                self._say(f"You go on in the copy “{target.name}”.")
            else:
                self._say(f"A verified copy is saved as “{target.name}”.")

        self.desk.run(write, then, self._fail)

    def restore(self, path: Path | None = None) -> None:
        """Let the user go back to a backup of a study: the open one unless another is named."""
        path = path or self.desk.path
        if path is None:
            self._say(NONE_OPEN)
            return
        found = backups(path)
        if not found:
            self._say(f"There is no backup of “{path.name}” yet.")
            return
        known, key = self._key(path, found[0])
        if not known:
            return
        sheet = BackupsSheet(self.window, path, found, key)
        taken = ask(sheet)
        chosen = sheet.chosen()
        sheet.end()
        if taken and chosen is not None:
            self.restore_from(path, chosen, key)

    def restore_from(self, path: Path, backup: Path, key: bytes | None) -> None:
        """Put a backup in a study's place and open it; the file of before is kept."""
        if self.desk.keeper is not None and self.desk.keeper.path == path and not self.desk.leave():
            return

        def then(kept: object) -> None:
            self.desk.open_with(path, key)
            words = f"Back at the backup “{backup.stem}”."
            if isinstance(kept, Path):
                words += f" The file of before is kept as “{kept.name}” beside the backups."
            self._say(words)

        self.desk.run(lambda: restore(path, backup, key), then, self._fail)

    def show_wordings(self) -> None:
        """Show every earlier wording of the chosen item; one of them can be taken again."""
        name = self.session.chosen
        if name is None:
            self._say("Choose a note, phase or key development first; its wordings are shown.")
            return
        self.session.finish()
        self._with_history(lambda steps: self._on_wordings(name, steps))

    def erase(self) -> None:
        """Let the user erase something for good: out of the study, its history and its backups."""
        if not self.session.can_write:
            self._say(CANNOT_WRITE)
            return
        self.session.finish()
        self._with_history(self._on_erasable)

    def archive(self) -> None:
        """Let the user write the study as plain files into a new folder."""
        keeper = self._open_one()
        if keeper is None:
            return
        name = QFileDialog.getExistingDirectory(self.window, "Where the archive is written")
        if name:
            self.archive_to(Path(name) / f"{keeper.path.stem}{ARCHIVED}")

    def archive_to(self, folder: Path) -> None:
        """Write the open study as plain files into a folder that is not there yet."""
        keeper = self.desk.keeper
        if keeper is None:
            return
        self.desk.run(
            lambda: self._reading(keeper, lambda file: write_archive(file, folder)),
            lambda written: self._say(f"The archive is written: {folder}"),
            self._fail,
        )

    def ask_for_archive(self) -> None:
        """Let the user choose the folder of an archive, and where the study of it is to lie."""
        name = QFileDialog.getExistingDirectory(self.window, "The folder of the archive")
        if name:
            self.unpack(Path(name))

    def unpack(self, folder: Path) -> bool:
        """Make a study of an archive where the user chooses, and open it; False for nowhere."""
        stem = folder.name.removesuffix(ARCHIVED) or folder.name
        usual = str(folder.with_name(stem + SUFFIX))
        target = self._ask_where(f"Make a study of the archive “{folder.name}”", usual)
        if target is None:
            return False
        self.desk.run(
            lambda: read_archive(folder, target).close(),
            lambda _: self.desk.open(target),
            self._fail,
        )
        return True

    def _on_wordings(self, name: ItemId, steps: Sequence[Revision]) -> None:
        sheet = WordingsSheet(self.window, [one for one in steps if one.item == name])
        if ask(sheet):
            body = sheet.chosen()
            if body and self.session.can_write:
                self.session.put(from_json(body))

    def _on_erasable(self, steps: Sequence[Revision]) -> None:
        sheet = EraseSheet(self.window, ever_written(steps), self.session.chosen)
        if ask(sheet):
            name = sheet.chosen()
            if name is not None:
                self.erase_for_good(name)

    def erase_for_good(self, name: ItemId) -> None:
        """Erase every wording of an item; nothing of it can be brought back."""
        keeper = self.desk.keeper
        if keeper is None or keeper.worker is None:
            return
        self.session.choose(None)
        keeper.work.remove(name)

        def then(result: object) -> None:
            if isinstance(result, Exception):
                self._say(f"It could not be erased. {result}")
                return
            # Steps that could be undone held its words too.
            self.session.open_work(keeper.start_work())
            steps = counted(int(str(result)), "wording")
            self._say(f"Erased for good: {steps}. Older backups went with it.")

        keeper.do("erase", lambda file: erase(file, name), then)

    def _with_history(self, then: Callable[[Sequence[Revision]], None]) -> None:
        keeper = self._open_one()
        if keeper is None:
            return
        self.desk.run(
            lambda: self._reading(keeper, lambda file: tuple(file.revisions())),
            lambda steps: then(steps),  # type: ignore[arg-type]
            self._fail,
        )

    @staticmethod
    def _reading(keeper: Keeper, work: Callable[[StudyFile], object]) -> object:
        """Do something with the file that only reads, beside the saving; may wait for a drive."""
        if keeper.worker is None:
            return work(keeper.file)
        keeper.flush(SOON)
        file = StudyFile.open(keeper.path, key=keeper.key, writable=False)
        try:
            return work(file)
        finally:
            file.close()

    def _key(self, path: Path, backup: Path) -> tuple[bool, bytes | None]:
        """Return whether a study can be opened, and its key, None for one that is not locked."""
        keeper = self.desk.keeper
        if keeper is not None and keeper.path == path:
            return True, keeper.key
        if not is_encrypted(backup):
            return True, None
        said = ""
        while True:
            sheet = SecretSheet(self.window, path.name, said)
            if not ask(sheet):
                return False, None
            try:
                return True, key_for(backup, sheet.secret.text())
            except JourneyError as error:
                said = str(error)

    def _open_one(self) -> Keeper | None:
        """Return the open study; without one it is said that there is none."""
        if self.desk.keeper is None:
            self._say(NONE_OPEN)
        return self.desk.keeper

    def _say(self, words: str) -> None:
        self.window.say(words)

    def _fail(self, error: JourneyError) -> None:
        self._say(str(error))
