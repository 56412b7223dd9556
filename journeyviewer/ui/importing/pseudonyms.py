"""The names of a study that point at nobody, one a line."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import SMALL, Button, PlainLabel, scaled

MOST_NAMES, MOST_LETTERS = 1_000, 80


class PseudonymsDialog(QDialog):
    """Lets a person list the pseudonyms in use; they are not pointed out any more."""

    def __init__(self, parent: QWidget | None, names: tuple[str, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Names that are pseudonyms")
        self.setMinimumWidth(scaled(440))
        self.text = QPlainTextEdit()
        self.text.setPlainText("\n".join(names))
        self.text.setAccessibleName("Pseudonyms, one a line")
        self.text.setTabChangesFocus(True)
        cancel, take = Button("Cancel"), Button("Keep this list", primary=True)
        cancel.clicked.connect(self.reject)
        take.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Names that are pseudonyms", Face(19, 600)))
        words = (
            "Write each name on a line of its own. These names are shown as they are and are not "
            "pointed out. Real names do not belong here."
        )
        column.addWidget(PlainLabel(words, SMALL, "ink2").wrapped())
        column.addWidget(self.text)
        column.addLayout(buttons)

    def names(self) -> tuple[str, ...]:
        """Return the names, each once, in the order written."""
        lines = (line.strip()[:MOST_LETTERS] for line in self.text.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))[:MOST_NAMES]
