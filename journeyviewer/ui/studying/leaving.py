"""Putting a study away: what is not on the disk yet is waited for, and a person may choose."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journeyviewer.ui.look import Button
from journeyviewer.ui.parts import ask
from journeyviewer.ui.studying.errands import Errand
from journeyviewer.ui.studying.keeper import BLINK, Keeper
from journeyviewer.ui.studying.sheet import Sheet

STAY, COPY, CLOSE = "Keep it open", "Save a copy…", "Close all the same"
DONE = "done"
SAVING, UNSAVED, CLOSING = "Saving…", "Not all is saved yet", "Closing…"
WAITS = "The newest changes of “{}” are on their way to the disk. It closes as soon as they are."
LOST = "{} Closed now, the newest changes would be lost."
UNFINISHED = (
    "A file is still being read or written. The window closes as soon as that has ended. Closed "
    "now, a copy that is not whole yet is not kept."
)
ALL_SAVED = "All of “{}” is saved. It closes as soon as its backup is made and the drive is done."
COPYING = "Writing the copy…"
COPIES = "“{}” is being written and looked through. The study closes as soon as it is whole."
LOOK_MS = 50
LONG = 86_400.0
"""Seconds that the closing of a file may take behind a sheet that can be left."""


class WaitSheet(Sheet):
    """Waits while the window goes on, and ends by itself; until then a person may choose.

    `chosen` is the words of the button, `DONE` when it was worth the waiting.
    """

    def __init__(self, parent: QWidget, done: Callable[[], bool], title: str, words: str) -> None:
        super().__init__(parent, title, words, COPY)
        self.chosen = STAY
        self._done = done
        self.away.set_words(STAY)
        self.close_now = Button(CLOSE)
        self.close_now.setAutoDefault(False)
        self.buttons.insertWidget(2, self.close_now)
        self.act.clicked.disconnect()
        self.act.clicked.connect(lambda: self._take(COPY))
        self.close_now.clicked.connect(lambda: self._take(CLOSE))
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        self._clock.start(LOOK_MS)

    def told(self) -> tuple[str, str]:
        """Return the title and the words as they are now."""
        return self.heading.text(), self.words.text()

    def _look(self) -> None:
        if self._done():
            self._take(DONE)
            return
        title, words = self.told()
        if title != self.heading.text() or words != self.words.text():
            self.setWindowTitle(title)
            self.heading.setText(title)
            self.words.setText(words)
            self.fit()

    def _take(self, words: str) -> None:
        self._clock.stop()
        self.chosen = words
        self.accept()


class SavingSheet(WaitSheet):
    """Waits until all of a study is on the disk, and says why it is not yet."""

    def __init__(self, parent: QWidget, keeper: Keeper) -> None:
        self.keeper = keeper
        super().__init__(parent, lambda: keeper.flush(0.0), *self.told())

    def told(self) -> tuple[str, str]:
        """Return what is waited for, or why nothing gets to the disk."""
        failed = self.keeper.failed
        if failed is None:
            return SAVING, WAITS.format(self.keeper.path.name)
        return UNSAVED, LOST.format(failed.sentence)


class ClosingSheet(WaitSheet):
    """Waits until a file is done with; nothing of the study can be lost any more."""

    def __init__(self, parent: QWidget, words: str, done: Callable[[], bool]) -> None:
        super().__init__(parent, done, CLOSING, words)
        self.away.hide()
        self.act.hide()
        self.chosen = CLOSE


class CopySheet(WaitSheet):
    """Waits until a copy is whole; the study can be kept open instead."""

    def __init__(self, parent: QWidget, name: str, done: Callable[[], bool]) -> None:
        super().__init__(parent, done, COPYING, COPIES.format(name))
        self.act.hide()
        self.close_now.hide()


def answer_of(sheet: WaitSheet) -> str:
    """Show a sheet until it ends; return what was chosen."""
    ask(sheet)
    return sheet.chosen


def wait_until_saved(parent: QWidget, keeper: Keeper) -> str:
    """Return `DONE` once all is saved, or what a person chose while it was not."""
    if keeper.spared or keeper.flush(0.0 if keeper.failed is not None else BLINK):
        return DONE
    return answer_of(SavingSheet(parent, keeper))


def shut(parent: QWidget, keeper: Keeper, wait: bool) -> None:
    """Close the file of a study off the window's thread; without `wait` it is left behind."""
    keeper.stop()
    seconds = LONG if wait else 0.0
    thread = threading.Thread(target=keeper.close, args=(seconds,), name="closing", daemon=True)
    thread.start()
    thread.join(BLINK)
    if wait and not keeper.spared and thread.is_alive():
        words = ALL_SAVED.format(keeper.path.name)
        ask(ClosingSheet(parent, words, lambda: not thread.is_alive()))


def wait_for_copy(parent: QWidget, keeper: Keeper, target: Path) -> str:
    """Write a copy while the window goes on; return "" once it is whole, else why it is not."""
    said: list[str] = []
    errand = Errand(
        parent,
        lambda: keeper.copy_to(target),
        lambda _: said.append(""),
        lambda error: said.append(str(error)),
    )
    ask(CopySheet(parent, target.name, lambda: bool(said)))
    if said:
        return said[0]
    errand.wait(0.0)
    return f"“{target.name}” is not whole yet; the study stays open."


def wait_for_files(parent: QWidget, errands: Sequence[Errand[object]]) -> None:
    """Let what goes on with files end before the window closes, or be left behind."""
    until = time.monotonic() + BLINK

    def ended() -> bool:
        return all([each.wait(max(0.0, until - time.monotonic())) for each in errands])

    if not ended():
        ask(ClosingSheet(parent, UNFINISHED, ended))
