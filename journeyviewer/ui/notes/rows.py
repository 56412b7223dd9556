"""The list of what was written: a number, kind and day over a few lines of words."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from journeyviewer.model.ends import same_ends
from journeyviewer.model.items import ItemId
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import SMALL, scaled, screen_font, tone
from journeyviewer.ui.notes.lines import Lines, NoteLine

Index = QModelIndex | QPersistentModelIndex
KIND = Face(13, 600)
WORDS = Face(13)
NUMBER = Face(11.5, 600)
LEFT, INDENT, TOP, GAP = 12, 32, 8, 8
MOST_LINES = 3


class NotesModel(QAbstractListModel):
    """The lines shown; the heights of their words are measured once for a width."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines((), _none)
        self._broken: dict[tuple[str, int], list[str]] = {}

    def show(self, lines: Lines) -> None:
        """Show other lines; only the rows that are not as they were are told of."""
        before = self.lines
        if lines.look != before.look and len(before) != len(lines):
            self._reset(lines)
            return
        head, tail = same_ends(before.items, lines.items)
        gone = [item.id for item in before.items[head : len(before) - tail]]
        come = [item.id for item in lines.items[head : len(lines) - tail]]
        if not gone and not come and lines.look == before.look:
            return
        root = QModelIndex()
        if gone == come:
            # Only words changed: the place in the list stays.
            self.lines = lines
            self._say_changed()
        elif not gone:
            self.beginInsertRows(root, head, head + len(come) - 1)
            self.lines = lines
            self.endInsertRows()
            self._say_changed()
        elif not come:
            self.beginRemoveRows(root, head, head + len(gone) - 1)
            self.lines = lines
            self.endRemoveRows()
            self._say_changed()
        else:
            self._reset(lines)

    def _reset(self, lines: Lines) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def _say_changed(self) -> None:
        """Say that words and numbers may be others now; their heights too."""
        if len(self.lines):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, 0))
            self.layoutChanged.emit()

    def forget(self) -> None:
        """Measure words anew: their size changed."""
        self._broken.clear()
        self.layoutChanged.emit()

    def row_of(self, item: ItemId | None) -> int:
        """Return the row of an item, -1 when it is not shown."""
        return self.lines.row_of(item)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.said
        return None

    def broken(self, line: NoteLine, width: int) -> list[str]:
        """Return the words in up to three lines of a width in pixels; the last may be cut."""
        key = (line.words, width)
        if key not in self._broken:
            if len(self._broken) > 50_000:
                self._broken.clear()
            self._broken[key] = _lines(line.words, width)
        return self._broken[key]


def _none(row: int) -> NoteLine:
    raise IndexError(row)


def _lines(words: str, width: int) -> list[str]:
    measure = QFontMetrics(screen_font(WORDS))
    lines: list[str] = []
    for paragraph in words.splitlines():
        current = ""
        for word in paragraph.split():
            longer = f"{current} {word}".strip()
            if current and measure.horizontalAdvance(longer) > width:
                lines.append(current)
                current = word
            else:
                current = longer
            if len(lines) > MOST_LINES:
                break
        if current:
            lines.append(current)
        if len(lines) > MOST_LINES:
            break
    if len(lines) > MOST_LINES:
        lines = lines[:MOST_LINES]
        lines[-1] += " …"
    cut = Qt.TextElideMode.ElideRight
    return [measure.elidedText(line, cut, width) for line in lines]


def _beside(line: NoteLine) -> str:
    return f"{line.when}  ·  {line.checked}" if line.to_check else line.when


def _draw_cut(
    painter: QPainter,
    row: QRectF,
    words: str,
    room: int,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw words in a row, cut to the room there is; return the width they take in pixels."""
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(row, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


class NoteDelegate(QStyledItemDelegate):
    """Draws a line as in the mock-ups: square, circle or band with the number at the left."""

    def __init__(self, model: NotesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = max(option.rect.width(), scaled(200))
        line = self.model.lines[index.row()]
        rows = len(self.model.broken(line, self._room(width))) + self._asks_below(line, width)
        height = 2 * TOP + 18 + rows * 17
        return QSize(scaled(120), scaled(height))

    def _room(self, width: int) -> int:
        return width - scaled(LEFT + INDENT + 12)

    def _asks_below(self, line: NoteLine, width: int) -> bool:
        """True where who is to be asked has no room beside the kind: it stands below the words."""
        if not line.whom or not line.to_check:
            return False
        taken = QFontMetrics(screen_font(KIND)).horizontalAdvance(line.kind) + 10
        beside = QFontMetrics(screen_font(SMALL)).horizontalAdvance(_beside(line))
        return taken + beside > self._room(width)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, area = self.model.lines[index.row()], QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(area, tone("focusTint"))
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), tone("focus"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, tone("sunken"))
        self._paint_badge(painter, area, line, chosen=chosen)
        left, top = area.x() + scaled(LEFT + INDENT), area.y() + scaled(TOP)
        width = area.width() - scaled(LEFT + INDENT + 12)
        below = self._asks_below(line, int(area.width()))
        beside = line.when if below else _beside(line)
        self._paint_head(painter, QRectF(left, top, width, scaled(17)), line.kind, beside)
        painter.setFont(screen_font(WORDS))
        y = top + scaled(18)
        for words in self.model.broken(line, self._room(int(area.width()))):
            painter.drawText(
                QRectF(left, y, width, scaled(17)), Qt.AlignmentFlag.AlignVCenter, words
            )
            y += scaled(17)
        if below:
            painter.setFont(screen_font(SMALL))
            painter.setPen(tone("ink2"))
            asked = line.checked[:1].upper() + line.checked[1:]
            _draw_cut(painter, QRectF(left, y, width, scaled(17)), asked, int(width))
        painter.setPen(tone("line2"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tone("focus"), 2))
            # The badge left its own fill, which would cover the words.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_head(self, painter: QPainter, row: QRectF, kind: str, beside: str) -> None:
        """Paint the kind at the left, which comes first, and what stands beside it at the right."""
        painter.setFont(screen_font(SMALL))
        painter.setPen(tone("ink2"))
        room = int(row.width() - QFontMetrics(screen_font(KIND)).horizontalAdvance(kind) - 10)
        taken = _draw_cut(painter, row, beside, room, Qt.AlignmentFlag.AlignRight) + 10
        painter.setFont(screen_font(KIND))
        painter.setPen(tone("ink"))
        _draw_cut(painter, row, kind, int(row.width() - taken))

    def _paint_badge(
        self, painter: QPainter, area: QRectF, line: NoteLine, *, chosen: bool
    ) -> None:
        size = scaled(17)
        wide = max(size + scaled(3), scaled(6) + 8 * len(line.number))
        box = QRectF(area.x() + scaled(LEFT), area.y() + scaled(TOP), wide, size)
        fill, edge, ink = {
            "note": ("note", "noteEdge", "noteInk"),
            "development": ("ink", "ink", "surface"),
            "phase": ("phaseA", "line3", "ink"),
        }.get(line.badge, ("surface", "line3", "ink2"))
        if chosen:
            fill, edge, ink = "focus", "focus", "surface"
        painter.setBrush(tone(fill))
        painter.setPen(QPen(tone(edge), 1))
        if line.badge == "development":
            box = QRectF(box.x(), box.y(), size, size)
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(screen_font(NUMBER))
        painter.setPen(tone(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.number or "·")
