"""Dialogs that show plain text: the import report, the keys, and about this program."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from journeyviewer.paths import resource
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import Button, PlainLabel, fixed_font
from journeyviewer.ui.parts import resize_within


class TextDialog(QDialog):
    """A title over a text that can be read, searched by eye and copied, and nothing else."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, fixed_width: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_within(self, 860 if fixed_width else 640, 620)
        self.text = QPlainTextEdit()
        self.text.setPlainText(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        if fixed_width:
            self.text.setFont(fixed_font(13))
            self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        close = Button("Close", primary=True)
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, Face(19, 600)))
        column.addWidget(self.text)
        column.addLayout(line)


def help_text(name: str) -> str:
    """Return a text of the bundled help."""
    return resource("help", f"{name}.txt").read_text(encoding="utf-8")
