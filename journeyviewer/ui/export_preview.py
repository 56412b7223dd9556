"""The page that an export would write, drawn as it will be; made anew when a choice changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journeyviewer.export.page_size import PIXELS_PER_MM, growth_of
from journeyviewer.model.problems import JourneyError
from journeyviewer.timeline.scene import Item, Scene
from journeyviewer.ui.export_sheet import Sheet
from journeyviewer.ui.look import SMALL, PlainLabel
from journeyviewer.ui.parts import IconButton, once_after

REST_MS = 150
"""How long choices rest before the page is made again."""
Make = Callable[[], tuple[Sequence[Scene], str]]
"""Returns the pages of what is chosen now, and the theme they are painted in."""


class Preview(QWidget):
    """The pages one after the other, each as it will be written.

    `moved` says which note's square was dragged, and how far off its day it stands, in pixels of
    a page of A4.
    """

    moved = Signal(str, float)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self.scenes: Sequence[Scene] = ()
        self.at = 0
        self._theme = "light"
        self.sheet = Sheet()
        self.sheet.dragged.connect(self._on_dragged)
        self.back = IconButton("chevron-left", "Page before")
        self.on = IconButton("chevron-right", "Next page")
        self.number = PlainLabel("", SMALL, "ink2")
        self._timer = once_after(self, REST_MS, self.follow)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        foot = QHBoxLayout()
        foot.addStretch()
        for part in (self.back, self.number, self.on):
            foot.addWidget(part)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet, 1)
        column.addLayout(foot)
        self._show()

    @property
    def resting(self) -> bool:
        """True while the pages are not yet those of what is chosen."""
        return self._timer.isActive()

    def follow_soon(self) -> None:
        """Make the pages anew once the choices rest."""
        self._timer.start()

    def follow(self) -> None:
        """Make the pages of what is chosen now."""
        self._timer.stop()
        try:
            self.scenes, self._theme = self._make()
            words = "" if self.scenes else "There is nothing to show."
        except JourneyError as error:
            self.scenes, words = (), str(error)
        self.at = min(self.at, max(0, len(self.scenes) - 1))
        self._show(words)

    def turn(self, step: int) -> None:
        """Show the next page or the one before."""
        self.at = min(max(self.at + step, 0), max(0, len(self.scenes) - 1))
        self._show()

    def _show(self, words: str = "") -> None:
        count = len(self.scenes)
        self.sheet.show_scene(self.scenes[self.at] if count else None, self._theme, words)
        self.number.setText(f"Page {self.at + 1} of {count}" if count else "")
        for part in (self.back, self.on, self.number):
            part.setVisible(count > 1)
        self.back.setEnabled(self.at > 0)
        self.on.setEnabled(self.at + 1 < count)

    def _on_dragged(self, note: str, off: float) -> None:
        self.moved.emit(note, off / _growth(self.scenes[self.at]))

    def square_of(self, note: str) -> tuple[Item, float] | None:
        """Return the square that a note has, and how far off its day in pixels of a page of A4.

        None where no page draws it. Where several share a square, it is that of the first.
        """
        for scene in self.scenes:
            found = next((item for item in scene.items if item.note == note), None)
            if found is None or found.at is None:
                continue
            place = (found.x, found.y)
            first = next(item for item in scene.items if (item.x, item.y) == place)
            return first, (found.x + found.width / 2 - found.at) / _growth(scene)
        return None


def _growth(scene: Scene) -> float:
    return growth_of(scene.width / PIXELS_PER_MM, scene.height / PIXELS_PER_MM)
