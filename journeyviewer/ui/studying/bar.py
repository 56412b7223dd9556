"""One sentence about the study that is open, with what to do about it, over the journey."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journeyviewer.model.values import dataclass
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.look import BODY, Button, IconLabel, PlainLabel
from journeyviewer.ui.parts import has_keyboard


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, the words of what to do about it ("" for nothing), and that itself.

    A sentence that `stays` is put away only by what it is about.
    """

    words: str
    act: str = ""
    run: Callable[[], None] | None = None
    icon: str = "info"
    stays: bool = False


class StudyBar(QWidget):
    """Shows the sentence that matters most; those told before it come back when it goes."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.told: dict[str, Told] = {}
        self.picture = IconLabel("info", "ink2", 16)
        self.words = PlainLabel("", BODY).wrapped()
        self.act, self.away = Button(""), Button("Close", flat=True)
        self.act.clicked.connect(self._run)
        self.away.clicked.connect(self._close)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 3, 16, 3)
        line.setSpacing(12)
        line.addWidget(self.picture)
        line.addWidget(self.words, 1)
        line.addWidget(self.act)
        line.addWidget(self.away)
        self.hide()

    @property
    def topic(self) -> str:
        """What the sentence in sight is about, "" for none."""
        return next(reversed(self.told), "")

    def tell(self, topic: str, told: Told) -> None:
        """Tell something; what was told on the topic before is replaced."""
        new = self.told.pop(topic, None) != told
        self.told[topic] = told
        self._show()
        if new:
            announce(self, told.words)

    def forget(self, topic: str = "") -> None:
        """Put away what was told on a topic, or everything."""
        if topic:
            self.told.pop(topic, None)
        else:
            self.told.clear()
        self._show()

    def _close(self) -> None:
        """Put the sentence in sight away; where none comes back, neither does the keyboard."""
        held = has_keyboard(self)
        self.forget(self.topic)
        if held and not self.away.isVisible():
            self.left.emit()

    def _show(self) -> None:
        told = self.told.get(self.topic)
        self.setVisible(told is not None)
        if told is None:
            return
        self.picture.show_icon(told.icon)
        self.words.setText(told.words)
        self.act.set_words(told.act)
        self.act.show_words(True)
        self.act.setVisible(told.run is not None)
        self.away.setVisible(not told.stays)

    def _run(self) -> None:
        told = self.told.get(self.topic)
        if told is not None and told.run is not None:
            told.run()
