"""Choices for figures that the study keeps under a name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QInputDialog, QLineEdit, QWidget

from journeyviewer.model.figures import Choice, FigurePreset
from journeyviewer.model.items import new_id
from journeyviewer.model.study import Study
from journeyviewer.ui.look import Button

NONE = "As chosen here"
YES, NO = "yes", "no"
Part = QCheckBox | QComboBox | QLineEdit


class Presets(QObject):
    """A list to choose from, and a button that keeps what is chosen. `kept` carries the item."""

    chosen = Signal(str)
    kept = Signal(object)
    asked = Signal(str)

    def __init__(self, study: Study | None) -> None:
        super().__init__()
        found = () if study is None else study.of_case(None)
        self.known = [item for item in found if isinstance(item, FigurePreset)]
        self.known.sort(key=lambda one: one.title.casefold())
        self.list = QComboBox()
        self.list.setAccessibleName("Kept choices")
        self.list.addItem(NONE)
        self.list.addItems([one.title for one in self.known])
        self.keep = Button("Keep…")
        self.keep.setEnabled(study is not None)
        self.keep.setToolTip("" if study is not None else "Choices are kept in a study")
        self.list.activated.connect(lambda _: self.chosen.emit(self.list.currentText()))
        self.keep.clicked.connect(self._ask)

    @property
    def parts(self) -> list[QWidget]:
        """The parts of its row in the form."""
        return [self.list, self.keep]

    def of(self, title: str) -> FigurePreset | None:
        """Return the choices kept under a title."""
        return next((one for one in self.known if one.title == title), None)

    def _ask(self) -> None:
        title, given = QInputDialog.getText(self.list, "Keep these choices", "Name")
        if given and title.strip():
            self.asked.emit(title.strip())

    def keep_as(self, title: str, choices: Mapping[str, str], author: str) -> FigurePreset:
        """Keep choices under a title, in place of those that had it."""
        before = self.of(title)
        made = FigurePreset(
            id=before.id if before is not None else new_id(),
            title=title,
            choices=tuple(Choice(name=name, value=value) for name, value in choices.items()),
            author=author,
        )
        self.known = [one for one in self.known if one.title != title] + [made]
        if self.list.findText(title) < 0:
            self.list.addItem(title)
        self.list.setCurrentText(title)
        self.kept.emit(made)
        return made


def as_choices(parts: Mapping[str, Part]) -> dict[str, str]:
    """Return what parts of a form hold, as text by name."""
    found = {}
    for name, part in parts.items():
        if isinstance(part, QCheckBox):
            found[name] = YES if part.isChecked() else NO
        elif isinstance(part, QComboBox):
            found[name] = str(part.currentData())
        else:
            found[name] = part.text()
    return found


def take_choices(preset: FigurePreset, parts: Mapping[str, Part]) -> None:
    """Give parts of a form the values of a preset; what it does not name stays as it is."""
    for name, part in parts.items():
        value = preset.value(name, "\0")
        if value == "\0":
            continue
        if isinstance(part, QCheckBox):
            part.setChecked(value == YES and part.isEnabled())
        elif isinstance(part, QComboBox):
            place = part.findData(value)
            part.setCurrentIndex(place if place >= 0 else part.currentIndex())
        else:
            part.setText(value)
