"""Which notes leave, and where their squares stand: a list of the notes of the case in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from journeyviewer.export.leaving import Choice
from journeyviewer.model.chronology import Case
from journeyviewer.model.study import Note, Study
from journeyviewer.ui.export_ticks import Group, Row, Ticks
from journeyviewer.ui.look import SMALL, Button, PlainLabel
from journeyviewer.ui.parts import IconButton

MOST_LETTERS = 90


class NoteTicks(Ticks):
    """The notes of a case, all ticked at first; those of the other cases stay as a preset says.

    The square of the note that the keys are at can be moved; `nudged` says which note, and -1 for
    left or 1 for right. `moved` is how far squares stand off their days, by the ids of their notes.
    """

    nudged = Signal(str, int)

    def __init__(self, case: Case, study: Study | None) -> None:
        self.study = study
        self.own = study.numbered(case.id) if study is not None else ()
        rows = tuple(Row(note.id, f"{number}  {_words(note)}") for number, note in self.own)
        super().__init__("Notes that leave", "note", (Group("", rows),))
        self.others = frozenset(note.id for note in self._notes()) - self.rows.keys()
        self.elsewhere = self.others
        self.moved: dict[str, float] = {}
        self.left = IconButton("chevron-left", "Move its square left (Alt+Left)")
        self.right = IconButton("chevron-right", "Move its square right (Alt+Right)")
        self.back = Button("Put back")
        self.back.setAccessibleName("Put its square back")
        self._add_moving()

    def _add_moving(self) -> None:
        line = QHBoxLayout()
        line.addWidget(PlainLabel("Square of the note chosen", SMALL, "ink2"), 1)
        for button, key, way in ((self.left, "Alt+Left", -1), (self.right, "Alt+Right", 1)):
            line.addWidget(button)
            button.clicked.connect(lambda _=False, way=way: self._nudge(way))
            short = QShortcut(QKeySequence(key), self.tree)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)
            short.activated.connect(lambda way=way: self._nudge(way))
        line.addWidget(self.back)
        self.back.clicked.connect(lambda: self.move_square(self.current, None))
        self.column.addLayout(line)
        self.tree.currentItemChanged.connect(lambda *_: self._offer_moving())
        self._offer_moving()

    def _nudge(self, way: int) -> None:
        if self.current:
            self.nudged.emit(self.current, way)

    def _offer_moving(self) -> None:
        for button in (self.left, self.right):
            button.setEnabled(bool(self.current))
        self.back.setEnabled(self.current in self.moved)

    def move_square(self, note: str, off: float | None) -> None:
        """Let the square of a note stand so many pixels off its day; None puts it back."""
        if off is None:
            self.moved.pop(note, None)
        else:
            self.moved[note] = round(off, 1)
        self._offer_moving()
        self.changed.emit()

    def _notes(self) -> list[Note]:
        items = self.study.items.values() if self.study is not None else ()
        return [item for item in items if isinstance(item, Note)]

    def chosen(self) -> frozenset[str] | None:
        """Return the ids of the notes that leave, None for all."""
        kept = self.ticked | self.elsewhere
        return None if kept >= self.rows.keys() | self.others else kept

    def show_chosen(self, choice: Choice) -> None:
        """Tick what a preset keeps; numbers of an older one are told as the notes they have now."""
        kept: frozenset[str] = self.others | frozenset(self.rows)
        if choice.numbers is not None and self.study is not None:
            cases = {note.target.case for note in self._notes()}
            kept = frozenset(
                note.id
                for case in cases
                for number, note in self.study.numbered(case)
                if number in choice.numbers
            )
        elif choice.notes is not None:
            kept = choice.notes
        self.elsewhere = self.others & kept
        self.moved = dict(choice.moved)
        self._offer_moving()
        self.tick(kept & self.rows.keys())


def _words(note: Note) -> str:
    """Return a note in one line."""
    words = " ".join(note.text.split()) or note.kind.label
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1].rstrip()}…"
