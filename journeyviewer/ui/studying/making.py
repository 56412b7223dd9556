"""Making a study: its title, the analyst’s name, its place, and a passphrase if wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from journeyviewer.model.files import write_whole
from journeyviewer.model.problems import JourneyError
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import SMALL, Button, PlainLabel, fixed_font
from journeyviewer.ui.studying.errands import in_time
from journeyviewer.ui.studying.opening import NewStudy
from journeyviewer.ui.studying.sheet import Sheet

SUFFIX = ".jvstudy"
STUDIES = f"Studies (*{SUFFIX})"
SILENT = "That drive does not answer. Choose another place, or try again."
SHORTEST = 10
"""Letters a passphrase needs."""
NEW = (
    "Your notes, phases and key developments are kept in one file, with the records they are "
    "about. Your source files stay as they are."
)
LOCKED = (
    "Whoever has the file needs the passphrase. Nobody can find it out for you: a recovery key is "
    "shown once, to print or save."
)


class NewStudySheet(Sheet):
    """Asks for what a new study is made with; its usual answers are good for one Enter."""

    def __init__(self, parent: QWidget | None, title: str, analyst: str) -> None:
        super().__init__(parent, "Begin a study", NEW, "Begin")
        self._own_place = False
        self.title_field = self.field("Title", title)
        self.analyst = self.field("Your name, as it stands under your notes", analyst)
        self.place = self.field("Where it is kept", str(free_place(title)))
        browse = Button("Choose…")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._choose)
        line = QHBoxLayout()
        line.addWidget(self.place, 1)
        line.addWidget(browse)
        self.rows.addLayout(line)
        self.lock = QCheckBox("Lock it with a passphrase")
        self.rows.addSpacing(6)
        self.rows.addWidget(self.lock)
        self.about_lock = PlainLabel(LOCKED, SMALL, "ink2").wrapped()
        self.rows.addWidget(self.about_lock)
        first = self.rows.count()
        self.passphrase = self.field("Passphrase", hidden=True)
        self.again = self.field("Once more", hidden=True)
        parts = (self.rows.itemAt(at) for at in range(first, self.rows.count()))
        self.locking = [self.about_lock, *(each.widget() for each in parts if each is not None)]
        self.lock.toggled.connect(self._show_locking)
        self._show_locking(False)
        self.title_field.textChanged.connect(self._on_title)
        self.place.textEdited.connect(self._on_place)
        self.title_field.setFocus()
        self.title_field.selectAll()

    def wanted(self) -> NewStudy:
        """Return what was asked for."""
        path = Path(self.place.text().strip()).expanduser()
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        secret = self.passphrase.text() if self.lock.isChecked() else ""
        return NewStudy(path, self.title_field.text().strip(), self.analyst.text().strip(), secret)

    def accept(self) -> None:
        """Take the answers, or say what is still needed."""
        needed = self._needed()
        if needed:
            self.say(needed)
        else:
            super().accept()

    def _needed(self) -> str:
        if not self.title_field.text().strip():
            return "Give the study a title."
        if not self.analyst.text().strip():
            return "Write the name or initials that your notes carry."
        if not self.place.text().strip():
            return "Choose where the study is kept."
        path = self.wanted().path
        said = in_time(lambda: _taken(path), SILENT)
        if said:
            return said
        if self.lock.isChecked() and len(self.passphrase.text()) < SHORTEST:
            return f"The passphrase needs {SHORTEST} letters or more. Four words do well."
        if self.lock.isChecked() and self.passphrase.text() != self.again.text():
            return "The two passphrases differ. Type them again."
        return ""

    def _show_locking(self, shown: bool) -> None:
        for widget in self.locking:
            if widget is not None:
                widget.setVisible(shown)
        self.fit()

    def _on_title(self, title: str) -> None:
        if not self._own_place:
            self.place.setText(str(free_place(title)))

    def _on_place(self) -> None:
        self._own_place = True

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Where the study is kept", self.place.text(), STUDIES
        )
        if name:
            self._own_place = True
            self.place.setText(name)


class KeySheet(Sheet):
    """Shows the recovery key of a locked study, this once, to be printed, saved or copied."""

    def __init__(self, parent: QWidget | None, key: str, study: str) -> None:
        words = (
            "This key opens the study when the passphrase is forgotten. It is shown this once and "
            "kept nowhere. Print or save it, and keep it apart from the study."
        )
        super().__init__(parent, "Keep the recovery key", words, "I have kept it")
        self.key, self.study = key, study
        self.away.hide()
        shown = PlainLabel(lines_of(key), Face(15, 600)).selectable()
        shown.setFont(fixed_font(15))
        shown.setAccessibleName(f"Recovery key: {key}")
        self.rows.addWidget(shown)
        line = QHBoxLayout()
        acts = (("Print…", self.print), ("Copy", self.copy), ("Save as text…", self.save))
        for words, run in acts:
            button = Button(words)
            button.setAutoDefault(False)
            button.clicked.connect(run)
            line.addWidget(button)
        line.addStretch()
        self.rows.addLayout(line)

    def print(self) -> None:
        """Let the user print the key."""
        from journeyviewer.ui.printing import ask_to_print

        title = f"Recovery key of the study “{self.study}”"
        if ask_to_print(self, title, lines_of(self.key).splitlines()):
            self.say("Sent to the printer. Keep it apart from the study.")

    def copy(self) -> None:
        """Put the key on the clipboard."""
        QGuiApplication.clipboard().setText(self.key)
        self.say("Copied. Paste it somewhere safe; the clipboard does not keep it.")

    def save(self) -> None:
        """Let the user save the key as a text to print."""
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the recovery key", f"Recovery key of {self.study}.txt", "Text (*.txt)"
        )
        if not name:
            return
        text = f"Recovery key of the study “{self.study}”\n\n{lines_of(self.key)}\n"
        try:
            write_whole(Path(name), text.encode())
        except JourneyError as error:
            self.say(str(error))
        else:
            self.say(f"Saved as {Path(name).name}. Print it, and keep it apart from the study.")


class SecretSheet(Sheet):
    """Asks for the passphrase or the recovery key of a study; `said` is why the last one failed."""

    def __init__(self, parent: QWidget | None, name: str, said: str = "") -> None:
        words = f"“{name}” is locked. Type its passphrase, or its recovery key."
        super().__init__(parent, "Open a locked study", words, "Open")
        self.secret = self.field("Passphrase or recovery key", hidden=True)
        self.shown = QCheckBox("Show what I type")
        self.shown.toggled.connect(self._show)
        self.rows.addWidget(self.shown)
        self.say(said)
        self.secret.setFocus()

    def _show(self, shown: bool) -> None:
        modes = self.secret.EchoMode
        self.secret.setEchoMode(modes.Normal if shown else modes.Password)


def lines_of(key: str) -> str:
    """Return a recovery key in lines that can be read from paper."""
    groups = key.split("-")
    return "\n".join("-".join(groups[at : at + 5]) for at in range(0, len(groups), 5))


def _taken(path: Path) -> str:
    """Return why no study can be made there, "" when one can; asks the drive."""
    try:
        if path.exists():
            return f"“{path.name}” is there already. Choose another name, or open that study."
        return "" if path.parent.is_dir() else f"There is no folder {path.parent}."
    except OSError:
        return f"The folder {path.parent} cannot be looked at. Choose another place."


def free_place(title: str) -> Path:
    """Return where a study of this title may be kept: a name in Documents that is not taken.

    Where Documents lies on a drive that does not answer it is a name in the home folder; whether
    it is taken is asked again when the study is made.
    """
    name = "".join(" " if each in '<>:"/\\|?*' or each < " " else each for each in title)
    name = " ".join(name.split()).strip(". ")[:80] or "Study"
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place) or Path.home())
    return in_time(lambda: _free(folder, name), Path.home() / f"{name}{SUFFIX}")


def _free(folder: Path, name: str) -> Path:
    if not folder.is_dir():
        folder = Path.home()
    path, number = folder / f"{name}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{name} {number}{SUFFIX}", number + 1
    return path
