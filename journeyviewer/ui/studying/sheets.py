"""Lists to choose from: backups, earlier wordings, and what is to be erased for good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Item, ItemId
from journeyviewer.model.study_words import step_name
from journeyviewer.model.words import counted, short_day
from journeyviewer.study.backups import backup_time, verify
from journeyviewer.study.chain import Operation, Revision
from journeyviewer.study.codec import from_json
from journeyviewer.ui.studying.errands import Errand
from journeyviewer.ui.studying.sheet import Sheet

DATA = Qt.ItemDataRole.UserRole
CHECKED = 3
"""Backups that are looked through at once, the newest first; others when they are chosen."""
SURE = "erase"
SHORT = 64
"""Letters of what was written that are shown in a list."""
LIST, WORDING = 180, 110
"""Least heights in pixels, the same for larger text: words and buttons need the room then."""


def listing(name: str) -> QListWidget:
    """Return an empty list under a name for screen readers."""
    made = QListWidget()
    made.setObjectName("choices")
    made.setAccessibleName(name)
    made.setMinimumHeight(LIST)
    made.setWordWrap(True)
    return made


class BackupsSheet(Sheet):
    """Lists the backups of a study, newest first, each checked before it is taken."""

    def __init__(
        self, parent: QWidget | None, path: Path, found: Sequence[Path], key: bytes | None
    ) -> None:
        words = (
            f"The backup takes the place of “{path.name}”. The file there is now is kept beside "
            "the backups, so that you can go back."
        )
        super().__init__(parent, "Go back to a backup", words, "Go back to this one")
        self.found, self.key = found, key
        self.states: dict[Path, str] = {}
        self.list = listing("Backups, newest first")
        for backup in found:
            self.list.addItem(QListWidgetItem(self._words(backup)))
        self.rows.addWidget(self.list)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda _: self.act.click())
        self.list.setCurrentRow(0)
        for backup in found[:CHECKED]:
            self._check(backup)
        self.list.setFocus()

    def chosen(self) -> Path | None:
        """Return the backup that is chosen; None for one that is not whole."""
        row = self.list.currentRow()
        backup = self.found[row] if 0 <= row < len(self.found) else None
        return backup if backup is not None and self.states.get(backup, "") else None

    def end(self) -> None:
        """Let go of what is still being looked through; a drive that hangs is not waited for."""
        for errand in self.findChildren(Errand):
            errand.wait(0.0)

    def _words(self, backup: Path, state: str = "not looked through yet") -> str:
        when = backup_time(backup)
        told = f"{short_day(when.date())}, {when:%H:%M}" if when is not None else backup.stem
        try:
            size = _size(backup.stat().st_size)
        except OSError:
            size = "not there any more"
        return f"{told} · {size} · {state}"

    def _check(self, backup: Path) -> None:
        if backup in self.states:
            return
        self.states[backup] = ""
        self._show(backup, "being looked through…")
        Errand(
            self,
            lambda: verify(backup, self.key),
            lambda steps: self._on_whole(backup, steps),
            lambda error: self._on_damaged(backup, error),
        )

    def _on_whole(self, backup: Path, steps: int) -> None:
        self.states[backup] = "whole"
        self._show(backup, f"whole, {counted(steps, 'step')}")

    def _on_damaged(self, backup: Path, error: JourneyError) -> None:
        self._show(backup, "not whole")
        if self.list.currentRow() == self.found.index(backup):
            self.say(error.message)

    def _show(self, backup: Path, state: str) -> None:
        self.list.item(self.found.index(backup)).setText(self._words(backup, state))
        self._allow()

    def _on_row(self, row: int) -> None:
        self.say("")
        if 0 <= row < len(self.found):
            self._check(self.found[row])
        self._allow()

    def _allow(self) -> None:
        self.act.setEnabled(self.chosen() is not None)


class WordingsSheet(Sheet):
    """Every wording an item has had, newest first; any of them can be taken again."""

    def __init__(self, parent: QWidget | None, steps: Sequence[Revision]) -> None:
        words = "Nothing written is lost. Taking an earlier wording is a step that can be undone."
        super().__init__(parent, "Earlier wordings", words, "Take this wording")
        self.steps = list(reversed(steps))
        self.list = listing("Wordings, newest first")
        for step in self.steps:
            when = step.time.astimezone()
            said = _DONE[step.operation] if step.operation in _DONE else _text(_item(step))
            line = " ".join(said.split())[:90]
            told = f"{short_day(when.date())}, {when:%H:%M} · {step.author} · {line}"
            self.list.addItem(QListWidgetItem(told))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The wording that is chosen")
        self.text.setMinimumHeight(WORDING)
        self.text.setTabChangesFocus(True)
        self.rows.addWidget(self.list)
        self.rows.addWidget(self.text)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def chosen(self) -> str:
        """Return the wording that is chosen as text of the file, "" where there is none."""
        row = self.list.currentRow()
        step = self.steps[row] if 0 <= row < len(self.steps) else None
        return step.body if step is not None and step.operation is Operation.PUT else ""

    def _on_row(self, row: int) -> None:
        step = self.steps[row] if 0 <= row < len(self.steps) else None
        self.text.setPlainText(_text(_item(step)) if step is not None else "")
        self.act.setEnabled(bool(self.chosen()) and row > 0)


class EraseSheet(Sheet):
    """Says what erasing for good means, and takes it only when that is typed."""

    def __init__(
        self,
        parent: QWidget | None,
        items: Sequence[tuple[Item, bool]],
        chosen: ItemId | None = None,
    ) -> None:
        words = (
            "Removing keeps every wording, so that it can come back. Erasing does not: all "
            "wordings of what you choose leave this study, and all older backups go with them. "
            "Copies you handed over keep theirs."
        )
        super().__init__(parent, "Erase for good", words, "Erase for good")
        self.items = items
        self.list = listing("What is to be erased")
        for item, held in items:
            line = " ".join(_words(item).split())
            line = line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"
            told = f"{step_name(item)}{'' if held else ' (removed)'}\n{line}"
            self.list.addItem(QListWidgetItem(told))
        self.rows.addWidget(self.list)
        self.typed = self.field(f"To erase it, type “{SURE}”")
        self.typed.textChanged.connect(self._allow)
        self.list.currentRowChanged.connect(self._allow)
        row = next((at for at, (item, _) in enumerate(items) if item.id == chosen), 0)
        self.list.setCurrentRow(row)
        self.away.setDefault(True)
        self.act.setDefault(False)
        self._allow()
        self.list.setFocus()

    def chosen(self) -> ItemId | None:
        """Return what is to be erased."""
        row = self.list.currentRow()
        return self.items[row][0].id if 0 <= row < len(self.items) else None

    def accept(self) -> None:
        """Erase only what was typed for."""
        if self.act.isEnabled():
            super().accept()

    def _allow(self) -> None:
        sure = self.typed.text().strip().casefold() == SURE
        self.act.setEnabled(sure and self.chosen() is not None)


def ever_written(steps: Sequence[Revision]) -> list[tuple[Item, bool]]:
    """Return every item there was, newest first, as last worded, and whether it is still held."""
    latest: dict[str, tuple[Item, bool]] = {}
    for step in steps:
        item = _item(step)
        if item is not None:
            latest.pop(step.item, None)
            latest[step.item] = (item, True)
        elif step.operation is Operation.REMOVE and step.item in latest:
            latest[step.item] = (latest[step.item][0], False)
        elif step.operation is Operation.ERASED:
            latest.pop(step.item, None)
    return list(reversed(latest.values()))


_DONE = {Operation.REMOVE: "Removed", Operation.ERASED: "Erased for good"}


def _item(step: Revision) -> Item | None:
    if step.operation is not Operation.PUT:
        return None
    try:
        return from_json(step.body)
    except ValueError:
        return None


def _words(item: Item) -> str:
    """Return what was written beside the title, which its name says already."""
    return str(getattr(item, "text", "") or getattr(item, "summary", ""))


def _text(item: Item | None) -> str:
    parts = (getattr(item, name, "") for name in ("title", "label", "source", "summary", "text"))
    return "\n".join(str(part) for part in parts if part)


def _size(count: int) -> str:
    """Return the size of a file of so many bytes in words: "84 kB", "1.2 MB"."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} kB"
