"""Choices for figures: those that come with the program, and those the study keeps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from journeyviewer.export.figure import FigureRequest
from journeyviewer.export.presets import BUILT_IN, preset_text
from journeyviewer.model.figures import FigurePreset
from journeyviewer.model.items import new_id
from journeyviewer.model.study import Study
from journeyviewer.ui.look import Button
from journeyviewer.ui.parts import ChoiceBox

NONE = "As chosen here"
SHARING = "For sharing"


class Presets(QObject):
    """A list to choose from, and a button that keeps what is chosen.

    `chosen` carries the text of the choices, `asked` the name to keep them under, `kept` the item
    for the study.
    """

    chosen = Signal(str)
    asked = Signal(str)
    kept = Signal(object)

    def __init__(self, study: Study | None) -> None:
        super().__init__()
        found = () if study is None else study.of_case(None)
        known = [item for item in found if isinstance(item, FigurePreset)]
        self.known = {item.title: item for item in sorted(known, key=lambda one: one.title)}
        self.title = ""
        self.author = study.analyst if study is not None else ""
        self.list = ChoiceBox()
        self.list.setAccessibleName("Kept choices")
        self.list.addItem(NONE)
        self.list.addItems([*BUILT_IN, *(name for name in self.known if name not in BUILT_IN)])
        self.keep = Button("Keep…")
        self.keep.setEnabled(study is not None)
        self.keep.setToolTip("" if study is not None else "Choices are kept in a study")
        self.list.activated.connect(lambda _: self.choose(self.list.currentText()))
        self.keep.clicked.connect(self._ask)

    @property
    def parts(self) -> list[QWidget]:
        """The parts of its row in the form."""
        return [self.list, self.keep]

    def choose(self, title: str) -> None:
        """Give the choices kept under a title; the study's own come before the program's."""
        self.title = title
        if title in self.known:
            self.chosen.emit(self.known[title].text)
        elif title in BUILT_IN:
            self.chosen.emit(preset_text(BUILT_IN[title]))

    def _ask(self) -> None:
        title, given = QInputDialog.getText(self.list, "Keep these choices", "Name")
        if given and title.strip():
            self.asked.emit(title.strip())

    def keep_as(self, title: str, request: FigureRequest) -> FigurePreset:
        """Keep choices under a title, in place of those that had it."""
        before = self.known.get(title)
        made = FigurePreset(
            id=before.id if before is not None else new_id(),
            title=title,
            text=preset_text(request),
            author=self.author,
        )
        self.known[title] = made
        if self.list.findText(title) < 0:
            self.list.addItem(title)
        self.list.setCurrentText(title)
        self.kept.emit(made)
        return made
