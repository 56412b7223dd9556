"""The command palette: everything the window can do, found by typing part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import BODY, SMALL, PlainLabel, scaled, screen_font, tone
from journeyviewer.ui.parts import ask

WIDTH, ROW, MOST_ROWS = 560, 34, 11
LEAST_ROWS, DOWN = 3, 90
"""The fewest rows, and how far below the top of the window it opens."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its words, its group and key beside them, and what it does."""

    words: str
    group: str
    key: str
    run: Callable[[], None]


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return the choices that hold what was typed, best first.

    Every word typed must be found; words that begin like the typed ones come first, then words
    that hold them, then letters that follow one another ("gtd" finds "Go to a date").
    """
    wanted = typed.casefold().split()
    if not wanted:
        return list(choices)
    ranked = []
    for place, choice in enumerate(choices):
        costs = [_cost(word, choice) for word in wanted]
        if all(cost is not None for cost in costs):
            ranked.append((sum(cost or 0 for cost in costs), place, choice))
    ranked.sort(key=lambda item: item[:2])
    return [choice for _, _, choice in ranked]


def _cost(word: str, choice: Choice) -> int | None:
    words = choice.words.casefold()
    if words.startswith(word):
        return 0
    if any(part.startswith(word) for part in words.split()):
        return 1
    if word in words:
        return 2
    if word in choice.group.casefold():
        return 3
    initials = "".join(part[0] for part in words.split())
    if word in initials:
        return 3
    letters = iter(words)
    return 6 if len(word) > 2 and all(letter in letters for letter in word) else None


class ChoiceModel(QAbstractListModel):
    """The choices that match, as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Choice] = []

    def show(self, rows: list[Choice]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # type: ignore[override]
        choice = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.words, choice.group, choice.key) if part)
        return None


class ChoiceDelegate(QStyledItemDelegate):
    """Draws a row: the words, their group, and the key at the right."""

    def __init__(self, model: ChoiceModel) -> None:
        super().__init__()
        self.model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(0, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        choice = self.model.rows[index.row()]
        area = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tone("focusTint"))
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), tone("focus"))
        inner = area.adjusted(16, 0, -16, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(screen_font(Face(12)))
        painter.setPen(tone("ink2"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, choice.key)
        taken = painter.fontMetrics().horizontalAdvance(choice.key) + 12
        group = painter.fontMetrics().horizontalAdvance(choice.group) + 12
        painter.setFont(screen_font(BODY))
        painter.setPen(tone("ink"))
        metrics = painter.fontMetrics()
        room = int(inner.width() - taken - (group if choice.group else 0))
        words = metrics.elidedText(choice.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, middle, words)
        painter.setFont(screen_font(Face(12)))
        painter.setPen(tone("ink2"))
        beside = inner.adjusted(metrics.horizontalAdvance(words) + 10, 0, 0, 0)
        painter.drawText(beside, middle, choice.group)
        painter.restore()


class Palette(QDialog):
    """A field over a list; Enter does what is marked, Esc puts it away."""

    def __init__(self, parent: QWidget, choices: Sequence[Choice], prompt: str) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle(prompt)
        self.choices = list(choices)
        self.chosen: Choice | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.model = ChoiceModel()
        self.view = QListView()
        self.view.setModel(self.model)
        # Kept on the object: the view does not own its delegate.
        self._delegate = ChoiceDelegate(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName("What can be done")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._take)
        self.nothing = PlainLabel("", SMALL, "ink2")
        self.nothing.setContentsMargins(16, 4, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        holder = QWidget()
        padded = QVBoxLayout(holder)
        padded.setContentsMargins(12, 12, 12, 8)
        padded.addWidget(self.field)
        column.addWidget(holder)
        column.addWidget(self.view)
        column.addWidget(self.nothing)
        self._fill("")
        self._place(parent)

    def _place(self, parent: QWidget) -> None:
        # As many rows as the window has room for, and never wider than it.
        room = (parent.height() - DOWN - scaled(64)) // scaled(ROW)
        rows = min(len(self.choices), MOST_ROWS, max(room, LEAST_ROWS))
        width = min(scaled(WIDTH), parent.width())
        self.setFixedSize(width, scaled(64) + rows * scaled(ROW))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + DOWN)

    def _fill(self, typed: str) -> None:
        rows = matching(self.choices, typed)
        self.model.show(rows)
        if rows:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.nothing.setVisible(not rows)
        self.nothing.setText("" if rows else f"Nothing is called “{typed.strip()}”. Try one word.")

    def _take(self, index: QModelIndex) -> None:
        self.chosen = self.model.rows[index.row()]
        self.accept()

    def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:
        if isinstance(qt_event, QKeyEvent) and qt_event.type() == QEvent.Type.KeyPress:
            row, last = self.view.currentIndex().row(), len(self.model.rows) - 1
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: MOST_ROWS - 1,
                Qt.Key.Key_PageUp: 1 - MOST_ROWS,
            }
            step = steps.get(Qt.Key(qt_event.key()))
            if step is not None and last >= 0:
                index = self.model.index(min(max(row + step, 0), last), 0)
                self.view.setCurrentIndex(index)
                return True
            if qt_event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.view.currentIndex().isValid():
                    self._take(self.view.currentIndex())
                return True
        return super().eventFilter(watched, qt_event)


def choose(parent: QWidget, choices: Sequence[Choice], prompt: str) -> None:
    """Let the user choose, then do it once the palette is gone."""
    palette = Palette(parent, choices, prompt)
    ask(palette)
    if palette.chosen is not None:
        palette.chosen.run()
    palette.deleteLater()
